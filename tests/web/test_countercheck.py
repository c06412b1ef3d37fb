"""After a rest LibreOffice lays out the real file, and the page says what it saw."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from generator.review.against_pdf import PdfLine, first_difference
from generator.verbs import countercheck
from tests.web.test_browser import EDITOR, FIELD, saved, type_at_end, violations
from tests.web.test_door import WARD


@pytest.fixture(autouse=True)
def _unproved() -> None:
    """Here LibreOffice begins."""


def test_after_a_rest_the_page_says_that_libreoffice_agrees(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " Thêm một câu nữa.")
    saved(page)
    told = page.locator("#proof")
    expect(told).to_have_text(re.compile(r"đã đối chiếu: \d+ trang, khớp"))
    assert violations(page) == []
    page.locator(FIELD).press("x")
    expect(told).to_have_text("")  # of newer words nothing is known
    assert office.said == []


def test_without_libreoffice_nothing_is_claimed(workspace, monkeypatch) -> None:
    from generator.web.house import House

    monkeypatch.setattr("generator.office.libreoffice.find_office", lambda: None)
    done = countercheck.run(House(workspace).desk(), countercheck.Request(WARD))
    assert (done.status, done.first, done.pages) == ("absent", None, 0)


def test_the_first_line_that_differs_is_named() -> None:
    ours = [PdfLine(0, 1, 1, "một"), PdfLine(0, 2, 1, "hai"), PdfLine(1, 1, 1, "ba")]
    assert first_difference(ours, list(ours)) is None
    theirs = [ours[0], PdfLine(0, 2, 1, "haiba")]
    assert first_difference(ours, theirs) == (ours[1], theirs[1])
    # the same words on another page are another line
    assert first_difference(ours[2:], [PdfLine(0, 9, 1, "ba")]) == (
        ours[2],
        PdfLine(0, 9, 1, "ba"),
    )
