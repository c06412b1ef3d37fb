"""Slips of an office in its own document: figures, days, form, documents out of force."""
