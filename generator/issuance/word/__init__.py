"""Signatures of a .docx: ECMA-376 Part 2 and XAdES."""
