"""How many rows of a form stand how, beside what its own words say of that.

A sentence counts as a summary only where it gives at least two such numbers ("37 nhiệm vụ,
trong đó hoàn thành 21, đang thực hiện 14"); a lone number may be about something else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.progress.reported import TaskState

_KINDS: tuple[tuple[str, str, frozenset[str]], ...] = (
    ("hoàn thành", r"(?:da )?hoan thanh", frozenset({"hoan_thanh"})),
    ("đang thực hiện", r"dang (?:thuc hien|trien khai)", frozenset({"dang", "dat", "vuot"})),
    ("quá hạn", r"qua han|cham (?:tien do|han)|tre han", frozenset({"cham"})),
    ("chưa thực hiện", r"chua (?:thuc hien|trien khai)", frozenset({"chua"})),
)
_ROWS = r"(?:nhiem vu|cong viec|noi dung)"
_TOTAL = re.compile(
    rf"(?:tong(?: so)?|trong|co)(?: so)?:? (\d+) {_ROWS}(?! (?:da |dang |chua |qua ))"
)


class Miscount(NamedTuple):
    """A number of rows that words and rows give differently."""

    what: str
    stated: int
    counted: int
    line: str


def miscounts(
    lines: Iterable[str], states: Sequence[TaskState], asked: Sequence[TaskState]
) -> list[Miscount]:
    """Where a summary says another number than its rows.

    `states` are those of all rows, `asked` those of rows linked to the plan's tasks. Of the
    others some may be the office's own, that its summary leaves out: what it says between the
    two counts is not wrong.
    """
    found: dict[str, Miscount] = {}
    for line in lines:
        said = _summary(line)
        if len(said) < 2:
            continue
        for what, stated in said.items():
            counted = _count(states, what)
            if not _count(asked, what) <= stated <= counted:
                found.setdefault(what, Miscount(what, stated, counted, line))
    return list(found.values())


def _count(states: Sequence[TaskState], what: str) -> int:
    kinds = {name: some for name, _pattern, some in _KINDS}
    return sum(1 for state in states if what not in kinds or state in kinds[what])


def _summary(line: str) -> dict[str, int]:
    low = fold(line)
    said: dict[str, int] = {}
    if (total := _TOTAL.search(low)) is not None:
        said["tổng số"] = int(total[1])
    for name, words, _states in _KINDS:
        after = re.search(rf"(?:{words})(?: duoc)?:? (\d+)(?!\d|[.,]\d|/| ?%)", low)
        before = re.search(rf"(?<![\d.,/])(\d+)(?: {_ROWS})? (?:{words})", low)
        one = before or after
        if one is not None:
            said[name] = int(one[1])
    return said
