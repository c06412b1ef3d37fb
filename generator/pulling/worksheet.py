"""A plan's tasks and targets as an .xlsx that people edit: ids and keys of columns are hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.plan.model import walk
from generator.plan.wording import deadline, plain
from generator.progress.goals import targets_of
from generator.progress.sheets import FACTS_SHEET
from generator.text.normal import squeeze
from generator.workspace.spreadsheet import Spreadsheet, height

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.plan.model import GiaoViec, KeHoach, NhiemVu, PhuLuc
    from generator.plan.promised import ChiTieu

MARK = "kehoach-bang-1"
TARGETS = "Chỉ tiêu"
SIGNS = {">=": "≥", "<=": "≤", "=": "="}


class SheetColumn(NamedTuple):
    """A column: what it holds, its title, its width in characters."""

    key: str
    title: str
    width: int


TASKS = (
    SheetColumn("tt", "TT", 5),
    SheetColumn("nhom", "Nhóm", 22),
    SheetColumn("noi_dung", "Nhiệm vụ", 60),
    SheetColumn("chu_tri", "Cơ quan chủ trì", 28),
    SheetColumn("phoi_hop", "Cơ quan phối hợp", 28),
    SheetColumn("san_pham", "Sản phẩm", 24),
    SheetColumn("thoi_han", "Thời hạn", 20),
)
FIGURES = (
    SheetColumn("tt", "TT", 5),
    SheetColumn("noi_dung", "Chỉ tiêu", 60),
    SheetColumn("don_vi", "Đơn vị tính", 12),
    SheetColumn("so_sanh", "So sánh", 9),
    SheetColumn("gia_tri", "Giá trị", 12),
    SheetColumn("mau_so", "Mẫu số", 22),
    SheetColumn("hien_trang", "Hiện trạng", 16),
    SheetColumn("nam", "Năm", 8),
    SheetColumn("ca_nhan", "Người phụ trách", 22),
)
SAID = "Nhiệm vụ trong lời văn"
SAID_TASKS = (
    SheetColumn("tt", "TT", 5),
    SheetColumn("noi_dung", "Nhiệm vụ (lời của kế hoạch, sửa ở Word)", 60),
    SheetColumn("vai_tro", "Vai trò", 14),
    SheetColumn("chu_tri", "Cơ quan thực hiện", 28),
    SheetColumn("phoi_hop", "Cơ quan phối hợp", 28),
    SheetColumn("san_pham", "Sản phẩm", 24),
    SheetColumn("thoi_han", "Thời hạn", 20),
    SheetColumn("trang_thai", "Xem (đề xuất, giữ, bỏ)", 14),
)
"""Of tasks that stand in sentences: their words are the plan's, all else is a record."""
ROLES = {
    "chu-tri": "chủ trì", "phoi-hop": "phối hợp", "de-nghi": "đề nghị",
    "chiu-trach-nhiem": "chịu trách nhiệm",
}  # fmt: skip
STATES = {"de-xuat": "đề xuất", "giu": "giữ", "bo": "bỏ"}
MORE = "them:"
"""Begins the key of a column that only this plan's table has."""


def extra_columns(appendix: PhuLuc) -> list[SheetColumn]:
    """The columns that the table of an appendix has of its own."""
    titles = [column.tieu_de for column in appendix.cot if not column.khoa]
    return [SheetColumn(f"{MORE}{title}", title, 20) for title in titles]


def task_cells(
    task: NhiemVu, groups: dict[str, str], short: Callable[[str], str]
) -> dict[str, str]:
    """The cells of a task by their keys; `short` is how an agency is called in a cell."""
    cells = {
        "nhom": groups.get(task.nhom or "", ""),
        "noi_dung": task.noi_dung,
        "chu_tri": task.loi_chu_tri or "; ".join(map(short, task.chu_tri)),
        "phoi_hop": task.loi_phoi_hop or "; ".join(map(short, task.phoi_hop)),
        "san_pham": task.san_pham or "",
        "thoi_han": deadline(task.thoi_han) if task.thoi_han else "",
        "id": task.id,
    }
    return cells | {f"{MORE}{title}": text for title, text in task.cot_them.items()}


