"""VP60: figures, days, recipients that contradict each other, as in the check of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.slips.figure_slips import slips_in, wrong_totals
from generator.plan.slips.form_slips import recipient_name
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY
from generator.rules.finding import NOT_HERE, Finding, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.content import Para
    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument


@rule("VP601")
def figures(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Weekdays of other dates, sums of other words, shares above the whole, deadlines gone."""
    items = van.of("can_cu", "mo_dau", *BODY, part=None)
    if not items:
        yield NOT_HERE
    for item in items:
        for slip in slips_in(item.text, van.day):
            yield Finding(slip.message, item, slip.found, slip.hint)


@rule("VP602")
def totals(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The row of a total is the sum of its rows."""
    tables: dict[int, list[Para]] = {}
    for para in van.paragraphs:
        if para.cell is not None and para.cell.table not in van.framed:
            tables.setdefault(para.cell.table, []).append(para)
    if not tables:
        yield NOT_HERE
    for paras in tables.values():
        grid: dict[int, dict[int, str]] = {}
        for para in paras:
            cell = para.cell
            if cell is not None:
                row = grid.setdefault(cell.row, {})
                row[cell.col] = f"{row.get(cell.col, '')} {para.text}".strip()
        heads, *rows = ([row.get(i, "") for i in range(max(row) + 1)] for row in grid.values())
        for number, slip in wrong_totals(heads, rows):
            at = next((p for p in paras if p.text.strip() == slip.found and p.cell
                       and p.cell.row == list(grid)[number + 1]), paras[0])  # fmt: skip
            yield Finding(slip.message, at, slip.found, slip.hint)


@rule("VP603")
def once(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Each recipient stands once in the list."""
    seen: set[str] = set()
    items = van.of("noi_nhan")
    if not items:
        yield NOT_HERE
    for item in items:
        name = recipient_name(item.text)
        if name and name in seen:
            yield Finding(_("Nơi nhận ghi hai lần"), item, item.text, _("một dòng"))
        seen.add(name)
