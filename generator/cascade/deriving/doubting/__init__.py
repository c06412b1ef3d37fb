"""What a derived sentence says that a person has to look at."""
