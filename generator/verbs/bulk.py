"""`bulk`: one act on all plans concerned, told plan by plan; again, it completes the rest.

Each kind is a verb of its own over many files. Here stands on which plans it acts, and what became
of each in words that are the same for all of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from generator.diagnostics import Diagnostic, Severity, as_dicts, exit_code
from generator.verbs import check, derive, process, render, update
from generator.verbs.printing import PrintedFile
from generator.workspace.index import head_of, issuer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.workspace.batch import Done
    from generator.workspace.desk import Desk

Kind = Literal["derive", "update", "check", "pdf"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OF_A_PLAN: tuple[Kind, ...] = ("derive", "update")
"""What is done below one plan; the others are of the whole workspace."""
BulkStatus = Literal[
    "refused", "conflict", "faulty", "closed", "noted", "written", "printed", "clean", "unchanged"
]
STATUSES: tuple[BulkStatus, ...] = get_args(BulkStatus)
"""What waits for a person first."""


class Request(NamedTuple):
    """What is to be done; `plan`: below which plan."""

    kind: Kind
    plan: str = ""


class ToldUnit(NamedTuple):
    """What became of one plan."""

    status: BulkStatus
    plan: str
    """Its id; "" where it has none yet or cannot be read."""
    unit: str
    """Id of the agency; "" where it cannot be read."""
    file: str
    """Name of its file, for where there is no other."""
    diagnostics: list[Diagnostic]


class StoppedError(Exception):
    """Raised by the progress of a desk when a person wants no more: whole files are left."""


class Result(NamedTuple):
    """How many became what, and what is to be said of no single plan."""

    counts: dict[BulkStatus, int]
    diagnostics: list[Diagnostic]
    stopped: bool

    @property
    def exit_code(self) -> int:
        """1 when something is left to a person."""
        left = any(self.counts.get(one) for one in ("refused", "conflict", "faulty"))
        return max(exit_code(self.diagnostics), int(left or self.stopped))

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        told = as_dicts(self.diagnostics)
        return {"counts": dict(self.counts), "stopped": self.stopped, "diagnostics": told}


def run(desk: Desk, request: Request, heard: Callable[[ToldUnit], object]) -> Result:
    """Do it; `heard` is told of each plan as it is done, in no order that means anything."""
    counts: dict[BulkStatus, int] = {}
    of_plans: set[Diagnostic] = set()

    def tell(unit: ToldUnit) -> None:
        counts[unit.status] = counts.get(unit.status, 0) + 1
        of_plans.update(unit.diagnostics)
        heard(unit)

    found: Iterable[Diagnostic] = ()
    stopped = False
    try:
        found = _ACTS[request.kind](desk, request.plan, tell)
    except StoppedError:
        stopped = True
    return Result(counts, [one for one in found if one not in of_plans], stopped)


def _derive(desk: Desk, plan: str, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    def heard(done: Done) -> None:
        tell(ToldUnit(done.status, done.plan, done.source, "", done.diagnostics))

    return derive.run(desk, derive.Request(plan, everyone=True), heard).diagnostics


def _update(desk: Desk, plan: str, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    """An approved text is closed until it is returned: it waits for a person."""
    names: dict[str, BulkStatus] = {"updated": "written", "conflict": "conflict"}
    names |= {"unchanged": "unchanged", "refused": "refused"}
    space, open_ = desk.workspace, []
    for path in space.followers.get(plan, ()):
        ma = head_of(path).ma
        if process.state_now(space, ma) == process.APPROVED:
            tell(_of_file("closed", path, []))
        else:
            open_.append(str(path))

    def heard(done: update.UpdatedFile) -> None:
        tell(_of_file(names[done.status], Path(done.file), done.diagnostics))

    if not open_:
        return ()
    return update.run(desk, update.Request(tuple(open_)), heard).diagnostics


def _check(desk: Desk, plan: str, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    del plan

    def heard(done: Done) -> None:
        status: BulkStatus = "refused"
        if done.target:
            worst = max((one.severity for one in done.diagnostics), key=_weight, default=None)
            status = _CHECKED.get(worst, "clean")
        tell(_of_file(status, Path(done.source), done.diagnostics))

    return check.run(desk, check.Request(), heard).diagnostics


_CHECKED: dict[Severity | None, BulkStatus] = {Severity.ERROR: "faulty", Severity.WARNING: "noted"}


def _weight(severity: Severity) -> int:
    return (Severity.INFO, Severity.WARNING, Severity.ERROR).index(severity)


def _pdf(desk: Desk, plan: str, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    """A plan is done when its PDF is there: told as it is printed, not as it is written."""
    del plan
    waiting: dict[Path, Path] = {}
    """The .docx → the plan's file."""

    def heard(done: Done) -> None:
        if done.status == "refused":
            tell(_of_file("refused", Path(done.source), done.diagnostics))
        else:
            waiting[Path(done.target)] = Path(done.source)

    def listening(items: Iterable[Any], total: int, label: str) -> Iterator[Any]:
        for item in desk.progress(items, total, label):
            if isinstance(item, PrintedFile) and item.pages is not None:
                tell(_of_file("printed", waiting.pop(item.docx), []))
            yield item

    made = render.run(replace(desk, progress=listening), render.Request(pdf=True), heard)
    for target, source in waiting.items():  # printed by the office program, or not at all
        there = str(target) in made.pages
        tell(_of_file("printed" if there else "refused", source, []))
    return made.diagnostics


def _of_file(status: BulkStatus, path: Path, found: list[Diagnostic]) -> ToldUnit:
    """What became of the plan in a file, by its id and agency as far as they can be read."""
    try:
        return ToldUnit(status, head_of(path).ma, issuer_of(path), path.stem, found)
    except OSError:  # gone meanwhile
        return ToldUnit(status, "", "", path.stem, found)


_ACTS = {"derive": _derive, "update": _update, "check": _check, "pdf": _pdf}
