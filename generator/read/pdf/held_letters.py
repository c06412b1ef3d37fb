"""The letters that a PDF gives to be read, held against those that it draws.

What a program reads comes from tables in the file (/ToUnicode, /Differences, /ActualText, the order
of a font's glyphs); what a person sees comes from the pages drawn. A signature covers both, and
says nothing of their being the same. So pages are drawn, and what stands in the place of a letter
is compared with what letters look like (letter_shapes.py): each digit, and of other letters some of
each font. Marks of Vietnamese letters are not told apart.
"""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING, Any, NamedTuple

from PIL import Image

from generator.locale import _
from generator.read.pdf.letter_shapes import (
    COMPARED,
    DIGITS,
    drawn_instead,
    looks_like,
    shape_of,
)
from generator.read.pdf.library import pdfium_alone
from generator.read.pdf.replaced_text import differing, without_replacements

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DPI = 200
"""A digit of 13 points is 24 pixels high."""
MAX_PIXELS = 40_000_000
"""Of a page; larger ones are drawn coarser."""
PAGES = 100
"""Pages that are looked at; of those behind it is said that nobody looked."""
EACH = 2
"""Occurrences of a letter in one font that are looked at; all of digits."""
FEW = 8
"""Letters without ink, or drawn as others, that are no mistake of the measuring."""
SURE_DIGIT = 70.0
"""How near to a digit must be what is read as nothing."""
_DIGITS = frozenset(DIGITS)
_THIN = frozenset("ijltfrIJíìỉĩịÍÌỈĨỊ")
"""Letters of a stroke or two, which any neighbour makes another letter."""
_SCAN = 0.5
"""Share of unseen letters from which on a page is a picture with a machine's reading below it."""


class Lie(NamedTuple):
    """Words that are drawn otherwise than they are read."""

    page: int
    read: str
    drawn: str
    """Empty where nothing is drawn."""


def told_lie(lie: Lie) -> str:
    """A place where a program reads other words than a person sees."""
    if not lie.drawn:
        message = _("trang {trang}: máy đọc «{doc}» ở chỗ không nhìn thấy chữ nào")
        return message.format(trang=lie.page, doc=_short(lie.read))
    message = _("trang {trang}: máy đọc «{doc}», mắt nhìn thấy «{thay}»")
    return message.format(trang=lie.page, doc=_short(lie.read), thay=_short(lie.drawn))


LONG = 60
"""Letters of a place that are told."""


def _short(text: str) -> str:
    return text if len(text) <= LONG else text[: LONG - 1] + "…"


class HeldLetters(NamedTuple):
    """What became of the letters of a PDF."""

    lies: list[Lie]
    digits: int
    """Digits that were looked at."""
    unlike: int
    """Digits among them like none that is known: nobody can say what they are."""
    by_machine: list[int]
    """Pages whose letters lie unseen below a picture."""
    left: int
    """The first page that was not looked at, 0: all were."""


class _Letter(NamedTuple):
    """A glyph on a page and the letters that are read from it."""

    read: str
    box: tuple[float, float, float, float]
    """Left, low, right, high in points of the page."""
    style: _LetterStyle


class _LetterStyle(NamedTuple):
    font: int
    embedded: bool
    """False: each program draws it with a font of its own."""
    hidden: bool
    along: tuple[float, float]
    """The way that the text runs."""


def hold_letters(data: bytes) -> HeldLetters:
    """Compare the letters of a PDF with its drawn pages; a file that cannot be read has none."""
    try:
        bare = without_replacements(data)
    except Exception:
        bare = None  # what pikepdf cannot read is taken as it is
    found = _hold(bare or data)
    if bare is None:
        return found
    pairs = zip(_texts(data), _texts(bare), strict=False)
    lies = [
        Lie(number, *words)
        for number, (read, drawn) in enumerate(pairs, 1)
        if read != drawn
        for words in differing(read, drawn)
    ]
    return found._replace(lies=[*lies, *found.lies])


