"""A sentence whose subject is the unit, as the unit says it: without a subject, or by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.leaders_beside import ARMED, OURS, leaders_beside
from generator.cascade.deriving.competence.referred import title_of
from generator.cascade.deriving.unit.addressee import RANKS, Kin, is_mutual
from generator.cascade.deriving.unit.head_title import head_title
from generator.cascade.deriving.wording.answers_above import whichever
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.clause_heads import ALL_OF
from generator.grammar.competence import committee_decides
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.schools import without_high_classes
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_ADJUNCT = re.compile(
    r"[\s:,]*(?:có trách nhiệm|có nhiệm vụ|chịu trách nhiệm(?= (?:tổ chức|chỉ đạo|thực hiện)))?"
    r"[\s:,]*"
)
_HEAD = re.compile(
    r"^[\s\-+•]*(?:Người đứng đầu|Thủ trưởng|Chủ tịch|Lãnh đạo)(?: (?:các )?(?:cơ quan|đơn vị"
    r"|địa phương|Ủy ban nhân dân|UBND)[^,;.]{0,40}?)?"
    r" (?=(?:trực tiếp |phải |hoàn toàn )*(?:chịu trách nhiệm|phải chịu))"
)
_STATES = re.compile(r"(?:có|đạt|là|được|không|đều|phải có)(?!\w)")
"""What a unit has or is, not does: the sentence keeps its subject."""
_IS_PLACE = re.compile(
    r"[\s:,]*(?:có(?! (?:trách nhiệm|nhiệm vụ|kế hoạch))|đạt|vùng|ven|miền|thuộc)(?!\w)"
)
"""What the place has, not its committee: "mỗi xã có ít nhất 01 bác sĩ"."""
_MUST = re.compile(r"^ ?(?:phải|cần) (?!có(?!\w)|được|là(?!\w)|đạt)")
_BEARS = re.compile(
    r"[\s:,]*(?:phải |hoàn toàn )?chịu (?:hoàn toàn )?trách nhiệm(?! tổ chức| thực hiện)"
)
"""Who heads an office bears it in person: no room does."""
_MUTUAL = re.compile(
    r"(?i)[\s:,]*(?:(?:chủ động|cùng|phải|có trách nhiệm|khẩn trương) )*(?:thống nhất"
    r"|thỏa thuận|ký kết|ký quy chế|bàn giao|phân định|hiệp thương|trao đổi"
    r"|phối hợp(?! (?:chặt chẽ )?(?:với|cùng) (?!nhau))|hợp tác"
    r"|liên kết|giải quyết tranh chấp|cùng)(?!\w)"
)
"""What takes two."""
_MEETS_MORE = re.compile(r"^ phối hợp(?: chặt chẽ)?(?: với| cùng)? (?=(?:các|những) )")
"""With whom bodies meet that meet already: "A phối hợp với B | phối hợp các đơn vị sửa đường"."""
_MEETS_ALREADY = re.compile(r"^ (?:chủ động |cùng )?phối hợp(?: với nhau)?(?= )")
_ORDERED = re.compile(
    r"(?i)(?:^|, )(?:giao nhiệm vụ cho|giao|yêu cầu|phân công|đề nghị)(?: (?:các )?đồng chí)?\s*$"
)
_CARRY_OUT = re.compile(
    r"[\s:,]*(?:(?:nghiêm túc|chủ động|khẩn trương|phối hợp|tích cực|căn cứ [^,]{3,60},)[\s,]+)*"
    r"(?:tổ chức |triển khai )*(?:thực hiện|triển khai)"
    r"(?: (?:nghiêm túc|nghiêm|có hiệu quả|tốt|đầy đủ|nội dung))*"
    r"(?: (?:kế hoạch|chỉ thị|thông báo|công điện|kết luận|quyết định|chương trình)(?: này)?)?"
    r"[\s./]*"
)
"""All of a document is carried out by all: by the rooms, for who signs it orders them."""
_SENDS_UP = re.compile(r"[\s:,]*(?:định kỳ |tổng hợp,? |gửi )*báo cáo(?!\w)")
"""What the unit itself sends up, and no room of it, also where it closes the plan."""
_HEAD_ANSWERS = re.compile(
    r"(?P<case>; (?:[^;.]{3,160}?(?:,| thì) )?)người đứng đầu "
    r"(?=(?:phải |sẽ )?(?:chịu trách|bị)(?!\w))"
)
"""Whose head answers for what the unit is told in the clause before: what it is told stays its."""
_HANDS_ON = re.compile(
    r" (?:thống nhất |đồng ý )?(?:giao nhiệm vụ cho|giao cho|giao|yêu cầu|phân công|đề nghị) "
)


_ONLY = re.compile(r"(?i)[\W\d]*(?:còn )?riêng (?:đối với )?")
"""Before the unit by its name, behind what all have to do."""


def said_by_unit(
    unit: Addressee, draft: NodeDraft, text: str, group: list[Duty], kins: set[Kin], *, behind: bool
) -> str:
    """A clause whose subject is the unit, said by the unit itself.

    `behind`: a sentence with another subject stands before, which it must not inherit.
    """
    first = group[0]
    words = text[first.span.start : first.span.end]
    answers = any(d.role == "answer" for d in group) and _answers_himself(words)
    if not unit.committee:
        return _by_head(unit, text, first) or _of_itself(unit, text, first) or words
    if not first.who or not first.said:
        rest = _HEAD.sub("", words)
        return f"Chủ tịch UBND {unit.word} {small(rest)}" if answers else words
    start, end = place_of(text, first)
    end = _whole_name(first, text, end)
    if start < first.span.start:  # named by a sentence before, which has said it
        return words
    before = _unordered(unit, text[first.span.start : start])
    if _ONLY.fullmatch(before) and any(b.place for b in first.who):
        before = ""  # in the plan of one commune none is singled out
    begins = not before.strip(" -+*•")
    after = _with_neighbours(unit, draft, first, text[end : first.span.end])
    after = _HEAD_ANSWERS.sub(rf"\g<case>Chủ tịch UBND {unit.word} ", after)
    after = without_high_classes(after, draft.said) if unit.level >= RANKS["xa"] else after
    after = _without_each(unit, after) if kins <= {Kin.SELF} else after
    if text[start:end].endswith(" nào") and not any(b.units for b in first.who):
        whoever = whichever(unit, after)
        return before + (whoever if begins else small(whoever))
    silent = begins and not (behind or after.startswith(" nơi "))
    name, after = _who_acts(
        unit, draft, group, after, kins,
        outside=_outsiders(unit, first, text, end), answers=answers, silent=silent,
    )  # fmt: skip
    return before + (name[:1].upper() + name[1:] if begins else name) + after


def _who_acts(
    unit: Addressee, draft: NodeDraft, group: list[Duty], after: str, kins: set[Kin],
    *, outside: str, answers: bool, silent: bool,
) -> tuple[str, str]:  # fmt: skip
    """Who acts in a clause of the unit's, by name, and what he does.

    `outside`: who of nobody's acts beside it; `answers`: its chairman does, himself. "" for the
    name where it goes without saying, which it may where it is `silent`.
    """
    first = group[0]
    heads = answers or any(b.head and b.kind == "ubnd" for b in first.who)
    reports = any(d.role in ("report", "answer") and unit.kins(d.whom) & {Kin.ABOVE} for d in group)
    sends = _sends_up(unit, after)
    reports = reports or (sends and first.role == "asked")  # "Đề nghị UBND các xã báo cáo …"
    if (draft.part == "ket_thuc" and not sends) or (
        heads and _CARRY_OUT.fullmatch(plain_of(after).low)
    ):
        name = _rooms(unit)
    elif heads and _told_as_all(unit, first, after):
        name = f"UBND {unit.word} và {_rooms(unit)}"
        draft.borrowed.append(name)
    elif heads or (any(b.head for b in first.who) and _BEARS.match(after)):
        name = _in_person(unit, first)
    elif (agreed := _with_partners(unit, draft, first, after)) and not reports:
        name, after = f"UBND {unit.word}", agreed
    elif outside and not reports:
        sides = {unit.kin(b) for b in first.who} <= {*OURS, Kin.OUTSIDE, Kin.ABOVE}
        name = f"{f'UBND {unit.word}' if sides else _rooms(unit)}, {outside}"
    elif reports:
        name = f"UBND {unit.word}{_beside(unit, first, after)}"
    elif (beside := leaders_beside(unit, first, after)) and len(first.who) > 1:
        mine = [f"UBND {unit.word}", *_forces_of(unit, first)]
        name = f"{', '.join(mine)} phối hợp với {', '.join(beside)}"
        after = _MEETS_MORE.sub(", ", after)
        draft.borrowed += [b.text for b in first.who if unit.kin(b) is Kin.FRONT]
    elif not reports and _told_with_all(unit, draft, first, after):
        name = _with_localities(unit, first, after)
    elif silent and _alone(unit, first, after):
        name, after = "", _unsaid(unit, first, after)
    elif _IS_PLACE.match(after) and all(b.kind == "dia-phuong" and b.units for b in first.who):
        name = unit.word  # a commune has a doctor, its committee does not
    else:
        name = _by_kins(unit, first, after, kins)
        after = _MEETS_ALREADY.sub("", after) if " phối hợp với " in name else after
    return name, after


def _answers_himself(words: str) -> bool:
    """Whether who is told something answers for it, and not his body's head in a clause behind."""
    other = _HEAD_ANSWERS.search(words)
    return other is None or "chịu trách nhiệm" in plain_of(words[: other.start()]).low


