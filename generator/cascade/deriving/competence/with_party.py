"""Work that the Party and the committee are told together, each named beside the other.

"Cấp ủy, chính quyền cơ sở phân công đảng viên …": over members of the Party its committee alone
disposes, who is asked; the rest the People's Committee does, with it. Under "Các đảng ủy lãnh đạo
ủy ban nhân dân cùng cấp:" stands what the committee does, but for what only the Party can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.of_party import PARTY_DOES, whom_to_ask
from generator.cascade.deriving.competence.said_by_unit import place_of
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.act_verbs import begins_deed
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_MOTTO = re.compile(
    r"(?<!\w)(?:cấp ủy|đảng) lãnh đạo, (?:(?:chính quyền|nhà nước) (?:quản lý|điều hành|tổ chức)"
    r"|nhân dân làm chủ)(?!\w)"
)
"""A principle, and no order to anybody: "cấp ủy lãnh đạo, chính quyền quản lý, dân làm chủ"."""
_LEADS = re.compile(
    r"[\s:,]*(?:(?:tăng cường|tập trung|trực tiếp|thường xuyên) )*"
    r"(?:lãnh đạo|chỉ đạo|quán triệt)(?!\w)"
)
_FRONTS = frozenset(["mat-tran", "doan-the"])
_FRONT_AND_ALL = "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"
_HOLDS = re.compile(r"[\s:,]*(?:phải |cần )?(?:coi|xác định|nhận thức)(?!\w)")
_HOLDS_ONLY = re.compile(r"^[\s:,]*(?:phải |cần )?")
"""What everybody is to hold of a work: nobody's order to anybody."""
_DECIDED = re.compile(
    r"[\s:,]*(?:(?:xem xét|kịp thời|hằng năm|quan tâm|ưu tiên|chủ động),? )*"
    r"(?:ban hành|quyết định|quyết nghị|thông qua|phê chuẩn|phân bổ|bố trí|cân đối|dành"
    r"|đưa [^.;]{3,80} vào (?:kế hoạch|nghị quyết|dự toán|chương trình)|quy định"
    r"|giao dự toán)(?!\w)"
)
"""What a Council decides (Law on the Organisation of Local Government 2025)."""
_OF_PARTY = re.compile(
    r"(?<!\w)(?:chi bộ|đảng viên|tổ chức đảng|sinh hoạt đảng|nguồn quy hoạch|quy hoạch cán bộ"
    r"|cấp ủy(?= (?:viên|trực thuộc|cấp dưới))|nghị quyết của (?:đảng|cấp ủy))(?!\w)"
)
"""What a point is about that is the Party's, whoever its heading lets do the work."""
_HEADING = re.compile(
    r"(?:\d+\. )?(?P<who>(?:các )?(?:ban thường vụ )?(?:các )?(?:đảng ủy|cấp ủy)"
    r"(?P<units>(?: (?:các )?(?:xã|phường|đặc khu)(?:(?:, | và )(?:xã|phường|đặc khu))*)?)"
    r"(?: trực thuộc(?: (?:tỉnh|thành) ủy)?)?) (?:lãnh đạo|chỉ đạo|lãnh đạo, chỉ đạo) "
    r"(?:(?:hội đồng nhân dân|hđnd)(?:, | và ))?(?:ủy ban nhân dân|ubnd|chính quyền)"
    r"(?: cùng cấp| cấp mình| (?:các )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu))*)?[\s:*]*"
)


_ABOVE_LED = re.compile(
    r"(?:\d+\. )?đảng ủy (?:ủy ban nhân dân|ubnd) (?P<level>tỉnh|thành phố) "
    r"(?:lãnh đạo, chỉ đạo|lãnh đạo|chỉ đạo) "
    r"(?P<whom>(?:ủy ban nhân dân|ubnd) (?P=level))[\s:*]*"
)
"""The Party's committee within the committee of a province leads it: what follows is its work."""
_BESIDE_BELOW = re.compile(
    r"[\W\d]*(?P<party>(?:các )?(?:ban thường vụ )?(?:các )?(?:đảng ủy|cấp ủy)"
    r"(?: (?:các |cấp )?(?:xã|phường|đặc khu)(?:, (?:xã|phường|đặc khu)| và đặc khu)*"
    r"| (?:trực thuộc (?:tỉnh|thành) ủy|cơ sở|các cấp))?(?:, | và ))"
    r"(?=(?:ủy ban nhân dân|ubnd) (?:các |cấp )?(?:xã|phường|đặc khu))"
)
"""The Party's committees of communes, whom no committee of the authority orders, beside theirs."""


