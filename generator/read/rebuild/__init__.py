"""A plan from the roles of lines, with an account of every line."""
