"""VP11, VP4, TT16: number and symbol: their form, and the abbreviation of the type."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying
from generator.rules.kinds import types
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_SYMBOL = re.compile(r"[^\W\d_]")
_LEGAL = re.compile(r"^(?:19|20)\d\d\s*/")
"""12/2024/QĐ-UBND: a legal normative document, which is not of Decree 30."""
_SMALL = ("QyĐ", "CTr", "TTr", "TrS")


def _number(van: JudgedDocument) -> tuple[JudgedLine | None, str, str]:
    item = van.first("so")
    if item is None or van.symbol is None:
        return item, "", ""
    number, symbol = van.symbol
    return item, number, symbol


def _swap(item: JudgedLine, wrong: str, right: str) -> tuple[Fix, ...]:
    if item.para is None or item.shared or wrong not in item.para.text:
        return ()
    return (Fix("thay", item.para, ((wrong, right),)),)


@rule("VP111")
def word(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The words: "Số:" with a capital S and a colon."""
    item = van.first("so")
    if item is None:
        yield NOT_HERE
        return
    text = item.text.strip()
    if text.startswith(("Số:", "Số :")):
        if text.startswith("Số :"):
            yield Finding(
                _("Sau từ “Số” là dấu hai chấm liền chữ"),
                item,
                "Số :",
                "Số:",
                _swap(item, "Số :", "Số:"),
            )
        return
    match = re.match(r"^số\s*[.:;]?\s*", text, re.IGNORECASE)
    found = text[: match.end() + 3] if match else text
    wrong = match[0] if match else ""
    fix = _swap(item, wrong, "Số: ") if match and wrong.strip() else ()
    yield Finding(_("Từ “Số” viết sai: “Số:”"), item, found, "Số:", fix)


@rule("VP112")
def zero(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Numbers below 10 have a zero before them."""
    item, number, __ = _number(van)
    if item is None or not number.isdigit():
        yield NOT_HERE
    elif len(number) == 1:
        fix = _swap(item, f"{number}/", f"0{number}/")
        yield Finding(_("Số dưới 10 phải có số 0 ở trước"), item, number, f"0{number}", fix)


@rule("VP113")
def tight(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No blanks inside the symbol: KH-UBND."""
    item, __, symbol = _number(van)
    if item is None or not _SYMBOL.search(symbol):
        yield NOT_HERE
    elif re.search(r"\w\s+[-–/]|[-–/]\s+\w", symbol):
        wanted = re.sub(r"\s*([-–/])\s*", r"\1", symbol)
        message = _("Ký hiệu viết liền, không cách chữ")
        yield Finding(message, item, symbol, wanted, _swap(item, symbol, wanted))


@rule("VP114")
def signs(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A stroke between number and symbol, hyphens between the groups."""
    item = van.first("so")
    if item is None or item.blank:
        yield NOT_HERE
        return
    symbol = _number(van)[2]
    if not symbol:
        match = re.match(r"^số\s*:?\s*(\d+)\s*[-–_.]\s*([A-ZĐa-z]+.*)$", item.text, re.IGNORECASE)
        if match:
            found, wanted = f"{match[1]}-{match[2]}", f"{match[1]}/{match[2]}"
            yield Finding(_("Giữa số và ký hiệu là dấu gạch chéo"), item, found, wanted)
    elif re.search(r"[–—_\\]", symbol) and _SYMBOL.search(symbol):
        wanted = re.sub(r"\s*[–—_\\]\s*", "-", symbol)
        message = _("Giữa các nhóm chữ của ký hiệu là dấu gạch nối")
        yield Finding(message, item, symbol, wanted, _swap(item, symbol, wanted))


@rule("TT163")
def symbol_case(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The symbol is in capitals, but for QyĐ, CTr, TTr."""
    item, __, symbol = _number(van)
    letters = [c for c in symbol if c.isalpha()]
    if item is None or len(letters) < 2:
        yield NOT_HERE
        return
    plain = symbol
    for short in _SMALL:
        plain = plain.replace(short, "")
    small = sum(c.islower() for c in plain)
    if small > 1 and small > 0.34 * sum(c.isalpha() for c in plain):
        wanted = symbol.upper()
        message = _("Ký hiệu phải in hoa")
        yield Finding(message, item, symbol, wanted, _swap(item, symbol, wanted))


@rule("VP401")
def abbreviation(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The symbol begins with the abbreviation of the type: KH, TTr, QyĐ."""
    item, __, symbol = _number(van)
    kind = van.kind
    if item is None or not kind or not _SYMBOL.search(symbol):
        yield NOT_HERE
        return
    if _LEGAL.match(symbol):
        message = _("Số, ký hiệu văn bản hành chính không ghi năm")
        yield Finding(message, item, symbol, _LEGAL.sub("", symbol))
        return
    first = re.split(r"[-–/\s_]", symbol.strip())[0]
    if first == kind:
        return
    if first.upper() == kind.upper() or first in types() or _wrong(first):
        message = _("Chữ viết tắt tên loại {ten} là {tat}").format(ten=types()[kind], tat=kind)
        rest = symbol[len(first) :]
        wanted = kind + (rest.upper() if symbol.islower() else rest)
        yield Finding(message, item, symbol, wanted, _swap(item, symbol, wanted))
    elif not symbol.strip().startswith((".", "…")) and "-" in symbol:
        message = _("Ký hiệu phải bắt đầu bằng chữ viết tắt tên loại {tat}").format(tat=kind)
        yield Finding(message, item, symbol, f"{kind}-…")
    elif first.upper().startswith(kind.upper()) and len(first) > len(kind):
        message = _("Giữa các nhóm chữ của ký hiệu là dấu gạch nối")
        yield Finding(message, item, symbol, f"{kind}-{symbol[len(kind) :]}")


def _wrong(first: str) -> bool:
    """An abbreviation in use that the decree does not have."""
    return first.upper() in {"QYĐ", "QCH", "DAN", "CV", "QC", "QD", "QĐI", "KHCT", "TTRI", "CTR"}


@rule("VP402")
def letter_symbol(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """An official letter has no abbreviation of a type: no "CV-"."""
    item, __, symbol = _number(van)
    if item is None or not _SYMBOL.search(symbol):
        yield NOT_HERE
        return
    groups = re.split(r"[-–/\s]+", symbol.upper())
    if van.kind or not van.letter:
        yield NOT_HERE
    elif "CV" in groups:
        left = "-".join(g for g in groups if g != "CV") or _("UBND-VP")
        message = _("Công văn không có chữ viết tắt tên loại")
        yield Finding(message, item, symbol, left, _swap(item, symbol, left))


@rule("VP403")
def agency(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The symbol of a People's Committee or Council names it."""
    item, __, symbol = _number(van)
    names = van.of("co_quan_chu_quan", "co_quan")
    groups = re.split(r"[-–/\s]+", symbol.upper())
    if item is None or not names or len([g for g in groups if g]) < 2:
        yield NOT_HERE
        return
    if any(set(g) <= set(".…0123456789") for g in groups):
        yield NOT_HERE
        return
    above = van.of("co_quan_chu_quan")
    first = fold(names[0].text)
    for full, short in _BODIES.items():
        if first.startswith(full) and not above and short not in groups:
            others = [b for b in _BODIES.values() if b in groups and b != short]
            if others:
                message = _("Ký hiệu không đúng cơ quan ban hành")
                yield Finding(message, item, symbol, f"{groups[0]}-{short}")


_BODIES = {"uy ban nhan dan": "UBND", "hoi dong nhan dan": "HĐND"}
