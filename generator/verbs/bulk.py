"""`bulk`: one act on all plans concerned, told plan by plan; again, it completes the rest.

Each kind is a verb of its own over many files. Here stands on which plans it acts, and what became
of each in words that are the same for all of them.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, get_args

from generator.diagnostics import Diagnostic, Severity, as_dicts, exit_code
from generator.locale import _
from generator.verbs import check, derive, edit, process, render, update, versions, view
from generator.verbs.printing import PrintedFile
from generator.workspace.index import head_of, issuer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.workspace.batch import Done
    from generator.workspace.desk import Desk

Kind = Literal["derive", "update", "check", "pdf", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)
OF_A_PLAN: tuple[Kind, ...] = ("derive", "update")
"""What is done below one plan; the others are of the whole workspace."""
OF_A_RUN: tuple[Kind, ...] = ("undo",)
"""What is done to the plans that an update has changed."""
BulkStatus = Literal[
    "refused", "conflict", "faulty", "closed", "noted", "written", "restored", "printed", "clean",
    "unchanged",
]  # fmt: skip
STATUSES: tuple[BulkStatus, ...] = get_args(BulkStatus)
"""What waits for a person first."""


class Request(NamedTuple):
    """What is to be done; `plan`: below which plan."""

    kind: Kind
    plan: str = ""
    units: tuple[str, ...] = ()
    """Ids of the agencies for which plans are derived; none: all directly below."""
    undone: tuple[tuple[str, str, str], ...] = ()
    """Of an update that is taken back: plan, fingerprints of its text before and after."""


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
    texts: tuple[str, str] | None = None
    """Of an updated plan: fingerprints of its text before and after, by which it is undone."""


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
        found = _ACTS[request.kind](desk, request, tell)
    except StoppedError:
        stopped = True
    return Result(counts, [one for one in found if one not in of_plans], stopped)


def _derive(
    desk: Desk, request: Request, tell: Callable[[ToldUnit], object]
) -> Iterable[Diagnostic]:
    def heard(done: Done) -> None:
        tell(ToldUnit(done.status, done.plan, done.source, "", done.diagnostics))

    asked = derive.Request(request.plan, request.units, everyone=not request.units)
    return derive.run(desk, asked, heard).diagnostics


def _update(
    desk: Desk, request: Request, tell: Callable[[ToldUnit], object]
) -> Iterable[Diagnostic]:
    """An approved text is closed until it is returned: it waits for a person."""
    names: dict[str, BulkStatus] = {"updated": "written", "conflict": "conflict"}
    names |= {"unchanged": "unchanged", "refused": "refused"}
    space, open_ = desk.workspace, []
    for path in space.followers.get(request.plan, ()):
        ma = head_of(path).ma
        if process.state_now(space, ma) == process.APPROVED:
            tell(_of_file("closed", path, []))
        else:
            open_.append(str(path))

    def heard(done: update.UpdatedFile) -> None:
        if done.texts is not None:
            edit.recorded(desk, done.ma, *done.texts, {"what": "update"})
        told = _of_file(names[done.status], Path(done.file), done.diagnostics)
        tell(told._replace(texts=done.texts))

    if not open_:
        return ()
    return update.run(desk, update.Request(tuple(open_), both=True), heard).diagnostics


def _undo(desk: Desk, request: Request, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    """What an update made of plans is taken back where nobody has written in them since."""
    space, every = desk.workspace, request.undone
    for plan, before, after in desk.progress(every, len(every), _("Hoàn tác")):
        path = view.path_of(space, plan)
        if path is not None and process.state_now(space, plan) == process.APPROVED:
            tell(_of_file("closed", path, []))
            continue
        asked = versions.Request(plan, restore=before, act="restore", only=after)
        done = versions.run(desk, asked)
        status = _RESTORED[done.status]
        if path is None:
            tell(ToldUnit(status, plan, "", plan, done.diagnostics))
        else:
            tell(_of_file(status, path, done.diagnostics))
    return ()


_RESTORED: dict[str, BulkStatus] = {
    "restored": "restored", "unchanged": "unchanged", "refused": "refused",
}  # fmt: skip


def _check(
    desk: Desk, request: Request, tell: Callable[[ToldUnit], object]
) -> Iterable[Diagnostic]:
    del request

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


def _pdf(desk: Desk, request: Request, tell: Callable[[ToldUnit], object]) -> Iterable[Diagnostic]:
    """A plan is done when its PDF is there: told as it is printed, not as it is written."""
    del request
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


_ACTS = {"derive": _derive, "update": _update, "check": _check, "pdf": _pdf, "undo": _undo}
