"""Units of a programme as who acts: "Các xã đợt 1 …", "Các xã tham gia mô hình … bố trí …".

Who is in it, only the programme's own list says: nothing of it is every unit's. What is joined,
registered for or tried is then followed by the verb of what they have to do; without one it is
what all are to do ("Các xã tham gia mô hình thư viện số.").
"""

from __future__ import annotations

from functools import cache

from generator.cascade.deriving.competence.events import UNIT
from generator.grammar.data import read_data
from generator.grammar.first_words import first_words
from generator.grammar.phrases import any_of
from generator.text import patterns as re

_UNIT = rf"(?:{UNIT}|địa phương)"
_UNITS = (
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:riêng |còn )?(?:(?:ubnd|ủy ban nhân dân) )?"
    rf"(?:(?:các|những|mỗi) )?(?P<kinds>{_UNIT}(?:(?:, | và |/){_UNIT})*)(?!\w) "
)
_TURN = r"(?:đợt|giai đoạn|nhóm|cụm|khối|vòng|lần|tốp)"
_WHICH = r"(?:(?:thứ )?(?:\d{1,2}|[ivx]{1,4}|[a-d]|một|hai|ba|bốn|nhất|đầu|cuối)(?!\w))"
_IN_TURN = (
    rf"(?:(?:thuộc|trong|của) )?{_TURN} {_WHICH}(?:(?:, | và )(?:{_TURN} )?{_WHICH})*"
    r"(?: năm \d{4})?(?= [^\W\d])(?! (?:này|đó|ấy|của)(?!\w))"
)
"""In which turn they are: the verb stands right behind."""
_CHOSEN = r"được (?:lựa )?chọn(?: để)?(?: (?:làm|thực hiện|triển khai|tham gia))? (?:thí )?điểm"
_SCHEME = (
    r"(?:thí điểm|mô hình|(?:tiểu )?dự án|đề án|chương trình|hợp phần|chuỗi|cuộc thi|hội thi"
    r"|phong trào|giai đoạn|đợt)"
)
_JOINS = (
    r"(?:(?:đã |có )?đăng ký (?:đạt|tham gia|thực hiện|triển khai|về đích|xây dựng|làm|mở|phấn đấu"
    r"|thí điểm|hoàn thành|nông thôn mới)"
    rf"|(?:đã |đang |được )?(?:tham gia|thực hiện|triển khai) {_SCHEME}"
    r"|được (?:lựa )?chọn(?: để)? (?:làm|thực hiện|triển khai|tham gia|thí điểm|xây dựng)"
    r"|(?:thuộc|có tên trong|nằm trong) (?:danh sách|danh mục|diện|đối tượng|chương trình|dự án"
    r"|đề án|kế hoạch|phạm vi))"
)
_DOES = (
    r"(?:hoàn thiện|hoàn thành(?! (?:trước|trong|vào|đúng|xong|sớm|vượt|mục tiêu|các))|bố trí"
    r"|lập|rà soát|cử|có trách nhiệm|phải|chủ động|khẩn trương|thành lập|tiến hành|chủ trì"
    r"|cập nhật|chuẩn bị|cam kết|khảo sát|dành|báo cáo(?= kết quả| tình hình| tiến độ))(?!\w)"
)
"""A verb that tells what is to be done, and not what is joined: "dự án hỗ trợ hộ nghèo"."""
_WHAT = r"(?: [^\s;:.,]+){1,12}?(?<! để)(?<! nhằm)(?<! và)(?<! việc)(?<! tác)(?<! đảm)(?<! bảo)"
_TURNS = re.compile(rf"{_UNITS}(?P<about>{_IN_TURN}) ")
_MEMBERS = re.compile(
    rf"{_UNITS}(?P<about>{_JOINS}(?!\w){_WHAT}"
    rf"|tham gia {_SCHEME}) (?={_DOES})"
)


def of_programme(low: str) -> re.Match[str] | None:
    """Units of a programme up to their verb, "kinds" and "about" in it; None for none."""
    return _TURNS.match(low) or _tried().match(low) or _MEMBERS.match(low)


@cache
def _tried() -> re.Pattern[str]:
    """Units chosen to try something, the verb of what right behind."""
    data = read_data("dong-tu.toml")
    verbs = any_of([*data["mo_dau"], *data["lam"], *first_words().verbs])
    return re.compile(rf"{_UNITS}(?P<about>{_CHOSEN}) (?={verbs}(?!\w))")
