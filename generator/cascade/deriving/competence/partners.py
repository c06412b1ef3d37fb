"""What a unit does of a sentence in which another leads and it helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.commands import DIRECTS
from generator.cascade.deriving.competence.says_enough import said_whole
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.act_verbs import begins_deed
from generator.grammar.class_ends import class_end
from generator.grammar.deadlines import deadlines
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody

MINE = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW, Kin.EVERYBODY])
PARTNERS = frozenset([Kin.SELF, Kin.SOME, Kin.EVERYBODY])
_TAKES_PART = re.compile(
    r"^[ ,]*(?:(?:có trách nhiệm|cùng|chủ động)[ ,]+)*(?:phối hợp(?: chặt chẽ)?|tham gia)?(?:, )? ?"
)
_MEETS_US = re.compile(
    r"(?:(?:chủ động|chủ trì|thường xuyên)[, ]+)?"
    r"(?:phối hợp(?: chặt chẽ)?(?: với| cùng)?|cùng với|cùng) (?:các )?(?:[^.;:]{0,80}, )?$"
)
_OF_NAME = re.compile(
    r"\s*(?:(?:trên địa bàn|đóng trên|khu vực|tại|ở|các cấp|huyện)(?!\w)[^,;.:]{0,40})"
)
_SUBMITS = re.compile(r"(?:báo cáo|trình|gửi|tổng hợp)(?!\w)")
_WITH_UNITS = re.compile(
    r"(?:phối hợp|cùng)(?: chặt chẽ)? với các (?P<units>(?:xã|phường|đặc khu|địa phương)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*)(?! (?:giáp|lân cận|khác)|, | và )(?!\w)"
)


def with_units(plain: Plain, *, begins: bool = False) -> re.Match[str] | None:
    """Where all units of a kind are worked with, and not some by name: "các phường A, B"."""
    found = _WITH_UNITS.match(plain.low) if begins else _WITH_UNITS.search(plain.low)
    named = found is not None and plain.capital(found.end() + 1)
    return None if named else found


_PARTS = re.compile(
    r"; |, (?=(?:(?:tổng hợp|để|và),? )*(?:báo cáo|trình|tham mưu)(?: cho)? (?:chủ tịch )?"
    r"(?:ubnd|ủy ban nhân dân) (?:tỉnh|thành phố)(?!\w)|(?:báo cáo|trình) (?:bộ|chính phủ|thủ tướng"
    r"|tỉnh ủy|thành ủy|ban thường vụ)(?!\w))",
    re.IGNORECASE,
)
"""Parts of an act; what goes up to a superior is the leader's, not the partner's."""
_GIVEN_TO = re.compile(
    r"(?<!\w)(?:gửi|cho|về|đến|tới|hướng dẫn|thông báo|tập huấn|phổ biến|cung cấp|bàn giao|đôn đốc"
    r"|kiểm tra|giám sát|theo dõi)(?: (?:cho|đến|tới|các))* $"
)
"""Before those who get what the leader makes, and make none of it."""
_FEW = 3
"""Words of which what a partner does has more, where it is said without the leader's act."""
_WHEN = re.compile(r"(?:trước|trong|từ|đến|chậm nhất|xong|hoàn thành|định kỳ|hằng|hàng|mỗi)(?!\w)")
_ONLY_WHEN = re.compile(
    r"[ ,]*(?:(?:thời gian|thời hạn|tiến độ)(?: (?:thực hiện|hoàn thành|triển khai))?:? ?)?"
    r"(?:(?:phải |cần )?(?:hoàn thành|kết thúc|xong)(?: dứt điểm| toàn bộ| việc [^,;\d]{3,60}?)? )?"
    r"(?:(?:cập nhật|bổ sung|điều chỉnh|duy trì)(?: (?:dữ liệu|số liệu|danh sách|thông tin))? )?"
    r"(?:trước|trong|từ|đến|chậm nhất|định kỳ|hằng|hàng|mỗi|vào|xong)(?!\w)"
)
"""All that such a part of an act says is when the whole of it is done."""
_JOINED = re.compile(r"[ ,]*(?:(?:(?:có )?liên quan|sở tại|nơi (?:đó|ấy))[ ,]+)?(?:và|;)(?!\w)")
"""Behind a partner's name: not what it does, but what the leader does next, "phối hợp với UBND
xã sở tại và không để …"."""
_SAID_TWICE = re.compile(r" ?: [^:;]*(?:chủ trì|đầu mối)(?!\w)[^:;]*$")


