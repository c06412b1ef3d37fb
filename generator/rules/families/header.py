"""TT1: the head of the document: which parts there are, their words, their order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import N_, _
from generator.plan.families import SLIP
from generator.rules.all_rules import rule
from generator.rules.document_view import NAMES
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

QUOC_HIEU = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
QUOC_HIEU_OLD = QUOC_HIEU.replace("HÒA", "HOÀ")
TIEU_NGU = "Độc lập - Tự do - Hạnh phúc"
UNKNOWN = N_("không nhận ra phần đầu của một văn bản hành chính")
_DASH = re.compile(r"\s*[-–—‐‑‒―−]\s*")


@rule("TT101", "TT111", "TT141", "TT161", "TT171")
def present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Each part of the head is there."""
    role = _PARTS[so.code]
    if van.only_annex or (van.attached and role in ("so", "dia_danh")):
        yield NOT_HERE
    elif not van.official:
        yield Skip(_(UNKNOWN))
    elif van.first(role) is None:
        if role in _MAY_LACK.get(van.kind or "", ()):
            yield NOT_HERE
        elif role == "co_quan" and van.first("co_quan_chu_quan") is not None:
            yield Skip(_("không phân biệt được cơ quan chủ quản với cơ quan ban hành"))
        else:
            yield Finding(_("Thiếu {ten}").format(ten=_(NAMES[role])), wanted=_WORDS.get(role, ""))


_PARTS = {
    "TT101": "quoc_hieu",
    "TT111": "tieu_ngu",
    "TT141": "co_quan",
    "TT161": "so",
    "TT171": "dia_danh",
}
_MAY_LACK = {"BB": ("dia_danh", "so"), SLIP: ("so",)}
"""Sample 1.9 has no place and date; offices leave out its number, and a slip has none."""
_WORDS = {
    "quoc_hieu": QUOC_HIEU,
    "tieu_ngu": TIEU_NGU,
    "so": "Số: …/KH-UBND",
    "dia_danh": "Địa danh, ngày … tháng … năm …",
}


def _joined(van: JudgedDocument, role: str) -> tuple[JudgedLine | None, str]:
    """The first item of a role and the text of all of them: a name broken over lines."""
    items = van.of(role)
    return (items[0], " ".join(i.text.strip() for i in items)) if items else (None, "")


