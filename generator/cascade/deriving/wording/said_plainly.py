"""What a plan above says of the unit in short, as the rest of the plan says it.

"Cấp xã lập danh sách" is "UBND cấp xã lập danh sách"; "xong trước ngày 15/12/2026; riêng xã Bắc Hà
hoàn thành trước ngày 20/12/2026" is, for that commune, "xong trước ngày 20/12/2026".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.answers_above import answers_above
from generator.cascade.deriving.wording.no_inspectors import without_inspectors
from generator.cascade.deriving.wording.singled_out import as_singled_out, of_its_kind
from generator.cascade.deriving.wording.subject_lists import alone_listed
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.schools import COMMUNES
from generator.grammar.work_verbs import begins_work
from generator.places.country import country_of
from generator.text.first_test import holds

if TYPE_CHECKING:
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee

_LEVEL = re.compile(
    r"(?:^[\W\d]*|(?<=[.;] ))(?:[Cc]ác )?[Cc]ấp (?P<level>xã|tỉnh)(?P<behind> |\W*$)"
)
_NO_ACT = re.compile(
    r"(?:là|có|được|bị|do|của|và|hoặc|trong|theo(?! dõi)|về|tại|ở|đến|với|này|thì|mới|đã|đạt"
    r"|trở)(?!\w)|\W"
)
_TOLD_OWN = re.compile(
    r"^(?P<begins>[\W\d]*)(?:Công an (?:tỉnh|thành phố)|Bộ Chỉ huy [Qq]uân sự (?:tỉnh|thành phố))"
    r" (?:chỉ đạo|yêu cầu|giao) (?=(?:Công an|Ban Chỉ huy [Qq]uân sự) (?:các |cấp )?(?:xã|phường)"
    r"(?:, (?:xã|phường|đặc khu))* (?:chủ trì, )?phối hợp với (?:UBND|Ủy ban nhân dân) )"
)
"""A force of the commune is told by its superior to work with the committee: it acts."""
_ALL_UNITS = re.compile(
    r"(?P<begins>^[\s\-+*•]*(?:[a-zđ]\) ?)?|(?<=[.;,] )|(?<=[Pp]hấn đấu )|(?<=[Bb]ảo đảm ))"
    r"(?:(?P<all>\d+)/(?P=all)|(?:[Cc]ả|[Tt]oàn bộ"
    r"|[Tt]ất cả) (?:các )?\d+) (?=(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*"
    r" (?:trên địa bàn(?: tỉnh| thành phố)? )?"
    r"(?:có|thành lập|được|đạt|tổ chức|hoàn thành|duy trì|bố trí|lập|ban hành|xây dựng)(?!\w))"
)
"""As many units as there are: a target of all, whatever their number."""
_ALL_DO = re.compile(
    r"(?P<begins>(?:[Pp]hấn đấu|[Bb]ảo đảm) (?:đến [^,;.]{3,30}, )?)100% (?:số |các )*"
    r"(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*"
    r" (?=(?:tổ chức|thành lập|lập|ban hành|xây dựng|bố trí|duy trì|triển khai|thực hiện)(?!\w))"
)
"""What all units are to do, each of them does."""
_BESIDE_ABOVE = re.compile(
    r"(?<=(?:tại|của) )(?:các )?(?:[^\W\d]+ ){1,5}(?:tuyến|cấp) (?:tỉnh|trung ương)"
    r"(?:,| và)(?: (?:các )?(?:[^\W\d]+ ){1,5}(?:tuyến|cấp) (?:tỉnh|trung ương)(?:,| và))* "
    r"(?=(?:các )?(?:[^\W\d]+ ){1,4}(?:(?:tuyến|cấp) )?(?:xã|phường|đặc khu|cơ sở)(?!\w))"
)
"""Places of the superior's beside those of the communes: "bệnh viện tuyến tỉnh và trạm y tế xã"."""
_COUNTED = re.compile(
    r"(?P<who>(?:UBND|Ủy ban nhân dân) )(?P<all>\d{2,3}) "
    r"(?P<units>(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*)"
    r"(?P<comma>, (?=báo cáo)|)"
)
"""The committees of as many units as the superior has: "UBND 168 phường, xã, đặc khu"."""
_PILOTS = re.compile(r"(?P<kind>(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu)) điểm (?=[A-ZĐÂÊÔƠƯ])")
"""Units that try something, by their names: "các xã điểm Bắc Hà, Bản Liền"."""
_HANDLES = (
    r"(?:quản lý|sử dụng|vận hành|khai thác|bảo quản|lắp đặt|lắp|treo|phát|dán|niêm yết|trồng|nuôi"
    r"|tuyên truyền|phổ biến|phân phối|cấp phát|triển khai|theo dõi|giám sát|chăm sóc|cất giữ)"
)
_HANDED = re.compile(
    r"(?P<begins>^[\s\-+*•]*(?:[a-zđ]\) ?)?|(?<=[.;] ))(?P<thing>[^\W\d][^.;:,]{2,60}?) do "
    r"(?P<who>[^.;:]{4,80}?)(?:, | và )(?P<does>bàn giao|cấp phát|cấp|giao|chuyển giao|chuyển"
    r"|trang bị|phân bổ|gửi|phân phối)(?: cho| về| đến)? (?:(?:UBND|Ủy ban nhân dân) )?(?:các )?"
    r"(?P<units>(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*) (?:để )?"
    rf"(?P<act>{_HANDLES}(?:(?:, | và ){_HANDLES})*)(?!\w)"
)
"""A thing that a superior's body makes and puts in the hands of the communes: what these do."""
_OWN_NAMES = (
    r"(?:Công an|Ban Chỉ huy [Qq]uân sự|[Tt]rạm [Yy] tế|[Hh]ội [^,;.:]{4,24}|[Đđ]oàn [Tt]hanh niên)"
    r" (?:các |cấp )?(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*"
    rf"|các [Tt]rường {COMMUNES}"
)
_MAY_BE_TOLD = ("Công an ", "uân sự ", "rạm ", "ội ", "oàn ", " trường ")
"""Without one of these words nobody of the commune's is among them."""
_TOLD_AMONG = re.compile(
    r"(?P<tells>(?<!\w)(?:[Cc]hỉ đạo|[Yy]êu cầu|[Gg]iao|[Hh]ướng dẫn|[Hh]uy động) )"
    r"(?:các |toàn bộ |những )?(?:[Ll]ực lượng|[Pp]hòng|[Đđ]ội|[Tt]rạm|[Đđ]ồn|[Tt]rung tâm"
    r"|Ban [Cc]hỉ huy|[Cc]ơ quan|[Đđ]ơn vị|[Cc]ảnh sát|[Bb]ệnh viện|[Cc]hi cục|[Hh]ạt|[Tt]rường"
    r"|[Bb]an [Qq]uản lý)(?!\w)(?:(?! (?:làm|chủ trì|thực hiện|phối hợp|tổ chức|cùng|với) )[^;:.])"
    r"{0,90}?(?: và|,|, và) "
    rf"(?:các )?(?P<own>(?:{_OWN_NAMES}) (?=[^\W\d]))(?!(?:phối hợp|tham gia|hỗ trợ|cùng)(?!\w))"
)
"""The commune's own among those whom a superior tells to act: it does its part of it."""
_WITH_FORCES = re.compile(
    r"(?P<begins>^[\W\d]*|(?<=[.;] ))(?P<with>(?:[Cc]ác )?(?:[Ll]ực lượng|[Cc]ơ quan|[Nn]gành)"
    r" chức năng[^,;.:]{0,40}?) và (?:các )?chính quyền (?:địa phương|cơ sở|cấp xã) (?=[^\W\d])"
)
_ARMED = re.compile(
    r"(?P<begins>^[\s\-+*•]*(?:[a-zđ]\) ?)?|(?<=[.;] ))(?:Các )?[Ll]ực lượng vũ trang"
    r"(?: trên địa bàn| địa phương)? (?=(?P<ready>sẵn sàng |luôn )?(?P<act>[^\W\d]))"
    r"(?!phối hợp (?:chặt chẽ )?(?:với )?(?:UBND|Ủy ban|chính quyền|các (?:xã|địa phương)))"
)
"""Forces of no said level who act: those of the commune are its police and its command."""
_HANDS_ON = re.compile(
    r"(?P<to> (?:gửi|về|cho) (?=Sở|Công an|Chi cục|Ban|Văn phòng|Cục|Thanh tra)[^;.]{4,90}?"
    r"(?: \([^()]*\))? (?:để )?tổng hợp),? (?:và )?(?:trình|báo cáo|tham mưu)(?!\w)"
    r"(?P<more>[^;.]*)(?=[;.]|$)"
)
"""A report and what its receiver does with it: "gửi Sở X tổng hợp, báo cáo Bộ Y trước ngày …"."""
_SINGLED = re.compile(
    r"(?:;|,|\.)? \(?riêng (?:đối với )?(?:(?:UBND|Ủy ban nhân dân) )?(?P<unit>[^,;.()]{3,60}?)"
    r" (?:thì )?(?:phải )?(?:hoàn thành|xong|thực hiện|báo cáo|gửi)?(?: xong)? ?"
    r"(?P<when>(?:trước|chậm nhất|trong|vào|đến)[^;()]{3,60}?)\)?(?=[.;]? *$|[.;] )",
    re.IGNORECASE,
)


