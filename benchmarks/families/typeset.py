"""Pages without an office program: CPU time of an edit, of a plan, of a long appendix."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, at_most, figure
from generator.ooxml.opened import open_word
from generator.template.compiled import load
from generator.typeset.setting import Setter
from generator.workspace import reading
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.document.blocks import Document

MAIN = "word/document.xml"
ROUNDS, PASSES = 7, 5
LONG = 1_250
"""Tasks of an appendix of at least 230 pages."""


def measure(scratch: Path) -> list[Figure]:
    gc.set_threshold(100_000, 50, 50)  # as the command does
    template, problems = load(content.TEMPLATE, scratch / "cache")
    if template is None:
        raise RefusedError(str(problems))
    plan = template.members(_city().context())[MAIN]
    long = template.members(content.document(0, LONG).context())[MAIN]
    edited, appendix, fresh = _setter(), _setter(), _setter()
    pages = len(edited.pages({MAIN: plan}).pages)
    many = len(appendix.pages({MAIN: long}).pages)
    if pages != 8 or many < 230:
        raise RefusedError(f"the plans have {pages} and {many} pages")
    fresh.pages({MAIN: plan})  # its styles are known from now on
    return [
        figure(
            "typeset.edit8.ms",
            _rounds(lambda n: edited.pages({MAIN: _changed(plan, n)})),
            "ms CPU",
            f"one paragraph of a plan of {pages} pages changed → new pages",
            at_most(5),
        ),
        figure(
            "typeset.plan8.ms",
            _rounds(lambda _: fresh.forgotten().pages({MAIN: plan})),
            "ms CPU",
            f"a plan of {pages} pages never seen before; the template is known",
            at_most(15),
        ),
        figure(
            "typeset.pages230.ms",
            _rounds(lambda n: appendix.pages({MAIN: _changed(long, n, 0.9)})),
            "ms CPU",
            f"one row of an appendix changed → {many} new pages",
            at_most(250),
        ),
    ]


def _setter() -> Setter:
    word, problems = open_word(content.TEMPLATE)
    if word is None:
        raise RefusedError(str(problems))
    return Setter(word)


def _city() -> Document:
    """The plan of the city: 8 pages, two of them a table."""
    workspace = Workspace(content.ROOT)
    loaded, problems = reading.load(workspace, content.CITY)
    if loaded is None:
        raise RefusedError(str(problems))
    return content.composed(loaded.plan, workspace)


def _changed(data: bytes, number: int, where: float = 0.3) -> bytes:
    mark = b'<w:t xml:space="preserve">'
    at = data.index(mark, int(len(data) * where)) + len(mark)
    return data[:at] + f"sửa {number} ".encode() + data[at:]


def _rounds(work: Callable[[int], object]) -> list[float]:
    """Milliseconds of the quickest of some passes, for each round."""
    found = []
    for turn in range(ROUNDS):
        took = []
        for number in range(PASSES):
            start = time.process_time()
            work(turn * PASSES + number)
            took.append((time.process_time() - start) * 1000)
        found.append(min(took))
    return found
