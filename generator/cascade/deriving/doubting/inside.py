"""What a room of the unit cannot do by itself, though the sentence is the unit's own work.

Under the heading of a room stands what the room does: it decides nothing that is the committee's,
reports to nobody above in its own name, and orders no body beside it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.questions import Q_CHAIR, Q_ROOM
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.competence import committee_decides
from generator.grammar.duties import duties
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import groups
from generator.grammar.subordinates import belongs_to

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit

_FORCE = re.compile(
    r"(?<!\w)(?:cưỡng chế|xử phạt|(?:ra|ban hành) quyết định|thu hồi (?:đất|giấy phép)|đình chỉ"
    r"|kỷ luật|kiểm điểm|thay thế (?:ngay )?cán bộ|điều động|bổ nhiệm)(?!\w)"
    r"(?P<ends>\s*(?:[,;.)]|và |$))?"
)
_BEFALLS = re.compile(
    r"(?<!\w)(?:phải|bị|được|về|thuộc diện|diện|nguy cơ|chưa|đã)(?: [^\W\d]+,)* $"
)
"""Before what befalls somebody: "cơ sở phải di dời, phải đình chỉ", "quy định về xử phạt"."""
_ADVISES = re.compile(r"(?<!\w)(?:tham mưu|đề nghị|đề xuất|kiến nghị|trình)(?!\w)")
_EVERYBODY = re.compile(r"[\W\d]*(?:mỗi|từng) (?:đơn vị|cơ quan|địa phương)(?!\w)")
_ORDERS = re.compile(r"(?<!\w)(?:giao|chỉ đạo|yêu cầu|phân công)(?: cho)? $")
_LEADS = re.compile(r" (?:chủ trì|quản lý|thực hiện)(?!\w)")
_PUNISHES = re.compile(r"[\W\d]*(?:xử phạt|xử lý)(?!\w)")
_TOLD = re.compile(
    r"(?<!số liệu )(?<!chế độ )(?<!thông tin )(?<!nội dung )báo cáo(?!\w)(?!\s*(?:[,;.]|$))"
)
"""A report that goes to somebody, not one that is named: "chịu trách nhiệm về số liệu báo cáo"."""
_SENTENCE = re.compile(r"(?<=[.]) ")


def beyond_room(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """Questions about what stands under a room's heading."""
    low = sentence.low
    if low.lstrip(" -+•").startswith("chủ tịch "):
        yield Q_CHAIR
    if sentence.room.startswith("Công an") and _PUNISHES.match(low):
        return  # police punish offences: their own power
    decides = committee_decides(sentence.said) or any(
        _forces(said) and not _ADVISES.search(said) for said in _SENTENCE.split(low)
    )
    if (
        decides
        or _EVERYBODY.match(low)
        or _reports(sentence, kit, unit)
        or _orders_another(sentence, unit)
    ):
        yield Q_ROOM


def _forces(said: str) -> bool:
    """Whether a sentence uses force, and does not only say of whom it is used."""
    for found in _FORCE.finditer(said):
        befalls = _BEFALLS.search(said[: found.start()])
        if befalls is None or (befalls[0].startswith("phải") and not found["ends"]):
            return True  # "phải đình chỉ ngay các cơ sở …": what has to be done
    return False


def _reports(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> bool:
    """Whether it would report to a superior's committee without its own."""
    for duty in duties(sentence.said, kit.day):
        clause = sentence.said[duty.span.start : duty.span.end].lower()
        if duty.role != "report" or "tham mưu" in clause or duty.who:
            continue
        told = _TOLD.search(clause) is not None
        if any(unit.kin(b) is Kin.ABOVE and (told or b.kind == "ubnd") for b in duty.whom):
            return True
    return False


def _orders_another(sentence: DerivedSentence, unit: Addressee) -> bool:
    """Whether another body of the unit is ordered, or leads, under the heading of one room."""
    holder = key_of(sentence.room.split(" chủ trì")[0])
    if holder.startswith(("phòng đơn vị", "sở ban ngành", "phòng ban đơn vị")):
        return False
    for group in groups(sentence.plain):
        body = group.bodies[0]
        if body.every or unit.kin(body) not in (Kin.OWN, Kin.PARTY):
            continue
        if holder.startswith("sở ") and belongs_to(body, holder) != "no":
            continue  # a department directs its own units
        before = sentence.low[: group.start]
        if key_of(body.text) in holder or _ADVISES.search(before.rsplit(";", 1)[-1]):
            continue
        orders = _ORDERS.search(before) and not _ADVISES.search(before.rsplit(". ", 1)[-1])
        begins = before.endswith("; ")  # an order behind advice is advised, too
        if orders or (begins and _LEADS.match(sentence.low, group.end)):
            return True
    return False
