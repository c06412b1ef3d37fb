"""TT3: the running text: size, alignment, indent, distance, line spacing."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.diagnostics import Severity
from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import BODY, heavy
from generator.rules.families.page import millimetres
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_SINGLE = 1.15
"""Height of a single line of Times New Roman in sizes of the letters."""
_SHOWN = 3
"""So many places of one fault are named; the rest is counted."""


def running(van: JudgedDocument) -> list[JudgedLine]:
    """Paragraphs of the body on their own, outside tables, that have letters."""
    if "running" not in van.memo:
        van.memo["running"] = _running(van)
    found: list[JudgedLine] = van.memo["running"]
    return found


def _running(van: JudgedDocument) -> list[JudgedLine]:
    foot = van.of("nhan_noi_nhan", "noi_nhan", "quyen_han", "chuc_vu")
    end = min((i.number for i in foot), default=len(van.items))
    return [
        i
        for i in van.of(*BODY)
        if i.number < end
        and i.para is not None and i.para.cell is None and not i.para.box and not i.blank
        and not i.shared and i.letters > 1
    ]  # fmt: skip


def _title(item: JudgedLine) -> bool:
    """Centred and bold: a heading of some kind."""
    return item.line.align == "center" and item.line.bold


def _long(item: JudgedLine) -> bool:
    """More than a printed line, so that its alignment can be seen."""
    return len(item.text) > 75


@rule("TT304")
def body_size(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The text is set in 13 or 14 points."""
    low, high = so["co"]
    wrong: dict[float, list[JudgedLine]] = {}
    items = running(van)
    for item in items:
        for mark in item.marks:
            size = mark.size
            if size is None or low - 0.01 <= size <= high + 0.01 or not mark.text.strip(" ./"):
                continue
            known = any(i is item for i in wrong.get(size, ()))
            if not known and heavy(item.marks, lambda m, s=size: m.size == s) > 0.05:
                wrong.setdefault(size, []).append(item)
    if not items:
        yield NOT_HERE
    for size, places in sorted(wrong.items()):
        found = _("cỡ {co} ({so} đoạn)").format(co=decimal(size), so=len(places))
        wanted = _("cỡ {tu} đến {den}").format(tu=low, den=high)
        target = float(low if size < low else high)
        fixes = tuple(Fix("chu", i.para, (("size", target),)) for i in places)
        yield Finding(_("Cỡ chữ nội dung phải từ 13 đến 14"), places[0], found, wanted, fixes)


