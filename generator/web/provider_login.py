"""Coming in by the office's identity provider: sent there, and taken back."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from generator.locale import _
from generator.web.identities import admitted, begun, taken
from generator.web.pages import back_to, house_of, local, page
from generator.web.provider import REASONS, LoginRefused

if TYPE_CHECKING:
    from starlette.requests import Request

    from generator.web.people import People
    from generator.web.provider import Provider

BROWSER = "kehoach_login"
"""Binds a login to the browser that began it; Lax, for the browser comes back from elsewhere."""
LONGEST = 4000


def _both(request: Request) -> tuple[People, Provider] | None:
    house = house_of(request)
    return (house.people, house.provider) if house.people and house.provider else None


def start(request: Request) -> Response:
    """Send a browser to the provider; only a link of our own pages begins a login."""
    both = _both(request)
    if both is None:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return back_to("/")
    back, browser = local(request.query_params.get("back", "/")), secrets.token_urlsafe(32)
    try:
        made = begun(*both, back, browser)
    except LoginRefused as refused:
        return _refused(request, refused)
    answer = RedirectResponse(made.address, 303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        BROWSER, browser, max_age=600, httponly=True, samesite="lax", path="/login", secure=secure
    )
    return answer


def come_back(request: Request) -> Response:
    """The provider has sent the browser back: a session, or the reason why not."""
    both = _both(request)
    if both is None:
        return page(request, "message.html", 404, title=_("Không có trang này"), text="")
    people, provider = both
    asked = {name: value[:LONGEST] for name, value in request.query_params.items()}
    address = request.client.host if request.client else ""
    try:
        row = taken(people, asked.get("state", ""), request.cookies.get(BROWSER, ""))
        if "error" in asked or not asked.get("code"):
            raise LoginRefused("declined", asked.get("error", ""))  # noqa: TRY301 - one way out
        claims = provider.redeem(
            asked["code"], row.verifier, row.nonce, asked.get("iss"), people.seconds()
        )
        entrance = admitted(people, provider, claims, address)
    except LoginRefused as refused:
        content = {"address": address[:64], "reason": refused.reason, "detail": refused.detail}
        people.note(provider.settings.nha_cung_cap, "login_refused", content)
        return _refused(request, refused)
    # a page, not a redirect: the cookie is Strict, and the way here began at the provider
    answer = page(request, "welcome.html", back=local(row.back))
    secure = request.url.scheme == "https"
    answer.set_cookie(
        house_of(request).cookie,
        entrance.token,
        httponly=True,
        samesite="strict",
        path="/",
        secure=secure,
    )
    answer.delete_cookie(BROWSER, path="/login")
    return answer


def _refused(request: Request, refused: LoginRefused) -> Response:
    status = 503 if refused.reason == "unreachable" else 403
    answer = page(
        request, "login.html", status, problem=_(REASONS[refused.reason]), back="/", name=""
    )
    answer.delete_cookie(BROWSER, path="/login")
    return answer


ROUTES = [Route("/login/provider", start), Route("/login/callback", come_back)]
