"""`import`: existing plans in Word, PDF or text made TOML; nothing of a person's is overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, as_dicts, error, exit_code
from generator.locale import _
from generator.read.imported import header, import_file, is_unedited, seal
from generator.workspace.batch import Status, unheard
from generator.workspace.files import os_diagnostic, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.read.imported import Imported, Revisions
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which files, and where their plans go."""

    files: tuple[Path, ...]
    out: Path | None = None
    """A .toml for one file, else a folder; None: beside each source."""
    revisions: Revisions | None = None
    """What becomes of tracked changes; None: a file that has some is refused."""
    tasks: bool = False
    """Store what its sentences order and the targets of its tables, for a person to judge."""


class Taken(NamedTuple):
    """What became of one file."""

    made: Imported
    target: str
    status: Status

    def as_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """For programs; `explain` adds the role of each line and why it has it."""
        found: dict[str, Any] = {
            "source": self.made.source,
            "target": self.target,
            "status": self.status,
            "left": [left.as_dict() for left in self.made.left],
        }
        if explain and self.made.reading is not None:
            found["lines"] = [
                {
                    "where": d.line.place.where,
                    "text": d.line.full,
                    "role": d.role,
                    "score": d.score,
                    "reasons": list(d.reasons),
                }
                for d in self.made.reading.decisions
                if d.role != "trong"
            ]
        return found


class Result(NamedTuple):
    """What became of all files, in their order."""

    items: list[Taken]
    diagnostics: list[Diagnostic]
    explain: bool = False
    """Whether `as_dict` tells the roles of lines."""

    @property
    def exit_code(self) -> int:
        """1 when a file was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "results": [item.as_dict(explain=self.explain) for item in self.items],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request, heard: Callable[[Taken], object] = unheard) -> Result:
    """Import files; `heard` is told of each as it is done."""
    workspace = desk.workspace
    targets = _targets(request)
    if targets is None:
        message = _("Nhiều tệp nguồn thì -o phải là một thư mục.")
        return Result([], [error("LN005", message)])
    workspace.read_registries()
    items: list[Taken] = []
    found = list(workspace.diagnostics)
    owner: dict[Path, Path] = {}
    work = list(zip(request.files, targets, strict=True))
    for source, target in desk.progress(work, len(work), _("Nhập")):
        if (other := owner.setdefault(target.resolve(), source)) is not source:
            message = _("{mot} và {hai} cùng ghi ra {tep}")
            message = message.format(mot=other, hai=source, tep=target)
            found.append(error("NH005", message, Place(str(source), "")))
            continue
        item, problems = _take(workspace, source, target, request)
        found += problems
        items.append(item)
        heard(item)
    return Result(items, found)


def _targets(request: Request) -> list[Path] | None:
    """Where each file goes; None for many files and one target."""
    files, out = request.files, request.out
    if out is not None and out.suffix == ".toml" and not out.is_dir():
        return [out] if len(files) == 1 else None
    return [(out or source.parent) / f"{source.stem}.toml" for source in files]


def _take(
    workspace: Workspace, source: Path, target: Path, request: Request
) -> tuple[Taken, list[Diagnostic]]:
    """Read one file and write its plan."""
    made = import_file(source, workspace, request.revisions)
    if request.tasks and made.plan is not None:
        made = _with_tasks(made, made.plan, source, workspace)
    status: Status = "refused"
    problems = list(made.diagnostics)
    if made.plan is not None:
        status, refused = _write(made.text, target)
        problems += refused
    return Taken(made, workspace.shown(target), status), problems


def _with_tasks(made: Imported, plan: KeHoach, source: Path, workspace: Workspace) -> Imported:
    """The plan with what it orders in sentences, and promises in tables, as records of its own."""
    from generator.cascade.tasks.all_tasks import proposals
    from generator.plan.emit import emit
    from generator.progress.goals import targets_of

    plan.giao_viec, agencies = proposals(plan, workspace.registry)
    plan.co_quan_moi = [*plan.co_quan_moi, *agencies]
    plan.chi_tieu = targets_of(plan)
    return made._replace(text=seal(emit(plan, header(source))))


def _write(text: str, target: Path) -> tuple[Status, list[Diagnostic]]:
    try:
        if target.exists():
            old = target.read_text("utf-8", errors="replace")
            if old == text:
                return "unchanged", []
            if not is_unedited(old):
                message = _("Không ghi đè {tep}: tệp này đã có người sửa").format(tep=target)
                hint = _("Ghi ra tệp khác bằng -o.")
                return "refused", [error("NH004", message, Place(str(target), ""), hint)]
        write_atomic(target, text.encode(), durable=True)
    except OSError as fault:
        return "refused", [os_diagnostic(fault)]
    return "written", []
