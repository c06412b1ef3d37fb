"""Footnotes of an edited file: their words back into the plan, changed, new or gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.model import ChuThich
from generator.pulling.field_text import Char, StyleLooks, chars_of, text_of, trim
from generator.pulling.units import Unit, seen

if TYPE_CHECKING:
    from generator.ooxml.content import Para
    from generator.pulling.plan_draft import PulledDraft
    from generator.pulling.prints import Print
    from generator.pulling.sign_book import Notes


def footnotes(draft: PulledDraft, notes: Notes) -> None:
    """Take over the words of the footnotes: changed, new, gone."""
    signs = draft.print.signs
    by_sign = {made: id_ for id_, made in signs.of.items()}
    for made, paras in notes.items():
        unit = Unit((paras[0],), seen(" ".join(p.text for p in paras)), ())
        after = _chars(paras)
        id_ = by_sign.get(made)
        if id_ is None:
            text = draft.new_words(after, StyleLooks(), unit)
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


def note_leftovers(draft: PulledDraft, notes: Notes, again: Print) -> None:
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
