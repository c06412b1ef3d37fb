"""The plan that a plan replaces or amends, and what was reported on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Place, warning
from generator.locale import _
from generator.progress.amended import followed, moved
from generator.progress.asked import asked_of
from generator.progress.reported import answer
from generator.verbs.plans_named import changed

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.plan.model import KeHoach
    from generator.progress.asked import AskedOfUnits
    from generator.progress.reported import BaoCao
    from generator.workspace.workspace import Workspace


class ReplacedPlan(NamedTuple):
    """The plan before this one."""

    plan: str
    asked: AskedOfUnits | None
    """What it asked; None where it is not at hand: then equal ids are believed."""
    ids: dict[str, str]
    """Id there → id here."""

    def brought(self, report: BaoCao, now: str, shown: str) -> tuple[BaoCao, list[Diagnostic]]:
        """A report on it as one on this plan, and what of it answers to nothing any more."""
        ids = self.ids if self.asked is not None else _same(report)
        made = moved(report, ids, now)
        said = _(
            "Kế hoạch này không còn “{chu}”: điều đã báo cáo được giữ, không tính vào việc nào"
        )
        gone = [row.noi_dung for row in made.ket_qua if not row.nut and any(answer(row))]
        gone += [row.noi_dung for row in made.so_lieu if not row.chi_tieu and row.gia_tri]
        return made, [warning("BC907", said.format(chu=w), Place(shown, "")) for w in gone]


def replaced_by(workspace: Workspace, asked: AskedOfUnits) -> ReplacedPlan | None:
    """The plan that the one which asks replaces or amends; None for none, or for several.

    A head that does not say it is believed less than a sentence that does.
    """
    plan = workspace.plan_of(asked.plan)
    if plan is None:
        return None
    name = plan.van_ban.thay_the or plan.van_ban.sua_doi or _said(plan, workspace)
    if not name:
        return None
    before = workspace.plan_of(name)
    old = asked_of(workspace, before) if before is not None else None
    return ReplacedPlan(name, old, followed(old, asked) if old is not None else {})


def _said(plan: KeHoach, workspace: Workspace) -> str | None:
    every = [ma for ids in changed(plan, workspace).values() for ma in ids]
    return every[0] if len(every) == 1 else None


def _same(report: BaoCao) -> dict[str, str]:
    rows = [*(row.nut for row in report.ket_qua), *(row.chi_tieu for row in report.so_lieu)]
    return {id_: id_ for id_ in rows if id_}
