"""`view`: one plan as a person works on it: nodes, origins, findings, what is still to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Severity, error
from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.document.blocks import Document
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.review.editing import NodeView
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which plan, by its id."""

    plan: str
    above: bool = True
    """Whether the plan above is shown beside it, and told of; False where it may not be seen."""
    brief: bool = False
    """Only what the plan is: nothing is composed or checked, no node is looked at."""


class Result(NamedTuple):
    """The plan, and all that is to be shown beside it."""

    plan: str
    diagnostics: list[Diagnostic]
    """What concerns the plan as a whole; findings at a node stand there."""
    path: Path | None = None
    loaded: Loaded | None = None
    document: Document | None = None
    nodes: list[NodeView] = []  # noqa: RUF012 - never changed
    above: str = ""
    """Id of the plan above; "" without one."""
    issuer: str = ""
    """Name of the issuing agency."""

    @property
    def waiting(self) -> list[NodeView]:
        """The nodes where a person has something to do."""
        return [node for node in self.nodes if node.waits]

    def as_dict(self) -> dict[str, Any]:
        """The result for programs."""
        return {
            "plan": self.plan,
            "above": self.above,
            "issuer": self.issuer,
            "nodes": [
                {"id": n.id, "kind": n.kind, "place": n.place, "note": n.note, "waits": n.waits}
                for n in self.nodes
            ],
            "diagnostics": [found.as_dict() for found in self.diagnostics],
        }


def run(desk: Desk, request: Request) -> Result:
    """Read a plan for work on it; a plan that cannot be read is told, not raised."""
    from generator.document.compose import compose
    from generator.plan.overlay import with_own
    from generator.review.editing import node_views
    from generator.verbs.check_plans import Checker
    from generator.workspace.bases import fingerprint

    workspace = desk.workspace
    path = path_of(workspace, request.plan)
    if path is None:
        return Result(request.plan, [no_plan(request.plan)])
    if request.brief:
        return _brief(workspace, request, path)
    loaded, findings = Checker(workspace, above=request.above).examine(path)
    if loaded is None:
        return Result(request.plan, findings, path)
    plan = loaded.plan
    document, printed = compose(
        plan,
        workspace.registry,
        workspace.citations,
        workspace.plan_of,
        fingerprint(loaded.source.text),
    )
    follows, above = _above(workspace, request, plan)
    registry, citations = with_own(plan, workspace.registry, workspace.citations)
    own, aside = (citations.citer(plan, registry, workspace.plan_of) for _side in range(2))
    nodes, left = node_views(loaded, above, _once([*findings, *printed]), registry, own, aside)
    name = _issuer(workspace, plan)
    return Result(
        plan.van_ban.ma, left, path, loaded, document, nodes, follows if above else "", name
    )


def _brief(workspace: Workspace, request: Request, path: Path) -> Result:
    loaded, problems = workspace.read_plan(path)
    if loaded is None:
        return Result(request.plan, problems, path)
    follows, above = _above(workspace, request, loaded.plan)
    name = _issuer(workspace, loaded.plan)
    there = follows if above else ""
    return Result(loaded.plan.van_ban.ma, [], path, loaded, above=there, issuer=name)


def _above(workspace: Workspace, request: Request, plan: KeHoach) -> tuple[str, KeHoach | None]:
    """The id of the plan above, and the plan where it is here and may be shown."""
    follows = plan.dan_xuat.ke_hoach if plan.dan_xuat else plan.van_ban.cap_tren or ""
    shown = request.above and follows and follows != plan.van_ban.ma
    return follows, workspace.plan_of(follows) if shown else None


def _issuer(workspace: Workspace, plan: KeHoach) -> str:
    from generator.plan.overlay import with_own

    registry, _citations = with_own(plan, workspace.registry, workspace.citations)
    found = registry.get(plan.van_ban.co_quan, plan.day())
    return found.ten if found is not None else plan.van_ban.co_quan


def reader(workspace: Workspace, plan: KeHoach) -> Callable[[str], str]:
    """Gives texts of a plan as people read them: citations printed, no marks."""
    from generator.plan.overlay import with_own
    from generator.review.editing import printed_words

    registry, citations = with_own(plan, workspace.registry, workspace.citations)
    citer = citations.citer(plan, registry, workspace.plan_of)
    return lambda text: printed_words(text, citer)


def reasons(workspace: Workspace) -> Callable[[Iterable[str]], tuple[str, ...]]:
    """Gives the words of rules by their ids: why a node is as it is."""
    from generator.cascade.deriving import derivation_sheet
    from generator.cascade.deriving.below import rules_of

    rules, _problems = rules_of(workspace)
    return lambda ids: derivation_sheet.reasons(ids, rules) if rules is not None else ()


def no_plan(plan_id: str) -> Diagnostic:
    """No plan has this id, or several have."""
    return error("DX543", _("Không có kế hoạch mang mã “{ma}”").format(ma=plan_id))


def path_of(workspace: Workspace, plan_id: str) -> Path | None:
    """The file of the plan with an id; None when there is none, or several."""
    found = workspace.plan_index.get(plan_id, [])
    return found[0] if len(found) == 1 else None


def _once(findings: list[Diagnostic]) -> list[Diagnostic]:
    """Each finding once; the gravest first."""
    kept = {(one.code, one.message, one.span): one for one in findings}
    grave = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
    return sorted(kept.values(), key=lambda one: grave[one.severity])
