"""The heads of a table of tasks or targets: which column holds what, however it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.text import patterns as re
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEYS = (
    ("", re.compile(r"ca nhan|lanh dao|can bo phu trach|kinh phi|ghi chu|can cu|don vi tinh"
        r"|^bao(?: cao)? (?:ai|cho|ve|den)|^noi (?:gui|nhan) bao cao"
        r"|^(?:gui|noi nhan|nguoi nhan)(?: |$)"
        r"|^cap (?:trinh|phe duyet|ban hanh)")),
    ("phoi_hop", re.compile(
        r"phoi hop|(co quan|don vi|bo phan|nguoi|phong|ban|nganh)[^.]*(ho tro|tham gia)"
        r"|^cung (thuc hien|lam)"
        r"|^(ai|noi(?! dung)|ben|don vi|nguoi) (?:\w+ )?(cung|giup|ghe|do|phu(?! trach))(?: |$)"
        r"|^(?!noi dung|muc|kinh phi|so |doi tuong|chinh sach|hinh thuc).*(ho tro|tham gia)$")),
    ("chu_tri", re.compile(
        r"chu tri|dau moi|^(chinh|lam chinh|ai lam|ai dung mui|nguoi lam)$"
        r"|^giao (?:cho|ai)"
        r"|^(ai|noi|ben) (?!dung|o |den)(?:lo|ganh|chiu|nhan|giu)(?: |$)"
        r"|(co quan|don vi|bo phan|nguoi|phong|ban|nganh)[^.]*(thuc hien|tham muu)"
        r"|phu trach|phan cong(?! viec)|co quan, don vi$|^don vi$|^co quan$|trach nhiem")),
    ("san_pham", re.compile(r"^(?:dau hieu|bang chung|minh chung|tieu chi)(?: \w+)* hoan thanh")),
    ("thoi_han", re.compile(r"thoi (gian|han|diem)|tien do|lo trinh|hoan thanh"
        r"|han (hoan|xong|chot)|^han$|khi nao|bao gio|moc|ngay xong|ky han|thoi diem|deadline"
        r"|han cuoi|xong truoc|cham nhat|muon nhat|^truoc ngay|ket thuc$")),
    ("san_pham", re.compile(r"san pham|ket qua|dau ra|minh chung|phai co$")),
    ("tt", re.compile(r"^(tt|stt|so ?tt|so thu tu|t\.t|s\.t\.t|ma so)$")),
    ("noi_dung", re.compile(
        r"nhiem vu|noi dung|cong viec|hoat dong|giai phap|(dau|phan|mang) viec|hang muc"
        r"|viec (phai |can )?lam|^viec$")),
)  # fmt: skip
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z])\)?(?: ?=.*)?$")
_TARGET = re.compile(r"^(?:ten |cac |noi dung )?(?:chi tieu|muc tieu|tieu chi)")
_MONEY = re.compile(
    r"kinh phi|du toan|ngan sach|von|trieu dong|ty dong|\(dong\)|so tien|thanh tien"
)
_AMOUNT = re.compile(r"^(?:so luong|khoi luong|quy mo|dien tich|so lop|so diem)")
_TOTAL = re.compile(
    r"^(?:tong(?: cong| so)?|cong|toan (?:tinh|thanh pho|huyen|xa|phuong|quoc|nganh)"
    r"|ca (?:tinh|nuoc))$"
)
_PLACE = re.compile(
    r"^(?:ten )?(?:cac )?(?:xa|phuong|dac khu|dia phuong|don vi hanh chinh|dia ban|dia danh|huyen"
    r"|ubnd cap xa|thon|to dan pho)(?!\w)"
)
_WATCHED = re.compile(r"theo doi|giam sat|tong hop")


def field_of(head: str) -> str:
    """The field of a task that a column of this head holds; "" for a column of its own."""
    folded = fold(head)
    return next((key for key, pattern in _KEYS if pattern.search(folded)), "")


def has_own_head(head: str) -> bool:
    """Whether a head says that its column holds what no task has: money, remarks, one's name."""
    return _KEYS[0][1].search(fold(head)) is not None


def is_target(head: str) -> bool:
    """Whether a column of this head names targets."""
    return _TARGET.match(fold(head)) is not None


def is_place(head: str) -> bool:
    """Whether a column of this head names units: "Xã, phường", "Địa phương"."""
    return _PLACE.match(fold(head)) is not None


def is_money(head: str) -> bool:
    """Whether a column of this head holds sums: "Kinh phí (triệu đồng)"."""
    return _MONEY.search(fold(head)) is not None


def is_amount(head: str) -> bool:
    """Whether a column of this head says how much is done: "Số lượng"."""
    return _AMOUNT.search(fold(head)) is not None


def is_total(head: str) -> bool:
    """Whether a column or row of these words adds up the others: "Toàn tỉnh", "Tổng cộng"."""
    return _TOTAL.match(fold(head).strip(" .:")) is not None


def is_watched(head: str) -> bool:
    """Whether the bodies of a column only watch what others do: "Cơ quan theo dõi"."""
    return _WATCHED.search(fold(head)) is not None


_BEGUN = re.compile(r"bat dau|khoi dau|khoi cong|(?:^| )tu(?: ngay)?$")


def says_beginning(head: str) -> bool:
    """Whether a column of times says when work begins: beside it another says when it is due."""
    return _BEGUN.search(fold(head)) is not None


_RECEIVER = re.compile(
    r"^bao(?: cao)? (?:ai|cho|ve|den)|^noi (?:gui|nhan)|^(?:gui|nguoi nhan)(?: |$)"
)


def is_receiver(head: str) -> bool:
    """Whether a column says who gets a report: "Báo cáo về"."""
    return _RECEIVER.search(fold(head)) is not None


TICK = re.compile(r"[xX+*✓✔√v]")
"""A mark that says yes: in a column headed by a year, that work goes on in it."""


_DITTO = re.compile(
    r"[-–—.\s]*(?:như trên|nt|n\.t|như trên \(nt\)|[“”\"″〃]{1,2}|''|//)[-–—.\s]*", re.IGNORECASE
)


_OF_ROW = re.compile(r"\((?:mục |số |tt |stt )?(?P<row>[\w.]{1,8})\)$", re.IGNORECASE)


def is_ditto(cell: str) -> bool:
    """Whether a cell says what the one above it says: "nt", "-nt-", "Như trên", a ditto mark."""
    return _DITTO.fullmatch(cell) is not None


def ditto_of(words: str) -> str | None:
    """The number of the row whose words are meant by "nt (1.1)"; "" for a bare ditto; else None."""
    said = words.strip(" .;")
    if is_ditto(said):
        return ""
    found = _OF_ROW.search(said)
    return found["row"] if found is not None and is_ditto(said[: found.start()]) else None


def numbers_columns(cells: Sequence[str]) -> bool:
    """Whether the cells of a row number the columns: (1) (2) (3), A B 1 2."""
    filled = [said for cell in cells if (said := squeeze(cell))]
    return len(filled) >= min(3, len(cells)) and all(_NUMBERED.match(fold(c)) for c in filled)
