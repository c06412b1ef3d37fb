"""What the words of a row tell the unit to do, where others lead it; "mỗi nơi" of a row of its own.

"Khảo sát … | Thống kê tỉnh | UBND các xã cử điều tra viên": the one thing a commune has to do
stands beside its name, and is its row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.clauses import ORDERS
from generator.cascade.deriving.rulebook.rule_at_work import SELF
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.cascade.deriving.wording.totals import UNITS
from generator.grammar.binding import binding, is_round
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_OURS = frozenset([Kin.SELF, Kin.SOME])
_FAR = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE, Kin.FRONT])
_IN_BRACKETS = re.compile(
    r" ?\((?P<act>(?!(?:có|nơi|nếu|theo(?! dõi)|khi|trong|thuộc|mỗi|từng|gồm|để|sau|trước"
    r"|qua)(?!\w))"
    r"[^\W\d]+ [^()\d]+)\)"
)
"""Behind the units: the part of the work that is theirs, and not a number or a class of them."""
_ACT = re.compile(
    r"[ :,]*(?:(?:có trách nhiệm|chịu trách nhiệm|phải) )?"
    r"(?=(?:cử|chọn|bố trí|lập|cung cấp|huy động|tổ chức|rà soát|tuyên truyền|vận động|đăng ký"
    r"|chuẩn bị|tiếp nhận|bàn giao|gửi|báo cáo|thống kê|xác minh|thực hiện|giải phóng|kiểm tra"
    r"|niêm yết|hỗ trợ|ban hành|phát|thu|cập nhật|phân công|giao|xác nhận|hướng dẫn|đối ứng"
    r"|mở|mời|dẫn|quản lý|vận hành|duy trì)(?!\w))"
)
"""Behind the units: what they do, and not what narrows them ("có rừng", "nơi có dự án")."""
_EACH = re.compile(
    rf"(?:^|(?<=[;.] ))(?:mỗi|từng) {UNITS}(?: (?:có|tổ chức|mở|lập|xây dựng|bố trí))?:? "
    r"(?=ít nhất|tối thiểu|không dưới|trên|khoảng|\d)"
)


def own_duty(unit: Addressee, cells: Iterable[str], day: date | None) -> str:
    """What cells of a row that others lead tell the unit to do: "cử điều tra viên"; else ""."""
    for said in cells:
        for duty in duties(said, day):
            if not duty.who or not duty.said or duty.role not in ("lead", "asked"):
                continue
            if unit.kins(duty.who) & _OURS and (act := _act_of(said[slice(*duty.span)])):
                return act
        if act := _act_behind(unit, said):
            return act
    return ""


def limited_part(unit: Addressee, said: str) -> str:
    """What a cell of who leads leaves the unit of work that others lead, too; else "".

    "- Hội Chữ thập đỏ TP; - UBND các phường (cung cấp địa điểm)" → "cung cấp địa điểm".
    """
    plain = plain_of(said)
    found = groups(plain)
    if not any(unit.kin(b) in _FAR and not b.every for g in found for b in g.bodies):
        return ""
    for group in found:
        part = _IN_BRACKETS.match(plain.low, group.end)
        if part is not None and unit.kins(group.bodies) & _OURS:
            return plain.said(part.start("act"), part.end("act"))
    return ""


def _act_behind(unit: Addressee, said: str) -> str:
    """What stands behind the unit among the bodies of a cell."""
    plain = plain_of(said)
    for group in groups(plain):
        if unit.kins(group.bodies) & _OURS and _ACT.match(plain.low, group.end):
            return _act_of(plain.said(group.start, len(plain.low)))
    return ""


def _act_of(clause: str) -> str:
    """A clause without its subject; "" where behind it stands nothing that is done."""
    plain = plain_of(clause)
    for group in groups(plain):
        found = _ACT.match(plain.low, group.end)
        if found is not None:
            act = re.split(r"[;\n]|\. ", plain.said(found.end(), len(plain.low)))[0]
            return act.strip(" .,;")
        return ""
    return ""


def is_report(text: str) -> bool:
    """Whether a row is a report: who leads it above gets it, and helps nobody with it."""
    return _REPORT.match(plain_of(text).low) is not None


_REPORT = re.compile(r"[\W\d]*(?:định kỳ |thực hiện |lập )?báo cáo(?! viên)(?!\w)")


def help_to(who: str, text: str) -> str:
    """The unit's help in what others do; who sums up and reports himself is given figures."""
    if _SUMS_UP.match(plain_of(text).low) is None:
        return f"Phối hợp với {who}: {small(text)}"
    return f"Cung cấp thông tin, số liệu phục vụ {who} {text[:1].lower()}{text[1:]}"


