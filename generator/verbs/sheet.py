"""`sheet`: tasks and targets of a plan out to .xlsx and, edited, back by a three-way merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from generator.cascade.changing.rewrite import rewritten
from generator.cascade.tasks.all_tasks import proposals
from generator.diagnostics import (
    FINDINGS,
    Diagnostic,
    Place,
    as_dicts,
    error,
    exit_code,
    has_errors,
    warning,
)
from generator.locale import _
from generator.plan.check import open_conflicts
from generator.plan.toml import parse_plan
from generator.progress.form_tables import read_pages
from generator.progress.sheets import FACTS_SHEET
from generator.pulling.base import base_text
from generator.pulling.plan_merge import MismatchError, contested, merge
from generator.pulling.worksheet import MARK, as_worksheet, tables
from generator.pulling.worksheet_edits import AgencyCells, SheetEdits
from generator.workspace.bases import Bases, fingerprint
from generator.workspace.files import os_diagnostic, read_whole, replace_plan, write_atomic
from generator.workspace.naming import one_plan

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Task = Literal["export", "import"]
State = Literal["written", "unchanged", "conflict", "refused"]


class Request(NamedTuple):
    """Which plan goes out, or which edited file comes back."""

    task: Task
    plan: str = ""
    """Of an import "": the plan that the file names."""
    file: Path | None = None
    """Where to write; None: below the folder of output. Of an import: the edited file."""
    write: bool = True
    """False: only tell what would be written."""


class Result(NamedTuple):
    """What became of it."""

    source: str
    target: str
    status: State
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when something was refused or waits for a choice."""
        return exit_code(self.diagnostics) or (FINDINGS if self.status == "conflict" else 0)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "source": self.source, "target": self.target, "status": self.status,
            "diagnostics": as_dicts(self.diagnostics),
        }  # fmt: skip


def run(desk: Desk, request: Request) -> Result:
    """Write the sheet of a plan, or bring an edited one back. Raises OSError."""
    return _out(desk, request) if request.task == "export" else _back(desk, request)


def _bodies(workspace: Workspace, plan: KeHoach) -> AgencyCells:
    from generator.read.rebuild.named_agencies import Names

    registry, day = workspace.registry.extended(plan.co_quan_moi), plan.day()
    names = Names(registry, day, "")
    names.of(plan.van_ban.co_quan)

    def short(id_: str) -> str:
        agency = registry.get(id_, day)
        return agency.ten_ngan if agency is not None else id_

    def find(name: str) -> str | None:
        if registry.get(name, day) is not None:
            return name
        return names.find(name, any_form=True)

    return AgencyCells(short, find)


def _with_said(workspace: Workspace, plan: KeHoach) -> KeHoach:
    """The plan with records for all that its sentences order, as `kehoach tasks --write` does."""
    new, agencies = proposals(plan, workspace.registry)
    return replace(
        plan, giao_viec=[*plan.giao_viec, *new], co_quan_moi=[*plan.co_quan_moi, *agencies]
    )


# ------------------------------------------------------------------------------ out


def _out(desk: Desk, request: Request) -> Result:
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    if path is None:
        return Result(request.plan, "", "refused", problems)
    shown = workspace.shown(path)
    loaded, problems = parse_plan(path.read_bytes(), shown)
    if loaded is None:
        return Result(shown, "", "refused", problems)
    plan = _with_said(workspace, loaded.plan)
    data = as_worksheet(plan, fingerprint(loaded.source.text), _bodies(workspace, plan).short)
    if not tables(plan) and not plan.chi_tieu and not plan.giao_viec:
        message = _("Kế hoạch này không có nhiệm vụ hay chỉ tiêu nào")
        return Result(shown, "", "refused", [error("KE834", message, Place(shown, ""))])
    target = request.file or workspace.output_dir / f"{path.stem}.xlsx"
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=workspace.shown(target))
        return Result(shown, "", "refused", [error("LN052", message, None)])
    Bases(workspace.root).keep_rendered(loaded.source.text)
    write_atomic(target, data)
    return Result(shown, workspace.shown(target), "written", [])


# ------------------------------------------------------------------------------ back