class OwnPart(NamedTuple):
    """What a partner does of an act."""

    words: str
    of_name: str
    """What still belongs to the leader's name: "Đồn Biên phòng *trên địa bàn* phối hợp với …"."""
    dated: str = ""
    """What the leader reports of it by a day: "báo cáo UBND tỉnh trong tháng 4/2026"."""
    lost: str = ""
    """What the words lean on, where nobody can say it in them."""


def behind_leader(unit: Addressee, act: str) -> str:
    """What units do behind the own part of who leads; the act itself where they do none.

    "(Sở X chủ trì) hướng dẫn nghiệp vụ, UBND cấp xã tổng hợp, gửi …" is "tổng hợp, gửi …".
    """
    plain = plain_of(act)
    for group in groups(plain):
        if group.start > 0 and not plain.low.endswith(", ", 0, group.start):
            continue
        if unit.kins(group.bodies) & PARTNERS and begins_deed(plain.low, group.end):
            each = plain.low.startswith(_EACH, group.start)
            at = group.start if each else group.end + 1
            return act[plain.span(at, len(plain.low)).start :]
    return act


_EACH = ("mỗi ", "từng ")


def own_part(unit: Addressee, act: str, first: Duty, *, led: bool, who: str = "") -> OwnPart:
    """What a partner does of an act: without its own name, without what the leader does alone.

    "UBND các xã phối hợp trồng …" is "trồng …"; "…: Cục X chủ trì, phối hợp với …" says it
    twice; "Thẩm định …; phối hợp với Sở Y tế mở lớp" is "mở lớp" for the Sở Y tế. `led`: whether
    the act begins behind the partner's name; `who`: the leader, as a sentence names it.
    """
    if led and _JOINED.match(act):
        return OwnPart("", "")
    plain = plain_of(act)
    own = groups(plain)[:1]
    if own and own[0].start == 0 and unit.kins(own[0].bodies) & PARTNERS:
        rest = plain.span(own[0].end, len(plain.low))
        act, led = _TAKES_PART.sub("", act[rest.start :]), True
    tail = _SAID_TWICE.search(act)
    if tail is not None and first.who and first.who[0].text in tail[0]:
        act = act[: tail.start()]
    parts = _PARTS.split(act)
    up = (p for p in parts[1:] if _SUBMITS.match(p) and deadlines(p, None))
    dated = next((p for p in up if not _names(unit, p)), "")
    if not led and (found := list(_parts_with_us(unit, parts, who))):
        last = next((p for p in reversed(parts) if _with_us(unit, p, who) is not None), "")
        words = [one.words.rstrip(" .") for one in found[:-1]] + [found[-1].words]
        when = parts[-1] if parts[-1] != last and _only_dates(parts[-1]) else ""
        lost = next((one.lost for one in found if one.lost), "")
        return OwnPart("; ".join([*words, when] if when else words), found[0].of_name, dated, lost)
    named = without_leaders(unit, act, parts)
    return OwnPart(named, "", "" if dated and dated in named else dated)


