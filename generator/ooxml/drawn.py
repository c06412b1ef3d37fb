"""Lines drawn on the page: DrawingML and VML shapes, borders, underlines, dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, cast

from generator.ooxml.content import DrawnRule
from generator.ooxml.elements import local
from generator.ooxml.names import MC, MM_PER_EMU, MM_PER_POINT, WP, WPS, A, V, W, whole
from generator.text.measure import line_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.ooxml.content import Para
    from generator.ooxml.elements import Element

SHORTEST = 5.0
"""mm: a shorter line is no rule."""
_THIN = 1.5
_SLANT = 0.08
_LINES = frozenset({"line", "lineInv", "straightConnector1"})
_VML_LINES = frozenset({"#_x0000_t20", "#_x0000_t32"})
_CHARACTERS = re.compile(r"[\s_\-=*‐‑‒–—―─━]*(o0o)?[\s_\-=*‐‑‒–—―─━]*", re.IGNORECASE)
_DRAWN = frozenset("_-=*‐‑‒–—―─━")
_BOX = W + "txbxContent"
_ALTERNATE = MC + "AlternateContent"


class DrawnLine(NamedTuple):
    """A horizontal line found in a drawing, before its paragraph is known."""

    kind: Literal["shape", "vml"]
    length: float
    align: str | None
    offset: float | None
    drop: float | None
    width: float | None
    style: str
    element: Element


def chosen(alternate: Element) -> Iterable[Element]:
    """The branch of an mc:AlternateContent that Word shows: Choice, else Fallback."""
    for name in ("Choice", "Fallback"):
        branch = alternate.find(MC + name)
        if branch is not None and len(branch):
            return branch
    return ()


def look_into(drawing: Element) -> tuple[list[Element], list[DrawnLine]]:
    """The contents of text boxes in a drawing, and its horizontal lines; Fallback is not read."""
    boxes: list[Element] = []
    shapes: list[DrawnLine] = []
    for node in _descend(drawing):
        if node.tag == _BOX:
            boxes.append(node)
        elif node.tag in _SHAPE_TAGS:
            shape = _drawing_line(node) if node.tag == _WSP else _vml_line(node)
            if shape is not None and shape.length >= SHORTEST:
                shapes.append(shape)
    return boxes, shapes


_WSP = WPS + "wsp"
_SHAPE_TAGS = frozenset({_WSP, V + "line", V + "shape", V + "rect"})


def _descend(root: Element) -> Iterator[Element]:
    """All nodes in order, one branch of each alternative, not into text boxes."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.tag == _ALTERNATE:
            stack.extend(reversed(list(chosen(node))))
            continue
        yield node
        if node.tag != _BOX:
            stack.extend(reversed(list(node)))


def _drawing_line(wsp: Element) -> DrawnLine | None:
    properties = wsp.find(WPS + "spPr")
    if properties is None or wsp.find(WPS + "txbx") is not None:
        return None
    geometry = properties.find(A + "prstGeom")
    kind = "" if geometry is None else geometry.get("prst") or ""
    anchor = next(wsp.iterancestors(WP + "anchor", WP + "inline"), None)
    width, height = _extent(properties, anchor)
    if width is None or height is None or not _is_flat(width, height, kind in _LINES):
        return None
    line = properties.find(A + "ln")
    if line is not None and line.find(A + "noFill") is not None and kind in _LINES:
        return None
    thickness = whole(line.get("w")) if line is not None else None
    dash = None if line is None else line.find(A + "prstDash")
    align, offset, drop = _place(anchor)
    return DrawnLine(
        "shape",
        round(width, 2),
        align,
        offset,
        drop,
        None if thickness is None else round(thickness / 12700, 2),
        "solid" if dash is None else dash.get("val") or "solid",
        wsp,
    )


def _extent(properties: Element, anchor: Element | None) -> tuple[float | None, float | None]:
    """Width and height, mm. A shape in a group is scaled as its groups are."""
    size = properties.find(f"{A}xfrm/{A}ext")
    scale_x = scale_y = 1.0
    grouped = False
    for group in properties.iterancestors():
        if group is anchor:
            break
        frame = group.find(f"*/{A}xfrm")
        if local(group) not in {"wgp", "grpSp"} or frame is None:
            continue
        outer, inner = frame.find(A + "ext"), frame.find(A + "chExt")
        if outer is None or inner is None:
            continue
        grouped = True
        for_x, for_y = _number(inner, "cx"), _number(inner, "cy")
        scale_x *= _number(outer, "cx") / for_x if for_x else 1.0
        scale_y *= _number(outer, "cy") / for_y if for_y else 1.0
    if size is None or not grouped:
        outer = None if anchor is None else anchor.find(WP + "extent")
        size = outer if outer is not None and not grouped else size
    if size is None:
        return None, None
    return (
        _number(size, "cx") * scale_x * MM_PER_EMU,
        _number(size, "cy") * scale_y * MM_PER_EMU,
    )