_ISSUES = re.compile(
    r"[\W\d]*(?:(?:tham mưu|xây dựng|hoàn thiện|rà soát|sửa đổi|bổ sung),? (?:và )?)*"
    r"(?:ban hành|phê duyệt|công bố|quyết định|trình|ký)(?!\w)"
)
"""What who leads a row alone can do: the product is theirs, whoever is asked for an opinion."""


def is_leaders_alone(text: str) -> bool:
    """Whether who helps in a row does not do what it says: an order, a product, a count of all."""
    if ORDERS.match(text) or _ISSUES.match(plain_of(text).low):
        return True
    return any(not (is_round(f) or f.unit == "%") for f in binding(text))


_SUMS_UP = re.compile(
    r"[\W\d]*(?:tổng hợp|thống kê|xây dựng|lập)(?!\w)[^;]{0,80}?(?<!\w)báo cáo"
    r" (?:chính phủ|bộ|ubnd|ủy ban nhân dân|chủ tịch|tỉnh ủy|thành ủy|ban thường vụ|hđnd|hội đồng)"
    r"(?!\w)"
)


def others_too(unit: Addressee, named: Mapping[str, NamedBody]) -> list[str]:
    """Who else helps in a row of others: by name above, of the commune or its area."""
    near = {Kin.FRONT, Kin.OUTSIDE, Kin.BELOW, Kin.OWN}
    kins = {i: unit.kin(b) for i, b in named.items()}
    return [i for i, k in kins.items() if k in near or (k is Kin.ABOVE and not named[i].every)]


def led_jointly(unit: Addressee, row: NodeDraft, leads: Mapping[str, NamedBody]) -> bool:
    """Let a department, and its own units, lead a row; whom the plan above names beside it helps.

    Whether others lead it too: a department gives no lead to its equals.
    """
    named = [i for i, b in leads.items() if unit.kin(b) is Kin.SELF and not b.every]
    beside = [i for i in leads if i not in named]
    if unit.committee or not named or not beside:
        return False
    ids = row.agencies["chu_tri"]
    own = [i for i in beside if unit.kin(leads[i]) is Kin.OWN and not leads[i].every]
    theirs = [i for i in ids if i not in named and i not in own]
    row.agencies["chu_tri"] = [SELF if i in named else i for i in ids if i not in theirs]
    row.agencies["phoi_hop"] = list(dict.fromkeys([*theirs, *row.agencies.get("phoi_hop", [])]))
    said = getattr(row.above, "loi_phoi_hop", None)
    if said and theirs:
        joint = "\n" if "\n" in said else "; "
        names = [leads[i].text for i in theirs if i in leads]
        row.changed["loi_phoi_hop"] = joint.join([*names, said])
    row.changed["loi_chu_tri"] = None
    return True


def with_others(act: str, who: str, content: str) -> str:
    """The unit's duty in work that others lead, as the content of its row."""
    said = f"{act[:1].upper()}{act[1:]}"
    if "\n" in content:  # paragraphs stay what they are, under the unit's part
        return f"{said}, phối hợp với {who}:\n{content}"
    if key_of(act) in key_of(content):  # the content says it itself
        first = re.split(r"[;.] ", content)[0]
        content = "" if key_of(act) in key_of(first) else first
    return f"{said}, phối hợp với {who}" + (f": {small(content)}" if content else "")


_COUNTS = re.compile(r"[^\W\d]* ?(?:ít nhất |tối thiểu )?\d[\d.,]* [^\d;]{2,40}$")
_PER_UNIT = re.compile(r"(?<=[^\W\d]) ?/ ?(?:xã|phường|đặc khu|địa phương)(?!\w)(?!/)")


def each_is_own(said: str) -> str:
    """A cell of a row of the unit's own without "mỗi nơi": "Ít nhất 03 điểm", "15 điểm/phường"."""
    said = _PER_UNIT.sub("", said) if _COUNTS.match(said) else said
    plain = plain_of(said)
    found = _EACH.search(plain.low)
    if found is None:
        return said
    place = plain.span(*found.span())
    rest = said[place.end :]
    return f"{said[: place.start]}{rest[:1].upper() if not place.start else rest[:1]}{rest[1:]}"
