"""Footnotes of an edited file: which one each is, and their words back into the plan.

In the words of a draft a footnote is a sign (`ooxml.note_signs`) in place of `{chu-thich:id}`,
so that it goes wherever the words around it go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.document.anchors import name
from generator.locale import _
from generator.ooxml.note_signs import SIGN, plant, referred, sign
from generator.plan.hygiene import cleaned
from generator.plan.mapped import mapped
from generator.plan.model import ChuThich
from generator.plan.wording import NOTE, note_marks
from generator.pulling.inline import Char, Looks, chars_of, text_of, trim
from generator.pulling.units import Unit, seen

if TYPE_CHECKING:
    from generator.ooxml.content import Para, WordText
    from generator.plan.model import KeHoach
    from generator.pulling.draft import Draft
    from generator.pulling.prints import Print

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
            return written(_outside_signs(value))
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


def footnotes(draft: Draft, notes: Notes) -> None:
    """Take over the words of the footnotes: changed, new, gone."""
    signs = draft.print.signs
    by_sign = {made: id_ for id_, made in signs.of.items()}
    for made, paras in notes.items():
        unit = Unit((paras[0],), seen(" ".join(p.text for p in paras)), ())
        after = _chars(paras)
        id_ = by_sign.get(made)
        if id_ is None:
            text = draft.new_words(after, Looks(), unit)
            if text.strip():
                id_ = draft.add(ChuThich, text, -1, noi_dung=text)
                draft.order.setdefault(("", "chu_thich"), []).append(id_)
                signs.of[id_] = made
        elif not after:
            draft.refuse(unit, _("chú thích bị bỏ trống mà chỗ đánh dấu còn"))
        elif made in draft.print.notes:
            before = _chars(draft.print.notes[made])
            text = draft.words(draft.get(id_, "noi_dung"), before, after, unit)
            draft.set(id_, "noi_dung", text)
    for made in draft.print.notes:
        if made not in notes:
            draft.remove(by_sign[made])


def note_leftovers(draft: Draft, notes: Notes, again: Print) -> None:
    """Compare the footnotes of the edited file with those of a print of the new plan."""
    for made, paras in notes.items():
        unit = Unit((paras[0],), seen(" ".join(p.text for p in paras)), ())
        if text_of(_chars(paras)) == text_of(_chars(again.notes.get(made, []))):
            continue
        id_ = next((i for i, s in draft.print.signs.of.items() if s == made), "")
        if id_ in draft.nodes and "{" in draft.get(id_, "noi_dung"):
            draft.computed(unit, _("Cách dẫn văn bản (lần đầu đầy đủ, lần sau gọn)"))
        else:
            draft.refuse(unit, _("chữ này không thuộc nội dung nào của kế hoạch"))


def _chars(paras: list[Para]) -> list[Char]:
    """The characters of a footnote without its number; its paragraphs joined by blanks."""
    found: list[Char] = []
    for para in paras:
        found += [*([Char(" ")] if found else []), *chars_of(para)]
    return trim(found)


def _said(paras: list[Para]) -> str:
    return seen(" ".join(p.text for p in paras))
