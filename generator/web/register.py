"""The register of outgoing documents: see, search, number, reserve, void, recall, sign by hand."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.issuance.register.reached import STAGES
from generator.issuance.register.register_words import act_word, local_time, stage_word, state_word
from generator.locale import _
from generator.text.spelling import unmarked
from generator.verbs import dispatch, issue, register, sign
from generator.verbs.books import Which
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, page, told, words_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.entered import Act, NumberRow
    from generator.plan.agencies import Agency
    from generator.web.may import Person
    from generator.workspace.desk import Desk

SHOWN = 500
"""Rows of a page of the register; more are found by a search."""
KINDS = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
}
FILES = ("van-ban.docx", "van-ban.pdf", "van-ban.da-ky.pdf", "van-ban.da-ky.docx")
"""Files of an issued folder that a page gives away."""
LONGEST = 2000
ONE = "/register/{agency}/{series}/{year:int}/{number:int}"
"""The address of one number."""


def _whole(value: object) -> int | None:
    text = str(value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _which(request: Request, person: Person) -> Which:
    """The books that are meant, never those of another unit."""
    asked = request.query_params
    agency = person.unit or asked.get("agency") or None
    return Which(agency, None, _whole(asked.get("year")))


def _page(request: Request, person: Person) -> Response:
    """The register, or what of it was searched for."""
    return _listed(request, person, 200, [])


def _listed(request: Request, person: Person, status: int, found: list[Diagnostic]) -> Response:
    query = request.query_params.get("q", "")[:200]
    desk = house_of(request).desk(request)
    task: Literal["search", "list"] = "search" if query.strip() else "list"
    asked = register.Request(task, _which(request, person), words=tuple(query.split()))
    result = register.run(desk, asked)
    return page(
        request,
        "register.html",
        status,
        rows=sorted(result.rows, key=lambda row: (row.book.nam, row.ngay, row.so), reverse=True)[
            :SHOWN
        ],
        count=len(result.rows),
        query=query,
        year=request.query_params.get("year", ""),
        state_word=state_word,
        units=_keepers(desk, person),
        numbers=may(person, "number"),
        found=told([*found, *result.diagnostics]),
    )


def _keepers(desk: Desk, person: Person) -> list[Agency]:
    """For whom a number may be kept: the office first, then its own bodies, by name.

    Where no office is set, all single bodies of the registry.
    """
    space, today = desk.workspace, desk.today()
    own = person.unit or space.settings.co_quan
    every = {record.id for record in space.registry.data.co_quan}
    known = [space.registry.get(unit, today) for unit in every if person.unit in ("", unit)]
    office = space.registry.get(own, today) if own else None
    bodies = [
        one
        for one in known
        if one is not None
        and one.gom is None
        and (office is None or one.id == own or _of_the_office(one, office))
    ]
    return sorted(bodies, key=lambda one: (one.id != own, unmarked(one.ten).casefold()))


def _of_the_office(body: Agency, office: Agency) -> bool:
    """Whether a body is one of an office's own, at its level and below nobody else."""
    return body.cap == office.cap and office.id in (body.truc_thuoc, body.chu_quan)


def named(request: Request) -> tuple[Which, str]:
    """The book and the number of the address."""
    values = request.path_params
    return Which(values["agency"], values["series"], values["year"]), str(values["number"])


def elsewhere(request: Request, person: Person) -> Response | None:
    """The refusal of a book of another unit; None for one's own."""
    if person.unit in ("", request.path_params["agency"]):
        return None
    return page(request, "message.html", 404, title=_("Không có trang này"), text="")


def _document(request: Request, person: Person) -> Response:
    """One number: what it is, and what was done with it."""
    return elsewhere(request, person) or one(request, person, 200, [])


def one(request: Request, person: Person, status: int, found: list[Diagnostic]) -> Response:
    """The page of one number, with what there is to say about it."""
    which, name = named(request)
    desk = house_of(request).desk(request)
    result = register.run(desk, register.Request("show", which, name))
    if not result.rows:
        text = "; ".join(words_of(one) for one in result.diagnostics)
        return page(request, "message.html", 404, title=_("Sổ không có số này"), text=text)
    row = result.rows[0]
    kinds = {act.kind for act in result.log}
    return page(
        request,
        "document.html",
        status,
        row=row,
        address=address_of(row),
        state=state_word(row.state),
        acts=[_act(act) for act in result.log],
        files=[
            name for name in FILES if (path := folder_of(request, row)) and (path / name).exists()
        ],
        stages=[(stage_word(stage), kind in kinds) for stage, kind in STAGES.items()],
        letters=dispatch.letters(desk.workspace, str(row.ma)),
        numbers=may(person, "number"),
        signs=may(person, "sign") and "ky_co_quan" not in kinds,
        amends=may(person, "amend"),
        found=told([*found, *result.diagnostics]),
    )


def address_of(row: NumberRow) -> str:
    """The page of one number."""
    return f"/register/{row.book.co_quan}/{row.book.loat}/{row.book.nam}/{row.so}"


def _act(act: Act) -> dict[str, str]:
    content = act.content
    file = content.get("tep")
    why = content.get("ly_do") or content.get("ghi_chu") or (file if file in FILES else "") or ""
    return {
        "when": local_time(act.when),
        "who": act.who,
        "what": act_word(act.kind),
        "why": str(why),
    }


