"""Two plans compared by meaning: the list of changes, each of which can be taken or left.

Nodes are paired first (`pairing`), so that a number that changes because something was put
in before it is no change, and a node that stands elsewhere was moved, not deleted and added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.cascade.changing.merge import longest_rising
from generator.cascade.changing.tree import DOCUMENT, LISTS, Tree, TreeItem, own_fields
from generator.plan.mapped import mapped
from generator.plan.model import CHILDREN, NhiemVu, PhuLuc
from generator.plan.wording import NOTE, note_marks
from generator.review.node_places import NodeLabel, labels
from generator.review.pairing import Pairs, pair
from generator.review.toml_lines import line_finder
from generator.review.words import same_but_spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from generator.cascade.changing.tree import Group
    from generator.plan.model import KeHoach, Loc
    from generator.plan.toml import Loaded

Kind = Literal["text", "field", "added", "removed", "moved"]
Nature = Literal["content", "spelling", "data", "level"]
"""What it is about: what is printed; spelling only; what the plan does not print (notes, ids of
recipients, …); between two levels, what follows from the level and not from a person."""

TEXTS = frozenset({"noi_dung", "tieu_de", "san_pham", "trich_yeu"})
DATA = frozenset(
    {
        "ap_dung", "can_xem", "bao_ve", "nguon", "xung_dot", "vai_tro", "tu_doan", "ma",
        "ngay_xet", "cap_tren", "minh_hoa",
    }
)  # fmt: skip
"""Keys that are not printed."""
LEFT_OUT = "khong_thuc_hien"
MARK = "dan_xuat"
LOOSE: dict[str, Nature] = {"kinh_gui": "content", "co_quan_moi": "data", "van_ban_moi": "data"}
"""What stands beside the nodes, and whether it is printed. The mark of an issue (`phat_hanh`)
is the file's own and is not compared."""
NOT_NODES = frozenset({LEFT_OUT, MARK, *LOOSE})


class ComparedSide(NamedTuple):
    """A plan to be compared."""

    plan: KeHoach
    name: str
    """The file, or "file@revision", as the user named it."""
    line: Callable[[Loc], int] | None = None
    """The line of a value in the file; None where there is no file of lines (.docx)."""
    digest: str = ""
    """SHA-256 of the bytes it was read from."""
    imported: bool = False
    """Read from a printed document: ids are made up, and what is not printed is not known."""


