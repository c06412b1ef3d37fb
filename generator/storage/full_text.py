"""Words of many sources, found again: FTS5 of SQLite, or the text search of PostgreSQL.

The index is never the truth: each source stands in it with the digest it was read with, and
what does not fit is read again; an index that is gone, broken or of another version is made
anew. Both engines see the same small ASCII tokens, made here, so that they find the same:
Vietnamese letters are spelled as VNI types them ("thư" is "thu7"), beside the letters alone.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    inspect,
    select,
    text,
)

from generator.storage.database import KeptData, Unavailable, open_database
from generator.text.spelling import tone_key, unmarked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from generator.storage.database import Database

metadata = MetaData()
about = Table(
    "search_about",
    metadata,
    Column("khoa", String(40), primary_key=True),
    Column("gia_tri", Text, nullable=False),
)
sources = Table(
    "search_source",
    metadata,
    Column("name", String(300), primary_key=True),
    Column("digest", String(80), nullable=False),
)
"""What was read, and the digest that it had then."""
entries = Table(
    "search_entry",
    metadata,
    Column("id", Integer, primary_key=True),
    Column(
        "source",
        String(300),
        ForeignKey("search_source.name", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("kind", String(20), nullable=False),
    Column("plan", String(200), nullable=False),
    Column("node", String(200), nullable=False),
    Column("place", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("words", Text, nullable=False),
)
KEPT = KeptData(metadata, about, 1)
_OWN = {
    "sqlite": (
        "CREATE VIRTUAL TABLE IF NOT EXISTS search_word USING fts5"
        "(said, plain, tokenize='ascii', detail='full')",
    ),
    "postgresql": (
        "CREATE TABLE IF NOT EXISTS search_word (rowid integer PRIMARY KEY REFERENCES"
        " search_entry(id) ON DELETE CASCADE, said tsvector NOT NULL, plain tsvector NOT NULL)",
        "CREATE INDEX IF NOT EXISTS search_word_said ON search_word USING gin (said)",
        "CREATE INDEX IF NOT EXISTS search_word_plain ON search_word USING gin (plain)",
    ),
}
_ADD = {
    "sqlite": "INSERT INTO search_word(rowid, said, plain) VALUES (:id, :said, :plain)",
    "postgresql": "INSERT INTO search_word(rowid, said, plain) VALUES"
    " (:id, to_tsvector('simple', :said), to_tsvector('simple', :plain))",
}
_FIND = {
    "sqlite": "SELECT e.* FROM search_word w JOIN search_entry e ON e.id = w.rowid"
    " WHERE search_word MATCH :wanted ORDER BY bm25(search_word), e.plan, e.id",
    "postgresql": "SELECT e.* FROM search_word w JOIN search_entry e ON e.id = w.rowid,"
    " to_tsquery('simple', :wanted) q WHERE w.{column} @@ q"
    " ORDER BY ts_rank_cd(w.{column}, q, 2) DESC, e.plan, e.id",
}
_TONES = {
    "\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5",
    "\u0302": "6", "\u031b": "7", "\u0306": "8",
}  # fmt: skip
"""Marks as VNI types them."""
_TOKEN = re.compile(r"[^\W_]+")
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
LONGEST = 60
"""Letters of a token that are kept: nobody asks for more, and PostgreSQL takes 2,046 bytes."""


class TextEntry(NamedTuple):
    """One thing that can be found: a paragraph, a number of the register, a remark."""

    kind: str
    plan: str
    """Id of the plan it belongs to; "" for none."""
    node: str
    place: str
    title: str
    words: str


class ReadSource(NamedTuple):
    """A source and all that may be found in it."""

    name: str
    digest: str
    found: list[TextEntry]


class WantedWords(NamedTuple):
    """What somebody typed, understood."""

    terms: tuple[tuple[str, ...], ...]
    """Words and phrases; an entry has to hold each of them."""
    marked: bool
    """Typed with marks: then marks count."""

    def token(self, word: str) -> str:
        """A word as it is compared here."""
        return spelled(word) if self.marked else _plain(word)

    @property
    def tokens(self) -> frozenset[str]:
        """All words as they are compared, to show where they stand."""
        return frozenset(self.token(word) for term in self.terms for word in term)


def wanted_in(query: str) -> WantedWords:
    """Words of a query; what stands in quotes, or is one word of several parts, is a phrase."""
    found = (_TOKEN.findall(m[1] or m[2] or "") for m in _TERM.finditer(query))
    terms = tuple(tuple(term) for term in found if term)
    return WantedWords(terms, any(spelled(w) != _plain(w) for term in terms for w in term))


def spelled(word: str) -> str:
    """A word in ASCII as VNI types it, the tone last: "Thủy", "thuỷ" → "thuy3"."""
    parts = unicodedata.normalize("NFD", tone_key(word)).replace("đ", "d9")
    return "".join(_TONES.get(c, c) for c in parts)[:LONGEST]


def _plain(word: str) -> str:
    return unmarked(word)[:LONGEST]


def pieces(words: str, wanted: WantedWords, around: int = 90) -> list[tuple[str, bool]]:
    """The part of a text where what was wanted stands first, and which of it that is.

    `around`: letters shown before the first and, twice as many, after it.
    """
    tokens = wanted.tokens
    hits = [m.span() for m in _TOKEN.finditer(words) if wanted.token(m[0]) in tokens]
    start = max(0, hits[0][0] - around) if hits else 0
    start = words.find(" ", start) + 1 if start else 0
    end = min(len(words), (hits[0][1] if hits else 0) + 2 * around)
    end = words.rfind(" ", start, end) if end < len(words) and " " in words[start:end] else end
    found: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in hits:
        if first < start or last > end:
            continue
        found += [(words[at:first], False), (words[first:last], True)]
        at = last
    found += [(words[at:end], False), (" …" if end < len(words) else "", False)]
    return [one for one in found if one[0]]


class FullText:
    """An open index. Every method may raise Unavailable."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._kind = database.engine.dialect.name
        with database.reading() as at:
            made = inspect(at).has_table("search_word")
        if not made:  # whoever only looks waits for no writer
            with database.writing() as at:
                for statement in _OWN[self._kind]:
                    at.exec_driver_sql(statement)

    def digests(self) -> dict[str, str]:
        """Source → the digest that it was read with."""
        with self.database.reading() as at:
            return {row.name: row.digest for row in at.execute(select(sources))}

    def replace(self, read: Iterable[ReadSource]) -> None:
        """Sources as they are now in the place of what they were; all of them or none."""
        with self.database.writing() as at:
            for name, digest, found in read:
                self._forget(at, name)
                at.execute(sources.insert().values(name=name, digest=digest))
                for one in found:
                    self._keep(at, name, one)

    def _keep(self, at: Connection, name: str, one: TextEntry) -> None:
        row = {"source": name, **one._asdict()}
        (id_,) = at.execute(entries.insert().values(**row)).inserted_primary_key or (0,)
        said = _TOKEN.findall(f"{one.title} {one.words}")
        values = {"id": id_, "said": _joined(said, spelled), "plain": _joined(said, _plain)}
        at.execute(text(_ADD[self._kind]), values)

    def drop(self, names: Collection[str]) -> None:
        """Forget sources that are gone."""
        if names:
            with self.database.writing() as at:
                for name in names:
                    self._forget(at, name)

    def _forget(self, at: Connection, name: str) -> None:
        ids = select(entries.c.id).where(entries.c.source == name)
        gone = [{"id": id_} for id_ in at.scalars(ids)]
        if gone:
            at.execute(text("DELETE FROM search_word WHERE rowid = :id"), gone)
        at.execute(entries.delete().where(entries.c.source == name))
        at.execute(sources.delete().where(sources.c.name == name))

    def find(self, wanted: WantedWords) -> Iterator[TextEntry]:
        """Entries that hold all that is wanted, the best first."""
        column = "said" if wanted.marked else "plain"
        terms = [[wanted.token(word) for word in term] for term in wanted.terms]
        if self._kind == "sqlite":
            phrases = " AND ".join('"' + " ".join(term) + '"' for term in terms)
            together = " ".join(word for term in terms for word in term)
            # the words side by side stand before those far from each other
            asked = f'{{{column}}} : ("{together}" OR ({phrases}))'
        else:
            asked = " & ".join("(" + " <-> ".join(term) + ")" for term in terms)
        statement = text(_FIND[self._kind].format(column=column))
        with self.database.reading() as at:
            for row in at.execute(statement, {"wanted": asked}):
                yield _entry(row)

    def of_kind(self, kind: str) -> list[TextEntry]:
        """All entries of one kind."""
        with self.database.reading() as at:
            rows: Iterable[Any] = at.execute(select(entries).where(entries.c.kind == kind))
            return [_entry(row) for row in rows]

    def heads(self, plans: Collection[str]) -> list[TextEntry]:
        """The entries that stand for whole plans, of these."""
        wanted = entries.c.plan.in_(sorted(plans)) & (entries.c.node == "van_ban")
        with self.database.reading() as at:
            rows: Iterable[Any] = at.execute(select(entries).where(wanted, entries.c.title != ""))
            return [_entry(row) for row in rows]

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()


def _entry(row: Any) -> TextEntry:
    return TextEntry(row.kind, row.plan, row.node, row.place, row.title, row.words)


def _joined(words: Iterable[str], by: Any) -> str:
    return " ".join(map(by, words))


def open_index(url: str, root: Path, *, anew: bool = False) -> FullText:
    """The index at a URL; a file that is no index is thrown away. Raises Unavailable, OSError.

    `anew`: a file is thrown away in any case.
    """
    try:
        if not anew or "://" in url:
            return FullText(open_database(url, root, KEPT))
    except Unavailable as fault:
        if "://" in url or fault.diagnostic.code not in ("SO402", "SO403"):
            raise
    for end in ("", "-wal", "-shm"):
        (root / f"{url}{end}").unlink(missing_ok=True)
    return FullText(open_database(url, root, KEPT))
