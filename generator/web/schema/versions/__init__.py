"""One file a step; the revision is the number of the schema."""
