"""`import`: existing plans in Word, PDF or text made TOML; nothing of a person's is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Place, Severity, error, exit_code
from generator.locale import _
from generator.read.imported import header, import_file, is_unedited, seal
from generator.verbs.check_plans import PlanIds
from generator.verbs.plans_named import with_plans_named
from generator.workspace.batch import Job, Status, losses, named, unheard
from generator.workspace.files import (
    os_diagnostic,
    replace_plan,
    sweep_leftovers,
    write_atomic,
)
from generator.workspace.index import head_in
from generator.workspace.spool import Each, Findings, Spool, plain, told
from generator.workspace.workspace import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.read.imported import ImportedFile, Revisions
    from generator.read.rebuild.import_report import Left
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace


class Request(NamedTuple):
    """Which files, and where their plans go."""

    files: tuple[Path, ...]
    out: Path | None = None
    """A .toml for one file, else a folder; None: the folder of the workspace's plans, and beside
    the source where that is in it, or where there is no workspace."""
    revisions: Revisions | None = None
    """What becomes of tracked changes; None: a file that has some is refused."""
    tasks: bool = False
    """Store what its sentences order and the targets of its tables, for a person to judge."""
    explain: bool = False
    """Also tell the role of each line, and why it has it."""


class LineRole(NamedTuple):
    """What a line of a source was taken for."""

    where: str
    text: str
    role: str
    score: float
    reasons: tuple[str, ...]


class TakenFile(NamedTuple):
    """What became of one file."""

    source: str
    target: str
    status: Status
    left: tuple[Left, ...]
    """What is not in the plan, and why."""
    diagnostics: list[Diagnostic]
    lines: tuple[LineRole, ...] | None = None
    """Where the roles of lines are to be explained."""
    plan: str = ""
    """The id of its plan."""

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        found: dict[str, Any] = {
            "source": self.source,
            "target": self.target,
            "status": self.status,
            "left": [left.as_dict() for left in self.left],
        }
        if self.lines is not None:
            found["lines"] = [{**one._asdict(), "reasons": list(one.reasons)} for one in self.lines]
        return found


class Result(NamedTuple):
    """What became of all files, in their order."""

    items: Sequence[TakenFile]
    diagnostics: Sequence[Diagnostic]
    asked: int = 0
    """How many files; fewer items where the work was broken off, or two had one target."""

    @property
    def exit_code(self) -> int:
        """1 when a file was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        return {
            "asked": self.asked,
            "results": Each(TakenFile.as_dict, self.items),
            "diagnostics": told(self.diagnostics),
        }


def run(desk: Desk, request: Request, heard: Callable[[TakenFile], object] = unheard) -> Result:
    """Import files; `heard` is told of each as it is done."""
    workspace = desk.workspace
    targets = _targets(workspace, request)
    if targets is None:
        message = _("Nhiều tệp nguồn thì -o phải là một thư mục.")
        return Result([], [error("LN005", message)])
    workspace.read_registries()
    items = Spool[TakenFile]()
    pairs, clashes = _apart(list(zip(request.files, targets, strict=True)))
    found = Findings()
    found.take([*workspace.diagnostics, *clashes])
    job = ImportJob(
        workspace.home,
        tuple(dict.fromkeys(target.parent for _source, target in pairs)),
        request._replace(files=(), out=None),
    )
    for folder in job.folders:
        sweep_leftovers(folder)
    work = desk.crew.do(job, pairs, _Importer(workspace, job.request))
    with losses(found.add):
        for item in desk.progress(work, len(pairs), _("Nhập")):
            found.take(item.diagnostics)
            items.add(item._replace(diagnostics=[]))
            heard(item)
    found.take(_twice(workspace, items))
    return Result(items, found, len(request.files))


def _twice(workspace: Workspace, items: Iterable[TakenFile]) -> list[Diagnostic]:
    """Ids that several of the plans have, or one of them and one of the workspace: warnings."""
    ids = PlanIds()
    plans = workspace.plans_dir.resolve()
    for item in items:
        if item.status == "refused" or not item.plan:
            continue
        target = (workspace.base / item.target).resolve()
        ids.take(item.plan, str(target))
        if target.is_relative_to(plans):
            for other in workspace.plan_index.get(item.plan, ()):
                ids.take(item.plan, str(other.resolve()))
    return [one._replace(severity=Severity.WARNING) for one in ids.twice()]


def _apart(
    pairs: list[tuple[Path, Path]],
) -> tuple[list[tuple[Path, Path]], list[Diagnostic]]:
    """The files that have a target of their own; NH005 for the second of one target."""
    owner: dict[Path, Path] = {}
    found = []
    for source, target in pairs:
        other = owner.setdefault(target.resolve(), source)
        if other is not source:
            message = _("{mot} và {hai} cùng ghi ra {tep}")
            message = message.format(mot=other, hai=source, tep=target)
            found.append(error("NH005", message, Place(str(source), "")))
    return [
        (source, target) for source, target in pairs if owner[target.resolve()] is source
    ], found


def _targets(workspace: Workspace, request: Request) -> list[Path] | None:
    """Where each file goes; None for many files and one target."""
    files, out = request.files, request.out
    if out is not None and out.suffix == ".toml" and not out.is_dir():
        return [out] if len(files) == 1 else None
    return [(out or _among_plans(workspace, source)) / f"{source.stem}.toml" for source in files]


