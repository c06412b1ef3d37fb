"""Figures of a sentence that bind somebody: not ages, volts, telephone numbers, thresholds.

"Thành lập 120 câu lạc bộ" binds whoever says it; "người từ đủ 75 tuổi trở lên", "lưới điện 110kV",
"tổng đài 19001006", "hộ có từ 300 người" say of whom or of what a sentence speaks.
"""

from __future__ import annotations

import re

from generator.grammar.figures import Figure, figures
from generator.grammar.letters import plain_of

_MEASURES = frozenset(("tuổi", "kv", "kw", "kwh", "v", "w", "hz", "mm", "cm", "cấp", "giờ")) | {
    "phút", "độ", "lít", "sao",
}  # fmt: skip
_NUMBERED = re.compile(
    r"(?:nghị quyết|kế hoạch|chỉ thị|kết luận|chương trình|đề án|quyết định|thông báo|công điện"
    r"|quốc lộ|tỉnh lộ|đường|số|luật|tổng đài|điện thoại|đầu số) $"
)
_FROM = re.compile(r"(?<!\w)(?:từ|từ đủ|đủ|trên|dưới|hơn|quá|thứ|tròn) $")
_AIMED = re.compile(
    r"(?<!\w)(?:đạt|tăng|giảm|phấn đấu|nâng|thêm|mới)(?: \w+){0,3} (?:từ|trên|hơn) $"
)
_OFTEN = re.compile(
    r"(?:mỗi|hằng|hàng|một|/ ?)(?:ngày|tuần|tháng|quý|năm)?|\d+ (?:ngày|tuần|tháng|quý) $"
)
_PHONE = 6
"""Digits in a row from which on a number is a telephone's: sums and counts have their points."""
_NEAR = 40


def binding(text: str) -> list[Figure]:
    """The figures of a text that bind; shares of all ("100%") bind everybody alike."""
    low = plain_of(text).low
    return [f for f in figures(text) if binds(f, text, low)]


def binds(figure: Figure, text: str, low: str) -> bool:
    """Whether a figure of `text` binds; `low` is the text in plain small letters."""
    if figure.money:
        return True
    if figure.unit == "%":
        return figure.value < 100
    at = figure.span.start
    before = plain_of(text[:at]).low
    word = figure.unit.split(" ")[0]
    if word in _MEASURES or _NUMBERED.search(before):
        return False
    if len(re.match(r"\d*", text[at:])[0]) >= _PHONE:  # type: ignore[index]
        return False
    if word == "lần" and _OFTEN.search(low[max(0, at - _NEAR) : at + _NEAR]):
        return False
    return _FROM.search(before) is None or _AIMED.search(before) is not None


CLAUSE = re.compile(r"(?<=[.;]) +")
"""Where one clause of a text ends and the next begins."""
