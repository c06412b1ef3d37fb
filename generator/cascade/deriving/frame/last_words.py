"""How a derived plan ends: closing words of its own, and "./." behind the last of them alone.

A directive or a conclusion ends with an order, not with closing words; what the plan above says
last may be about others. The unit's plan says what it asks of its own bodies all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.events import case_of
from generator.cascade.deriving.rulebook.rules import BUILT_IN, CLOSED
from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.set_phrases import CLOSING, CLOSING_OF_BODY
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.plan.model import Doan
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit

_END = "./."


def end_plan(kit: Kit, program: Program) -> None:
    """Give a plan its closing words where it has lost them, and one "./." at its end."""
    words = CLOSING if kit.unit.committee else CLOSING_OF_BODY
    lines = program.parts["ket_thuc"]
    said = list(_leaves(program.parts["muc"]))
    for order in [draft for draft in said if not lines and _orders_all(draft)]:
        order.drop(CLOSED)  # behind the last item, and none of it
        said.remove(order)
        node = Doan(id="ket-thuc", vai_tro="ket_thuc", noi_dung=words)
        lines.append(program.new(node, "ket_thuc", None, CLOSED))
    for order in [draft for draft in said[:-1] if not lines and closes(draft)]:
        text = order.texts["noi_dung"]  # items of the unit's own bodies have come behind it
        order.drop(CLOSED)
        said.remove(order)
        if (held := order.parent) is not None and held.emptied:
            held.speaks = held.said.split("\n")[0].rstrip(" *").endswith(".")  # it stays
        node = Doan(id="ket-thuc", vai_tro="ket_thuc", noi_dung=words)
        lines.append(program.new(node, "ket_thuc", None, CLOSED))
        lines[-1].texts["noi_dung"] = text
    lost = [d for d in program.order if d.dropped in BUILT_IN and _orders_all(d)]
    for order in lost:  # it stood below the work of another, and goes out as what it is
        order.dropped = CLOSED
    if not any(map(closes, said)) and all(draft.dropped is not None for draft in lines):
        last = said[-1:]
        cut = any(_ends(draft) for draft in said) and not any(map(_ends, last))
        if lines and lines[-1].dropped in BUILT_IN:
            lines[-1].dropped = None
            lines[-1].texts["noi_dung"] = [kit.speech.words(words)]
            lines[-1].touch(CLOSED)
        elif not lines and (cut or lost or program.plan.van_ban.loai != "KH"):
            node = Doan(id="ket-thuc", vai_tro="ket_thuc", noi_dung=words)
            lines.append(program.new(node, "ket_thuc", None, CLOSED))
    ends = any(draft.dropped is None for draft in lines)
    for draft in said if ends else said[:-1]:
        if not closes(draft):
            _go_on(draft)
    if said and not ends and any(_END in draft.said for draft in program.above):
        _end_with(said[-1])


_OFTEN = re.compile(
    r"(?:\d+|một) (?:ngày|tuần|tháng|quý)(?: làm việc)?(?:,? mỗi)? (?:một |01 |\d )?lần"
    r"|(?:ngày|tuần|tháng|quý|năm) (?:một |01 )lần|(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)"
)
_REPORT = re.compile(r"(?<!\w)(?:báo cáo|báo(?= về)|phản ánh|thông tin|gửi)(?!\w)")
_UNLESS = re.compile(r"vướng mắc|khó khăn|phát sinh")


_CARRIES_OUT = re.compile(
    r"(?i)(?:(?:nghiêm túc|chủ động|khẩn trương|tổ chức|triển khai)[ ,]+)*(?:thực hiện|triển khai)"
    r"(?: [^,;.]{0,40}?)? (?:kế hoạch|chỉ thị|công điện|kết luận|thông báo) này,? (?:và )?"
)
"""What all do with the document above, before what they report of it."""


def reports_in(text: str, kit: Kit) -> str:
    """What closing words of the plan above order the unit to report, and when; "" for nothing.

    "Nhận được Kế hoạch này, … ; 15 ngày một lần phản ánh tiến độ về Sở X".
    """
    said: dict[str, None] = {}
    above = ""
    """To whom the sentence before reports."""
    mine = {Kin.SELF, Kin.EVERYBODY, Kin.SOME}
    for duty in duties(text, kit.day):
        if duty.who and not kit.unit.kins(duty.who) & mine:
            continue  # a superior's body sums up
        for part in text[duty.span.start : duty.span.end].strip(" ./;").split("; "):
            low = plain_of(part).low
            when = _OFTEN.search(low) or deadlines(part, kit.day)
            to = [b for b in bodies(part) if kit.unit.kin(b) is Kin.ABOVE]
            above = to[0].text if to and _REPORT.search(low) else above
            if not when or not _REPORT.search(low) or _UNLESS.search(low):
                continue
            told = next(iter(groups(plain_of(part))), None)
            own = told is not None and kit.unit.kins(told.bodies) & mine
            does = part[plain_of(part).span(0, told.end).end :] if own and told else part
            does = _CARRIES_OUT.sub("", does.strip(" ,"))
            if not kit.unit.committee:
                does = re.sub(rf" ?\(qua {re.escape(kit.unit.name)}\)", "", does)
            if above and not bodies(does):
                does = f"{does.strip(' ,')} về {above}"
            if Kin.ABOVE in kit.unit.kins(bodies(does)):
                who = "UBND {cap}" if kit.unit.committee else "{ten}"
                said[f"{who} {small(does.strip(' ,'))}. "] = None
    return "".join(said)


def only_reports(text: str, kit: Kit) -> bool:
    """Whether last words tell nothing but to report by a day: it stands before the own ones."""
    alone = len({duty.span for duty in duties(text, kit.day)}) == 1
    every = all(_REPORT.search(plain_of(part).low) for part in text.strip(" ./;").split("; "))
    return alone and every and bool(reports_in(text, kit))


_HEAD = re.compile(
    r"(?:người đứng đầu|thủ trưởng|chủ tịch(?: (?:ubnd|ủy ban nhân dân)[^,;.]{0,20}?)?)"
    r"(?= (?:phải |tự )?(?:kiểm điểm|giải trình|chịu trách nhiệm|báo cáo))"
)


def answered_for_in(text: str, kit: Kit) -> str:
    """For what closing words of the plan above have the head of a commune answer; "" for nothing.

    "Nơi nào để bỏ hoang trên 5% diện tích thì người đứng đầu kiểm điểm".
    """
    said = ""
    for part in re.split(r"(?<=[.;]) +", text) if kit.unit.committee else ():
        case = case_of(part, kit.unit)
        if case is None or not case.means(kit.unit):
            continue
        plain = plain_of(case.words)
        if (head := _HEAD.search(plain.low)) is not None:
            before, behind = plain.said(0, head.start()), plain.said(head.end(), len(plain.low))
            said += f"{before}Chủ tịch UBND {{cap}}{behind.rstrip(' ./;')}. "
    return said


def closes(draft: NodeDraft) -> bool:
    """Whether a node of the body is what the unit says last."""
    return draft.dropped is None and CLOSED in draft.touched and _ends(draft)


_ORDER = re.compile(
    r"[\W\d]*(?:yêu cầu|đề nghị) [^;\d]*(?<!\w)(?:thực hiện|triển khai)[^;\d]*"
    r"(?:; [^;\d]*(?<!\w)(?:vướng mắc|khó khăn|phát sinh)(?!\w)[^;\d]*)?\./\.$"
)


_BASED = re.compile(
    r"[\W\d]*(?:các )?(?:cơ quan|đơn vị|địa phương|sở|ban|ngành|phòng|xã|phường|ubnd|ủy ban)(?!\w)"
    r"[^;:.\d]{0,90} căn cứ (?:nội dung )?(?:kế hoạch|chỉ thị|chương trình|kết luận|công điện) này"
    r"[^;.\d]{0,60}(?:thực hiện|triển khai)(?!\w)[^\d]*\./\.$"
)
"""The same order with its ground: "Các cơ quan, địa phương căn cứ Kế hoạch này triển khai …"."""


def _orders_all(draft: NodeDraft) -> bool:
    """Whether an unnumbered paragraph is the superior's last order, to everybody."""
    if draft.kind != "diem" or draft.kept:
        return False
    said = draft.said.lower().strip()
    item = draft.parent.above if draft.parent is not None else None
    loose = draft.above.kieu == "khong" or getattr(item, "kieu_diem", "") == "khong"
    plain = draft.above.kieu == "khong" or (loose and draft.dropped is not None)
    return (plain and bool(_ORDER.match(said))) or (loose and bool(_BASED.match(said)))


