"""The footnotes of a plan: where its texts mark them, and what is wrong with a mark.

A footnote is a node of the plan's own list `chu_thich`; the text that it belongs to says
`{chu-thich:id}` where its number is to stand. One mark, one footnote: as in Word, a number
stands in one place, and the text at the foot of the page where it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import Diagnostic, error, warning
from generator.locale import _
from generator.plan.agency_checks import did_you_mean, near_ids
from generator.plan.model import CHILDREN, ChuThich, walk
from generator.plan.wording import NOTE, note_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.diagnostics import Place, Span
    from generator.plan.model import KeHoach, Loc
    from generator.plan.toml import Loaded
    from generator.plan.wording import NoteMark

PRINTING = frozenset({
    "trich_yeu", "kem_theo", "tieu_de", "noi_dung", "san_pham", "bang", "hang", "cot", "cot_them",
})  # fmt: skip
"""Keys whose texts are printed with their marks."""
_ELSEWHERE = ("chu_thich", "kinh_gui", "nguoi_ky")
_NOT_SAID = frozenset({"id", "nguon", "xung_dot", "can_xem", "bao_ve", "quy_tac"})


class FootnoteMarks:
    """The marks of one document, taken one by one in the order in which it prints them."""

    def __init__(self, plan: KeHoach) -> None:
        self._known = {note.id: note for note in plan.chu_thich}
        self.taken: dict[str, ChuThich] = {}
        """Those that are marked so far, in order: the first has the number 1."""

    def take(self, mark: NoteMark, where: Span | Place | None) -> ChuThich | Diagnostic:
        """The footnote of a mark, once; else what is wrong with the mark."""
        note = self._known.get(mark.id)
        if note is None:
            message = _("Không có chú thích “{id}”").format(id=mark.id)
            hint = _('Thêm [[chu_thich]] với id = "{id}" và noi_dung, hoặc bỏ {raw}')
            near = did_you_mean(near_ids(mark.id, self._known))
            return error("KH441", message, where, *near, hint.format(id=mark.id, raw=mark.raw))
        if note.id in self.taken:
            message = _("Chú thích “{id}” được đánh dấu ở hai chỗ").format(id=mark.id)
            hint = _("Mỗi chú thích một chỗ đánh dấu: thêm một chú thích khác, hoặc bỏ một dấu")
            return error("KH442", message, where, hint)
        self.taken[note.id] = note
        return note


def no_room(mark: NoteMark, where: Span | Place | None) -> Diagnostic:
    """A mark where no footnote can be printed: in a footnote, in a name."""
    message = _("Chỗ này không đánh dấu chú thích được: {raw}").format(raw=mark.raw)
    hint = _("Đánh dấu trong lời của một đoạn, tiêu đề hoặc ô bảng")
    return error("KH444", message, where, hint)


def marks_of(plan: KeHoach) -> Iterator[tuple[Loc, NoteMark]]:
    """Every mark in the plan with the place of its text, in the order of the file."""
    yield from _marks(("van_ban",), plan.van_ban)
    yield from _within(("kinh_gui",), plan.kinh_gui)
    for loc, node in walk(plan):
        yield from _marks(loc, node)
    yield from _within(("nguoi_ky",), plan.nguoi_ky)


def numbers(plan: KeHoach) -> dict[str, int]:
    """Id of a footnote → its number in the document; those that no text marks have none."""
    if not plan.chu_thich:
        return {}
    marks = FootnoteMarks(plan)
    for _loc, mark in marks_of(plan):
        marks.take(mark, None)
    return {id_: number for number, id_ in enumerate(marks.taken, 1)}


def footnote_mistakes(loaded: Loaded) -> Iterator[Diagnostic]:
    """Marks that lead nowhere, footnotes that no text marks."""
    plan, source = loaded
    if not plan.chu_thich and f"{{{NOTE}:" not in source.text:
        return
    marks = FootnoteMarks(plan)
    for loc, mark in marks_of(plan):
        span = source.span(loc)
        keys = [step for step in loc if isinstance(step, str)]
        if keys[0] in _ELSEWHERE or not PRINTING.intersection(keys[-2:]):
            yield no_room(mark, span)
            continue
        taken = marks.take(mark, span)
        if isinstance(taken, Diagnostic):
            yield taken
    for number, note in enumerate(plan.chu_thich):
        if note.id not in marks.taken:
            message = _("Không lời nào đánh dấu chú thích “{id}”, nên nó không được in")
            hint = _("Viết {{chu-thich:{id}}} ở chỗ cần chú thích, hoặc bỏ chú thích này")
            span = source.span(("chu_thich", number))
            yield warning("KH443", message.format(id=note.id), span, hint.format(id=note.id))


def _marks(loc: Loc, node: Struct) -> Iterator[tuple[Loc, NoteMark]]:
    inside = CHILDREN.get(type(node), ())
    for name in node.__struct_fields__:
        if name not in inside and name not in _NOT_SAID:
            yield from _within((*loc, name), getattr(node, name))


def _within(loc: Loc, value: object) -> Iterator[tuple[Loc, NoteMark]]:
    if isinstance(value, str):
        for mark in note_marks(value):
            yield loc, mark
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _within((*loc, number), item)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _within((*loc, key), item)
    elif isinstance(value, Struct):
        yield from _marks(loc, value)
