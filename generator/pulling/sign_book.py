"""The signs that stand for the footnotes of a plan in the words of a draft.

A footnote is a sign (`ooxml.note_signs`) in place of `{chu-thich:id}`, so that it goes wherever
the words around it go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.anchors import name
from generator.ooxml.note_signs import SIGN, plant, referred, sign
from generator.plan.hygiene import cleaned
from generator.plan.mapped import mapped
from generator.plan.wording import NOTE, note_marks
from generator.pulling.units import seen

if TYPE_CHECKING:
    from generator.ooxml.content import Para, WordText
    from generator.plan.model import KeHoach

Notes = dict[str, list["Para"]]
"""Sign → the paragraphs of the footnote, in the order in which the body refers to them."""


class Signs:
    """The signs of the footnotes of a plan, and of those that an edited file has more."""

    def __init__(self, plan: KeHoach) -> None:
        self.of = {note.id: sign(n) for n, note in enumerate(plan.chu_thich)}
        """Id of a node → its sign."""
        self._next = len(self.of)

    def planted(self, text: WordText, printed: Notes | None = None) -> Notes:
        """The footnotes of a file, their signs put where its body refers to them.

        A footnote is known by its bookmark, else by the words of one that was printed.
        """
        paras: dict[str, list[Para]] = {}
        for para in text.paragraphs:
            if para.part == "footnote":
                paras.setdefault(para.note, []).append(para)
        known = {name(id_): made for id_, made in self.of.items()}
        order = [id_ for id_ in referred(text) if id_ in paras]
        found: dict[str, str] = {}
        for id_ in order:
            marks = [known[n] for p in paras[id_] for n in p.bookmarks if n in known]
            if marks and marks[0] not in found.values():
                found[id_] = marks[0]
        words = {_said(inside): made for made, inside in (printed or {}).items()}
        for id_ in order:
            made = words.get(_said(paras[id_]), "")
            if id_ not in found and made and made not in found.values():
                found[id_] = made
        for id_ in order:
            if id_ not in found:
                found[id_] = sign(self._next)
                self._next += 1
        plant(text, found)
        return {found[id_]: paras[id_] for id_ in order}

    def into(self, value: Any) -> Any:
        """A value of a plan with signs in place of its marks."""
        return mapped(value, self._signed)

    def back(self, value: Any) -> Any:
        """A value with marks in place of its signs, clean as typed text is made."""
        marks = {made: f"{{{NOTE}:{id_}}}" for id_, made in self.of.items()}

        def written(text: str) -> str:
            parts = SIGN.split(text)
            if len(parts) == 1:
                return text
            signs = [marks.get(c, "") for c in SIGN.findall(text)]
            return "".join([p for pair in zip(parts, [*signs, ""], strict=True) for p in pair])

        if isinstance(value, str):
            return written("\n".join(map(_outside_signs, value.split("\n"))))
        return mapped(value, written)

    def _signed(self, text: str) -> str:
        for mark in note_marks(text):
            if mark.id in self.of:
                text = text.replace(mark.raw, self.of[mark.id], 1)
        return text


def _outside_signs(text: str) -> str:
    """Cleaned, but for the signs: the cleaner takes private characters away."""
    if not SIGN.search(text):
        return cleaned(text)
    pieces = SIGN.split(text)
    done = [_edges(piece) for piece in pieces]
    signs = [*SIGN.findall(text), ""]
    return "".join([p for pair in zip(done, signs, strict=True) for p in pair]).strip(" ")


def _edges(piece: str) -> str:
    """A stretch cleaned, its outer blanks kept: a sign stands beside them."""
    if not piece.strip():
        return " " if piece else ""
    lead = " " if piece[0].isspace() else ""
    tail = " " if piece[-1].isspace() else ""
    return f"{lead}{cleaned(piece)}{tail}"


def _said(paras: list[Para]) -> str:
    return seen(" ".join(p.text for p in paras))
