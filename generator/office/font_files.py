"""The files of the fonts that print Times New Roman, Arial and Courier New on this machine."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from hashlib import sha256
from itertools import product
from pathlib import Path

from generator.office.fonts import SAME_WIDTHS

_WINDOWS = Path(r"C:\Windows\Fonts")
_STEMS = {"Times New Roman": "times", "Arial": "arial", "Courier New": "cour"}
_ENDINGS = ("", "bd", "i", "bi")


@cache
def font_file(family: str, *, bold: bool = False, italic: bool = False) -> tuple[Path, str] | None:
    """The file this machine prints a family of `SAME_WIDTHS` with, and whose it is.

    None where there is no such file; the family found may be another, of other widths.
    """
    named = _WINDOWS / f"{_STEMS[family]}{_ENDINGS[bold + 2 * italic]}.ttf"
    if named.is_file():
        return named, family
    tool = shutil.which("fc-match")
    if tool is None:
        return None
    wanted = family + (":bold" if bold else "") + (":italic" if italic else "")
    answer = subprocess.run(
        [tool, "-f", "%{file}|%{family[0]}", wanted], capture_output=True, text=True, check=False
    ).stdout
    file, _bar, found = answer.partition("|")
    path = Path(file)
    return (path, found) if path.suffix.lower() in {".ttf", ".otf"} and path.is_file() else None


def same_width_file(family: str, *, bold: bool = False, italic: bool = False) -> Path | None:
    """The file for a family of `SAME_WIDTHS`: its own, or its stand-in's of the same widths.

    None where the machine has neither, or would take a font with other widths.
    """
    found = font_file(family, bold=bold, italic=italic)
    if found is None or found[1] not in {family, SAME_WIDTHS[family]}:
        return None
    return found[0] if found[0].suffix.lower() == ".ttf" else None


@cache
def fonts_fingerprint() -> str:
    """A digest of the files of all faces that this machine prints with, hexadecimal."""
    found = sha256()
    for family, bold, italic in product(_STEMS, (False, True), (False, True)):
        path = same_width_file(family, bold=bold, italic=italic)
        found.update(sha256(path.read_bytes()).digest() if path else b"-")
    return found.hexdigest()
