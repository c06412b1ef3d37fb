"""Tables of a source: as they are, or as tasks where their columns say so."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.deadlines import whole
from generator.grammar.stored import stored
from generator.plan.model import CotBang, NhiemVu, Nhom, ThoiHan
from generator.plan.ruled import Bang, Cells, Hang
from generator.plan.wording import deadline, letter
from generator.read.rebuild.ids import own_id, slug
from generator.read.rebuild.marks import marked
from generator.read.rebuild.source_notes import signs_of
from generator.read.rebuild.table_grid import LineGrid, grid_of
from generator.read.rebuild.task_columns import STANDARD, TaskColumns, columns_of
from generator.text.normal import bare, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.classify.decide import Decision
    from generator.read.rebuild.ids import Ids
    from generator.read.rebuild.import_report import LineFates
    from generator.read.rebuild.named_agencies import Names


def free_table(decisions: Sequence[Decision]) -> tuple[Bang, list[Decision]]:
    """A table as it is, and the lines it holds."""
    grid = grid_of(decisions)
    head: list[str] = []
    first = 0
    if grid.rows > 1 and len(grid.filled(0)) > 1 and _is_head(grid):
        head = [_cell(grid, 0, c, bold=True)[0] for c in range(grid.cols)]
        first = 1
    rows: list[Hang | Cells] = []
    for r in range(first, grid.rows):
        row: list[str | list[str]] = []
        col = 0
        while col < grid.cols:
            span = grid.spans.get((r, col), 1)
            texts = _cell(grid, r, col)
            row.append(texts[0] if len(texts) == 1 else texts)
            if col + span >= grid.cols and span > 1:
                break
            row += [""] * (span - 1)
            col += span
        rows.append(row)
    return Bang(cot=head, hang=rows), [d for d in decisions if d.line.full]


def _is_head(grid: LineGrid) -> bool:
    """The first row is a head: bold, or without looks, and one paragraph in each cell."""
    lines = [d for c in range(grid.cols) for d in grid.cells.get((0, c), ())]
    single = all(len(_cell(grid, 0, c)) == 1 for c in range(grid.cols))
    filled = [d for d in lines if d.line.text]
    return single and all(d.line.bold or d.line.size is None for d in filled)


def _cell(grid: LineGrid, row: int, col: int, *, bold: bool = False) -> list[str]:
    texts = [
        _with_label(d, marked(d.line.runs, d.line.text, plain_bold=bold))
        for d in grid.cells.get((row, col), ())
        if d.line.full
    ]
    return texts or [""]


def _with_label(d: Decision, text: str) -> str:
    return f"{d.line.label} {text}".strip() if d.line.label else text


# ------------------------------------------------------------------------------ tasks

_GROUP = re.compile(r"^\s*([A-ZĐ]|[IVX]{1,5})\s*[.)]?\s*$")
GROUP_LABEL = re.compile(r"^([A-ZĐ]|[IVX]{1,5})\s*[.)\-]\s+(?=\S)")


class Tasks(NamedTuple):
    """A table read as tasks."""

    nhom: list[Nhom]
    nhiem_vu: list[NhiemVu]
    cot: list[CotBang]
    """The columns, where they are others than the template's."""


def tasks_of(
    decisions: Sequence[Decision], ids: Ids, names: Names, account: LineFates, where: str
) -> Tasks | None:
    """The tasks of a table, or None where it is another kind; `where` prints its heads."""
    grid = grid_of(decisions)
    found = columns_of(grid)
    if found is None or grid.rows <= found.first:
        return None
    columns = found.of
    groups: list[Nhom] = []
    tasks: list[NhiemVu] = []
    for row in range(found.first, grid.rows):
        group = _group_title(grid, row, columns)
        if group is not None:
            title, label, lines = group
            id_ = ids.take(own_id(lines[0]) or slug(title))
            node = Nhom(id=id_, tieu_de=f"{title}{signs_of(lines)}")
            if label != letter(len(groups)).upper():
                account.relabelled.append((lines[0], f"{letter(len(groups)).upper()}."))
            groups.append(node)
            account.keep(lines, node.id)
            continue
        if not grid.filled(row):
            continue
        text = _joined(grid, row, columns["noi_dung"])
        if not text:
            return None
        lines = [d for c in range(grid.cols) for d in grid.cells.get((row, c), ()) if d.line.full]
        named = next((name for d in lines if (name := own_id(d))), "")
        task = NhiemVu(id=ids.take(named or slug(text)), noi_dung=text)
        task.nhom = groups[-1].id if groups else None
        _fill(task, grid, row, columns, names)
        task.cot_them = {
            head: f"{said}{signs_of(grid.cells.get((row, col), ()))}"
            for col, head in found.extra.items()
            if (said := grid.text(row, col))
        }
        tasks.append(task)
        number = grid.text(row, columns["tt"]).rstrip(".") if "tt" in columns else str(len(tasks))
        if number != str(len(tasks)):
            account.relabelled.append((lines[0], str(len(tasks))))
        skip = {id(d) for d in grid.cells.get((row, columns.get("tt", -1)), ())}
        account.keep([d for d in lines if id(d) not in skip], task.id)
    heads = [
        d for r in range(found.first) for c in range(grid.cols) for d in grid.cells.get((r, c), ())
    ]
    if tasks and own_columns(found):
        account.keep([d for d in heads if d.line.full], where)
        return Tasks(groups, tasks, found.heads)
    return Tasks(groups, tasks, []) if tasks else None


