"""A superior's figure in the plan of its department, said to be counted over all of its area.

The department that leads a plan has its targets as they are, and answers for none of them alone:
"Năm 2027 hoàn thành 9.800 căn" is there "Năm 2027, toàn tỉnh hoàn thành 9.800 căn".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.wording.entities import joined, put
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.binding import binding, same_everywhere
from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft

_SAYS_AREA = re.compile(
    r"(?<!\w)(?:toàn|cả|của|phạm vi|địa bàn|ngân sách|toàn địa bàn) (?:tỉnh|thành phố|nước|quốc)"
    r"(?!\w)|(?<!\w)(?:mỗi|từng|/) ?(?:xã|phường|đặc khu|đơn vị|địa phương)(?!\w)"
)
"""Says itself over what a figure is counted."""
_TIME = re.compile(
    r"[\W\d]*(?:(?:phấn đấu|mục tiêu),? )?"
    r"(?:(?:đến|trong|từ|giai đoạn)(?: (?:hết|cuối|năm|tháng|quý|ngày|đầu|nay))*"
    r"|năm|(?:mỗi|hằng|hàng) (?:năm|quý|tháng))"
    r"(?: [\d/]+(?: ?[-–] ?\d+)?)?(?: (?:đến|và) (?:năm )?\d+)?(?:,|:| thì)? "
    r"(?!20\d\d(?!\w))(?=\w)"
)
"""When it is to be reached, at the head of the sentence."""
_REACHES = re.compile(
    r"(?:phấn đấu|có|đạt|giảm|tăng|thu hút|duy trì|phát triển|hình thành|xây (?:mới|dựng)|khởi công"
    r"|công nhận|hoàn thành|thực hiện|trồng|tiêm|đào tạo|giải quyết|tạo|cải tạo|nâng|xóa|kéo giảm"
    r"|di dời|thành lập|vận động|bàn giao|kết nối)(?!\w)"
)


class Insertion(NamedTuple):
    """Words for a place of a text, in front of its letter there."""

    at: int
    words: str


def over_all(text: str, area: str) -> Insertion | None:
    """Where a text gets the area (`area`: "tỉnh") of what it counts; None where it says one."""
    low = plain_of(text).low
    if not text.strip() or _SAYS_AREA.search(low):
        return None
    time = _TIME.match(low)
    at = plain_of(text).span(0, time.end()).end if time is not None else 0
    at += len(text[at:]) - len(text[at:].lstrip(" -+*"))
    acts = begins_work(plain_of(text[at:]).low) or _REACHES.match(plain_of(text[at:]).low)
    words = f"toàn {area} " if acts else f"trên địa bàn {area}, "
    return Insertion(at, words if time is not None else f"{words[:1].upper()}{words[1:]}")


def counts_all(text: str) -> bool:
    """Whether a text counts what one body alone does not: shares hold everywhere alike."""
    found = [one for one in binding(text) if not same_everywhere(one, text)]
    return any(one.unit != "%" for one in found)


def put_over_all(draft: NodeDraft, field: str, area: str) -> None:
    """Say of a superior's figure that it is counted over all of its area."""
    text = joined(draft.texts[field])
    made = over_all(text, area) if counts_all(text) else None
    if made is None:
        return
    before = text[: made.at].rstrip()
    start = len(before)
    words = _led_in(before, made.words) + small(text[made.at :])[:1]
    new, done = put(draft.texts[field], [(start, made.at + 1, RuleWords((words,)))])
    if done:
        draft.texts[field] = new
        draft.touch(OWN_WORK)


def said_over_all(text: str, area: str) -> str:
    """A text with the area that its figures are counted over, where it says none."""
    made = over_all(text, area)
    if made is None:
        return text
    before = text[: made.at].rstrip()
    return before + _led_in(before, made.words) + small(text[made.at :])


def _led_in(before: str, words: str) -> str:
    """Words behind a time: a comma parts them from it."""
    if not before:
        return words
    return f"{'' if before.endswith((',', ':')) else ','} {words}"
