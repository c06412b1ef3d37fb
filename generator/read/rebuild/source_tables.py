"""Tables of a source: as they are, or as tasks where their columns say so."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator.grammar.column_heads import TICK, ditto_of, is_ditto
from generator.grammar.deadlines import whole
from generator.grammar.labels import roles_of_cell
from generator.grammar.stored import stored
from generator.locale import _
from generator.plan.cell_lines import goes_on, together
from generator.plan.model import CotBang, NhiemVu, Nhom, ThoiHan
from generator.plan.row_parts import NumberedRow, parts_by_number
from generator.plan.ruled import Bang, Cells, Hang
from generator.plan.wording import deadline, letter
from generator.read.rebuild.group_leads import lead_by_groups
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
_LABELLED = re.compile(r"^[^:]{3,30}: ?")
GROUP_LABEL = re.compile(r"^([A-ZĐ]|[IVX]{1,5}|\d{1,2}(?:\.\d{1,2})*)\s*[.)\-]\s+(?=\S)")


class Tasks(NamedTuple):
    """A table read as tasks."""

    nhom: list[Nhom]
    nhiem_vu: list[NhiemVu]
    cot: list[CotBang]
    """The columns, where they are others than the template's."""
    under: list[Decision]
    """Lines of rows without columns behind the last task: a total, a remark."""


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
    ends = _last_task(grid, found)
    under: list[Decision] = []
    numbers: list[str] = []
    labels: list[str] = []
    told = ToldRows()
    for row in range(found.first, grid.rows):
        group = _group_title(grid, row, columns)
        if group is not None and row > ends and not group[1]:
            under += group[2]
            continue
        if group is not None:
            groups.append(_group(group, found, ids, account, letter(len(groups)).upper()))
            labels.append(group[1])
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
        _fill(task, grid, row, found, names, told)
        tasks.append(task)
        numbers += [grid.text(row, columns["tt"])] if "tt" in columns else []
        skip = {id(d) for d in grid.cells.get((row, columns.get("tt", -1)), ())}
        _keep([d for d in lines if id(d) not in skip], account, task.id)
    _number(tasks, numbers)
    if "chu_tri" not in columns:
        lead_by_groups(tasks, groups, labels, names)
    heads = [
        d for r in range(found.first) for c in range(grid.cols) for d in grid.cells.get((r, c), ())
    ]
    if tasks and own_columns(found):
        account.keep([d for d in heads if d.line.full], where)
        return Tasks(groups, tasks, found.heads, under)
    return Tasks(groups, tasks, [], under) if tasks else None


def _group(
    said: tuple[str, str, list[Decision]],
    columns: TaskColumns,
    ids: Ids,
    account: LineFates,
    printed: str,
) -> Nhom:
    """A group by title, label and lines; `printed`: the letter it has where it brings none."""
    title, label, lines = said
    id_ = ids.take(own_id(lines[0]) or slug(title))
    node = Nhom(id=id_, tieu_de=f"{title}{signs_of(lines)}")
    if label != printed and (label or own_columns(columns)):
        node.tt = label
    elif label != printed:
        account.relabelled.append((lines[0], f"{printed}."))
    account.keep(lines, node.id)
    return node


def _keep(lines: list[Decision], account: LineFates, task: str) -> None:
    """The lines of a row are in its task; what repeats the cell above is printed with its words."""
    same = [d for d in lines if ditto_of(_LABELLED.sub("", d.line.full)) is not None]
    for d in same:
        account.leave(d, _("như ô trên: in đủ lời của ô ấy"))
    account.keep([d for d in lines if d not in same], task)


def _other(grid: LineGrid, row: int, col: int, first: int) -> str:
    """A cell of a column of the office's own: empty where it is, whatever cell reaches over it."""
    if not (said := grid.text(row, col)):
        return ""
    return _meant(grid, row, col, first) if is_ditto(said) else _lines(grid, row, col)


def _number(tasks: list[NhiemVu], numbers: list[str]) -> None:
    """Numbers that do not run through the table are the rows' own: 1, 1a, 1b; of each group 1, 2.

    `numbers` is empty where no column numbers the rows.

    Rows are parts of those that their numbers begin with.
    """
    if all(number.rstrip(".") == str(at) for at, number in enumerate(numbers, 1)):
        return  # true of none, too
    rows = [NumberedRow(t.id, n, t.nhom) for t, n in zip(tasks, numbers, strict=True)]
    parts = parts_by_number(rows)
    for task, number in zip(tasks, numbers, strict=True):
        task.tt, task.thuoc = number, parts.get(task.id)


def _last_task(grid: LineGrid, columns: TaskColumns) -> int:
    """The last row that names no group."""
    rows = range(columns.first, grid.rows)
    tasks = [r for r in rows if grid.filled(r) and _group_title(grid, r, columns.of) is None]
    return tasks[-1] if tasks else grid.rows


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
    """The paragraphs of a cell with their emphasis; a line that goes on is of the one before."""
    said = [d for d in grid.cells.get((row, col), ()) if d.line.full]
    return _rejoined(
        [(d, _with_label(d, marked(d.line.runs, d.line.text, plain_bold=False))) for d in said]
    )


