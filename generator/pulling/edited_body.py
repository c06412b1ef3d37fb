"""The body: edited paragraphs → sections, items, points, in the order they now stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from generator.locale import _
from generator.plan.model import CHILDREN, Diem, Doan, Khoan, Muc
from generator.pulling import typed_labels
from generator.pulling.field_text import Char, StyleLooks, chars_of, text_of
from generator.pulling.plan_draft import whole, without_label
from generator.pulling.prints import BODY, depth
from generator.pulling.units import automatic_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.changing.tree import Group
    from generator.plan.model import PointStyle
    from generator.pulling.plan_draft import EditedUnit, PulledDraft
    from generator.pulling.prints import PrintedSpot
    from generator.pulling.typed_labels import LabelKind

_BELOW: dict[str, PointStyle] = {
    "chu": "gach", "gach": "cong", "cong": "cong", "sao": "gach",
    "tron": "cong", "so": "gach", "khong": "gach",
}  # fmt: skip
_STYLES = ("chu", "gach", "cong", "khong")
Guess = Literal["muc", "khoan", "diem", "doan"]


class _Item(NamedTuple):
    """An edited paragraph of the body."""

    seen: EditedUnit
    id: str
    """"" for a new one."""
    field: str
    depth: int
    """Of a known one, where it was; of a new one, -1 until it is placed."""
    label: LabelKind
    chars: Sequence[Char]
    guess: Guess


def rebuild(draft: PulledDraft, seen: list[EditedUnit]) -> None:
    """Put the paragraphs of the body into the plan; what is not among them goes."""
    _Body(draft, seen).run()


class _Body:
    def __init__(self, draft: PulledDraft, seen: list[EditedUnit]) -> None:
        self.draft, self.tree = draft, draft.tree
        self.kinds = self._styles()
        # a paragraph whose words were all taken out, and that still has its bookmark, is gone
        self.items = [self._item(s) for s in seen if s.unit.text or s.old is not None]
        self.spots: dict[str, list[PrintedSpot]] = {}
        for spot in draft.print.spots.values():
            if spot.part == "body":
                self.spots.setdefault(spot.node, []).append(spot)
        self.base_body = {
            id_
            for id_, item in self.tree.items.items()
            if (root := [id_, *self.tree.inside(id_)][-1]) in self.tree.items
            and self.tree.items[root].group[0] == ""
            and self.tree.items[root].group[1] in BODY
        }
        self.order: dict[Group, list[str]] = {}
        self.stack: list[tuple[int, str]] = []
        self.placed: set[str] = set()
        self.fields: dict[str, set[str]] = {}
        self.label: dict[str, LabelKind] = {}
        structural = [i for i, item in enumerate(self.items) if self._is_structural(item)]
        self.first = structural[0] if structural else len(self.items)
        self.last = structural[-1] if structural else -1

    # ------------------------------------------------------------------ reading

    def _styles(self) -> dict[str, set[str]]:
        """What each style prints in the rendered plan."""
        found: dict[str, set[str]] = {}
        for unit in self.draft.print.units:
            spot = self.draft.print.spot(unit)
            if spot and spot.block:
                found.setdefault(unit.style, set()).add(spot.block.kieu)
        return found

    def _item(self, seen: EditedUnit) -> _Item:
        chars = chars_of(seen.unit.para)
        automatic = automatic_number(seen.unit.para)
        if seen.spot is not None and seen.spot.block is not None:
            item = self._known(seen, chars, automatic)
            if item is not None:
                return item
        label = typed_labels.split(chars, automatic)
        return _Item(seen, "", "", -1, label.kind, label.chars, self._guess(seen, label.kind))

    def _known(self, seen: EditedUnit, chars: list[Char], automatic: str) -> _Item | None:
        """A paragraph of a node; None where the label now says another kind of node."""
        assert seen.spot is not None  # noqa: S101 - the caller has looked
        assert seen.spot.block is not None  # noqa: S101 - the caller has looked
        assert seen.old is not None  # noqa: S101 - what has a spot has a printed unit
        id_, own = seen.spot.node, seen.spot.block.nhan
        level = depth(self.tree, id_)
        before = without_label(whole(seen.old), own)
        if own and not automatic and text_of(chars).startswith(f"{own} "):
            rest = _once(without_label(chars, own), own)
            return _Item(
                seen, id_, seen.spot.field, level, typed_labels.kind_of(f"{own} "), rest, "doan"
            )
        kind = typed_labels.split(chars, automatic)
        kind = kind._replace(chars=_once(list(kind.chars), own))
        was = typed_labels.kind_of(f"{own} ") if own else "khong"
        looks_labelled = typed_labels.split(before).kind != "khong"
        if level == 0 or (not own and looks_labelled and not automatic):
            kind = typed_labels.Labelled("khong", chars)
        if kind.kind != was and kind.kind != "khong":
            allowed = {1: ("muc",), 2: ("khoan",)}.get(level, ("chu", "gach", "cong"))
            if kind.kind not in allowed:
                return None
        return _Item(seen, id_, seen.spot.field, level, kind.kind, kind.chars, "doan")

    def _guess(self, seen: EditedUnit, label: LabelKind) -> Guess:
        """What a new paragraph is: by its label, else by its style."""
        kinds = self.kinds.get(seen.unit.style, set())
        outline = seen.unit.para.fmt.outline
        bold = seen.unit.para.share("bold") > 0.9
        if label == "muc" and (bold or kinds == {"muc"} or outline == 0):
            return "muc"
        if label in ("chu", "gach", "cong"):
            return "diem"
        if label == "khoan":
            return "khoan"
        if kinds == {"muc"}:
            return "muc"
        return "khoan" if kinds == {"khoan"} else "doan"

    def _is_structural(self, item: _Item) -> bool:
        return item.depth > 0 or (not item.id and item.guess != "doan")

    # ------------------------------------------------------------------ placing

    def run(self) -> None:
        for number, item in enumerate(self.items):
            if item.id:
                self._put_known(number, item)
            else:
                self._put_new(number, item)
        self._remove_gone()
        for group in [g for g in self.draft.order if self._is_body(g)]:
            del self.draft.order[group]
        self.draft.order.update(self.order)
        self._mark_styles()

    def _is_body(self, group: Group) -> bool:
        return group[0] in self.base_body or (group[0] == "" and group[1] in BODY)

    def _put(self, id_: str, level: int, group: Group) -> None:
        self.order.setdefault(group, []).append(id_)
        self.placed.add(id_)
        while self.stack and self.stack[-1][0] >= level:
            self.stack.pop()
        if level:
            self.stack.append((level, id_))

    def _put_known(self, number: int, item: _Item) -> None:
        if item.id in self.placed:  # the second paragraph of an item
            if item.field in self.fields.get(item.id, ()):
                self._put_new(number, item._replace(id="", guess="doan"))
            else:
                self._write(item)
            return
        if item.depth == 0:
            if self.first < number < self.last:
                self._put_new(number, item._replace(id="", label="khong"))
                return
            self._put(item.id, 0, ("", self._part(number, item)))
        elif not self._put_inside(item):
            return
        self._write(item)
        self.label[item.id] = item.label

    def _put_inside(self, item: _Item) -> bool:
        """A section, item or point below the nearest one before it that can hold it."""
        if item.depth == 1:
            self._put(item.id, 1, ("", "muc"))
            return True
        key = self.tree.items[item.id].group[1]
        for around in reversed(self.tree.inside(item.id)):
            if around not in self.spots and around not in self.placed:
                level = depth(self.tree, around)
                if level == 1 or any(d < level for d, _id in self.stack):
                    self._put(around, level, self._below(level, self.tree.items[around].group[1]))
        if not self._open(item.depth, item.seen):
            return False
        self._put(item.id, item.depth, self._below(item.depth, key))
        return True

    def _below(self, level: int, key: str = "") -> Group:
        """The list in which a node of this depth goes now; `key` is that of its old list."""
        above = next((id_ for d, id_ in reversed(self.stack) if d < level), "")
        if level == 1 or not above:
            return ("", "muc")
        kind = self.draft.nodes[above][0]
        if key in CHILDREN.get(kind, ()):
            return (above, key)
        return (above, "khoan" if kind is Muc else "diem")

    def _open(self, level: int, seen: EditedUnit) -> bool:
        """See to it that a node of this depth has something to go into."""
        around = [d for d, _id in self.stack if d < level]
        if not around:
            why = _("đứng ngoài mọi mục vì đề mục trước nó không còn")
            self.draft.refuse(seen.unit, why)
            return False
        if level >= 3 and around[-1] == 1:  # points right below a section
            while self.stack[-1][0] > 1:
                self.stack.pop()
            id_ = self.draft.add(Khoan, "diem-moi", seen.number, danh_so=False)
            self._put(id_, 2, (self.stack[-1][1], "khoan"))
        return True

    def _part(self, number: int, item: _Item) -> str:
        """Which list outside the sections a paragraph belongs to."""
        own = self.tree.items[item.id].group[1] if item.id else ""
        if number > self.last and self.last >= 0:
            return "ket_thuc"
        if self.order.get(("", "ket_thuc")) or (own == "ket_thuc" and self.last < 0):
            return "ket_thuc"
        if self.order.get(("", "mo_dau")):
            return "mo_dau"
        basis = own == "can_cu" or (not own and self._is_basis(item))
        return "can_cu" if basis else "mo_dau"

    def _is_basis(self, item: _Item) -> bool:
        kinds = self.kinds.get(item.seen.unit.style, set())
        return kinds == {"can_cu"} or text_of(item.chars[:7]).lower() == "căn cứ "

    # ------------------------------------------------------------------ new paragraphs

    def _put_new(self, number: int, item: _Item) -> None:
        """A paragraph that no node printed: a node of its own."""
        has_section = any(d == 1 for d, _id in self.stack)
        if item.guess == "muc" or (item.guess == "khoan" and has_section):
            self._put_heading(item)
        elif item.guess == "diem" and has_section:
            self._put_point(item, self._point_depth(item), item.label)
        elif not has_section or self._is_closing(number):
            self._put_outside(number, item)
        else:
            self._put_plain(number, item)

    def _is_closing(self, number: int) -> bool:
        return number > self.last and bool(self.order.get(("", "ket_thuc")))

    def _put_outside(self, number: int, item: _Item) -> None:
        chars = chars_of(item.seen.unit.para)  # with what looks like a label
        text = self.draft.new_words(chars, self._looks(item), item.seen.unit)
        id_ = self.draft.add(Doan, text, item.seen.number, noi_dung=text)
        self._put(id_, 0, ("", self._part(number, item)))

    def _put_heading(self, item: _Item) -> None:
        text = self._text(item)
        if item.guess == "muc":
            id_ = self.draft.add(Muc, text, item.seen.number, tieu_de=text)
            self._put(id_, 1, ("", "muc"))
            return
        bold = item.seen.unit.para.share("bold") > 0.9
        key = "tieu_de" if bold else "noi_dung"
        numbered = item.label == "khoan" or bold
        id_ = self.draft.add(Khoan, text, item.seen.number, danh_so=numbered, **{key: text})
        self._put(id_, 2, self._below(2))
        self.label[id_] = "khoan" if numbered else "khong"

    def _put_point(self, item: _Item, level: int, label: LabelKind) -> None:
        if not self._open(level, item.seen):
            return
        text = self._text(item)
        id_ = self.draft.add(Diem, text, item.seen.number, noi_dung=text)
        self._put(id_, level, self._below(level))
        self.label[id_] = label

    def _point_depth(self, item: _Item) -> int:
        """As deep as the nearest point before it with such a label, else one deeper."""
        for level, id_ in reversed(self.stack):
            if level >= 3 and self.label.get(id_) == item.label:
                return level
        top = self.stack[-1][0]
        return top + 1 if top >= 2 else 3

    def _put_plain(self, number: int, item: _Item) -> None:
        """A paragraph without a label inside a section."""
        following = next((i for i in self.items[number + 1 :] if i.id), None)
        level, around = self.stack[-1]
        inside = self.tree.inside(following.id) if following is not None and following.id else []
        if level >= 3 and self._goes_on(item, following, inside):
            self._put_point(item, level, "khong")
            return
        if level == 2 and around in inside and self.draft.nodes[around][0] is Khoan:
            if self.draft.get(around, "noi_dung") is None:
                self.draft.set(around, "noi_dung", self._text(item))
                self.fields.setdefault(around, set()).add("noi_dung")
            else:
                self._put_point(item, 3, "khong")
            return
        text = self._text(item)
        id_ = self.draft.add(Khoan, text, item.seen.number, danh_so=False, noi_dung=text)
        self._put(id_, 2, self._below(2))
        self.label[id_] = "khong"

    def _goes_on(self, item: _Item, following: _Item | None, inside: list[str]) -> bool:
        """Whether a paragraph after a point still belongs to the item around it.

        It does between two points of it, before the next item of the section, and where it
        looks as only points do; after the last item it may as well close the section.
        """
        if self.kinds.get(item.seen.unit.style, set()) == {"diem"}:
            return True
        if following is None or following.depth < 2:
            return False
        level = 2 if following.depth >= 3 else 1
        return any(id_ in inside for depth_, id_ in self.stack if depth_ == level)

    # ------------------------------------------------------------------ words

    def _looks(self, item: _Item) -> StyleLooks:
        """The look of the style of a new paragraph, from a printed one of the same style."""
        for unit in self.draft.print.units:
            spot = self.draft.print.spot(unit)
            if spot is not None and spot.block is not None and unit.style == item.seen.unit.style:
                kind = spot.block.kieu
                return StyleLooks(bold=kind in ("muc", "khoan"), italic=kind == "can_cu")
        if item.guess in ("muc", "khoan") and item.seen.unit.para.share("bold") > 0.9:
            return StyleLooks(bold=True)
        return StyleLooks()

    def _text(self, item: _Item) -> str:
        return self.draft.new_words(item.chars, self._looks(item), item.seen.unit)

    def _write(self, item: _Item) -> None:
        """The words of a node that was printed before."""
        self.fields.setdefault(item.id, set()).add(item.field)
        seen = item.seen
        assert seen.spot is not None  # noqa: S101 - a known item has both
        assert seen.old is not None  # noqa: S101 - a known item has both
        block = seen.spot.block
        before = without_label(whole(seen.old), block.nhan if block else "")
        source = self.draft.get(item.id, item.field) or ""
        text = self.draft.words(source, before, item.chars, seen.unit)
        self.draft.set(item.id, item.field, text)

    # ------------------------------------------------------------------ the rest

    def _remove_gone(self) -> None:
        for id_ in self.base_body:
            if id_ in self.placed:
                self._drop_fields(id_)
            elif id_ in self.spots or self.tree.below(id_)[1:]:
                self.draft.nodes.pop(id_, None)
            else:  # prints nothing and holds nothing: stays with its list
                group = self.tree.items[id_].group
                self.order.setdefault(group, []).append(id_)

    def _drop_fields(self, id_: str) -> None:
        """An item of two paragraphs that has lost one of them."""
        kind, values = self.draft.nodes[id_]
        if kind is not Khoan or id_ not in self.fields:
            return
        for field in {s.field for s in self.spots.get(id_, ())} - self.fields[id_]:
            values[field] = None

    def _mark_styles(self) -> None:
        """How points and items are labelled now."""
        for group, ids in self.order.items():
            for id_ in ids:
                kind, values = self.draft.nodes[id_]
                seen = self.label.get(id_)
                if kind is Khoan and seen is not None and id_ in self.tree.items:
                    self._number(id_, values, seen)
                elif kind is Diem and seen in _STYLES and self._may_change(id_, seen):
                    self._style(group, ids, id_, values, seen)

    def _may_change(self, id_: str, seen: LabelKind) -> bool:
        """Whether a point has another mark than it was printed with, or another list."""
        spot = next(iter(self.spots.get(id_, ())), None)
        if spot is None or spot.block is None:
            return True
        same = typed_labels.kind_of(f"{spot.block.nhan} ") == seen
        group = self.tree.items[id_].group
        return not same or id_ not in self.order.get(group, ())

    def _number(self, id_: str, values: dict[str, Any], seen: LabelKind) -> None:
        spots = self.spots.get(id_, [])
        labelled = any(s.block.nhan for s in spots if s.block is not None)
        if spots and labelled != (seen == "khoan"):
            values["danh_so"] = seen == "khoan"

    def _style(
        self, group: Group, ids: list[str], id_: str, values: dict[str, Any], seen: LabelKind
    ) -> None:
        kind, above = self.draft.nodes[group[0]]
        if kind is Khoan:
            if group[0] not in self.tree.items and ids[0] == id_:
                above["kieu_diem"] = seen
            default = above["kieu_diem"]
        else:
            default = _BELOW[self._own(group[0])]
        if (values["kieu"] or default) != seen:
            values["kieu"] = None if default == seen else seen

    def _own(self, id_: str) -> str:
        """The label style of a point."""
        _kind, values = self.draft.nodes[id_]
        if values["kieu"]:
            return str(values["kieu"])
        parent = next(g[0] for g, ids in self.order.items() if id_ in ids)
        kind, above = self.draft.nodes[parent]
        return str(above["kieu_diem"]) if kind is Khoan else _BELOW[self._own(parent)]


def _once(chars: list[Char], label: str) -> list[Char]:
    """The characters without the label that a person typed although it stood there."""
    while label and text_of(chars).startswith(f"{label} "):
        chars = without_label(chars, label)
    return chars
