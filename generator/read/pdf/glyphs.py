"""The glyphs and drawn lines of one PDF page, through the raw functions of pdfium.

A page is read in the direction most of its text runs, so a rotated page and a page
whose content is turned come out alike. Positions are points (1/72 inch) from the
lower left corner as read. Three calls for each glyph are all that 15,000 glyphs in
a tenth of a second allow; everything else is asked once for each text object.
"""

from __future__ import annotations

import ctypes
import math
from typing import Any, NamedTuple

import pypdfium2_raw as pdfium

BULLETS = {
    0xF02D: "-", 0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF076: "❖", 0xF06E: "■",
    0xF0E0: "→", 0xF0A8: "□", 0xF0A3: "□", 0xF06F: "□", 0xF0FE: "☑", 0xF0FB: "✗", 0xF020: " ",
}  # fmt: skip
"""Letters of Symbol and Wingdings that office programs put into the private-use area."""
_DEPTH = 8
"""Form objects nested deeper than this are not looked into for drawn lines."""
_PATHS = 200_000
_OPS_LINE, _OPS_MOVE = pdfium.FPDF_SEGMENT_LINETO, pdfium.FPDF_SEGMENT_MOVETO
_BOLD_WORDS = ("bold", "black", "heavy", "semibold", "demi")
_ITALIC_WORDS = ("italic", "oblique", "ita,")


def _fast(name: str, *arguments: Any, result: Any = ctypes.c_void_p) -> Any:
    """A function of pdfium whose pointers are plain integers: twice as fast, and comparable."""
    library = pdfium.bindings._libs["pdfium"]
    return ctypes.CFUNCTYPE(result, *arguments)((name, library))


object_of = _fast("FPDFText_GetTextObject", ctypes.c_void_p, ctypes.c_int)
unicode_of = _fast("FPDFText_GetUnicode", ctypes.c_void_p, ctypes.c_int, result=ctypes.c_uint)
_box_of = _fast(
    "FPDFText_GetLooseCharBox", ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, result=ctypes.c_int
)

tight_box_of = _fast("FPDFText_GetCharBox", ctypes.c_void_p, ctypes.c_int, *[ctypes.c_void_p] * 4)


class GlyphStyle(NamedTuple):
    """How a run of glyphs is set. `size` is in points on the page."""

    font: str
    size: float
    bold: bool
    italic: bool
    hidden: bool
    """Drawn invisibly: the text that character recognition lays under a scan."""
    unmapped: bool
    """The font says no Unicode for its glyphs; what was read is a guess."""
    doubt: bool = False
    """Recognised in a picture, and not surely so."""


class Glyph(NamedTuple):
    """One character and the room it takes: x0..x1 on the baseline y."""

    x0: float
    x1: float
    y: float
    char: str
    style: GlyphStyle


