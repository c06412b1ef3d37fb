"""Work that the People's Council and the committee are told together: a session, a resolution.

Only the council holds its sessions, supervises and adopts (Law 72/2025/QH15 on the organisation of
local authorities; from memory): the committee works with its standing body. What is left of such
a row, "HĐND, UBND các xã bố trí kinh phí", is the committee's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.said_by_unit import place_of
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_SESSION = re.compile(
    r"[\s:,]*(?:(?:kịp thời|chủ động|khẩn trương|tiếp tục|tăng cường|thực hiện) )*"
    r"(?:(?:tổ chức|chuẩn bị|triệu tập|họp|mở) (?:tốt |các |01 |một )*(?:kỳ họp|phiên họp|chất vấn"
    r"|giải trình|tiếp xúc cử tri)|giám sát|chất vấn)(?!\w)"
)
_ADOPTS = re.compile(
    r"[\s:,]*(?:(?:ban hành|thông qua) (?:các )?|đưa [^.;]{3,80} vào )nghị quyết(?!\w)"
)


def with_council(unit: Addressee, text: str, group: Sequence[Duty]) -> str:
    """The words of a clause that council and committee do together; "" for another clause."""
    first = group[0]
    kinds = {body.kind for body in first.who}
    if not unit.committee or first.said != "opening" or not {"hdnd", "ubnd"} <= kinds:
        return ""
    start, end = place_of(text, first)
    does = text[end : first.span.end].lstrip(" ,:")
    low, before = plain_of(does).low, text[first.span.start : start]
    if _ADOPTS.match(low):
        return f"{before}UBND {unit.word} trình HĐND {unit.word} {does}"
    if _SESSION.match(low) is None:
        return ""
    return f"{before}UBND {unit.word} phối hợp với Thường trực HĐND {unit.word} {does}"
