"""Inspection ("thanh tra") in the plan of a commune, which checks ("kiểm tra") and inspects not.

Since there are two levels, inspectorates stand with the Government, ministries and provinces (Luật
Thanh tra số 84/2025/QH15, from memory): where a plan above says "thanh tra, kiểm tra" of everybody,
a commune's says "kiểm tra". Inspection alone is asked about (tham-quyen.toml).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.plan.bodies import TWO_LEVELS
from generator.text import patterns as re

if TYPE_CHECKING:
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee

_WHOSE = (
    r"(?<!đoàn )(?<!kết luận )(?<!kiến nghị )(?<!chịu sự )(?<!phục vụ )(?<!cuộc )(?<!cơ quan )"
    r"(?<!được )(?<!bị )(?<!sau )(?<!qua )(?<!kết quả )(?<!phục vụ công tác )"
)
"""Not before an inspection that others make of the unit, or made."""
_BEHIND = r"(?! (?:của|nhân dân|tỉnh|thành phố|chính phủ|bộ|sở)(?!\w))"
_FIRST = re.compile(rf"(?<!\w){_WHOSE}(?P<first>[Tt])hanh tra(?:, | và )kiểm tra{_BEHIND}(?!\w)")
_SECOND = re.compile(
    rf"(?<!\w){_WHOSE}(?P<check>[Kk]iểm tra)(?:, | và )thanh tra{_BEHIND}(?!\w)(?= |[,;.]|$)"
)


def without_inspectors(text: str, unit: Addressee, day: date | None) -> str:
    """A text in which the unit checks where the plan above has all inspect and check."""
    if "hanh tra" not in text or unit.level != RANKS["xa"] or not unit.committee:
        return text
    if day is not None and day < TWO_LEVELS:
        return text
    text = _FIRST.sub(lambda found: f"{'K' if found['first'] == 'T' else 'k'}iểm tra", text)
    return _SECOND.sub(r"\g<check>", text)
