"""TT60: page numbers: there, at the top, centred, from page 2, again from 1 in an appendix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from generator.locale import N_, _
from generator.rules.all_rules import rule
from generator.rules.document_view import weight
from generator.rules.families.page import section_name
from generator.rules.finding import NOT_HERE, Finding, Fix, Saying, Skip, decimal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument

_FULL_PAGE, _SURE = 1400, 3600
"""Letters: fewer stand on one page for sure, more cannot."""
_WORDS = {"center": N_("giữa"), "left": N_("trái"), "right": N_("phải"), "both": N_("đều hai bên")}


def _numbered(van: JudgedDocument, part: str) -> list[Any]:
    """The paragraphs of headers or footers in use that hold a page number."""
    used = {
        name
        for section in van.source.sections
        for name in (section.headers if part == "header" else section.footers).values()
    }
    return [
        p for p in van.paragraphs
        if p.part == part and p.part_name in used and any(f.name == "PAGE" for f in p.fields)
    ]  # fmt: skip


def pages(van: JudgedDocument) -> int | None:
    """1 for one page, 2 for more, None when it cannot be told without printing."""
    if van.breaks or any(s.start != "continuous" for s in van.source.sections[1:]):
        return 2
    letters = sum(len(p.text) for p in van.paragraphs if p.part == "body")
    if letters > _SURE:
        return 2
    return 1 if letters < _FULL_PAGE else None


@rule("TT601")
def present(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A document of several pages has page numbers."""
    if _numbered(van, "header") or _numbered(van, "footer"):
        return
    if any(f.name == "PAGE" for p in van.paragraphs for f in p.fields):
        return
    count = pages(van)
    if count is None:
        yield Skip(_("không rõ văn bản có hơn một trang hay không"))
    elif count == 1:
        yield NOT_HERE
    else:
        message = _("Văn bản nhiều trang phải đánh số trang")
        yield Finding(message, _("đầu trang"), _("không có số trang"), _("số trang từ trang 2"))


