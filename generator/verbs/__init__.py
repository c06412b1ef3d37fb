"""What a user can ask for: one module = one verb, a function of a desk and a request."""