def own_columns(columns: TaskColumns) -> bool:
    """Whether the heads are others than the template prints."""
    said = [(head.khoa, fold(head.tieu_de)) for head in columns.heads]
    numbered = any(head.so or head.tren for head in columns.heads)
    return numbered or said != [(key, fold(head)) for key, head in STANDARD.items()]


def _group_title(
    grid: LineGrid, row: int, columns: dict[str, int]
) -> tuple[str, str, list[Decision]] | None:
    """Title, label and lines of a row that names a group."""
    filled = grid.filled(row)
    lines = [d for c in filled for d in grid.cells[(row, c)] if d.line.full]
    tt = columns.get("tt", -1)
    if len(filled) == 1 and grid.spans.get((row, filled[0]), 1) > 1:
        text = grid.text(row, filled[0])
        found = GROUP_LABEL.match(text)
        return (text[found.end() :], found[1], lines) if found else (text, "", lines)
    alone = set(filled) <= {tt, columns["noi_dung"]} and columns["noi_dung"] in filled
    if alone and tt in filled and (found := _GROUP.match(grid.text(row, tt))):
        return grid.text(row, columns["noi_dung"]), found[1], lines
    return None


def _joined(grid: LineGrid, row: int, col: int) -> str:
    return " ".join(t for t in _cell(grid, row, col) if t)


def _fill(task: NhiemVu, grid: LineGrid, row: int, columns: dict[str, int], names: Names) -> None:
    for key in ("chu_tri", "phoi_hop"):
        if key in columns and (text := _lines(grid, row, columns[key])):
            ids = names.agencies(text)
            setattr(task, key, ids)
            if bare(names.printed(ids)) != bare(text):
                setattr(task, f"loi_{key}", squeeze(text.replace("\n", " ")))
    if "san_pham" in columns:
        made = squeeze(_lines(grid, row, columns["san_pham"]))
        notes = signs_of(grid.cells.get((row, columns["san_pham"]), ()))
        task.san_pham = f"{made}{notes}" or None
    if "thoi_han" in columns and (text := squeeze(_lines(grid, row, columns["thoi_han"]))):
        task.thoi_han = parse_deadline(text, names.begins)


def _lines(grid: LineGrid, row: int, col: int) -> str:
    """The text of a cell; of a cell that covers several rows for each of them."""
    for above in range(row, -1, -1):
        cell = grid.cells.get((above, col), ())
        if cell:
            covers = max(d.line.cell.rows for d in cell if d.line.cell is not None)
            reaches = above == row or above + covers > row
            return "\n".join([d.line.full for d in cell if d.line.full]) if reaches else ""
    return ""


_DAY = r"(?:ngay )?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})"
_BEFORE = re.compile(rf"^truoc {_DAY}$")
_ON = re.compile(rf"^{_DAY}$")
_YEAR = re.compile(r"^nam (\d{4})$")
_PERIODS = {
    "hang thang": "thang", "hang quy": "quy", "6 thang": "6-thang", "9 thang": "9-thang",
    "nam": "nam",
}  # fmt: skip


def parse_deadline(text: str, day: date | None = None) -> ThoiHan:
    """A deadline as data: printed from it where that gives the same words, else in its own."""
    folded = fold(text).rstrip(". ")
    guess = ThoiHan()
    simple = all(_read_part(part, guess) for part in folded.split("; "))
    if simple and bare(fold(deadline(guess))) == bare(folded) and text.rstrip()[-1:] != ".":
        return guess
    found = whole(text, day)
    return stored(found) if found is not None else ThoiHan(ghi_chu=text)


def _read_part(part: str, into: ThoiHan) -> bool:
    try:
        if found := _BEFORE.match(part):
            into.truoc = date(int(found[3]), int(found[2]), int(found[1]))
        elif found := _ON.match(part):
            into.ngay = date(int(found[3]), int(found[2]), int(found[1]))
        elif found := _YEAR.match(part):
            into.nam = int(found[1])
        elif part == "thuong xuyen":
            into.thuong_xuyen = True
        elif part.startswith("dinh ky "):
            names = [p.strip() for p in part.removeprefix("dinh ky ").split(",")]
            into.dinh_ky = [_PERIODS[n] for n in names]  # type: ignore[misc]
        else:
            return False
    except (ValueError, KeyError):
        return False
    return True
