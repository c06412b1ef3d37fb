"""A picture of a page brought to one form: grey, upright, of 300 dots an inch.

Colour is used before it goes: red ink (a stamp) is bright where red alone is looked at, so the
words below it stay legible, and where it lay is remembered.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageChops, ImageOps, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DPI = 300
"""What recognition is trained for."""
LOW_DPI = 150
"""Below it small marks over letters are lost."""
MAX_PIXELS = 100_000_000
"""An A3 page of 600 dots an inch has 70 million."""
KINDS = ("PNG", "JPEG", "TIFF")
_A4 = (210 / 25.4, 297 / 25.4)
_RED = 60
"""So much brighter in red than in green is ink of a stamp."""
_STEEPEST = 8.0
"""Degrees; a page lies more askew on no scanner."""


class GreyPage(NamedTuple):
    """A page as grey picture of `DPI` dots an inch."""

    grey: Image.Image
    stamp: Image.Image | None
    """White where a stamp lies; None without one."""
    dpi: int
    """Of the source."""
    skew: float = 0.0
    """By how many degrees it was turned, counter-clockwise, to stand straight."""


class UnreadPictureError(Exception):
    """A picture that is damaged, too large, or of another kind; says which page."""

    def __init__(self, page: int, *, large: bool = False) -> None:
        super().__init__(page)
        self.page, self.large = page, large


def sheets_of(path: Path) -> Iterator[GreyPage]:
    """Each page of a PNG, JPEG or TIFF. Raises UnreadPictureError; OSError as files do."""
    number = 0
    try:
        with Image.open(path, formats=KINDS) as source:
            for number in range(getattr(source, "n_frames", 1)):
                source.seek(number)
                if source.width * source.height > MAX_PIXELS:
                    raise UnreadPictureError(number + 1, large=True)
                yield sheet_of(ImageOps.exif_transpose(source), _stated_dpi(source))
    except (Image.DecompressionBombError, MemoryError) as fault:
        raise UnreadPictureError(number + 1, large=True) from fault
    except (UnidentifiedImageError, SyntaxError, ValueError, EOFError, OSError) as fault:
        raise UnreadPictureError(number + 1) from fault


def sheet_of(source: Image.Image, dpi: float | None = None) -> GreyPage:
    """A picture in the form that recognition needs; `dpi` None: of a page of A4."""
    colours = source.convert("RGB") if source.mode not in ("1", "L", "I;16", "I", "F") else None
    grey, stamp = (source.convert("L"), None) if colours is None else _without_stamp(colours)
    found = dpi or _a4_dpi(grey)
    scale = DPI / found
    if abs(scale - 1) > 0.02:
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
        stamp = stamp.resize(size) if stamp is not None else None
    grey = ImageOps.autocontrast(grey, cutoff=(0.5, 0.5))
    return straight(GreyPage(grey, stamp, round(found)))


def turned_by(sheet: GreyPage, degrees: int) -> GreyPage:
    """A page turned clockwise by quarters."""
    if degrees % 360 == 0:
        return sheet
    stamp = sheet.stamp.rotate(-degrees, expand=True) if sheet.stamp is not None else None
    return sheet._replace(grey=sheet.grey.rotate(-degrees, expand=True), stamp=stamp)


def straight(sheet: GreyPage) -> GreyPage:
    """The page turned so that its lines lie level."""
    angle = _skew(sheet.grey)
    if abs(angle) < 0.1:
        return sheet
    grey = sheet.grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    stamp = sheet.stamp.rotate(angle) if sheet.stamp is not None else None
    return sheet._replace(grey=grey, stamp=stamp, skew=angle)


def threshold(grey: Image.Image) -> int:
    """The grey that parts ink from paper best (Otsu)."""
    counts = grey.histogram()
    total, whole = sum(counts), sum(i * n for i, n in enumerate(counts))
    best, at, below, dark = -1.0, 128, 0, 0
    for level, count in enumerate(counts):
        below += count
        dark += level * count
        if not below or below == total:
            continue
        apart = (dark / below - (whole - dark) / (total - below)) ** 2 * below * (total - below)
        if apart > best:
            best, at = apart, level
    return at


def ink_of(grey: Image.Image, level: int | None = None) -> Image.Image:
    """White where there is ink, black where there is paper."""
    limit = threshold(grey) if level is None else level
    return grey.point([255 if value <= limit else 0 for value in range(256)])


def _stated_dpi(source: Image.Image) -> float | None:
    """What the file says, where a page of an office could be of that size."""
    said = source.info.get("dpi")
    dpi = float(said[0]) if said else 0.0
    if dpi <= 0:
        return None
    long = max(source.width, source.height) / dpi
    return dpi if 0.6 * _A4[1] < long < 1.6 * _A4[1] else None


def _a4_dpi(grey: Image.Image) -> float:
    return max(grey.width, grey.height) / _A4[1]


def _without_stamp(colours: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    red, green, _blue = colours.split()
    stamp = ImageChops.subtract(red, green).point([255 if v > _RED else 0 for v in range(256)])
    return red, stamp if stamp.getbbox() is not None else None


def _skew(grey: Image.Image) -> float:
    """By how many degrees the lines rise to the right, to be turned back.

    Rows of the straight page are either full of ink or empty: their sums differ most.
    """
    small = grey.reduce(max(1, grey.width // 700))
    ink = ink_of(small)

    def sharp(angle: float) -> int:
        rows = ink.rotate(angle, Image.Resampling.BILINEAR).resize(
            (1, ink.height), Image.Resampling.BOX
        )
        sums = rows.tobytes()
        return sum((a - b) ** 2 for a, b in pairwise(sums))

    best = max((step / 2 for step in range(-int(2 * _STEEPEST), int(2 * _STEEPEST) + 1)), key=sharp)
    fine = max((best + step / 10 for step in range(-5, 6)), key=sharp)
    return fine if sharp(fine) > 1.05 * sharp(0.0) else 0.0