def folder_of(request: Request, row: NumberRow) -> Path | None:
    """The issued folder of a number; None where it has no document."""
    if row.folder is None:
        return None
    space = house_of(request).desk(request).workspace
    return space.root / space.settings.phat_hanh / row.folder


def _file(request: Request, person: Person) -> Response:
    """One file of an issued folder."""
    which, number = named(request)
    name = request.path_params["name"]
    asked = register.Request("show", which, number)
    result = register.run(house_of(request).desk(request), asked)
    folder = folder_of(request, result.rows[0]) if result.rows else None
    foreign = elsewhere(request, person)
    if foreign or folder is None or name not in FILES or not (folder / name).is_file():
        return page(request, "message.html", 404, title=_("Không có tệp này"), text="")
    kind = KINDS[Path(name).suffix]
    shown = f"{number}-{result.rows[0].ky_hieu.replace('/', '-')}{name.removeprefix('van-ban')}"
    return FileResponse(folder / name, media_type=kind, filename=shown)


def _refused(
    request: Request, person: Person, action: Literal["number", "sign"]
) -> Response | None:
    if may(person, action):
        return None
    title = _("Việc này không thuộc vai trò của bạn")
    return page(request, "message.html", 403, title=title, text="")


async def reserve(request: Request) -> Response:
    """Keep the next number of a book for a document that is still to come."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    agency = person.unit or str(form.get("agency", ""))
    kind, reason = str(form.get("kind", "KH"))[:10], str(form.get("reason", ""))[:LONGEST]

    def work() -> Response:
        if refused := _refused(request, person, "number"):
            return refused
        asked = register.Request("reserve", Which(agency or None), reason=reason, kind=kind)
        done = register.run(house.desk(request), asked)
        if not done.rows:
            return _listed(request, person, 409, done.diagnostics)
        house.note(person, "reserve", {"number": done.rows[0].number, "reason": reason})
        return back_to(address_of(done.rows[0]))

    return await run_in_threadpool(work)


async def audit(request: Request) -> Response:
    """Check the chain, the numbers, the folders and the anchors."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)

    def work() -> Response:
        if refused := _refused(request, person, "number"):
            return refused
        done = register.run(house.desk(request), register.Request("audit"))
        return page(request, "audit.html", counts=done.counts, found=told(done.diagnostics))

    return await run_in_threadpool(work)


def _export(request: Request, person: Person) -> Response:
    """The register as a spreadsheet, a Word file or a PDF."""
    kind = "." + request.path_params["kind"]
    if kind not in KINDS:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    with tempfile.TemporaryDirectory(prefix="kehoach-so-") as folder:
        target = Path(folder) / f"so-dang-ky{kind}"
        asked = register.Request("export", _which(request, person), target=target)
        done = register.run(house_of(request).desk(request), asked)
        if not target.exists():
            return _listed(request, person, 422, done.diagnostics)
        data = target.read_bytes()
    named = {"content-disposition": f'attachment; filename="so-dang-ky{kind}"'}
    return Response(data, media_type=KINDS[kind], headers=named)


async def number(request: Request) -> Response:
    """Issue an approved plan: the next number of its book, or the one that another book gave."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    form = await request.form()
    plan_id = request.path_params["plan"]
    given, source = _whole(form.get("number")), str(form.get("source", ""))[:100]
    try:
        day = date.fromisoformat(str(form["date"])) if form.get("date") else None
    except ValueError:
        day = None
    reason = str(form.get("reason", ""))[:LONGEST]

    def work() -> Response:
        desk = house.desk(request)
        done = issue.run(
            desk,
            issue.Request(
                (plan_id,),
                day,
                given,
                "external" if given else "own",
                source,
                None,
                reason,
                roles=person.roles,
            ),
        )
        row = done.issued[0].row if done.issued else None
        if row is None:
            found = told(done.diagnostics)
            return page(request, "refused.html", 409, plan=plan_id, found=found)
        house.note(person, "issue", {"plan": plan_id, "number": row.number})
        return back_to(address_of(row))

    return await run_in_threadpool(work)


async def prepare(request: Request) -> Response:
    """The PDF of an issued document, made where there is none, to be signed elsewhere."""
    return await _signed(request, lambda plan: sign.Request((plan,), prepare=True), "prepare")


async def _signed(request: Request, wish: Any, what: str) -> Response:
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)

    def work() -> Response:
        if refused := elsewhere(request, person) or _refused(request, person, "sign"):
            return refused
        which, name = named(request)
        desk = house.desk(request)
        row = next(iter(register.run(desk, register.Request("show", which, name)).rows), None)
        if row is None or row.ma is None:
            return page(request, "message.html", 404, title=_("Số này chưa có văn bản"), text="")
        done = sign.run(desk, wish(row.ma), str)
        if has_errors(done.diagnostics) or not done.done:
            return one(request, person, 409, done.diagnostics)
        house.note(person, what, {"number": row.number})
        return back_to(address_of(row))

    return await run_in_threadpool(work)


ROUTES = [
    Route("/register", known(_page)),
    Route("/register/reserve", reserve, methods=["POST"]),
    Route("/register/audit", audit, methods=["POST"]),
    Route("/register/export.{kind}", known(_export)),
    Route(ONE, known(_document)),
    Route(ONE + "/file/{name}", known(_file)),
    Route(ONE + "/pdf", prepare, methods=["POST"]),
    Route("/plans/{plan}/issue", number, methods=["POST"]),
]
