"""Which node of one plan is which node of another: by origin, by id, by words, by what is inside.

Gives for each node of the new plan the id of its partner in the old one. Time grows with the
number of nodes, not with its square: only nodes that share rare words are compared.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from generator.cascade.changing.tree import DOCUMENT, SIGNER
from generator.plan.model import CHILDREN
from generator.plan.wording import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from msgspec import Struct

    from generator.cascade.changing.tree import Tree, TreeItem

ALIKE = 0.6
"""Likeness (Dice, of words) from which two texts are two versions of one."""
SAME_ID = 0.4
"""The same for nodes whose ids are equal but may be so by chance."""
_COMMON = 200
"""A word that more texts than this have says nothing about any of them."""
_RARE = 8
"""So many of the rarest words of a text decide with which others it is compared."""
_CANDIDATES = 4
_WORD = re.compile(r"[^\W_]+")

Pairs = dict[str, str]
"""Id of a node in the new plan → id of its partner in the old one."""


def pair(old: Tree, new: Tree, *, trust_ids: bool, above: str | None = None) -> Pairs:
    """Pair the nodes of two plans.

    `trust_ids`: equal ids name one node whatever it says, as in two versions of one plan.
    `above`: the id of the old plan, when the new one is derived from it (`nguon` decides).
    """
    return _Pairing(old, new).run(trust_ids, above)


class _Pairing:
    def __init__(self, old: Tree, new: Tree) -> None:
        self.old, self.new = old, new
        self.of_new: Pairs = {}
        self.taken: set[str] = set()
        self._words: dict[tuple[bool, str], Counter[str]] = {}

    def run(self, trust_ids: bool, above: str | None) -> Pairs:
        self._pair(DOCUMENT, DOCUMENT)
        self._signers()
        if above is not None:
            self._by_origin(above)
        for id_ in self.new.items:
            if self._may(id_, id_) and (trust_ids or self._alike(id_, id_) >= SAME_ID):
                self._pair(id_, id_)
        self._by_text()
        self._by_words()
        self._by_inside()
        return self.of_new

    # ------------------------------------------------------------------ one pair

    def _pair(self, new: str, old: str) -> None:
        self.of_new[new] = old
        self.taken.add(old)

    def _may(self, new: str, old: str) -> bool:
        """Whether both are free and of one kind."""
        if new in self.of_new or old in self.taken or old not in self.old.items:
            return False
        return type(self.new.items[new].node) is type(self.old.items[old].node)

    def _alike(self, new: str, old: str) -> float:
        one = self._said(new=True, id_=new)
        other = self._said(new=False, id_=old)
        total = one.total() + other.total()
        return 2 * (one & other).total() / total if total else 1.0

    def _said(self, *, new: bool, id_: str) -> Counter[str]:
        key = (new, id_)
        if key not in self._words:
            item = (self.new if new else self.old).items[id_]
            self._words[key] = Counter(w.lower() for w in _WORD.findall(nfc(text_of(item.node))))
        return self._words[key]

    def _open(self) -> tuple[list[TreeItem], list[TreeItem]]:
        """What is still alone on each side, in reading order; signers have had their turn."""
        left = [i for i in self.old.items.values() if i.id not in self.taken]
        right = [i for i in self.new.items.values() if i.id not in self.of_new]
        return [i for i in left if i.group[1] != SIGNER], [i for i in right if i.group[1] != SIGNER]

    # ------------------------------------------------------------------ ways to find partners

    def _signers(self) -> None:
        """A signer is known by the name, else by the function, else by the place."""
        old = [i for i in self.old.items.values() if i.group == ("", SIGNER)]
        new = [i for i in self.new.items.values() if i.group == ("", SIGNER)]
        for same in ("ho_ten", "chuc_vu", ""):
            for one, other in ((n, o) for n in new for o in old):
                value = getattr(one.node, same) if same else one.id
                twin = getattr(other.node, same) if same else other.id
                if value and value == twin and self._may(one.id, other.id):
                    self._pair(one.id, other.id)

    def _by_origin(self, above: str) -> None:
        for id_, item in self.new.items.items():
            origin = getattr(item.node, "nguon", None)
            if origin is not None and origin.ke_hoach == above and self._may(id_, origin.nut):
                self._pair(id_, origin.nut)

    def _by_text(self) -> None:
        """Equal words, in reading order; of several the one at the same place first."""
        left, right = self._open()
        known: dict[tuple[type, str], list[TreeItem]] = defaultdict(list)
        for item in left:
            known[type(item.node), nfc(text_of(item.node))].append(item)
        for item in right:
            same = known.get((type(item.node), nfc(text_of(item.node))))
            if same:
                here = next((one for one in same if self._same_place(item, one)), same[0])
                same.remove(here)
                self._pair(item.id, here.id)

    def _same_place(self, new: TreeItem, old: TreeItem) -> bool:
        parent = self.of_new.get(new.group[0], "") if new.group[0] else ""
        return (parent, new.group[1]) == old.group

    def _by_words(self) -> None:
        """The most alike first; only nodes that share rare words are looked at."""
        left, right = self._open()
        having: dict[tuple[type, str], list[str]] = defaultdict(list)
        for item in left:
            for word in self._said(new=False, id_=item.id):
                having[type(item.node), word].append(item.id)
        found = []
        for place, item in enumerate(right):
            kind = type(item.node)
            lists = [having.get((kind, word), []) for word in self._said(new=True, id_=item.id)]
            rare = sorted([ids for ids in lists if 0 < len(ids) <= _COMMON], key=len)[:_RARE]
            shared = Counter([id_ for ids in rare for id_ in ids])
            for id_, _count in shared.most_common(_CANDIDATES):
                if (alike := self._alike(item.id, id_)) >= ALIKE:
                    found.append((-alike, place, id_, item.id))
        for _alike, _place, old, new in sorted(found):
            if self._may(new, old):
                self._pair(new, old)

    def _by_inside(self) -> None:
        """What holds nodes is what holds most of the same nodes; the innermost first."""
        for item in reversed(self.new.items.values()):
            if item.id in self.of_new or type(item.node) not in CHILDREN:
                continue
            inside = self._inside(item)
            homes = Counter(
                self.old.items[self.of_new[i]].group[0] for i in inside if i in self.of_new
            )
            for home, count in homes.most_common(1):
                whole = len(inside) + self._size(home)
                if home and 2 * count >= ALIKE * whole and self._may(item.id, home):
                    self._pair(item.id, home)

    def _inside(self, item: TreeItem) -> list[str]:
        names = CHILDREN[type(item.node)]
        return [i for name in names for i in self.new.order.get((item.id, name), ())]

    def _size(self, id_: str) -> int:
        if id_ not in self.old.items:
            return 0
        names = CHILDREN.get(type(self.old.items[id_].node), ())
        return sum(len(self.old.order.get((id_, name), ())) for name in names)


def text_of(node: Struct) -> str:
    """The words by which a node is known: its title and its text."""
    said: Iterable[str | None] = (getattr(node, k, None) for k in ("tieu_de", "noi_dung"))
    return " ".join(text for text in said if text)
