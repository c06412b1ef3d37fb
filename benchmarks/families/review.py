"""Comparing plans by meaning: 1,000 tasks with 90 changes, and the page of a 60-page change.

In process. The comparison starts from plans in memory and ends with lines and sentences; the
page starts from the bytes of both files. The plan of 60 pages is made of six
data sets of `content`; one paragraph in eight says something else, tasks get other days,
some go, come or move. A plan of 5,000 tasks that are all changed shows that time grows
with the size. The page must be right: it is looked at for every change it has to hold.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from benchmarks.content import ROOT, plan
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, at_most, figure
from generator.plan.emit import emit
from generator.plan.model import KeHoach, NhiemVu, ThoiHan
from generator.plan.toml import parse_plan
from generator.review.changes import ComparedSide, compare, side_of
from generator.review.diff_html import page
from generator.review.sentences import Sentences
from generator.review.sides import known
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 9
SETS = 6
CHANGES = 90
ALL = 5000
"""Tasks of the plan in which all are changed."""


def measure(scratch: Path) -> list[Figure]:
    workspace = Workspace(ROOT)
    workspace.read_registries()
    tasks, everything = _tasks(1000), _all_changed(ALL)
    pages = _pages()
    seen: dict[str, list[float]] = {"tasks": [], "all": [], "html": [], "data": []}
    size = 0
    for _ in range(ROUNDS):
        for name, files in (("tasks", tasks), ("all", everything)):
            sides = _sides(*files)
            start = time.perf_counter()
            found = compare(*sides)
            words = Sentences(found, known(workspace))
            for change in found.changes:
                words.say(change)
            seen[name].append(time.perf_counter() - start)
            if name == "tasks" and len(found.changes) != CHANGES:
                raise RefusedError(f"{len(found.changes)} changes found, {CHANGES} made")
        start = time.perf_counter()
        found = compare(*_sides(*pages))
        seen["data"].append(time.perf_counter() - start)
        made = page(found, Sentences(found, known(workspace)), lambda _name: "", ("a", "b"))
        seen["html"].append(time.perf_counter() - start)
        size = len(made)
        if made.count(b'<li class="g-') < len(found.changes):
            raise RefusedError("the page does not hold every change")
    what = f"{len(found.changes)} changes in 60 pages, both files read"
    return [
        figure(
            "diff.tasks1000.seconds",
            seen["tasks"],
            "s",
            "90 changes, plans in memory",
            at_most(0.1),
        ),
        figure("diff.tasks5000.seconds", seen["all"], "s", "5,000 changes of two plans in memory"),
        figure("diff.plan60.seconds", seen["data"], "s", what),
        figure("report.html60.seconds", seen["html"], "s", what, at_most(0.3)),
        figure("report.html60.kb", [size / 1000], "kB", "one page with everything in it"),
    ]


def _sides(old: bytes, new: bytes) -> tuple[ComparedSide, ComparedSide]:
    first, second = parse_plan(old, "cu.toml")[0], parse_plan(new, "moi.toml")[0]
    if first is None or second is None:
        raise RefusedError("a plan could not be read")
    return side_of(first), side_of(second)


def _bytes(made: KeHoach) -> bytes:
    return emit(made).encode()


def _copy(data: bytes) -> KeHoach:
    loaded, _found = parse_plan(data, "a.toml")
    if loaded is None:
        raise RefusedError("a plan could not be read")
    return loaded.plan


def _all_changed(rows: int) -> tuple[bytes, bytes]:
    old = _bytes(plan(0, rows))
    new = _copy(old)
    for task in new.phu_luc[0].nhiem_vu:
        task.noi_dung = f"Chủ động {task.noi_dung}"
    return old, _bytes(new)


def _tasks(rows: int) -> tuple[bytes, bytes]:
    """A plan of so many tasks, and the same with CHANGES changes."""
    old = _bytes(plan(0, rows))
    new = _copy(old)
    tasks = new.phu_luc[0].nhiem_vu
    for task in tasks[5:905:30]:
        task.noi_dung = f"Chủ động {task.noi_dung}"
    for task in tasks[10:910:30]:
        task.thoi_han = ThoiHan(truoc=new.day(), ghi_chu="gia hạn")
    moved = tasks.pop(700)
    tasks.insert(3, moved)
    del tasks[930:945]
    for number in range(14):
        tasks.insert(40 * number, NhiemVu(id=f"nv-them-{number}", noi_dung=f"Việc thêm {number}"))
    return old, _bytes(new)


def _pages() -> tuple[bytes, bytes]:
    made = plan(0, 60 * SETS)
    for number in range(1, SETS):
        for section in plan(number).muc:
            section.id = f"s{number}-{section.id}"
            for item in section.khoan:
                item.id = f"s{number}-{item.id}"
                for point in item.diem:
                    point.id = f"s{number}-{point.id}"
            made.muc.append(section)
    old = _bytes(made)
    new = _copy(old)
    points = [p for m in new.muc for k in m.khoan for p in k.diem]
    for point in points[::8]:
        words = point.noi_dung.split(" ")
        words[len(words) // 2] = "kịp thời"
        point.noi_dung = " ".join(words)
    for item in (k for m in new.muc[::3] for k in m.khoan if len(k.diem) > 3):
        item.diem.append(item.diem.pop(0))
        del item.diem[1]
    for task in new.phu_luc[0].nhiem_vu[::10]:
        task.thoi_han = ThoiHan(ngay=new.day())
        task.san_pham = "Báo cáo tổng hợp"
    return old, _bytes(new)
