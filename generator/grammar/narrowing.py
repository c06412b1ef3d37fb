"""What narrows "all of a kind": "các xã ven biển", "các phường có chợ đêm, phố đi bộ"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.first_words import first_words
from generator.grammar.phrases import any_of
from generator.grammar.regions import region_words
from generator.grammar.whereabouts import name_end

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

_KIND_OF_PLACE = (
    r"(?:có liên quan|liên quan|còn lại"
    r"|(?:được (?:lựa )?chọn )?(?:(?:làm|thực hiện) )?(?:thí )?điểm"
    r"(?= (?:được|phải|tổ chức|thực hiện|hoàn thành|rà soát|báo cáo|bố trí|lập|xây dựng"
    r"|đăng ký)(?!\w))"
    r"|trọng điểm(?: về \w+ \w+)?|biên giới"
    r"|miền núi|nông thôn mới|hải đảo|cửa (?:sông|biển|lạch|khẩu)|bãi ngang|đầm phá"
    r"|(?:cuối|đầu) (?:kênh|nguồn)|(?:vùng )?hạ du|thượng nguồn"
    r"|vùng (?:cao|sâu|xa|ven|trũng|thấp|biên|biên giới|ven biển|ven sông|ngập lũ|đệm|lõi)"
    r"|(?:khu vực )?(?:nội (?:thành|đô|thị)|ngoại (?:thành|thị|ô)|đô thị hóa|trung du)"
    r"|khu vực (?:trung tâm|đô thị|nông thôn|đồng bằng|miền núi|ven biển|ven sông|biên giới)"
    r"|ven (?:biển|sông|suối|hồ|đô|đê|rừng)|giáp (?:biển|biên giới|biên|ranh)"
    r"(?: với)?(?: (?:các )?(?:tỉnh|thành phố|xã|phường|nước bạn)(?= [^,;.]))?)(?!\w)"
)
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
    found = _only().match(low, end)
    if found is None or found["kind"]:
        return found and Limit(found.start(), found.end(), kind=True)
    each = low.startswith(("mỗi ", "từng "), start)  # one by one: nobody is left to be narrowed
    ends = each or low[found.end() : found.end() + 1] in ("", ".", ";")
    said = (kind == "dia-phuong" or each) and ends and HEADS_CLAUSE.search(low[:start])
    if said:
        return None
    then = _TO_THEN.match(low, found.start()) if kind == "dia-phuong" else None
    end = then.end() if then is not None else _second_end(low, found.end())
    return Limit(found.start(), end, kind=False)


def _second_end(low: str, at: int) -> int:
    """Where a second thing that a class has ends: "các phường có chợ đêm, phố đi bộ lập …"."""
    if not low.startswith(", ", at):
        return at
    if (threshold := _THRESHOLD.match(low, at)) is not None:
        return threshold.end()
    has = low.rfind(" có ", 0, at)
    more = _FACILITIES.match(low, has) if has >= 0 else None
    if more is not None and more.end() > at:
        return more.end()
    if first_words().first.match(low, at + 2):
        return at
    found = _second().match(low, at)
    return found.end() if found is not None else at


_THRESHOLD = re.compile(r"(?:,(?: [^\W\d]+){1,3})+ trở (?:lên|xuống)(?!\w)")
"""The end of one number of several things: "có từ 05 hồ, đập trở lên"."""
_FACILITY = (
    r"(?:khu|cụm|bến|cảng|chợ|trường|bệnh viện|nhà máy|nhà ga|siêu thị"
    r"|trung tâm thương mại|sân bay)"
    r"(?: (?!tổ chức|bố trí)[^\W\d]+){0,3}?"
)
_FACILITIES = re.compile(
    rf" có (?:các )?{_FACILITY}(?:(?:, | và ){_FACILITY})+"
    r"(?= (?:tổ chức|bố trí|lập|thành lập|rà soát|phối hợp|chủ động"
    r"|kiểm tra|cử|mở|ký|lắp|phải|phân luồng)(?!\w))"
)
"""What a unit has, and none of it acts: "phường có khu công nghiệp, trường đại học tổ chức …"."""


@cache
def _verbs() -> str:
    return rf" (?:{_VERBS_BEHIND}(?!\w)|{any_of(first_words().verbs)})"


@cache
def _second() -> re.Pattern[str]:
    return re.compile(rf",(?!{_verbs()}| {_NO_NOUN})(?: \w+){{1,5}}?(?={_verbs()}|:)")


@cache
def _only() -> re.Pattern[str]:
    """What narrows "all of a kind": "liên quan", "ven biển", "có cụm công nghiệp" up to a verb."""
    kind = rf"(?:miền núi cao(?!\w)|{region_words()}|{_KIND_OF_PLACE})"
    return re.compile(
        rf" (?:(?P<kind>{kind}(?:(?:, | và ){kind})*(?: đất liền| trên (?:bộ|biển)(?!\w))?"
        r"(?: phía (?:đông|tây|nam|bắc)(?: nam| bắc)?)?)"
        rf"|(?:{_HAS}(?! (?:{_HAS_A_DUTY})) (?:[^,;:.()]|[.,](?=\d)){{2,60}}?"
        r"(?=[,;:.()](?!\d)|$|(?<= trở lên)|(?<= trở xuống)"
        rf"| (?:trước|đến|trong) (?:ngày|hết|tháng|quý|năm)|{_verbs()})))"
    )


_HAS = (
    r"(?:có|chưa có|không có|nơi có|nơi tổ chức|ven|vùng|giáp|trong vùng|nằm trong"
    r"|thuộc(?= (?:địa bàn|vùng|diện|khu vực|lưu vực)(?!\w)))"
)
_HAS_A_DUTY = r"trách nhiệm|nhiệm vụ|thẩm quyền|thể|biện pháp|giải pháp|kế hoạch|văn bản|báo cáo"
_NO_NOUN = (
    r"(?:nơi|khi|nếu|trong|trước|sau|từ|đến|để|nhằm|theo|cần|ngoài|bên cạnh|hằng|hàng|mỗi|định kỳ"
    r"|chậm|hoàn thành|xong|đồng thời|thì|được|không|đề nghị|yêu cầu|trường hợp|riêng|việc)(?!\w)"
)
"""What begins no second thing that a class has: "các phường có chợ đêm, phố đi bộ lập …"."""
_VERBS_BEHIND = (
    r"(?:tổng (?:rà soát|kiểm tra|kiểm kê|điều tra|vệ sinh)|niêm yết|chủ trì|phối hợp|tổ chức"
    r"|thực hiện|rà soát|báo cáo|triển khai"
    r"|tăng cường|chủ động|khẩn trương|tập trung|chịu|căn cứ"
    r"|ký(?! (?:túc|hiệu|sinh|lục|họa))"
    r"|và(?! (?:nhỏ|vừa|lớn|cao|thấp|sâu|xa|dài|rộng|trung bình)(?!\w))|đẩy|hướng dẫn|theo dõi"
    r"|trên địa bàn|(?<!vùng )(?<!khu )quy hoạch|tiếp tục|hoàn thành|trực tiếp|ngăn chặn|phải"
    r"|bố trí|lập|kiểm tra|duyệt|thì|(?<!được )(?<!đã )(?<!chưa )xác định"
    r"|vận động|quản lý|bảo đảm|đảm bảo|tuyên truyền|ban hành|thống kê|lắp|cắm"
    r"|nghiêm túc|thường xuyên|thông báo|sơ tán|tổng hợp|huy động|phổ biến|cập nhật|mở"
    r"|lồng ghép|giao|thành lập|cử|chỉ đạo|kịp thời|tham mưu|đến|để|gửi|trong|nhận(?= và))"
)
"""Words with which work begins, or that end what narrows a class."""


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
