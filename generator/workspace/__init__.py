"""Where plans, templates and output are; files, bases, batches."""
