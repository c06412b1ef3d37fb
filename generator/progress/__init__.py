"""What became of a plan's tasks and targets: forms out, reports in, joined for the level above."""