@rule("TT102")
def quoc_hieu(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words of the Quốc hiệu, in capitals."""
    item, text = _joined(van, "quoc_hieu")
    if item is None:
        yield NOT_HERE
    elif " ".join(text.split()) not in (QUOC_HIEU, QUOC_HIEU_OLD):
        yield Finding(_("Quốc hiệu viết sai"), item, text, QUOC_HIEU, _replace(item, QUOC_HIEU))


@rule("TT103")
def quoc_hieu_tone(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """CỘNG HÒA as the decree prints it, not CỘNG HOÀ."""
    item, text = _joined(van, "quoc_hieu")
    if item is None:
        yield NOT_HERE
    elif "HOÀ" in text:
        message = _("Quốc hiệu trong Nghị định viết “CỘNG HÒA”")
        fix = _words_fix(item, ("HOÀ", "HÒA"))
        yield Finding(message, item, "CỘNG HOÀ", "CỘNG HÒA", fix)


@rule("TT112")
def tieu_ngu(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words of the Tiêu ngữ, each phrase with one capital."""
    item, text = _joined(van, "tieu_ngu")
    if item is None:
        yield NOT_HERE
        return
    plain = _DASH.sub(" - ", " ".join(text.split()))
    if plain != TIEU_NGU:
        yield Finding(_("Tiêu ngữ viết sai"), item, text, TIEU_NGU, _replace(item, TIEU_NGU))


@rule("TT113")
def tieu_ngu_dash(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A hyphen with a space at each side between the phrases, no dash."""
    item, text = _joined(van, "tieu_ngu")
    if item is None:
        yield NOT_HERE
        return
    text = " ".join(text.split())
    if _DASH.sub(" - ", text) == TIEU_NGU and text != TIEU_NGU:
        message = _("Giữa các cụm từ của Tiêu ngữ là gạch nối có cách chữ")
        yield Finding(message, item, text, TIEU_NGU, _replace(item, TIEU_NGU))


def _replace(item: JudgedLine, right: str) -> tuple[Fix, ...]:
    return _words_fix(item, (item.text, right))


def _words_fix(item: JudgedLine, pair: tuple[str, str]) -> tuple[Fix, ...]:
    if item.para is None or item.shared or pair[0] not in item.para.text:
        return ()
    return (Fix("thay", item.para, (pair,)),)


@rule("TT118")
def single_spaced(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Quốc hiệu and Tiêu ngữ stand single-spaced, without a gap."""
    below = van.first("tieu_ngu")
    if below is None or below.para is None or below.shared:
        yield NOT_HERE
        return
    low, high = so["gian"]
    fmt = below.para.fmt
    if fmt.line is not None and not low <= fmt.line <= high:
        found = _("{so} dòng").format(so=f"{fmt.line:.2g}".replace(".", ","))
        message = _("Quốc hiệu và Tiêu ngữ phải cách dòng đơn")
        yield Finding(message, below, found, _("dòng đơn"), severity=None)
    elif fmt.before > so["toi_da_cach"]:
        found = _("cách {so} pt").format(so=f"{fmt.before:g}")
        yield Finding(_("Tiêu ngữ phải liền dưới Quốc hiệu"), below, found, _("cách dòng đơn"))


@rule("TT181")
def sizes_together(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Quốc hiệu, Tiêu ngữ, place and date: 13, 14, 14 or 12, 13, 13."""
    items = [van.first(role) for role in ("quoc_hieu", "tieu_ngu", "dia_danh")]
    sizes = [_size(item) for item in items]
    if items[0] is None or items[1] is None:
        yield NOT_HERE
        return
    sets = [tuple(s) for s in so["bo"]]
    if any(size is None for size in sizes[:2]):
        yield Skip(_("không rõ cỡ chữ"))
        return
    inside = [12 <= (sizes[0] or 0) <= 13, 13 <= (sizes[1] or 0) <= 14]
    if not all(inside) or (sizes[2] is not None and not 13 <= sizes[2] <= 14):
        return  # said by the rule of that part
    for given in sets:
        if all(
            size is None or abs(size - want) < 0.01 for size, want in zip(sizes, given, strict=True)
        ):
            return
    found = ", ".join("?" if s is None else f"{s:g}" for s in sizes).replace(".", ",")
    wanted = _(" hoặc ").join("/".join(f"{v:g}" for v in s) for s in sets)
    message = _("Cỡ chữ Quốc hiệu, Tiêu ngữ, địa danh không cùng một bộ")
    yield Finding(message, items[1], found, wanted)


def _size(item: JudgedLine | None) -> float | None:
    """The size most letters of an item have."""
    if item is None or item.blank:
        return None
    sizes: dict[float, int] = {}
    for mark in item.marks:
        if mark.size is not None:
            sizes[mark.size] = sizes.get(mark.size, 0) + len(mark.text)
    return max(sizes, key=lambda s: sizes[s]) if sizes else None


_BEFORE = (
    ("quoc_hieu", "tieu_ngu"),
    ("tieu_ngu", "dia_danh"),
    ("co_quan_chu_quan", "co_quan"),
    ("co_quan", "so"),
    ("so", "ten_loai"),
    ("dia_danh", "ten_loai"),
    ("ten_loai", "trich_yeu"),
    ("quoc_hieu", "ten_loai"),
)


@rule("TT182")
def order(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The parts of the head stand in the decree's order."""
    if not van.official:
        yield NOT_HERE if van.only_annex else Skip(_(UNKNOWN))
        return
    for first, second in _BEFORE:
        upper, lower = van.first(first), van.first(second)
        if upper is None or lower is None or upper.number < lower.number:
            continue
        if upper.line.cell and lower.line.cell and upper.line.cell.col != lower.line.cell.col:
            continue  # columns side by side: reading order says nothing
        message = _("{tren} phải đứng trên {duoi}").format(
            tren=_(NAMES[first]), duoi=_(NAMES[second])
        )
        yield Finding(message, upper, _("đứng dưới"), _("đứng trên"))
        return


@rule("TT183")
def one_row(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Number and date stand on one line."""
    number, place = van.first("so"), van.first("dia_danh")
    one = number.line.cell if number else None
    other = place.line.cell if place else None
    if one is None or other is None or one.table != other.table:
        yield NOT_HERE
        return
    if one.row == other.row:
        return  # in one row the lines above decide: not to be measured without printing
    message = _("Số, ký hiệu và địa danh, thời gian phải ở trên một dòng")
    found = _("hàng {so} và hàng {dia_danh}").format(so=one.row + 1, dia_danh=other.row + 1)
    yield Finding(message, place, found, _("cùng một hàng"))


@rule("TT184")
def sides(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Quốc hiệu on the right, agency and number on the left."""
    title, agency = van.first("quoc_hieu"), van.first("co_quan")
    if title is None or agency is None:
        yield NOT_HERE
        return
    right, left = title.line.cell, agency.line.cell
    if right is None or left is None or right.table != left.table:
        yield NOT_HERE
        return
    if right.col < left.col:
        message = _("Quốc hiệu phải ở bên phải, tên cơ quan ở bên trái")
        yield Finding(message, title, _("bên trái"), _("bên phải"))
