"""The country's units on any day: names, codes, superiors, successors (country.py)."""
