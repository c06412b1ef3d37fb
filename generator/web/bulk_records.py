"""What is on the disk of long work: what was asked, how far it is, what became of each plan.

One file for each piece of work, a line for each event, written by the process that works. So it is
found again whoever closed the page, also after the server was stopped or killed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import IO, TYPE_CHECKING, NamedTuple

import msgspec

from generator.verbs.bulk import STATUSES, BulkStatus, Kind
from generator.workspace.files import try_lock, unlock_handle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from pathlib import Path

FOLDER = ".kehoach/viec-dai"
LOCK = "dang-lam.khoa"
"""Held by the process that works: one in a workspace, whoever serves it."""
KEPT = 20
"""Pieces of work that are remembered."""
_NAME = re.compile(r"\d{8}-\d{6}-[0-9a-f]{4}")


class BulkOrder(msgspec.Struct, frozen=True, tag="order"):
    """What was asked, by whom, when."""

    kind: Kind
    plan: str
    who: str
    at: str
    units: tuple[str, ...] = ()
    """For which agencies alone; none: for all."""
    of: str = ""
    """The piece of work that this one takes back."""

    def same(self, other: BulkOrder) -> bool:
        """Whether the same is asked, by whomever, whenever."""
        return (self.kind, self.plan, self.units, self.of) == (
            other.kind, other.plan, other.units, other.of,
        )  # fmt: skip


class BulkPhase(msgspec.Struct, frozen=True, tag="phase"):
    """A part of the work begins: so many files."""

    label: str
    total: int


class BulkCount(msgspec.Struct, frozen=True, tag="count"):
    """So many files of the part are done."""

    done: int


class BulkUnit(msgspec.Struct, frozen=True, tag="unit"):
    """What became of one plan, in words."""

    status: BulkStatus
    plan: str
    unit: str
    file: str
    why: tuple[str, ...] = ()
    notes: int = 0
    """Places that a person must look at."""
    texts: tuple[str, str] | None = None
    """Fingerprints of the plan's text before and after, where it can be taken back."""


class BulkEnd(msgspec.Struct, frozen=True, tag="end"):
    """The work came to its end, or was stopped."""

    state: str
    """done, stopped, failed."""
    at: str
    why: tuple[str, ...] = ()


BulkEvent = BulkOrder | BulkPhase | BulkCount | BulkUnit | BulkEnd
_DECODER = msgspec.json.Decoder(BulkEvent)


class BulkRecord(NamedTuple):
    """A piece of work as far as it is."""

    order: BulkOrder
    phase: BulkPhase
    done: int
    """Files of the phase."""
    units: list[BulkUnit]
    """What waits for a person first."""
    end: BulkEnd | None

    @property
    def counts(self) -> list[tuple[BulkStatus, int]]:
        """How many became what."""
        found = Counter(one.status for one in self.units)
        return [(status, found[status]) for status in STATUSES if found[status]]

    @property
    def undoable(self) -> tuple[tuple[str, str, str], ...]:
        """Plans that were changed, each with the fingerprints of its text before and after."""
        return tuple((one.plan, *one.texts) for one in self.units if one.texts)


class EventLog:
    """Where the process that works writes its events down."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, event: BulkEvent) -> None:
        """Add one event. Raises OSError."""
        with self._path.open("ab") as out:
            out.write(b"\n" + msgspec.json.encode(event))  # a line before may be cut off


def begin(root: Path, order: BulkOrder, moment: datetime) -> str:
    """A new piece of work on the disk; its name. The oldest are forgotten. Raises OSError."""
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for old in set(names(root)[KEPT - 1 :]) - {order.of}:
        path_of(root, old).unlink(missing_ok=True)
    part = moment.microsecond * 0x10000 // 1_000_000  # two of one second stand in their order
    while path_of(root, name := f"{moment:%Y%m%d-%H%M%S}-{part:04x}").exists() and part < 0xFFFF:
        part += 1
    EventLog(path_of(root, name)).write(order)
    return name


def path_of(root: Path, name: str) -> Path:
    """The file of a piece of work."""
    return root / FOLDER / f"{name}.jsonl"


def names(root: Path) -> list[str]:
    """The pieces of work of a workspace, the last one first."""
    found = (path.stem for path in (root / FOLDER).glob("*.jsonl"))
    return sorted((name for name in found if is_name(name)), reverse=True)


def is_name(name: str) -> bool:
    """Whether this can be the name of a piece of work."""
    return _NAME.fullmatch(name) is not None


def record_of(path: Path) -> BulkRecord | None:
    """A piece of work as far as it is; None where the file tells of none. Raises OSError."""
    return _record(_events(path.read_bytes().split(b"\n")))


def _events(lines: Iterable[bytes]) -> Iterable[BulkEvent]:
    for line in lines:
        try:
            yield _DECODER.decode(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):  # cut off where the process was killed
            continue


def _record(events: Iterable[BulkEvent]) -> BulkRecord | None:
    order, end, phase, done, told = None, None, BulkPhase("", 0), 0, 0
    units: list[BulkUnit] = []
    for event in events:
        if isinstance(event, BulkOrder):
            order = event
        elif isinstance(event, BulkPhase):
            phase, done, told = event, 0, 0
        elif isinstance(event, BulkCount):
            done = max(done, event.done)
        elif isinstance(event, BulkUnit):
            units.append(event)
            told += 1
            done = max(done, told)  # counts are written now and then
        else:
            end = event
    units.sort(key=lambda one: STATUSES.index(one.status))
    return BulkRecord(order, phase, done, units, end) if order is not None else None


def opened_lock(root: Path) -> IO[bytes]:
    """The file that the process at work holds. Raises OSError."""
    (root / FOLDER).mkdir(parents=True, exist_ok=True)
    return (root / FOLDER / LOCK).open("a+b")


def is_held(root: Path) -> bool:
    """Whether some process works on a workspace now."""
    if not (root / FOLDER / LOCK).exists():
        return False
    with opened_lock(root) as handle:
        if not try_lock(handle.fileno()):
            return True
        unlock_handle(handle.fileno())
    return False
