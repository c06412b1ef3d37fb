"""Coming in: the one-time address of the window, the language, whether the server is well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse, Response

from generator import __version__
from generator.locale import _
from generator.storage.database import Unavailable
from generator.web.house import COOKIE
from generator.web.pages import back_to, house_of, local, page

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


async def log_in(request: Request) -> Response:
    """Name and password become a session; a failure tells neither which of them was wrong."""
    house = house_of(request)
    people = house.people
    if people is None:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    form = await request.form()
    name, password = str(form.get("name", "")), str(form.get("password", ""))
    back = local(str(form.get("back", "/")))
    address = request.client.host if request.client else ""
    entrance = await run_in_threadpool(people.log_in, name, password, address)
    if not entrance.token:
        problem = (
            _("Sai nhiều lần quá; đợi 15 phút rồi thử lại")
            if entrance.wait
            else _("Tên đăng nhập hoặc mật khẩu không đúng")
        )
        status = 429 if entrance.wait else 401
        return page(request, "login.html", status, problem=problem, back=back, name=name)
    answer = back_to(back)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        COOKIE, entrance.token, httponly=True, samesite="strict", path="/", secure=secure
    )
    return answer


async def log_out(request: Request) -> Response:
    """The session ends here and in the database."""
    house = house_of(request)
    people = house.people
    if people is not None:
        await run_in_threadpool(people.log_out, request.cookies.get(COOKIE, ""))
    answer = back_to("/")
    answer.delete_cookie(COOKIE, path="/")
    return answer


async def language(request: Request) -> Response:
    """Choose the language of the pages."""
    form = await request.form()
    answer = back_to(local(str(form.get("back", "/"))))
    chosen = "en" if form.get("language") == "en" else "vi"
    answer.set_cookie("kehoach_language", chosen, max_age=31_536_000, samesite="strict")
    return answer


def health(request: Request) -> Response:
    """Whether the server and its database answer, for a watcher; says nothing about the plans."""
    people = house_of(request).people
    if people is not None:
        try:
            people.who("")
        except Unavailable:
            lacking = {"status": "database", "message": _("Cơ sở dữ liệu không trả lời")}
            return JSONResponse({**lacking, "version": __version__}, 503)
    return JSONResponse({"status": "ok", "version": __version__, "message": _("Máy chủ hoạt động")})
