"""`slip`: the slip that goes with a draft to its reviewer, or the message of its commit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.plan.wording import plain
from generator.workspace.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.toml import Loaded
    from generator.review.changes import ComparedSide
    from generator.review.sides import Named
    from generator.review.slip import Slip
    from generator.verbs.check_plans import Checker
    from generator.workspace.desk import Desk

Form = Literal["slip", "message"]


class Request(NamedTuple):
    """Of which version against which other; the sides as those of `diff`."""

    old: str
    new: str
    form: Form = "slip"
    target: Path | None = None
    """A .docx, or any other file as Markdown; None: nothing is written."""


class Result(NamedTuple):
    """The slip; None where a side cannot be read."""

    slip: Slip | None
    text: str
    """As Markdown, or the message."""
    written: str
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when a side cannot be read; what the slip reports changes nothing."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        found: dict[str, Any] = {"written": self.written or None}
        if self.slip is not None:
            found |= {
                "plan": self.slip.plan.van_ban.ma,
                "title": self.slip.title,
                "old": self.slip.versions[0],
                "new": self.slip.versions[1],
                "pages": self.slip.pages or None,
                "changes": self.slip.changes,
                "findings": as_dicts(self.slip.findings),
                "text": self.text,
            }
        return {**found, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Make the slip and write it. Raises OSError."""
    from generator.review.slip import docx, markdown, message

    slip, problems = _slip(desk, request)
    if slip is None:
        return Result(None, "", "", problems)
    text = message(slip) if request.form == "message" else markdown(slip)
    written = ""
    if request.target is not None:
        as_word = request.target.suffix.lower() == ".docx"
        write_atomic(request.target, docx(slip) if as_word else text.encode())
        written = desk.workspace.shown(request.target)
    return Result(slip, text, written, problems)


def _slip(desk: Desk, request: Request) -> tuple[Slip | None, list[Diagnostic]]:
    from generator.review.change_report import summary
    from generator.review.sentences import Sentences
    from generator.review.sides import differ, known, open_side, plan_side
    from generator.review.slip import Slip
    from generator.verbs.check_plans import Checker

    workspace = desk.workspace
    opened = [open_side(workspace, name) for name in (request.old, request.new)]
    named = [one for one, _found in opened if one is not None]
    if len(named) < 2:
        return None, [d for _named, found in opened for d in found]
    old, below, problems = plan_side(named[0], workspace)
    checker = Checker(workspace, desk.today())
    new, loaded, told, findings = _new(checker, named[1], request.form)
    if old is None or new is None:
        return None, problems + told
    difference, _said = differ(workspace, (old, below), (new, loaded))
    plan = new.plan
    slip = Slip(
        plan,
        f"{plan.van_ban.loai} {plan.van_ban.ma}: {plain(plan.van_ban.trich_yeu)}",
        (named[0].name, named[1].name),
        summary(difference, Sentences(difference, known(workspace))),
        findings,
        checker.pages,
    )
    return slip, problems + told


def _new(
    checker: Checker, named: Named, form: Form
) -> tuple[ComparedSide | None, Loaded | None, list[Diagnostic], list[Diagnostic]]:
    """The new version, why it cannot be read, and what `check` says of it.

    Checked is a plan as it stands on the disk, and read once for both.
    """
    from generator.review.changes import side_of
    from generator.review.sides import plan_side

    if form == "slip" and not (named.revision or named.is_word):
        loaded, findings = checker.examine(named.path)
        if loaded is not None:
            return side_of(loaded, named.name), loaded, [], findings
    return *plan_side(named, checker.workspace), []
