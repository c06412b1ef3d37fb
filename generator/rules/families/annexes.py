"""TT61, TT62, TT63: the label of an appendix, its title, the line that ties it to the document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.finding import NOT_HERE, Finding, Saying
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_LABEL = re.compile(
    r"^phụ\s+lục(?P<so>\s+số)?\s*[:.]?\s*(?P<nhan>[IVXLC]+|\d+[a-z]?|[A-Z])?\s*(?P<sau>.*)$",
    re.IGNORECASE,
)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")


def labels(van: JudgedDocument) -> list[JudgedLine]:
    """The lines "Phụ lục …" over appendices (forms and tables of other names are left out)."""
    return [
        i for i in van.of("phu_luc", part=None)
        if fold(i.text).startswith("phu luc") and i.para is not None
        and len(i.text) < 200
    ]  # fmt: skip


@rule("TT612")
def roman(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Appendices are numbered with Roman numbers."""
    items = labels(van)
    if not items:
        yield NOT_HERE
    for item in items:
        match = _LABEL.match(item.text)
        number = match["nhan"] if match else None
        if number and number.isdigit():
            value = int(number)
            wanted = _ROMAN[value - 1] if 0 < value <= len(_ROMAN) else "I"
            message = _("Phụ lục đánh số bằng chữ số La Mã")
            yield Finding(message, item, number, f"Phụ lục {wanted}")


@rule("TT617")
def single(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A single appendix has no number."""
    items = labels(van)
    if not items or van.only_annex:
        yield NOT_HERE
        return
    match = _LABEL.match(items[0].text)
    if len(items) == 1 and match and match["nhan"] == "I":
        message = _("Chỉ có một phụ lục thì không đánh số")
        yield Finding(message, items[0], items[0].text, "Phụ lục")


@rule("TT618")
def several(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Two appendices and more are numbered, in order."""
    items = labels(van)
    if len(items) < 2:
        yield NOT_HERE
        return
    values: list[int] = []
    for item in items:
        match = _LABEL.match(item.text)
        number = match["nhan"] if match else None
        if not number:
            message = _("Từ hai phụ lục trở lên phải đánh số")
            wanted = f"Phụ lục {_ROMAN[min(len(values), len(_ROMAN) - 1)]}"
            yield Finding(message, item, item.text, wanted)
            values.append(0)
            continue
        value = int(number) if number.isdigit() else _value(number)
        if values and 0 not in values and value and value != values[-1] + 1:
            wanted = f"Phụ lục {_ROMAN[min(values[-1], len(_ROMAN) - 1)]}"
            yield Finding(_("Số thứ tự phụ lục không liên tục"), item, item.text, wanted)
        values.append(value)


def _letters(sign: str) -> str:
    """The letters of a symbol: its signs are judged by other rules."""
    return "".join(c for c in sign.upper() if c.isalnum())


def _value(number: str) -> int:
    return _ROMAN.index(number.upper()) + 1 if number.upper() in _ROMAN else 0


@rule("TT621")
def title(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """An appendix has a title."""
    items = labels(van)
    if not items:
        yield NOT_HERE
    titles = {i.part for i in van.of("tieu_de_phu_luc", part=None)}
    for item in items:
        match = _LABEL.match(item.text)
        tail = match["sau"] if match else ""
        if item.part not in titles and len(tail) < 8:
            nearby = van.items[item.number + 1 : item.number + 4]
            named = [n for n in nearby if n.role in ("khac", "doan") and n.text[:1] != "("]
            if any(n.line.caps or n.line.bold for n in named):
                continue
            yield Finding(_("Phụ lục không có tên"), item, wanted=_("tên phụ lục, in hoa đậm"))


@rule("TT631")
def reference(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Under the title: "(Kèm theo Kế hoạch số … ngày … của …)"."""
    items = labels(van)
    if not items:
        yield NOT_HERE
        return
    tied = {i.part for i in van.of("kem_theo", part=None)}
    for item in items:
        if item.part not in tied:
            message = _("Phụ lục thiếu dòng “(Kèm theo … số … ngày … của …)”")
            yield Finding(message, item, wanted=_("(Kèm theo Kế hoạch số … ngày … của …)"))


@rule("VP541")
def same_number(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The number and date the appendix names are those of the document."""
    items = [i for i in van.of("kem_theo", part=None) if i.part > 0]
    if not items or van.symbol is None:
        yield NOT_HERE
        return
    number, sign = van.symbol
    for item in items:
        match = re.search(r"số\s*:?\s*(\d+)\s*/\s*([\w\-]+)", item.text)
        if match and number.isdigit():
            same = int(match[1]) == int(number) and _letters(match[2]) == _letters(sign)
            if not same:
                message = _("Phụ lục ghi số, ký hiệu khác với văn bản")
                yield Finding(message, item, f"{match[1]}/{match[2]}", f"{number}/{sign}")
                continue
        when = re.search(
            r"ngày\s*(\d{1,2})\s*(?:tháng|/)\s*(\d{1,2})\s*(?:năm|/)\s*(\d{4})", item.text
        )
        day = van.day
        if (
            when
            and day
            and (int(when[3]), int(when[2]), int(when[1]))
            != (
                day.year,
                day.month,
                day.day,
            )
        ):
            message = _("Phụ lục ghi ngày khác với ngày của văn bản")
            wanted = f"{day.day:02}/{day.month}/{day.year}"
            yield Finding(message, item, when[0], wanted)


@rule("VP542")
def brackets(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The line stands in brackets."""
    items = [i for i in van.of("kem_theo", part=None) if i.part > 0]
    if not items:
        yield NOT_HERE
    for item in items:
        text = item.text.strip()
        if not text.startswith("("):
            message = _("Dòng “Kèm theo …” đặt trong ngoặc đơn")
            yield Finding(message, item, text[:40], _("(Kèm theo …)"))
