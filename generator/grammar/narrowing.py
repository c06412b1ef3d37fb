"""What narrows "all of a kind": "các xã ven biển", "các phường có chợ đêm, phố đi bộ"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.class_ends import class_end
from generator.grammar.former_units import former_end
from generator.grammar.regions import region_words
from generator.grammar.whereabouts import name_end

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

KIND_OF_PLACE = (
    r"(?:có liên quan|liên quan|sở tại|nơi (?:đó|ấy)|còn lại"
    r"|(?:được (?:lựa )?chọn )?(?:(?:làm|thực hiện) )?(?:thí )?điểm"
    r"(?= (?:được|phải|tổ chức|thực hiện|hoàn thành|rà soát|báo cáo|bố trí|lập|xây dựng"
    r"|đăng ký)(?!\w))"
    r"|trọng điểm(?: về \w+ \w+)?|biên giới|trung du|đồng bằng"
    r"|(?:đặc biệt |còn )?khó khăn"
    r"|trung tâm(?= (?:mỗi|phải|bố trí|tổ chức|lập|xây dựng|rà soát|thực hiện|kẻ)(?!\w)|,)"
    r"|bị (?:ảnh hưởng|thiệt hại|ngập(?: lụt| úng)?|cô lập|chia cắt|sạt lở|hạn hán|mất điện)"
    r"|miền núi|nông thôn mới|hải đảo|cửa (?:sông|biển|lạch|khẩu)|bãi ngang|đầm phá"
    r"|(?:cuối|đầu) (?:kênh|nguồn)|(?:vùng )?hạ du|thượng nguồn"
    r"|vùng (?:cao|sâu|xa|ven|trũng|thấp|biên|biên giới|ven biển|ven sông|ngập lũ|đệm|lõi)"
    r"|(?:khu vực )?(?:nội (?:thành|đô|thị)|ngoại (?:thành|thị|ô)|đô thị hóa|trung du)"
    r"|khu vực (?:trung tâm|đô thị|nông thôn|đồng bằng|miền núi|ven biển|ven sông|biên giới)"
    r"|trung tâm(?! (?:y tế|dịch vụ|phục vụ|văn hóa|hành chính|học tập|bảo|quản|kiểm))"
    r"|ven (?:biển|sông|suối|hồ|đô|đê|rừng)|giáp (?:biển|biên giới|biên|ranh)"
    r"(?: với)?(?: (?:các )?(?:tỉnh|thành phố|xã|phường|nước bạn)(?= [^,;.]))?)(?!\w)"
)
"""Kinds of places that part the units of a level, as a pattern of small letters."""
HEADS_CLAUSE = re.compile(
    r"(?:^|[.;:])[\s\-+•*]*(?:(?:[a-zđ]|\d{1,2})[.)] )?"
    r"(?:giao|yêu cầu|đề nghị|phân công|riêng|đối với|còn|khuyến khích)?[\s*]*$"
)


_TO_THEN = re.compile(
    r"(?:(?!, (?:nơi|xã|phường|đơn vị|còn|trường hợp)(?!\w))[^.;:]){3,120}?(?= thì )"
)
"""A case up to what is then done: "Xã có công trình do cộng đồng quản lý thì rà soát …"."""


OTHERS_OF_THEM = " khác "
"""Behind units at the head of a clause: those that were not named ("Các xã khác mở 01 lớp")."""
THE_REST = ("còn lại", "khác")
"""How units are told that were not named before."""


class Limit(NamedTuple):
    """Where what narrows a class stands."""

    start: int
    end: int
    kind: bool
    """Whether it is a kind of place ("ven biển"), not what the class has."""


def narrowed(low: str, start: int, end: int, kind: str) -> Limit | None:
    """What narrows "all of a kind"; the predicate of its own clause does not.

    "Mỗi xã có 01 tổ." says what each has; "phối hợp với UBND các xã có rừng." says which.
    """
    others = kind in ("ubnd", "dia-phuong") and low.startswith(OTHERS_OF_THEM, end)
    if others and HEADS_CLAUSE.search(low[:start]):
        return Limit(end, end + len(OTHERS_OF_THEM.rstrip()), kind=True)
    gone = former_end(low, end) if kind in ("ubnd", "dia-phuong") else None
    if gone is not None:
        return Limit(end, gone, kind=True)
    found = _only().match(low, end)
    if found is None or found["kind"]:
        return found and Limit(found.start(), found.end(), kind=True)
    each = low.startswith(("mỗi ", "từng "), start)  # one by one: nobody is left to be narrowed
    last = class_end(low, found.start())
    ends = each or low[last.at : last.at + 1] in ("", ".", ";")
    said = (kind == "dia-phuong" or each) and ends and HEADS_CLAUSE.search(low[:start])
    if said:
        return None
    heads = kind in ("ubnd", "dia-phuong") and HEADS_CLAUSE.search(low[:start])
    titled = ("", ":") if kind == "ubnd" else ("", ".", ";", ":")
    ends = low[last.at : last.at + 1] in titled or _IN_BRACKETS.match(low, last.at) is not None
    if heads and not last.verb and not ends:
        return None  # what they do has a verb nobody lists: where the class ends is not known
    then = _TO_THEN.match(low, found.start()) if kind == "dia-phuong" else None
    at = last.at - (low[last.at - 1] == " ")  # a bracket ends it behind a blank
    return Limit(found.start(), then.end() if then is not None else at, kind=False)


def met_where(low: str, start: int, limit: Limit) -> bool:
    """Whether who is met is whichever has something: "cùng UBND xã nơi có chợ đêm"."""
    return low.endswith((" với ", " cùng "), 0, start) and low.startswith(" nơi ", limit.start)


_IN_BRACKETS = re.compile(r"\s*\([^();.]{1,80}\)[\s:;,.*]*$")
"""Who of a class is meant, said at the end of a title: "các phường có làng nghề (A, B)"."""


@cache
def _only() -> re.Pattern[str]:
    """What narrows "all of a kind": "liên quan", "ven biển", "có cụm công nghiệp" up to a verb."""
    kind = rf"(?:miền núi cao(?!\w)|{region_words()}|{KIND_OF_PLACE})"
    return re.compile(
        rf" (?:(?P<kind>{kind}(?:(?:, | và ){kind})*(?: đất liền| trên (?:bộ|biển)(?!\w))?"
        r"(?: phía (?:đông|tây|nam|bắc)(?: nam| bắc)?)?)"
        rf"|{_HAS}(?! (?:{_HAS_A_DUTY})) (?=[^,;:.()]{{2}}))"
    )


_HAS = (
    r"(?:có|chưa có|không có|(?:chưa|không) đạt(?= (?:chuẩn|tiêu chí|chỉ tiêu))"
    r"|nơi có|nơi tổ chức|ven|vùng|giáp|trong vùng|nằm trong"
    r"|(?:không )?thuộc(?= (?:địa bàn|vùng|diện|khu vực|lưu vực|danh sách|danh mục|nhóm)(?!\w))"
    r"|(?:trong|nằm ngoài|ngoài)(?= (?:danh sách|danh mục|diện|vùng)(?!\w)))"
)
_HAS_A_DUTY = r"trách nhiệm|nhiệm vụ|thẩm quyền|thể|biện pháp|giải pháp|kế hoạch|văn bản|báo cáo"
_WATER = re.compile(
    r"(?: (?:thủy điện|thủy lợi|chứa nước|chứa))?(?: (?:sông|suối|hồ|đầm|vịnh|núi|rừng)(?= \w))?"
)
_ANOTHER_WATER = re.compile(r"(?:,| và) (?:sông|suối|hồ|đầm|vịnh|núi|rừng)(?= \w)")


def water_end(plain: Plain, at: int) -> int:
    """Where what a class lies at ends: "ven hồ thủy điện", "ven đê sông Hồng, sông Luộc"."""
    found = _WATER.match(plain.low, at)
    named = found is not None and plain.capital(found.end() + 1)
    if found is None or not (named and plain.low.startswith(" ", found.end())):
        only = re.match(r" (?:thủy điện|thủy lợi|chứa nước|chứa)(?!\w)", plain.low[at : at + 12])
        return at + only.end() if only else at
    end = name_end(plain, found.end())
    while (more := _ANOTHER_WATER.match(plain.low, end)) and plain.capital(more.end() + 1):
        end = name_end(plain, more.end())
    return end
