"""Ids of the bodies that a registry lists: by any spelling of their names, and in the right place.

"Sở Nội vụ" in a plan of Lào Cai is not the Sở Nội vụ of Lạng Sơn, so a body of another
province is none; a body at the centre, or one that belongs to nobody, is everybody's.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from generator.grammar.alike import Alike
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, AgencyIndex, Registry


_PARTY = re.compile(r"(?:.* )?(?P<unit>Tỉnh|Thành) ủy (?P<name>.+)")
_UNITS = {"Tỉnh": "tỉnh", "Thành": "thành phố"}


def committee_of(name: str, registry: Registry, day: date | None) -> Agency | None:
    """The committee of the unit for which a body of this name speaks; None for another place.

    "Chủ tịch UBND tỉnh Gia Lai", "Sở Y tế tỉnh Gia Lai", "Tỉnh ủy Gia Lai" speak for that province.
    """
    said = bodies(name)
    party = _PARTY.fullmatch(name)
    place = f"{_UNITS[party['unit']]} {party['name']}" if party else said[0].place if said else ""
    if not place:
        return None
    committees = registry.index("committees by unit", day, _committee_keys).of(key_of(place))
    return registry.get(committees[0], day) if committees else None


def _committee_keys(agency: Agency) -> tuple[str, ...]:
    return (key_of(agency.don_vi),) if agency.vai_tro == "ubnd" else ()


def _name_keys(agency: Agency) -> Iterator[str]:
    return map(key_of, (agency.ten_ngan, agency.ten, agency.ten_trong_cau))


class KnownAgencies:
    """The agencies of a day, as one issuer names them."""

    def __init__(self, registry: Registry, day: date | None, home: str | None) -> None:
        self.registry = registry
        self.day = day
        self.home = registry.get(home, day) if home else None
        self._stranger = bool(home) and (self.home is None or home in registry.added)
        if self._stranger and self.home is not None:
            speaks_for = committee_of(self.home.ten, registry, day)
            self.home, self._stranger = speaks_for or self.home, speaks_for is None
        """Whether the issuer is of nobody's registry, so that its "Công an tỉnh" is another."""
        self._alike = Alike(registry, day, self.near)

    @cached_property
    def _names(self) -> AgencyIndex:
        return self.registry.index("names", self.day, _name_keys)

    def id_of(self, body: NamedBody) -> str | None:
        """The id of a body that a sentence names; its head counts as the body itself."""
        found = self.find(body.text)
        if found is None and body.kind == "so" and body.name.count(" ") == 1:
            found = self._alike.by_symbol(f"S{body.name.split(' ')[1]}")
        if found is not None:
            return found
        return self._placed(body) or self._alike.of(body, self.home)

    def _placed(self, body: NamedBody) -> str | None:
        words = body.name or "ubnd"  # "xã Bắc Hà" that acts is its committee
        if body.kind == "ubnd" and not body.every and not body.place and len(body.units) == 1:
            return self._above(body.units[0])
        if body.place:
            return self.find(f"{words} {body.place}") or (
                self.find(words) if self._is_home(body.place) else None
            )
        if body.head or body.only:
            units = ", ".join(body.units)
            many = "các " if body.every and not words.startswith("các ") else ""
            return self.find(f"{words} {many}{units}") or self.find(words)
        return None

    def find(self, name: str) -> str | None:
        """The id of an agency of this name; None where none or several of the place bear it."""
        ids = [id_ for id_ in self._names.of(key_of(name)) if self.near(id_)]
        return ids[0] if len(ids) == 1 else self._own(ids)

    def _above(self, unit: str) -> str | None:
        """Of "UBND tỉnh": the committee of the issuer's own unit, or of the one above it."""
        agency = self.home
        seen = set()
        while agency is not None and agency.id not in seen:
            if agency.vai_tro == "ubnd" and agency.don_vi.lower().startswith(f"{unit} "):
                return agency.id
            seen.add(agency.id)
            agency = self._get(agency.truc_thuoc) if agency.truc_thuoc else None
        return None

    def _own(self, ids: list[str]) -> str | None:
        """Of several bodies of one name the issuer's own."""
        if self.home is None:
            return None
        mine = [i for i in ids if (a := self._get(i)) and a.truc_thuoc == self.home.id]
        return mine[0] if len(mine) == 1 else None

    def _get(self, id_: str) -> Agency | None:
        return self.registry.get(id_, self.day)

    def near(self, id_: str) -> bool:
        """Whether an agency is of the issuer's own province, at the centre, or nobody's."""
        agency = self._get(id_)
        if agency is None:
            return False
        root = self._root(agency)
        if root is None and self._stranger:
            return not agency.loai or agency.gom is not None
        if root is None or self.registry.level(root.cap).bac == 0:
            return True
        home = self._root(self.home) if self.home else None
        return home is not None and home.id == root.id

    def _root(self, agency: Agency) -> Agency | None:
        """The highest agency above one, short of the centre; None for a name of nobody.

        "Công an tỉnh", "Công an xã" stand under no committee and say no place: whose they are
        the plan says that names them.
        """
        seen = set()
        above = agency.truc_thuoc or (agency.gom.truc_thuoc if agency.gom else None)
        if above is None and (agency.gom or not self._of_a_unit(agency)):
            return None
        while above is not None and above not in seen:
            seen.add(above)
            over = self._get(above)
            if over is None or (over.cap and self.registry.level(over.cap).bac == 0):
                break
            agency, above = over, over.truc_thuoc
        return agency

    def _of_a_unit(self, agency: Agency) -> bool:
        """Whether an agency under nobody is of a unit that its record names."""
        if not agency.cap or not agency.loai:
            return False
        return agency.vai_tro == "ubnd" or " " in agency.don_vi.removeprefix("thành phố ")

    def _is_home(self, place: str) -> bool:
        return self.home is not None and key_of(self.home.don_vi) == key_of(place)
