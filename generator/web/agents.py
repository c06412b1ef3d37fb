"""Signers' PCs that are paired with accounts, so that each may ask for what waits to be signed."""

from __future__ import annotations

import hashlib
import secrets
from threading import Lock
from typing import TYPE_CHECKING

from sqlalchemy import select

from generator.diagnostics import error
from generator.locale import _
from generator.web.people import account_of
from generator.web.people_tables import agents, users

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.web.may import Person
    from generator.web.people import People

CODE_LIFE = 600
"""Seconds for which a pairing code can be used, once."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""None that a person takes for another one."""
TRIES = 20
"""Wrong codes after which all open ones are void: 32^8 codes cannot be guessed this way."""
LIFE = 366 * 86_400
"""Seconds after which a PC has to be paired again."""


class Agents:
    """Who may ask for what waits to be signed."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._lock = Lock()
        self._codes: dict[str, tuple[str, float]] = {}
        self._wrong = 0

    def code(self, name: str) -> str:
        """A code with which one PC is paired with an account."""
        made = "".join(secrets.choice(LETTERS) for _letter in range(8))
        with self._lock:
            self._codes = {c: kept for c, kept in self._codes.items() if kept[0] != name}
            self._codes[made] = (name, self.people.seconds())
        return f"{made[:4]}-{made[4:]}"

    def pair(self, code: str, address: str) -> str | None:
        """The token of a PC for a code; None for a wrong, used or old one."""
        typed = code.strip().upper().replace("-", "")[:20]
        with self._lock:
            name, began = self._codes.pop(typed, ("", 0.0))
            if not name:
                self._wrong += 1
                if self._wrong >= TRIES:
                    self._codes, self._wrong = {}, 0
        if not name or not 0 <= self.people.seconds() - began <= CODE_LIFE:
            return None
        token, moment = secrets.token_urlsafe(32), self.people.seconds()
        with self.people.database.writing() as at:
            at.execute(agents.insert().values(digest=_digest(token), name=name, began=moment))
            self.people.append(at, name, "agent_pair", {"address": address[:64]})
        return token

    def who(self, token: str) -> Person | None:
        """Whose PC asks; None for a token that is none, is too old, or of a closed account."""
        asked = select(users, agents.c.began).join(agents, agents.c.name == users.c.name)
        with self.people.database.reading() as at:
            row = at.execute(asked.where(agents.c.digest == _digest(token))).first()
        if row is None or row.disabled or not 0 <= self.people.seconds() - row.began <= LIFE:
            return None
        return account_of(row).person

    def has(self, person: Person) -> bool:
        """Whether a PC is paired with an account, so that somebody asks for what is sent there."""
        asked = select(agents.c.began).where(agents.c.name == account_name(person))
        with self.people.database.reading() as at:
            began = [row.began for row in at.execute(asked)]
        return any(0 <= self.people.seconds() - one <= LIFE for one in began)

    def forget(self, name: str, who: str) -> Diagnostic | None:
        """All PCs of an account, from now on."""
        with self.people.database.writing() as at:
            gone = at.execute(agents.delete().where(agents.c.name == name)).rowcount
            if not gone:
                return error("LN031", _("Không có máy nào ghép với {ten}").format(ten=name))
            self.people.append(at, who, "agent_forget", {"name": name})
        return None


def account_name(person: Person) -> str:
    """The name by which a person logs in: a server shows it behind the full name."""
    return person.name.rpartition("(")[2].rstrip(")")


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
