"""`my-work`: which plans wait for one person, and for what: the front page of an office.

What waits follows from the office's process (data) and from the acts of the register; no list
of tasks is kept anywhere, so none can be wrong.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.diagnostics import Diagnostic, as_dicts
from generator.issuance.register.reached import OnPlan, acts_on, reached
from generator.review.process import last_submission, state_of
from generator.verbs import plans, process
from generator.verbs.books import with_register

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from generator.review.process import Event, QuyTrinh
    from generator.verbs.plans import PlanRow
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

Do = Literal[
    "", "choose", "draft", "submit", "decide", "opinions", "number", "sign", "seal", "send",
    "derive",
]  # fmt: skip
"""What a plan waits for; "" for nothing that this person could do."""
CLERK, LEADER, RECORDS = "soan", "lanh_dao", "van_thu"
_AFTER: dict[str, tuple[Do, frozenset[str]]] = {
    "signed": ("sign", frozenset({LEADER, RECORDS})),
    "sealed": ("seal", frozenset({RECORDS})),
    "sent": ("send", frozenset({RECORDS})),
}
"""The stage that comes next of an issued document → what to do, and who does it."""


class Request(NamedTuple):
    """Whose work."""

    roles: tuple[str, ...]
    unit: str = ""
    """Id of the person's agency; "" for all of the workspace."""
    query: str = ""
    """Words that the plans must have; "" for all."""
    read: int | None = None
    """As `plans.Request.read`."""


class WorkItem(NamedTuple):
    """One plan, as it concerns one person."""

    row: PlanRow
    do: Do
    state_name: str
    """Where it stands, in the words of the office's process; "" once it is issued."""
    said: str
    """Why it came back, in the words of who returned it; "" otherwise."""
    number: OnPlan | None
    """Its number in the register."""


class Result(NamedTuple):
    """The plans, those that wait for this person first."""

    items: list[WorkItem]
    diagnostics: list[Diagnostic]
    unread: int = 0
    """As `plans.Result.unread`."""

    @property
    def waiting(self) -> list[WorkItem]:
        """Those that wait for this person."""
        return [one for one in self.items if one.do]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        items = [
            {"plan": one.row.plan, "do": one.do, "state": one.state_name, "said": one.said}
            for one in self.items
        ]
        told = as_dicts(self.diagnostics)
        return {"work": items, "diagnostics": told, "unread": self.unread}


def run(desk: Desk, request: Request) -> Result:
    """What waits for a person with these roles; what cannot be read is told."""
    listed = plans.run(desk, plans.Request(request.query, request.read))
    found = list(listed.diagnostics)
    flow, problems = process.load_process(desk.workspace)
    found += problems
    numbers = _numbers(desk, [row.plan for row in listed.rows if row.state == "issued"], found)
    followed = {(row.above, row.unit) for row in listed.rows}
    office, items = request.unit or desk.workspace.settings.co_quan, []
    for row in listed.rows:
        own = request.unit in ("", row.unit) and not is_above(
            desk.workspace, row.unit, office, row.day
        )
        if row.state == "unreadable":
            items.append(WorkItem(row, "", "", "", None))
        elif row.state == "issued":
            number = numbers.get(row.plan)
            items.append(
                WorkItem(row, _issued(number, request.roles) if own else "", "", "", number)
            )
        elif own and flow is not None:
            items.append(_draft(desk, flow, row, request.roles))
        else:
            # whether it is followed already is not known before all plans are read
            new = not (own or listed.unread or (row.plan, office) in followed)
            new = new and CLERK in request.roles
            items.append(WorkItem(row, "derive" if new else "", "", "", None))
    items.sort(key=lambda one: (not one.do, one.row.state == "issued", one.number is not None))
    return Result(items, found, listed.unread)


def is_above(workspace: Workspace, unit: str, office: str, day: date | None) -> bool:
    """Whether a plan of a unit came down to this office: it is of a level above the office's."""
    registry = workspace.registry
    issuer, own = registry.get(unit, day), registry.get(office, day)
    if issuer is None or own is None or issuer.id == own.id:
        return False
    return registry.level(issuer.cap, day).bac < registry.level(own.cap, day).bac


def _numbers(desk: Desk, ids: Sequence[str], found: list[Diagnostic]) -> dict[str, OnPlan]:
    if not ids:
        return {}
    known, problems = with_register(desk, lambda database: acts_on(database, ids))
    found += problems
    return known or {}


def _issued(number: OnPlan | None, roles: Sequence[str]) -> Do:
    if number is None or number.state != "phat_hanh":
        return ""
    following = reached(number.kinds).next
    do, who = _AFTER.get(following or "", ("", frozenset()))
    return do if who & set(roles) else ""


def _draft(desk: Desk, flow: QuyTrinh, row: PlanRow, roles: Sequence[str]) -> WorkItem:
    events = process.events_of(desk.workspace, row.plan)
    state = state_of(flow, events)
    name = next(one.ten for one in flow.trang_thai if one.ma == state)
    returned = {step.ma for step in flow.buoc if step.can_ly_do}
    last = events[-1] if events and events[-1].buoc in returned else None
    step = _step(flow, events, state, row, roles, desk.who)
    if step == "submit" and last is not None and last.ma_bam == _digest(row.path):
        step = "draft"  # what came back is mended before it goes out again
    return WorkItem(row, step, name, last.ly_do if last is not None else "", None)


def _digest(path: Path) -> str:
    """SHA-256 of a plan's file; "" where it is gone meanwhile."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _step(
    flow: QuyTrinh,
    events: Sequence[Event],
    state: str,
    row: PlanRow,
    roles: Sequence[str],
    who: str,
) -> Do:
    """What a draft in this state waits for, if this person is the one."""
    first, mine = flow.trang_thai[0].ma, set(roles)
    if state == process.APPROVED:
        return "number" if RECORDS in mine else ""
    if state == first:
        if CLERK not in mine:
            return ""
        return "choose" if row.conflicts else "draft" if row.notes else "submit"
    out = [step for step in flow.buoc if state in step.tu]
    forward = [step for step in out if step.den != first]
    submitted = last_submission(flow, events)
    own = flow.hai_nguoi and submitted is not None and submitted.nguoi == who
    if any(mine & set(step.vai_tro) and not (own and step.khac_nguoi_trinh) for step in forward):
        return "decide"
    # a state that only leads back, as that of asking for opinions, waits for who takes it back
    back = [step for step in out if not forward and mine & set(step.vai_tro)]
    return "opinions" if back else ""
