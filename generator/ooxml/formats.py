"""Effective formatting: what each run and paragraph looks like when printed.

Layers, weakest first: document defaults, table style with its conditions, the
paragraph style's chain (a list level's indents come in where the list is named),
the character style's chain, direct formatting (ECMA-376-1, 17.7.2). Each chain is
merged once; equal direct formatting on the same base is read once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.ooxml.names import MM_PER_POINT, VAL, A, W, whole
from generator.ooxml.properties import TOGGLES, Layer, para_layer, run_layer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.ooxml.automatic_numbers import WordLists
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

Align = Literal["left", "center", "right", "both"]


class RunFormat(NamedTuple):
    """How characters look. Sizes in points."""

    font: str
    """Font of ASCII characters."""
    font_high: str
    """Font of the others, so of most Vietnamese letters with marks; usually the same."""
    size: float
    bold: bool
    italic: bool
    underline: str
    """Kind of underline, such as "single"; "" when none."""
    strike: bool
    caps: bool
    small_caps: bool
    colour: str
    """RRGGBB; "" when automatic (black)."""
    highlight: str
    shade: str
    """Background RRGGBB; "" when none."""
    hidden: bool
    spacing: float
    """Extra distance between characters."""
    raised: float
    vertical: str
    """"superscript", "subscript" or ""."""
    scale: int
    """Width of the characters, percent."""
    lang: str
    style: str
    """Id of the character style; "" when none."""
    kerning: bool = False
    """Pairs of letters may stand nearer to one another, as the font says."""


class Border(NamedTuple):
    """One border: its side, kind ("single", …), width and distance in points, colour."""

    side: str
    kind: str
    width: float
    space: float
    colour: str


class Tab(NamedTuple):
    """A tab stop, mm from the left margin."""

    place: float
    kind: str
    leader: str


class ParaFormat(NamedTuple):
    """How a paragraph looks. Indents in mm, distances in points."""

    align: Align
    left: float
    right: float
    first_line: float
    """Indent of the first line against the others; negative when it hangs."""
    before: float
    after: float
    line: float | None
    """Multiple of a single line; None when the distance is given in points."""
    line_pt: float | None
    rule: Literal["auto", "exact", "atLeast"]
    keep_next: bool
    keep_lines: bool
    widow: bool
    page_break_before: bool
    outline: int | None
    """Level of the outline from 0; None for text."""
    contextual: bool
    style: str
    """Id of the paragraph style."""
    style_name: str
    borders: tuple[Border, ...]
    tabs: tuple[Tab, ...]
    shade: str
    num_id: int
    """The list the paragraph is numbered by; 0 when none."""
    level: int
    bidi: bool
    mirror: bool


class WordStyle(NamedTuple):
    """A style as the file writes it."""

    id: str
    name: str
    kind: str
    parent: str
    element: Element


_PLAIN: Layer = {
    "font": "Times New Roman",
    "font_high": "Times New Roman",
    "size": 10.0,
    "underline": "",
    "colour": "",
    "highlight": "",
    "shade": "",
    "spacing": 0.0,
    "raised": 0.0,
    "vertical": "",
    "scale": 100,
    "lang": "",
    "kerning": False,
}
_KEYS = tuple(_PLAIN)
_AUTO_SPACE = 14.0
"""Points Word puts for "automatic" space before or after a paragraph."""
_MAX_CHAIN = 64


class _Base:
    """The formatting under a paragraph's runs: everything but character style and direct."""

    __slots__ = ("default", "layer", "para", "runs", "table")

    def __init__(self, default: Layer, table: Layer, para: Layer) -> None:
        self.default, self.table, self.para = default, table, para
        self.layer = {**_PLAIN, **default, **table, **para}
        self.runs: dict[Any, RunFormat] = {}


