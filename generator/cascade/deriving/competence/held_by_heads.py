"""What the headings above a node say of whoever acts below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.partners import MINE
from generator.cascade.deriving.unit.addressee import Kin

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedBody

ASKABLE = frozenset([Kin.FRONT, Kin.PARTY, Kin.OUTSIDE])


class HeldByHeads(NamedTuple):
    """What the headings above a node say."""

    kins: frozenset[Kin] = frozenset()
    who: tuple[NamedBody, ...] = ()
    asked: bool = False
    aims: bool = False
    purse: bool = False
    closing: bool = False
    """Whether the title speaks of what the document says of itself."""
    helps: bool = False
    """Whether a title says with whom the unit does it: "Sở X phối hợp với UBND các xã"."""

    @property
    def others(self) -> bool:
        """Whether what stands below is the work of others."""
        return bool(self.kins) and not self.kins & MINE and not self.asking

    @property
    def asking(self) -> bool:
        """Whether what stands below is asked of others."""
        return bool(self.kins) and not self.kins & MINE and self.kins <= ASKABLE

    @property
    def own(self) -> bool:
        """Whether what stands below is the unit's own."""
        return bool(self.kins & MINE)
