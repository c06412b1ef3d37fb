"""Which column of a filled table holds what, by the titles that offices use."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.form_tables import FilledCell

SEARCHED = 40
"""Rows from the top among which the heads are looked for."""


class Kind(Enum):
    """What the rows of a table are."""

    TASKS = "tasks"
    TARGETS = "targets"


class FormTable(NamedTuple):
    """A table with its columns known."""

    kind: Kind
    columns: dict[str, int]
    rows: list[list[FilledCell]]
    head: list[FilledCell]
    """The title of each column; of titles in two rows the lower one."""

    def unread(self) -> list[tuple[FilledCell, int]]:
        """The heads whose columns hold nothing that is known, each with its filled cells."""
        known = set(self.columns.values())
        rows = [row for row in self.rows if self._tells(row)]
        found = [
            (cell, sum(1 for row in rows if at < len(row) and row[at].text.strip()))
            for at, cell in enumerate(self.head)
            if at not in known
        ]
        return [(cell, filled) for cell, filled in found if filled]

    def _tells(self, row: list[FilledCell]) -> bool:
        """Whether a row tells of something: no title of a group, no line of signatures."""
        told = [at for key, at in self.columns.items() if key not in ("tt", "noi_dung")]
        return any(at < len(row) and row[at].text.strip() for at in told)


_TASKS: tuple[tuple[str, str], ...] = (
    ("id", r"ma"),
    ("tt", r"t ?t|s ?t ?t|so tt"),
    ("noi_dung", r"(ten |noi dung )?(nhiem vu|cong viec|dau viec)( duoc giao| phai lam| can lam)?"
                 r"( chu yeu| cu the| (theo|trong|cua) .{2,30})?"
                 r"|viec( duoc giao| phai lam| can lam)?|noi dung( cong viec| thuc hien)?"
                 r"|doi tuong"),
    ("co_quan", r"(co quan|don vi)( chu tri| thuc hien| chiu trach nhiem)+( thuc hien)?.*|chu tri"),
    ("vai_tro", r"vai tro.*"),
    ("han", r"(thoi )?(han|gian)( hoan thanh| thuc hien)?"),
    ("x_xong", r"(da )?hoan thanh"),
    ("x_dang", r"dang (trien khai|thuc hien)"),
    ("x_chua", r"chua (thuc hien|trien khai)"),
    ("trang_thai", r"trang thai.*|tien do( \(.*| thuc hien| den nay)?|tinh trang.*"),
    ("luy_ke", r"luy ke.*"),
    ("minh_chung", r"(van ban|tai lieu|san pham).*(minh|kiem) chung.*|minh chung.*|van ban"
                   r"|(van ban|tai lieu|giay to|ho so)"
                   r"( kem theo| da ban hanh| chung minh| lien quan)+|giay to"
                   r"|so(,? ?(ky )?hieu)?( van ban| vb)"
                   r"|(can cu|so,? ?(ky hieu|ngay)).*van ban.*|van ban.*(so,? ?(ky hieu|ngay)).*"),
    ("kho_khan", r"(ton tai|kho khan|vuong|han che|nguyen nhan|ly do).*"),
    ("kien_nghi", r"(de xuat|kien nghi|giai phap).*"),
    ("trong_ky", r"ket qua (trong|hien|den|thuc hien|dat duoc|9|6|thang|quy|nam).*|ket qua"
                 r"|tien do hien tai.*|noi dung bao cao|(tinh hinh|noi dung da) thuc hien.*"
                 r"|((viec )?da |viec )?(lam|thuc hien)( duoc)?( gi| den (nay|dau)| trong .*)?"),
    ("trang_thai", r"(tu )?danh gia.*|(muc do|ket qua) (hoan thanh|danh gia).*"),
    ("ghi_chu", r"ghi chu"),
)  # fmt: skip
_TARGETS: tuple[tuple[str, str], ...] = (
    ("id", r"ma"),
    ("tt", r"t ?t|s ?t ?t|so tt"),
    ("noi_dung", r"(ten |noi dung )?chi tieu( nam.*)?"),
    ("don_vi", r"don vi( tinh)?|dvt"),
    ("phai_dat", r"muc tieu.*|ket qua can dat|ke hoach.*|chi tieu giao"),
    ("gia_tri", r"ket qua.*|(so )?(da )?(thuc hien|dat duoc|lieu|dat).*"),
    ("mau_so", r"mau so.*"),
    ("ghi_chu", r"ghi chu.*"),
)
_NUMBERS = re.compile(r"\(?\d{0,2}\)?")


def table_of(rows: Sequence[list[FilledCell]]) -> FormTable | None:
    """The table with its heads found among the first rows; None where it is neither kind."""
    best: FormTable | None = None
    for at, row in enumerate(rows[:SEARCHED]):
        below = rows[at + 1] if at + 1 < len(rows) else []
        for kind, heads in _KINDS:
            head, body = list(row), list(rows[at + 1 :])
            columns = columns_of(_titles(row), heads)
            if "noi_dung" in columns and _goes_on(row, below, columns):
                head, body = _lower(row, below), body[1:]
                columns = columns_of(_titles(row, below), heads)
            if not _enough(kind, columns):
                continue
            if best is None or len(columns) > len(best.columns):
                if body and all(_NUMBERS.fullmatch(cell.text) for cell in body[0]):
                    body = body[1:]  # the row (1) (2) (3)
                best = FormTable(kind, columns, body, head)
    return best


def _goes_on(row: list[FilledCell], below: list[FilledCell], columns: dict[str, int]) -> bool:
    """Whether the row below parts titles of this one: "Kết quả" into "Trong kỳ" and "Văn bản".

    What it parts reaches over columns, so that at least one of them has no title of its own here
    or another one there; what a row is about it does not say anew.
    """
    at, number = columns["noi_dung"], columns.get("tt")
    said = {i: cell.text.strip() for i, cell in enumerate(below[: len(row)]) if cell.text.strip()}
    if not said or said.get(at, row[at].text) != row[at].text:
        return False
    if number is not None and said.get(number, row[number].text) != row[number].text:
        return False
    new = [i for i, text in said.items() if text != row[i].text]
    return (
        len(new) > 1
        and all(any(c.isalpha() for c in said[i]) for i in new)
        and any(not row[i].text.strip() or row[i].text == row[i - 1].text for i in new if i)
    )


def _lower(row: list[FilledCell], below: list[FilledCell]) -> list[FilledCell]:
    """The titles of two rows, of each column the lower one."""
    longer = [*below, *row[len(below) :]]
    return [low if low.text.strip() or i >= len(row) else row[i] for i, low in enumerate(longer)]


def _titles(row: list[FilledCell], below: Sequence[FilledCell] = ()) -> list[str]:
    """The titles of columns in letters without marks; with two rows the upper before the lower."""
    upper = [fold(cell.text).strip(" .:*") for cell in row]
    made, over = [], ""
    for i, title in enumerate(upper):
        lower = fold(below[i].text).strip(" .:*") if i < len(below) else ""
        over = title or over
        made.append(title if lower in ("", title) else _together(over, lower))
    return made


def _together(upper: str, lower: str) -> str:
    """The lower title where it says by itself what stands there, else behind the upper one."""
    known = any(re.fullmatch(pattern, lower) for _key, pattern in (*_TASKS, *_TARGETS))
    return lower if known else f"{upper} {lower}"


def tables_of(rows: Sequence[list[FilledCell]]) -> list[FormTable]:
    """The tables of a sheet one below the other: tasks, then targets under heads of their own."""
    first = table_of(rows)
    if first is None:
        return []
    for at, row in enumerate(first.rows):
        titles = _titles(row)
        others = [(k, columns_of(titles, heads)) for k, heads in _KINDS if k is not first.kind]
        if any(_enough(kind, columns) and len(columns) >= _HEADS for kind, columns in others):
            return [first._replace(rows=first.rows[:at]), *tables_of(first.rows[at:])]
    return [first]


_KINDS = ((Kind.TARGETS, _TARGETS), (Kind.TASKS, _TASKS))
_HEADS = 3
"""Known heads in a row from which it begins another table."""


def _enough(kind: Kind, columns: dict[str, int]) -> bool:
    if "noi_dung" not in columns:
        return False
    said = {"gia_tri"} if kind is Kind.TARGETS else {"trang_thai", "trong_ky", "x_xong", "luy_ke"}
    return not said.isdisjoint(columns)


def columns_of(titles: Sequence[str], heads: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Key → column of the titles, in letters without marks; each column is one thing only."""
    found: dict[str, int] = {}
    for key, pattern in heads:
        for at, title in enumerate(titles):
            free = title and key not in found and at not in found.values()
            if free and re.fullmatch(pattern, title):
                found[key] = at
    return found
