"""A derived sentence read a second time beside the one it comes from: what is unaccounted for."""
