"""Groups of a table of tasks that name who does what stands below them.

"A | SỞ TÀI CHÍNH" over rows without a column of bodies: the heading is all that says whose they
are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.plan.model import NhiemVu, Nhom
    from generator.read.rebuild.named_agencies import Names

_BEFORE = re.compile(
    r"[\W_]*(?:(?:các )?(?:nhiệm vụ|công việc|phần việc|trách nhiệm|việc)(?: do)?"
    r"(?: (?:của|giao cho|giao|thuộc trách nhiệm của|thuộc))?|đối với|giao(?: cho)?|khối)?\s*"
)
_BEHIND = re.compile(
    r"[\W_]*(?:(?:chủ trì|thực hiện|có trách nhiệm|tham mưu)"
    r"(?:,? (?:chủ trì|thực hiện|tham mưu))*)?[\W_]*"
)
_THINGS_TOO = ("su-nghiep", "doanh-nghiep", "to-chuc-khac", "thon")
"""Kinds whose first words are those of things, too: "Vườn ươm", "Trạm bơm"."""
_SORTS = (re.compile(r"[IVX]+"), re.compile(r"[A-ZĐ]"), re.compile(r"\d+"))


def lead_by_groups(
    tasks: Sequence[NhiemVu], heads: Sequence[Nhom], labels: Sequence[str], names: Names
) -> None:
    """Give the tasks of groups that are headed by bodies alone to those bodies.

    `labels`: what each heading is numbered by; a heading of another sort below stays within.
    """
    leads: dict[str, list[str]] = {}
    now: list[str] = []
    sort = -1
    for head, label in zip(heads, labels, strict=True):
        own = _sort(label)
        said = bodies_alone(head.tieu_de)
        if said:
            now, sort = names.agencies(said), own
        elif own == sort or sort < 0:
            now, sort = [], -1
        leads[head.id] = now
    for task in tasks:
        if not task.chu_tri and (ids := leads.get(task.nhom or "")):
            task.chu_tri = list(ids)


def bodies_alone(title: str) -> str:
    """The bodies that a heading names and says nothing else; "" where it says more."""
    plain = plain_of(title)
    first = _BEFORE.match(plain.low)
    start = first.end() if first is not None else 0
    found = [one for one in groups(plain) if one.start >= start]
    if len(found) != 1 or found[0].start != start:
        return ""
    if not _BEHIND.fullmatch(plain.low, found[0].end):
        return ""
    if not start and any(body.kind in _THINGS_TOO for body in found[0].bodies):
        return ""
    said = plain.said(start, found[0].end)
    return said.capitalize() if said.isupper() else said


def _sort(label: str) -> int:
    """Which sort of numbers a label is of."""
    said = label.strip(" .)")
    return next((i for i, sort in enumerate(_SORTS) if sort.fullmatch(said)), len(_SORTS))
