"""What can be searched: plans as they are printed, the register, comments, rounds of opinions."""

from __future__ import annotations

from contextvars import copy_context
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import has_errors
from generator.locale import speak
from generator.plan import wording
from generator.plan.wording import plain
from generator.storage.full_text import TextEntry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.entered import Book, NumberRow
    from generator.plan.model import KeHoach
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace

PLAN, NUMBER, COMMENT, OPINION, UNREAD = "plan", "number", "comment", "opinion", "unread"
_HEAD = frozenset({"co_quan", "so", "dia_danh", "van_ban", "loai", "trich_yeu", "kem_theo"})
"""Printed parts of the head: shown under the document as a whole."""


class SearchSource(NamedTuple):
    """A file or a book with things in it that may be found."""

    name: str
    digest: str
    read: Callable[[], list[TextEntry]]


def sources_of(desk: Desk) -> Iterator[SearchSource]:
    """All sources of a workspace as they are now; none of them is read yet. Raises OSError."""
    from generator.verbs.comment import FILE, FOLDER
    from generator.verbs.opinion import FILE as ROUNDS

    space = desk.workspace
    common = _common(space)
    for path in (one for one in space.plan_files() if one.is_file()):  # a pipe would be waited for
        yield _source(space, path, "plan", common, lambda p: _plan(space, p))
    folder = space.root / FOLDER
    for name, kind, read in ((FILE, "comments", _comments), (ROUNDS, "rounds", _rounds)):
        for path in sorted(folder.glob(f"*/{name}")):
            yield _source(space, path, kind, "", read)
    yield from _books(desk)


def _source(
    space: Workspace, path: Path, kind: str, common: str, read: Callable[[Path], list[TextEntry]]
) -> SearchSource:
    digest = space.memory.of(path, "sha256", _digest)
    name = f"{kind}:{path.relative_to(space.root).as_posix()}"
    return SearchSource(name, sha256(f"{digest} {common}".encode()).hexdigest(), lambda: read(path))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _common(space: Workspace) -> str:
    """The digest of what all plans print beside their own words: agencies, cited documents."""
    files = (space.registry_dir / name for name in ("co-quan.toml", "van-ban.toml"))
    return " ".join(space.memory.of(path, "sha256", _digest) for path in files if path.is_file())


# ------------------------------------------------------------------ plans


def _plan(space: Workspace, path: Path) -> list[TextEntry]:
    """Each node of a plan, as it is printed; a file that cannot be read is one entry too."""
    from generator.plan.toml import load_plan

    loaded, _problems = load_plan(path)
    if loaded is None:
        name = path.relative_to(space.root).as_posix()
        return [TextEntry(UNREAD, "", "", "", name, "")]
    return list(copy_context().run(_printed, space, loaded.plan))


def _printed(space: Workspace, plan: KeHoach) -> list[TextEntry]:
    from generator.document.compose import compose
    from generator.review.node_places import labels

    speak("vi")  # places are kept in the language of the document
    document, _found = compose(plan, space.registry, space.citations, space.plan_of)
    places = labels(plan)
    title = title_of(plan, document.ky_hieu)
    said: dict[str, list[str]] = {}
    for node, words in document.texts():
        said.setdefault("van_ban" if node in _HEAD else node, []).append(words)
    return [
        TextEntry(
            PLAN,
            plan.van_ban.ma,
            node,
            places[node].short if node in places else "",
            title if node == "van_ban" else "",
            " ".join(lines),
        )
        for node, lines in said.items()
    ]


def title_of(plan: KeHoach, symbol: str) -> str:
    """What people call a plan: its number, where it has one, and its subject."""
    head = plan.van_ban
    number = f"{wording.number(head.so)}/{symbol} " if head.so else ""
    return f"{number}{plain(head.trich_yeu)}"


# ------------------------------------------------------------------ records beside plans


def _comments(path: Path) -> list[TextEntry]:
    from generator.verbs.comment import read_comments

    comments, found = read_comments(path)
    return _unread(path, found) + [
        TextEntry(
            COMMENT,
            path.parent.name,
            one.nut,
            "",
            "",
            " · ".join((f"{one.nguoi}: {one.loi}", *(f"{a.nguoi}: {a.loi}" for a in one.tra_loi))),
        )
        for one in comments
    ]


def _rounds(path: Path) -> list[TextEntry]:
    from generator.verbs.opinion import read_rounds

    rounds, found = read_rounds(path)
    plan = path.parent.name
    remarks = [
        TextEntry(
            OPINION, plan, one.nut, one.cho, "", f"{one.noi}: {one.loi} {one.giai_trinh}".strip()
        )
        for dot in rounds
        for one in dot.gop_y
    ]
    letters = [
        TextEntry(OPINION, plan, "", "", "", f"{one.ten}: {one.van_ban}")
        for dot in rounds
        for one in dot.noi
        if one.van_ban
    ]
    return _unread(path, found) + remarks + letters


def _unread(path: Path, found: list[Diagnostic]) -> list[TextEntry]:
    """The file as one that could not be read, where that is so."""
    name = "/".join(path.parts[-3:])
    return [TextEntry(UNREAD, "", "", "", name, "")] if has_errors(found) else []


# ------------------------------------------------------------------ the register


def _books(desk: Desk) -> Iterator[SearchSource]:
    """Each book of the register: its last hash tells whether anything was done with it."""
    from generator.verbs.books import heads_of, outgoing

    books: dict[Book, list[NumberRow]] = {}
    for row in outgoing(desk) or []:
        books.setdefault(row.book, []).append(row)
    heads = heads_of(desk) if books else {}
    for book, rows in books.items():
        name = "book:" + "/".join(map(str, book))
        yield SearchSource(name, heads.get(book, ""), lambda rows=rows: list(_numbers(rows)))  # type: ignore[misc]


def _numbers(rows: Iterable[NumberRow]) -> Iterator[TextEntry]:
    for row in rows:
        words = " ".join((*row.columns(), row.entry.ten_co_quan if row.entry else ""))
        place = "/".join(map(str, (*row.book, row.so)))
        yield TextEntry(NUMBER, row.ma or "", "", place, row.number, words)
