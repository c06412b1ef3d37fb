"""A figure as the answer to a question about one: "5", "120 ha", "2 lớp; 60 lượt".

The plan above counts for all; the clerk knows the unit's part, and types it. It goes into the place
of the figure that the question is about, where that is certain; a part greater than the whole is
told, for it is a slip more often than the truth.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook import questions as q
from generator.grammar.binding import binding, sums
from generator.grammar.figures import number_of
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from generator.grammar.figures import Figure

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_ANSWER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d{1,2})?)"  # "1,200" may be a thousand
    r" ?(?P<unit>%|[^\W\d_]+(?: [^\W\d_]+){0,3})?"
)
_SCALES = {"tỷ": 1e9, "tỉ": 1e9, "triệu": 1e6, "nghìn": 1e3, "ngàn": 1e3, "đồng": 1.0}
_WHOSE = re.compile(r" của (?P<kind>xã|phường|đặc khu)(?: [^:]+)?$")
_WHOLE = re.compile(r"(?<!\w)(?P<all>[Tt]oàn|[Cc]ả) (?:tỉnh|thành phố)(?!\w)")
_CLAUSE = re.compile(r"[;.](?= |$)")
_TEN = 10


class Answered(NamedTuple):
    """What a figure makes of a sentence, or why it makes nothing."""

    words: str = ""
    why: Literal["", "which", "over"] = ""
    """which: not certain which figure is meant; over: more than what all have together."""


def is_about_figures(question: str) -> bool:
    """Whether a question asks for the unit's part of a figure, or for its own."""
    starts = (one.partition("{")[0] for one in (q.Q_TARGET, q.Q_MONEY, q.Q_SHARED))
    return question.startswith(tuple(starts))


def figures_asked(question: str, text: str) -> list[Figure]:
    """The figures of a sentence that a question may be about; none for other questions."""
    if not is_about_figures(question):
        return []
    if question.startswith(q.Q_MONEY.partition("{")[0]):
        return sums(text)
    return [one for one in binding(text) if not one.money]


def says_figures(said: str) -> bool:
    """Whether an answer is figures and nothing else."""
    parts = [part.strip() for part in said.strip(" .;").split(";")]
    return all(_ANSWER.fullmatch(part) for part in parts)


def with_figures(question: str, text: str, said: str) -> Answered:
    """The sentence with the unit's figures, as typed, in the place of those of all.

    Every figure that is asked about must be given: one that is left would stand as the unit's.
    """
    given_all = len(said.strip(" .;").split(";")) == len(figures_asked(question, text))
    text = text if given_all else _without_parts(question, text, one=";" not in said)
    asked = figures_asked(question, text)
    given: dict[Figure, re.Match[str]] = {}
    for part in said.strip(" .;").split(";"):
        found = _ANSWER.fullmatch(part.strip())
        fits = [one for one in asked if found is not None and _fits(one, found["unit"] or "")]
        if len(fits) > 1:
            fits = [one for one in fits if _of_all(text, one)]
        if found is None or len(fits) != 1 or fits[0] in given:
            return Answered(why="which")
        if _is_over(fits[0], found):
            return Answered(why="over")
        given[fits[0]] = found
    if any(one.compare == "=" and one not in given for one in asked):
        return Answered(why="which")
    whose = _WHOSE.search(question)
    for figure in sorted(given, key=lambda one: one.span.start, reverse=True):
        text = _put(text, figure, given[figure], whose["kind"] if whose else "")
    return Answered(text)


_PARTS = re.compile(
    r"[,:;]? ?(?P<open>\()?(?:trong đó|gồm|bao gồm|cụ thể(?! hóa)|chia ra|phân bổ)"
    r"(?: có| cho|:)*(?!\w)",
    re.IGNORECASE,
)
"""What begins the parts of a figure."""
_REST_OF_PART = re.compile(r"[^,;.()]*(?P<close>\))?")
_SEVERAL = 2


