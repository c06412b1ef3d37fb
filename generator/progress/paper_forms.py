"""The form of a unit as .docx: the same tables and columns as the sheet."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from generator.progress.sheets import MARK, TARGET_COLUMNS, TASK_COLUMNS, rows_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedOfUnits
    from generator.progress.reported import BaoCao
    from generator.progress.sheets import Column


def as_paper(asked: AskedOfUnits, report: BaoCao, title: Sequence[str]) -> bytes:
    """The .docx form of a unit's tasks and targets."""
    head = report.bao_cao
    tasks, targets = rows_for(asked, report)
    grids: list[tuple[Sequence[Column], list[dict[str, str]]]] = [(TASK_COLUMNS, tasks)]
    if targets:
        grids.append((TARGET_COLUMNS, targets))
    return paper(title, grids, (MARK, head.ke_hoach, head.don_vi, head.ky, asked.digest()))


def paper(
    title: Sequence[str],
    grids: Sequence[tuple[Sequence[Column], Sequence[dict[str, str]]]],
    facts: Sequence[str],
) -> bytes:
    """A form as .docx; what it is the form of stands in the keywords of its properties."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(20)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(12)
    for i, line in enumerate(title):
        document.add_paragraph().add_run(line).bold = i == 0
    for i, (columns, rows) in enumerate(grids):
        if i:
            document.add_paragraph()
        _grid(document, columns, rows)
    document.core_properties.keywords = ";".join(facts)
    document.core_properties.title = title[0][:255]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _grid(document: Any, columns: Sequence[Column], rows: Sequence[dict[str, str]]) -> None:
    from docx.shared import Mm, Pt

    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    table.autofit = False
    room = 267 / sum(column.width for column in columns)
    for at, column in enumerate(columns):
        table.columns[at].width = Mm(column.width * room)
    texts = [{c.key: c.title for c in columns}, *rows]
    for i, (line, values) in enumerate(zip(table.rows, texts, strict=True)):
        for cell, column in zip(line.cells, columns, strict=True):
            cell.width = Mm(column.width * room)
            run = cell.paragraphs[0].add_run(values.get(column.key, ""))
            run.font.size, run.bold = Pt(11), i == 0