def with_party(unit: Addressee, text: str, group: Sequence[Duty]) -> str:
    """The words of a clause that Party and authority do together; "" for another clause."""
    first = group[0]
    words = text[first.span.start : first.span.end]
    if "lãnh đạo, " in words and _MOTTO.match(plain_of(words).low.lstrip(" -+*")):
        return words
    kinds = {body.kind for body in first.who}
    of_all = kinds <= {"dang", "dia-phuong", "ubnd", *_FRONTS, "hdnd"}
    may = unit.committee and first.said == "opening" and of_all
    if not may or kinds == {"dang"} or not kinds - {*_FRONTS, "hdnd"}:
        return ""
    start, end = place_of(text, first)
    does = text[end : first.span.end].lstrip(" ,:")
    if "hdnd" in kinds:
        words = _submitted(unit, first, does)
    elif "dang" in kinds:
        words = _shared(unit, first, does)
    else:
        words = "" if kinds & _FRONTS else _handed_on(unit, group, does)
    before = text[first.span.start : start]
    if words and not before.strip(" -+*"):
        words = words[:1].upper() + words[1:]
    return f"{before}{words}" if words else ""


def _shared(unit: Addressee, first: Duty, does: str) -> str:
    """What "Cấp ủy, chính quyền" do: the committee with the Party, or the Party that is asked."""
    party = [b for b in first.who if b.kind == "dang"]
    commune = unit.level == RANKS["xa"]
    own = {unit.kin(b) for b in party}
    if any(b.head for b in first.who) or not own <= {Kin.EVERYBODY, Kin.PARTY}:
        return ""
    low = plain_of(does).low
    its = whom_to_ask(unit)
    if PARTY_DOES.match(low):
        return f"đề nghị {its} {does}"
    if not commune or len(party) == len(first.who):
        return ""
    if own == {Kin.PARTY}:
        return _beside_own(unit, does, its)
    if _LEADS.match(low):
        return ""
    fronts = [b for b in first.who if b.kind in _FRONTS]
    if _HOLDS.match(low):
        return _HOLDS_ONLY.sub("", does)
    beside = f"cấp ủy, {_FRONT_AND_ALL}" if fronts else "cấp ủy"
    return f"UBND {unit.word} phối hợp với {beside} {does}"


def _beside_own(unit: Addressee, does: str, party: str) -> str:
    """What the commune's own committees of Party and authority do: "Đảng ủy, UBND các xã …"."""
    low = plain_of(does).low
    if _LEADS.match(low) and "lãnh đạo" in low[:40]:
        return f"UBND {unit.word} tham mưu {party} {does}"
    if _OF_PARTY.search(low):
        return f"UBND {unit.word} phối hợp với {party} {does}"
    return ""


def _submitted(unit: Addressee, first: Duty, does: str) -> str:
    """What Council and committee of a commune are told: it decides what the committee submits."""
    kinds = {body.kind for body in first.who}
    told = unit.level == RANKS["xa"] and kinds == {"hdnd", "ubnd"}
    ours = all(unit.kin(b) is Kin.SELF for b in first.who if b.kind == "ubnd")
    ours = ours and all(b.level in (None, "xa") for b in first.who if b.kind == "hdnd")
    if not told or not ours or any(b.head for b in first.who):
        return ""
    if _DECIDED.match(plain_of(does).low):
        return f"UBND {unit.word} trình HĐND {unit.word} {does}"
    return f"UBND {unit.word} phối hợp với Thường trực HĐND {unit.word} {does}"


def asks_own_party(unit: Addressee, words: str) -> bool:
    """Whether words ask the commune's own Party committee, which is asked as it should be."""
    own = unit.committee and unit.level == RANKS["xa"]
    return own and _ASKS_IT.match(plain_of(words).low) is not None


_ASKS_IT = re.compile(
    r"(?:ubnd|ủy ban nhân dân) (?:xã|phường|đặc khu) báo cáo kết quả thực hiện để đảng ủy(?!\w)"
    r"|đề nghị (?:các )?đảng ủy(?! (?:ủy ban|công an|quân sự|các cơ quan|mặt trận))"
)


def _handed_on(unit: Addressee, group: Sequence[Duty], does: str) -> str:
    """What communes report to the Party above, which their own committee of it sends on."""
    commune = unit.committee and unit.level == RANKS["xa"]
    whom = [b for d in group if d.role == "report" for b in d.whom] if commune else []
    if not whom or any(b.kind != "dang" and not b.of.endswith("ủy") for b in whom):
        return ""
    if not does.startswith("báo cáo") or {b.kind for b in group[0].who} - {"dia-phuong", "ubnd"}:
        return ""
    words = f"UBND {unit.word} báo cáo kết quả thực hiện để Đảng ủy {unit.word}"
    return f"{words} {does}"


