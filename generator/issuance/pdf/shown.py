"""Whether the letters of a page are what it shows, and what it shows otherwise.

A letterhead may be a picture, outlines or a stamp of somebody's, with other letters below it
that nobody sees. Where the ink of a page is not that of its letters and lines, the page is read
as a person would, by recognition.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageDraw

from generator.diagnostics import Place
from generator.office.tesseract import find_tesseract, reads_vietnamese
from generator.read.pdf.file import draw_page, open_pdf
from generator.read.pdf.page_text import take_page
from generator.read.pdf.text_layer import lines_of_pages
from generator.read.scan.picture import DPI, MAX_PIXELS, sheet_of
from generator.read.scan.recognised import recognised
from generator.read.scan.recognised_pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.read.lines import Line
    from generator.read.pdf.glyphs import Glyph, Page, Stroke

COARSE = 72
"""Dots an inch at which ink is looked for: a pixel is a point."""
INK = 60
"""Shades between ink and what is around it."""
FEW = 120
"""Pixels of ink that are no words: a bullet, the corner of a box."""
UNSEEN = 12
"""Letters without ink that are no mistake of the measuring."""
_RISE, _SINK, _ASIDE = 1.0, 0.35, 1.5
"""Room of a letter over and under its baseline, in sizes; beside it, in points."""


def page_alone(data: bytes, number: int = 1) -> bytes:
    """A PDF of one page alone (from 1), with fields and notes printed into it.

    Raises what pikepdf raises.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        del pdf.pages[number:]
        if number > 1:
            del pdf.pages[: number - 1]
        pdf.flatten_annotations("all")
        if "/Annots" in pdf.pages[0]:
            del pdf.pages[0].Annots  # what is left has no looks
        for key in {"/AcroForm", "/Outlines", "/Names", "/Dests", "/StructTreeRoot"} & set(
            pdf.Root
        ):
            del pdf.Root[key]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def pictured(data: bytes) -> list[bool]:
    """Of each page, whether pictures or drawings may stand on it. Raises what pikepdf raises."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        return ["/XObject" in page.resources or "/Annots" in page for page in pdf.pages]


def shows_its_letters(data: bytes) -> bool:
    """Whether the page of a `page_alone` shows the letters that it holds, and no more but lines.

    Raises what Pillow raises.
    """
    opened, _found = open_pdf(Path("x.pdf"), lambda page: page, data)
    picture = _picture(data, COARSE)
    if opened is None or picture is None or opened.pages[0].turned:
        return False
    page = opened.pages[0]
    grey = picture.convert("L")
    if grey.size != (round(page.width), round(page.height)):
        return False  # turned as a whole
    if _unseen(grey, page.glyphs) >= UNSEEN:
        return False
    rest = _ink(grey)
    _wipe(rest, page)
    return rest.histogram()[255] < FEW


def has_plain_fonts(data: bytes) -> bool:
    """Whether each letter must look as it is read: a font in the file may draw any other.

    Raises what pikepdf raises.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        fonts = [o for o in pdf.objects if isinstance(o, pikepdf.Dictionary)]
        kinds = [f for f in fonts if f.get("/Type") == "/Font" or "/BaseFont" in f]
        return not any(
            key in font
            for font in kinds
            for key in ("/ToUnicode", "/FontDescriptor", "/CharProcs", "/DescendantFonts")
        ) and not any(isinstance(f.get("/Encoding"), pikepdf.Dictionary) for f in kinds)


def lines_seen(data: bytes) -> list[Line] | None:
    """The lines of such a page as recognition reads them; None where it cannot."""
    program = find_tesseract()
    picture = _picture(data, DPI)
    if program is None or picture is None or not reads_vietnamese(program):
        return None
    seen = recognised(program, sheet_of(picture, DPI))
    if seen is None:
        return None
    (page,) = pages_of([(1, seen)])
    text, _found = lines_of_pages([take_page(page)._replace(recognised=True)], Place("", ""))
    return text.lines


def _picture(data: bytes, dpi: int) -> Image.Image | None:
    drawn = draw_page(data, 1, dpi, MAX_PIXELS // 4)
    if drawn is None:
        return None
    width, height, pixels = drawn
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", width * 3, 1)


def _ink(grey: Image.Image) -> Image.Image:
    """White where a pixel differs from the paper."""
    shades = grey.histogram()
    paper = max(range(256), key=lambda shade: shades[shade])
    ground = Image.new("L", grey.size, paper)
    return ImageChops.difference(grey, ground).point([0] * INK + [255] * (256 - INK))


def _unseen(grey: Image.Image, glyphs: Iterable[Glyph]) -> int:
    """Letters in whose place nothing differs from what is around it."""
    count = 0
    for glyph in glyphs:
        if not glyph.char.isalnum():
            continue
        left, top, right, low = _box(glyph, grey.height)
        if right <= 0 or low <= 0 or left >= grey.width or top >= grey.height:
            count += 1
            continue
        darkest, lightest = grey.crop((left - 1, top, right + 1, low)).getextrema()
        count += int(lightest) - int(darkest) < INK  # type: ignore[arg-type]
    return count


def _box(glyph: Glyph, height: int) -> tuple[int, int, int, int]:
    size = glyph.style.size
    return (
        int(glyph.x0 - _ASIDE),
        int(height - glyph.y - _RISE * size),
        int(glyph.x1 + _ASIDE) + 1,
        int(height - glyph.y + _SINK * size) + 1,
    )


def _wipe(ink: Image.Image, page: Page) -> None:
    """Take the ink of letters and of drawn lines away."""
    draw = ImageDraw.Draw(ink)
    for glyph in page.glyphs:
        draw.rectangle(_box(glyph, ink.height), fill=0)
    for stroke in page.strokes:
        draw.rectangle(_around(stroke, ink.height), fill=0)


def _around(stroke: Stroke, height: int) -> tuple[float, float, float, float]:
    return (stroke.x0 - 2, height - stroke.y1 - 2, stroke.x1 + 2, height - stroke.y0 + 2)
