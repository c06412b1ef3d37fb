"""The engines that are compared, each in one persistent process driven over a pipe."""
