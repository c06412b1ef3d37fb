"""Pages from templates: Vietnamese first, text is data, nothing inline."""

from __future__ import annotations

import logging
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.diagnostics import Severity
from generator.locale import N_, _, language
from generator.web.may import may

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from generator.diagnostics import Diagnostic
    from generator.web.house import House
    from generator.web.may import Person

Handler = "Callable[[Request], Response]"
_LOG = logging.getLogger("kehoach.web")
SEVERITIES = {
    Severity.ERROR: ("error", N_("Lỗi")),
    Severity.WARNING: ("warning", N_("Nên xem")),
    Severity.INFO: ("info", N_("Để biết")),
}


@cache
def _environment() -> Environment:
    loader = FileSystemLoader(Path(__file__).parent / "templates")
    made = Environment(
        loader=loader,
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_callables(_, _plural, newstyle=True)  # type: ignore[attr-defined]
    return made


def _plural(one: str, many: str, number: int) -> str:
    return _(one) if number == 1 else _(many)


def house_of(request: Request) -> House:
    """The house this request came to."""
    found: House = request.app.state.house
    return found


def page(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for who is asking, in the language of the request."""
    house = house_of(request)
    person = house.who(request)
    if template == "stranger.html" and house.people is not None:
        template = "login.html"
        values = {"problem": "", "back": request.url.path, **values}
    text = (
        _environment()
        .get_template(template)
        .render(
            person=person,
            may=may,
            shared=house.people is not None,
            lang=language(),
            path=request.url.path,
            **values,
        )
    )
    return HTMLResponse(text, status)


def known(handler: Callable[[Request, Person], Response]) -> Callable[[Request], Response]:
    """A page for people who have come in; strangers see how to."""

    @wraps(handler)
    def asked(request: Request) -> Response:
        person = house_of(request).who(request)
        if person is None:
            if request.method == "GET":
                return page(request, "stranger.html", 401)
            return Response(_("Phiên làm việc đã hết; mở lại trang rồi thử lại"), 401)
        return handler(request, person)

    return asked


def told(found: list[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as a page shows them: by words, never by line of a file."""
    return [
        {
            "code": one.code,
            "kind": SEVERITIES[one.severity][0],
            "severity": _(SEVERITIES[one.severity][1]),
            "message": one.message,
            "hints": one.hints,
        }
        for one in found
    ]


async def failed(request: Request, fault: Exception) -> Response:
    """What nobody foresaw: the place in the log, a plain word on the page."""
    if getattr(fault, "status_code", None) == 404:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    _LOG.error("%s %s", request.method, request.url.path, exc_info=fault)
    return page(
        request,
        "message.html",
        500,
        title=_("Lỗi của chương trình, không phải của bạn"),
        text=_("Việc vừa rồi chưa làm được; những gì đã lưu vẫn còn nguyên."),
    )


def back_to(address: str) -> RedirectResponse:
    """After a form: see the page that it changed."""
    return RedirectResponse(address, 303)
