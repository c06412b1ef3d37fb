"""How a mark looks: an image, or a line of text in an embedded Times New Roman."""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.office.font_files import font_file

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
    from pyhanko.stamp import BaseStampStyle

FAMILY = "Times New Roman"
SIDE = 4000
"""Pixels of an image's longer side; 45 mm at 600 dpi have 1,063."""
FILE = 20_000_000
LEAST = 16
TEXT_SIZE = 10


def load_image(path: Path, *, blue: bool) -> tuple[Image | None, list[Diagnostic]]:
    """A mark's PNG as 8-bit RGBA; `blue` for a signature, else red for a seal.

    Colour and transparency that Decree 30 asks for (Phụ lục I, mục II.7c, II.8) are
    warnings: a person decides about an image.
    """
    from PIL import Image as Pillow
    from PIL import UnidentifiedImageError

    try:
        if path.stat().st_size > FILE:
            return None, [_bad(path, _("tệp quá lớn"))]
        with Pillow.open(path, formats=["PNG"]) as opened:
            if getattr(opened, "n_frames", 1) > 1:
                return None, [_bad(path, _("ảnh động"))]
            if not min(opened.size) >= LEAST or max(opened.size) > SIDE:
                return None, [
                    _bad(
                        path,
                        _("{rong}×{cao} điểm ảnh").format(rong=opened.width, cao=opened.height),
                    )
                ]
            if opened.mode.startswith("I"):
                image = opened.point(lambda value: value / 256).convert("L").convert("RGBA")
            else:
                image = opened.convert("RGBA")
    except (
        OSError,
        UnidentifiedImageError,
        ValueError,
        SyntaxError,
        Pillow.DecompressionBombError,
    ):
        return None, [_bad(path, _("không phải ảnh PNG"))]
    alpha = image.getchannel("A")
    if alpha.getextrema()[1] == 0:
        return None, [_bad(path, _("ảnh trong suốt hoàn toàn"))]
    return image, _looks(path, image, blue=blue)


def _looks(path: Path, image: Image, *, blue: bool) -> list[Diagnostic]:
    small = image.resize((32, 32))
    pixels: list[Any] = [p for p in cast("Any", small.get_flattened_data()) if p[3] > 128]
    found = []
    if len(pixels) == 32 * 32:
        found.append(_odd(path, _("nền ảnh không trong suốt")))
    inked = [p for p in pixels if min(p[:3]) < 200]
    red = sum(p[0] for p in inked)
    other = sum(p[2] for p in inked)
    if inked and blue and other <= red:
        found.append(_odd(path, _("chữ ký không phải màu xanh")))
    if inked and not blue and red <= other:
        found.append(_odd(path, _("dấu không phải màu đỏ")))
    return found


def image_style(image: Image | None) -> BaseStampStyle:
    """The mark of an image that fills its box; without image nothing is drawn on the page."""
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
    from pyhanko.stamp import StaticStampStyle

    middle = AxisAlignment.ALIGN_MID
    rule = SimpleBoxLayoutRule(x_align=middle, y_align=middle, margins=Margins.uniform(0))
    if image is None:
        return StaticStampStyle(border_width=0)
    return StaticStampStyle(
        border_width=0, background=PdfImage(image), background_layout=rule, background_opacity=1.0
    )


def text_style(text: str) -> tuple[BaseStampStyle | None, list[Diagnostic]]:
    """The mark of one line of text: Times New Roman 10, upright, black (mục III.1.d)."""
    from pyhanko.stamp import BaseStamp, BaseStampStyle

    fonts, problems = font_factory(text)
    if fonts is None:
        return None, problems
    factory: Any = fonts

    class Written(BaseStamp):
        def _render_inner_content(self) -> list[bytes]:
            engine = factory.create_font_engine(self.writer)
            shown = engine.shape(text).graphics_ops
            self.set_resource(ResourceType.FONT, pdf_name("/F0"), engine.as_resource())
            return [b"0 g BT /F0 %d Tf 1 4 Td" % TEXT_SIZE, shown, b"ET"]

    class Style(BaseStampStyle):
        def create_stamp(self, writer: Any, box: Any, text_params: Any) -> BaseStamp:
            del text_params
            return Written(writer, self, box)

    from pyhanko.pdf_utils.content import ResourceType
    from pyhanko.pdf_utils.generic import pdf_name

    return Style(border_width=0), []


