"""Coverage of a plan by all plans of a workspace below it: one file or thousands.

Each file is compared in a process of its own kind (see `workspace.batch`); here the rows come
together. Equal cells are kept once, so that memory hardly grows with the units.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from generator.cascade.covering.coverage import Coverage
from generator.cascade.deriving.below import lower_units
from generator.cascade.deriving.rulebook.answers import ANSWERS
from generator.cascade.deriving.unit.issuer import issuer_of
from generator.diagnostics import has_errors, warning
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.locale import _
from generator.plan.named_numbers import numbers_named
from generator.plan.wording import short_date
from generator.workspace.batch import Job
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from generator.cascade.covering.coverage_cells import CellState, Said, Sum, UnitRow
    from generator.diagnostics import Diagnostic
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach
    from generator.plan.toml import Loaded
    from generator.workspace.batch import Crew
    from generator.workspace.workspace import Home, Workspace

T = TypeVar("T")


class SurveyedFile(NamedTuple):
    """What one file gave: a row if it is a plan below the one in question."""

    row: UnitRow | None
    diagnostics: list[Diagnostic]


class CoverageSurvey(NamedTuple):
    """The whole matrix, units in the order of the registry."""

    coverage: Coverage
    file: str
    tasks: list[Said]
    lines: list[int]
    """Of the tasks in the plan above."""
    rows: list[UnitRow]
    sums: list[Sum]
    diagnostics: list[Diagnostic]

    def of_sum(self, one: Sum) -> tuple[str, int, str]:
        """What a sum is about: the id of its task or promise, its line, its words."""
        if one.task >= 0:
            return self.coverage.tasks[one.task].id, self.lines[one.task], ""
        promise = self.coverage.promised[-1 - one.task]
        line = self.coverage.source.span(promise.loc).line
        words = promise.text if promise.year is None else f"{promise.text} ({promise.year})"
        return f"chi-tieu-{-one.task}", line, words

    def totals(self) -> dict[CellState, int]:
        """How many cells are in each state."""
        from generator.cascade.covering.coverage_cells import CellState

        found = dict.fromkeys(CellState, 0)
        for row in self.rows:
            for cell in row.cells:
                found[cell.state] += 1
        return found

    @property
    def evaluated(self) -> bool:
        """Whether there was anything to compare: a plan without a task that was read has none."""
        return bool(self.tasks)

    @property
    def clean(self) -> bool:
        """Whether nothing is dropped without reason, late, contradicted or missing."""
        if not self.evaluated:
            return False
        wrong = any(row.wrong or not row.ma for row in self.rows)
        return not wrong and not any(s.short for s in self.sums)


def make_coverage(workspace: Workspace, parent: Path) -> tuple[Coverage | None, list[Diagnostic]]:
    """Read the plan above and the rules; None when one of them cannot be used."""
    from generator.cascade.deriving.rulebook.answers import load_answers
    from generator.cascade.deriving.rulebook.rules import load_rules

    loaded, found = load(workspace, parent)
    answers, wrong = load_answers(workspace.registry_dir / ANSWERS)
    found += wrong
    rules, problems = load_rules(workspace.registry_dir / "quy-tac.toml")
    found += problems
    if loaded is None or has_errors(problems):
        return None, found
    made = Coverage(
        loaded, workspace.registry, workspace.citations, rules, answers, workspace.bodies
    )
    return made, found


class Shared:
    """Makes equal cells, and equal sequences of them, one and the same object.

    They are kept once in memory, and sent once with each chunk of rows.
    """

    def __init__(self) -> None:
        self._kept: dict[object, object] = {}

    def __call__(self, row: UnitRow) -> UnitRow:
        """The row, made of what other rows hold already."""
        cells = self._once(tuple([self._once(cell) for cell in row.cells]))
        return row._replace(cells=cells, lines=self._once(row.lines))

    def _once(self, value: T) -> T:
        kept: T = self._kept.setdefault(value, value)  # type: ignore[assignment]
        return kept


class Surveyor:
    """Compares one file after another with one plan."""

    def __init__(self, workspace: Workspace, coverage: Coverage) -> None:
        self.workspace = workspace
        self.coverage = coverage
        self._name = coverage.ma.encode()
        self._shared = Shared()

    def __call__(self, path: Path) -> SurveyedFile:
        """The row of a file; none when it is no plan below, its mistakes when unreadable."""
        from generator.plan.toml import parse_plan
        from generator.workspace.files import os_diagnostic, read_whole

        try:
            data = read_whole(path)
        except OSError as fault:
            return SurveyedFile(None, [os_diagnostic(fault)])
        joined = self._name in data
        if not joined and (b"\ncap_tren = " in data or not self._dated(data)):
            return SurveyedFile(None, [])
        shown = self.workspace.shown(path)
        loaded, problems = parse_plan(data, shown)
        if loaded is None:
            return SurveyedFile(None, problems if joined else [])
        head = loaded.plan.van_ban
        if head.cap_tren is None and head.ma != self.coverage.ma:
            return SurveyedFile(None, self._not_joined(loaded))
        if head.cap_tren != self.coverage.ma or head.ma == self.coverage.ma:
            return SurveyedFile(None, [])
        return SurveyedFile(self._shared(self.coverage.row(loaded, shown)), [])

    def _dated(self, data: bytes) -> bool:
        """Whether a file may name the plan by number and day."""
        day = self.coverage.plan.van_ban.ngay
        return day is not None and any(
            form.encode() in data
            for form in (
                day.isoformat(),
                short_date(day),
                f"tháng {day.month}",
                day.strftime("tháng %m"),
            )
        )

    def _not_joined(self, loaded: Loaded) -> list[Diagnostic]:
        """LC746: a plan that names this one by number and day, and is joined to none."""
        plan, head = loaded.plan, self.coverage.plan.van_ban
        citations = self.workspace.citations
        named = {one[:2] for p in plan.mo_dau for one in numbers_named(p.noi_dung, plan, citations)}
        if (head.so, head.ngay) not in named or plan.van_ban.co_quan == head.co_quan:
            return []
        message = _("Kế hoạch này nêu số và ngày của “{ma}” mà không ghi cap_tren: chưa đối chiếu")
        hint = _("Ghi cap_tren = “{ma}” ở [van_ban] rồi đối chiếu lại").format(ma=head.ma)
        place = loaded.source.span(("van_ban",))
        return [warning("LC746", message.format(ma=head.ma), place, hint)]


@dataclass(frozen=True)
class SurveyJob(Job["Path", SurveyedFile]):
    """Compare plans with one plan above them."""

    home: Home
    parent: Path

    def open(self) -> Surveyor:
        """What compares file after file."""
        workspace = self.home.open()
        coverage, _problems = make_coverage(workspace, self.parent)
        assert coverage is not None  # noqa: S101 - the same files were read before
        return Surveyor(workspace, coverage)

    def lost(self, item: Path, fault: Diagnostic) -> SurveyedFile:  # noqa: ARG002 - the fault tells
        """No row."""
        return SurveyedFile(None, [fault])

    def reads(self) -> tuple[Path, ...]:
        """The plan above and what decides on the plans below."""
        return (self.parent, *self.home.settled())


def survey_files(
    workspace: Workspace, coverage: Coverage, parent: Path, files: Sequence[Path], crew: Crew
) -> Iterator[SurveyedFile]:
    """Compare files, in their order; as they get ready. Raises LostError."""
    job = SurveyJob(workspace.home, parent)
    yield from crew.do(job, files, Surveyor(workspace, coverage))


def _of_the_committee(plan: KeHoach, registry: Registry) -> list[str]:
    """The units below the committee whose chairman issued a plan."""
    day = plan.day()
    issuer = issuer_of(plan, registry.extended(plan.co_quan_moi), day, read=True)
    if issuer is None or not issuer.don_vi or not any(b.head for b in bodies(issuer.ten)):
        return []
    for above in registry.gathered("committees", day, lambda a: [a] if a.vai_tro == "ubnd" else []):
        if above.gom is None and key_of(above.don_vi) == key_of(issuer.don_vi):
            return [u.id for u in registry.children(above.id, day) if u.loai == above.loai]
    return []


class Gatherer:
    """Takes rows as they come; equal parts of them are kept once."""

    def __init__(self, workspace: Workspace, coverage: Coverage, shown: str) -> None:
        self.workspace, self.coverage, self.shown = workspace, coverage, shown
        self.rows: list[UnitRow] = []
        self.diagnostics: list[Diagnostic] = []
        self._shared = Shared()

    def add(self, found: SurveyedFile) -> None:
        """Take the result of one file."""
        self.diagnostics += found.diagnostics
        if found.row is not None:
            self.rows.append(self._shared(found.row))

    def finish(self) -> CoverageSurvey:
        """The matrix, with the units that have no plan."""
        coverage = self.coverage
        plan, registry, day = coverage.plan, self.workspace.registry, coverage.day
        units = lower_units(self.workspace, plan) or _of_the_committee(plan, registry)
        have = {row.unit for row in self.rows}
        rows = self.rows + [
            coverage.missing(agency)
            for unit in units
            if unit not in have and (agency := registry.get(unit, day))
        ]
        order = {unit: i for i, unit in enumerate(units)}
        rows.sort(key=lambda r: (order.get(r.unit, len(order)), r.unit, r.file))
        return CoverageSurvey(
            coverage,
            self.shown,
            coverage.said(),
            [coverage.source.span(task.loc).line for task in coverage.tasks],
            rows,
            coverage.sums(rows),
            self.diagnostics,
        )
