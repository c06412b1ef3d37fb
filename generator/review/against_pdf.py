"""Our lines beside those of a PDF that another program made of the same document.

A line is what stands on one height of a page; it is compared by its page and its letters,
without blanks and hyphens, which a PDF does not tell.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.symbols import symbol_text
from generator.read.pdf.library import pdfium_alone
from generator.typeset.metrics import DOTS, face_name, family_of, scale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pypdfium2

    from generator.typeset.pages import PrintedDocument, PrintedRun

NEAR = 0.45
"""Points that a baseline may be from where the other has it."""
LEVEL = 0.3
"""Points that baselines may differ and still be one line of the page."""
_MARKS = re.compile("[\u0300-\u036f]+")


class PdfLine(NamedTuple):
    """A line: its page from 0, baseline and left edge in points, its text without blanks."""

    page: int
    y: float
    x: float
    text: str


def squeeze(text: str) -> str:
    """A text as it is compared: no blanks, no hyphens (pdfium takes them off at ends).

    Marks are put in one order: those of letters that were decomposed are told in another.
    """
    shown = symbol_text(text, "")
    plain = re.sub(r"[-\u00ad\u2010\u2011\s\u200b]+", "", unicodedata.normalize("NFD", shown))
    return _MARKS.sub(lambda found: "".join(sorted(found[0])), plain)


def lines_set(document: PrintedDocument, judged: Sequence[PdfLine] = ()) -> list[PdfLine]:
    """Our lines; what stands on one height with a line of the other is put on that height.

    Cells side by side have lines a third of a point apart, and a PDF tells a tenth of a point:
    without this, what is one line there would be two here by chance.
    """
    heights: dict[int, list[float]] = {}
    for line in judged:
        heights.setdefault(line.page, []).append(line.y)
    found: list[PdfLine] = []
    for number, page in enumerate(document.pages):
        known = sorted(heights.get(number, ()))
        stretches = [
            (_on(known, line.baseline / 20 - run.raised / 20), _inked(run) / 20, run.text)
            for _placed, line in page.lines()
            for run in line.runs
        ]
        found += _rows(number, stretches)
    return found


def lines_of_pdf(path: Path) -> tuple[list[PdfLine], int]:
    """The lines of a PDF by the origins of its glyphs, and how many pages it has."""
    import pypdfium2

    found: list[PdfLine] = []
    with pdfium_alone():
        document = pypdfium2.PdfDocument(path)
        pages = len(document)
        for number in range(pages):
            found += _rows(number, _glyphs(document[number]))
        document.close()
    return found, pages


def first_difference(
    ours: list[PdfLine], theirs: list[PdfLine]
) -> tuple[PdfLine | None, PdfLine | None] | None:
    """The first line, in the order of pages, that only one of both has; None: the same lines."""
    left = sorted((line.page, line.text) for line in theirs)
    right = sorted((line.page, line.text) for line in ours)
    if left == right:
        return None
    mine = next((one for one in ours if (one.page, one.text) not in left), None)
    other = next((one for one in theirs if (one.page, one.text) not in right), None)
    return mine, other


def _inked(run: PrintedRun) -> float:
    """Where the first letter of a run stands, behind its blanks."""
    blanks = run.text[: len(run.text) - len(run.text.lstrip(" \u00a0"))]
    family = family_of(run.face.family) if blanks else None
    if family is None:
        return run.x
    face = face_name(bold=run.face.bold, italic=run.face.italic)
    widths = scale(family, face, run.size).widths(blanks)
    return run.x + sum(widths) / DOTS + blanks.count(" ") * run.space + len(blanks) * run.letter


def _on(known: list[float], y: float) -> float:
    """The height of a judged line that is as near as heights are told; else the own."""
    at = bisect_left(known, y)
    near = min(known[max(at - 1, 0) : at + 1], key=lambda each: abs(each - y), default=y)
    return near if abs(near - y) < NEAR else y


def _rows(page: int, stretches: list[tuple[float, float, str]]) -> list[PdfLine]:
    """What stands on one height, from left to right, as one."""
    rows: list[list[tuple[float, float, str]]] = []
    for stretch in sorted(stretches):
        if not stretch[2].strip():
            continue
        if rows and stretch[0] - rows[-1][0][0] < LEVEL:
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    found = []
    for row in rows:
        in_order = sorted(row, key=lambda stretch: stretch[1])
        said = squeeze("".join([text for _, _, text in in_order]))
        found.append(PdfLine(page, in_order[0][0], in_order[0][1], said))
    return found


def _glyphs(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
    from pypdfium2 import raw

    text, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if character in "\r\n\x02":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        found.append((round(height - y.value, 2), x.value, character))
    return found
