"""From a plan to the plan of the level below it."""
