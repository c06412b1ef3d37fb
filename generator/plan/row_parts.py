"""Rows of a table of tasks that are parts of another: 1a and 1b of 1, 2.1 of 2.

What a part leaves empty it has of the row it belongs to: who leads, who helps, by when.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from generator.plan.model import NhiemVu, Nhom, PhuLuc

SHARED = (("chu_tri", "loi_chu_tri"), ("phoi_hop", "loi_phoi_hop"))
"""Agencies and the words printed in their place: what a part has of its row, with the deadline."""
_NUMBER = re.compile(r"[A-ZĐa-zđ\d]{1,4}(?:[.\-/]?[a-zđ\d]{1,3})*")
_STEP = re.compile(r"[.\-/]?(?:\d+|[A-ZĐ]+|[a-zđ]+)$")
"""The last step of a number: "a" of "1a", ".2" of "1.2"."""

_LOWER = re.compile(r"[a-zđ]|[-–+•]")


class NumberedRow(NamedTuple):
    """A row by its number, as its source numbers it."""

    id: str
    number: str
    group: str | None


def whole_rows(appendix: PhuLuc) -> list[NhiemVu]:
    """The tasks of an appendix, each with what it has of the row it is a part of."""
    rows = appendix.nhiem_vu
    if not any(row.thuoc for row in rows):
        return rows
    made: dict[str, NhiemVu] = {}
    for row in rows:
        above = made.get(row.thuoc or "")
        made[row.id] = row if above is None else _with(row, above)
    return [made[row.id] for row in rows]


def _with(row: NhiemVu, above: NhiemVu) -> NhiemVu:
    given: dict[str, object] = {}
    for ids, words in SHARED:
        if not getattr(row, ids) and not getattr(row, words):
            given |= {ids: getattr(above, ids), words: getattr(above, words)}
    if row.thoi_han is None:
        given["thoi_han"] = above.thoi_han
    return msgspec.structs.replace(row, **given)


def has_parts(appendix: PhuLuc) -> frozenset[str]:
    """The ids of the rows of which others are parts."""
    return frozenset(row.thuoc for row in appendix.nhiem_vu if row.thuoc)


def parts_by_number(rows: Sequence[NumberedRow]) -> dict[str, str]:
    """Row → the row it is a part of, by their numbers.

    "1a" and "1.1" are of the "1" before them, "a" and "-" of the number before them, "1" of "I".
    """
    found: dict[str, str] = {}
    before: dict[str, str] = {}
    last: dict[str, str | None] = {}
    group: str | None = None
    for row in rows:
        if row.group != group:
            before, last, group = {}, {}, row.group
        number = row.number.rstrip(".)")
        step = _STEP.search(number) if _NUMBER.fullmatch(number) else None
        above = before.get(number[: step.start()]) if step and step.start() else None
        kind = _kind(number)
        if above is None:
            above = last.get(_OVER.get(kind, ""))
        if kind == "upper":
            before, last = {}, {}
        if above is None or kind == "digit":
            last[kind] = row.id
        if above is not None:
            found[row.id] = above
        before[number] = row.id
    return found


def heads_groups(groups: Sequence[Nhom]) -> dict[str, str]:
    """Group → the group it stands under: "1." and "2." under the "I." before them."""
    over: dict[str, str] = {}
    above: Nhom | None = None
    for group in groups:
        number = (group.tt or "").rstrip(".)")
        if number[:1].isdigit() and above is not None:
            over[group.id] = above.id
        elif _kind(number) == "upper":
            above = group
        else:
            above = None
    return over


_OVER = {"lower": "digit", "digit": "upper"}


def _kind(number: str) -> str:
    if _LOWER.fullmatch(number):
        return "lower"
    return "digit" if number.isdigit() else "upper" if number.isupper() else ""


def renumbered(
    rows: Sequence[NumberedRow], parts: Mapping[str, str], kept: Iterable[str]
) -> dict[str, str]:
    """The numbers of the rows that are kept: those of the rows that stood there, none left out.

    Of 1, 2, 2a, 2b, 3 without 1 and 2a there stay 1, 1a, 2.
    """
    stay = set(kept)
    number = {row.id: row.number for row in rows}
    steps: dict[tuple[str, int], list[str]] = {}
    place: dict[str, tuple[str, int]] = {}
    run: dict[str, int] = {}
    seen: dict[tuple[str, int], set[str]] = {}
    for row in rows:
        beside = f"{parts.get(row.id, '')} {_kind(row.number)}"
        here = beside, run.setdefault(beside, 0)
        if row.number in seen.setdefault(here, set()):  # it begins again
            run[beside] += 1
            here = beside, run[beside]
            seen[here] = set()
        seen[here].add(row.number)
        place[row.id] = here
        steps.setdefault(here, []).append(row.number.removeprefix(_said(row, number, parts)))
    made: dict[str, str] = {}
    used: dict[tuple[str, int], int] = {}
    for row in rows:
        if row.id in stay:
            here = place[row.id]
            used[here] = used.get(here, -1) + 1
            above = made.get(parts.get(row.id, ""), "") if _said(row, number, parts) else ""
            made[row.id] = above.rstrip(".)") + steps[here][used[here]]
    return made


def _said(row: NumberedRow, number: Mapping[str, str], parts: Mapping[str, str]) -> str:
    """What a number says of the row it belongs to: "1" of "1a"; "" of an "a" that stands alone."""
    above = number.get(parts.get(row.id, ""), "").rstrip(".)")
    return above if row.number.startswith(above) else ""
