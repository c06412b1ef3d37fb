"""TT12, TT15, TT22: the drawn lines under Tiêu ngữ, agency, subject and annex reference.

A line may be a shape, VML, the border of a paragraph or cell, an underline, or a row of
dashes; `word.rules` gives them all alike with their length where it can be known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.locale import _
from generator.rules.all_rules import rule
from generator.rules.document_view import NAMES
from generator.rules.families.page import millimetres
from generator.rules.finding import NOT_HERE, Finding, Saying, Skip
from generator.text.measure import line_width, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument, JudgedLine

_OWNERS = {
    "TT12": ("tieu_ngu",),
    "TT15": ("co_quan",),
    "TT22": ("trich_yeu", "ten_loai"),
    "TT63": ("kem_theo",),
}
_NEAR = 4
"""A shape may be anchored so many paragraphs after the text above it (or one before)."""
_SOLID = frozenset({"", "single", "solid", "thick", "sng", "double", "thin"})


def _owners(van: JudgedDocument, code: str) -> list[JudgedLine]:
    """The lines of text the stroke stands under."""
    for role in _OWNERS[code[:4]]:
        items = van.of(role, part=None if role == "kem_theo" else 0)
        if items and not (role != "tieu_ngu" and van.letter and role in ("trich_yeu", "ten_loai")):
            return items
    return []


def stroke_under(van: JudgedDocument, owners: list[JudgedLine]) -> Any:
    """The drawn line under the last of some lines of text; None where there is none."""
    last = owners[-1]
    if last.para is None:
        return None
    near = _positions(van, last)
    own = [r for r in van.strokes if r.para is last.para and r.side != "top"]
    if own:
        return own[0]
    for rule_ in van.strokes:
        place = near.get(id(rule_.para))
        if place is not None and not _belongs_elsewhere(van, rule_, owners):
            return rule_
    return None


def _positions(van: JudgedDocument, last: JudgedLine) -> dict[int, int]:
    """The paragraphs, by identity, to which a line under this one may be anchored."""
    para = last.para
    found: dict[int, int] = {}
    if para is None:
        return found
    column = _column(para)
    steps = 0
    for other in van.source.paragraphs[para.index + 1 : para.index + 40]:
        if other.part != para.part or steps >= _NEAR:
            break
        if _column(other) != column:
            if para.cell is not None and other.cell is not None:
                continue
            break
        found[id(other)] = steps
        steps += 1
        if other.text.strip(" _-–—─.") and steps > 1:
            break
    if para.index:
        before = van.source.paragraphs[para.index - 1]
        if _column(before) == column:
            found[id(before)] = _NEAR
    return found


def _column(para: Any) -> tuple[int, int] | None:
    return (para.cell.table, para.cell.col) if para.cell is not None else None


def _belongs_elsewhere(van: JudgedDocument, stroke: Any, owners: list[JudgedLine]) -> bool:
    """An underline of other words, or the top border of the next cell."""
    if stroke.kind == "underline":
        return all(stroke.para is not item.para for item in owners)
    item = van.item_of(stroke.para)
    if item is None or item in owners:
        return False
    return stroke.kind == "paragraph_border" and stroke.side == "bottom" and bool(item.text.strip())


@rule("TT121", "TT151", "TT221", "TT637")
def drawn(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """There is a line under the text."""
    owners = _owners(van, so.code)
    if not owners:
        yield NOT_HERE
        return
    groups = [[o] for o in owners] if so.code == "TT637" else [owners]
    for group in groups:
        if stroke_under(van, group) is None:
            name = _(NAMES[group[-1].role])
            yield Finding(
                _("Thiếu nét gạch dưới {ten}").format(ten=name),
                group[-1],
                _("không có nét gạch"),
                _("một nét liền"),
            )


@rule("TT122", "TT152", "TT222")
def length(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """As long as the Tiêu ngữ; a third to a half of the line of agency and subject."""
    owners = _owners(van, so.code)
    stroke = stroke_under(van, owners) if owners else None
    if stroke is None:
        yield NOT_HERE
        return
    if stroke.length is None or stroke.kind == "characters":
        yield Skip(_("độ dài nét gạch không ghi trong tệp (gõ bằng ký tự, hoặc theo bề rộng ô)"))
        return
    low, high = so["ti_le"]
    slack = so.get("sai_so", 0.0)
    lines = _lines(owners, stroke)
    if not lines:
        yield Skip(_("không tính được bề rộng dòng chữ"))
        return
    shares = [long / width for long in _lengths(stroke) for width in lines]
    if any(low - slack <= share <= high + slack for share in shares):
        return
    width = lines[0]
    name = _(NAMES[owners[-1].role])
    message = _("Nét gạch dưới {ten} dài không đúng").format(ten=name)
    wanted = _("{tu} đến {den}").format(tu=millimetres(low * width), den=millimetres(high * width))
    found = _("{dai}, dòng chữ {chu}").format(
        dai=millimetres(stroke.length), chu=millimetres(width)
    )
    yield Finding(message, owners[-1], found, wanted)


_PADDING = 3.82
"""mm a cell's own margins may take from a border, or not: tables for layout often set none."""


