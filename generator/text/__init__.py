"""Vietnamese text, whoever wrote it: clean, folded, measured."""
