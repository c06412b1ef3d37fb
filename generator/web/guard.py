"""Who may talk to the server: known hosts, own pages, bounded bodies; and what a page may load.

Pure ASGI, so that a refused request costs nothing: no route, no session, no body is read.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from generator.locale import _, language, speak
from generator.web.assets import assets

if TYPE_CHECKING:
    from collections.abc import Collection

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

MAX_BODY = 64_000_000
"""Bytes of a request; a scanned plan of 300 pages has some 40 million."""
SAFE = ("GET", "HEAD", "OPTIONS")
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Refuses foreign hosts (421), cross-site writes (403) and bodies without bound (413)."""

    def __init__(
        self,
        app: ASGIApp,
        hosts: Collection[str],
        max_body: int = MAX_BODY,
        *,
        encrypted: bool = False,
    ) -> None:
        self.app, self.hosts, self.max_body = app, frozenset(hosts), max_body
        self.encrypted = encrypted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        speak(_wanted(headers))
        refused = self._refusal(scope, headers)
        if refused is not None:
            await refused(scope, receive, _sealed(send))
            return
        await self.app(scope, self._bounded(receive), _sealed(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        said = self._said(scope, headers)
        if said is None:
            return None
        words, status, known = said
        if "text/html" not in headers.get("accept", ""):
            return PlainTextResponse(words, status)
        return HTMLResponse(_in_a_page(words, back=known), status)

    def _said(self, scope: Scope, headers: Headers) -> tuple[str, int, bool] | None:
        """Why a request is refused, its status, and whether this is a server of that name."""
        host = headers.get("host", "").rsplit(":", 1)[0].strip("[]").lower()
        if host not in self.hosts:
            return _("Máy chủ này không có tên đó"), 421, False
        if self.encrypted and scope["scheme"] != "https" and scope["path"] != "/health":
            return _("Chỉ nhận kết nối HTTPS qua máy chủ phía trước"), 403, False
        if scope["method"] not in SAFE and not _own(headers):
            return _("Yêu cầu đến từ một trang khác nên bị từ chối"), 403, True
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > self.max_body:
            return _("Tệp gửi lên quá lớn"), 413, True
        return None

    def _bounded(self, receive: Receive) -> Receive:
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.max_body:  # a body that did not say how long it is
                return {"type": "http.disconnect"}
            return message

        return bounded


def _in_a_page(words: str, *, back: bool) -> str:
    """The words for a person's browser: no session is asked, so the page names nobody."""
    link = f'<p><a class="button" href="/">{escape(_("Về việc của tôi"))}</a></p>' if back else ""
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(words)} – kehoach</title>"
        f'<link rel="stylesheet" href="{assets()}/kehoach.css"></head>'
        f"<body><main><h1>{escape(words)}</h1>{link}</main></body></html>"
    )


def _wanted(headers: Headers) -> str:
    """The language: chosen on the page (a cookie), else Vietnamese."""
    for part in headers.get("cookie", "").split(";"):
        name, _sep, value = part.strip().partition("=")
        if name == "kehoach_language":
            return value
    return "vi"


def _own(headers: Headers) -> bool:
    """Whether a writing request comes from one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    origin = headers.get("origin")
    if origin is None:
        return "cookie" not in headers  # a program without a browser's cookies
    return origin.partition("//")[2] == headers.get("host")


def _sealed(send: Send) -> Send:
    async def sealed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return sealed
