"""A node on its way from one level to the next."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords, Text, compact
from generator.plan.asked_notes import BETWEEN
from generator.plan.model import CHILDREN as CHILDREN  # used beside KINDS and TEXTS
from generator.plan.model import (
    ChuThich,
    Diem,
    Doan,
    Khoan,
    Muc,
    NhiemVu,
    Nhom,
    NoiNhan,
    PhuLuc,
    VanBan,
)

KINDS: dict[type, str] = {
    Doan: "doan", Diem: "diem", Khoan: "khoan", Muc: "muc", Nhom: "nhom",
    NhiemVu: "nhiem_vu", PhuLuc: "phu_luc", NoiNhan: "noi_nhan",
    ChuThich: "chu_thich",
}  # fmt: skip
TEXTS: dict[type, tuple[str, ...]] = {
    Doan: ("noi_dung",), Diem: ("noi_dung",), Khoan: ("tieu_de", "noi_dung"), Muc: ("tieu_de",),
    Nhom: ("tieu_de",), NhiemVu: ("noi_dung", "san_pham"), PhuLuc: ("tieu_de",),
    NoiNhan: ("noi_dung",), ChuThich: ("noi_dung",),
}  # fmt: skip
AGENCIES: dict[type, tuple[str, ...]] = {
    Khoan: ("co_quan",), NhiemVu: ("chu_tri", "phoi_hop"), NoiNhan: ("co_quan",),
}  # fmt: skip
_NEVER_DOWN = ("id", "ap_dung", "can_xem", "bao_ve", "nguon", "tu_doan", "tieu_chi", "xung_dot")
"""Fields that a derived node gets otherwise, or not at all."""
_JOIN = RuleWords((BETWEEN,))
_NEXT_CELL = re.compile(r"\n[^“”]*(?=”)")
"""What a citation takes of the cell behind that in which it begins."""


class Points(NamedTuple):
    """What an item says, point by point."""

    holder: NodeDraft
    """The item itself, or the one item without a title that a section has."""
    kind: Literal["diem", "khoan"]

    @property
    def all(self) -> list[NodeDraft]:
        """The points, those that are left out, too."""
        return self.holder.below[self.kind]


class DroppedNode(NamedTuple):
    """A node of the plan above that is not in the plan below, and the rule that says so."""

    id: str
    rule: str


class CutRow(NamedTuple):
    """A row of a table among the words that is not in the plan below."""

    node: str
    """The node above that has the table."""
    words: str
    rule: str


class LostWords(NamedTuple):
    """Words of a node of the plan above that are in no plan, and of which none says whose."""

    node: str
    words: str


class NodeDraft:
    """A node on its way to the level below."""

    __slots__ = (
        "above", "agencies", "assigned", "below", "borrowed", "by_name", "changed", "cut",
        "digest", "dropped", "given", "id", "kept", "kind", "leads", "marks", "merge", "parent",
        "part", "plain", "said", "speaks", "texts", "touched", "words",
    )  # fmt: skip

    def __init__(
        self, above: Any, kind: str, part: str, parent: NodeDraft | None, digest: str
    ) -> None:
        self.above = above
        """The node of the plan above; for an added node, what the rule gives."""
        self.kind, self.part, self.parent, self.digest = kind, part, parent, digest
        self.id: str = above.id if kind != "trich_yeu" else "trich-yeu"
        self.said = ""
        """The words of the plan above, which conditions look at."""
        self.texts: dict[str, Text] = {}
        self.agencies: dict[str, list[str]] = {}
        self.leads: list[str] = []
        """Who has the work in the plan above."""
        self.given: list[str] = []
        """Everybody named there, coordinating bodies too."""
        self.below: dict[str, list[NodeDraft]] = {}
        self.touched: list[str] = []
        self.marks: list[RuleWords] = []
        self.dropped: str | None = None
        self.by_name: Literal["", "named", "shared"] = ""
        """Whether nothing is left but what the unit does by its name, alone or with others."""
        self.borrowed: list[str] = []
        """What its sentence says of the work of others that stood before it."""
        self.cut: list[tuple[str, str]] = []
        """Rows of its tables that are left out, in words, each with the rule."""
        self.kept = self.assigned = self.merge = self.speaks = False
        # speaks: a node with nodes below it that orders something itself
        self.changed: dict[str, Any] = {}
        """Fields with another value than above."""
        self.plain: dict[str, Any] = {}
        """Finished: the fields that are the same for all agencies."""
        self.words: dict[str, tuple[str | Own, ...]] = {}
        """Finished: the texts, and `can_xem`, waiting for own names only."""

    def touch(self, rule: str) -> None:
        """Record that a rule worked here."""
        if not self.touched or self.touched[-1] != rule:
            self.touched.append(rule)

    def drop(self, rule: str) -> None:
        """Leave out this node and all below it."""
        self.dropped = rule
        for child in self.children():
            if child.dropped is None:
                child.drop(rule)

    def children(self) -> list[NodeDraft]:
        """The nodes below, in reading order."""
        return [child for group in self.below.values() for child in group]

    @property
    def emptied(self) -> bool:
        """Whether all that stood below is left out: a heading alone does not stay."""
        below = self.children()
        return bool(below) and all(child.dropped is not None for child in below)

    def mark(self) -> tuple[str | Own, ...] | None:
        """What the clerk must look at here, as one line."""
        if not self.marks:
            return None
        joined: Text = [self.marks[0]]
        for words in self.marks[1:]:
            joined += [_JOIN, words]
        return tuple(_one_line(piece) for piece in compact(joined))

    def finish(self, lower: frozenset[str]) -> None:
        """Work out what is left to do for each agency: fill in its own names.

        `ap_dung` names the levels that take the content up: this one now has, so only
        the levels below it remain.
        """
        self.words = {name: compact(text) for name, text in self.texts.items()}
        if (mark := self.mark()) is not None:
            self.words["can_xem"] = mark
        kind = type(self.above)
        if kind is VanBan:
            return
        written = (*_NEVER_DOWN, *TEXTS[kind], *AGENCIES.get(kind, ()), *CHILDREN.get(kind, ()))
        for name in kind.__struct_fields__:
            value = getattr(self.above, name)
            if name not in written and (value or value is False):
                self.plain[name] = value
        if applies := [level for level in self.above.ap_dung if level in lower]:
            self.plain["ap_dung"] = applies
        self.plain |= self.changed


def _one_line(piece: str | Own) -> str | Own:
    """What is cited ends with its cell: a note of several lines would be read back as another."""
    if not isinstance(piece, str) or "\n" not in piece:
        return piece
    return _NEXT_CELL.sub("", piece).replace("\n", " ")


def points_of(item: NodeDraft) -> Points | None:
    """The points of an item that has nothing else; None where it has more, or none."""
    below = [c for c in item.children() if c.dropped is None]
    only = below[0] if len(below) == 1 else None
    if only is not None and only.kind == "khoan" and not only.said.strip():
        return points_of(only)
    if not below or any(c.children() or "tieu_de" in c.texts for c in below):
        return None
    kind = below[0].kind
    if kind not in ("diem", "khoan") or any(c.kind != kind for c in below):
        return None
    return Points(item, "diem" if kind == "diem" else "khoan")


def on_all_points(item: NodeDraft, mark: object) -> bool:
    """Whether each point of an item bears a mark of the item itself."""
    said = points_of(item)
    points = [p for p in said.all if p.dropped is None] if said is not None else []
    return bool(points) and all(mark in point.marks for point in points)
