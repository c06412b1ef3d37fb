"""The rewordings are harmless: they change words, and nothing a plan orders."""

from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.plans_apart import rewordings

TEXT = rewordings.CITY.read_text("utf-8")
SPOKEN = ("noi_dung", "tieu_de", "san_pham")


def without_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: without_words(v) for k, v in value.items() if k not in SPOKEN}
    return [without_words(v) for v in value] if isinstance(value, list) else value


def ids(value: Any) -> list[str]:
    if isinstance(value, dict):
        own = [value["id"]] if "id" in value else []
        return own + [i for inner in value.values() for i in ids(inner)]
    return [i for inner in value for i in ids(inner)] if isinstance(value, list) else []


@given(st.lists(st.sampled_from(sorted(rewordings.CHANGES)), max_size=4))
def test_a_rewording_changes_words_alone(names: list[str]) -> None:
    other = rewordings.reworded(TEXT, *names)
    assert without_words(tomllib.loads(other)) == without_words(tomllib.loads(TEXT))


@pytest.mark.parametrize("name", sorted(rewordings.CHANGES))
def test_a_rewording_is_seen_in_the_plan(name: str) -> None:
    assert rewordings.reworded(TEXT, name) != TEXT


@given(st.sampled_from(sorted(rewordings.CHANGES)))
def test_what_rewordings_say_is_the_same_in_common_words(name: str) -> None:
    plans = [tomllib.loads(text) for text in (TEXT, rewordings.reworded(TEXT, name))]
    one, other = ([rewordings.canonical(n.words) for n in rewordings.nodes(p)] for p in plans)
    assert one == other


def test_turning_the_points_round_keeps_each_of_them() -> None:
    one, other = tomllib.loads(TEXT), tomllib.loads(rewordings.turned_round(TEXT))
    assert sorted(ids(one)) == sorted(ids(other))
    assert ids(one) != ids(other)


@pytest.mark.parametrize("unit", ["ubnd-phuong-dong-kinh", "ubnd-xa-mai-pha"])
def test_no_rewording_adds_or_loses_a_node_of_the_derived_plan(unit: str) -> None:
    told = [
        (name, line)
        for name in rewordings.CHANGES
        for line in rewordings.differences(TEXT, rewordings.reworded(TEXT, name), unit)
    ]
    assert [line for line in told if not line[1].startswith("khác")] == []


@pytest.mark.parametrize("unit", ["ubnd-phuong-dong-kinh", "ubnd-xa-mai-pha"])
def test_the_order_of_the_points_changes_nothing_in_the_derived_plan(unit: str) -> None:
    assert rewordings.differences(TEXT, rewordings.turned_round(TEXT), unit) == []