@rule("TT602")
def at_top(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The number stands in the top margin."""
    low = _numbered(van, "footer")
    if not low and not _numbered(van, "header"):
        yield NOT_HERE
    for para in low:
        message = _("Số trang phải ở giữa lề trên")
        yield Finding(message, para, _("ở chân trang"), _("ở đầu trang"))
        return


@rule("TT603")
def centred(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The number is centred."""
    paras = _numbered(van, "header") or _numbered(van, "footer")
    if not paras:
        yield NOT_HERE
    for para in paras:
        if para.fmt.align in so["chon_can"] or _tabbed(para) or _framed(para):
            continue
        message = _("Số trang phải canh giữa")
        found = _("canh {kieu}").format(kieu=_(_WORDS.get(para.fmt.align, para.fmt.align)))
        fix = (Fix("doan", para, (("align", "center"),)),)
        yield Finding(message, para, found, _("canh giữa"), fix)


def _tabbed(para: Any) -> bool:
    """Put in the middle by a centring tab stop."""
    return "\t" in para.text and any(t.kind == "center" for t in para.fmt.tabs)


def _framed(para: Any) -> bool:
    """In a frame or text box of its own, which has a place of its own."""
    return bool(para.box) or any(node.tag.endswith("}framePr") for node in para.element.iter())


def _digits(para: Any) -> list[Any]:
    return [r for r in para.runs if r.kind == "field" or r.text.strip().isdigit()]


@rule("TT604")
def size(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The number is set in 13 or 14 points."""
    low, high = so["co"]
    paras = _numbered(van, "header") or _numbered(van, "footer")
    if not paras:
        yield NOT_HERE
    for para in paras:
        runs = _digits(para)
        sizes = {r.fmt.size for r in runs} or {para.mark.size}
        wrong = [s for s in sizes if not low - 0.01 <= s <= high + 0.01]
        if wrong:
            found = _("cỡ {co}").format(co=decimal(wrong[0]))
            wanted = _("cỡ {tu} đến {den}").format(tu=low, den=high)
            fix = (Fix("chu", para, (("size", float(high)),)),)
            yield Finding(_("Cỡ chữ số trang sai"), para, found, wanted, fix)


@rule("TT605")
def upright(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The number is upright and not bold."""
    paras = _numbered(van, "header") or _numbered(van, "footer")
    if not paras:
        yield NOT_HERE
    for para in paras:
        runs = _digits(para)
        if any(r.fmt.bold or r.fmt.italic for r in runs):
            bold = any(r.fmt.bold for r in runs)
            found = _("đậm") if bold else _("nghiêng")
            fix = (Fix("chu", para, (("bold", False), ("italic", False))),)
            yield Finding(_("Số trang in chữ đứng, không đậm"), para, found, _("đứng"), fix)


@rule("TT606")
def arabic(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Arabic digits."""
    if not _numbered(van, "header") and not _numbered(van, "footer"):
        yield NOT_HERE
        return
    for number, section in enumerate(van.source.sections, 1):
        if section.page_format not in ("decimal", "", "arabicDash"):
            message = _("Số trang phải là chữ số Ả Rập")
            yield Finding(message, section_name(van, number), section.page_format, "1, 2, 3")
    for para in [*_numbered(van, "header"), *_numbered(van, "footer")]:
        for field in para.fields:
            if field.name == "PAGE" and re.search(
                r"\\\*\s*(roman|alpha)", field.instruction, re.IGNORECASE
            ):
                message = _("Số trang phải là chữ số Ả Rập")
                yield Finding(message, para, field.instruction.strip(), "1, 2, 3")


@rule("TT607")
def first_hidden(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No number on the first page."""
    section = van.source.sections[0]
    numbered = {p.part_name for p in [*_numbered(van, "header"), *_numbered(van, "footer")]}
    if not numbered or van.only_annex:
        yield NOT_HERE
        return
    kind = "first" if section.title_page else "default"
    shown = {section.headers.get(kind), section.footers.get(kind)} & numbered
    if shown:
        message = _("Không hiển thị số trang ở trang thứ nhất")
        wanted = _("“Trang đầu khác” (Different First Page), không có số")
        found = _("trang 1 có số trang")
        yield Finding(message, section_name(van, 1), found, wanted)


@rule("TT608")
def restarts(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Every appendix counts its pages from 1."""
    labels = [i for i in van.of("phu_luc", part=None) if i.para is not None]
    if not labels or van.only_annex:
        yield NOT_HERE
        return
    if not _numbered(van, "header") and not _numbered(van, "footer"):
        yield NOT_HERE
        return
    used: set[int] = {0}
    for item in labels:
        if item.para is None or item.para.cell is not None:
            continue
        number = item.para.section
        section = van.source.sections[min(number, len(van.source.sections) - 1)]
        if number in used or section.page_start != 1:
            message = _("Số trang của phụ lục phải đánh riêng từ 1")
            found = _("tiếp số trang của văn bản") if number in used else _("không đánh lại từ 1")
            yield Finding(message, item, found, _("phần (section) riêng, số trang bắt đầu từ 1"))
        used.add(number)


@rule("TT609")
def bare(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Nothing but the number: no "Trang 2/5", no dashes."""
    paras = [*_numbered(van, "header"), *_numbered(van, "footer")]
    if not paras:
        yield NOT_HERE
    for para in paras:
        around = "".join(r.text for r in para.runs if r.kind != "field")
        if any(f.name in ("NUMPAGES", "SECTIONPAGES") for f in para.fields):
            around += "/"
        if weight(around) or around.strip(" \t\n"):
            if around.strip(" \t\n").isdigit():
                continue
            message = _("Chỉ ghi số trang, không thêm chữ hay dấu")
            yield Finding(message, para, para.text.strip(), "2")
