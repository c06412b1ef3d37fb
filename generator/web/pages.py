"""Pages from templates: Vietnamese first, text is data, nothing inline."""

from __future__ import annotations

import logging
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from generator.diagnostics import Severity
from generator.locale import N_, _, language
from generator.web.assets import assets
from generator.web.guard import MAX_BODY
from generator.web.may import may
from generator.web.plain_words import hints_of, message_of
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from starlette.requests import Request

    from generator.diagnostics import Diagnostic
    from generator.web.house import House
    from generator.web.may import Person

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
    made.filters["moment"] = _moment
    made.install_gettext_callables(_, _plural, newstyle=True)  # type: ignore[attr-defined]
    return made


def _moment(written: str) -> str:
    """A moment as records hold it ("2026-11-29T23:26:01"), as an office writes it."""
    day, _sign, time = written[:16].partition("T")
    return " ".join(filter(None, ("/".join(reversed(day.split("-"))), time)))


def _plural(one: str, many: str, number: int) -> str:
    return _(one) if number == 1 else _(many)


def house_of(request: Request) -> House:
    """The house this request came to."""
    found: House = request.app.state.house
    return found


def page(request: Request, template: str, /, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for who is asking, in the language of the request."""
    house = house_of(request)
    if template == "stranger.html" and house.people is not None:
        template = "login.html"
        values = {"problem": "", "name": "", "back": request.url.path, **values}
    if template == "login.html":
        values["provider"] = house.provider.settings.ten if house.provider else ""
    return HTMLResponse(rendered(request, template, **values), status)


def rendered(request: Request, template: str, /, **values: Any) -> str:
    """The text of a page or of a part of one."""
    house = house_of(request)
    person = house.who(request)
    return (
        _environment()
        .get_template(template)
        .render(
            person=person,
            may=may,
            shared=house.people is not None,
            lang=language(),
            path=request.url.path,
            assets=assets(),
            most=MAX_BODY,
            tabs=_tabs(request, person) if not template.startswith(PARTS) else [],
            follow=_follow(request, template, values.get("showing", "")),
            **values,
        )
    )


FOLLOWED = {
    "editor.html": "plan comments way",
    "compare.html": "plan",
    "comments.html": "comments",
    "opinions.html": "plan opinions",
    "way.html": "plan comments opinions way",
}
"""Pages that are told when what they show is of the past, and what that is."""


def _follow(request: Request, template: str, showing: str) -> dict[str, Any] | None:
    """What the script of a page needs to follow its plan; None for pages that do not."""
    if not showing or template not in FOLLOWED:
        return None
    return {
        "plan": request.path_params["plan"],
        "seen": showing,
        "of": FOLLOWED[template],
        "script": "editor" if template == "editor.html" else "fresh",
        "words": {name: _(words) for name, words in NEWS.items()},
    }


NEWS = {
    "outside": N_("Tệp được sửa bên ngoài"),
    "changed": N_("sửa"),
    "added": N_("thêm"),
    "removed": N_("bỏ"),
    "moved": N_("chuyển"),
    "more": N_("và 0 chỗ nữa"),
    "other": N_("phần khác của kế hoạch"),
    "comments": N_("Ý kiến vừa đổi"),
    "opinions": N_("Việc lấy ý kiến vừa đổi"),
    "way": N_("Trạng thái hồ sơ vừa đổi"),
    "taken": N_("Đã lấy về."),
    "left": N_("Lời bạn gõ ở chỗ không còn nữa:"),
    "gone": N_("Nơi khác vừa bỏ nội dung này; lời bạn gõ còn ở đây."),
    "again": N_("Thêm lại"),
    "drop": N_("Bỏ lời gõ"),
}
"""What the script says of the news."""
PARTS = ("editor_nodes", "comments_part")
"""Templates without the frame of a page."""
TABS = {
    "": N_("Soạn"),
    "sheet": N_("Bảng dẫn xuất"),
    "targets": N_("Chỉ tiêu"),
    "above": N_("Từ cấp trên"),
    "compare": N_("So sánh"),
    "comments": N_("Ý kiến"),
    "opinions": N_("Lấy ý kiến"),
    "word": N_("Bản Word"),
    "way": N_("Phiếu trình"),
    "dossier": N_("Hồ sơ"),
    "progress": N_("Tiến độ"),
    "coverage": N_("Cấp dưới"),
}
"""The pages of one plan, in the order of the work."""
FOLLOWING = ("sheet", "above")
"""Those of a plan that carries out one above it."""
INSIDE = ("compare", "comments", "opinions", "way", "news", "dossier", "progress")
"""What shows how a plan came about: earlier texts, remarks, steps; of the own unit only."""
OFFICE = ("opinions", "way", "dossier", "progress")
"""What an office does with a plan of its own."""
LEADING = ("coverage",)
"""Those of a plan that others carry out."""


def _tabs(request: Request, person: Person | None) -> list[dict[str, Any]]:
    """The way to the other pages of the plan at hand; none elsewhere."""
    plan_id, house = request.path_params.get("plan"), house_of(request)
    if plan_id is None or person is None or not house.allows(person, "see", plan_id):
        return []
    facts = house.facts(person, plan_id)
    if facts is None:
        return []
    here = request.url.path.removeprefix(f"/plans/{plan_id}").strip("/").partition("/")[0]
    away = {
        *(() if house.above(person, plan_id) else FOLLOWING),
        *(() if house.leads(plan_id) else LEADING),
        *(() if house.allows(person, "remark", plan_id) else INSIDE),
        *(OFFICE if facts.came else ()),
    }
    shown = [one for one in TABS if one not in away]
    base = f"/plans/{quote(plan_id, safe='')}"
    return [
        {"address": f"{base}/{one}".rstrip("/"), "name": _(TABS[one]), "here": one == here}
        for one in shown
    ]


def known(handler: Callable[[Request, Person], Response]) -> Callable[[Request], Response]:
    """A page for people who have come in; strangers see how to."""

    @wraps(handler)
    def asked(request: Request) -> Response:
        person = house_of(request).who(request)
        if person is None:
            if request.method == "GET":
                return page(request, "stranger.html", 401)
            return Response(_("Phiên làm việc đã hết; mở lại trang rồi thử lại"), 401)
        if request.method != "GET":
            return handler(request, person)
        with house_of(request).standing():
            return handler(request, person)

    return asked


def told(found: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Diagnostics as a page shows them: by words, never by a command or a line of a file."""
    return [
        {
            "code": one.code,
            "kind": SEVERITIES[one.severity][0],
            "severity": _(SEVERITIES[one.severity][1]),
            "message": words_of(one),
            "hints": hints_of(one),
        }
        for one in found
    ]


def words_of(one: Diagnostic) -> str:
    """The message of a diagnostic as a page shows it."""
    return message_of(one)


MANY = 100
"""Lines of a list that are shown at once; the rest are asked for, or found by words."""


def limit_of(request: Request) -> int | None:
    """How many lines of each list are shown; None: all of them."""
    return None if request.query_params.get("all") == "1" else MANY


def unopened(request: Request, found: list[Diagnostic]) -> HTMLResponse:
    """The page in place of a plan that is not there, or that cannot be read: why."""
    text = "; ".join(words_of(one) for one in found)
    return page(request, "message.html", 404, title=_("Không mở được kế hoạch này"), text=text)


async def failed(request: Request, fault: Exception) -> Response:
    """What nobody foresaw: the place in the log, a plain word on the page."""
    if getattr(fault, "status_code", None) == 404:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    if getattr(fault, "status_code", None) == 405:
        title = _("Trang này mở bằng nút ở một trang khác")
        return page(request, "message.html", 405, title=title, text="")
    _LOG.error("%s %s", request.method, request.url.path, exc_info=fault)
    return page(
        request,
        "message.html",
        500,
        title=_("Lỗi của chương trình, không phải của bạn"),
        text=_("Việc vừa rồi chưa làm được; những gì đã lưu vẫn còn nguyên."),
    )


async def blocked(request: Request, fault: Exception) -> Response:
    """What the operating system refused, in words; where files are is nobody's business here."""
    known = fault if isinstance(fault, OSError) else OSError()
    told = os_diagnostic(OSError(known.errno, known.strerror))
    _LOG.error("%s %s: %s", request.method, request.url.path, fault)
    status = 507 if told.code == "HT902" else 503
    text = _("Việc vừa rồi chưa làm được; những gì đã lưu vẫn còn nguyên.")
    return page(request, "message.html", status, title=told.message, text=text)


async def left(request: Request, fault: Exception) -> Response:
    """Who asked went away in the middle, as a newer request takes the place of an older one."""
    del request, fault
    return Response(status_code=499)


def local(address: str) -> str:
    """An address of this server; anything else is the front page."""
    own = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if own and address.isprintable() else "/"


def back_to(address: str, request: Request | None = None) -> RedirectResponse:
    """After a form: see the page that it changed, there where the form stood.

    The form's address says so: `?at=3` is the third of a list, `id="at-3"` on the page. The one
    that comes after it stands there when the third is settled.
    """
    at = request.query_params.get("at", "") if request is not None else ""
    return RedirectResponse(f"{address}#at-{at}" if at.isascii() and at.isdigit() else address, 303)
