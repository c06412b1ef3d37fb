"""Figures as the answer to a question about some: "5", "120 ha", "2 lớp; 60 lượt".

The plan above counts for all; the clerk knows the unit's part, and types it. Each goes into the
place of the one it answers, where that is certain; a part greater than the whole is told, for it is
a slip more often than the truth. Afterwards the sentence has the figures given, and those that are
the unit's in any case: nothing is left in it that only all have together.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.cascade.deriving.rulebook import questions as q
from generator.cascade.deriving.wording.by_kind import figure_of_kind
from generator.grammar.binding import binding, sums
from generator.grammar.figures import number_of
from generator.grammar.letters import plain_of
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.figures import Figure

_N = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_NUMBER = re.compile(rf"(?P<first>{_N})(?: ?- ?(?:{_N}))?")
_ANSWER = re.compile(
    r"(?P<number>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d{1,2})?)"  # "1,200" may be a thousand
    r" ?(?P<unit>%|[^\W\d_]+(?: [^\W\d_]+){0,3})?(?: ?/ ?(?P<per>năm|tháng|quý))?"
)
_BETWEEN = re.compile(r";|,\s|\s(?:và|với)\s")
"""Between figures that are given: a comma with nothing behind it is one of a fraction."""
_SCALES = {"tỷ": 1e9, "tỉ": 1e9, "triệu": 1e6, "nghìn": 1e3, "ngàn": 1e3, "đồng": 1.0}
_MONEY = re.compile(r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)(?:\s|(?!\w)))*(?:đồng(?!\w))?", re.IGNORECASE)
_WHOSE = re.compile(r" của (?P<kind>xã|phường|đặc khu|tỉnh|[Tt]hành phố)(?: [^:]+)?$")
_WHOLE = re.compile(
    r"(?<!\w)(?P<all>[Tt]oàn|[Cc]ả|địa bàn|phạm vi) (?P<area>tỉnh|[Tt]hành phố|nước|quốc)(?!\w)"
    rf"(?: {LARGE}[\w'’]*)*"
)
"""The area that a figure is counted over, and its name."""
_KINDS = r"(?:xã|phường|đặc khu|thị trấn)"
_CLAUSE = re.compile(r"[;.](?= |$)")
_TEN = 10
_MANY = 6
"""Figures of one sentence up to which every way to place them is tried."""


class Answered(NamedTuple):
    """What a figure makes of a sentence, or why it makes nothing."""

    words: str = ""
    why: Literal["", "which", "over"] = ""
    """which: not certain which figure is meant; over: more than what all have together."""


class _Given(NamedTuple):
    """A figure as it was typed."""

    number: str
    unit: str
    per: str

    @property
    def low(self) -> str:
        """Its unit in plain small letters."""
        return plain_of(self.unit).low


def is_about_figures(question: str) -> bool:
    """Whether a question asks for the unit's part of a figure, or for its own."""
    starts = (one.partition("{")[0] for one in (q.Q_TARGET, q.Q_MONEY, q.Q_SHARED))
    return question.startswith(tuple(starts))


def figures_asked(question: str, text: str) -> list[Figure]:
    """The figures of a sentence that a question may be about; none for other questions.

    Those that it has for units of another kind are none of them.
    """
    if not is_about_figures(question):
        return []
    return _asked(question, _of_own_kind(text, _kind(question)))


def cell_to_fill(question: str, column: str) -> str:
    """What is asked of a cell that still has the figures of all when the row's are answered."""
    return q.Q_CELL.replace("{cot}", column).replace("{cap}", _kind(question) or "đơn vị")


def _asked(question: str, text: str) -> list[Figure]:
    if question.startswith(q.Q_MONEY.partition("{")[0]):
        return sums(text)
    return [one for one in binding(text) if not one.money]


def says_figures(said: str) -> bool:
    """Whether an answer is figures and nothing else."""
    return bool(_given(said))


def _given(said: str) -> list[_Given]:
    """The figures of an answer; none where it says anything else."""
    parts = [_ANSWER.fullmatch(part.strip()) for part in _BETWEEN.split(said.strip(" .;"))]
    found = [_Given(p["number"], p["unit"] or "", p["per"] or "") for p in parts if p is not None]
    return found if len(found) == len(parts) else []


