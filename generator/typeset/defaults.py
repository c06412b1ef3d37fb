"""What the settings and defaults of a document of Word say of all its paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.elements import local
from generator.ooxml.names import VAL, W, is_on, whole
from generator.typeset.measured_looks import DocumentDefaults
from generator.typeset.noteintake import strange_numbers

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats
    from generator.ooxml.opened import Word
    from generator.typeset.measured_looks import Tell


def defaults_of(word: Word, tell: Tell) -> DocumentDefaults:
    """The defaults of a document; settings that the typesetter does not know are told."""
    name = word.related("settings")
    step, expand, even, mode = 720, True, False, _UNSAID
    for node in word.xml(name) if name else ():
        if node.tag == W + "defaultTabStop":
            step = whole(node.get(VAL)) or step
        elif node.tag == W + "evenAndOddHeaders":
            even = is_on(node.get(VAL))
        elif node.tag == W + "autoHyphenation" and is_on(node.get(VAL)):
            tell("break", "autoHyphenation")
        elif node.tag in {W + "mirrorMargins", W + "gutterAtTop"} and is_on(node.get(VAL)):
            tell("section", local(node))
        elif node.tag == W + "footnotePr" and strange_numbers(node):
            tell("note", "footnotePr")
        elif node.tag == W + "compat":
            mode = _compatibility(node, mode)
            expand = node.find(W + "doNotExpandShiftReturn") is None
    name = word.related("styles")
    root = word.xml(name) if name else None
    defaults = None if root is None else root.find(f"{W}docDefaults/{W}pPrDefault")
    if mode > _WORD_2013:
        tell("compatibility", f"compatibilityMode={mode}")
    return DocumentDefaults(step, expand, defaults is not None, even, mode < _WORD_2013)


_WORD_2013, _UNSAID = 15, 12
"""Compatibility modes; of a document that says none it is that of Word 2007."""


def _compatibility(node: Element, mode: int) -> int:
    """Which Word the layout is to be that of."""
    for child in node:
        if child.get(W + "name") == "compatibilityMode":
            mode = whole(child.get(VAL)) or mode
    return mode


def empty_in(formats: Formats, name: str) -> Element:
    """An empty paragraph of the style of this name, or of the default one."""
    paragraph = etree.Element(W + "p")
    for style in formats.styles.values():
        if style.kind == "paragraph" and style.name.lower() == name:
            properties = etree.SubElement(paragraph, W + "pPr")
            etree.SubElement(properties, W + "pStyle").set(VAL, style.id)
            break
    return paragraph
