"""What stands around the work in a derived plan: title, opening, headings, last words."""
