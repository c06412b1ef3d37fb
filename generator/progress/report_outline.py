"""The outline of a report: an appendix of the plan, a file of the office, or else a usual one.

What a part is to say follows from the words of its title, since an outline that a plan
prescribes has nothing else; an office's own file may name it.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, field

from generator.plan.records import Base, Line
from generator.plan.toml import decode, read
from generator.plan.wording import plain
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.plan.model import Diem, KeHoach, Khoan, Muc, PhuLuc
    from generator.plan.ruled import Bang

FILE = "de-cuong.toml"
"""Of an office, among its registries."""

Content = Literal[
    "", "nhiem-vu", "chi-tieu", "uu-diem", "ton-tai", "nguyen-nhan", "thoi-gian-toi", "kien-nghi",
    "van-ban",
]  # fmt: skip
"""What a part says: results of tasks, figures, what went well, what did not, what comes next,
proposals, documents issued. "" and causes are for a person."""

_TITLES: tuple[tuple[str, Content], ...] = (
    (r"kien nghi|de xuat", "kien-nghi"),
    (r"ton tai|han che|kho khan|vuong mac", "ton-tai"),
    (r"nguyen nhan", "nguyen-nhan"),
    (r"uu diem|noi bat|mat (lam )?duoc", "uu-diem"),
    (r"kinh phi|nguon luc|nguon von|giai ngan", ""),
    (r"phuong huong|thoi gian toi|(thang|quy|nam|ky) toi|tiep theo|lo trinh", "thoi-gian-toi"),
    (r"chi tieu|muc tieu", "chi-tieu"),
    (r"nhiem vu|cong viec|ket qua|tien do", "nhiem-vu"),
    (r"tuyen truyen|trien khai|chi dao|quan triet|van ban", "van-ban"),
)  # fmt: skip
_LEAD = re.compile(r"\s*\*\*(?P<title>.+?)\s*:?\s*\*\*\s*:?\s*(?P<rest>.*)", re.DOTALL)
_SHORT = 12
"""Words up to which a sentence before a colon is a title."""


class ReportPart(NamedTuple):
    """A part of a report."""

    title: str
    says: Content
    hint: str
    """What the outline asks to be written there; "" where it says no more than the title."""
    parts: tuple[ReportPart, ...] = ()


class ReportOutline(NamedTuple):
    """The parts, and the table that the plan prescribes for the tasks."""

    parts: tuple[ReportPart, ...]
    columns: tuple[str, ...] = ()
    """Heads of the prescribed table; none: those of the program."""


class Phan(Base, kw_only=True):
    """A part as a file of an office gives it."""

    tieu_de: Line
    noi_dung: Annotated[
        Content | None, Meta(description="Phần này nêu gì; trống: theo tiêu đề")
    ] = None
    phan: Annotated[list[Phan], Meta(description="Các phần bên trong")] = field(
        default_factory=list
    )


class DeCuong(Base, kw_only=True):
    """The file of an office's outline."""

    phien_ban: Literal[1] = 1
    phan: Annotated[list[Phan], Meta(description="Các phần")] = field(default_factory=list)


def outline_of(plan: KeHoach, registries: Path) -> tuple[ReportOutline, list[Diagnostic]]:
    """The outline for reports on a plan; what is wrong with the office's file is told."""
    columns = _columns(plan)
    for appendix in plan.phu_luc:
        if "de cuong" in fold(plain(appendix.tieu_de)):
            parts = _of_appendix(appendix)
            if parts:
                return ReportOutline(parts, columns), []
    own = registries / FILE
    problems: list[Diagnostic] = []
    for path in (own, Path(__file__).parent / FILE):
        if path == own and not own.exists():
            continue
        source, found = read(path)
        read_, more = decode(source, DeCuong) if source is not None else (None, [])
        problems += found + more
        if read_ is not None and read_.phan:
            return ReportOutline(tuple(_of_file(one, "") for one in read_.phan), columns), problems
    return ReportOutline((), columns), problems


def _of_file(one: Phan, above: str) -> ReportPart:
    says = _says(one.tieu_de, above) if one.noi_dung is None else one.noi_dung
    return ReportPart(one.tieu_de, says, "", tuple(_of_file(p, one.tieu_de) for p in one.phan))


def _of_appendix(appendix: PhuLuc) -> tuple[ReportPart, ...]:
    found = [_of_section(section) for section in appendix.muc]
    if not found:
        found = [_of_item(item, "") for item in appendix.khoan]
    return tuple(part for part in found if part.title)


def _of_section(section: Muc) -> ReportPart:
    title = squeeze(plain(section.tieu_de))
    parts = [_of_section(inner) for inner in section.muc]
    parts += [_of_item(item, title) for item in section.khoan]
    return ReportPart(title, _says(title, ""), "", tuple(part for part in parts if part.title))


def _of_item(item: Khoan, above: str) -> ReportPart:
    title, hint = _titled(item.tieu_de or item.noi_dung or "")
    if item.tieu_de and item.noi_dung:
        hint = squeeze(plain(item.noi_dung))
    parts = [_of_point(point, f"{above} {title}") for point in item.diem]
    parts += [_of_item(inner, f"{above} {title}") for inner in item.khoan]
    return ReportPart(title, _says(title, above), hint, tuple(part for part in parts if part.title))


def _of_point(point: Diem, above: str) -> ReportPart:
    title, hint = _titled(point.noi_dung)
    return ReportPart(title, _says(title, above), hint)


def _titled(text: str) -> tuple[str, str]:
    """Title and what more is asked: "**Tồn tại:** Các chỉ tiêu chưa đạt"."""
    lead = _LEAD.fullmatch(text)
    if lead is not None:
        return squeeze(plain(lead["title"])).rstrip(" :."), squeeze(plain(lead["rest"]))
    words = squeeze(plain(text))
    before, colon, after = words.partition(":")
    if colon and len(before.split()) <= _SHORT:
        return before.strip(), after.strip()
    if len(words.split()) <= _SHORT:
        return words.rstrip(" :.;"), ""
    return " ".join(words.split()[:_SHORT]).rstrip(" :.;,"), words


def _says(title: str, above: str) -> Content:
    """By the title; "nhiệm vụ" below what comes next is a task that comes next."""
    found = _known(title)
    if found == "nhiem-vu" and _known(above) == "thoi-gian-toi":
        return "thoi-gian-toi"
    return found


def _known(title: str) -> Content:
    low = fold(title)
    return next((says for pattern, says in _TITLES if re.search(pattern, low)), "")


def _columns(plan: KeHoach) -> tuple[str, ...]:
    """The heads of the empty table of tasks that a plan gives its reporters."""
    from generator.progress.form_tables import FilledCell
    from generator.progress.heads import Kind, table_of

    tables: list[Bang] = [table for appendix in plan.phu_luc for table in appendix.bang]
    for table in tables:
        rows = [_texts(table.cot), *(_texts(row) for row in table.rows)]
        found = table_of([[FilledCell(text, "") for text in row] for row in rows])
        empty = found is not None and not any(cell.text for row in found.rows for cell in row[1:])
        if found is not None and found.kind is Kind.TASKS and empty:
            return tuple(rows[0])
    return ()


def _texts(row: list[str] | list[str | list[str]]) -> list[str]:
    return [plain(cell if isinstance(cell, str) else " ".join(cell)).strip() for cell in row]
