"""What units reported as done in an earlier period stays done where this period says nothing.

Nobody is urged for work that was reported done a quarter ago. Only where the latest word about a
task is that it is done; never for what comes again each period, nor against what is said now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.progress.asked import AskedOfUnits
    from generator.progress.rollup import UnitAnswer, UnitReport


class EarlierPeriod(NamedTuple):
    """The reports of a period that has ended."""

    name: str
    words: str
    """The period in a sentence: "quý II năm 2026"."""
    reports: Sequence[UnitReport]


def with_done_before(
    reports: Sequence[UnitReport], earlier: Iterable[EarlierPeriod], asked: AskedOfUnits
) -> list[UnitReport]:
    """The reports with what was done before, from the latest period back to the first.

    A unit that is silent now stays silent; what it had done is known all the same.
    """
    from generator.progress.rollup import UnitReport

    once = {task.id for task in asked.tasks if task.again is None}
    last: dict[str, dict[str, UnitAnswer]] = {}
    less: dict[str, dict[str, str]] = {}
    for period in earlier:
        for report in period.reports:
            told, short = last.setdefault(report.unit, {}), dict(report.short)
            for node, answer in report.answers:
                if node in once and answer.state and node not in told:
                    told[node] = _from(period.words, answer)
                    less.setdefault(report.unit, {})[node] = short.get(node, "")
    made = []
    for report in reports:
        now, short = dict(report.answers), dict(report.short)
        for node, answer in last.pop(report.unit, {}).items():
            if answer.state == "hoan_thanh" and not (node in now and now[node].state):
                now[node] = answer
                if detail := less[report.unit][node]:
                    short[node] = detail
        made.append(report._replace(answers=tuple(now.items()), short=tuple(short.items())))
    for unit, told in last.items():
        done = tuple((n, one) for n, one in told.items() if one.state == "hoan_thanh")
        if done:
            made.append(UnitReport(unit, done, (), (), (), said=False))
    return made


def _from(period: str, answer: UnitAnswer) -> UnitAnswer:
    said = _("đã báo cáo hoàn thành {ky}").format(ky=period)
    return answer._replace(result=said, hardship="", proposal="")
