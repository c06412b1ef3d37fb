"""A database behind the program: SQLite in the workspace, or PostgreSQL by a URL."""
