"""What the pages of one server share: the workspace, the desk of a request, who is asking."""

from __future__ import annotations

import hmac
import logging
import secrets
from collections import OrderedDict
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from generator.storage.database import Unavailable
from generator.verbs import my_work, plans, process, view
from generator.verbs.paper import Paper
from generator.web.agents import Agents
from generator.web.bulk_runner import BulkRunner
from generator.web.hub import NewsHub
from generator.web.indexing import SearchIndexer
from generator.web.may import Person, PlanFacts, may
from generator.web.signing_sessions import Sessions
from generator.workspace.desk import Desk
from generator.workspace.memory import MADE, Memory
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from starlette.requests import Request as HttpRequest

    from generator.web.may import Action
    from generator.web.people import People
    from generator.web.provider import Provider

_LOG = logging.getLogger("kehoach.web")
COOKIE = "kehoach_session"
KNOWN = "kehoach_person"
"""Where a request keeps who is asking."""
PAPERS = 24
"""So many plans under edit keep what is set of them."""


class House:
    """One server: its workspace, its secret, its people."""

    def __init__(
        self,
        root: Path,
        *,
        person: str = "",
        people: People | None = None,
        provider: Provider | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        confirmed: bool = True,
    ) -> None:
        self.root, self.clock, self.confirmed = root, clock, confirmed
        self.people = people
        """Who may come in, where several work; None: the one person of this PC."""
        self.provider = provider
        """The identity provider of the office, beside passwords."""
        self.agents = Agents(people) if people is not None else None
        """Signers' PCs; on one's own PC the key is at hand."""
        self.sessions = Sessions(clock)
        """Signatures under way."""
        self.news = NewsHub(self.desk)
        """Pages that follow what becomes of their plan."""
        self.indexer = SearchIndexer(self.desk)
        """What reads plans for the search meanwhile."""
        self.bulk = BulkRunner(root, confirmed=confirmed)
        """Long work on many plans."""
        self.memory = Memory(MADE)
        """What was read of files that are still the same."""
        self.cookie = COOKIE if people is not None else f"{COOKIE}_{_mark(root)}"
        """Its name: browsers keep cookies by machine, so two workspaces of a PC must differ."""
        self.secret = secrets.token_bytes(32)
        self.entrance = secrets.token_urlsafe(24) if people is None else ""
        """The token of the first address: used once, then a cookie stands for it."""
        self.person = Person(person)
        self._standing: ContextVar[Workspace | None] = ContextVar("standing", default=None)
        self._papers: OrderedDict[str, Paper] = OrderedDict()
        self._papers_lock = Lock()

    def paper(self, plan_id: str) -> Paper:
        """The paper of a plan under edit: what stands on it is not set twice."""
        with self._papers_lock:
            found = self._papers.pop(plan_id, None)
            if found is None:
                found = Paper()
                while len(self._papers) >= PAPERS:
                    self._papers.popitem(last=False)
            self._papers[plan_id] = found
            return found

    def desk(self, request: HttpRequest | None = None) -> Desk:
        """The desk of one request; every request sees the files as they are now."""
        who = self.who(request) if request is not None else self.person
        return self.desk_for(who or self.person)

    def desk_for(self, person: Person) -> Desk:
        """The desk of a person whose work is done outside of a request of theirs."""
        space = self._standing.get() or Workspace(self.root, memory=self.memory)
        return Desk(space, self.clock, person.name, confirmed=self.confirmed)

    @contextmanager
    def standing(self) -> Iterator[None]:
        """While this lasts every desk sees the workspace as it is now.

        For what only looks: the files are then looked for once, however often a page asks.
        """
        token = self._standing.set(Workspace(self.root, memory=self.memory))
        try:
            yield
        finally:
            self._standing.reset(token)

    def facts(self, person: Person, plan_id: str) -> PlanFacts | None:
        """What of a plan decides who may do what; None when there is no such plan."""
        desk = self.desk()
        return self._facts(desk, _around(desk, person.unit), plan_id)

    def _facts(self, desk: Desk, around: _Around, plan_id: str) -> PlanFacts | None:
        path = view.path_of(desk.workspace, plan_id)
        if path is None:
            return None
        unit, issued, numbered, _above, day = _belongs(desk.workspace, path)
        state = process.state_now(desk.workspace, plan_id)
        above, below = unit in around.superiors, unit in around.lower
        # what came from elsewhere was issued there: its number says so, not our register
        out = issued or ((above or below) and numbered)
        office = desk.workspace.settings.co_quan
        came = not issued and my_work.is_above(desk.workspace, unit, office, day)
        return PlanFacts(unit, state, issued=out, superior=above, lower=below, came=came)

    def above(self, person: Person, plan_id: str) -> str:
        """Id of the plan that a plan carries out, where it is here and this person may see it.

        A draft of the superior is nobody's below it, even of those who derived from it.
        """
        space = self.desk().workspace
        path = view.path_of(space, plan_id)
        above = _belongs(space, path)[3] if path is not None else ""
        there = above in space.plan_index and above != plan_id
        return above if there and self.allows(person, "see", above) else ""

    def came_down(self, person: Person, plan_id: str) -> bool:
        """Whether a plan is a superior's, sent down to this workspace's office."""
        facts = self.facts(person, plan_id)
        return facts is not None and facts.came

    def wants_number(self, person: Person, plan_id: str) -> bool:
        """Whether a plan came down without number or day, and this person may enter them."""
        path = view.path_of(self.desk().workspace, plan_id) if plan_id else None
        row = plans.row_facts(self.desk().workspace, path)[0] if path is not None else None
        known = row is None or (row.head.so is not None and row.head.ngay is not None)
        return not known and self.allows(person, "enter_number", plan_id)

    def leads(self, plan_id: str) -> bool:
        """Whether other plans here carry this one out."""
        return bool(self.desk().workspace.followers.get(plan_id))

    def allows(self, person: Person, action: Action, plan_id: str) -> bool:
        """Whether a person may do this to a plan; a plan that is not there is nobody's."""
        if not person.unit and action == "see":
            return may(person, action)
        facts = self.facts(person, plan_id)
        return may(person, action, facts) if facts is not None else not person.unit

    def looker(self, person: Person) -> Callable[[Action, str], bool]:
        """As `allows`, for many plans of one request: the workspace is read once."""
        desk = self.desk()
        around = _around(desk, person.unit)

        def look(action: Action, plan_id: str) -> bool:
            if not person.unit and action == "see":
                return may(person, action)
            facts = self._facts(desk, around, plan_id)
            return may(person, action, facts) if facts is not None else not person.unit

        return look

    def note(self, person: Person, what: str, content: dict[str, str]) -> None:
        """Write down what a person did, where several people work; the books have the rest."""
        if self.people is None:
            return
        try:
            self.people.note(person.name, what, content)
        except Unavailable as fault:  # the step is taken, and stands in its own record
            _LOG.error("%s %s %s: %s", person.name, what, content, fault.diagnostic.message)

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
        """Who is asking, by the cookie; None for strangers. Asked once for each request."""
        if KNOWN not in request.scope:
            request.scope[KNOWN] = self._who(request.cookies.get(self.cookie, ""))
        found: Person | None = request.scope[KNOWN]
        return found

    def still(self, request: HttpRequest) -> Person | None:
        """Who came with a request, if they may still be here; waiting does not count as work."""
        return self._who(request.cookies.get(self.cookie, ""), working=False)

    def _who(self, value: str, *, working: bool = True) -> Person | None:
        if self.people is not None:
            return self.people.who(value, working=working) if value else None
        name = value.partition(".")[0]
        good = hmac.compare_digest(value.encode(), self.seal(name).encode())
        return self.person if good and name == "own" else None


def _mark(root: Path) -> str:
    return sha256(str(root.resolve()).encode()).hexdigest()[:8]


def _belongs(space: Workspace, path: Path) -> tuple[str, bool, bool, str, date | None]:
    """Of a plan file: agency, whether issued here, whether numbered, plan above, its day."""
    row, _problems = plans.row_facts(space, path)
    if row is None:
        return "", False, False, "", None
    return row.head.co_quan, row.issued, row.head.so is not None, row.followed, row.day


class _Around(NamedTuple):
    """Ids of the agencies above and below one."""

    superiors: set[str]
    lower: set[str]


def _around(desk: Desk, unit: str) -> _Around:
    """Who stands above and below a unit, as far as the registry knows, now and before."""
    above: dict[str, set[str]] = {}
    below: dict[str, set[str]] = {}
    for record in desk.workspace.registry.data.co_quan if unit else ():
        for name in filter(None, (record.truc_thuoc, record.chu_quan)):
            above.setdefault(record.id, set()).add(name)
            below.setdefault(name, set()).add(record.id)
    return _Around(_reached(above, unit), _reached(below, unit))


def _reached(steps: dict[str, set[str]], start: str) -> set[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = steps.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found - {start}