_DONE = re.compile(r"(?:hoàn thành|xong|thực hiện|báo cáo|gửi) (?!xong)", re.IGNORECASE)
"""How a deadline may begin, and its exception does not."""


_HEADS_OF_ALL = re.compile(
    r"(?P<heads>[Nn]gười đứng đầu (?:(?:các|từng|mỗi) )?(?:cơ quan|đơn vị|tổ chức))"
    r"(?:(?:, | và )(?:cơ quan|đơn vị|tổ chức))*(?:, | và )(?:các )?địa phương(?!\w)"
)
"""Heads of bodies and of places: in the plan of one place they are those of its bodies."""


_OF_ITS_OWN = re.compile(
    r"(?P<at>(?<!\w)(?:tại|ở|trong)) (?:(?:ngành|cơ quan|đơn vị|lĩnh vực), )*"
    r"(?:ngành|cơ quan|đơn vị)(?:,| và|, và) địa phương(?: mình| phụ trách| mình phụ trách)"
)
"""What each of those who are told has in hand: the unit has its place."""

_HEAD = re.compile(
    r"(?P<begins>^[\W\d]*|(?<=[.;] ))(?P<head>[Nn]gười đứng đầu)(?= (?:phải )?chịu trách nhiệm"
    r" (?:toàn diện |trực tiếp )?trước (?:Chủ tịch )?(?:UBND|Ủy ban nhân dân) (?:tỉnh|thành phố))"
)
"""The head of whoever is told: of a commune, its chairman, who answers to the province's."""


