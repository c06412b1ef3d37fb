"""The clerk's way by keyboard alone is short; what was typed just now is on the paper."""

from __future__ import annotations

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.web.keyboard import from_word_to_paper
from tests.web.test_browser import EDITOR, FIELD, type_at_end
from tests.web.test_year import word_of_the_city

MOST = 12
"""Activations from the first page to the paper."""


@pytest.fixture
def word(workspace, kehoach):
    """The city's plan as a Word file; no plan is in the workspace yet."""
    return word_of_the_city(workspace, kehoach)


def test_from_the_citys_word_file_to_the_wards_paper_in_twelve_steps(word, office) -> None:
    hands, paper = from_word_to_paper(office.open("/"), word)
    with pikepdf.open(paper) as printed:
        assert len(printed.pages) > 5
    assert hands.activations <= MOST
    assert office.said == []


def test_what_is_typed_just_now_is_on_the_paper(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " Lời vừa gõ xong.")
    with page.expect_download() as paper:
        page.keyboard.press("Alt+i")
    with pypdfium2.PdfDocument(paper.value.path()) as printed:
        text = "".join(one.get_textpage().get_text_bounded() for one in printed)
    assert "Lời vừa gõ xong." in " ".join(text.split())
    expect(page.locator(FIELD)).to_contain_text("Lời vừa gõ xong.")
    assert office.said == []


def test_a_plan_that_cannot_be_printed_says_why(office) -> None:
    page = office.open("/plans/khong-co/draft.pdf")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chưa in được")
