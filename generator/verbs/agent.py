"""`agent`: the signer's PC asks an office's server what waits, signs it here, brings it back.

Everything goes outward; the key and its PIN stay. What the server says is only a wish: the
digest of the PDF that came is compared with the one it named, and a person says yes first.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

import msgspec

from generator.diagnostics import Diagnostic, error, has_errors
from generator.issuance.network import Web, WebError, speaks_safely
from generator.locale import _
from generator.plan.typed import from_json
from generator.workspace.signing_settings import KySo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

WAIT = 40.0
"""Seconds for one question; the server answers earlier."""
T = TypeVar("T")


class Offered(msgspec.Struct, frozen=True):
    """What waits for a signature."""

    session: str
    number: str
    who: Literal["leader", "agency"]
    sha256: str
    leaders: list[str]


class _Next(msgspec.Struct):
    session: str | None


class _Paired(msgspec.Struct):
    token: str


class ServerVerdict(msgspec.Struct, frozen=True):
    """What the server made of what came back: it verified the signature."""

    state: str
    reason: str = ""


class PairedServer(NamedTuple):
    """Where a PC asks, and the token it was paired with."""

    address: str
    token: str = ""


def paired(address: str, code: str) -> tuple[PairedServer | None, list[Diagnostic]]:
    """Pair this PC by the code that the signer was shown. Code HT941."""
    server = PairedServer(address.rstrip("/"))
    body = msgspec.json.encode({"code": code})
    found, problems = _asked(server, "/agent/pair", _Paired, body)
    return (server._replace(token=found.token) if found else None), problems


def waiting(server: PairedServer, seconds: float) -> tuple[Offered | None, list[Diagnostic]]:
    """What waits for this signer now, or within some seconds; None for nothing."""
    data, problems = _bytes(server, f"/agent/next?wait={seconds:g}")
    if data is None:
        return None, problems
    try:
        nothing = from_json(data, _Next).session is None
        return (None if nothing else from_json(data, Offered)), []
    except msgspec.MsgspecError:
        return None, [_odd(server)]


def fetched(server: PairedServer, offered: Offered) -> tuple[bytes | None, list[Diagnostic]]:
    """The PDF that is to be signed, the very one that the server named."""
    data, problems = _bytes(server, f"/agent/{offered.session}/pdf")
    if data is not None and hashlib.sha256(data).hexdigest() != offered.sha256:
        return None, [error("HT941", _("PDF nhận được không phải bản máy chủ đã nêu"))]
    return data, problems


def signed(
    pdf: bytes,
    offered: Offered,
    key_name: str,
    ask: Callable[[], str],
    clock: Callable[[], datetime],
) -> tuple[bytes | None, list[Diagnostic]]:
    """The PDF with a signature made here; `ask` gives the PIN. Nothing is asked of the network.

    Time-stamps and the whole verdict are the server's.
    """
    from generator.issuance.pdf.sign_pdf import MarkImages, prepare, sign
    from generator.issuance.verdict.keys import open_key
    from generator.issuance.verdict.office import SigningOffice
    from generator.issuance.verdict.trust_list import TrustStore

    office = SigningOffice(KySo(muc="B-B"), TrustStore(), Web(requests=0), clock)
    key, problems = open_key(key_name)
    if key is None:
        return None, problems
    ready, found = prepare(pdf, offered.number, offered.leaders, office.settings, MarkImages())
    if ready is None or has_errors(found):
        return None, problems + found
    with key.unlock(ask()) as (signer, more):
        problems += [*found, *more]
        if signer is None:
            return None, problems
        made, told = sign(ready, offered.number, signer, offered.who, office, level="B-B")
        return made, problems + told


def brought(
    server: PairedServer, offered: Offered, data: bytes
) -> tuple[ServerVerdict, list[Diagnostic]]:
    """Bring a signed PDF back; the server's verdict on it."""
    return _ended(server, offered, data, "application/pdf")


def declined(
    server: PairedServer, offered: Offered, reason: str
) -> tuple[ServerVerdict, list[Diagnostic]]:
    """Say that this is not signed, and why."""
    return _ended(server, offered, msgspec.json.encode({"reason": reason}), "application/json")


def _ended(
    server: PairedServer, offered: Offered, body: bytes, kind: str
) -> tuple[ServerVerdict, list[Diagnostic]]:
    path = f"/agent/{offered.session}/signed"
    found, problems = _asked(server, path, ServerVerdict, body, kind)
    return found or ServerVerdict("failed"), problems


def _asked(
    server: PairedServer, path: str, type_: type[T], body: bytes, kind: str = "application/json"
) -> tuple[T | None, list[Diagnostic]]:
    data, problems = _bytes(server, path, body, kind)
    if data is None:
        return None, problems
    try:
        return from_json(data, type_), []
    except msgspec.MsgspecError:
        return None, [_odd(server)]


def _bytes(
    server: PairedServer, path: str, body: bytes | None = None, kind: str = ""
) -> tuple[bytes | None, list[Diagnostic]]:
    from urllib.parse import urlsplit

    if not speaks_safely(server.address):
        message = _("Máy chủ phải ở https (http chỉ trên chính máy này): {dia_chi}")
        return None, [error("HT941", message.format(dia_chi=server.address))]
    headers = {"Authorization": f"Bearer {server.token}"} if server.token else {}
    headers |= {"Content-Type": kind} if kind else {}
    web = Web((urlsplit(server.address).netloc,), redirects=0)
    try:
        return web.ask(
            "POST" if body is not None else "GET", server.address + path, body, headers, WAIT
        ), []
    except WebError as fault:
        return None, [error("HT941", _("Máy chủ không nhận: {loi}").format(loi=fault))]


def _odd(server: PairedServer) -> Diagnostic:
    message = _("Nơi ấy không trả lời như một máy chủ kehoach: {dia_chi}")
    return error("HT941", message.format(dia_chi=server.address))


def as_dict(server: PairedServer) -> dict[str, Any]:
    """A pairing as it is kept."""
    return server._asdict()
