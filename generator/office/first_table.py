"""What LibreOffice sets wrong in a document with footnotes or comments that begins with a table.

Reading them it leaves an empty paragraph above the table, so that the first page
stands a line too low (Word adds nothing). A paragraph of the height of a hair before the
table, in the copy that LibreOffice is given, keeps it from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.workspace.archive import Damaged, Limits, Trouble, open_archive, pack

if TYPE_CHECKING:
    from pathlib import Path

_MAIN = "word/document.xml"
_LIMITS = Limits(total=64 << 20)
"""A longer file goes as it is."""
_BODY, _TABLE = b"<w:body>", b"<w:tbl>"
_MARKS = (b"<w:footnoteReference ", b"<w:commentReference ")
_HAIR = (
    b'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
    b'<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def for_libreoffice(docx: Path) -> bytes | None:
    """The file as LibreOffice sets it right; None where it does so anyway, or is no .docx."""
    try:
        archive = open_archive(docx, _LIMITS)
        if isinstance(archive, Trouble):
            return None  # LibreOffice itself says what is wrong with it
        with archive:
            parts = archive.members()
    except (OSError, Damaged):
        return None
    main = parts.get(_MAIN, b"")
    at = main.find(_BODY) + len(_BODY)
    marked = any(mark in main for mark in _MARKS)
    if at < len(_BODY) or not main.startswith(_TABLE, at) or not marked:
        return None
    parts[_MAIN] = main[:at] + _HAIR + main[at:]
    return pack(parts.items(), stored=True)
