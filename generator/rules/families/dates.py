"""VP1: dates: the place and date line, dates in the text, their leading zeros."""

from __future__ import annotations

import calendar
import re
from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_LINE = re.compile(
    r"^(?P<noi>.*?)\s*(?P<phay>,?)\s*ngày\s*(?P<ngay>\d+)?(?P<mot>[\s.…_]*)"
    r"tháng\s*(?P<thang>\d+)?(?P<hai>[\s.…_]*)năm\s*(?P<nam>\d+)?(?P<sau>[\s.…_]*)$",
    re.IGNORECASE,
)
_LONG = re.compile(r"ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})")
_SHORT = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_COMMON = re.compile(
    r"^(tỉnh|thành phố|tp\.?|t\.p|huyện|xã|phường|quận|thị xã|thị trấn|đặc khu)\b", re.IGNORECASE
)
_ABBREVIATED = re.compile(r"^(Tp|T\.P|TX|TT)\b|^TP\.?[^\s.]|^TP\s+\S")
"""\"TP. Lạng Sơn\" is in use for the official name; \"TP.HCM\" is none."""
_JOINERS = frozenset(("và", "-", "–"))


def _line(van: JudgedDocument) -> tuple[JudgedLine | None, re.Match[str] | None]:
    item = van.first("dia_danh")
    return item, _LINE.match(item.text) if item else None


