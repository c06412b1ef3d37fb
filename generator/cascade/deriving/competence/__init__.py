"""Whose work a sentence of the plan above is, and in which words the unit says its part of it."""
