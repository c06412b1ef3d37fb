"""The people of a server: accounts, sessions, failed logins, and what everybody did.

Everything here can be lost without loss of a plan: files and the register are the truth. What
a session may do is not decided here but by `may`.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import func, select, text

from generator.diagnostics import Diagnostic, error
from generator.issuance.register.hash_chain import GENESIS, canonical
from generator.locale import _
from generator.storage.database import Database, open_database
from generator.storage.dump import FORM, DatabaseCopy, copied, read_copy, restored
from generator.web.may import ROLES, Person
from generator.web.people_tables import (
    PASSING,
    PEOPLE,
    about,
    failures,
    log,
    sessions,
    users,
)
from generator.workspace.desk import VIETNAM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection, Row

PLACE = ".kehoach/web.db"
"""Where the database is unless a URL says otherwise."""
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""argon2id with 19 MiB, two passes, one lane: some 64 ms of an office PC."""
LIFE, IDLE = 12 * 3600, 2 * 3600
"""Seconds a session lives in all, and without a request."""
TOUCHED = 60
"""Seconds after which a request is written down as a sign of life."""
WINDOW = 15 * 60
"""Seconds for which a failed login counts."""
TRIES, TRIES_OF_ADDRESS, TRIES_OF_NAME = 5, 30, 50
"""Failed logins of one name from one address; of an address; of a name from anywhere."""
SHORTEST, LONGEST = 10, 200
"""Characters of a password."""
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?")


class ListedPerson(NamedTuple):
    """A person as the list of users tells."""

    name: str
    full_name: str
    unit: str
    roles: tuple[str, ...]
    disabled: bool

    @property
    def person(self) -> Person:
        """Who is asking, as records name the person: nobody else has this name."""
        return Person(f"{self.full_name} ({self.name})", self.roles, self.unit)


class Entrance(NamedTuple):
    """What came of a login."""

    token: str = ""
    """What the cookie carries; "" for no."""
    wait: bool = False
    """Too many failed before; the password was not even looked at."""


class First(msgspec.Struct):
    """A backup in its first form, by programs before schema 2."""

    version: int
    users: list[dict[str, Any]]
    log: list[dict[str, Any]]


