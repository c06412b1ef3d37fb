"""A set of criteria as a decision sets it: field → criterion → part, each with its most points.

Sets are data of the office, each valid for one year; the program ships none: no official table
is at hand. Numbers ("1.2.3") make the tree. Sums that do not add up are kept as they are stated
and told with both figures.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, field

from generator.plan.emit import write_table
from generator.plan.records import Base, Id
from generator.plan.toml import decode, read
from generator.progress.saying import number_of, number_text
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.progress.tables import FilledCell

FOLDER = "tieu-chi"
"""Below the registries: one file for each set."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_HEADS = (
    ("so", r"tt|stt|so tt|so"),
    ("ten", r"(linh vuc|tieu chi|noi dung|ten tieu chi).*"),
    ("diem", r"(diem toi da|diem chuan|thang diem|so diem|diem).*"),
    ("tai_lieu", r"tai lieu.*|minh chung.*"),
    ("cach", r"(cach|phuong phap|hinh thuc) (danh gia|cham|tinh).*"),
)


class BoTieuChi(Base, kw_only=True):
    """Where a set comes from and for which year it holds."""

    id: Id
    ten: str = ""
    nam: Annotated[int, Meta(ge=1945, le=2200, description="Năm áp dụng; chỉ năm ấy")]
    nguon: Annotated[str, Meta(description="Quyết định ban hành, hoặc tệp đã đọc")]
    tong_diem: Annotated[str, Meta(description="Tổng điểm như quyết định nêu")] = ""
    minh_hoa: Annotated[bool, Meta(description="Bộ bịa ra để thử, không phải của cơ quan nào")] = (
        False
    )


class TieuChi(Base, kw_only=True):
    """A field, a criterion or a part, by its number."""

    so: Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$", description="1, 1.2, 1.2.3")]
    ten: str
    diem: Annotated[str, Meta(description="Điểm tối đa, viết như quyết định: 2,5")] = ""
    thang_diem: Annotated[str, Meta(description="Thang điểm, công thức, bằng lời")] = ""
    cach: str = ""
    tai_lieu: str = ""


class TepTieuChi(Base, kw_only=True):
    """The file of a set."""

    phien_ban: Literal[1] = 1
    bo: BoTieuChi
    tieu_chi: list[TieuChi] = field(default_factory=list)

    def leaves(self) -> list[TieuChi]:
        """The parts that are scored: those that have none below them."""
        above = {one.so.rpartition(".")[0] for one in self.tieu_chi}
        return [one for one in self.tieu_chi if one.so not in above]

    def total(self) -> Decimal:
        """The points of all leaves."""
        return sum((points(one) for one in self.leaves()), Decimal(0))


class WrongSum(NamedTuple):
    """A stated sum and what its parts add up to."""

    number: str
    """Of the criterion; "" for the whole set."""
    stated: str
    added: str


def points(one: TieuChi) -> Decimal:
    """The most points of a criterion; 0 where none are stated."""
    return number_of(one.diem) or Decimal(0)


def wrong_sums(whole: TepTieuChi) -> list[WrongSum]:
    """Where a criterion states other points than its parts have together."""
    below: dict[str, list[TieuChi]] = {}
    for one in whole.tieu_chi:
        below.setdefault(one.so.rpartition(".")[0], []).append(one)
    pairs = [(one.so, one.diem, below[one.so]) for one in whole.tieu_chi if one.so in below]
    pairs.append(("", whole.bo.tong_diem, below.get("", [])))
    found = []
    for number, stated, parts in pairs:
        value, added = number_of(stated), sum(map(points, parts), Decimal(0))
        if value is not None and value != added:
            found.append(WrongSum(number, stated, number_text(added)))
    return found


def criteria_of(
    tables: Sequence[Sequence[list[FilledCell]]],
) -> tuple[list[TieuChi], str, list[FilledCell]]:
    """The criteria of a decision's tables, the total it states, and cells that hold no points."""
    found: list[TieuChi] = []
    odd: list[FilledCell] = []
    total = ""
    for rows in tables:
        columns, body = _columns(rows)
        for row in body if columns else ():
            cells = {key: row[at] for key, at in columns.items() if at < len(row)}
            number = cells["so"].text.strip(" .")
            name, said = squeeze(cells["ten"].text), squeeze(cells["diem"].text)
            if re.match(r"tong( cong| diem)?", fold(name or number)) and said:
                total = said
            elif _NUMBER.fullmatch(number) and name:
                if said and number_of(said) is None:
                    odd.append(cells["diem"])
                more = {k: squeeze(cells[k].text) for k in ("cach", "tai_lieu") if k in cells}
                found.append(TieuChi(so=number, ten=name, diem=said, **more))
            elif found and name:
                line = f"{name}: {said}" if said else name
                found[-1].thang_diem = "; ".join(filter(None, (found[-1].thang_diem, line)))
    return found, total, odd


def _columns(rows: Sequence[list[FilledCell]]) -> tuple[dict[str, int], list[list[FilledCell]]]:
    for at, row in enumerate(rows[:20]):
        found: dict[str, int] = {}
        for key, pattern in _HEADS:
            for i, cell in enumerate(row):
                free = key not in found and i not in found.values()
                if free and re.fullmatch(pattern, fold(cell.text).strip(" .:")):
                    found[key] = i
        if {"so", "ten", "diem"} <= set(found):
            return found, list(rows[at + 1 :])
    return {}, []


def as_toml(whole: TepTieuChi) -> str:
    """The file of a set, always the same bytes."""
    parts = ["phien_ban = 1\n", write_table("[bo]", "bo", whole.bo)]
    parts += [write_table("[[tieu_chi]]", "tieu_chi", one) for one in whole.tieu_chi]
    return "\n".join(parts)


def read_set(path: Path) -> tuple[TepTieuChi | None, list[Diagnostic]]:
    """The set of a file."""
    source, found = read(path)
    if source is None:
        return None, found
    whole, more = decode(source, TepTieuChi)
    return whole, found + more
