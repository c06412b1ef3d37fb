"""Whether each of several does his part of a sentence: a new clause begins behind the comma."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_act
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_BY_BUDGET = re.compile(
    r"[^;:.,]{2,60} do (?:tỉnh|thành phố|trung ương|nhà nước|xã|phường|ngân sách [^\W\d]+)"
    r" [^;:.,]{2,40}"
)
"""What a level gives, before who brings it: "Vắc-xin do tỉnh cấp, Trung tâm X chuyển đến xã"."""
_OWN_PART = 60
"""Letters up to which what one does may be only his part of the work of several."""
_HANDS_ON = re.compile(
    r"(?<!\w)(?:với|cùng|gửi|cho|về|giao|trình|báo cáo|đề nghị|yêu cầu|chỉ đạo|hướng dẫn|đôn đốc"
    r"|để|nhằm|theo|khi|nếu|của|và|tại|ở|từ|như|gồm|tham mưu|giúp|do|phối hợp|chủ trì)(?!\w)"
)
"""Words behind which a body is no subject: "gửi Sở X, UBND xã", "tham mưu … để UBND tỉnh"."""


_BY_TIME = re.compile(r" (?:từ|trước|trong|vào|xong|hoàn thành)(?: ngày| tháng)? \d")
_TIMED = re.compile(r" \d[\d/]*$")
"""Each with his own time: "các xã A, B từ 20/5 đến 30/5, các xã còn lại từ 10/6 đến 20/6"."""


def by_time(low: str, group: NamedTogether) -> bool:
    """Whether nothing but his time follows a body: "các xã còn lại từ 10/6 đến 20/6"."""
    return _BY_TIME.match(low, group.end) is not None


_PARTS, _HANDED = (", ", " do ", " được "), ("; phân công ", "; giao ", "; ủy quyền cho ")
_SENDS = " gửi "
_BACK = (" hai ", " ba ", " bốn ", " này", " nêu trên", " nói trên", " trên")
_ASIDE = (", căn cứ ", ", trên ", ", theo ", ", sau ", ", trong ", ", ngoài ", ", khi ", ", từ ")


def some_go_on(plain: Plain) -> bool:
    """Whether a text may say more of who acts than its first words do."""
    low = plain.low
    return any(
        (
            low.endswith(_PARTS, 0, group.start)
            and (begins_act(low, group.end) or by_time(low, group))
        )
        or low.endswith(_HANDED, 0, group.start)
        or low.startswith(_ASIDE, group.end)
        or low.startswith(_BACK, group.end)
        for group in groups(plain)
    )


def each_does(
    low: str, found: Sequence[NamedTogether], start: int, cut: int, after: NamedTogether
) -> bool:
    """Whether each of several does his part: "Công an phường lập, Trưởng phòng X kiểm tra"."""
    before = [g for g in found if start <= g.start and g.end < cut]
    last = before[-1] if before else None
    if not begins_act(low, after.end):
        timed = by_time(low, after) and _TIMED.search(low, start, cut - 1) is not None
        return timed and not _HANDS_ON.search(low, cut - 12, cut - 1)
    if last is None:
        return _BY_BUDGET.fullmatch(low, start, cut - 1) is not None
    own = low[last.end : cut - 1]
    if own.startswith(" ban hành"):
        return False  # "UBND tỉnh ban hành Kế hoạch, các xã xây dựng kế hoạch cụ thể"
    on = len(_SENDS) if own.startswith(_SENDS) else 0  # "gửi mẫu nước, Chi cục X trả kết quả"
    short = len(own) <= _OWN_PART and begins_act(own, 0) and not _HANDS_ON.search(own, on)
    heads = low[start : last.start].rstrip()
    return bool(short) and (heads.endswith((":", " do", ",", "giao")) or not heads.strip(" -+"))
