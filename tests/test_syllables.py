"""Syllables: what Vietnamese spelling allows, and words that a narrow cell has cut."""

from __future__ import annotations

import re

import pytest

from generator.text.syllables import is_cut, is_syllable
from tests.conftest import ROOT


def test_every_marked_word_of_a_real_plan_is_a_syllable() -> None:
    text = (ROOT / "plans/lang-son-2024/thanh-pho.toml").read_text("utf-8")
    marked = {w for w in re.findall(r"[^\W\d_]+", text) if w.islower() and not w.isascii()}
    assert len(marked) > 300
    assert {word for word in marked if not is_syllable(word)} == set()


@pytest.mark.parametrize("letters", ["ờng", "phưx", "đq", "ngk", ""])
def test_what_no_spelling_allows_is_none(letters: str) -> None:
    assert not is_syllable(letters)


@pytest.mark.parametrize(
    ("tail", "head", "cut"),
    [("phư", "ờng", True), ("qu", "ản", True), ("phối", "hợp", False), ("xã", "ven", False)],
)
def test_two_pieces_are_one_word_only_where_they_cannot_be_two(
    tail: str, head: str, *, cut: bool
) -> None:
    assert is_cut(tail, head) is cut