def _lengths(stroke: Any) -> tuple[float, ...]:
    """The length a stroke may have."""
    if stroke.kind == "paragraph_border" and stroke.para.cell is not None:
        return (stroke.length, stroke.length + _PADDING)
    return (stroke.length,)


def _lines(owners: list[JudgedLine], stroke: Any) -> list[float]:
    """Widths of the printed lines above the stroke, last one first, mm."""
    widths: list[float] = []
    for item in owners:
        size = next((m.size for m in item.marks if m.size), None)
        if size is None or item.shared:
            return []
        text = _as_typed(item).strip(" ")
        room = _room(item, stroke)
        widths += wrap(text, room, size) if room else [line_width(text, size)]
    widths = [w for w in widths if w > 0]
    if not widths:
        return []
    return [widths[-1], max(widths)]


def _as_typed(item: JudgedLine) -> str:
    """The words with the blanks that do not break, which decide where the lines end."""
    typed = item.para.text if item.para is not None else ""
    return typed if typed.split() == item.text.split() else item.text


def _room(item: JudgedLine, stroke: Any) -> float | None:
    para = item.para
    if para is None:
        return None
    width = para.cell.width if para.cell is not None else stroke.room
    if width is None:
        return None
    return float(max(width - max(para.fmt.left, 0) - max(para.fmt.right, 0), 10.0))


@rule("TT123")
def solid(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The lines of the head are solid."""
    seen = False
    for code in ("TT12", "TT15", "TT22"):
        owners = _owners(van, code)
        stroke = stroke_under(van, owners) if owners else None
        if stroke is None:
            continue
        seen = True
        if stroke.kind != "characters" and stroke.style not in _SOLID:
            message = _("Nét gạch dưới {ten} phải là nét liền").format(
                ten=_(NAMES[owners[-1].role])
            )
            yield Finding(message, owners[-1], stroke.style, _("nét liền"))
    if not seen:
        yield NOT_HERE


@rule("TT153")
def centred(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """The short line stands in the middle under the name of the agency."""
    owners = _owners(van, "TT15")
    stroke = stroke_under(van, owners) if owners else None
    if stroke is None or stroke.centre_off is None:
        yield NOT_HERE if stroke is None else Skip(_("vị trí nét gạch không ghi trong tệp"))
        return
    if abs(stroke.centre_off) > so["toi_da"]:
        found = _("lệch {so}").format(so=millimetres(abs(stroke.centre_off)))
        message = _("Nét gạch dưới tên cơ quan phải ở giữa dòng chữ")
        yield Finding(message, owners[-1], found, _("ở giữa"))
