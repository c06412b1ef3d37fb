"""LC741: what stands here as the unit's own, and is another's in the plan above.

"Chỉ đạo Công an các xã hướng dẫn khai báo; cấp giấy phép vào khu vực biên giới": the second clause
is what the police of the province do. Under "Đề nghị Mặt trận tỉnh" stands what is asked of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.lost_parts import words_now
from generator.cascade.deriving.competence.partners import MINE
from generator.cascade.deriving.doubting.unaccounted import begins_with_verb, head_of
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.beside import words_of
from generator.diagnostics import Diagnostic, Severity
from generator.grammar.alike import one_of
from generator.grammar.binding import binding
from generator.grammar.body_tables import read_table
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.work_verbs import begins_work
from generator.locale import _
from generator.plan.model import NhiemVu, walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.sense.beside import Beside
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.source import TomlSource

_CLAUSES = re.compile(r"; +")
_DIRECTS = re.compile(r"(?<!\w)(?:chỉ đạo|hướng dẫn)(?: các)? $")
_HELPS = re.compile(
    r"[\W\d]*(?:phối hợp|đề nghị|tham gia|tham mưu|kiến nghị|cử |hưởng ứng|theo(?! dõi)"
    r"|trên cơ sở|căn cứ)"
)
_HIGHER = re.compile(
    r"[\W\d]*(?:cấp (?:giấy|phép)|thẩm định|phê duyệt|xét duyệt|mua|tuyển|phân bổ|trình|ban hành"
    r"|thu hồi|thanh tra)(?!\w)"
)
"""What those who direct others do themselves."""
_OF_THE_PLACE = re.compile(
    r"(?<!\w)(?:xã(?! hội)|phường|đặc khu|địa phương|thôn|bản|ấp|khóm|xóm|buôn|khu phố|tổ dân phố"
    r"|cấp xã|cơ sở|đơn vị|cơ quan|các cấp|người dân|toàn dân)(?!\w)"
)
"""Where the plan above speaks of all, or of what communes have."""
_STRANGERS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.FRONT, Kin.OUTSIDE])
_LED = _STRANGERS - {Kin.FRONT}
"""Of an organisation its branch here is asked, by another name."""
_PROVINCIAL = re.compile(
    r"(?<!\w)(?:cấp tỉnh|cấp thành phố|toàn (?:tỉnh|thành phố)|và các (?:địa phương|xã|phường)"
    r"|(?:ban chỉ đạo|ủy ban nhân dân) (?:tỉnh|thành phố)|cơ quan thường trực)(?!\w)"
)
"""What only an organisation of the province does."""
_DONE = re.compile(r"(?:xong|hoàn thành)(?!\w)")
_NAMED = frozenset(["so", "cong-an", "quan-su", "thanh-tra", "cuc-vu"])
_COMMON = frozenset(["dia-phuong", "ubnd", "co-quan"])
_TAIL = 3
"""Last words of a sentence by which it is found again."""
_ACT = 60
"""Letters of what is done by which it is found again."""


def taken(both: Beside, source: TomlSource) -> Iterator[Diagnostic]:
    """LC741 of nodes of which nobody is asked yet."""
    for _loc, draft in both.drafts:
        mine = both.here.get(draft.id)
        if not mine or draft.part != "muc" or both.asked(draft) or draft.children():
            continue
        loc, node = mine[0]
        told = _tail(draft, both) or _of_heading(draft, loc, node, both)
        told = told or _together(draft, node, both) or _led_by_others(draft, loc, node, both)
        told = told or _of_organisation(draft, node, both)
        if told is not None:
            hint = _("Ghi ai làm việc ấy, hoặc bỏ; là phần của mình thì để nguyên")
            place = source.span((*loc, "noi_dung"))
            yield Diagnostic("LC741", Severity.WARNING, told, place, (hint,))
    yield from _rows(both, source)


def _together(draft: NodeDraft, node: AnyNode, both: Beside) -> str | None:
    """Work that named bodies of the superior do with the unit, here the unit's alone."""
    here = plain_of(words_of(node))
    if "phối hợp" in here.low or " cùng " in here.low or _HELPS.match(here.low):
        return None
    said = f" {key_of(here.text)} "
    for duty in duties(draft.said, both.above.day()):
        kins = [both.me.kin(body) for body in duty.who]
        if duty.role != "lead" or not duty.said or not {Kin.SELF, Kin.SOME} & set(kins):
            continue
        named = [
            body for body, kin in zip(duty.who, kins, strict=True)
            if kin is Kin.ABOVE and not body.every and body.kind in _NAMED
        ]  # fmt: skip
        act = key_of(draft.said[duty.act.start : duty.act.start + _ACT])
        stands = f" {' '.join(act.split()[:3])} " in said
        if named and stands and not _names(here.text, named):
            message = _("Kế hoạch trên giao đơn vị mình cùng “{ai}” làm; ở đây chỉ còn đơn vị mình")
            return message.format(ai=named[0].text)
    return None


