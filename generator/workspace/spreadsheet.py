"""An .xlsx being written: texts stay texts, the same bytes for the same cells."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from generator.workspace.archive import pack

_MADE_BY = (b"<Application>Microsoft Excel</Application>", b"<Application>kehoach</Application>")
"""The writer says that Excel made the file; LibreOffice then trusts it to say how high each row
is, and cuts every text that takes two lines."""
_APP = "docProps/app.xml"


class Spreadsheet:
    """A workbook; `book` is xlsxwriter's. No text runs as a formula or becomes a link."""

    def __init__(self, title: str = "") -> None:
        import xlsxwriter

        self._out = io.BytesIO()
        options = {
            "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
            "strings_to_numbers": False,
        }  # fmt: skip
        self.book: Any = xlsxwriter.Workbook(self._out, options)
        self.book.set_properties({"title": title, "created": datetime(2020, 1, 1)})

    def data(self) -> bytes:
        """The file, when everything is written."""
        self.book.close()
        with zipfile.ZipFile(self._out) as made:
            members = [(name, made.read(name)) for name in made.namelist()]
        return pack(
            (name, data.replace(*_MADE_BY) if name == _APP else data) for name, data in members
        )
