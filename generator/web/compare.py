"""A plan beside another one, or beside its own past: each change may be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.routing import Route

from generator.cascade.changing.operations import Remove, Set
from generator.locale import _
from generator.review.decisions import ChangeDecision, ComparedFile, DecisionSheet
from generator.review.words import segments
from generator.verbs import apply, diff, edit, versions, view
from generator.web import hub
from generator.web.pages import back_to, house_of, known, page, told, words_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response

    from generator.cascade.changing.operations import Operation
    from generator.review.changes import Change
    from generator.web.may import Person
    from generator.workspace.desk import Desk

WORDS = ("noi_dung", "tieu_de", "trich_yeu", "san_pham")
VERSION = "v:"
"""Before the digest of an earlier text of the same plan."""
BACKWARDS = {"added": "removed", "removed": "added"}
"""What a change is when it is looked at from the other side."""
QUIET: frozenset[diff.Hidden] = frozenset({"level", "data"})


class _Sides(NamedTuple):
    other: str
    mine: str
    """Paths."""


def _sides(desk: Desk, plan: view.Result, wanted: str) -> _Sides | None:
    """The files to compare; only plans of the workspace and earlier texts of this one."""
    if plan.path is None:
        return None
    if wanted.startswith(VERSION):
        path = edit.version_file(desk, plan.plan, wanted.removeprefix(VERSION))
    else:
        path = view.path_of(desk.workspace, wanted)
    return _Sides(str(path), str(plan.path)) if path is not None else None


def _page(request: Request, person: Person) -> Response:
    """The plan and the one above it, another one, or itself as it was."""
    del person
    return _shown(request, 200, [])


def _shown(request: Request, status: int, problems: list[str]) -> Response:
    house, plan_id = house_of(request), request.path_params["plan"]
    desk = house.desk(request)
    person, showing = house.who(request), hub.shown(desk, plan_id)
    above = bool(person and house.above(person, plan_id))
    plan = view.run(desk, view.Request(plan_id, above=above, brief=True))
    kept = edit.versions(desk, plan_id)
    first = f"{VERSION}{kept[0].digest}" if kept else ""
    wanted = request.query_params.get("with") or plan.above or first
    sides = _sides(desk, plan, wanted) if wanted else None
    if plan.loaded is None or sides is None:
        title = _("Không có gì để so sánh")
        text = _("Kế hoạch này không có kế hoạch cấp trên hay bản cũ trong nơi làm việc.")
        return page(request, "message.html", 404, title=title, text=text)
    every = request.query_params.get("all") == "1"
    digest = wanted.removeprefix(VERSION) if wanted.startswith(VERSION) else ""
    done = diff.run(desk, diff.Request(*sides, hidden=frozenset() if every else QUIET))
    return page(
        request,
        "compare.html",
        status,
        showing=showing,
        plan=plan,
        head=plan.loaded.plan.van_ban,
        frozen=plan.loaded.plan.phat_hanh is not None,
        seen=plan.loaded.source.digest,
        wanted=wanted,
        versions=kept,
        restorable=digest,
        writes=bool(person and house.allows(person, "write", plan_id)),
        every=every,
        beside=request.query_params.get("view") == "beside",
        rows=_rows(done, view.reader(desk.workspace, plan.loaded.plan)),
        left_out=done.left_out,
        found=told(done.diagnostics),
        problems=problems,
    )


def _rows(done: diff.Result, read: Callable[[str], str]) -> list[dict[str, Any]]:
    if done.difference is None or done.words is None:
        return []
    words, own = done.words, done.difference.new.own
    return [
        {
            "kind": change.kind,
            "field": change.field,
            "node": own.get(change.node, change.node),
            "subject": words.subject(change),
            "sentence": words.say(change),
            "segments": _segments(change, read),
        }
        for change in done.difference.changes
    ]


def _segments(change: Change, read: Callable[[str], str]) -> list[Any]:
    old, new = change.old, change.new
    if change.field not in WORDS or not isinstance(old, str) or not isinstance(new, str):
        return []
    return segments(read(old), read(new))


async def take_back(request: Request) -> Response:
    """Put back at one place what the other side says there."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    asked = {name: str(form.get(name, "")) for name in ("with", "kind", "node", "field", "seen")}

    def work() -> Response:
        desk = house.desk(request)
        plan = view.run(desk, view.Request(request.path_params["plan"]))
        sides = _sides(desk, plan, asked["with"])
        if sides is None or plan.path is None:
            return _shown(request, 404, [_("Không có bản để so sánh")])
        problems = _taken(desk, plan.path, sides, asked)
        if problems:
            return _shown(request, 409, problems)
        return back_to(f"/plans/{plan.plan}/compare?{request.url.query}", request)

    return await run_in_threadpool(work)


