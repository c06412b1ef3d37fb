"""The tasks that a plan gives, wherever it gives them."""
