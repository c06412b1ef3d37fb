"""`derive`: the plans of lower units from one plan, one or thousands."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from generator.cascade.below import cascade_below, digest_of
from generator.diagnostics import Diagnostic, Place, error
from generator.locale import _
from generator.workspace.bases import Bases
from generator.workspace.batch import FEW, Done, Status, lost_file, spread
from generator.workspace.files import os_diagnostic, write_atomic
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from generator.workspace.workspace import Workspace


class Deriver:
    """Derives the plans of lower units from one plan of a workspace."""

    def __init__(self, workspace: Workspace, parent: Path, folder: Path) -> None:
        self.workspace = workspace
        self.folder = folder
        self.bases = Bases(workspace.root)
        loaded, self.diagnostics = load(workspace, parent)
        self.cascade, problems = cascade_below(workspace, loaded, folder)
        self.diagnostics += problems

    def __call__(self, unit: str) -> Done:
        """Derive the plan of one unit and write it; never over a clerk's edits."""
        try:
            return self._derive(unit)
        except OSError as fault:
            return Done(unit, "", "refused", [os_diagnostic(fault)])

    def _derive(self, unit: str) -> Done:
        if self.cascade is None:
            return Done(unit, "", "refused", self.diagnostics)
        agency = self.workspace.registry.get(unit, self.cascade.day)
        assert agency is not None  # noqa: S101 - the command line has looked every unit up
        derived, problems = self.cascade.derive(agency)
        if derived is None:
            return Done(unit, "", "refused", problems)
        target = self.folder / derived.name
        self.bases.keep(derived.text, digest_of(derived.plan))  # first: an edit may follow at once
        status, refused = _keep_edits(target, derived.text)
        shown = self.workspace.shown(target)
        return Done(unit, shown, status, refused or problems, derived.dropped)


def _keep_edits(target: Path, text: str) -> tuple[Status, list[Diagnostic]]:
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
    write_atomic(target, data, durable=True)
    return "written", []


def derive_files(
    workspace: Workspace, parent: Path, units: list[str], folder: Path, jobs: int | None = None
) -> Iterator[Done]:
    """Derive the plans of `units` and write them to `folder`, as they get ready."""
    jobs = jobs or os.cpu_count() or 1
    if len(units) <= FEW or jobs == 1:
        yield from map(Deriver(workspace, parent, folder), units)
        return
    yield from spread(units, jobs, Deriver, (workspace, parent, folder), lost_file)
