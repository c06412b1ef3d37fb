"""What each unit does, in the plan of one of them: "thành lập mỗi xã 03 tổ" → "thành lập 03 tổ"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
_AT = re.compile(r"(?<!\w)(?:tại|ở|trong|từ|đến|về) $")
_OF_CLASS = re.compile(r" (?:đảo|biên giới|miền núi|vùng cao|ven biển|bãi ngang)(?!\w)")


def of_each(plain: Plain) -> list[LetterSpan]:
    """Where a text says that each unit does so much, behind its verb."""
    if " mỗi " not in plain.low:
        return []
    spans = [one.span() for one in _SHARE.finditer(plain.low)]
    of_class = [one.span("each") for one in _OF_A_CLASS.finditer(plain.low)]
    return [plain.span(*one) for one in sorted({*spans, *of_class})]


def is_of_each(low: str, found: re.Match[str], units: list[str]) -> bool:
    """Whether units led by "mỗi", "từng" stand as those that each do it, and not as a place."""
    one = found["lead"] in ("mỗi ", "từng ") and len(units) == 1
    return one and _AT.search(low, 0, found.start()) is None


def end_of_kinds(low: str, end: int, *, other: bool) -> int:
    """Where kinds of units end; `other`: the last is another's, of a class: "đặc khu, xã đảo"."""
    only = _OF_CLASS.match(low, end) if other else None
    return only.end() if only is not None else end
