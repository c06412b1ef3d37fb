"""Letters of a .docx that no font of the machine has: LibreOffice draws a box, and says nothing."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from functools import cache
from html import unescape
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.workspace.archive import Damaged, Limits, Trouble, open_archive

if TYPE_CHECKING:
    from pathlib import Path

_SAID = re.compile(r"word/(?:document|(?:header|footer|footnotes|endnotes|comments)\d*)\.xml")
_TAGS = re.compile(r"<[^>]*>")
_PLAIN = "".join(map(chr, range(0x250)))
"""Latin: fonts without its Vietnamese letters are told of by `check_font`."""
_UNSEEN = {"Cc", "Cf", "Co", "Cn", "Cs", "Zs", "Zl", "Zp", "Mn"}
"""Drawn by no font of their own: signs of layout, marks on letters, symbols by their place."""
_ASKED, _SHOWN = 60, 6


def check_letters(docx: Path) -> list[Diagnostic]:
    """The letters that are boxes in the PDF; nothing where no fontconfig knows the fonts."""
    tool = shutil.which("fc-list")
    if tool is None:
        return []
    strange = sorted(letter for letter in _letters(docx) if _drawn(letter))
    lacking = [letter for letter in strange[:_ASKED] if not _has(tool, letter)]
    if not lacking:
        return []
    named = ", ".join([f"{letter} (U+{ord(letter):04X})" for letter in lacking[:_SHOWN]])
    more = "…" if len(lacking) > _SHOWN or len(strange) > _ASKED else ""
    return [
        error(
            "HT938",
            _("Không phông nào trên máy có chữ {chu}: PDF in ra ô vuông").format(chu=named + more),
            Place(str(docx), "PDF"),
            _("Sửa chữ đó trong văn bản, hoặc cài phông có chữ đó rồi chuyển lại."),
        )
    ]


def _drawn(letter: str) -> bool:
    return unicodedata.category(letter) not in _UNSEEN


def _letters(docx: Path) -> set[str]:
    """What the .docx says beyond Latin letters."""
    found: set[str] = set()
    try:
        package = open_archive(docx, Limits())
        if isinstance(package, Trouble):
            return found
        with package:
            for name in package.names:
                if _SAID.fullmatch(name):
                    text = package.read(name).decode("utf-8", "replace")
                    found |= set(unescape(_TAGS.sub("", text)))
    except (OSError, Damaged):
        return found
    return found - set(_PLAIN)


@cache
def _has(tool: str, letter: str) -> bool:
    """Whether a font of the machine has a letter; yes where nobody can say."""
    command = [tool, f":charset={ord(letter):x}", "family"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    return answer.returncode != 0 or bool(answer.stdout.strip())
