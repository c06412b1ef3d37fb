"""LibreOffice is the judge: the same lines, on the same pages, in the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.cases import cases
from tests.typeset.dealt_cases import dealt_cases
from tests.typeset.finer_cases import finer_cases, fixed_rows
from tests.typeset.judge import differences, judge
from tests.typeset.plans import PLANS, in_other_templates, rendered
from tests.typeset.random_documents import scrambled
from tests.typeset.tall_cases import tall_cases

if TYPE_CHECKING:
    from pathlib import Path

NEAR = 0.5
"""Points; LibreOffice writes places into a PDF to a tenth of a point."""


def test_each_thing_a_document_may_contain_stands_where_libreoffice_puts_it(
    tmp_path: Path,
) -> None:
    verdicts = judge(cases() | finer_cases() | dealt_cases() | tall_cases(), tmp_path)
    assert {name: verdict.pages[0] - verdict.pages[1] for name, verdict in verdicts.items()} == (
        dict.fromkeys(verdicts, 0)
    )
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert [name for name, verdict in verdicts.items() if verdict.moved > NEAR] == []
    assert {name: verdict.lost for name, verdict in verdicts.items() if verdict.lost} == {}


def test_every_plan_and_template_of_the_workspace_stands_where_libreoffice_puts_it(
    tmp_path: Path,
) -> None:
    plans = {path.stem: rendered(path) for path in sorted(PLANS.glob("*.toml"))}
    plans |= in_other_templates(PLANS / "phuong-dong-kinh.toml")
    verdicts = judge(plans, tmp_path)
    assert len(verdicts) == 10 + 7
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert [v.pages[0] - v.pages[1] for v in verdicts.values()] == [0] * len(verdicts)
    assert max(verdict.moved for verdict in verdicts.values()) <= NEAR
    assert {name: verdict.lost for name, verdict in verdicts.items() if verdict.lost} == {}


def test_words_thrown_together_break_where_libreoffice_breaks_them(tmp_path: Path) -> None:
    plan = rendered(PLANS / "phuong-dong-kinh.toml")
    verdicts = judge({f"seed_{seed}": scrambled(plan, seed) for seed in range(8)}, tmp_path)
    lines = sum(len(verdict.theirs) for verdict in verdicts.values())
    apart = sum(len(differences(verdict)) for verdict in verdicts.values())
    assert lines > 2_000
    assert apart <= lines * 0.001
    assert [v.pages[0] - v.pages[1] for v in verdicts.values()] == [0] * len(verdicts)


def test_in_a_row_of_a_fixed_height_stands_what_libreoffice_draws_and_the_rest_is_told(
    tmp_path: Path,
) -> None:
    verdict = judge({"fixed": fixed_rows()}, tmp_path)["fixed"]
    assert (differences(verdict), verdict.pages, verdict.moved <= NEAR) == ([], (1, 1), True)
    assert not verdict.known
    assert "a3" in [one.words for one in verdict.lost]