def without_leaders(unit: Addressee, act: str, parts: Sequence[str] = ()) -> str:
    """An act of a leader with the unit, without the later parts that are the leader's alone."""
    first, *later = parts or _PARTS.split(act)
    inspects = _INSPECTS.match(plain_of(first).low) is not None
    later = [_of_inspection(part) if inspects else part for part in later]
    named = [
        part for part in later
        if _only_dates(part) or _does_it(unit, part)
        or (inspects and _OF_CHECK.match(part) and not groups(plain_of(part)))
    ]  # fmt: skip
    kept = "; ".join([first, *named])
    return kept if kept.endswith((".", ";")) or not act.endswith(".") else f"{kept}."


_INSPECTS = re.compile(
    r"[\W\d]*(?:(?:tổ chức|tăng cường|thường xuyên|đẩy mạnh|thành lập đoàn),? )*"
    r"(?:kiểm tra|thanh tra|tuần tra|kiểm soát|truy quét|đấu tranh)(?!\w)"
)
_OF_CHECK = re.compile(
    r"(?:(?:kịp thời|kiên quyết|qua đó|chủ động),? )*"
    r"(?:(?:phát hiện|ngăn chặn|chấn chỉnh|nhắc nhở|lập biên bản|xử lý)(?!\w)"
    r"(?![^.;]*(?:tước|cấp phép|xử phạt|thu hồi đất))|kiến nghị xử lý)",
)
"""What comes of an inspection, and is done by all who inspect, each as far as it may."""
_DEALS = re.compile(r"(?<!\w)xử lý(?: nghiêm| kịp thời| dứt điểm)*(?!\w)[^,;.]*")


def _of_inspection(part: str) -> str:
    """What comes of an inspection, said as far as a partner may."""
    found = _DEALS.search(part) if _OF_CHECK.match(part) else None
    if found is None or "thẩm quyền" in part or "quy định" in part or "pháp luật" in part:
        return part
    return f"{part[: found.end()].rstrip()} theo thẩm quyền{part[found.end() :]}"


def _names(unit: Addressee, part: str) -> bool:
    """Whether a part names the unit itself: what is sent to it serves nobody else."""
    return any(Kin.SELF in unit.kins(group.bodies) for group in groups(plain_of(part)))


def _does_it(unit: Addressee, part: str) -> bool:
    """Whether a part of an act names the unit, and not only as who gets what is made."""
    plain = plain_of(part)
    return any(
        unit.kins(group.bodies) & MINE and _GIVEN_TO.search(plain.low[: group.start]) is None
        for group in groups(plain)
    )


def works_with_us(unit: Addressee, text: str) -> bool:
    """Whether a text of the plan above names the unit as whom somebody else works with."""
    plain = plain_of(text)
    if "phối hợp" not in plain.low and "cùng" not in plain.low:
        return False
    return any(
        unit.kins(group.bodies) & PARTNERS
        and (
            _MEETS_US.search(plain.low[: group.start])
            or plain.low[group.end :].startswith((" phối hợp", " cùng phối hợp"))
        )
        for group in groups(plain)
    )


def acts_itself(unit: Addressee, above: str, day: date | None) -> bool:
    """Whether the plan above gives a sentence to the unit by name, which then meets others."""
    first = next(iter(duties(above, day)), None)
    return first is not None and Kin.SELF in unit.kins(first.who)


def _only_dates(part: str) -> bool:
    """Whether a part of an act only says when: "hoàn thành trong tháng 5/2026"."""
    plain = plain_of(part)
    when = _ONLY_WHEN.match(plain.low) is not None
    return when and not groups(plain) and bool(deadlines(part, None))


def _parts_with_us(unit: Addressee, parts: Sequence[str], who: str) -> Iterator[OwnPart]:
    """The parts of an act that name the unit; one that only does so goes with what is before."""
    for number, part in enumerate(parts):
        mine = _with_us(unit, part, who)
        if mine is None:
            continue
        if number > 0 and not mine.lost:
            mine = _with_lost(mine, parts[number - 1], who)
        alone = not mine.words.strip(" .;") and number > 0
        yield OwnPart(f"{parts[number - 1]}.", "") if alone else mine


