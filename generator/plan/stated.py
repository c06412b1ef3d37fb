"""What texts state in figures and days, by the words around them: to hold papers side by side.

A figure is known by the words before it and its unit: "tổng diện tích 903,78 ha". Two papers that
use the same words with another figure speak of the same thing and disagree, or leave a reader
asking whether they do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import KeHoach, Loc

LEAST, MOST, MOST_OF_DAY = 3, 4, 6
"""Words before a figure that make it known: fewer say too little of what it counts. Before a day
more of them: "hoàn thành trước ngày" stands before many."""
_DAY = r"\d{1,2}/\d{1,2}/\d{4}"
_NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_STATED = re.compile(
    rf"(?P<day>{_DAY})|(?<![\w/.,-])(?P<number>{_NUMBER})(?![/\d])\s*(?P<unit>%|[^\W\d_]+)?"
)
_CITED = re.compile(r"(?:số )?(?P<number>\d+(?:/\d{4})?/[A-ZĐ][\w-]*) ngày $")
"""A document cited with its day: known by its number, in its year."""
_DAY_UNIT = "ngay"
_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_NUMBERED = re.compile(r"\b(?:so|muc|dieu|khoan|diem|phu luc|ngay|thang|nam|quy|tap|trang|ky)$")
"""Words after which a number is a name and counts nothing: "Điều 3", "năm 2026", "tháng 6"."""
_EMPTY = frozenset(
    (
        "của", "và", "các", "những", "là", "có", "được", "theo", "tại", "trong", "trên", "cho",
        "về", "với", "đến", "từ", "trước", "sau", "ngày", "hạn", "khoảng", "gồm", "bằng", "đạt",
    )
)  # fmt: skip
"""Words that say nothing of what a figure counts; those before a day among them."""


class Stated(NamedTuple):
    """A figure or a day in a text."""

    key: str
    """The words before it and its unit, folded: what it is about."""
    value: str
    """As it is written, without blanks and leading zeros."""
    words: str
    """The part of the sentence, to show."""
    loc: Loc


def stated(plan: KeHoach) -> Iterator[Stated]:
    """All figures and days of a paper whose words say what they are."""
    texts: list[tuple[Loc, str]] = [(("van_ban", "trich_yeu"), plan.van_ban.trich_yeu)]
    for loc, node in walk(plan):
        for name in ("tieu_de", "noi_dung", "san_pham"):
            text = getattr(node, name, None)
            if text:
                texts.append(((*loc, name), text))
    for loc, text in texts:
        for sentence in _SENTENCE.split(plain(text)):
            yield from _of_sentence(sentence, loc)


def _of_sentence(sentence: str, loc: Loc) -> Iterator[Stated]:
    for found in _STATED.finditer(sentence):
        before = sentence[: found.start()]
        cited = _CITED.search(before) if found["day"] else None
        if cited is not None:
            year = found["day"].rpartition("/")[2]
            key = f"{fold(cited['number'])} {year} # {_DAY_UNIT}"
            yield Stated(key, _bare(found["day"]), f"{cited[0].strip()} {found[0]}", loc)
            continue
        if _NUMBERED.search(fold(before).rstrip()) and not found["day"]:
            continue
        words = [word for word in _WORD.findall(before) if word.lower() not in _EMPTY]
        if len(words) < LEAST:
            continue
        unit = _DAY_UNIT if found["day"] else fold(found["unit"] or "")
        most = MOST_OF_DAY if found["day"] else MOST
        key = " ".join([*(fold(word) for word in words[-most:]), "#", unit])
        value = found["day"] or found["number"]
        shown = " ".join([*before.split()[-6:], found[0].strip()])
        yield Stated(key, _bare(value), shown, loc)


def _bare(value: str) -> str:
    """07/6/2024 and 7/6/2024 are one day, 1.383 and 1383 one number."""
    if "/" in value:
        return "/".join(str(int(part)) for part in value.split("/"))
    whole, _comma, rest = value.replace(".", "").partition(",")
    rest = rest.rstrip("0")
    return f"{int(whole)},{rest}" if rest else str(int(whole))