def _led_by_others(draft: NodeDraft, loc: Loc, node: AnyNode, both: Beside) -> str | None:
    """What a named superior leads above, and here nobody: "thực hiện xong trong tháng 3"."""
    said = f" {key_of(words_of(node))} "
    titles = key_of(" ".join(both.titles.get(loc[:n], "") for n in range(2, len(loc))))
    said_above = [*duties(draft.said, both.above.day())]
    ours = " ".join(
        key_of(draft.said[d.span.start : d.span.end])
        for d in said_above
        if not d.who or not both.me.kins(d.who) <= _LED
    )
    for duty in said_above:
        if duty.role != "lead" or not duty.said or not both.me.kins(duty.who) <= _LED:
            continue
        words = draft.said[duty.act.start : duty.act.start + _ACT]
        act = " ".join(key_of(words).split()[:3])
        if f" {act} " not in said or f" {act} " in f" {ours} ":
            continue
        if not _works(plain_of(words).low):
            continue
        if any(one_of(body, all_) for body in bodies(words_of(node)) for all_ in duty.who):
            continue
        if not any(
            key_of(b.name) in said or key_of(b.text) in f"{said} {titles}" for b in duty.who
        ):
            message = _("“{cau}” ở kế hoạch trên là việc của “{ai}”")
            told = draft.said[duty.act.start : duty.act.end].rstrip(" .;")
            return message.format(cau=told, ai=duty.who[0].text)
    return None


def _of_organisation(draft: NodeDraft, node: AnyNode, both: Beside) -> str | None:
    """What an organisation of the province does for all of it, here asked of its branch."""
    here = words_of(node)
    if not both.me.committee or "ề nghị" not in here:
        return None
    for sentence in re.split(r"(?<=[.]) ", draft.said):
        words = plain_of(sentence)
        head = head_of(words, groups(words))
        if head is None or both.me.kins(head.bodies) != {Kin.FRONT}:
            continue
        of_province = _PROVINCIAL.search(words.low, head.end)
        act = key_of(sentence).split()[-_TAIL:]
        stays = f" {' '.join(act)} " in f" {key_of(here)} "
        if of_province and stays and key_of(head.bodies[0].text) not in key_of(here):
            message = _("“{cau}” ở kế hoạch trên là việc của “{ai}”")
            return message.format(cau=sentence.rstrip(" .;"), ai=head.bodies[0].text)
    return None


def _works(low: str) -> bool:
    """Whether words begin with what is done, or that it is done."""
    return begins_work(low) or _DONE.match(low) is not None


