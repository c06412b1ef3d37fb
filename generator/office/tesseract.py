"""Tesseract run on pictures: found, given a time, its words read with how sure it is of each."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.surroundings import surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.Image import Image

LANGUAGE = "vie"
SECONDS = 60
"""A full page takes one or two; more is no page of text."""
_USUAL = (r"C:\Program Files\Tesseract-OCR\tesseract.exe", "/opt/homebrew/bin/tesseract")
_SPAN = re.compile(
    r"<span class=['\"](?P<what>ocr_\w+|ocrx_word)['\"][^>]*? "
    r"title=(?:\"(?P<a>[^\"]*)\"|'(?P<b>[^']*)')"
    r"[^>]*>(?P<text>(?:[^<]|</?(?:strong|em)>)*)"
    r"|<div class=['\"]ocr_(?P<page>page)['\"]"
)
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size ([\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TAG = re.compile(r"<[^>]*>")
_TURN = re.compile(r"^Rotate: (\d+)", re.MULTILINE)
_TURN_SURE = re.compile(r"^Orientation confidence: ([\d.]+)", re.MULTILINE)


class RecognisedWord(NamedTuple):
    """A recognised word; its box in pixels from the upper left corner."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sure: int
    """0 to 100, as Tesseract says."""


class TextLine(NamedTuple):
    """Words that Tesseract sees on one line."""

    words: tuple[RecognisedWord, ...]
    size: float
    """Height of its letters from the lowest to the highest, pixels."""
    base: float
    """Where the letters stand, pixels from the top."""


def find_tesseract() -> str | None:
    """Path of Tesseract, as the user names it, from PATH or the usual places."""
    given = surroundings().tesseract
    if given is not None:
        return shutil.which(given)
    usual = next((path for path in _USUAL if Path(path).is_file()), None)
    return shutil.which("tesseract") or usual


def reads_vietnamese(program: str) -> bool:
    """Whether the data for Vietnamese are installed with it."""
    done = _run([program, "--list-langs"], 20)
    return done is not None and LANGUAGE in done.split()


def recognise(
    program: str, pictures: Sequence[Image], layout: int, seconds: int = SECONDS, only: str = ""
) -> list[list[TextLine]] | None:
    """The lines of each picture; None where Tesseract fails or takes longer than `seconds`.

    `layout` is Tesseract's mode of page segmentation: 3 a page, 6 a block, 7 a line. `only`:
    the characters that there can be.
    """
    if not pictures:
        return []
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        names = _saved(pictures, Path(folder))
        command = [program, str(names), "stdout", "-l", LANGUAGE, "--psm", str(layout)]
        limits = ["-c", f"tessedit_char_whitelist={only}"] if only else []
        said = _run([*command, "--dpi", "300", *limits, "hocr"], seconds)
    return _pages(said, len(pictures)) if said is not None else None


def turned(program: str, picture: Image, seconds: int = SECONDS) -> int:
    """By how many degrees, clockwise, the picture must be turned to stand upright; 0 if unsure."""
    with tempfile.TemporaryDirectory(prefix="kehoach-") as folder:
        path = Path(folder) / "page.png"
        picture.save(path, compress_level=1)
        said = _run([program, str(path), "stdout", "-l", "osd", "--psm", "0"], seconds) or ""
    found, sure = _TURN.search(said), _TURN_SURE.search(said)
    return int(found[1]) if found and sure and float(sure[1]) > 0.5 else 0


def _saved(pictures: Sequence[Image], folder: Path) -> Path:
    """The pictures as files, and a file that lists them: one call reads them all."""
    paths = []
    for number, picture in enumerate(pictures):
        paths.append(folder / f"{number}.png")
        picture.save(paths[-1], compress_level=1)
    if len(paths) == 1:
        return paths[0]
    names = folder / "pages.txt"
    names.write_text("".join(f"{path}\n" for path in paths), "utf-8")
    return names


def _run(command: list[str], seconds: int) -> str | None:
    environment = {**surroundings().programs, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=seconds, env=environment, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode("utf-8", "replace")


def _pages(said: str, count: int) -> list[list[TextLine]] | None:
    """Tesseract's hOCR as lines; a picture without any letters is a page all the same."""
    pages: list[list[TextLine]] = []
    words: list[RecognisedWord] = []
    head: tuple[float, float] | None = None

    def end() -> None:
        if head is not None and words:
            pages[-1].append(TextLine(tuple(words), *head))
        words.clear()

    for found in _SPAN.finditer(said):
        if found["page"]:
            end()
            head = None
            pages.append([])
            continue
        title = found["a"] or found["b"] or ""
        box = _BOX.search(title)
        if box is None or not pages:
            continue
        if found["what"] != "ocrx_word":
            end()
            head = _line_head(title, [int(n) for n in box.groups()])
            continue
        text = html.unescape(_TAG.sub("", found["text"])).strip()
        sure = _SURE.search(title)
        if text:
            left, top, right, bottom = (int(n) for n in box.groups())
            words.append(
                RecognisedWord(text, left, top, right, bottom, int(sure[1]) if sure else 0)
            )
    end()
    return pages if len(pages) == count else None


def _line_head(title: str, box: Sequence[int]) -> tuple[float, float]:
    """Size of the letters of a line, and where they stand in its middle."""
    left, top, right, bottom = box
    base, size = _BASE.search(title), _SIZE.search(title)
    slope, lift = (float(base[1]), float(base[2])) if base else (0.0, 0.0)
    height = float(size[1]) if size else float(bottom - top)
    return height, bottom + lift + slope * (right - left) / 2
