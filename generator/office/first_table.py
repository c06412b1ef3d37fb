"""What LibreOffice sets wrong in a document with footnotes that begins with a table.

Reading the footnotes it leaves an empty paragraph above the table, so that the first page
stands a line too low (Word adds nothing). A paragraph of the height
of a hair before the table, in the copy that LibreOffice is given, keeps it from that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.edit import repack
from generator.ooxml.opened import open_word

if TYPE_CHECKING:
    from pathlib import Path

_BODY, _TABLE, _MARK = b"<w:body>", b"<w:tbl>", b"<w:footnoteReference "
_HAIR = (
    b'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    b'<w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def for_libreoffice(docx: Path) -> bytes | None:
    """The file as LibreOffice sets it right; None where it does so anyway."""
    word, _problems = open_word(docx)
    if word is None or word.related("footnotes") is None:
        return None
    main = word.bytes(word.main)
    at = main.find(_BODY) + len(_BODY)
    if at < len(_BODY) or not main.startswith(_TABLE, at) or _MARK not in main:
        return None
    return repack(word, {word.main: main[:at] + _HAIR + main[at:]})
