"""The whole name of a body, as a person is asked about it.

A body is known by the capitals of its name; what follows in small letters is part of it up to
what it does: "Phòng Cảnh sát quản lý hành chính về trật tự xã hội", "Chi cục Chăn nuôi và Thú y".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.grammar.named_bodies import NamedBody

_OPEN = re.compile(r"(?:quản lý|cảnh sát|xúc tiến|công tác|kiểm soát|phòng chống|điều tra|bảo vệ)$")
"""A name that ends so goes on, whatever the next word is."""
_WORD = re.compile(r" (?:- )?[^\W\d_]+|, (?=[^\W\d_]+ (?:và )[^\W\d_]+)")
_STOP = re.compile(
    r" (?:trước|sau|trong|ngoài|để|tại|ở|khi|vào|từ|đến|theo|cho|có|được|bị|là|làm|thì|nếu|mà|do"
    r"|chậm|chịu|tham gia|tiến hành|xem xét|quyết định|cung cấp|tiếp nhận|biểu quyết|trực(?= )"
    r"|đối chiếu|thu(?= )|nhập|cấp (?=(?:xã|tỉnh|lại|mới|thuốc|giấy))|lấy|xác nhận|mỗi|hằng|hàng"
    r"|cùng|với|và (?=(?:phòng|ban|các|công an|ủy ban))|hoặc)(?!\w)"
)
_LONGEST = 12
_POLICE = re.compile(
    r"phòng (?:cảnh sát|an ninh|p[acvhxk]\d|kỹ thuật hình sự|quản lý xuất nhập|hậu cần công an"
    r"|tham mưu công an|hồ sơ nghiệp vụ)"
)
"""Rooms of a province's police (ministry's Circulars on its apparatus): no commune has them."""


_JUDGES = re.compile(r"(?:tòa án|viện kiểm sát|cơ quan điều tra|thi hành án)(?!\w)")


def judges(low: str, at: int = 0) -> bool:
    """Whether a body that acts by a law of its own stands there; who names it does not order it."""
    return _JUDGES.match(low, at) is not None


def of_police(name: str) -> bool:
    """Whether a room, by its name in plain form, is one of the police of a province."""
    return _POLICE.match(name) is not None


_STAFF = re.compile(
    r"^(?:các )?(?:công chức|cán bộ|viên chức|chuyên viên|lãnh đạo|nhân viên|trưởng|phó trưởng) "
    r"(?=phòng|văn phòng|trung tâm|trạm)"
)


def office_of_staff(name: str) -> str:
    """The office of people named by it, in plain form: "công chức phòng kinh tế"; "" for others."""
    rest = _STAFF.sub("", name)
    return rest if rest != name else ""


def whole_name(text: str, body: NamedBody) -> str:
    """A body's name with the words in small letters that belong to it; as it is read else."""
    start, end = body.span
    if body.level or body.place or body.units or " " not in body.text:
        return body.text
    plain = plain_of(text[end:])
    low, at, words = plain.low, 0, 0
    open_ = _OPEN.search(plain_of(text[start:end]).low) is not None
    while words < _LONGEST:
        word = _WORD.match(low, at)
        if word is None:
            break
        if not (open_ and words == 0) and (_STOP.match(low, at) or _acts().match(low, at)):
            break
        at, words = word.end(), words + 1
    else:
        return body.text
    if not words or not text[start:end].endswith(body.text.rsplit(" ", 1)[-1]):
        return body.text
    return f"{body.text}{text[end : end + plain.span(0, at).end]}"


@cache
def _acts() -> re.Pattern[str]:
    verbs = sorted(read_data("dong-tu.toml")["mo_dau"], key=len, reverse=True)
    return re.compile(rf" (?:{'|'.join(map(re.escape, verbs))})(?!\w)")
