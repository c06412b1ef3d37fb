"""Signing a PDF: check first, put each mark in its place, keep what proves it for years."""
