"""The provinces and communes of the country on any day, and what became of them.

    country = country_of()                         # nothing is read yet
    country.find("xã Bắc Hà, Lào Cai", day)        # [Area]; several where a name is ambiguous
    country.find("xa bac ha", day)                 # marks may be left out
    country.find("02920", day)                     # a code names a unit on a day only
    country.successors(area, day)                  # (areas, whether it was divided)

The list (don-vi.tsv, made by tools/make_places.py) is one line a unit and period, sorted by
name without marks. It is mapped into memory and searched where it lies: a question costs some
microseconds, and a program that asks nothing pays nothing.
"""

from __future__ import annotations

import mmap
import re
from datetime import date, timedelta
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.text.spelling import keys, unmarked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FILE = Path(__file__).with_name("don-vi.tsv")
KINDS = (
    "thành phố", "tỉnh", "thị xã", "thị trấn", "quận", "huyện", "đặc khu", "phường", "xã",
)  # fmt: skip
_SHORT = {
    "tp": "thành phố",
    "tx": "thị xã",
    "tt": "thị trấn",
    "p": "phường",
    "x": "xã",
    "t": "tỉnh",
}
_KEYS = {unmarked(kind): kind for kind in KINDS}
_WHOLE = {"Hồ Chí Minh"}
"""Names of persons that are sure: with the kind in capitals, and whole in the place line."""