def with_figures(question: str, text: str, said: str) -> Answered:
    """The sentence with the unit's figures, as typed, in the place of those of all.

    Every figure that is asked about must be given: one that is left would stand as the unit's. A
    share of what is counted ("trong đó ít nhất 60% là nữ") holds for the unit's figure, too.
    """
    kind, given = _kind(question), _given(said)
    text = _of_own_kind(text, kind)
    if len(given) != len(_asked(question, text)):
        text = _without_breakdown(question, text)
    asked = _asked(question, text)
    placed = _placed(text, asked, _needed(text, asked, kind), given)
    if placed is None or (not kind and any(_of_all(text, figure) for figure in placed)):
        return Answered(why="which")
    if any(_is_over(figure, one) for figure, one in placed.items()):
        return Answered(why="over")
    return Answered(_written(text, placed, kind))


def _kind(question: str) -> str:
    """Which kind of unit is asked: "xã"; "" for a department."""
    found = _WHOSE.search(question)
    return found["kind"].lower() if found is not None else ""


# ------------------------------------------------------------------ what is asked of the unit

_PARTS = re.compile(
    r"[,:;]? ?(?P<open>\()?(?:trong đó|gồm|bao gồm|cụ thể(?! hóa)|chia ra|phân bổ)"
    r"(?: có| cho|:)*(?!\w)",
    re.IGNORECASE,
)
"""What begins the parts of a figure."""
_REST_OF_PART = re.compile(r"[^,;.()]*(?P<close>\))?")
_SEVERAL = 2
_OF_A_KIND = re.compile(
    rf"(?:[,;]| và)(?: còn| riêng)? (?:mỗi|các|từng) (?P<kind>{_KINDS})(?! (?:hội|viên)(?!\w))"
    rf"(?!(?:,| và|/) ?{_KINDS}) [^,;.\d]{{0,40}}\d[\d.,]*(?<=\d)[^,;.\d]*(?=[;.]|$|, (?!\d))"
)
"""What each unit of a kind has, behind what those of another kind have."""


def _of_own_kind(text: str, kind: str) -> str:
    """A text without the figures that it has for units of other kinds beside those of a kind."""
    if re.fullmatch(_KINDS, kind) is None:
        return text
    text = figure_of_kind(text, kind)
    found = [one for one in _OF_A_KIND.finditer(text) if one["kind"] != kind]
    for one in reversed(found):
        low = _clause_of(text, one.start())[0]
        if re.search(rf"(?<!\w){kind}(?!\w)[^;.]*\d", text[low : one.start()], re.IGNORECASE):
            text = text[: one.start()] + text[one.end() :]
    return text


def _without_breakdown(question: str, text: str) -> str:
    """A text without how the figure of all is made up: the unit has one figure, and not its parts.

    Only where they are counted as it is, and nothing else is: a share in percent is no part of it.
    Parts of a sum of money are those that come to it.
    """
    asked = _asked(question, text)
    for begins in _PARTS.finditer(text):
        low, high = _clause_of(text, begins.start())
        before = [one for one in asked if low <= one.span.start < begins.start()]
        behind = [one for one in asked if begins.end() <= one.span.start < high]
        whole = before[-1] if before else None
        if whole is None or not behind:
            continue
        parts = _counted_like(behind, whole)
        made_of = len(parts) >= _SEVERAL and _comes_to(parts, whole)
        if not made_of and (len(parts) < len(behind) or whole.money or len(before) > 1):
            continue
        rest = _REST_OF_PART.match(text, parts[-1].span.end)
        if rest is None or bool(begins["open"]) != bool(rest["close"]):
            continue
        return text[: begins.start()].rstrip() + text[rest.end() :]
    return text


def _counted_like(parts: Sequence[Figure], whole: Figure) -> list[Figure]:
    """The first of some figures, as far as they count what another does."""
    head = whole.unit.split()[0]
    other = (n for n, one in enumerate(parts) if one.unit == "%" or one.unit.split()[0] != head)
    return list(parts[: next(other, len(parts))])


