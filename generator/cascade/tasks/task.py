"""A task as every level sees it, whether a row of a table or a sentence gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.made import Nguon
    from generator.plan.model import AnyNode, Loc, ThoiHan


class Task(NamedTuple):
    """What a plan says about one task."""

    id: str
    text: str
    group: str
    """Title of its group, or of the item; "" without one."""
    leads: tuple[str, ...]
    helpers: tuple[str, ...]
    product: str
    when: ThoiHan | None
    applies: tuple[str, ...]
    origin: Nguon | None
    loc: Loc
    node: AnyNode
    named: tuple[NamedBody, ...] = ()
    """The bodies that act, as a sentence names them."""
    role: str = "chu-tri"
    """What they do: chu-tri, phoi-hop, de-nghi, chiu-trach-nhiem."""
