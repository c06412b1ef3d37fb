"""Signatures inside a .docx: ECMA-376 Part 2, clause 13, with XAdES; made and verified."""
