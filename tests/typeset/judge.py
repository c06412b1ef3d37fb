"""LibreOffice as the judge: the lines of its PDF, by the origins of glyphs (pdfium)."""

from __future__ import annotations

import ctypes
import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import pypdfium2
from pypdfium2 import raw

from generator.office.libreoffice import convert_command, find_office, make_profile, version
from generator.ooxml.opened import open_word
from generator.typeset.setting import set_word

if TYPE_CHECKING:
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument, PrintedLine

GAP = 5.5
"""Points between glyphs of one baseline that part two cells."""


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
    """A text as it is compared: no blanks, no hyphen at its end (pdfium takes it off).

    Marks are put in one order: those of letters that were decomposed are told in another.
    """
    plain = re.sub(r"[\s\u200b]+", "", unicodedata.normalize("NFD", text)).rstrip("-")
    return _MARKS.sub(lambda found: "".join(sorted(found[0])), plain)


def to_pdf(files: list[Path], folder: Path) -> None:
    office = find_office()
    assert office is not None
    profile = make_profile(folder / "profile", version(office))
    command = convert_command(office, profile, "pdf", folder)
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)


def ours(document: PrintedDocument) -> list[Seen]:
    return sorted(
        [
            Seen(number, y / 20, x / 20, said)
            for number, page in enumerate(document.pages)
            for _placed, line in page.lines()
            for x, y, text in _stretches(line)
            if (said := squeeze(text))
        ]
    )


def _stretches(line: PrintedLine) -> list[tuple[float, float, str]]:
    """A line parted where a reader of the PDF sees two: at wide gaps and raised letters."""
    found: list[tuple[float, float, str]] = []
    right = 0.0
    for run in line.runs:
        y = line.baseline - run.raised
        level = [n for n, (_, height, _) in enumerate(found) if height == y]
        if level and run.x - right <= GAP * 20:
            found[level[-1]] = (*found[level[-1]][:2], found[level[-1]][2] + run.text)
        else:
            found.append((run.x, y, run.text))
        right = run.x + run.width
    return found


def theirs(path: Path) -> tuple[list[Seen], int]:
    found: list[Seen] = []
    document = pypdfium2.PdfDocument(path)
    for number in range(len(document)):
        page = document[number]
        rows: dict[float, list[tuple[float, float, str]]] = {}
        for y, *glyph in _glyphs(page):
            key = next((known for known in rows if abs(known - y) < 0.6), y)
            rows.setdefault(key, []).append((glyph[0], glyph[1], glyph[2]))
        for y, glyphs in rows.items():
            found += [Seen(number, y, x, said) for x, said in _cells(sorted(glyphs))]
    pages = len(document)
    document.close()
    return sorted(found), pages


def _glyphs(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, str]]:
    text, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, index))
        if character in "\r\n\x02":
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text.raw, index, x, y)
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(text.raw, index, box)
        found.append((round(height - y.value, 2), x.value, box.right, character))
    return found


def _cells(glyphs: list[tuple[float, float, str]]) -> list[tuple[float, str]]:
    cells: list[list[tuple[float, float, str]]] = []
    for glyph in glyphs:
        if cells and glyph[0] - cells[-1][-1][1] <= GAP:
            cells[-1].append(glyph)
        else:
            cells.append([glyph])
    said = [(cell[0][0], squeeze("".join([c for _, _, c in cell]))) for cell in cells]
    return [(x, text) for x, text in said if text]


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
        found[name] = Verdict(ours(document), lines, (len(document.pages), pages))
    return found


def differences(verdict: Verdict) -> list[tuple[int, str]]:
    """(page, line) that only one of both has."""
    mine = sorted((line.page, line.text) for line in verdict.ours)
    judged = sorted((line.page, line.text) for line in verdict.theirs)
    return [each for each in mine if each not in judged] + [
        each for each in judged if each not in mine
    ]
