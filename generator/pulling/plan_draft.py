"""The base plan on its way to what the edited file says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from generator.cascade.changing.tree import assemble, values_of
from generator.diagnostics import Diagnostic, Place, Severity, error, warning
from generator.locale import N_, _
from generator.pulling.field_text import (
    Char,
    StyleLooks,
    chars_of,
    rewritten,
    source_chars,
    text_of,
    trim,
)
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from msgspec import Struct

    from generator.cascade.changing.tree import Group
    from generator.plan.model import KeHoach
    from generator.pulling.match import MatchedUnits
    from generator.pulling.prints import Print, PrintedSpot
    from generator.pulling.units import Unit

WORDS_OF_ID = 5
TAKE_OUT = N_(
    "Xóa hoặc chuyển chữ ấy vào một đoạn của nội dung, lưu rồi chạy lại; --partial: ghi phần khác."
)
PUT_BACK = N_("Đưa chữ ấy trở lại trong Word (Ctrl+Z) rồi chạy lại; --partial: ghi phần khác.")


class EditedUnit(NamedTuple):
    """An edited unit: its number, the printed unit that it is, and what that printed."""

    number: int
    unit: Unit
    old: Unit | None
    spot: PrintedSpot | None


class PulledDraft:
    """Nodes and order, changed step by step; what could not be taken over is in `problems`."""

    def __init__(self, print_: Print, matched: MatchedUnits, file: str) -> None:
        self.print, self.matched, self.file = print_, matched, file
        self.tree = print_.tree
        self.nodes: dict[str, tuple[type[Struct], dict[str, Any]]] = {
            id_: (type(item.node), print_.signs.into(values_of(item.node)))
            for id_, item in self.tree.items.items()
        }
        self.order: dict[Group, list[str]] = {g: list(ids) for g, ids in self.tree.order.items()}
        self.problems: list[Diagnostic] = []
        self.closed: set[int] = set()
        """Tables of the file of which nothing is taken, since one thing in them cannot be."""
        self.blank: set[int] = set()
        """Edited units that are rows without a word."""
        self.addressees: list[str] | None = None
        """Those of the file; None where they are as they were printed."""
        self.addressed: frozenset[int] = frozenset()
        """Edited units that are lines of "Kính gửi"."""
        self.node_of: dict[int, str] = {}
        """Edited unit → node, for comments."""
        self.seen = [self._seen(j, unit) for j, unit in enumerate(matched.new)]

    def _seen(self, number: int, unit: Unit) -> EditedUnit:
        i = self.matched.to_old.get(number)
        old = None if i is None else self.matched.old[i]
        spot = None if old is None else self.print.spot(old)
        if spot is not None:
            self.node_of[number] = spot.node or "van_ban"
        return EditedUnit(number, unit, old, spot)

    # ------------------------------------------------------------------ nodes

    def set(self, node: str, field: str, value: Any) -> None:
        """Give a field a value."""
        self.nodes[node][1][field] = value

    def get(self, node: str, field: str) -> Any:
        """The value of a field."""
        return self.nodes[node][1][field]

    def add(self, make: type[Struct], text: str, number: int, **values: Any) -> str:
        """A new node with an id of its first words."""
        id_ = self._fresh(text)
        self.nodes[id_] = (make, values_of(make(id=id_, **values)))
        self.node_of[number] = id_
        return id_

    def _fresh(self, text: str) -> str:
        words = re.findall(r"[a-z0-9]+", unmarked(text))[:WORDS_OF_ID]
        base = "-".join(words)[:60].strip("-") or "moi"
        if base in ("van_ban", "luu"):
            base = f"{base}-moi"
        taken, number, id_ = self.nodes, 2, base
        while id_ in taken:
            id_, number = f"{base}-{number}", number + 1
        return id_

    def remove(self, id_: str) -> None:
        """Take a node out of its list; the nodes inside it must have gone elsewhere."""
        self.nodes.pop(id_, None)
        for ids in self.order.values():
            if id_ in ids:
                ids.remove(id_)

    def plan(self) -> KeHoach:
        """The plan as it stands."""
        base = self.print.plan
        back = self.print.signs.back
        nodes = {  # as typed in Word
            id_: (kind, {name: back(value) for name, value in values.items()})
            for id_, (kind, values) in self.nodes.items()
        }
        for _kind, values in nodes.values():  # tasks that rest on paragraphs that are gone
            if any(id_ not in self.nodes for id_ in values.get("tu_doan", ())):
                values["tu_doan"] = [id_ for id_ in values["tu_doan"] if id_ in self.nodes]
        alive = {g: [i for i in ids if i in self.nodes] for g, ids in self.order.items()}
        made = assemble(nodes, alive, base.dan_xuat, base)
        return made if self.addressees is None else replace(made, kinh_gui=self.addressees)

    # ------------------------------------------------------------------ words

    def words(
        self,
        source: str,
        before: Sequence[Char],
        after: Sequence[Char],
        place: Unit,
        *,
        flat: bool = False,
    ) -> str:
        """The new text of a field whose printed words were changed."""
        if text_of(before) == text_of(after) and (flat or before == after):
            return source
        found = source_chars(source, text_of(before), self.print.forms)
        said, cites = found if found is not None else (list(before), [])
        looks = looks_of(said, before)
        if text_of(before) == text_of(after) and not flat and _same_look(before, after, looks):
            return source
        text, whole = rewritten(said, cites, before, after, looks, flat=flat)
        if not whole:
            self.layout(place, _("chữ đậm, nghiêng giữa từ"))
        return text

    def new_words(self, after: Sequence[Char], looks: StyleLooks, place: Unit) -> str:
        """The text of a field that nobody printed before."""
        text, whole = rewritten([], [], [], after, looks)
        if not whole:
            self.layout(place, _("chữ đậm, nghiêng giữa từ"))
        return text

    # ------------------------------------------------------------------ telling

    def layout(self, unit: Unit, what: str) -> None:
        """Tell of an edit that a plan has no place for, and that changes no words."""
        message = _("Chỉ sửa trình bày ({gi}), kế hoạch không ghi điều này").format(gi=what)
        found = Diagnostic("KE805", Severity.INFO, message, self.place(unit))
        self.problems.append(found)

    def computed(self, unit: Unit, what: str) -> None:
        """Tell of an edit of what the program prints by itself."""
        message = _("{gi} do chương trình tính; chỗ sửa này không đưa vào kế hoạch").format(gi=what)
        self.problems.append(warning("KE805", message, self.place(unit)))

    def refuse(self, unit: Unit, why: str, *hints: str) -> None:
        """Tell of words that have no place in the plan, and of the way out."""
        message = _("Không đưa được vào kế hoạch: {ly_do}").format(ly_do=why)
        place = self.place(unit)
        if hints or not any(d.code == "KE804" and d.span == place for d in self.problems):
            ways = hints or (_(TAKE_OUT),)
            self.problems.append(error("KE804", message, place, *ways))

    def refuse_table(self, unit: Unit, why: str, *hints: str) -> None:
        """Tell once why nothing of a table is taken."""
        if unit.cell is not None and unit.cell[0] not in self.closed:
            self.closed.add(unit.cell[0])
            self.refuse(unit, why, *hints)

    def is_closed(self, unit: Unit) -> bool:
        """Whether a unit stands in a table of which nothing is taken."""
        return unit.cell is not None and unit.cell[0] in self.closed

    def place(self, unit: Unit) -> Place:
        """Where a unit stands in the Word file."""
        return Place(self.file, unit.para.where, unit.text[:200])


def looks_of(said: Sequence[Char], before: Sequence[Char]) -> StyleLooks:
    """The emphasis of the paragraph's own style: what is so although the field does not say it."""
    plain = [b for s, b in zip(said, before, strict=False) if not s.char.isspace()]
    quiet = [
        b for s, b in zip(said, before, strict=False) if not (s.bold or s.italic or s.char == " ")
    ]
    sample = quiet or plain
    if not sample:
        return StyleLooks()
    half = len(sample) / 2
    return StyleLooks(sum(c.bold for c in sample) > half, sum(c.italic for c in sample) > half)


def _same_look(before: Sequence[Char], after: Sequence[Char], looks: StyleLooks) -> bool:
    """Whether no letter got or lost an emphasis that can be told."""
    return all(
        b.char.isspace()
        or ((looks.bold or b.bold == a.bold) and (looks.italic or b.italic == a.italic))
        for b, a in zip(before, after, strict=True)
    )


def without_label(para_chars: Sequence[Char], label: str) -> list[Char]:
    """The characters after a label that is known to stand there."""
    text = text_of(para_chars)
    if label and text.startswith(label):
        return trim(list(para_chars[len(label) :]))
    return list(para_chars)


def whole(unit: Unit) -> list[Char]:
    """The characters of a unit of one paragraph."""
    return chars_of(unit.para)
