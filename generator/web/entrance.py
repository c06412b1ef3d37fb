"""Coming in: the one-time address of the window, the language, whether the server is well."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.responses import JSONResponse, RedirectResponse, Response

from generator import __version__
from generator.locale import _
from generator.storage.database import Unavailable
from generator.web.pages import back_to, house_of, local, page

if TYPE_CHECKING:
    from starlette.requests import Request

LEAST_FREE = 200_000_000
"""Bytes; below this a day's work may not fit on the disk any more."""


def enter(request: Request) -> Response:
    """The token of the address becomes a cookie; it is good once."""
    house = house_of(request)
    if house.who(request) is not None:
        return RedirectResponse("/", 303)
    cookie = house.admit(request.query_params.get("token", ""))
    if cookie is None:
        return page(request, "stranger.html", 401)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(house.cookie, cookie, httponly=True, samesite="strict", path="/")
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
        house.cookie, entrance.token, httponly=True, samesite="strict", path="/", secure=secure
    )
    return answer


async def log_out(request: Request) -> Response:
    """The session ends here and in the database."""
    house = house_of(request)
    people = house.people
    if people is not None:
        await run_in_threadpool(people.log_out, request.cookies.get(house.cookie, ""))
    answer = back_to("/")
    answer.delete_cookie(house.cookie, path="/")
    return answer


async def language(request: Request) -> Response:
    """Choose the language of the pages."""
    form = await request.form()
    answer = back_to(local(str(form.get("back", "/"))))
    chosen = "en" if form.get("language") == "en" else "vi"
    answer.set_cookie("kehoach_language", chosen, max_age=31_536_000, samesite="strict")
    return answer


def health(request: Request) -> Response:
    """Whether the server, its database and its disk serve; says nothing about the plans.

    JSON for a watcher, with 503 where somebody has to act; a page for a person's browser.
    """
    house = house_of(request)
    status, message = "ok", _("Máy chủ hoạt động")
    if house.people is not None:
        try:
            house.people.who("")
        except Unavailable:
            status, message = "database", _("Cơ sở dữ liệu không trả lời")
    free = shutil.disk_usage(house.root).free
    if status == "ok" and free < LEAST_FREE:
        status, message = "disk", _("Đĩa sắp đầy: mọi việc ghi sẽ sớm thất bại")
    code = 200 if status == "ok" else 503
    if "text/html" in request.headers.get("accept", ""):
        told = _("Bản {ban}; đĩa còn {mb} MB.").format(ban=__version__, mb=free // 1_000_000)
        return page(request, "message.html", code, title=message, text=told)
    said = {"status": status, "version": __version__, "message": message}
    return JSONResponse({**said, "disk_free_mb": free // 1_000_000}, code)
