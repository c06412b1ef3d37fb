"""What every reader of a plan for one unit works with: who it is, its bodies, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.cascade.deriving.assigning.own_bodies import OwnBodies
    from generator.cascade.deriving.competence.kept import KeptWords
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.rulebook.rule_at_work import Speech
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.leading import Lead


class Kit(NamedTuple):
    """One unit, ready to read the plan above."""

    unit: Addressee
    speech: Speech
    day: date | None
    names: Mapping[str, str]
    """Id → name of every agency that the plan gives work to."""
    lead: Lead
    own: OwnBodies
    ask: Questions
    kept: KeptWords
    ended: Mapping[str, str]
    """Those of them that had ended by the day of the plan."""
    above: str = ""
    """Id of the plan above."""
