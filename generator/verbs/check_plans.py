"""Plans checked, one or thousands: their data, their sense, their place in the cascade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import Severity
from generator.locale import language
from generator.workspace.batch import Done, FileJob
from generator.workspace.files import os_diagnostic
from generator.workspace.memory import Same
from generator.workspace.reading import examine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.entered import NumberRow
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.verbs.page_checks import PageChecker
    from generator.workspace.batch import Crew
    from generator.workspace.workspace import Home, Workspace


MERGERS = date(2025, 3, 1)
"""The first day on which bodies of bo-may.toml had ended: no older plan is asked about them."""


class Checker:
    """Checks plans of one workspace, one after the other."""

    def __init__(
        self, workspace: Workspace, pages_on: date | None = None, *, above: bool = True
    ) -> None:
        """`pages_on`: today, where it is also looked at how the plans stand on their pages.

        `above`: whether they are judged by the plan above, too, whose words are then told.
        """
        self.workspace = workspace
        self._above = above
        self._pages_on = pages_on
        self._pages: PageChecker | None = None
        self._rows: dict[str, NumberRow] | None = None
        """The recalled documents of the register, once read."""

    def __call__(self, source: Path) -> Done:
        """Findings of one plan; `target` is its id, "" when it cannot be read."""
        loaded, found = self.examine(source)
        if loaded is None:
            return Done(str(source), "", "refused", found)
        return Done(str(source), loaded.plan.van_ban.ma, "unchanged", found)

    def examine(self, source: Path) -> tuple[Loaded | None, list[Diagnostic]]:
        """A plan and all findings on it; None when it cannot be read."""
        loaded, found = examine(self.workspace, source)
        if loaded is None:
            return None, found
        found = [*found, *self._levels(loaded), *self._recalled(loaded)]
        if self._pages_on is not None:
            from generator.verbs.page_checks import PageChecker

            self._pages = self._pages or PageChecker(self.workspace, self._pages_on)
            found += self._pages(loaded, found)
        return loaded, found

    @property
    def pages(self) -> int:
        """Of the plan examined last; 0 where they were not looked at."""
        return 0 if self._pages is None else self._pages.pages

    def _recalled(self, loaded: Loaded) -> list[Diagnostic]:
        """Documents that the plan rests on and that the register says were recalled."""
        if not self.workspace.has_register:
            return []  # nor is the library of databases read
        from generator.storage.database import Unavailable
        from generator.verbs.books import cites_recalled, recalled

        if self._rows is None:
            self._rows = {}
            try:
                self._rows = recalled(self.workspace)
            except Unavailable as fault:
                return [fault.diagnostic._replace(severity=Severity.WARNING)]
            except OSError as fault:
                return [os_diagnostic(fault)._replace(severity=Severity.WARNING)]
        return cites_recalled(self.workspace, loaded, self._rows) if self._rows else []

    def _levels(self, loaded: Loaded) -> list[Diagnostic]:
        """Whether the plan makes sense at its level and below the plan above it."""
        space, head = self.workspace, loaded.plan.van_ban
        above = None
        if self._above and head.cap_tren is not None and head.cap_tren != head.ma:
            above = space.plan_above(head.cap_tren)
        judged_by = space.registry, space.citations, space.apparatus
        key = ("levels", *map(Same, (loaded.plan, above, *judged_by)), language())
        return list(space.memory.made(key, lambda: self._judged(loaded, above)))

    def _judged(self, loaded: Loaded, above: Loaded | None) -> list[Diagnostic]:
        from generator.cascade.sense.across import check_levels, check_own
        from generator.cascade.sense.own_sense import check_words

        registry = self.workspace.registry
        found = check_own(loaded, registry) + check_words(loaded, registry) + self._ended(loaded)
        if above is not None:
            base = self._base(loaded)
            found += check_levels(loaded, above, registry, self.workspace.citations, base)
        return found

    def _base(self, loaded: Loaded) -> KeHoach | None:
        """A plan as it was derived: itself where nobody edited it; None where nobody kept it."""
        from generator.cascade.deriving.below import as_derived
        from generator.workspace.bases import Bases

        if loaded.plan.dan_xuat is None:
            return None
        try:
            return as_derived(Bases(self.workspace.root), loaded)
        except OSError:
            return None

    def _ended(self, loaded: Loaded) -> list[Diagnostic]:
        """Bodies that the plan names after their end; none had ended before MERGERS."""
        day = loaded.plan.day()
        if day is None or day < MERGERS:
            return []
        from generator.plan.ended import ended_bodies

        return ended_bodies(loaded, self.workspace.apparatus, lambda: self.workspace.bodies)


@dataclass(frozen=True)
class CheckJob(FileJob[Path]):
    """Check plan files."""

    home: Home
    pages_on: date | None
    """Today, where it is also looked at how the plans stand on their pages."""

    def open(self) -> Checker:
        """What checks file after file."""
        return Checker(self.home.open(), self.pages_on)

    def reads(self) -> tuple[Path, ...]:
        """What the plans are judged by."""
        return self.home.settled()


def check_files(
    workspace: Workspace, files: Sequence[Path], crew: Crew, pages_on: date | None = None
) -> Iterator[Done]:
    """Check plan files, in their order.

    `pages_on`: today, where it is also looked at how they stand on their pages.
    """
    job = CheckJob(workspace.home, pages_on)
    yield from crew.do(job, files, Checker(workspace, pages_on))


class PlanIds:
    """The ids of plans, to find those that several share; only these are read again."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._twice: set[str] = set()

    def take(self, ma: str, file: str) -> None:
        """Note the id of a plan, "" where none could be read."""
        if not ma:
            return
        other = self._first.setdefault(ma, file)
        if other != file:
            self._twice |= {other, file}

    def twice(self) -> list[Diagnostic]:
        """What speaks against ids that several plans have."""
        from generator.plan.check import check_workspace_ids
        from generator.plan.toml import load_plan

        files = (Path(name) for name in sorted(self._twice))
        return check_workspace_ids(found for file in files if (found := load_plan(file)[0]))
