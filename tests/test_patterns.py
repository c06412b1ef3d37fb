"""Patterns that wait until something is asked of them."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.text import patterns
from generator.text.first_test import holds, one_of
from generator.text.patterns import WaitingPattern


def test_a_pattern_answers_as_one_of_re_does_and_its_name_then_means_that() -> None:
    held = globals()["WORD"] = patterns.compile(r"(\w+) xã", patterns.IGNORECASE)
    same = re.compile(r"(\w+) xã", re.IGNORECASE)
    assert type(held) is WaitingPattern
    text = "Các Xã, hai xã"
    assert held.findall(text) == same.findall(text) == ["Các", "hai"]
    assert held.sub(r"\1", text) == same.sub(r"\1", text)
    assert globals()["WORD"] == same
    assert held.pattern == same.pattern


def test_a_pattern_that_is_no_pattern_is_told_when_it_is_asked() -> None:
    broken: Any = patterns.compile("(")
    with pytest.raises(re.error):
        broken.search("a")


def test_every_pattern_of_the_program_is_one() -> None:
    for found in pkgutil.walk_packages(generator.__path__, "generator."):
        if found.name.split(".")[1] in ("grammar", "cascade", "plan", "text", "progress"):
            importlib.import_module(found.name)
    waiting = [one for one in gc.get_objects() if type(one) is WaitingPattern]
    ours = [one for one in waiting if one._names["__name__"].startswith("generator.")]
    assert all(re.compile(one.pattern, one._given) for one in ours)


LETTERS = "abơ .(|"


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=4), min_size=1, max_size=12),
    st.text(LETTERS, max_size=20),
)
def test_one_pattern_of_many_words_finds_what_asking_for_each_finds(
    words: list[str], text: str
) -> None:
    assert (re.search(one_of(words), text) is not None) == holds(text, words)
