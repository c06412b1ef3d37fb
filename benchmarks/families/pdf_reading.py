"""A PDF in process: its text, its whole import, and the text of fifty times as many pages.

The PDF is what LibreOffice makes of a rendered data set, page by page as an office would
send it; the long one is the same pages many times over. Time is per page: the two
figures together say that a document of 300 pages costs fifty times one of six.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pypdf import PdfReader, PdfWriter

from benchmarks import content
from benchmarks.harness import Figure, alternate, at_most, figure
from generator.office.pdf import convert
from generator.read.imported import import_file
from generator.read.pdf.text_layer import lines_of_pdf
from generator.template.compiled import load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = 12
PAGES = 6
LONG = 50


def measure(scratch: Path) -> list[Figure]:
    paper = _printed(scratch)
    short = _pages(paper, scratch / "short.pdf", 1)
    long = _pages(paper, scratch / "long.pdf", LONG)
    contenders = {"6": _reader(short), "300": _reader(long), "import": _importer(short)}
    rounds = alternate(contenders, passes=1)
    six, many, whole = ([r[name] * 1000 for r in rounds] for name in ("6", "300", "import"))
    growth = [big / (small * LONG) for small, big in zip(six, many, strict=True)]
    return [
        figure("import.pdf6.ms", whole, "ms", "a 6-page PDF to TOML, warm", at_most(300)),
        figure("pdf.read6.ms", six, "ms", "text of a 6-page PDF, warm", at_most(120)),
        figure("pdf.read300.ms", many, "ms", "text of a 300-page PDF"),
        figure("pdf.linear.x", growth, "×", "300 pages ÷ 50 × 6 pages", at_most(1.5)),
    ]


def _printed(scratch: Path) -> Path:
    template, problems = load(content.TEMPLATE)
    assert template is not None, problems
    path = scratch / "plan.docx"
    path.write_bytes(template.render(content.document(0, ROWS).context()))
    problems = convert([path])
    assert not problems, problems
    return path.with_suffix(".pdf")


def _pages(source: Path, target: Path, times: int) -> Path:
    """The first six pages, so many times."""
    pages = PdfReader(source).pages
    writer = PdfWriter()
    for _time in range(times):
        for number in range(PAGES):
            writer.add_page(pages[number % len(pages)])
    writer.write(target)
    return target


def _importer(path: Path) -> Callable[[], float]:
    workspace = Workspace(content.ROOT)
    workspace.read_registries()

    def read() -> float:
        start = time.perf_counter()
        made = import_file(path, workspace)
        assert made.plan is not None, made.diagnostics
        return time.perf_counter() - start

    return read


def _reader(path: Path) -> Callable[[], float]:
    data = path.read_bytes()

    def read() -> float:
        start = time.perf_counter()
        text, problems = lines_of_pdf(path, data)
        assert text is not None, problems
        return time.perf_counter() - start

    return read