def party_led(order: Sequence[NodeDraft], unit: Addressee) -> None:
    """Let a heading by which the Party leads the committees name them, who do what follows.

    Before the nodes are read. A point that is the Party's own says so by itself.
    """
    for draft in order if unit.committee else ():
        if draft.dropped is not None or draft.kept:
            continue
        field = "tieu_de" if "tieu_de" in draft.texts else "noi_dung"
        text = joined(draft.texts.get(field, []))
        if unit.level < RANKS["xa"] and (beside := _BESIDE_BELOW.match(plain_of(text).low)):
            at = plain_of(text).span(*beside.span("party"))
            rest = text[at.end :]
            draft.texts[field] = [text[: at.start] + rest[:1].upper() + rest[1:]]
        if not draft.children():
            _tell_all(draft, field, text, unit)
            continue
        if (above := _ABOVE_LED.fullmatch(plain_of(text).low)) is not None:
            whose = plain_of(text).said(*above.span("whom"))
            draft.texts[field], draft.said = [whose], whose + draft.said[len(text) :]
            continue
        found = _HEADING.fullmatch(plain_of(text).low) if "lãnh đạo" in text else None
        if found is None:
            continue
        units = found["units"].strip().removeprefix("các ")
        whose = f"Ủy ban nhân dân các {units}" if units else "Ủy ban nhân dân cấp xã"
        who = plain_of(text).said(*found.span("who"))
        draft.texts[field] = [whose]
        draft.said = whose + draft.said[len(text) :]
        for point in draft.children():
            _say_whose(point, who, unit)


_ALL_TOLD = re.compile(
    r"[\W\d]*(?:các )?(?:cấp ủy(?: đảng)?(?:, (?:các )?tổ chức đảng)?|tổ chức đảng)(?:, | và )"
    r"chính quyền(?: (?:các cấp|cơ sở|ở cơ sở))?"
    r"(?P<fronts>(?:(?:, | và )(?:các )?(?:(?:ủy ban )?mặt trận tổ quốc(?: việt nam)?|đoàn thể"
    r"(?: chính trị - xã hội)?|tổ chức (?:chính trị - xã hội|đoàn thể)))*)"
    r"(?: (?:các cấp|ở cơ sở|ở địa phương|trong tỉnh|trong thành phố))?(?:,? (?:phải|cần))? "
    r"(?=[^\W\d])(?!và |hoặc |, )"
)
"""All that a place has, told one thing side by side, at the head of a sentence."""

_EACH_PLACE = re.compile(r"(?:từng|mỗi) địa phương")


def _tell_all(draft: NodeDraft, field: str, text: str, unit: Addressee) -> None:
    """Say what Party, authority and organisations are told together as a committee may say it."""
    plain = plain_of(text)
    may = unit.level == RANKS["xa"] and draft.part == "muc" and "chính quyền" in plain.low
    found = _ALL_TOLD.match(plain.low) if may else None
    if found is None or not plain.capital(found.start() + len(text) - len(text.lstrip())):
        return
    does = _EACH_PLACE.sub("địa phương", plain.said(found.end(), len(plain.low)))
    low = plain.low[found.end() :]
    if not (found["fronts"] or "tổ chức đảng" in found[0]) and not _HOLDS.match(low):
        return  # read with its subject
    if _LEADS.match(low) or not (_HOLDS.match(low) or begins_deed(f" {low}", 0)):
        return
    if PARTY_DOES.match(low):
        words = f"Đề nghị Đảng ủy {unit.word} {does}"
    elif _HOLDS.match(low):
        words = does[:1].upper() + does[1:]
    else:
        beside = f"cấp ủy, {_FRONT_AND_ALL}" if found["fronts"] else "cấp ủy"
        words = f"UBND {unit.word} phối hợp với {beside} {does}"
    draft.texts[field] = [words]
    draft.said = words + draft.said[len(text) :]


def _say_whose(point: NodeDraft, who: str, unit: Addressee) -> None:
    said = joined(point.texts.get("noi_dung", []))
    if said and not point.children() and _OF_PARTY.search(plain_of(said).low):
        commune = unit.level == RANKS["xa"]
        asked = f"Đề nghị Đảng ủy {unit.word}" if commune else f"Đề nghị {small(who)}"
        words = f"{asked} {small(said)}"
        point.texts["noi_dung"] = [words]
        point.said = words + point.said[len(said) :]
