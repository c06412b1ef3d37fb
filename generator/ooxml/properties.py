"""What one rPr or pPr says, as a small dict: one layer of the formatting, unmerged.

Keys of a run: font, font_high, size, the toggles of TOGGLES, underline, … as in
`RunFormat`; of a paragraph as in `ParaFormat`, indents in twips until they are merged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.ooxml.elements import local
from generator.ooxml.names import VAL, W, is_on, points, whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.ooxml.elements import Element

Layer = dict[str, Any]
TOGGLES = ("bold", "italic", "caps", "small_caps", "strike", "hidden")
"""Properties that styles of different kinds toggle (ECMA-376-1, 17.7.3)."""

_ON_OFF: dict[object, str] = {
    W + "b": "bold",
    W + "i": "italic",
    W + "caps": "caps",
    W + "smallCaps": "small_caps",
    W + "strike": "strike",
    W + "vanish": "hidden",
    W + "dstrike": "double_strike",
    W + "webHidden": "web_hidden",
}
_FONTS = (("font", "ascii"), ("font_high", "hAnsi"))


def run_layer(rpr: Element, fonts: Mapping[str, str]) -> Layer:
    """Read an rPr. `fonts` maps theme names such as minorHAnsi to fonts."""
    layer: Layer = {}
    for child in rpr:
        tag = child.tag
        name = _ON_OFF.get(tag)
        if name is not None:
            layer[name] = is_on(child.get(VAL))
            continue
        read = _RUN.get(tag)
        if read is not None:
            read(layer, child)
        elif tag == _R_FONTS:
            _read_fonts(layer, child, fonts)
    return layer


_R_FONTS = W + "rFonts"


def _read_fonts(layer: Layer, node: Element, fonts: Mapping[str, str]) -> None:
    for key, slot in _FONTS:
        theme = node.get(f"{W}{slot}Theme")
        name = (fonts.get(theme) if theme else None) or node.get(W + slot)
        if name:
            # LibreOffice writes a list of stand-ins: "UVnTime;Times New Roman"
            layer[key] = name.partition(";")[0].strip()


def _size(layer: Layer, node: Element) -> None:
    size = points(node.get(VAL), 2)
    if size is not None and size > 0:
        layer["size"] = size


def _underline(layer: Layer, node: Element) -> None:
    kind = node.get(VAL) or "single"
    layer["underline"] = "" if kind == "none" else kind


def _colour(layer: Layer, node: Element) -> None:
    value = node.get(VAL) or ""
    layer["colour"] = "" if value == "auto" else value.upper()


def _highlight(layer: Layer, node: Element) -> None:
    value = node.get(VAL) or ""
    layer["highlight"] = "" if value == "none" else value


def _shade(layer: Layer, node: Element) -> None:
    fill = node.get(W + "fill") or ""
    layer["shade"] = "" if fill == "auto" else fill.upper()


def _spacing(layer: Layer, node: Element) -> None:
    layer["spacing"] = points(node.get(VAL)) or 0.0


def _position(layer: Layer, node: Element) -> None:
    layer["raised"] = points(node.get(VAL), 2) or 0.0


def _vertical(layer: Layer, node: Element) -> None:
    kind = node.get(VAL) or ""
    layer["vertical"] = kind if kind in {"superscript", "subscript"} else ""


def _language(layer: Layer, node: Element) -> None:
    if node.get(VAL):
        layer["lang"] = node.get(VAL)


def _scale(layer: Layer, node: Element) -> None:
    percent = whole((node.get(VAL) or "").rstrip("%"))
    if percent:
        layer["scale"] = percent


def _kerning(layer: Layer, node: Element) -> None:
    layer["kerning"] = bool(whole(node.get(VAL)))


_RUN: dict[object, Callable[[Layer, Element], None]] = {
    W + "kern": _kerning,
    W + "sz": _size,
    W + "u": _underline,
    W + "color": _colour,
    W + "highlight": _highlight,
    W + "shd": _shade,
    W + "spacing": _spacing,
    W + "position": _position,
    W + "vertAlign": _vertical,
    W + "lang": _language,
    W + "w": _scale,
}

_ALIGN = {
    "start": "left",
    "left": "left",
    "numTab": "left",
    "end": "right",
    "right": "right",
    "center": "center",
    "both": "both",
    "distribute": "both",
    "lowKashida": "both",
    "mediumKashida": "both",
    "highKashida": "both",
    "thaiDistribute": "both",
}
_FLAGS: dict[object, str] = {
    W + "keepNext": "keep_next",
    W + "keepLines": "keep_lines",
    W + "pageBreakBefore": "page_break_before",
    W + "widowControl": "widow",
    W + "contextualSpacing": "contextual",
    W + "mirrorIndents": "mirror",
    W + "bidi": "bidi",
}


def para_layer(ppr: Element) -> Layer:
    """Read a pPr. Its style and numbering are read by the caller, who merges them."""
    layer: Layer = {}
    for child in ppr:
        tag = child.tag
        name = _FLAGS.get(tag)
        if name is not None:
            layer[name] = is_on(child.get(VAL))
            continue
        read = _PARA.get(tag)
        if read is not None:
            read(layer, child)
    return layer


def _justify(layer: Layer, node: Element) -> None:
    layer["align"] = _ALIGN.get(node.get(VAL) or "", "left")


def _indent(layer: Layer, node: Element) -> None:
    for key, *names in (("left", "start", "left"), ("right", "end", "right")):
        for name in names:
            if (size := points(node.get(W + name))) is not None:
                layer[key] = size
                break
        for name in names:
            if (chars := whole(node.get(f"{W}{name}Chars"))) is not None:
                layer[key + "_chars"] = chars
                break
    hanging, first = points(node.get(W + "hanging")), points(node.get(W + "firstLine"))
    if hanging is not None:
        layer["first"] = -hanging
    elif first is not None:
        layer["first"] = first
    hanging_chars, chars = (
        whole(node.get(W + "hangingChars")),
        whole(node.get(W + "firstLineChars")),
    )
    if hanging_chars:
        layer["first_chars"] = -hanging_chars
    elif chars is not None:
        layer["first_chars"] = chars


def _para_spacing(layer: Layer, node: Element) -> None:
    for key in ("before", "after"):
        if (size := points(node.get(W + key))) is not None:
            layer[key] = size
        if (lines := whole(node.get(f"{W}{key}Lines"))) is not None:
            layer[key + "_lines"] = lines
        if (auto := node.get(f"{W}{key}Autospacing")) is not None:
            layer[key + "_auto"] = is_on(auto)
    line, rule = points(node.get(W + "line")), node.get(W + "lineRule")
    if line is not None:
        layer["line"] = line
    if rule is not None or line is not None:
        layer["rule"] = rule if rule in {"exact", "atLeast"} else "auto"


def _outline(layer: Layer, node: Element) -> None:
    level = whole(node.get(VAL))
    layer["outline"] = level if level is not None and 0 <= level < 9 else None


def _tabs(layer: Layer, node: Element) -> None:
    stops = layer.setdefault("tabs", [])
    for stop in node:
        place = points(stop.get(W + "pos"))
        if place is not None:
            stops.append((round(place * 20), stop.get(VAL) or "left", stop.get(W + "leader") or ""))


def _borders(layer: Layer, node: Element) -> None:
    layer["borders"] = {**layer.get("borders", {}), **border_sides(node)}


def border_sides(node: Element) -> dict[str, tuple[str, float, float, str]]:
    """Side → (kind, width in points, distance in points, colour); kind "none" included."""
    found = {}
    for child in node:
        side = local(child)
        side = {"start": "left", "end": "right"}.get(side, side)
        kind = child.get(VAL) or "none"
        found[side] = (
            "none" if kind == "nil" else kind,
            points(child.get(W + "sz"), 8) or 0.0,
            points(child.get(W + "space"), 1) or 0.0,
            child.get(W + "color") or "",
        )
    return found


_PARA: dict[object, Callable[[Layer, Element], None]] = {
    W + "jc": _justify,
    W + "ind": _indent,
    W + "spacing": _para_spacing,
    W + "outlineLvl": _outline,
    W + "tabs": _tabs,
    W + "pBdr": _borders,
    W + "shd": _shade,
}
