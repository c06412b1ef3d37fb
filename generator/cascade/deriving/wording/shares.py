"""What each unit does, in the plan of one of them: "thành lập mỗi xã 03 tổ" → "thành lập 03 tổ"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_TARGET
from generator.grammar.binding import counted_behind_each
from generator.grammar.narrowing import narrowed

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.rulebook.text_under_way import Text
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import LetterSpan, Plain

_KIND = r"(?:xã|phường|đặc khu)(?!\w)"
_PLACE = r"(?<!\btại)(?<!\bở)(?<!\bcho)(?<!\bcủa)(?<!\btừ)(?<!\btrong)(?<!\bđến)(?<!\bvề)"
"""Not behind a word that needs its noun: "tại mỗi xã"."""
_SHARE = re.compile(
    rf"{_PLACE}(?<=[^\W\d]) mỗi {_KIND}(?:(?:, | và ){_KIND})*(?= \d)"
    rf"|{_PLACE}(?<=[^\W\d]) mỗi {_KIND}(?=[.;]|, (?!{_KIND}))"
)
_OF_A_CLASS = re.compile(
    rf"(?<!\w)các {_KIND}(?:(?:, | và ){_KIND})* [^,;.:()\d]{{2,40}}?"
    rf"(?P<each>,? (?:thì )?mỗi {_KIND})(?= )"
)
"""What each of a class does: "các xã biên giới mỗi xã thành lập 02 tổ"."""
_AMOUNT = re.compile(
    rf"(?<=[;,] )mỗi {_KIND}(?:(?:, | và ){_KIND})* (?=(?:không dưới|không ít hơn|ít nhất|tối thiểu"
    r"|không quá|tối đa) \d)"
)
"""How much each does of what stands before: "mở lớp; mỗi xã không dưới 02 lớp"."""
_AT = re.compile(r"(?<!\w)(?:tại|ở|trong|từ|đến|về) $")
_OF_CLASS = re.compile(r" (?:đảo|biên giới|miền núi|vùng cao|ven biển|bãi ngang)(?!\w)")


def of_each(plain: Plain) -> list[LetterSpan]:
    """Where a text says that each unit does so much, behind its verb."""
    if " mỗi " not in plain.low:
        return []
    spans = [one.span() for one in _SHARE.finditer(plain.low)]
    of_class = [one.span("each") for one in _OF_A_CLASS.finditer(plain.low)]
    amounts = [one.span() for one in _AMOUNT.finditer(plain.low)]
    return [plain.span(*one) for one in sorted({*spans, *of_class, *amounts})]


def is_of_each(low: str, found: re.Match[str], units: list[str]) -> bool:
    """Whether units led by "mỗi", "từng" stand as those that each do it, and not as a place."""
    one = found["lead"] in ("mỗi ", "từng ") and len(units) == 1
    return one and _AT.search(low, 0, found.start()) is None


def end_of_kinds(low: str, end: int, *, other: bool) -> int:
    """Where kinds of units end; `other`: the last is another's, of a class: "đặc khu, xã đảo"."""
    only = _OF_CLASS.match(low, end) if other else None
    return only.end() if only is not None else end


_PER_UNIT = re.compile(
    r"(?<=đồng)/(?P<unit>xã|phường|đặc khu|địa phương|đơn vị)"
    r"(?:(?:, |/)(?:xã|phường|đặc khu))*(?!\w)"
)
"""A sum that each of the units has."""


def sums_of_each(text: str) -> int:
    """How many sums of a text are what each unit has."""
    return len(_PER_UNIT.findall(text))


def own_sums(draft: NodeDraft, field: str, unit: Addressee, ask: Questions) -> None:
    """What each unit has, as the unit's; a class that it is not of keeps its words.

    "80 triệu đồng/xã có rừng trong dự toán" is "80 triệu đồng trong dự toán", where it has forest.
    """
    said: Text = []
    for piece in draft.texts[field]:
        own, classes = _with_own_sums(piece) if isinstance(piece, str) else (piece, [])
        if any(unit.belongs(about) is False for about in classes):
            return
        said.append(own)
        for about in classes:
            ask.ask_belongs(draft, about)
    draft.texts[field] = said


def ask_behind_each(draft: NodeDraft, text: str, ask: Questions) -> None:
    """Ask for the unit's part of what all have together, said behind what each of them has."""
    if (counted := counted_behind_each(draft.said)) and counted in text:
        ask.mark(draft, Q_TARGET)


def _with_own_sums(text: str) -> tuple[str, list[str]]:
    """A text without the units that each have a sum, and of which classes they are."""
    classes: list[str] = []
    low = text.lower()
    for found in reversed([*_PER_UNIT.finditer(text)]):
        limit = narrowed(low, found.start("unit"), found.end(), "dia-phuong")
        end = found.end()
        if limit is not None and not low[end : limit.start + 1].strip():
            classes.append(text[end : limit.end].strip())
            end = limit.end
        text = text[: found.start()] + text[end:]
    return text, classes[::-1]