def _with_lost(mine: OwnPart, before: str, who: str) -> OwnPart:
    """What is done with the unit, with the leader's work before it that it is about."""
    words, lost = said_whole(mine.words, before, who)
    return mine._replace(words=words, lost=lost)


def _with_us(unit: Addressee, part: str, who: str) -> OwnPart | None:
    """What is done with the unit in one part of an act; None where it is not named as a partner."""
    plain = plain_of(part)
    for group in groups(plain):
        met = _MEETS_US.search(plain.low[: group.start])
        if met is None or not unit.kins(group.bodies) & PARTNERS:
            continue
        before = part[: plain.span(0, met.start()).end].strip(" ,;")
        after = part[plain.span(0, _end_of(plain, group.end)).end :].strip(" ,")
        if _OF_NAME.fullmatch(plain.low[: met.start()]):
            return OwnPart(after, before)
        if not after.strip(" .;") or _WHEN.match(plain_of(after).low):
            return OwnPart(f"{before} {after}".strip(), "")
        if before and len(after.split()) <= _FEW:  # "Lập phương án, phối hợp với … kiểm đếm"
            return OwnPart(f"{after.rstrip(' .')} phục vụ {small(before)}", "")
        return _with_lost(OwnPart(after, ""), before, who)
    units = with_units(plain)
    if units is not None and (unit.word in units["units"] or "địa phương" in units["units"]):
        after = part[plain.span(0, units.end()).end :].strip(" ,")
        if after.strip(" .;") and not _WHEN.match(plain_of(after).low):
            return OwnPart(after, "")
    return None


_OF_CLASS = re.compile(r" (?:nơi )?(?:có|thuộc|ven|giáp|nằm|bị)(?= [^\W\d])")


def _end_of(plain: Plain, end: int) -> int:
    """Where a partner ends with the class of units it is of: "UBND xã nơi có nhà trọ | rà soát"."""
    of = _OF_CLASS.match(plain.low, end)
    ends = class_end(plain.low, of.start()) if of is not None else None
    return ends.at if ends is not None and ends.verb else end


def topic_before(before: str) -> str:
    """What a clause is about, of the words before who leads it: "Ký cam kết …: Sở X chủ trì …"."""
    said = before.strip(" -+*•")
    names_one = not said.endswith(":") or bool(groups(plain_of(said)))
    return said if not names_one and any(map(str.isalpha, said)) else ""


def without_itself(unit: Addressee, text: str) -> str:
    """A text of a department without the words by which it would work with itself."""
    name = re.escape(unit.name.split(" tỉnh ")[0].split(" thành phố ")[0])
    new = re.sub(rf"(?:[;,] | và )(?:{_MEETS}) {name}(?=[.;]|$)", "", text)
    new = re.sub(rf"(?P<meets>(?:{_MEETS}) ){name}(?:, | và )(?=[A-ZĐ])", r"\g<meets>", new)
    last = rf"(?P<meets>(?:{_MEETS}) [^.;:]*?)(?:, | và ){name}(?=[.;]|$)"
    return re.sub(last, r"\g<meets>", new)


_MEETS = "(?:[Cc]hủ động )?[Pp]hối hợp(?: chặt chẽ)? với|[Cc]ùng với"


def named_first(act: str) -> list[NamedBody]:
    """The bodies at the head of an act: "UBND các xã có rừng phối hợp …"."""
    return [b for g in groups(plain_of(act))[:1] if g.start == 0 for b in g.bodies]


def only_carries_out(act: str) -> bool:
    """Whether all that the unit would do is to carry out the plan, or to help itself."""
    low = plain_of(act).low
    return _CARRIES_OUT.fullmatch(low) is not None or _HELPS_US.match(low) is not None


_HELPS = "tham mưu|tư vấn|hướng dẫn|hỗ trợ|giúp đỡ|giúp|tập huấn|chuyển giao"
_HELPS_US = re.compile(
    rf"[\W\d]*(?:để |nhằm )?(?:{_HELPS})(?:(?:,| và) (?:{_HELPS}))* (?:cho )?các"
    r" (?:địa phương|xã|phường|đặc khu)(?!\w)"
)
"""What another does for the units is nothing that they do with him."""

