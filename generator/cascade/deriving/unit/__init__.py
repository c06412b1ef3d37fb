"""Who the unit is, and whose plan it carries out."""
