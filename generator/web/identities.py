"""Logins by an identity provider, as the server keeps them: begun, bound to accounts, used once."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from generator.diagnostics import Diagnostic, error
from generator.locale import _
from generator.web.people import Entrance, ListedPerson, account_of, found_user
from generator.web.people_tables import identities, pending
from generator.web.provider import LoginRefused

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from generator.web.people import People
    from generator.web.provider import Login, Provider

LIFE = 600
"""Seconds within which a browser has to come back."""
MOST = 10_000
"""So many may be under way at once; more is no office but a flood."""


def begun(people: People, provider: Provider, back: str, browser: str) -> Login:
    """A new login for a browser that carries `browser` as a cookie. Raises Refused, Unavailable."""
    made = provider.begin(*(secrets.token_urlsafe(32) for _value in range(3)))
    moment = people.seconds()
    with people.database.writing() as at:
        at.execute(pending.delete().where(pending.c.began < moment - LIFE))
        if (at.scalar(select(func.count()).select_from(pending)) or 0) >= MOST:
            raise LoginRefused("state", "flood")
        row = {"digest": _digest(made.state), "browser": _digest(browser), "nonce": made.nonce}
        more = {"verifier": made.verifier, "back": back, "began": moment}
        at.execute(pending.insert().values(**row, **more))
    return made


def taken(people: People, state: str, browser: str) -> Any:
    """The login that a browser comes back with; nobody can take it again. Raises Refused."""
    digest, moment = _digest(state), people.seconds()
    with people.database.writing() as at:
        row = at.execute(select(pending).where(pending.c.digest == digest)).first()
        gone = at.execute(pending.delete().where(pending.c.digest == digest)).rowcount
    if row is None or gone != 1 or not -LIFE <= moment - row.began <= LIFE:
        raise LoginRefused("state")
    if not hmac.compare_digest(row.browser, _digest(browser)):
        raise LoginRefused("browser")
    return row


def admitted(people: People, provider: Provider, claims: dict[str, Any], address: str) -> Entrance:
    """A session for whom the provider has named. Raises Refused, Unavailable."""
    issuer, subject = provider.settings.nha_cung_cap, claims["sub"]
    with people.database.writing() as at:
        name = _bound(at, issuer, subject)
        first = name is None
        name = name or _named(at, provider, claims)
        row = found_user(at, name)
        if row is None:
            raise LoginRefused("unknown", name)
        account = account_of(row)
        if account.disabled:
            raise LoginRefused("closed", name)
        if first:
            _bind(people, at, issuer, subject, account)
        return people.session(at, account, {"address": address[:64], "provider": issuer})


def _named(at: Connection, provider: Provider, claims: dict[str, Any]) -> str:
    """The account that a claim names, where the office says that one does. Raises Refused."""
    key = provider.settings.ten_theo
    said = claims.get(key) if key else None
    if not isinstance(said, str) or (key == "email" and claims.get("email_verified") is not True):
        raise LoginRefused("unknown", claims["sub"])
    name = said.strip().lower().partition("@")[0] if key == "email" else said.strip().lower()
    of_name = (identities.c.name == name) & (identities.c.issuer == provider.settings.nha_cung_cap)
    if at.execute(select(identities.c.subject).where(of_name)).first() is not None:
        raise LoginRefused("taken", name)
    return name


def _bound(at: Connection, issuer: str, subject: str) -> str | None:
    key = (identities.c.issuer == issuer) & (identities.c.subject == subject)
    found: str | None = at.scalar(select(identities.c.name).where(key))
    return found


def _bind(people: People, at: Connection, issuer: str, subject: str, account: ListedPerson) -> None:
    at.execute(identities.insert().values(issuer=issuer, subject=subject, name=account.name))
    content = {"name": account.name, "issuer": issuer, "subject": subject}
    people.append(at, account.person.name, "identity_bound", content)


def linked(people: People, issuer: str, subject: str, name: str, who: str) -> Diagnostic | None:
    """Say once and for all who somebody of the provider is here."""
    with people.database.writing() as at:
        row = found_user(at, name)
        if row is None:
            return error("LN031", _("Không có người dùng {ten}").format(ten=name))
        if _bound(at, issuer, subject) not in (None, name):
            return error("LN031", _("Người ấy của nhà cung cấp đã gắn với tài khoản khác"))
        at.execute(identities.delete().where(identities.c.name == name))
        at.execute(identities.insert().values(issuer=issuer, subject=subject, name=name))
        content = {"name": name, "issuer": issuer, "subject": subject}
        people.append(at, who, "identity_bound", content)
    return None


def _digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()
