"""Tables that a person put into the text in Word: free tables of the paragraph before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.ruled import Bang
from generator.pulling.field_text import chars_of
from generator.pulling.free_table import new_cells

if TYPE_CHECKING:
    from generator.ooxml.content import Para
    from generator.pulling.plan_draft import EditedUnit, PulledDraft


def typed_tables(draft: PulledDraft, seen: list[EditedUnit]) -> None:
    """Take over tables that nobody printed, each behind what was printed before it."""
    by_table: dict[int, list[EditedUnit]] = {}
    for found in seen:
        if found.unit.cell is not None:
            by_table.setdefault(found.unit.cell[0], []).append(found)
    for rows in by_table.values():
        _typed(draft, rows)


def _typed(draft: PulledDraft, rows: list[EditedUnit]) -> None:
    before = draft.seen[rows[0].number - 1] if rows[0].number else None
    node = draft.node_of.get(before.number, "") if before is not None else ""
    if before is None or node not in draft.nodes or "bang" not in draft.nodes[node][1]:
        draft.refuse_table(rows[0].unit, _("bảng mới ở chỗ kế hoạch không có bảng"))
        return
    if any(p.cell.row_span > 1 for row in rows for p in row.unit.paras if p.cell is not None):
        draft.refuse_table(rows[0].unit, _("bảng mới có ô gộp nhiều hàng"))
        return
    has_head = _is_bold(list(rows[0].unit.paras)) and len(rows) > 1
    cells = [
        new_cells(draft, row.unit, is_head=has_head and not number)
        for number, row in enumerate(rows)
    ]
    head = [c if isinstance(c, str) else " ".join(c) for c in cells.pop(0)] if has_head else []
    made = Bang(cot=head, hang=list(cells))
    tables = list(draft.get(node, "bang"))
    tables.insert(len(tables) if before.unit.is_row else 0, made)
    draft.set(node, "bang", tables)
    for row in rows:
        draft.node_of[row.number] = node


def _is_bold(paras: list[Para]) -> bool:
    """Whether all letters are bold: so a head looks."""
    said = [c for para in paras for c in chars_of(para) if not c.char.isspace()]
    return bool(said) and all(c.bold for c in said)