def _told_with_all(unit: Addressee, draft: NodeDraft, first: Duty, after: str) -> bool:
    """Whether an item by itself tells all departments and all units: here each room does it."""
    alone = draft.kind == "khoan" and not any(b.head for b in first.who)
    every = any(b.every and not b.unit and unit.kin(b) is Kin.ABOVE for b in first.who)
    return alone and every and not committee_decides(after.lstrip(" ,:"))


_OF_HEAD = re.compile(
    r"[\s:,]*(?:(?:phải|cần|chủ động|nghiêm túc|khẩn trương|tập trung|kịp thời|thường xuyên),? )*"
    r"(?:trực tiếp|đích thân|chịu|tự|chỉ đạo|lãnh đạo|phân công|giao|đối thoại|tiếp|dự|tham dự|ký"
    r"|quyết định|quán triệt|nêu gương|căn cứ|xem xét|có trách nhiệm|báo cáo|kiểm điểm|không)(?!\w)"
)
"""What the head of an office does himself, whoever is told it beside him."""


def _told_as_all(unit: Addressee, first: Duty, after: str) -> bool:
    """Whether heads of all departments and units are told what their offices do.

    It is the committee's own work, whose chairman is told, and that of its rooms.
    """
    every = any(b.every and not b.unit and unit.kin(b) is Kin.ABOVE for b in first.who)
    own = _OF_HEAD.match(plain_of(after).low) or committee_decides(after.lstrip(" ,:"))
    return every and not own


