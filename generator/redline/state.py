"""What all writers of one redline share: who writes, how daring, what is still to be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.redline.safe import NOTHING_CLEARED, Cleared
from generator.redline.word_changes import Codes

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.redline.author import Author


Reader = Literal["word", "libreoffice"]
"""The program that will accept and reject the marks."""


class Daring(NamedTuple):
    """Which means a redline may use: first all, then fewer and fewer."""

    moves: bool = True
    splits: bool = True
    words: bool = True
    """Compare words inside blocks; else a changed block is deleted and inserted whole."""
    inside: bool = True
    """Compare inside text boxes, notes and fields."""
    word: bool = True
    """Use marks that only Word resolves: of cells, and of what went within a move."""


LEVELS = (
    Daring(),
    Daring(moves=False),
    Daring(moves=False, word=False),
    Daring(moves=False, splits=False, inside=False, word=False),
    Daring(moves=False, splits=False, words=False, inside=False, word=False),
)
"""From near minimal marks to whole-block marks."""


def levels(reader: Reader) -> tuple[Daring, ...]:
    """The means to try, for who will resolve the marks."""
    if reader == "word":
        return LEVELS
    return tuple(dict.fromkeys(daring._replace(word=False) for daring in LEVELS))


@dataclass
class WriterState:
    """One run of the writer."""

    author: Author
    daring: Daring = LEVELS[0]
    codes: Codes = field(default_factory=Codes)
    stories: list[tuple[Element, Element]] = field(default_factory=list)
    """(old, new) stories still to be marked up: cells and boxes met on the way."""
    sections: list[tuple[Element, Element]] = field(default_factory=list)
    """(old sectPr, sectPr as written) of sections on both sides that are not the same."""
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """(tag of the reference, old id, new id) of notes whose text changed."""
    unexpressed: set[str] = field(default_factory=set)
    """Kinds of things that differ and that no revision can say: see `report`."""
    taken: set[str] = field(default_factory=set)
    """Kinds of fields whose cached results differ; those of the new side stand."""
    shapes: int = 0
    """How many shapes differ in place, size or ids only."""
    gone: dict[str, Element] = field(default_factory=dict)
    """Deleted paragraphs as written, by the name of the node they printed."""
    cleared: Cleared = NOTHING_CLEARED
    """What the new version would have hidden, forbidden or done; the redline does not."""
    cells: bool = False
    """Whether cells were marked as come, gone or merged by themselves."""
    moves: int = 0
    """How many moves were written; each has a name of its own."""
