"""TT0: the page: paper, orientation, margins, font, colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.diagnostics import Severity
from generator.locale import N_, _
from generator.read.unseen import row_hides
from generator.rules.all_rules import rule
from generator.rules.document_view import weight
from generator.rules.finding import Finding, Fix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument
    from generator.rules.finding import Saying

_BLACK = frozenset({"", "000000", "AUTO"})
_BLACKISH = 0x30
"""Channels no brighter than this print as black."""


def millimetres(value: float) -> str:
    """A length as people write it: "19,9 mm"."""
    return f"{round(value, 1):g} mm".replace(".", ",")


def section_name(van: JudgedDocument, number: int) -> str:
    """The place of a section: "cả văn bản" where there is one only."""
    if len(van.source.sections) == 1:
        return _("trang (cả văn bản)")
    return _("trang, phần {so} (section)").format(so=number)


@rule("TT001")
def paper(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Every section is printed on A4, upright or lying."""
    short, long = so["rong"], so["cao"]
    for number, section in enumerate(van.source.sections, 1):
        sides = sorted((section.width, section.height))
        fits = abs(sides[0] - short) <= so["sai_so"] and abs(sides[1] - long) <= so["sai_so"]
        if section.size_given and fits:
            continue
        found = f"{section.width:.0f} × {section.height:.0f} mm"
        if not section.size_given:
            found = _("không ghi khổ giấy (Word lấy khổ Letter)")
        wanted = f"A4, {short} × {long} mm"
        yield Finding(_("Khổ giấy phải là A4"), section_name(van, number), found, wanted)


