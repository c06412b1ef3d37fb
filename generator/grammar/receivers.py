"""To whom a clause is told or answered for: the bodies that get a report, advice, an account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.named_bodies import NamedBody, NamedTogether

_BEFORE_WHOM = re.compile(
    r"(?:chịu trách nhiệm|giải trình)(?: và chịu trách nhiệm)?[^.;:]{0,60}?"
    r"trước(?: (?:pháp luật|nhân dân|đảng)(?:,| và)? (?:và )?(?:trước )?)?[^.;:]{0,40}? ?$"
)
_LISTED = (
    r"(?:báo cáo|gửi|cung cấp)(?: (?:nhanh|đầy đủ|báo cáo))?"
    r" (?:tình hình|kết quả|số liệu|danh sách|tiến độ|diễn biến|thông tin)"
    r"(?: (?!của|do|phối hợp|với)[^\s,;.:()]+){0,8}"
    r"(?:,(?: (?!của|do|phối hợp|với|đề nghị|hướng dẫn|chỉ đạo|tham mưu)[^\s,;.:()]+){1,6}?){1,4}"
    r" (?:về|đến|tới|lên)"
)
"""A report of several things: "báo cáo tình hình úng, ngập, sạt lở về Sở X"."""
_TO_WHOM = re.compile(
    r"(?:(?P<advice>tham mưu|đề xuất|kiến nghị)"
    r"(?: (?!của|do|phối hợp|với|báo cáo(?!\w)|gửi(?!\w))[^\s,;.:()]+){0,14}?"
    r"|(?:cung cấp|gửi|chuyển)(?= )[^;.:()]{1,120} cho"
    r"|(?<!thông )báo(?: ngay| nhanh)?(?= $)"
    r"|(?:báo cáo|gửi|trình|phản ánh|tổng hợp|cung cấp|nộp|tham vấn)"
    r"(?: (?!của(?! (?:tháng|quý|năm|kỳ)(?!\w))|do|phối hợp|với)[^\s,;.:()]+){0,14}?"
    r"(?: (?:về|đến|tới|cho|lên|với))?"
    rf"|{_LISTED}"
    r"|(?:thông tin|đăng ký)(?: (?!của|do|phối hợp|với)[^\s,;.:()]+){0,14}?"
    r" (?:về|đến|tới|cho|lên|với))(?: cấp có thẩm quyền,)? $"
)
TELLS = (
    "báo", "gửi", "trình", "tham mưu", "tổng hợp", "đề xuất", "kiến nghị", "cung cấp", "chuyển",
    "phản ánh", "thông tin", "đăng ký", "nộp", "tham vấn",
)  # fmt: skip
"""Verbs without which nothing goes to anybody."""
_ASIDE = re.compile(r"\([^()]*\)")
"""What stands in brackets between a report and its receiver: "(trước ngày 25 hằng tháng)"."""
_DATE = re.compile(
    r"(?:trước |chậm nhất |vào )?(?:ngày )?\d{1,2}"
    r"(?:/\d{1,2}(?:/\d{4})?| tháng \d{1,2}(?: năm \d{4})?)"
    r"|,(?= (?:và )?(?:cả |tròn )?(?:năm|quý|(?:0?6|0?9|sáu|chín) tháng|xxx|hằng |hàng ))"
)
"""A date, as one word; a comma before one more time: "6 tháng trước 10/6, năm trước 10/12 về …"."""
_AT = ("trên ", "tại ", "ở ", "theo ", "từ ", "trong ", "bởi ")
_WHERE = re.compile(r"(?:^| )(?:trên|tại|ở|theo|từ|trong|bởi) $")
"""Before a body that is a place or a source, and gets nothing: "thông tin … trên Đài X"."""
_PURPOSE = re.compile(r" để (?:tổng hợp|theo dõi|xem xét|báo cáo|kịp thời|tham mưu)[^.;]*$")
"""What the receiver does with the report: "gửi Sở X để tổng hợp, báo cáo UBND tỉnh"."""
_SENT_TO = re.compile(
    r"(?<!\w)(?:báo cáo|báo|gửi|thông báo|thông tin|trình)(?: [^\s,;.:()]+){0,8} $"
)
_ONLY_WHEN = re.compile(
    r"\s*(?:(?:trong|trước|chậm nhất|muộn nhất|vào|ngay|sau|định kỳ)(?!\w)[^,;.:]*)?(?:[,.;]|$)"
)
"""What follows a body that gets a report and does nothing: a time, the end."""
_ALSO_ABOUT = re.compile(
    r", (?:và )?(?:tình hình|kết quả|tiến độ|số liệu|danh sách|nội dung)(?: [^\s,;.:()]+){0,8}"
    r" (?:về|đến|tới|cho|lên|với) $"
)
"""One more thing reported, to somebody else: "…, tình hình xử lý rác thải về Sở X"."""
_LOCALITIES = re.compile(r"(?:các |những |mọi )?(?:địa phương|cơ sở|địa bàn)")
"""Whom maps are given and whose work is praised; nobody reports to "the localities"."""
_SPREADS = re.compile(r"đài truyền thanh|(?:các )?cơ quan báo chí")
"""Who spreads what it gets, as businesses use it; nobody reports to either."""
_THROUGH = re.compile(r"(?:\(|, )?(?:thông qua|qua|gửi về|gửi) $")


def _hidden(what: re.Pattern[str], text: str) -> str:
    return what.sub(lambda found: "x" * len(found[0]), text)


def one_more(low: str, found: Sequence[NamedTogether], first: int, group: NamedTogether) -> bool:
    """Whether a group is one more receiver: "báo cáo Sở X trong 02 giờ, UBND tỉnh trước …"."""
    listed = low.endswith(", ", first, group.start)
    listed = listed or _ALSO_ABOUT.search(low[first : group.start]) is not None
    if not listed or _ONLY_WHEN.match(low, group.end) is None:
        return False
    return any(
        first <= g.start and g.end < group.start and _SENT_TO.search(low[first : g.start])
        for g in found
    )


def answered(low: str, inside: Sequence[NamedTogether], at: int, end: int) -> tuple[NamedBody, ...]:
    """Before whom, where the clause is one of responsibility."""
    if "trách nhiệm" not in low[max(0, at - 30) : end] and "giải trình" not in low[at:end]:
        return ()
    found: list[NamedBody] = []
    for group in inside:
        if _LOCALITIES.fullmatch(" ".join(b.text.lower() for b in group.bodies)):
            continue
        if _BEFORE_WHOM.search(low, max(0, at - 40), group.start) or (
            found and low[: group.start].rstrip().endswith("trước")
        ):
            found += group.bodies
    return tuple(found)


def reported(
    low: str, groups: Sequence[NamedTogether], inside: Sequence[NamedTogether], at: int, end: int
) -> tuple[tuple[NamedBody, ...], bool, int] | None:
    """To whom a report goes, whether it is advice, and where it is said."""
    found: list[NamedBody] = []
    advice, begin = True, -1
    for group in inside:
        before = low[at : group.start]
        before = _hidden(_ASIDE, before) if "(" in before else before
        before = _hidden(_DATE, _hidden(_DATE, before)) if "báo cáo" in before else before
        where = before.endswith(_AT) and _WHERE.search(before)
        if where or (found and not advice and _PURPOSE.search(before)):
            continue
        if _LOCALITIES.fullmatch(" ".join(b.text.lower() for b in group.bodies)):
            continue
        if all(b.kind == "doanh-nghiep" or _SPREADS.match(b.name) for b in group.bodies):
            continue
        said = _TO_WHOM.search(before) if holds(before, TELLS) else None
        if said is not None:
            is_advice = said["advice"] is not None
            if begin < 0 or (advice and not is_advice):
                found = []
                begin = at + said.start()
                advice = is_advice
            if is_advice == advice:
                found += group.bodies
        elif found and (_THROUGH.search(before) or one_more(low, groups, at, group)):
            found += group.bodies
    return (tuple(found), advice, begin) if found and begin < end else None
