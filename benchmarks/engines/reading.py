"""What a reader sees of a .docx: paragraphs with their styles, in order."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from benchmarks.engines.process import RefusedError

if TYPE_CHECKING:
    from pathlib import Path

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = {f"{W}t": None, f"{W}br": "\n", f"{W}tab": "\t"}


def visible(path: Path) -> list[tuple[str, str]]:
    """(style, text) of every paragraph that has text, of the body and the page headers."""
    found = []
    with zipfile.ZipFile(path) as package:
        if bad := package.testzip():
            raise RefusedError(f"{path.name}: {bad} is damaged")
        names = [n for n in package.namelist() if n.startswith(("word/header", "word/footer"))]
        for name in ["word/document.xml", *sorted(names)]:
            for paragraph in etree.fromstring(package.read(name)).iter(f"{W}p"):
                text = "".join(_TEXT[e.tag] or e.text or "" for e in paragraph.iter(*_TEXT))
                if text:
                    style = paragraph.find(f"{W}pPr/{W}pStyle")
                    found.append(("" if style is None else style.get(f"{W}val", ""), text))
    return found


def same(path: Path, reference: Path, who: str) -> None:
    """Refuse to go on when two documents do not read the same."""
    got, want = visible(path), visible(reference)
    if got == want:
        return
    first = next((i for i, (a, b) in enumerate(zip(got, want, strict=False)) if a != b), None)
    where = f"{got[first]} instead of {want[first]}" if first is not None else "other length"
    raise RefusedError(f"{who} gives another document ({len(got)}/{len(want)} paragraphs): {where}")


def rows_of(path: Path) -> int:
    """The rows of the largest table."""
    most = count = 0
    with zipfile.ZipFile(path) as package, package.open("word/document.xml") as part:
        for event, element in etree.iterparse(part, ("start", "end"), tag=(f"{W}tbl", f"{W}tr")):
            if event == "end" and element.tag == f"{W}tr":
                count += 1
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            elif event == "end":
                most, count = max(most, count), 0
    return most
