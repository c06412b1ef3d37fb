"""What is said to be known stands where LibreOffice puts it, in layouts nobody made by hand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.typeset.judge import differences, judge
from tests.typeset.layout_office import OFFICE_KINDS, OFFICES, office_made
from tests.typeset.layouts import KINDS, TEMPLATES, made

if TYPE_CHECKING:
    from pathlib import Path

    from tests.typeset.judge import Verdict

SEEDS = range(2)
NEAR = 0.5
"""Points."""
EXACT = frozenset(
    {"text", "edged", "whole_rows", "split_rows", "merged_whole", "lists", "margins", "links"}
    | {"sections"}
)
"""Kinds of content that hold nothing whose place is not known."""

EXACT_MIXTURES = frozenset({"words", "letters", "gaps", "chains", "cells_whole", "breaks"})
"""Of documents with many things at once."""


@pytest.mark.parametrize("template", TEMPLATES)
def test_documents_thrown_together_are_set_as_libreoffice_sets_them(
    template: str, tmp_path: Path
) -> None:
    files = {f"{kind}-{seed}": made(kind, template, seed) for kind in KINDS for seed in SEEDS}
    verdicts = judge(files, tmp_path)
    known = {name: verdict for name, verdict in verdicts.items() if verdict.known}
    assert {name.partition("-")[0] for name in known} >= EXACT
    assert {name: differences(verdict) for name, verdict in known.items()} == {
        name: [] for name in known
    }
    assert [name for name, verdict in known.items() if verdict.moved > NEAR] == []
    lines = sum(len(verdict.theirs) for verdict in verdicts.values())
    assert sum(len(verdict.theirs) - _same(verdict) for verdict in verdicts.values()) <= lines / 20


@pytest.mark.parametrize("template", OFFICES)
def test_documents_of_many_things_are_set_as_libreoffice_sets_them(
    template: str, tmp_path: Path
) -> None:
    verdicts = judge({kind: office_made(kind, template, 7) for kind in OFFICE_KINDS}, tmp_path)
    known = {name: verdict for name, verdict in verdicts.items() if verdict.known}
    assert set(known) >= EXACT_MIXTURES
    exact = {name: verdicts[name] for name in EXACT_MIXTURES}
    assert {name: differences(verdict) for name, verdict in exact.items()} == {
        name: [] for name in exact
    }
    assert [name for name, verdict in exact.items() if verdict.moved > NEAR] == []
    lines = sum(len(verdict.theirs) for verdict in known.values())
    assert sum(len(verdict.theirs) - _same(verdict) for verdict in known.values()) <= lines / 100


def _same(verdict: Verdict) -> int:
    """How many lines are the same, on whatever page."""
    mine = Counter(line.text for line in verdict.ours)
    return sum((mine & Counter(line.text for line in verdict.theirs)).values())