def _comes_to(parts: Sequence[Figure], whole: Figure) -> bool:
    total = sum(one.value for one in parts)
    return abs(total - whole.value) <= _NEAR * whole.value


_NEAR = 1e-6


def _needed(text: str, asked: Sequence[Figure], kind: str) -> list[Figure]:
    """The figures of which each must be given: all but shares of one, and what the unit has."""
    for_all = any(_of_all(text, one) for one in asked)
    return [
        one
        for one in asked
        if not _is_share(text, one, asked) and not (for_all and _is_own(text, one, kind))
    ]


def _is_share(text: str, figure: Figure, asked: Sequence[Figure]) -> bool:
    """Whether a figure is a share of one before it: "1.200 người, trong đó 60% là nữ"."""
    low = _clause_of(text, figure.span.start)[0]
    begins = [one.start() for one in _PARTS.finditer(text, low, figure.span.start)]
    return figure.unit == "%" and any(
        one.unit != "%" and low <= one.span.start < begins[-1] for one in asked if begins
    )


def _is_own(text: str, figure: Figure, kind: str) -> bool:
    """Whether a clause is about the unit, or each of its kind: "xã có ít nhất 01 tổ"."""
    clause = text[slice(*_clause_of(text, figure.span.start))]
    begins = r"\W*(?:(?:mỗi|từng|các|ubnd|ủy ban nhân dân|cấp) )*"
    return bool(kind) and re.match(rf"{begins}{kind}(?!\w)", clause, re.IGNORECASE) is not None


def _of_all(text: str, figure: Figure) -> bool:
    return _WHOLE.search(text[slice(*_clause_of(text, figure.span.start))]) is not None


def _clause_of(text: str, at: int) -> tuple[int, int]:
    """Where the clause of a place begins and ends."""
    begin = max((one.end() for one in _CLAUSE.finditer(text, 0, at)), default=0)
    last = _CLAUSE.search(text, at)
    return begin, last.start() if last else len(text)


# ------------------------------------------------------------------ which of them is given


def _placed(
    text: str, asked: Sequence[Figure], needed: Sequence[Figure], given: Sequence[_Given]
) -> dict[Figure, _Given] | None:
    """Which figure each of those given answers; None where that is not certain.

    Those that count the same stand in the order of the sentence.
    """
    if not given or len(given) > len(asked) or len(asked) > _MANY:
        return None
    fits = [[_fits(text, one, typed) for one in asked] for typed in given]
    ways = [
        way
        for way in permutations(range(len(asked)), len(given))
        if all(fits[n][at] for n, at in enumerate(way))
        and all(one in (asked[at] for at in way) for one in needed)
        and not any(
            fits[n][way[m]] and fits[m][way[n]] and way[n] > way[m]
            for m in range(len(way)) for n in range(m)
        )
    ]  # fmt: skip
    if len(ways) != 1:
        return None
    return {asked[at]: given[n] for n, at in enumerate(ways[0])}


def _fits(text: str, figure: Figure, typed: _Given) -> bool:
    """Whether a figure counts what one that was typed counts; without a unit it fits all.

    "900 ha cà phê" is none of "45.200 ha sầu riêng"; "2" is none of "1,5 triệu lượt".
    """
    low = typed.low
    if typed.per and typed.per != figure.per:
        clause = plain_of(text[slice(*_clause_of(text, figure.span.start))]).low
        if re.search(rf"(?<!\w)(?:mỗi|hằng|hàng) {typed.per}(?!\w)", clause) is None:
            return False
    if figure.money:
        return _MONEY.fullmatch(low) is not None
    if figure.unit == "%" or low == "%":
        return not low or figure.unit == low
    if not low:
        return figure.unit.split()[0] not in _SCALES
    behind = plain_of(text[_number_at(text, figure).end() :]).low.lstrip()
    return re.match(rf"{re.escape(low)}(?!\w)", behind) is not None


