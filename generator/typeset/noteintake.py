"""Footnotes of a .docx for the typesetter: their numbers in the text, what they say at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from generator.ooxml.elements import parent_of, tag_of
from generator.ooxml.names import VAL, W
from generator.typeset.link_targets import moved
from generator.typeset.manuscript import SetPiece

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.ooxml.elements import Element
    from generator.ooxml.formats import Formats, RunFormat
    from generator.ooxml.inline import ParagraphContent
    from generator.ooxml.opened import Word
    from generator.typeset.manuscript import Flow, Passage
    from generator.typeset.measured_looks import RunLooks

    Notes = tuple[tuple[int, tuple[Flow, ...]], ...]
    Links = tuple[tuple[int, int, str], ...]

_REFERENCE, _P = W + "footnoteReference", W + "p"
_USUAL = {"numFmt": "decimal", "numRestart": "continuous", "numStart": "1", "pos": "pageBottom"}


def strange_numbers(node: Element) -> bool:
    """Whether footnotes are counted or stand otherwise than 1, 2, 3 at the foot of the page."""
    found = {tag_of(child).removeprefix(W): child.get(VAL) for child in node}
    return any(found.get(name, usual) != usual for name, usual in _USUAL.items())


def note_name(number: str) -> str:
    """The bookmark at a footnote, to which its number in the text leads."""
    return f"_footnote{number}"


class Noted(NamedTuple):
    """A paragraph with the numbers of its footnotes."""

    pieces: list[SetPiece]
    notes: Notes
    numbers: tuple[tuple[int, str], ...]
    """Each with the place in the text that it was put before."""
    level: bool
    """The look of a number does not raise it."""

    def linked(self, links: Links) -> Links:
        """Its links, those of the numbers among them."""
        shifted = moved(links, [(at, len(number)) for at, number in self.numbers])
        own = [
            (at, at + len(number), f"#{note_name(number)}")
            for (at, _note), (_place, number) in zip(self.notes, self.numbers, strict=True)
        ]
        return tuple(sorted([*shifted, *own]))


class NoteIntake:
    """Counts the footnotes of one document, and reads what they say."""

    def __init__(self, word: Word, looks: RunLooks, formats: Formats) -> None:
        self._word, self._looks, self._formats = word, looks, formats
        self._count = 0
        self._number_look = _number_look(formats)

    def restart(self) -> None:
        """Count from 1: another document is read."""
        self._count = 0

    def number_look(self, base: Any) -> RunFormat:
        """Of the number at the head of a footnote, over what its paragraph asks for."""
        return self._formats.run(base, self._number_look)

    def marked(
        self,
        element: Element,
        base: Any,
        content: ParagraphContent,
        pieces: list[SetPiece],
        passage: Callable[[Element, str], Passage],
    ) -> Noted:
        """The pieces of a paragraph with the numbers of its footnotes, and the footnotes."""
        said = self._said()
        marks = [m for m in content.marks if m.kind == "footnote"]
        runs = [parent_of(node) for node in element.iter(_REFERENCE)]
        made: list[tuple[int, SetPiece]] = []
        notes: list[tuple[int, tuple[Flow, ...]]] = []
        shift = 0
        for mark, run in zip(marks, runs, strict=False):
            self._count += 1
            number = str(self._count)
            look = self._looks.of(self._formats.run(base, run.find(W + "rPr")))
            paragraphs = said.get(mark.id, [])
            flow = tuple([passage(p, "" if n else number) for n, p in enumerate(paragraphs)])
            made.append((mark.offset, SetPiece(number, look)))
            notes.append((mark.offset + shift, flow))
            shift += len(number)
        puts = tuple([(at, piece.text) for at, piece in made])
        level = not all(piece.look.raised for _at, piece in made)
        return Noted(put(pieces, made), tuple(notes), puts, level)

    def _said(self) -> dict[str, list[Element]]:
        """Id of a footnote → its paragraphs, in the part as it is now."""
        name = self._word.related("footnotes")
        root = self._word.xml(name) if name else ()
        return {
            node.get(W + "id") or "": list(node.iter(_P))
            for node in root
            if node.tag == W + "footnote" and node.get(W + "type") is None
        }


def put(pieces: list[SetPiece], made: list[tuple[int, SetPiece]]) -> list[SetPiece]:
    """The pieces cut where others are to stand, and those between them."""
    out: list[SetPiece] = []
    at = 0
    waiting = list(made)
    for piece in pieces:
        start, end = at, at + len(piece.text)
        while waiting and waiting[0][0] < end:
            place, number = waiting.pop(0)
            if place > at:
                out.append(piece._replace(text=piece.text[at - start : place - start]))
                at = place
            out.append(number)
        if end > at:
            out.append(piece._replace(text=piece.text[at - start :]))
        at = end
    return [*out, *[number for _place, number in waiting]]


def _number_look(formats: Formats) -> Element | None:
    """An rPr that asks for the document's style of this name, None where it has none.

    LibreOffice lets no number at the head of a footnote look otherwise, whatever its run says
    (sw: SwFootnoteNumPortion, by the style "Footnote Characters").
    """
    for style in formats.styles.values():
        if style.kind == "character" and style.name.lower() == "footnote reference":
            properties = etree.Element(W + "rPr")
            etree.SubElement(properties, W + "rStyle").set(VAL, style.id)
            return properties
    return None
