"""What holds for the whole office, set on a page: who approves plans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.verbs import office_process, view
from generator.web.pages import back_to, house_of, known, page, told

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person


def _page(request: Request, person: Person) -> Response:
    """What holds now."""
    del person
    now = office_process.run(house_of(request).desk(request), office_process.Request())
    return _shown(request, now, 200)


def _shown(request: Request, now: office_process.Result, status: int) -> Response:
    return page(
        request,
        "settings.html",
        status,
        now=now,
        plan=_plan(request),
        saved=request.query_params.get("saved") == "1",
        most_returns=office_process.MOST_RETURNS,
        found=told(now.diagnostics),
    )


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


ROUTES = [Route("/settings", known(_page)), Route("/settings", save, methods=["POST"])]
