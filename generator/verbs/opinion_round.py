"""A round of opinions and the state of its plan are one thing: the round opens, the plan is out.

Opening a round takes the step that the office's process has into the state of asking; closing it
takes the step back. Where the process has no such state, or the plan stands elsewhere (with its
leader, say), there is the round alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.verbs import opinion, process

if TYPE_CHECKING:
    from generator.review.process import OfferedStep
    from generator.workspace.desk import Desk

EVERY_ROLE = ("soan", "tham_dinh", "lanh_dao", "van_thu")
"""Of who asks by a door that does not know roles."""


def run(
    desk: Desk, request: opinion.Request, roles: tuple[str, ...] = EVERY_ROLE
) -> opinion.Result:
    """`opinion.run`, and the step that goes with it; a step that may not be taken refuses both."""
    offer = _offer(desk, request, roles)
    if offer is not None and offer.why:
        refused = process.run(desk, process.Request(request.plan, roles, offer.step.ma))
        before = opinion.run(desk, opinion.Request(request.plan))
        return before._replace(status="refused", diagnostics=refused.diagnostics)
    done = opinion.run(desk, request)
    if offer is None or done.status != "written":
        return done
    taken = process.run(desk, process.Request(request.plan, roles, offer.step.ma))
    return done._replace(diagnostics=[*done.diagnostics, *taken.diagnostics])


def is_asking(desk: Desk, plan_id: str) -> bool:
    """Whether a round of a plan is open."""
    rounds = opinion.run(desk, opinion.Request(plan_id)).rounds
    return any(not one.round.xong_luc for one in rounds)


def _offer(desk: Desk, request: opinion.Request, roles: tuple[str, ...]) -> OfferedStep | None:
    """The step into or out of the state of asking that this person has; None without one."""
    if request.act not in ("open", "close"):
        return None
    now = process.run(desk, process.Request(request.plan, roles))
    mine = [one for one in now.offers if "role" not in one.why]
    if request.act == "open":
        return next((one for one in mine if one.step.den == process.ASKING), None)
    return next(iter(mine), None) if now.state == process.ASKING else None