def _is_over(figure: Figure, typed: _Given) -> bool:
    """Whether a figure is more than that of all; of a least one only where no unit tells that."""
    unit = typed.low.split()
    value, most = number_of(typed.number), figure.upper or figure.value
    if figure.unit == "%":
        return value > _ALL >= most
    bare = figure.money and not unit
    if bare:
        value *= figure.value / number_of(_NUMBER.match(figure.text)["first"])  # type: ignore[index]
    elif figure.money:
        value *= _SCALES[unit[0]] * (1e9 if unit[1:2] in (["tỷ"], ["tỉ"]) else 1.0)
    return value > most and (bare or figure.compare in ("=", "<=", "~"))


_ALL = 100


# ------------------------------------------------------------------ what is written


def _written(text: str, placed: dict[Figure, _Given], kind: str) -> str:
    """A text with figures in their places, counted over the unit, and said by it alone."""
    clauses = {_clause_of(text, figure.span.start) for figure in placed}
    areas = [area for clause in clauses for area in _WHOLE.finditer(text, *clause)]
    edits = [_edit(text, figure, typed) for figure, typed in placed.items()]
    edits += [(*area.span(), _over_unit(area, kind)) for area in areas]
    if kind:
        edits += [
            _unsaid(text, *said.span()) for at in clauses if (said := _SAID.match(text, at[0]))
        ]
    for start, stop, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[stop:]
    return text


_SAID = re.compile(
    r"\s*(?:theo|căn cứ|thực hiện) (?:(?:kế hoạch|chỉ tiêu|mục tiêu|nghị quyết|quyết định|đề án"
    r"|chương trình)[^,;.]*?) (?:của|do) (?:UBND|Ủy ban nhân dân|HĐND|Hội đồng nhân dân"
    r"|Chủ tịch UBND|Tỉnh ủy|Thành ủy|Sở|Chính phủ|Thủ tướng)[^,;.]*?(?: giao)?, (?=\S)",
    re.IGNORECASE,
)
"""Whose document has the figure: what the unit puts in its place is not of that."""


def _unsaid(text: str, start: int, end: int) -> tuple[int, int, str]:
    """The words out, with the letter behind them as what then begins."""
    lead = text[start:end]
    space = lead[: len(lead) - len(lead.lstrip())]
    first = text[end].upper() if lead.lstrip()[:1].isupper() else text[end]
    return start, end + 1, space + first


def _over_unit(area: re.Match[str], kind: str) -> str:
    """An area that is counted over, as the unit's: "cả nước" is "toàn tỉnh"."""
    if area["area"].lower() == kind:
        return area[0]
    nation = area["area"] in ("nước", "quốc")
    said = {"Cả": "Toàn", "cả": "toàn"}.get(area["all"], area["all"]) if nation else area["all"]
    return f"{said} {kind}"


def _edit(text: str, figure: Figure, typed: _Given) -> tuple[int, int, str]:
    """Where a figure stands, and what is to stand there: with a unit of money where one is typed.

    What it is counted by ("/năm") stays.
    """
    found = _number_at(text, figure)
    new = _typed(typed.number, text, counts=not figure.money and figure.unit != "%")
    if not figure.money or not typed.unit:
        return *found.span(), new
    space = len(text[found.end() :]) - len(text[found.end() :].lstrip())
    scale = _MONEY.match(text, found.end() + space)
    old = scale[0].rstrip() if scale is not None else ""
    whole = old.lower().endswith("đồng") and not typed.low.endswith("đồng")
    end = found.end() + space + len(old)
    return found.start(), end, f"{new} {typed.unit}{' đồng' if whole else ''}"


def _number_at(text: str, figure: Figure) -> re.Match[str]:
    """The number of a figure, both of "60 - 70"."""
    found = _NUMBER.match(text, figure.span.start)
    assert found is not None  # noqa: S101 - a figure begins with its number
    return found


def _typed(number: str, text: str, *, counts: bool) -> str:
    """The number as an office writes it: points from a thousand on, "05" where the text does so."""
    if number.isdecimal() and len(number.lstrip("0")) > 3:
        return f"{int(number):,}".replace(",", ".")
    small = number.isdecimal() and len(number) == 1 and int(number) < _TEN
    return f"0{number}" if small and counts and re.search(r"(?<![\d.,])0\d (?!%)", text) else number


# ------------------------------------------------------------------ what is left to ask

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
