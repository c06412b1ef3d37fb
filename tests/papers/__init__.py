"""The documents around a plan: letters, decisions, minutes, submissions."""