class ChangedSpot(NamedTuple):
    """Where one side has it."""

    label: NodeLabel
    file: str
    line: int
    """0 where the file has no lines."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


class Change(NamedTuple):
    """One change, to be taken or left."""

    key: str
    """Names it within the difference, always the same for the same two plans."""
    kind: Kind
    nature: Nature
    node: str
    """Id in the old plan; of an added node, in the new one."""
    type: str
    """Kind of node: "muc", "khoan", "diem", "nhiem_vu", "van_ban", …"""
    section: str
    """The part, section or appendix it belongs to: "van_ban", "noi_nhan", id of a muc …"""
    field: str = ""
    old: Any = None
    new: Any = None
    """Values of the field; of a moved node the places (`Group`); the node where it is whole."""
    spots: tuple[ChangedSpot | None, ChangedSpot | None] = (None, None)
    needs: tuple[str, ...] = ()
    """Keys of the changes without which this one cannot be taken."""
    inside: int = 0
    """Nodes inside an added or removed one that come or go with it."""
    why: tuple[str, ...] = ()
    """Between levels: the rules that did it."""


class View:
    """The nodes of one plan under the ids of the old plan."""

    def __init__(self, side: ComparedSide, tree: Tree, known: Callable[[str], str]) -> None:
        self.side = side
        self.own: dict[str, str] = {}
        """Id here → id in the plan itself."""
        self.items: dict[str, TreeItem] = {}
        for id_, item in tree.items.items():
            name = known(id_)
            self.own[name] = id_
            self.items[name] = item._replace(id=name, group=(known(item.group[0]), item.group[1]))
        self.order: dict[Group, list[str]] = {
            (known(parent), key): [known(i) for i in ids]
            for (parent, key), ids in tree.order.items()
        }
        self.known = known
        """Id in the plan itself → id here."""
        self._labels: dict[str, NodeLabel] | None = None

    def label(self, id_: str) -> NodeLabel:
        """The printed place of a node."""
        if self._labels is None:
            self._labels = labels(self.side.plan)
        return self._labels.get(self.own.get(id_, ""), NodeLabel("", ""))

    def spot(self, id_: str, field: str = "") -> ChangedSpot:
        """The place of a node, or of one of its values."""
        loc = self.items[id_].loc
        place = (*loc, field) if field and getattr(self.items[id_].node, field) else loc
        line = self.side.line(place) if self.side.line else 0
        return ChangedSpot(self.label(id_), self.side.name, line)

    def below(self, id_: str) -> Iterator[str]:
        """What stands inside a node, at any depth."""
        for name in CHILDREN.get(type(self.items[id_].node), ()):
            for child in self.order.get((id_, name), ()):
                yield child
                yield from self.below(child)

    def section(self, id_: str) -> str:
        """The section, appendix or part around a node."""
        while parent := self.items[id_].group[0]:
            id_ = parent
        part = self.items[id_].group[1]
        return id_ if part in ("muc", "phu_luc") else part


class PlanDifference(NamedTuple):
    """All changes from one plan to another, in the order of the text."""

    old: View
    new: View
    changes: tuple[Change, ...]
    moved: frozenset[str]
    """Nodes that stand elsewhere in the new plan."""

    def rows(self) -> Iterator[tuple[str, bool, bool]]:
        """All nodes in reading order: id, whether the old plan has it here, and the new one."""
        for part in ("van_ban", *LISTS):
            yield from self._rows(("", part))

    def _rows(self, group: Group) -> Iterator[tuple[str, bool, bool]]:
        for id_, before, after in merged(
            self.old.order.get(group, ()), self.new.order.get(group, ()), self.moved
        ):
            yield id_, before, after
            if not after and id_ in self.moved:
                continue  # what is inside is where it went
            view = self.new if after else self.old
            for name in CHILDREN.get(type(view.items[id_].node), ()):
                yield from self._rows((id_, name))


def merged(
    old: Iterable[str], new: Iterable[str], moved: frozenset[str]
) -> Iterator[tuple[str, bool, bool]]:
    """Two lists as one: what is gone stands where it stood, before what is new there."""
    old, new = list(old), list(new)
    here = set(new) - moved
    gone: dict[str, list[str]] = {"": []}
    anchor = ""
    for id_ in old:
        if id_ in here:
            anchor = id_
        else:
            gone.setdefault(anchor, []).append(id_)
    before = set(old)
    for id_ in ("", *new):
        if id_:
            yield id_, id_ in before and id_ in here, True
        if id_ in here or not id_:
            for ghost in gone.get(id_, ()):
                yield ghost, True, False


def side_of(loaded: Loaded, name: str | None = None) -> ComparedSide:
    """A plan that was read from TOML."""
    source = loaded.source
    return ComparedSide(loaded.plan, name or source.file, line_finder(source), source.digest)


def compare(
    old: ComparedSide, new: ComparedSide, *, trust_ids: bool | None = None
) -> PlanDifference:
    """The changes from `old` to `new`.

    Ids are trusted where both are versions of one plan (same `ma`); otherwise a node must
    also say something like its namesake. A plan derived from the old one is matched by
    origin. Nodes with an id used twice are compared once: `check` reports them.
    """
    before, after = Tree(old.plan), Tree(new.plan)
    names = old.plan.van_ban.ma, new.plan.van_ban.ma
    if trust_ids is None:
        trust_ids = names[0] == names[1] and not (old.imported or new.imported)
    above = names[0] if names[0] != names[1] else None
    pairs = pair(before, after, trust_ids=trust_ids, above=above)
    return _Comparison(old, new, before, after, pairs).run()


class _Comparison:
    def __init__(
        self, old: ComparedSide, new: ComparedSide, before: Tree, after: Tree, pairs: Pairs
    ) -> None:
        self.old = View(old, before, lambda id_: id_)
        self.names = self._names(before, after, pairs)
        self.new = View(new, after, lambda id_: self.names.get(id_, id_))
        self.both = set(pairs.values())
        self.moved = frozenset(self._moved())
        self.found: list[Change] = []

    @staticmethod
    def _names(before: Tree, after: Tree, pairs: Pairs) -> dict[str, str]:
        """Id in the new plan → id here: the partner's, or one that the old plan does not have."""
        names = {new: old for new, old in pairs.items() if new != old}
        used = {*before.items, *after.items}
        for id_ in after.items:
            if id_ in before.items and id_ not in pairs:
                number = 2
                while f"{id_}-{number}" in used:
                    number += 1
                names[id_] = f"{id_}-{number}"
                used.add(names[id_])
        return names

    def run(self) -> PlanDifference:
        difference = PlanDifference(self.old, self.new, (), self.moved)
        for id_, before, after in difference.rows():
            if after and id_ in self.both:
                if id_ in self.moved:
                    self._move(id_)
                self._fields(id_)
            elif after and self.new.items[id_].group[0] not in self._new():
                self._whole("added", id_)
            elif before and id_ not in self.both and not self._goes_with_parent(id_):
                self._whole("removed", id_)
        self._loose_fields()
        self._left_out()
        self._mark()
        keys = {c.key for c in self.found}
        changes = tuple([self._with_needs(c, keys) for c in self.found])
        return difference._replace(changes=changes)

    # ------------------------------------------------------------------ nodes

    def _new(self) -> set[str]:
        return self.new.items.keys() - self.both

    def _goes_with_parent(self, id_: str) -> bool:
        parent = self.old.items[id_].group[0]
        return bool(parent) and parent not in self.both

    def _moved(self) -> Iterator[str]:
        """The fewest nodes whose moving gives the order of the new plan."""
        for group, ids in self.new.order.items():
            ranks = {id_: i for i, id_ in enumerate(self.old.order.get(group, ()))}
            stayed = [id_ for id_ in ids if id_ in ranks]
            order = [ranks[id_] for id_ in stayed]
            still = set(longest_rising(stayed, order)) if order != sorted(order) else set(stayed)
            yield from (id_ for id_ in ids if id_ in self.both and id_ not in still)

    def _whole(self, kind: Literal["added", "removed"], id_: str) -> None:
        view = self.new if kind == "added" else self.old
        item = view.items[id_]
        inside = [i for i in view.below(id_) if i not in self.both]
        spot = view.spot(id_)
        self.found.append(
            Change(
                key=f"{'them' if kind == 'added' else 'bo'}:{id_}",
                kind=kind,
                nature="content",
                node=id_,
                type=item.group[1],
                section=view.section(id_),
                old=item.node if kind == "removed" else None,
                new=item.node if kind == "added" else None,
                spots=(None, spot) if kind == "added" else (spot, None),
                inside=len(inside),
            )
        )

    def _move(self, id_: str) -> None:
        self.found.append(
            Change(
                key=f"chuyen:{id_}",
                kind="moved",
                nature="content",
                node=id_,
                type=self.new.items[id_].group[1],
                section=self.new.section(id_),
                old=self.old.items[id_].group,
                new=self.new.items[id_].group,
                spots=(self.old.spot(id_), self.new.spot(id_)),
            )
        )

    def _fields(self, id_: str) -> None:
        one, other = self.old.items[id_], self.new.items[id_]
        if one.node == other.node and not self.names:
            return
        for name, _default in own_fields(type(one.node)):
            before, after = getattr(one.node, name), getattr(other.node, name)
            if name in ("nhom", "tu_doan") and self.names:
                after = self._known(after)
            elif self.names:
                after = mapped(after, self._with_known_marks)
            if before != after and not self._in_capitals(one.node, before, after):
                self._field(id_, name, before, after)

    def _known(self, value: Any) -> Any:
        """Ids of the new plan as they are called here."""
        if isinstance(value, list):
            return [self.names.get(v, v) for v in value]
        return self.names.get(value, value)

    def _with_known_marks(self, text: str) -> str:
        """A text of the new plan whose footnotes are called as here."""
        for mark in note_marks(text):
            known = self.names.get(mark.id, mark.id)
            text = text.replace(mark.raw, f"{{{NOTE}:{known}}}", 1)
        return text

    def _in_capitals(self, node: object, before: object, after: object) -> bool:
        """Whether a title differs only as the print of an appendix writes it."""
        printed = self.old.side.imported or self.new.side.imported
        if not (printed and isinstance(node, PhuLuc)):
            return False
        return (
            isinstance(before, str) and isinstance(after, str) and (before.upper() == after.upper())
        )

    def _field(self, id_: str, name: str, before: Any, after: Any) -> None:
        item = self.new.items[id_]
        worded = name in TEXTS and before is not None and after is not None
        nature: Nature = "data" if _is_data(name, item.group[1]) else "content"
        if isinstance(before, str) and isinstance(after, str) and nature == "content":
            nature = "spelling" if same_but_spelling(before, after) else "content"
        self.found.append(
            Change(
                key=f"sua:{id_}.{name}",
                kind="text" if worded else "field",
                nature=nature,
                node=id_,
                type=item.group[1],
                section=self.new.section(id_),
                field=name,
                old=before,
                new=after,
                spots=(self.old.spot(id_, name), self.new.spot(id_, name)),
            )
        )

    # ------------------------------------------------------------------ what has no node

    def _loose_fields(self) -> None:
        """Addressees, and agencies and documents that the plan itself brings along."""
        sides = self.old, self.new
        for name, nature in LOOSE.items():
            before, after = (getattr(view.side.plan, name) for view in sides)
            if before != after:
                one, other = (self._loose(v, name) for v in sides)
                self.found.append(
                    Change(f"sua:{name}", "field", nature, name, name, DOCUMENT, name,
                           before, after, (one, other))
                )  # fmt: skip

    def _left_out(self) -> None:
        """Tasks of the plan above that a plan leaves out, with the reason."""
        sides = self.old, self.new
        reasons = [{x.nut: x.ly_do for x in v.side.plan.khong_thuc_hien} for v in sides]
        for task in dict.fromkeys([*reasons[0], *reasons[1]]):
            before, after = reasons[0].get(task), reasons[1].get(task)
            if before != after:
                spots = [
                    self._loose(v, LEFT_OUT) if r.get(task) else None
                    for v, r in zip(sides, reasons, strict=True)
                ]
                self.found.append(
                    Change(
                        f"sua:{LEFT_OUT}.{task}", "field", "data", task, LEFT_OUT, LEFT_OUT,
                        "ly_do", before, after, (spots[0], spots[1]),
                    )
                )  # fmt: skip

    def _mark(self) -> None:
        """From which state of the plan above and by which rules it was derived."""
        before, after = (view.side.plan.dan_xuat for view in (self.old, self.new))
        if before is None or after is None:
            return
        for name in ("ke_hoach", "ma_bam_cap_tren", "ma_bam_quy_tac"):
            one, other = getattr(before, name), getattr(after, name)
            if one != other:
                spots = self._loose(self.old, MARK), self._loose(self.new, MARK)
                self.found.append(
                    Change(f"sua:{MARK}.{name}", "field", "data", MARK, MARK, DOCUMENT,
                           name, one, other, spots)
                )  # fmt: skip

    def _loose(self, view: View, key: str) -> ChangedSpot:
        line = view.side.line((key,)) if view.side.line else 0
        return ChangedSpot(NodeLabel("", ""), view.side.name, line)

    # ------------------------------------------------------------------ what needs what

    def _with_needs(self, change: Change, keys: set[str]) -> Change:
        wanted: set[str] = set()
        if change.kind == "removed":
            for id_ in self._held(change.node):
                wanted |= {f"chuyen:{id_}"} if self._leaves(id_, change.node) else set()
                wanted |= {f"sua:{id_}.nhom", f"bo:{id_}"} if change.type == "nhom" else set()
        elif change.kind == "moved":
            wanted |= {f"them:{id_}" for id_ in self._around(change.new[0])}
        for id_ in self._groups(change):
            wanted.add(f"them:{id_}")
        needs = tuple(sorted(wanted & keys - {change.key}))
        return change._replace(needs=needs) if needs else change

    def _held(self, id_: str) -> Iterator[str]:
        """What would lose its home with a node: what is inside it, and tasks of a group."""
        yield from self.old.below(id_)
        item = self.old.items[id_]
        if item.group[1] == "nhom":
            for task in self.old.order.get((item.group[0], "nhiem_vu"), ()):
                node = self.old.items[task].node
                if isinstance(node, NhiemVu) and node.nhom == id_:
                    yield task

    def _leaves(self, id_: str, parent: str) -> bool:
        return id_ in self.both and parent in self._around(self.old.items[id_].group[0], old=True)

    def _around(self, id_: str, *, old: bool = False) -> list[str]:
        """The node and those around it."""
        items = (self.old if old else self.new).items
        found = []
        while id_:
            found.append(id_)
            id_ = items[id_].group[0]
        return found

    def _groups(self, change: Change) -> Iterator[str]:
        """Groups of tasks that a change refers to."""
        if change.field == "nhom" and change.new:
            yield change.new
        elif change.kind == "added" and isinstance(change.new, NhiemVu) and change.new.nhom:
            yield self._known(change.new.nhom)


def _is_data(name: str, type_: str) -> bool:
    return name in DATA or (name == "co_quan" and type_ == "noi_nhan")
