"""Whether a .docx shows a person more than the words that are read in it.

A letterhead may be a picture, letters in an odd font or order, the label of a list. Nobody
reads those here, so of a document that prints no agency in words nothing is known then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.issuance.word.strict_package import PackageFault, parse
from generator.ooxml.elements import local
from generator.ooxml.names import W
from generator.ooxml.parsing import safe_parser
from generator.ooxml.walk import read_word
from generator.read.word_lines import lines_of_word
from generator.text.normal import fold

if TYPE_CHECKING:
    from lxml import etree

    from generator.issuance.word.strict_package import Package
    from generator.ooxml.opened import Word

_DRAWN = {
    "blip", "imagedata", "textpath", "chart", "relIds", "object", "sym", "bdo", "dir",
    "embedRegular", "embedBold", "embedItalic", "embedBoldItalic",
    "ddList",
}  # fmt: skip
"""Elements that show what no reader of words sees, or in another order."""
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn the order of the letters round."""
_ODD_FONT = re.compile(r"^(vni[- ]|vps |uvn|bkhcm)", re.IGNORECASE)
"""Fonts of old Vietnamese encodings that are not undone: they show other letters."""
_LABEL = 12
"""Letters of the label of a list beyond which it says something."""


def shows_more(package: Package, word: Word) -> bool:
    """Whether anything is drawn, turned round or set so that it was not read as it looks."""
    read = _letters(" ".join(line.full for line in lines_of_word(read_word(word), "")))
    for name in package.part_names():
        if "wordprocessingml" not in package.content_type(name):
            continue
        root = _root(package, name)
        if any(_odd(node) for node in root.iter("{*}*")):
            return True
        for paragraph in root.iter(W + "p"):
            own = _letters("".join(t.text or "" for t in paragraph.iter(W + "t")))
            if own not in read and paragraph.find(f".//{W}p") is None:
                return True
    return False


def _odd(node: etree._Element) -> bool:
    own = local(node)
    if own in _DRAWN:
        return True
    if own == "t":
        return _TURNED.search(node.text or "") is not None
    if own == "rFonts":
        return any(_ODD_FONT.match(str(value)) for value in node.attrib.values())
    return own == "lvlText" and len(_letters(node.get(W + "val", ""))) > _LABEL


def _root(package: Package, name: str) -> etree._Element:
    try:
        return parse(package.parts[name], name)
    except PackageFault:
        # comments inside a part are fine in a document; it is digested byte by byte
        from lxml import etree

        return etree.fromstring(package.parts[name], safe_parser(asides=False))


def _letters(text: str) -> str:
    return "".join(c for c in fold(text) if c.isalnum())
