"""All units' reports on one plan for one period, joined for the level above.

Pure, and the same whatever the order of the reports. Overdue follows from the deadline and the
day on which it is asked; what a unit did not answer is told apart from what it answered.
"""

from __future__ import annotations

from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from generator.progress.goals import for_each
from generator.progress.joining import join
from generator.progress.periods import period_of
from generator.progress.promised_numbers import falls_short
from generator.progress.reported import DONE, KhacNhau, answer, figure
from generator.progress.saying import (
    agrees,
    figure_of,
    fraction_of,
    number_of,
    number_text,
    proofs_of,
    proved,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping
    from datetime import date

    from generator.progress.asked import AskedOfUnits, AskedTarget, AskedTask
    from generator.progress.promised_numbers import Promised
    from generator.progress.reported import BaoCao, KetQua, SoLieu, TaskState


class UnitAnswer(NamedTuple):
    """What a unit says about a task, as far as others need it."""

    state: TaskState
    proof: bool
    proved_on: date | None
    """The day of the latest document that proves it."""
    result: str = ""
    proof_text: str = ""
    hardship: str = ""
    proposal: str = ""


class UnitFigure(NamedTuple):
    """The figure of a unit for a target."""

    text: str
    value: Decimal | None
    base: str


class UnitReport(NamedTuple):
    """The report of one unit, in the few values that a roll-up keeps."""

    unit: str
    answers: tuple[tuple[str, UnitAnswer], ...]
    figures: tuple[tuple[str, UnitFigure], ...]
    differing: tuple[KhacNhau, ...]
    unknown: tuple[str, ...]
    """Words of rows that answer to nothing in the plan, or no longer to anything."""
    hardship: str = ""
    """What hinders the unit beyond any one task, a line for each paragraph."""
    proposal: str = ""
    """What it asks for beyond any one task."""
    said: bool = True
    """False where the form is as it was given out: nothing is reported."""
    short: tuple[tuple[str, str], ...] = ()
    """Tasks whose result says less than they ask for, and how: ("nv-2", "9 < 12 lớp")."""


class RollupItem(NamedTuple):
    """A task or target of a unit that needs somebody."""

    unit: str
    node: str
    number: str
    text: str
    due: date | None = None
    state: str = ""
    detail: str = ""


class Total(NamedTuple):
    """A target over all units."""

    target: AskedTarget
    added: Decimal | None
    """The figures added up; None for shares, which do not add up."""
    reporting: int
    missing: int
    """Units that gave no figure."""
    stated: str
    """What the level above says itself; "" where it says nothing."""
    reached: bool | None
    """Whether the sum, or the figure of the one unit asked, keeps the target; None: not told."""
    only: str = ""
    """The figure of the one unit that is asked for it, where figures do not add up."""
    keeping: int = 0
    """Units whose own figure keeps the target, where figures do not add up."""


class RollUp(NamedTuple):
    """What the units' reports say together."""

    asked: AskedOfUnits
    period: str
    as_of: date
    reports: tuple[UnitReport, ...]
    not_reported: tuple[str, ...]
    overdue: tuple[RollupItem, ...]
    unanswered: tuple[RollupItem, ...]
    """In reports that came: tasks without a state; their deadline may have passed."""
    unproved: tuple[RollupItem, ...]
    late: tuple[RollupItem, ...]
    """Done, by the day of the proof after the deadline."""
    nothing_arose: tuple[RollupItem, ...]
    differing: tuple[RollupItem, ...]
    bare_shares: tuple[RollupItem, ...]
    """Percentages that name no denominator."""
    wrong_shares: tuple[RollupItem, ...]
    """Percentages that are not what their own fraction gives."""
    no_number: tuple[RollupItem, ...]
    totals: tuple[Total, ...]
    unknown: tuple[tuple[str, str], ...]
    doubtful: tuple[RollupItem, ...] = ()
    """Proofs that a register or a file at hand contradicts."""
    confirmed: int = 0
    """Proofs that stand in a register or as a file at hand."""
    unchecked: int = 0
    """Proofs that nothing at hand could tell of."""
    short: tuple[RollupItem, ...] = ()
    """Done, with a number below the one that the task itself asks for."""
    done_before: frozenset[tuple[str, str]] = frozenset()
    """Units that are silent now, with the tasks that they reported done in an earlier period."""

    def in_general(self, field: str) -> list[tuple[str, str]]:
        """What units say of no task in particular ("hardship", "proposal"): (unit, paragraph)."""
        return [
            (report.unit, text)
            for report in self.reports
            for text in getattr(report, field).split("\n")
            if text
        ]

    def past_of_silent(self) -> list[RollupItem]:
        """Tasks of units without a report whose last day has passed: nobody told of them."""
        return [
            RollupItem(unit, task.id, task.number, task.text, task.due)
            for unit in self.not_reported
            for task in self.asked.tasks
            if unit in task.units
            and task.due is not None
            and task.due < self.as_of
            and (unit, task.id) not in self.done_before
        ]

    @property
    def clean(self) -> bool:
        """Whether nobody has to be asked about anything."""
        return not any(
            (self.not_reported, self.overdue, self.unanswered, self.unproved, self.differing,
             self.bare_shares, self.wrong_shares, self.no_number, self.unknown,
             self.doubtful, self.short)
        )  # fmt: skip


def condensed(
    report: BaoCao,
    nodes: Container[str],
    *,
    texts: bool = True,
    asked: Mapping[str, tuple[Promised, ...]] = MappingProxyType({}),
) -> UnitReport:
    """The values of a report that a roll-up keeps; a choice that a person made is applied.

    Until a person chose, what two sources say differently counts in the same way whichever came
    first: the state that is less far, all proofs and words, and no figure at all.

    Without `texts` the words of results and proposals are left out.

    `nodes` are the ids of all tasks and targets of the plan as it is now: what a report says
    of a row that an amendment took out is told among what answers to nothing. `asked`: the
    numbers that tasks ask for.
    """
    chosen = {(one.nut, one.truong): one.chot for one in report.khac_nhau if one.chot is not None}
    open_ = _open(report)
    settled = chosen | {
        (one.nut, one.truong): _meanwhile(one) for one in open_ if one.truong != "gia_tri"
    }
    unsettled = {one.nut for one in open_ if one.truong == "gia_tri"}
    answers = {
        row.nut: _answer(row, settled, texts=texts) for row in report.ket_qua if row.nut in nodes
    }
    figures = {
        row.chi_tieu: _figure(row, settled)
        for row in report.so_lieu
        if row.chi_tieu in nodes and row.chi_tieu not in unsettled
    }
    unknown = [
        row.noi_dung or row.nut
        for row in report.ket_qua
        if row.nut not in nodes and (any(answer(row)) or not row.nut)
    ]
    unknown += [
        row.noi_dung or row.chi_tieu
        for row in report.so_lieu
        if row.chi_tieu not in nodes and (any(figure(row)) or not row.chi_tieu)
    ]
    unknown = [words for words in unknown if words]
    return UnitReport(
        report.bao_cao.don_vi, tuple(answers.items()), tuple(figures.items()), open_,
        tuple(unknown), _lines(report.bao_cao.kho_khan), _lines(report.bao_cao.kien_nghi),
        not report.empty(), _short(report, asked, settled),
    )  # fmt: skip


def _short(
    report: BaoCao,
    asked: Mapping[str, tuple[Promised, ...]],
    settled: Mapping[tuple[str, str], str],
) -> tuple[tuple[str, str], ...]:
    """Of tasks that ask for numbers those whose result has less; none while sources differ."""
    found = []
    for row in report.ket_qua if asked else ():
        result = settled.get((row.nut, "luy_ke"), row.luy_ke)
        result = result or settled.get((row.nut, "trong_ky"), row.trong_ky)
        detail = falls_short(asked.get(row.nut, ()), result)
        if detail and UNDECIDED not in result:
            found.append((row.nut, detail))
    return tuple(found)


def _lines(text: str) -> str:
    """Paragraphs in an order that does not hang on which paper came first."""
    return "\n".join(sorted(text.split("\n")))


def _open(report: BaoCao) -> tuple[KhacNhau, ...]:
    """The contradictions that nobody has settled, one for each cell, in an order of their own.

    A third source makes a second pair of the same cell; which pairs there are hangs on which
    source came first, which values and where they stand does not.
    """
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for one in report.khac_nhau:
        if one.chot is None:
            told = cells.setdefault((one.nut, one.truong), {})
            for value, source in zip(one.gia_tri, one.nguon, strict=False):
                told.setdefault(value, source)
    return tuple(
        KhacNhau(nut=node, truong=name, gia_tri=sorted(told), nguon=[told[v] for v in sorted(told)])
        for (node, name), told in sorted(cells.items())
    )


UNDECIDED = "(các nguồn nói khác nhau, chưa chốt)"
"""Behind words of which two sources say different ones."""
_LEAST_FIRST = ("", "chua", "cham", "dang", "dat", "vuot", "khong_phat_sinh", "hoan_thanh")


def _meanwhile(one: KhacNhau) -> str:
    """What counts of a contradiction until a person chooses."""
    if one.truong == "trang_thai":
        return min(one.gia_tri, key=_LEAST_FIRST.index)
    if one.truong in ("trong_ky", "luy_ke"):
        return f"{' / '.join(one.gia_tri)} {UNDECIDED}"
    return "; ".join(one.gia_tri)


def _answer(row: KetQua, chosen: dict[tuple[str, str], str], *, texts: bool) -> UnitAnswer:
    def value(name: str) -> str:
        return chosen.get((row.nut, name)) or getattr(row, name)

    proof = value("minh_chung")
    days = [one.day for one in proofs_of(proof) if one.day is not None]
    said = (value("trong_ky"), value("luy_ke")) if texts else ()
    result = "; ".join(part for part in said if part)
    state: TaskState = value("trang_thai")  # type: ignore[assignment]
    return UnitAnswer(
        state, proved(proof), max(days, default=None), result, proof, value("kho_khan"),
        value("kien_nghi") if texts else "",
    )  # fmt: skip


def _figure(row: SoLieu, chosen: dict[tuple[str, str], str]) -> UnitFigure:
    text = chosen.get((row.chi_tieu, "gia_tri")) or row.gia_tri
    base = chosen.get((row.chi_tieu, "mau_so")) or row.mau_so
    return UnitFigure(text, figure_of(text, row.don_vi), base)


def one_each(reports: Iterable[BaoCao]) -> list[BaoCao]:
    """One report for each unit: several of one unit are joined, what differs kept."""
    found: dict[str, list[BaoCao]] = {}
    for report in reports:
        found.setdefault(report.bao_cao.don_vi, []).append(report)
    made = []
    for unit in sorted(found):
        first, *others = sorted(found[unit], key=_order)
        for other in others:
            first = join(first, other, _source(first), _source(other)).report
        made.append(first)
    return made


def _order(report: BaoCao) -> tuple[str, str, str]:
    head = report.bao_cao
    return str(head.ngay or ""), head.so_ky_hieu, repr(report)


def _source(report: BaoCao) -> str:
    head = report.bao_cao
    return head.so_ky_hieu or ", ".join(one.partition("#")[0] for one in head.nguon) or head.don_vi


def roll_up(asked: AskedOfUnits, period: str, as_of: date, reports: Iterable[UnitReport]) -> RollUp:
    """Join the reports of all units.

    The report of the issuer itself answers for the tasks that the issuer leads, and states the
    figures that are set beside the sums of the units.
    """
    if (span := period_of(period)) is not None:
        asked = asked.in_period(span.first, span.last, as_of)
    known = {report.unit: report for report in reports}
    own = known.get(asked.issuer)
    if asked.issuer not in dict(asked.units):
        known.pop(asked.issuer, None)
    rank = {unit: i for i, (unit, _name) in enumerate(asked.units)}
    ordered = sorted(known.values(), key=lambda r: (rank.get(r.unit, len(rank)), r.unit))
    came = [report for report in ordered if report.said]
    gathered = _Gathered(asked, as_of)
    for report in came:
        gathered.add(report)
    have = {report.unit for report in came}
    missing = tuple(unit for unit, _name in asked.units if unit not in have)
    stated = {node: one.text for node, one in own.figures} if own is not None else {}
    if own is not None and own not in came:
        gathered.differ(own)
    return RollUp(
        asked=asked,
        period=period,
        as_of=as_of,
        reports=tuple(came),
        not_reported=missing,
        overdue=tuple(gathered.overdue),
        unanswered=tuple(gathered.unanswered),
        unproved=tuple(gathered.unproved),
        short=tuple(gathered.short),
        late=tuple(gathered.late),
        nothing_arose=tuple(gathered.nothing),
        differing=tuple(gathered.differing),
        bare_shares=tuple(gathered.shares),
        wrong_shares=tuple(gathered.wrong_shares),
        no_number=tuple(gathered.no_number),
        totals=tuple(
            _total(one, came, "" if asked.issuer in one.units else stated.get(one.id, ""))
            for one in asked.targets
        ),
        unknown=tuple(
            (report.unit, words)
            for report in (*came, *([own] if own is not None and own not in came else []))
            for words in report.unknown
        ),
        done_before=_done_before(ordered),
    )


def _done_before(reports: Iterable[UnitReport]) -> frozenset[tuple[str, str]]:
    """Unit and task of what silent units had reported done in an earlier period."""
    return frozenset(
        (report.unit, node)
        for report in reports
        if not report.said
        for node, one in report.answers
        if one.state == "hoan_thanh"
    )


class _Gathered:
    def __init__(self, asked: AskedOfUnits, as_of: date) -> None:
        self.asked, self.as_of = asked, as_of
        self.overdue: list[RollupItem] = []
        self.unanswered: list[RollupItem] = []
        self.unproved: list[RollupItem] = []
        self.late: list[RollupItem] = []
        self.short: list[RollupItem] = []
        self.nothing: list[RollupItem] = []
        self.differing: list[RollupItem] = []
        self.shares: list[RollupItem] = []
        self.wrong_shares: list[RollupItem] = []
        self.no_number: list[RollupItem] = []
        self._texts: dict[str, tuple[str, str]] = {t.id: (t.number, t.text) for t in asked.targets}
        self._texts |= {t.id: (t.number, t.text) for t in asked.tasks}

    def add(self, report: UnitReport) -> None:
        answers, figures = dict(report.answers), dict(report.figures)
        short = dict(report.short)
        for task in self.asked.tasks:
            if report.unit in task.units:
                self._task(report.unit, task, answers.get(task.id), short.get(task.id, ""))
        for target in self.asked.targets:
            found = figures.get(target.id)
            if report.unit in target.units and found is not None and found.text:
                self._target(report.unit, target, found)
        self.differ(report)

    def differ(self, report: UnitReport) -> None:
        """Gather the contradictions of a report that nobody has settled yet."""
        for one in report.differing:
            number, text = self._texts.get(one.nut, ("", one.nut))
            pairs = zip(one.gia_tri, one.nguon, strict=False)
            detail = "; ".join(f"{value} ({source})" for value, source in pairs)
            self.differing.append(
                RollupItem(report.unit, one.nut, number, text, None, one.truong, detail)
            )

    def _task(self, unit: str, task: AskedTask, answer: UnitAnswer | None, short: str) -> None:
        state = answer.state if answer is not None else ""
        detail = answer.hardship if answer is not None else ""
        item = RollupItem(unit, task.id, task.number, task.text, task.due, state, detail)
        if answer is None or not state:
            if not task.reports:  # its report is what came
                self.unanswered.append(item)
        elif state == "khong_phat_sinh":
            self.nothing.append(item)
        elif state == "hoan_thanh":
            if short:
                self.short.append(item._replace(detail=short))
            if not answer.proof:
                self.unproved.append(item)
            elif task.due and answer.proved_on and answer.proved_on > task.due:
                self.late.append(item)
        if state and state not in DONE and task.due is not None and task.due < self.as_of:
            self.overdue.append(item)

    def _target(self, unit: str, target: AskedTarget, found: UnitFigure) -> None:
        item = RollupItem(unit, target.id, target.number, target.text, None, "", found.text)
        if found.value is None:
            self.no_number.append(item)
        elif target.unit == "%" and not found.base:
            self.shares.append(item)
        elif target.unit == "%":
            part = fraction_of(found.base)
            if part is not None and not agrees(found.value, part):
                worked_out = f"{found.text} ≠ {found.base} = {number_text(round(part.share, 2))} %"
                self.wrong_shares.append(item._replace(detail=worked_out))


def _total(target: AskedTarget, reports: list[UnitReport], stated: str) -> Total:
    values = []
    for report in reports:
        found = dict(report.figures).get(target.id)
        if report.unit in target.units and found is not None and found.value is not None:
            values.append(found.value)
    missing = len(target.units) - len(values)
    if not target.summed and len(values) == 1 == len(target.units):
        return Total(
            target, None, 1, missing, stated, _reached(target, values[0]), number_text(values[0])
        )
    if not values:
        return Total(target, None, 0, missing, stated, None)
    if not target.summed:
        kept = [_reached(target, value) for value in values]
        everywhere = True if all(kept) and not missing else None
        short = for_each(target.text) and False in kept
        return Total(
            target, None, len(values), missing, stated, False if short else everywhere,
            keeping=kept.count(True),
        )  # fmt: skip
    added = sum(values, Decimal(0))
    reached = _reached(target, added)
    if not reached and missing:
        reached = None
    return Total(target, added, len(values), missing, stated, reached)


def _reached(target: AskedTarget, value: Decimal) -> bool | None:
    """Whether a figure is what was promised; None where the promise is no number."""
    wanted = number_of(target.value)
    if wanted is None:
        return None
    if target.compare == "<=":
        return value <= wanted
    return value == wanted if target.compare == "=" else value >= wanted