def _number(node: Element, name: str) -> float:
    return float(whole(node.get(name)) or 0)


def _is_flat(width: float, height: float, is_line: bool) -> bool:
    return height <= (max(_THIN, width * _SLANT) if is_line else _THIN) and width > height


def _place(anchor: Element | None) -> tuple[str | None, float | None, float | None]:
    """Alignment by name, mm from the left of the column, mm under the paragraph's top."""
    across = None if anchor is None else anchor.find(WP + "positionH")
    down = None if anchor is None else anchor.find(WP + "positionV")
    align = offset = drop = None
    if across is not None:
        named = across.find(WP + "align")
        if named is not None and named.text in {"left", "center", "right"}:
            align = named.text
        elif across.get("relativeFrom") in {"column", "character"}:
            offset = _emu(across.find(WP + "posOffset"))
    if down is not None and down.get("relativeFrom") in {"paragraph", "line"}:
        drop = _emu(down.find(WP + "posOffset"))
    return align, offset, drop


def _emu(node: Element | None) -> float | None:
    size = None if node is None else whole((node.text or "").strip())
    return None if size is None else round(size * MM_PER_EMU, 2)


_CSS_UNITS = {
    "pt": 1.0,
    "in": 72.0,
    "mm": 72 / 25.4,
    "cm": 72 / 2.54,
    "pc": 12.0,
    "px": 0.75,
    "": 0.75,
}
_CSS = re.compile(r"\s*(-?[\d.]+)\s*(pt|in|mm|cm|pc|px)?\s*$")


def _css(text: str | None, scale: float | None = None) -> float | None:
    """A length of VML in mm; a bare number counts by `scale` in a group, else as pixels."""
    found = _CSS.match(text or "")
    if found is None:
        return None
    try:
        number = float(found[1])
    except ValueError:
        return None
    if found[2] is None and scale is not None:
        return round(number * scale, 2)
    return round(number * _CSS_UNITS[found[2] or ""] * MM_PER_POINT, 2)


def _vml_style(node: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in (node.get("style") or "").split(";"))
    return {key.strip().lower(): value.strip() for key, _colon, value in pairs}


def _vml_line(node: Element) -> DrawnLine | None:
    style = _vml_style(node)
    if style.get("visibility") == "hidden" or node.get("stroked") in {"f", "false"}:
        return None
    scale_x, scale_y = _group_scale(node)
    left = _css(style.get("margin-left") or style.get("left"), scale_x)
    drop = _css(style.get("margin-top") or style.get("top"), scale_y)
    if node.tag == V + "line":
        start, end = (
            _point(node.get("from"), scale_x, scale_y),
            _point(node.get("to"), scale_x, scale_y),
        )
        if start is None or end is None:
            return None
        width, height = abs(end[0] - start[0]), abs(end[1] - start[1])
        left = (left or 0.0) + min(start[0], end[0])
        drop = (drop or 0.0) + min(start[1], end[1])
    else:
        if node.find(V + "textbox") is not None or node.find(V + "imagedata") is not None:
            return None
        across, down = _css(style.get("width"), scale_x), _css(style.get("height"), scale_y)
        if across is None or down is None:
            return None
        width, height = across, down
    if not _is_flat(width, height, node.tag == V + "line" or node.get("type") in _VML_LINES):
        return None
    named = style.get("mso-position-horizontal")
    stroke = node.find(V + "stroke")
    thickness = _css(node.get("strokeweight"))
    return DrawnLine(
        "vml",
        round(width, 2),
        named if named in {"left", "center", "right"} else None,
        None if _is_off_column(style) or left is None else round(left, 2),
        None if drop is None else round(drop, 2),
        None if thickness is None else round(thickness / MM_PER_POINT, 2),
        "solid" if stroke is None else stroke.get("dashstyle") or "solid",
        node,
    )


def _is_off_column(style: dict[str, str]) -> bool:
    return style.get("mso-position-horizontal-relative", "text") in {"page", "margin"}


def _point(
    text: str | None, scale_x: float | None, scale_y: float | None
) -> tuple[float, float] | None:
    x, _comma, y = (text or "").partition(",")
    across, down = _css(x or "0", scale_x), _css(y or "0", scale_y)
    return None if across is None or down is None else (across, down)


