"""`dossier issue`: all papers of a dossier get their numbers together, or none does.

Before the first number everything is tried with the numbers that will most likely be given: data,
form, signatures, and whether the papers agree. What happens after that (power, disk, another
clerk's number) can still end it in between; then the next run goes on with the papers that have no
number yet.
"""

from __future__ import annotations

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors
from generator.locale import _
from generator.plan.attaching import decision_of
from generator.plan.families import attached
from generator.verbs import issue, process
from generator.verbs.books import clerk_of, with_register
from generator.verbs.dossier_check import check_dossier
from generator.verbs.dossier_common import takes_number

if TYPE_CHECKING:
    from datetime import date

    from generator.issuance.register.entered import Book
    from generator.storage.database import Database
    from generator.verbs.dossier_common import Member
    from generator.verbs.issue import Issued
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which dossier, with which date on all its papers."""

    plan: str
    date: date | None = None
    reason: str = ""
    packed: bool = True
    """Whether a .zip of each issued folder is made."""
    rehearse: bool = False
    """Only try; no number is given."""
    roles: tuple[str, ...] | None = None
    """Of who asks in an office with a process: then each paper must be approved as it is (QT902);
    None at the command line: then each paper that was submitted."""
    approved_on_paper: bool = False
    """The leader approved them outside of the program; QT902 is a warning then."""


class Result(NamedTuple):
    """What became of the papers."""

    plan: str
    issued: list[Issued]
    """By this run, in the order in which they got their numbers."""
    before: list[str]
    """Ids of those that had their numbers already."""
    waiting: list[str]
    """Ids of those that have none yet."""
    without: list[str]
    """Ids of those that take none: slips, plans attached to a decision of the dossier."""
    diagnostics: list[Diagnostic]

    @property
    def exit_code(self) -> int:
        """0 when all papers have their numbers, or a rehearsal found nothing against it."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {
            "plan": self.plan,
            "results": [one.as_dict() for one in self.issued],
            "issued_before": self.before,
            "waiting": self.waiting,
            "without_number": self.without,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Try all papers, then issue them one after the other, cited ones first."""
    found, problems = check_dossier(desk.workspace, request.plan)
    if found is None:
        return Result(request.plan, [], [], [], [], problems)
    own = found.dossier.ho_so.ke_hoach
    numbered = [member for member in found.members if takes_number(member)]
    without = [member.ma for member in found.members if not takes_number(member)]
    done = [m.ma for m in numbered if m.loaded.plan.phat_hanh is not None]
    order, wrong = in_turn(desk.workspace, [m for m in numbered if m.ma not in done])
    waiting = [member.ma for member in order] or [m.ma for m in numbered if m.ma not in done]
    problems += wrong
    if not request.approved_on_paper:
        problems += list(not_approved(desk, found.members, request.roles).values())
    if not has_errors(problems) and order:
        problems += rehearsed(desk, order, request)
    if has_errors(problems) or request.rehearse:
        return Result(own, [], done, waiting, without, problems)
    issued: list[Issued] = []
    for member in order:
        desk = replace(desk, workspace=desk.workspace.again())
        wanted = issue.Request(
            (str(member.path),), request.date, reason=request.reason, packed=request.packed,
            roles=request.roles, approved_on_paper=request.approved_on_paper,
        )  # fmt: skip
        one = issue.run(desk, wanted)
        problems += one.diagnostics
        if not one.issued or one.issued[0].row is None:
            problems.append(_broken_off(len(issued), len(order)))
            break
        issued += one.issued
    given = {one.row.ma for one in issued if one.row is not None}
    left = [ma for ma in waiting if ma not in given]
    return Result(own, issued, done, left, without, problems)


def not_approved(
    desk: Desk, members: list[Member], roles: tuple[str, ...] | None
) -> dict[str, Diagnostic]:
    """Paper → why it may not be issued yet; slips stay in the office and need no approval."""
    found = {}
    for member in members:
        plan = member.loaded.plan
        leaves = takes_number(member) or attached(plan)
        if leaves and plan.phat_hanh is None:
            why = process.not_approved(desk, member.ma, roles)
            if why is not None:
                found[member.ma] = why
    return found


def _broken_off(count: int, of: int) -> Diagnostic:
    message = _("Mới phát hành {so}/{tong} văn bản của hồ sơ").format(so=count, tong=of)
    hint = _("Sửa điều nêu trên rồi chạy lại: chỉ các văn bản chưa có số được phát hành")
    return error("HV808", message, None, hint)


def in_turn(workspace: Workspace, members: list[Member]) -> tuple[list[Member], list[Diagnostic]]:
    """The papers so that each comes after those whose number it prints (HV807 for a circle)."""
    by_id = {member.ma: member for member in members}
    before = {
        ma: _printed_numbers(workspace, member) & by_id.keys() for ma, member in by_id.items()
    }
    turn = {member.ma: at for at, member in enumerate(members)}
    sorter = TopologicalSorter(before)
    try:
        sorter.prepare()
    except CycleError as fault:
        circle = " → ".join(fault.args[1])
        message = _("Các văn bản dẫn số của nhau thành vòng: {vong}").format(vong=circle)
        hint = _("Một trong các văn bản phải được dẫn bằng tên, cách dẫn :ten")
        return [], [error("HV807", message, None, hint)]
    order: list[Member] = []
    while sorter.is_active():
        for ma in sorted(sorter.get_ready(), key=turn.__getitem__):
            order.append(by_id[ma])
            sorter.done(ma)
    return order, []


def _printed_numbers(workspace: Workspace, member: Member) -> set[str]:
    """Ids of the papers whose numbers this one prints, itself or in the plan it attaches."""
    from generator.plan.attaching import issues_with
    from generator.plan.wording import Cite, inline

    texts = [member.loaded.source.text]
    plan = issues_with(member.loaded.plan, workspace.plan_of)
    if plan is not None:
        texts.append(workspace.plan_index[plan.van_ban.ma][0].read_text("utf-8"))
    found: set[str] = set()
    for text in texts:
        for piece in inline(text):
            if isinstance(piece, Cite) and piece.form != "ten":
                cited = workspace.plan_of(piece.id)
                decision = (
                    decision_of(cited, workspace.plan_of) if cited and attached(cited) else None
                )
                found.add(decision.van_ban.ma if decision else piece.id)
    return found - {member.ma}


def rehearsed(desk: Desk, order: list[Member], request: Request) -> list[Diagnostic]:
    """What stands against the issue of each paper, as if those before it had their numbers."""
    workspace = desk.workspace.again()
    found: list[Diagnostic] = []

    def act(database: Database) -> None:
        template, problems = issue.template_of(workspace)
        found.extend(problems)
        issuer = issue.PlanIssuer(workspace, database, clerk_of(desk), template, form=True)
        given: dict[Book, issue.Given] = {}
        for member in order:
            wish = issue.IssueWish(day=request.date, reason=request.reason)
            tried = issuer.rehearse(member.path, wish, given)
            found.extend(tried.diagnostics)
            if tried.plan is not None and tried.given is not None:
                workspace.suppose(tried.plan)
                book = tried.given.book
                numbers = given[book].numbers + 1 if book in given else 1
                given[book] = tried.given._replace(numbers=numbers)

    _done, faults = with_register(desk, act)
    wrong = [d for d in found if has_errors([d])]
    return [*wrong, *faults]
