"""What every reader of a plan for one unit works with: who it is, its bodies, its words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from generator.cascade.addressee import Addressee
    from generator.cascade.apply import Speech
    from generator.cascade.kept import Kept
    from generator.cascade.leading import Lead
    from generator.cascade.own_bodies import OwnBodies
    from generator.cascade.questions import Questions


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
    kept: Kept
    ended: Mapping[str, str]
    """Those of them that had ended by the day of the plan."""
