"""`derive`: the plans of lower units from one plan, one or thousands."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.deriving.below import cascade_below, lower_units, remembered
from generator.diagnostics import Diagnostic, Place, error, exit_code
from generator.locale import _
from generator.workspace.bases import Bases
from generator.workspace.batch import Done, FileJob, Status, losses, unheard
from generator.workspace.files import (
    Together,
    os_diagnostic,
    sweep_leftovers,
    write_atomic,
    write_durably,
)
from generator.workspace.naming import named_agency, one_plan
from generator.workspace.reading import load
from generator.workspace.spool import Each, Findings, Spool, plain, told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from generator.cascade.deriving.derivation_sheet import DerivationSheet
    from generator.cascade.deriving.level_text import Derived
    from generator.plan.agencies import Agency
    from generator.plan.model import KeHoach
    from generator.workspace.batch import Crew
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Home, Workspace


class Request(NamedTuple):
    """From which plan, for whom."""

    parent: str
    """Path or id of the plan above."""
    units: tuple[str, ...] = ()
    """Ids of agencies below."""
    everyone: bool = False
    """All units directly below; then no unit is named."""
    out: Path | None = None
    """The folder of the results; None: that of the plan above."""
    sheet: Path | None = None
    """Where the derivation sheet goes: .html, .docx, .json, any other name as text."""
    sheets: bool = False
    """Whether the sheets come back as values, without a file as well."""


class Result(NamedTuple):
    """What became of each unit's plan, by their paths."""

    items: Sequence[Done]
    diagnostics: Sequence[Diagnostic]
    """Also what is left for the clerk in each plan."""
    sheets: list[DerivationSheet] = []  # noqa: RUF012 - a named tuple, made anew by each run
    """What became of each node of the plan above, for each plan that was made, where asked for."""
    sheet: str = ""
    """The file of the sheets, as it is shown."""
    asked: int = 0
    """For how many units; fewer items where the work was broken off."""

    @property
    def exit_code(self) -> int:
        """1 when a plan was refused."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return plain(self.parts())

    def parts(self) -> dict[str, Any]:
        """The same, what there is of each file as it is looked at."""
        return {
            "asked": self.asked,
            "results": Each(_told, self.items),
            **({"sheets": [one.as_dict() for one in self.sheets]} if self.sheets else {}),
            **({"written": self.sheet} if self.sheet else {}),
            "diagnostics": told(self.diagnostics),
        }


def _told(done: Done) -> dict[str, Any]:
    return {
        "unit": done.source,
        "target": done.target,
        "status": done.status,
        "dropped": [{"id": node, "rule": rule} for node, rule in done.dropped],
        "perhaps_ours": done.perhaps_ours,
    }


def run(desk: Desk, request: Request, heard: Callable[[Done], object] = unheard) -> Result:
    """Derive and write; `heard` is told of each plan as it is done."""
    workspace = desk.workspace
    own = workspace.settings.co_quan
    if own and not request.units and not request.everyone:
        request = request._replace(units=(own,))
    if bool(request.units) == request.everyone:
        message = _("Chọn --unit MÃ (một hoặc nhiều lần) hoặc --all.")
        return Result([], [error("LN008", message)])
    parent, problems = one_plan(workspace, request.parent)
    if parent is None:
        return Result([], problems)
    folder = request.out or parent.parent
    deriver = Deriver(workspace, parent, folder)
    if deriver.plan is None:
        return Result([], deriver.diagnostics + workspace.diagnostics)
    units, problems = _units(workspace, deriver.plan, request.units)
    if problems:
        return Result([], problems)
    folder.mkdir(parents=True, exist_ok=True)
    sweep_leftovers(folder)
    items = Spool[Done](lambda done: done.target)
    found = Findings()
    found.take(deriver.diagnostics)
    work = derive_files(deriver, units, desk.crew)
    with losses(found.add):
        for done in desk.progress(work, len(units), _("Dẫn xuất")):
            found.take(done.diagnostics)
            items.add(done._replace(diagnostics=[]))
            heard(done)
    found.take(workspace.diagnostics)
    sheets: list[DerivationSheet] = []
    if request.sheet is not None or request.sheets:
        made = [done.source for done in items if done.status != "refused"]
        sheets = [one for unit in made if (one := deriver.sheet(unit)) is not None]
    written = _write_sheet(desk, request.sheet, sheets) if request.sheet is not None else ""
    return Result(items, found, sheets, written, len(units))


def sheet_of_plan(desk: Desk, plan_id: str) -> tuple[DerivationSheet | None, list[Diagnostic]]:
    """The derivation sheet of a plan that was derived before, as the rules say today."""
    from generator.verbs.view import path_of

    workspace = desk.workspace
    path = path_of(workspace, plan_id)
    loaded, problems = load(workspace, path) if path is not None else (None, [])
    mark = loaded.plan.dan_xuat if loaded is not None else None
    above = path_of(workspace, mark.ke_hoach) if mark is not None else None
    parent, found = workspace.read_plan(above) if above is not None else (None, [])
    if path is None or loaded is None or above is None or parent is None:
        return None, [*problems, *found]
    folder, unit = path.parent, loaded.plan.van_ban.co_quan

    def made() -> DerivationSheet | None:
        return Deriver(workspace, above, folder).sheet(unit)

    sheet = remembered(workspace, parent, ("sheet", f"{unit} {folder}"), made)
    return sheet, [] if sheet is not None else Deriver(workspace, above, folder).diagnostics


def _write_sheet(desk: Desk, target: Path, sheets: list[DerivationSheet]) -> str:
    """Write the sheets in the form that the name of the file asks for. Raises OSError."""
    from generator.review.sheet_page import html_page, lines, text_page
    from generator.review.word_page import word_page

    kind = target.suffix.lower()
    if kind == ".docx":
        data = word_page(lines(sheets))
    elif kind == ".json":
        data = json.dumps([one.as_dict() for one in sheets], ensure_ascii=False, indent=1).encode()
    else:
        data = (html_page(sheets) if kind == ".html" else text_page(sheets)).encode()
    write_atomic(target, data)
    return desk.workspace.shown(target)


def _units(
    workspace: Workspace, plan: KeHoach, named: tuple[str, ...]
) -> tuple[list[str], list[Diagnostic]]:
    """The ids of the units to derive for; LN003 where there are none, LN004 for unknown ones."""
    if not named:
        found = lower_units(workspace, plan)
        message = _("Danh mục không có đơn vị trực thuộc {ten} vào ngày của kế hoạch.")
        told = message.format(ten=plan.van_ban.co_quan)
        return found, [] if found else [error("LN003", told)]
    units: list[str] = []
    problems: list[Diagnostic] = []
    for name in named:
        unit, found_ = named_agency(workspace.registry, name, plan.day())
        units += [unit] if unit is not None else []
        problems += found_
    return list(dict.fromkeys(units)), problems


class Deriver:
    """Derives the plans of lower units from one plan of a workspace."""

    def __init__(self, workspace: Workspace, parent: Path, folder: Path) -> None:
        self.workspace = workspace
        self.parent = parent
        self.folder = folder
        self.bases = Bases(workspace.root)
        self._write = write_durably
        loaded, self.diagnostics = load(workspace, parent)
        self.plan = loaded.plan if loaded else None
        """The plan above; None when something is wrong with it."""
        self.cascade, problems = cascade_below(workspace, loaded, folder)
        self.diagnostics += problems

    def __call__(self, unit: str) -> Done:
        """Derive the plan of one unit and write it; never over a clerk's edits."""
        try:
            return self._derive(unit)
        except OSError as fault:
            return Done(unit, "", "refused", [os_diagnostic(fault)])

    def together(self, units: list[str]) -> list[Done]:
        """Derive the plans of some units, with one wait for the disk."""
        try:
            with Together() as files:
                self._write = files.write
                return [self(unit) for unit in units]
        except OSError as fault:
            return [Done(unit, "", "refused", [os_diagnostic(fault)]) for unit in units]
        finally:
            self._write = write_durably

    def sheet(self, unit: str) -> DerivationSheet | None:
        """The derivation sheet of a unit's plan; None where there is no plan."""
        if self.cascade is None:
            return None
        agency = self.workspace.registry.get(unit, self.cascade.day)
        derived = self.cascade.derive(agency)[0] if agency is not None else None
        if derived is None or agency is None:
            return None
        return self._sheet(agency, derived)

    def _sheet(self, agency: Agency, derived: Derived) -> DerivationSheet | None:
        from generator.cascade.deriving.derivation_sheet import sheet_of
        from generator.cascade.deriving.doubting.left_out import speaks_of

        if self.cascade is None or self.plan is None:
            return None
        ours = speaks_of(agency, self.cascade)
        return sheet_of(self.plan, derived, self.cascade.rules, ours)

    def _derive(self, unit: str) -> Done:
        if self.cascade is None:
            return Done(unit, "", "refused", self.diagnostics)
        agency = self.workspace.registry.get(unit, self.cascade.day)
        if agency is None:
            message = _("Danh mục không có cơ quan «{ma}» vào ngày của kế hoạch.")
            return Done(unit, "", "refused", [error("LN004", message.format(ma=unit))])
        derived, problems = self.cascade.derive(agency)
        if derived is None:
            return Done(unit, "", "refused", problems)
        target = self.folder / derived.name
        # first: an edit may follow at once
        self.bases.keep(derived.text, derived.digest, self._write)
        status, refused = _keep_edits(target, derived.text, self._write)
        shown = self.workspace.shown(target)
        sheet = self._sheet(agency, derived) if status != "refused" else None
        ours = len(sheet.mentioned) if sheet is not None else 0
        return Done(unit, shown, status, refused or problems, derived.dropped, derived.ma, ours)


