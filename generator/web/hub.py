"""Live news of a plan: an open page learns within a second or two that it shows the past.

One stream of events a page (SSE). One look a second at the files that somebody follows, whatever
changed them: another page, the command line, an editor, git. A stream holds no thread and no
request; what changed is worked out once for all who follow the same plan.
"""

from __future__ import annotations

import asyncio
import zlib
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec
from anyio import CapacityLimiter, to_thread

from generator.locale import _, language
from generator.verbs import comment, news, opinion, process, view
from generator.web.editor_words import KINDS
from generator.workspace.bases import fingerprint

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from generator.web.may import Person
    from generator.workspace.desk import Desk

LOOK_EVERY = 1.0
"""Seconds between two looks at a file."""
BEAT = 20.0
"""Seconds after which a silent stream says that it lives; proxies cut what is silent for 60."""
BEATS_A_CHECK = 3
"""Beats after which it is asked again whether this person may still follow."""
RETRY = 2000
"""Milliseconds after which a browser asks again when the server went away."""
MOST = 2_000
"""Streams open at once."""
TOLD = 12
"""Nodes named in one step; of more only how many."""
TEXTS = 8
"""Texts of a plan kept while somebody follows it."""
RECORDS = {"comments": comment.FILE, "opinions": opinion.FILE, "way": process.FILE}
"""Page → the records of the office that it shows beside the plan."""


class SeenState(NamedTuple):
    """What a page shows: the digest of the plan and a stamp of each of its records."""

    plan: str
    records: tuple[str, ...]

    def __str__(self) -> str:
        return ".".join((self.plan, *self.records))

    def parts(self) -> dict[str, str]:
        """Name of what is shown → its state."""
        return dict(zip(("plan", *RECORDS), (self.plan, *self.records), strict=False))


def seen_of(desk: Desk, plan_id: str, text: str) -> SeenState:
    """The state of a plan with this text, and of its records as they are now."""
    folder = desk.workspace.root / process.FOLDER / plan_id
    return SeenState(fingerprint(text), tuple(_stamp(folder / name) for name in RECORDS.values()))


def shown(desk: Desk, plan_id: str) -> str:
    """What a page that is made now will show; "" where there is no such plan to follow."""
    path = view.path_of(desk.workspace, plan_id)
    try:
        text = path.read_bytes().decode("utf-8", "replace") if path is not None else None
    except OSError:
        return ""
    return str(seen_of(desk, plan_id, text)) if text is not None else ""


