"""Opening and reading a .docx in process: one of some pages, and one fifty times as long.

The document is a rendered data set; the long one is the same body many times over.
"Read" gives every paragraph with its effective formatting, sections and drawn rules.
"""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.harness import Figure, alternate, at_most, figure
from generator.ooxml.opened import open_word
from generator.ooxml.walk import read_word
from generator.template.compiled import load

if TYPE_CHECKING:
    from collections.abc import Callable

ROWS = 12
"""In the appendix: a document of ten pages, longer than the six of the figure's name."""
LONG = 50
_BODY = "word/document.xml"


def measure(scratch: Path) -> list[Figure]:
    short = _rendered()
    long = _repeated(short, LONG)
    rounds = alternate({"6": _reader(short), "300": _reader(long)}, passes=3)
    six, many = ([r[name] * 1000 for r in rounds] for name in ("6", "300"))
    growth = [long_ / (short_ * LONG) for short_, long_ in zip(six, many, strict=True)]
    return [
        figure("word.read6.ms", six, "ms", "open and read, 6 pages, warm", at_most(12)),
        figure("word.read300.ms", many, "ms", "open and read, 300 pages"),
        figure("word.linear.x", growth, "×", "300 pages ÷ 50 × 6 pages", at_most(1.3)),
    ]


def _rendered() -> bytes:
    template, problems = load(content.TEMPLATE)
    assert template is not None, problems
    return template.render(content.document(0, ROWS).context())


def _reader(data: bytes) -> Callable[[], float]:
    def read() -> float:
        start = time.perf_counter()
        word, problems = open_word(Path("vanban.docx"), data)
        assert word is not None, problems
        read_word(word)
        return time.perf_counter() - start

    return read


def _repeated(data: bytes, times: int) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _BODY:
                start = part.index(b"<w:body>") + len(b"<w:body>")
                end = part.rindex(b"<w:sectPr")
                part = part[:start] + part[start:end] * times + part[end:]
            new.writestr(name, part)
    return out.getvalue()
