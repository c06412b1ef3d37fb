"""What a page says to who hears it: document, headings, paragraphs, tables (ISO 14289-1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from generator.typeset.pdf.objects import reference, string

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.typeset.pages import CellPlace, PrintedBlock, PrintedDocument
    from generator.typeset.pdf.objects import Objects


class Annotated(NamedTuple):
    """An annotation of a page."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """An element of the structure; its children are elements or pieces of pages."""

    kind: str
    parent: Element | None
    number: int
    attributes: str = ""
    children: list[Element | Annotated | tuple[int, int]] = field(default_factory=list)
    """An element, or (object of the page, number of the piece on it)."""


class Structure:
    """The tree, grown in reading order."""

    def __init__(self, objects: Objects, heads: set[int]) -> None:
        """`heads`: the tables that have a head; others only place what is in them."""
        self._objects = objects
        self._heads = heads
        self.root = Element("Document", None, objects.room())
        self._all = [self.root]
        self._tables: dict[int, Element] = {}
        self._rows: dict[tuple[int, int], Element] = {}
        self._cells: dict[tuple[int, int, int], Element] = {}
        self._open: dict[tuple[bool, CellPlace | None], Element] = {}
        """The paragraph that goes on, by the cell it stands in."""
        self._level = 0
        self._keys = 0
        """So many places of the tree of parents are given away."""
        self._pages: list[tuple[int, int, list[Element]]] = []
        self._annotations: list[tuple[int, Element]] = []

    def page(self, number: int) -> int:
        """Begin a page, the object of that number; its place in the tree of parents."""
        self._pages.append((self._keys, number, []))
        self._keys += 1
        return self._keys - 1

    def element(self, block: PrintedBlock) -> Element:
        """The element of a block, which may have begun on a page before."""
        place = (block.role.kind == "note", block.role.cell)
        element = self._open.get(place) if not block.first else None
        if element is None:
            kind = self._kind(block)
            # each note has an id of its own (ISO 14289-1, 7.9)
            told = f"/ID {string(f'note{len(self._all)}')}" if kind == "Note" else ""
            element = self._child(kind, self._container(block.role.cell), told)
        self._open[place] = element
        return element

    def piece(self, element: Element) -> int:
        """What an element says on this page, or some more of it: its number on the page."""
        _key, page, pieces = self._pages[-1]
        pieces.append(element)
        element.children.append((page, len(pieces) - 1))
        return len(pieces) - 1

    def link(self, inside: Element) -> Element:
        """An element for letters that lead somewhere."""
        return self._child("Link", inside)

    def figure(self, block: PrintedBlock, described: str) -> Element:
        """An element for a picture, and what stands for it."""
        return self._child("Figure", self._container(block.role.cell), f"/Alt {string(described)}")

    def annotated(self, element: Element, annotation: int) -> int:
        """Let an element hold an annotation of this page; its place in the tree of parents."""
        element.children.append(Annotated(self._pages[-1][1], annotation))
        self._annotations.append((self._keys, element))
        self._keys += 1
        return self._keys - 1

    def empty(self, block: PrintedBlock) -> None:
        """A block without letters: in a table its cell is told, so that rows are full."""
        place = block.role.cell
        if place is not None and place.outer is None and place.table in self._heads:
            self._container(place)

    def _kind(self, block: PrintedBlock) -> str:
        """Headings never skip a level (ISO 14289-1, 7.4.2)."""
        if block.role.kind == "note":
            return "Note"
        if block.role.kind != "heading":
            return "P"
        self._level = min(block.role.level, self._level + 1, 6)
        return f"H{self._level}"

    def _child(self, kind: str, parent: Element, attributes: str = "") -> Element:
        made = Element(kind, parent, self._objects.room(), attributes)
        parent.children.append(made)
        self._all.append(made)
        return made

    def _container(self, place: CellPlace | None) -> Element:
        if place is None:
            return self.root
        while place.outer is not None:
            place = place.outer
        key = (place.table, place.row, place.column)
        if key not in self._cells:
            self._cells[key] = self._cell(place)
        return self._cells[key]

    def _cell(self, place: CellPlace) -> Element:
        table = self._tables.get(place.table)
        ruled = place.table in self._heads
        if table is None:
            table = self._child("Table" if ruled else "Div", self.root)
            self._tables[place.table] = table
        if not ruled:
            return self._child("Div", table)
        row = self._rows.get((place.table, place.row))
        if row is None:
            row = self._rows[place.table, place.row] = self._child("TR", table)
        told = "/Scope/Column" if place.head else ""
        if place.row_span > 1:
            told += f"/RowSpan {place.row_span}"
        if place.column_span > 1:
            told += f"/ColSpan {place.column_span}"
        attributes = f"/A<</O/Table{told}>>" if told else ""
        return self._child("TH" if place.head else "TD", row, attributes)

    def write(self) -> int:
        """Write every element; the number of the root of the tree."""
        top = self._objects.room()
        for element in self._all:
            parent = top if element.parent is None else element.parent.number
            children = " ".join(_children(element))
            self._objects.put(
                element.number,
                f"<</Type/StructElem/S/{element.kind}/P {reference(parent)}"
                f"{element.attributes}/K[{children}]>>",
            )
        told = {
            key: f"[{' '.join([reference(e.number) for e in pieces])}]"
            for key, _page, pieces in self._pages
        }
        told |= {key: f" {reference(element.number)}" for key, element in self._annotations}
        parents = "".join([f" {key}{told[key]}" for key in sorted(told)])
        tree = self._objects.add(f"<</Nums[{parents}]>>")
        self._objects.put(
            top,
            f"<</Type/StructTreeRoot/K {reference(self.root.number)}"
            f"/ParentTree {reference(tree)}/ParentTreeNextKey {self._keys}>>",
        )
        return top


def _children(element: Element) -> Iterable[str]:
    for child in element.children:
        if isinstance(child, Element):
            yield reference(child.number)
        elif isinstance(child, Annotated):
            yield f"<</Type/OBJR/Obj {reference(child.number)}/Pg {reference(child.page)}>>"
        else:
            yield f"<</Type/MCR/Pg {reference(child[0])}/MCID {child[1]}>>"


def tables_with_heads(document: PrintedDocument) -> set[int]:
    """The tables in which a row repeats as a head."""
    return {
        place.table
        for page in document.pages
        for placed in page.blocks
        if (place := placed.block.role.cell) is not None and place.head
    }


class Bookmarks:
    """The headings as bookmarks of the reading program."""

    def __init__(self) -> None:
        self._items: list[tuple[int, str, str]] = []

    def add(self, level: int, title: str, place: str) -> None:
        """A heading: its level from 1, its text, and where it stands."""
        self._items.append((level, title, place))

    def go_on(self, more: str) -> None:
        """The last heading has more lines, on the next page."""
        if self._items:
            level, title, place = self._items[-1]
            self._items[-1] = (level, f"{title} {more}", place)

    def write(self, objects: Objects) -> int | None:
        """The number of the root; None where there is no heading."""
        if not self._items:
            return None
        root = objects.room()
        numbers = [root, *[objects.room() for _item in self._items]]
        parents = [-1]
        children: list[list[int]] = [[] for _number in numbers]
        branch: list[tuple[int, int]] = [(0, 0)]
        for at, (level, _title, _place) in enumerate(self._items, 1):
            while branch[-1][0] >= level and len(branch) > 1:
                branch.pop()
            parents.append(branch[-1][1])
            children[branch[-1][1]].append(at)
            branch.append((level, at))
        for at, (_level, title, place) in enumerate(self._items, 1):
            beside = children[parents[at]]
            where = beside.index(at)
            told = f"<</Title {string(title)}/Parent {reference(numbers[parents[at]])}/Dest{place}"
            if where:
                told += f"/Prev {reference(numbers[beside[where - 1]])}"
            if where + 1 < len(beside):
                told += f"/Next {reference(numbers[beside[where + 1]])}"
            objects.put(numbers[at], told + _ends(children[at], numbers, closed=True) + ">>")
        objects.put(root, f"<</Type/Outlines{_ends(children[0], numbers, closed=False)}>>")
        return root


def _ends(children: list[int], numbers: list[int], *, closed: bool) -> str:
    if not children:
        return ""
    first, last = reference(numbers[children[0]]), reference(numbers[children[-1]])
    count = -len(children) if closed else len(children)
    return f"/First {first}/Last {last}/Count {count}"
