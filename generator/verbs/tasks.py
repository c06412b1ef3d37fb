"""`tasks`: what a plan orders and promises, in tables and sentences; a person keeps or drops.

Sentences are read anew each time; what the plan stores in [[giao_viec]] stays as it is. With
`write`, proposals and choices go into the plan's file, and every other byte stays.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from msgspec.structs import replace

from generator.cascade.tasks.all_tasks import proposals, tasks_of
from generator.cascade.tasks.prose import kept, live, namer
from generator.diagnostics import Diagnostic, as_dicts, error, exit_code, has_errors, nearest
from generator.grammar.stored import next_day, rounds_begin
from generator.locale import _
from generator.plan.model import GiaoViec, NhiemVu, walk
from generator.plan.wording import deadline, plain
from generator.progress.goals import targets_of
from generator.workspace.files import os_diagnostic, replace_plan
from generator.workspace.naming import one_plan
from generator.workspace.reading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from generator.cascade.tasks.task import Task
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach, Loc, ThoiHan
    from generator.plan.records import CoQuan
    from generator.plan.toml import Loaded
    from generator.workspace.desk import Desk

State = Literal["row", "new", "de-xuat", "giu", "bo"]
"""A row of a table; read just now; stored as proposed, kept, dropped."""
Outcome = Literal["read", "written", "unchanged", "refused"]


class Request(NamedTuple):
    """Which plan, and what a person decided."""

    plan: str
    """File or id."""
    write: bool = False
    """Store the proposals in the plan."""
    keep: tuple[str, ...] = ()
    """Ids of tasks that are right."""
    drop: tuple[str, ...] = ()
    """Ids of tasks that are none."""


class ListedTask(NamedTuple):
    """One task, in words."""

    id: str
    node: str
    line: int
    state: State
    role: str
    leads: list[str]
    """Names; `lead_ids` are the ids of those that a registry lists."""
    lead_ids: list[str]
    helpers: list[str]
    product: str
    deadline: str
    due: date | None
    """The last day in time."""
    more: list[tuple[str, date | None]]
    """Further deadlines of the same task, in words and their last days."""
    report_to: list[str]
    answers_to: list[str]
    text: str


class ListedTarget(NamedTuple):
    """One target: stored, of a row of a table or of a sentence."""

    id: str
    node: str | None
    text: str
    compare: str
    """">=", "<=" or "="."""
    value: str
    unit: str
    year: int | None
    of: str
    """Of what a share is a share."""
    reported_by: list[str]
    """Ids of those whose figure it is; none: everybody below."""


class Result(NamedTuple):
    """The tasks of a plan, and its targets."""

    file: str
    status: Outcome
    tasks: list[ListedTask]
    new_agencies: list[CoQuan]
    diagnostics: list[Diagnostic]
    targets: list[ListedTarget] = []  # noqa: RUF012 - never changed

    @property
    def exit_code(self) -> int:
        """1 when the plan could not be read or written."""
        return exit_code(self.diagnostics)

    def as_dict(self) -> dict[str, Any]:
        """For programs; `due` as ISO date."""
        return {
            "file": self.file,
            "status": self.status,
            "evaluated": bool(self.tasks),
            "tasks": [
                task._asdict()
                | {"due": task.due.isoformat() if task.due else None}
                | {"more": [[said, day and day.isoformat()] for said, day in task.more]}
                for task in self.tasks
            ],
            "targets": [target._asdict() for target in self.targets],
            "new_agencies": [{"id": a.id, "name": a.ten} for a in self.new_agencies],
            "diagnostics": as_dicts(self.diagnostics),
        }


def run(desk: Desk, request: Request) -> Result:
    """List the tasks of a plan, and store what is to be stored."""
    workspace = desk.workspace
    path, problems = one_plan(workspace, request.plan)
    if path is None:
        return Result("", "refused", [], [], problems)
    shown = workspace.shown(path)
    loaded, found = load(workspace, path)
    found += workspace.diagnostics
    if loaded is None or has_errors(found):
        return Result(shown, "refused", [], [], found)
    plan, registry = loaded.plan, workspace.registry
    new, agencies = proposals(plan, registry)
    unknown = _unknown(loaded, new, (*request.keep, *request.drop))
    if unknown:
        return Result(shown, "refused", [], [], [*found, *unknown])
    records = [_decided(record, request) for record in (*plan.giao_viec, *new)]
    writes = request.write or request.keep or request.drop
    if writes and plan.phat_hanh is not None:
        message = _("Kế hoạch đã phát hành ({so}): không sửa được").format(
            so=plan.phat_hanh.so_dang_ky
        )
        found.append(error("KH440", message, loaded.source.span(("phat_hanh",))))
        return Result(shown, "refused", [], [], found)
    listed = _rows(loaded, registry) + _said(loaded, registry, records, new, agencies)
    listed.sort(key=lambda one: one.line)
    status: Outcome = "read"
    if writes:
        changed = replace(plan, giao_viec=records, co_quan_moi=[*plan.co_quan_moi, *agencies])
        status, problems = _write(path, loaded, changed, shown)
        found += problems
    return Result(shown, status, listed, agencies, found, _targets(plan, registry))


def _targets(plan: KeHoach, registry: Registry) -> list[ListedTarget]:
    return [
        ListedTarget(
            t.id, t.nut, t.noi_dung, t.so_sanh, t.gia_tri, t.don_vi, t.nam, t.mau_so or "",
            t.don_vi_thuc_hien,
        )
        for t in targets_of(plan, registry.extended(plan.co_quan_moi))
    ]  # fmt: skip


def _is_row(task: Task) -> bool:
    """Whether a row of a table gives a task, in an appendix or among the words."""
    return isinstance(task.node, NhiemVu) or "bang" in task.loc


def _unknown(loaded: Loaded, new: list[GiaoViec], asked: Iterable[str]) -> list[Diagnostic]:
    """Ids that a person named and that are no task of a sentence."""
    known = [record.id for record in (*loaded.plan.giao_viec, *new)]
    found = []
    for id_ in asked:
        if id_ not in known:
            near = nearest(id_, known)
            hints = [_("Có phải: {names}").format(names=", ".join(near))] if near else []
            message = _("Kế hoạch không có nhiệm vụ “{ma}” trong lời văn").format(ma=id_)
            found.append(error("KH440", message, loaded.source.span(("van_ban",)), *hints))
    return found


def _decided(record: GiaoViec, request: Request) -> GiaoViec:
    if record.id in request.drop:
        return replace(record, trang_thai="bo")
    if record.id in request.keep:
        return replace(record, trang_thai="giu")
    return record


def _rows(loaded: Loaded, registry: Registry) -> list[ListedTask]:
    plan, source = loaded
    name, ids = _names(plan, registry, []), namer(plan, registry)
    found = []
    for task in tasks_of(plan, registry):
        if not _is_row(task):
            continue
        heads = _heads(task.named, ids)
        found.append(
            ListedTask(
                task.id, task.node.id, source.span(task.loc).line, "row", task.role,
                [_headed(name(i), heads.get(i)) for i in task.leads], list(task.leads),
                [name(i) for i in task.helpers],
                task.product, *_when(task.when, plan), [], [], [], task.text,
            )
        )  # fmt: skip
    return found


def _said(
    loaded: Loaded, registry: Registry, records: list[GiaoViec], new: list[GiaoViec],
    agencies: list[CoQuan],
) -> list[ListedTask]:  # fmt: skip
    plan, source = loaded
    name = _names(plan, registry, agencies)
    fresh = {record.id for record in new}
    read = live(plan, registry)
    ids = namer(plan, registry)
    headed = {(p.record.nut, p.record.doan): _heads(p.named, ids) for p in read}
    words: dict[tuple[str, str | None], tuple[str, Loc]] = {
        (p.record.nut, p.record.doan): (p.text, p.loc) for p in (*kept(plan), *read)
    }
    nodes: dict[str, tuple[str, Loc]] = {
        node.id: (plain(getattr(node, "noi_dung", None) or getattr(node, "tieu_de", "") or ""), loc)
        for loc, node in walk(plan)
    }
    found = []
    for record in records:
        said, place = nodes.get(record.nut, ("", ("van_ban",)))
        heads = headed.get((record.nut, record.doan), {})
        text, loc = words.get((record.nut, record.doan), (record.doan or said, place))
        state: State = record.trang_thai
        if record.id in fresh and state == "de-xuat":
            state = "new"
        found.append(
            ListedTask(
                record.id, record.nut, source.span(loc).line, state, record.vai_tro,
                [_headed(name(i), heads.get(i)) for i in record.chu_tri],
                record.chu_tri,
                [name(i) for i in record.phoi_hop], record.san_pham or "",
                *_when(record.thoi_han, plan),
                [_when(when, plan) for when in record.thoi_han_khac],
                [name(i) for i in record.bao_cao], [name(i) for i in record.truoc], text,
            )
        )  # fmt: skip
    return found


_HEAD = re.compile(
    r"(?:phó chủ tịch|chủ tịch|phó giám đốc|giám đốc|tổng giám đốc|chỉ huy trưởng|chi cục trưởng"
    r"|cục trưởng|hiệu trưởng"
    r"|trưởng(?= công an| phòng| ban)|chánh(?= thanh tra| văn phòng))(?= )",
    re.IGNORECASE,
)


def _heads(
    named: Iterable[NamedBody], ids: Callable[[Iterable[NamedBody]], list[str]]
) -> dict[str, str]:
    """Ids of bodies ordered through their head, with his office; of classes, with their words."""
    found = {}
    for body in named:
        office = _HEAD.match(body.text) if body.head else None
        if office is not None:
            found[ids([body])[0]] = office[0][:1].upper() + office[0][1:].lower()
        elif body.every and body.kind in _CLASSES:
            found[ids([body])[0]] = body.text
    return found


_CLASSES = ("cong-an", "quan-su", "su-nghiep", "phong", "doan-the")
"""Kinds of which a class is told in its own words: "Công an cấp xã" is more than the police of
one commune that a registry lists."""


def _headed(name: str, office: str | None) -> str:
    """A body by its head: "UBND các xã" → "Chủ tịch UBND các xã"."""
    if office is None or name.lower().startswith(office.lower()):
        return name
    if _HEAD.match(f"{office} {name}") is None:
        return office
    return f"{office} {name}"


def _when(when: ThoiHan | None, plan: KeHoach) -> tuple[str, date | None]:
    return (deadline(when) if when is not None else "", next_day(when, rounds_begin(plan)))


class _names:  # noqa: N801 - used as the function it stands for
    """The name of an agency as a sentence calls it."""

    def __init__(self, plan: KeHoach, registry: Registry, agencies: list[CoQuan]) -> None:
        self.registry = registry.extended([*plan.co_quan_moi, *agencies])
        self.day = plan.day()

    def __call__(self, id_: str) -> str:
        agency = self.registry.get(id_, self.day) or self.registry.get(id_)
        return agency.ten_ngan if agency is not None else id_


def _write(
    path: Path, loaded: Loaded, plan: KeHoach, shown: str
) -> tuple[Outcome, list[Diagnostic]]:
    from generator.cascade.changing.rewrite import rewritten

    if plan == loaded.plan:
        return "unchanged", []
    try:
        data = path.read_bytes()
        made = rewritten(data, loaded, plan)
        if made.data is None:
            return "refused", made.diagnostics
        refused = replace_plan(path, loaded.source.digest, made.data, shown)
    except OSError as fault:
        return "refused", [os_diagnostic(fault)]
    return ("refused", [refused]) if refused is not None else ("written", [])
