"""After issue: recall, void, and the drafts that replace, amend or correct what was issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.locale import _
from generator.verbs import register
from generator.verbs.amend import Kind
from generator.verbs.dispatch import FOLDER, letters
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, page
from generator.web.register import KINDS, LONGEST, ONE, address_of, elsewhere, named, one

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.web.may import Action, Person

NEEDS: dict[str, Action] = {"void": "number", "recall": "number", "amend": "amend"}


async def act(request: Request) -> Response:
    """Void or recall one number, or draft what changes it; reasons are written down."""
    person = house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    task, reason = str(form.get("task", "")), str(form.get("reason", ""))[:LONGEST]
    how = next((kind for kind in get_args(Kind) if kind == form.get("how")), None)

    def work() -> Response:
        if refused := elsewhere(request, person):
            return refused
        if task not in NEEDS or (task == "amend" and how is None):
            return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")
        if not may(person, NEEDS[task]):
            title = _("Việc này không thuộc vai trò của bạn")
            return page(request, "message.html", 403, title=title, text="")
        return _acted(request, person, cast("register.Task", task), reason, how)

    return await run_in_threadpool(work)


def _acted(
    request: Request, person: Person, task: register.Task, reason: str, how: Kind | None
) -> Response:
    house, (which, name) = house_of(request), named(request)
    desk = house.desk(request)
    shown = register.run(desk, register.Request("show", which, name))
    ma = str(shown.rows[0].ma) if shown.rows else ""
    letter = task == "recall" or how == "dinh_chinh"
    target = desk.workspace.root / FOLDER / ma if letter and ma else None
    asked = register.Request(task, which, name, reason=reason, how=how, target=target)
    done = register.run(desk, asked)
    if has_errors(done.diagnostics) or not done.rows:
        return one(request, person, 409, done.diagnostics)
    house.note(person, task, {"number": done.rows[0].number, "reason": reason})
    if done.diagnostics:
        return one(request, person, 200, done.diagnostics)
    drafts = [path.stem for path in done.written if path.suffix == ".toml"]
    return back_to(f"/plans/{drafts[0]}" if drafts else address_of(done.rows[0]))


def _letter(request: Request, person: Person) -> Response:
    which, number = named(request)
    desk = house_of(request).desk(request)
    result = register.run(desk, register.Request("show", which, number))
    name = request.path_params["name"]
    row = next(iter(result.rows), None)
    there = row is not None and name in letters(desk.workspace, str(row.ma))
    if elsewhere(request, person) or row is None or not there:
        return page(request, "message.html", 404, title=_("Không có tệp này"), text="")
    path = desk.workspace.root / FOLDER / str(row.ma) / name
    return FileResponse(path, media_type=KINDS[".docx"], filename=name)


ROUTES = [
    Route(ONE, act, methods=["POST"]),
    Route(ONE + "/letter/{name}", known(_letter)),
]
