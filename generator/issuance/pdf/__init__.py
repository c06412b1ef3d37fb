"""Signatures on a PDF: made, and examined by our own policy on top of the engine's answers."""
