"""The stream of news of a page: opened with it, closed with it, asked again after a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from generator.locale import _
from generator.storage.database import Unavailable
from generator.web.hub import MOST, told
from generator.web.pages import house_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.web.hub import FollowedPlan
    from generator.web.may import Person


async def stream(request: Request) -> Response:
    """The news of one plan, for as long as its page is open."""
    house = house_of(request)
    plan = request.path_params["plan"]
    hub = house.news
    if house.who(request) is None:
        return JSONResponse({"message": _("Phiên làm việc đã hết; mở lại trang rồi thử lại")}, 401)
    if not await run_in_threadpool(house.facts, house.person, plan):
        return JSONResponse({"message": _("Không có kế hoạch này")}, 404)
    if hub.closed or hub.pages >= MOST:
        return JSONResponse({"message": _("Nhiều trang mở quá; thử lại sau")}, 503)
    seen = request.headers.get("last-event-id") or request.query_params.get("seen", "")

    def tell(followed: FollowedPlan, since: str) -> dict[str, Any] | None:
        try:
            person: Person | None = house.still(request)
            if person is None:
                return None
            allowed = followed.allowed
            if person not in allowed:
                allowed[person] = house.allows(person, "remark", plan)
            if not allowed[person]:
                return None
            return told(followed, since, house.desk_for(person))
        except (OSError, Unavailable):
            return {}  # asked again at the next look: a page that waits is told nothing wrong

    return StreamingResponse(
        hub.follow(plan, seen[:200], tell),
        media_type="text/event-stream",
        headers={"x-accel-buffering": "no"},
    )


ROUTES = [Route("/plans/{plan}/news", stream)]
