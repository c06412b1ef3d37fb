"""Verifying a signed PDF: our own policy on top of the engine's answers."""
