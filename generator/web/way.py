"""The way of a plan: the slip a leader reads, and the steps that the reader may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.diagnostics import Severity
from generator.review.slip import checked, unchecked
from generator.verbs import process, slip, view
from generator.verbs.opinion_round import is_asking
from generator.verbs.ready import ready
from generator.web import hub
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, page, told, unopened, words_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.diagnostics import Diagnostic
    from generator.plan.toml import Loaded
    from generator.web.may import Person


def _page(request: Request, person: Person) -> Response:
    """Where the plan stands, what was found, its pages, and the next steps as buttons."""
    return _shown(request, person, 200, [])


def _shown(
    request: Request,
    person: Person,
    status: int,
    problems: list[str],
    asked: process.Request | None = None,
) -> Response:
    """The page; `asked`: a step that was refused, its reason stays as typed."""
    house, plan_id = house_of(request), request.path_params["plan"]
    showing = hub.shown(house.desk(request), plan_id)
    above = bool(house.above(person, plan_id))
    plan = view.run(house.desk(request), view.Request(plan_id, above=above))
    now = process.run(house.desk(request), process.Request(plan_id, person.roles))
    if plan.loaded is None or now.facts is None:
        return unopened(request, [*plan.diagnostics, *now.diagnostics])
    facts = house.facts(person, plan_id)
    came = facts is not None and facts.came
    steps = may(person, "step", facts)
    return page(
        request,
        "way.html",
        status,
        showing=showing,
        plan=plan,
        slip=_slip(request, person, plan),
        came=came,
        mine=[one for one in now.offers if "role" not in one.why and steps],
        asking=process.ASKING,
        out=now.state == process.ASKING and is_asking(house.desk(request), plan_id),
        head=plan.loaded.plan.van_ban,
        now=now,
        why=process.WHY,
        steps={one.ma: one.ten for one in now.steps},
        problems=problems,
        asked=asked,
        told=told,
        issued=plan.loaded.plan.phat_hanh is not None,
        issues=facts is not None and may(person, "issue", facts),
        found=told(
            [
                *plan.diagnostics,
                *now.diagnostics,
                *([] if came else _before_issue(plan.loaded)),
            ]
        ),
    )


def _before_issue(loaded: Loaded) -> list[Diagnostic]:
    """What would keep the plan from its number, told while it can still be mended.

    Places to look at (SO106) are left out: the page lists each of them anyway.
    """
    if loaded.plan.phat_hanh is not None:
        return []
    found = [one for one in ready(loaded) if one.code != "SO106"]
    return [one._replace(severity=Severity.WARNING) for one in found]


def _slip(request: Request, person: Person, plan: view.Result) -> dict[str, list[str]]:
    """What the slip says: changes against the plan above, checks passed, checks not made."""
    house = house_of(request)
    desk = house.desk(request)
    above = view.path_of(desk.workspace, house.above(person, plan.plan) or "")
    done = slip.run(desk, slip.Request(str(above or plan.path), str(plan.path)))
    if done.slip is None:
        return {}
    return {
        "changes": [line.removeprefix("- ") for line in done.slip.changes] if above else [],
        "checked": checked(done.slip),
        "unchecked": unchecked(done.slip),
    }


async def take(request: Request) -> Response:
    """Take a step; what is missing is told on the page."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    asked = process.Request(
        request.path_params["plan"],
        person.roles,
        str(form.get("step", "")),
        str(form.get("reason", ""))[:2000],
        str(form.get("seen", "")),
    )

    def work() -> Response:
        done = process.run(house.desk(request), asked)
        if done.status != "taken":
            why = [words_of(one) for one in done.diagnostics]
            return _shown(request, person, 409, why, asked)
        house.note(person, "step", {"plan": asked.plan, "step": asked.step})
        return back_to(f"/plans/{asked.plan}/way")

    return await run_in_threadpool(work)


ROUTES = [
    Route("/plans/{plan}/way", known(_page)),
    Route("/plans/{plan}/way", take, methods=["POST"]),
]
