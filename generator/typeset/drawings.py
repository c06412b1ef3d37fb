"""What is drawn in a paragraph: pictures among its letters, straight lines that hang on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.elements import parent_of
from generator.ooxml.names import MC
from generator.typeset.hung_lines import hung_line
from generator.typeset.pictures import picture_of

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.inline import ParagraphContent
    from generator.ooxml.opened import Word
    from generator.typeset.hung_lines import HungLine
    from generator.typeset.pictures import Picture


class Drawings(NamedTuple):
    """The drawings of a paragraph that are set as they are."""

    pictures: tuple[tuple[int, Picture], ...]
    """Each with its place in the text, those before it counted as letters."""
    lines: tuple[HungLine, ...]
    known: frozenset[Element]
    """The elements of both."""


def drawings_of(
    content: ParagraphContent, word: Word, part: str, *, in_margin: bool, in_cell: bool
) -> Drawings:
    """The drawings of a paragraph of `part`; with footnotes beside them pictures are not set."""
    pictures: list[tuple[int, Picture]] = []
    lines: list[HungLine] = []
    known: set[Element] = set()
    for drawing, at in zip(content.drawings, content.drawn_at, strict=True):
        picture = None if content.marks else picture_of(drawing, word, part)
        if picture is not None:
            pictures.append((at + len(pictures), picture))
            known.add(drawing)
            continue
        line = None if in_margin else hung_line(drawing, word, in_cell=in_cell)
        if line is not None:
            lines.append(line)
            around = parent_of(parent_of(drawing))
            known.add(drawing)
            known.update(around.iter() if around.tag == MC + "AlternateContent" else ())
    return Drawings(tuple(pictures), tuple(lines), frozenset(known))
