"""For `make mutants`, a plugin of pytest: what is nearest to the fault is asked first.

A fault in a family of rules is tried on the documents that were made wrong for that family, before
all the others; most are noticed there.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of planted faults of the mutated family first; the others as they were."""
    module = os.environ.get("MUTANT_UNDER_TEST", "").rpartition(".")[0]
    if "rules.families" not in module:
        return
    from generator.rules.all_rules import rules

    codes = {code for code, check in rules().items() if check.__module__ == module}
    items.sort(key=lambda item: _code_of(item) not in codes)


def _code_of(item: pytest.Item) -> str:
    """The code of the fault that a test plants; "" for other tests."""
    values = getattr(getattr(item, "callspec", None), "params", {})
    return str(getattr(values.get("fault"), "code", ""))
