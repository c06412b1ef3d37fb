"""Where an organisation of the superior's level is meant itself, and not the unit's own.

"Đề nghị Hội Nông dân tỉnh vận động hội viên" is said of the commune's own organisation; "gửi danh
sách về Hội Nông dân tỉnh", "báo cáo Sở Nội vụ (qua Hội Nông dân tỉnh)", "lớp do Hội Nông dân tỉnh
mở" are of the province's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_BEFORE = re.compile(
    r"(?<!\w)(?:gửi|báo cáo|nộp|đăng ký)(?!\w)(?: [^.;:]{0,120}?)? (?:về|đến|tới|lên|gửi|với) $"
    r"|(?<!\w)(?:báo cáo|qua|xin ý kiến(?: của)?|thống nhất với|do"
    r"|(?:hướng dẫn|đề nghị|kế hoạch|mẫu|yêu cầu|phát động)(?: [^.;:,]{0,30})? của) $"
)
"""Before who gets something, or says how."""


def sent_above(plain: Plain, group: NamedTogether, unit: Addressee) -> bool:
    """Whether an organisation of above is sent something, or says how: it keeps its name."""
    ranks = [unit.rank_of(body) for body in group.bodies]
    above = any(rank is not None and rank < unit.level for rank in ranks)
    fronts = unit.kins(group.bodies) == {Kin.FRONT}
    return above and fronts and _BEFORE.search(plain.low[: group.start]) is not None
