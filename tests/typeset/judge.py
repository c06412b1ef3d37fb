"""LibreOffice as the judge: the lines of its PDF, by the origins of glyphs (pdfium)."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, NamedTuple

from generator.office.libreoffice import convert_command, find_office, make_profile, version
from generator.ooxml.opened import open_word
from generator.review.against_pdf import PdfLine, lines_of_pdf, lines_set
from generator.review.lost_words import UnprintedWords, lost_words
from generator.typeset.setting import set_word

if TYPE_CHECKING:
    from pathlib import Path


class Verdict(NamedTuple):
    ours: list[PdfLine]
    theirs: list[PdfLine]
    pages: tuple[int, int]
    known: bool
    """We said so of every place."""
    lost: list[UnprintedWords]
    """What the PDF of LibreOffice is said to lack."""

    @property
    def moved(self) -> float:
        """The greatest distance of a line that stands once on its page in both, points."""
        places: dict[tuple[int, str], list[PdfLine]] = {}
        for line in self.theirs:
            places.setdefault((line.page, line.text), []).append(line)
        pairs = [(line, places.get((line.page, line.text), [])) for line in self.ours]
        return max(
            (max(abs(a.y - b[0].y), abs(a.x - b[0].x)) for a, b in pairs if len(b) == 1),
            default=0.0,
        )


def to_pdf(files: list[Path], folder: Path) -> None:
    office = find_office()
    assert office is not None
    profile = make_profile(folder / "profile", version(office))
    command = convert_command(office, profile, "pdf", folder)
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=600)


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
        lines, pages = lines_of_pdf(path.with_suffix(".pdf"))
        found[name] = Verdict(
            lines_set(document, lines),
            lines,
            (len(document.pages), pages),
            document.known,
            lost_words(word, path.with_suffix(".pdf")),
        )
    return found


def differences(verdict: Verdict) -> list[tuple[int, str]]:
    """(page, line) that only one of both has."""
    mine = sorted((line.page, line.text) for line in verdict.ours)
    judged = sorted((line.page, line.text) for line in verdict.theirs)
    return [each for each in mine if each not in judged] + [
        each for each in judged if each not in mine
    ]