def _in_person(unit: Addressee, duty: Duty) -> str:
    """Who heads the unit, and its own bodies named with him."""
    named = [b for b in duty.who if b.head and b.kind == "ubnd"]
    name = f"{title_of(named[0]) if named else 'Chủ tịch'} UBND {unit.word}"
    return ", ".join([name, *_own_beside(unit, duty)])


def _by_kins(unit: Addressee, duty: Duty, after: str, kins: set[Kin]) -> str:
    """The unit, its bodies with it, or its rooms: by what those are who are told to act."""
    if kins <= {Kin.SELF, Kin.SOME, Kin.OTHER}:
        return f"UBND {unit.word}{_beside(unit, duty, after)}"
    if kins <= {*OURS, Kin.OWN} and (mine := _own_beside(unit, duty)):
        return ", ".join([f"UBND {unit.word}", *mine])
    if committee_decides(after.lstrip(" ,:")):
        return f"UBND {unit.word}"
    return _with_localities(unit, duty, after)


_TO_MINISTER = re.compile(r"báo cáo (?:về )?(?:bộ|chính phủ|thủ tướng)(?!\w)")


def _with_localities(unit: Addressee, duty: Duty, after: str) -> str:
    """All bodies of the unit, and the communes where those who are told are a province's.

    No commune reports to a minister.
    """
    if _TO_MINISTER.search(after.lower()):
        return _rooms(unit)
    below = unit.level == 1 and any(b.kind == "dia-phuong" and not b.units for b in duty.who)
    return f"{_rooms(unit)}, UBND cấp xã" if below else _rooms(unit)


