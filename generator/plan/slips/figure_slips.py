"""Figures and days of one text that contradict each other or cannot be, whatever the document.

Each is certain from the words alone: a weekday of another date, a sum in words of another sum, a
share of things above the whole, a period that ends before it begins, a year in a number of
another year.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.plan.slips.said_amounts import said_number
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class FigureSlip(NamedTuple):
    """What is wrong in a text: code of the plan's check, the words, a sentence, a hint."""

    code: str
    found: str
    message: str
    hint: str


DAYS, FIGURES, CITED = "KH456", "KH458", "KH459"
"""Days that cannot be; figures that contradict; a cited number of another year or issuer."""

_DATE = (
    r"(?P<d>\d{1,2})(?:[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?![\d/])"
    r"| tháng (?P<m2>\d{1,2}) năm (?P<y2>\d{4})\b)"
)
_WEEKDAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
_WEEKDAY = r"(?:(?P<sunday>chủ nhật)|thứ (?P<week>hai|ba|tư|năm|sáu|bảy|[2-7]))(?![\w/])"
_COUNTED = "".join(
    rf"(?<!{word} )"
    for word in ("lần", "kỳ họp", "phiên họp", "hội nghị", "đợt", "vòng", "khóa", "bước", "người")
)
"""Not before a weekday: "kỳ họp thứ hai" is the second session."""
_DAY_FIRST = re.compile(rf"ngày {_DATE},? ?\(?{_WEEKDAY}", re.IGNORECASE)
_WEEKDAY_FIRST = re.compile(
    rf"(?<![\w-]){_COUNTED}{_WEEKDAY}[ ,]*\(?(?:ngày )?{_DATE}", re.IGNORECASE
)
_HOUR = re.compile(
    r"(?:hồi|lúc|vào) (?P<h>\d{1,2})(?: giờ|h|g)(?: ?(?P<m>\d{2})(?: phút|(?!\w)))?", re.IGNORECASE
)
_YEARS = re.compile(
    r"(?:giai đoạn|các năm|từ năm)(?: từ năm)? (?P<a>\d{4})"
    r"(?: ?[-–] ?| đến (?:hết )?(?:năm )?)(?P<b>\d{4})(?!\w|/)",
    re.IGNORECASE,
)
_FROM_TO = re.compile(
    r"từ (?:ngày )?(?P<d>\d{1,2}/\d{1,2}/\d{4}) (?:đến|tới)(?: hết)?(?: ngày)? "
    r"(?P<e>\d{1,2}/\d{1,2}/\d{4})",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_CLOCK = re.compile(r"(?:hồi|lúc|vào) \d")
_PERIODS = ("giai đoạn", "các năm", "từ năm")
_TERMS = ("trước", "xong", "hoàn thành", "chậm nhất", "muộn nhất", "đến hết")
"""One of these stands in each deadline that is held against the day of the document."""
_FAR = 15
"""Years ahead of a document from which a deadline to the day is a mistyped year."""
_DEADLINE = re.compile(
    rf"(?:trước|chậm nhất|đến hết|muộn nhất)(?: vào| là)?(?: ngày)? {_DATE}", re.IGNORECASE
)
_PAST = re.compile(
    r"(?:hoàn thành|xong|chậm nhất|muộn nhất|trước)(?: trong| vào)? "
    r"(?:tháng (?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})"
    r"|quý (?P<q>IV|I{1,3}|[1-4])(?:/| năm )(?P<y2>\d{4})|năm (?P<y3>\d{4}))(?![\w/-])",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"(?<!\w)(?:(?:đã|được|cơ bản|vừa|sau khi|từ) [^.;]*|(?:phát sinh|hình thành|xảy ra|sinh) )$",
    re.IGNORECASE,
)
"""Before a time that tells of what was, or how old a thing is: "số nợ phát sinh trước năm …"."""
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}

