"""Signing from the pages: four ways, one state machine, one judge.

With a key on this PC; with the national tool, which the page calls on the signer's own machine
(SignService, as public integrations speak to it); with the agent on the signer's PC; by hand.
What comes back enters the issued folder only through the verb `sign`, which verifies it.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, cast

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from generator.diagnostics import has_errors
from generator.locale import N_, _
from generator.verbs import my_work, register, sign
from generator.web.guard import POLICY
from generator.web.may import may
from generator.web.pages import back_to, house_of, known, page, told, words_of
from generator.web.register import ONE, address_of, elsewhere, named
from generator.web.signing_sessions import SigningDocument
from generator.web.upload import dropped
from generator.web.worklist import line_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.issuance.register.entered import NumberRow
    from generator.issuance.signing_job import SigningJob
    from generator.web.house import House
    from generator.web.may import Person
    from generator.web.signing_sessions import Begun, Session, Way, Who
    from generator.web.worklist import WorkLine
    from generator.workspace.desk import Desk

LONGEST_KEY = 1_000_000
"""Bytes of a certificate's file that a page takes."""
TOOL = "wss://127.0.0.1:8987"
"""Where the national tool listens on the signer's machine."""
VERBS: dict[Who, str] = {"leader": "SignApproved", "agency": "SignIssued"}
"""What it is asked for: the leader's approval; the seal of the records clerk."""
ROLES: dict[Who, str] = {"leader": "lanh_dao", "agency": "van_thu"}
STATES = {
    "waiting": N_("Chờ ký"),
    "under_way": N_("Đang ký"),
    "judged": N_("Đang xét"),
    "done": N_("Đã ký"),
    "failed": N_("Không thành"),
    "given_up": N_("Đã bỏ"),
    "expired": N_("Quá lâu"),
}
WAYS = {
    "pc": N_("khóa trên máy này"),
    "tool": N_("phần mềm ký quốc gia"),
    "agent": N_("máy ký đã ghép"),
    "hand": N_("công cụ khác, bằng tay"),
}


def turns(person: Person) -> list[Who]:
    """In whose place a person signs."""
    return [who for who, role in ROLES.items() if role in person.roles]


def row_of(request: Request, person: Person) -> NumberRow | None:
    """The document of the address; None where it is none, or of another unit."""
    which, name = named(request)
    desk = house_of(request).desk(request)
    rows = register.run(desk, register.Request("show", which, name)).rows
    return rows[0] if rows and rows[0].ma and elsewhere(request, person) is None else None


def prepared(house: House, person: Person, plan: str) -> tuple[SigningJob | None, str]:
    """The PDF that is to be signed, made where there is none; else why not."""
    done = sign.run(house.desk_for(person), sign.Request((plan,), prepare=True), str)
    if has_errors(done.diagnostics) or not done.done:
        return None, "; ".join(words_of(one) for one in done.diagnostics)
    return done.done[0], ""


def begin(house: House, person: Person, row: NumberRow, who: Who, way: Way) -> Begun | str:
    """A session for a document; a text says why there is none."""
    job, problem = prepared(house, person, row.ma or "")
    if job is None:
        return problem
    which = f"{row.book.co_quan}/{row.book.loat}/{row.book.nam}/{row.so}"
    document = SigningDocument(which, row.ma or "", row.number)
    sent = hashlib.sha256(job.source.read_bytes()).hexdigest()
    begun = house.sessions.begin(document, person, who, way, sent)
    house.note(person, "sign_begin", {"number": row.number, "way": way, "who": who})
    return begun


def take_back(house: House, session: Session, data: bytes) -> Session | None:
    """Judge a signed file and end its session; only the verb's word counts."""
    asked = sign.Request((session.document.plan,), adopt=data)
    done = sign.run(house.desk_for(session.person), asked, str)
    failed = has_errors(done.diagnostics) or not done.done
    reason = "; ".join(words_of(one) for one in done.diagnostics) or _("không nhận được tệp")
    return close(house, session, reason if failed else "")


def close(house: House, session: Session, reason: str) -> Session | None:
    """The end of a session, written down."""
    ended = house.sessions.ended(session.id, reason)
    content = {"number": session.document.printed, "way": session.way, "who": session.who}
    what = "sign_failed" if reason else "sign"
    house.note(session.person, what, {**content, "reason": reason[:300]} if reason else content)
    return ended


# ------------------------------------------------------------------ pages