class People:
    """Accounts and sessions in a database; every method may raise Unavailable."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self.database, self.clock = database, clock
        self._nobody = HASHER.hash(secrets.token_hex(8))
        """What a password of an unknown name is compared with: it takes as long."""

    # -------------------------------------------------------------- accounts

    def accounts(self) -> list[ListedPerson]:
        """Everybody, by name."""
        with self.database.reading() as at:
            return [account_of(row) for row in at.execute(select(users).order_by(users.c.name))]

    def add(self, wanted: ListedPerson, password: str | None, who: str) -> Diagnostic | None:
        """A new account; what speaks against it comes back and nothing is written.

        Without a password the identity provider alone lets this person in.
        """
        wrong = _mistake(wanted)
        if password is not None:
            wrong = wrong or weak(wanted.name, password)
        if wrong is not None:
            return wrong
        row = {**wanted._asdict(), "roles": " ".join(wanted.roles)}
        hashed = HASHER.hash(secrets.token_hex(32) if password is None else password)
        with self.database.writing() as at:
            if found_user(at, wanted.name) is not None:
                return error("LN031", _("Đã có người dùng {ten}").format(ten=wanted.name))
            at.execute(users.insert().values(**row, password=hashed))
            content = {"name": wanted.name, "unit": wanted.unit, "roles": row["roles"]}
            self.append(at, who, "user_add", content)
        return None

    def set_password(self, name: str, password: str, who: str) -> Diagnostic | None:
        """Another password; whoever is in under this name is put out."""
        return weak(name, password) or self._change(
            name, who, "user_password", password=HASHER.hash(password)
        )

    def set_disabled(self, name: str, who: str, *, disabled: bool) -> Diagnostic | None:
        """Close an account, at once and everywhere, or open it again."""
        what = "user_disable" if disabled else "user_enable"
        return self._change(name, who, what, disabled=disabled)

    def _change(self, name: str, who: str, what: str, **values: Any) -> Diagnostic | None:
        with self.database.writing() as at:
            if found_user(at, name) is None:
                return error("LN031", _("Không có người dùng {ten}").format(ten=name))
            at.execute(users.update().where(users.c.name == name).values(**values))
            at.execute(sessions.delete().where(sessions.c.name == name))
            self.append(at, who, what, {"name": name})
        return None

    # -------------------------------------------------------------- sessions

    def log_in(self, name: str, password: str, address: str) -> Entrance:
        """A session for the right password; failures are counted by name and by address."""
        name, address, moment = name.strip().lower()[:40], address[:64], self.seconds()
        with self.database.reading() as at:
            if _too_many(at, name, address, moment):
                return Entrance(wait=True)
            row = found_user(at, name)
        good = _matches(row.password if row is not None else self._nobody, password)
        account = account_of(row) if row is not None else None
        with self.database.writing() as at:
            at.execute(failures.delete().where(failures.c.moment < moment - WINDOW))
            if account is None or not good or account.disabled:
                at.execute(failures.insert().values(name=name, address=address, moment=moment))
                self.append(at, name, "login_failed", {"address": address})
                return Entrance()
            return self.session(at, account, {"address": address})

    def session(self, at: Connection, account: ListedPerson, content: dict[str, str]) -> Entrance:
        """A new session for somebody who was recognised; `content` goes into the log."""
        token, moment = secrets.token_urlsafe(32), self.seconds()
        at.execute(sessions.delete().where(sessions.c.began < moment - LIFE))
        values = {"digest": _digest(token), "name": account.name, "began": moment, "seen": moment}
        at.execute(sessions.insert().values(**values))
        self.append(at, account.person.name, "login", content)
        return Entrance(token)

    def who(self, token: str, *, working: bool = True) -> Person | None:
        """Whose session this is; None when it is none, is over, or its clock makes no sense.

        `working`: whether this keeps the session from ending for want of work.
        """
        digest, moment = _digest(token), self.seconds()
        with self.database.reading() as at:
            asked = select(users, sessions.c.began, sessions.c.seen).join(
                sessions, sessions.c.name == users.c.name
            )
            row = at.execute(asked.where(sessions.c.digest == digest)).first()
        if row is None or row.disabled or not -TOUCHED <= moment - row.began <= LIFE:
            return None
        if moment - row.seen > IDLE:
            return None
        if working and moment - row.seen > TOUCHED:
            with self.database.writing() as at:
                mine = sessions.c.digest == digest
                at.execute(sessions.update().where(mine).values(seen=moment))
        return account_of(row).person

    def log_out(self, token: str) -> None:
        """End a session; the cookie is worth nothing from now on."""
        with self.database.writing() as at:
            at.execute(sessions.delete().where(sessions.c.digest == _digest(token)))

    # -------------------------------------------------------------- the log

    def note(self, who: str, what: str, content: dict[str, str]) -> None:
        """Write down what somebody did."""
        with self.database.writing() as at:
            self.append(at, who, what, content)

    def audit(self) -> tuple[int, int | None]:
        """How many acts the log has, and the first whose hash is not what it should be."""
        with self.database.reading() as at:
            rows = at.execute(select(log).order_by(log.c.position)).all()
        return len(rows), _broken([dict(row._mapping) for row in rows])

    def append(self, at: Connection, who: str, what: str, content: dict[str, str]) -> None:
        """Write down what somebody did, within a transaction."""
        if at.dialect.name == "postgresql":
            at.execute(text("SELECT pg_advisory_xact_lock(30032021)"))
        last = at.execute(select(log).order_by(log.c.position.desc()).limit(1)).first()
        row = {
            "position": last.position + 1 if last else 1,
            "moment": self.clock().astimezone(VIETNAM).isoformat(timespec="seconds"),
            "who": who[:100],
            "what": what,
            "content": canonical(content),
        }
        at.execute(log.insert().values(**row, hash=_link(last.hash if last else GENESIS, row)))

    def seconds(self) -> float:
        """The time in seconds since 1970."""
        return self.clock().timestamp()

    # -------------------------------------------------------------- backup

    def backup(self) -> bytes:
        """All but what only asks people to log in again, the same from SQLite and PostgreSQL."""
        with self.database.reading() as at:
            return copied(at, PEOPLE, without=PASSING)

    def restore(self, data: bytes, who: str) -> Diagnostic | None:
        """Bring a backup into a database that is still empty; whole or not at all."""
        copy = _first(data) or read_copy(data, PEOPLE)
        if isinstance(copy, Diagnostic):
            return copy
        people, acts = (copy.tables.get(one.name, []) for one in (users, log))
        if _broken(acts) is not None:
            return error("LN032", _("Nhật ký trong bản sao lưu không còn nguyên vẹn"))
        problem = restored(self.database, PEOPLE, copy)
        if problem is None:
            self.note(who, "restore", {"users": str(len(people)), "acts": str(len(acts))})
        return problem


def _first(data: bytes) -> DatabaseCopy | None:
    try:
        old = msgspec.json.decode(data, type=First)
    except (msgspec.MsgspecError, UnicodeError):
        return None
    return DatabaseCopy(FORM, about.name, 1, {users.name: old.users, log.name: old.log})


def open_people(
    url: str, root: Path, clock: Callable[[], datetime], *, accept: bool = False
) -> People:
    """The people at a URL; a plain path is a SQLite file below `root`. Raises Unavailable.

    `accept`: also on a server other than it was on before.
    """
    return People(open_database(url, root, PEOPLE, accept=accept), clock)


def weak(name: str, password: str) -> Diagnostic | None:
    """Why a password is not good enough: length counts, not its kinds of characters."""
    if not SHORTEST <= len(password) <= LONGEST or password.lower() == name:
        message = _("Mật khẩu cần {it} đến {nhieu} ký tự và khác tên đăng nhập")
        return error("LN031", message.format(it=SHORTEST, nhieu=LONGEST))
    return None


def _mistake(wanted: ListedPerson) -> Diagnostic | None:
    if not _NAME.fullmatch(wanted.name):
        message = _("Tên đăng nhập gồm chữ thường không dấu, số, . _ -, nhiều nhất 40 ký tự")
        return error("LN031", message)
    if not wanted.full_name.strip() or len(wanted.full_name) > 50:
        return error("LN031", _("Họ và tên cần có, nhiều nhất 50 ký tự"))
    if not wanted.roles or not set(wanted.roles) <= set(ROLES):
        return error(
            "LN031", _("Vai trò là một hay nhiều trong: {ten}").format(ten=", ".join(ROLES))
        )
    return None


def found_user(at: Connection, name: str) -> Row[Any] | None:
    """The row of an account."""
    return at.execute(select(users).where(users.c.name == name)).first()


def account_of(row: Any) -> ListedPerson:
    """An account as its row tells."""
    return ListedPerson(
        row.name, row.full_name, row.unit, tuple(row.roles.split()), bool(row.disabled)
    )


def _matches(hashed: str, password: str) -> bool:
    try:
        return HASHER.verify(hashed, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False


def _too_many(at: Connection, name: str, address: str, moment: float) -> bool:
    recent = select(func.count()).select_from(failures).where(failures.c.moment > moment - WINDOW)
    here, named = failures.c.address == address, failures.c.name == name
    limits = ((recent.where(here, named), TRIES), (recent.where(here), TRIES_OF_ADDRESS))
    counted = (*limits, (recent.where(named), TRIES_OF_NAME))
    return any((at.scalar(asked) or 0) >= limit for asked, limit in counted)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _link(before: str, row: dict[str, Any]) -> str:
    fields = [row[name] for name in ("position", "moment", "who", "what", "content")]
    return hashlib.sha256(canonical([before, *fields]).encode()).hexdigest()


def _broken(rows: Sequence[dict[str, Any]]) -> int | None:
    before = GENESIS
    for position, row in enumerate(rows, 1):
        try:
            fits = row["position"] == position and row["hash"] == _link(before, row)
        except (KeyError, TypeError):
            fits = False
        if not fits:
            return position
        before = row["hash"]
    return None
