"""How Decree 30/2020/NĐ-CP writes dates, numbers, labels and names of documents.

Pure functions from values to words, and the parser of the marks inside a text
(`**bold**`, `*italic*`, `{citation}`). Nothing here reads the clock or a plan.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from datetime import date

    from generator.plan.model import ThoiHan

LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
"""Labels of points, in order. The decree itself runs `a b c d đ e g h i k l m n o` (Annex VI);
p to y follow the alphabet. f, j, w, z and the letters with marks are not used."""

BLANK = "…"
"""What a draft prints in place of a number, day or month."""


# ------------------------------------------------------------------- dates and numbers


def number(n: int) -> str:
    """A document number: below 10 with a leading zero (Decree 30, Annex I.II.3)."""
    return f"{n:02d}"


def _day(d: int) -> str:
    return f"{d:02d}"


def _month(m: int) -> str:
    # A zero only before 1 and 2: "tháng 02", "tháng 3" (Decree 30, Annex I.II.4b).
    return f"{m:02d}" if m < 3 else str(m)


def long_date(d: date) -> str:
    """Write "ngày 07 tháng 6 năm 2024" (Decree 30, Annex I.II.4b)."""
    return f"ngày {_day(d.day)} tháng {_month(d.month)} năm {d.year}"


def short_date(d: date) -> str:
    """Write "07/6/2024", the form of citations and deadlines."""
    return f"{day_and_month(d)}/{d.year}"


def day_and_month(d: date) -> str:
    """Write "07/6": a day of each year."""
    return f"{_day(d.day)}/{_month(d.month)}"


def draft_date(year: int | None = None, month: int | None = None) -> str:
    """Write "ngày … tháng … năm 2024": the date line of a document not yet issued."""
    month_text = _month(month) if month else BLANK
    return f"ngày {BLANK} tháng {month_text} năm {year or BLANK}"


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(n: int) -> str:
    """Write "I", "II", … for n >= 1: labels of sections and appendices."""
    out = ""
    for value, mark in _ROMAN:
        count, n = divmod(n, value)
        out += mark * count
    return out


def letter(index: int) -> str:
    """The label of the point at `index`, counted from 0: a b c d đ e g h and on.

    The decree has no rule after y. There the labels go on as aa, ab, …, only so that
    a draft can be printed; the check of the plan reports it.
    """
    if index < len(LETTERS):
        return LETTERS[index]
    high, low = divmod(index - len(LETTERS), len(LETTERS))
    return letter(high) + LETTERS[low]


# ------------------------------------------------------------------- types of documents


@cache
def _decree() -> dict[str, Any]:
    # Regulations are dated data, so the list is TOML beside the code; it is small
    # (a third of a millisecond) and read only when a name of a type is wanted.
    # (by path: importlib.resources would import zipfile and tempfile at every start).
    import tomli

    return tomli.loads(Path(__file__).with_name("nd30-2020.toml").read_text("utf-8"))


def document_types() -> dict[str, str]:
    """Abbreviation → name of the 27 types (Decree 30, Annex III.I): KH → Kế hoạch.

    Last come papers of an office's own form, under their full names.
    """
    types: dict[str, str] = _decree()["loai"]
    own: dict[str, str] = _decree()["cua_co_quan"]
    return types | own


def type_name(kind: str) -> str | None:
    """The name of a type of document from its abbreviation, or a name written out.

    "KH" → "Kế hoạch"; "Luật", "Nghị định", "Công văn" → themselves; unknown → None.
    """
    name = document_types().get(kind)
    if name is not None:
        return name
    return kind if kind in cited_types() else None


def cited_types() -> tuple[str, ...]:
    """Types without an abbreviation here, which may be cited by their names."""
    cited = _decree()["vien_dan"]
    return (*cited["khong_viet_tat"], *cited["quy_pham"], *cited["chi_ten"])


def cited_by_name(kind: str) -> bool:
    """Tell whether a type is cited by name alone: laws, codes, ordinances."""
    return kind in _decree()["vien_dan"]["chi_ten"]


# ------------------------------------------------------------------- deadlines

PERIODS = {
    "ngay": "hằng ngày",
    "tuan": "hằng tuần",
    "thang": "hằng tháng",
    "quy": "hằng quý",
    "6-thang": "6 tháng",
    "9-thang": "9 tháng",
    "nam": "năm",
}


def deadline(when: ThoiHan) -> str:
    """A deadline in words: "Trước ngày 15/6/2024", "Năm 2024", "Thường xuyên".

    Reports are "Định kỳ 6 tháng, 9 tháng, năm"; several parts are joined by ";" and
    the remark follows a comma.
    """
    if when.loi:
        return when.loi
    if when.den or when.so_ngay or when.ngay_ky or when.va_sau:
        return _worked_out(when)
    periods = tuple(when.dinh_ky)
    return _deadline(when.truoc, when.ngay, when.thuong_xuyen, when.nam, periods, when.ghi_chu)


def _worked_out(when: ThoiHan) -> str:
    """The words of a deadline that the source's own words do not give."""
    parts: list[str] = []
    if when.so_ngay:
        unit = "ngày làm việc" if when.ngay_lam_viec else "ngày"
        since = when.ke_tu or "ngày ban hành"
        parts.append(f"{number(when.so_ngay)} {unit} kể từ {since}")
    if when.den:
        begin = f"từ {short_date(when.tu)} " if when.tu else ""
        parts.append(f"{begin}đến hết {short_date(when.den)}")
    periods = ", ".join(PERIODS[p] for p in when.dinh_ky)
    if when.ngay_ky:
        parts.append(f"trước ngày {when.ngay_ky} {periods}".rstrip())
    elif periods:
        parts.append(f"định kỳ {periods}")
    if when.truoc or when.ngay or when.nam or when.thuong_xuyen or when.ghi_chu:
        rest = (when.truoc, when.ngay, when.thuong_xuyen, when.nam, (), when.ghi_chu)
        parts.append(uncapital(_deadline(*rest)))
    return capital("; ".join(parts)) + (" và những năm tiếp theo" if when.va_sau else "")


