"""A body while it is being read: its kind and name, before where it is; fields of offices."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.first_words import UNIT, begins_body, first_words
from generator.grammar.name_ends import name_run
from generator.grammar.narrowing import HEADS_CLAUSE
from generator.grammar.unit_acts import (
    ABOVE,
    ACTS,
    HAS_AND_DOES,
    ON_ITS_OWN,
    UNITS_BEHIND,
    WITH_A_THING,
    acts_in_small,
)
from generator.grammar.whereabouts import whereabouts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.grammar.first_words import FirstWord
    from generator.grammar.letters import Plain

_RECEIVES = re.compile(r"(?:báo cáo|gửi|trình|về|lên)(?: lãnh đạo)? $")
"""Before the ministry that speaks, without its name: "gửi báo cáo về Bộ"."""


class BodyDraft(NamedTuple):
    """A body while it is being read."""

    kind: str
    level: str | None
    every: bool
    name: str
    end: int
    others: tuple[tuple[str, int, int], ...] = ()
    """Further names under the same first word, with their places."""
    placed: bool = True
    """Whether a level or place may follow."""


_UNITS = re.compile(rf"(?:các )?{UNIT}")


def unit_after(plain: Plain, at: int) -> BodyDraft | None:
    """Such as "Chủ tịch các xã, phường": the office says that the committee is meant."""
    found = _UNITS.match(plain.low, at)
    if found is None:
        return None
    return BodyDraft("ubnd", None, False, "ủy ban nhân dân", at - 1)


def named_unit(plain: Plain, found: re.Match[str]) -> BodyDraft | None:
    """Such as "Phường Cam Ranh, phường Ba Ngòi phối hợp …": a unit itself, where it acts."""
    at, end = found.span("unit")
    end += len(UNITS_BEHIND.match(plain.low, end)[0])  # type: ignore[index]
    acts = ACTS.match(plain.low, end) is not None and plain.capital(at)
    named = plain.capital(end + 1) and (found["unit"] not in ABOVE or _named_acts(plain, at, end))
    if ON_ITS_OWN.match(plain.low, end) and plain.low.endswith(", ", 0, at):
        return BodyDraft(
            "dia-phuong", None, True, "", at - 1
        )  # "Công trình do xã quản lý, xã phải …"
    said_to = plain.low.endswith("đối với ", 0, at) and WITH_A_THING.match(plain.low, end)
    does = HAS_AND_DOES.match(plain.low, end)
    begins = plain.capital(at) or plain.low.endswith("; ", 0, at)
    has = said_to or (does and (begins or does[0].endswith(" thì")))
    if not (acts or named or has) or HEADS_CLAUSE.search(plain.low[:at]) is None:
        if found["unit"] in ABOVE or not acts_in_small(plain.low, *found.span("unit")):
            return None
        return BodyDraft("dia-phuong", None, True, "", at - 1)
    if acts or has:  # "Xã lập danh sách …": all of the kind
        return BodyDraft("dia-phuong", None, True, "", at - 1)
    return BodyDraft("dia-phuong", None, False, "", at - 1)


def _named_acts(plain: Plain, at: int, end: int) -> bool:
    """Whether provinces named at the head of a sentence act: "Tỉnh Lào Cai, tỉnh X thí điểm …"."""
    end = max(whereabouts(plain, at - 1).end, end)
    verb = re.match(r" ([^\W\d_]+ [^\W\d_]+)", plain.low[end : end + 20])
    known = verb is not None and verb[1] in first_words().verbs
    return known or ACTS.match(plain.low, end) is not None


def of_field(
    plain: Plain, kind: FirstWord, first: str, end: int, *, capital: bool
) -> BodyDraft | None:
    """Such as "Sở Công Thương", "các Sở: Công Thương, Tài chính", "Bộ Nội vụ"."""
    low = plain.low
    field = first_words().fields.match(low, end + 1) if low[end : end + 1] == " " else None
    if field is not None:
        if (
            not capital
            and not plain.capital(end + 1)
            and kind.id == "phong"
            and field[0] == "dân tộc"
        ):
            return None
        longer = name_run(plain, end, whole=False) if kind.id == "phong" else 0
        if longer > field.end() + 1 and _goes_on(plain, field.end() + 1):
            # "Phòng Giáo dục Mầm non - Tiểu học": more than the field that is known
            return BodyDraft(kind.id, kind.level, False, low[end - len(first) : longer], longer)
        others = tuple(_more_fields(plain, first, field.end()))
        last = others[-1][2] if others else field.end()
        return BodyDraft(kind.id, kind.level, False, f"{first} {field[0]}", last, others)
    if not capital:
        return None
    name_end = name_run(plain, end, whole=False)
    if name_end == end:
        # "Văn phòng Sở", "thuộc Sở": the department that speaks
        speaks = kind.id == "so" or _RECEIVES.search(low, 0, end - len(first)) is not None
        return BodyDraft(kind.id, kind.level, False, first, end) if speaks else None
    return BodyDraft(kind.id, kind.level, False, low[end - len(first) : name_end], name_end)


def _goes_on(plain: Plain, at: int) -> bool:
    """Whether a name goes on: with a capital that begins no verb, no level, no other body."""
    syllable = plain.low[at:].split(maxsplit=1)[:1]
    if not plain.capital(at) or first_words().behind.intersection(syllable):
        return False
    return not begins_body(plain.low, at) and re.match(UNIT, plain.low[at:]) is None


_AND = re.compile(r"(?:, | và |; )")
_COMMA = re.compile(r",|(?:,)? và")


def _more_fields(plain: Plain, first: str, at: int) -> Iterator[tuple[str, int, int]]:
    """The fields that go on after "Sở Tài chính": ", Xây dựng", " và Nội vụ"."""
    low = plain.low
    while (part := _AND.match(low, at)) is not None:
        field = first_words().fields.match(low, part.end())
        if field is None or not plain.capital(part.end()) or field[0] in ("công an", "quốc phòng"):
            return
        yield f"{first} {field[0]}", part.end(), field.end()
        at = field.end()


def collective(plain: Plain, kind: FirstWord, first: str, end: int) -> BodyDraft | None:
    """All of a kind, or named ones after "các Sở:"."""
    if first == "các sở":
        colon = re.compile(r" ?:? ").match(plain.low, end)
        field = first_words().fields.match(plain.low, colon.end()) if colon else None
        if colon and field and plain.capital(colon.end()):
            others = tuple(_more_fields(plain, "sở", field.end()))
            last = others[-1][2] if others else field.end()
            return BodyDraft("so", kind.level, False, f"sở {field[0]}", last, others)
    if first in ("các trường", "mỗi trường") and (
        which := first_words().schools.match(plain.low, end)
    ):
        return BodyDraft(kind.id, kind.level, True, f"{first}{which[0]}", which.end())
    if first.startswith("các trường ") and (comma := _COMMA.match(plain.low, end)) is not None:
        more = first_words().schools.match(plain.low, comma.end())
        end = more.end() if more is not None else end
        first = first if more is None else f"{first}{comma[0]}{more[0]}"
    of_field = _OF_FIELD.match(plain.low, end) if kind.id == "doanh-nghiep" else None
    known = of_field is not None and of_field[1] in first_words().compounds
    if known and of_field and first_words().first.match(plain.low, of_field.end()):
        return BodyDraft(kind.id, kind.level, True, f"{first} {of_field[1]}", of_field.end(1))
    return BodyDraft(kind.id, kind.level, True, first, end)


_OF_FIELD = re.compile(r" ([^\W\d]+ [^\W\d]+)(?: và |, )")
"""What all of a kind are in, before the next of a list: "các công ty lâm nghiệp và UBND xã"."""


_AT_PLACE = re.compile(r"(?:(?:tại|ở|địa bàn|trong) (?:các )?|ngân sách )$")


def only_where(low: str, kind: FirstWord, first: str, at: int) -> bool:
    """Whether a collective name says where something is done, and not who does it."""
    each = first.startswith("mỗi ") and kind.id in ("thon", "su-nghiep")
    if each and not HEADS_CLAUSE.search(low[:at]):
        return True  # "khơi mương ở mỗi bản"
    # "kiểm kê tại địa phương"
    return kind.id == "dia-phuong" and _AT_PLACE.search(low, max(0, at - 12), at) is not None
