"""A superior's total beside the share of each unit: of the two only the share is the unit's.

"Trồng 3.000 cây, bình quân mỗi xã 25 cây" is "Trồng 25 cây" in the plan of a commune; "124/124 xã,
phường và 100% thôn" is "100% thôn" there. What cannot be taken apart stays, and is asked about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_WORD = r"(?:xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố|địa phương|đơn vị|nơi)"
UNITS = (
    rf"(?:(?:ubnd|ủy ban nhân dân|đơn vị(?: hành chính)?) )?(?:cấp (?:xã|tỉnh|huyện)"
    rf"|{_WORD}(?:(?:, | và |/){_WORD})*)(?!\w)"
)
"""Units of a level in small letters: "xã, phường", "UBND cấp xã", "địa phương"."""
_NUMBER = r"\d+(?:[.,]\d+)*"
_SCALE = r"(?: (?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w))*"
_FEW = r"(?:một|hai|ba|bốn)(?!\w)"
_AT_LEAST = r"(?:ít nhất|tối thiểu|không dưới|trên|khoảng|từ)"
_HEADS = r"(?:người|em|cháu|hộ|ha|cái|chiếc|con|cây|km|m2|suất|lượt|cuộc|buổi|đồng)"
"""Words by which anything is counted, whatever the total calls it."""
_HOLDS = frozenset([
    "lớp", "khóa", "hội", "cuộc", "đợt", "buổi", "phiên", "giải", "chuyến", "chương", "diễn",
    "ngày", "tuần", "kỳ", "đoàn", "tổ", "đội", "nhóm", "điểm", "mô", "trạm", "kho", "bộ", "gói",
    "lễ", "tiết",
])  # fmt: skip
"""What has people or things in it, and is not counted by them: "04 hội nghị, mỗi xã 05 người"."""
_COUNT_AND = re.compile(
    rf"(?<![\w/.,])(?P<all>{_NUMBER})/(?P=all) {UNITS}(?: trên địa bàn(?: toàn)? tỉnh)?"
    r"(?:,| và|, đồng thời) (?=(?:100 ?%|toàn bộ|tất cả|mọi|các)(?!\w))"
)
_COUNT = re.compile(rf"(?<![\w/.,]){_NUMBER}/{_NUMBER} {UNITS}")
_TOTAL = (
    rf"(?P<least>{_AT_LEAST} )?(?P<total>{_NUMBER}{_SCALE}) ?(?P<unit>[^\W\d_]+)"
    rf"(?P<rest>[^,;.:()\d]*)"
)
_EACH = (
    r"(?:(?:bình quân|trung bình|tính ra|tức là?|tương đương|tương ứng|trong đó|chia đều"
    rf"|phân bổ đều)(?: cho)?,? )?(?:(?:mỗi|từng|một|1|01|cho mỗi) )(?P<who>{UNITS})"
    rf"(?: (?:là|có|được|đạt|phải|cần|có từ|cử|trồng|mở|có được))?:? (?P<share>(?:{_AT_LEAST} )?"
    rf"(?:{_NUMBER}{_SCALE}|{_FEW}))(?: ?(?P<of>[^\W\d_]+)(?P<more>[^;.()]*))?"
)
_SHARED = re.compile(rf"{_TOTAL}(?:, (?:và )?| \()(?:{_EACH})(?P<close>\)?)(?=[;.]|$|,)")
_SHARED_TOO = re.compile(
    rf"{_TOTAL}(?:, (?:và )?| \()(?:(?:bình quân|trung bình|tính ra|tương đương|tương ứng"
    rf"|trong đó),? )?(?P<share>(?:{_AT_LEAST} )?{_NUMBER}{_SCALE}) ?(?P<of>[^\W\d_]+)"
    rf"(?P<named>[^;.()/,\d]*?)(?: ?/ ?| (?:cho )?(?:mỗi|một|từng) )(?P<who>{UNITS})"
    r"(?P<more>)(?P<close>\)?)(?=[;.]|$|,)"
)
"""The same the other way round: "620 bộ máy tính, bình quân 05 bộ/xã"."""
_OVER_ALL = re.compile(
    r"(?:^|(?<=, )|(?<=[.;:] )|(?<=\d )|(?<=năm ))(?:(?:toàn|cả) (?:tỉnh|thành phố)"
    r"|trên địa bàn (?:toàn )?(?:tỉnh|thành phố)),? "
    r"(?=[^\W\d_])"
)
_SENTENCE_ENDS = re.compile(r"[.;:] ")
_TOTAL_AFTER = re.compile(
    rf"(?:mỗi|từng) (?P<who>{UNITS})[^;.(]*?\d[^;.(]*?"
    rf"(?P<cut>(?:, | \()(?:tổng(?: số| cộng)?|(?:toàn|cả) (?:tỉnh|thành phố))"
    rf"(?: (?:cộng|toàn tỉnh|cả tỉnh|có|là|đạt|trồng|mở|khoảng))*:? {_NUMBER}[^;.,()]*\)?)"
)
_BESIDE = re.compile(
    rf"(?<![\w/])(?<!ngày )(?<!tháng )(?<!năm ){_NUMBER}{_SCALE}"
    r" (?!tháng|năm|ngày|giờ|đến)[^\W\d_][^;.]*?(?:, |\()(?:(?:bình quân|trung bình|tính ra"
    rf"|tức|tương đương|tương ứng|trong đó)[^;.\d]{{0,20}})?(?:mỗi|từng) {UNITS}"
    rf"(?:[^;.]{{0,30}}?\d| (?:có |cử |lập )?{_FEW})"
)
_GENERAL = ("địa phương", "đơn vị", "nơi", "cấp")


def own_share(draft: NodeDraft, field: str, unit: Addressee) -> bool:
    """Leave only the unit's share of a total in a text that no rule has touched; whether done."""
    text = joined(draft.texts[field])
    said = only_share(text, unit)
    if said == text:
        return False
    draft.texts[field] = [said]
    draft.touch(OWN_WORK)
    return True


