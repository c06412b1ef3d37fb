"""`opinion-paper`: the table of opinions of a round, taken and explained, as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, exit_code
from generator.surroundings import surroundings

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.model import KeHoach
    from generator.verbs.opinion import RoundStanding
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which plan, and which round; 0 is the last one."""

    plan: str
    round: int = 0


class Result(NamedTuple):
    """The file; b"" where it could not be made."""

    plan: str
    name: str
    data: bytes
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """1 when there is no file."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "name": self.name,
            "size": len(self.data),
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Print the table by the office's template, or by the one that is shipped."""
    from generator.plan.toml import load_plan
    from generator.review.opinion_table import TongHopYKien
    from generator.template.compiled import RenderError, load
    from generator.verbs import opinion
    from generator.verbs.view import path_of

    told = opinion.run(desk, opinion.Request(request.plan))
    found = [one for one in told.rounds if request.round in (0, one.round.so)]
    path = path_of(desk.workspace, request.plan)
    loaded = load_plan(path)[0] if path is not None else None
    if not found or loaded is None:
        return Result(request.plan, "", b"", told.diagnostics)
    name = f"{request.plan}-y-kien-dot-{found[0].round.so}.docx"
    template, problems = load(_template(desk.workspace), surroundings().cache, TongHopYKien)
    if template is None:
        return Result(request.plan, name, b"", problems)
    values = _values(desk, loaded.plan, found[0])
    try:
        data = template.render({key: getattr(values, key) for key in values.__struct_fields__})
    except RenderError as fault:
        return Result(request.plan, name, b"", [fault.diagnostic])
    return Result(request.plan, name, data, problems)


def _template(workspace: Workspace) -> Path:
    """The office's own template beside its others, or the shipped one."""
    from generator.review.opinion_table import NAME
    from generator.workspace.workspace import shipped

    own = (workspace.root / workspace.settings.mau).parent / NAME
    return own if own.is_file() else shipped() / "templates" / NAME


def _values(desk: Desk, plan: KeHoach, standing: RoundStanding) -> Any:
    from generator.plan.overlay import with_own
    from generator.plan.wording import type_name, uncapital
    from generator.review.opinion_table import PrintingOffice, context
    from generator.verbs.view import reader

    workspace = desk.workspace
    registry, _citations = with_own(plan, workspace.registry, workspace.citations)
    agency = registry.get(plan.van_ban.co_quan, plan.day()) or registry.get(plan.van_ban.co_quan)
    above = registry.get(agency.chu_quan, plan.day()) if agency and agency.chu_quan else None
    kind = type_name(plan.van_ban.loai) or plan.van_ban.loai
    issuer = PrintingOffice(agency, list(above.ten_tieu_de) if above else [], kind)
    subject = uncapital(reader(workspace, plan)(plan.van_ban.trich_yeu))
    return context(
        plan, standing.round, standing.remarks, standing.counts, issuer, desk.today(), subject
    )
