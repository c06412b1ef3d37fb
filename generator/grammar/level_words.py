"""Words that tell a level: "tuyến tỉnh", "toàn thành phố", "thôn" (chu-cap.toml).

A plan of a commune that says them speaks of its superior, or of a unit of another kind.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.phrases import any_of
from generator.text.first_test import holds, one_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.grammar.letters import Plain

How = Literal["cap", "dia-ban"]
UPPER = ("trung ương", "tỉnh", "thành phố", "huyện", "quận", "thị xã")
"""Words of units that have units below them."""
COMMUNE = r"(?:xã|phường|đặc khu)"
COMMUNES = rf"{COMMUNE}(?:(?:, | và ){COMMUNE})*"
"""Patterns (small letters): a word of units at the commune's level, and several side by side."""


_EVERY = re.compile(r"^(?:các|mỗi|từng) ")
_CLEAR = frozenset(["thôn", "tổ dân phố", "khu phố", "thôn bản"])
"""Settlements that nothing else is called, also where they stand alone."""


class LevelWord(NamedTuple):
    """A word of a level: places in the plain form."""

    how: How
    """A thing of the level ("tuyến tỉnh"), or its area ("toàn tỉnh")."""
    unit: str
    """The word of the unit: "tỉnh"."""
    start: int
    unit_start: int
    end: int
    people: bool
    """Whether people stand before it: "Nhân dân trong tỉnh"."""


class Settlements(NamedTuple):
    """Settlements named together: "thôn, bản, tổ dân phố"."""

    items: tuple[str, ...]
    start: int
    end: int


def level_words(plain: Plain) -> Iterator[LevelWord]:
    """The words of levels in a text, not those that a name follows ("toàn tỉnh Lào Cai")."""
    pattern, hows, people = _levels()
    if not holds(plain.low, UPPER):
        return
    for found in pattern.finditer(plain.low):
        end = found.end()
        if plain.low[end : end + 1] == " " and plain.capital(end + 1):
            continue
        before = plain.low[: found.start()].rstrip()
        yield LevelWord(
            hows[found["before"]], found["unit"], found.start(), found.start("unit"), end,
            people.search(before) is not None,
        )  # fmt: skip


@cache
def _levels() -> tuple[re.Pattern[str], Mapping[str, How], re.Pattern[str]]:
    data = read_data("chu-cap.toml")
    hows: dict[str, How] = {w: row["loai"] for row in data["truoc"] for w in row["chu"]}
    units = "|".join(UPPER)
    pattern = rf"(?<!\w)(?P<before>{any_of(hows)}) (?P<unit>{units})(?! (?:đoàn|ủy|lộ)(?!\w))(?!\w)"
    return re.compile(pattern), hows, re.compile(rf"(?<!\w){any_of(data['nguoi']['chu'])}$")


@lru_cache(1024)
def settlements(plain: Plain) -> tuple[Settlements, ...]:
    """Settlements of a text, each list as one; a named one ("thôn Đoàn Kết") is left alone."""
    return tuple(_settlements(plain))


_COUNTS = re.compile(r" \d+ [^\W\d]")
"""Behind "mỗi thôn, tổ dân phố": how many each has, and no name of one."""


_AREA = "khu vực"
_NARROWS = re.compile(r" (?!tại|ở|trên|thuộc|mở|có |tổ chức|phải|cùng|xong|trước|để|và )")
"""Behind "khu vực": it is any area that is said of which kind, "thôn, khu vực ven suối"."""


def _settlements(plain: Plain) -> Iterator[Settlements]:
    items = _kinds()[0]
    if _named().search(plain.low) is None:
        return
    for found in items.finditer(plain.low):
        end = found.end()
        counted = _EVERY.match(found[0]) is not None and _COUNTS.match(plain.low, end) is not None
        if plain.low[end : end + 1] == " " and (
            plain.capital(end + 1) or (plain.low[end + 1 : end + 2].isdigit() and not counted)
        ):
            continue
        listed = tuple(re.split(r", | và |/| hoặc ", found[0]))
        if _EVERY.sub("", listed[-1]) == _AREA and _NARROWS.match(plain.low, end):
            continue
        if len(listed) > 1 or _EVERY.sub("", listed[0]) in _CLEAR:
            yield Settlements(listed, found.start(), end)


def has_settlement(units: Iterable[str], item: str) -> bool:
    """Whether one of several kinds of units ("xã") has settlements such as "tổ dân phố"."""
    of = _kinds()[1]
    word = _EVERY.sub("", item)
    return word not in of or any(unit in of[word] for unit in units)


def settled_as(unit: str, province: str) -> str:
    """What the settlements of a unit of a kind are called all over a province; "" where unknown."""
    rows = read_data("chu-cap.toml")["khu_dan_cu_vung"]
    named = (row["chu"] for row in rows if row["don_vi"] == unit and province in row["tinh"])
    return next(named, "")


@cache
def _named() -> re.Pattern[str]:
    """Any kind of settlement: the cheap test before all of them are tried as words."""
    return re.compile(one_of(_kinds()[1]))


@cache
def _kinds() -> tuple[re.Pattern[str], Mapping[str, frozenset[str]]]:
    of: dict[str, set[str]] = {}
    for row in read_data("chu-cap.toml")["khu_dan_cu"]:
        for word in (*row["chu"], *row["truong"]):
            of.setdefault(word, set()).update(row["don_vi"])
    one = rf"(?:(?:các|mỗi|từng) )?{any_of(of)}"
    behind = r"(?<!\w)(?<!nông )(?<!văn )(?<!cơ )(?<!căn )(?<!khu )(?<!phiên )(?<!xuất )"
    ahead = r"(?!\w)(?! (?:nghề|sao|đồ|quyền|cam))"
    pattern = rf"{behind}{one}(?:(?:, | và |/| hoặc ){one}(?! nghề))*{ahead}"
    return re.compile(pattern), {word: frozenset(kinds) for word, kinds in of.items()}
