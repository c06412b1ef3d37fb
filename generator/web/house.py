"""What the pages of one server share: the workspace, the desk of a request, who is asking."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from datetime import UTC, datetime
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from generator.verbs.pages import Paper
from generator.workspace.desk import Desk
from generator.workspace.index import Memory
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request as HttpRequest

COOKIE = "kehoach_session"
ROLES = ("soan", "tham_dinh", "lanh_dao", "van_thu")
"""Drafting clerk, reviewer, leader, records clerk."""
PAPERS = 24
"""So many plans under edit keep what is set of them."""


class Person(NamedTuple):
    """Who is asking."""

    name: str
    roles: tuple[str, ...] = ROLES
    """What the person may be in the office's process; on one's own PC all of them."""
    unit: str = ""
    """Id of the agency in the registry; "" for all of the workspace."""


class House:
    """One server: its workspace, its secret, its people."""

    def __init__(self, root: Path, *, person: str = "") -> None:
        self.root = root
        self.memory = Memory()
        """What was read of files that are still the same."""
        self.secret = secrets.token_bytes(32)
        self.entrance = secrets.token_urlsafe(24)
        """The token of the first address: used once, then a cookie stands for it."""
        self.person = Person(person)
        self._papers: OrderedDict[str, Paper] = OrderedDict()
        self._papers_lock = Lock()

    def paper(self, plan_id: str) -> Paper:
        """The paper of a plan under edit: what stands on it is not set twice."""
        with self._papers_lock:
            found = self._papers.pop(plan_id, None)
            if found is None:
                found = Paper(Workspace(self.root, memory=self.memory).template)
                while len(self._papers) >= PAPERS:
                    self._papers.popitem(last=False)
            self._papers[plan_id] = found
            return found

    def desk(self, request: HttpRequest | None = None) -> Desk:
        """The desk of one request; every request sees the files as they are now."""
        who = self.who(request) if request is not None else self.person
        space = Workspace(self.root, memory=self.memory)
        return Desk(space, lambda: datetime.now(UTC), (who or self.person).name)

    def note(self, person: Person, what: str, content: dict[str, str]) -> None:
        """Write down what a person did, where several people work; the books have the rest."""
        del person, what, content

    # ------------------------------------------------------------------ sessions

    def admit(self, token: str) -> str | None:
        """The cookie for the right entrance token; None for a wrong or used one."""
        if not self.entrance or not hmac.compare_digest(token, self.entrance):
            return None
        self.entrance = ""
        return self.seal("own")

    def seal(self, name: str) -> str:
        """A cookie that nobody else can make."""
        return f"{name}.{hmac.new(self.secret, name.encode(), 'sha256').hexdigest()}"

    def who(self, request: HttpRequest) -> Person | None:
        """Who is asking, by the cookie; None for strangers."""
        value = request.cookies.get(COOKIE, "")
        name = value.partition(".")[0]
        good = hmac.compare_digest(value.encode(), self.seal(name).encode())
        return self.person if good and name == "own" else None