def font_factory(
    text: str, *, italic: bool = False, size: float = TEXT_SIZE
) -> tuple[GlyphAccumulatorFactory | None, list[Diagnostic]]:
    """The font for a text, embedded as a subset; a font that lacks a letter is refused.

    pyHanko writes such letters as empty boxes, without a word.
    """
    known = font_file(FAMILY, italic=italic)
    if known is None:
        return None, [_no_font("")]
    path = known[0]
    lacking = sorted({c for c in text if not c.isspace()} - _letters(path))
    if lacking:
        return None, [_no_font(" ".join(lacking[:6]))]
    return _factory(_scaled(path), size), []


def _factory(path: Path, size: float) -> GlyphAccumulatorFactory:
    from pyhanko.pdf_utils.font.opentype import GlyphAccumulator, GlyphAccumulatorFactory

    class FromMemory(GlyphAccumulatorFactory):
        """Reads the font whole: pyHanko's own factory leaves the file open."""

        def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
            data = io.BytesIO(path.read_bytes())
            return GlyphAccumulator(writer, data, font_size=self.font_size, obj_stream=obj_stream)

    return FromMemory(str(path), font_size=size)  # type: ignore[arg-type]


@cache
def _letters(path: Path) -> frozenset[str]:
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


@cache
def _scaled(path: Path) -> Path:
    """The font with 1000 units to the em, kept in the cache folder.

    pyHanko writes widths in font units where PDF wants thousandths: only a font of 1000
    units comes out with the right widths.
    """
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.scaleUpem import scale_upem

    from generator.surroundings import surroundings
    from generator.workspace.files import write_atomic

    mark = f"{path.stem}-{path.stat().st_size}-{path.stat().st_mtime_ns}"
    target = surroundings().cache / "fonts" / f"{mark}.ttf"
    if target.is_file():
        return target
    with TTFont(path) as font:
        options = subset.Options(hinting=False, layout_features=[], notdef_outline=True)
        options.drop_tables += ["GPOS", "GSUB", "GDEF", "kern", "FFTM"]
        cutter = subset.Subsetter(options)
        cutter.populate(
            unicodes=[*range(0x20, 0x250), *range(0x1E00, 0x1F00), *range(0x2010, 0x2030)]
        )
        cutter.subset(font)
        scale_upem(font, 1000)
        made = io.BytesIO()
        font.save(made)
    write_atomic(target, made.getvalue())
    return target


def text_width(text: str, size: float = TEXT_SIZE, *, italic: bool = False) -> float:
    """Points that a text takes."""
    from fontTools.ttLib import TTFont

    known = font_file(FAMILY, italic=italic)
    if known is None:
        return len(text) * size * 0.5
    with TTFont(_scaled(known[0]), lazy=True) as font:
        names, widths = font.getBestCmap(), font["hmtx"]
        return float(sum(widths[names[ord(c)]][0] for c in text if ord(c) in names)) * size / 1000


def _bad(path: Path, reason: str) -> Diagnostic:
    return error(
        "KY313",
        _("Ảnh không dùng được: {ly_do}").format(ly_do=reason),
        Place(str(path), _("ảnh")),
        _("Cần ảnh PNG nền trong, mỗi cạnh từ 16 đến 4000 điểm ảnh."),
    )


def _odd(path: Path, reason: str) -> Diagnostic:
    return warning(
        "KY316",
        _("Ảnh khác quy định: {ly_do}").format(ly_do=reason),
        Place(str(path), _("ảnh")),
    )


def _no_font(lacking: str) -> Diagnostic:
    return error(
        "KY312",
        _("Không có phông Times New Roman đủ chữ tiếng Việt ({chu})").format(chu=lacking or "?"),
        None,
        _("Cài Times New Roman, hoặc: sudo apt install fonts-liberation2"),
    )