def _back(desk: Desk, request: Request) -> Result:
    workspace = desk.workspace
    assert request.file is not None  # noqa: S101 - the doors ask for it
    shown = workspace.shown(request.file)
    try:
        data = read_whole(request.file)
    except OSError as fault:
        return Result(shown, "", "refused", [os_diagnostic(fault)])
    pages, problems = read_pages(data, shown)
    facts = [row[0].text for row in pages.pop(FACTS_SHEET, []) if row]
    if has_errors(problems) or len(facts) < 3 or facts[0] != MARK:
        if not has_errors(problems):
            message = _("Tệp này không phải bảng do kehoach sheet export viết ra")
            problems.append(error("KE834", message, Place(shown, "")))
        return Result(shown, "", "refused", problems)
    path, found = one_plan(workspace, request.plan or facts[1])
    if path is None:
        return Result(shown, "", "refused", [*problems, *found])
    file = path.read_bytes()
    mine, found = parse_plan(file, workspace.shown(path))
    if mine is None:
        return Result(shown, "", "refused", [*problems, *found])
    if mine.plan.van_ban.ma != facts[1]:
        message = _("Bảng này của kế hoạch {ma}").format(ma=facts[1])
        return Result(shown, "", "refused", [error("KE834", message, Place(shown, ""))])
    base = _base(workspace, path, mine, facts[2])
    if base is None:
        message = _("Không còn bản kế hoạch lúc xuất bảng nên không biết ai sửa chỗ nào")
        return Result(shown, "", "refused", [error("KE803", message, Place(shown, ""))])
    full = _with_said(workspace, base)
    edits = SheetEdits(full, _bodies(workspace, full), shown)
    edits.take(pages, dict(fact.split("=", 1) for fact in facts[3:] if "=" in fact))
    problems += edits.problems
    if has_errors(problems):
        return Result(shown, workspace.shown(path), "refused", problems)
    theirs, own = edits.plan, mine.plan
    if theirs.giao_viec == full.giao_viec:  # proposals that nobody touched are not stored
        theirs = replace(theirs, giao_viec=base.giao_viec, co_quan_moi=base.co_quan_moi)
    else:
        base, own = full, _with_said(workspace, own)
    sides = SheetSides(base, theirs, own)
    status, told = _merged(workspace, path, file, mine, sides, write=request.write)
    return Result(shown, workspace.shown(path), status, problems + told)


class SheetSides(NamedTuple):
    """The plan as it went out, as the sheet has it, and as it is now."""

    base: KeHoach
    theirs: KeHoach
    mine: KeHoach


def _base(workspace: Workspace, path: Path, mine: Loaded, digest: str) -> KeHoach | None:
    text = base_text(workspace, path, mine.source.text, digest)
    loaded, _found = parse_plan(text.encode(), "") if text is not None else (None, [])
    return loaded.plan if loaded is not None else None


def _merged(
    workspace: Workspace, path: Path, file: bytes, mine: Loaded, sides: SheetSides, *, write: bool
) -> tuple[State, list[Diagnostic]]:  # fmt: skip
    shown = workspace.shown(path)
    try:
        new = merge(*sides)
    except MismatchError as fault:
        message = _("Mã “{ma}” nay chỉ loại nội dung khác, không gộp được")
        return "refused", [error("KE802", message.format(ma=fault.args[0]), Place(shown, ""))]
    told = contested(*sides, shown)
    if new == mine.plan:
        return "unchanged", told
    made = rewritten(file, mine, new)
    if made.data is None or made.loaded is None:
        return "refused", made.diagnostics
    before = {str(d.message) for d in open_conflicts(mine)}
    conflicts = [d for d in open_conflicts(made.loaded) if str(d.message) not in before]
    if conflicts:
        message = _("Cả bảng và kế hoạch cùng sửa {so} chỗ từ khi xuất").format(so=len(conflicts))
        hint = _("Chọn bằng kehoach resolve: --above là bảng, --mine là bản kế hoạch")
        told += [warning("KE807", message, Place(shown, ""), hint), *conflicts]
    if write:
        refused = replace_plan(path, mine.source.digest, made.data, shown)
        if refused is not None:
            return "refused", [refused]
    return ("conflict" if conflicts else "written"), told
