"""Fonts of a PDF: which were asked for, which were used, and whether they have every letter."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from functools import cache
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Diagnostic, Place, error, warning
from generator.locale import _
from generator.workspace.archive import Damaged, Limits, Trouble, open_archive

if TYPE_CHECKING:
    from pathlib import Path

FONT = "Times New Roman"
SAME_WIDTHS = {
    "Times New Roman": "Liberation Serif",
    "Arial": "Liberation Sans",
    "Courier New": "Liberation Mono",
}
"""Stand-ins that were drawn with the same widths: no line breaks elsewhere."""
# The letters of Vietnamese outside ASCII: base vowels with their tones, and đ.
_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_ASKED = re.compile(rb'w:(?:ascii|hAnsi)="([^"]+)"')
_STYLE = re.compile(r"[-,](?:Bold|Italic|Regular|Oblique|Roman|MT|PS|Mono)+.*$|PSMT$|MT$")


def check_font() -> list[Diagnostic]:
    """Warn when the font that stands in for Times New Roman lacks Vietnamese letters.

    Debian's fonts-liberation 1.07 silently lacks 92 of them; without fontconfig
    (Windows, macOS) Times New Roman itself is there and nothing is checked.
    """
    tool = shutil.which("fc-match")
    if tool is None:
        return []
    answer = subprocess.run(
        [tool, "-f", "%{family[0]}|%{charset}", FONT], capture_output=True, text=True, check=False
    ).stdout
    family, _bar, charset = answer.partition("|")
    have = _codepoints(charset)
    letters = _VIETNAMESE + _VIETNAMESE.upper()
    lacking = [letter for letter in letters if ord(letter) not in have]
    if not lacking:
        return []
    return [
        warning(
            "HT905",
            _("Phông {phong} thay cho {goc} thiếu {so} chữ tiếng Việt ({vi_du}…)").format(
                phong=family, goc=FONT, so=len(lacking), vi_du=" ".join(lacking[:6])
            ),
            None,
            _("Cài Times New Roman, hoặc: sudo apt install fonts-liberation2"),
        )
    ]


def _codepoints(charset: str) -> set[int]:
    points: set[int] = set()
    for part in charset.split():
        low, _dash, high = part.partition("-")
        points.update(range(int(low, 16), int(high or low, 16) + 1))
    return points


def check_pdf_fonts(docx: Path, pdf: bytes) -> list[Diagnostic]:
    """Fonts of the .docx that the PDF shows in another font, and fonts not embedded.

    A stand-in of the same widths (Liberation Serif for Times New Roman) is no finding:
    the page looks and breaks the same.
    """
    used = fonts_of(pdf)
    found = []
    for name in sorted(_asked(docx)):
        if any(_alike(name, family) for family in used):
            continue
        stand_in = stand_in_for(name)
        if not stand_in or not any(_alike(stand_in, family) for family in used):
            continue  # asked for somewhere, but nothing is printed in it
        if SAME_WIDTHS.get(name) != stand_in:
            found.append(_replaced(docx, name, stand_in))
    missing = sorted(family for family, embedded in used.items() if not embedded)
    return found + [_not_embedded(docx, family) for family in missing]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Families in a PDF → whether every font of the family is embedded."""
    found: dict[str, bool] = {}
    for name, embedded in _plain_descriptors(pdf) or _descriptors(pdf):
        first, _plus, rest = name.partition("+")
        family = _STYLE.sub("", rest or first)
        found[family] = found.get(family, True) and embedded
    return found


def _plain_descriptors(pdf: bytes) -> list[tuple[str, bool]]:
    """Font descriptors that stand uncompressed, as LibreOffice writes them; found in 1 ms."""
    return [
        (name.decode("latin-1"), b"/FontFile" in rest)
        for name, rest in re.findall(
            rb"/FontDescriptor\s*/FontName/([^/\s]+)(.*?)>>", pdf, re.DOTALL
        )
    ]


def _descriptors(pdf: bytes) -> list[tuple[str, bool]]:
    import pikepdf

    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for thing in opened.objects:
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor":
                embedded = any(key in thing for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                found.append((str(thing.get("/FontName", "/?"))[1:], embedded))
    return found


def _asked(docx: Path) -> set[str]:
    """Families that the runs and styles of a .docx name."""
    try:
        package = open_archive(docx, Limits())
        if isinstance(package, Trouble):
            return set()
        with package:
            parts = [n for n in ("word/document.xml", "word/styles.xml") if n in package.names]
            return {
                name.decode("utf-8", "replace")
                for part in parts
                for name in _ASKED.findall(package.read(part))
            }
    except (OSError, Damaged):
        return set()


@cache
def stand_in_for(name: str) -> str:
    """The family that this machine uses when one is asked for; "" where nobody can say."""
    tool = shutil.which("fc-match")
    if tool is None:
        return ""
    command: list[Any] = [tool, "-f", "%{family[0]}", name]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


def _alike(name: str, family: str) -> bool:
    return re.sub(r"[\s-]", "", name).lower() == re.sub(r"[\s-]", "", family).lower()


def _replaced(docx: Path, name: str, stand_in: str) -> Diagnostic:
    return warning(
        "HT934",
        _("Máy không có phông {goc}, PDF dùng {thay}").format(goc=name, thay=stand_in),
        Place(str(docx), _("phông chữ")),
        _("Cài phông đó rồi chuyển lại, nếu dòng chữ bị xô."),
    )


def _not_embedded(docx: Path, family: str) -> Diagnostic:
    return error(
        "HT935",
        _("PDF không nhúng phông {ten}").format(ten=family),
        Place(str(docx), _("phông chữ")),
        _("Dùng phông khác: phông này không cho nhúng, máy khác sẽ hiện sai chữ."),
    )
