"""Whether a derived sentence still speaks of some units alone: "riêng vùng cao", "xã có rừng".

What holds for a part of the units stands in the plan of one of them with a question, unless the
office has answered it, or the sentence names the unit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.events import happens
from generator.cascade.deriving.competence.told_places import ANY_PLACE, of_those_told
from generator.cascade.deriving.rulebook.questions import Q_CONDITION, Q_HERE, Q_SOME
from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.act_verbs import begins_act
from generator.grammar.class_ends import class_end
from generator.grammar.duties import duties
from generator.grammar.letters import key_of
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.derived_sentence import DerivedSentence
    from generator.cascade.deriving.unit.addressee import Addressee

_UNITS = {"xa": r"(?:xã|phường|đặc khu)(?:(?:, |/| và )(?:xã|phường|đặc khu))*|địa phương|nơi"}
_UNITS["tinh"] = r"(?:tỉnh|thành phố)(?:, (?:tỉnh|thành phố))*|địa phương|nơi"
_IS = (
    r"(?:có|chưa|đã|thuộc|miền|vùng|ven|giáp|nằm|bị|không có|(?:đặc biệt )?khó khăn|biên giới"
    r"|hải đảo|an toàn khu|bãi ngang"
    r"|được (?:thanh tra|kiểm tra|giám sát|lựa chọn|chọn|thí điểm)|bị (?:ảnh hưởng|thiệt hại)"
    r"|trọng điểm|điểm|loại|(?:đạt )?(?:dưới|trên|từ|hơn) \d)"
)
_CONDITION = (
    r"(?<!\w)(?<!hợp tác )(?<!của )(?<!cấp )(?<!trong )(?<!bộ )(?<!trên )(?P<unit>UNITS)(?: nào)? "
    rf"(?P<is>{_IS}(?!\w)(?! (?:trách nhiệm|nhiệm vụ|thể"
    r"|kế hoạch|ít nhất|tối thiểu|liên quan|tổ(?!\w)|địa bàn|đồng|được|ban hành|khu vực|ý kiến"
    r"|quyền|báo cáo|phương án|biện pháp|giải pháp|hình thức|văn bản|thẩm quyền|\d|một|đủ|xong|và))"
    r"[^,;.:]{0,90}?)(?= (?:thì|phải|tổ chức|thành lập|bố trí|lập|xây dựng|thực hiện|rà soát"
    r"|huy động|mở|cử|giảm|tăng|ưu tiên|tập trung|khẩn trương|chủ động|kiểm tra|gửi|báo cáo|được"
    r"|có (?:ít nhất|tối thiểu|\d)|đạt|chuẩn bị|cung cấp|khắc phục)(?!\w)"
    r"|[,;.:]|$)"
)
_CONDITIONS = {
    level: re.compile(_CONDITION.replace("UNITS", units)) for level, units in _UNITS.items()
}
_STATES = {
    "xa": re.compile(rf"(?:xã|phường|đặc khu|địa phương|nơi)(?: nào)? {_IS}"),
    "tinh": re.compile(rf"(?:tỉnh|thành phố|địa phương|nơi)(?: nào)? {_IS}"),
}
"""The like without what stands around it: looking for it costs a third."""
_SINGLED = re.compile(
    r"(?:(?:^[\s\-+•]*|[.;:,(]\s+)riêng (?:đối với )?(?:các |những )?"
    r"(?:xã|phường|địa phương|địa bàn|vùng|miền|nơi|khu vực|đơn vị|thôn|bản|đặc khu|ubnd|ủy ban"
    r"|đảo)"
    r"(?:(?<=vùng)(?: (?!đạt|còn|là|có|giảm|tăng|phải|cần|thì|được|ưu)[^\W\d]+){1,8}|(?: \w+){0,3})"
    r"(?:(?:,| và) (?:các )?(?:xã|phường|vùng) (?:đảo|biên giới|ven biển|miền núi)(?!\w))*"
    r"|(?<!\w)(?:xã|phường|đặc khu|địa phương|địa bàn|khu vực|vùng|đơn vị|nơi|huyện|thôn|bản)"
    r"(?: \w+)? còn lại)(?!\w)"
)
"""Narrows who is meant by what was said of the others before; hộ, ngày, vắc xin are no units."""


_KINDS = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:mỗi|các|từng|ubnd các) (?:xã|phường|đặc khu)"
    r"(?:(?:, |/| và )(?:xã|phường|đặc khu))+(?!\w)"
)
"""An order to units of several kinds."""
_MORE_OF = re.compile(r"[;.] (?:đối với |riêng |còn )?(?:các |những |mỗi )?$")
_MUTUAL = re.compile(r"(?:giáp ranh|lân cận|liền kề|tiếp giáp) (?:ký|phối hợp|thống nhất|trao đổi)")
_NEIGHBOURS = re.compile(
    r"(?:giáp ranh|lân cận|liền kề|tiếp giáp)(?=$| (?:và|để|khi|trước|trong|cùng|theo|biết)(?!\w))"
    r"|có chung "
)
"""Which each unit has: no class of them."""
_REST = 18
"""Letters behind a condition by which what it governs is found again in the sentence."""


_GIVEN = re.compile(r"[\W\d]*(?P<what>được (?:giao|phân công|chọn|lựa chọn|chỉ định)(?!\w))")
"""How a sentence begins whose subject was those units to whom something was given."""
_CLASS_WORDS = 6


_TERRAIN = {
    "ven biển": re.compile(
        r"(?<!\w)(?:hộ|cơ sở|nhà|nhà hàng|khu vực|công trình|tuyến|rừng|rác|thuyền|tàu|lều|quán|kè)"
        r"(?: [^\W\d]+){0,3} (?:ven biển|bãi biển|bờ biển)(?!\w)"
    ),
    "biên giới": re.compile(
        r"(?<!\w)(?:hộ|nhà|chợ|khu vực|đường|cột mốc|lối mở|cửa khẩu|kho|bến|xe)"
        r"(?: [^\W\d]+){0,3} (?:biên giới|cửa khẩu)(?!\w)"
    ),
}
"""Class of units → the things that no others have: an order about them to all means those."""


_TERRAIN_SAID = ("ven biển", "bãi biển", "bờ biển", "biên giới", "cửa khẩu")


def terrain(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """What lies at the sea or the border, told to all communes: asked of one as of that class."""
    if unit.level != RANKS["xa"] or not holds(sentence.low, _TERRAIN_SAID):
        return
    first = next(iter(duties(sentence.above, None)), None)
    every = first is not None and any(body.every and not body.only for body in first.who)
    every = every or (sentence.told and (first is None or not first.who))
    for about, thing in _TERRAIN.items() if every else ():
        known = unit.belongs(about)
        if known or (found := thing.search(sentence.low)) is None:
            continue
        if known is None:
            yield Q_SOME.replace("{dien}", about)
        else:
            yield Q_HERE.replace("{chu}", sentence.plain.said(*found.span()))


def _kind_beside(behind: str, word: str) -> bool:
    """Whether all of the unit's kind are named behind a class, and no other class of them."""
    kind = re.match(rf"(?:,| và|,? hoặc) (?:các )?{word}(?! \w+ (?:có|thuộc))(?!\w)", behind)
    rest = behind[kind.end() :] if kind is not None else ""
    goes_on = begins_act(rest, 0) or _ON.match(rest) is not None
    return kind is not None and (goes_on or not rest[:1].isspace())