def _keep_edits(
    target: Path, text: str, write: Callable[[Path, bytes], object]
) -> tuple[Status, list[Diagnostic]]:
    """Write a derived plan, unless the file there is the same or was edited."""
    from generator.plan.emit import is_unedited

    data = text.encode()
    if target.exists():
        old = target.read_bytes()
        if old == data:
            return "unchanged", []
        if not is_unedited(old.decode("utf-8", "replace")):
            return "refused", [
                error(
                    "TX704",
                    _("{tep} đã có người sửa sau khi dẫn xuất, nên không bị ghi đè").format(
                        tep=target.name
                    ),
                    Place(str(target), _("tệp kế hoạch")),
                    _("Dẫn xuất vào thư mục khác bằng -o rồi so sánh, hoặc đổi tên tệp cũ."),
                )
            ]
    write(target, data)
    return "written", []


@dataclass(frozen=True)
class DeriveJob(FileJob[str]):
    """Derive the plans of units from one plan and write them."""

    home: Home
    parent: Path
    folder: Path

    def open(self) -> Deriver:
        """What derives unit after unit."""
        return Deriver(self.home.open(), self.parent, self.folder)

    def each(self, worker: Callable[[str], Done], items: list[str]) -> list[Done]:
        """With one wait for the disk."""
        assert isinstance(worker, Deriver)  # noqa: S101 - what `open` gives
        return worker.together(items)

    def reads(self) -> tuple[Path, ...]:
        """The plan above and what decides on the plans below."""
        return (self.parent, *self.home.settled())

    def guarded(self) -> Path | None:
        """The workspace."""
        return self.home.root

    def writes(self) -> tuple[Path, ...]:
        """The plans, and their bases."""
        return (self.folder, self.home.root)


def derive_files(deriver: Deriver, units: list[str], crew: Crew) -> Iterator[Done]:
    """Derive the plans of `units` and write them, as they get ready."""
    if deriver.cascade is None:
        yield from map(deriver, units)
        return
    job = DeriveJob(deriver.workspace.home, deriver.parent, deriver.folder)
    yield from crew.do(job, units, deriver)
