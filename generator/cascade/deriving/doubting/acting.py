"""Who acts in each clause of a derived sentence: the unit, its own, or somebody who is asked.

A plan orders its own bodies alone. A clause that begins with anybody else, that orders or
makes something of a body of above, or that still speaks of all units of the kind, is asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.of_communes import branch_acts
from generator.cascade.deriving.rulebook.questions import Q_BODY, Q_EACH, Q_UNIT, Q_WHO
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.communes_before import former_units
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.outsiders import outsiders
from generator.grammar.subjects import takes_part
from generator.grammar.whole_names import judges, of_police, office_of_staff, whole_name
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.OWN, Kin.BELOW, Kin.EVERYBODY])
_THEIRS = frozenset([Kin.ABOVE, Kin.OTHER])
_FROM_THE_CENTRE = frozenset(["nganh-doc", "thue", "tu-phap"])
"""Offices in a province that its committee does not order."""
_ORDERED = re.compile(r"(?<!\w)(?:giao|yêu cầu|chỉ đạo|phân công)(?: cho)? $")
_BEGINS = re.compile(r"(?:^|[.;]\s+)[\W\d]*(?:(?:[a-zđ]|\d{1,2})\) )?(?:giám đốc |thủ trưởng )?$")
_TOLD = re.compile(r"(?:gửi|báo cáo|qua|về|cho|tới|đến|với)(?: trực tiếp)? $")
"""Before whom something is sent to: an office above may have a room of any name."""
_STEP = re.compile(r"(?<!\w)do (?:chủ tịch )?(?:ubnd|ủy ban|công an|phòng|trạm)[^;.]*, $")
"""Before who takes the next step: "danh sách do UBND xã lập, bảo hiểm đối chiếu"."""
_DONE_BY = re.compile(r"(?<!\w)(?:do|\() ?$")
_LEADS_ON = re.compile(
    r" (?:chủ trì|làm trưởng|thực hiện|tổ chức|chịu trách nhiệm|quyết định)(?!\w)"
)
_TOGETHER = re.compile(r"(?<!\w)(?:phối hợp|cùng|gồm|với|giữa|cho|các|của|và)(?!\w)[^.;\d]*$")
"""A list of partners, of receivers before a name: "phối hợp với Sở A, Sở B"."""
_ACTS = re.compile(r" (?!của|tại|trên|trong|trước|về|và |hoặc |cấp |thuộc )[^\W\d]+")
_EVERY = re.compile(
    r"(?<!\w)(?:(?:tất cả |toàn bộ )?(?:các|mọi|những)|mỗi|từng|(?:cả )?(?:hai|ba|bốn|năm|0[2-9]))"
    r" (?:cơ quan, )?(?:đơn vị,? )?(?:và )?(?P<what>địa phương|xã(?! hội)|phường"
    r"|đặc khu|đơn vị hành chính)(?!\w)(?! (?:lân cận|giáp ranh|liền kề|khác|bạn|xung quanh|cũ))"
)
_UNITS = (" địa phương", " xã", " phường", " đặc khu", " đơn vị hành chính")
_DEPARTMENTS = re.compile(r"^[\s\-+•]*các sở(?:,| và) (?:ban, )?ngành(?!\w)")
_DOES = re.compile(
    r"\s*(?:[,:]\s*)?(?:\([^()]*\)\s*)?(?:có trách nhiệm|chủ trì|chủ động|tổ chức|thực hiện"
    r"|theo dõi|hướng dẫn|phối hợp|tham mưu|chịu trách nhiệm|thường xuyên|tăng cường|bố trí"
    r"|cung cấp|là cơ quan|tiếp tục|đẩy mạnh|rà soát|xây dựng|triển khai|kiểm tra|lập|tổng hợp"
    r"|báo cáo|gửi|cử|vận động|lấy|trồng|bảo đảm|nhập|cập nhật|ưu tiên|tham gia|phải|cam kết)(?!\w)"
)
_RECEIVES = re.compile(
    r"(?: (?!được)[^\W\d]+){0,4} được (?!giao|phân công|yêu cầu)[^\W\d]+"
    r"|[^.;]{0,90}? (?:thì )?(?:bị |lập biên bản|xử phạt|xử lý|đình chỉ)(?!\w)"
)
"""Whom something is done to: "100% chủ nhà lưu trú được tập huấn", "chủ trọ không dọn thì bị"."""
_DECLARES = re.compile(
    r"[^.;,:]{2,60}? (?:khai báo|trình báo|kê khai|đăng ký|thông báo|báo|nộp|ký cam kết|phản ánh)"
    r"(?!\w)[^.;]{0,80}? (?:với|cho|đến|tại|về) (?:ủy ban nhân dân|ubnd|công an|trạm y tế"
    r"|trung tâm phục vụ hành chính công) (?:cấp )?(?:xã|phường|đặc khu)(?!\w)"
)
"""People who tell the unit, or its own bodies, what they have to: nobody orders more of them."""
_ASKS = re.compile(r"[\W\d]*đề nghị (?:các )?")
_SHARE = re.compile(r"\d ?% (?:số |tổng số )?(?:các )?$")
"""Before those of whom a target counts a share."""
_HAVE = re.compile(r"[^.;]{0,40}? có (?!trách nhiệm|nhiệm vụ)")
_NAME_CUT = re.compile(r"(?: [^\W\d]+){0,4}")
"""No more than a few words, where nothing tells the name from what it does."""
_UPPER = re.compile(r"(?<!\w)(?:tỉnh|thành phố)(?!\w)")
"""A level above in the name of a body: "Báo tỉnh, hệ thống truyền thanh xã"."""


def acting(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> Iterator[str]:
    """Whom a sentence has act that the unit does not order: the first of them."""
    if unit.committee and unit.level == RANKS["xa"] and not sentence.asked:
        every = list(_of_every_unit(sentence))
        every = every or list(_of_anybody(sentence, unit))
        yield from every
        if every:
            return  # who acts is asked about already
    if _asks_fronts(sentence, unit):
        return
    who = _branch(sentence, unit) or _outside(sentence, kit, unit) or _said_to(sentence, kit, unit)
    if who:
        yield who
    if unit.committee and unit.bodies:
        yield from _has_not(sentence, unit)


def _branch(sentence: DerivedSentence, unit: Addressee) -> str:
    """The question about a branch of government that acts: "Ngành Giáo dục không để …"."""
    if "ngành " not in sentence.low:
        return ""
    found = next(filter(None, (branch_acts(p, unit) for p in _PARTS.split(sentence.said))), "")
    return Q_WHO.replace("{chu}", found) if found else ""


_PARTS = re.compile(r"(?<=[.;]) ")


def _has_not(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """A room by its name that the unit has not: "… (hoặc Phòng Kinh tế)"."""
    if not any(name.startswith("phòng ") for name in unit.bodies):
        return
    for group in groups(sentence.plain):
        for body in group.bodies:
            room = body.kind == "phong" and not body.every and not body.of and not body.place
            foreign = key_of(body.name) not in unit.bodies and unit.kin(body) not in _THEIRS
            told = _TOLD.search(sentence.said[: body.span.start]) is not None
            if room and " " in body.name and foreign and not told and not of_police(body.name):
                yield Q_BODY.replace("{chu}", whole_name(sentence.said, body))
                return


def _of_every_unit(sentence: DerivedSentence) -> Iterator[str]:
    """All units of the kind, in the plan of one of them."""
    low = sentence.low
    if (departments := _DEPARTMENTS.match(low)) is not None:
        yield Q_WHO.replace("{chu}", departments[0].strip(" -+•"))
        return
    before = former_units(sentence.said)
    for found in _EVERY.finditer(low) if holds(low, _UNITS) else ():
        if any(start <= sentence.plain.span(*found.span()).start < end for start, end in before):
            continue
        words = sentence.plain.said(*found.span())
        acts = _DOES.match(low, found.end())
        yield (Q_WHO if acts else Q_EACH).replace("{chu}", words)
        return


_MEMBERS = re.compile(r"[\W\d]*(?:các |những )?(?:thành viên|ủy viên) ")
_COLLECTIVES = frozenset(["co-quan", "dang"])
_ALL_HERE = re.compile(
    r"(?:(?:thủ trưởng|người đứng đầu) )?(?:các |mọi )?cơ quan, (?:ban, ngành, )?(?:tổ chức|đơn vị)"
    r"|[^.;:]{0,90}(?<!\w)(?:trên địa bàn|đóng chân|có trụ sở)(?!\w)"
)
"""Every office that there is in the unit: that is whom its own plan means."""


def _of_anybody(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """A collective that a sentence begins with, as in the plan above: nobody's, or a superior's.

    "Các cơ quan liên quan báo cáo …", "Các đơn vị y tế báo cáo …", "Các thành viên Ban Chỉ huy
    tỉnh phải trực …": of above they were those of the superior, and here nobody knows who is meant.
    """
    first = next(iter(groups(sentence.plain)), None)
    if first is None or not plain_of(sentence.above).low.startswith(sentence.low[: first.end]):
        return
    body, members = first.bodies[0], _MEMBERS.match(sentence.low)
    if members is not None and members.end() == first.start and unit.kin(body) is Kin.ABOVE:
        yield Q_WHO.replace("{chu}", sentence.plain.said(0, first.end).strip(" -+•"))
        return
    begins = not sentence.low[: first.start].strip(" -+•") and body.every
    here = _ALL_HERE.match(sentence.low, first.start) is not None
    if begins and not here and body.kind in _COLLECTIVES and unit.kin(body) is Kin.EVERYBODY:
        yield Q_EACH.replace("{chu}", body.text)


# ------------------------------------------------------------------ names that no grammar reads


def _outside(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> str:
    """The question about a clause that begins with people or a body outside the unit."""
    asked = _asked_first(sentence)
    for one in outsiders(sentence.plain):
        if one.start < asked:
            continue
        near = (g for g in groups(sentence.plain) if one.start - 12 <= g.start <= one.start < g.end)
        named = next(near, None)
        end = _name_end(sentence.plain.low, one.end)
        if _RECEIVES.match(sentence.plain.low, one.end) or _is_counted(sentence, one.start):
            continue
        if _DECLARES.match(sentence.plain.low, one.start) or _is_spent(sentence, one.start):
            continue
        name = (
            whole_name(sentence.said, named.bodies[0])
            if named
            else sentence.plain.said(one.start, end)
        )
        if named is not None and unit.subordinate(named.bodies[0]) != "no":
            if unit.subordinate(named.bodies[0]) == "perhaps":
                return Q_UNIT.replace("{chu}", named.bodies[0].text)
            continue
        if one.of and not unit.committee and one.of in plain_of(unit.name).low:
            continue  # hospitals in the plan of the department of health
        known = (
            named is not None
            and unit.kin(named.bodies[0]) in _OURS
            and named.bodies[0].kind not in _FROM_THE_CENTRE
        )
        if not known and not _is_ours(name, kit, unit):
            return Q_WHO.replace("{chu}", name.strip(" -+•,:"))
    return ""


_SPENDS = re.compile(r"(?<!\w)(?:sử dụng|trích|huy động|chi từ|bằng|từ) [^.;:]*$")


def _is_spent(sentence: DerivedSentence, start: int) -> bool:
    """Whether a fund is money that is used: "sử dụng ngân sách xã, Quỹ Phòng, chống thiên tai"."""
    low = sentence.plain.low
    return low.startswith("quỹ ", start) and _SPENDS.search(low[:start]) is not None


def _asked_first(sentence: DerivedSentence) -> int:
    """Where the bodies end whom a sentence begins to ask, "Đề nghị Hội X, Đoàn Y"; 0 for none."""
    begun = _ASKS.match(sentence.low)
    first = next(iter(groups(sentence.plain)), None) if begun is not None else None
    return first.end if first and begun and first.start == begun.end() else 0


def _asks_fronts(sentence: DerivedSentence, unit: Addressee) -> bool:
    """Whether a sentence of one clause only asks the Front and the organisations."""
    first = next(iter(groups(sentence.plain)), None)
    asks = _ASKS.match(sentence.low)
    if unit.committee or first is None or asks is None or first.start != asks.end():
        return False
    fronts = unit.kins(first.bodies) == {Kin.FRONT} and all(
        body.kind in ("mat-tran", "doan-the") and body.level != "trung-uong"
        for body in first.bodies
    )
    return fronts and not re.search(r"[;.] ", sentence.low)


def _is_counted(sentence: DerivedSentence, start: int) -> bool:
    """Whether a target counts them, "60% doanh nghiệp có gian hàng"; a case is nobody: "vụ"."""
    low, at = sentence.plain.low, start
    if low.startswith("vụ ", at):
        return not sentence.plain.said(at, at + 1).isupper()
    before = low[max(0, at - 24) : at]
    if _SHARE.search(before):
        return True
    return before.endswith("mỗi ") and _HAVE.match(low, at) is not None


def _is_ours(name: str, kit: Kit, unit: Addressee) -> bool:
    """Whether a name is that of a body of the unit, or says the unit's own level."""
    office = key_of(office_of_staff(plain_of(name).low) or name)
    if any(office.startswith(key_of(a.ten)) for a in kit.own.by_role.values()):
        return True
    low = plain_of(name).low.replace("hợp tác xã", "")
    word = "(?:cấp )?xã" if unit.level == RANKS["xa"] and "cấp xã" in low else re.escape(unit.word)
    mine = re.search(rf"(?<!\w){word}(?! hội)(?!\w)", low)
    above = _UPPER.search(low) if unit.committee else None
    return mine is not None and above is None


