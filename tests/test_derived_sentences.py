"""Laws of every sentence of every derived plan of the tests: whole, its own, of its own level.

What is marked for a person is outside them; what is not must stand as the unit would sign it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart import gold, typist
from tests.plans_apart.office import Office, nodes

if TYPE_CHECKING:
    from pathlib import Path

LAWS = {"LC709", "LC710", "LC711", "LC713", *(f"LC{number}" for number in range(715, 725))}


def derived(name: str, which: str, folder: Path) -> tuple[Office, str] | None:
    """The office of a unit of a text, and the path of the plan derived for it."""
    unit = next(u["name"] for u in gold.of(name)["unit"] if u["id"] == which)
    office = Office(folder, unit)
    made = office.derive(name) if office.knows_unit and office.take_in(name) is not None else ""
    return None if isinstance(made, str) else (office, made[1]["results"][0]["target"])


@pytest.fixture(scope="module", params=typist.names())
def plan(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[Office, str]]:
    folder = tmp_path_factory.mktemp("xa")
    made = (derived(request.param, which, folder / which) for which in ("a", "b"))
    return [one for one in made if one is not None]


def test_no_sentence_that_nobody_is_asked_about_breaks_a_law(
    plan: list[tuple[Office, str]],
) -> None:
    for office, target in plan:
        said = office.do("check", target, "--json").data["diagnostics"]
        assert [row["message"] for row in said if row["code"] in LAWS] == []


def test_a_mark_leaves_a_sentence_that_can_be_read(plan: list[tuple[Office, str]]) -> None:
    for office, target in plan:
        said = [
            node.words
            for node in nodes(office.read(target))
            if node.kind.startswith("muc") and "noi_dung" in node.row
        ]
        assert [words for words in said if words.count("(") > words.count(")")] == []
        assert [words for words in said if len(words.split()) <= 2] == []
        assert [words for words in said if words[:1] != words[:1].upper()] == []


def test_each_question_comes_with_the_words_it_is_about(plan: list[tuple[Office, str]]) -> None:
    for office, target in plan:
        asked = [n for n in nodes(office.read(target)) if "can_xem" in n.row]
        assert all(node.words.strip() for node in asked)