def _stamp(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "0"
    said = f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"
    return f"{zlib.crc32(said.encode()):08x}"


class FollowedPlan:
    """One plan that pages follow."""

    def __init__(self, plan: str) -> None:
        self.plan = plan
        self.pages = 0
        self.path: Path | None = None
        self.now: SeenState | None = None
        self.texts: dict[str, str] = {}
        """Digest → text: the last ones, so that a change outside is told by node."""
        self.changed = asyncio.Event()
        self.told: dict[tuple[str, str, str], news.Result] = {}
        self.lock = Lock()
        self.looking = Lock()
        self.allowed: dict[Person, bool] = {}
        """Who may follow the plan as it stands: asked once for each state of it."""

    def look(self, desk: Callable[[], Desk]) -> bool:
        """Whether the plan or its records are other than at the last look."""
        with self.looking:
            return self._looked(desk())

    def _looked(self, here: Desk) -> bool:
        if self.path is None or not self.path.exists():
            self.path = view.path_of(here.workspace, self.plan)
        try:
            text = self.path.read_bytes().decode("utf-8", "replace") if self.path else None
        except OSError:
            text = None
        if text is None:
            return False  # away for the moment, or for good: told when it is there again
        now = seen_of(here, self.plan, text)
        if now == self.now:
            return False
        self.now, self.allowed = now, {}
        self.texts[now.plan] = text
        while len(self.texts) > TEXTS:
            del self.texts[next(iter(self.texts))]
        return True

    def since(self, desk: Desk, digest: str) -> news.Result | None:
        """What happened since a page was made; worked out once for all who ask the same."""
        if self.path is None or self.now is None:
            return None
        key = (digest, self.now.plan, language())
        with self.lock:
            if key not in self.told:
                asked = news.Request(self.plan, self.path, digest, self.texts.get(digest, ""))
                if len(self.told) > TEXTS:
                    self.told.clear()
                self.told[key] = news.run(desk, asked)
            return self.told[key]


class NewsHub:
    """All the plans of one server that pages follow."""

    def __init__(self, desk: Callable[[], Desk]) -> None:
        self._desk = desk
        self._plans: dict[str, FollowedPlan] = {}
        self._watch: asyncio.Task[None] | None = None
        self._hands: CapacityLimiter | None = None
        self.closed = False

    @property
    def pages(self) -> int:
        """How many streams are open."""
        return sum(one.pages for one in self._plans.values())

    def close(self) -> None:
        """End every stream: the server stops."""
        self.closed = True
        for one in self._plans.values():
            one.changed.set()

    async def follow(
        self, plan: str, seen: str, tell: Callable[[FollowedPlan, str], dict[str, Any] | None]
    ) -> AsyncIterator[str]:
        """Events for one page until it goes; `tell` gives None to who may no longer follow."""
        followed = self._plans.setdefault(plan, FollowedPlan(plan))
        followed.pages += 1
        if self._watch is None or self._watch.done():
            self._watch = asyncio.create_task(self._look())
        try:
            yield f"retry: {RETRY}\n\n"
            if str(followed.now) != seen:  # a page made since the last look shows more than it saw
                await self._look_at(followed)
            beats = 0
            while not self.closed:
                changed, now = followed.changed, followed.now
                if (now is not None and str(now) != seen) or beats >= BEATS_A_CHECK:
                    beats = 0
                    told = await self._apart(tell, followed, seen)
                    if told is None:
                        yield "event: gone\ndata: \n\n"
                        return
                    if told:
                        seen = told["seen"]
                        data = msgspec.json.encode(told).decode()
                        yield f"id: {seen}\ndata: {data}\n\n"
                        continue
                with suppress(TimeoutError):
                    await asyncio.wait_for(changed.wait(), BEAT)
                    continue
                beats += 1
                yield ":\n\n"
        finally:
            followed.pages -= 1
            if not followed.pages:
                self._plans.pop(plan, None)

    async def _look(self) -> None:
        while self._plans and not self.closed:
            for one in list(self._plans.values()):
                await self._look_at(one)
            await asyncio.sleep(LOOK_EVERY)

    async def _look_at(self, one: FollowedPlan) -> None:
        if await self._apart(one.look, self._desk):
            changed, one.changed = one.changed, asyncio.Event()
            changed.set()

    async def _apart(self, work: Callable[..., Any], *given: Any) -> Any:
        """Outside of the loop, with hands of its own: who types is not kept waiting."""
        if self._hands is None:
            self._hands = CapacityLimiter(2)
        return await to_thread.run_sync(work, *given, limiter=self._hands)


def told(followed: FollowedPlan, seen: str, desk: Desk) -> dict[str, Any]:
    """What a page needs to know that shows an older state; {} when nothing is new."""
    now, was = followed.now, seen.split(".")
    if now is None or str(now) == seen:
        return {}
    before = SeenState(was[0], tuple(was[1:])).parts()
    what = [name for name, state in now.parts().items() if before.get(name) != state]
    found = followed.since(desk, was[0]) if "plan" in what else None
    steps = [_step(one) for one in found.steps] if found is not None else []
    return {"seen": str(now), "what": what, "steps": steps}


def _step(step: news.NewsStep) -> dict[str, Any]:
    nodes = step.nodes or []
    return {
        "after": step.after,
        "who": step.who,
        "at": step.at,
        "more": max(len(nodes) - TOLD, 0),
        "nodes": [
            {"id": one.node, "how": one.how, "name": one.place or _(KINDS.get(one.kind, ""))}
            for one in nodes[:TOLD]
        ],
    }