def _rejoined(lines: Sequence[tuple[Decision, str]], *, names: bool = False) -> str:
    """Lines of a cell as its paragraphs; each of `names` is one, but where a page breaks it."""
    out: list[str] = []
    before = ""
    for d, text in lines:
        hard = d.line.hard
        if out and (hard or not names) and goes_on(before, d.line.full, printed=hard):
            out[-1] += f" {text}"
        else:
            out.append(text)
        before = d.line.full
    return together(out)


class ToldRows:
    """What the rows before said of who leads and who helps, for those that say "nt (1.1)"."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, dict[str, str]]] = []

    def add(self, number: str, said: dict[str, str]) -> None:
        """One more row by its number."""
        self._rows.append((number.rstrip(".)"), said))

    def meant(self, key: str, words: str) -> str:
        """The words of a row, or those of the row that they point to; "" where it says none."""
        row = ditto_of(words)
        if row is None:
            return words
        rows = (said for number, said in reversed(self._rows) if not row or number == row)
        return next((said[key] for said in rows if said.get(key)), "")


def _fill(
    task: NhiemVu, grid: LineGrid, row: int, found: TaskColumns, names: Names, told: ToldRows
) -> None:
    """Put the cells of a row into its task."""
    columns = found.of

    def words(key: str) -> str:
        if key not in columns:
            return ""
        return _meant(grid, row, columns[key], found.first, names=key in ("chu_tri", "phoi_hop"))

    said: dict[str, str] = {k: words(k) for k in ("chu_tri", "phoi_hop") if k in columns}
    both = roles_of_cell(said.get("chu_tri", "")) if "phoi_hop" not in said else None
    if both is not None:
        said = {"chu_tri": both.leads, "phoi_hop": both.helpers}
    said = {key: told.meant(key, text) for key, text in said.items()}
    told.add(grid.text(row, columns["tt"]) if "tt" in columns else "", said)
    helped = _HELPED.fullmatch(said.get("chu_tri", "")) if "phoi_hop" not in said else None
    if helped is not None:
        task.chu_tri = names.agencies(helped["leads"])
        task.phoi_hop = names.agencies(helped["helpers"])
        task.loi_chu_tri = said.pop("chu_tri")
    for key, text in said.items():
        if text:
            ids = names.agencies(text)
            setattr(task, key, ids)
            printed = names.printed(ids)
            if (printed if both else bare(printed)) != (text if both else bare(text)):
                setattr(task, f"loi_{key}", together(text.split("\n")))
    if "san_pham" in columns:
        made = words("san_pham")
        notes = signs_of(grid.cells.get((row, columns["san_pham"]), ()))
        task.san_pham = f"{made}{notes}" or None
    if years := _ticked_years(grid, row, found):
        task.thoi_han = parse_deadline(years, names.begins)
    if text := words("thoi_han"):
        task.thoi_han = parse_deadline(text, names.begins)
    task.cot_them = {
        head: f"{other}{signs_of(grid.cells.get((row, col), ()))}"
        for col, head in found.extra.items()
        if (other := _other(grid, row, col, found.first))
    }


def _ticked_years(grid: LineGrid, row: int, found: TaskColumns) -> str:
    """The years in whose columns a row is ticked: "2026 - 2027"; "" where there are none."""
    heads = ((col, squeeze(head)) for col, head in found.extra.items())
    years = [
        head for col, head in heads
        if _A_YEAR.fullmatch(head) and TICK.fullmatch(squeeze(grid.text(row, col)))
    ]  # fmt: skip
    return "" if not years else years[0] if len(years) == 1 else f"{min(years)} - {max(years)}"


_A_YEAR = re.compile(r"20\d\d")
_HELPED = re.compile(
    r"(?P<leads>[^.:;\n]+?)(?: chủ trì)?,?(?: và)? phối hợp(?: với| cùng)? (?P<helpers>[^.:;\n]+)",
    re.IGNORECASE,
)
"""A cell of who leads that says who helps, too: "UBND các xã phối hợp Trung tâm Y tế"."""


def _meant(grid: LineGrid, row: int, col: int, first: int, *, names: bool = False) -> str:
    """The paragraphs of a cell; of one that says "như trên" those of the last that says more."""
    for above in range(row, first - 1, -1):
        text = _lines(grid, above, col, names=names)
        if (text or above == row) and not is_ditto(text):
            return text
    return ""


def _lines(grid: LineGrid, row: int, col: int, *, names: bool = False) -> str:
    """The paragraphs of a cell; of a cell that covers several rows for each of them."""
    for above in range(row, -1, -1):
        cell = grid.cells.get((above, col), ())
        if cell:
            covers = max(d.line.cell.rows for d in cell if d.line.cell is not None)
            reaches = above == row or above + covers > row
            said = [(d, d.line.full) for d in cell if d.line.full]
            return _rejoined(said, names=names) if reaches else ""
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
    if "\n" in text:
        made = parse_deadline(squeeze(text), day)
        return replace(made, loi=None if made.ghi_chu else text, ghi_chu=made.ghi_chu and text)
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
