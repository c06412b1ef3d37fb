"""Of several figures of a sentence, each said of another unit or kind of units: which is ours.

"Trồng 120 ha, trong đó xã A Lưới 1: 25 ha; xã A Lưới 2: 30 ha" gives A Lưới 2 its 30 ha; of "80%
hộ ở phường và 60% hộ ở xã" a commune's is 60%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.letters import key_of, plain_of
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee

_FIGURE = re.compile(r"(?<![\w.,/])(\d[\d.]*(?:,\d+)?) ?(%|[^\W\d_]+)")
_PARTS = re.compile(r"[;,.()]| và | còn | riêng |trong đó")
_NO_COUNT = re.compile(
    r"(?:ngày|tháng|năm|quý|giờ|phút|tuổi|điều|khoản|mục|và|của|để|trên|tại|cho|từ|đến|theo|trong"
    r"|với|các|thì|là|có|phải|về)$"
)
_BEFORE = re.compile(r"(?:ngày|tháng|năm|quý|số|điều|khoản|mục|đợt|thứ) ?$")
_KINDS = {
    "xã": re.compile(r"(?<!\w)(?<!hợp tác )xã(?! (?:hội|viên|đội))|(?<!\w)nông thôn"),
    "phường": re.compile(r"(?<!\w)phường|(?<!\w)(?:khu vực |vùng )?(?:đô thị|thành thị)"),
    "đặc khu": re.compile(r"(?<!\w)đặc khu"),
}
_NAME = re.compile(
    rf"(?:(?:xã|phường|đặc khu|thị trấn) )?(?P<name>{LARGE}[^\W\d_]*(?: {LARGE}[^\W\d_]*)*"
    r"(?: \d{1,2}(?=:| \d))?) ?(?::|có|đạt|là|trồng)? ?(?:ít nhất |tối thiểu )?"
    r"(?P<n>\d[\d.]*(?:,\d+)?) ?(?P<unit>%|[^\W\d_]+)"
)


class Share(NamedTuple):
    """A figure that is said of some."""

    figure: str
    """Its number as digits: "1200"."""
    unit: str
    """What is counted, or "%"."""
    ours: bool
    text: str
    """As it is written: "30 ha"."""


def shares(text: str, me: Addressee) -> list[Share]:
    """The figures of a text that are each said of other units; [] unless one of them is ours."""
    if not me.committee or me.word not in _KINDS:
        return []
    found = [*_by_name(text, me)]
    found = found if len({one.ours for one in found}) > 1 else [*_by_kind(text, me)]
    return found if len({one.ours for one in found}) > 1 else []


def another_share(above: str, now: str, me: Addressee) -> tuple[Share, Share] | None:
    """Where a text counts otherwise than our share of what the plan above says: what it says, ours.

    None where it has our share, or does not count that at all.
    """
    said = shares(above, me)
    here = [*counts(now)]
    for ours in (one for one in said if one.ours):
        mine = [one for one in here if one.unit == ours.unit]
        if not mine or any(one.figure == ours.figure for one in mine):
            continue
        theirs = {one.figure for one in said if not one.ours and one.unit == ours.unit}
        for one in mine:
            if one.figure in theirs or len(mine) == 1:
                return one, ours
    return None


def is_our_share(above: str, now: str, me: Addressee) -> bool:
    """Whether a text counts just what the plan above gives this unit by its name or its kind."""
    said = shares(above, me)
    here = {(one.figure, one.unit) for one in counts(now)}
    return any(one.ours and (one.figure, one.unit) in here for one in said)


def counts(text: str) -> Iterator[Share]:
    """The figures of a text that count things; days and numbers of papers are none."""
    for found in _FIGURE.finditer(text):
        unit, before = found[2].lower(), text[: found.start()].lower()
        if not _NO_COUNT.match(unit) and not _BEFORE.search(before):
            yield Share(_digits(found[1]), unit, ours=True, text=found[0])


class GreaterCount(NamedTuple):
    """A count that is greater now."""

    was: Share
    now: Share
    given: bool
    """Whether the plan above gives just so many, and not so many at least."""


def raised(was: str, now: str, above: str) -> GreaterCount | None:
    """The first count of a sentence that is greater now, where all of them count the same."""
    before, after = [*counts(was)], [*counts(now)]
    if [one.unit for one in before] != [one.unit for one in after]:
        return None
    said = {(one.figure, one.unit) for one in counts(above)}
    for old, new in zip(before, after, strict=True):
        if int(new.figure) > int(old.figure):
            least = _LEAST.search(was[: was.find(old.text)].lower()) is not None
            return GreaterCount(old, new, (old.figure, old.unit) in said and not least)
    return None


_LEAST = re.compile(r"(?:tối thiểu|ít nhất|không dưới|trên|từ)(?: [^\W\d]+){0,2} $")
"""Before a count that may be exceeded."""


def _by_name(text: str, me: Addressee) -> Iterator[Share]:
    for found in _NAME.finditer(text):
        if not _NO_COUNT.match(found["unit"]):
            words = text[found.start("n") : found.end()]
            yield Share(_digits(found["n"]), found["unit"].lower(),
                        ours=key_of(found["name"]) == me.bare, text=words)  # fmt: skip


def _by_kind(text: str, me: Addressee) -> Iterator[Share]:
    """Figures of which the words between two commas name one kind of units."""
    for part in _PARTS.split(text):
        low = plain_of(part).low
        kinds = [kind for kind, said in _KINDS.items() if said.search(low)]
        here = [*counts(part)]
        if len(kinds) == 1 and len(here) == 1:
            yield here[0]._replace(ours=kinds[0] == me.word)


def _digits(number: str) -> str:
    return number.replace(".", "").lstrip("0") or "0"