_EACH = re.compile(
    r"(?<= )(?:mỗi|từng) (?P<whom>(?:nơi|xã|phường|đặc khu|địa phương|đơn vị)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*)(?: này| đó| ấy| trên)?"
    r" (?=(?:có |ít nhất |tối thiểu |không quá |không dưới |không ít hơn |là )*\d)"
)
"""What each of those who act has to reach, behind what they do: "…, mỗi nơi ít nhất 05 môn"."""
_ANY_PLACE = ("nơi", "địa phương", "đơn vị")


def _without_each(unit: Addressee, after: str) -> str:
    """What one of them does, without "each": "tổ chức Đại hội …, ít nhất 05 môn"."""
    found = _EACH.search(after)
    if found is None or not (unit.word in found["whom"] or found["whom"] in _ANY_PLACE):
        return after
    return after[: found.start()] + after[found.end() :]


def _outsiders(unit: Addressee, first: Duty, text: str, end: int) -> str:
    """Who of nobody's acts beside the unit, as the sentence says: "doanh nghiệp, chủ rừng"."""
    named = [b for b in first.who if unit.kin(b) is Kin.OUTSIDE]
    if not named or not {unit.kin(b) for b in first.who} & {Kin.SELF, Kin.SOME}:
        return ""
    last = max(first.who, key=lambda body: body.span.start)
    if last in named and all(b.span.start <= named[0].span.start or b in named for b in first.who):
        return text[named[0].span.start : end]
    return ", ".join(body.text for body in named)


_AGREES = re.compile(
    r"(?i)[\s:,]*(?:(?:chủ động|phải|cùng) )*(?:ký(?: kết)? (?:quy chế|chương trình|thỏa thuận"
    r"|kế hoạch)(?: phối hợp)?|phối hợp|thống nhất|trao đổi|hiệp thương|tuần tra chung)(?! với)"
)


def _with_neighbours(unit: Addressee, draft: NodeDraft, first: Duty, after: str) -> str:
    """What neighbours agree, said by one of them: "ký quy chế phối hợp với các xã giáp ranh"."""
    mutual = next((b for b in first.who if is_mutual(b)), None)
    found = _AGREES.match(after) if mutual is not None else None
    if mutual is None or found is None:
        return after
    units = ", ".join(mutual.units) or unit.word
    whom = f"với các {units} {mutual.only}"
    if draft is not None:
        draft.borrowed.append(whom)  # its neighbours', not the unit's own name
    return f"{found[0]} {whom}{after[found.end() :]}"


_SIGNS = re.compile(r"(?:ký|thỏa thuận|hiệp thương)(?!\w)")