async def keep_version(request: Request) -> Response:
    """Give the text of now a name, or bring the whole of an earlier one back."""
    house = house_of(request)
    if house.who(request) is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    name, restore = str(form.get("name", "")), str(form.get("restore", ""))
    plan_id = request.path_params["plan"]

    def work() -> Response:
        desk = house.desk(request)
        act: versions.Act = "restore" if restore else "name"
        done = versions.run(desk, versions.Request(plan_id, name, restore, act))
        if done.status == "refused":
            title = _("Chưa làm được việc này")
            found, back = told(done.diagnostics), f"/plans/{plan_id}/compare"
            return page(request, "problem.html", 409, title=title, found=found, back=back)
        first = edit.versions(desk, plan_id)[0].digest
        return back_to(f"/plans/{plan_id}/compare?with={VERSION}{first}&all=1")

    return await run_in_threadpool(work)


def _taken(desk: Desk, plan: Path, sides: _Sides, asked: dict[str, str]) -> list[str]:
    """Bring one change of the other side into the plan; what stands in the way, in words."""
    forwards = diff.run(desk, diff.Request(sides.other, sides.mine)).difference
    wanted = [asked[name] for name in ("kind", "node", "field")]
    own = forwards.new.own if forwards is not None else {}
    change = next(
        (
            one
            for one in (forwards.changes if forwards is not None else ())
            if [one.kind, own.get(one.node, one.node), one.field] == wanted
        ),
        None,
    )
    if change is None or forwards is None or forwards.new.side.digest != asked["seen"]:
        return [_("Kế hoạch vừa đổi; xem lại các thay đổi mới")]
    operation = _operation(change, wanted[1])
    if operation is not None:
        done = edit.run(desk, edit.Request(plan, [operation]))
        return [words_of(one) for one in done.diagnostics] if done.status == "refused" else []
    return _applied(desk, sides, wanted)


def _operation(change: Change, node: str) -> Operation | None:
    """What the editor would do; None for what only the whole plan can tell."""
    if change.kind == "added":
        return Remove(node)
    if change.kind in ("text", "field") and change.field:
        old, new = (msgspec.to_builtins(value) for value in (change.old, change.new))
        return Set(node, change.field, old, new)
    return None


def _applied(desk: Desk, sides: _Sides, wanted: list[str]) -> list[str]:
    """A node that went or moved comes back to where the other side has it."""
    backwards = diff.run(desk, diff.Request(sides.mine, sides.other)).difference
    if backwards is None:
        return [_("Kế hoạch vừa đổi; xem lại các thay đổi mới")]
    old, new = (one.side for one in (backwards.old, backwards.new))
    kind = BACKWARDS.get(wanted[0], wanted[0])
    keys = [one.key for one in backwards.changes if [one.kind, one.node] == [kind, wanted[1]]]
    if not keys:
        return [_("Chỗ này không tự lấy lại được; sửa trong trang soạn")]
    sheet = DecisionSheet(
        1,
        ComparedFile(sides.mine, old.digest),
        ComparedFile(sides.other, new.digest),
        [ChangeDecision(key, "accept") for key in keys],
    )
    done = apply.run(desk, apply.Request(sheet))
    return [words_of(one) for one in done.diagnostics] if not done.written else []


ROUTES = [
    Route("/plans/{plan}/compare", known(_page)),
    Route("/plans/{plan}/compare", take_back, methods=["POST"]),
    Route("/plans/{plan}/versions", keep_version, methods=["POST"]),
]
