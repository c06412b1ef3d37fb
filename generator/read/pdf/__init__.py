"""Lines of a PDF by geometry: glyphs, segments, ruled tables, columns, paragraphs."""
