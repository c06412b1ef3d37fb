"""A signature under way: one state machine for all ways of signing.

waiting → under way → judged → done or failed; nobody waits longer than ten minutes. A session
is for one document, one person, one turn. Its two tokens stand in addresses that a tool without
cookies asks: the first gives the PDF, the second takes the signed one, once.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from generator.web.may import Person

Way = Literal["pc", "tool", "agent", "hand"]
"""A key on this very PC; the national tool; the agent on the signer's PC; another tool by hand."""
Who = Literal["leader", "agency"]
State = Literal["waiting", "under_way", "judged", "done", "failed", "given_up", "expired"]
OPEN: frozenset[State] = frozenset({"waiting", "under_way"})
LIFE = 600
"""Seconds that a signer has."""
KEPT = 200
"""Ended sessions that are remembered, to be shown."""


class SigningDocument(NamedTuple):
    """What is signed: one number of the register."""

    which: str
    """Its place in the register: "agency/series/year/number"."""
    plan: str
    printed: str
    """Number and symbol, as people call it."""


@dataclass(frozen=True)
class Session:
    """One signature under way."""

    id: str
    document: SigningDocument
    person: Person
    who: Who
    way: Way
    sent: str
    """SHA-256 of the PDF that is to be signed."""
    began: float
    state: State = "waiting"
    reason: str = ""
    """Why it failed, in words."""
    digests: tuple[str, str] = ("", "")
    """SHA-256 of the tokens that give and take."""


class Begun(NamedTuple):
    """A new session, with its tokens in the clear for the last time."""

    session: Session
    give: str
    take: str


class Sessions:
    """The sessions of a server. Lost with it: whoever was signing begins anew."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._all: dict[str, Session] = {}

    def begin(
        self, document: SigningDocument, person: Person, who: Who, way: Way, sent: str
    ) -> Begun:
        """A session for a document; one that was open for it before is given up."""
        give, take = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        digests = (_digest(give), _digest(take))
        made = Session(
            secrets.token_hex(8), document, person, who, way, sent, self._now(), digests=digests
        )
        with self._lock:
            self._expire()
            for one in list(self._all.values()):
                if one.document == document and one.state in OPEN:
                    self._all[one.id] = replace(one, state="given_up")
            self._all[made.id] = made
            ended = [id_ for id_, one in self._all.items() if one.state not in OPEN]
            for id_ in ended[: max(0, len(ended) - KEPT)]:
                del self._all[id_]
        return Begun(made, give, take)

    def given(self, token: str) -> Session | None:
        """The session whose PDF is asked for by a token; None for no token of an open session."""
        return self._moved(lambda one: _is(one.digests[0], token), OPEN, "under_way")

    def taken(self, token: str) -> Session | None:
        """The session that a signed file comes for; the token is worth nothing after this."""
        return self._moved(lambda one: _is(one.digests[1], token), OPEN, "judged")

    def called(self, id_: str) -> Session | None:
        """A session by its id."""
        with self._lock:
            self._expire()
            return self._all.get(id_)

    def fetched(self, id_: str) -> Session | None:
        """As `given`, for somebody who is known without a token."""
        return self._moved(lambda one: one.id == id_, OPEN, "under_way")

    def returned(self, id_: str) -> Session | None:
        """As `taken`, for somebody who is known without a token."""
        return self._moved(lambda one: one.id == id_, OPEN, "judged")

    def ended(self, id_: str, reason: str = "") -> Session | None:
        """It is done, or failed for a reason."""
        anything: frozenset[State] = OPEN | {"judged"}
        state: State = "failed" if reason else "done"
        return self._moved(lambda one: one.id == id_, anything, state, reason[:500])

    def of(self, person: Person) -> list[Session]:
        """The sessions of a person, the newest first."""
        with self._lock:
            self._expire()
            mine = [one for one in self._all.values() if one.person.name == person.name]
        return mine[::-1]

    def waiting(self, person: Person, way: Way) -> Session | None:
        """The oldest one that waits for a person's way of signing."""
        found = [one for one in self.of(person) if one.way == way and one.state == "waiting"]
        return found[-1] if found else None

    def _moved(
        self,
        is_it: Callable[[Session], bool],
        among: frozenset[State],
        to: State,
        reason: str = "",
    ) -> Session | None:
        with self._lock:
            self._expire()
            found = next((one for one in self._all.values() if is_it(one)), None)
            if found is None or found.state not in among:
                return None
            made = replace(found, state=to, reason=reason)
            self._all[found.id] = made
            return made

    def _expire(self) -> None:
        now = self._now()
        for one in list(self._all.values()):
            if one.state in OPEN and not -LIFE <= now - one.began <= LIFE:
                self._all[one.id] = replace(one, state="expired")

    def _now(self) -> float:
        return self._clock().timestamp()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is(digest: str, token: str) -> bool:
    return hmac.compare_digest(digest, _digest(token))