def _texts(data: bytes) -> list[str]:
    """What is read on each page."""
    said = []
    with pdfium_alone() as pdfium:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            return []
        try:
            for number in range(min(pdfium.FPDF_GetPageCount(document), PAGES)):
                page = pdfium.FPDF_LoadPage(document, number)
                said.append("".join(one.read for one in _letters_of(page)) if page else "")
                pdfium.FPDF_ClosePage(page)
        finally:
            pdfium.FPDF_CloseDocument(document)
    return said


_Key = tuple[int, str]
"""A font and a letter that is read of it."""


class _Known:
    """What is known of the letters of each font so far."""

    def __init__(self) -> None:
        self.borrowed: set[int] = set()
        """Fonts that are not in the file: each program draws them with a font of its own."""
        self.refused: set[_Key] = set()
        self.asked: dict[_Key, int] = {}
        self.agreed: set[_Key] = set()
        self.judged: dict[tuple[str, tuple[int, int], bytes], str | None] = {}
        """The same pixels need no second look."""

    def stands(self, doubt: _Doubt) -> bool:
        """Whether it is not a letter that was covered once, or a font that only others have."""
        if all(font in self.borrowed and self._strange(font) for font, _read in doubt.keys):
            return False
        return not doubt.alone or bool(doubt.keys - self.agreed)

    def _strange(self, font: int) -> bool:
        """Whether most letters of a font are drawn as others: it is not the one that is meant."""
        against = sum(key[0] == font for key in self.refused)
        return against > max(FEW, sum(key[0] == font for key in self.agreed))


def _hold(data: bytes) -> HeldLetters:
    known = _Known()
    with pdfium_alone() as pdfium:
        document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
        if not document:
            return HeldLetters([], 0, 0, [], 0)
        try:
            count = pdfium.FPDF_GetPageCount(document)
            left = PAGES + 1 if count > PAGES else 0
            pages = [
                _held_page(document, number, known) for number in range(1, min(count, PAGES) + 1)
            ]
        finally:
            pdfium.FPDF_CloseDocument(document)
    return HeldLetters(
        [doubt.lie for page in pages for doubt in page.doubts if known.stands(doubt)],
        sum(page.digits for page in pages),
        sum(page.unlike for page in pages),
        [number for number, page in enumerate(pages, 1) if page.by_machine],
        left,
    )


class _Doubt(NamedTuple):
    lie: Lie
    keys: frozenset[_Key]
    """The letters that are against it."""
    alone: bool
    """Whether nothing else is, no digit and nothing unseen."""


class _HeldPage(NamedTuple):
    doubts: list[_Doubt]
    digits: int = 0
    unlike: int = 0
    by_machine: bool = False
    asked: int = 0
    """Letters that were looked at,"""
    wrong: int = 0
    """and those of them that are drawn otherwise, unlike any or not at all."""


def _held_page(document: Any, number: int, known: _Known) -> _HeldPage:
    import pypdfium2_raw as pdfium

    from generator.read.pdf.glyphs import covered_by_pictures
    from generator.read.pdf.notes import settle_annotations

    settle_annotations(document, number)
    page = pdfium.FPDF_LoadPage(document, number - 1)
    if not page:
        return _HeldPage([])
    try:
        letters = _letters_of(page)
        if not letters:
            return _HeldPage([])
        shown = [one for one in letters if not one.style.hidden]
        if len(letters) - len(shown) > _SCAN * len(letters):
            # a machine's reading below a scan; what is shown beside it is held to the page
            held = _compared(_Drawn(page), shown, number, known)
            return held._replace(by_machine=True)
        held = _compared(_Drawn(page), letters, number, known)
        if held.wrong > _SCAN * held.asked and covered_by_pictures(page) > _SCAN:
            return _HeldPage([], by_machine=True)  # a picture laid over its reading
        return held
    finally:
        pdfium.FPDF_ClosePage(page)


