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
from generator.typeset.pdf.objects import reference

if TYPE_CHECKING:
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
    glyphs: tuple[tuple[int, str], ...]
    """Each with what is read where it stands."""
    lacking: tuple[str, ...]


class _Words(dict[str, tuple[str, float]]):
    """The words of one face and look: how each is written, and how much wider it is to be."""

    def __init__(self, letters: Letters, look: tuple[float, float, bool]) -> None:
        """`look`: size, added space, whether pairs are kerned."""
        super().__init__()
        self._letters = letters
        self._look = look
        face = face_name(bold=letters.typeface.bold, italic=letters.typeface.italic)
        self._measured = (letters.family, face)

    def __missing__(self, word: str) -> tuple[str, float]:
        made = word_of(self._letters.outline, self._measured, word, *self._look)
        self._letters.take(made)
        self[word] = found = (made.written, made.stray)
        return found


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
        self._words: dict[tuple[float, float, bool], _Words] = {}

    def said(self, run: PrintedRun) -> str:
        """The operand of TJ for a run: its letters, each in the place it has on the page."""
        look = (run.size, run.letter, run.kerning)
        words = self._words.get(look)
        if words is None:
            words = self._words[look] = _Words(self, look)
        blank, wider = words[" "]
        wider += run.space * 50 / run.size
        stray = 0.0
        parts: list[str] = []
        for number, word in enumerate(run.text.split(" ")):
            if number:
                stray += wider
                change = round(stray)
                parts.append(f"{blank}>{-change}<" if change else blank)
                stray -= change
            if word:
                written, more = words[word]
                parts.append(written)
                stray += more
        return f"[<{''.join(parts)}>]".replace("<>", "")

    def take(self, word: SetWord) -> None:
        """Keep what a word uses for the embedding."""
        used = self.used
        for glyph, character in word.glyphs:
            known = used.get(glyph)
            if known is None or character < known:
                used[glyph] = character
        if word.lacking:
            self.lacking.update(word.lacking)

    # -- embedding

    def embed(self, objects: Objects, number: int) -> None:
        """Write the font, with the glyphs that were used, as the object of this number."""
        part = _subset(self.outline, frozenset(self.used))
        name = f"{part.tag}+{self.outline.name}"
        file = objects.deflated(part.deflated, f"/Length1 {part.length}")
        descriptor = objects.add(self._descriptor(name, file))
        widths = "".join([f" {g}[{_advance(self.outline, g)}]" for g in sorted(self.used)])
        below = objects.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {reference(descriptor)}/DW 0/W[{widths}]>>"
        )
        read = objects.stream(self._to_unicode())
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

    def _to_unicode(self) -> bytes:
        pairs = sorted(self.used.items())
        told = [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
            "/CMapName/Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000><FFFF> endcodespacerange",
        ]
        for start in range(0, len(pairs), 100):
            some = pairs[start : start + 100]
            told.append(f"{len(some)} beginbfchar")
            told += [f"<{g:04X}><{text.encode('utf-16-be').hex().upper()}>" for g, text in some]
            told.append("endbfchar")
        told.append("endcmap CMapName currentdict /CMap defineresource pop end end")
        return "\n".join(told).encode("ascii")


class _Part(NamedTuple):
    """A font cut to some of its glyphs."""

    deflated: bytes
    length: int
    """Before it was deflated."""
    tag: str


@lru_cache(maxsize=64)
def _subset(font: OpenedFont, used: frozenset[int]) -> _Part:
    """A font cut to these glyphs; kept, for offices use the same letters again and again."""
    wanted = hb.SubsetInput()
    wanted.glyph_set.update(used)
    flags = hb.SubsetFlags
    wanted.flags = flags.RETAIN_GIDS | flags.NO_HINTING | flags.NO_LAYOUT_CLOSURE
    for tag in _DROPPED:
        wanted.drop_table_tag_set.add(int.from_bytes(tag.ljust(4).encode(), "big"))
    data = bytes(hb.subset(font.face, wanted).blob.data)
    return _Part(zlib.compress(data, 6), len(data), _tag(data))


@lru_cache(maxsize=20_000)
def word_of(
    font: OpenedFont,
    measured: tuple[Family, str],
    word: str,
    size: float,
    letter: float,
    kerning: bool,
) -> SetWord:
    """A word in a font, each letter where the tables of `measured` (family, face) put it.

    Kept from one document to the next: offices write the same words.
    """
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
    return SetWord("".join(written), stray, tuple(glyphs.items()), tuple(lacking))


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
