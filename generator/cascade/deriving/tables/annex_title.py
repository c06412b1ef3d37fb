"""The title of an appendix: whose list it is, in the plan of one unit.

"NHIỆM VỤ CỦA CÁC SỞ, BAN, NGÀNH VÀ ĐỊA PHƯƠNG" is, in a commune's plan, its own list. What the
title says of a document ("Đề án số 08-ĐA/TU của Tỉnh ủy") or in a remark in brackets stays whose
it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.entities import joined, put
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.plan.wording import without_reference

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain

_OF = re.compile(r"(?:giao cho|giao|của|cho|đối với|do) $")
_CITED = re.compile(
    r"(?:\d[\w./-]*/[\w-]+|\d+[-/][a-zđ]\S*|(?:số|ngày|tháng|năm) \d[\d/.-]*) (?:của|do) $"
)
"""A document's number or day before its author: "Đề án 08-ĐA/TU của …"."""
_TO_UNITS = re.compile(
    r"(?<!\w)(?:giao cho|cho|đối với) (?:các |từng )?(?:xã|phường|đặc khu|địa phương)"
    r"(?:(?:, | và |/)(?:xã|phường|đặc khu))*(?= *$|[,(])"
)
"""To whom a title in capitals gives something: "GIAO CHỈ TIÊU CHO CÁC XÃ, PHƯỜNG"."""
_BY_UNITS = re.compile(
    r"(?<!\w)(?:(?:phân|chia) )?theo (?:các |từng )?(?:xã|phường|đặc khu|địa phương)"
    r"(?:(?:, | và |/)(?:xã|phường|đặc khu))*(?= *$|[,(])"
)
"""By what a superior's list is split; in a commune's plan it has one row: "CHỈ TIÊU THEO XÃ"."""
_ENDS_LIST = re.compile(r",? (?:và |cùng )?(?:các )?(?:địa phương|đơn vị|cơ quan)(?: liên quan)?")
_REMARK = re.compile(r"\(\s*\**(?:lưu ý|ghi chú|kèm theo|ban hành kèm|áp dụng|biểu)(?!\w)")


def own_title(draft: NodeDraft, kit: Kit) -> bool:
    """Put the unit where a title says whose list the appendix is; whether anything was put."""
    text = joined(draft.texts["tieu_de"])
    alone = len(shorter := without_reference(text)) < len(text)
    if alone:  # it goes with the unit's plan, whose number is printed
        draft.texts["tieu_de"], text = [shorter], shorter
    plain = plain_of(text)
    owner = "CỦA {TEN_NGAN}" if text.isupper() else "của {ten_ngan}"
    found = _owners(plain, kit)
    given = _TO_UNITS.search(plain.low) if text.isupper() else None
    if given is None and kit.unit.level >= RANKS["xa"]:
        given = _BY_UNITS.search(plain.low)
    if given is not None and (found is None or given.start() >= found[1]):
        _put(draft, kit, given.span(), owner)  # the last first: places before it stay
    return _put(draft, kit, found, owner) or alone


def _put(draft: NodeDraft, kit: Kit, at: tuple[int, int] | None, owner: str) -> bool:
    if at is None:
        return False
    place = plain_of(joined(draft.texts["tieu_de"])).span(*at)
    new, done = put(draft.texts["tieu_de"], [(place.start, place.end, kit.speech.words(owner))])
    if done:
        draft.texts["tieu_de"] = new
    return done


def _owners(plain: Plain, kit: Kit) -> tuple[int, int] | None:
    """Where the title says whose list it is, if the list is the unit's in its own plan."""
    remark = _REMARK.search(plain.low)
    for group in groups(plain):
        if remark is not None and group.start > remark.start():
            return None
        before = plain.low[: group.start]
        of = _OF.search(before)
        if of is None or _CITED.search(before):
            continue
        if kit.unit.kins(group.bodies) <= {Kin.FRONT, Kin.PARTY, Kin.OUTSIDE}:
            continue
        tail = _ENDS_LIST.match(plain.low, group.end)
        return of.start(), tail.end() if tail else group.end
    return None