_ON = re.compile(r" (?:và|hoặc|để|theo|trong|trên|tại|có trách nhiệm|phải|được)(?!\w)")


def conditions(sentence: DerivedSentence, unit: Addressee) -> Iterator[str]:
    """What only some units are or have, in the plan above or still in the sentence."""
    narrows = "riêng " in sentence.low or "còn lại" in sentence.low
    named_here = unit.unit and key_of(unit.unit.split(" ", 1)[-1]) in key_of(sentence.above)
    if narrows and (found := _SINGLED.search(sentence.low)) is not None:
        if named_here and found[0].lstrip(" .;:,(").startswith("riêng"):
            return  # "Riêng đặc khu Lý Sơn": whom it singles out is said
        yield Q_CONDITION.replace("{chu}", found[0].strip(" -+•.;:,("))
        return
    given = _GIVEN.match(sentence.low) if sentence.told else None
    if given is not None and not _GIVEN.match(sentence.above.lower()):  # so it was said of all
        words = sentence.low[given.start("what") :].split()[:_CLASS_WORDS]
        yield Q_CONDITION.replace("{chu}", " ".join(words).strip(" ,.;"))
        return
    low = sentence.above.lower()
    of = "xa" if unit.level == RANKS["xa"] else "tinh"
    for found in _CONDITIONS[of].finditer(low) if _STATES[of].search(low) else ():
        if low[: found.start()].rstrip().endswith("100%"):
            continue  # what all are to have
        if _NEIGHBOURS.match(found["is"]):
            continue
        if found["unit"] == ANY_PLACE and of_those_told(low[: found.start()]):
            continue
        if ("trường hợp" in sentence.low and happens(found["is"])) or _MUTUAL.match(found["is"]):
            continue  # what may come up anywhere is said as a case; neighbours are all
        end = class_end(low, found.start("is") - 1).at
        about = sentence.above[found.start("is") : end].strip(" ,")
        known = unit.belongs(about)
        if f" nếu {about.lower()} thì " in sentence.low:
            continue  # what any unit may do or leave undone is said as a case, too
        own = f"{unit.word} {about}"  # as it stands here, to be found again by an answer
        if known is False and own.lower() in sentence.low:
            yield Q_HERE.replace("{chu}", own)
            return
        if known is False:
            continue  # the office has answered that it is none of those
        governed = low[end : end + _REST].strip(" ,;.:") in sentence.low
        if governed or own.lower() in sentence.low:
            answered = known or holds(key_of(sentence.above), unit.facts)
            if named_here or _kind_beside(low[end:], unit.word) or answered:
                return  # the unit, or its kind beside, is named; or the office has answered
            said = f"{found['unit']} {about}"
            there = said.lower() in sentence.low or own.lower() not in sentence.low
            yield Q_CONDITION.replace("{chu}", said if there else own)
            return
        more = known is None and _MORE_OF.search(low[: found.start()])
        if more and _KINDS.match(low) and unit.word in low:
            yield Q_CONDITION.replace("{chu}", f"{found['unit']} {about}")
            return  # "Mỗi xã, phường …; xã có trên … thì …": a ward may be meant by the short word
