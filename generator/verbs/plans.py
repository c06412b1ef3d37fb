"""`plans`: all plans of the workspace in few words: whose, what about, how far."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - read at run time by the catalogue
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.locale import language
from generator.plan import families, wording
from generator.plan.model import VanBan  # noqa: TC001 - read at run time by the catalogue
from generator.plan.wording import plain
from generator.text.spelling import unmarked
from generator.workspace.catalogue import Catalogue
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.workspace.desk import Desk
    from generator.workspace.workspace import Workspace


class Request(NamedTuple):
    """Which plans: those whose words, agency or number contain all words of `query`."""

    query: str = ""
    """With or without Vietnamese marks; "" for all."""
    read: int | None = None
    """Of very many, at most so many files are read that nobody has read before; None: all."""


class PlanRow(NamedTuple):
    """One plan."""

    plan: str
    path: Path
    unit: str
    """Id of the agency that issues it."""
    issuer: str
    subject: str
    number: int | None
    symbol: str
    """As it is printed behind the number."""
    day: date | None
    above: str
    state: Literal["draft", "issued", "unreadable"]
    notes: int
    """Places that a person must look at."""
    conflicts: int
    kind: str = ""
    """Name of the type of document, "Tờ trình"; "" of a plan, which is what is meant."""

    @property
    def title(self) -> str:
        """What people call it: a paper beside a plan has the plan's subject too."""
        return f"{self.kind}: {self.subject}" if self.kind else self.subject

    @property
    def printed_number(self) -> str:
        """Such as "05/KH-UBND"; "" without a number."""
        return f"{wording.number(self.number)}/{self.symbol}" if self.number else ""


class Result(NamedTuple):
    """The plans, those with something to do first."""

    rows: list[PlanRow]
    diagnostics: list[Diagnostic]
    unread: int = 0
    """So many plans have no row yet: nobody has read them, and no more were to be read now."""

    def as_dict(self) -> dict[str, Any]:
        """The result for programs."""
        rows = [
            {
                **row._asdict(),
                "path": str(row.path),
                "day": row.day.isoformat() if row.day else None,
            }
            for row in self.rows
        ]
        told = [one.as_dict() for one in self.diagnostics]
        return {"plans": rows, "diagnostics": told, "unread": self.unread}


def run(desk: Desk, request: Request) -> Result:
    """The plans of the workspace; what cannot be read is a row too, and told."""
    workspace = desk.workspace
    words = unmarked(request.query).lower().split()
    rows, told = [], []
    every, unread = _every(workspace, request.read)
    for path, facts, problems in every:
        if facts is None:
            told += problems
            rows.append(
                PlanRow(
                    "", path, "", "", workspace.shown(path), None, "", None, "", "unreadable", 0, 0
                )
            )
            continue
        row = _row(desk, path, facts)
        said = f"{row.issuer} {row.subject} {row.plan} {row.number or ''} {row.symbol}"
        if all(word in unmarked(said).lower() for word in words):
            rows.append(row)
    rows.sort(key=lambda row: (-(row.conflicts + row.notes > 0), row.state == "issued"))
    return Result(rows, told + workspace.diagnostics, unread)


class RowFacts(NamedTuple):
    """What a row tells of its file alone, so that a file that stays is read once."""

    head: VanBan
    day: date | None
    issued: bool
    followed: str
    """Id of the plan above: that it was derived from, or that it names."""
    notes: int
    conflicts: int


_Read = tuple["RowFacts | None", "list[Diagnostic]"]
_KEPT = tuple[RowFacts, list[Any]]
MANY = 100
"""From so many plans on what their rows tell is kept between processes."""
FORM = 1
"""Of what is kept; another where the same file would tell other things."""


def row_facts(workspace: Workspace, path: Path) -> _Read:
    """What a row tells of a plan file; None and why where it cannot be read."""
    try:
        return workspace.memory.of(path, _kind(), _facts)
    except OSError as fault:  # gone meanwhile, or not ours to read
        return None, [os_diagnostic(fault)]


def _kind() -> str:
    return f"row {language()}"  # why one cannot be read is told in a language


def _every(
    workspace: Workspace, most: int | None
) -> tuple[list[tuple[Path, RowFacts | None, list[Diagnostic]]], int]:
    """The plans, each with what its row tells; how many of very many are left for another time."""
    files, memory = workspace.plan_files(), workspace.memory
    if len(files) < MANY:
        return [(path, *row_facts(workspace, path)) for path in files], 0
    kind, name = _kind(), (FORM, _kind(), str(workspace.plans_dir))
    part = f"-{language()}-{FORM}"
    if memory.first(name):
        Catalogue(workspace.plans_dir, kind, _KEPT, memory, part)  # what an earlier process read
    left = set(memory.unread(kind, files)[most:]) if most is not None else set()
    found = [(path, *row_facts(workspace, path)) for path in files if path not in left]
    if not left and memory.first((*name, "kept")):
        good = [str(path) for path, facts, _why in found if facts is not None]
        Catalogue(workspace.plans_dir, kind, _KEPT, memory, part).keep(good)
    return found, len(left)


def _facts(path: Path) -> _Read:
    from generator.cascade.changing.tree import Tree
    from generator.plan.toml import load_plan

    loaded, problems = load_plan(path)
    if loaded is None:
        return None, problems
    plan, head = loaded.plan, loaded.plan.van_ban
    nodes = [item.node for item in Tree(plan).items.values()]
    notes = sum(1 for node in nodes if getattr(node, "can_xem", None))
    conflicts = sum(len(getattr(node, "xung_dot", ())) for node in nodes)
    followed = plan.dan_xuat.ke_hoach if plan.dan_xuat else head.cap_tren or ""
    issued = plan.phat_hanh is not None
    return RowFacts(head, plan.day(), issued, followed, notes, conflicts), []


def _row(desk: Desk, path: Path, facts: RowFacts) -> PlanRow:
    head = facts.head
    agency = desk.workspace.registry.get(head.co_quan, facts.day)
    return PlanRow(
        head.ma,
        path,
        head.co_quan,
        agency.ten if agency is not None else head.co_quan,
        plain(head.trich_yeu),
        head.so,
        families.symbol(head, agency),
        head.ngay or head.ngay_xet,
        head.cap_tren or "",
        "issued" if facts.issued else "draft",
        facts.notes,
        facts.conflicts,
        "" if head.loai == "KH" else wording.type_name(head.loai) or head.loai,
    )
