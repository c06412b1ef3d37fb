"""What the plans below took up of a plan."""
