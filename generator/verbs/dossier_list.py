"""`dossier list`: every dossier of the workspace, and how far each has come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.verbs.dossier_check import dossiers_among
from generator.verbs.dossier_common import opened, takes_number

if TYPE_CHECKING:
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """All of them."""


class ListedDossier(NamedTuple):
    """One dossier."""

    plan: str
    title: str
    papers: int
    """Members that are in and can be read."""
    issued: int
    """Those of them that have their number."""
    whole: bool
    """Whether every member that takes a number has it."""
    members: tuple[str, ...] = ()
    """Ids of the members that are plans of the workspace or papers of their form."""


class Result(NamedTuple):
    """The dossiers by the ids of their plans; what cannot be read is told."""

    items: list[ListedDossier]
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0, 1 or 2."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        items = [one._asdict() for one in self.items]
        return {"dossiers": items, "diagnostics": as_dicts(self.diagnostics)}


def run(desk: Desk, request: Request) -> Result:
    """Read them all. Raises OSError."""
    del request
    files, _others = dossiers_among(desk.workspace, [])
    items: list[ListedDossier] = []
    problems: list[Diagnostic] = []
    for path in files:
        found, told = opened(desk.workspace, str(path))
        problems += told
        if found is None:
            continue
        papers = [one.loaded.plan for one in found.members if takes_number(one)]
        numbered = [one.phat_hanh is not None for one in papers]
        own = found.dossier.ho_so
        whole = bool(numbered) and all(numbered)
        ids = tuple(one.loaded.plan.van_ban.ma for one in found.members)
        count = len(found.members)
        items.append(ListedDossier(own.ke_hoach, own.ten, count, sum(numbered), whole, ids))
    return Result(items, problems)
