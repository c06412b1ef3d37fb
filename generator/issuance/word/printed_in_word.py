"""What a document prints about itself: its head, and the names at its signature blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree
from msgspec.structs import replace

from generator.issuance.verdict.printed import PrintedFacts, printed_in
from generator.issuance.word.standard_names import MAIN
from generator.ooxml.names import W
from generator.ooxml.parsing import safe_parser

if TYPE_CHECKING:
    from generator.issuance.word.strict_package import Package
    from generator.ooxml.opened import Word

HEAD = 40
"""Paragraphs among which number and date of a document stand."""


def first_texts(package: Package) -> list[str]:
    """Texts of the first paragraphs of the main part. Raises Fault."""
    found = []
    for paragraph in main_part(package).iter(W + "p"):
        found.append(" ".join("".join(t.text or "" for t in paragraph.iter(W + "t")).split()))
        if len(found) == HEAD:
            break
    return found


def printed_names(package: Package) -> list[str]:
    """The names at the marks of signature blocks (kyten1b …), where the document has such."""
    found = []
    for mark in main_part(package).iter(W + "bookmarkStart"):
        above = next(mark.iterancestors(W + "p"), None)
        if above is not None and re.fullmatch(r"kyten\d+b", mark.get(W + "name", "")):
            found.append("".join(t.text or "" for t in above.iter(W + "t")).strip())
    return found


def main_part(package: Package) -> etree._Element:
    """The root of the main part, in the transitional namespaces or not."""
    relation = next((r for r in package.relations("") if r.type.endswith(MAIN)), None)
    name = package.names.get(relation.part("")) if relation else None
    return etree.fromstring(package.parts[name], safe_parser()) if name else etree.Element("none")


def printed_in_word(word: Word) -> PrintedFacts:
    """What a .docx prints, its tracked changes as accepted.

    A letterhead may stand in the header of its pages, where the body has none.
    """
    from generator.ooxml.walk import read_word
    from generator.read.word_lines import lines_of_word

    lines = lines_of_word(read_word(word), "x.docx")
    found = printed_in(lines)
    heads = [replace(line, part="than") for line in lines if line.part == "dau"]
    if found.agency or not heads:
        return found
    return printed_in([*heads, *(line for line in lines if line.part != "dau")])
