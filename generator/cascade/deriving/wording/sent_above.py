"""Where an organisation of the superior's level, or another unit, is meant itself.

"Đề nghị Hội Nông dân tỉnh vận động hội viên" is said of the commune's own organisation; "gửi danh
sách về Hội Nông dân tỉnh", "báo cáo Sở Nội vụ (qua Hội Nông dân tỉnh)", "lớp do Hội Nông dân tỉnh
mở" are of the province's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin, is_mutual
from generator.grammar.competence import grants
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_BEFORE = re.compile(
    r"(?<!\w)(?:gửi|báo cáo|nộp|đăng ký)(?!\w)(?: [^.;:]{0,120}?)? (?:về|đến|tới|lên|gửi|với) $"
    r"|(?<!\w)(?:báo cáo|gửi|nộp|trình|qua|xin ý kiến(?: của)?|thống nhất với|do|được"
    r"|(?:hướng dẫn|đề nghị|kế hoạch|mẫu|yêu cầu|phát động)(?: [^.;:,]{0,30})? của) $"
)
"""Before who gets something, or says how."""
_TELLS = re.compile(
    r"(?<!\w)(?:thông báo|báo|gửi|chuyển|cung cấp|trao đổi|phối hợp|thống nhất|xin ý kiến)(?!\w)"
    r"[^.;:]*$"
)


YOUTH = ("tỉnh đoàn", "thành đoàn")
"""The Youth Union of a province, whose names say their level without its word."""


def acts_above(unit: Addressee, body: NamedBody) -> bool:
    """Whether a body is the Front or an association of a level above the unit's."""
    rank = RANKS["tinh"] if body.name.startswith(YOUTH) else unit.rank_of(body)
    return body.kind in ("mat-tran", "doan-the") and rank is not None and rank < unit.level


def sent_above(plain: Plain, group: NamedTogether, unit: Addressee) -> bool:
    """Whether an organisation of above is sent something, or says how: it keeps its name."""
    above = any(acts_above(unit, body) for body in group.bodies)
    fronts = unit.kins(group.bodies) == {Kin.FRONT}
    return above and fronts and _BEFORE.search(plain.low[: group.start]) is not None


_DELEGATED = re.compile(
    r"(?<!\w)giao (?:cho )?(?:các )?(?:đơn vị|cơ quan|tổ chức)[^,;.]{0,20}? (?:đã )?được"
    r" (?:phân cấp|ủy quyền)(?!\w)"
)


def grants_itself(text: str, unit: Addressee) -> bool:
    """Whether a text grants a permit, and not by a body above: "được Sở Y tế cấp giấy phép".

    Or whether it goes on giving what the superior delegated: whom, only its documents say.
    """
    plain = plain_of(text)
    if _DELEGATED.search(plain.low):
        return True
    return grants(plain.low) and not any(
        plain.low.endswith("được ", 0, group.start)
        and (Kin.ABOVE in unit.kins(group.bodies) or sent_above(plain, group, unit))
        for group in groups(plain)
    )


def told_by_place(plain: Plain, group: NamedTogether) -> bool:
    """Whether units are told by what is there: "thông báo cho Sở Y tế và UBND xã nơi có kho"."""
    last = group.bodies[-1]
    there = plain.low.startswith(" nơi ", group.end) or (len(group.bodies) > 1 and is_mutual(last))
    return there and last.kind == "ubnd" and _TELLS.search(plain.low[: group.start]) is not None