def _group_scale(node: Element) -> tuple[float | None, float | None]:
    """Mm of one unit inside the v:group around a shape; None outside a group."""
    scale_x = scale_y = None
    for group in reversed(list(node.iterancestors(V + "group"))):
        style = _vml_style(group)
        width, height = _css(style.get("width"), scale_x), _css(style.get("height"), scale_y)
        across, _comma, down = (group.get("coordsize") or "1000,1000").partition(",")
        columns, rows = whole(across), whole(down)
        if width is None or height is None or not columns or not rows:
            return None, None
        scale_x, scale_y = width / columns, height / rows
    return scale_x, scale_y


def shape_rule(shape: DrawnLine, para: Para, room: float | None) -> DrawnRule:
    """A drawn line with the paragraph it is anchored to. An inline one stands as its text."""
    align = shape.align
    if align is None and shape.offset is None and para.fmt.align != "both":
        is_inline = next(shape.element.iterancestors(WP + "inline"), None) is not None
        align = para.fmt.align if is_inline else None
    return DrawnRule(
        shape.kind,
        shape.length,
        para,
        "",
        cast("Any", align),
        shape.offset,
        room,
        shape.drop,
        shape.width,
        shape.style,
        shape.element,
    )


def text_rules(para: Para, room: float | None) -> Iterator[DrawnRule]:
    """Rules made of the paragraph's own text: dashes, or an underline."""
    text = para.text.strip()
    align = None if para.fmt.align == "both" else para.fmt.align
    if len(text) >= 3 and _CHARACTERS.fullmatch(text) and _DRAWN.intersection(text):
        length = round(line_width(text, para.size, "bold"), 2)
        yield _own(para, "characters", "", length, align, room, None, text[0])
        return
    underlined = [run for run in para.runs if run.fmt.underline and run.text]
    if not underlined:
        return
    blank = [run for run in underlined if not run.text.strip()]
    if text and len(underlined) != len([r for r in para.runs if r.text.strip() or r in underlined]):
        underlined = blank
    if not underlined or not (text or blank):
        return
    length = sum(
        line_width(run.text, run.fmt.size, "bold" if run.fmt.bold else "italic")
        for run in underlined
    )
    has_tab = any("\t" in run.text for run in underlined)
    if length >= SHORTEST:
        kind = underlined[0].fmt.underline
        known = None if has_tab else round(length, 2)
        yield _own(para, "underline", "bottom", known, align, room, None, kind)


def border_rules(paras: list[Para], rooms: dict[int, float | None]) -> Iterator[DrawnRule]:
    """Borders above or under paragraphs; neighbours with equal borders share one frame."""
    for number, para in enumerate(paras):
        sides = {b.side: b for b in para.fmt.borders}
        if not sides or "left" in sides or "right" in sides:
            continue
        before = paras[number - 1] if number else None
        after = paras[number + 1] if number + 1 < len(paras) else None
        for side, other in (("top", before), ("bottom", after)):
            border = sides.get(side)
            if border is None or (other is not None and _shares_frame(para, other)):
                continue
            room = rooms.get(para.index)
            length = None
            if room is not None:
                length = round(room - para.fmt.left - para.fmt.right, 2)
            yield DrawnRule(
                "paragraph_border",
                length,
                para,
                cast("Any", side),
                None,
                para.fmt.left,
                room,
                None,
                border.width,
                border.kind,
                para.element,
            )


def _shares_frame(para: Para, other: Para) -> bool:
    return (
        other.cell is para.cell
        and other.fmt.borders == para.fmt.borders
        and (other.fmt.left, other.fmt.right) == (para.fmt.left, para.fmt.right)
    )


def cell_rules(first: Para, last: Para) -> Iterator[DrawnRule]:
    """The line above or under a cell that is no frame of a grid."""
    cell = last.cell
    if cell is None or "left" in cell.borders or "right" in cell.borders:
        return
    for side, para in (("top", first), ("bottom", last)):
        if side in cell.borders:
            yield DrawnRule(
                "cell_border",
                cell.width,
                para,
                cast("Any", side),
                None,
                0.0,
                cell.width,
                None,
                None,
                "single",
                para.element,
            )


def _own(
    para: Para,
    kind: Literal["characters", "underline"],
    side: Literal["", "bottom"],
    length: float | None,
    align: Any,
    room: float | None,
    width: float | None,
    style: str,
) -> DrawnRule:
    return DrawnRule(kind, length, para, side, align, None, room, None, width, style, para.element)