@rule("VP101")
def form(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "ngày … tháng … năm …" in words, the year with four digits."""
    item, match = _line(van)
    if item is None:
        yield NOT_HERE
    elif match is None:
        yield Finding(
            _("Địa danh và thời gian viết sai dạng"),
            item, item.text, _("Địa danh, ngày … tháng … năm …"),
        )  # fmt: skip


@rule("VP102", "VP103", "VP104")
def zeros(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A zero before days 1 to 9 and months 1 and 2, none before months 3 to 9."""
    item, match = _line(van)
    if item is None or match is None:
        yield NOT_HERE
        return
    name, digits = ("ngày", match["ngay"]) if so.code == "VP102" else ("tháng", match["thang"])
    if not digits or match["hai" if name == "tháng" else "mot"].strip():
        yield NOT_HERE
        return
    wanted = _zeroed(name, digits, so.code)
    if wanted is None:
        return
    messages = {
        "VP102": _("Ngày dưới 10 phải có số 0 ở trước"),
        "VP103": _("Tháng 3 đến tháng 9 không có số 0 ở trước"),
        "VP104": _("Tháng 1, tháng 2 phải có số 0 ở trước"),
    }
    found, right = f"{name} {digits}", f"{name} {wanted}"
    yield Finding(
        messages[so.code], item, found, right, _swap(item.para, found, right, item.shared)
    )


def _zeroed(name: str, digits: str, code: str) -> str | None:
    """The right digits where these are wrong in the way this code is about."""
    value = int(digits)
    if code == "VP102":
        return f"{value:02}" if len(digits) == 1 and 0 < value < 10 else None
    if code == "VP103":
        return str(value) if len(digits) == 2 and 3 <= value <= 9 else None
    return f"{value:02}" if len(digits) == 1 and value in (1, 2) else None


def _swap(para: Any, wrong: str, right: str, shared: bool = False) -> tuple[Fix, ...]:
    if para is None or shared or wrong not in para.text:
        return ()
    return (Fix("thay", para, ((wrong, right),)),)


@rule("VP105")
def possible(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A date that is in the calendar: in the date line and in the text."""
    for item, text in [(i, i.text) for i in van.items if "/" in i.text or "ngày" in i.text]:
        for pattern in (_LONG, _SHORT):
            for match in pattern.finditer(text):
                day, month, year = (int(g) for g in match.groups())
                if not 1900 <= year <= 2199:
                    continue
                if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
                    message = _("Ngày không có trong lịch")
                    yield Finding(message, item, match[0], _("ngày có thật"))


@rule("VP106")
def long_dates(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Zeros of dates written in words in the text."""
    wrong: list[tuple[JudgedLine, str, str]] = []
    for item in van.prose:
        for match in _LONG.finditer(item.text):
            day, month = match[1], match[2]
            right_day = _zeroed("ngày", day, "VP102") or day
            right_month = (
                _zeroed("tháng", month, "VP103") or _zeroed("tháng", month, "VP104") or month
            )
            if (day, month) != (right_day, right_month):
                right = match[0].replace(f" {day} ", f" {right_day} ", 1)
                right = right.replace(f"tháng {month} ", f"tháng {right_month} ", 1)
                wrong.append((item, match[0], right))
    if wrong:
        item, found, wanted = wrong[0]
        fixes = tuple(f for i, a, b in wrong for f in _swap(i.para, a, b, i.shared))
        more = _(" ({so} chỗ)").format(so=len(wrong)) if len(wrong) > 1 else ""
        message = _("Số 0 trong ngày, tháng: chỉ thêm trước ngày dưới 10 và tháng 1, 2")
        yield Finding(message, item, found + more, wanted, fixes)


def _short_dates(van: JudgedDocument) -> list[tuple[JudgedLine, re.Match[str]]]:
    """Dates like 05/8/2025 in text and tables."""
    if "short_dates" not in van.memo:
        van.memo["short_dates"] = _find_short_dates(van)
    found: list[tuple[JudgedLine, re.Match[str]]] = van.memo["short_dates"]
    return found


def _find_short_dates(van: JudgedDocument) -> list[tuple[JudgedLine, re.Match[str]]]:
    roles = ("can_cu", *BODY, "bang", "trich_yeu")
    found = []
    for item in van.of(*roles, part=None):
        if "/" in item.text:
            found += [(item, m) for m in _SHORT.finditer(item.text) if 1900 <= int(m[3]) <= 2199]
    return found


@rule("VP107")
def short_month(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """05/08/2025: the zero before the month 8 is needless."""
    wrong = [(i, m) for i, m in _short_dates(van) if len(m[2]) == 2 and 3 <= int(m[2]) <= 9]
    if wrong:
        item, match = wrong[0]
        right = f"{match[1]}/{int(match[2])}/{match[3]}"
        found = _("{chu} ({so} chỗ)").format(chu=match[0], so=len(wrong))
        fixes = tuple(
            f for i, m in wrong for f in _swap(i.para, m[0], f"{m[1]}/{int(m[2])}/{m[3]}", i.shared)
        )
        yield Finding(_("Tháng 3 đến 9 không cần số 0"), item, found, right, fixes)


@rule("VP108")
def short_day(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """5/8/2025: the day lacks its zero."""
    wrong = [(i, m) for i, m in _short_dates(van) if len(m[1]) == 1]
    if wrong:
        item, match = wrong[0]
        right = f"{int(match[1]):02}/{match[2]}/{match[3]}"
        found = _("{chu} ({so} chỗ)").format(chu=match[0], so=len(wrong))
        fixes = tuple(
            f
            for i, m in wrong
            for f in _swap(i.para, m[0], f"{int(m[1]):02}/{m[2]}/{m[3]}", i.shared)
        )
        yield Finding(_("Ngày dưới 10 phải có số 0 ở trước"), item, found, right, fixes)


@rule("VP117")
def comma(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A comma after the place."""
    item, match = _line(van)
    if item is None or match is None or not match["noi"].strip(" .…0123456789"):
        yield NOT_HERE
        return
    if not match["phay"]:
        place = match["noi"].strip()
        message = _("Thiếu dấu phẩy sau địa danh")
        fix = _swap(item.para, f"{place} ngày", f"{place}, ngày", item.shared)
        yield Finding(message, item, f"{place} ngày", f"{place}, ngày", fix)


@rule("VP118")
def place_capitals(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The first letters of the place are capitals."""
    item, match = _line(van)
    place = match["noi"].strip(" ,") if match else ""
    if item is None or not any(c.isalpha() for c in place):
        yield NOT_HERE
        return
    common = _COMMON.match(place)
    words = place[common.end() :].split() if common else place.split()
    low = [w for w in words if w[:1].islower() and w not in _JOINERS]
    if low or place[0].islower():
        wanted = " ".join(w if w in _JOINERS else w[:1].upper() + w[1:] for w in place.split())
        if common:
            name = " ".join(w[:1].upper() + w[1:] for w in words)
            wanted = f"{common[0].capitalize()} {name}"
        yield Finding(_("Địa danh phải viết hoa chữ cái đầu"), item, place, wanted)


@rule("VP119")
def place_whole(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The place is not abbreviated: "Thành phố Hồ Chí Minh", not "TP.HCM"."""
    item, match = _line(van)
    if item is None or match is None:
        yield NOT_HERE
        return
    place = match["noi"].strip(" ,")
    if _ABBREVIATED.match(place) or re.search(r"\b(HCM|BR-VT|TPHCM)\b", place):
        message = _("Địa danh là tên chính thức, không viết tắt")
        yield Finding(message, item, place, _("tên đầy đủ"))


@rule("VP109")
def year_whole(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The year has four digits."""
    item, match = _line(van)
    if item is None or match is None or not match["nam"]:
        yield NOT_HERE
    elif len(match["nam"]) != 4 and not match["sau"].strip() and match["ngay"] and match["thang"]:
        wanted = f"20{match['nam']}" if len(match["nam"]) == 2 else _("bốn chữ số")
        yield Finding(_("Năm ghi đủ bốn chữ số"), item, match["nam"], wanted)
