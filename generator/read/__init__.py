"""Any document read back: lines of any source → roles of the lines → a plan."""
