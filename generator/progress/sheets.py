"""The form of a unit as .xlsx: locked where it must be, choices for the state, ids hidden."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from generator.progress.reported import UNSETTLED
from generator.progress.saying import CHOICES, STATES, number_of
from generator.workspace.spreadsheet import Spreadsheet, height

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from generator.progress.asked import AskedOfUnits
    from generator.progress.reported import BaoCao, KhacNhau

FACTS_SHEET = "_kehoach"
"""The hidden sheet that says of which plan, unit and period a form is."""
MARK = "kehoach-bieu-1"
SCORE_MARK = "kehoach-phieu-cham-1"
"""Of a score sheet: its set, unit and round."""


class Column(NamedTuple):
    """A column of a form."""

    key: str
    title: str
    width: int
    """Characters."""
    open: bool
    """Whether the unit fills it in."""


TASK_COLUMNS = (
    Column("tt", "TT", 5, open=False),
    Column("noi_dung", "Tên nhiệm vụ", 48, open=False),
    Column("han", "Thời hạn", 18, open=False),
    Column("trang_thai", "Trạng thái", 18, open=True),
    Column("trong_ky", "Kết quả trong kỳ", 34, open=True),
    Column("luy_ke", "Lũy kế", 20, open=True),
    Column("minh_chung", "Văn bản, minh chứng", 30, open=True),
    Column("kho_khan", "Khó khăn, vướng mắc", 28, open=True),
    Column("kien_nghi", "Đề xuất, kiến nghị", 28, open=True),
)
TARGET_COLUMNS = (
    Column("tt", "TT", 5, open=False),
    Column("noi_dung", "Chỉ tiêu", 48, open=False),
    Column("don_vi", "Đơn vị", 10, open=False),
    Column("phai_dat", "Mục tiêu", 14, open=False),
    Column("gia_tri", "Kết quả", 14, open=True),
    Column("mau_so", "Mẫu số (khi là tỷ lệ)", 26, open=True),
    Column("ghi_chu", "Ghi chú", 28, open=True),
)
SIGNS = {">=": "≥", "<=": "≤", "=": "="}


class FormFacts(NamedTuple):
    """What a form says about itself."""

    plan: str
    unit: str
    period: str
    digest: str
    """Of what was asked when the form was made."""
    mark: str = MARK
    """Which kind of form it is."""


def rows_for(
    asked: AskedOfUnits, report: BaoCao
) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The rows of both tables of a unit's form, with what the report says already."""
    unit = report.bao_cao.don_vi
    told = {row.nut: row for row in report.ket_qua}
    apart = {(c.nut, c.truong): UNSETTLED + " ≠ ".join(c.gia_tri) for c in unsettled(report)}
    tasks = []
    for task in asked.tasks_for(unit):
        row = {"tt": task.number, "noi_dung": task.text, "han": task.when, "id": task.id}
        if (said := told.get(task.id)) is not None:
            row |= {name: getattr(said, name) for name in _keys(TASK_COLUMNS)}
            row["trang_thai"] = said.loi or STATES.get(said.trang_thai, "")
            row |= {name: apart.get((task.id, name), row[name]) for name in _keys(TASK_COLUMNS)}
        tasks.append(row)
    known = {row.chi_tieu: row for row in report.so_lieu}
    targets = []
    for target in asked.targets_for(unit):
        goal = f"{SIGNS[target.compare]} {target.value}"
        row = {"tt": target.number, "noi_dung": target.text, "don_vi": target.unit}
        row |= {"phai_dat": goal, "id": target.id}
        if (figure := known.get(target.id)) is not None:
            row |= {name: getattr(figure, name) for name in _keys(TARGET_COLUMNS)}
            row |= {name: apart.get((target.id, name), row[name]) for name in _keys(TARGET_COLUMNS)}
        targets.append(row)
    return tasks, targets


def unsettled(report: BaoCao) -> Iterator[KhacNhau]:
    """What two sources say differently and nobody has chosen; states in the words of a form."""
    for one in report.khac_nhau:
        if one.chot is None:
            values = [str(STATES.get(v, v)) for v in one.gia_tri]  # type: ignore[call-overload]
            yield replace(one, gia_tri=list(dict.fromkeys(values)))


def _keys(columns: Sequence[Column]) -> list[str]:
    return [column.key for column in columns if column.open]


def as_sheet(asked: AskedOfUnits, report: BaoCao, title: Sequence[str]) -> bytes:
    """The .xlsx form; `title` are the lines above its tables."""
    head = report.bao_cao
    tasks, targets = rows_for(asked, report)
    choices = {"trang_thai": [STATES[state] for state in CHOICES]}
    pages = [FormPage("Nhiệm vụ", TASK_COLUMNS, tasks, choices)]
    if targets:
        pages.append(FormPage("Chỉ tiêu", TARGET_COLUMNS, targets))
    return workbook(title, pages, (MARK, head.ke_hoach, head.don_vi, head.ky, asked.digest()))


