"""Free tables: cells, rows and columns that were changed in Word, back into `bang`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.ruled import Bang, rows_with_ids
from generator.pulling.field_text import StyleLooks, chars_of, text_of

if TYPE_CHECKING:
    from generator.ooxml.content import Para
    from generator.pulling.plan_draft import EditedUnit, PulledDraft
    from generator.pulling.units import Unit

_FIELD = re.compile(r"bang(\d+)_(\d+)")
Cell = str | list[str]


def free_tables(draft: PulledDraft, seen: list[EditedUnit]) -> None:
    """Take over all free tables of the file."""
    by_table: dict[int, list[EditedUnit]] = {}
    for found in seen:
        if found.unit.cell is not None:
            by_table.setdefault(found.unit.cell[0], []).append(found)
    kept: set[tuple[str, int]] = set()
    for rows in by_table.values():
        node, number = next(_which(row) for row in rows if row.spot is not None)
        if (node, number) in kept:
            draft.refuse(rows[0].unit, _("bảng của cùng một nội dung bị cắt làm hai"))
            continue
        kept.add((node, number))
        _table(draft, node, number, rows)
    _drop_missing(draft, kept)


def _which(row: EditedUnit) -> tuple[str, int]:
    assert row.spot is not None  # noqa: S101 - the caller has looked
    found = _FIELD.fullmatch(row.spot.field)
    assert found is not None  # noqa: S101 - so are they called
    return row.spot.node, int(found[1])


def _drop_missing(draft: PulledDraft, kept: set[tuple[str, int]]) -> None:
    """Tables whose rows are all gone."""
    printed = {
        (spot.node, int(found[1]))
        for unit in draft.print.units
        if (spot := draft.print.spot(unit)) is not None
        and spot.part == "bang"
        and (found := _FIELD.fullmatch(spot.field)) is not None
    }
    for node, number in sorted(printed - kept, reverse=True):
        if node in draft.nodes:
            tables = list(draft.get(node, "bang"))
            del tables[number]
            draft.set(node, "bang", tables)


def _table(draft: PulledDraft, node: str, number: int, rows: list[EditedUnit]) -> None:
    if node not in draft.nodes:
        draft.refuse(rows[0].unit, _("bảng còn nhưng nội dung in trước nó bị bỏ"))
        return
    old: Bang = draft.get(node, "bang")[number]
    top: list[list[Cell]] = [[*old.cot]] if old.cot else []
    source = top + old.rows
    made: list[list[Cell]] = []
    head: list[Cell] | None = None
    for place, row in enumerate(rows):
        at = _row_number(row)
        is_head = bool(old.cot) and at == 0
        cells = _row(draft, row, source[at] if at is not None else None, is_head=is_head)
        if is_head and place == 0:
            head = cells
        else:
            made.append(cells)
    titles = [c if isinstance(c, str) else " ".join(c) for c in head or ()]
    if titles != old.cot or made != old.rows:
        tables = list(draft.get(node, "bang"))
        tables[number] = Bang(cot=titles, hang=rows_with_ids(old, made))
        draft.set(node, "bang", tables)


def _row_number(row: EditedUnit) -> int | None:
    """The number of the printed row this one is; None for a new one."""
    found = _FIELD.fullmatch(row.spot.field) if row.spot is not None else None
    return None if found is None else int(found[2])


def _row(
    draft: PulledDraft, row: EditedUnit, source: list[Cell] | None, *, is_head: bool
) -> list[Cell]:
    """The cells of a row as the plan writes them: those nobody touched as they were."""
    cells = _cells(row.unit)
    before = _cells(row.old) if row.old is not None and source is not None else []
    if source is None or len(cells) != len(before) or len(before) != len(source):
        by_text = {
            tuple(text_of(chars_of(p)) for p in paras): cell
            for paras, cell in zip(before, source or [], strict=False)
        }
        return [
            by_text.get(tuple(text_of(chars_of(p)) for p in c)) or _new(draft, c, row.unit, is_head)
            for c in cells
        ]
    return [
        _cell(draft, old, new, said, row.unit, is_head)
        for old, new, said in zip(before, cells, source, strict=True)
    ]


def _cells(unit: Unit) -> list[list[Para]]:
    """The paragraphs of each cell of a row, from the left."""
    found: dict[int, list[Para]] = {}
    for para in unit.paras:
        if para.cell is not None:
            found.setdefault(para.cell.col, []).append(para)
    return [found[col] for col in sorted(found)]


def _cell(
    draft: PulledDraft, old: list[Para], new: list[Para], said: Cell, unit: Unit, is_head: bool
) -> Cell:
    texts = [said] if isinstance(said, str) else said
    if len(old) != len(new) or len(texts) != len(old):
        return _new(draft, new, unit, is_head)
    made = []
    for before, after, source in zip(old, new, texts, strict=True):
        if after.label:
            draft.refuse(unit, _("số thứ tự tự động trong ô của bảng"))
        made.append(draft.words(source, chars_of(before), chars_of(after), unit))
    return made[0] if isinstance(said, str) else made


def new_cells(draft: PulledDraft, unit: Unit, *, is_head: bool) -> list[Cell]:
    """The cells of a row that nobody printed."""
    return [_new(draft, paras, unit, is_head) for paras in _cells(unit)]


def _new(draft: PulledDraft, paras: list[Para], unit: Unit, is_head: bool) -> Cell:
    """A cell that nobody printed, or whose paragraphs are others."""
    if any(para.label for para in paras):
        draft.refuse(unit, _("số thứ tự tự động trong ô của bảng"))
    texts = [draft.new_words(chars_of(p), StyleLooks(bold=is_head), unit) for p in paras]
    said = [text for text in texts if text]
    return said if len(said) > 1 else "".join(said)
