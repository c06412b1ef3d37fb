"""The tasks of a plan as another level sees them, and which of them are the same task.

A task is a row of an appendix; a plan without an appendix gives its tasks as points of the
items that name an agency. Tasks of two plans are matched by origin (`nguon`), by id, and
last by the likeness of their words.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.tasks.paired_words import paired
from generator.cascade.tasks.prose import kept, live, propose
from generator.cascade.tasks.table_tasks import table_tasks
from generator.cascade.tasks.task import Task
from generator.grammar.named_bodies import bodies
from generator.grammar.quoted import unquoted
from generator.grammar.stored import last_day
from generator.plan.row_parts import has_parts, whole_rows
from generator.plan.wording import nfc, without_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from generator.cascade.tasks.prose import Prose
    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import GiaoViec, KeHoach, ThoiHan
    from generator.plan.records import CoQuan

SAME_ID = 0.4
"""Share of the shorter text from which tasks with one id are one task: an id such as "nv-1"
alone says nothing."""
SAME_WORDS = 0.6
"""Likeness from which words alone make two tasks one."""
_WORD = re.compile(r"[^\W_]+")
_SPACE = re.compile(r"\s+")
_POINTS = re.compile(
    r"thực hiện (?:\w+ ){0,3}(?:nhiệm vụ|nội dung|công việc)[^.;]{0,40}? (?:tại|trong|theo|ở) "
    r"(?:các )?(?:phụ lục|biểu|bảng)[^.;]*[./\s]*$",
    re.IGNORECASE,
)
"""A sentence that points to the rows of a table and orders nothing of its own."""


def tasks_of(plan: KeHoach, registry: Registry | None = None) -> list[Task]:
    """The tasks of a plan, in reading order: rows of its tables, and what its sentences order.

    Sentences are read only where nothing is stored: neither rows nor `giao_viec`. The
    registry gives the bodies they name their ids; without it a body is called as it is written.
    """
    found = [*_rows(plan), *(_said(prose) for prose in kept(plan))]
    if not found and not plan.giao_viec:
        found = [_said(prose) for prose in live(plan, registry)]
    return [*found, *table_tasks(plan, registry)]


def beside_rows(plan: KeHoach, registry: Registry | None) -> list[Task]:
    """What the sentences of a plan order that its rows do not say; none where tasks are stored.

    Empty where `tasks_of` has read the sentences itself.
    """
    rows = [] if plan.giao_viec else table_rows(plan, registry)
    if not rows or not list(_rows(plan)):
        return []
    return [
        _said(prose)
        for prose in live(plan, registry)
        if not _by_rows(prose, rows) and not _POINTS.search(prose.text)
    ]


def table_rows(plan: KeHoach, registry: Registry | None) -> list[Task]:
    """The tasks of tables alone, of appendices and among the words."""
    return [*_rows(plan), *table_tasks(plan, registry)]


def said_tasks(plan: KeHoach, registry: Registry | None) -> list[Task]:
    """The tasks of sentences, read anew, whether the plan stores any or not."""
    return [_said(prose) for prose in live(plan, registry)]


def _rows(plan: KeHoach) -> Iterator[Task]:
    proposed = {agency.id: agency.ten or "" for agency in plan.co_quan_moi}
    for i, appendix in enumerate(plan.phu_luc):
        titles = {group.id: without_notes(group.tieu_de) for group in appendix.nhom}
        over = has_parts(appendix)
        for j, row in enumerate(whole_rows(appendix)):
            if row.id in over:
                titles[row.id] = without_notes(row.noi_dung)
                if not row.chu_tri and not row.loi_chu_tri:
                    continue  # it says what its parts have in common
            yield Task(
                row.id, without_notes(row.noi_dung), titles.get(row.thuoc or row.nhom or "", ""),
                tuple(row.chu_tri), tuple(row.phoi_hop), without_notes(row.san_pham or ""),
                row.thoi_han, tuple(row.ap_dung),
                row.nguon, ("phu_luc", i, "nhiem_vu", j), row,
                tuple(b for id_ in row.chu_tri if id_ in proposed for b in bodies(proposed[id_])),
            )  # fmt: skip


def _said(prose: Prose) -> Task:
    """A task of a sentence; the first of a node bears the id of the node."""
    record, node = prose.record, prose.node
    id_ = record.nut if record.doan is None else record.id
    return Task(
        id_, prose.text, prose.group, tuple(record.chu_tri), tuple(record.phoi_hop),
        record.san_pham or "", record.thoi_han, tuple(node.ap_dung), node.nguon, prose.loc, node,
        prose.named, record.vai_tro,
    )  # fmt: skip


def proposals(plan: KeHoach, registry: Registry) -> tuple[list[GiaoViec], list[CoQuan]]:
    """New records for what the sentences of a plan order, and for bodies that nobody lists.

    What the plan stores already, and what a row of a table says, is not proposed again.
    """
    rows = table_rows(plan, registry)
    return propose(plan, registry, lambda prose: _by_rows(prose, rows))


def _by_rows(prose: Prose, rows: Sequence[Task]) -> bool:
    """Whether a row of a table says what a sentence orders."""
    return any(
        likeness(prose.text, row.text) >= SAME_WORDS
        and not another_day(prose.record.thoi_han, row.when)
        for row in rows
    )


def another_day(one: ThoiHan | None, other: ThoiHan | None) -> bool:
    """Whether two deadlines are two days: both are kept then."""
    first, second = last_day(one), last_day(other)
    return first is not None and second is not None and first != second


# ------------------------------------------------------------------------------ matching


class MatchedTasks(NamedTuple):
    """Which tasks below belong to which task above."""

    found: list[list[Task]]
    """For each task above, the tasks below; more than one when it was split."""
    local: list[Task]
    """Tasks below that no task above asks for, in reading order."""


def match(above: Sequence[Task], ma: str, below: Sequence[Task]) -> MatchedTasks:
    """Pair the tasks of the plan `ma` with those of a plan below it."""
    places = {task.id: i for i, task in enumerate(above)}
    found: list[list[Task]] = [[] for _ in above]
    left = []
    for task in below:
        place = _by_origin(task, ma, above, places)
        if place is None:
            left.append(task)
        else:
            found[place].append(task)
    left = [task for task in left if not _by_id(task, above, places, found)]
    by_words = paired(above, found, left)
    return MatchedTasks(found, [task for task in left if id(task) not in by_words])


def _by_origin(task: Task, ma: str, above: Sequence[Task], places: Mapping[str, int]) -> int | None:
    """The task from which one came; of several in one paragraph the one most like it."""
    origin = task.origin
    if origin is None or origin.ke_hoach != ma or (first := places.get(origin.nut)) is None:
        return None
    place = above[first].loc
    beside = takewhile(lambda i: above[i].loc == place, range(first, len(above)))
    own = unquoted(task.text)
    return max(beside, key=lambda i: (likeness(own, above[i].text), -i))


def derived_from(above: Sequence[Task], ma: str, tasks: Sequence[Task]) -> dict[str, Task]:
    """Of the tasks of a derived plan the one that each task above became, by its id."""
    places = {task.id: i for i, task in enumerate(above)}
    found: dict[str, Task] = {}
    for task in tasks:
        place = _by_origin(task, ma, above, places)
        if place is not None:
            found.setdefault(above[place].id, task)
    return found


def _by_id(
    task: Task, above: Sequence[Task], places: Mapping[str, int], found: list[list[Task]]
) -> bool:
    """Whether a task of this id stands above; what came from elsewhere is not looked at."""
    place = places.get(task.id)
    if place is None or found[place] or (task.origin is not None and task.origin.nut):
        return False
    if shared(task.text, above[place].text) < SAME_ID:
        return False
    found[place].append(task)
    return True


def likeness(a: str, b: str) -> float:
    """How much of their words two texts share: 0 nothing, 1 all (Dice)."""
    one, other = _words(a), _words(b)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def shared(a: str, b: str) -> float:
    """The share of the shorter text's words that stand in the other one."""
    one, other = _words(a), _words(b)
    shorter = min(one.total(), other.total())
    return (one & other).total() / shorter if shorter else 1.0


