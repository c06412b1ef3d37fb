"""What holds for the whole office, set on a page: who approves plans, ids on the exchange axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.text.spelling import unmarked
from generator.verbs import axis_ids, office_process, view
from generator.web.pages import back_to, house_of, known, page, told

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person
    from generator.workspace.desk import Desk


def _page(request: Request, person: Person) -> Response:
    """What holds now."""
    del person
    return _shown(request, _now(request), 200)


def _now(request: Request) -> office_process.Result:
    return office_process.run(house_of(request).desk(request), office_process.Request())


def _shown(
    request: Request,
    now: office_process.Result,
    status: int,
    axis: axis_ids.Result | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response:
    """The page; `axis`: what became of the ids that somebody `typed`."""
    desk = house_of(request).desk(request)
    known = axis_ids.run(desk, axis_ids.Request()).ids
    return page(
        request,
        "settings.html",
        status,
        now=now,
        plan=_plan(request),
        saved=request.query_params.get("saved") == "1",
        most_returns=office_process.MOST_RETURNS,
        found=told([*now.diagnostics, *(axis.diagnostics if axis is not None else ())]),
        axis=_agencies(desk, {**known, **(typed or {})}),
        others=_agencies(
            desk, dict.fromkeys(desk.workspace.registry.known(desk.today()), ""), known
        ),
    )


def _agencies(
    desk: Desk, ids: Mapping[str, str], away: Collection[str] = ()
) -> list[tuple[str, str, str]]:
    """Agencies by name, each with its identifier: the office itself and those about it first."""
    registry, own = desk.workspace.registry, desk.workspace.settings.co_quan
    office = registry.get(own, desk.today()) if own else None
    above = office.truc_thuoc if office is not None else None
    found = []
    for unit in ids:
        agency = registry.get(unit, None)
        if agency is not None and unit not in away:
            near = (unit != own, unit != above, agency.truc_thuoc not in (own, above))
            found.append((near, unmarked(agency.ten).casefold(), unit, agency.ten))
    return [(unit, name, ids[unit]) for _near, _order, unit, name in sorted(found)]


async def save_axis(request: Request) -> Response:
    """Set identifiers of agencies on the exchange axis."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form(max_fields=5_000)
    typed = {
        name.removeprefix("id-"): str(value)
        for name, value in form.multi_items()
        if name.startswith("id-")
    }
    if form.get("agency"):
        typed[str(form["agency"])] = str(form.get("new", ""))

    def work() -> Response:
        done = axis_ids.run(house.desk(request), axis_ids.Request(tuple(typed.items())))
        if done.status == "refused":
            return _shown(request, _now(request), 422, done, typed)
        house.note(person, "settings", {"axis": " ".join(sorted(typed))})
        return back_to("/settings?saved=1#axis")

    return await run_in_threadpool(work)


def _plan(request: Request) -> str:
    """The plan from whose slip somebody came, to go back to; "" for none."""
    plan = request.query_params.get("plan", "")
    there = plan and view.path_of(house_of(request).desk(request).workspace, plan) is not None
    return plan if there else ""


async def save(request: Request) -> Response:
    """Set what the form says."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    two = {"two": True, "one": False}.get(str(form.get("persons", "")))
    returns = str(form.get("returns", ""))
    number = int(returns) if returns.isascii() and returns.isdigit() and len(returns) < 4 else 0

    def work() -> Response:
        asked = office_process.Request(two, number)
        done = office_process.run(house.desk(request), asked)
        if done.status == "refused":
            return _shown(request, done, 422)
        said = {"two_persons": str(done.two_persons), "returns": str(done.returns)}
        house.note(person, "settings", said)
        plan = _plan(request)
        return back_to(f"/plans/{plan}/way" if plan else "/settings?saved=1")

    return await run_in_threadpool(work)


ROUTES = [
    Route("/settings", known(_page)),
    Route("/settings", save, methods=["POST"]),
    Route("/settings/axis", save_axis, methods=["POST"]),
]
