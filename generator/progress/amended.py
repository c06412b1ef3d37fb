"""What was reported on a plan before it was replaced, on the tasks of the plan that replaces it.

Ids that an import made come of words and places: in the new plan "…-3" may be other work. So
equal words are one task; the same id is believed only where the words are still much alike; the
rest is paired as rows of a form are. What answers to nothing any more is kept by its words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.progress.asked import said_key
from generator.progress.matching import RowWording, alike, matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.progress.asked import AskedOfUnits, AskedTarget, AskedTask
    from generator.progress.reported import BaoCao

RENAMED = 0.55
"""Likeness from which a task under the same id is the same one, reworded."""


def followed(old: AskedOfUnits, new: AskedOfUnits) -> dict[str, str]:
    """Id of a task or target of the old plan → its id in the new one; none for what is gone."""
    return _paired(old.tasks, new.tasks) | _paired(old.targets, new.targets)


def moved(report: BaoCao, now: dict[str, str], plan: str) -> BaoCao:
    """The report as one on the new plan; rows of what is gone answer to nothing and stay."""
    words = {row.nut: row.noi_dung for row in report.ket_qua}
    words |= {row.chi_tieu: row.noi_dung for row in report.so_lieu}
    return replace(
        report,
        bao_cao=replace(report.bao_cao, ke_hoach=plan),
        ket_qua=[replace(row, nut=now.get(row.nut, "")) for row in report.ket_qua],
        so_lieu=[replace(row, chi_tieu=now.get(row.chi_tieu, "")) for row in report.so_lieu],
        khac_nhau=[
            replace(one, nut=now.get(one.nut) or words.get(one.nut) or one.nut)
            for one in report.khac_nhau
        ],
    )


def _paired(
    old: Sequence[AskedTask | AskedTarget], new: Sequence[AskedTask | AskedTarget]
) -> dict[str, str]:
    said_before, said_now = {said_key(one.text) for one in old}, {said_key(one.text) for one in new}
    known = {one.id: one for one in new}
    every = [one.text for one in (*old, *new)]
    rows = []
    for one in old:
        same = known.get(one.id)
        reworded = (
            same is not None
            and said_key(one.text) not in said_now
            and said_key(same.text) not in said_before
            and alike(one.text, same.text, every) >= RENAMED
        )
        rows.append(RowWording(one.text, one.id if reworded else "", one.number))
    found = matched(rows, new, new, {}, by_place=False)
    return {one.id: id_ for one, id_ in zip(old, found, strict=True) if id_}
