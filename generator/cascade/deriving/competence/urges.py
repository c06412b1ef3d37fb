"""How a superior's body urges the units to a duty of their own: "hướng dẫn UBND các xã lập …"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

URGES = re.compile(
    r"(?<!\w)(?P<verb>đôn đốc|yêu cầu|đề nghị|giao|chỉ đạo|phân công|hướng dẫn)"
    r"(?:,? (?:và )?(?:đôn đốc|hướng dẫn|kiểm tra|yêu cầu|chỉ đạo))*(?: các)? $"
)
ALONG = ("đôn đốc", "hướng dẫn")
"""Only with a day by which it has to be done is what a body urges a duty of its own."""
DOES = re.compile(
    r"(?!(?:và|hoặc|cùng|để|về|của|trong|tại|trên|trước|sau|từ|đến|vào|chậm nhất|định kỳ|hằng|hàng"
    r"|theo(?! dõi)|thì|thực hiện (?:kế hoạch|chỉ thị"
    r"|tốt"
    r"|nghiêm)|triển khai (?:kế hoạch|thực hiện)|tổ chức thực hiện|phối hợp[ .;]*$)(?!\w))"
    r"[^\W\d]+ [^\W\d]+ "
)


def guides(unit: Addressee, event: str) -> bool:
    """Whether what another does is to guide, or to urge, the units: nothing of theirs serves it."""
    plain = plain_of(event)
    return any(
        unit.kins(group.bodies) & {Kin.SELF, Kin.SOME} and URGES.search(plain.low[: group.start])
        for group in groups(plain)
    )