def _among_plans(workspace: Workspace, source: Path) -> Path:
    """The folder in which a plan is looked for: of the workspace's plans, or the source's own."""
    plans = workspace.plans_dir
    beside = workspace.root == shipped() or source.resolve().is_relative_to(plans.resolve())
    return source.parent if beside or not plans.is_dir() else plans


class _Importer:
    """Reads file after file and writes their plans."""

    def __init__(self, workspace: Workspace, request: Request) -> None:
        self.workspace, self.request = workspace, request

    def __call__(self, pair: tuple[Path, Path]) -> TakenFile:
        """Read one file and write its plan."""
        source, target = pair
        made = import_file(source, self.workspace, self.request.revisions)
        if made.plan is not None:
            made = _as_before(made, made.plan, source, target)
        if made.plan is not None:
            made = with_plans_named(made, made.plan, source, self.workspace)
        if self.request.tasks and made.plan is not None:
            made = _with_tasks(made, made.plan, source, self.workspace)
        status: Status = "refused"
        problems = list(made.diagnostics)
        if made.plan is not None:
            status, refused = _write(made.text, source, target)
            problems += refused
        lines = _roles(made) if self.request.explain else None
        shown = self.workspace.shown(target)
        plan = made.plan.van_ban.ma if made.plan is not None else ""
        return TakenFile(made.source, shown, status, tuple(made.left), problems, lines, plan)


def _roles(made: ImportedFile) -> tuple[LineRole, ...]:
    """The roles of the lines of a document, but for empty ones."""
    decisions = made.reading.decisions if made.reading is not None else ()
    return tuple(
        LineRole(d.line.place.where, d.line.full, d.role, d.score, tuple(d.reasons))
        for d in decisions
        if d.role != "trong"
    )


@dataclass(frozen=True)
class ImportJob(Job["tuple[Path, Path]", TakenFile]):
    """Read documents and write their plans: (source, target)."""

    home: Home
    folders: tuple[Path, ...]
    """Of the targets."""
    request: Request
    """Without the files."""

    def open(self) -> Callable[[tuple[Path, Path]], TakenFile]:
        """What reads file after file."""
        return _Importer(self.home.open(), self.request)

    def lost(self, item: tuple[Path, Path], fault: Diagnostic) -> TakenFile:
        """A file nobody has read."""
        return TakenFile(named(item), "", "refused", (), [fault])

    def reads(self) -> tuple[Path, ...]:
        """What decides on the names that are recognised."""
        return self.home.settled()

    def guarded(self) -> Path | None:
        """The workspace, where a plan goes into it."""
        root = self.home.root.resolve()
        inside = any(folder.resolve().is_relative_to(root) for folder in self.folders)
        return self.home.root if inside else None

    def writes(self) -> tuple[Path, ...]:
        """The folders of the plans."""
        return self.folders


def _as_before(made: ImportedFile, plan: KeHoach, source: Path, target: Path) -> ImportedFile:
    """The plan with the ids that it has in the file it is about to replace."""
    if not target.is_file():
        return made
    from generator.plan.emit import emit
    from generator.plan.toml import load_plan
    from generator.verbs.keep_ids import keep_ids

    old, _found = load_plan(target)
    if old is None or old.plan.van_ban.ma != plan.van_ban.ma:
        return made
    again = keep_ids(old.plan, plan)
    return made._replace(plan=again, text=seal(emit(again, header(source))))


def _with_tasks(
    made: ImportedFile, plan: KeHoach, source: Path, workspace: Workspace
) -> ImportedFile:
    """The plan with what it orders in sentences, and promises in tables, as records of its own."""
    from generator.cascade.tasks.all_tasks import proposals
    from generator.plan.emit import emit
    from generator.progress.goals import targets_of

    plan.giao_viec, agencies = proposals(plan, workspace.registry)
    plan.co_quan_moi = [*plan.co_quan_moi, *agencies]
    plan.chi_tieu = targets_of(plan, workspace.registry.extended(plan.co_quan_moi))
    return made._replace(text=seal(emit(plan, header(source))))


def _of_another(old: str, text: str, source: Path) -> bool:
    """Whether a plan was imported from another source, or is another plan."""
    ids = {head_in(one.encode()).ma for one in (old, text)}
    return len(ids) > 1 or source.name not in old.partition("\n")[0]


def _write(text: str, source: Path, target: Path) -> tuple[Status, list[Diagnostic]]:
    place = Place(str(target), "")
    try:
        if target.exists():
            data = target.read_bytes()
            digest = sha256(data).hexdigest()
            old = data.decode("utf-8", errors="replace").replace("\r\n", "\n")
            if old == text:
                return "unchanged", []
            if not is_unedited(old):
                message = _("Không ghi đè {tep}: tệp này đã có người sửa").format(tep=target)
                hint = _("Ghi ra tệp khác bằng -o.")
                return "refused", [error("NH004", message, place, hint)]
            if target.stem == source.stem and _of_another(old, text, source):
                message = _("Không ghi đè {tep}: tệp này nhập từ một tệp nguồn khác cùng tên")
                hint = _("Ghi ra tệp khác bằng -o.")
                return "refused", [error("NH005", message.format(tep=target), place, hint)]
            refused = replace_plan(target, digest, text.encode(), str(target))
            return ("refused", [refused]) if refused is not None else ("written", [])
        write_atomic(target, text.encode(), durable=True)
    except OSError as fault:
        return "refused", [os_diagnostic(fault)]
    return "written", []
