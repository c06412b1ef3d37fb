"""A coverage matrix as .xlsx: a row a unit, a column a task; the reasons on a page of their own.

It only goes out: what it says follows from the plans, and changes when they do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import _
from generator.plan.wording import plain
from generator.progress.sheets import Column, FormPage, workbook
from generator.review.coverage_words import label, say, unit_name

if TYPE_CHECKING:
    from generator.cascade.covering.survey import CoverageSurvey


def as_matrix(survey: CoverageSurvey) -> bytes:
    """The .xlsx of a survey."""
    texts = [plain(said.text) for said in survey.tasks]
    heads = [
        Column(str(i), f"{i + 1}. {text[:80]}", 16, open=False) for i, text in enumerate(texts)
    ]
    unit = Column("don_vi", _("Đơn vị"), 30, open=False)
    matrix, reasons = [], []
    for row in survey.rows:
        name, told = unit_name(row), {}
        for i, cell in enumerate(row.cells):
            told[str(i)] = label(cell.state)
            why = "; ".join(say(reason, survey, row.names) for reason in cell.reasons)
            if why:
                reasons.append({
                    "id": survey.coverage.tasks[i].id, "don_vi": name, "tt": str(i + 1),
                    "noi_dung": texts[i], "trang_thai": label(cell.state), "ly_do": why,
                })  # fmt: skip
        matrix.append({"id": row.unit, "don_vi": name, **told})
    columns = (
        unit, Column("tt", "TT", 5, open=False), Column("noi_dung", _("Nhiệm vụ"), 60, open=False),
        Column("trang_thai", _("Trạng thái"), 20, open=False),
        Column("ly_do", _("Vì sao"), 60, open=False),
    )  # fmt: skip
    pages = [FormPage(_("Đối chiếu"), [unit, *heads], matrix)]
    if reasons:
        pages.append(FormPage(_("Vì sao"), columns, reasons))
    title = [_("ĐỐI CHIẾU KẾ HOẠCH"), plain(survey.coverage.plan.van_ban.trich_yeu)]
    return workbook(title, pages, ())
