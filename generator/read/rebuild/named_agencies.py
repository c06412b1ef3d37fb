"""Agencies named in a source: found in the registry, or proposed as new entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.tasks.proposed import Proposed
from generator.grammar.known import KnownAgencies, committee_of
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text.normal import bare, fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency, Registry
    from generator.plan.records import CoQuan

_LINKS_BEHIND = re.compile(r"(?:[\s,;/&]|(?<!\w)và(?!\w)|(?<!\w)cùng(?!\w))*$")
_ASIDE = re.compile(r"(?<=\w)\s*\([^()]*\)")
"""A note behind a name: "Công an tỉnh (Phòng Cảnh sát giao thông)"."""
_ALTERNATIVE = re.compile(r"\([^()]*hoặc[^()]*\)")
"""One body or another, as places differ: not both."""
_TAIL = re.compile(r"[\s.;,:]+$")


class Names:
    """Looks up agencies by any form of their names, on the day of the document."""

    def __init__(self, registry: Registry, day: date | None, source: str) -> None:
        self.registry = registry
        self.day = day
        self.begins = day
        """From when a deadline without a year may be: of a plan of next year its first day."""
        self._new = Proposed(registry, source)
        self.proposed: dict[str, CoQuan] = self._new.entries
        self._known: KnownAgencies | None = None

    def of(self, issuer: str) -> None:
        """Take names as this issuer means them: a body of another province is none."""
        entry = self.proposed.get(issuer)
        speaks_for = committee_of(entry.ten or "", self.registry, self.day) if entry else None
        home = speaks_for.id if speaks_for else issuer
        self._known = KnownAgencies(self.registry, self.day, home)

    def _named(self, name: str, *, any_form: bool) -> str | None:
        """The id of a name, its marks right or wrong; one that several bear names none."""
        key = fold(name)
        short = self.registry.index("short names", self.day, _short_key).of(key)
        found = self._meant(short, name, lambda agency: (agency.ten_ngan,))
        if found is not None or not any_form:
            return found
        whole = self.registry.index("whole names", self.day, _whole_keys).of(key)
        return self._meant(whole, name, lambda agency: (agency.ten, agency.ten_trong_cau))

    def _meant(
        self, ids: Sequence[str], name: str, forms: Callable[[Agency], Iterable[str]]
    ) -> str | None:
        """Of agencies whose names differ in their marks only the one that is spelled so.

        "xã Hội Bắc" is not "xã Hồi Bắc"; where there is but one, its marks may be wrong.
        """
        if len(ids) == 1:
            return ids[0]
        key = key_of(name)
        every = [agency for id_ in ids if (agency := self.registry.get(id_, self.day))]
        exact = [a.id for a in every if key in map(key_of, forms(a))]
        return exact[0] if len(exact) == 1 else None

    def find(self, name: str, *, any_form: bool = False) -> str | None:
        """The id of an agency of this name; `any_form`: also by its full name."""
        found = self._named(_TAIL.sub("", squeeze(name)), any_form=any_form)
        if self._known is None:
            return found
        if found is not None and self._known.near(found):
            return found
        return self._known.find(name) if any_form else None

    def agencies(self, text: str) -> list[str]:
        """The agencies of a cell: each body that it names, or a part of it as it is written."""
        out: list[str] = []
        for part in re.split(r"[;\n]", text):
            said = _TAIL.sub("", squeeze(part)).lstrip("-–+• ")
            if said:
                out += self._of_part(said)
        return list(dict.fromkeys(out))

    def _of_part(self, said: str) -> list[str]:
        if (known := self.find(said, any_form=True)) is not None:
            return [known]
        if _ALTERNATIVE.search(said):
            return [self.propose(said).id]
        said = _ASIDE.sub("", said)
        found = [body for group in groups(plain_of(said)) for body in group.bodies]
        if not found or found[0].span.start > 0:
            return [self.propose(said).id]
        ends = [body.span.start for body in found[1:]] + [len(said)]
        named = [self._ids(body, said, end) for body, end in zip(found, ends, strict=True)]
        return [id_ for ids in named for id_ in ids]

    def _ids(self, body: NamedBody, said: str, end: int) -> list[str]:
        """The id of a body, or of all the words up to the next one where they say more.

        Behind a comma small letters name others: "Sở Công Thương, viện nghiên cứu, Sở Y tế".
        """
        more = _LINKS_BEHIND.sub("", said[body.span.end : end])
        if more.startswith(", ") and more[2].islower():
            others = [self.propose(more[2:]).id]
            more = ""
        else:
            others = []
        if not more:
            known = self._known.id_of(body) if self._known is not None else None
            return [known or self.propose(body.text).id, *others]
        return [self.propose(f"{body.text}{more}").id]

    def printed(self, ids: Iterable[str]) -> str:
        """What a cell prints for agencies: their short names, parted by semicolons."""
        names = []
        for id_ in ids:
            agency = self.registry.get(id_, self.day)
            names.append(agency.ten_ngan if agency else self.proposed[id_].ten or id_)
        return "; ".join(names)

    def propose(self, name: str, **more: object) -> CoQuan:
        """An entry for an agency that no registry knows by this name."""
        return self._new.entry(name, **more)

    def of_header(self, lines: Iterable[str], above: Iterable[str]) -> Agency | None:
        """The agency whose header has these lines, under this superior body."""
        said = " ".join(lines)
        wanted = bare(fold(said))
        over = bare(fold(" ".join(above)))
        if not wanted:
            return None
        found = []
        for id_ in self.registry.index("headers", self.day, _header_key).of(wanted):
            agency = self.registry.get(id_, self.day)
            if agency is None:
                continue
            superior = self.registry.get(agency.chu_quan, self.day) if agency.chu_quan else None
            lines_above = " ".join(superior.ten_tieu_de) if superior else ""
            if bare(fold(lines_above)) == over:
                found.append(id_)
        meant = self._meant(found, said, lambda agency: (" ".join(agency.ten_tieu_de),))
        return self.registry.get(meant, self.day) if meant is not None else None

    def in_text(self, text: str, place: str) -> Agency | None:
        """The body that a sentence names before "ban hành": by its name and its place."""
        folded = fold(text)
        issues = list(re.finditer(r"\b(?:ban hanh|xay dung|de ra|lap)\b", folded))
        if not issues:
            return None
        head = folded[: issues[-1].start()]
        home = bare(fold(place).removeprefix("tp. ").removeprefix("thanh pho "))
        best, whole = (-1, False, ""), key_of(text)
        for id_, name, short, place in self.registry.gathered("issuers", self.day, _issuer):
            at = max(head.rfind(name), head.rfind(short))
            if at < 0 and bare(place) == home:
                # "Ủy ban nhân dân tỉnh": the level without the name of the unit
                general = name.removesuffix(place).strip()
                at = max(head.rfind(f"{general} "), head.rfind(f"{general},"))
                if at >= 0 and not head[at:].rstrip(" ,").startswith(general):
                    at = -1
            if at >= 0 and at >= best[0]:
                agency = self.registry.get(id_, self.day)
                spelled = agency is not None and key_of(agency.don_vi) in whole
                if (at, spelled) > best[:2]:  # of two that differ in marks the one spelled so
                    best = (at, spelled, id_)
        return self.registry.get(best[2], self.day) if best[2] else None


def _short_key(agency: Agency) -> tuple[str]:
    return (fold(agency.ten_ngan),)


def _whole_keys(agency: Agency) -> tuple[str, str]:
    return fold(agency.ten), fold(agency.ten_trong_cau)


def _header_key(agency: Agency) -> tuple[str]:
    return (bare(fold(" ".join(agency.ten_tieu_de))),)


def _issuer(agency: Agency) -> Iterator[tuple[str, str, str, str]]:
    """A committee that issues documents: its id, names and place without marks."""
    if agency.gom is None and agency.ky_hieu and agency.vai_tro == "ubnd":
        yield agency.id, fold(agency.ten), fold(agency.ten_ngan), fold(agency.dia_danh)
