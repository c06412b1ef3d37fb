"""What the register holds of a document: the columns of Annex IV, the metadata of Annex VI."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import msgspec
from msgspec import Struct

from generator.diagnostics import Diagnostic, error
from generator.locale import N_, _
from generator.plan.typed import from_json

if TYPE_CHECKING:
    from collections.abc import Iterable

State = Literal["giu_so", "phat_hanh", "huy", "thu_hoi"]
"""Of a number: reserved, issued, void (never issued), recalled."""


class Book(NamedTuple):
    """A series of numbers: one agency, one series, one year (Decree 30, Art. 15.1)."""

    co_quan: str
    loat: str
    """"chung" for one common series, "KH" for one per type, "mat" for secret documents."""
    nam: int


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A document in the register; keys are the columns and metadata of Decree 30."""

    ma: str
    """Id of the plan."""
    loai: str
    """"KH"."""
    ky_hieu: str
    ten_loai: str
    trich_yeu: str
    co_quan: str
    ten_co_quan: str
    ngay: date
    quyen_han: str = ""
    chuc_vu: str = ""
    nguoi_ky: str = ""
    noi_nhan: tuple[str, ...] = ()
    don_vi_luu: str = ""
    so_luong: int = 1
    so_trang: int | None = None
    ngon_ngu: str = "vi"
    do_khan: int = 0
    ngay_chuyen: date | None = None
    ma_dinh_danh: str = ""
    """Identifier of the agency (OrganId), where the registry has it."""
    thay_cho: str = ""
    """Id of the plan that this one replaces."""
    sua_doi: str = ""
    """Id of the plan that this one amends."""


class NumberRow(NamedTuple):
    """One number of a book as it stands now."""

    book: Book
    so: int
    ma: str | None
    state: State
    ky_hieu: str
    ngay: date
    entry: Entry | None
    """None while the number is only reserved, or was void before it was used."""
    digest: str | None
    """SHA-256 of the manifest of what was issued."""
    folder: str | None
    note: str

    @property
    def number(self) -> str:
        """As printed: "05/KH-UBND"."""
        return printed(self.so, self.ky_hieu)

    def columns(self) -> tuple[str, ...]:
        """The ten columns of Annex IV.I, in order."""
        entry = self.entry
        signed = entry.nguoi_ky if entry else ""
        return (
            self.number,
            self.ngay.strftime("%d/%m/%Y"),
            f"{entry.ten_loai} {entry.trich_yeu}" if entry else "",
            signed,
            "; ".join(entry.noi_nhan) if entry else "",
            entry.don_vi_luu if entry else "",
            str(entry.so_luong) if entry else "",
            entry.ngay_chuyen.strftime("%d/%m/%Y") if entry and entry.ngay_chuyen else "",
            "",
            self.note,
        )


def printed(so: int, ky_hieu: str) -> str:
    """Number and symbol; numbers below 10 with a zero (Annex I.II.3)."""
    return f"{so:02d}/{ky_hieu}"


class Act(NamedTuple):
    """One act of the log."""

    book: Book
    order: int
    so: int | None
    kind: str
    when: str
    who: str
    text: str
    """What was done, as the JSON that is hashed."""
    hash: str

    @property
    def content(self) -> dict[str, Any]:
        """What was done: reasons, digests, the entry."""
        return from_json(self.text, dict[str, Any])


def headings() -> tuple[str, ...]:
    """The columns of the register of outgoing documents (Decree 30, Annex IV.I).

    The book has them in Vietnamese; a screen may show their translations.
    """
    return (
        N_("Số, ký hiệu văn bản"),
        N_("Ngày tháng văn bản"),
        N_("Tên loại và trích yếu nội dung văn bản"),
        N_("Người ký"),
        N_("Nơi nhận văn bản"),
        N_("Đơn vị, người nhận bản lưu"),
        N_("Số lượng bản"),
        N_("Ngày chuyển"),
        N_("Ký nhận"),
        N_("Ghi chú"),
    )


LENGTHS: dict[str, tuple[str, int]] = {
    "ma_dinh_danh": ("OrganId", 13),
    "ten_loai": ("TypeName", 100),
    "ky_hieu": ("CodeNotation", 30),
    "ten_co_quan": ("OrganName", 200),
    "trich_yeu": ("Subject", 500),
    "ngon_ngu": ("Language", 30),
    "chuc_vu": ("Position", 100),
    "nguoi_ky": ("FullName", 50),
}
"""Key of an entry → name and longest length, characters (Decree 30, Annex VI.II)."""


def misfits(entry: Entry) -> Iterable[Diagnostic]:
    """What does not fit the metadata of Annex VI, or holds characters no register can show."""
    for key, (name, longest) in LENGTHS.items():
        value = getattr(entry, key)
        if len(value) > longest:
            yield error(
                "SO101",
                _("{khoa} dài {dai} ký tự; trường {ten} của Phụ lục VI chỉ chứa {max}").format(
                    khoa=key, dai=len(value), ten=name, max=longest
                ),
                None,
                _("Rút gọn trong kế hoạch rồi phát hành lại; chưa có số nào bị lấy."),
            )
    for key in ("trich_yeu", "nguoi_ky", "ky_hieu", "don_vi_luu"):
        if any(ord(c) < 32 or ord(c) == 127 for c in getattr(entry, key)):
            yield error(
                "SO102",
                _("{khoa} chứa ký tự điều khiển, không ghi vào sổ được").format(khoa=key),
                None,
                _("Xóa ký tự lạ ở chỗ đó trong tệp kế hoạch."),
            )


def entry_json(entry: Entry) -> str:
    """The entry as it is stored and hashed."""
    return msgspec.json.encode(entry, order="sorted").decode()


def entry_of(text: str) -> Entry | None:
    """The entry that was stored; None for a number without a document."""
    return from_json(text, Entry) if text != "{}" else None
