"""How plans follow one another: from the plan above to the plan of the level below."""
