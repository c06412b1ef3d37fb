"""Search: words in plans, the register and opinions, of what the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from starlette.responses import JSONResponse
from starlette.routing import Route

from generator.document.anchors import name
from generator.locale import N_, _
from generator.verbs import search
from generator.web.comments import DOCUMENT
from generator.web.may import may
from generator.web.pages import house_of, known, page, told

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.house import House
    from generator.web.may import Person

KINDS = {
    "plan": N_("Kế hoạch"),
    "number": N_("Sổ đăng ký"),
    "comment": N_("Ý kiến"),
    "opinion": N_("Lấy ý kiến"),
}


class FoundPage(NamedTuple):
    """Something found, and the page where it stands."""

    hit: search.SearchHit
    kind: str
    address: str


def seen_by(house: House, person: Person) -> Callable[[str, str, str], bool]:
    """What a person may find: plans as they may be read, remarks and numbers of the own unit."""
    look = house.looker(person)

    def sees(kind: str, plan: str, place: str) -> bool:
        if kind == "number":
            return may(person, "register") and person.unit in ("", place.partition("/")[0])
        return look("see" if kind == "plan" else "remark", plan)

    return sees


def _page(request: Request, person: Person) -> Response:
    """What was found for the words of the address."""
    query, kind = request.query_params.get("q", "")[:500], request.query_params.get("in", "")
    house = house_of(request)
    asked = search.Request(
        query,
        (kind,) if kind in KINDS else (),
        sees=seen_by(house, person),
        at_most=house.indexer.at_most,
    )
    result = search.run(house.desk(request), asked) if query.strip() else None
    # names of unread files are of the whole workspace, a unit is told of its own elsewhere
    problems = result.diagnostics if result and not person.unit else []
    return page(
        request,
        "search.html",
        query=query,
        kind=kind,
        kinds=[(key, _(words)) for key, words in KINDS.items()],
        shown=[_shown(one) for one in result.hits] if result else [],
        asked=result is not None,
        more=result.more if result else False,
        left=result.left if result else 0,
        total=result.total if result else 0,
        # what is still to be read the page says itself, with how far that has come
        found=told(one for one in problems if one.code != "LN034" or one.hints),
    )


def _progress(request: Request, person: Person) -> Response:
    """How far the index has come, for the script of the page."""
    del person
    state = house_of(request).indexer.state
    return JSONResponse({"left": state.left, "total": state.total} if state is not None else {})


def _shown(hit: search.SearchHit) -> FoundPage:
    plan = f"/plans/{quote(hit.plan, safe='')}"
    anchor = name("", "trich_yeu") if hit.node == DOCUMENT else name(hit.node)
    address = {
        "number": f"/register/{quote(hit.place)}",
        "comment": f"{plan}/comments",
        "opinion": f"{plan}/opinions",
    }.get(hit.kind, f"{plan}#n-{anchor}")
    return FoundPage(hit, _(KINDS[hit.kind]), address)


ROUTES = [Route("/search", known(_page)), Route("/search/progress", known(_progress))]
