"""The clerk's rules at work: data, the program of a level, what is asked and what was answered."""