def only_share(text: str, unit: Addressee) -> str:
    """A text without the superior's total where the unit's share stands beside it."""
    if not _is_below(unit) or not any(map(str.isdigit, text)):
        return text
    for pattern in (_COUNT_AND, _TOTAL_AFTER):
        plain = plain_of(text)
        found = pattern.search(plain.low)
        if found is not None and (pattern is _COUNT_AND or _is_meant(found["who"], unit)):
            name = "cut" if pattern is _TOTAL_AFTER else 0
            place = plain.span(*found.span(name))
            text = text[: place.start] + text[place.end :]
    plain = plain_of(text)
    found = _SHARED.search(plain.low) or _SHARED_TOO.search(plain.low)
    if found is None or not _is_meant(found["who"], unit) or not _same(found):
        return text
    least, unit_at = plain.span(*found.span("least"))[0], plain.span(*found.span("unit"))[0]
    start = plain.span(*found.span("total"))[0] if found["least"] is None else least
    share = plain.said(*found.span("share")).strip()
    rest_end = plain.span(*found.span("rest"))[1]
    more = _beyond(found["rest"], plain.said(*found.span("more")).rstrip()) if found["more"] else ""
    end = plain.span(*found.span())[1]
    before = without_all(text[:start])
    return f"{before}{share} {text[unit_at:rest_end].rstrip()}{more}{text[end:]}"


def _beyond(rest: str, more: str) -> str:
    """What is said behind the share and not behind the total: "mô hình …, 02 mô hình điểm"."""
    words, said = more.split(" "), rest.rstrip().split(" ")
    same = 0
    while same < min(len(words), len(said)) and words[same].lower() == said[same]:
        same += 1
    return f" {' '.join(words[same:])}" if same and words[same:] else "" if same else more


def without_all(before: str) -> str:
    """Words before a total without the area of which it is the total: "Toàn tỉnh trồng"."""
    plain = plain_of(before)
    ends = [found.end() for found in _SENTENCE_ENDS.finditer(plain.low)]
    begin = ends[-1] if ends else 0
    found = _OVER_ALL.search(plain.low, begin)
    if found is None:
        return before
    place, rest = plain.span(*found.span()), before[plain.span(*found.span()).end :]
    opens = found.start() == begin and not plain.low.startswith((";", ":"), begin - 2)
    first = rest[:1].upper() if opens or (not begin and found.start() == 0) else rest[:1]
    return before[: place.start] + first + rest[1:]


def keeps_total(text: str, unit: Addressee) -> bool:
    """Whether a count of units, or a total beside a share, still stands in a text."""
    if not _is_below(unit):
        return False
    low = plain_of(text).low
    return _COUNT.search(low) is not None or _BESIDE.search(low) is not None


def _is_below(unit: Addressee) -> bool:
    return unit.committee and unit.level > unit.above


def _is_meant(who: str, unit: Addressee) -> bool:
    """Whether each of the units that get a share is one of the unit's kind."""
    return unit.word in who or any(word in who for word in _GENERAL)


def _same(found: re.Match[str]) -> bool:
    """Whether share and total count the same."""
    of = found["of"]
    counted = f"{found['unit']}{found['rest']}".split()
    if of is None or of in counted:
        return True
    return re.fullmatch(_HEADS, of) is not None and found["unit"] not in _HOLDS
