"""Pictures of pages → the glyphs and lines that the reader of PDF takes: by recognition."""
