"""The editor: the plan's nodes, its printed pages, origin and findings at each node."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any, Literal

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from generator.cascade.changing.operations import Operation
from generator.locale import _
from generator.typeset.svg import STYLE
from generator.verbs import comment, countercheck, edit, lookup, pages, view
from generator.web import hub
from generator.web.editor_words import KEYS, KINDS, SAID, details_of, said_of
from generator.web.pages import (
    house_of,
    known,
    page,
    rendered,
    told,
    unopened,
    words_of,
)

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.web.may import Person

_OPERATIONS = msgspec.json.Decoder(list[Operation])
MAX_OPERATIONS = 500


def _page(request: Request, person: Person) -> Response:
    """One plan, to be worked on."""
    plan_id = request.path_params["plan"]
    house = house_of(request)
    showing = hub.shown(house.desk(request), plan_id)
    result = _viewed(request, person, plan_id)
    if result.loaded is None:
        return unopened(request, result.diagnostics)
    if request.query_params.get("part") == "nodes":
        return JSONResponse(_now(request, person, result))
    nodes = _nodes(request, person, result)
    return page(
        request,
        "editor.html",
        showing=showing if nodes["remarks"] else "",
        head=result.loaded.plan.van_ban,
        found=told(result.diagnostics),
        keys=[(keys, _(what)) for keys, what in KEYS],
        said_by_script={name: _(words) for name, words in SAID.items()},
        came=house.came_down(person, plan_id),
        numberless=house.wants_number(person, plan_id),
        **nodes,
    )


def _now(request: Request, person: Person, result: view.Result) -> dict[str, Any]:
    """The nodes as they are now, for a page that is open."""
    loaded, desk = result.loaded, house_of(request).desk(request)
    return {
        "waiting": len(result.waiting),
        "seen": str(hub.seen_of(desk, result.plan, loaded.source.text)) if loaded else "",
        "html": rendered(request, "editor_nodes.html", **_nodes(request, person, result)),
    }


def _viewed(request: Request, person: Person, plan_id: str) -> view.Result:
    """The plan, beside the text above it where this person may see that."""
    house = house_of(request)
    wanted = view.Request(plan_id, above=bool(house.above(person, plan_id)))
    return view.run(house.desk(request), wanted)


def _nodes(request: Request, person: Person, result: view.Result) -> dict[str, Any]:
    """What the template of the nodes asks for."""
    return {
        "result": result,
        "remarks": house_of(request).allows(person, "remark", result.plan),
        "frozen": not house_of(request).allows(person, "write", result.plan),
        "open_comments": _open_comments(request, result.plan),
        "told": told,
        "kinds": defaultdict(str, {kind: _(word) for kind, word in KINDS.items()}),
        "field_names": {"san_pham": _("Sản phẩm")},
        "details": details_of,
        "said": said_of,
        "because": view.reasons(house_of(request).desk(request).workspace),
    }


def _open_comments(request: Request, plan_id: str) -> Counter[str]:
    """Node → how many comments wait there."""
    said, _found = comment.kept(house_of(request).desk(request), plan_id)
    return Counter(one.nut for one in said if not one.xong_nguoi and not one.xong_luc)


async def change(request: Request) -> Response:
    """Operations of the editor: done, merged, or given back with what stands there now."""
    house = house_of(request)
    person = house.who(request)
    if person is None:
        return JSONResponse({"message": _("Phiên làm việc đã hết; mở lại trang rồi thử lại")}, 401)
    try:
        operations = _OPERATIONS.decode(await request.body())
    except (msgspec.ValidationError, msgspec.DecodeError):
        return JSONResponse({"message": _("Yêu cầu không hợp lệ")}, 422)
    if len(operations) > MAX_OPERATIONS:
        return JSONResponse({"message": _("Quá nhiều thay đổi trong một lần")}, 422)
    plan_id = request.path_params["plan"]
    return await run_in_threadpool(_changed, request, plan_id, operations)


def _changed(request: Request, plan_id: str, operations: list[Operation]) -> Response:
    desk = house_of(request).desk(request)
    path = view.path_of(desk.workspace, plan_id)
    if path is None:
        return JSONResponse({"message": _("Không có kế hoạch này")}, 404)
    return _told(request, plan_id, edit.run(desk, edit.Request(path, operations)))


def _told(request: Request, plan_id: str, done: edit.Result) -> Response:
    """What was done, and the nodes as they are now."""
    value: dict[str, Any] = done.as_dict()
    del value["plan"]  # where files are is nobody's business on a page
    if done.loaded is not None:
        person = house_of(request).who(request)
        if person is not None:
            value |= _now(request, person, _viewed(request, person, plan_id))
    if done.status == "refused":
        value["message"] = "; ".join(words_of(one) for one in done.diagnostics)
    status = 409 if done.clashes else 422 if done.status == "refused" else 200
    return JSONResponse(value, status)


async def undo(request: Request) -> Response:
    """Take one edit back; what others did since stays."""
    house = house_of(request)
    if house.who(request) is None:
        return JSONResponse({"message": _("Phiên làm việc đã hết; mở lại trang rồi thử lại")}, 401)
    entry = request.path_params["entry"]

    def work() -> Response:
        desk = house.desk(request)
        path = view.path_of(desk.workspace, request.path_params["plan"])
        if path is None:
            return JSONResponse({"message": _("Không có kế hoạch này")}, 404)
        plan_id = request.path_params["plan"]
        return _told(request, plan_id, edit.run(desk, edit.Request(path, undo=entry)))

    return await run_in_threadpool(work)


class _Typed(msgspec.Struct):
    """What the page sends to see its pages: unsaved operations, the pages it shows."""

    operations: list[Operation] = []
    known: list[str] = []


_TYPED = msgspec.json.Decoder(_Typed)


async def printed(request: Request) -> Response:
    """The pages as they would be printed now; only those that the page does not show yet."""
    house = house_of(request)
    if house.who(request) is None:
        return JSONResponse({"message": _("Phiên làm việc đã hết; mở lại trang rồi thử lại")}, 401)
    try:
        typed = _TYPED.decode(await request.body() or b"{}")
    except (msgspec.ValidationError, msgspec.DecodeError):
        return JSONResponse({"message": _("Yêu cầu không hợp lệ")}, 422)
    plan_id = request.path_params["plan"]

    def work() -> Response:
        wanted = pages.Request(plan_id, typed.operations[:MAX_OPERATIONS])
        paper = house.paper(plan_id)
        sheets = pages.run(house.desk(request), wanted, paper)
        if sheets.printed is None:
            message = "; ".join(words_of(one) for one in sheets.diagnostics)
            return JSONResponse({"message": message}, 422)
        drawn = [(_digest_of(svg), svg) for svg in paper.drawn(sheets)]
        shown = dict(enumerate(typed.known))
        changed = [
            {"at": at, "digest": digest, "svg": svg}
            for at, (digest, svg) in enumerate(drawn)
            if shown.get(at) != digest
        ]
        return JSONResponse({"count": len(drawn), "pages": changed, "unknown": sheets.unknown})

    return await run_in_threadpool(work)


def _digest_of(svg: str) -> str:
    return hashlib.blake2b(svg.encode(), digest_size=8).hexdigest()


def counterchecked(request: Request, person: Person) -> Response:
    """Whether LibreOffice, where it is installed, sets the saved plan on the same lines."""
    del person
    plan_id = request.path_params["plan"]
    done = countercheck.run(house_of(request).desk(request), countercheck.Request(plan_id))
    said = {"same": "", "absent": "", "busy": "", "refused": ""}
    said["same"] = _("đã đối chiếu: {so} trang, khớp").format(so=done.pages)
    if done.first is not None:
        told = _("đối chiếu: trang {trang} khác từ dòng “{dong}”")
        line = done.first.ours or done.first.theirs
        said["differs"] = told.format(trang=done.first.page, dong=line[:60])
    return JSONResponse({"status": done.status, "message": said[done.status]})


def paper_style(request: Request) -> Response:
    """The style of printed pages."""
    del request
    return Response(STYLE, media_type="text/css", headers={"cache-control": "max-age=3600"})


def found_in_registry(request: Request, person: Person) -> Response:
    """Agencies or documents that have the words typed so far."""
    del person
    asked = request.query_params
    kind: Literal["agencies", "documents"] = (
        "documents" if asked.get("kind") == "documents" else "agencies"
    )
    wanted = lookup.Request(request.path_params["plan"], kind, asked.get("q", "")[:200])
    done = lookup.run(house_of(request).desk(request), wanted)
    return JSONResponse([hit._asdict() for hit in done.hits])


ROUTES = [
    Route("/plans/{plan}", known(_page)),
    Route("/plans/{plan}/lookup", known(found_in_registry)),
    Route("/paper.css", paper_style),
    Route("/plans/{plan}/pages", printed, methods=["POST"]),
    Route("/plans/{plan}/countercheck", known(counterchecked)),
    Route("/plans/{plan}/operations", change, methods=["POST"]),
    Route("/plans/{plan}/undo/{entry}", undo, methods=["POST"]),
]