_THINGS = (
    r"hồ sơ|thủ tục|cán bộ|công chức|viên chức|người|hộ|trẻ|học sinh|thôn|bản|xã|phường|tổ dân phố"
    r"|đơn vị|cơ quan|phòng|doanh nghiệp|văn bản|dịch vụ|nhiệm vụ|chỉ tiêu|đảng viên|hội viên"
    r"|đoàn viên|lao động|cơ sở|trường|sở|địa phương|bệnh viện|trạm|dữ liệu|kiến nghị|phản ánh"
)
_SHARE_OF = re.compile(
    rf"(?<![\d.,])(?P<n>\d{{1,4}}(?:[.,]\d+)?) ?%(?: tổng)?(?: số)?(?: các)? (?:{_THINGS})(?!\w)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"tỷ lệ [^.;%]{3,90}?(?:đạt|là|lên)(?: từ| trên| tối thiểu| ít nhất)? "
    r"(?P<n>\d{3,4}(?:,\d+)?) ?%",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?<!\w)(?:tăng|vượt|bằng|gấp|so với|cùng kỳ|kế hoạch|dự toán|tăng trưởng|mức lương"
    r"|chỉ tiêu giao|lũy kế)(?!\w)",
    re.IGNORECASE,
)

_NUMBER = r"(?P<n>\d{1,3}(?:\.\d{3})+|\d+)(?P<part>,\d+)?"
_SCALES = {"nghìn": 10**3, "ngàn": 10**3, "triệu": 10**6, "tỷ": 10**9, "tỉ": 10**9}
_IN_WORDS = re.compile(
    rf"(?<![\w.,/-]){_NUMBER}"
    r"(?: (?P<scale>nghìn|ngàn|triệu|tỷ|tỉ)(?: (?:đồng|đ))?| ?(?:đồng|đ|VNĐ))?,? ?"
    r"(?:\((?:(?:viết )?bằng chữ ?: ?|số tiền bằng chữ ?: ?)?(?P<in>[^\W\d_]+(?: [^\W\d_]+)*)\)"
    r"|\(?(?:viết )?bằng chữ ?: ?(?P<said>[^\W\d_]+(?: [^\W\d_]+)*))",
    re.IGNORECASE,
)

_CITED = re.compile(
    r"số (?P<number>\d+/(?P<year>(?:19|20)\d\d)/(?P<kind>NĐ-CP|QĐ-TTg|NQ-CP|TT-[A-ZĐ]+|QH\d+"
    r"|UBTVQH\d+|NQ-HĐND|QĐ-UBND)),? ngày (?P<day>\d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )"
    r"(?P<of>\d{4}))(?: của (?P<by>[^,;.:()]{4,60}))?"
)
_BY = (("-CP", "Chính phủ"), ("-TTg", "Thủ tướng Chính phủ"))
_CENTRAL = re.compile(
    r"số \d+/(?:\d{4}/)?(?P<kind>(?:NĐ|NQ)-CP|(?:QĐ|CT)-TTg),? ngày "
    r"\d{1,2}(?:/\d{1,2}/| tháng \d{1,2} năm )\d{4} của (?P<by>[^,;.:()]{4,60})"
)


def slips_in(text: str, issued: date | None) -> Iterator[FigureSlip]:
    """What figures and days of one text cannot be; `issued` is the document's day, if known."""
    if not _DIGIT.search(text):
        return
    low = text.lower()
    # a look for the words without which a law finds nothing: most texts have none of them
    if "thứ " in low or "chủ nhật" in low:
        yield from _weekdays(text)
    yield from _times(text, low)
    if "%" in low:
        yield from _shares(text)
    if "(" in low or "bằng chữ" in low:
        yield from _amounts(text)
    if "/" in low and "số " in low:
        yield from _cited(text)
    if issued is not None and any(word in low for word in _TERMS):
        yield from _against(text, issued)


def _date_of(found: re.Match[str]) -> date | None:
    try:
        return date(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), int(found["d"]))
    except ValueError:
        return None


def weekday_name(day: date) -> str:
    """Such as "thứ Hai", "Chủ nhật"."""
    number = day.weekday()
    return "Chủ nhật" if number == 6 else f"thứ {_WEEKDAYS[number].capitalize()}"


def _weekdays(text: str) -> Iterator[FigureSlip]:
    for found in (*_WEEKDAY_FIRST.finditer(text), *_DAY_FIRST.finditer(text)):
        day, said = _date_of(found), found["week"]
        if day is None:
            continue
        number = 6 if found["sunday"] else _weekday_number(said.lower())
        if number != day.weekday():
            message = _("“{chu}”: ngày ấy là {thu}").format(chu=found[0], thu=weekday_name(day))
            yield FigureSlip(DAYS, found[0], message, _("Sửa thứ, hoặc sửa ngày."))


