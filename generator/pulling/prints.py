"""The plan as it was printed: each place of it, and what node and field that is."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.changing.tree import Tree
from generator.document.anchors import name, row
from generator.document.task_table import HEAD as HEADS
from generator.document.task_table import NUMBERS
from generator.plan.model import Diem, Khoan, Muc, NhiemVu, Nhom, PhuLuc
from generator.pulling.sign_book import Signs
from generator.pulling.units import Unit, units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.document.blocks import Document, Khoi
    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.model import KeHoach
    from generator.plan.wording import Cite
    from generator.template.compiled import Template

BODY = ("can_cu", "mo_dau", "muc", "ket_thuc")
HEAD = ("so", "ngay", "ten_loai", "trich_yeu")
ROWS = ("nhom", "nhiem_vu", "cot", "bang")
"""Kinds of places that are rows of tables."""
_PLAN = re.compile(r"_khp_([0-9a-f]{16})_([0-9a-f]{16})")


class PrintedSpot(NamedTuple):
    """What a place prints. `part` says which kind of place it is."""

    part: str
    """"body", "noi_nhan", "luu", "ky", "head", "phu_luc", "than" (text of an appendix),
    "nhom", "nhiem_vu", "cot" (heads of an appendix's columns), "bang" (row of a free table)."""
    node: str
    field: str
    block: Khoi | None = None


class PrintingNames(NamedTuple):
    """What is needed to print and to look names up."""

    registry: Registry
    citations: Citations
    plan_of: PlanOf


class Print:
    """A plan, its document, and the units of the rendered file."""

    def __init__(
        self, plan: KeHoach, known: PrintingNames, template: Template, signs: Signs | None = None
    ) -> None:
        from generator.document.compose import compose
        from generator.ooxml.opened import open_word
        from generator.ooxml.walk import read_word

        self.plan, self.known = plan, known
        self.tree = Tree(plan)
        self.document: Document
        self.document, self.diagnostics = compose(plan, *known)
        self.spots = _spots(self.tree, self.document)
        word, problems = open_word(Path("in.docx"), template.render(self.document.context()))
        assert word is not None, problems  # noqa: S101 - this program has just made it
        self.text = read_word(word)
        self.signs = signs or Signs(plan)
        self.notes = self.signs.planted(self.text)
        self.rows = {n for n, s in self.spots.items() if s.part in ROWS}
        self.units = units(self.text, self.rows)
        self.heads = {u.text for u in self.units if u.is_row and self.spot(u) is None}

    @property
    def said(self) -> set[str]:
        """The texts of all that is printed, cell by cell."""
        texts = {unit.text for unit in self.units}
        return texts | {t for u in self.units if u.is_row for t in u.columns().values()}

    def spot(self, unit: Unit) -> PrintedSpot | None:
        """What a unit prints; None for the words of the template."""
        return next((self.spots[n] for n in unit.names if n in self.spots), None)

    def forms(self, cite: Cite) -> Sequence[str]:
        """The ways a citation may be printed."""
        id_ = self.plan.van_ban.cap_tren or "" if cite.id == "cap_tren" else cite.id
        forms, _faults = self.known.citations.forms(id_, self.known.registry, self.known.plan_of)
        return tuple(dict.fromkeys(forms)) if forms else ()


def plan_mark(names: Sequence[str]) -> tuple[str, str] | None:
    """Digests of the id and of the text of the plan a file was rendered from."""
    found = next((m for n in names if (m := _PLAN.fullmatch(n))), None)
    return (found[1], found[2]) if found else None


def _spots(tree: Tree, document: Document) -> dict[str, PrintedSpot]:
    """Every bookmark that a rendering of the plan may have."""
    spots = {name("", field): PrintedSpot("head", "", field) for field in HEAD}
    spots[name("", "luu")] = PrintedSpot("luu", "", "luu")
    for number in range(1, len(document.nguoi_ky) + 1):
        for field in ("quyen_han", "chuc_vu", "ho_ten", "cho_ky"):
            place = PrintedSpot("ky", f"nguoi_ky/{number - 1}", field)
            spots[name("", f"ky{number}_{field}")] = place
    blocks: dict[str, list[Khoi]] = {}
    inside = [b for table in document.phu_luc for b in (*table.noi_dung, *table.ket_thuc)]
    for block in (*document.noi_dung, *inside):
        if block.neo:
            blocks.setdefault(block.nut, []).append(block)
    text_of_appendix = {block.nut for block in inside}
    for id_, item in tree.items.items():
        part = "than" if id_ in text_of_appendix else "body"
        spots.update(_of_node(id_, item.node, blocks, part))
        spots.update(_of_tables(id_, item.node))
    return spots


def _of_tables(id_: str, node: object) -> dict[str, PrintedSpot]:
    """The rows of the free tables of a node, and the heads of the columns of an appendix."""
    found = {}
    for number, table in enumerate(getattr(node, "bang", ())):
        for at in range(bool(table.cot) + len(table.rows)):
            field = row(number, at)
            found[name(id_, field)] = PrintedSpot("bang", id_, field)
    if isinstance(node, PhuLuc) and node.cot:
        for field in (HEADS, NUMBERS):
            found[name(id_, field)] = PrintedSpot("cot", id_, field)
    return found


def _of_node(
    id_: str, node: object, blocks: Mapping[str, list[Khoi]], part: str
) -> dict[str, PrintedSpot]:
    if isinstance(node, PhuLuc):
        named = {name(id_): PrintedSpot("phu_luc", id_, "tieu_de")}
        for field in ("nhan", "kem_theo", "ghi_chu"):
            named[name(id_, field)] = PrintedSpot("phu_luc", id_, field)
        return named
    if isinstance(node, Nhom):
        return {name(id_): PrintedSpot("nhom", id_, "tieu_de")}
    if isinstance(node, NhiemVu):
        return {name(id_): PrintedSpot("nhiem_vu", id_, "noi_dung")}
    if id_ in blocks:
        found = {}
        for block in blocks[id_]:
            own = isinstance(node, Khoan) and block.kieu == "doan"
            field = "tieu_de" if isinstance(node, (Muc, Khoan)) and not own else "noi_dung"
            mark = name(id_, "noi_dung") if own else name(id_)
            found[mark] = PrintedSpot(part, id_, field, block)
        return found
    kind = type(node).__name__
    return {name(id_): PrintedSpot("noi_nhan", id_, "noi_dung")} if kind == "NoiNhan" else {}


def depth(tree: Tree, id_: str) -> int:
    """0 for paragraphs outside sections, 1 for a section, 2 an item, 3 a point, 4 one below it."""
    node = tree.items[id_].node
    if not isinstance(node, (Muc, Khoan, Diem)):
        return 0
    return 1 + len(tree.inside(id_))
