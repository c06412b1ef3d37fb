"""The desk: all that a verb gets from the world — workspace, clock, who acts, progress.

A verb is `run(desk, request) -> result`. A door (command line, web) makes the desk; nothing
below the doors reads the clock, the environment, or asks who is there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Protocol, TypeVar

from generator.workspace.processes import EVERY_CORE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.workspace.batch import Crew
    from generator.workspace.workspace import Workspace

T = TypeVar("T")
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""The zone of official days: UTC+7 without summer time (Decision 121/CP of 8 August 1967 and
134/2002/QĐ-TTg; from memory), the same in every month, so no table of zones is needed."""


class Progress(Protocol):
    """How a door shows that work goes on."""

    def __call__(self, items: Iterable[T], total: int, label: str) -> Iterable[T]:
        """The items, one by one, told as they pass."""
        ...


def silent(items: Iterable[T], total: int, label: str) -> Iterable[T]:  # noqa: ARG001
    """No progress shown."""
    return items


@dataclass(frozen=True)
class Desk:
    """What the world gives to a verb. Frozen: one request sees one world."""

    workspace: Workspace
    clock: Callable[[], datetime]
    """The time, with a zone."""
    who: str = ""
    """Who acts, as the register writes it down; at most 100 characters."""
    progress: Progress = silent
    crew: Crew = EVERY_CORE
    """Who does the work of a batch."""
    confirmed: bool = True
    """The person has said that this workspace is the office's own: its list of trust, its
    register and its token library count. False where a letter could have brought it."""

    def now(self) -> datetime:
        """The time in Vietnam, whatever the zone of the machine."""
        return self.clock().astimezone(VIETNAM)

    def today(self) -> date:
        """The official day: the day in Vietnam."""
        return self.now().date()
