"""Names in the words of a superior's plan, made plain before anybody reads whom they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.listed import by_names
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.attributes_of_units import without_attributes
from generator.cascade.deriving.wording.boards_of_fronts import (
    without_boards,
    without_party_of_fronts,
)
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.one_of_a_kind import without_named_kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee


def make_names_plain(drafts: Iterable[NodeDraft], unit: Addressee) -> None:
    """Settle the names that say less, or more, than whom they mean, for a committee below."""
    below = unit.committee and unit.level > unit.above
    for draft in drafts if below else ():
        if draft.dropped is not None or draft.kept:
            continue
        for name, text in draft.texts.items():
            said = joined(text)
            own = without_attributes(without_named_kind(said, unit), unit)
            own = without_boards(own)
            if unit.level >= RANKS["xa"]:
                own = by_names(without_party_of_fronts(own))
            if own != said:
                draft.texts[name], draft.said = [own], draft.said.replace(said, own)
