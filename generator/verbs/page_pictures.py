"""Pages of PDFs as pictures: one .png a page, beside the PDF, for a thumbnail or a message."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.read.pdf.library import pdfium_alone
from generator.workspace.batch import Job
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.workspace.batch import Crew

_POINTS = 72
"""In an inch."""


@dataclass(frozen=True)
class PictureJob(Job[Path, "Diagnostic | None"]):
    """Make pictures of the pages of PDFs."""

    dpi: int

    def open(self) -> Photographer:
        """What pictures file after file."""
        return Photographer(self.dpi)

    def lost(self, item: Path, fault: Diagnostic) -> Diagnostic:  # noqa: ARG002 - it tells
        """Why a PDF has no pictures."""
        return fault


class Photographer:
    """Writes the pictures of one PDF after the other."""

    def __init__(self, dpi: int) -> None:
        self._dpi = dpi

    def __call__(self, pdf: Path) -> Diagnostic | None:
        """Write `NAME-trang-1.png` … beside a PDF, all or none; those of before go."""
        import pypdfium2

        try:
            with TemporaryDirectory(prefix=".kehoach-anh-", dir=pdf.parent) as folder:
                made = self._written(pdf, Path(folder))
                before = _pictures_of(pdf)
                for picture in made:
                    picture.replace(pdf.parent / picture.name)
            for old in before - {pdf.parent / picture.name for picture in made}:
                old.unlink()
        except OSError as fault:
            return os_diagnostic(fault)
        except pypdfium2.PdfiumError:
            message = _("Không đọc được PDF nên không có ảnh các trang")
            return error("HT940", message, Place(str(pdf), "PDF"), _("Xóa PDF ấy rồi in lại."))
        return None

    def _written(self, pdf: Path, folder: Path) -> list[Path]:
        """The pictures of all pages in a folder, in their order."""
        import pypdfium2

        made = []
        with pdfium_alone(), pypdfium2.PdfDocument(pdf.read_bytes()) as opened:
            width = len(str(len(opened)))
            for number, page in enumerate(opened, 1):
                picture = page.render(scale=self._dpi / _POINTS).to_pil()
                data = io.BytesIO()
                picture.save(data, "PNG", dpi=(self._dpi, self._dpi))
                page.close()
                target = folder / f"{pdf.stem}-trang-{number:0{width}}.png"
                target.write_bytes(data.getvalue())
                made.append(target)
        return made


def _pictures_of(pdf: Path) -> set[Path]:
    """Those that are there."""
    name = re.compile(re.escape(pdf.stem) + r"-trang-[0-9]+\.png")
    return {path for path in pdf.parent.iterdir() if name.fullmatch(path.name)}


def take_pictures(pdfs: Sequence[Path], dpi: int, crew: Crew) -> list[Diagnostic]:
    """Pictures of the pages of each PDF; what went wrong is told."""
    found = crew.do(PictureJob(dpi), list(pdfs), Photographer(dpi))
    return [one for one in found if one is not None]
