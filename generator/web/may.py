"""Who may do what: one pure function that routes and templates ask alike.

A page shows nothing that would then be refused, and nothing is refused that a page offers.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from generator.verbs.process import APPROVED

ROLES = ("soan", "tham_dinh", "lanh_dao", "van_thu")
"""Drafting clerk, reviewer, leader, records clerk."""

Action = Literal[
    "see", "remark", "write", "step", "derive", "issue", "sign", "receive", "register", "number",
    "verify", "send", "amend",
    "arrange", "settings", "enter_number", "bulk",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)

_NEEDS: dict[Action, frozenset[str]] = {
    "see": frozenset({"soan", "tham_dinh", "lanh_dao", "van_thu"}),
    "remark": frozenset({"soan", "tham_dinh", "lanh_dao", "van_thu"}),
    "write": frozenset({"soan", "tham_dinh"}),
    "step": frozenset({"soan", "tham_dinh", "lanh_dao", "van_thu"}),
    "derive": frozenset({"soan"}),
    "issue": frozenset({"van_thu"}),
    "sign": frozenset({"lanh_dao", "van_thu"}),
    "receive": frozenset({"soan"}),
    "register": frozenset({"soan", "tham_dinh", "lanh_dao", "van_thu"}),
    "number": frozenset({"van_thu"}),
    "verify": frozenset({"soan", "tham_dinh", "lanh_dao", "van_thu"}),
    "send": frozenset({"van_thu"}),
    "amend": frozenset({"soan", "van_thu"}),
    "arrange": frozenset({"soan", "van_thu"}),
    "settings": frozenset({"lanh_dao"}),
    "enter_number": frozenset({"soan"}),
    "bulk": frozenset({"soan", "van_thu"}),
}
"""For each action the roles, one of which is needed."""
OFFICE_STEPS = frozenset[Action]({"step", "issue", "sign", "send", "amend", "arrange"})
"""What an office does with plans of its own, never with one that a superior sent down."""

WHOLE = frozenset[Action]({"settings", "bulk"})
"""What holds for, or is done to, every unit of the workspace: of nobody who is of one unit."""


class Person(NamedTuple):
    """Who is asking."""

    name: str
    roles: tuple[str, ...] = ROLES
    """What the person may be in the office's process; on one's own PC all of them."""
    unit: str = ""
    """Id of the agency in the registry; "" for all of the workspace."""


class PlanFacts(NamedTuple):
    """What of a plan decides who may do what."""

    unit: str
    """Id of the agency that issues it."""
    state: str
    """Where it stands in the office's process."""
    issued: bool = False
    superior: bool = False
    """Whether its agency stands above that of who is asking."""
    lower: bool = False
    """Whether its agency stands below that of who is asking."""
    came: bool = False
    """Whether it came down to this workspace's office, whose own business it is not."""


def may(person: Person | None, action: Action, plan: PlanFacts | None = None) -> bool:
    """Whether a person may do this; with `plan`: to this plan.

    Own plans all the way; those of the superior once they are issued or came down to the office,
    to read and to derive from (what came without number and day gets them); those of units below
    once they are issued, to read; those of others never. An approved text is closed until it is
    returned, an issued one for good.
    """
    if person is None or not _NEEDS[action] & set(person.roles):
        return False
    if action in WHOLE:
        return person.unit == ""
    if plan is None:
        return True
    own = person.unit in ("", plan.unit)
    if action in ("see", "derive"):
        below = plan.issued and plan.lower and action == "see"
        return own or below or (plan.superior and (plan.issued or plan.came))
    if action == "enter_number":
        return plan.came and (own or plan.superior)
    if not own or (plan.came and action in OFFICE_STEPS):
        return False
    if action == "issue":
        return plan.state == APPROVED and not plan.issued
    if action == "write":
        return plan.state != APPROVED and not plan.issued
    if action == "step":
        return not plan.issued
    return action not in ("sign", "send", "amend") or plan.issued
