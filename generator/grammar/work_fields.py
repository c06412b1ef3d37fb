"""What the work of a sentence is: its verb with what stands behind it, before words in passing.

"Sửa chữa bếp ăn bán trú" is building, whatever school the kitchen is of. Where no such act is told
(viec.toml), the fields of the object count, in their order, since a Vietnamese name begins with
its head; what stands behind "tại", "cho", "để" names places, people and aims.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.phrases import any_of
from generator.grammar.topics import head_of, named_fields
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.grammar.letters import Plain

_ADVERBS = (
    r"(?:(?:chủ động|tăng cường|tiếp tục|kịp thời|thường xuyên|khẩn trương|nghiêm túc|ưu tiên"
    r"|kiên quyết|tích cực|đẩy mạnh|tập trung|quan tâm|chú trọng|trực tiếp|đồng thời|phải|cần|sẽ"
    r"|lưu ý|định kỳ|hằng năm|hằng tháng|hằng quý|hàng năm|thực hiện tốt|thực hiện nghiêm|tổ chức"
    r"|thực hiện|triển khai|chủ trì|tham mưu|chỉ đạo|việc|công tác|nghiêm cấm|không)(?:,| và)? )*"
)
_LEADING = (
    r"(?:(?:trước|trong|hằng|hàng|định kỳ|chậm nhất|từ|đến|khi|sau|đối với|với|nếu|trường hợp|tại"
    r"|riêng|mỗi|căn cứ|trên cơ sở|vào)(?!\w)[^,;.]{2,90}, )?"
)
_FILLERS = (
    r"(?:(?:đủ|đầy đủ|kịp thời|lại|mới|thêm|bổ sung|các|những|một số|toàn bộ|hết|số"
    r"|ít nhất|tối thiểu|\d+|nguồn lực|về|cho|với|việc|công tác|nghiêm|chặt chẽ|tốt|hệ thống"
    r"|vị trí|điểm|khu vực|cả"
    r"|hai|nốt|cán bộ|công chức|viên chức|nhân viên|người lao động|lãnh đạo|lực lượng|người)"
    r"(?:,| và)? )*?"
)
_OTHER_VERBS = r"(?:[^\W\d]+(?: [^\W\d]+)?(?:, | và )){0,3}"
_BESIDE_WORDS = (
    r"(?:tại|ở|trên|trong|cho|đối với|để|nhằm|theo|bằng|qua|do|với|gắn với|khi|nơi|từ|vào|trước|sau"
    r"|thông qua|phục vụ|giữa|làm|nếu|quanh|gần|ngoài|cùng)(?!\w)"
)
_BESIDE = re.compile(f" {_BESIDE_WORDS}")
"""Behind what an object ends, and places, people, means, aims and times begin."""
_WHERE = frozenset((
    "tại", "ở", "quanh", "gần", "ngoài", "giữa", "trước", "sau",
))  # fmt: skip
_GAP = rf"(?:(?!{_BESIDE_WORDS})[^\W\d]+,? ){{0,7}}?"
_WITH = re.compile(r"[\W\d]*(?:chủ trì,? )?phối hợp(?: chặt chẽ)?(?: với)? ")
_LINKS = (", ", " và ", "; ")
_DUTY = re.compile(
    rf"[\W\d]*{_LEADING}{_ADVERBS}{_OTHER_VERBS}(?:phân công|bố trí|cử|duy trì)(?!\w)[^;.]{{0,80}}?"
    r"(?<!\w)trực(?! ban| tiếp| thuộc| tuyến| quan)"
    r"(?: (?:xử lý công việc|lãnh đạo|cơ quan|tết|24/24(?: giờ)?|trong|các|đầy đủ|nghiêm túc))+"
    r"(?!\w)[^;.]{0,60}?(?:tết|ngày nghỉ|công việc|lễ)(?!\w)"
)
"""Officials on duty in an office on days off."""

_CAST = re.compile(
    rf"[\W\d]*{_ADVERBS}(?:công khai|thông báo|phát|tuyên truyền|đưa tin|phổ biến)"
    r"(?:, [^\W\d]+(?: [^\W\d]+)?)*"
    r" (?:trên|qua) (?:các |hệ thống )*(?:loa|đài|trạm|truyền thanh)(?!\w)"
)
"""Read out for all: by whoever has the loudspeakers."""


class WorkFields(NamedTuple):
    """The fields of what a sentence has done, by how surely they are told."""

    act: Sequence[str] = ()
    """Of the act itself; several, where several do it together."""
    object: Sequence[str] = ()
    """Of what is acted on, in the order of its words."""
    passing: Sequence[str] = ()
    """Of what only stands beside it."""


def is_telling(text: str) -> bool:
    """Whether a clause has people told something, of which it does not say the field."""
    return _TELLING.match(plain_of(text).low) is not None and work_of(text) == WorkFields()


_TELLING = re.compile(
    rf"[\W\d]*{_LEADING}{_ADVERBS}(?:(?:mở|ít nhất|\d+|các|buổi|đợt|hội nghị|lượt) )*"
    r"(?:tuyên truyền|truyền thông)(?!\w)"
)


def work_of(text: str) -> WorkFields:
    """The work of the first clause of a text; all empty where its words tell no field."""
    plain = plain_of(_without_partners(text))
    if _DUTY.match(plain.low) is not None:
        return WorkFields(act=("van-phong",))
    if _CAST.match(plain.low) is not None:
        return WorkFields(act=("van-hoa",))
    head = head_of(plain.low)
    if (act := _act(head)) is not None:
        return WorkFields(act=act)
    found = named_fields(head)
    at, end = _object(head, found)
    offices = [(g.start, g.end) for g in groups(plain) if g.bodies[0].kind != "su-nghiep"]
    inside = [field for place, field in found if at <= place < end]
    beside = [
        field
        for place, field in found
        if not at <= place < end
        and not any(first <= place < last for first, last in offices)
        and (place < at or not _at_a_place(head, end, place))
    ]
    return WorkFields((), tuple(dict.fromkeys(inside)), tuple(dict.fromkeys(beside)))


def _object(head: str, found: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """Where the object of a clause stands, or for whom it is where nothing else is said."""
    begins = _BEGINS.match(head)
    at = begins.end() if begins is not None else 0
    ends = _BESIDE.search(head, at)
    if ends is not None and ends[0] in (" cho", " đối với"):
        named = any(at <= place < ends.start() for place, _field in found)
        ends = ends if named else _BESIDE.search(head, ends.end())
    return at, ends.start() if ends is not None else len(head)


def _at_a_place(head: str, end: int, at: int) -> bool:
    """Whether the last word before a place of a text tells where or when, and no matter."""
    last = [found[0] for found in _BESIDE.finditer(head, end, at)]
    return bool(last) and last[-1].strip() in _WHERE


def _without_partners(text: str) -> str:
    """A text without those with whom the work is done, where it begins with them."""
    plain: Plain = plain_of(text)
    found = _WITH.match(plain.low)
    if found is None:
        return text
    at = found.end()
    for group in groups(plain):
        if group.start > at and plain.low[at : group.start] not in _LINKS:
            break
        at = max(at, group.end)
    for gap in _GAPS.finditer(plain.low, max(at - 1, 0), at + _PARTNERS):
        if plain.low[gap.start() - 1] != "," and begins_work(plain.low, gap.end()):
            return text[plain.span(gap.end(), len(plain.low)).start :]
    return text


_GAPS = re.compile(r" (?=[^\W\d])")
_PARTNERS = 60
"""Letters that the rest of partners has, whose names nobody knows."""


_BEGINS = re.compile(rf"[\W\d]*{_LEADING}{_ADVERBS}")


def _act(head: str) -> Sequence[str] | None:
    """The fields of the act with which a clause begins."""
    for pattern, fields in _acts():
        if pattern.match(head) is not None:
            return fields
    return None


@cache
def _acts() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    return tuple(
        (
            re.compile(
                rf"[\W\d]*{_LEADING}{_ADVERBS}{_OTHER_VERBS}{any_of(row['dong_tu'])} "
                rf"{_GAP if row.get('cach') else _FILLERS}{any_of(row['vat'])}(?!\w)"
            ),
            tuple(row["linh_vuc"]),
        )
        for row in read_data("viec.toml")["viec"]
    )
