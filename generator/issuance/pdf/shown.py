"""Whether the letters of a page are what it shows, and what it shows otherwise.

A letterhead may be a picture, outlines or a stamp of somebody's, with other letters below it
that nobody sees. A page is drawn twice, whole and with its letters alone: where the two differ
there is more to be seen, and the page is read as a person would, by recognition.
"""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image, ImageChops, ImageDraw

from generator.diagnostics import Place
from generator.issuance.pdf.two_faces import dictionaries_in
from generator.office.tesseract import find_tesseract, reads_vietnamese
from generator.read.pdf.file import draw_page, open_pdf
from generator.read.pdf.page_text import take_page
from generator.read.pdf.text_layer import lines_of_pages
from generator.read.scan.picture import DPI, MAX_PIXELS, sheet_of
from generator.read.scan.recognised import recognised
from generator.read.scan.recognised_pages import pages_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.read.lines import Line
    from generator.read.pdf.glyphs import Glyph
    from generator.read.scan.recognised import SeenPage

COARSE = 72
"""Dots an inch at which ink is looked for: a pixel is a point."""
INK = 24
"""Shades of any colour between ink and what is around it; pale letters are read, too."""
FEW = 120
"""Pixels of ink that are no words: a bullet, the corner of a box."""
HEAD = 0.4
"""The upper part of a page, where a letterhead stands."""
SCRIBBLE = 4000
"""Pixels below the head that may be a signature or a small picture that is no words."""
UNSEEN = 12
"""Letters without ink that are no mistake of the measuring."""
HUGE = 72.0
"""Points: no letter of a document is larger, but one that carries a picture may be."""
SURE = 60
"""How sure recognition must be of a word (of 100) that explains ink."""
_RISE, _SINK, _ASIDE = 1.0, 0.35, 1.5
"""Room of a letter over and under its baseline, in sizes; beside it, in points."""


class SeenText(NamedTuple):
    """What recognition made of a page."""

    lines: list[Line]
    whole: bool
    """Whether what is no letter of the file was read, too; False: something was not."""


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

    Raises what Pillow and pikepdf raise.
    """
    opened, _found = open_pdf(Path("x.pdf"), lambda page: page, data)
    letters = _picture(data, COARSE, letters=True)
    rest = _beside_letters(data)
    if opened is None or letters is None or rest is None or opened.pages[0].turned:
        return False
    page = opened.pages[0]
    if letters.size != (round(page.width), round(page.height)):
        return False  # turned as a whole
    if _carries_pictures(data) or any(glyph.style.size > HUGE for glyph in page.glyphs):
        return False
    if _unseen(letters.convert("L"), page.glyphs) >= UNSEEN:
        return False
    return rest.histogram()[255] < FEW


def has_plain_fonts(data: bytes) -> bool:
    """Whether each letter must look as it is read: a font in the file may draw any other.

    Raises what pikepdf raises.
    """
    own = ("/ToUnicode", "/FontDescriptor", "/CharProcs", "/DescendantFonts")
    return not any(
        any(key in font for key in own) or hasattr(font.get("/Encoding"), "keys")
        for font in _fonts(data)
    )


def borrows_fonts(data: bytes) -> bool:
    """Whether a font is not in the file that has letters of its own order, for all that is known.

    Whoever has a font of one of the old Vietnamese encodings sees other letters than are read.
    Raises what pikepdf raises.
    """
    return any(
        "/FontDescriptor" not in font
        and "/DescendantFonts" not in font
        and "/CharProcs" not in font
        and not str(font.get("/BaseFont", "")).lstrip("/").startswith(_EVERYWHERE)
        for font in _fonts(data)
    )


_EVERYWHERE = ("Helvetica", "Times", "Courier", "Arial")
"""Fonts that look alike everywhere (ISO 32000-1, 9.6.2.2)."""


def _fonts(data: bytes) -> Iterator[Any]:
    for part in _parts(data):
        if part.get("/Type") == "/Font" or "/BaseFont" in part or "/CharProcs" in part:
            yield part


def _parts(data: bytes) -> Iterator[Any]:
    """All dictionaries of a PDF; it is open as long as they are asked for."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for thing in pdf.objects:
            yield from dictionaries_in(thing)


def _carries_pictures(data: bytes) -> bool:
    """Whether letters may be filled with a pattern or cut by a mask."""
    return any(
        "/PatternType" in part or ("/Subtype" not in part and hasattr(part.get("/SMask"), "keys"))
        for part in _parts(data)
    )


def seen_text(data: bytes) -> SeenText | None:
    """What recognition reads on such a page; None where it cannot."""
    program = find_tesseract()
    drawn = draw_page(data, 1, DPI, MAX_PIXELS // 4)
    if program is None or drawn is None or not reads_vietnamese(program):
        return None
    seen = _seen(program, drawn)
    if seen is None:
        return None
    (page,) = pages_of([(1, seen)])
    text, _found = lines_of_pages([take_page(page)._replace(recognised=True)], Place("", ""))
    return SeenText(text.lines, _explained(data, seen))


_LAST = 16
_seen_before: dict[tuple[str, int, bytes], SeenPage] = {}
"""What recognition made of the last pages: seconds of work, and the same pixels say the same."""


def _seen(program: str, drawn: tuple[int, int, bytes]) -> SeenPage | None:
    width, _height, pixels = drawn
    key = program, width, hashlib.sha256(pixels).digest()
    seen = _seen_before.get(key)
    if seen is None:
        seen = recognised(program, sheet_of(_as_picture(drawn), DPI))
        if seen is not None:
            _seen_before[key] = seen
            for oldest in list(_seen_before)[:-_LAST]:
                _seen_before.pop(oldest, None)
    return seen


def _explained(data: bytes, seen: SeenPage) -> bool:
    """Whether the ink that is no letter of the file is in the words that were recognised.

    Below the head it may be a signature or a small picture.
    """
    rest = _beside_letters(data)
    if rest is None or seen.turned:
        return False
    draw, scale = ImageDraw.Draw(rest), rest.width / seen.width
    words = (w.word for line in seen.lines for w in line.words)
    boxes = [(w.left, w.top, w.right, w.bottom) for w in words if w.sure >= SURE]
    for left, top, right, low in boxes:
        box = (left * scale - 3, top * scale - 3, right * scale + 3, low * scale + 3)
        draw.rectangle(box, fill=0)
    head = rest.crop((0, 0, rest.width, round(HEAD * rest.height)))
    return head.histogram()[255] < 2 * FEW and rest.histogram()[255] < SCRIBBLE


def _picture(data: bytes, dpi: int, *, letters: bool = False) -> Image.Image | None:
    drawn = draw_page(data, 1, dpi, MAX_PIXELS // 4, letters=letters)
    return _as_picture(drawn) if drawn is not None else None


def _as_picture(drawn: tuple[int, int, bytes]) -> Image.Image:
    width, height, pixels = drawn
    return Image.frombuffer("RGB", (width, height), pixels, "raw", "BGR", width * 3, 1)


def _beside_letters(data: bytes) -> Image.Image | None:
    """White where the page shows other than its letters and ruled lines; None: nobody can tell."""
    whole, letters = _picture(data, COARSE), _picture(data, COARSE, letters=True)
    if whole is None or letters is None:
        return None
    red, green, blue = ImageChops.difference(whole, letters).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([0] * INK + [255] * (256 - INK))


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
