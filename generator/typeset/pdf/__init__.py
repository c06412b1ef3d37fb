"""The printed page as PDF: see `making`."""
