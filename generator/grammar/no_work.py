"""Clauses that give nobody work: who gets something, who pays, what becomes of who does badly."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.duties import Duty


def no_work(found: Sequence[Duty], words: str, *, held: bool, of_money: bool) -> bool:
    """Whether somebody only gets or pays something. `words`: what follows who is named.

    `held`: the heading says who acts; `of_money`: in a part on money, or on demands.
    """
    who = found[0].who
    if not (who or held) and _GETS.match(words) and not begins_work(words):
        return True
    if not who and _HOLDS_ALREADY.match(words) and not begins_work(words):
        return True
    pays = of_money and bool(who) and all(b.kind in _OF_THE_BASE for b in who)
    if _LEAVE.match(words) or _CONTACT.match(words):
        return True
    return bool(
        _MONEY.fullmatch(words)
        or _SITS_ON.fullmatch(words)
        or (who and all(b.kind == "doanh-nghiep" for b in who) and _GETS.match(words))
        or (pays and _PAYS.match(words))
    )


_HOLDS_ALREADY = re.compile(
    r"[^.;:,]{3,80}(?<!\w)(?:đã được (?:phê duyệt|ban hành|thông qua|công bố|chấp thuận)"
    r"|có hiệu lực(?: thi hành)? (?:kể )?từ)(?!\w)[^.;:,]*\W*$"
)
"""What holds already orders nothing: "Quy hoạch đã được phê duyệt ngày 12/10/2026;"."""
_SUM = r"\d[\d.,]* ?(?:nghìn|triệu|tỷ|tỉ)? ?(?:tỷ )?đồng"
_MONEY = re.compile(
    rf"[\W_]*(?:kinh phí|số tiền|số vốn|là)?[\W_]*{_SUM}\W*"
    rf"|[^.;:]*(?<!\w)được (?:hỗ trợ|cấp|phân bổ|bố trí)(?!\w)[^.;:]{{0,40}} {_SUM}"
    r"[^.;:]{0,20}\W*"
)
"""A sum that somebody is given is no work: "giao Sở X: 1,2 tỷ đồng", "… được hỗ trợ 2 tỷ đồng"."""
_LEAVE = re.compile(
    r"[^.;:,]{0,60}(?<!\w)được (?:kéo dài|lùi|gia hạn|chậm|hoãn|miễn)(?!\w)"
    r"|[^.;:]{0,90} thì được (?:[^.;:]{2,40} )?"
    r"(?:thưởng|hưởng|hỗ trợ|miễn|giảm|cấp|khen|ưu tiên|xét|tặng)(?!\w)"
)
"""Who is given time, or gets something for what he has done, is given no work."""
_CONTACT = re.compile(
    r"[\W_]*(?:mọi )?(?:thông tin |chi tiết |vướng mắc )?(?:địa chỉ (?:hộp thư|email|thư điện tử"
    r"|gửi|nhận|liên hệ)|hộp thư|email|thư điện tử|(?:số )?điện thoại(?: liên hệ)?|liên hệ"
    r"|đầu mối liên hệ|người liên hệ)(?: [^\W\d]+){0,4}:"
)
"""Whom to ask is no work: "Địa chỉ hộp thư: …; liên hệ Phòng X"."""
_SITS_ON = re.compile(
    r"[^.;:]{0,90}(?<!\w)(?:làm thành viên|là (?:lãnh đạo|thành viên|ủy viên|đồng chí"
    r"|(?:phó )?(?:trưởng (?:ban|đoàn|tiểu ban)|tổ trưởng|chủ tịch hội đồng)))(?!\w)[^.;:]{0,90}\W*"
)
"""Who sits on what is made is no work: "Trưởng ban là lãnh đạo UBND cấp xã"."""
_GETS = re.compile(
    r"[^.;:]{0,80}(?<!\w)(?:được|sẽ được) (?:hỗ trợ|hưởng|miễn|giảm|cấp|vay|ưu tiên|nhận|xét"
    r"|xét tặng|khen|khen thưởng|tặng|đề nghị khen|vinh danh|tuyên dương|bồi thường|tiếp cận)(?!\w)"
)
_SANCTION = re.compile(
    r"[^.;:]* thì (?:[^.;:]{3,60} (?=(?:sẽ )?bị (?!xử phạt)))?(?:không|chưa|sẽ không|bị"
    r"|sẽ bị)(?: được)? "
    r"(?:xét|xem xét|xếp|công nhận|khen|đề nghị|bình xét|hạ|trừ|kiểm điểm|xử lý)(?!\w)"
    r"|[^.;:]* thì xem xét (?:điều chuyển|kỷ luật|thay thế|cho thôi|xử lý)(?!\w)"
)
"""What becomes of who does badly is no task: "Xã nào … thì không xét danh hiệu thi đua"."""


def punishes(text: str, duty: Duty) -> bool:
    """Whether a clause says what becomes of who does badly."""
    words = text[duty.span.start : duty.span.end].lower()
    if " vi phạm" in words and _BLAMED.match(words):
        return True
    low = all(b.kind in _OF_THE_BASE for b in duty.who)
    if " liên đới " in words and _JOINTLY.search(words):
        return True
    if duty.who and low and _STOPPED.fullmatch(words):
        return True
    return " thì " in words and _SANCTION.search(words) is not None


_PAYS = re.compile(r"[\W_]*(?:tự )?(?:trả|chi trả|chi|đóng góp|đóng|nộp|đối ứng|góp)(?!\w)")
"""Who pays, in a part on money, is no task: "người nuôi trả tiền vắc-xin"."""
_JOINTLY = re.compile(r" liên đới (?:chịu )?trách nhiệm(?!\w)")
_OF_THE_BASE = ("doanh-nghiep", "to-chuc-khac", "su-nghiep", "thon")
_STOPPED = re.compile(
    r"(?:[^.;:,]{2,25}, )?[^.;:,]{2,90} (?:sẽ |phải )?bị "
    r"(?:đình chỉ|tạm đình chỉ|xử lý|xử phạt|phạt|kỷ luật|thu hồi"
    r"|cấm|kiểm điểm|hạ bậc|tước|truy cứu|buộc thôi việc|phê bình|dừng|cắt)(?!\w)[^.;:]{0,60}\W*"
)
"""Such as "Cơ sở xả thải ra suối bị đình chỉ", of those who are no office."""
_BLAMED = re.compile(
    r"[^.;:]{2,60} (?:vi phạm|có vi phạm)(?: [^\W\d]+){0,6},? (?:bị|sẽ bị|phải bị)"
    r" (?:xem xét|xử lý|kỷ luật|đình chỉ|truy cứu)(?!\w)"
)
"""Such as "Công chức vi phạm bị xem xét kỷ luật": nobody is told what to do."""