_CARRIES_OUT = re.compile(
    r"[\W\d]*(?:tổ chức |triển khai |cùng )*(?:triển khai|thực hiện)"
    r"(?: (?:các )?(?:nội dung|nhiệm vụ)(?: của)?)?(?: (?:theo )?(?:kế hoạch|chỉ thị)(?: này)?)?"
    r"[\W\d]*"
)


def among_met(act: str) -> str:
    """What is done behind those whom the unit meets, of whom the act may name one more.

    "Hạt Kiểm lâm phối hợp với UBND xã, lực lượng dân quân tuần tra": they are no body.
    """
    return f"{',' if _ALSO_MET.match(act.lower()) else ''} {small(act)}"


_ALSO_MET = re.compile(
    r"(?:các )?(?:lực lượng|dân quân|nhân dân|người dân|cộng đồng|chủ|hộ|đoàn viên|hội viên)(?!\w)"
)


def met_by(unit: Addressee, duty: Duty) -> str:
    """How a unit says that it works with others: several who work with one department are led."""
    several = duty.role == "coordinate" and len(duty.who) > 1
    leads = several and not unit.committee and [unit.kin(b) for b in duty.whom] == [Kin.SELF]
    return "Chủ trì, phối hợp" if leads else "Phối hợp"


def fronts_among(unit: Addressee, who: Sequence[NamedBody]) -> tuple[NamedBody, ...]:
    """Organisations that the unit has too, where others of above stand beside them; else none."""
    kins = unit.kins(who)
    beside = {Kin.ABOVE, Kin.OTHER, Kin.PARTY, Kin.EVERYBODY}
    mixed = Kin.FRONT in kins and bool(kins & beside)
    if not unit.committee or not mixed or kins & MINE:
        return ()
    return tuple(body for body in who if unit.kin(body) is Kin.FRONT)


def without_command(unit: Addressee, text: str, *, asking: bool) -> str:
    """What a body of above tells one of here, without the command.

    Below "Đề nghị Hội Phụ nữ xã" (`asking`): "Chỉ đạo Hội Phụ nữ xã đảm nhận …" is "Đảm nhận …".
    "Công an tỉnh chỉ đạo Công an cấp xã phối hợp với UBND cấp xã kiểm tra …" is said of the own
    police, whose every clause it is.
    """
    if not unit.committee:
        return _told_own(unit, text)
    return _told_front(unit, text) if asking else _told_to_meet(unit, text)


_PASSES_ON = re.compile(r",? (?:chỉ đạo|hướng dẫn|yêu cầu|giao|phân công)(?: cho)? (?:các )?$")


def _told_own(unit: Addressee, text: str) -> str:
    """What a department is told to have its own body do, told that body by the department.

    "Giao Sở Y tế chỉ đạo Bệnh viện tỉnh lập lịch khám" is "Giao Bệnh viện tỉnh lập lịch khám".
    """
    plain = plain_of(text)
    found = groups(plain)[:2]
    if len(found) < _TWO or not re.fullmatch(
        r"[\W\d]*(?:giao |yêu cầu )?", plain.low[: found[0].start]
    ):
        return text
    between = plain.low[found[0].end : found[1].start]
    mine = unit.kins(found[0].bodies) == {Kin.SELF} and unit.kins(found[1].bodies) == {Kin.OWN}
    if not mine or _PASSES_ON.fullmatch(between) is None:
        return text
    every = "các " if between.endswith("các ") else ""
    return f"Giao {every}{text[plain.span(0, found[1].start).end :].strip()}"


_TWO = 2


