"""Coming in: the one-time address of the window, the language, whether the server is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, RedirectResponse, Response

from generator import __version__
from generator.locale import _
from generator.web.house import COOKIE
from generator.web.pages import back_to, house_of, page

if TYPE_CHECKING:
    from starlette.requests import Request


def enter(request: Request) -> Response:
    """The token of the address becomes a cookie; it is good once."""
    house = house_of(request)
    if house.who(request) is not None:
        return RedirectResponse("/", 303)
    cookie = house.admit(request.query_params.get("token", ""))
    if cookie is None:
        return page(request, "stranger.html", 401)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
    return answer


async def language(request: Request) -> Response:
    """Choose the language of the pages."""
    form = await request.form()
    answer = back_to(_local(str(form.get("back", "/"))))
    chosen = "en" if form.get("language") == "en" else "vi"
    answer.set_cookie("kehoach_language", chosen, max_age=31_536_000, samesite="strict")
    return answer


def _local(address: str) -> str:
    """An address of this server; anything else is the front page."""
    return address if address.startswith("/") and not address.startswith("//") else "/"


def health(request: Request) -> Response:
    """Whether the server answers, for a watcher; says nothing about the plans."""
    del request
    return JSONResponse({"status": "ok", "version": __version__, "message": _("Máy chủ hoạt động")})
