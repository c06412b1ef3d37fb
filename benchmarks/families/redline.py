"""Tracked changes: two plans of 6 pages, two documents of 60 and of 240 pages, in process.

Each time includes everything: opening both packages, comparing, writing, the check that
rejecting gives the old and accepting the new document, and packing. The plans are two wards'
plans derived from the city's, composed and rendered beforehand; the long document has 11
paragraphs and 4 rows of a table to a page, a word changed on every page, paragraphs and rows
put in and taken out, all rows renumbered.
"""

from __future__ import annotations

import random
import time
from pathlib import Path

from benchmarks.harness import Figure, alternate, at_most, figure
from generator.document.compose import compose
from generator.redline import redline
from generator.surroundings import surroundings
from generator.template.compiled import load as load_template
from generator.workspace.reading import load
from generator.workspace.workspace import Workspace
from tests.docx_files import words
from tests.redline.docs import docx, p, r, tbl

ROOT = Path(__file__).parents[2]
WARDS = ("phuong-chi-lang", "phuong-dong-kinh")
PASSES = 3
PAGES = (60, 240)
"""Of the long document, and of one four times as long."""
SPACING = '<w:spacing w:before="60" w:after="60"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'


def measure(scratch: Path) -> list[Figure]:
    del scratch
    plans = [_plan(name) for name in WARDS]
    long = {pages: (_document(pages, 0), _document(pages, 1)) for pages in PAGES}
    contenders = {
        "plan": lambda: _seconds(plans[0], plans[1]),
        **{
            name: lambda both=both: _seconds(*both)
            for name, both in zip(("60", "240"), long.values(), strict=True)
        },
    }
    for take in contenders.values():
        take()  # warm
    rounds = alternate(contenders, passes=PASSES)  # type: ignore[arg-type]
    return [
        figure(
            "redline.plan6.ms", [x["plan"] * 1000 for x in rounds], "ms",
            "two plans of 6 pages, check included", at_most(60),
        ),
        figure(
            "redline.docx60.seconds", [x["60"] for x in rounds], "s",
            "two documents of 60 pages, check included", at_most(0.5),
        ),
        figure(
            "redline.docx240.growth", [x["240"] / x["60"] / 4 for x in rounds], "×",
            "time per page of 60 pages",
        ),
    ]  # fmt: skip


def _plan(name: str) -> bytes:
    workspace = Workspace(ROOT)
    template, problems = load_template(workspace.template, surroundings().cache)
    loaded, more = load(workspace, ROOT / "plans/lang-son-2024" / f"{name}.toml")
    assert template is not None, problems
    assert loaded is not None, more
    document, _ = compose(loaded.plan, workspace.registry, workspace.citations, workspace.plan_of)
    return template.render(document.context())


def _document(pages: int, version: int) -> bytes:
    """The long document; version 1 is the edited one."""
    chance = random.Random(pages)
    body = []
    for number in range(pages * 11):
        if number % 8 == 0:
            body.append(p(r(words(chance, 8), "<w:b/>"), ppr=SPACING))
        else:
            parts = r(words(chance, 25)), r(words(chance, 6), "<w:i/>"), r(words(chance, 20))
            body.append(p(*parts, ppr=SPACING))
    rows = [(words(chance, 12), words(chance, 4), words(chance, 5)) for _ in range(pages * 4)]
    if version:
        edits = random.Random(99)
        for _ in range(pages):
            at = edits.randrange(len(body))
            body[at] = body[at].replace("thực", "cùng", 1)
        for _ in range(pages // 6):
            del body[edits.randrange(len(body))]
            body.insert(edits.randrange(len(body)), p(words(edits, 30)))
            rows.insert(edits.randrange(len(rows)), (words(edits, 12), "mới", words(edits, 5)))
    numbered = [(str(n), *row) for n, row in enumerate(rows, 1)]
    return docx(*body, tbl(*numbered, columns=4), p("Hết."))


def _seconds(old: bytes, new: bytes) -> float:
    began = time.perf_counter()
    data, problems = redline(old, new, author="Người rà soát")
    took = time.perf_counter() - began
    assert data is not None, problems
    return took