def _whose_heads(found: re.Match[str], unit: Addressee) -> str:
    if answers_above(unit, found.string[found.end() :]):
        return f"{found['heads'].partition(' đứng đầu ')[0]} đứng đầu địa phương"
    more = "" if found["heads"].endswith("đơn vị") else ", đơn vị"
    return f"{found['heads']}{more}"


def said_plainly(text: str, unit: Addressee, day: date | None) -> str:
    """A text of the plan above in which the unit is called in full and has its own deadline."""
    text = without_inspectors(_TOLD_OWN.sub(r"\g<begins>", text), unit, day)
    text = _ALL_UNITS.sub(r"\g<begins>100% ", text)
    if unit.level == RANKS["xa"]:
        text = _BESIDE_ABOVE.sub("", text) if " tỉnh" in text else text
        text = _ALL_DO.sub(r"\g<begins>", text) if "100%" in text else text
        text = alone_listed(text, unit)
    text = _COUNTED.sub(lambda found: _all_counted(found, unit), text)
    if "gười đứng đầu " in text and unit.level == RANKS["xa"] and not _names_who(text):
        text = _HEAD.sub(r"\g<begins>Chủ tịch UBND cấp xã", text)
    if "địa phương" in text:
        text = _OF_ITS_OWN.sub(r"\g<at> địa phương", text)
        text = _HEADS_OF_ALL.sub(lambda found: _whose_heads(found, unit), text)
    if unit.level == RANKS["xa"] and holds(text, _MAY_BE_TOLD):
        text = _TOLD_AMONG.sub(lambda found: _own_among(found, unit), text)
    if " điểm " in text:
        text = _PILOTS.sub(r"\g<kind> ", text)
    if " do " in text and unit.level == RANKS["xa"] and (found := _HANDED.search(text)):
        text = _in_their_hands(text, found, unit)
    if "hính quyền " in text and unit.level == RANKS["xa"]:
        text = _WITH_FORCES.sub(_first_ours, text)
    if "ượng vũ trang " in text and unit.level == RANKS["xa"]:
        text = _ARMED.sub(_own_forces, text)
    if " tổng hợp" in text and unit.level > unit.above:
        text = _HANDS_ON.sub(lambda found: _only_sent(found, day), text)
    text = _LEVEL.sub(_committee, text) if "ấp " in text else text
    if "iêng " not in text or not unit.unit:
        return text
    return as_singled_out(_own_deadline(text, unit, day), unit)


