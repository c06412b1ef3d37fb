"""Comments at the nodes of a plan: a page of all, a fragment for the editor's dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.document.anchors import name
from generator.locale import _
from generator.verbs import comment
from generator.web import hub
from generator.web.pages import back_to, house_of, known, page, unopened, words_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Person

DOCUMENT = "van_ban"


def _page(request: Request, person: Person) -> Response:
    """All comments, or those of one node; `part=1` gives the inner part alone."""
    del person
    plan_id = request.path_params["plan"]
    desk = house_of(request).desk(request)
    showing = hub.shown(desk, plan_id)  # first: what is written while comments are read is news
    done = comment.run(desk, comment.Request(plan_id))
    return _shown(request, showing, done, request.query_params.get("node", ""), 200)


def _shown(
    request: Request, showing: str, done: comment.Result, node: str, status: int
) -> Response:
    if done.status == "refused" and not done.comments and status == 200:
        return unopened(request, done.diagnostics)
    shown = [one for one in done.comments if not node or one.comment.nut == node]
    part = request.query_params.get("part") == "1"
    return page(
        request,
        "comments_part.html" if part else "comments.html",
        status,
        showing=showing,
        plan=done.plan,
        node=node,
        target=node or DOCUMENT,
        comments=shown,
        anchor=lambda nut: name("", "trich_yeu") if nut == DOCUMENT else name(nut),
        problems=[words_of(one) for one in done.diagnostics],
    )


async def take(request: Request) -> Response:
    """A comment, an answer, or the end of one."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    act = str(form.get("act", ""))
    plan_id, node = request.path_params["plan"], str(form.get("view", ""))
    if act not in get_args(comment.Act) or act == "list":
        return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")
    said = {name: str(form.get(name, "")) for name in ("node", "comment", "text")}

    def work() -> Response:
        asked = comment.Request(plan_id, act, **said)  # type: ignore[arg-type]
        showing = hub.shown(house.desk(request), plan_id)
        done = comment.run(house.desk(request), asked)
        part = request.query_params.get("part") == "1"
        if done.status == "refused" or part:
            status = 422 if done.status == "refused" else 200
            return _shown(request, showing, done, node, status)
        return back_to(f"/plans/{plan_id}/comments" + (f"?node={node}" if node else ""), request)

    return await run_in_threadpool(work)


ROUTES = [
    Route("/plans/{plan}/comments", known(_page)),
    Route("/plans/{plan}/comments", take, methods=["POST"]),
]