def _weekday_number(said: str) -> int:
    return int(said) - 2 if said.isdigit() else _WEEKDAYS.index(said)


def _times(text: str, low: str) -> Iterator[FigureSlip]:
    """Hours of no clock, periods that run backwards."""
    for found in _HOUR.finditer(text) if _CLOCK.search(low) else ():
        if int(found["h"]) > 24 or int(found["m"] or 0) > 59:
            message = _("Không có giờ này: “{chu}”").format(chu=found[0])
            yield FigureSlip(DAYS, found[0], message, _("Sửa giờ."))
    for found in _YEARS.finditer(text) if any(word in low for word in _PERIODS) else ():
        if int(found["a"]) > int(found["b"]):
            yield _backwards(found[0])
    for found in _FROM_TO.finditer(text) if "/" in low and "từ " in low else ():
        first, last = (_slashed(found[name]) for name in ("d", "e"))
        if first and last and first > last:
            yield _backwards(found[0])


def _backwards(words: str) -> FigureSlip:
    message = _("Khoảng thời gian đi ngược: “{chu}”").format(chu=words)
    return FigureSlip(DAYS, words, message, _("Đổi chỗ, hoặc sửa năm."))


def _slashed(words: str) -> date | None:
    day, month, year = (int(part) for part in words.split("/"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _shares(text: str) -> Iterator[FigureSlip]:
    """A share of things that is more than all of them."""
    for found in (*_SHARE_OF.finditer(text), *_SHARE.finditer(text)):
        start = max(text.rfind(mark, 0, found.start()) for mark in ".;") + 1
        clause = text[start : found.end() + 40]
        if float(found["n"].replace(",", ".")) > 100 and not _MORE.search(clause):
            message = _("Tỷ lệ trên 100%: “{chu}”").format(chu=found[0])
            yield FigureSlip(FIGURES, found[0], message, _("Sửa số."))


def _amounts(text: str) -> Iterator[FigureSlip]:
    for found in _IN_WORDS.finditer(text):
        said = said_number(found["in"] or found["said"])
        if said is None:
            continue
        value = float(found["n"].replace(".", "") + (found["part"] or "").replace(",", "."))
        value *= _SCALES.get((found["scale"] or "").lower(), 1)
        if abs(value - said) >= 0.5:
            message = _("Số và chữ không khớp: “{chu}”").format(chu=found[0])
            yield FigureSlip(FIGURES, found[0], message, _("Sửa số, hoặc sửa chữ."))


def _cited(text: str) -> Iterator[FigureSlip]:
    for found in _CITED.finditer(text):
        if found["year"] != found["of"]:
            message = _("Số {so} là của năm {nam}, ngày ban hành lại ghi năm {khac}").format(
                so=found["number"], nam=found["year"], khac=found["of"]
            )
            yield FigureSlip(CITED, found[0], message, _("Sửa số, hoặc sửa ngày."))
    for found in _CENTRAL.finditer(text):
        wanted = next(name for end, name in _BY if found["kind"].endswith(end))
        by = found["by"]
        if by.lower().startswith(("chính phủ", "thủ tướng")) and (
            by.lower().startswith("thủ tướng") == wanted.startswith("Thủ tướng")
        ):
            continue
        message = _("Ký hiệu {ky_hieu} là của {ten}, không phải của “{khac}”").format(
            ky_hieu=found["kind"], ten=wanted, khac=by
        )
        yield FigureSlip(CITED, found[0], message, _("Sửa tên cơ quan, hoặc sửa ký hiệu."))


def _against(text: str, issued: date) -> Iterator[FigureSlip]:
    """Deadlines that no document of this day can give."""
    for found in _DEADLINE.finditer(text):
        day = _date_of(found)
        if day is not None and day.year > issued.year + _FAR:
            message = _("Thời hạn “{chu}” cách ngày ban hành {so} năm").format(
                chu=found[0], so=day.year - issued.year
            )
            yield FigureSlip(DAYS, found[0], message, _("Sửa năm."))
    for found in _PAST.finditer(text):
        year = int(found["y"] or found["y2"] or found["y3"])
        quarter = _QUARTERS.get((found["q"] or "").upper(), 4)
        month = int(found["m"] or 0) or quarter * 3
        before = text[: found.start()]
        if (year, month) < (issued.year, issued.month) and not _OVER.search(before):
            message = _("Thời hạn “{chu}” đã qua trước ngày ban hành {ngay}").format(
                chu=found[0], ngay=f"{issued:%d/%m/%Y}"
            )
            yield FigureSlip(DAYS, found[0], message, _("Sửa ngày."))


# -- tables

_TOTAL = re.compile(r"^(?:tổng(?: số| cộng| kinh phí)?|cộng|tổng cộng [^\d]*)\s*:?$", re.IGNORECASE)
_UNSUMMED = re.compile(
    r"(?:^|\W)(?:stt|tt|số thứ tự|tỷ lệ|%|đơn giá|năm|bình quân|trung bình|điểm|mã|hệ số"
    r"|tỉ lệ)(?:\W|$)",
    re.IGNORECASE,
)
_CELL = re.compile(r"^(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?$")
_GROUP = re.compile(r"^(?:[IVX]+|[A-ZĐ])[.)]?$")
_PART_OF = re.compile(r"^\W*trong đó", re.IGNORECASE)


def _cell(words: str) -> float | None:
    plain = words.strip()
    if not _CELL.match(plain):
        return None
    return float(plain.replace(".", "").replace(",", "."))


def wrong_totals(
    heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> Iterator[tuple[int, FigureSlip]]:
    """Rows of totals that are not the sum of the rows, with their index.

    Only where it is certain: one row of a total, whole columns of numbers, no "trong đó". The
    total may be that of all rows, of the groups (I, II, A, B), or of the rows below groups.
    """
    totals = [i for i, row in enumerate(rows) if any(_TOTAL.match(c.strip()) for c in row[:3])]
    if len(totals) != 1 or totals[0] not in (0, len(rows) - 1) or len(rows) < 3:
        return
    total = totals[0]
    others = [row for i, row in enumerate(rows) if i != total]
    if any(_PART_OF.match(cell) for row in others for cell in row[:3]):
        return
    for column in range(1, min(len(heads), *(len(row) for row in rows))):
        wanted = _cell(rows[total][column])
        if wanted is None or _UNSUMMED.search(heads[column]):
            continue
        values = [row[column].strip() for row in others]
        numbers = [_cell(value) for value in values]
        if any(n is None and v not in ("", "-", "–") for n, v in zip(numbers, values, strict=True)):
            continue
        sums = _possible_sums(others, numbers)
        near = 0.06 * len(others) if any("," in v for v in (*values, rows[total][column])) else 0.01
        if sum(n is not None for n in numbers) > 1 and all(abs(s - wanted) > near for s in sums):
            message = _("Tổng ở cột “{cot}” là {tong}, các dòng cộng lại được {dung}").format(
                cot=heads[column], tong=rows[total][column].strip(), dung=_shown(sums[0])
            )
            yield total, FigureSlip(FIGURES, rows[total][column], message, _("Sửa số."))


def _possible_sums(
    rows: Sequence[Sequence[str]], numbers: Sequence[float | None]
) -> tuple[float, ...]:
    """The sum of all rows, of the groups alone, of what stands below groups."""
    groups = [
        n or 0.0 for row, n in zip(rows, numbers, strict=True) if _GROUP.match(row[0].strip())
    ]
    everything = sum(n or 0.0 for n in numbers)
    if not groups:
        return (everything,)
    return everything, sum(groups), everything - sum(groups)


def _shown(value: float) -> str:
    """A sum as tables of offices write it: 150.000.000, 12,5."""
    if value == int(value):
        return f"{int(value):,}".replace(",", ".")
    return f"{value:,.2f}".rstrip("0").replace(",", "_").replace(".", ",").replace("_", ".")


def jumping_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, str]]:
    """Rows whose running number is neither the next one nor the first of a new count."""
    if not heads or heads[0].strip().lower() not in ("stt", "tt", "số tt"):
        return
    counted = [(i, int(row[0])) for i, row in enumerate(rows) if row and row[0].strip().isdigit()]
    for (_i, before), (row, number) in pairwise(counted):
        if number not in (before + 1, 1):
            yield row, str(number)
