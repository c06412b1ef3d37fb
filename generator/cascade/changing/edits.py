"""Write a changed plan into the text it came from: only the slices that change are touched.

The file is cut at its table headers into blocks. A changed value replaces its own
characters, a node that is new or moved is a block put in or carried to another place, and
all other bytes stay: comments, order of keys, blank lines, line ends. A comment of the
clerk is never thrown away, even when the node around it goes.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, Struct

from generator.cascade.changing.merge import longest_rising
from generator.cascade.changing.tree import LISTS, Tree, own_fields
from generator.plan.emit import layout, literal, write_table
from generator.plan.model import CHILDREN
from generator.plan.spans import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.changing.tree import Group
    from generator.plan.made import DanXuat, XungDot
    from generator.plan.model import KeHoach, Loc
    from generator.plan.spans import Index, TextRegion

RECORDS = ("giao_viec", "chi_tieu", "khong_thuc_hien", "co_quan_moi", "van_ban_moi")
"""The lists of a plan that hold no nodes."""
_PIECE = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\r\n]*)",
    re.DOTALL,
)
_OPEN_END = re.compile(r"\n\r?\n\Z")
_MORE_ENDS = re.compile(r"(\r?\n)(?:\r?\n)+\Z")
_LEADING = re.compile(r"[ \t]*#")


class LayoutError(ValueError):
    """The text is laid out in a way that this module does not edit."""


def rewrite(text: str, old: KeHoach, new: KeHoach) -> str:
    """The text with `new` in the place of `old`, the plan that was read from it.

    Raises LayoutError where the file has nodes in inline arrays, keys with dots or scattered
    tables at a place that must change.
    """
    page, target = _Page(text, Tree(old)), Tree(new)
    page.tree.called_anew(
        id_ for id_, item in page.tree.items.items()
        if id_ in target.items and type(target.items[id_].node) is not type(item.node)
    )  # fmt: skip
    for id_, item in target.items.items():
        before = page.tree.items.get(id_)
        if before is not None:
            page.fields(before.loc, before.node, item.node)
    page.mark(old.dan_xuat, new.dan_xuat)
    page.top(old, new)
    return page.text(target)


class _Page:
    """A text under change."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.raw, self.tree = text, tree
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.tables = outline(text.replace("\r\n", "\n")).tables
        self.lines = text.split("\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.by_loc = {table.loc: i for i, table in enumerate(self.tables)}
        cuts = [0, *(self.starts[self._first_row(i)] for i in range(1, len(self.tables)))]
        self.cuts = [*cuts, len(text)]
        self.edits: list[list[tuple[int, int, str]]] = [[] for _ in self.tables]
        self.after: dict[int, str] = {}
        """Text to stand at the end of a block."""
        self.gone: set[int] = set()
        self.paths: dict[int, str] = {}
        self._indexes: dict[int, Index] = {}

    # ------------------------------------------------------------------ places

    def _first_row(self, number: int) -> int:
        """The row where a block begins: comments right above the header belong to it."""
        row = self.tables[number].header.line
        if row == 0 or not _LEADING.match(self.lines[row - 1]):
            return row
        above = self.tables[number - 1]
        pairs = above.lines()
        last = pairs[-1].end_point.row if pairs else above.header.end_line if number > 1 else -1
        while row - 1 > last and _LEADING.match(self.lines[row - 1]):
            row -= 1
        return row

    def _at(self, row: int, column: int) -> int:
        """Position in the text; tree-sitter counts columns in bytes."""
        line = self.lines[row]
        if line.isascii():
            return self.starts[row] + column
        return self.starts[row] + len(line.encode()[:column].decode(errors="ignore"))

    def _slice(self, region: TextRegion) -> tuple[int, int]:
        return self._at(region.line, region.start), self._at(region.end_line, region.end)

    def _index(self, number: int) -> Index:
        if number not in self._indexes:
            self._indexes[number] = self.tables[number].places()
        return self._indexes[number]

    def _table(self, loc: Loc) -> int:
        if loc not in self.by_loc:
            raise LayoutError
        return self.by_loc[loc]

    # ------------------------------------------------------------------ values

    def fields(self, loc: Loc, old: Struct, new: Struct) -> None:
        """Bring the own fields of a node up to date."""
        defaults = dict(own_fields(type(old)))
        keys = layout(type(old))
        for name in keys:
            if name not in defaults or (after := getattr(new, name)) == getattr(old, name):
                continue
            if name == "xung_dot":
                self._conflicts(loc, after)
            else:
                before = getattr(old, name)
                self._set(self._table(loc), loc, name, before, after, defaults[name], keys)

    def mark(self, old: DanXuat | None, new: DanXuat | None) -> None:
        """Bring [dan_xuat] up to date; a plan that has none gets none."""
        if old is not None and new is not None:
            for name in layout(type(old)):
                before, after = getattr(old, name), getattr(new, name)
                if before != after:
                    number = self._table(("dan_xuat",))
                    self._set(number, ("dan_xuat",), name, before, after, UNSET, layout(type(old)))

    def top(self, old: KeHoach, new: KeHoach) -> None:
        """Bring up to date what stands beside the nodes, such as addressees."""
        if old.kinh_gui != new.kinh_gui:
            keys = [name for name in layout(type(old)) if name in ("phien_ban", "kinh_gui")]
            self._set(0, (), "kinh_gui", old.kinh_gui, new.kinh_gui, [], keys)
        for place in RECORDS:
            before, after = getattr(old, place), getattr(new, place)
            if before != after:
                self._anew(place, before, after)

    def _anew(self, place: str, old: list[Any], new: list[Any]) -> None:
        """Write all tables of a list without nodes anew, at the end of the file."""
        found = [i for i, table in enumerate(self.tables) if table.loc[:1] == (place,)]
        if old and not found:
            raise LayoutError  # an inline array
        self.gone.update(found)
        if new:
            last = len(self.tables) - 1
            written = [write_table(f"[[{place}]]", place, one) for one in new]
            self.after[last] = "\n".join([*filter(None, [self.after.get(last)]), *written])

    def _set(
        self, number: int, loc: Loc, name: str, old: Any, new: Any, default: Any, keys: list[str]
    ) -> None:
        """Set, add or remove one key of a table."""
        place: Loc = (*loc, name)
        if place in self.by_loc:  # written as a table of its own: [muc.khoan.nguon]
            self._set_table(place, old, new)
            return
        if written := [i for i, t in enumerate(self.tables) if t.loc[:-1] == place]:
            self._set_tables(number, place, written, old, new)
            return
        entry = self._index(number).get(place)
        if entry is None:
            if new is not None and new != default:
                self._add(number, loc, name, new, keys)
            return
        if entry.key[:2] == entry.value[:2]:
            raise LayoutError  # a key with dots
        if new is None or new == default:
            self._remove(number, entry.key, entry.value)
        elif not self._parts(number, place, old, new):
            self._replace(number, entry.value, literal(new))

    def _parts(self, number: int, place: Loc, old: Any, new: Any) -> bool:
        """Replace only the changed values of an inline table or list; False if its keys change."""
        index = self._index(number)
        if isinstance(old, list) and isinstance(new, list):
            if len(old) != len(new) or any((*place, i) not in index for i in range(len(new))):
                return False
            for i, (was, now) in enumerate(zip(old, new, strict=True)):
                if was != now and not self._parts(number, (*place, i), was, now):
                    self._replace(number, index[(*place, i)].value, literal(now))
            return True
        if not (isinstance(old, Struct) and isinstance(new, Struct)):
            return False
        before, after = _plain(old), _plain(new)
        if before.keys() != after.keys() or any((*place, key) not in index for key in after):
            return False
        for key, value in after.items():
            if value != before[key]:
                self._replace(number, index[(*place, key)].value, literal(getattr(new, key)))
        return True

    def _set_table(self, place: Loc, old: Any, new: Any) -> None:
        number = self.by_loc[place]
        if new is None or not _plain(new):
            self.gone.add(number)
        elif isinstance(old, Struct) and type(old) is type(new):
            before, after = _plain(old), _plain(new)
            for key in layout(type(new)):
                if before.get(key) != after.get(key):
                    value = getattr(new, key) if key in after else None
                    inside = layout(type(new))
                    self._set(number, place, key, getattr(old, key), value, None, inside)
        else:
            raise LayoutError

    def _set_tables(
        self, number: int, place: Loc, written: list[int], old: list[Any], new: list[Any]
    ) -> None:
        """Records without ids, each a table of its own: [[phu_luc.cot]], [[muc.khoan.bang]]."""
        if len(written) != len(old):
            raise LayoutError
        if len(old) == len(new):
            kind: type[Struct] = type(old[0])
            keys, defaults = layout(kind), dict(own_fields(kind))
            for i, (before, after) in enumerate(zip(old, new, strict=True)):
                at: Loc = (*place, i)
                for key in keys:
                    was, now = getattr(before, key), getattr(after, key)
                    if was != now:
                        self._set(written[i], at, key, was, now, defaults[key], keys)
            return
        self.gone.update(written)
        self._append(number, place, new)

    def _append(self, number: int, place: Loc, records: list[Any]) -> None:
        """Records as tables of their own at the end of a block."""
        path = _path(place)
        made = [write_table(f"[[{path}]]", path, one) for one in records]
        self.after[number] = "\n".join([*filter(None, [self.after.get(number)]), *made])

    def _replace(self, number: int, region: TextRegion, text: str) -> None:
        start, end = self._slice(region)
        if kept := self._kept(start, end):  # of a list over several lines
            at = self.starts[region.line]
            self.edits[number].append((at, at, kept))
        self.edits[number].append((start, end, text))

    def _remove(self, number: int, key: TextRegion, value: TextRegion) -> None:
        """Take out a key with its line; a comment beside or in it stays."""
        start = self.starts[key.line]
        end = min(self.starts[value.end_line + 1], len(self.raw))
        self.edits[number].append((start, end, self._kept(start, end)))

    def _add(self, number: int, loc: Loc, name: str, value: Any, keys: list[str]) -> None:
        """Add a key after those that stand before it in the order of the model."""
        index = self._index(number)
        before = set(keys[: keys.index(name)])
        row = self.tables[number].header.end_line if loc else -1
        for place, entry in index.items():
            if place[:-1] == loc and place[-1] in before:
                row = max(row, entry.value.end_line)
        at = min(self.starts[row + 1], len(self.raw))
        line = f"{name} = {literal(value)}{self.newline}"
        if at and self.raw[at - 1] != "\n":
            line = f"{self.newline}{line}"
        self.edits[number].append((at, at, line))

    def _conflicts(self, loc: Loc, new: list[XungDot]) -> None:
        """Write all conflicts of a node anew, each as a table of its own."""
        place: Loc = (*loc, "xung_dot")
        number = self._table(loc)
        tables_ = [i for i, t in enumerate(self.tables) if t.loc[:-1] == place]
        self.gone.update(tables_)
        entry = self._index(number).get(place)
        if entry is not None and not tables_:
            self._remove(number, entry.key, entry.value)
        self._append(number, place, new)

    # ------------------------------------------------------------------ blocks

    def _kept(self, start: int, end: int) -> str:
        """The comments in a slice that goes, each on a line."""
        return "".join([f"{c}{self.newline}" for c in _comments(self.raw[start:end])])

    def block(self, number: int) -> str:
        """The text of a block with its changes."""
        start, end = self.cuts[number], self.cuts[number + 1]
        gone = number in self.gone
        text = self._kept(start, end) if gone else self._edited(number, start, end)
        if more := self.after.get(number):
            text = self.spaced(text) + self.own_ends(more)
            text += self.newline if number + 1 < len(self.tables) else ""
        return text

    def _edited(self, number: int, start: int, end: int) -> str:
        out: list[str] = []
        for first, last, new in sorted(self.edits[number], key=lambda e: e[:2]):
            out += [self.raw[start:first], new]
            start = last
        text = "".join([*out, self.raw[start:end]])
        return self._with_path(number, text) if number in self.paths else text

    def _with_path(self, number: int, text: str) -> str:
        """The header with the name it has at its new place."""
        table = self.tables[number]
        old = self.raw[slice(*self._slice(table.header))]
        brackets = "[[]]" if isinstance(table.loc[-1], int) else "[]"
        half = len(brackets) // 2
        new = f"{brackets[:half]}{self.paths[number]}{brackets[half:]}"
        return text.replace(old, new, 1)

    def spaced(self, text: str) -> str:
        """The text ended by an empty line."""
        if not text.strip():
            return text
        text = text if text.endswith("\n") else text + self.newline
        return text if _OPEN_END.search(text) else text + self.newline

    def own_ends(self, text: str) -> str:
        """The text with the line ends of this file."""
        return text.replace("\n", self.newline)

    def text(self, target: Tree) -> str:
        """The whole new text."""
        if target.order == self.tree.order:
            return "".join([self.block(i) for i in range(len(self.tables))])
        return _Arranged(self, target).text()


class _Arranged:
    """The blocks of a page in the order of the new plan."""

    def __init__(self, page: _Page, target: Tree) -> None:
        self.page, self.target, self.old = page, target, page.tree
        self.own: dict[str, list[int]] = {}
        """The blocks of each node, without those of the nodes inside it."""
        self.kids: dict[str, list[str]] = {"": []}
        self._read()
        if list(self._numbers("")) != list(range(len(page.tables))):
            raise LayoutError
        self.comments: dict[str, str] = {}
        """What stays of nodes that go, as pieces of their own."""
        self._leave()
        for group, order in target.order.items():
            self._put(group, order)

    def _read(self) -> None:
        items = {item.loc: item for item in self.old.items.values()}
        self.own[""] = [0]
        for number, table in enumerate(self.page.tables[1:], 1):
            loc = table.loc
            while loc and loc not in items:
                loc = loc[:-1]
            id_ = items[loc].id if loc else ""
            if not loc:  # such as [dan_xuat]: stays where it is
                id_ = f"={number}"
                self.kids[""].append(id_)
            elif loc == table.loc:
                self.kids.setdefault(items[loc].group[0], []).append(id_)
            self.own.setdefault(id_, []).append(number)

    def _numbers(self, id_: str) -> Iterator[int]:
        yield from self.own.get(id_, ())
        for kid in self.kids.get(id_, ()):
            yield from self._numbers(kid)

    def _leave(self) -> None:
        """Take out the nodes that go; a comment of the clerk stays at the place."""
        page = self.page
        for id_, item in reversed(self.old.items.items()):
            if id_ in self.target.items:
                continue
            around = self.kids.get(item.group[0], [])
            if id_ not in around:
                raise LayoutError
            numbers = self.own.pop(id_)
            page.gone.update(numbers)
            kept = "".join([page.block(number) for number in numbers])
            if kept:
                self.comments[f"#{id_}"] = kept
            at = around.index(id_)
            around[at : at + 1] = [*([f"#{id_}"] if kept else []), *self.kids.pop(id_, [])]

    def _put(self, group: Group, order: list[str]) -> None:
        """Bring the nodes of one list into the new order, moving as few as possible."""
        ranks = {id_: i for i, id_ in enumerate(self.old.order.get(group, ()))}
        stayed = [id_ for id_ in order if id_ in ranks]
        still = set(longest_rising(stayed, [ranks[i] for i in stayed]))
        for id_ in order:
            if id_ in self.old.items and id_ not in still:
                self._lift(id_)
        around = self.kids.setdefault(group[0], [])
        for number, id_ in enumerate(order):
            if id_ in still:
                if id_ not in around:
                    raise LayoutError
            elif number:
                around.insert(around.index(order[number - 1]) + 1, id_)
            else:
                around.insert(self._begin(around, group, order), id_)

    def _lift(self, id_: str) -> None:
        """Take a node out of the list in which the file has it."""
        for around in self.kids.values():
            if id_ in around:
                around.remove(id_)
                return
        raise LayoutError

    def _begin(self, around: list[str], group: Group, order: list[str]) -> int:
        """Where the first of a list goes: before the others of it, else after earlier lists."""
        for id_ in order[1:]:
            if id_ in around:
                return around.index(id_)
        if group[0]:
            return len(around)
        rank = LISTS.index(group[1])
        at = 0
        for i, id_ in enumerate(around, 1):
            item = self.target.items.get(id_)
            part = item.group[1] if item is not None else ""
            if part not in LISTS or LISTS.index(part) < rank:
                at = i
        return at

    # ------------------------------------------------------------------ the new text

    def text(self) -> str:
        """All pieces; an empty line before what did not follow in the old text."""
        page = self.page
        pieces = [(number, text) for number, text in self._pieces("", "") if text]
        out: list[str] = []
        for i, (number, text) in enumerate(pieces):
            following = pieces[i + 1][0] if i + 1 < len(pieces) else len(page.tables)
            as_before = number is not None and following == number + 1
            out.append(text if as_before else page.spaced(text))
        whole = "".join(out)
        if not _OPEN_END.search(page.raw):
            whole = _MORE_ENDS.sub(r"\1", whole)
        return whole

    def _pieces(self, id_: str, path: str) -> Iterator[tuple[int | None, str]]:
        """Blocks with their numbers, and new text without."""
        page = self.page
        if id_ in self.comments:
            yield None, self.comments[id_]
        elif id_ in self.own:
            for number in self.own[id_]:
                self._rename(id_, number, path)
                yield number, page.block(number)
        elif id_:
            yield None, page.own_ends(f"{_written(self.target.items[id_].node, path)}\n")
        for kid in self.kids.get(id_, ()):
            item = self.target.items.get(kid)
            key = item.group[1] if item is not None else ""
            yield from self._pieces(kid, f"{path}.{key}" if path else key)

    def _rename(self, id_: str, number: int, path: str) -> None:
        """A block at another depth gets another header."""
        was = self.page.tables[number].loc
        if id_ in self.old.items:
            rest = _path(was[len(self.old.items[id_].loc) :])
            new = f"{path}.{rest}" if rest else path
            if new != _path(was):
                self.page.paths[number] = new


def _written(node: Any, path: str) -> str:
    """A new node without the nodes inside it."""
    inside: dict[str, list[Any]] = {name: [] for name in CHILDREN.get(type(node), ())}
    return write_table(f"[[{path}]]", path, msgspec.structs.replace(node, **inside))


def _path(loc: Loc) -> str:
    return ".".join(part for part in loc if isinstance(part, str))


def _plain(value: Struct) -> dict[str, Any]:
    """The values of a small table that are written out."""
    plain: dict[str, Any] = msgspec.to_builtins(value, builtin_types=(date,))
    return {k: v for k, v in plain.items() if v is not None}


def _comments(text: str) -> list[str]:
    """The comments in a piece of TOML, each from its # on."""
    return [found["comment"] for found in _PIECE.finditer(text) if found["comment"]]
