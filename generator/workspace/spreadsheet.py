"""An .xlsx being written: texts stay texts, the same bytes for the same cells."""

from __future__ import annotations

import io
import math
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_LINE = 15.75
"""Height of a line of 12 points, points."""


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
        return self._out.getvalue()


def height(cells: Iterable[tuple[str, int]]) -> float:
    """How high a row of heads must be, points: each text with the width of its column.

    Only LibreOffice needs to be told; a row that people fill in gets no height, or Excel would
    no longer make it higher for what they write.
    """
    return _LINE * max((math.ceil(1.2 * len(text) / width) for text, width in cells), default=1)