class Formats:
    """Effective formatting of one document."""

    def __init__(self, word: Word) -> None:
        self.fonts = _theme_fonts(word)
        name = word.related("styles")
        root = word.xml(name) if name else None
        self.styles: dict[str, WordStyle] = {}
        self.default: dict[str, str] = {}
        """Kind of style → id of its default."""
        self._run_default: Layer = {}
        self._para_default: Layer = {}
        if root is not None:
            self._read(root)
        self.numbering: WordLists | None = None
        self._chains: dict[str, list[WordStyle]] = {}
        self._runs_of: dict[str, Layer] = {}
        self._bases: dict[Any, _Base] = {}
        self._paras: dict[Any, ParaFormat] = {}

    def _read(self, root: Element) -> None:
        for node in root:
            if node.tag == W + "style":
                style = WordStyle(
                    node.get(W + "styleId") or "",
                    _value(node, "name"),
                    node.get(W + "type") or "paragraph",
                    _value(node, "basedOn"),
                    node,
                )
                self.styles.setdefault(style.id, style)
                if node.get(W + "default") in {"1", "true", "on"}:
                    self.default.setdefault(style.kind, style.id)
            elif node.tag == W + "docDefaults":
                rpr = node.find(f"{W}rPrDefault/{W}rPr")
                ppr = node.find(f"{W}pPrDefault/{W}pPr")
                self._run_default = run_layer(rpr, self.fonts) if rpr is not None else {}
                self._para_default = para_layer(ppr) if ppr is not None else {}

    def chain(self, style: str) -> list[WordStyle]:
        """A style and those it is based on, the root first. Circles are cut."""
        if style not in self._chains:
            found: list[WordStyle] = []
            current = self.styles.get(style)
            while current and current not in found and len(found) < _MAX_CHAIN:
                found.append(current)
                current = self.styles.get(current.parent)
            self._chains[style] = found[::-1]
        return self._chains[style]

    def style_of(self, ppr: Element | None) -> str:
        """Id of the paragraph style a pPr names, or of the default one."""
        node = None if ppr is None else ppr.find(_PSTYLE)
        style = "" if node is None else node.get(VAL) or ""
        found = self.styles.get(style)
        if found is not None and found.kind == "paragraph":
            return style
        return self.default.get("paragraph", "")

    def style_runs(self, style: str) -> Layer:
        """The run properties of a style's chain, merged."""
        layer = self._runs_of.get(style)
        if layer is None:
            layer = self._runs_of[style] = {}
            for each in self.chain(style):
                rpr = each.element.find(W + "rPr")
                if rpr is not None:
                    layer.update(run_layer(rpr, self.fonts))
        return layer

    def base(self, style: str, table: TableLayers | None) -> _Base:
        """What lies under the runs of a paragraph of this style, in this kind of cell."""
        key = (style, None if table is None else table.key)
        base = self._bases.get(key)
        if base is None:
            under = table.run if table else {}
            base = self._bases[key] = _Base(self._run_default, under, self.style_runs(style))
        return base

    def run(self, base: _Base, rpr: Element | None) -> RunFormat:
        """The look of a run with these direct properties; one value for equal ones."""
        key = None if rpr is None else _exact_run(rpr)
        found = base.runs.get(key)
        if found is None:
            found = base.runs[key] = self._merge_run(base, rpr)
        return found

    def _merge_run(self, base: _Base, rpr: Element | None) -> RunFormat:
        direct = {} if rpr is None else run_layer(rpr, self.fonts)
        node = None if rpr is None else rpr.find(W + "rStyle")
        style = "" if node is None else node.get(VAL) or ""
        if style not in self.styles or self.styles[style].kind != "character":
            style = ""
        character = self.style_runs(style) if style else {}
        merged = {**base.layer, **character, **direct}
        values: Layer = {key: merged[key] for key in _KEYS}
        values |= {key: _toggle(key, base, character, direct) for key in TOGGLES}
        values["strike"] |= bool(merged.get("double_strike"))  # which toggles nothing
        return RunFormat(**values, style=style)

    def para(self, ppr: Element | None, style: str, table: TableLayers | None) -> ParaFormat:
        """The look of a paragraph with these direct properties."""
        direct = None
        if ppr is not None:
            direct = tuple([_exact(c) for c in ppr if c.tag not in _NOT_LOOK])
        key = (style, None if table is None else table.key, direct)
        found = self._paras.get(key)
        if found is None:
            found = self._paras[key] = self._merge_para(ppr, style, table)
        return found

    def _merge_para(self, ppr: Element | None, style: str, table: TableLayers | None) -> ParaFormat:
        merged: Layer = {}
        _put(merged, self._para_default)
        if table:
            _put(merged, table.para)
        num, level = 0, 0
        layers = [(s.element.find(W + "pPr"), s.id) for s in self.chain(style)] + [(ppr, "")]
        for node, owner in layers:
            if node is None:
                continue
            named = node.find(W + "numPr")
            if named is not None and self.numbering is not None:
                num, level = self.numbering.named(named, owner, num, level)
                _put(merged, self.numbering.para_layer(num, level))
            _put(merged, para_layer(node))
        size = self.base(style, table).layer["size"]
        return _para_format(merged, self.styles.get(style), style, num, level, size)


class TableLayers(NamedTuple):
    """What a table style gives to the paragraphs of a cell. Equal keys mean equal layers."""

    key: Any
    run: Layer
    para: Layer


_PSTYLE = W + "pStyle"
_NOT_LOOK = frozenset({W + "rPr", W + "sectPr", W + "pPrChange"})
_SAYS_NOTHING = frozenset({W + "noProof", W + "snapToGrid", W + "specVanish"})
"""Properties of runs that no letter looks otherwise for."""


def _exact_run(rpr: Element) -> Any:
    """What the properties of a run say, comparable; None for nothing."""
    return tuple([(c.tag, *c.items()) for c in rpr if c.tag not in _SAYS_NOTHING]) or None


def _exact(node: Element) -> Any:
    """A property with all it holds, comparable."""
    if len(node):
        return (node.tag, *node.items(), *[_exact(child) for child in node])
    return (node.tag, *node.items())


