"""A plan changed: merged, edited by node, brought up to the plan above, written into its text."""