def _rows(both: Beside, source: TomlSource) -> Iterator[Diagnostic]:
    """LC743: rows that another body of the unit leads than the plan above names."""
    upper = {words: who for _loc, words, who in _led(both.above, both)}
    for loc, words, here in _led(both.plan, both) if upper else ():
        there = [b for b in upper.get(words, ()) if b.kind not in _COMMON]
        own = [b for b in there if both.me.kin(b) is Kin.OWN]
        kinds, names = {b.kind for b in here}, " ".join(key_of(body.name) for body in here)
        same = any(key_of(body.name) in names or body.kind in kinds for body in own)
        if own and here and not same:
            message = _("Bảng của kế hoạch trên giao “{ai}” chủ trì; ở đây là “{minh}”")
            told = message.format(ai=own[0].text, minh=here[0].text)
            hint = _("Ghi đúng bộ phận kế hoạch trên giao, nếu đơn vị mình có bộ phận ấy")
            yield Diagnostic("LC743", Severity.WARNING, told, source.span(loc), (hint,))


def _led(plan: KeHoach, both: Beside) -> Iterator[tuple[Loc, str, tuple[NamedBody, ...]]]:
    """The rows of all tables: where, what by its key, who leads."""
    for loc, node in walk(plan):
        if getattr(node, "can_xem", None):
            continue
        if isinstance(node, NhiemVu):
            leads, helps, _rest = (node.loi_chu_tri or "").partition("Phối hợp:")
            who = both.named(leads, () if helps else node.chu_tri)
            yield (*loc, "chu_tri"), key_of(plain(node.noi_dung)), who
        for number, table in enumerate(getattr(node, "bang", ()) or ()):
            reading = read_table(table)
            for row in reading.rows if reading is not None and not reading.watched else ():
                who = bodies(row.said["chu_tri"])
                yield (*loc, "bang", number), key_of(row.said["noi_dung"]), who


def _tail(draft: NodeDraft, both: Beside) -> str | None:
    """A clause behind one in which a superior directs a body of the unit's, kept as that body's."""
    for sentence in re.split(r"(?<=[.]) ", draft.said):
        clauses = _CLAUSES.split(sentence)
        for at, clause in enumerate(clauses[:-1]):
            words = plain_of(clause)
            found = groups(words)
            directed = [
                group for group in found
                if _DIRECTS.search(words.low[: group.start])
                and both.me.kins(group.bodies) <= {Kin.OWN, Kin.SELF, Kin.SOME}
            ]  # fmt: skip
            head = head_of(words, found)
            who = head.bodies if head is not None else both.losses.heading(draft)
            if not directed or not who or both.me.kins(who) & MINE:
                continue
            now = words_now(draft)
            for tail in clauses[at + 1 :]:
                stands = f" {key_of(tail)} " in now
                low = plain_of(tail).low
                beyond = _HIGHER.match(low) or any(f.unit != "%" for f in binding(tail))
                if stands and beyond and begins_with_verb(low):
                    message = _("“{cau}” ở kế hoạch trên là việc của “{ai}”")
                    return message.format(cau=tail.rstrip(" .;"), ai=who[0].text)
    return None


def _of_heading(draft: NodeDraft, loc: Loc, node: AnyNode, both: Beside) -> str | None:
    """A sentence that stands under another's heading above and under none of theirs here."""
    who = both.losses.heading(draft)
    if not who or not both.me.kins(who) <= _STRANGERS:
        return None
    words, above = plain_of(words_of(node)), plain_of(draft.said)
    if words.low.endswith(":"):
        return None
    if _HELPS.match(words.low) or _OF_THE_PLACE.search(above.low):
        return None
    if any(both.me.kins(group.bodies) & MINE for group in groups(above)):
        return None
    titles = [both.titles.get(loc[:n], "") for n in range(2, len(loc))]
    if any(_HELPS.match(plain_of(title).low) or _names(title, who) for title in titles):
        return None
    if _names(words.text, who):
        return None
    message = _("Kế hoạch trên ghi câu này ở mục của “{ai}”; ở đây thành việc của đơn vị mình")
    return message.format(ai=who[0].text)


def _names(text: str, who: Sequence[NamedBody]) -> bool:
    said = f" {key_of(text)} "
    return any(f" {key_of(body.name)} " in said or key_of(body.text) in said for body in who)
