"""`receive`: one file that came from outside, taken among the plans of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.workspace.windows import no_device

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.model import KeHoach
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


class Result(NamedTuple):
    """The plan that was read, and where it is kept."""

    plan: KeHoach | None
    status: Literal["written", "known", "refused"]
    """`known`: a plan with this id is there already, and stays as it is."""
    target: str
    diagnostics: list[Diagnostic]
    left: list[Left] = []  # noqa: RUF012 - never changed
    """Words of the file that have no place in the plan."""
    units: tuple[str, ...] = ()
    """Agencies directly below the issuing one: for whom a plan may be derived."""

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
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Read a file and keep its plan; no plan that is there is overwritten. Raises OSError."""
    from generator.workspace.files import write_atomic

    workspace = desk.workspace
    plan, text, found, left = _read(workspace, request)
    if plan is None:
        return Result(None, "refused", "", found, left)
    units = units_below(desk, plan)
    there = workspace.plan_index.get(plan.van_ban.ma, [])
    target = (
        there[0] if there else workspace.plans_dir / FOLDER / f"{no_device(plan.van_ban.ma)}.toml"
    )
    if there or target.exists():
        return Result(plan, "known", workspace.shown(target), found, left, units)
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(target, text.encode(), durable=True)
    return Result(plan, "written", workspace.shown(target), found, left, units)


def units_below(desk: Desk, plan: KeHoach) -> tuple[str, ...]:
    """Agencies directly below the issuing one: for whom a plan may be derived."""
    from generator.cascade.deriving.below import lower_units

    return tuple(lower_units(desk.workspace, plan))


def _read(
    workspace: Workspace, request: Request
) -> tuple[KeHoach | None, str, list[Diagnostic], list[Left]]:
    from generator.plan.toml import load_plan
    from generator.read.imported import import_file

    if request.file.suffix.lower() == ".toml":
        loaded, found = load_plan(request.file)
        return (loaded.plan, loaded.source.text, found, []) if loaded else (None, "", found, [])
    made = import_file(request.file, workspace, request.revisions)
    return made.plan, made.text, made.diagnostics, made.left
