"""A batch that nobody goes on with: what was done is told, and nothing is said of the rest."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

from generator.cli import common
from generator.diagnostics import error
from generator.issuance.verdict.result import Verdict
from generator.verbs import (
    check,
    coverage,
    derive,
    import_,
    progress_init,
    progress_roll_up,
    render,
    update,
    verify,
)
from generator.workspace.batch import LostError
from generator.workspace.desk import Desk
from tests.test_verbs import ABOVE, CITY, WARD, desk

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Sequence

    from generator.workspace.batch import Job
    from tests.conftest import Outcome

__all__ = ["desk"]
T = TypeVar("T")
R = TypeVar("R")
FOLDER = Path(CITY).parent


@dataclass(frozen=True)
class Broken:
    """A crew that is gone after so many files."""

    after: int
    jobs: int | None = 1

    def do(
        self, job: Job[T, R], items: Sequence[T], ready: Callable[[T], R] | None = None
    ) -> Generator[R, None, None]:
        yield from islice(map(ready or job.open(), items), self.after)
        raise LostError(error("HT957", "máy chết"))


def codes(result: Any) -> list[str]:
    return [one.code for one in result.diagnostics if one.code.startswith("HT")]


def words(count: int) -> list[Path]:
    """So many documents of Word."""
    made = Path("van-ban")
    made.mkdir()
    for number in range(count):
        shutil.copy("output/lang-son-2024/thanh-pho.docx", made / f"{number}.docx")
    return sorted(made.iterdir())


@pytest.fixture
def rendered(desk: Desk) -> None:
    assert render.run(desk, render.Request((CITY,))).exit_code == 0


@pytest.mark.parametrize("after", [0, 2])
@pytest.mark.parametrize("verb", ["derive", "render", "update", "import", "verify"])
def test_results_are_of_what_was_done_and_the_number_is_of_what_was_asked(
    verb: str, after: int, desk: Desk, rendered: None
) -> None:
    documents = tuple(words(4))
    broken = replace(desk, crew=Broken(after))
    plans = (str(FOLDER),)
    result: Any = {
        "derive": lambda: derive.run(broken, derive.Request(ABOVE, everyone=True)),
        "render": lambda: render.run(broken, render.Request(plans, pdf=True)),
        "update": lambda: update.run(broken, update.Request((WARD,), write=False)),
        "import": lambda: import_.run(broken, import_.Request(documents)),
        "verify": lambda: verify.run(broken, verify.Request(documents, offline=True)),
    }[verb]()
    told = result.as_dict()
    assert result.exit_code in {1, 3}
    assert codes(result) == ["HT957"]
    one_of = 1 if verb == "update" else 4
    assert len(told["results"]) == min(after, one_of)
    assert told.get("asked", one_of) >= one_of
    assert all(any(one.values()) for one in told["results"])


@pytest.mark.parametrize("after", [0, 1])
def test_a_matrix_and_a_sum_say_nothing_of_plans_and_reports_that_nobody_read(
    after: int, desk: Desk
) -> None:
    period = "2026-Q3"
    assert progress_init.run(desk, progress_init.Request(ABOVE, period)).exit_code == 0
    broken = replace(desk, crew=Broken(after))
    matrix = coverage.run(broken, coverage.Request(ABOVE, html=Path("trang.html")))
    rolled = progress_roll_up.run(broken, progress_roll_up.Request(ABOVE, period))
    assert (matrix.survey, rolled.rolled) == (None, None)
    assert (codes(matrix), codes(rolled)) == (["HT957"], ["HT957"])
    assert (matrix.exit_code, rolled.exit_code) == (3, 3)
    assert not Path("trang.html").exists()


def test_findings_are_accepted_for_good_only_when_all_documents_were_looked_at(
    desk: Desk, rendered: None
) -> None:
    names, baseline = tuple(map(str, words(3))), Path("chap-nhan.json")
    request = check.Request(names, write_baseline=baseline)
    result = check.run(replace(desk, crew=Broken(1)), request)
    assert (result.files, result.asked, codes(result)) == (1, 3, ["HT957"])
    assert not baseline.exists()


def test_files_that_nobody_looked_at_are_not_valid(desk: Desk, rendered: None) -> None:
    nothing = verify.run(replace(desk, crew=Broken(0)), verify.Request(tuple(words(2))))
    assert nothing.verdict is Verdict.INDETERMINATE
    assert nothing.exit_code == 3


@pytest.mark.usefixtures("workspace")
def test_the_command_counts_what_was_done_of_what_was_asked(
    monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., Outcome]
) -> None:
    monkeypatch.setattr(common, "Processes", lambda _jobs: Broken(0))
    said = {}
    for verb, arguments in {"derive": (CITY, "--all"), "check": (CITY, WARD)}.items():
        outcome = kehoach(verb, *arguments)
        assert outcome.code == 3
        said[verb] = outcome.out + outcome.err
    assert "0/8 kế hoạch; 1 lỗi" in said["derive"]
    assert "0/2 tệp: 1 lỗi" in said["check"]
    assert "cần điền" not in said["derive"]
