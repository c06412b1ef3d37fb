"""Work that the Party and the committee are told together, each named beside the other.

"Cấp ủy, chính quyền cơ sở phân công đảng viên …": over members of the Party its committee alone
disposes, who is asked; the rest the People's Committee does, with it. Under "Các đảng ủy lãnh đạo
ủy ban nhân dân cùng cấp:" stands what the committee does, but for what only the Party can.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.said_by_unit import place_of
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_MEMBERS = re.compile(
    r"[\s:,]*(?:(?:kịp thời|chủ động|tiếp tục|tăng cường|quan tâm|thường xuyên),? )*"
    r"(?:(?:phân công|giao nhiệm vụ cho|giao|cử|bố trí|kết nạp|phát triển|giới thiệu|quán triệt"
    r"(?: đến| tới)?|kiểm tra, giám sát) (?:các |từng |mỗi )?(?:đồng chí )?"
    r"(?:đảng viên|cấp ủy viên|đảng ủy viên|bí thư (?:chi bộ|đảng)|chi bộ|tổ chức đảng)"
    r"|đưa [^.;]{3,80} vào (?:nghị quyết|(?:nội dung )?sinh hoạt (?:chi bộ|đảng)))(?!\w)"
)
"""What only the Party tells its members and branches (Charter of the Party)."""
_MOTTO = re.compile(
    r"(?<!\w)(?:cấp ủy|đảng) lãnh đạo, (?:(?:chính quyền|nhà nước) (?:quản lý|điều hành|tổ chức)"
    r"|nhân dân làm chủ)(?!\w)"
)
"""A principle, and no order to anybody: "cấp ủy lãnh đạo, chính quyền quản lý, dân làm chủ"."""
_LEADS = re.compile(
    r"[\s:,]*(?:(?:tăng cường|tập trung|trực tiếp|thường xuyên) )*"
    r"(?:lãnh đạo|chỉ đạo|quán triệt)(?!\w)"
)
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


def with_party(unit: Addressee, text: str, group: Sequence[Duty]) -> str:
    """The words of a clause that Party and authority do together; "" for another clause."""
    first = group[0]
    words = text[first.span.start : first.span.end]
    if "lãnh đạo, " in words and _MOTTO.match(plain_of(words).low.lstrip(" -+*")):
        return words
    kinds = {body.kind for body in first.who}
    may = unit.committee and first.said == "opening" and kinds <= {"dang", "dia-phuong", "ubnd"}
    if not may or (kinds == {"dang"}):
        return ""
    start, end = place_of(text, first)
    does = text[end : first.span.end].lstrip(" ,:")
    words = _shared(unit, first, does) if "dang" in kinds else _handed_on(unit, group, does)
    before = text[first.span.start : start]
    if words and not before.strip(" -+*"):
        words = words[:1].upper() + words[1:]
    return f"{before}{words}" if words else ""


def _shared(unit: Addressee, first: Duty, does: str) -> str:
    """What "Cấp ủy, chính quyền" do: the committee with the Party, or the Party that is asked."""
    party = [b for b in first.who if b.kind == "dang"]
    if any(unit.kin(b) is not Kin.EVERYBODY for b in party) or any(b.head for b in first.who):
        return ""
    low = plain_of(does).low
    commune = unit.level == RANKS["xa"]
    if _MEMBERS.match(low):
        return f"đề nghị {f'Đảng ủy {unit.word}' if commune else 'cấp ủy các cấp'} {does}"
    if not commune or _LEADS.match(low):
        return ""
    return f"UBND {unit.word} phối hợp với cấp ủy {does}"


def asks_own_party(unit: Addressee, words: str) -> bool:
    """Whether words ask the commune's own Party committee, which is asked as it should be."""
    own = unit.committee and unit.level == RANKS["xa"]
    return own and _ASKS_IT.match(plain_of(words).low) is not None


_ASKS_IT = re.compile(
    r"đề nghị (?:các )?đảng ủy(?! (?:ủy ban|công an|quân sự|các cơ quan|mặt trận))"
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
        if draft.dropped is not None or draft.kept or not draft.children():
            continue
        field = "tieu_de" if "tieu_de" in draft.texts else "noi_dung"
        text = joined(draft.texts.get(field, []))
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


def _say_whose(point: NodeDraft, who: str, unit: Addressee) -> None:
    said = joined(point.texts.get("noi_dung", []))
    if said and not point.children() and _OF_PARTY.search(plain_of(said).low):
        commune = unit.level == RANKS["xa"]
        asked = f"Đề nghị Đảng ủy {unit.word}" if commune else f"Đề nghị {small(who)}"
        words = f"{asked} {small(said)}"
        point.texts["noi_dung"] = [words]
        point.said = words + point.said[len(said) :]
