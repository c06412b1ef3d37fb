"""What is done by the unit, said of the thing: "danh sách học viên do Sở X lập" is its own work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_MADE = re.compile(
    r" (?P<verb>(?:rà soát, )?(?:lập|cung cấp|biên soạn|chuẩn bị|xây dựng|tổng hợp|xác nhận"
    r"|lựa chọn|giới thiệu|soạn thảo|in|gửi|bàn giao|đề xuất))"
    r"(?=[.;]|$|, gửi | (?:trước|trong|xong|chậm nhất|hằng|và gửi|gửi|theo)(?!\w))"
)
_THING = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:(?:các|những|toàn bộ) )?(?P<thing>\w[^,;:.]{4,90}?) do $"
)


def made_by_unit(unit: Addressee, clause: str) -> str:
    """A clause about a thing that the unit makes, as its own work; "" for another clause."""
    if " do " not in clause:
        return ""
    plain = plain_of(clause)
    for group in groups(plain):
        before = _THING.match(plain.low[: group.start])
        made = _MADE.match(plain.low, group.end)
        if before is None or made is None or begins_work(before["thing"]):
            continue
        if Kin.SELF not in unit.kins(group.bodies):
            return ""
        verb = plain.said(*made.span("verb"))
        thing = plain.said(*before.span("thing"))
        rest = plain.said(made.end(), len(plain.low))
        return f"{verb[:1].upper()}{verb[1:]} {small(thing)}{rest}"
    return ""