def _compared(drawn: _Drawn, letters: Sequence[_Letter], number: int, known: _Known) -> _HeldPage:
    """The letters of a page, each with what is drawn in its place."""
    instead: dict[int, str] = {}
    unseen: list[int] = []
    digits = unlike = asked = wrong = 0
    for at, letter in enumerate(letters):
        if not _is_asked(letter, known.asked):
            continue
        picture = drawn.cut(letter)
        if picture is None:
            continue
        pixels = letter.read, picture.size, picture.tobytes()
        if pixels not in known.judged:
            known.judged[pixels] = _judged(picture, letter)
        found = known.judged[pixels]
        asked += letter.read.isalnum()
        wrong += letter.read.isalnum() and found != letter.read
        if found is None:
            # a font that is not in the file may have the letter elsewhere
            style = letter.style
            unseen += [at] * (style.embedded or style.hidden or letter.read.isascii())
            continue
        digits += letter.read in _DIGITS
        unlike += found == "" and letter.read in _DIGITS
        key = letter.style.font, letter.read
        if not letter.style.embedded:
            known.borrowed.add(letter.style.font)
        if found == letter.read:
            known.agreed.add(key)
        else:
            known.refused.add(key)
            if found:
                instead[at] = found
    if len(unseen) >= FEW or any(letters[at].read in _DIGITS for at in unseen):
        instead |= dict.fromkeys(unseen, "")
    return _HeldPage(
        list(_words(letters, instead, number)), digits, unlike, asked=asked, wrong=wrong
    )


def _is_asked(letter: _Letter, seen: dict[tuple[int, str], int]) -> bool:
    """Whether this occurrence is to be looked at: each digit, each odd one, some of the others."""
    read = letter.read
    if len(read) != 1 or read in _DIGITS or read.isspace() or not read.isprintable():
        return True
    if read not in COMPARED or read in _THIN or "\x7f" < read <= "\xff":
        return False  # the last: in fonts of the old encodings they stand for others
    key = letter.style.font, read
    seen[key] = seen.get(key, 0) + 1
    return seen[key] <= EACH


def _judged(picture: Image.Image, letter: _Letter) -> str | None:
    """What is drawn there: a letter, "" for unlike any, None for nothing."""
    shape = shape_of(picture)
    read = letter.read
    if len(read) == 1 and read in COMPARED:
        return None if shape is None else drawn_instead(shape, read)
    digit = shape and looks_like(shape, DIGITS, within=SURE_DIGIT)
    said = "".join(c for c in read if c.isprintable()).strip()
    wrong = digit and (not said or not _DIGITS.isdisjoint(said))
    return digit if wrong and digit != read else read


def _words(letters: Sequence[_Letter], instead: dict[int, str], number: int) -> Iterator[_Doubt]:
    """The words in which something else is drawn, each once, as read and as drawn."""
    start = 0
    for at in range(len(letters) + 1):
        if at < len(letters) and not letters[at].read.isspace():
            continue
        word = range(start, at + (at in instead))
        start = at + 1
        wrong = [i for i in word if i in instead]
        if not wrong:
            continue
        read = "".join(letters[i].read for i in word).strip()
        drawn = "".join(instead.get(i, letters[i].read) for i in word).strip()
        alone = all(letters[i].read.isalpha() and instead[i].isalpha() for i in wrong)
        keys = frozenset((letters[i].style.font, letters[i].read) for i in wrong)
        yield _Doubt(Lie(number, read, drawn), keys, alone)