@rule("TT305")
def one_size(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """One size through the whole text."""
    counts: dict[float, tuple[int, JudgedLine]] = {}
    items = running(van)
    for item in items:
        for mark in item.marks:
            if mark.size is not None and 13 <= mark.size <= 14:
                count, first = counts.get(mark.size, (0, item))
                counts[mark.size] = (count + len(mark.text), first)
    if not items:
        yield NOT_HERE
        return
    total = sum(count for count, __ in counts.values())
    main = max(counts, key=lambda s: counts[s][0], default=0.0)
    others = {s: c for s, c in counts.items() if s != main and c[0] > 20}
    if others and total:
        size, (__, first) = max(others.items(), key=lambda pair: pair[1][0])
        found = _("cỡ {mot} và cỡ {hai}").format(mot=decimal(main), hai=decimal(size))
        message = _("Nội dung dùng nhiều cỡ chữ")
        wanted = _("cỡ {co} trong cả bài").format(co=decimal(main))
        yield Finding(message, first, found, wanted)


@rule("TT306")
def justified(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Paragraphs are set flush at both sides."""
    items = [i for i in running(van) if _long(i) and not i.decision.heading and not _title(i)]
    if not items:
        yield NOT_HERE
        return
    wrong = [i for i in items if i.para is not None and i.para.fmt.align not in so["chon_can"]]
    if not wrong:
        return
    whole = len(items) - len(wrong) < so["toi_thieu"] * len(items)
    found = _("{so}/{tong} đoạn không canh đều").format(so=len(wrong), tong=len(items))
    fixes = tuple(Fix("doan", i.para, (("align", "both"),)) for i in wrong)
    message = _("Nội dung phải canh đều hai bên")
    severity = None if whole else Severity.WARNING
    yield Finding(message, wrong[0], found, _("canh đều hai bên"), fixes, severity)


@rule("TT307")
def first_line(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The first line begins 1 cm or 1.27 cm in."""
    items = [i for i in running(van) if i.para is not None and i.para.fmt.align != "center"]
    if not items:
        yield NOT_HERE
        return
    wrong: dict[float, list[JudgedLine]] = {}
    for item in items:
        if item.para is None or item.para.text.startswith(("\t", "   ")):
            continue
        start = round(item.para.fmt.left + item.para.fmt.first_line, 1)
        if not any(abs(start - want) <= so["sai_so"] for want in so["chon_thut"]):
            wrong.setdefault(start, []).append(item)
    for start, places in wrong.items():
        found = _("lùi {dai} ({so} đoạn)").format(dai=millimetres(start), so=len(places))
        fixes = tuple(
            Fix("doan", i.para, (("left", 0.0), ("first_line", float(so["chon_thut"][-1]))))
            for i in places
            if not i.line.label
        )
        message = _("Chữ đầu đoạn phải lùi vào 1 cm hoặc 1,27 cm")
        yield Finding(message, places[0], found, _("10 mm hoặc 12,7 mm"), fixes)


@rule("TT308")
def distance(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """At least 6 points between paragraphs."""
    items = running(van)
    wrong: dict[float, list[JudgedLine]] = {}
    for upper, lower in pairwise(items):
        one, other = upper.para, lower.para
        if one is None or other is None or other.index != one.index + 1:
            continue  # something stands between them
        if one.fmt.contextual and other.fmt.contextual and one.fmt.style == other.fmt.style:
            gap = 0.0
        else:
            gap = one.fmt.after + other.fmt.before
        if gap < so["toi_thieu"] - 0.3 and not other.page_break:
            wrong.setdefault(gap, []).append(lower)
    if len(items) < 2:
        yield NOT_HERE
    for gap, places in sorted(wrong.items()):
        found = _("{so} pt ({doan} chỗ)").format(so=decimal(gap), doan=len(places))
        wanted = _("ít nhất {so} pt").format(so=so["toi_thieu"])
        fixes = tuple(Fix("doan", i.para, (("before", float(so["toi_thieu"])),)) for i in places)
        yield Finding(_("Khoảng cách giữa các đoạn quá nhỏ"), places[0], found, wanted, fixes)


@rule("TT309")
def line_spacing(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """From single to one and a half lines; distances in points count by the size."""
    low, high = so["gian"]
    items = running(van)
    wrong: dict[str, list[JudgedLine]] = {}
    for item in items:
        lines, shown = _lines(item)
        if lines is not None and not low - so["sai_so"] <= lines <= high + so["sai_so"]:
            wrong.setdefault(shown, []).append(item)
    if not items:
        yield NOT_HERE
    for shown, places in wrong.items():
        found = _("{so} ({doan} đoạn)").format(so=shown, doan=len(places))
        target = 1.0 if (_lines(places[0])[0] or 0) < low else 1.5
        fixes = tuple(Fix("doan", i.para, (("line", target),)) for i in places)
        wanted = _("dòng đơn đến 1,5 dòng")
        yield Finding(_("Cách dòng phải từ dòng đơn đến 1,5 dòng"), places[0], found, wanted, fixes)


def _lines(item: JudgedLine) -> tuple[float | None, str]:
    """Spacing as a multiple of a single line, and as the file says it."""
    if item.para is None:
        return None, ""
    fmt = item.para.fmt
    if fmt.line_pt is None:
        return fmt.line, _("{so} dòng").format(so=decimal(round(fmt.line or 1.0, 2)))
    size = item.para.size
    lines = fmt.line_pt / (size * _SINGLE)
    if fmt.rule == "atLeast" or 0.98 * size * _SINGLE * 0.98 <= fmt.line_pt:
        lines = max(lines, 1.0)
    return lines, _("{so} pt").format(so=decimal(fmt.line_pt))


@rule("TT310")
def tab_indent(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The indent is set, not typed with the Tab key or blanks."""
    items = running(van)
    if not items:
        yield NOT_HERE
        return
    wrong = [i for i in items if i.para is not None and i.para.text.startswith(("\t", "   "))]
    if wrong:
        found = _("{so} đoạn bắt đầu bằng Tab, dấu cách").format(so=len(wrong))
        message = _("Thụt đầu dòng bằng phím Tab hoặc dấu cách")
        yield Finding(message, wrong[0], found, _("thụt dòng đầu đặt trong định dạng đoạn"))


_NOTES = ("(", "“", '"', "*", "Ghi chú")


def _own_text(item: JudgedLine) -> str:
    """The text behind the label."""
    return item.decision.rest or item.text


@rule("TT341")
def upright(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The text is upright; notes in brackets and quotations may lean."""
    items = [i for i in running(van) if not _own_text(i).startswith(_NOTES)]
    wrong = [
        i for i in items
        if not i.decision.heading
        and len(i.text) > 40 and heavy(i.marks, lambda m: m.italic) > 0.9
    ]  # fmt: skip
    if not items:
        yield NOT_HERE
    elif wrong:
        found = _("{so} đoạn in nghiêng").format(so=len(wrong))
        fixes = tuple(Fix("chu", i.para, (("italic", False),)) for i in wrong)
        yield Finding(_("Nội dung in chữ đứng"), wrong[0], found, _("đứng"), fixes)
