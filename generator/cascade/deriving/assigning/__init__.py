"""Which of the unit's own bodies gets a piece of its work."""
