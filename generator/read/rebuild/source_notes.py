"""Footnotes of a source: those whose place in the text is known become footnotes of the plan.

The reader puts a sign behind the words that a footnote is marked at (`Piece.notes`), and the
same sign on the lines of the footnote itself (`Line.note`). Signs go through the making of the
plan as letters of its texts; here they become `{chu-thich:id}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.note_signs import SIGN
from generator.plan.mapped import mapped, strings
from generator.plan.model import ChuThich
from generator.plan.wording import NOTE
from generator.read.rebuild.ids import own_id, slug
from generator.read.rebuild.marks import marked
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.plan.model import KeHoach
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.read.rebuild.ids import Ids
    from generator.read.rebuild.import_report import LineFates


def signs_of(decisions: Iterable[Decision]) -> str:
    """The signs of the footnotes marked in some lines, for a text made without them."""
    return "".join([piece.notes for d in decisions for piece in d.line.runs])


def take_notes(
    plan: KeHoach, reading: DocumentRoles, ids: Ids, account: LineFates
) -> dict[str, str]:
    """Give the plan its footnotes, in the order of their marks; sign → id."""
    lines: dict[str, list[Decision]] = {}
    for d in reading.decisions:
        if d.line.note and d.line.full.strip():
            lines.setdefault(d.line.note, []).append(d)
    found = [sign for text in strings(plan) for sign in SIGN.findall(text)]
    made: dict[str, str] = {}
    for sign in dict.fromkeys(found):
        inside = lines.get(sign, [])
        text = squeeze(" ".join([marked(d.line.runs, d.line.full) for d in inside]))
        text = SIGN.sub("", text)
        if not text:
            continue
        id_ = ids.take(own_id(inside[0]) or slug(text))
        plan.chu_thich.append(ChuThich(id=id_, noi_dung=text))
        account.keep(inside, id_)
        made[sign] = id_
    return made


def put_marks(plan: KeHoach, notes: dict[str, str]) -> None:
    """Write the mark of each footnote in the place of its sign; of a second one nothing."""
    left = dict(notes)

    def written(text: str) -> str:
        if not SIGN.search(text):
            return text
        return SIGN.sub(lambda m: f"{{{NOTE}:{left.pop(m[0])}}}" if m[0] in left else "", text)

    for name in plan.__struct_fields__:
        setattr(plan, name, mapped(getattr(plan, name), written))
