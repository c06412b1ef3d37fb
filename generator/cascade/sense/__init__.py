"""Does a plan agree with its level, and with the one above it."""
