"""Rows at a page's end, one after the other in one document: each begins a page of its own.

A filler leaves a room under itself; in it stands a table whose row is to be parted. Each line
of a cell is one word that names its case, so that it is known which went on.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

from tests.typeset.made import document, section

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.review.against_pdf import PdfLine

_BODY, _WIDE = 7000, 1500
_SIZE = '<w:pgSz w:w="11906" w:h="9000"/>'
_MARGINS = (
    '<w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" '
    'w:footer="500" w:gutter="0"/>'
)


class Case(NamedTuple):
    """`cells`: lines of each paragraph of each cell."""

    room: int
    cells: tuple[tuple[int, ...], ...]
    spacing: str
    pads: tuple[int, int]
    least: int = 0
    """Height asked for."""
    edges: tuple[str, ...] = ()
    """Borders of the table."""


_EDGES = ((), ("top",), ("bottom",), ("left", "right"), ("top", "bottom", "insideH"))


def with_heights(cases: Iterable[Case], seed: int) -> list[Case]:
    """The same rows, each with a height that it asks for, in tables with borders and without."""
    chance = random.Random(seed)
    return [
        case._replace(least=chance.choice([600, 1500, 2500]), edges=chance.choice(_EDGES))
        for case in cases
    ]


def parted_cases(count: int, cells: int, paragraphs: int, seed: int) -> list[Case]:
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        line, rule = chance.choice(
            [(280, "exact"), (340, "atLeast"), (240, "auto"), (312, "auto"), (360, "auto")]
        )
        spacing = (
            f'w:before="{chance.choice([0, 0, 60, 120, 200])}" '
            f'w:after="{chance.choice([0, 0, 60, 120, 100])}" w:line="{line}" w:lineRule="{rule}"'
        )
        each = tuple(
            [
                tuple(
                    [
                        chance.choice([1, 1, 2, 3, 4, 6])
                        for _ in range(chance.randint(1, paragraphs))
                    ]
                )
                for _ in range(cells)
            ]
        )
        pads = chance.choice([(0, 0), (57, 57), (28, 0)])
        found.append(Case(chance.randrange(300, 2600, 10), each, spacing, pads))
    return found


def document_of(cases: Iterable[Case]) -> bytes:
    body = "<w:p/>" + "".join([_made(case, number) for number, case in enumerate(cases)])
    return document(body, section(_SIZE, _MARGINS))


def _made(case: Case, number: int) -> str:
    filler = (
        '<w:p><w:pPr><w:pageBreakBefore/><w:spacing w:before="0" w:after="0" '
        f'w:line="{_BODY - case.room}" w:lineRule="exact"/></w:pPr>'
        f"<w:r><w:t>CASE{number}</w:t></w:r></w:p>"
    )
    cells = "".join([_cell(case, at) for at in range(len(case.cells))])
    top, bottom = case.pads
    grid = f'<w:gridCol w:w="{_WIDE}"/>' * len(case.cells)
    lines = "".join([f'<w:{side} w:val="single" w:sz="8" w:space="0"/>' for side in case.edges])
    asked = f'<w:trPr><w:trHeight w:val="{case.least}"/></w:trPr>' if case.least else ""
    return (
        f'{filler}<w:tbl><w:tblPr><w:tblW w:w="{_WIDE * len(case.cells)}" w:type="dxa"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
        f'<w:top w:w="{top}" w:type="dxa"/><w:bottom w:w="{bottom}" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr>{asked}{cells}</w:tr></w:tbl>"
    )


def _cell(case: Case, at: int) -> str:
    paragraphs = "".join(
        [
            f"<w:p><w:pPr><w:spacing {case.spacing}/></w:pPr><w:r><w:t>"
            + " ".join([f"c{at}p{number}l{line}ww" for line in range(lines)])
            + "</w:t></w:r></w:p>"
            for number, lines in enumerate(case.cells[at])
        ]
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{_WIDE}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def shares(lines: Iterable[PdfLine]) -> dict[int, list[list[str]]]:
    """Case → the words on each of its pages."""
    found: dict[int, dict[int, list[str]]] = {}
    case = -1
    for page in sorted_pages(lines):
        said = " ".join(page)
        begun = re.search(r"CASE(\d+)", said)
        case = int(begun[1]) if begun else case
        pages = found.setdefault(case, {})
        pages[len(pages)] = sorted(re.findall(r"c\dp\dl\d+ww", said))
    return {number: list(pages.values()) for number, pages in found.items()}


def sorted_pages(lines: Iterable[PdfLine]) -> list[list[str]]:
    pages: dict[int, list[str]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line.text)
    return [pages[number] for number in sorted(pages)]