def _only_sent(found: re.Match[str], day: date | None) -> str:
    """A report without what its receiver hands on by a day of his own, or to a ministry."""
    above = (b for g in groups(plain_of(found["more"])) for b in g.bodies)
    central = any(body.kind == "bo" or body.level == "trung-uong" for body in above)
    return found["to"] if central or deadlines(found["more"], day) else found[0]


def _names_who(text: str) -> bool:
    """Whether a text begins with who acts: then it is their head who answers for it."""
    plain = plain_of(text)
    first = next(iter(groups(plain)), None)
    return first is not None and not plain.low[: first.start].strip(" -+*•")


def _own_among(found: re.Match[str], unit: Addressee) -> str:
    """The commune's own alone, where those told before them are the superior's."""
    last = found.start("own") - found.start()
    before = (b for group in groups(plain_of(found[0])) for b in group.bodies if b.span.end <= last)
    ours = (
        body.span.start
        for body in before
        if (body.level == "xa" and unit.kin(body) is Kin.OWN) or key_of(body.name) in unit.bodies
    )
    first = min(ours, default=last)
    return f"{found['tells']}{found[0][first:]}"


def _in_their_hands(text: str, found: re.Match[str], unit: Addressee) -> str:
    """A text in which the communes do with a thing of a superior's what they are to do with it."""
    thing, who = found["thing"], found["who"]
    named = next(iter(groups(plain_of(who))), None)
    body = named is not None and named.start == 0
    if not body or unit.word not in found["units"] or begins_work(thing.lower()):
        return text
    before, after = text[: found.end("begins")], text[found.end() :]
    said = f"UBND các {found['units']} {found['act']} {thing[:1].lower()}{thing[1:]}"
    name = plain_of(who).said(0, named.end) if named is not None else who
    return f"{before}{said} do {name} {found['does']}{after}"


def _committee(found: re.Match[str]) -> str:
    """The committee of a level, where the level acts or is a title."""
    if found["behind"] == " " and _NO_ACT.match(found.string, found.end()):
        return found[0]
    called = found[0][: found.start("level") - found.start()]
    at = called.lower().rfind("cấp ")
    lead = called[:at].removesuffix("các ").removesuffix("Các ")
    return f"{lead}UBND cấp {found['level']}{found['behind']}"


def _first_ours(found: re.Match[str]) -> str:
    """What forces of no name and the commune do together, as the commune's."""
    forces = f"{found['with'][:1].lower()}{found['with'][1:]}"
    return f"{found['begins']}UBND cấp xã phối hợp với {forces} "


def _all_counted(found: re.Match[str], unit: Addressee) -> str:
    """All committees, where their number is that of the superior's units; else as it is."""
    country = country_of()
    above = [a for a in country.find(unit.place_above) if a.level == 1 and a.until is None]
    if unit.level != RANKS["xa"] or len(above) != 1:
        return found[0]
    if int(found["all"]) != len(country.below(above[0])):
        return found[0]
    return f"{found['who']}các {found['units']}{' ' if found['comma'] else ''}"


def _own_forces(found: re.Match[str]) -> str:
    """The commune's forces where forces act, as they stand."""
    acts = found["ready"] or begins_work(found.string[found.start("act") :].lower())
    return f"{found['begins']}Công an cấp xã, Ban Chỉ huy Quân sự cấp xã " if acts else found[0]


def _own_deadline(text: str, unit: Addressee, day: date | None) -> str:
    """A text in which the deadline that all have is the one by which the unit is singled out."""
    found = _SINGLED.search(text) if unit.unit else None
    if found is None or key_of(found["unit"]) != key_of(unit.unit):
        return text
    when = deadlines(found["when"], day)
    before = deadlines(text[: found.start()], day)
    if len(when) != 1 or not before or found["when"].strip() != when[0].text.strip():
        return text
    last = before[-1].span
    if re.search(r"[;.] ", text[last.end : found.start()]):
        return text
    rest = text[found.end() :]
    middle = text[last.end : found.start()]
    verb = _DONE.match(text, last.start)
    general = of_its_kind(text[: verb.end() if verb is not None else last.start], unit)
    return f"{general}{found['when'].strip()}{middle}{rest}"