def _list(request: Request, person: Person) -> Response:
    """What this person signs: waiting, under way, done, failed."""
    if not may(person, "sign"):
        title = _("Việc này không thuộc vai trò của bạn")
        return page(request, "message.html", 403, title=title, text="")
    house = house_of(request)
    return page(
        request,
        "signing.html",
        waiting=_waiting(request, person),
        sessions=house.sessions.of(person),
        states={key: _(words) for key, words in STATES.items()},
        ways={key: _(words) for key, words in WAYS.items()},
        pairs=house.agents is not None,
        code="",
    )


def _waiting(request: Request, person: Person) -> list[WorkLine]:
    """The documents whose next step is a signature that this person makes."""
    house = house_of(request)
    work = my_work.run(house.desk(request), my_work.Request(person.roles, person.unit))
    look = house.looker(person)
    signs = [one for one in work.waiting if one.do in ("sign", "seal") and one.number]
    return [line_of(one) for one in signs if look("see", one.row.plan)]


def _page(request: Request, person: Person) -> Response:
    """The ways to sign one document."""
    row = row_of(request, person)
    if row is None or row.state != "phat_hanh" or not may(person, "sign"):
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    return _shown(request, person, row, 200, "")


def _shown(request: Request, person: Person, row: NumberRow, status: int, problem: str) -> Response:
    house = house_of(request)
    left = sign.turns_left(house.desk(request), row)
    own = house.people is None
    held, found = sign.held(house.desk(request)) if own else ([], [])
    answer = page(
        request,
        "sign.html",
        status,
        row=row,
        address=address_of(row),
        turns=[who for who in turns(person) if who in left],
        left=left,
        own=own,
        held=held,
        found=told(found),
        agents=house.agents is not None and house.agents.has(person),
        tool=TOOL,
        problem=problem,
    )
    answer.headers["content-security-policy"] = f"{POLICY}; connect-src 'self' {TOOL}"
    return answer


async def _begin(request: Request) -> Response:
    """Begin a signature in one of the ways; with a key on this PC it is made at once."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    async with request.form(max_files=1, max_fields=8) as form:
        way, who, pin = (str(form.get(name, "")) for name in ("way", "who", "pin"))
        file = form.get("file")
        chosen = await file.read(LONGEST_KEY + 1) if isinstance(file, UploadFile) else b""
        token = str(form.get("key", ""))

    def work() -> Response:
        row = row_of(request, person)
        if row is None or row.state != "phat_hanh":
            return page(request, "message.html", 404, title=_("Không có trang này"), text="")
        if not may(person, "sign") or who not in turns(person):
            title = _("Việc này không thuộc vai trò của bạn")
            return page(request, "message.html", 403, title=title, text="")
        possible = {"tool": True, "agent": house.agents is not None, "pc": house.people is None}
        if not possible.get(way, False):
            return page(request, "message.html", 422, title=_("Yêu cầu không hợp lệ"), text="")
        if who not in sign.turns_left(house.desk(request), row):
            return _told_why(request, person, row, way, _("Phần này của văn bản đã ký xong"))
        key = chosen or (_offered(house.desk(request), token) if way == "pc" else "")
        if way == "pc" and not key:
            problem = _("Chưa chọn tệp chứng thư hoặc chứng thư trên thiết bị ký.")
            return _shown(request, person, row, 422, problem)
        begun = begin(house, person, row, who, cast("Way", way))
        if isinstance(begun, str):
            return _told_why(request, person, row, way, begun)
        if way == "tool":
            return JSONResponse(tool_message(request, row, begun))
        if way == "pc":
            ended = _with_key(house, begun.session, key, pin)
            if ended.reason:
                return _shown(request, person, row, 409, ended.reason)
            return back_to(address_of(row))
        return back_to("/signing")

    return await run_in_threadpool(work)


def _told_why(request: Request, person: Person, row: NumberRow, way: str, problem: str) -> Response:
    """Why no signature begins: on the page, or for its script, which calls the tool."""
    if way == "tool":
        return JSONResponse({"message": problem}, 409)
    return _shown(request, person, row, 409, problem)


def _offered(desk: Desk, token: str) -> str:
    """The address of a token's certificate, where this machine has it; no other is followed."""
    held, _found = sign.held(desk) if token else ([], [])
    return token if any(one.address == token for one in held) else ""


def _with_key(house: House, session: Session, key: str | bytes, pin: str) -> Session:
    house.sessions.fetched(session.id)
    asked = sign.Request((session.document.plan,), session.who, key)
    done = sign.run(house.desk_for(session.person), asked, lambda: pin)
    reason = "; ".join(words_of(one) for one in done.diagnostics) or _("không nhận được tệp")
    return close(house, session, "" if done.done else reason) or session


