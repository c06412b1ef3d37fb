"""Which cells of a workbook show a percentage: 0.87 under the format 0% was seen as 87%.

The reader of workbooks gives the numbers without their formats (ECMA-376-1, 18.8.30): typed as
"87%" into a plain cell, a share would come back a hundred times too small.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_BUILT_IN = {9: 0, 10: 2}
"""Formats that every workbook has: 0% and 0.00%, with their decimals."""
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt(?=\s)([^>]*)>")
_CELL_FORMATS = re.compile(rb"<(?:\w+:)?cellXfs[\s>].*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_FORMAT = re.compile(rb"<(?:\w+:)?xf(?=[\s/>])([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c(?=\s)([^>]*)>")
_SHEET = re.compile(rb"<(?:\w+:)?sheet(?=\s)([^>]*)>")
_LINK = re.compile(rb"<(?:\w+:)?Relationship(?=\s)([^>]*)>")
_KEY = re.compile(rb"(?:^|\s)(?:\w+:)?(\w+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_SAID = re.compile(r'"[^"]*"|\\\\.|\[[^\]]*\]')
"""What a format only prints: words, escaped letters, colours."""


def percent_cells(part: Callable[[str], bytes]) -> dict[str, dict[str, int]]:
    """Name of a page → cell ("E6") → decimals that it shows of its percentage.

    `part` gives the bytes of a member of the file, nothing for one that is not there.
    """
    styles = _styles(part("xl/styles.xml"))
    if not styles:
        return {}
    targets = {
        keys.get("Id", ""): keys.get("Target", "")
        for keys in map(_keys, _LINK.findall(part("xl/_rels/workbook.xml.rels")))
    }
    found = {}
    for sheet in map(_keys, _SHEET.findall(part("xl/workbook.xml"))):
        target = targets.get(sheet.get("id", ""), "")
        name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        found[_plain(sheet.get("name", ""))] = {
            keys["r"]: styles[keys["s"]]
            for keys in map(_keys, _CELL.findall(part(name)))
            if keys.get("s") in styles and "r" in keys
        }
    return found


def _styles(data: bytes) -> dict[str, int]:
    """Number of a style → decimals, of those that show a percentage."""
    known = dict(_BUILT_IN)
    for keys in map(_keys, _FORMAT.findall(data)):
        code = _SAID.sub("", _plain(keys.get("formatCode", "")).partition(";")[0])
        if "%" in code and keys.get("numFmtId", "").isdecimal():
            decimals = re.search(r"\.([0#?]+)", code)
            known[int(keys["numFmtId"])] = len(decimals[1]) if decimals else 0
    table = _CELL_FORMATS.search(data)
    cells = map(_keys, _CELL_FORMAT.findall(table[0])) if table is not None else ()
    return {
        str(i): known[int(keys["numFmtId"])]
        for i, keys in enumerate(cells)
        if keys.get("numFmtId", "").isdecimal() and int(keys["numFmtId"]) in known
    }


def _keys(tag: bytes) -> dict[str, str]:
    return {
        key.decode(): (one or other).decode("utf-8", "replace")
        for key, one, other in _KEY.findall(tag)
    }


def _plain(text: str) -> str:
    import html

    return html.unescape(text)
