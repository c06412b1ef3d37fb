"""LibreOffice as the judge: the lines of its PDF, by the origins of glyphs (pdfium)."""

from __future__ import annotations

import ctypes
import re
import subprocess
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw

from generator.office.libreoffice import convert_command, find_office, make_profile, version
from generator.ooxml.opened import open_word
from generator.typeset.setting import set_word

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument

NEAR = 0.45
"""Points that a baseline may be from where the judge has it."""
LEVEL = 0.3
"""Points that baselines may differ and still be one line of the page."""


_MARKS = re.compile("[\u0300-\u036f]+")


class Seen(NamedTuple):
    """A line: its page from 0, baseline and left edge in points, its text without blanks."""

    page: int
    y: float
    x: float
    text: str


class Verdict(NamedTuple):
    ours: list[Seen]
    theirs: list[Seen]
    pages: tuple[int, int]
    known: bool
    """We said so of every place."""

    @property
    def moved(self) -> float:
        """The greatest distance of a line that stands once on its page in both, points."""
        places: dict[tuple[int, str], list[Seen]] = {}
        for line in self.theirs:
            places.setdefault((line.page, line.text), []).append(line)
        pairs = [(line, places.get((line.page, line.text), [])) for line in self.ours]
        return max(
            (max(abs(a.y - b[0].y), abs(a.x - b[0].x)) for a, b in pairs if len(b) == 1),
            default=0.0,
        )


def squeeze(text: str) -> str:
    """A text as it is compared: no blanks, no hyphens (pdfium takes them off at ends).

    Marks are put in one order: those of letters that were decomposed are told in another.
    """
    plain = re.sub(r"[-\s\u200b]+", "", unicodedata.normalize("NFD", text))
    return _MARKS.sub(lambda found: "".join(sorted(found[0])), plain)


def to_pdf(files: list[Path], folder: Path) -> None:
    office = find_office()
    assert office is not None
    profile = make_profile(folder / "profile", version(office))
    command = convert_command(office, profile, "pdf", folder)
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def ours(document: PrintedDocument, judged: Sequence[Seen] = ()) -> list[Seen]:
    """Our lines; what stands on one height with a line of the judge is put on that height.

    Cells side by side have lines a third of a point apart, and a PDF tells a tenth of a point:
    without this, what is one line there would be two here by chance.
    """
    heights: dict[int, list[float]] = {}
    for line in judged:
        heights.setdefault(line.page, []).append(line.y)
    found: list[Seen] = []
    for number, page in enumerate(document.pages):
        known = sorted(heights.get(number, ()))
        stretches = [
            (_on(known, line.baseline / 20 - run.raised / 20), run.x / 20, run.text)
            for _placed, line in page.lines()
            for run in line.runs
        ]
        found += _rows(number, stretches)
    return found


def _on(known: list[float], y: float) -> float:
    """The height of a judged line that is as near as heights are told; else the own."""
    at = bisect_left(known, y)
    near = min(known[max(at - 1, 0) : at + 1], key=lambda each: abs(each - y), default=y)
    return near if abs(near - y) < NEAR else y


def _rows(page: int, stretches: list[tuple[float, float, str]]) -> list[Seen]:
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
        found.append(Seen(page, in_order[0][0], in_order[0][1], said))
    return found


def theirs(path: Path) -> tuple[list[Seen], int]:
    found: list[Seen] = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        glyphs = _glyphs(document[number])
        found += _rows(number, glyphs)
    pages = len(document)
    document.close()
    return found, pages


def _glyphs(page: pypdfium2.PdfPage) -> list[tuple[float, float, str]]:
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


def judge(files: dict[str, bytes], folder: Path) -> dict[str, Verdict]:
    """Each document set by us and by LibreOffice."""
    paths = {}
    for name, data in files.items():
        paths[name] = folder / f"{name}.docx"
        paths[name].write_bytes(data)
    to_pdf(list(paths.values()), folder)
    found = {}
    for name, path in paths.items():
        word, problems = open_word(path)
        assert word is not None, problems
        document = set_word(word)
        lines, pages = theirs(path.with_suffix(".pdf"))
        found[name] = Verdict(
            ours(document, lines), lines, (len(document.pages), pages), document.known
        )
    return found


def differences(verdict: Verdict) -> list[tuple[int, str]]:
    """(page, line) that only one of both has."""
    mine = sorted((line.page, line.text) for line in verdict.ours)
    judged = sorted((line.page, line.text) for line in verdict.theirs)
    return [each for each in mine if each not in judged] + [
        each for each in judged if each not in mine
    ]
