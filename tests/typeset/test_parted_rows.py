"""Where a page ends in a row, its cells share themselves as LibreOffice shares them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.typeset.judge import judge
from tests.typeset.parted_rows import document_of, parted_cases, shares, with_heights
from tests.typeset.test_typeset import pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(("cells", "paragraphs"), [(1, 1), (1, 4), (2, 1), (2, 4), (3, 3), (3, 1)])
def test_a_row_at_the_end_of_a_page_is_parted_as_libreoffice_parts_it(
    cells: int, paragraphs: int, tmp_path: Path
) -> None:
    cases = parted_cases(120, cells, paragraphs, seed=101)
    if (cells, paragraphs) == (3, 1):
        cases = with_heights(cases, seed=102)
    verdict = judge({"rows": document_of(cases)}, tmp_path)["rows"]
    ours, theirs = shares(verdict.ours), shares(verdict.theirs)
    apart = [number for number in theirs if ours.get(number) != theirs[number]]
    assert len(theirs) == len(cases)
    assert len(apart) <= len(cases) / 50
    # and what differs was said to be not known
    assert [number for number in apart if pages(document_of([cases[number]])).known] == []