@lru_cache(4096)  # a table of 60,000 tasks has a few dozen deadlines
def _deadline(
    before: date | None,
    on: date | None,
    standing: bool,
    year: int | None,
    periods: tuple[str, ...],
    remark: str | None,
) -> str:
    parts: list[str] = []
    if before:
        parts.append(f"trước ngày {short_date(before)}")
    if on:
        parts.append(f"ngày {short_date(on)}")
    if standing:
        parts.append("thường xuyên")
    if year:
        parts.append(f"năm {year}")
    if periods:
        parts.append("định kỳ " + ", ".join(PERIODS[p] for p in periods))
    words = "; ".join(parts)
    if remark:
        joiner = " " if remark.startswith("(") else ", "
        words = f"{words}{joiner}{remark}" if words else remark
    return capital(words)


# ------------------------------------------------------------------- letters


def nfc(text: str) -> str:
    """The text in composed form (TCVN 6909:2001, Decree 30, Annex I.I.2)."""
    return unicodedata.normalize("NFC", text)


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]


def uncapital(text: str) -> str:
    """The text with its first letter in lower case, unless the first word is an acronym."""
    if len(text) > 1 and text[0].isupper() and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


# ------------------------------------------------------------------- marks inside a text


class EmphasisRun(NamedTuple):
    """Text of one emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


class Cite(NamedTuple):
    """A citation inside a text: `{kh-126}` or `{kh-126:ngan}`."""

    id: str
    form: str
    """ "", "du", "ngay" or "ngan"; whatever else was written is kept for the message."""
    raw: str
    """As written, with its braces."""
    bold: bool = False
    italic: bool = False


NOTE = "chu-thich"
"""What the mark of a footnote begins with: `{chu-thich:id}`."""
BRACED = r"\{[a-z0-9_-]+(?::[a-z0-9_-]+)?\}"
"""A citation or the mark of a footnote, as a text has it: never cut in two."""


class NoteMark(NamedTuple):
    """The mark of a footnote inside a text: `{chu-thich:so-lieu}`."""

    id: str
    raw: str
    """As written, with its braces."""
    bold: bool = False
    italic: bool = False


_MARK = re.compile(
    r"\\(?P<literal>[*{])"
    r"|(?P<stars>\*+)"
    r"|(?<!\{)\{(?P<id>[a-z0-9_-]+)(?::(?P<form>[a-z0-9_-]+))?\}(?!\})"
)
_SPECIAL = re.compile(r"[*{\\]")


class _Star(NamedTuple):
    """One mark, "*" or "**", that may open or close an emphasis."""

    mark: str
    opens: bool
    closes: bool


_Piece = str | _Star | Cite | NoteMark


@lru_cache(1024)  # plans of one cascade share most of their texts
def inline(text: str) -> tuple[EmphasisRun | Cite | NoteMark, ...]:
    r"""The runs, citations and marks of footnotes of a text.

    `**bold**` and `*italic*` open after a start, space, punctuation or quote and before
    a non-space, and close after a non-space; a mark without its partner is printed as it
    stands. `\*` and `\{` print the character. `{id}` and `{id:form}` are citations
    unless braces touch them outside, so that `{{x}}` stays what it is; `{chu-thich:id}`
    marks a footnote.
    """
    if not _SPECIAL.search(text):
        return (EmphasisRun(text),) if text else ()
    pieces = list(_pieces(text))
    partnered = _partners(pieces)
    runs: list[EmphasisRun | Cite | NoteMark] = []
    bold = italic = False
    for index, piece in enumerate(pieces):
        if isinstance(piece, _Star) and index in partnered:
            bold ^= piece.mark == "**"
            italic ^= piece.mark == "*"
        elif isinstance(piece, Cite | NoteMark):
            runs.append(piece._replace(bold=bold, italic=italic))
        else:
            _add(runs, piece.mark if isinstance(piece, _Star) else piece, bold, italic)
    return tuple(runs)


def _add(runs: list[EmphasisRun | Cite | NoteMark], text: str, bold: bool, italic: bool) -> None:
    last = runs[-1] if runs else None
    if isinstance(last, EmphasisRun) and (last.bold, last.italic) == (bold, italic):
        runs[-1] = last._replace(text=last.text + text)
    else:
        runs.append(EmphasisRun(text, bold, italic))


def _pieces(text: str) -> Iterator[_Piece]:
    done = 0
    for found in _MARK.finditer(text):
        if found.start() > done:
            yield text[done : found.start()]
        done = found.end()
        if found["literal"]:
            yield found["literal"]
        elif found["id"] == NOTE and found["form"]:
            yield NoteMark(found["form"], found[0])
        elif found["id"]:
            yield Cite(found["id"], found["form"] or "", found[0])
        else:
            yield from _stars(text, found.start(), found.end())
    if done < len(text):
        yield text[done:]


def _stars(text: str, start: int, end: int) -> Iterator[_Piece]:
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = not before.isalnum() and bool(after) and not after.isspace()
    closes = bool(before) and not before.isspace()
    marks = {1: ("*",), 2: ("**",), 3: ("**", "*")}.get(end - start)
    if marks is None:
        yield text[start:end]
        return
    for mark in marks:
        yield _Star(mark, opens, closes)


def _partners(pieces: list[_Piece]) -> set[int]:
    """Indices of the marks that open or close an emphasis."""
    partnered: set[int] = set()
    opened: dict[str, int] = {}
    for index, piece in enumerate(pieces):
        if not isinstance(piece, _Star):
            continue
        if piece.closes and piece.mark in opened:
            partnered |= {opened.pop(piece.mark), index}
        elif piece.opens:
            opened[piece.mark] = index
    return partnered


def plain(text: str) -> str:
    """The text without marks of emphasis and of footnotes; citations as they are written."""
    return "".join([said(piece) for piece in inline(text)])


def note_marks(text: str) -> list[NoteMark]:
    """The marks of footnotes in a text, in order."""
    if NOTE not in text:
        return []
    return [piece for piece in inline(text) if isinstance(piece, NoteMark)]


def without_notes(text: str, ids: Container[str] | None = None) -> str:
    """The text without the marks of these footnotes, or of all."""
    for mark in note_marks(text):
        if ids is None or mark.id in ids:
            text = text.replace(mark.raw, "", 1)
    return text


def said(piece: EmphasisRun | Cite | NoteMark) -> str:
    """What a piece adds to a text that is shown plain: a citation as written, no footnote."""
    if isinstance(piece, EmphasisRun):
        return piece.text
    return piece.raw if isinstance(piece, Cite) else ""


def escape(text: str) -> str:
    r"""Write a text so that `inline` gives it back as it is: `*` → `\*`, `{` → `\{`."""
    return re.sub(r"([*{])", r"\\\1", text)


_REFERENCE = re.compile(
    r"\s*\**[(\[](?:ban hành |đính )?kèm theo [^()\[\]]*[)\]][*\s.:;]*$", re.IGNORECASE
)
"""With which document an appendix goes, typed behind its title: printed from the plan's head."""


def without_reference(title: str) -> str:
    """The title of an appendix without "(Kèm theo Kế hoạch số …)", where anything is left."""
    return _REFERENCE.sub("", title) or title
