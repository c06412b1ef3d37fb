"""`receive`: one file that came from outside, taken among the plans of the workspace."""

from __future__ import annotations

import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.text.spelling import unmarked
from generator.workspace.windows import no_device

if TYPE_CHECKING:
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.read.imported import Revisions
    from generator.read.rebuild.import_report import Left
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

FOLDER = "nhan"
"""Below the folder of plans: what came from outside."""


class Request(NamedTuple):
    """Which file."""

    file: Path
    """Word, PDF, a scan, text, or a plan of this program (.toml)."""
    revisions: Revisions | None = None
    """What becomes of tracked changes; None: a file that has some is refused."""
    replace: bool = False
    """Whether the plan takes the place of the one with its id, if nobody has edited that one."""


class Result(NamedTuple):
    """The plan that was read, and where it is kept."""

    plan: KeHoach | None
    status: Literal["written", "known", "replaced", "refused"]
    """`known`: a plan with this id is there already, and stays as it is."""
    target: str
    diagnostics: list[Diagnostic]
    left: list[Left] = []  # noqa: RUF012 - never changed
    """Words of the file that have no place in the plan."""
    units: tuple[str, ...] = ()
    """Agencies directly below the issuing one: for whom a plan may be derived."""
    differences: tuple[str, ...] = ()
    """What the file says otherwise than the plan that is there already, in sentences."""
    stays: bool = False
    """Whether nothing takes the place of the plan that is there: a person has edited it, or it
    is the office's own, derived or issued."""

    @property
    def exit_code(self) -> int:
        """1 when the file could not be made a plan."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan.van_ban.ma if self.plan is not None else None,
            "status": self.status,
            "target": self.target,
            "left": [left.as_dict() for left in self.left],
            "units": list(self.units),
            "differences": list(self.differences),
            "stays": self.stays,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Read a file and keep its plan. Raises OSError.

    A plan that is there stays, and how the file differs is told; it is replaced only where that
    is asked for, nobody has edited it, and it is no plan of the office's own. Ids stay, so
    that plans derived from it are updated.
    """
    from generator.workspace.files import write_atomic

    workspace = desk.workspace
    plan, text, found, left = _read(workspace, request)
    if plan is None:
        return Result(None, "refused", "", found, left)
    units = units_below(desk, plan)
    if not workspace.plan_index.get(plan.van_ban.ma):
        plan = _under_its_id(workspace, plan)
    there = workspace.plan_index.get(plan.van_ban.ma, [])
    target = (
        there[0] if there else workspace.plans_dir / FOLDER / f"{no_device(plan.van_ban.ma)}.toml"
    )
    if there or target.exists():
        known = Result(plan, "known", workspace.shown(target), found, left, units)
        return _once_more(desk, request, known, target)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, text.encode(), durable=True)
    return Result(plan, "written", workspace.shown(target), found, left, units)


def _once_more(desk: Desk, request: Request, known: Result, target: Path) -> Result:
    """A plan that came again: how it differs, and whether it takes the place of the first."""
    from generator.plan.emit import emit
    from generator.plan.toml import load_plan
    from generator.read.imported import seal
    from generator.verbs.keep_ids import keep_ids
    from generator.workspace.files import replace_plan

    digest = sha256(target.read_bytes()).hexdigest()
    old, _found = load_plan(target)
    if old is None or known.plan is None:
        return known
    before, new = old.source.text, known.plan.van_ban
    # what a person has entered stays where the file does not say it
    new.so = old.plan.van_ban.so if new.so is None else new.so
    new.ngay = old.plan.van_ban.ngay if new.ngay is None else new.ngay
    head = "".join(line for line in before.splitlines(keepends=True)[:2] if line.startswith("#"))
    text = seal(emit(keep_ids(old.plan, known.plan), head))
    differences = _differences(desk, target, text)
    own = old.plan.dan_xuat is not None or old.plan.phat_hanh is not None
    known = known._replace(differences=differences, stays=own or not _as_it_came(desk, old))
    if not request.replace or not differences or known.stays:
        return known
    problem = replace_plan(target, digest, text.encode(), known.target)
    if problem is not None:
        return known._replace(diagnostics=[*known.diagnostics, problem])
    return known._replace(status="replaced")


def _as_it_came(desk: Desk, now: Loaded) -> bool:
    """Whether nobody has changed a word of what was read; entering its number is none."""
    from generator.plan.toml import parse_plan
    from generator.read.imported import is_unedited
    from generator.verbs import edit
    from generator.workspace.bases import Bases

    if is_unedited(now.source.text):
        return True
    first = next(iter(edit.entries(desk, now.plan.van_ban.ma)), {})
    text = Bases(desk.workspace.root).find(first.get("before", ""))
    came = parse_plan(text.encode(), "")[0] if text is not None and is_unedited(text) else None
    return came is not None and _numberless(came.plan) == _numberless(now.plan)


def _numberless(plan: KeHoach) -> KeHoach:
    return replace(plan, van_ban=replace(plan.van_ban, so=None, ngay=None))


def _under_its_id(workspace: Workspace, plan: KeHoach) -> KeHoach:
    """A plan under the id by which it is here already, though it came without its number then.

    Ids of an import come of number and agency: the signed copy would be another plan, and what
    was derived from the first would hear nothing of it. The same are plans of one agency with one
    subject, of which no two have different numbers, or days of different years.
    """
    from generator.verbs import plans

    head, found = plan.van_ban, []
    for path in sorted((workspace.plans_dir / FOLDER).glob("*.toml")):
        facts, _why = plans.row_facts(workspace, path)
        if facts is not None and facts.head.ma in workspace.plan_index:
            other = facts.head
            same = [
                (one.co_quan, one.loai, unmarked(one.trich_yeu).casefold()) for one in (head, other)
            ]
            numbers = {one.so for one in (head, other)} - {None}
            years = {day.year for day in (plan.day(), facts.day) if day is not None}
            if same[0] == same[1] and len(numbers) < 2 and len(years) < 2:
                found.append(other.ma)
    if len(found) != 1:
        return plan
    return replace(plan, van_ban=replace(head, ma=found[0]))


def _differences(desk: Desk, target: Path, text: str) -> tuple[str, ...]:
    from generator.plan.wording import plain
    from generator.verbs import diff

    with tempfile.TemporaryDirectory(prefix="kehoach-nhan-") as folder:
        fresh = Path(folder) / target.name
        fresh.write_text(text, "utf-8")
        told = diff.run(desk, diff.Request(str(target), str(fresh)))
    if told.difference is None or told.words is None:
        return ()
    say = told.words.say
    return tuple(
        f"{say(one)}: “{plain(one.new)}”" if one.kind == "text" else say(one)
        for one in told.difference.changes
    )


def units_below(desk: Desk, plan: KeHoach) -> tuple[str, ...]:
    """Agencies directly below the issuing one: for whom a plan may be derived."""
    from generator.cascade.deriving.below import lower_units

    return tuple(lower_units(desk.workspace, plan))


def _read(
    workspace: Workspace, request: Request
) -> tuple[KeHoach | None, str, list[Diagnostic], list[Left]]:
    from generator.plan.toml import load_plan
    from generator.read.imported import import_file
    from generator.verbs.plans_named import with_plans_named

    if request.file.suffix.lower() == ".toml":
        loaded, found = load_plan(request.file)
        return (loaded.plan, loaded.source.text, found, []) if loaded else (None, "", found, [])
    made = import_file(request.file, workspace, request.revisions)
    if made.plan is not None:
        made = with_plans_named(made, made.plan, request.file, workspace)
    return made.plan, made.text, made.diagnostics, made.left
