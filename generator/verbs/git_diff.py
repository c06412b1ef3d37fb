"""`git-diff`: a changed plan as git shows it: by nodes, or by lines where a side is no plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import CLEAN
from generator.workspace import git

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.toml import Loaded
    from generator.review.changes import PlanDifference
    from generator.review.sentences import Sentences
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """What git hands over: the name in the repository and a file for each side."""

    path: str
    old: Path
    new: Path


class Result(NamedTuple):
    """The difference of two plans, or the one by lines."""

    path: str
    difference: PlanDifference | None = None
    words: Sentences | None = None
    by_lines: str = ""

    @property
    def exit_code(self) -> int:
        """0: git takes anything else for a failure."""
        return CLEAN

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        from generator.review.change_report import as_json

        found: dict[str, Any] = {"file": self.path}
        if self.difference is None or self.words is None:
            return {**found, "lines": self.by_lines}
        return found | as_json(self.difference, self.words, level=False)


def run(desk: Desk, request: Request) -> Result:
    """Compare; where a side is new, gone or no plan, by lines."""
    from generator.review.changes import compare, side_of
    from generator.review.sentences import Sentences
    from generator.review.sides import known

    old, new = (_plan(file, request.path) for file in (request.old, request.new))
    if old is None or new is None:
        return Result(request.path, by_lines=_by_lines(request))
    sides = side_of(old, f"a/{request.path}"), side_of(new, f"b/{request.path}")
    difference = compare(*sides)
    return Result(request.path, difference, Sentences(difference, known(desk.workspace)))


def _plan(file: Path, path: str) -> Loaded | None:
    from generator.plan.toml import parse_plan

    try:
        data = file.read_bytes()
    except OSError:
        return None
    return parse_plan(data, path)[0] if data else None


def _by_lines(request: Request) -> str:
    """As git itself would: a side is new, gone, or no plan that can be read."""
    command = ("diff", "--no-index", "--no-ext-diff", "--no-textconv", "--")
    done = git.asked(None, *command, str(request.old), str(request.new))
    return done.stdout.decode(errors="replace")
