"""The gate before the pages: what `may` refuses no route is asked for.

One table says which address is which action, so that a page added later is closed until it
says what it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from generator.locale import _
from generator.storage.database import Unavailable
from generator.web.compare import VERSION
from generator.web.house import KNOWN
from generator.web.may import may
from generator.web.pages import INSIDE, page

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from generator.web.house import House
    from generator.web.may import Action, Person

_PLAN = re.compile(r"/plans/([^/]+)(?:/([^/]+).*)?")
_WRITES: dict[str, Action] = {
    "pages": "see",
    "way": "step",
    "derive": "derive",
    "enter_number": "enter_number",
    "issue": "issue",
    "comments": "remark",
    "opinions": "remark",
    "dossier": "arrange",
    "progress": "arrange",
}
"""What a writing request below a plan is; all others change its text."""
_ELSEWHERE: dict[str, Action] = {
    "/receive": "receive",
    "/register": "register",
    "/dossiers": "arrange",
    "/settings": "settings",
    "/bulk": "bulk",
}


def action_of(method: str, path: str) -> tuple[Action | None, str]:
    """What a request asks to do, and to which plan; (None, "") for what is open to all."""
    found = _PLAN.fullmatch(path)
    if found is None:
        return _ELSEWHERE.get("/" + path.split("/")[1]), ""
    if method in ("GET", "HEAD"):
        return "see", found[1]
    return _WRITES.get(found[2] or "", "write"), found[1]


def _shows_above(path: str) -> bool:
    """Whether a page shows what the plan above says."""
    return path.rstrip("/").rpartition("/")[2] in ("sheet", "above")


def _shows_inside(path: str) -> bool:
    """Whether a page shows how a plan came about, which is its own unit's business."""
    found = _PLAN.fullmatch(path)
    return found is not None and found[2] in INSIDE


class Gate:
    """Knows who is asking before a route runs, and lets nobody to what is not theirs."""

    def __init__(self, app: ASGIApp, house: House) -> None:
        self.app, self.house = app, house

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self.app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            refused = await run_in_threadpool(self._refusal, request)
        except Unavailable:
            request.scope[KNOWN] = None
            message = _("Cơ sở dữ liệu không trả lời; những gì đã lưu vẫn còn nguyên")
            refused = _refused(request, 503, message)
        await (refused or self.app)(scope, receive, send)

    def _refusal(self, request: Request) -> Response | None:
        with self.house.standing():
            return self._looked(request)

    def _looked(self, request: Request) -> Response | None:
        person = self.house.who(request)
        action, plan = action_of(request.method, request.url.path)
        if person is None or action is None:
            return None  # strangers are met by the routes
        other = request.query_params.get("with", "")
        named = [plan, "" if other.startswith(VERSION) else other] if plan else []
        if not all(self.house.allows(person, "see", one) for one in named if one):
            return _refused(request, 404, _("Không có kế hoạch này"))
        inner = action == "see" and _shows_inside(request.url.path)
        if inner and not self.house.allows(person, "remark", plan):
            return _refused(request, 404, _("Không có trang này"))
        if _shows_above(request.url.path) and plan and not self.house.above(person, plan):
            message = _("Không có kế hoạch cấp trên đã phát hành để xem ở đây")
            return _refused(request, 404, message)
        if self._allowed(person, action, plan):
            return None
        if may(person, action):
            return _refused(request, 403, _("Kế hoạch không ở trạng thái cho làm việc này"))
        return _refused(request, 403, _("Việc này không thuộc vai trò của bạn"))

    def _allowed(self, person: Person, action: Action, plan: str) -> bool:
        return self.house.allows(person, action, plan) if plan else may(person, action)


def _refused(request: Request, status: int, message: str) -> Response:
    """In the words of who asks: a page for people, JSON for scripts of a page."""
    if "html" in request.headers.get("accept", "") or request.method == "GET":
        return page(request, "message.html", status, title=message, text="")
    return JSONResponse({"message": message}, status)