def said_cells(
    task: GiaoViec, words: dict[str, str], short: Callable[[str], str]
) -> dict[str, str]:
    """The cells of a task that stands in a sentence; `words` are those of the plan's nodes."""
    return {
        "noi_dung": squeeze(plain(task.doan or words.get(task.nut, ""))),
        "vai_tro": ROLES[task.vai_tro],
        "chu_tri": "; ".join(map(short, task.chu_tri)),
        "phoi_hop": "; ".join(map(short, task.phoi_hop)),
        "san_pham": task.san_pham or "",
        "thoi_han": deadline(task.thoi_han) if task.thoi_han else "",
        "trang_thai": STATES[task.trang_thai],
        "id": task.id,
    }


def node_words(plan: KeHoach) -> dict[str, str]:
    """The words of each node by its id."""
    return {
        node.id: getattr(node, "noi_dung", None) or getattr(node, "tieu_de", None) or ""
        for _loc, node in walk(plan)
    }


def target_cells(target: ChiTieu) -> dict[str, str]:
    """The cells of a target by their keys."""
    names = ("noi_dung", "don_vi", "gia_tri", "mau_so", "hien_trang", "nam", "ca_nhan", "id")
    cells = {name: str(getattr(target, name) or "") for name in names}
    return cells | {"so_sanh": SIGNS[target.so_sanh]}


def tables(plan: KeHoach) -> list[PhuLuc]:
    """The appendices that have tasks."""
    return [appendix for appendix in plan.phu_luc if appendix.nhiem_vu]


def as_worksheet(plan: KeHoach, digest: str, short: Callable[[str], str]) -> bytes:
    """The .xlsx of a plan; `digest` is that of its text, for the merge. Nothing runs in it."""
    made = Spreadsheet(plan.van_ban.ma)
    facts = [MARK, plan.van_ban.ma, digest]
    for number, appendix in enumerate(tables(plan), 1):
        groups = {group.id: group.tieu_de for group in appendix.nhom}
        rows = [task_cells(task, groups, short) for task in appendix.nhiem_vu]
        name = f"Nhiệm vụ {number}"
        keyed_page(made.book, name, [*TASKS, *extra_columns(appendix)], rows)
        facts.append(f"{name}={appendix.id}")
    if plan.giao_viec:
        words = node_words(plan)
        rows = [said_cells(task, words, short) for task in plan.giao_viec]
        keyed_page(made.book, SAID, SAID_TASKS, rows)
        facts.append(f"{SAID}={SAID}")
    targets = targets_of(plan)
    if targets:
        keyed_page(made.book, TARGETS, FIGURES, [target_cells(target) for target in targets])
    sheet = made.book.add_worksheet(FACTS_SHEET)
    for i, text in enumerate(facts):
        sheet.write_string(i, 0, text)
    sheet.very_hidden()
    return made.data()


def keyed_page(
    book: Any, name: str, columns: Sequence[SheetColumn], rows: list[dict[str, str]]
) -> None:
    """A page whose columns are known again by hidden keys, whose rows by hidden ids."""
    font = {"font_name": "Times New Roman", "font_size": 12, "num_format": "@"}
    box = {**font, "border": 1, "text_wrap": True, "valign": "top"}
    head = book.add_format({**box, "bold": True, "align": "center", "bg_color": "#E7EBF0"})
    cell = book.add_format(box)
    sheet = book.add_worksheet(name)
    every = [*columns, SheetColumn("id", "Mã", 12)]
    for at, column in enumerate(every):
        sheet.write_string(0, at, f"kh:{column.key}")
        sheet.write_string(1, at, column.title, head)
        sheet.set_column(at, at, column.width, None, {"hidden": column.key == "id"})
        for i, row in enumerate(rows):
            text = str(i + 1) if column.key == "tt" else row.get(column.key, "")
            sheet.write_string(i + 2, at, text, cell)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_row(1, height((column.title, column.width) for column in every))
    sheet.freeze_panes(2, 0)
    sheet.repeat_rows(1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
