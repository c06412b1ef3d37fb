"""What the units of a level said, as the row of that level in the report on the plan above it.

A task of this level answers for the task above that it was made of (`nguon`); several of them
answer together. Nothing is guessed: a task above that no task here carries out stays blank.
"""

from __future__ import annotations

import hashlib
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.tasks.all_tasks import SAME_WORDS, likeness
from generator.progress.matching import alike
from generator.progress.reported import DONE, IN_GENERAL, BaoCao, DauBaoCao, KetQua, SoLieu
from generator.progress.saying import fraction_of, number_text
from generator.progress.store import as_toml
from generator.progress.task_standing import standings
from generator.progress.telling import state_words
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedOfUnits, AskedTarget, AskedTask
    from generator.progress.reported import TaskState
    from generator.progress.rollup import RollUp, Total
    from generator.progress.task_standing import TaskStanding

SOURCE = "tong-hop"
"""Begins the source of a report that was raised: tong-hop:plan#digest."""


class Raised(NamedTuple):
    """The report on the plan above, and which of its rows nothing here answers for."""

    report: BaoCao
    unanswered: tuple[AskedTask | AskedTarget, ...]
    likely: dict[str, AskedTask | AskedTarget]
    """Of a row that nothing answers for what here resembles it most, for a person to confirm."""


def raised(found: RollUp, above: AskedOfUnits) -> Raised:
    """The report of the issuer of a plan on the plan above it."""
    own = found.asked
    rows = standings(found)
    names = dict(own.units)
    report = BaoCao(bao_cao=DauBaoCao(ke_hoach=above.plan, don_vi=own.issuer, ky=found.period))
    blank: list[AskedTask | AskedTarget] = []
    for task in above.tasks_for(own.issuer):
        parts = [row for row in rows if row.task.above == task.id]
        if not parts:
            blank.append(task)
        report.ket_qua.append(_result(task, parts, names))
    for target in above.targets_for(own.issuer):
        total = _same(target, found.totals)
        if total is None:
            blank.append(target)
        report.so_lieu.append(_figure(target, total, found))
    report.bao_cao.kho_khan = _general(found, names, "hardship")
    report.bao_cao.kien_nghi = _general(found, names, "proposal")
    report.bao_cao.nguon = [f"{SOURCE}:{own.plan}#{said_digest(report)}"]
    return Raised(report, tuple(blank), _likely(blank, found))


LIKELY = 0.35
"""Likeness from which a row is proposed; from SAME_WORDS on it is believed."""


def _likely(
    blank: Sequence[AskedTask | AskedTarget], found: RollUp
) -> dict[str, AskedTask | AskedTarget]:
    """What here may carry out a blank row: alike in its rarer words, and no other nearly as much.

    Only tasks that carry out nothing above yet, and targets in the same unit of measure.
    """
    free = [task for task in found.asked.tasks if not task.above]
    totals = [total.target for total in found.totals]
    every = [one.text for one in (*free, *totals, *blank)]
    made: dict[str, AskedTask | AskedTarget] = {}
    for one in blank:
        unit = getattr(one, "unit", None)
        own: Sequence[AskedTask | AskedTarget] = (
            free if unit is None else [t for t in totals if fold(t.unit) == fold(unit)]
        )
        scores = sorted(((alike(one.text, o.text, every), -i) for i, o in enumerate(own)))[-2:]
        if scores and scores[-1][0] >= LIKELY and scores[0][0] < _CLEARLY * scores[-1][0]:
            made[one.id] = own[-scores[-1][1]]
        elif len(own) == 1 == len(scores) and scores[0][0] >= LIKELY:
            made[one.id] = own[0]
    return made


_CLEARLY = 0.8
"""Share of the best likeness below which the next one is no rival."""


def said_digest(report: BaoCao) -> str:
    """Of the answers and figures of a report: whether a person has touched them since."""
    general = {name: getattr(report.bao_cao, name) for name in IN_GENERAL}
    bare = BaoCao(bao_cao=DauBaoCao(ke_hoach="", don_vi="", ky="", **general))
    bare.ket_qua, bare.so_lieu = report.ket_qua, report.so_lieu
    return hashlib.sha256(as_toml(bare).encode()).hexdigest()