def _with_partners(unit: Addressee, draft: NodeDraft, first: Duty, after: str) -> str:
    """What others agree with the unit: "ký quy chế với Ban Quản lý rừng …"; "" for no such act."""
    kins = unit.kins(first.who)
    found = _AGREES.match(after) if kins & {Kin.SELF, Kin.SOME} else None
    if found is None or not (Kin.OUTSIDE in kins or _SIGNS.search(found[0])):
        return ""
    partners = [b.text for b in first.who if unit.kin(b) in (Kin.ABOVE, Kin.OUTSIDE)]
    partners = [f"các{name[3:]}" if name.startswith("Các ") else name for name in partners]
    draft.borrowed += partners
    if not partners:
        return ""
    last = f" và {partners.pop()}" if len(partners) > 1 else ""
    return f"{found[0]} với {', '.join(partners)}{last}{after[found.end() :]}"


def _whole_name(first: Duty, text: str, end: int) -> int:
    """Where doers end whose last name goes on in small letters: "các công ty thủy lợi"."""
    last = max(first.who, key=lambda body: body.span.start)
    if last.kind != "doanh-nghiep" or not last.every:
        return end
    found = _KIND_OF_FIRM.match(plain_of(text[end:]).low)
    return end + plain_of(text[end:]).span(0, found.end()).end if found is not None else end


_KIND_OF_FIRM = re.compile(
    r" (?:thủy lợi|viễn thông|điện lực|cấp nước|môi trường|vận tải|du lịch|xây dựng|bảo hiểm"
    r"|xăng dầu|lâm nghiệp|thủy điện|công nghệ|chế biến|may mặc|khai thác [^\W\d]+ [^\W\d]+)(?!\w)"
)


def _sends_up(unit: Addressee, after: str) -> bool:
    """Whether what a subject does is to report to a superior or one of its bodies."""
    plain = plain_of(after)
    return _SENDS_UP.match(plain.low) is not None and any(
        Kin.ABOVE in unit.kins(group.bodies)
        and plain.low[: group.start].endswith((" về ", " gửi ", " đến ", " tới ", "báo cáo "))
        for group in groups(plain)
    )


def _own_beside(unit: Addressee, first: Duty) -> list[str]:
    """The unit's own bodies that act beside its chairman, by name: "…, Công an cấp xã"."""
    own = [b.text for b in first.who if unit.kin(b) is Kin.OWN and b.kind != "phong"
           and not plain_of(b.text).low.startswith("các ")]  # fmt: skip
    chief = any(plain_of(b.text).low == "trưởng công an" for b in first.who)
    return [*own, f"Trưởng Công an {unit.word}"] if chief else own


def _by_head(unit: Addressee, text: str, first: Duty) -> str:
    """A department's head, who signs its plan and gives himself no order; "" for no such clause."""
    mine = [b for b in first.who if b.head and unit.kin(b) is Kin.SELF]
    start, end = place_of(text, first) if mine else (0, 0)
    if not mine or start < first.span.start:
        return ""
    after = text[end : first.span.end]
    several = mine[0].every or any(b.head or unit.kin(b) is Kin.OTHER for b in first.who[1:])
    meets = _MEETING.match(after)
    if several:  # "Giám đốc các sở …": this one answers for himself, comes to what others hold
        title = f"{head_title(unit.name).capitalize()} {unit.name}"
        if meets is not None:
            return f"{title} dự {after[meets.end() :]}"
        alone = not mine[0].every and _MUTUAL.match(after) is None
        return f"{title}{after}" if alone or _BEARS.match(after) else ""
    return f"{text[start:end]}{after}" if first.said == "order" and len(first.who) == 1 else ""


_MEETING = re.compile(r"[\s:,]*(?:(?:tham )?dự |tham gia )*(?=họp(?!\w)|giao ban|hội ý)")


def _of_itself(unit: Addressee, text: str, first: Duty) -> str:
    """What a department alone is ordered, or is told behind a label, in its own plan.

    "Giao Sở X chủ trì …" is "Chủ trì …", "Các sở, ban, ngành: lồng ghép …" is "Lồng ghép …";
    "" for another clause.
    """
    kins = unit.kins(first.who) if first.who and first.said else set()
    if Kin.SELF not in kins or kins - {Kin.SELF, Kin.EVERYBODY}:
        return ""
    start, end = place_of(text, first)
    if start < first.span.start or any(b.head for b in first.who):
        return ""
    before, after = text[first.span.start : start], text[end : first.span.end]
    alone = not any(b.every for b in first.who)
    ordered = alone and _ORDERED.fullmatch(before.strip(" -+*•")) is not None
    if not (ordered or (after.lstrip().startswith(":") and not before.strip(" -+*•"))):
        return ""
    does = _MUST.sub("", after.lstrip(" :,"))
    return does[:1].upper() + does[1:]


