"""What a Vietnamese reader takes as one word of a text: the atoms of every comparison.

A syllable is a word. A number with its separators is one (1.200,5; 15/6/2024), and so is the
number of a document (255/TTr-SNV, 30/2020/NĐ-CP, 34-NQ/TU): half a number says nothing.
"""

from __future__ import annotations

_ISSUER = r"[A-ZĐ][^\W_]*"
DOCUMENT_NUMBER = rf"\d+(?:/\d{{4}})?/{_ISSUER}(?:-{_ISSUER})*|\d+-{_ISSUER}/{_ISSUER}"
"""A number of a document by Decree 30 (annex I, II.3), and as documents of the Party have it."""
NUMBER = r"\d+(?:[.,/]\d+)*"
SYLLABLE = r"(?:[^\W\d_][\u0300-\u036f]*)+"
ATOM = rf"(?<!\d)(?:{DOCUMENT_NUMBER})|{NUMBER}|{SYLLABLE}"
"""A pattern of what is never cut; what it does not match is a blank or a sign of its own."""