def _without_parts(question: str, text: str, *, one: bool) -> str:
    """A text without how the figure of all is made up: the unit has one figure, and not its parts.

    Where the parts come to that figure, nothing else is said in them. `one`: a single figure is
    given; it stands for a whole with parts that do not come to it where no other is asked about.
    """
    asked = figures_asked(question, text)
    for begins in _PARTS.finditer(text):
        low, high = _clause_of(text, begins.start())
        before = [one for one in asked if low <= one.span.start < begins.start()]
        parts = [one for one in asked if begins.end() <= one.span.start < high]
        whole = before[-1] if before else None
        if whole is None or not parts:
            continue
        if len(parts) >= _SEVERAL and _comes_to(parts, whole):
            rest = _REST_OF_PART.match(text, parts[-1].span.end)
            if rest is not None and bool(begins["open"]) == bool(rest["close"]):
                return text[: begins.start()].rstrip() + text[rest.end() :]
            continue
        end = text.find(")", begins.end(), high) + 1 if begins["open"] else high
        left = text[: begins.start()].rstrip() + text[end:] if end else text
        if one and not whole.money and len(figures_asked(question, left)) == 1:
            return left
    return text


def _comes_to(parts: list[Figure], whole: Figure) -> bool:
    """Whether figures of one unit make another."""
    head = whole.unit.split()[0]
    same = all(one.unit.split()[0] == head and one.unit != "%" for one in parts)
    total = sum(one.value for one in parts)
    return same and abs(total - whole.value) <= _NEAR * whole.value


_NEAR = 1e-6


_WHOSE_PART = re.compile(r"xem (?P<unit>[^:“”]+) có thuộc phần ấy không$")


def share_left(question: str, before: str, left: str) -> str:
    """What is to be asked where the share of others was taken out of a sentence, "" for nothing.

    "60 điểm, trong đó xã ven biển 20 điểm": of a unit inland neither figure is its own.
    """
    unit = _WHOSE_PART.search(question)
    gone = "trong đó" in before and "trong đó" not in left
    if unit is None or not gone or not binding(left):
        return ""
    return q.Q_SHARED.replace("{don_vi}", unit["unit"])


def _clause_of(text: str, at: int) -> tuple[int, int]:
    """Where the clause of a place begins and ends."""
    begin = max((one.end() for one in _CLAUSE.finditer(text, 0, at)), default=0)
    last = _CLAUSE.search(text, at)
    return begin, last.start() if last else len(text)


def _of_all(text: str, figure: Figure) -> bool:
    return _WHOLE.search(text[slice(*_clause_of(text, figure.span.start))]) is not None


def _fits(figure: Figure, unit: str) -> bool:
    """Whether a figure counts what an answer counts; an answer without a unit fits all."""
    low = plain_of(unit).low
    if figure.money:
        return not low or low.split()[0] in _SCALES
    if figure.unit == "%" or low == "%":
        return not low or figure.unit == low
    return not low or figure.unit.split()[0] == low.split()[0]


def _is_over(figure: Figure, found: re.Match[str]) -> bool:
    unit = plain_of(found["unit"] or "").low.split()
    value = number_of(found["number"])
    if figure.money and unit:
        value *= _SCALES[unit[0]] * (1e9 if unit[1:2] in (["tỷ"], ["tỉ"]) else 1.0)
    elif figure.money:
        value *= figure.value / number_of(_NUMBER.match(figure.text)[0])  # type: ignore[index]
    return figure.unit != "%" and figure.compare in ("=", "<=", "~") and value > figure.value


def _put(text: str, figure: Figure, found: re.Match[str], kind: str) -> str:
    start, end = figure.span
    old = _NUMBER.match(text[start:end])
    stop = end if figure.money and found["unit"] else start + (old.end() if old else 0)
    new = _typed(found["number"], text, counts=not figure.money and figure.unit != "%")
    if figure.money and found["unit"]:
        new = f"{new} {found['unit']}"
    begin, last = _clause_of(text, start)
    clause = text[begin:start] + new + text[stop:last]
    if kind:
        clause = _WHOLE.sub(rf"\g<all> {kind}", clause)
    return text[:begin] + clause + text[last:]


def _typed(number: str, text: str, *, counts: bool) -> str:
    """The number as an office writes it: points from a thousand on, "05" where the text does so."""
    if number.isdecimal() and len(number.lstrip("0")) > 3:
        return f"{int(number):,}".replace(",", ".")
    small = number.isdecimal() and len(number) == 1 and int(number) < _TEN
    return f"0{number}" if small and counts and re.search(r"(?<![\d.,])0\d (?!%)", text) else number