_TITLES = re.compile(r"(?i)(?:các )?(?:ông|bà)(?:,? (?:và )?(?:ông|bà))* $")
"""Said of several chairmen by name: "Các ông, bà Chủ tịch UBND các xã A, B"."""


_ALL_IN_PERCENT = re.compile(r"(?<!\w)100 ?%(?: số)? $")


def _unordered(unit: Addressee, before: str) -> str:
    """Words before a subject, without those that only order it: "UBND tỉnh giao"."""
    if _hands_on(unit, before):
        return ""
    before = _ALL_IN_PERCENT.sub("", ALL_OF.sub("", _TITLES.sub("", before)))
    order = _ORDERED.search(before)
    if order is None:
        return before
    return before[: order.start()] + (", " if order[0].startswith(",") else "")


def _unsaid(unit: Addressee, first: Duty, after: str) -> str:
    """A clause whose subject, the unit alone, need not be said in its own plan."""
    cut = _ADJUNCT.match(after)
    rest = _MUST.sub("", after[cut.end() :] if cut else after)
    if _STATES.match(rest) and all(b.kind == "dia-phuong" for b in first.who):
        return f"{unit.word[:1].upper()}{unit.word[1:]} {rest.removeprefix('đều ')}"
    return rest[:1].upper() + rest[1:]


def _rooms(unit: Addressee) -> str:
    """All bodies of the unit at once."""
    return f"các {unit.rooms} thuộc UBND {unit.word}"


def _hands_on(unit: Addressee, before: str) -> bool:
    """Whether words before a subject only say that a superior orders it: "UBND tỉnh giao"."""
    plain = plain_of(before)
    first = next(iter(groups(plain)), None)
    return (
        first is not None
        and not plain.low[: first.start].strip(" -+*•")
        and unit.kins(first.bodies) <= {Kin.ABOVE}
        and _HANDS_ON.fullmatch(plain.low, first.end) is not None
    )


def _alone(unit: Addressee, first: Duty, after: str) -> bool:
    """Whether a subject is units only, and none of them another one by name."""
    beside = _beside(unit, first, after)
    return not beside and all(
        b.kind == "ubnd" or (b.units and unit.kin(b) is not Kin.OWN) for b in first.who
    )


def _beside(unit: Addressee, first: Duty, after: str) -> str:
    """Other units named beside this one, where nobody can do it alone: they agree, share."""
    others = [b.text for b in first.who if b.place and unit.kin(b) is Kin.OTHER]
    if not others or not _MUTUAL.match(after):
        return ""
    return f" phối hợp với {', '.join(others)}"


def _forces_of(unit: Addressee, first: Duty) -> list[str]:
    """The unit's own police, army where those above act with it: they are who goes out."""
    above = [b.kind for b in first.who if b.kind in ARMED and unit.kin(b) is Kin.ABOVE]
    named = (f"{_OWN_FORCE[kind]} {unit.word}" for kind in dict.fromkeys(above))
    return [name for name in named if key_of(name) in unit.bodies]


_OWN_FORCE = {"cong-an": "Công an", "quan-su": "Ban Chỉ huy Quân sự"}


def place_of(text: str, first: Duty) -> tuple[int, int]:
    """Where the subject of a clause stands, with all that belongs to its names."""
    plain = plain_of(text)
    for group in groups(plain):
        place = plain.span(group.start, group.end)
        if group.bodies[0] == first.who[0]:
            return place.start, place.end
    return min(b.span.start for b in first.who), max(b.span.end for b in first.who)
