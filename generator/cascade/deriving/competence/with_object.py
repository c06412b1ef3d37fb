"""What a class of units has, as the object of what they then do: "đã có kho thì sắp xếp lại".

Once it is settled that the unit is of the class, the condition goes; its object must not go with
it: "Sắp xếp lại kho". Where that is not certain the sentence stays as it is, for a person.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.questions import Q_WORDS
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import work_begun

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions

_STATE = re.compile(r"(?:nào )?(?:(?:đã|đang|chưa|không|được)(?!\w) ?)*")
_HAS = re.compile(r"(?:có|trang bị|cấp|đạt)(?!\w)")
_ASPECT = r" (?:(?:mức độ |tình trạng )?an toàn|chất lượng|hiện trạng|tình trạng)"
"""What of a thing is looked at: "kiểm tra an toàn | hồ, đập nhỏ"."""
_HOW = (
    r"(?: (?:ngay|lại|tốt|đầy đủ|kịp thời|thường xuyên|có hiệu quả|hiệu quả|hết))*"
    rf"(?:{_ASPECT})?"
)
_STOPS = (
    r"(?=[ ,;.]*$|,|;|\.(?!\d)| (?:tại|trong|trước|theo|từ|để|vào|sau|chậm nhất|hằng|định kỳ|cùng"
    r"|xong|ngày|nhằm|và|đúng)(?!\w))"
)
_BARE = re.compile(rf"{_HOW}{_STOPS}")
_OTHERWISE = re.compile(r"(?:sử dụng|sắp xếp|bảo quản|khai thác|tận dụng|bảo dưỡng)(?!\w)")
"""Verbs with which no other sentence of a plan begins."""
_ALONE = re.compile(r"(?:báo cáo|họp|trực|phối hợp|thực hiện|triển khai|chủ động|tham gia)(?!\w)")
"""Verbs whose object, where they have one, is not what the unit has."""
_ASKS = re.compile(r"(?:trình|đề nghị|kiến nghị|xin|báo cáo)(?!\w) ")


class Held(NamedTuple):
    """What a class of units has or has done: "đã bố trí" "kinh phí test nhanh"."""

    verb: str
    what: str
    """"" where the text says it before: "nơi chưa bố trí"."""


def held_by(about: str) -> Held | None:
    """What is said that a class of units has; None for a class of another sort."""
    low = plain_of(about).low
    start = state.end() if (state := _STATE.match(low)) is not None else 0
    verb = _HAS.match(low, start)
    end = verb.end() if verb is not None else work_begun(low, start)
    if not end:
        return None
    return Held(about[start:end], about[end:].strip(" ,"))


def with_object(rest: str, held: Held | None) -> str | None:
    """What units of a class do, with its object; None where the object cannot be put in."""
    low = plain_of(rest).low
    asks = _ASKS.match(low)
    body = next((g for g in groups(plain_of(rest)) if asks and g.start == asks.end()), None)
    if body is not None:
        if re.compile(_STOPS).match(low, body.end) is None:
            return rest
        if held is None or not held.what or held.verb == "có":
            return None
        return _put(rest, body.end, f"{held.verb} {held.what}")
    other = _OTHERWISE.match(low)
    end = other.end() if other is not None else work_begun(low, 0)
    bare = _BARE.match(low, end) if end else None
    if bare is None:
        return rest
    if held is None or not held.what or _ALONE.match(low):
        return None
    return _put(rest, bare.end(), held.what)


_UNSAID = re.compile(
    rf"(?:{_HOW}(?:(?=[ .]*$|;)| (?:trước|xong|chậm nhất|hằng|định kỳ)(?!\w))|{_ASPECT}(?=[,;]))"
)
_MUST = re.compile(r"(?:(?:phải|cần|có trách nhiệm|khẩn trương|chủ động)(?!\w) )+")


def with_object_where_unsaid(rest: str, held: Held | None) -> str:
    """What units of a class do, with what they have where the verb has certainly no object.

    "chưa đạt khối lượng nạo vét | phải hoàn thành trước ngày …".
    """
    low = plain_of(rest).low
    must = _MUST.match(low)
    at = must.end() if must is not None else 0
    end = work_begun(low, at)
    if not end or held is None or not held.what or _ALONE.match(low, at) or _ASKS.match(low, at):
        return rest
    if _UNSAID.match(low, end) is None:
        return rest
    how = re.compile(_HOW).match(low, end)
    return _put(rest, how.end() if how is not None else end, held.what)


def said_with_object(
    draft: NodeDraft, ask: Questions, about: str, rest: str, *, then: bool
) -> tuple[str, bool]:
    """What the units of a class do, with what they have; and whether nothing says to what.

    `then`: whether the class is a condition, behind which the verb has no object of its own.
    """
    if not then:
        return with_object_where_unsaid(rest, held_by(about)), False
    whole = with_object(rest, held_by(about))
    if whole is None:
        ask.mark(draft, Q_WORDS)
        return rest, True
    return whole or rest, False


def _put(words: str, at: int, what: str) -> str:
    return f"{words[:at]} {what}{words[at:]}"


_GETS = re.compile(
    r" được (?=(?:tỉnh|thành phố|trung ương|ngân sách|nhà nước|hỗ trợ|cấp|bố trí|phân bổ|ưu tiên"
    r"|giao|tăng|hưởng|trang bị|thuê|vay|áp dụng|sử dụng)(?!\w))"
)
"""What the units of a class are given is said of them, and is no part of the class."""


def given_from(low: str, start: int, stop: int) -> re.Match[str] | None:
    """Where what the units of a class are given begins.

    Behind a verb the word says that it can be done, where another follows: "chưa tự cân đối được
    ngân sách | được trung ương hỗ trợ".
    """
    found = [one for one in _GETS.finditer(low, start + 3) if one.start() < stop]
    while len(found) > 1 and _BEHIND_VERB.search(low, start, found[0].start()):
        found = found[1:]
    return found[0] if found else None


_BEHIND_VERB = re.compile(r"(?<!\w)(?:tự|không|chưa|đã|chỉ) (?:[^\W\d]+ ){0,2}[^\W\d]+$")