class _Drawn:
    """A page as it is seen, without what readers stuck on it."""

    def __init__(self, page: Any) -> None:
        import pypdfium2_raw as pdfium

        wide, high = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
        scale = min(DPI / 72, (MAX_PIXELS / max(wide * high, 1.0)) ** 0.5)
        self.wide, self.high = max(1, round(wide * scale)), max(1, round(high * scale))
        self.way = _way(page, self.wide, self.high)
        bitmap = pdfium.FPDFBitmap_CreateEx(
            self.wide, self.high, pdfium.FPDFBitmap_Gray, None, self.wide
        )
        if not bitmap:
            raise MemoryError
        try:
            pdfium.FPDFBitmap_FillRect(bitmap, 0, 0, self.wide, self.high, 0xFFFFFFFF)
            pdfium.FPDF_RenderPageBitmap(bitmap, page, 0, 0, self.wide, self.high, 0, 0)
            pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), self.wide * self.high)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)
        self.picture = Image.frombuffer(
            "L", (self.wide, self.high), pixels, "raw", "L", self.wide, 1
        )

    def cut(self, letter: _Letter) -> Image.Image | None:
        """The place of a letter, upright; None where it takes no room or runs askew."""
        left, low, right, high = letter.box
        if right <= left or high <= low:
            return None
        a, b, c, d, e, f = self.way
        xs = sorted((a * left + c * low + e, a * right + c * high + e))
        ys = sorted((b * left + d * low + f, b * right + d * high + f))
        box = (math.floor(xs[0]), math.floor(ys[0]), math.ceil(xs[1]), math.ceil(ys[1]))
        if box[0] < 0 or box[1] < 0 or box[2] > self.wide or box[3] > self.high:
            return None
        x, y = letter.style.along
        turn = math.degrees(math.atan2(-(b * x + d * y), a * x + c * y))
        quarter = round(turn / 90) % 4
        if abs((turn - quarter * 90 + 180) % 360 - 180) > _ASKEW:
            return None
        found = self.picture.crop(box)
        return found.transpose(_BACK[quarter]) if quarter else found


_ASKEW = 3.0
_BACK = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}


def _way(page: Any, wide: int, high: int) -> tuple[float, ...]:
    """From points of the page to pixels, as the six numbers of a matrix."""
    import pypdfium2_raw as pdfium

    x, y = ctypes.c_int(), ctypes.c_int()
    fine = 64

    def there(px: float, py: float) -> tuple[float, float]:
        pdfium.FPDF_PageToDevice(page, 0, 0, wide * fine, high * fine, 0, px, py, x, y)
        return x.value / fine, y.value / fine

    (e, f), (ax, bx), (cy, dy) = there(0, 0), there(100, 0), there(0, 100)
    return (ax - e) / 100, (bx - f) / 100, (cy - e) / 100, (dy - f) / 100, e, f


def _letters_of(page: Any) -> list[_Letter]:
    """The glyphs of a page in the order of the file, each with all letters read from it."""
    import pypdfium2_raw as pdfium

    from generator.read.pdf.glyphs import object_of, tight_box_of, unicode_of

    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return []
    try:
        handle = ctypes.cast(text, ctypes.c_void_p).value
        room = (ctypes.c_double * 4)()
        left, right, low, high = (ctypes.addressof(room) + 8 * i for i in range(4))
        styles: dict[int, _LetterStyle] = {}
        letters: list[_Letter] = []
        for index in range(pdfium.FPDFText_CountChars(text)):
            owner = object_of(handle, index)
            if not owner:
                letters.append(_GAP)
                continue
            if owner not in styles:
                styles[owner] = _style(text, index)
            code = unicode_of(handle, index)
            read = "-" if code == _HYPHEN else "" if code in _NOTHING else chr(code)
            tight_box_of(handle, index, left, right, low, high)
            box = room[0], room[2], room[1], room[3]
            if letters and letters[-1].box == box and letters[-1].style is styles[owner]:
                letters[-1] = letters[-1]._replace(read=letters[-1].read + read)
            else:
                letters.append(_Letter(read, box, styles[owner]))
        return letters
    finally:
        pdfium.FPDFText_ClosePage(text)


_GAP = _Letter(" ", (0.0, 0.0, 0.0, 0.0), _LetterStyle(0, False, False, (1.0, 0.0)))
"""A space that pdfium made up."""
_HYPHEN = 2
"""What pdfium says of a hyphen at the end of a line."""
_NOTHING = {*range(9), *range(0xD800, 0xE000), 0xFFFD, 0xFFFE, 0xFFFF}


def _style(text: Any, index: int) -> _LetterStyle:
    import pypdfium2_raw as pdfium

    owner = pdfium.FPDFText_GetTextObject(text, index)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    font = ctypes.cast(pdfium.FPDFTextObj_GetFont(owner), ctypes.c_void_p).value or 0
    hidden = pdfium.FPDFTextObj_GetTextRenderMode(owner) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    embedded = pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(owner)) == 1
    return _LetterStyle(font, embedded, hidden, (matrix.a, matrix.b))
