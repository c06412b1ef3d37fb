"""Documents and the oracle for the tests of tracked changes."""
