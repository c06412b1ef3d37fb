"""What the plan above gives to others, and yet is about this unit: never left out in silence.

"Diễn tập cấp tỉnh tổ chức tại xã Đất Mới", "Công an tỉnh chỉ đạo Công an các xã, phường …": the
sentence comes back, as the work of the unit's own body or with a question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.after_ground import case_before
from generator.cascade.deriving.competence.after_lost import tell
from generator.cascade.deriving.competence.before_colon import units_before_colon
from generator.cascade.deriving.competence.gathered import is_bare, sent_by_communes
from generator.cascade.deriving.competence.handed_over import (
    HANDS_OVER,
    asked_of_order,
    given_to,
    received_from,
    sent_to_do,
)
from generator.cascade.deriving.competence.in_a_row import among_acts, is_short_act, without_invited
from generator.cascade.deriving.competence.narrowed import for_others, for_unit
from generator.cascade.deriving.competence.of_communes import is_target_of_all
from generator.cascade.deriving.competence.partners import topic_before
from generator.cascade.deriving.competence.passive import handles_what_comes
from generator.cascade.deriving.competence.reports_up import ends_before_report, ends_before_theirs
from generator.cascade.deriving.competence.urges import ALONG, DOES, URGES
from generator.cascade.deriving.doubting.doubts import issues_itself
from generator.cascade.deriving.rulebook.questions import (
    Q_BANS,
    Q_CUT,
    Q_HELP,
    Q_ISSUE,
    Q_MONEY,
    Q_NAMED,
    Q_OURS,
    Q_SCHOOLS,
    Q_TARGET,
)
from generator.cascade.deriving.rulebook.rules import ELSEWHERE, FIGURES, OTHERS, OWN_WORK, SUPERIOR
from generator.cascade.deriving.rulebook.text_under_way import RuleWords, out_of_reach
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.entities import joined
from generator.grammar import schools
from generator.grammar.binding import sums
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.plan.bodies import TWO_LEVELS
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedTogether

_LEFT = frozenset([OTHERS, ELSEWHERE, FIGURES, SUPERIOR])
_TELLS = re.compile(
    r"(?<!\w)(?P<verb>chỉ đạo|yêu cầu|giao|hướng dẫn|đôn đốc|phân công|huy động)"
    r"(?: (?:lực lượng|các|toàn bộ))*"
    r"(?: (?P<persons>trưởng phòng|trưởng|lãnh đạo|thủ trưởng|công chức|viên chức|cán bộ))?[ ,]*$"
)
_BESIDE = 16
"""Letters of which what another does has at least so many."""
_JOINT = re.compile(
    r"^[\W\d]*[^,;:.]{4,70} (?:và|,) (?:(?:ubnd |ủy ban nhân dân )?(?:cấp xã|các (?:xã|phường)))"
    r"(?!\w)"
)
_PURSE = re.compile(r"ngân sách (?:cấp )?(?:xã|phường|đặc khu)(?!\w)")
_STOP = re.compile(r"\.(?!\d)|;|$")
_SENTENCES = re.compile(r"(?<=[.;]) +")
_SCHOOLS = re.compile(
    rf"[\W\d]*(?:các |mỗi |hiệu trưởng )?(?:các )?trường (?:{schools.COMMUNES}|học|có)(?!\w)"
    r"(?! (?:trực )?thuộc (?:sở|tỉnh)(?!\w))"
)
"""Schools that communes have since 1 July 2025 (Decree 142/2025/NĐ-CP), as those who act."""
_SCHOOLS_TOLD = re.compile(
    r"(?:chỉ đạo|yêu cầu) (?=(?:(?:hiệu trưởng|lãnh đạo) )?(?:các )?"
    rf"(?:trường (?:{schools.COMMUNES}|học(?! nghề)|có)|(?:cơ sở giáo dục|nhà trường)"
    rf"(?! (?:nghề|thường xuyên|{schools.PROVINCES})))(?!\w))"
)
_OF_SCHOOLS = re.compile(
    r"[\W\d]*(?:(?:các )?trường (?:nào|có|chưa|không)(?!\w)"
    r"|(?:phấn đấu|bảo đảm|đạt)(?!\w)[^;.]*\d ?% (?:số )?(?:học sinh|trẻ|giáo viên)(?!\w))"
)
"""A clause that goes on with what some of those schools do, or which part of the pupils can it."""
_FORBIDS = re.compile(r"[\W\d]*(?:nghiêm cấm|cấm|không được)(?!\w)")
_EACH = re.compile(
    r"(?:^|[.;,] )(?:các )?(?:xã|phường|địa phương)(?:, (?:xã|phường|đặc khu))*"
    r" (?:cử|chọn cử|đăng ký cử)(?!\w)"
    r"|(?<!\w)(?:mỗi|từng) (?:xã|phường|đặc khu|đơn vị|địa phương)(?:, (?:xã|phường|đặc khu))*"
    r"(?: có [^,;.]{3,40}?)? (?:cử|chọn|lập|bố trí|đăng ký|gửi|thành lập|mời|huy động|giới thiệu"
    r"|lựa chọn|đề cử|phân công|tuyển|vận động|\d+ người)(?!\w)"
)
"""What each commune has to do, inside the work of a superior's body."""


