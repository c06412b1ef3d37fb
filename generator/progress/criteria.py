"""A set of criteria as a decision sets it: field → criterion → part, each with its most points.

Sets are data of the office, each valid for one year; the program ships none: no official table
is at hand. Numbers ("1.2.3") make the tree. Sums that do not add up are kept as they are stated
and told with both figures.
"""

from __future__ import annotations

import hashlib
import re
from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from msgspec import Meta, field

from generator.plan.emit import write_table
from generator.plan.records import Base, Id
from generator.plan.toml import decode, read
from generator.plan.wording import roman
from generator.progress.heads import columns_of
from generator.progress.saying import number_of, number_text
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.progress.form_tables import FilledCell

FOLDER = "tieu-chi"
"""Below the registries: one file for each set."""
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_ROMAN = re.compile(r"[IVX]+")
_ROMANS = [roman(n) for n in range(1, 31)]
_HEADS = (
    ("so", r"tt|stt|so tt|so"),
    ("ten", r"(linh vuc|tieu chi|noi dung|ten tieu chi).*"),
    ("diem", r"(diem toi da|diem chuan|thang diem|so diem|diem).*"),
    ("tai_lieu", r"tai lieu.*|minh chung.*"),
    ("cach", r"(cach|phuong phap|hinh thuc) (danh gia|cham|tinh).*"),
)


_MORE = ("cach", "tai_lieu")


class HanCham(Base, kw_only=True):
    """The last day of each round."""

    tu_cham: date | None = None
    tham_dinh: date | None = None
    giai_trinh: date | None = None
    tham_dinh_lai: date | None = None


class BoTieuChi(Base, kw_only=True):
    """Where a set comes from and for which year it holds."""

    id: Id
    ten: str = ""
    nam: Annotated[int, Meta(ge=1945, le=2200, description="Năm áp dụng; chỉ năm ấy")]
    nguon: Annotated[str, Meta(description="Quyết định ban hành, hoặc tệp đã đọc")]
    tong_diem: Annotated[str, Meta(description="Tổng điểm như quyết định nêu")] = ""
    cap: Annotated[
        Literal["", "bo", "tinh", "so", "huyen", "xa"], Meta(description="Cấp được chấm")
    ] = ""
    don_vi: Annotated[list[str], Meta(description="Đơn vị, nhóm đơn vị được chấm (mã)")] = []
    thuong_toi_da: Annotated[str, Meta(description="Điểm thưởng nhiều nhất được cộng")] = ""
    tru_toi_da: Annotated[str, Meta(description="Điểm trừ nhiều nhất")] = ""
    han: HanCham | None = None
    khung: Annotated[bool, Meta(description="Chỉ tên các lĩnh vực, chưa có điểm để chấm")] = False
    minh_hoa: Annotated[bool, Meta(description="Bộ bịa ra để thử, không phải của cơ quan nào")] = (
        False
    )


class TieuChi(Base, kw_only=True):
    """A field, a criterion or a part, by its number."""

    so: Annotated[str, Meta(pattern=r"^\d+(\.\d+)*$", description="1, 1.2, 1.2.3")]
    ten: str
    diem: Annotated[str, Meta(description="Điểm tối đa, viết như quyết định: 2,5")] = ""
    thang_diem: Annotated[str, Meta(description="Thang điểm, công thức, bằng lời")] = ""
    cong_thuc: Annotated[
        str, Meta(description="Điểm tính từ số liệu: min(dung_han / tong_so * 2,5; 2,5)")
    ] = ""
    bien: Annotated[dict[str, str], Meta(description="Tên trong công thức → số liệu gì")] = {}
    cach: Annotated[
        str, Meta(description="Cách đánh giá: tự đánh giá; điều tra (không cần minh chứng)")
    ] = ""
    tai_lieu: Annotated[str, Meta(description="Tài liệu kiểm chứng phải có")] = ""
    loai: Annotated[
        Literal["", "thuong", "tru"], Meta(description="Điểm thưởng, điểm trừ: ngoài tổng điểm")
    ] = ""
    tu_nho: Annotated[bool, Meta(description="Ghi theo trí nhớ: xem lại trước khi dùng")] = False


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
        return sum((points(one) for one in self.leaves() if not one.loai), Decimal(0))

    def digest(self) -> str:
        """Of numbers, names and points, so that a sheet of an amended set is told."""
        said = [(one.so, one.ten, one.diem, one.loai) for one in self.tieu_chi]
        return hashlib.sha256(repr(said).encode()).hexdigest()


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
        if not one.loai:
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
    numbers, kinds = CriterionNumbers(), dict[str, Literal["", "thuong", "tru"]]()
    for rows in tables:
        columns, body = _columns(rows)
        for row in body if columns else ():
            cells = {key: row[at] for key, at in columns.items() if at < len(row)}
            number = numbers.of(cells["so"].text)
            name, said = squeeze(cells["ten"].text), squeeze(cells["diem"].text)
            if re.match(r"tong( cong| diem)?", fold(name or number)) and said:
                total = said
            elif number and name:
                if said and number_of(said) is None:
                    odd.append(cells["diem"])
                how, proofs = (squeeze(cells[k].text) if k in cells else "" for k in _MORE)
                kinds[number] = _kind(name) or kinds.get(number.rpartition(".")[0], "")
                found.append(TieuChi(
                    so=number, ten=name, diem=said, loai=kinds[number], cach=how, tai_lieu=proofs
                ))  # fmt: skip
            elif found and name:
                line = f"{name}: {said}" if said else name
                found[-1].thang_diem = "; ".join(filter(None, (found[-1].thang_diem, line)))
    return found, total, odd


class CriterionNumbers:
    """The numbers of a table's rows as places in the tree: below "II." a row "1.2" is 2.1.2."""

    def __init__(self) -> None:
        self._field = ""

    def of(self, text: str) -> str:
        """The number that a cell says; "" for other words."""
        said = text.strip(" .")
        if _ROMAN.fullmatch(said):
            self._field = str(_ROMANS.index(said) + 1) if said in _ROMANS else ""
            return self._field
        if not _NUMBER.fullmatch(said):
            return ""
        return f"{self._field}.{said}" if self._field else said


def _kind(name: str) -> Literal["", "thuong", "tru"]:
    """Whether a criterion is about points added beyond or taken off the total."""
    low = fold(name)
    if re.match(r"(cac )?(noi dung |tieu chi )?(diem )?(thuong|cong them)\b", low):
        return "thuong"
    return (
        "tru" if re.match(r"(cac )?(noi dung |tieu chi )?(bi )?(diem tru|tru diem)\b", low) else ""
    )


def _columns(rows: Sequence[list[FilledCell]]) -> tuple[dict[str, int], list[list[FilledCell]]]:
    for at, row in enumerate(rows[:20]):
        found = columns_of([fold(cell.text).strip(" .:") for cell in row], _HEADS)
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
