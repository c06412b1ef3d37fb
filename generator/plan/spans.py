"""Where every key and value of a TOML text stands.

tomli gives values without places; tree-sitter gives places. The index is built
only when a mistake has to be shown, so a clean plan never pays for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import tomli

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from generator.plan.model import Loc


class TextRegion(NamedTuple):
    """Part of a text: lines from 0, columns in bytes from 0 as tree-sitter counts them."""

    line: int
    start: int
    end_line: int
    end: int


class ValuePlace(NamedTuple):
    """The places of one value: its key (or the key in its header) and itself."""

    key: TextRegion
    value: TextRegion


Index = dict["Loc", ValuePlace]


def build(text: str) -> Index:
    """The places of every value, table and array element of a text."""
    builder = _Builder()
    for node in _parse(text).named_children:
        builder.statement(node)
    return builder.index


def _parse(text: str) -> Node:
    import tree_sitter
    import tree_sitter_toml

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_toml.language()))
    # tree-sitter-toml wants the last line ended.
    return parser.parse((text + "\n").encode()).root_node


class TomlTable(NamedTuple):
    """A table with a header, or (first, with `loc` ()) what stands above all headers."""

    loc: Loc
    header: TextRegion
    pairs: tuple[Node, ...] | Node
    """The syntax of its lines, looked at when asked."""

    def places(self) -> Index:
        """The places of the keys and values written under this header."""
        builder = _Builder()
        for pair in self.lines():
            builder.pair(self.loc, pair)
        return builder.index

    def lines(self) -> list[Node]:
        """The syntax nodes of its keys with their values."""
        inside = self.pairs if isinstance(self.pairs, tuple) else self.pairs.named_children
        return [node for node in inside if node.type == "pair"]


class TomlOutline(NamedTuple):
    """The tables of a text in order, and the places of their headers."""

    tables: list[TomlTable]
    headers: Index


def outline(text: str) -> TomlOutline:
    """The headers of a text; the keys below each are looked at only when wanted."""
    builder = _Builder()
    top: list[Node] = []
    found: list[TomlTable] = []
    for node in _parse(text).named_children:
        if node.type == "pair":
            top.append(node)
        elif node.type in ("table", "table_array_element"):
            header = node.named_child(0) or node
            loc = builder.open(node, header)
            found.append(TomlTable(loc, builder.index[loc].value, node))
    return TomlOutline([TomlTable((), TextRegion(0, 0, 0, 0), tuple(top)), *found], builder.index)


class Headers:
    """The places of tables as their headers come in file order, counting `[[arrays]]`."""

    def __init__(self) -> None:
        self.index: Index = {}
        self.counts: dict[Loc, int] = {}

    def enter(
        self, parts: list[tuple[str, TextRegion]], whole: TextRegion, *, repeated: bool
    ) -> Loc:
        """Enter `[a.b]` or `[[a.b]]`; the place of the table is its header."""
        loc: Loc = ()
        for number, (name, region) in enumerate(parts, 1):
            loc = (*loc, name)
            entry = ValuePlace(region, whole)
            if number == len(parts) and repeated:
                self.index.setdefault(loc, entry)
                self.counts[loc] = self.counts.get(loc, 0) + 1
            if number < len(parts):
                self.index.setdefault(loc, entry)
            if loc in self.counts:
                loc = (*loc, self.counts[loc] - 1)
            if number == len(parts):
                self.index[loc] = entry
        return loc


class _Builder(Headers):
    """Walks the syntax tree in file order."""

    def statement(self, node: Node) -> None:
        if node.type == "pair":
            self.pair((), node)
        elif node.type in ("table", "table_array_element"):
            self.table(node)

    def table(self, node: Node) -> None:
        header, *pairs = [n for n in node.named_children if n.type != "comment"] or [node]
        loc = self.open(node, header)
        for pair in pairs:
            if pair.type == "pair":
                self.pair(loc, pair)

    def open(self, node: Node, header: Node) -> Loc:
        """Enter the table of a node."""
        repeated = node.type == "table_array_element"
        whole = _until_bracket(node, "]]" if repeated else "]")
        parts = [(_name(part), _region(part)) for part in _key_parts(header)]
        return self.enter(parts, whole, repeated=repeated)

    def pair(self, base: Loc, node: Node) -> None:
        key, *rest = [n for n in node.named_children if n.type != "comment"]
        if not rest:
            return
        value = rest[-1]
        loc = base
        parts = list(_key_parts(key))
        for part in parts[:-1]:
            loc = (*loc, _name(part))
            self.index.setdefault(loc, ValuePlace(_region(part), _region(node)))
        self.value((*loc, _name(parts[-1])), _region(parts[-1]), value)

    def value(self, loc: Loc, key: TextRegion, node: Node) -> None:
        self.index[loc] = ValuePlace(key, _region(node))
        if node.type == "array":
            items = (n for n in node.named_children if n.type not in ("comment", "ERROR"))
            for number, item in enumerate(items):
                self.value((*loc, number), _region(item), item)
        elif node.type == "inline_table":
            for pair in node.named_children:
                if pair.type == "pair":
                    self.pair(loc, pair)


def _key_parts(node: Node) -> Iterator[Node]:
    if node.type == "dotted_key":
        for child in node.named_children:
            yield from _key_parts(child)
    else:
        yield node


def _name(node: Node) -> str:
    raw = (node.text or b"").decode()
    if node.type != "quoted_key":
        return raw
    if raw.startswith("'") or "\\" not in raw:
        return raw[1:-1]
    return next(iter(tomli.loads(raw + " = 0")))


def _region(node: Node) -> TextRegion:
    start, end = node.start_point, node.end_point
    return TextRegion(start.row, start.column, end.row, end.column)


def _until_bracket(node: Node, bracket: str) -> TextRegion:
    start = node.start_point
    close = next((n for n in node.children if n.type == bracket), node)
    end = close.end_point
    return TextRegion(start.row, start.column, end.row, end.column)