def give_back(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Take a node that was left out as others' back, where it is about the unit."""
    if draft.dropped not in _LEFT or field not in draft.texts:
        return
    whole = joined(draft.texts[field])
    text = " ".join(s for s in _SENTENCES.split(whole) if not handles_what_comes(kit.unit, s))
    named = bool(kit.unit.unit) and key_of(kit.unit.unit) in key_of(text)
    if not named and " ".join(for_others(text, kit.unit)) == text.strip():
        return  # of a class that the unit is known not to be in
    listed = units_before_colon(text, kit.unit)
    if _told(kit, draft, field, text) or not kit.unit.committee or (listed and not listed.own):
        return
    if _ours(kit, draft, field, text) or _for_all(kit, draft, field, text):
        return
    if _joins(kit, draft, field, text) or _gathered(kit, draft, field, text):
        return
    plain = plain_of(text)
    if is_target_of_all(draft, plain, kit.unit):
        draft.dropped = None
        kit.ask.mark(draft, Q_TARGET)
        return
    level = kit.unit.level == _COMMUNE
    purse = level and _PURSE.search(plain.low) is not None
    if not named and not purse and not (level and _JOINT.match(plain.low)):
        return
    draft.dropped = None
    kit.kept.names(draft)
    if named or not purse:
        kit.ask.mark(draft, Q_NAMED)
    elif sums(text):
        kit.ask.mark(draft, Q_MONEY)


_COMMUNE = 3
_CAMPAIGN = re.compile(
    r"[\W\d]*(?P<who>(?:ủy ban nhân dân |ubnd )?(?:tỉnh|thành phố)|ban chỉ đạo (?:tỉnh|thành phố))"
    r" (?P<does>phát động|tổ chức|mở) "
    r"(?P<what>(?:(?<=phát động )|(?=[^:;.]{0,40}(?:đợt|cao điểm|ra quân|chiến dịch|tuần lễ"
    r"|tháng hành động)))(?!\d+ đợt (?:thanh tra|kiểm tra|giám sát|tập huấn))"
    r"[^:;.]{2,90}?)(?=:| từ (?:ngày|\d)| trong (?:tháng|quý)| vào (?:ngày|tháng)|[.;])"
)
"""A superior's whole area is called to something: "Thành phố phát động 03 đợt: đợt 1 từ …"."""


def _ours(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """A superior's body tells the unit's own: what it is told is the own body's work."""
    plain = plain_of(text)
    found = groups(plain)
    for group in found:
        kins = kit.unit.kins(group.bodies)
        front = kins == {Kin.FRONT} and all(b.level == "xa" for b in group.bodies)
        if Kin.OWN not in kins and not front:
            continue
        meets = _MEETS.search(plain.low[: group.start]) if not front else None
        others = _TOLD_TO_MEET.match(plain.low[: group.start]) if not front else None
        tells = _TELLS.search(plain.low[: group.start])
        if meets is None and tells is None and others is None:
            continue
        end = _end_of_order(plain, group.end, [g.start for g in found])
        end = ends_before_theirs(plain, group.end, end)
        end = ends_before_report(plain, group.end, end, own_body=True)
        own = _where_ours(kit, plain, group)
        persons = tells.start("persons") if tells is not None and tells["persons"] else own
        whom, rest = plain.said(persons, group.end), plain.said(group.end, end)
        if not rest.strip(" ,"):
            continue
        if others is not None:
            leader = plain.said(*others.span("who"))
            rest = f" phối hợp với {leader} {rest.split(';')[0].strip(' ,.')}"
        elif meets is not None and (leader := _of_heading(draft) or _of_beginning(text)):
            rest = f" phối hợp với {leader} {rest.split(';')[0].strip(' ,.')}"
        said = f"Đề nghị {whom}" if front else whom[:1].upper() + whom[1:]
        if not deadlines(rest, kit.day):
            rest = _during(kit, draft, rest.rstrip(), text[: plain.span(0, group.start).end])
        take_back(kit, draft, field, f"{said}{rest}.", Q_OURS)
        return True
    return False


def _where_ours(kit: Kit, plain: Plain, group: NamedTogether) -> int:
    """Where in a row of bodies those of the unit begin: "Phòng X (of above) và Công an cấp xã"."""
    for body in group.bodies:
        if kit.unit.kin(body) is not Kin.ABOVE:
            return max(group.start, plain.low.find(plain_of(body.text).low, group.start, group.end))
    return group.start


_MEETS = re.compile(r"(?:^[\W\d]*|[;.] )(?:chủ động )?phối hợp(?: chặt chẽ)?(?: với)? (?:các )?$")
"""A superior's body works with the unit's own: "…; phối hợp Công an cấp xã xử lý tin báo"."""
_TOLD_TO_MEET = re.compile(
    r"(?:[^;:.]{3,60} )?(?:chỉ đạo|giao|yêu cầu|phân công) (?P<who>[^;:.]{3,120}?),?"
    r" (?:chủ trì,? )?phối hợp(?: chặt chẽ)?(?: với)? (?:các )?$"
)
"""A superior's body has its own work with the unit's: "Chỉ đạo Bệnh viện X phối hợp với …"."""


def _gathered(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """What a superior's body sums up of what the communes send: they send it."""
    if kit.unit.level != _COMMUNE:
        return False
    said = sent_by_communes(text, _of_heading(draft) or _of_beginning(text), kit.day)
    if said is not None:
        take_back(kit, draft, field, said, Q_HELP if is_bare(said) else "")
    return said is not None


def _told(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """What a superior's body has the unit do: told by it, or beside it: "…, UBND các xã cử …"."""
    plain = plain_of(text)
    found = groups(plain) if draft.part == "muc" else ()
    for number, group in enumerate(found):
        if not kit.unit.kins(group.bodies) & {Kin.SELF, Kin.SOME}:
            continue
        if not kit.unit.committee and any(body.every for body in group.bodies):
            continue
        group = without_invited(plain, group)
        before = plain.low[: group.start]
        urged = URGES.search(before)
        along = urged is not None and urged["verb"] in ALONG
        end = _end_of_order(plain, group.end, [g.start for g in found[number:]])
        if along and (cut := plain.low.find(";", group.end, end)) >= 0:
            end = cut  # what comes behind is the superior's body's again
        if urged is not None:
            end = ends_before_report(plain, group.end, end, own_body=False)
        rest = plain.said(group.end, end).strip(" ,")
        if (case := case_before(plain, group.start)) >= 0:
            said = f"{plain.said(case, group.start)}{rest.rstrip('.')}."
            if (mine := for_unit(draft, said[:1].upper() + said[1:], kit.ask, kit.unit)) is None:
                return True
            take_back(kit, draft, field, mine, "")
            return True
        if not DOES.match(plain_of(rest).low) and not is_short_act(plain_of(rest).low):
            continue
        question = Q_CUT
        if urged is not None:
            if along and not deadlines(rest, kit.day):
                continue
            question = asked_of_order(kit, text, rest, urged["verb"])
        elif before.endswith((", ", "; ")) and len(before) > _BESIDE:
            before = text[: plain.span(0, group.start).end]
            heading = _of_heading(draft)
            rest, question = among_acts(kit, draft, rest, before, heading), ""
        else:
            continue
        rest = f"UBND {kit.unit.word} {rest}" if rest.startswith("nơi ") else rest
        topic = _topic(text[: plain.span(0, group.start).end])
        said = f"{topic} {rest}" if topic else f"{rest[:1].upper()}{rest[1:]}"
        take_back(kit, draft, field, f"{said.rstrip('.')}.", question)
        kit.ask.ask_some(draft, group.bodies)
        return True
    return False


def _topic(before: str) -> str:
    """What a sentence is about, of the words before what the unit does: "Mất sóng trên 06 giờ:"."""
    head, colon, _rest = _SENTENCES.split(before)[-1].partition(": ")
    return topic_before(f"{head}:") if colon else ""


def _during(kit: Kit, draft: NodeDraft, rest: str, before: str) -> str:
    """An order with the dated work of the superior's body in which it stands, if any."""
    parts = re.split(r"[;:] ", before)
    event = parts[-2].strip() if len(parts) > 1 else ""
    if not event or not deadlines(event, kit.day):
        return rest
    who = parts[0].strip() if len(parts) > 2 and bodies(parts[0]) else _of_heading(draft)
    return tell(kit.ask, draft, rest, event, who).rstrip(".")


def _of_heading(draft: NodeDraft) -> str:
    """Whose work the sentence is, as the heading above it says."""
    said = draft.parent.said.split("\n")[0].strip(" *:.") if draft.parent is not None else ""
    return said if said and bodies(said) else ""


def _of_beginning(text: str) -> str:
    """Whose work a text is, as its first words say; "" where they do not."""
    first = next(iter(groups(plain_of(text))), None)
    return first.bodies[0].text if first is not None and first.start == 0 else ""


def _end_of_order(plain: Plain, at: int, starts: list[int]) -> int:
    """Where an order ends: at a full stop, or at a semicolon behind which another is named."""
    for stop in _STOP.finditer(plain.low, at):
        if plain.low[stop.start() : stop.end()] != ";":
            return stop.start()
        if any(stop.end() <= start <= stop.end() + 2 for start in starts):
            return stop.start()
    return len(plain.low)


def _joins(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """A dated campaign that all of the superior's area is called to: the unit joins it."""
    plain = plain_of(text)
    found = _CAMPAIGN.match(plain.low) if draft.part == "muc" else None
    if found is None or kit.unit.level <= kit.unit.above or not deadlines(text, kit.day):
        return False
    who, does = plain.said(*found.span("who")), found["does"]
    what = plain.said(*found.span("what"))
    rest = plain.said(found.end("what"), len(plain.low))
    draft.dropped = None
    who = who if who.startswith("UBND") else who[:1].lower() + who[1:]
    draft.texts[field] = [f"Hưởng ứng {what} do {who} {does}{rest}"]
    kit.kept.names(draft)
    draft.touch(OWN_WORK)
    return True


def _for_all(kit: Kit, draft: NodeDraft, field: str, text: str) -> bool:
    """A sentence below the work of others that is for everybody, or for the commune's schools."""
    if kit.unit.level != _COMMUNE:
        return False
    since = kit.day is None or kit.day >= TWO_LEVELS
    for sentence in _SENTENCES.split(text):
        low = plain_of(sentence).low
        if since and _SCHOOLS.match(low):
            question = Q_SCHOOLS
        elif since and (told := _SCHOOLS_TOLD.search(low)) is not None:
            sentence = sentence[plain_of(sentence).span(told.end(), len(low)).start :]
            more = _SENTENCES.split(text[text.index(sentence) + len(sentence) :].strip())
            for clause in more if sentence.endswith(";") else ():
                if not _OF_SCHOOLS.match(plain_of(clause).low):
                    break
                sentence = f"{sentence} {clause}"
            question = Q_SCHOOLS
        elif (hands := HANDS_OVER.search(low)) is not None:
            question = Q_HELP
            heading = _of_heading(draft)
            if received := received_from(kit, draft, text, sentence, hands, heading):
                take_back(kit, draft, field, received, "")
                return True
        elif given := _given(kit, sentence, _of_heading(draft) or _of_beginning(text)):
            sentence, question = given, Q_NAMED
        elif _FORBIDS.match(low):
            question = Q_BANS
        elif (each := _EACH.search(low)) is not None and (
            kit.unit.word in each[0] or "địa phương" in each[0] or "đơn vị" in each[0]
        ):
            event, sentence = _before_and_from(text, sentence, each.start())
            does = not each[0].endswith("người")
            question = "" if does else Q_CUT
            if does:
                whose = _of_heading(draft) or _of_beginning(text)
                sentence = tell(kit.ask, draft, sentence, event, whose)
        else:
            continue
        take_back(
            kit, draft, field, f"{sentence[:1].upper()}{sentence[1:].rstrip(' .;')}.", question
        )
        return True
    return False


def _given(kit: Kit, sentence: str, who: str) -> str:
    """What the unit does with what it is given or sent."""
    return given_to(kit, sentence, who) or sent_to_do(kit, sentence, who)


_ORDERS_ONLY = 4
"""Words of which what is done has more: "đề nghị", "yêu cầu" say nothing of it."""


def _before_and_from(text: str, sentence: str, at: int) -> tuple[str, str]:
    """What stands before a place in a sentence, or before the sentence, and what begins there."""
    start = plain_of(sentence).span(at, len(sentence)).start
    opened = sentence[:start].rstrip().endswith("(")
    before = sentence[:start].strip(" .;,(")
    if len(before.split()) < _ORDERS_ONLY:
        before = _SENTENCES.split(text[: text.find(sentence)].strip())[-1]
    said = sentence[start:].lstrip(" .;,(")
    return before, said.replace(")", "", 1) if opened else said


def take_back(kit: Kit, draft: NodeDraft, field: str, words: str, question: str) -> None:
    """Words of a node that was left out come back as the unit's; `question`: "" for none."""
    draft.dropped = None
    draft.texts[field] = out_of_reach(words, draft.borrowed)
    kit.kept.names(draft)
    draft.texts[field] = [RuleWords(_pieces(draft.texts[field]))]
    draft.touch(OWN_WORK)
    if question:
        issues = question == Q_NAMED and issues_itself(plain_of(words).low)
        kit.ask.mark(draft, Q_ISSUE if issues else question)


def _pieces(text: list[str | RuleWords]) -> tuple[str, ...]:
    out: list[str] = []
    for piece in text:
        out += piece.pieces if isinstance(piece, RuleWords) else [piece]
    return tuple(out)
