"""What becomes of each part of the plan above, by what it says."""
