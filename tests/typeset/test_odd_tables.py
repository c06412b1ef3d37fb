"""Tables nobody would make come to an end, and every page of them can be drawn."""

from __future__ import annotations

import random

import pytest

from generator.typeset.pdf.making import PdfFacts, make_pdf
from tests.typeset import made
from tests.typeset.test_typeset import pages

MERGES = (
    *("", "", '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'),
    '<w:vMerge/><w:gridSpan w:val="2"/>',
)
LOOKS = ("", "<w:keepNext/>", "<w:keepLines/>", '<w:spacing w:before="4000" w:after="9000"/>')
ROWS = (
    *("", "", "<w:cantSplit/>", "<w:tblHeader/>", '<w:trHeight w:val="9000"/>'),
    '<w:trHeight w:val="300" w:hRule="exact"/>',
)


def odd_table(seed: int) -> str:
    luck = random.Random(seed)
    columns = luck.randint(1, 5)
    width = 9000 // columns
    rows = ""
    for _ in range(luck.randint(1, 14)):
        cells = ""
        for _column in range(columns):
            merge = luck.choice(MERGES)
            inner = "".join(
                [
                    made.para(
                        made.words(luck.choice([0, 1, 5, 40, 200, 900]), seed), luck.choice(LOOKS)
                    )
                    for _ in range(luck.randint(1, 3))
                ]
            )
            if luck.random() < 0.05:
                nested = made.cell(made.para(made.words(300, 1)), 1000)
                inner = made.table(made.row(nested), (1000,)) + made.para("x")
            cells += (
                f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merge}</w:tcPr>{inner}</w:tc>'
            )
        rows += made.row(cells, luck.choice(ROWS))
    return made.para("a") + made.table(rows, (width,) * columns) + made.para("z")


@pytest.mark.parametrize("seed", [2, 5, 30, 73])
def test_a_table_of_any_kind_comes_to_an_end(seed: int) -> None:
    printed = pages(made.document(odd_table(seed)))
    assert len(printed.pages) < 600
    assert make_pdf(printed, PdfFacts("Thử")).startswith(b"%PDF-1.7")


@pytest.mark.parametrize(("stands", "told"), [("center", True), ("top", False)])
def test_where_a_merged_cell_over_pages_does_not_stand_at_its_top_is_told(
    stands: str, told: bool
) -> None:
    vertical = f'<w:vAlign w:val="{stands}"/>'
    rows = []
    for n in range(60):
        begins = ' w:val="restart"' if n % 6 == 0 else ""
        merged = made.cell(
            made.para("Gộp" if begins else ""), 2000, f"<w:vMerge{begins}/>{vertical}"
        )
        rows.append(made.row(made.cell(made.para(f"Hàng {n}"), 3000) + merged, "<w:cantSplit/>"))
    printed = pages(made.document(made.table("".join(rows), (3000, 2000)) + made.para("Sau")))
    assert len(printed.pages) == 2
    assert printed.known is not told
