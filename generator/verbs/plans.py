"""`plans`: all plans of the workspace in few words: whose, what about, how far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.locale import language
from generator.plan import families, wording
from generator.plan.wording import plain
from generator.text.spelling import unmarked
from generator.workspace.files import os_diagnostic

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.plan.model import VanBan
    from generator.workspace.desk import Desk


class Request(NamedTuple):
    """Which plans: those whose words, agency or number contain all words of `query`."""

    query: str = ""
    """With or without Vietnamese marks; "" for all."""


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
        return {"plans": rows, "diagnostics": [one.as_dict() for one in self.diagnostics]}


def run(desk: Desk, request: Request) -> Result:
    """The plans of the workspace; what cannot be read is a row too, and told."""
    workspace = desk.workspace
    kind = f"row {language()}"
    words = unmarked(request.query).lower().split()
    rows, told = [], []
    for path in workspace.plan_files():
        try:
            facts, problems = workspace.memory.of(path, kind, _facts)
        except OSError as fault:  # gone meanwhile, or not ours to read
            facts, problems = None, [os_diagnostic(fault)]
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
    return Result(rows, told + workspace.diagnostics)


class _Facts(NamedTuple):
    """What a row tells of its file alone, so that a file that stays is read once."""

    head: VanBan
    day: date | None
    issued: bool
    notes: int
    conflicts: int


def _facts(path: Path) -> tuple[_Facts | None, list[Diagnostic]]:
    from generator.cascade.changing.tree import Tree
    from generator.plan.toml import load_plan

    loaded, problems = load_plan(path)
    if loaded is None:
        return None, problems
    plan = loaded.plan
    nodes = [item.node for item in Tree(plan).items.values()]
    notes = sum(1 for node in nodes if getattr(node, "can_xem", None))
    conflicts = sum(len(getattr(node, "xung_dot", ())) for node in nodes)
    return _Facts(plan.van_ban, plan.day(), plan.phat_hanh is not None, notes, conflicts), problems


def _row(desk: Desk, path: Path, facts: _Facts) -> PlanRow:
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