class Stroke(NamedTuple):
    """A straight drawn line, horizontal (y0 = y1) or vertical (x0 = x1)."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def length(self) -> float:
        """Length in points."""
        return max(self.x1 - self.x0, self.y1 - self.y0)


class Page(NamedTuple):
    """All that is on a page."""

    number: int
    """From 1."""
    width: float
    height: float
    glyphs: list[Glyph]
    turned: list[Glyph]
    """Glyphs that run in another direction than the page: labels of a column, watermarks."""
    strokes: list[Stroke]
    images: float
    """Part of the page that pictures cover, 0 to 1."""
    unread: int
    """Glyphs without any Unicode value or with a private one."""


def read_page(document: Any, number: int) -> Page | None:
    """Read page `number` (from 1); None when pdfium cannot load it."""
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return None
    try:
        text = pdfium.FPDFText_LoadPage(page)
        if not text:
            return None
        try:
            groups, unread = _glyphs(text)
        finally:
            pdfium.FPDFText_ClosePage(text)
        strokes, images = _drawn(page)
        width = float(pdfium.FPDF_GetPageWidthF(page))
        height = float(pdfium.FPDF_GetPageHeightF(page))
        if pdfium.FPDFPage_GetRotation(page) % 2:
            width, height = height, width
    finally:
        pdfium.FPDF_ClosePage(page)
    area = max(width * height, 1.0)
    quarter = max(groups, key=lambda q: len(groups[q]), default=0)
    turn = _Turn(quarter, width, height)
    turned = [g for q, raw in groups.items() if q != quarter for g in _aside(raw, turn)]
    return Page(
        number,
        *turn.size(),
        turn.glyphs(groups.get(quarter, [])),
        turned,
        [turn.stroke(s) for s in strokes],
        min(1.0, images / area),
        unread,
    )


_Raw = tuple[tuple[float, float, float, float], str, GlyphStyle, tuple[float, float]]
"""Loose box (left, bottom, right, top), character, style, a point of the baseline."""


class _Turn:
    """Turns a page so that text running in a quarter of the circle runs from left to right."""

    def __init__(self, quarter: int, width: float, height: float) -> None:
        self.quarter, self.width, self.height = quarter, width, height

    def size(self) -> tuple[float, float]:
        """Width and height after turning."""
        return (self.height, self.width) if self.quarter % 2 else (self.width, self.height)

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """A rectangle after turning."""
        if self.quarter == 1:  # text runs upwards
            return bottom, self.width - right, top, self.width - left
        if self.quarter == 2:
            return self.width - right, self.height - top, self.width - left, self.height - bottom
        if self.quarter == 3:  # text runs downwards
            return self.height - top, left, self.height - bottom, right
        return left, bottom, right, top

    def base(self, x: float, y: float) -> float:
        """Height of the baseline through a point, after turning."""
        return (y, self.width - x, self.height - y, x)[self.quarter]

    def glyphs(self, raw: list[_Raw]) -> list[Glyph]:
        """Glyphs after turning."""
        if not self.quarter:
            return [Glyph(box[0], box[2], base, c, style) for box, c, style, (_x, base) in raw]
        return [
            Glyph((b := self.box(*box))[0], b[2], self.base(*origin), char, style)
            for box, char, style, origin in raw
        ]

    def stroke(self, stroke: Stroke) -> Stroke:
        """A drawn line after turning."""
        return Stroke(*self.box(*stroke)) if self.quarter else stroke


def _aside(raw: list[_Raw], turn: _Turn) -> list[Glyph]:
    """Glyphs that run in another direction, at the place where they stand."""
    boxes = [turn.box(*box) for box, *_rest in raw]
    return [
        Glyph(left, right, bottom, char, style)
        for (left, bottom, right, _top), (_box, char, style, _at) in zip(boxes, raw, strict=True)
    ]


def _glyphs(text: Any) -> tuple[dict[int, list[_Raw]], int]:
    """Glyphs of a page by the quarter of the circle they run in, and how many say nothing."""
    handle = ctypes.cast(text, ctypes.c_void_p).value
    box = pdfium.FS_RECTF()
    where = ctypes.addressof(box)
    styles: dict[int, tuple[GlyphStyle, int, tuple[float, float]]] = {}
    groups: dict[int, list[_Raw]] = {}
    last, unread = 0, 0
    put = groups.setdefault(0, []).append
    style, origin = _NO_STYLE, (0.0, 0.0)
    for index in range(pdfium.FPDFText_CountChars(text)):
        owner = object_of(handle, index)
        if not owner:
            continue  # a space or line end that pdfium made up; ours come from the geometry
        if owner != last:
            last = owner
            if owner not in styles:
                styles[owner] = _style(text, index)
            style, quarter, origin = styles[owner]
            put = groups.setdefault(quarter, []).append
        code = unicode_of(handle, index)
        if code < 0x20 or code in (0xFFFE, 0xFFFF, 0xFFFD):
            if code in (2, 0xFFFE):
                code = 0x2D  # pdfium's mark for a hyphen at the end of a line
            elif code in (9, 0xA0):
                code = 0x20
            else:
                unread += code not in (10, 13)
                continue
        elif 0xE000 <= code <= 0xF8FF:
            char = BULLETS.get(code)
            if char is None:
                unread += 1
                continue
            code = ord(char)
        _box_of(handle, index, where)
        put(((box.left, box.bottom, box.right, box.top), chr(code), style, origin))
    return groups, unread


_NO_STYLE = GlyphStyle("", 0.0, False, False, False, False)
_fonts_seen: dict[bytes, tuple[str, bool, bool]] = {}


def _style(text: Any, index: int) -> tuple[GlyphStyle, int, tuple[float, float]]:
    """Style, direction (quarters, counter-clockwise) and origin of the object of a glyph."""
    owner = pdfium.FPDFText_GetTextObject(text, index)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1.0
    size = float(pdfium.FPDFText_GetFontSize(text, index)) * scale
    quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    font, bold, italic = _font(pdfium.FPDFTextObj_GetFont(owner))
    mode = pdfium.FPDFTextObj_GetTextRenderMode(owner)
    slanted = quarter % 2 == 0 and abs(matrix.c) > 0.12 * abs(matrix.d) > 0
    style = GlyphStyle(
        font,
        round(size, 1),
        bold or mode == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE,
        italic or slanted,
        mode == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE,
        pdfium.FPDFText_HasUnicodeMapError(text, index) == 1,
    )
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    return style, quarter, (x.value, y.value)


def _font(font: Any) -> tuple[str, bool, bool]:
    """Name without its subset prefix, bold, italic: from the name, the flags, the weight."""
    room = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, room, 128)
    raw = room.value
    flags, weight = pdfium.FPDFFont_GetFlags(font), pdfium.FPDFFont_GetWeight(font)
    known = _fonts_seen.get(key := raw + b"|%d|%d" % (flags, weight))
    if known:
        return known
    name = raw.decode("utf-8", "replace")
    name = name[7:] if len(name) > 7 and name[6] == "+" else name
    low = name.lower()
    bold = any(word in low for word in _BOLD_WORDS) or low.endswith(("bd", "-b", "bi"))
    angle = ctypes.c_int()
    pdfium.FPDFFont_GetItalicAngle(font, angle)
    italic = any(word in low for word in _ITALIC_WORDS) or low.endswith(("-i", "bi"))
    # Flag bits 7 and 19 of the font descriptor: italic, force bold.
    answer = (
        name,
        bold or bool(flags & 1 << 18) or weight >= 600,
        italic or bool(flags & 1 << 6) or angle.value != 0,
    )
    _fonts_seen[key] = answer
    return answer


def _drawn(page: Any) -> tuple[list[Stroke], float]:
    """The straight lines drawn on a page, and the area of its pictures."""
    strokes: list[Stroke] = []
    area = 0.0
    left_to_see = _PATHS

    def walk(count: Any, get: Any, holder: Any, move: tuple[float, ...], depth: int) -> None:
        nonlocal area, left_to_see
        for i in range(count(holder)):
            left_to_see -= 1
            if left_to_see < 0:
                return
            item = get(holder, i)
            kind = pdfium.FPDFPageObj_GetType(item)
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                strokes.extend(_moved(_strokes(item), move))
            elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
                left, bottom, right, top = _bounds(item)
                area += max(0.0, right - left) * max(0.0, top - bottom)
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
                inner = _times(_matrix(item), move)
                form = pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject
                walk(*form, item, inner, depth + 1)

    plain = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    walk(pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, page, plain, 0)
    return strokes, area


def covered_by_pictures(page: Any) -> float:
    """Part of a page that pictures cover, 0 to 1; of several, all that they are together."""
    area = float(pdfium.FPDF_GetPageWidthF(page)) * float(pdfium.FPDF_GetPageHeightF(page))
    return min(1.0, _drawn(page)[1] / max(area, 1.0))


def _bounds(item: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(first: tuple[float, ...], then: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
        e * g + f * i + k, e * h + f * j + m,
    )  # fmt: skip


def _moved(strokes: list[Stroke], move: tuple[float, ...]) -> list[Stroke]:
    if move == (1.0, 0.0, 0.0, 1.0, 0.0, 0.0):
        return strokes
    a, b, c, d, e, f = move
    moved = []
    for s in strokes:
        x0, y0 = s.x0 * a + s.y0 * c + e, s.x0 * b + s.y0 * d + f
        x1, y1 = s.x1 * a + s.y1 * c + e, s.x1 * b + s.y1 * d + f
        moved.append(Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return moved


THIN = 2.5
"""A filled rectangle no thicker than this (points) is a drawn line."""


def _strokes(path: Any) -> list[Stroke]:
    """The horizontal and vertical lines of a path: thin rectangles, frames, plain lines."""
    left, bottom, right, top = _bounds(path)
    width, height = right - left, top - bottom
    if min(width, height) <= THIN:
        middle_x, middle_y = (left + right) / 2, (bottom + top) / 2
        if width >= height:
            return [Stroke(left, middle_y, right, middle_y)] if width > THIN else []
        return [Stroke(middle_x, bottom, middle_x, top)]
    fill, stroked = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path, fill, stroked)
    if not stroked.value:
        return []  # a coloured area behind a cell
    return _outline(path)


def _outline(path: Any) -> list[Stroke]:
    """The sides of a stroked path, where they are horizontal or vertical."""
    found = []
    a, b, c, d, e, f = _matrix(path)
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)
    for i in range(min(pdfium.FPDFPath_CountSegments(path), 1000)):
        segment = pdfium.FPDFPath_GetPathSegment(path, i)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        there = (x.value * a + y.value * c + e, x.value * b + y.value * d + f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == _OPS_LINE:
            found += _side(here, there)
        elif kind == _OPS_MOVE:
            start = there
        if pdfium.FPDFPathSegment_GetClose(segment):
            found += _side(there, start)
        here = there
    return found


def _side(one: tuple[float, float], two: tuple[float, float]) -> list[Stroke]:
    (x0, y0), (x1, y1) = one, two
    if abs(x0 - x1) > THIN and abs(y0 - y1) > THIN:
        return []
    if max(abs(x0 - x1), abs(y0 - y1)) < THIN:
        return []
    return [Stroke(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))]