def untouched(report: BaoCao, plan: str) -> bool:
    """Whether a report is still as it was raised from the plan, so that it may be raised anew."""
    return report.bao_cao.nguon == [f"{SOURCE}:{plan}#{said_digest(report)}"]


# ------------------------------------------------------------------------------ tasks


def _result(task: AskedTask, parts: Sequence[TaskStanding], names: dict[str, str]) -> KetQua:
    return KetQua(
        nut=task.id, noi_dung=task.text, trang_thai=_state(parts), trong_ky=_words(parts),
        minh_chung=_each(parts, names, "proof_text"), kho_khan=_each(parts, names, "hardship"),
        kien_nghi=_each(parts, names, "proposal"),
    )  # fmt: skip


def _state(parts: Sequence[TaskStanding]) -> TaskState:
    states = [row.state for row in parts]
    if not any(states):
        return ""
    if len(states) == 1:
        return states[0]
    if all(state == "khong_phat_sinh" for state in states):
        return "khong_phat_sinh"
    if all(state in DONE for state in states):
        return "hoan_thanh"
    return "chua" if all(state in ("chua", "") for state in states) else "dang"


def _words(parts: Sequence[TaskStanding]) -> str:
    said = []
    for row in parts:
        if not row.told:
            continue
        results = "; ".join(one.result for one in row.told if one.result)
        words = results if row.of == 1 and results else state_words(row)
        text = row.task.text.rstrip(" .;/")
        said.append(words if len(parts) == 1 else f"{text}: {words[:1].lower()}{words[1:]}")
    return "; ".join(said)


def _each(parts: Sequence[TaskStanding], names: dict[str, str], field: str) -> str:
    """What units wrote, each text once with those who wrote it."""
    said: dict[str, list[str]] = {}
    for row in parts:
        for unit, one in row.answers:
            text = getattr(one, field).strip().rstrip(".;")
            if text:
                said.setdefault(text, []).append(names.get(unit, unit))
    if len(frozenset().union(*(row.task.units for row in parts))) <= 1:
        return "; ".join(said)
    return "; ".join(f"{', '.join(dict.fromkeys(who))}: {text}" for text, who in said.items())


def _general(found: RollUp, names: dict[str, str], field: str) -> str:
    """What units wrote of no task in particular, each paragraph after the name of its unit."""
    return "\n".join(f"{names.get(unit, unit)}: {text}" for unit, text in found.in_general(field))


# ------------------------------------------------------------------------------ targets


def _same(target: AskedTarget, totals: Sequence[Total]) -> Total | None:
    """The target of this level that has the words and the unit of measure of one above."""
    alike = [
        (likeness(target.text, total.target.text), -i)
        for i, total in enumerate(totals)
        if fold(total.target.unit) == fold(target.unit)
    ]
    best = max(alike, default=(0.0, 0))
    return totals[-best[1]] if best[0] >= SAME_WORDS else None


def _figure(target: AskedTarget, total: Total | None, found: RollUp) -> SoLieu:
    row = SoLieu(chi_tieu=target.id, noi_dung=target.text, don_vi=target.unit)
    if total is None:
        return row
    if total.reporting < len(total.target.units):
        row.ghi_chu = f"{total.reporting}/{len(total.target.units)} đơn vị có số liệu"
    if total.stated:
        row.gia_tri = total.stated
    elif total.added is not None:
        row.gia_tri = number_text(total.added)
    else:
        row.gia_tri, row.mau_so = _share(total, found)
    return row


def _share(total: Total, found: RollUp) -> tuple[str, str]:
    """A share of all units: of their fractions added up; blank where one names none."""
    figures = [
        one
        for report in found.reports
        if report.unit in total.target.units
        for node, one in report.figures
        if node == total.target.id and one.text
    ]
    if len(figures) == 1 == len(total.target.units):
        return figures[0].text, figures[0].base
    parts = [fraction_of(one.base) for one in figures]
    if not parts or any(part is None for part in parts):
        return "", ""
    part = sum((one.part for one in parts if one), Decimal(0))
    whole = sum((one.whole for one in parts if one), Decimal(0))
    what = {one.what for one in parts if one}
    words = f"{number_text(part)}/{number_text(whole)} {what.pop() if len(what) == 1 else ''}"
    return number_text(round(part * 100 / whole, 2)), words.strip()
