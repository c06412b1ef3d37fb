"""What words name: a body, its place, and where they stand in a text."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec resolves annotations at run time
from typing import NamedTuple

from msgspec import Struct


class Locality(NamedTuple):
    """A unit as words name it."""

    kind: str
    """"tỉnh", "thành phố", "xã" …; "" where only the name stands."""
    name: str
    """"Lào Cai"; "" where only the level is named ("UBND tỉnh")."""


class Body(Struct, frozen=True, kw_only=True):
    """A body that words name."""

    kind: str
    """Id in bo-may.toml; "" where only the first word of the name is known."""
    loai: str
    """Kind of agency in the sense of co-quan.toml: ubnd, chuyen-mon, bo-phan, vu-trang …"""
    name: str
    """The name of its kind ("Sở Nội vụ"), or the words, where the kind is unknown."""
    level: int | None
    """0 central, 1 province, 2 district, 3 commune; None where the words leave it open."""
    place: Locality | None
    fields: tuple[str, ...]
    """Fields of work, sure ones; see bo-may.toml."""
    collective: bool
    """All bodies of a kind: "các sở, ban, ngành", "UBND các xã, phường"."""
    exists: bool
    """Whether the kind exists on the day asked about."""
    ended: date | None
    became: tuple[str, ...]
    """Ids of the kinds that took over after it ended."""
    from_memory: bool
    """Whether the entry in bo-may.toml has not been verified."""
    limited: str = ""
    """What narrows a collective name: "có rừng" of "UBND các xã, phường có rừng"."""
    head: str = ""
    """"Giám đốc", "Chủ tịch" … where the words name the head of the body."""


class Mention(NamedTuple):
    """A body in a text."""

    start: int
    end: int
    body: Body
