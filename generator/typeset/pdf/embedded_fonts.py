"""Fonts in a PDF: glyphs of letters, and the parts of the fonts that are used, embedded."""

from __future__ import annotations

import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from generator.office.font_files import same_width_file
from generator.typeset.metrics import DOTS_PER_POINT, clusters, face_name, family_of, scale
from generator.typeset.pdf.objects import deflated, reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.typeset.metrics import Family
    from generator.typeset.pages import PrintedRun, Typeface
    from generator.typeset.pdf.objects import Objects

_NAMES: dict[Family, str] = {
    "serif": "Times New Roman",
    "sans": "Arial",
    "mono": "Courier New",
}
_DROPPED = ("GSUB", "GPOS", "GDEF", "name", "cmap", "post", "OS/2", "DSIG", "kern", "gasp")
_RUNS = 8192
"""So many runs, and words, of one look are kept."""
_CLOSE = 15
"""Thousandths of an em that letters may stray from their place before they are put right."""
_FIXED, _SERIF, _SYMBOLIC, _ITALIC = 1, 2, 4, 64
_HYPHENS = {"\u2011": "\u2010"}


class NoFontError(Exception):
    """No font of the needed widths is on this machine; its family is told."""


class LackingError(Exception):
    """A font file lacks letters that are to be printed; they are told."""


@dataclass(frozen=True, eq=False)
class OpenedFont:
    """A font file as opened: what its letters are, how wide, and where its lines lie."""

    path: Path
    face: hb.Face
    font: hb.Font
    units: int
    name: str
    """PostScript name."""
    underline: tuple[float, float]
    """Place above the baseline and thickness, of the em."""


@cache
def outline(family: Family, *, bold: bool, italic: bool) -> OpenedFont:
    """The font of a face. Raises NoFontError."""
    path = same_width_file(_NAMES[family], bold=bold, italic=italic)
    if path is None:
        raise NoFontError(_NAMES[family])
    face = hb.Face(hb.Blob.from_file_path(str(path)))
    font = hb.Font(face)
    name = face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem
    name = "".join([c for c in name if c.isascii() and (c.isalnum() or c == "-")])
    tags = hb.OTMetricsTag
    place = font.get_metric_position_with_fallback(tags.UNDERLINE_OFFSET) / face.upem
    thick = font.get_metric_position_with_fallback(tags.UNDERLINE_SIZE) / face.upem
    return OpenedFont(path, face, font, face.upem, name, (place, thick))


class SetWord(NamedTuple):
    """Letters between two blanks, as a PDF writes them."""

    written: str
    """Glyphs in hexadecimal digits, with the moves between them."""
    stray: float
    """By how many thousandths of an em it is to be wider than its glyphs are."""
    glyphs: dict[int, str]
    """Each with what is read where it stands."""
    lacking: tuple[str, ...]


class SetRun(NamedTuple):
    """The letters of a run, as a PDF writes them."""

    written: str
    """The operand of TJ."""
    glyphs: dict[int, str]
    """Each with what is read where it stands."""
    lacking: tuple[str, ...]


class _Written(dict[tuple[str, float], SetRun]):
    """Runs of one face and look: (text, space added to a blank) → how it is written.

    Kept from one document to the next, as the words they are made of: offices write the same.
    """

    def __init__(self, letters: Letters, look: tuple[float, float, bool]) -> None:
        """`look`: size, added space, whether pairs are kerned."""
        super().__init__()
        face = face_name(bold=letters.typeface.bold, italic=letters.typeface.italic)
        self._font, self._look = letters.outline, look
        self._measured = (letters.family, face)
        self._words: dict[str, SetWord] = {}

    def __missing__(self, key: tuple[str, float]) -> SetRun:
        if len(self) >= _RUNS:
            self.clear()
        text, space = key
        blank = self._word(" ")
        wider = blank.stray + space * 50 / self._look[0]
        stray = 0.0
        parts: list[str] = []
        glyphs: dict[int, str] = {}
        lacking: list[str] = []
        for number, said in enumerate(text.split(" ")):
            if number:
                stray += wider
                change = round(stray)
                parts.append(f"{blank.written}>{-change}<" if change else blank.written)
                stray -= change
            if said:
                word = self._words.get(said) or self._word(said)
                parts.append(word.written)
                stray += word.stray
                glyphs.update(word.glyphs)
                lacking += word.lacking
        if number:
            glyphs.update(blank.glyphs)
        written = f"[<{''.join(parts)}>]".replace("<>", "")
        self[key] = made = SetRun(written, glyphs, tuple(lacking))
        return made

    def _word(self, said: str) -> SetWord:
        if len(self._words) >= _RUNS:
            self._words.clear()
        made = self._words[said] = word_of(self._font, self._measured, said, *self._look)
        return made


@lru_cache(maxsize=64)
def _written(typeface: Typeface, size: float, letter: float, kerning: bool) -> _Written:
    return _Written(Letters(typeface), (size, letter, kerning))