def tool_message(request: Request, row: NumberRow, begun: Begun) -> dict[str, Any]:
    """What the page hands to the national tool, and where it then asks how it went."""
    base = str(request.base_url).rstrip("/")
    return {
        "service": f"{TOOL}/{VERBS[begun.session.who]}",
        "session": f"/signing/{begun.session.id}",
        "message": {
            "FileUploadHandler": f"{base}/signing/take/{begun.take}",
            "SessionId": "",
            "JWTToken": "",
            "FileName": f"{base}/signing/give/{begun.give}/{row.so}.pdf",
            "MetaData": [],
            "DocNumber": row.number,
            "IssuedDate": row.ngay.strftime("%d/%m/%Y"),
        },
    }


async def _by_hand(request: Request) -> Response:
    """Take the PDF back that was signed with another tool; judged by its bytes."""
    house, person = house_of(request), house_of(request).who(request)
    if person is None:
        return page(request, "stranger.html", 401)
    async with dropped(request) as got:
        data = await run_in_threadpool(got.file.read_bytes) if got.file else b""

    def work() -> Response:
        row = row_of(request, person)
        if row is None:
            return page(request, "message.html", 404, title=_("Số này chưa có văn bản"), text="")
        if not may(person, "sign"):
            title = _("Việc này không thuộc vai trò của bạn")
            return page(request, "message.html", 403, title=title, text="")
        if not data:
            return page(request, "message.html", 422, title=_("Chưa chọn tệp nào"), text="")
        begun = begin(house, person, row, (turns(person) or ["leader"])[0], "hand")
        if isinstance(begun, str):
            return _shown(request, person, row, 409, begun)
        session = house.sessions.returned(begun.session.id) or begun.session
        ended = take_back(house, session, data)
        if ended is None or ended.state != "done":
            return _shown(request, person, row, 409, ended.reason if ended else "")
        return back_to(address_of(row))

    return await run_in_threadpool(work)


def _state(request: Request, person: Person) -> Response:
    """How a session stands, for a page that waits."""
    found = house_of(request).sessions.called(request.path_params["session"])
    if found is None or found.person.name != person.name:
        return JSONResponse({"message": _("Không có phiên ký này")}, 404)
    state = {"state": found.state, "told": _(STATES[found.state]), "reason": found.reason}
    return JSONResponse(state)


# ------------------------------------------------------------------ the tool: no cookie, two tokens


def _give(request: Request) -> Response:
    """The PDF for the token of a session that is open."""
    house = house_of(request)
    found = house.sessions.given(request.path_params["token"])
    return document_of(house, found)


def document_of(house: House, session: Session | None) -> Response:
    """The PDF of a session, as it was when the session began."""
    refused = Response(_("Phiên ký không có, đã dùng hoặc quá lâu"), 403)
    if session is None:
        return refused
    job, _problem = prepared(house, session.person, session.document.plan)
    if job is None or hashlib.sha256(job.source.read_bytes()).hexdigest() != session.sent:
        return refused
    return FileResponse(job.source, media_type="application/pdf")


async def _take(request: Request) -> Response:
    """The signed PDF, once; the answer is in the form that the tool hands on."""
    house = house_of(request)
    session = house.sessions.taken(request.path_params["token"])
    if session is None:
        return JSONResponse(_answer(1, _("Phiên ký không có, đã dùng hoặc quá lâu")), 403)
    async with dropped(request, name_of_file="uploadfile") as got:
        data = await run_in_threadpool(got.file.read_bytes) if got.file else b""
    ended = await run_in_threadpool(take_back, house, session, data)
    if ended is None or ended.state != "done":
        return JSONResponse(_answer(1, ended.reason if ended else ""))
    return JSONResponse(_answer(0, "", f"{session.document.plan}.pdf"))


def _answer(status: int, message: str, name: str = "") -> dict[str, Any]:
    return {"Status": status, "Message": message, "FileName": name, "FileServer": name}


ROUTES = [
    Route("/signing", known(_list)),
    Route("/signing/give/{token}/{name}", _give),
    Route("/signing/take/{token}", _take, methods=["POST"]),
    Route("/signing/{session}", known(_state)),
    Route(ONE + "/sign", known(_page)),
    Route(ONE + "/sign", _begin, methods=["POST"]),
    Route(ONE + "/signed", _by_hand, methods=["POST"]),
]