def _ends(draft: NodeDraft) -> bool:
    return any(joined(text).endswith(_END) for text in draft.texts.values())


def _leaves(drafts: Sequence[NodeDraft]) -> Iterator[NodeDraft]:
    for draft in drafts:
        if draft.dropped is not None:
            continue
        below = [child for child in draft.children() if child.dropped is None]
        if below:
            yield from _leaves(below)
        elif draft.texts.get("noi_dung") or not draft.children():
            yield draft  # and no heading that goes with all that stood under it


def _end_with(draft: NodeDraft) -> None:
    """Behind the last words of a plan that has no closing ones stands "./."."""
    text = draft.texts.get("noi_dung") or []
    said = joined(text)
    if not said.endswith(".") or said.endswith(_END) or draft.kept:
        return
    last = text[-1]
    if isinstance(last, RuleWords) and not isinstance(last.pieces[-1], Own):
        ended = f"{last.pieces[-1].rstrip('.')}{_END}"
        draft.texts["noi_dung"] = [*text[:-1], RuleWords((*last.pieces[:-1], ended))]
    elif isinstance(last, str):
        draft.texts["noi_dung"] = [*text[:-1], f"{last.rstrip('.')}{_END}"]


def _go_on(draft: NodeDraft) -> None:
    """Behind what does not end the plan stands a full stop."""
    for name, text in draft.texts.items():
        last = text[-1] if text else ""
        if isinstance(last, str) and last.endswith(_END) and not draft.kept:
            draft.texts[name] = [*text[:-1], f"{last[: -len(_END)].rstrip(' .')}."]
