"""Who acts in a clause, where its middle says so: "…: giao Sở X", "do Sở X", "(Sở X chủ trì)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.attributes import says_which
from generator.cascade.deriving.competence.doers import us
from generator.cascade.deriving.competence.own_subjects import is_fragment, own_subject
from generator.cascade.deriving.competence.paid_to_others import paid_by_us
from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.clause_heads import WHERE_SENT
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.openings import opens
from generator.grammar.subjects import takes_part
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.named_bodies import NamedTogether

_INSIDE = re.compile(r"(?:(?::|[,;]) ?(?:giao|yêu cầu) |: )$|(?:^|[ ,;:])(?:giao|yêu cầu) $")
_BEHIND = re.compile(
    r"(?:[^,;:]{8,},? do |^[\W\d]*(?:các|toàn bộ các|những) (?:chi nhánh|đội|trạm|lực lượng"
    r"|đơn vị thuộc|cán bộ|công chức) (?:thuộc |của )?)$"
)
_ALSO_TOLD = re.compile(r"[^\W\d]{2,}[^:]{8,}, ?(?:giao|yêu cầu) $")
"""Does something itself first: "Bố trí kho bảo quản, giao Đồn Biên phòng phối hợp …"."""
_NO_ACTOR = re.compile(
    r" (?:ban hành|phê duyệt|quyết định|cấp|công bố|quy định)(?! (?:biểu|văn|kế|hướng|danh))|[).]"
    r"| làm (?:tổ|nhóm|đội|đoàn|phó|trưởng|thành viên)(?!\w)"
)
_LEADING = re.compile(r" (?:chủ trì|đầu mối|thực hiện|tổ chức|chịu trách nhiệm)(?!\w)")
"""Behind bodies in brackets that act: "Lễ phát động (Sở Y tế chủ trì)"."""
_EACH_OF_US = re.compile(
    r"^[\W\d]*(?:mỗi|từng) (?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|địa phương)(?!\w)"
)


def _has_ended(unit: Addressee, found: NamedTogether) -> bool:
    """Whether who is named are districts, which nobody is below any more: they do nothing now."""
    no_districts = unit.level == RANKS["xa"] and unit.above == RANKS["tinh"]
    return no_districts and all(body.level == "huyen" for body in found.bodies)


def with_actors(unit: Addressee, text: str, group: list[Duty]) -> list[Duty]:
    """The duties of a clause, with whoever acts by its middle: "…: giao Sở X", "do Sở X"."""
    start, end = group[0].span
    inherited = all(not start <= body.span.start < end for body in group[0].who)
    own = own_subject(unit, text[start:end])
    if own is not None and (inherited or is_fragment(group[0].who[0], own)):
        return [duty._replace(role="lead", said="", who=(own,)) for duty in group]
    if inherited and text[:start].rstrip().endswith(".") and paid_by_us(unit, text[start:end]):
        return [duty._replace(role="lead", said="", who=()) for duty in group]
    if group[0].who:
        return group
    words = text[start:end]
    plain = plain_of(words)
    for found in groups(plain):
        before = plain.low[: found.start]
        if WHERE_SENT.match(before):
            break
        if _has_ended(unit, found):
            continue
        in_brackets = before.endswith("(") and _LEADING.match(plain.low, found.end)
        if (
            in_brackets
            or _INSIDE.search(before)
            or (_BEHIND.search(before) and found.end < len(plain.low) - 3)
        ):
            if takes_part(before) or (_ALSO_TOLD.search(before) and not opens(before)):
                continue
            if _NO_ACTOR.match(plain.low, found.end):
                continue
            if says_which(before, plain.low, found.end):
                continue
            return [duty._replace(who=found.bodies, said="") for duty in group]
    if _EACH_OF_US.match(plain.low) and unit.word in plain.low[:40]:
        return [duty._replace(role="lead", said="", who=(us(unit),)) for duty in group]
    return group
