"""Rows of the plan above that are the unit's, in an appendix or among its words."""
