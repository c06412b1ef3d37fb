"""Whether a sentence says what it is about, once the work of others before it is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.wording.lost_work import acts_on_nothing, told_of
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from datetime import date

_LEANS = re.compile(
    r"(?<!\w)(?:vụ việc|trường hợp|vướng mắc|vấn đề|nội dung|phần|số|cơ sở|công trình|hồ sơ|khu vực"
    r"|đối tượng|diện tích|hộ|tuyến|điểm) (?:phát sinh|còn lại|nêu trên|nói trên|này|đó|ấy)"
    r"(?=[.;,]|$| (?:trước|trong|xong|hoàn thành)(?!\w))"
)
_TOO_LITTLE = re.compile(
    r"(?<!\w)(?:tham gia|phối hợp|cùng|tham dự|dự|nêu trên|nói trên|học viên|dữ liệu)(?!\w)"
)
"""Words of a sentence that say too little without the one before."""
_WHOLE = 12
"""Words from which on a sentence with a day of its own says what it is about."""


def stands_alone(said: str, day: date | None) -> bool:
    """Whether a sentence says what it is about though the one before it was left out."""
    low = plain_of(said).low
    dated = any(d.last or d.each for d in deadlines(said, day))
    return dated and len(low.split()) >= _WHOLE and _TOO_LITTLE.search(low) is None


def leans(words: str) -> bool:
    """Whether words speak of what only those before them have named: "các cơ sở còn lại"."""
    return _LEANS.search(plain_of(words).low) is not None


_ORDERS = re.compile(r"(?i)[\W\d]*(?:chỉ đạo|yêu cầu|giao|phân công) ")
"""An order to the leader's own people is no work that is gone on with."""


def said_whole(words: str, before: str, who: str) -> tuple[str, str]:
    """Words with the lost work that they are about, and what of it nobody can say in them.

    "lựa chọn vị trí", behind "Lắp đặt 12 trạm quan trắc;", is "lựa chọn vị trí lắp đặt …".
    `before`: that work, "" for none; `who`: whose it is.
    """
    if (
        not before
        or _ORDERS.match(before)
        or not (leans(words) or acts_on_nothing(plain_of(words).low))
    ):
        return words, ""
    told = told_of(words, before, "" if leans(words) else who)
    return (words, before) if told is None else (told.words, "")
