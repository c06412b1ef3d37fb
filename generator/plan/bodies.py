"""Bodies recognised in words, by kind and level, whatever province or commune they are of.

    bodies = workspace.bodies                       # read once, at first use
    bodies.body_of("Sở Nội vụ tỉnh Lào Cai", day)   # a whole name → Body, or None
    bodies.mentions("Giao Sở Tài chính chủ trì, phối hợp với Công an xã …", day)
                                                    # → [Mention(start, end, body)] in order
    bodies.counterparts(body.fields, 3, day)        # who has these fields at commune level

Nothing is looked up in the registry of an office. `Body.place` is what the words say
("tỉnh", "Lào Cai"); which unit that is, `Country.find` tells. Recognition goes by the kinds
of bo-may.toml; a name whose kind is not there still has what its first word tells ("Trung
tâm Khuyến nông": kind "", loai "su-nghiep").
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.places.country import country_of
from generator.plan.mentions import Body, Locality, Mention
from generator.text.spelling import TextWord, keys, words
from generator.text.trie import TrieNode, enter, joined, walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from generator.plan.apparatus import BoMay, DanhMucBoMay, DauTen

TWO_LEVELS = date(2025, 7, 1)
"""The first day without districts (Law 72/2025/QH15)."""
_RANKS = {
    "tỉnh": 1, "thành phố": 1, "tp": 1, "huyện": 2, "quận": 2, "thị xã": 2,
    "xã": 3, "phường": 3, "thị trấn": 3, "đặc khu": 3,
}  # fmt: skip
_REGION = keys("vực")[0]
_NUMERAL = re.compile(r"[IVX]+|\d+")
_OFFICE_LEVELS = {"Sở": 1, "Bộ": 0}
"""The level of "Văn phòng Sở", "Thanh tra Bộ": of the office that they are part of."""
_LONGEST_PLACE = 7
"""Words of the longest name of a unit, with its dash."""


class BodyKinds:
    """The kinds of bo-may.toml, ready for recognition."""

    def __init__(self, data: DanhMucBoMay) -> None:
        self.data = data
        self._behind = frozenset(data.sau_ten)
        self.kinds = {kind.id: kind for kind in data.bo_may}
        self._names = TrieNode()
        self._fields = TrieNode()
        self._field_of: dict[tuple[str, ...], str] = {}
        self._heads = TrieNode()
        self._levels = TrieNode()
        self._others = TrieNode()
        self._country = country_of()
        for kind in data.bo_may:
            for form in (kind.ten, kind.ten_ngan, *kind.ten_khac, *kind.viet_tat):
                if form and kind not in (at := enter(self._names, form)).kinds:
                    at.kinds.append(kind)
        for first in data.dau_ten:
            enter(self._names, first.ten).first = first
        for one in data.linh_vuc:
            for form in one.ten:
                enter(self._fields, form).ends = True
                self._field_of[keys(form)] = one.id
        for head in data.dung_dau:
            for form in head.ten:
                enter(self._heads, form).ends = True
        for form in data.khong_la:
            enter(self._others, form).ends = True
        for level in _RANKS:
            enter(self._levels, level).ends = True

    # ------------------------------------------------------------------ asked

    def body_of(self, text: str, day: date | None = None, level: int | None = None) -> Body | None:
        """The body that a whole text names, such as a cell or a heading; None for none.

        `level` is the level of the office that speaks: it decides for "Công an" alone.
        Words behind the name that are no part of it make the text no name of a body.
        """
        row = words(text.strip(" \t.;:"))
        found = self._at(row, 0, day, level, whole=True) if row else None
        if found is None:
            return None
        end, body = found
        rest = row[end:]
        if not rest:
            return body
        narrowed = body.collective and rest[0].text.islower() and rest[0].text != "và"
        whole = not any(w.text in ",;:" or self._body_at(row, end + n) for n, w in enumerate(rest))
        return replace(body, limited=joined(rest)) if narrowed and whole else None

    def mentions(
        self, text: str, day: date | None = None, level: int | None = None
    ) -> list[Mention]:
        """The bodies that a text names, in its order; none lies within another."""
        row = words(text)
        found: list[Mention] = []
        at = 0
        while at < len(row):
            if _in_symbol(row, at):
                at += 1
                continue
            if shared := self._shared(row, at, day, level):
                found += shared
                at = next(n for n, word in enumerate(row) if word.end == shared[-1].end) + 1
                continue
            seen = self._at(row, at, day, level, whole=False)
            if seen is None:
                at += 1
                continue
            end, body = seen
            listed, after = self._units_of(row, end, body, day)
            found += listed or [Mention(row[at].start, row[end - 1].end, body)]
            if listed and body.place and body.place.name:
                found.insert(-len(listed), Mention(row[at].start, row[end - 1].end, body))
            at = after
        return found

    def counterparts(
        self, fields: Iterable[str], level: int, day: date | None = None, cap: str = ""
    ) -> list[tuple[BoMay, bool]]:
        """The kinds of a level that have one of the fields: (kind, whether that is sure).

        `cap` narrows to a kind of unit (phuong, xa, dac-khu). Sure ones come first.
        """
        wanted = set(fields)
        found: list[tuple[BoMay, bool]] = []
        for kind in self.data.bo_may:
            if kind.bac != level or not kind.on(day) or kind.tap_the:
                continue
            if cap and kind.cap and cap not in kind.cap:
                continue
            if wanted.intersection(kind.linh_vuc):
                found.append((kind, True))
            elif wanted.intersection(kind.linh_vuc_tuy_noi):
                found.append((kind, False))
        return sorted(found, key=lambda pair: not pair[1])

    # ------------------------------------------------------------------ recognised

    def _at(
        self, row: Sequence[TextWord], at: int, day: date | None, level: int | None, *, whole: bool
    ) -> tuple[int, Body] | None:
        """The body whose name begins at a word: (the word after it, the body)."""
        start = walk(self._heads, row, at)
        head = joined(row[at:start]) if start > at else ""
        found = self._named(row, start, day, level, loose=whole or bool(head))
        if found is None and head:
            head, start = "", at
            found = self._named(row, at, day, level, loose=whole)
        if found is None and row[at].text.lower() == "các" and at + 1 < len(row):
            one = self._at(row, at + 1, day, level, whole=False)
            return one and (one[0], replace(one[1], collective=True))
        opened = self._opened(row, start, level, whole=whole)
        longer = opened is not None and found is not None and opened[0] > found[0]
        if found is None or (
            longer
            and (
                row[found[0]].text == "và"
                or (whole and row[found[0]].text != "," and not found[1].collective)
            )
        ):
            found = opened
        if found is None:
            return None
        end, body = found
        if head:
            body = replace(body, head=head)
        return end, body

    def _named(
        self, row: Sequence[TextWord], at: int, day: date | None, level: int | None, *, loose: bool
    ) -> tuple[int, Body] | None:
        """A kind of the list, with the place that follows it."""
        node, end, kinds = self._names, at, None
        for n in range(at, len(row)):
            step = node.next.get(row[n].key)
            if step is None:
                break
            node = step
            if node.kinds:
                end, kinds = n + 1, node.kinds
        if kinds is None:
            return None
        if end < len(row) and row[end - 1].key == _REGION and _NUMERAL.fullmatch(row[end].text):
            end += 1  # "Kho bạc Nhà nước khu vực XVII"
        after, place, plural = self._place(row, end, kinds, whole=loose)
        collective = plural or all(kind.tap_the for kind in kinds)
        named = place is not None and bool(place.kind)
        if not loose and place is None and all(kind.chi_khi_kem_cap for kind in kinds):
            return None
        small = not any(word.capital for word in row[at:end])
        if small and not loose and not collective:
            armed = any(kind.loai == "vu-trang" for kind in kinds)
            if not (armed and named):
                return None
        rank = self._rank(place, day) if place is not None else None
        kind, only = _choose(kinds, rank, day, level)
        body = Body(
            kind=kind.id,
            loai=kind.loai,
            name=kind.ten,
            level=rank if rank is not None else only,
            place=place,
            fields=tuple(kind.linh_vuc),
            collective=collective,
            exists=kind.on(day),
            ended=kind.den,
            became=tuple(kind.thanh),
            from_memory=kind.tu_nho,
        )
        return after, body

    def _longest(self, row: Sequence[TextWord], at: int) -> tuple[int, DauTen | None]:
        """Where the longest first word of a name that begins here ends, and which it is."""
        node, end, first = self._names, at, None
        for n in range(at, len(row)):
            step = node.next.get(row[n].key)
            if step is None:
                break
            node = step
            if node.first is not None:
                end, first = n + 1, node.first
        return end, first

    def _opened(
        self, row: Sequence[TextWord], at: int, level: int | None, *, whole: bool
    ) -> tuple[int, Body] | None:
        """A name of which only the first word is known, with the fields that it names."""
        end, first = self._longest(row, at)
        if first is None or not (row[at].capital or whole) or walk(self._others, row, at) > at:
            return None
        if not whole and len(row[at].text) > 1 and row[at].text.isupper():
            return None  # a word of a heading in capitals: "NHIỆM VỤ TRỌNG TÂM"
        stop, fields = self._components(row, end)
        after, place, plural = self._place(row, stop, ())
        if stop == end and place is None and not (whole and end > at + 1 and end < len(row)):
            return None
        if whole and after < len(row):
            rest = range(stop, len(row))
            if any(row[n].text in ",;:." or self._body_at(row, n) for n in rest):
                return None
            if row[stop].text in self._behind:
                return None  # "Sở Nội vụ chủ trì" is more than a name
            stop, place = self._tail(row, stop)
            after = len(row)
        rank = self._rank(place, None) if place is not None else None
        body = Body(
            kind="",
            loai=first.loai,
            name=joined(row[at:stop]),
            level=next(
                (
                    known
                    for known in (_OFFICE_LEVELS.get(row[stop - 1].text), rank, first.bac)
                    if known is not None
                ),
                level,
            ),
            place=place,
            fields=fields,
            collective=plural,
            exists=True,
            ended=None,
            became=(),
            from_memory=True,
        )
        return after, body

    def _tail(self, row: Sequence[TextWord], at: int) -> tuple[int, Locality | None]:
        """Where the place at the end of a whole name begins, and the place."""
        for n in range(at, len(row)):
            after, place, plural = self._place(row, n, ())
            if place is not None and not plural and after == len(row):
                return n, place
        return len(row), None

    def _shared(
        self, row: Sequence[TextWord], at: int, day: date | None, level: int | None
    ) -> list[Mention]:
        """Bodies that share their first word: "các Sở: Nội vụ, Tài chính và Y tế"."""
        node = self._names.next.get(row[at + 1].key) if at + 2 < len(row) else None
        if node is None or row[at].text.lower() != "các":
            return []
        found: list[Mention] = []
        first, start = row[at + 1], at + 2
        all_of = self._named(row, at, day, level, loose=False)
        if all_of is not None and row[all_of[0] : all_of[0] + 1] and row[all_of[0]].text == ":":
            start = all_of[0]  # "Các sở, ngành: Tài chính, Y tế"
        elif node.first is None:
            return []
        start += row[start].text == ":"
        while start < len(row) and row[start].capital:
            seen = self._named([first, *row[start:]], 0, day, level, loose=True)
            if seen is None:
                break
            end = start + seen[0] - 1
            found.append(Mention(row[start].start, row[end - 1].end, seen[1]))
            start = end + 1
            if end >= len(row) or row[end].text not in {",", ";", "và"}:
                break
        return found if len(found) > 1 else []

    def _units_of(
        self, row: Sequence[TextWord], at: int, body: Body, day: date | None
    ) -> tuple[list[Mention], int]:
        """Bodies of units that are listed behind one name, and the word after them.

        "UBND các phường: A, B và C" are three; "UBND thành phố A, tỉnh B" has one more.
        """
        place = body.place
        if place is None or not place.kind or bool(place.name) == body.collective:
            return [], at
        found: list[Mention] = []
        kind, end, n = place.kind, at, at
        if body.collective:
            n += n < len(row) and row[n].text == ":"
        while n < len(row):
            if not body.collective or found:
                if row[n].text not in {",", ";", "và"}:
                    break
                n += 1
            name = walk(self._levels, row, n)
            if name > n:
                kind = _level_word(row[n:name])
            elif not body.collective:
                break
            stop = self._name_end(row, name, kind)
            if stop == name or not self._country.has(kind, joined(row[name:stop])):
                break
            there = Locality(kind, joined(row[name:stop]))
            one = replace(body, place=there, level=self._rank(there, day), collective=False)
            found.append(Mention(row[n].start, row[stop - 1].end, one))
            end = n = stop
        return found, end

    def _components(self, row: Sequence[TextWord], at: int) -> tuple[int, tuple[str, ...]]:
        """Where the parts of a name end ("Nông nghiệp, Thể thao và Du lịch"), and its fields."""
        fields: list[str] = []
        end = at
        while True:
            stop = walk(self._fields, row, at) if at < len(row) and row[at].capital else at
            if stop > at:
                fields.append(self._field_of[tuple(word.key for word in row[at:stop])])
            else:
                while stop < len(row) and row[stop].capital and not self._level_at(row, stop):
                    stop += 1
                if stop > at and stop < len(row) and self._goes_with(row[stop]):
                    stop += 1
            if stop == at:
                return end, tuple(dict.fromkeys(fields))
            end = at = stop
            if at < len(row) and row[at].text in {",", "-", "–", "và"}:
                following = at + 1
                field = row[at].text != "," or walk(self._fields, row, following) > following
                capital = following < len(row) and row[following].capital
                if field and capital and not self._body_at(row, following):
                    at = following
                    continue
                return end, tuple(dict.fromkeys(fields))

    def _body_at(self, row: Sequence[TextWord], at: int) -> bool:
        """Whether a name of a body begins at a word."""
        node = self._names
        for word in row[at:]:
            if word.key not in node.next:
                return False
            node = node.next[word.key]
            if node.kinds or node.first is not None:
                return True
        return False

    def _goes_with(self, word: TextWord) -> bool:
        """Whether a small word may be the second syllable of a name: "Khuyến nông"."""
        return word.text.isalpha() and not word.capital and word.text not in self._behind

    def _level_at(self, row: Sequence[TextWord], at: int) -> bool:
        return walk(self._levels, row, at) > at

    def _place(
        self, row: Sequence[TextWord], at: int, kinds: Sequence[BoMay], *, whole: bool = False
    ) -> tuple[int, Locality | None, bool]:
        """The place behind a name: (the word after it, the place, whether of all units)."""
        if kinds and all(kind.tap_the for kind in kinds):
            at = self._more_levels(row, at)
        plural = at < len(row) and row[at].text.lower() in {"các", "cấp"}
        start = at + 1 if plural else at
        end = walk(self._levels, row, start)
        if end > start:
            kind = _level_word(row[start:end])
            if plural:
                return self._more_levels(row, end), Locality(kind, ""), True
            more = self._more_levels(row, end)
            if more > end and _RANKS.get(_level_word(row[end + 1 : more])) == _RANKS[kind]:
                return more, Locality(kind, ""), True
            if end < len(row) and row[end].text == "." and kind == "thành phố":
                end += 1
            stop = self._name_end(row, end, kind)
            return stop, Locality(kind, joined(row[end:stop])), False
        if any(kind.kem_cap or (whole and kind.bac) for kind in kinds) and not plural:
            stop = self._name_end(row, at, "")
            if stop > at and not self._body_at(row, at):
                return stop, Locality("", joined(row[at:stop])), False
        return at, None, False

    def _rank(self, place: Locality, day: date | None) -> int | None:
        """The level of a unit by the words for it; a city may be of either level."""
        if place.kind != "thành phố":
            return _RANKS.get(place.kind)
        if not place.name:
            return 1 if day is None or day >= TWO_LEVELS else None
        return min((a.level for a in self._country.find(f"thành phố {place.name}", day)), default=2)

    def _name_end(self, row: Sequence[TextWord], at: int, kind: str) -> int:
        """Where the name of a unit ends: the longest that the country knows.

        "UBND tỉnh Trần Văn A": there is no such province, so the words are a person's. Of
        communes there were more than the list tells; an unknown name stands as it is written.
        """
        longest = _name_end(row, at)
        for end in range(longest, at, -1):
            if self._country.has(kind, joined(row[at:end])):
                return end
        return at if kind in ("tỉnh", "thành phố", "") else longest

    def _more_levels(self, row: Sequence[TextWord], at: int) -> int:
        """Past ", phường và đặc khu" of "các xã, phường và đặc khu"."""
        while at + 1 < len(row) and row[at].text in {",", "và"}:
            end = walk(self._levels, row, at + 1)
            if end == at + 1:
                break
            at = end
        return at


# ------------------------------------------------------------------------------ pieces


def _level_word(row: Sequence[TextWord]) -> str:
    word = " ".join(w.text for w in row).lower()
    return "thành phố" if word == "tp" else word


def _name_end(row: Sequence[TextWord], at: int) -> int:
    """Where the proper name that begins at a word ends: capitals, numbers, an inner dash."""
    end = at
    while end < len(row) and end - at < _LONGEST_PLACE:
        word = row[end]
        if word.capital or (word.text.isdecimal() and end - at <= 2):  # "phường 1", "Hà Giang 1"
            end += 1
        elif word.key == "-" and end > at and end + 1 < len(row) and row[end + 1].capital:
            end += 2
        else:
            break
    return end


def _in_symbol(row: Sequence[TextWord], at: int) -> bool:
    """Whether a word belongs to the symbol of a document: "126/KH-UBND", "34-NQ/TU"."""
    before = row[at - 1] if at else None
    after = row[at + 1] if at + 1 < len(row) else None
    return (before is not None and before.text in "/-" and before.end == row[at].start) or (
        after is not None and after.text == "/" and after.start == row[at].end
    )


def _choose(
    kinds: Sequence[BoMay], rank: int | None, day: date | None, level: int | None
) -> tuple[BoMay, int | None]:
    """The kind that is meant, and its level; None where several levels are left."""
    wanted = rank if rank is not None else level
    fitting = [kind for kind in kinds if kind.bac == wanted] or list(kinds)
    living = [kind for kind in fitting if kind.on(day)] or fitting
    best = max(living, key=lambda kind: kind.den or date.max)
    ranks = {kind.bac for kind in living}
    return best, best.bac if len(ranks) == 1 else None
