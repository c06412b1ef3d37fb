"""An order, and whose it is: by its own words, the heading above, a paragraph before, a label."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.act_verbs import counted_work, told_work
from generator.grammar.first_words import LEVELS
from generator.grammar.letters import plain_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.duties import Duty
    from generator.grammar.labels import Labels
    from generator.grammar.letters import LetterSpan
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import Loc

OwnRole = Literal["lead", "coordinate", "asked", "answer"]
"""What the bodies of an order do themselves: reports and advice are led, too."""
Where = Literal["opening", "order", "heading", "above", "label", "agencies", "nowhere"]
"""Where it is said who acts: first words, an order inside the sentence, the heading, a
paragraph before, a line with a label, `co_quan` of the item; nowhere, of work with a day or, in a
part of work, with how much."""


class Context(NamedTuple):
    """What holds for the nodes below a heading or after a paragraph."""

    who: tuple[NamedBody, ...] = ()
    agencies: tuple[str, ...] = ()
    where: Where = "heading"
    role: OwnRole = "lead"
    part: str = ""
    silent: bool = False
    """Aims, assessments: nothing is ordered there."""
    strict: bool = False
    """Demands, money: only where somebody is named."""
    reports: bool = False
    """A part on reports: whoever is named in one point reports in the next one, too."""
    when: Deadline | None = None
    """The day that a title sets for all below it."""
    work: bool = False
    """A part whose title says that work follows: "NHIỆM VỤ, GIẢI PHÁP"."""


class Order(NamedTuple):
    """What a plan orders at one place. A place where several are named has several orders."""

    id: str
    """Of the node."""
    loc: Loc
    key: str
    """The field that holds the words: "noi_dung" or "tieu_de"."""
    span: LetterSpan
    """The clause inside that field."""
    leads: tuple[NamedBody, ...]
    agencies: tuple[str, ...]
    """Ids that the item gives itself (`co_quan`), where it has them."""
    helpers: tuple[NamedBody, ...]
    role: OwnRole
    where: Where
    act: LetterSpan
    product: LetterSpan | None
    product_said: str
    """The product where a label gives it: outside the field."""
    when: Deadline | None
    more: tuple[Deadline, ...]
    """Further last days that its words set: "6 tháng trước ngày 10/6, năm trước ngày 05/12"."""
    to: tuple[NamedBody, ...]
    """To whom it is reported."""
    before: tuple[NamedBody, ...]
    """Before whom somebody is responsible."""
    text: str
    """The words of the clause."""
    part: str
    """The title of its part of the plan."""


_TARGET = re.compile(
    r"[\W_]*(?:(?:các )?(?:mục tiêu|chỉ tiêu)[^:]{0,30}:|đến|tới|phấn đấu|tỷ lệ|số|có"
    r"|mỗi(?! (?:tuần|tháng|quý|năm)(?!\w))"
    r"|tổng(?! (?:rà soát|kiểm|điều tra|vệ sinh|hợp|kết|duyệt)(?!\w))|trên|ít nhất|\d)(?!\w)"
)
"""How what is aimed at begins, and no work: "Đến hết năm 2027, 100% …"."""
_STATES = re.compile(
    r" là (?:nhiệm vụ|yêu cầu|trách nhiệm|vấn đề|giải pháp|khâu|nội dung"
    r"|một trong)(?!\w)[^;:]*(?:; (?:tuyệt đối|kiên quyết) không [^;:]*)?$"
)
_SEES = re.compile(r" (?:xác định|coi|nhận thức|quán triệt)(?!\w)[^.;:]* là ")
"""How something is to be seen: "Các sở xác định đây là nhiệm vụ trọng tâm" gives no work."""
_SEES_IT = re.compile(r" (?:xác định|coi|nhận thức)(?: rõ)? (?:đây|việc [^;.]{3,80}) là(?!\w)")
_OF_MONEY = re.compile(r"[\W_]*(?:chi phí|kinh phí|nguồn (?:vốn|kinh phí))(?!\w)", re.IGNORECASE)
"""Who pays is no task: "Chi phí khám do người sử dụng lao động chi trả"."""


class OrderedBodies(NamedTuple):
    """To whom an order is given, and where that was read."""

    who: tuple[NamedBody, ...]
    agencies: tuple[str, ...]
    where: Where
    role: OwnRole


def given_to(
    text: str, found: list[Duty], context: Context, labels: Labels
) -> OrderedBodies | None:
    """Who is to do what the duties of a place say; None: it orders nothing."""
    first = found[0]
    held = bool(context.who or context.agencies) and context.where != "above"
    if _STATES.search(text, *first.span) and (not first.who or _SEES.search(text, *first.span)):
        return None
    if first.who and _everybody(first.who) and _SEES_IT.search(text, *first.span):
        return None
    ordered = first.said == "order" and held and not _above(first.who, context.who)
    speaks_for = held and bool(context.who) and _heads_unnamed(first.who)
    inherit = (
        not first.who
        or ordered
        or speaks_for
        or (held and (_each_of_them(first.who) or _their_level(first.who, context.who)))
    )
    who = context.who if inherit else first.who
    if speaks_for:
        who = tuple(
            b._replace(head=True, text=f"Chủ tịch {b.text}") if b.kind == "ubnd" else b for b in who
        )
    agencies = context.agencies if inherit else ()
    where: Where = context.where if inherit else ("order" if first.said == "order" else "opening")
    if inherit and labels.leads and _OF_MONEY.match(text):
        return None
    if inherit and labels.leads:
        who, agencies, where = labels.leads, (), "label"
    if not who and not agencies:
        low = plain_of(text).low
        by_day = any(d.when is not None and _sets_a_day(d.when) for d in found)
        line = low[first.span.start :]
        work = by_day or (context.work and (told_work(line) or counted_work(line)))
        if context.strict or not work or _TARGET.match(low):
            return None
        where = "nowhere"
    if context.strict and inherit and where != "label" and where != "agencies":
        return None
    if context.strict and not inherit and _everybody(who) and not any(d.when for d in found):
        return None
    role = context.role if inherit and first.role == "lead" else own_role(first)
    return OrderedBodies(who, agencies, where, role)


def _sets_a_day(when: Deadline) -> bool:
    """Whether its time makes work of nobody named an order: a day, a period, an event before it."""
    if when.kind == "after" and when.event and _IN_TIME.match(when.text.lower()):
        return True
    return when.last is not None or bool(when.each) or bool(_FIRST_EACH.match(when.text.lower()))


_IN_TIME = re.compile(r"(?:hoàn thành |xong )?(?:trong|chậm nhất|sau)(?!\w)")
_FIRST_EACH = re.compile(r"(?:mỗi|hằng|hàng|định kỳ) ")


def _everybody(who: Sequence[NamedBody]) -> bool:
    """Whether a demand is on all and gives nobody work: "Các cấp, các ngành xác định rõ …"."""
    many = len(who) > 1 or any("địa phương" in body.name for body in who)
    kinds = ("ban-nganh", "co-quan", *(("so", "ubnd", "dia-phuong") if many else ()))
    return all(body.every and not body.only and body.kind in kinds for body in who)


def _above(who: Sequence[NamedBody], others: Sequence[NamedBody]) -> bool:
    """Whether bodies are of a level above others: a heading of communes gives no Sở work."""
    ranks = [LEVELS.index(b.level) for b in who if b.level is not None]
    below = [LEVELS.index(b.level) for b in others if b.level is not None]
    return bool(ranks) and len(ranks) == len(who) and bool(below) and max(ranks) < min(below)


def below(body: NamedBody, others: Sequence[NamedBody]) -> bool:
    """Whether a body stands below others: what it is sent is no report."""
    ranks = [LEVELS.index(b.level) for b in others if b.level is not None]
    return body.level is not None and bool(ranks) and LEVELS.index(body.level) > max(ranks)


def _heads_unnamed(who: Sequence[NamedBody]) -> bool:
    """Such as "Chủ tịch Ủy ban nhân dân" below a heading: the chairman of the one named there."""
    return bool(who) and all(
        b.head and b.kind == "ubnd" and not b.units and not b.place and not b.every for b in who
    )


def _each_of_them(who: Sequence[NamedBody]) -> bool:
    """Such as "Mỗi đơn vị treo 10 băng rôn" below a heading: each of those named there."""
    return len(who) == 1 and who[0].text.lower() in ("mỗi đơn vị", "từng đơn vị", "mỗi nơi")


def _their_level(who: Sequence[NamedBody], others: Sequence[NamedBody]) -> bool:
    """Whether "cấp xã" acts below a heading of communes: those named there."""
    level = who[0].text.lower().startswith("cấp ") and who[0].level
    return bool(level) and any(body.level == level or body.units for body in others)


def own_role(duty: Duty) -> OwnRole:
    """What the bodies of a duty do themselves."""
    if duty.role == "advise" or duty.role == "report":
        return "lead"
    return duty.role
