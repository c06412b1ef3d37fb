"""What the agent on a signer's PC asks: paired once, it fetches what waits and brings it back.

The key and its PIN never leave that PC, and no port is open on it.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from generator.locale import _
from generator.web.agents import account_name
from generator.web.pages import house_of, known, page
from generator.web.signing import close, document_of, prepared, take_back

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.web.may import Person
    from generator.web.signing_sessions import Session

PATIENCE = 25.0
"""Seconds after which a question without an answer ends, and is asked again."""


def _offered(request: Request, person: Person) -> Response:
    """A pairing code, shown once to the person whose PC it will be."""
    house = house_of(request)
    if house.agents is None:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    code = house.agents.code(account_name(person))
    return page(request, "pair.html", code=code, base=str(request.base_url).rstrip("/"))


async def _pair(request: Request) -> Response:
    """A PC brings the code that its person was shown."""
    found = house_of(request).agents
    said = await _json(request)
    address = request.client.host if request.client else ""
    if found is None or not isinstance(said.get("code"), str):
        return _no()
    token = await run_in_threadpool(found.pair, said["code"], address)
    return JSONResponse({"token": token}) if token else _no()


async def _json(request: Request) -> dict[str, Any]:
    try:
        said = await request.json()
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _no() -> Response:
    return JSONResponse({"message": _("Mã hoặc máy này không được nhận")}, 403)


async def _asking(request: Request) -> Person | None:
    found = house_of(request).agents
    scheme, _space, token = request.headers.get("authorization", "").partition(" ")
    if found is None or scheme.lower() != "bearer" or not token:
        return None
    return await run_in_threadpool(found.who, token)


async def _next(request: Request) -> Response:
    """What waits for this person's signature; the answer waits with it for a while."""
    person = await _asking(request)
    if person is None:
        return _no()
    house, waited = house_of(request), 0.0
    patience = min(PATIENCE, float(request.query_params.get("wait", "25") or 0))
    while (found := house.sessions.waiting(person, "agent")) is None:
        if waited >= patience or await request.is_disconnected():
            return JSONResponse({"session": None})
        await asyncio.sleep(0.25)
        waited += 0.25
    job, problem = await run_in_threadpool(prepared, house, person, found.document.plan)
    if job is None:
        await run_in_threadpool(close, house, found, problem)
        return JSONResponse({"session": None})
    return JSONResponse(
        {
            "session": found.id,
            "number": found.document.printed,
            "who": found.who,
            "sha256": found.sent,
            "leaders": [names[0] for names in job.leaders],
        }
    )


async def _own(request: Request) -> Session | None:
    """The session of the address, where it is one of who asks."""
    person = await _asking(request)
    found = house_of(request).sessions.called(request.path_params["session"])
    mine = person is not None and found is not None and found.person.name == person.name
    return found if mine and found is not None and found.way == "agent" else None


async def _pdf(request: Request) -> Response:
    """The PDF to be signed."""
    found = await _own(request)
    if found is None:
        return _no()
    house = house_of(request)
    return await run_in_threadpool(document_of, house, house.sessions.fetched(found.id))


async def _signed(request: Request) -> Response:
    """What was signed, or the signer's reason for not signing."""
    found, house = await _own(request), house_of(request)
    if found is None:
        return _no()
    if request.headers.get("content-type", "").startswith("application/json"):
        reason = str((await _json(request)).get("reason", ""))[:300] or _("người ký từ chối")
        ended = house.sessions.returned(found.id)
        if ended is None:
            return _no()
        await run_in_threadpool(close, house, ended, reason)
        return JSONResponse({"state": "failed", "reason": reason})
    taken = house.sessions.returned(found.id)
    if taken is None:
        return _no()
    data = await request.body()
    done = await run_in_threadpool(take_back, house, taken, data)
    state, reason = (done.state, done.reason) if done else ("failed", "")
    return JSONResponse({"state": state, "reason": reason})


ROUTES = [
    Route("/signing/pair", known(_offered), methods=["POST"]),
    Route("/agent/pair", _pair, methods=["POST"]),
    Route("/agent/next", _next),
    Route("/agent/{session}/pdf", _pdf),
    Route("/agent/{session}/signed", _signed, methods=["POST"]),
]
