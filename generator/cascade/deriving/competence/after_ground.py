"""The communes as who acts behind a ground or a case that a sentence says first.

"Sở Nội vụ ban hành danh mục. Căn cứ danh mục này, xã, phường kiểm đếm …", "VNPT cử nhân viên;
doanh nghiệp không cử đủ người thì phường, xã báo …": the sentence leans on what another body
does, and is the commune's work all the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_UNITS = (
    r"(?:(?:ubnd|ủy ban nhân dân) )?(?:các |mỗi |từng )?"
    r"(?P<kinds>(?:xã|phường|đặc khu|địa phương)(?:(?:, | và )(?:xã|phường|đặc khu))*) "
    r"(?!khác|còn lại|có |giáp|lân cận)(?:(?=tự |chủ động |phải |cần )|(?P<verb>))"
)
_GROUND = re.compile(
    r"[\W\d]*(?P<before>(?:(?:trên cơ sở|căn cứ(?: vào)?|dựa (?:trên|vào)|theo(?! dõi)|từ|qua"
    r"|tiếp nhận|sau(?: khi)?|khi|nếu|trường hợp|quá)(?!\w)[^.;:]{2,90}?)"
    r"(?:, | (?=ubnd |ủy ban nhân|các |mỗi )))"
    rf"{_UNITS}"
)
"""A ground, then the units: "Trên cơ sở đó, phường, xã …", "… danh mục này UBND các xã …"."""
_CASE = re.compile(rf"[\W\d]*(?P<before>[^.;:]{{4,90}}? thì ){_UNITS}")
_OF_UNITS = re.compile(
    r"(?:nếu |khi |trường hợp )?(?:(?:các|những|mỗi|ở|tại) )*(?:xã|phường|đặc khu|địa phương|nơi"
    r"|thôn|ủy ban nhân dân|ubnd)(?!\w)|[^,]* thì (?!$)"
)
"""A case of units, of which another law says whether the unit is one of them."""
_SAID = re.compile(r"(?:nếu|khi|trường hợp|lúc|sau khi|quá)(?!\w)")


_CASE_OF_UNITS = re.compile(
    r"[,;] (?P<case>(?:nơi|xã|phường|địa phương|nếu|khi|trường hợp|chỗ)(?: nào)? "
    r"[^.;:,]{3,90} thì )(?:đề nghị |yêu cầu |giao )?$"
)


def case_before(plain: Plain, at: int) -> int:
    """Where a case begins that ends before a place: "…, nơi có chợ thì UBND cấp xã"; -1: none."""
    if not plain.low.endswith(" thì ", 0, at):
        return -1
    found = _CASE_OF_UNITS.search(plain.low[:at])
    return found.start("case") if found is not None else -1


def acts_behind(unit: Addressee, words: str) -> str:
    """A sentence in which the communes act behind a ground or a case, said of this one; else ""."""
    plain = plain_of(words)
    for rule in (_GROUND, _CASE):
        found = rule.match(plain.low)
        if found is None or unit.word not in found["kinds"].replace("địa phương", unit.word):
            continue
        if found["verb"] is not None and not _acts(plain.low, found.end()):
            continue
        if _OF_UNITS.match(found["before"]):
            return ""
        before, rest = (
            plain.said(*found.span("before")),
            plain.said(found.end(), len(plain.low)),
        )
        if rule is _CASE and case_before(plain, found.end("before")) >= 0:
            return ""  # the case begins behind what another does
        if rule is _CASE and not _SAID.match(found["before"]):
            before = f"Trường hợp {before[:1].lower()}{before[1:]}"
        ends = "" if before.rstrip().endswith((",", " thì")) else ","
        before = f"{before[:1].upper()}{before[1:].rstrip()}{ends}"
        return f"{before} UBND {unit.word} {rest.strip()}"
    return ""


def _acts(low: str, at: int) -> bool:
    return begins_act(low, at - 1) or low.startswith("báo ", at)


def said_as_case(unit: Addressee, words: str) -> str:
    """A clause behind a lost one that begins with its case: "Trường hợp hồ sơ thất lạc thì …"."""
    case, then, _act = words.partition(f" thì UBND {unit.word} ")
    low = plain_of(case).low
    if not then or _SAID.match(low) or _OF_UNITS.match(f"{low} thì ") or len(low.split()) > 14:
        return words
    return f"Trường hợp {words[:1].lower()}{words[1:]}"
