"""What was made, shown to people: pages that explain and compare."""
