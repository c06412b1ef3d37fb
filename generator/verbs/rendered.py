"""What was rendered before and needs no second look: told by digests, never by times of files.

A document is as it would be made now when its plan, all plans that it cites, the lists and
templates of the workspace, the program and its own bytes are as they were. What is remembered
lies in the cache of this person's machine and not in the workspace: a workspace that somebody
sent could vouch for its own documents.
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.diagnostics import Diagnostic, Place, Severity, Span
from generator.locale import language
from generator.plan.typed import from_json
from generator.surroundings import surroundings
from generator.workspace.bases import Bases
from generator.workspace.batch import Done, lean
from generator.workspace.files import open_in_office, stream_atomic
from generator.workspace.machines import program_fingerprint

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
    """The documents of earlier runs."""

    def __init__(self, workspace: Workspace, manner: object, templates: Iterable[Path]) -> None:
        self.workspace = workspace
        self._settled = _settled(workspace.home, manner, templates)
        name = sha256(str(workspace.root.absolute()).encode()).hexdigest()[:32]
        self._file = surroundings().cache / "da-in" / f"{name}.jsonl"
        self._kept = self._read()
        self._new: dict[str, tuple[Record, Done]] = {}
        self._bases = Bases(workspace.root)
        self._digests: dict[str, str] = {}

    def _read(self) -> dict[str, bytes]:
        """The lines of earlier runs by their keys, each understood when it is asked for."""
        found: dict[str, bytes] = {}
        with suppress(OSError, msgspec.DecodeError), self._file.open("rb") as lines:
            if next(lines, b"").strip() == self._settled.encode():
                found.update((_key_of.decode(line)[0], line) for line in lines)
        return found

    def unchanged(self, source: Path, target: Path) -> Done | None:
        """What a rendering would tell; None where it has to be done."""
        line = self._known(_key(source, target))
        if line is None or open_in_office(target):
            return None
        record = line.record
        same = (
            _digest(source) == record.source
            and _digest(target) == record.target
            and self._bases.path(record.base).exists()
            and all(self._plan(ma) == digest for ma, digest in record.asked)
        )
        if not same:
            return None
        shown = self.workspace.shown
        told = [lean(_finding(one)) for one in line.told]
        return Done(shown(source), shown(target), "unchanged", told)

    def _known(self, key: str) -> _Line | None:
        data = self._kept.get(key)
        if data is None:
            return None
        try:
            return from_json(data, _Line)
        except msgspec.DecodeError:
            return None

    def _plan(self, ma: str) -> str:
        """The digest of the file of a plan."""
        if ma not in self._digests:
            paths = self.workspace.plan_index.get(ma, [])
            self._digests[ma] = _digest(paths[0]) if paths else ""
        return self._digests[ma]

    def learn(self, source: Path, target: Path, record: Record | None, done: Done) -> None:
        """Remember a document."""
        if record is not None:
            self._new[_key(source, target)] = (record, done)

    def keep(self) -> None:
        """Write down what was learned; where that cannot be, the next run does all."""
        if not self._new:
            return

        def lines(write: Callable[[bytes], object]) -> None:
            write(self._settled.encode() + b"\n")
            for key, line in self._kept.items():
                if key not in self._new:
                    write(line)
            for key, (record, done) in self._new.items():
                told = tuple([_told(one) for one in done.diagnostics])
                write(msgspec.json.encode(_Line(key, record, told)) + b"\n")

        with suppress(OSError):
            stream_atomic(self._file, lines)


def _key(source: Path, target: Path) -> str:
    return f"{source}\n{target}"


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
