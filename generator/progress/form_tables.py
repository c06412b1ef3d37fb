"""A filled form as tables of cells, each with its name; .xlsx and .docx alike.

Files come from strangers: they are opened with limits, and bring data only.
"""

from __future__ import annotations

import io
import math
import re
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, Severity, error, has_errors
from generator.locale import N_, _
from generator.progress.percent_cells import percent_cells
from generator.progress.saying import number_text
from generator.progress.sheets import FACTS_SHEET, MARK, SCORE_MARK, FormFacts
from generator.workspace.archive import Archive, Damaged, Limits, open_archive

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_LIMITS = Limits(total=64 << 20)
"""Of a filled form."""
_SPEAKS = re.compile(r"xl/(?:worksheets|externalLinks)/[^/]+\.xml$", re.IGNORECASE)
"""Parts of a workbook with cells, and those that lead outside (ECMA-376-1, 18.14)."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>]")
_ATTRIBUTES = rb"((?:\s+[\w:.\-]+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>"
_CELL = re.compile(rb"<(?:\w+:)?(c|row)(?=[\s/>])(?:" + _ATTRIBUTES + rb")?")
"""A row or a cell; LibreOffice writes empty ones down to the last that a sheet can have."""
_PLACE = re.compile(rb"\s([\w:.\-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_REFERENCE = re.compile(rb"([A-Za-z]*)(\d+)")
_OTHERS = frozenset({"xl/workbook.bin", "content.xml"})
MOST_ROWS = 20_000
MOST_COLUMNS = 200


class FilledCell(NamedTuple):
    """What stands in a cell."""

    text: str
    where: str
    """Such as "Nhiệm vụ!E7" or "bảng 1, hàng 3, ô 2"."""
    number: bool = False
    """Whether the sheet held a number, not words."""


class FilledForm(NamedTuple):
    """The tables of a file, the words outside them, and what the file says it is."""

    tables: list[list[list[FilledCell]]]
    prose: list[str]
    facts: FormFacts | None
    paragraphs: list[str] = []  # noqa: RUF012 - never changed
    """Of a Word file what stands in no table at all; `prose` has the head of the paper too."""


def read_tables(path: Path, data: bytes, shown: str) -> tuple[FilledForm | None, list[Diagnostic]]:
    """The tables of an .xlsx or .docx, by what it is and not by its name."""
    archive = _opened(data, Place(shown, ""))
    if not isinstance(archive, Archive):
        return None, [archive]
    if any(name.startswith("xl/") for name in archive.names):
        return _of_sheets(data, shown)
    return _of_word(path, data)


def _facts(texts: Sequence[str]) -> FormFacts | None:
    if len(texts) < 5 or texts[0] not in (MARK, SCORE_MARK):
        return None
    return FormFacts(texts[1], texts[2], texts[3], texts[4], texts[0])


def read_pages(
    data: bytes, shown: str
) -> tuple[dict[str, list[list[FilledCell]]], list[Diagnostic]]:
    """The pages of an .xlsx by their names; a cell merged downwards says the same in each row."""
    from python_calamine import CalamineError, CalamineWorkbook

    place = Place(shown, "")
    archive = _opened(data, place)
    if not isinstance(archive, Archive):
        return {}, [archive]
    if (far := _too_far(archive)) is not None:
        return {}, [error("BC901", far, place)]
    told = _reckoned(archive, place)
    names = frozenset(archive.names)
    shares = percent_cells(lambda name: _bytes(archive, name) if name in names else b"")
    pages: dict[str, list[list[FilledCell]]] = {}
    broken = _("Tệp không phải bảng tính .xlsx, hoặc đã hỏng")
    save = _("Mở bằng Excel hay LibreOffice rồi lưu lại thành .xlsx.")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
                message = _("Trang “{ten}” có quá nhiều hàng hoặc cột").format(ten=name)
                return {}, [error("BC901", message, place)]
            rows = sheet.to_python(skip_empty_area=False)
            _say_again(rows, sheet.merged_cell_ranges or ())
            shown_as = shares.get(name, {})
            pages[name] = [
                [
                    _cell(value, f"{name}!{at_}", shown_as.get(at_))
                    for at, value in enumerate(row)
                    for at_ in (f"{_letters(at)}{i}",)
                ]
                for i, row in enumerate(rows, 1)
            ]
    except (CalamineError, OSError, ValueError):
        return {}, [error("BC901", broken, place, save)]
    except BaseException as fault:
        if type(fault).__name__ != "PanicException":  # its reader, in Rust, gave up
            raise
        return {}, [error("BC901", broken, place, save)]
    return pages, told


def _say_again(
    rows: list[list[Any]], merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> None:
    """Let a cell merged downwards say the same in each row, as far as there are rows at all."""
    left = MOST_ROWS * MOST_COLUMNS
    for (first, column), (last, _other) in merged:
        end = min(last + 1, len(rows))
        left -= max(1, end - first)
        if first >= len(rows) or column >= len(rows[first]) or left < 0:
            continue
        for at in range(first + 1, end):
            rows[at][column] = rows[first][column]


def _too_far(archive: Archive) -> str | None:
    """What in a workbook its reader must not be given: it makes room for all between two cells.

    Cells are looked for in every part that has any, whatever it is called; other workbooks of
    the same kind of file (.ods, .xlsb) are none here.
    """
    if "xl/workbook.xml" not in archive.names or not _OTHERS.isdisjoint(archive.names):
        return _("Tệp không phải bảng tính .xlsx, hoặc đã hỏng")
    for name in archive.names:
        data = _bytes(archive, name)
        if b"sheetData" not in data:
            continue
        if _reaches_too_far(data):
            message = _("Trang “{ten}” có quá nhiều hàng hoặc cột")
            return message.format(ten=name.rpartition("/")[2])
    return None


def _reaches_too_far(sheet: bytes) -> bool:
    """Whether a cell with something in it stands beyond the rows and columns of any form.

    A cell without a place of its own stands in the row that was named last.
    """
    far_row = False
    for found in _CELL.finditer(sheet):
        if found[3] is None:
            return True  # no tag that a writer of workbooks makes
        if found[1] == b"c" and found[3]:
            continue  # an empty one, which makes no room
        places = [v or w for k, v, w in _PLACE.findall(found[2]) if k == b"r"]
        place = _REFERENCE.fullmatch(places[0]) if places else None
        if places and place is None:
            return True
        far = len(place[2]) > 7 or int(place[2]) > MOST_ROWS if place else far_row
        if found[1] == b"row":
            far_row = far if place else far_row
        elif far or (place is not None and _column(place[1]) > MOST_COLUMNS):
            return True
    return False


def _column(letters: bytes) -> int:
    """Such as b"AB" → 28; beyond what any sheet has for more than three letters."""
    if len(letters) > 3:
        return MOST_COLUMNS + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _opened(data: bytes, place: Place) -> Archive | Diagnostic:
    """The file, or what is wrong with it, before anything in it is unpacked."""
    found = open_archive(data, _LIMITS)
    if isinstance(found, Archive):
        return found
    match found.kind:
        case "many" | "bomb":
            return error("BC901", _("Tệp quá lớn khi giải nén, không mở"), place)
        case "locked":
            return error("BC901", _("Tệp có mật khẩu, không mở được"), place)
        case "unsafe" | "twice" | "link":
            message = _("Tệp có thành phần không an toàn, không mở: {ten}")
            return error("BC901", message.format(ten=found.name), place)
        case "damaged" | "method":
            message = _("Không đọc được biểu này: cần tệp .xlsx hoặc .docx, không phải bản quét")
            return error("BC901", message, place)


def _of_sheets(data: bytes, shown: str) -> tuple[FilledForm | None, list[Diagnostic]]:
    pages, problems = read_pages(data, shown)
    if has_errors(problems):
        return None, problems
    facts = _facts([row[0].text for row in pages.pop(FACTS_SHEET, []) if row])
    tables = list(pages.values())
    prose = [cell.text for table in tables for row in table[:6] for cell in row if cell.text]
    return FilledForm(tables, prose, facts), problems


def _reckoned(archive: Archive, place: Place) -> list[Diagnostic]:
    """What a workbook would work out or fetch: only the values it was saved with are read."""
    parts = {name: _bytes(archive, name) for name in archive.names if _SPEAKS.match(name)}
    kinds = {
        N_("công thức"): any(_FORMULA.search(data) for data in parts.values()),
        N_("liên kết tới tệp khác"): any(b"externalBook" in data for data in parts.values()),
        N_("lệnh gọi chương trình khác (DDE, OLE)"): any(
            b"ddeLink" in data or b"oleLink" in data for data in parts.values()
        ),
        N_("kết nối dữ liệu"): any(name.startswith("xl/connections") for name in archive.names),
    }
    found = [_(kind) for kind, there in kinds.items() if there]
    if not found:
        return []
    message = _("Bảng tính có {gi}: chỉ đọc giá trị đã lưu, không tính và không mở gì")
    outside = len(found) > 1 or not kinds["công thức"]
    severity = Severity.WARNING if outside else Severity.INFO
    return [Diagnostic("TL015", severity, message.format(gi=", ".join(found)), place)]


def _bytes(archive: Archive, name: str) -> bytes:
    """A member; nothing where it is damaged, which its reader tells."""
    try:
        return archive.read(name)
    except Damaged:
        return b""


def _letters(at: int) -> str:
    name, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _cell(value: Any, where: str, decimals: int | None = None) -> FilledCell:
    """A cell as words; with `decimals` its number is shown as a percentage with so many."""
    if isinstance(value, bool):
        return FilledCell("x" if value else "", where)
    if isinstance(value, int | float):
        if decimals is not None and math.isfinite(value):
            share = round(Decimal(repr(value)) * 100, decimals)
            return FilledCell(f"{number_text(share)}%", where, number=True)
        text = number_text(Decimal(repr(value))) if math.isfinite(value) else ""
        return FilledCell(text, where, number=True)
    if isinstance(value, datetime | date):
        return FilledCell(f"{value:%d/%m/%Y}", where)
    return FilledCell(str(value).strip(), where)


def _of_word(path: Path, data: bytes) -> tuple[FilledForm | None, list[Diagnostic]]:
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word

    word, problems = open_word(path, data)
    if word is None:
        return None, problems
    found: dict[int, dict[tuple[int, int], list[str]]] = {}
    prose, outside = [], []
    for para in read_word(word).paragraphs:
        if para.part != "body":
            continue
        if para.cell is None or para.cell.table == 0:
            prose.append(para.text.strip())  # the first table is most often the head of the paper
        if para.cell is None:
            outside.append(para.text.strip())
            continue
        cells = found.setdefault(para.cell.table, {})
        cells.setdefault((para.cell.row, para.cell.col), []).append(para.text.strip())
    tables = [grid(number, found[number]) for number in sorted(found)]
    lines = [line for line in prose if line]
    return FilledForm(tables, lines, _word_facts(word), [line for line in outside if line]), []


def grid(number: int, cells: dict[tuple[int, int], list[str]]) -> list[list[FilledCell]]:
    """A table of a paper, `number` from 0, as rows of named cells."""
    height = max(row for row, _col in cells) + 1
    width = max(col for _row, col in cells) + 1
    where = _("bảng {bang}, hàng {hang}, ô {o}")
    return [
        [
            FilledCell(
                "\n".join(line for line in cells.get((i, at), ()) if line),
                where.format(bang=number + 1, hang=i + 1, o=at + 1),
            )
            for at in range(width)
        ]
        for i in range(height)
    ]


def _word_facts(word: Any) -> FormFacts | None:
    name = word.member("docProps/core.xml")
    if name is None:
        return None
    for node in word.xml(name).iter("{*}keywords"):
        return _facts((node.text or "").split(";"))
    return None
