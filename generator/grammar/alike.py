"""Which body of a registry is meant, whatever its spelling: by kind, name, level and place.

"Công an các xã, phường", "Công an cấp xã" and, of a superior's plan, "Công an xã" are one kind
of body of one level; a registry that lists one such body means it. "UBND cấp xã" and "UBND các
xã, phường, đặc khu" are all the units below: the collective name that a registry has for them.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.first_words import LEVELS
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, AgencyIndex, Registry

_OF_LEVEL = re.compile(r"(?<!\w)(?:cấp (?:xã|huyện|cơ sở)|các cấp)(?!\w)")
"""Words for all units of a level, whatever their kind."""
_RANKS = {level: rank for rank, level in enumerate(LEVELS)}


class Sort(NamedTuple):
    """What makes two bodies of one owner the same one."""

    kind: str
    name: str
    rank: int


def sort_of(body: NamedBody) -> Sort | None:
    """The sort of a body that words name; None where they say no level."""
    if body.level is None or body.of:
        return None
    front = body.kind == "mat-tran" and "mặt trận" in body.name
    return Sort(body.kind, "" if front else key_of(body.name), _RANKS[body.level])


def one_of(one: NamedBody, of_all: NamedBody) -> bool:
    """Whether a body is one of all that a name means: "Trường Tiểu học Y", of "các trường học"."""
    words = [w for w in key_of(of_all.name).split() if w not in ("các", "mỗi", "từng", "những")]
    same = one.kind == of_all.kind and key_of(one.name).split()[:1] == words[:1]
    return of_all.every and not one.every and same


def every_unit(body: NamedBody) -> bool:
    """Whether all units of a level are meant: "UBND cấp xã", not "UBND các xã"."""
    return not body.only and bool(_OF_LEVEL.search(plain_of(body.text).low))


def one_name(body: NamedBody) -> str:
    """What all wordings of one class of bodies have in common; "" for a body that is no class.

    "Công an xã, phường", "Công an các phường, xã" and "Công an cấp xã" are one.
    """
    sort = sort_of(body)
    if sort is None or not body.every or body.only or body.place:
        return ""
    kinds = set(body.units)
    whole = every_unit(body) or {"xã", "phường"} <= kinds
    units = "*" if whole else ",".join(sorted(kinds))
    return f"{sort.kind} {sort.name}/{sort.rank}/{units}" if kinds else ""


def _of_units(agency: Agency) -> Iterator[Agency]:
    """A collective name of units."""
    if agency.gom is not None and agency.gom.loai == ["ubnd"]:
        yield agency


def _symbol_of(agency: Agency) -> Iterator[str]:
    if agency.ky_hieu and agency.gom is None and agency.vai_tro != "ubnd":
        yield agency.ky_hieu.upper()


class Alike:
    """The bodies of a registry by sort, and its collective names of units, on a day."""

    def __init__(self, registry: Registry, day: date | None, near: Callable[[str], bool]) -> None:
        self.registry, self.day, self._near = registry, day, near

    def of(self, body: NamedBody, home: Agency | None) -> str | None:
        """The id of the one body that words can mean; None where none or several can be."""
        if body.only:
            return None
        if body.kind == "ubnd":
            return self._all_units(body)
        sort = sort_of(body)
        if sort is None:
            return None
        every = (self.registry.get(i, self.day) for i in self._sorts.of(sort) if self._near(i))
        found = [a for a in every if a is not None and self._fits(a, body)]
        if len(found) > 1 and home is not None:
            found = [a for a in found if a.truc_thuoc == home.id]
        return found[0].id if len(found) == 1 else None

    def by_symbol(self, symbol: str) -> str | None:
        """The id of the department that signs with a symbol: "STC" of "Sở TC"."""
        found = [i for i in self._symbols.of(symbol.upper()) if self._near(i)]
        return found[0] if len(found) == 1 else None

    # ------------------------------------------------------------------ pieces

    @cached_property
    def _sorts(self) -> AgencyIndex:
        return self.registry.index("sorts", self.day, self._sort_of)

    def _sort_of(self, agency: Agency) -> Iterator[Sort]:
        if agency.gom is not None or agency.vai_tro == "ubnd" or not agency.cap:
            return
        named = bodies(agency.ten)
        if len(named) != 1 or named[0].span.start > 0 or named[0].every:
            return
        rank = self.registry.level(agency.cap).bac
        sort = sort_of(named[0]._replace(level=LEVELS[rank]))
        if sort is not None:
            yield sort

    @cached_property
    def _symbols(self) -> AgencyIndex:
        return self.registry.index("symbols", self.day, _symbol_of)

    @cached_property
    def _collectives(self) -> list[tuple[str, frozenset[str], int]]:
        """Names of all units of a level: (id, the words for their kinds, the level)."""
        every = self.registry.made("collectives", self.day, self._all_collectives)
        return [one for one in every if self._near(one[0])]

    def _all_collectives(self) -> list[tuple[str, frozenset[str], int]]:
        found = []
        for agency in self.registry.gathered("names of units", self.day, _of_units):
            caps = {a.cap for a in self.registry.members(agency, self.day)}
            levels = [self.registry.level(cap) for cap in caps]
            ranks = {level.bac for level in levels}
            if len(ranks) == 1:
                found.append((agency.id, frozenset(level.ten for level in levels), ranks.pop()))
        return found

    def _all_units(self, body: NamedBody) -> str | None:
        if not body.every or body.place or body.level is None:
            return None
        rank, words = _RANKS[body.level], set(body.units)
        found = [
            id_
            for id_, kinds, level in self._collectives
            if level == rank and (every_unit(body) or (kinds <= words and len(words) > 1))
        ]
        return found[0] if len(found) == 1 else None

    def _fits(self, agency: Agency, body: NamedBody) -> bool:
        """Whether an agency is of the place, or of one of the kinds of units, that are said."""
        word = self.registry.level(agency.cap).ten
        if body.place:
            return key_of(self._unit(agency)) == key_of(body.place)
        return not body.units or word in body.units or every_unit(body)

    def _unit(self, agency: Agency) -> str:
        """The unit of a body: its own, else of the committee above it."""
        above = self.registry.get(agency.truc_thuoc, self.day) if agency.truc_thuoc else None
        return agency.don_vi or (above.don_vi if above is not None else "")