def as_whole_sheet(
    asked: AskedOfUnits, period: str, reports: Iterable[BaoCao], title: Sequence[str]
) -> bytes:
    """All units' tasks on one page, each row with its unit: read back, each unit gets its own."""
    names, rows = dict(asked.units), []
    for report in reports:
        unit = report.bao_cao.don_vi
        own = {"co_quan": names.get(unit, unit)}
        rows += [row | own for row in rows_for(asked, report)[0]]
    columns = (*TASK_COLUMNS[:2], Column("co_quan", "Cơ quan thực hiện", 24, open=False),
               *TASK_COLUMNS[2:])  # fmt: skip
    choices = {"trang_thai": [STATES[state] for state in CHOICES]}
    pages = [FormPage("Nhiệm vụ", columns, rows, choices)]
    return workbook(title, pages, (MARK, asked.plan, asked.issuer, period, asked.digest()))


class PointsLimit(NamedTuple):
    """What a cell of points takes, and what is said to who fills it in."""

    most: float | None
    hint: str


class FormPage(NamedTuple):
    """A table of a form on a page of its own."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[dict[str, str]]
    """Cells by the keys of columns; "id" is the hidden one, "shut" closes all cells of a row."""
    choices: Mapping[str, Sequence[str]] = MappingProxyType({})
    """Key of a column → the words to choose from."""
    limits: Mapping[tuple[int, str], PointsLimit] = MappingProxyType({})
    """Index of a row and key of a column → a cell that takes a number."""


def workbook(title: Sequence[str], pages: Sequence[FormPage], facts: Sequence[str]) -> bytes:
    """A form as .xlsx: locked but for what is filled in. Texts never run as formulas."""
    made = Spreadsheet(title[0])
    for page in pages:
        _page(made.book, page, title)
    sheet = made.book.add_worksheet(FACTS_SHEET)
    for i, text in enumerate(facts):
        sheet.write_string(i, 0, text)
    sheet.hide()
    return made.data()


def _page(book: Any, page: FormPage, title: Sequence[str]) -> None:
    font = {"font_name": "Times New Roman", "font_size": 12, "num_format": "@"}
    box = {**font, "border": 1, "text_wrap": True, "valign": "top"}
    head = book.add_format({**box, "bold": True, "align": "center", "bg_color": "#E7EBF0"})
    shut = book.add_format({**box, "bg_color": "#F5F5F5"})
    open_ = book.add_format({**box, "locked": False})
    number = book.add_format({**box, "locked": False, "num_format": "General"})
    sheet = book.add_worksheet(page.name)
    for i, line in enumerate(title):
        sheet.write_string(i, 0, line, book.add_format({**font, "bold": i == 0}))
    first = len(title) + 1
    for at, column in enumerate(page.columns):
        sheet.set_column(at, at, column.width)
        sheet.write_string(first, at, column.title, head)
        for i, row in enumerate(page.rows):
            text, limit = row.get(column.key, ""), page.limits.get((i, column.key))
            if limit is not None:
                _points(sheet, (first + 1 + i, at), text, limit, number)
            else:
                inside = column.open and not row.get("shut")
                sheet.write_string(first + 1 + i, at, text, open_ if inside else shut)
        if column.key in page.choices and page.rows:
            listed = {"validate": "list", "source": list(page.choices[column.key])}
            sheet.data_validation(first + 1, at, first + len(page.rows), at, listed)
    _ids(sheet, page, first, head, shut)
    sheet.set_row(first, height((column.title, column.width) for column in page.columns))
    sheet.freeze_panes(first + 1, 2)
    sheet.repeat_rows(first)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _points(sheet: Any, at: tuple[int, int], text: str, limit: PointsLimit, look: object) -> None:
    """A cell that takes a number between 0 and the most points; the scale is told beside it."""
    value = number_of(text)
    if value is not None:
        sheet.write_number(*at, float(value), look)
    else:
        sheet.write_string(*at, text, look)
    rule: dict[str, Any] = {"validate": "decimal", "criteria": ">=", "value": 0}
    if limit.most is not None:
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": limit.most}
    if limit.hint:
        rule["input_message"] = limit.hint[:255]
    sheet.data_validation(*at, *at, rule)


def _ids(sheet: Any, page: FormPage, first: int, head: object, shut: object) -> None:
    """The hidden column by which the rows are known again."""
    last = len(page.columns)
    sheet.write_string(first, last, "Mã", head)
    for i, row in enumerate(page.rows, first + 1):
        sheet.write_string(i, last, row["id"], shut)
    sheet.set_column(last, last, 12, None, {"hidden": True})
