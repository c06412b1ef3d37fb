"""What `check` tells of each planted fault, word for word: place, what is found, wanted, repaired.

`planting/told.json` is the record; `python -m tests.planting --record` writes it anew, and each
line that changes is to be read: is it what an official needs to mend it?
"""

from __future__ import annotations

import pytest

from tests import planting
from tests.planting.told import RECORD, applies, told, told_of
from tests.planting.variants import VARIANTS
from tests.test_rules import BASES


@pytest.mark.parametrize("fault", planting.FAULTS, ids=lambda f: f.name)
def test_of_a_planted_fault_place_found_wanted_and_repair_are_told(fault: planting.Fault) -> None:
    assert told(fault) == RECORD["told"][fault.name]


@pytest.mark.parametrize("name", VARIANTS)
def test_of_a_line_written_otherwise_all_is_told_that_is_wrong_and_nothing_else(name: str) -> None:
    assert told_of(VARIANTS[name]) == RECORD["variants"][name]


@pytest.mark.parametrize("name", BASES)
def test_rules_about_what_a_document_has_not_do_not_apply(name: str) -> None:
    assert applies(name) == RECORD["applies"][name]