def _name_end(low: str, at: int) -> int:
    """Where the name of a body ends: before what it does."""
    for end in range(at, min(len(low), at + 90)):
        if _DOES.match(low, end) and (end == at or not low[end - 1].isalnum()):
            return end
    cut = _NAME_CUT.match(low, at)
    return cut.end() if cut else at


# ------------------------------------------------------------------ bodies that it reads


def _said_to(sentence: DerivedSentence, kit: Kit, unit: Addressee) -> str:
    """The question about a body of others that acts, that is ordered, of which work is made."""
    for duty in duties(sentence.said, kit.day):
        kins = unit.kins(duty.who) if duty.who and duty.said else set()
        asked = "đề nghị" in sentence.low[duty.span.start : duty.span.start + 14]
        timed = sentence.said[duty.act.start :].startswith(("trong ", "trước ", "chậm nhất"))
        first = duty.who[0] if duty.who else None
        if first and (judges(plain_of(first.text).low) or _of_unit_itself(first, unit)):
            continue
        if duty.role == "lead" and kins and kins <= _THEIRS and not (asked or timed):
            return Q_WHO.replace("{chu}", whole_name(sentence.said, duty.who[0]))
    begun = _asked_first(sentence)
    for group in groups(sentence.plain):
        kins = unit.kins(group.bodies)
        if _of_unit_itself(group.bodies[0], unit):
            continue
        if group.end <= begun or _is_spent(sentence, group.start):
            continue
        if not kins & _OURS and _takes_a_part(sentence, group, kins):
            return Q_WHO.replace("{chu}", whole_name(sentence.said, group.bodies[0]))
    return ""


def _of_unit_itself(body: NamedBody, unit: Addressee) -> bool:
    """Whether a body without a level is the one that speaks, its head, or people of its rooms."""
    low = plain_of(body.text).low
    if not unit.committee and low == "sở":
        return True
    bare = not (body.level or body.place or body.units or body.every)
    if unit.committee and body.kind == "ubnd":
        return bare
    office = key_of(office_of_staff(body.name))
    return bool(office) and any(own.startswith(office) for own in unit.bodies)


def _takes_a_part(sentence: DerivedSentence, group: NamedTogether, kins: set[Kin]) -> bool:
    """Whether a body that is not the unit's does something here, or has to."""
    before, low = sentence.low[: group.start], sentence.low
    if judges(low, group.start) or _STEP.search(before):
        return False
    if _DONE_BY.search(before) and not takes_part(before):
        return _LEADS_ON.match(low, group.end) is not None
    if not kins <= _THEIRS or _ACTS.match(low, group.end) is None:
        return False
    if _ORDERED.search(before) or _BEGINS.search(before):
        return True
    return before.endswith(", ") and _TOGETHER.search(before) is None