class Letters:
    """Letters of one face, as a PDF writes them; what was used is kept for the embedding."""

    def __init__(self, typeface: Typeface) -> None:
        family = family_of(typeface.family)
        if family is None:
            raise NoFontError(typeface.family)
        self.family = family
        self.typeface = typeface
        self.outline = outline(family, bold=typeface.bold, italic=typeface.italic)
        self.used: dict[int, str] = {}
        """Glyph → what is read where it stands."""
        self.lacking: set[str] = set()

    def said(self, run: PrintedRun, text: str) -> str:
        """The operand of TJ for a run: its letters, each in the place it has on the page.

        `text`: what it says, with the blank that a reader is told at the end of its line.
        """
        made = _written(self.typeface, run.size, run.letter, run.kerning)[text, run.space]
        self.used.update(made.glyphs)
        if made.lacking:
            self.lacking.update(made.lacking)
        return made.written

    # -- embedding

    def embed(self, objects: Objects, number: int) -> None:
        """Write the font, with the glyphs that were used, as the object of this number."""
        part = _subset(self.outline, tuple(sorted(self.used.items())))
        name = f"{part.tag}+{self.outline.name}"
        file = objects.deflated(part.deflated, f"/Length1 {part.length}")
        descriptor = objects.add(self._descriptor(name, file))
        below = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {reference(descriptor)}/DW 0/W[{part.widths}]>>"
        )
        read = objects.deflated(part.read)
        objects.put(
            number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H"
            f"/DescendantFonts[{reference(below)}]/ToUnicode {reference(read)}>>",
        )

    def _descriptor(self, name: str, file: int) -> str:
        font, units = self.outline.font, self.outline.units
        tags = hb.OTMetricsTag
        of = {
            key: round(font.get_metric_position_with_fallback(tag) * 1000 / units)
            for key, tag in (
                ("Ascent", tags.HORIZONTAL_ASCENDER),
                ("Descent", tags.HORIZONTAL_DESCENDER),
                ("CapHeight", tags.CAP_HEIGHT),
            )
        }
        flags = _SYMBOLIC | _FIXED * (self.family == "mono") | _SERIF * (self.family == "serif")
        flags |= _ITALIC * self.typeface.italic
        told = "".join([f"/{key} {value}" for key, value in of.items()])
        box = _bounds(self.outline.face)
        return (
            f"<</Type/FontDescriptor/FontName/{name}/Flags {flags}/FontBBox[{box}]"
            f"/ItalicAngle {-12 if self.typeface.italic else 0}{told}"
            f"/StemV {140 if self.typeface.bold else 80}/FontFile2 {reference(file)}>>"
        )


class _Part(NamedTuple):
    """A font cut to some of its glyphs."""

    deflated: bytes
    length: int
    """Before it was deflated."""
    tag: str
    widths: str
    """Of its glyphs, as a font of a PDF tells them."""
    read: bytes
    """What is read where its glyphs stand, deflated."""


@lru_cache(maxsize=64)
def _subset(font: OpenedFont, used: tuple[tuple[int, str], ...]) -> _Part:
    """A font cut to these glyphs; kept, for offices use the same letters again and again."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update([glyph for glyph, _read in used])
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE
    for tag in _DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode(), "big"))
    data = bytes(hb.subset(font.face, wanted).blob.data)
    widths = "".join([f" {glyph}[{_advance(font, glyph)}]" for glyph, _read in used])
    read = deflated(_to_unicode(used))
    return _Part(zlib.compress(data, 6), len(data), _tag(data), widths, read)


def _to_unicode(used: Sequence[tuple[int, str]]) -> bytes:
    """What is read where each glyph stands (ISO 32000-1, 9.10.3)."""
    told = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <0000><FFFF> endcodespacerange",
    ]
    for start in range(0, len(used), 100):
        some = used[start : start + 100]
        told.append(f"{len(some)} beginbfchar")
        told += [f"<{g:04X}><{text.encode('utf-16-be').hex().upper()}>" for g, text in some]
        told.append("endbfchar")
    told.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(told).encode("ascii")


def word_of(
    font: OpenedFont,
    measured: tuple[Family, str],
    word: str,
    size: float,
    letter: float,
    kerning: bool,
) -> SetWord:
    """A word in a font, each letter where the tables of `measured` (family, face) put it."""
    widths = scale(*measured, size).widths(word, kerning=kerning)
    to_em = 1000 / (DOTS_PER_POINT * size)
    written: list[str] = []
    glyphs: dict[int, str] = {}
    lacking: list[str] = []
    stray, at = 0.0, 0
    for cluster in clusters(word):
        if abs(stray) > _CLOSE:
            written.append(f">{-round(stray)}<")
            stray -= round(stray)
        for character in unicodedata.normalize("NFC", cluster):
            glyph = _glyph(font, character)
            if glyph is None:
                lacking.append(character)
            elif glyph:
                glyphs[glyph] = min(character, glyphs.get(glyph, character))
                written.append(f"{glyph:04X}")
                stray -= _advance(font, glyph)
        stray += sum(widths[at : at + len(cluster)]) * to_em + letter * 50 / size
        at += len(cluster)
    return SetWord("".join(written), stray, glyphs, tuple(lacking))


@cache
def _glyph(opened: OpenedFont, character: str) -> int | None:
    """0 for what is not drawn, None for what the font lacks."""
    if character < " " or unicodedata.category(character) == "Cf":
        return 0
    if 0xFE00 <= ord(character) <= 0xFE0F:
        return 0
    found = opened.font.get_nominal_glyph(ord(_HYPHENS.get(character, character)))
    return int(found) if found else None


@cache
def _advance(opened: OpenedFont, glyph: int) -> int:
    """Width of a glyph, thousandths of an em."""
    advance = float(opened.font.get_glyph_h_advance(glyph))
    return round(advance * 1000 / opened.units)


def _tag(data: bytes) -> str:
    """Six capitals that name a subset, from what is in it."""
    value = int.from_bytes(sha256(data).digest()[:8], "big")
    return "".join([chr(65 + value // 26**n % 26) for n in range(6)])


def _bounds(face: hb.Face) -> str:
    """The box that holds every glyph, thousandths of the em (table head)."""
    head = face.reference_table("head").data
    edges = [int.from_bytes(head[at : at + 2], "big", signed=True) for at in (36, 38, 40, 42)]
    return " ".join([str(round(edge * 1000 / face.upem)) for edge in edges])
