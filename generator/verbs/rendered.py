"""What was rendered before and needs no second look: told by digests, never by times of files.

A document is as it would be made now when its plan, all plans that it cites, the lists and
templates of the workspace, the program and its own bytes are as they were. What is remembered
lies in the cache of this person's machine and not in the workspace: a workspace that somebody
sent could vouch for its own documents.
"""

from __future__ import annotations

from contextlib import suppress
from errno import EIO
from hashlib import sha256
from typing import IO, TYPE_CHECKING, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, Severity, Span
from generator.locale import language
from generator.plan.typed import from_json
from generator.surroundings import surroundings
from generator.workspace.bases import Bases
from generator.workspace.batch import Done
from generator.workspace.files import open_in_office, stream_atomic
from generator.workspace.machines import program_fingerprint
from generator.workspace.spool import Spool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from generator.workspace.workspace import Home, Workspace

_TOLD = tuple[str, int, str, int, tuple[str | int, ...], tuple[str, ...], str, str]
"""A finding: code, severity, message, kind of place, its values, hints, found, wanted."""


class Record(msgspec.Struct, frozen=True, array_like=True):
    """What one document was made of."""

    source: str
    """Digest of the plan's file, hexadecimal; so are all below."""
    target: str
    """Of the document."""
    base: str
    """The name of the kept text that it prints."""
    asked: tuple[tuple[str, str], ...]
    """Ids of other plans that were asked for, and the digests of their files; "" for none."""


class _Line(msgspec.Struct, frozen=True, array_like=True):
    """A document of an earlier run: a line of the file."""

    key: str
    """The paths of plan and document."""
    record: Record
    told: tuple[_TOLD, ...]
    """What was found."""


_key_of = msgspec.json.Decoder(tuple[str, msgspec.Raw, msgspec.Raw])


class Rendered(NamedTuple):
    """What became of one file, and what is to be remembered of it."""

    done: Done
    record: Record | None = None


def recorded(workspace: Workspace, source: str, base: str, data: bytes) -> Record | None:
    """What to remember of a document that is on the disk; None: it hangs on all plans."""
    if workspace.asked_for_all:
        return None
    asked = tuple(sorted(workspace.asked.items()))
    return Record(source, sha256(data).hexdigest(), base, asked)


def _told(found: Diagnostic) -> _TOLD:
    kind = 0 if found.span is None else 1 if isinstance(found.span, Span) else 2
    values: tuple[str | int, ...] = (*found.span,) if found.span else ()
    severity = int(found.severity)
    return (
        found.code, severity, found.message, kind, values, found.hints, found.found, found.wanted
    )  # fmt: skip


def _finding(told: _TOLD) -> Diagnostic:
    code, severity, message, kind, values, hints, found, wanted = told
    span = (None, Span, Place)[kind]
    place = None if span is None else span(*values)  # type: ignore[arg-type]
    return Diagnostic(code, Severity(severity), message, place, hints, found, wanted)


class Before:
    """The documents of earlier runs, each read when it is asked for: a country's are many."""

    def __init__(self, workspace: Workspace, manner: object, templates: Iterable[Path]) -> None:
        self.workspace = workspace
        self._settled = _settled(workspace.home, manner, templates)
        name = sha256(str(workspace.root.absolute()).encode()).hexdigest()[:32]
        self._file = surroundings().cache / "da-in" / f"{name}.jsonl"
        self._lines: IO[bytes] | None = None
        self._kept = self._read()
        self._new = Spool[bytes]()
        self._newer: set[bytes] = set()
        """What stands in new lines."""
        self._bases = Bases(workspace.root)
        self._digests: dict[str, str] = {}

    def _read(self) -> dict[bytes, int]:
        """Where the lines of earlier runs begin."""
        found: dict[bytes, int] = {}
        with suppress(OSError, msgspec.DecodeError):
            self._lines = lines = self._file.open("rb")
            at = len(first := next(lines, b""))
            if first.strip() == self._settled.encode():
                for line in lines:
                    found[_short(_key_of.decode(line)[0])] = at
                    at += len(line)
        return found

    def unchanged(self, source: Path, target: Path) -> bool:
        """Whether a rendering would change nothing."""
        line = self._known(_key(source, target))
        if line is None or open_in_office(target):
            return False
        record = line.record
        return (
            _digest(source) == record.source
            and _digest(target) == record.target
            and self._bases.path(record.base).exists()
            and all(self._plan(ma) == digest for ma, digest in record.asked)
        )

    def told(self, source: Path, target: Path) -> Done:
        """What a rendering of an unchanged plan would tell. Raises OSError."""
        line = self._known(_key(source, target))
        if line is None:  # it was there a moment ago
            raise OSError(EIO, "", str(self._file))
        shown = self.workspace.shown
        return Done(shown(source), shown(target), "unchanged", [_finding(one) for one in line.told])

    def _known(self, key: str) -> _Line | None:
        at = self._kept.get(_short(key))
        if at is None or self._lines is None:
            return None
        try:
            self._lines.seek(at)
            line = from_json(self._lines.readline(), _Line)
        except (OSError, msgspec.DecodeError):
            return None
        return line if line.key == key else None

    def _plan(self, ma: str) -> str:
        """The digest of the file of a plan."""
        if ma not in self._digests:
            paths = self.workspace.plan_index.get(ma, [])
            self._digests[ma] = _digest(paths[0]) if paths else ""
        return self._digests[ma]

    def learn(self, source: Path, target: Path, record: Record | None, done: Done) -> None:
        """Remember a document."""
        if record is not None:
            key = _key(source, target)
            told = tuple([_told(one) for one in done.diagnostics])
            self._new.add(msgspec.json.encode(_Line(key, record, told)))
            self._newer.add(_short(key))

    def keep(self) -> None:
        """Write down what was learned; where that cannot be, the next run does all."""

        def lines(write: Callable[[bytes], object]) -> None:
            write(self._settled.encode() + b"\n")
            for key, at in self._kept.items():
                if key not in self._newer and self._lines is not None:
                    self._lines.seek(at)
                    write(self._lines.readline())
            for line in self._new:
                write(line + b"\n")
            self._close()  # Windows replaces no open file

        with suppress(OSError):
            if self._new:
                stream_atomic(self._file, lines)
        self._close()

    def _close(self) -> None:
        if self._lines is not None:
            self._lines.close()


def _key(source: Path, target: Path) -> str:
    return f"{source}\n{target}"


def _short(key: str) -> bytes:
    """What stands for a key in memory."""
    return sha256(key.encode()).digest()[:16]


def _digest(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _settled(home: Home, manner: object, templates: Iterable[Path]) -> str:
    """A digest of all that decides on every document, hexadecimal."""
    words = [program_fingerprint(), language(), str(home.root), str(home.base), str(manner)]
    files = dict.fromkeys((*home.settled(), *templates))
    words += [f"{path} {_digest(path)}" for path in files]
    return sha256("\n".join(words).encode()).hexdigest()
