"""Import in process: a .docx of six pages to TOML, and one fifty times as long.

Everything after the file is on disk: open, read with formats, classify, build, prove by
printing, write as TOML. The registries are warm, as they are for the second of many files.
"""

from __future__ import annotations

import time
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.harness import Figure, alternate, at_most, figure
from generator.read.imported import import_file
from generator.template.compiled import load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 12
LONG = 50
_BODY = "word/document.xml"


def measure(scratch: Path) -> list[Figure]:
    workspace = Workspace(content.ROOT)
    workspace.read_registries()
    short, long = scratch / "sau-trang.docx", scratch / "ba-tram-trang.docx"
    short.write_bytes(_rendered())
    long.write_bytes(_longer(short.read_bytes(), LONG))
    tasks = {"6": _importer(short, workspace), "300": _importer(long, workspace)}
    rounds = alternate(tasks, passes=3)
    six, many = ([r[name] * 1000 for r in rounds] for name in ("6", "300"))
    growth = [long_ / (short_ * LONG) for short_, long_ in zip(six, many, strict=True)]
    return [
        figure("import.docx6.ms", six, "ms", "a 6-page .docx to TOML, warm", at_most(80)),
        figure("import.docx300.ms", many, "ms", "a 300-page .docx to TOML"),
        figure("import.linear.x", growth, "×", "300 pages ÷ 50 × 6 pages", at_most(1.5)),
    ]


def _rendered() -> bytes:
    template, problems = load(content.TEMPLATE)
    assert template is not None, problems
    return template.render(content.document(0, ROWS).context())


def _importer(path: Path, workspace: Workspace) -> Callable[[], float]:
    def once() -> float:
        start = time.perf_counter()
        made = import_file(path, workspace)
        seconds = time.perf_counter() - start
        assert made.plan is not None, made.diagnostics
        return seconds

    return once


def _longer(data: bytes, times: int) -> bytes:
    """The same document with its sections many times over, between head and foot."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _BODY:
                start = part.index(b"<w:p>", part.index(b"</w:tbl>"))
                first = part.rindex(b"<w:p>", 0, part.index(b'w:val="Heading1"'))
                last = part.rindex(b"<w:p>", 0, part.index(b'w:val="KHDoanCuoi"'))
                assert start <= first < last
                part = part[:first] + part[first:last] * times + part[last:]
            new.writestr(name, part)
    return out.getvalue()
