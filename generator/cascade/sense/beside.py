"""A plan beside the one above it: each node above with what this plan made of it.

What deriving knows while it works is put together again from the two plans alone, so that its
laws can be asked of a plan that a clerk has edited since, or wrote.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from generator.cascade.deriving.doubting.unaccounted import Losses
from generator.cascade.deriving.rulebook.draft import KINDS, TEXTS, NodeDraft
from generator.cascade.deriving.rulebook.rules import ASSESSED, OTHERS, OWN_WORK
from generator.cascade.deriving.unit.addressee import addressee_of
from generator.cascade.deriving.unit.issuer import issuer_of
from generator.cascade.deriving.wording.set_phrases import ASSESSES
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies
from generator.plan.model import CHILDREN, walk
from generator.plan.wording import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Registry
    from generator.plan.model import AnyNode, KeHoach, Loc

PARTS = ("muc", "ket_thuc")
_HALF = 2
"""Two plans stand so where every second node here says which one above it comes from."""


class Beside:
    """The plan above, for one unit, and what stands here of each of its nodes."""

    def __init__(
        self,
        me: Addressee,
        plan: KeHoach,
        above: KeHoach,
        ours: list[tuple[Loc, AnyNode]],
        known: Registry,
    ) -> None:
        """`ours`: nodes that come from the plan above; `known`: the agencies, its own too."""
        self.me, self.plan, self.above, self._known = me, plan, above, known
        self.losses = Losses(me, above.day())
        self.here: dict[str, list[tuple[Loc, AnyNode]]] = {}
        """Id of a node above → the nodes here that come from it."""
        for loc, node in ours:
            assert node.nguon is not None  # noqa: S101 - the caller looked
            self.here.setdefault(node.nguon.nut, []).append((loc, node))
        self.titles = {loc: plain(getattr(n, "tieu_de", None) or "") for loc, n in walk(plan)}
        self._asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
        self.drafts: list[tuple[Loc, NodeDraft]] = []
        """Nodes of the plan above as deriving holds them, in reading order."""
        for part in PARTS:
            for at, node in enumerate(getattr(above, part)):
                self._draft(node, (part, at), None)

    @cached_property
    def everything(self) -> str:
        """The key of all that the plan above says, between spaces."""
        return f" {key_of(' '.join(words_of(node) for _loc, node in walk(self.above)))} "

    def asked(self, draft: NodeDraft) -> bool:
        """Whether a person looks at what became of a node already, or at a heading above that."""
        return any(
            at[:n] in self._asked
            for at, _node in self.here.get(draft.id, ())
            for n in range(2, len(at) + 1)
        )

    def named(self, said: str | None, ids: Sequence[str]) -> tuple[NamedBody, ...]:
        """The bodies of a cell of either plan, by its words or by their ids."""
        return bodies(said or ", ".join(filter(None, map(self.name_of, ids))))

    def name_of(self, id_: str) -> str:
        """The name of an agency of the plan above; "" for an unknown one."""
        agency = self._known.get(id_, self.above.day()) or self._known.get(id_)
        return agency.ten if agency is not None else ""

    def _draft(self, node: AnyNode, loc: Loc, parent: NodeDraft | None) -> NodeDraft:
        kind = type(node)
        draft = NodeDraft(node, KINDS[kind], str(loc[0]), parent, "")
        texts = {name: getattr(node, name) for name in TEXTS[kind]}
        draft.texts = {name: [plain(text)] for name, text in texts.items() if text is not None}
        draft.said = "\n".join(str(text[0]) for text in draft.texts.values())
        mine = [node for _loc, node in self.here.get(node.id, ())]
        if mine:
            draft.texts = {"noi_dung": [" ".join(words_of(one) for one in mine)]}
            rules = [rule for one in mine if one.nguon for rule in one.nguon.quy_tac]
            draft.touched = rules or [OWN_WORK]  # a clerk may have cut it
        else:
            draft.dropped = OTHERS
        self.drafts.append((loc, draft))
        below = [(name, getattr(node, name)) for name in CHILDREN.get(kind, ())]
        if any(nodes for _name, nodes in below) and ASSESSES.match(plain_of(draft.said).low):
            draft.dropped = ASSESSED
            return draft
        for name, nodes in below:
            draft.below[name] = [
                self._draft(child, (*loc, name, at), draft) for at, child in enumerate(nodes)
            ]
        return draft


def beside(plan: KeHoach, above: KeHoach, registry: Registry) -> Beside | None:
    """A plan beside the one above; None where it was not made from that, or nobody knows whose."""
    nodes = [(loc, node) for loc, node in walk(plan) if loc[0] in PARTS]
    ours = [(loc, n) for loc, n in nodes if n.nguon and n.nguon.ke_hoach == above.van_ban.ma]
    if not ours or len(ours) * _HALF < len(nodes):
        return None
    unit = registry.get(plan.van_ban.co_quan, plan.day())
    known = registry.extended(above.co_quan_moi)
    issuer = issuer_of(above, known, above.day(), read=True)
    if unit is None or not unit.cap or issuer is None or not issuer.cap:
        return None
    me = addressee_of(unit, issuer, known, day=above.day())
    own = frozenset(key_of(one.ten) for one in known.children(unit.id, above.day()))
    return Beside(me._replace(bodies=own), plan, above, ours, known)


def words_of(node: AnyNode) -> str:
    """All that a node says itself."""
    texts = (getattr(node, name, None) for name in ("tieu_de", "noi_dung", "san_pham"))
    return " ".join(plain(text) for text in texts if text)