@lru_cache(maxsize=1024)
def _words(text: str) -> Counter[str]:
    return Counter(word.lower() for word in _WORD.findall(text))


def same_text(a: str, b: str) -> bool:
    """Whether two texts differ in nothing but spaces and the mark at the end."""
    return a == b or _plain(a) == _plain(b)


def _plain(text: str) -> str:
    return _SPACE.sub(" ", nfc(text)).strip().rstrip(".;, ")


def members(id_: str, registry: Registry, day: date | None) -> frozenset[str]:
    """An agency, and those that a collective name stands for."""
    agency = registry.get(id_, day)
    if agency is None or agency.gom is None:
        return frozenset([id_])
    return frozenset([id_, *(member.id for member in registry.members(agency, day))])


_PLAN = re.compile(
    r"(?:xây dựng|ban hành|lập|gửi|cụ thể hóa|hoàn thành)[^.;]{0,60}?kế hoạch(?!\w)", re.IGNORECASE
)


def asks_for_plan(task: Task) -> bool:
    """Whether a task is to issue a plan: the plan below is then what it asks for."""
    product = nfc(task.product).lower()
    return product.startswith("kế hoạch") or _PLAN.search(nfc(task.text)) is not None


def is_foreign(id_: str, unit: Agency, registry: Registry, day: date | None) -> bool:
    """Whether an agency is not the unit's to give work to: of a level above it, or a neighbour.

    Names that stand for nobody in particular ("các cơ quan, đơn vị") belong to every level.
    """
    agency = registry.get(id_, day)
    if agency is None or not agency.cap or id_ == unit.id or agency.truc_thuoc == unit.id:
        return False
    rank, own = registry.level(agency.cap).bac, registry.level(unit.cap).bac
    if rank != own:
        return rank < own
    neighbour = agency.vai_tro == "ubnd" and agency.gom is None
    return agency.cap != unit.cap or neighbour
