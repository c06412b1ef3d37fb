"""Work that nobody is named for, before what the communes are told: a person says whose.

"Xây dựng phần mềm dùng chung; cấp xã nhập dữ liệu": who turns to the communes there speaks of
another before. Of a "Thống kê số hộ thiếu nước; mỗi xã bố trí 02 điểm cấp nước" both are theirs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.competence import person_decides
from generator.grammar.letters import plain_of
from generator.grammar.level_words import COMMUNES
from generator.grammar.named_bodies import bodies
from generator.grammar.occasions import OCCASION
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.duties import Duty

_COMMUNES = rf"(?:các|mỗi|từng|cấp|(?:ubnd|ủy ban nhân dân) (?:các|cấp)) {COMMUNES}"
_OURS = frozenset([Kin.SELF, Kin.SOME])
_OF_SOME = re.compile(r"[\W\d]*(?:[Cc]ác )?(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu) ")
"""Names for whom it is: "Xã biên giới xây dựng mô hình …"."""
_TRAINING = r"(?:tập huấn|bồi dưỡng|hội nghị|đào tạo)(?!\w)"
_TURN = re.compile(rf"; {_COMMUNES} ")
_SENDS = re.compile(
    rf"(?:{OCCASION}|{_TRAINING})[^;.]*[;,] {_COMMUNES}(?: \w+)?"
    r" (?:cử|chọn|lựa chọn|đăng ký|bố trí) [^;.]*(?<!\w)(?:dự|tham gia|gian hàng)(?!\w)"
)
"""Who sends people, or has a stall, is at what another holds."""
_ASKED_FOR = re.compile(
    r"(?<!\w)(?:trên cơ sở|theo|căn cứ)(?: vào)? [^,;.]{4,60} do (?:ubnd |ủy ban nhân dân )?"
    rf"(?:các|cấp) {COMMUNES} (?:đề nghị|đề xuất|đăng ký|lập|gửi|cung cấp|báo cáo)(?!\w)"
)
"""Who acts on what the communes ask for is above them: "theo nhu cầu do các xã đăng ký"."""
_HELD_ABOVE = re.compile(
    rf"(?<!\w)(?:(?:tại|ở) (?:(?!trên|địa bàn)[^,;.]){{3,50}}"
    rf"|(?:đại hội|{OCCASION}) [^,;.]{{3,50}})"
    r" (?:tỉnh|thành phố)(?!\w)(?! (?:có|quản lý|giao|ban hành))"
)
"""At a place, or an event, of the superior's: "tại Quảng trường tỉnh"."""


def before_communes(unit: Addressee, text: str, groups: Sequence[Sequence[Duty]]) -> bool:
    """Whether a text turns to a class of communes behind work that may be another's.

    `groups`: the duties of each clause, in order.
    """
    if not unit.committee or unit.level != RANKS["xa"] or unit.level <= unit.above:
        return False
    low = plain_of(text).low
    if _SENDS.search(low) is not None or _ASKED_FOR.search(low) is not None:
        return True
    first = _before(unit, text, groups)
    if _OF_SOME.match(first) is not None or unit.kins(bodies(first)) - _OURS:
        return False
    return bool(person_decides(first)) or _HELD_ABOVE.search(plain_of(first).low) is not None


def _before(unit: Addressee, text: str, groups: Sequence[Sequence[Duty]]) -> str:
    """The words up to where a text turns to the communes; "" where it never does."""
    turn = next((one[0] for one in groups if one[0].who and not _on_ground(text, one[0])), None)
    if turn is not None and turn.said and unit.kins(turn.who) == {Kin.SELF}:
        return text[: turn.span.start]
    plain = plain_of(text)
    bare = _TURN.search(plain.low)  # by their bare name they are no body
    return plain.said(0, bare.start()) if bare is not None else ""


def _on_ground(text: str, duty: Duty) -> bool:
    """Whether who acts only gives the ground of work: "… theo danh sách do các xã đề nghị"."""
    return text[: duty.who[0].span.start].endswith(" do ")
