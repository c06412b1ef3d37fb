"""LibreOffice is the judge: the same lines, on the same pages, in the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.cases import cases
from tests.typeset.judge import differences, judge

if TYPE_CHECKING:
    from pathlib import Path

NEAR = 0.5
"""Points; LibreOffice writes places into a PDF to a tenth of a point."""


def test_each_thing_a_document_may_contain_stands_where_libreoffice_puts_it(
    tmp_path: Path,
) -> None:
    verdicts = judge(cases(), tmp_path)
    assert {name: verdict.pages[0] - verdict.pages[1] for name, verdict in verdicts.items()} == (
        dict.fromkeys(verdicts, 0)
    )
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert [name for name, verdict in verdicts.items() if verdict.moved > NEAR] == []
