"""Rows that should stay whole and have no room on a page; a slanted word that has room."""

from __future__ import annotations

from tests.typeset.made import cell, document, para, row, run, table, words

WHOLE = "<w:cantSplit/>"
RIGHT = '<w:jc w:val="right"/>'


def _lines(count: int) -> str:
    """One paragraph of that many lines."""
    return para("\n".join([f"dòng {n}" for n in range(count)]))


def _paragraphs(count: int) -> str:
    return "".join([para(f"đoạn {n}") for n in range(count)])


def _between(*cells: str, head: int = 0) -> bytes:
    """A row of these cells below three paragraphs, before two rows of one line."""
    columns = len(cells)
    rows = row(cell(_lines(head), 2500) * columns, WHOLE + "<w:tblHeader/>") if head else ""
    rows += row("".join([cell(each, 2500) for each in cells]), WHOLE)
    rows += row(cell(para("sau"), 2500) * columns, WHOLE) * 2
    return document(_paragraphs(3) + table(rows, (2500,) * columns) + para("Hết"))


def tall_cases() -> dict[str, bytes]:
    """Name → .docx."""
    slanted = run("báo cáo ") + run("trình", "<w:i/>") + run(" nghiêm trọng")
    return {
        "row_too_high_for_a_page": _between(_lines(60), para("x")),
        "row_too_high_below_a_head": _between(_lines(60), para("x"), head=2),
        "row_too_high_but_seen_too_late": _between(_paragraphs(60), para("x")),
        "row_too_high_in_a_cell_not_yet_seen": _between(_paragraphs(50), _lines(60)),
        "row_that_reaches_into_the_margin": _between(_lines(44), para("x"), head=2),
        "slanted_word_with_room": document(
            para("", RIGHT + '<w:ind w:left="7000"/>', more=slanted) + para(words(9))
        ),
    }
