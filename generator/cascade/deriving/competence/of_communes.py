"""What the communes do, in the plan of a department: none of its work, however it is said.

"Ban Quản lý dự án sửa kênh; xã nào có kênh bị bồi lấp thì huy động dân nạo vét": a department
orders no commune; where a sentence names no committee, no register of bodies tells whose it is.
Nor does it order "các sở, ngành khác", who are all but itself where the sentence has named it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.act_verbs import begins_act
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_PARTS = re.compile(r"(?<=[;.]) +(?=[^\W\d])")
_UNITS = re.compile(
    r"[\W\d]*(?:(?:riêng|đối với) )?(?:(?:ubnd|ủy ban nhân dân) )?(?:(?:các|mỗi|những|từng) )?"
    r"(?:xã|phường|đặc khu|thôn|bản|ấp)(?:(?:, | và |/)(?:xã|phường|đặc khu|thôn|bản|ấp))*(?! hội)"
    r"(?P<case>(?: nào| có| chưa| không)[^.;:]{2,90}?(?: thì| phải|,))? (?P<act>)"
)
_TARGETS = re.compile(r"(?:mục tiêu|chỉ tiêu)(?!\w)")
_SHARE = re.compile(
    r"[\W\d]*(?:(?:đến|trong|từ|hết) [^:;.%]{3,40}[:,] )?"
    r"(?:(?:có|ít nhất|tối thiểu|trên|từ|khoảng) )*"
    r"(?P<share>\d{1,2}(?:[.,]\d+)?) ?% "
)
_THEIRS = re.compile(
    r"(?<!\w)(?:tỉnh|thành phố|trung ương|sở|bệnh viện|trung học phổ thông|thpt|đại học|cao đẳng"
    r"|khu công nghiệp|doanh nghiệp nhà nước)(?!\w)"
)


def is_target_of_all(draft: NodeDraft, plain: Plain, unit: Addressee) -> bool:
    """Whether a text is a share to be reached by what any commune has: markets, stations, parks."""
    at = draft.parent
    while at is not None and _TARGETS.search(plain_of(at.said).low) is None:
        at = at.parent
    share = at is not None and unit.level == RANKS["xa"] and _SHARE.match(plain.low)
    return bool(share) and _THEIRS.search(plain.low) is None


_ALL_THEIRS = re.compile(
    r"[^%\w]*(?:(?:đến|trong|từ|hết) [^;:.%]{3,40}[:,] )?100 ?% (?:số |tổng số )?(?:các )?"
    r"(?:(?!có|được|đạt|thực|trên|tại)[^\W\d]+,? ){0,6}?"
    r"(?:bệnh viện|trung học phổ thông|thpt|đại học|cao đẳng|khu công nghiệp|khu kinh tế"
    r"|phòng công chứng|tổ chức hành nghề"
    r"|cơ sở giáo dục nghề nghiệp|giáo dục thường xuyên|quốc lộ|tỉnh lộ|đường tỉnh|bến xe khách"
    r"|cảng biển|sân bay|hồ chứa thủy lợi lớn|phổ thông dân tộc nội trú)(?!\w)"
)
"""All of what provinces have in hand and communes have none of."""


def counts_theirs(low: str) -> bool:
    """Whether a target, in small letters, is one that only the superior can reach."""
    return "100" in low and _ALL_THEIRS.match(low) is not None


_WITH = re.compile(r"phối hợp|cùng(?: với)? ")


def without_others(text: str, unit: Addressee) -> str | None:
    """A text without the sentences and clauses in which communes act, or the other departments.

    None: nothing is left.
    """
    parts = _PARTS.split(text)
    kept: list[str] = []
    theirs = False
    for number, part in enumerate(parts):
        goes_on = number > 0 and parts[number - 1].endswith(";") and _no_subject(part)
        before = " ".join(parts[:number])
        theirs = _they_act(part, unit) or _others_act(part, unit, before) or (theirs and goes_on)
        kept += [] if theirs else [part]
    if len(kept) == len(parts):
        return text
    if not kept:
        return None
    whole = " ".join(kept)
    whole = whole[:1].upper() + whole[1:] if kept[0] != parts[0] else whole
    return f"{whole[:-1]}." if whole.endswith(";") and not text.rstrip().endswith(";") else whole


def _no_subject(part: str) -> bool:
    """Whether a clause begins with what is done, or not done: who does it was named before."""
    low = plain_of(part).low.lstrip(" -+")
    return begins_work(low) or low.startswith(("không ", "phải ", "nghiêm cấm "))


_OTHER_OFFICES = re.compile(
    r"[\W\d]*(?:còn |riêng )?(?:đối với )?(?:các |những )?(?:sở|ban|ngành|cơ quan|đơn vị)"
    r"(?:(?:, | và )(?:các )?(?:sở|ban|ngành|cơ quan|đơn vị|địa phương))* (?:khác|còn lại)"
    r"(?:,| thì)?(?P<act>) "
)


def _others_act(part: str, unit: Addressee, before: str) -> bool:
    """Whether all but the department do a part, since it was named before with its own."""
    plain = plain_of(part)
    found = _OTHER_OFFICES.match(plain.low)
    if found is None or not begins_act(plain.low, found.end("act")):
        return False
    return key_of(unit.name) in key_of(before) and key_of(unit.name) not in key_of(part)


_BRANCH = re.compile(r"[\W\d]*(?:các )?ngành (?P<field>[^\W\d]+(?: [^\W\d]+){0,5}?)(?P<act>) ")


def branch_acts(part: str, unit: Addressee) -> str:
    """The branch that does a part and is not the unit's: "Ngành Giáo dục không để …"; else ""."""
    plain = plain_of(part)
    found = _BRANCH.match(plain.low) if "gành " in part else None
    if found is None:
        return ""
    start, stop = found.span("field")
    if not plain.capital(start):
        return ""
    while stop < len(plain.low) and not _begins_duty(plain.low, stop):
        stop = plain.low.find(" ", stop + 1)
        if stop < 0 or stop - start > _LONGEST_FIELD or plain.low[stop - 1] in ",.;:":
            return ""
    field = plain.said(start, stop)
    if not unit.committee and key_of(field) in key_of(unit.name):
        return ""
    return plain.said(plain.low.index("ngành"), stop)


_LONGEST_FIELD = 40


def _begins_duty(low: str, at: int) -> bool:
    return begins_act(low, at) or low.startswith((" không ", " phải ", " có trách nhiệm"), at)


def _localities_act(plain: Plain) -> bool:
    """Whether localities alone do a part, which a province's plan calls its communes by."""
    first = next(iter(groups(plain)), None)
    if first is None or plain.low[: first.start].strip(" -+*•"):
        return False
    theirs = all(b.kind == "dia-phuong" and _LEVELS not in b.name for b in first.bodies)
    return theirs and begins_act(plain.low, first.end)


_LEVELS = "các cấp"


def _they_act(part: str, unit: Addressee) -> bool:
    plain = plain_of(part)
    if branch_acts(part, unit):
        return True
    named = key_of(unit.name) in key_of(part) or any(
        unit.subordinate(body) != "no" for group in groups(plain) for body in group.bodies
    )
    if named and _WITH.search(plain.low) is not None:
        return False
    if unit.above >= RANKS["tinh"] and _localities_act(plain):
        return True
    found = _UNITS.match(plain.low)
    if found is None or plain.capital(found.end()):
        return False
    return bool(found["case"]) or begins_act(plain.low, found.end() - 1)