def _put(merged: Layer, layer: Layer) -> None:
    """Lay a layer over others; a measure replaces the same measure in characters."""
    for key in ("left", "right", "first"):
        if key in layer and key + "_chars" not in layer:
            merged.pop(key + "_chars", None)
    tabs = [*merged.get("tabs", ()), *layer.get("tabs", ())]
    borders = {**merged.get("borders", {}), **layer.get("borders", {})}
    merged.update(layer)
    if tabs:
        merged["tabs"] = tabs
    if borders:
        merged["borders"] = borders


def _toggle(key: str, base: _Base, character: Layer, direct: Layer) -> bool:
    """A toggle property: direct formatting decides, else styles of different kinds toggle."""
    if key in direct:
        return bool(direct[key])
    default = bool(base.default.get(key))
    said = [layer[key] for layer in (base.table, base.para, character) if key in layer]
    # so Word does it (and no style could take bold away from a document that begins bold);
    # ECMA-376, 17.7.3 lets a default that is on win over all styles
    return default ^ (sum(bool(each) != default for each in said) % 2 == 1)


def _para_format(
    merged: Layer, style: WordStyle | None, style_id: str, num: int, level: int, size: float
) -> ParaFormat:
    rule = merged.get("rule", "auto")
    line = merged.get("line", 12.0)
    automatic = rule == "auto"
    align = merged.get("align", "left")
    if merged.get("bidi") and align in {"left", "right"}:
        align = "right" if align == "left" else "left"
    return ParaFormat(
        align=align,
        left=_indent(merged, "left", size),
        right=_indent(merged, "right", size),
        first_line=_indent(merged, "first", size),
        before=_space(merged, "before"),
        after=_space(merged, "after"),
        line=round(line / 12, 3) if automatic else None,
        line_pt=None if automatic else abs(line),
        rule=rule,
        keep_next=merged.get("keep_next", False),
        keep_lines=merged.get("keep_lines", False),
        widow=merged.get("widow", True),
        page_break_before=merged.get("page_break_before", False),
        outline=merged.get("outline"),
        contextual=merged.get("contextual", False),
        style=style_id,
        style_name=style.name if style else "",
        borders=tuple(
            [Border(side, *b) for side, b in merged.get("borders", {}).items() if b[0] != "none"]
        ),
        tabs=_tab_stops(merged.get("tabs", ())),
        shade=merged.get("shade", ""),
        num_id=num,
        level=level,
        bidi=merged.get("bidi", False),
        mirror=merged.get("mirror", False),
    )


def _indent(merged: Layer, key: str, size: float) -> float:
    chars = merged.get(key + "_chars")
    measure: float = chars * size / 100 if chars else merged.get(key, 0.0)
    return round(measure * MM_PER_POINT, 2)


def _space(merged: Layer, key: str) -> float:
    if merged.get(key + "_auto"):
        return _AUTO_SPACE
    lines = merged.get(key + "_lines")
    return float(lines * 12 / 100 if lines else merged.get(key, 0.0))


def _tab_stops(stops: Iterable[tuple[int, str, str]]) -> tuple[Tab, ...]:
    kept: dict[int, tuple[str, str]] = {}
    for place, kind, leader in stops:
        if kind == "clear":
            kept.pop(place, None)
        else:
            kept[place] = (kind, "" if leader == "none" else leader)
    return tuple([Tab(round(p / 20 * MM_PER_POINT, 2), *kept[p]) for p in sorted(kept)])


def _value(node: Element, name: str) -> str:
    child = node.find(W + name)
    return "" if child is None else child.get(VAL) or ""


def _theme_fonts(word: Word) -> dict[str, str]:
    """MinorHAnsi → "Times New Roman", …; empty when the document has no theme."""
    name = word.related("theme")
    if name is None:
        return {}
    fonts: dict[str, str] = {}
    for kind in ("major", "minor"):
        node = word.xml(name).find(f"{A}themeElements/{A}fontScheme/{A}{kind}Font")
        if node is None:
            continue
        for slot, names in (
            ("latin", ("Ascii", "HAnsi")),
            ("ea", ("EastAsia",)),
            ("cs", ("Bidi",)),
        ):
            child = node.find(A + slot)
            face = child.get("typeface") if child is not None else None
            if face:
                fonts |= {kind + each: face for each in names}
    return fonts


def look_flags(node: Element | None) -> frozenset[str]:
    """Which conditional formats a tblLook turns on."""
    if node is None:
        return frozenset()
    said = node.get(VAL) or ""
    bits = whole(str(int(said, 16))) if _is_hex(said) else 0
    names = (
        ("firstRow", 0x20),
        ("lastRow", 0x40),
        ("firstColumn", 0x80),
        ("lastColumn", 0x100),
        ("noHBand", 0x200),
        ("noVBand", 0x400),
    )
    found = set()
    for name, bit in names:
        given = node.get(W + name)
        if given in {"1", "true", "on"} if given is not None else (bits or 0) & bit:
            found.add(name)
    return frozenset(found)


def _is_hex(value: str | None) -> bool:
    try:
        return value is not None and int(value, 16) >= 0
    except ValueError:
        return False
