"""Whether each of several does his part of a sentence: a new clause begins behind the comma."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_deed
from generator.grammar.clause_heads import LABEL_OF_REPORT
from generator.grammar.first_words import first_words
from generator.grammar.of_the_base import WORD, has_to
from generator.grammar.openings import OPENS
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.named_bodies import NamedTogether

_BY_BUDGET = re.compile(
    r"[^;:.,]{2,60} do (?:tỉnh|thành phố|trung ương|nhà nước|xã|phường|ngân sách [^\W\d]+)"
    r" [^;:.,]{2,40}"
)
"""What a level gives, before who brings it: "Vắc-xin do tỉnh cấp, Trung tâm X chuyển đến xã"."""
_REPORTS_SENT = re.compile(
    r"báo cáo [^;:.,]{2,40} (?:gửi|nộp) (?:trước|chậm nhất|vào)(?!\w)[^;:.,]{4,50}"
)
"""When reports are sent, before who sums them up: "Báo cáo quý gửi trước ngày 20, Sở X …"."""
_OWN_PART = 110
"""Letters up to which what one does may be only his part of the work of several."""
_HANDS_ON = re.compile(
    r"(?<!\w)(?:cùng|giao|đề nghị|yêu cầu|để|nhằm|theo|khi|nếu|và|như|gồm|tham mưu|do"
    r"|báo (?:ngay|cho|tin)|phối hợp|chủ trì|tạo điều kiện)(?!\w)"
)
"""Words behind which a body is no subject: "phối hợp với Sở X, UBND xã", "để UBND tỉnh"."""
_GIVES = re.compile(
    r"(?<!\w)(?:với|gửi|cho|chỉ đạo|hướng dẫn|đôn đốc|vận động|phát động|huy động"
    r"|khuyến khích|mời|cử|giúp|về|trình|báo cáo|của|tại|ở|từ|đến|tới)(?!\w)"
)
"""The same where somebody is named behind them: "gửi Sở X, UBND xã"; no list of things is."""


def _handed(own: str, at: int, *, person: bool) -> bool:
    """Whether words up to a comma speak of others, of whom who follows may be one more."""
    if _HANDS_ON.search(own, at):
        return True
    given = _GIVES.search(own, at)
    if given is None:
        return False
    words = first_words()
    if person and words.person.search(own, given.end()):
        return True
    found = words.first.search(own, given.end())
    while found is not None and _part_of_word(own, found):
        found = words.first.search(own, found.end())
    return found is not None


def _part_of_word(own: str, found: re.Match[str]) -> bool:
    """Whether a first word is part of another word: "nghiệp | vụ" is no department."""
    before = own[: found.start()].rstrip().rsplit(" ", 1)[-1]
    return before in first_words().not_after.get(found[0], ())


_HELPS = re.compile(r" (?:cùng |tham gia )*(?:phối hợp|thực hiện)(?!\w)")
"""Who goes on with the work of who leads: "Sở A chủ trì, Sở B phối hợp thực hiện"."""
_SENDS, _LEADS = " gửi ", " chủ trì"
_ANY_HAND = re.compile(f"{_HANDS_ON.pattern}|{_GIVES.pattern}")
_NEAR_TIME = r"(?:tháng|quý|tuần|năm) (?:này|nay|sau|tới|iv|i{1,3})"
_BY_TIME = re.compile(
    rf" (?:từ|trước|trong|vào|xong|hoàn thành)(?:(?: ngày| tháng)? \d| (?:trong )?{_NEAR_TIME})"
)
_TIMED = re.compile(rf" (?:\d[\d/]*|{_NEAR_TIME})$")
"""Each with his own time: "các xã A, B từ 20/5 đến 30/5, các xã còn lại từ 10/6 đến 20/6"."""


def by_time(low: str, group: NamedTogether) -> bool:
    """Whether nothing but his time follows a body: "các xã còn lại từ 10/6 đến 20/6"."""
    return _BY_TIME.match(low, group.end) is not None


def _office_acts(low: str, group: NamedTogether) -> bool:
    """Whether an office is followed by words that only what it does can be."""
    return WORD.match(low, group.end) is not None and all(
        body.kind in _OFFICES and not body.every for body in group.bodies
    )


_OFFICES = (
    "so",
    "phong",
    "ubnd",
    "mat-tran",
    "cong-an",
    "trung-tam",
    "su-nghiep",
    "ban",
    "doan-the",
)


def _of_others(low: str, start: int, end: int) -> bool:
    """Whether the words before a comma tell what somebody unknown does: "Con cháu gửi tiền"."""
    label = LABEL_OF_REPORT.match(low, start, end)
    words = low[label.end() if label is not None else start : end]
    if OPENS.match(words) or begins_deed(f" {words}", 0) or _HANDS_ON.search(words):
        return False
    return any(begins_deed(words, at.start()) for at in _BLANK.finditer(words))


_OFTEN = re.compile(
    r" (?:(?:hằng|hàng|mỗi) (?:ngày|tuần|tháng|quý|năm)"
    r"|(?:\d{1,2}|hai|ba) (?:ngày|tuần|tháng|giờ) (?:một|0?1) lần)(?!\w)"
)
"""Between who acts and what he does: "Trung tâm X hằng ngày cập nhật, các xã 03 ngày một lần …"."""
_BLANK = re.compile(r" (?=\w)")


def each_does(
    low: str, found: Sequence[NamedTogether], start: int, cut: int, after: NamedTogether
) -> bool:
    """Whether each of several does his part: "Công an phường lập, Trưởng phòng X kiểm tra"."""
    before = [g for g in found if start <= g.start and g.end < cut]
    last = before[-1] if before else None
    opens = low[start : before[0].start].strip(" -+") if before else "-"
    if opens in ("", "giao", "đề nghị", "yêu cầu") and begins_deed(low, before[0].end):
        last = before[0]  # "Bệnh viện X hỗ trợ 06 trạm y tế, Bệnh viện Y hỗ trợ 04 trạm còn lại"
    often = _OFTEN.match(low, after.end)
    if often is not None and last is not None and _OFTEN.search(low, last.end, cut):
        return begins_deed(low, often.end())  # each as often as he has to
    which = low.endswith(" nào", 0, after.end) or _office_acts(low, after)
    if not (which or begins_deed(low, after.end) or has_to(low, after.end)):
        timed = by_time(low, after) and _TIMED.search(low, start, cut - 1) is not None
        return timed and not _ANY_HAND.search(low, cut - 12, cut - 1)
    if last is None:
        said = any(words.fullmatch(low, start, cut - 1) for words in (_BY_BUDGET, _REPORTS_SENT))
        return said or (_office_acts(low, after) and _of_others(low, start, cut - 1))
    own = low[last.end : cut - 1]
    if own == _LEADS and not _HELPS.match(low, after.end):
        return True  # "…: Công an tỉnh chủ trì, UBND các xã cử cán bộ tham dự"
    if own.startswith(" ban hành"):
        return False  # "UBND tỉnh ban hành Kế hoạch, các xã xây dựng kế hoạch cụ thể"
    person = first_words().person.match(low, after.start) is not None
    begun = next((verb for verb in (_SENDS, f"{_LEADS} ") if own.startswith(verb)), "")
    on = len(begun)  # "gửi mẫu nước, Chi cục X trả kết quả"
    acts = begins_deed(own, 0) or _office_acts(low, last) or " thì " in own
    short = len(own) <= _OWN_PART and acts and not _handed(own, on, person=person)
    heads = low[start : last.start].rstrip()
    begins = heads.endswith(
        (":", " do", " được", ",", "giao", "đề nghị", "yêu cầu")
    ) or not heads.strip(" -+")
    return bool(short) and begins
