"""`new`: a paper around a plan, made from what the plan says; a draft that a clerk completes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors
from generator.locale import _, spoken_in
from generator.plan.draft_slip import SlipFacts
from generator.plan.drafts import draft, draft_alone
from generator.plan.emit import emit
from generator.workspace.files import write_atomic
from generator.workspace.naming import named_agency, one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.agencies import Registry
    from generator.plan.drafts import PaperKind
    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which paper, for which plan, written where."""

    kind: PaperKind
    plan: str = ""
    """"": for no plan; the parts of the paper with blanks."""
    target: Path | None = None
    """None: beside the plan, named after it and the paper; without a plan in the plans' folder."""
    agency: str = ""
    """Who makes the paper, by id or name, as a department that submits a plan; "": whoever issues
    the plan, without one the office of the workspace."""
    since: str = ""
    """Of a slip: the version before, as a side of `diff`; "": this is the first one."""


class Result(NamedTuple):
    """The draft; "" where none was written."""

    plan: str
    written: str
    diagnostics: list[Diagnostic]
    attach: str = ""
    """Of a decision: the line that the plan still needs, to be issued with it."""

    @property
    def exit_code(self) -> int:
        """0, 1 or 2."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "written": self.written or None,
            "attach": self.attach or None,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Write the draft; never over a file that is there. Raises OSError."""
    if request.since and (request.kind != "slip" or not request.plan):
        message = _("--since chỉ dùng với phiếu trình của một kế hoạch")
        return Result("", "", [error("LN008", message)])
    return _for_plan(desk, request) if request.plan else _alone(desk, request)


def _alone(desk: Desk, request: Request) -> Result:
    workspace = desk.workspace
    named = request.agency or workspace.settings.co_quan
    if not named:
        message = _("Chưa rõ văn bản của cơ quan nào: nêu --agency, hoặc --for một kế hoạch")
        return Result("", "", [error("LN008", message)])
    agency, problems = named_agency(workspace.registry, named, desk.today())
    if agency is None:
        return Result("", "", problems)
    target = request.target or workspace.plans_dir / f"{request.kind}.toml"
    ma = target.stem.lower().replace("_", "-").replace(" ", "-")
    if taken := _taken(desk, target, ma):
        return Result("", "", taken)
    made = draft_alone(request.kind, ma, agency, workspace.registry, desk.today())
    return _written(desk, target, made, "")


def _for_plan(desk: Desk, request: Request) -> Result:
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    if path is None:
        return Result("", "", problems)
    loaded, problems = load(workspace, path)
    if loaded is None:
        return Result("", "", problems)
    plan = loaded.plan
    own = plan.van_ban.ma
    target = request.target or path.with_name(f"{path.stem}-{request.kind}.toml")
    ma = f"{own}-{request.kind}"
    if taken := _taken(desk, target, ma):
        return Result(own, "", taken)
    facts = SlipFacts()
    if request.kind == "slip":
        facts, problems = slip_facts(desk, path, plan, request.since)
        if has_errors(problems):
            return Result(own, "", problems)
    agency = ""
    if request.agency:
        found, problems = named_agency(workspace.registry, request.agency, plan.day())
        if found is None:
            return Result(own, "", problems)
        agency = found
    told = _with_said(plan, workspace.registry) if request.kind in _OF_TASKS else plan
    registry = workspace.registry.extended(told.co_quan_moi)
    made = draft(request.kind, ma, told, registry, desk.today(), facts, agency)
    reference = f'kem_theo = "(Kèm theo {{{ma}:ngay}})"'
    needs = request.kind == "decision" and f"{{{ma}" not in (plan.van_ban.kem_theo or "")
    return _written(desk, target, made, own, reference if needs else "")


_OF_TASKS = ("letter", "reminder", "report", "conclusion", "invitation", "minutes")
"""Papers that speak of the plan's tasks and of those who lead them."""


def _with_said(plan: KeHoach, registry: Registry) -> KeHoach:
    """A plan of words alone with what its sentences order, where it stores no task at all."""
    from generator.cascade.tasks.all_tasks import proposals, table_rows

    if plan.giao_viec or table_rows(plan, registry):
        return plan
    new, agencies = proposals(plan, registry)
    return replace(plan, giao_viec=new, co_quan_moi=[*plan.co_quan_moi, *agencies])


def _taken(desk: Desk, target: Path, ma: str) -> list[Diagnostic]:
    """Why the draft cannot be written there, or not under that id."""
    if target.exists():
        message = _("Đã có tệp {tep}; không ghi đè").format(tep=desk.workspace.shown(target))
        return [error("LN052", message, None, _("Ghi ra tệp khác bằng -o"))]
    if ma in desk.workspace.plan_index:
        return [error("LN052", _("Đã có văn bản mang mã “{ma}”").format(ma=ma), None)]
    return []


def _written(desk: Desk, target: Path, made: KeHoach, plan: str, attach: str = "") -> Result:
    write_atomic(target, emit(made).encode())
    return Result(plan, desk.workspace.shown(target), [], attach)


def slip_facts(
    desk: Desk, path: Path, plan: KeHoach, since: str = ""
) -> tuple[SlipFacts, list[Diagnostic]]:
    """What changed since a version, what `check` says, and which papers go with the plan.

    The words are Vietnamese, as all that is printed.
    """
    return spoken_in("vi", lambda: _facts(desk, path, plan, since))


def _facts(desk: Desk, path: Path, plan: KeHoach, since: str) -> tuple[SlipFacts, list[Diagnostic]]:
    from generator.review.slip import Slip, checked, still_open, unchecked
    from generator.verbs import slip as comparison
    from generator.verbs.check_plans import Checker

    if since:
        told = comparison.run(desk, comparison.Request(since, str(path)))
        if told.slip is None:
            return SlipFacts(), told.diagnostics
        made = told.slip
    else:
        checker = Checker(desk.workspace, desk.today())
        _loaded, found = checker.examine(path)
        made = Slip(plan, "", ("", ""), [], found, checker.pages)
    facts = SlipFacts(
        papers_of(desk, plan.van_ban.ma),
        made.changes,
        checked(made),
        still_open(made.findings),
        unchecked(made),
    )
    return facts, []


def papers_of(desk: Desk, plan: str) -> list[str]:
    """Ids of the papers of the workspace that go with a plan, but slips."""
    from generator.plan.families import SLIP

    every = {ma: desk.workspace.plan_of(ma) for ma in desk.workspace.plan_index}
    return [
        ma
        for ma, paper in every.items()
        if paper is not None
        and paper.van_ban.ban_hanh == plan
        and paper.van_ban.loai not in (SLIP, "BC")
    ]