def _told_to_meet(unit: Addressee, text: str) -> str:
    plain = plain_of(text)
    if "phối hợp" not in plain.low:
        return text
    found = groups(plain)
    for number, told in enumerate(found[:2]):
        start = found[0].end if number else 0
        above = not number or unit.kins(found[0].bodies) <= {Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE}
        meets = _MEETS_THEN.match(plain.low, told.end)
        if (
            above
            and unit.kins(told.bodies) == {Kin.OWN}
            and DIRECTS.fullmatch(plain.low[start : told.start])
            and meets is not None
            and any(g.start == meets.end() and Kin.SELF in unit.kins(g.bodies) for g in found)
        ):
            own = text[plain.span(0, told.start).end :].strip()
            return own[:1].upper() + own[1:]
    return text


_MEETS_THEN = re.compile(r",? (?:chủ trì,? )?phối hợp(?: chặt chẽ)? (?:với|cùng)(?: các)? ")


def _told_front(unit: Addressee, text: str) -> str:
    plain = plain_of(text)
    told = next(iter(groups(plain)), None)
    if told is None or DIRECTS.fullmatch(plain.low[: told.start]) is None:
        return text
    if unit.kins(told.bodies) != {Kin.FRONT} or any(
        body.level != "xa" and not body.text.endswith((" xã", " phường")) for body in told.bodies
    ):
        return text
    more = _MORE_FRONTS.match(plain.low, told.end)
    rest = text[plain.span(0, more.end() if more else told.end).end :].lstrip(" ,")
    return rest[:1].upper() + rest[1:] if rest.strip(" .") else text


_MORE_FRONTS = re.compile(
    r"(?:(?:, | và )(?:hội|đoàn|ủy ban|công đoàn)(?: [^\W\d]+){0,4}?"
    r" (?:cấp )?(?:xã|phường|đặc khu)(?!\w))+"
)


_TELLS_TO_MEET = re.compile(
    r"(?<!\w)(?:chỉ đạo|yêu cầu|giao|huy động|phân công)(?: cho)? "
    r"(?P<whom>(?:(?!phối hợp)[^,;.:]){4,80}?) (?:chủ trì,? |chủ động )?"
    r"phối hợp(?: chặt chẽ)?(?: với| cùng)? (?=(?:các )?(?:ubnd|ủy ban nhân dân|địa phương)(?!\w))"
)


def told_to_meet(unit: Addressee, clause: str, leaders: Sequence[NamedBody]) -> str:
    """Who is told to work with the unit; "" where nobody is, or one of its own.

    "Bộ Chỉ huy Bộ đội Biên phòng tỉnh chỉ đạo các đồn biên phòng phối hợp với UBND xã …".
    """
    plain = plain_of(clause)
    found = _TELLS_TO_MEET.search(plain.low) if "phối hợp" in plain.low else None
    if found is None:
        return ""
    whom = plain.said(*found.span("whom"))
    if whom.endswith(" và"):  # who gives the order works with the unit himself
        return ""
    named = next((g for g in groups(plain_of(whom)) if g.start == 0), None)
    if named is None or unit.kins(named.bodies) & MINE:
        return ""
    if {body.text for body in named.bodies} & {body.text for body in leaders}:
        return ""  # told by the plan above: "Giao Sở X tiếp tục chủ trì, phối hợp với …"
    whole = named.end == len(whom) and all(body.kind != "co-quan" for body in named.bodies)
    return whom if whole or not leaders else f"{whom} của {leaders[0].text}"


_SUBMITS_ACT = re.compile(
    r"[\W\d]*(?:tham mưu|trình|kiến nghị|đề xuất|đề nghị|báo cáo)(?: với| cho)? $"
)


def submits_above(unit: Addressee, act: str) -> bool:
    """Whether an act is put before a superior: with whom it is done, it is said in one breath."""
    plain = plain_of(act)
    first = next(iter(groups(plain)), None)
    above = first is not None and unit.kins(first.bodies) <= {Kin.ABOVE}
    return above and _SUBMITS_ACT.match(plain.low[: first.start] if first else "") is not None