class Area(Struct, frozen=True, kw_only=True):
    """An administrative unit in one period."""

    kind: str
    """"xã", "phường", "đặc khu", "tỉnh", "thành phố"; before July 2025 also "huyện" …"""
    name: str
    """The name alone: "Bắc Hà"."""
    code: str
    """Two, three or five digits; it names a unit on a day only: most were used again."""
    province: str
    """Code of the province that it is in; "" for a province."""
    superior: str
    """Code of the unit directly above; "" for a province."""
    since: date | None
    """First day; None: earlier than the list reaches, on a day that it does not tell."""
    until: date | None
    became: tuple[str, ...]
    """Codes, as they are read on the day after the last; of a district "" (see successors)."""
    maybe_person: bool
    """Whether the name looks like a person's, a guess by the surname: a clerk has to look."""

    @property
    def level(self) -> int:
        """1 province, 2 district, 3 commune."""
        return {2: 1, 3: 2, 5: 3}[len(self.code)]

    @property
    def full(self) -> str:
        """Kind and name, the kind with a capital before a number or a person's name.

        "xã Bắc Hà", "Phường 1 Bảo Lộc" (Decree 30, Annex II.III.1).
        """
        kind = self.kind[:1].upper() + self.kind[1:] if self.written_whole else self.kind
        return f"{kind} {self.name}"

    @property
    def place_line(self) -> str:
        """The place before the date: "Bắc Hà", "Phường 1 Bảo Lộc" (Decree 30, Annex I.II.4)."""
        return self.full if self.written_whole else self.name

    @property
    def written_whole(self) -> bool:
        """Whether the kind belongs to the name: a number begins it, or it is surely a person's."""
        return self.name[:1].isdigit() or self.name in _WHOLE

    def on(self, day: date | None) -> bool:
        """Whether the unit exists on a day; None asks about no day."""
        return day is None or (
            (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
        )


class Successors(NamedTuple):
    """What became of a unit."""

    areas: list[Area]
    divided: bool
    """Whether its territory went to more than one unit."""
    since: date | None
    """The day of the (last) change; None where it still exists."""


class Country:
    """The list of units, searched where it lies."""

    def __init__(self, path: Path = FILE) -> None:
        self.path = path

    # ------------------------------------------------------------------ by name or code

    def find(self, text: str, day: date | None = None) -> list[Area]:
        """The units that a text names on a day; of any day for None.

        A name with or without its kind, its marks, its district and province behind commas;
        or a code. Where marks are written, units with just these come alone, if there are any.
        """
        parts = [part.strip() for part in re.split(r"[,;()]", text) if part.strip()]
        if not parts:
            return []
        if re.fullmatch(r"\d{2}|\d{3}|\d{5}", parts[0]):
            found = [a for a in self._with_code(parts[0]) if a.on(day)]
        else:
            found = self._named(parts[0], day)
        for above in parts[1:]:
            found = self._in(found, above)
        return found

    def has(self, kind: str, name: str) -> bool:
        """Whether there is, or was, a unit of a name; of just this kind, if one is given."""
        wanted = keys(name)
        return any(
            kind in ("", area.kind) and keys(area.name) == wanted
            for area in self._with_key(name_key(name))
        )

    def by_code(self, code: str, day: date) -> Area | None:
        """The unit that has a code on a day."""
        return next((a for a in self._with_code(code) if a.on(day)), None)

    def near(self, text: str) -> list[str]:
        """Names like one that was not found, for a hint."""
        import difflib

        kind, name = _without_kind(text.split(",")[0].strip())
        rows = (line.split("\t") for line in self._lines())
        names = {row[0]: f"{row[1]} {row[2]}" for row in rows if not kind or row[1] == kind}
        close = difflib.get_close_matches(name_key(name), names, n=3, cutoff=0.75)
        return [names[key] for key in close]

    # ------------------------------------------------------------------ around a unit

    def provinces(self, day: date) -> list[Area]:
        """The provinces of a day, by code."""
        found = [a for a in self._matching(rb"\t@\d\d\t") if a.on(day)]
        return sorted(found, key=lambda a: a.code)

    def superior(self, area: Area, day: date | None = None) -> Area | None:
        """The unit directly above, as it is on the day (or at the end of the unit's time)."""
        return self.by_code(area.superior, self._within(area, day)) if area.superior else None

    def province(self, area: Area, day: date | None = None) -> Area:
        """The province of a unit, as it is on the day (or at the end of the unit's time)."""
        if not area.province:
            return area
        found = self.by_code(area.province, self._within(area, day))
        if found is None:
            raise LookupError(area.province)
        return found

    def below(self, area: Area, day: date | None = None) -> list[Area]:
        """The units directly under another on a day, by code."""
        day = self._within(area, day)
        above = area.province or area.code
        pattern = rf"\t{above}\t{area.code}\t".encode()
        found = [a for a in self._matching(pattern) if a.on(day) and a.superior == area.code]
        return sorted(found, key=lambda a: a.code)

    def successors(self, area: Area, day: date) -> Successors:
        """What became of a unit by a day: itself, another, or several."""
        areas, divided, since = [area], False, None
        while any(not a.on(day) and a.until is not None and a.until < day for a in areas):
            following: dict[str, Area] = {}
            for one in areas:
                if one.on(day) or one.until is None:
                    following[one.code] = one
                    continue
                since = one.until + timedelta(days=1)
                following |= {a.code: a for a in self._next(one, since)}
            divided = divided or len(following) > len(areas)
            areas = list(following.values())
        return Successors(areas, divided, since)

    def predecessors(self, area: Area) -> list[Area]:
        """The units that a unit was made of, whole or in part, by code."""
        if area.since is None:
            return []
        last = (area.since - timedelta(days=1)).isoformat()
        pattern = rf"\t{last}\t(?:\d+,)*{area.code}[,\t]".encode()
        found = {a.code: a for a in self._matching(pattern) if a.level == area.level}
        return [found[code] for code in sorted(found)]

    @cached_property
    def with_towns(self) -> frozenset[str]:
        """Codes of the communes that were made of townships or wards, whole or in part."""
        pattern = "\t(?:thị trấn|phường)\t[^\t\n]*\t@".encode()
        return frozenset(code for area in self._matching(pattern) for code in area.became)

    # ------------------------------------------------------------------ the file

    @cached_property
    def _data(self) -> mmap.mmap:
        with self.path.open("rb") as file:
            return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def _named(self, text: str, day: date | None) -> list[Area]:
        """The units of a name on a day, its kind respected where it stands."""
        readings = {("", text), _without_kind(text)}
        found: dict[tuple[str, date | None, str], Area] = {}
        exact: list[Area] = []
        for kind, name in sorted(readings):
            for area in self._with_key(name_key(name)):
                if area.on(day) and kind in ("", area.kind):
                    found[area.code, area.since, area.kind] = area
                    if keys(area.name) == keys(name):
                        exact.append(area)
        return _ordered(exact) if exact and not text.isascii() else _ordered(found.values())

    def _in(self, areas: list[Area], above: str) -> list[Area]:
        """Those that lie in a named unit of their time; else those that lay or will lie in it."""
        return (
            [a for a in areas if self._is(above, self._ancestors(a))]
            or [a for a in areas if self._is(above, self._kin(a))]
        )  # fmt: skip

    @staticmethod
    def _is(text: str, areas: Iterable[Area]) -> bool:
        """Whether a text names one of the units."""
        readings = {(kind, name_key(name)) for kind, name in (("", text), _without_kind(text))}
        return any(
            name_key(area.name) == name and kind in ("", area.kind)
            for area in areas
            for kind, name in readings
        )

    def _ancestors(self, area: Area) -> Iterator[Area]:
        day = self._within(area, None)
        for code in {area.superior, area.province} - {""}:
            one = self.by_code(code, day)
            if one is not None:
                yield one

    def _kin(self, area: Area) -> Iterator[Area]:
        """What lay above the units that it was made of; what its superiors were and became."""
        for before in self.predecessors(area):
            yield from self._ancestors(before)
        if area.until is not None:
            for above in self._ancestors(area):
                yield from self.predecessors(above)
                yield from self._next(above, area.until + timedelta(days=1))

    def _next(self, area: Area, day: date) -> list[Area]:
        """What a unit became, one step; a district became what its communes became."""
        codes: Iterable[str] = area.became
        if not codes:
            codes = {code: None for below in self.below(area) for code in below.became}
        found = (self.by_code(code, day) for code in codes)
        return [one for one in found if one is not None]

    @staticmethod
    def _within(area: Area, day: date | None) -> date:
        """A day of the unit's time: the one asked about, or its last."""
        if day is not None and area.on(day):
            return day
        return area.until or date.max

    def _with_key(self, key: str) -> Iterator[Area]:
        """The lines of a name, found by halving the file."""
        data, wanted = self._data, key.encode() + b"\t"
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", middle) + 1
            if data[middle:end] < wanted:
                low = end
            else:
                high = middle
        while data[low : low + len(wanted)] == wanted:
            end = data.find(b"\n", low)
            yield _area(data[low:end])
            low = end + 1

    def _with_code(self, code: str) -> list[Area]:
        return list(self._matching(f"\t@{code}\t".encode()))

    def _matching(self, pattern: bytes) -> Iterator[Area]:
        """The units whose lines a pattern matches, each once."""
        data = self._data
        seen: set[bytes] = set()
        for match in re.finditer(pattern, data):
            start = data.rfind(b"\n", 0, match.start()) + 1
            line = data[start : data.find(b"\n", match.start())]
            rest = line.split(b"\t", 1)[1]
            if rest not in seen and not line.startswith(b"#"):
                seen.add(rest)
                yield _area(line)

    def _lines(self) -> Iterator[str]:
        for line in self._data[:].decode().splitlines():
            if not line.startswith("#"):
                yield line


# ------------------------------------------------------------------------------ pieces


@lru_cache(maxsize=1)
def country_of() -> Country:
    """The list that comes with the program."""
    return Country()


def name_key(name: str) -> str:
    """A name as it is sorted and looked up: no marks, no signs, numbers without a zero."""
    plain = re.sub(r"['’‘`.]", "", unmarked(name))
    found = re.findall(r"[a-z]+|\d+", plain)
    return " ".join(word.lstrip("0") or "0" if word.isdigit() else word for word in found)


def _without_kind(text: str) -> tuple[str, str]:
    """Kind and name: ("xã", "Bắc Hà"); ("", text) where no kind stands before."""
    lowered = " ".join(text.lower().split())
    text = " ".join(text.split())
    for plain, kind in _KEYS.items():
        for form in (kind, plain):
            if lowered.startswith(f"{form} "):
                return kind, text[len(form) + 1 :]
    short = re.match(r"(tp|tx|tt|[pxt])(?:\.\s*|\s+)(?=\S)", lowered)
    if short is not None:
        return _SHORT[short[1]], text[short.end() :]
    return "", text


def _ordered(areas: Iterable[Area]) -> list[Area]:
    unique = {(a.code, a.since, a.until): a for a in areas}
    return sorted(unique.values(), key=lambda a: (a.level, a.since or date.min, a.code))


def _area(line: bytes) -> Area:
    _key, kind, name, code, province, superior, since, until, became, doubt = line.decode().split(
        "\t"
    )
    return Area(
        kind=kind,
        name=name,
        code=code[1:],
        province=province,
        superior=superior,
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        became=tuple(became.split(",")) if became else (),
        maybe_person=bool(doubt),
    )
