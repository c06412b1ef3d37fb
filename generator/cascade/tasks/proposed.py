"""Entries for bodies that no registry lists: each body once, whatever wordings it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.alike import one_name
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies
from generator.plan.records import CoQuan
from generator.text.spelling import unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.plan.agencies import Registry


class Proposed:
    """New entries beside a registry, with ids of their own."""

    def __init__(self, registry: Registry, source: str, before: Iterable[CoQuan] = ()) -> None:
        self.registry, self.source = registry, source
        self.entries: dict[str, CoQuan] = {}
        """What is proposed, by id, in the order of the plan."""
        self._before = {_key(entry.ten): entry for entry in before if entry.ten}

    def entry(self, name: str, **more: object) -> CoQuan:
        """The entry for a name: one that stands for it already, or a new one."""
        key = _key(name)
        for known in (*self._before.values(), *self.entries.values()):
            if known.ten and _key(known.ten) == key:
                return known
        wanted = agency_slug(name)
        id_, n = wanted, 2
        while id_ in self.entries or self.registry.get(id_) is not None:
            id_, n = f"{wanted}-{n}", n + 1
        entry = CoQuan(id=id_, ten=name, tu_nho=True, nguon=self.source, **more)  # type: ignore[arg-type]
        self.entries[id_] = entry
        return entry


def _key(name: str | None) -> str:
    """What all wordings of one body have in common."""
    said = name or ""
    named = bodies(said)
    whole = len(named) == 1 and named[0].text == said
    return (one_name(named[0]) if whole else "") or key_of(said)


def agency_slug(name: str) -> str:
    """An id from all words of a name: "Sở Nội vụ" → so-noi-vu; no letter is lost."""
    low = plain_of(name).low.replace("ủy ban nhân dân", "ubnd")
    return re.sub(r"[^a-z0-9]+", "-", unmarked(low)).strip("-")[:80].strip("-") or "co-quan"
