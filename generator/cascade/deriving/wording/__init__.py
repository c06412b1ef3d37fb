"""Names, phrases and figures in a sentence of the plan above, as the unit below would put them."""
