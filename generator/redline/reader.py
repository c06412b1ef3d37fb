"""Who will resolve a redline: Word understands marks that LibreOffice passes over in silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.ooxml.changed_package import Opc
    from generator.redline.state import Reader

_APPLICATION = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/extended-properties}Application"
)


def reader_of(*packages: Opc) -> Reader:
    """LibreOffice where it wrote one of the packages, so that somebody works with it; else Word."""
    for package in packages:
        part = next(
            (r.target for r in package.rels("").values() if r.kind == "extended-properties"), ""
        )
        if not package.has(part):
            continue
        said = package.root(part).findtext(_APPLICATION) or ""
        if said.startswith("LibreOffice"):
            return "libreoffice"
    return "word"
