"""An issued document goes out: its bundle, the envelope of the axis, other ways, the answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.issuance.register.reached import ANSWERED, SENT, STAGES, reached
from generator.issuance.register.register_words import local_time, stage_word
from generator.locale import _
from generator.verbs import dispatch, register
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, page, told, words_of
from generator.web.register import ONE, address_of, elsewhere, folder_of, named
from generator.web.upload import dropped

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from generator.diagnostics import Diagnostic
    from generator.web.may import Person


def _page(request: Request, person: Person) -> Response:
    """Where one document stands on its way out, and what may be done next."""
    return elsewhere(request, person) or _shown(request, person, 200, [])


def _shown(request: Request, person: Person, status: int, found: list[Diagnostic]) -> Response:
    which, number = named(request)
    desk = house_of(request).desk(request)
    result = register.run(desk, register.Request("show", which, number))
    row = next(iter(result.rows), None)
    if row is None or row.entry is None:
        text = "; ".join(words_of(one) for one in result.diagnostics)
        return page(request, "message.html", 404, title=_("Số này chưa có văn bản"), text=text)
    known_on_axis = desk.workspace.settings.truc_lien_thong.ma_dinh_danh
    today = desk.today()
    agencies = [
        agency
        for unit in sorted(known_on_axis)
        if unit != row.book.co_quan
        and (agency := desk.workspace.registry.get(unit, today)) is not None
    ]
    kinds = {act.kind for act in result.log}
    packed = folder_of(request, row)
    bundle = packed.with_name(packed.name + ".zip") if packed is not None else None
    return page(
        request,
        "dispatch.html",
        status,
        row=row,
        address=address_of(row),
        stages=[(stage_word(stage), kind in kinds) for stage, kind in STAGES.items()],
        next=reached(kinds).next,
        sealed="ky_co_quan" in kinds,
        agencies=agencies,
        bundle=bundle is not None and bundle.is_file(),
        envelopes=[path.name for path in dispatch.envelopes(desk.workspace, str(row.ma))],
        sent=[
            (local_time(act.when), act.who, act.kind == ANSWERED, act.content.get("ly_do", ""))
            for act in result.log
            if act.kind in (SENT, ANSWERED)
        ],
        sends=may(person, "send"),
        found=told([*found, *result.diagnostics]),
    )


async def send(request: Request) -> Response:
    """Send a document, or take the answer of a recipient's system."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    async with dropped(request, fields=200) as got:
        chosen = tuple(str(one) for one in got.form.getlist("recipient"))
        words, answer = str(got.form.get("words", "")), got.file

        def work() -> Response:
            if refused := elsewhere(request, person):
                return refused
            if not may(person, "send"):
                title = _("Việc này không thuộc vai trò của bạn")
                return page(request, "message.html", 403, title=title, text="")
            which, number = named(request)
            asked = dispatch.Request(number, which, chosen, words, answer)
            done = dispatch.run(house.desk(request), asked)
            if done.row is None or has_errors(done.diagnostics):
                return _shown(request, person, 409, done.diagnostics)
            house.note(person, "answer" if answer else "send", {"number": done.row.number})
            return back_to(f"{address_of(done.row)}/send")

        return await run_in_threadpool(work)


def _envelope(request: Request, person: Person) -> Response:
    """One envelope, for the gateway of the axis."""
    which, number = named(request)
    desk = house_of(request).desk(request)
    result = register.run(desk, register.Request("show", which, number))
    row = next(iter(result.rows), None)
    there = dispatch.envelopes(desk.workspace, str(row.ma)) if row is not None else []
    path = next((one for one in there if one.name == request.path_params["name"]), None)
    if elsewhere(request, person) or row is None or path is None:
        return page(request, "message.html", 404, title=_("Không có tệp này"), text="")
    shown = f"{row.so:02d}-{row.ky_hieu.replace('/', '-')}-{path.name}"
    return FileResponse(path, media_type="application/xml", filename=shown)


def _bundle(request: Request, person: Person) -> Response:
    """The issued folder, packed as it is proved."""
    which, number = named(request)
    result = register.run(house_of(request).desk(request), register.Request("show", which, number))
    folder = folder_of(request, result.rows[0]) if result.rows else None
    packed = folder.with_name(folder.name + ".zip") if folder is not None else None
    if elsewhere(request, person) or packed is None or not packed.is_file():
        return page(request, "message.html", 404, title=_("Không có tệp này"), text="")
    return FileResponse(packed, media_type="application/zip", filename=packed.name)


ROUTES = [
    Route(ONE + "/send", known(_page)),
    Route(ONE + "/send", send, methods=["POST"]),
    Route(ONE + "/send/{name}", known(_envelope)),
    Route(ONE + "/bundle.zip", known(_bundle)),
]
