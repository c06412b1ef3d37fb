"""`search`: words in all plans, the register and opinions, with or without their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from generator.diagnostics import Diagnostic, Severity, as_dicts, error, exit_code, warning
from generator.locale import _
from generator.storage.database import Unavailable
from generator.storage.full_text import (
    FullText,
    ReadSource,
    WantedWords,
    open_index,
    pieces,
    wanted_in,
)
from generator.verbs.search_sources import NUMBER, PLAN, UNREAD, sources_of
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from generator.storage.full_text import TextEntry
    from generator.verbs.search_sources import SearchSource
    from generator.workspace.desk import Desk

LIMIT = 50
TOGETHER = 20
"""So many sources are written into the index in one go: each wait for the disk costs more."""


def everybody(kind: str, plan: str, place: str) -> bool:  # noqa: ARG001 - the shape of a rule
    """The rule of one's own PC: everything may be seen."""
    return True


class Request(NamedTuple):
    """Words: each has to be there; in quotes a phrase. Marks count where any are typed."""

    query: str
    kinds: tuple[str, ...] = ()
    """Of "plan", "number", "comment", "opinion"; () for all."""
    limit: int = LIMIT
    sees: Callable[[str, str, str], bool] = everybody
    """Kind, plan and place of something found: whether who asks may see it."""
    at_most: int | None = None
    """So many changed sources are read again before the answer; None for all of them."""


class IndexState(NamedTuple):
    """How far the index has come."""

    left: int
    """Sources that changed and were not read again yet."""
    total: int
    """All sources that there are."""


class SearchHit(NamedTuple):
    """Something that was found."""

    kind: str
    plan: str
    node: str
    place: str
    """Where it is printed: "III.2.a"; of a number its place in the register."""
    title: str
    """What the plan is about, or the number."""
    pieces: list[tuple[str, bool]]
    """The words around it; True for what was asked for."""

    @property
    def text(self) -> str:
        """The words around it."""
        return "".join(words for words, _hit in self.pieces)


class Result(NamedTuple):
    """What was found, the best first."""

    hits: list[SearchHit]
    more: bool
    """Whether there is more than was asked for."""
    left: int
    """Sources that changed and were not read again yet, so not searched as they are now."""
    diagnostics: list[Diagnostic]
    total: int = 0
    """All sources that there are."""

    @property
    def exit_code(self) -> int:
        """1 when nothing could be searched."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        hits = [
            {"kind": h.kind, "plan": h.plan, "node": h.node, "place": h.place, "title": h.title,
             "text": h.text}
            for h in self.hits
        ]  # fmt: skip
        return {
            "hits": hits,
            "more": self.more,
            "unread": self.left,
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """Bring the index up to the files of now, then search it; what was not searched is told."""
    wanted = wanted_in(request.query[:500])
    if not wanted.terms:
        return Result([], False, 0, [error("LN033", _("Chưa có chữ nào để tìm"))])
    try:
        return _searched(desk, request, wanted)
    except Unavailable as fault:
        if fault.diagnostic.code != "SO403":
            return Result([], False, 0, [fault.diagnostic])
    except OSError as fault:
        return Result([], False, 0, [os_diagnostic(fault)])
    try:  # the index broke while it was read: made anew once
        return _searched(desk, request, wanted, anew=True)
    except Unavailable as fault:
        return Result([], False, 0, [fault.diagnostic])


def refresh(desk: Desk, at_most: int) -> IndexState:
    """Read some of what changed into the index, for searches to come.

    Raises Unavailable and OSError where the index cannot be written.
    """
    space = desk.workspace
    index = open_index(space.settings.tim_kiem.dia_chi, space.root)
    try:
        return _up_to_date(desk, index, at_most)
    finally:
        index.close()


def _searched(desk: Desk, request: Request, wanted: WantedWords, *, anew: bool = False) -> Result:
    space = desk.workspace
    index = open_index(space.settings.tim_kiem.dia_chi, space.root, anew=anew)
    try:
        state = _up_to_date(desk, index, request.at_most)
        hits, more = _found(index, wanted, request)
        found = list(_untold(index, state.left))
        if not hits and wanted.marked:
            loose = wanted._replace(marked=False)
            hits, more = _found(index, loose, request)
            if hits:
                message = _("Không có chữ đúng dấu như vậy; tìm không kể dấu.")
                found.append(Diagnostic("LN035", Severity.INFO, message))
        titles = {entry.plan: entry.title for entry in index.heads({hit.plan for hit in hits})}
    finally:
        index.close()
    named = [h if h.kind == NUMBER else h._replace(title=titles.get(h.plan, h.plan)) for h in hits]
    return Result(named, more, state.left, found + space.diagnostics, state.total)


def _untold(index: FullText, left: int) -> Iterator[Diagnostic]:
    """What the answer does not know of."""
    unread = index.of_kind(UNREAD)
    if unread:
        message = _("{so} tệp không đọc được nên không tìm trong đó: {ten}")
        names = ", ".join(one.title for one in unread[:5])
        hint = _("kehoach check cho biết từng tệp sai ở đâu.")
        yield warning("LN034", message.format(so=len(unread), ten=names), None, hint)
    if left:
        message = _("Còn {so} tệp mới đổi chưa kịp đọc; tìm lại sau ít giây để có đủ.")
        yield warning("LN034", message.format(so=left))


def _up_to_date(desk: Desk, index: FullText, at_most: int | None) -> IndexState:
    """Read again what changed; gives how many sources had to wait."""
    known = index.digests()
    now = {source.name: source for source in sources_of(desk)}
    index.drop(known.keys() - now.keys())
    changed = [one for one in now.values() if known.get(one.name) != one.digest]
    taken = changed if at_most is None else changed[:at_most]
    label = _("Đọc để tìm")
    many: Collection[SearchSource] = taken
    read: list[ReadSource] = []
    for source in desk.progress(many, len(many), label) if len(many) > TOGETHER else many:
        read.append(ReadSource(source.name, source.digest, source.read()))
        if len(read) == TOGETHER:
            index.replace(read)
            read.clear()
    if read:
        index.replace(read)
    return IndexState(len(changed) - len(taken), len(now))


def _found(index: FullText, wanted: WantedWords, request: Request) -> tuple[list[SearchHit], bool]:
    """What who asks may see of it, one more being known of than is shown."""
    hits: list[SearchHit] = []
    allowed: dict[tuple[str, str, str], bool] = {}
    for entry in index.find(wanted):
        if entry.kind == UNREAD or (request.kinds and entry.kind not in request.kinds):
            continue
        key = (entry.kind, entry.plan, entry.place if entry.kind == NUMBER else "")
        if key not in allowed:
            allowed[key] = request.sees(*key)
        if not allowed[key]:
            continue
        if len(hits) == request.limit:
            return hits, True
        hits.append(_hit(entry, wanted))
    return hits, False


def _hit(entry: TextEntry, wanted: WantedWords) -> SearchHit:
    words = entry.words or entry.title
    title = entry.title if entry.kind in (NUMBER, PLAN) else ""
    return SearchHit(entry.kind, entry.plan, entry.node, entry.place, title, pieces(words, wanted))
