"""The columns of the tables of tasks: which field stands where, and heads that were retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from rapidfuzz.distance import Indel

from generator.document.noted import without
from generator.document.task_table import HEAD, head_of
from generator.locale import _
from generator.ooxml.note_signs import SIGN
from generator.plan.model import CotBang, PhuLuc
from generator.pulling.plan_draft import PUT_BACK
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from generator.document.blocks import Dong
    from generator.pulling.plan_draft import EditedUnit, PulledDraft
    from generator.pulling.prints import Print
    from generator.pulling.units import Unit

FIELDS = ("tt", "noi_dung", "chu_tri", "phoi_hop", "san_pham", "thoi_han")
OWN = "+"
"""Before the head of a column that the plan knows by its head only (`cot_them`)."""


class FieldColumns:
    """Which field of a task stands in which column, by appendix."""

    def __init__(self, print_: Print) -> None:
        self._print = print_
        self._template: dict[str, int] | None = None
        self._own: dict[str, dict[str, int]] = {}
        for id_, item in print_.tree.items.items():
            if isinstance(item.node, PhuLuc) and item.node.cot:
                self._own[id_] = places(item.node.cot)

    def of(self, task: str) -> dict[str, int]:
        """The columns of the table a task stands in."""
        return self.of_appendix(self._print.tree.items[task].group[0])

    def of_appendix(self, appendix: str) -> dict[str, int]:
        """The columns of the table of an appendix: its own, or those of the template."""
        own = self._own.get(appendix)
        if own is not None:
            return own
        if self._template is None:
            self._template = self._read()
        return self._template

    def _read(self) -> dict[str, int]:
        """The columns of the template's table, read from the printed rows."""
        printed: dict[str, Dong] = {
            row.nut: row for table in self._print.document.phu_luc for row in table.dong
        }
        pairs = []
        for unit in self._print.units:
            spot = self._print.spot(unit)
            if spot is not None and spot.part == "nhiem_vu" and spot.node in printed:
                pairs.append((printed[spot.node], unit.columns()))
        found: dict[str, int] = {}
        width = max((max(c) for _r, c in pairs if c), default=-1) + 1
        for field in FIELDS:
            for col in range(width):
                fits = all(_same(getattr(row, field), cells.get(col, "")) for row, cells in pairs)
                if col not in found.values() and pairs and fits:
                    found[field] = col
                    break
        return found or {field: i for i, field in enumerate(FIELDS)}


def _same(printed: str, read: str) -> bool:
    """Whether a cell says what was printed, whatever footnotes are marked there."""
    return squeeze(without(printed)) == squeeze(SIGN.sub("", read))


def places(columns: list[CotBang]) -> dict[str, int]:
    """Field, or head of a column of its own → number of the column."""
    return {column.khoa or f"{OWN}{column.tieu_de}": i for i, column in enumerate(columns)}


def heads(draft: PulledDraft, seen: list[EditedUnit], appendix_of: dict[int, str]) -> None:
    """Take over heads that were retyped, and columns that came or went with their heads.

    A table in the template's columns gets columns of its own by that. `appendix_of` says which
    appendix a table of the edited file is.
    """
    for found in seen:
        if found.old is None or found.unit.cell is None or found.unit.text == found.old.text:
            continue
        appendix = found.spot.node if found.spot else appendix_of.get(found.unit.cell[0])
        if appendix is None:
            continue  # told as words of the template
        cells = found.unit.columns()
        texts = [cells.get(i, "") for i in range(max(cells, default=-1) + 1)]
        if found.spot is not None and found.spot.field != HEAD:
            _renumber(draft, appendix, texts)
            continue
        if not all(texts) or len(set(texts)) < len(texts):
            _refuse(draft, found.unit, texts)
            continue
        made, renamed = _paired(draft.get(appendix, "cot") or _of_template(draft, found), texts)
        if "noi_dung" not in places(made):
            draft.refuse_table(found.unit, _("cột nội dung nhiệm vụ bị bỏ"), _(PUT_BACK))
            continue
        draft.set(appendix, "cot", made)
        _carry(draft, appendix, places(made), renamed)


def _refuse(draft: PulledDraft, unit: Unit, texts: list[str]) -> None:
    """One word about a table whose columns cannot be told apart by their heads."""
    empty = next((i for i, text in enumerate(texts, 1) if not text), None)
    if empty is not None:
        why = _("cột {so} của bảng không có tiêu đề").format(so=empty)
        way = _("Gõ tiêu đề vào ô đầu của cột ấy, hoặc xóa cột, rồi lưu và chạy lại.")
    else:
        twice = next(text for i, text in enumerate(texts) if text in texts[:i])
        why = _("bảng có hai cột cùng tiêu đề “{ten}”").format(ten=twice)
        way = _("Đặt cho mỗi cột một tiêu đề riêng, rồi lưu và chạy lại.")
    draft.refuse_table(unit, why, way)


def _of_template(draft: PulledDraft, found: EditedUnit) -> list[CotBang]:
    """The columns of the template's table with the heads it prints."""
    assert found.old is not None  # noqa: S101 - the caller has looked
    printed = found.old.columns()
    where = FieldColumns(draft.print).of_appendix("")
    by_place = sorted((place, field) for field, place in where.items())
    return [CotBang(khoa=field, tieu_de=printed.get(place, field)) for place, field in by_place]  # type: ignore[arg-type]


def _renumber(draft: PulledDraft, appendix: str, texts: list[str]) -> None:
    """The row that numbers the columns; where columns came or went it follows their heads."""
    old: list[CotBang] = draft.get(appendix, "cot")
    if len(texts) == len(old):
        pairs = zip(old, texts, strict=True)
        draft.set(appendix, "cot", [msgspec.structs.replace(c, so=t or None) for c, t in pairs])


def _paired(old: list[CotBang], texts: list[str]) -> tuple[list[CotBang], dict[str, str]]:
    """The columns of the new heads: the same, retitled where one stands for one, or new.

    And the heads that were retyped of columns that the plan knows by their heads.
    """
    made: list[CotBang] = []
    renamed: dict[str, str] = {}
    gone: list[CotBang] = []
    fresh: list[str] = []

    def settle() -> None:
        one_for_one = len(gone) == len(fresh)
        for i, text in enumerate(fresh):
            made.append(_renamed(gone[i], text, renamed) if one_for_one else CotBang(tieu_de=text))
        gone.clear()
        fresh.clear()

    for code in Indel.opcodes([head_of(column) for column in old], texts):
        if code.tag == "equal":
            settle()
            made += old[code.src_start : code.src_end]
        else:
            gone += old[code.src_start : code.src_end]
            fresh += texts[code.dest_start : code.dest_end]
    settle()
    return made, renamed


def _renamed(column: CotBang, text: str, renamed: dict[str, str]) -> CotBang:
    above, _colon, own = text.partition(": ")
    title, tren = (own, above) if column.tren and own else (text, None)
    if not column.khoa:
        renamed[column.tieu_de] = title
    return msgspec.structs.replace(column, tieu_de=title, tren=tren)


def _carry(draft: PulledDraft, appendix: str, now: dict[str, int], renamed: dict[str, str]) -> None:
    """The cells of columns of the plan's own go with their heads."""
    for id_ in draft.order.get((appendix, "nhiem_vu"), []):
        said = {renamed.get(k, k): v for k, v in draft.get(id_, "cot_them").items()}
        draft.set(id_, "cot_them", {k: v for k, v in said.items() if f"{OWN}{k}" in now})