@rule("TT002")
def orientation(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A lying page only where tables stand, or in an appendix."""
    lying = [n for n, s in enumerate(van.source.sections) if s.width > s.height]
    if not lying:
        return
    tables = {
        p.section for p in van.paragraphs if p.cell is not None and p.cell.table not in van.framed
    }
    annexes = {
        i.para.section for i in van.items if i.para is not None and i.part and i.para.part == "body"
    }
    for number in lying:
        if number in tables or number in annexes or _empty(van, number):
            continue
        yield Finding(
            _("Trang nằm ngang chỉ dùng cho bảng, biểu hoặc phụ lục"),
            section_name(van, number + 1),
            _("nằm ngang, không có bảng"),
            _("trang đứng"),
        )


def _empty(van: JudgedDocument, number: int) -> bool:
    return not any(p.section == number and p.text.strip() for p in van.paragraphs)


_SIDES = {
    "TT003": (N_("Lề trên"), "top"),
    "TT004": (N_("Lề dưới"), "bottom"),
    "TT005": (N_("Lề trái"), "left"),
    "TT006": (N_("Lề phải"), "right"),
}


@rule("TT003", "TT004", "TT005", "TT006")
def margins(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Each margin of each section; lying pages (the decree's own differ) only as a warning."""
    name, side = _SIDES[so.code]
    low, high = so["le"]
    for number, section in enumerate(van.source.sections, 1):
        if _empty(van, number - 1) and len(van.source.sections) > 1:
            continue
        bound = section.gutter if side == "left" else 0.0  # what the binding takes is margin, too
        value = getattr(section, side) + bound
        if low - so["sai_so"] <= value <= high + so["sai_so"]:
            continue
        lying = section.width > section.height
        nearest = float(low if value < low else high) - bound
        fix = () if section.element is None else (Fix("trang", section, ((side, nearest),)),)
        message = _("{ten} phải từ {tu} đến {den} mm").format(ten=_(name), tu=low, den=high)
        yield Finding(
            message,
            section_name(van, number),
            millimetres(value),
            _("{tu} đến {den} mm").format(tu=low, den=high),
            fix,
            severity=Severity.WARNING if lying else None,
        )


def _groups(
    van: JudgedDocument, key: Callable[[Any, str], str | None]
) -> dict[str, tuple[Any, int, list[Any]]]:
    """Value → first paragraph, letters, paragraphs, of the runs for which `key` gives one."""
    groups: dict[str, tuple[Any, int, list[Any]]] = {}
    for para in van.paragraphs:
        for run in para.runs:
            text = run.text
            if not text or text.isspace() or run.kind == "math":
                continue
            value = key(run.fmt, text)
            if value is None:
                continue
            first, count, paras = groups.get(value, (para, 0, []))
            if not paras or paras[-1] is not para:
                paras.append(para)
            groups[value] = (first, count + weight(text), paras)
    return {value: group for value, group in groups.items() if group[1]}


_LEGACY = (".vn", "vni", "vntime", "uvn", "svn", "tcvn")


def is_legacy(font: str) -> bool:
    """A font of the old Vietnamese encodings, .VnTime or VNI-Times."""
    return font.lower().startswith(_LEGACY)


def _font_of(fmt: Any, text: str) -> str:
    """The font most of these letters are printed in."""
    if fmt.font == fmt.font_high:
        return str(fmt.font)
    high = sum(c.isalpha() and ord(c) > 127 for c in text)
    low = sum(c.isalnum() and ord(c) < 128 for c in text)
    return str(fmt.font_high if high > low else fmt.font)


@rule("TT007")
def font(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """All letters are in Times New Roman; signs of symbol fonts are no letters."""
    allowed = {name.lower() for name in so["chon_phong"]}

    def other(fmt: Any, text: str) -> str | None:
        if fmt.font.lower() in allowed and fmt.font_high.lower() in allowed:
            return None
        name = _font_of(fmt, text)
        if name.lower() in allowed or is_legacy(name) or not name:
            return None
        return name

    yield from _per_font(van, other, so["chon_phong"][0], _("Phông chữ phải là Times New Roman"))


@rule("TT008")
def legacy_font(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """A font of an old encoding on Unicode text: other machines print rubbish."""

    def old(fmt: Any, text: str) -> str | None:
        name = next((n for n in (fmt.font, fmt.font_high) if is_legacy(n)), "")
        return name or None

    message = _("Chữ Unicode còn mang tên phông chữ cũ")
    yield from _per_font(van, old, "Times New Roman", message)


def _per_font(
    van: JudgedDocument, key: Callable[[Any, str], str | None], wanted: str, message: str
) -> Iterator[Saying]:
    for name, (first, letters, paras) in _groups(van, key).items():
        found = _("{ten} ({so} chữ, {doan} đoạn)").format(ten=name, so=letters, doan=len(paras))
        fixes = tuple(Fix("chu", p, (("font", wanted),)) for p in paras)
        yield Finding(message, first, found, wanted, fixes)


@rule("TT009")
def colour(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Letters are black; only the mark of urgency is red."""
    urgent = {id(i.para) for i in van.of("muc_do_khan", "do_mat", "luu_hanh", part=None)}

    def coloured(fmt: Any, text: str) -> str | None:
        value = str(fmt.colour or "").upper()
        return None if value in _BLACK or _dark(value) else value

    for value, (__, letters, paras) in _groups(van, coloured).items():
        left = [p for p in paras if id(p) not in urgent]
        if not left:
            continue
        found = _("màu {ma} ({so} chữ)").format(ma=value, so=letters)
        fixes = tuple(Fix("chu", p, (("colour", ""),)) for p in left)
        yield Finding(_("Chữ phải màu đen"), left[0], found, _("màu đen"), fixes)


def _dark(value: str) -> bool:
    try:
        return len(value) == 6 and all(int(value[i : i + 2], 16) <= _BLACKISH for i in (0, 2, 4))
    except ValueError:
        return True


@rule("TT010")
def highlight(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No marker pen left in the text."""

    def marked(fmt: Any, text: str) -> str | None:
        return str(fmt.highlight) if fmt.highlight and fmt.highlight != "white" else None

    for value, (first, letters, paras) in _groups(van, marked).items():
        found = _("tô {mau} ({so} chữ)").format(mau=value, so=letters)
        fixes = tuple(Fix("chu", p, (("highlight", ""),)) for p in paras)
        yield Finding(_("Còn chữ tô màu nền"), first, found, _("không tô"), fixes)


@rule("TT011")
def hidden(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """No hidden text goes out with the document."""
    paras = [
        p
        for p in van.paragraphs
        if weight(p.hidden) > 1 or (weight(p.text) > 1 and row_hides(p.element))
    ]
    if not paras:
        return
    found = _("{so} đoạn có chữ ẩn").format(so=len(paras))
    yield Finding(_("Văn bản có chữ ẩn"), paras[0], found, _("không có chữ ẩn"))
