"""Whose words a clause begins with, where it is no body of a People's Committee (nguoi-ngoai.toml).

Enterprises, schools, hospitals, associations, the press, the Party, offices that run from the
centre: whoever does something in a sentence, and whom a committee asks and does not order.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.named_bodies import groups
from generator.grammar.openings import opens
from generator.grammar.phrases import any_of

if TYPE_CHECKING:
    from generator.grammar.letters import Plain


class Outsider(NamedTuple):
    """Who acts in a clause; places in the plain form."""

    start: int
    end: int
    """The end of the first word alone: "doanh nghiệp", not the whole name."""
    of: str
    """The department to whose field such people belong: "y tế"; "" where none."""


_CLAUSE = re.compile(r"(?:^|[.;]\s+)")
_LABEL = re.compile(r"[\W\d]*(?:(?:[a-zđ]|\d{1,2})[.)] )?")
_ADJUNCT = re.compile(r"[^,;.]{3,60}, ")
_NEXT = re.compile(r"(?:, | và | hoặc )")
_MARK = 6
"""Letters of the longest word between two of a list."""
_DOES = 4
"""Words from which on a clause says what somebody does, and is no name alone."""


@lru_cache(1024)
def outsiders(plain: Plain) -> tuple[Outsider, ...]:
    """Who acts in the clauses of a text, one for each clause that begins with such a word."""
    found, low = [], plain.low
    for clause in _CLAUSE.finditer(low):
        at = _LABEL.match(low, clause.end()).end()  # type: ignore[union-attr]  # may be empty
        said = _heads().match(low, at)
        if said is None and (before := _ADJUNCT.match(low, at)) is not None and opens(before[0]):
            said = _heads().match(low, before.end())
        said = said or _listed(plain, at)
        if said is not None and benefits(low, said.end()):
            continue
        if said is not None and len(low[said.start() :].split(" ", _DOES)) > _DOES:
            found.append(Outsider(said.start("who"), said.end(), _owner(said["who"])))
    return tuple(found)


def _listed(plain: Plain, at: int) -> re.Match[str] | None:
    """One who stands in a list behind a school or a station: "Trường học, bệnh viện dự trữ …"."""
    first = next((g for g in groups(plain) if g.start == at), None)
    if first is None or any(body.kind != "su-nghiep" for body in first.bodies):
        return None
    marks = _NEXT.finditer(plain.low, at, first.end + _MARK)
    return next((m for mark in marks if (m := _heads().match(plain.low, mark.end()))), None)


def benefits(low: str, at: int) -> bool:
    """Whether people of whom a text speaks until `at` get something, and do nothing.

    "Doanh nghiệp đầu tư mua sáng chế được hỗ trợ 30%"; what is in the rows of "huong" is got.
    """
    return _got().match(low, at) is not None


@cache
def _got() -> re.Pattern[str]:
    words = any_of(read_data("nguoi-ngoai.toml")["huong"]["chu"])
    return re.compile(rf"(?: [^\W\d]+){{0,8}}? được (?:xem xét |ưu tiên )?{words}(?!\w)")


def _owner(who: str) -> str:
    rows = (row for row in read_data("nguoi-ngoai.toml")["nguoi"] if "so" in row)
    return next((row["so"] for row in rows if who in row["chu"]), "")


@cache
def _heads() -> re.Pattern[str]:
    data = read_data("nguoi-ngoai.toml")
    heads = []
    for row in data["nguoi"]:
        no = row.get("khong")
        heads.append(any_of(row["chu"]) + (rf"(?! {any_of(no)}(?!\w))(?= \w)" if no else ""))
    return re.compile(rf"(?:{any_of(data['truoc']['chu'])} )*(?P<who>{'|'.join(heads)})(?!\w)")
