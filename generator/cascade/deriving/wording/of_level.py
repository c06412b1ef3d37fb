"""Things and people said to be of a level, of which the unit has its own: "Ban Chỉ đạo các cấp"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain

_AT_LEVEL = re.compile(
    r"(?<!\w)(?:tại|ở|ngân sách|kinh phí|dự toán|trọng tài|ban tổ chức|ban chỉ đạo|tổ công tác|quỹ"
    r"|lực lượng|đoàn|đội tuyển|trung tâm|phòng|trạm|hội đồng(?: nhân dân)?|hđnd|do|của|thuộc)"
    r" (?P<level>cấp xã)"
    r"(?!\w)(?! \d)"
    r"(?!,? (?:và )?cấp (?:tỉnh|huyện))(?<!cấp tỉnh, cấp xã)"
)
"""What is of communes in general is of this one in its own plan; not where its sum follows."""
_PEOPLE_OF_ABOVE = re.compile(
    r"(?<!\w)(?:tàu(?: cá)?|phương tiện|người dân|nhân dân|hộ(?: dân)?|lao động|học sinh|diện tích"
    r"|doanh nghiệp|hợp tác xã|sản phẩm|thanh niên|trẻ em|phụ nữ|ngư dân|nông dân|công dân"
    r"|đồng bào) của (?P<level>tỉnh|thành phố)(?!\w)(?! [A-ZĐ])"
)
"""People and their things, of which each unit has its own: "không để tàu cá của tỉnh vi phạm"."""
_RAISED_ABOVE = re.compile(
    r"(?<!\w)(?:báo cáo|đề nghị|đề xuất|kiến nghị|xin|tham mưu)(?!\w)[^.;]{2,90}?(?<!\w)"
    r"(?:tỉnh|thành phố)(?!\w)[^.;]{0,40}?(?<!\w)(?:huy động|chi viện|hỗ trợ|điều động"
    r"|tăng cường|bổ sung|cho)(?!\w)[^.;]*$"
)
"""Before what the superior, who is told, is to raise of its own."""
_PEOPLE_OF_PLACE = (
    r"(?<!\w)(?:cho|của|giúp|để|với|phục vụ|hỗ trợ|vận động|nâng cao|mọi|toàn thể|là|đưa)"
    r" (?:các )?(?:người dân|người lao động|lao động|phụ nữ"
    r"|thanh niên|nông dân|ngư dân|học sinh|trẻ em|đồng bào|hộ dân|doanh nghiệp|hợp tác xã)"
    r"(?: (?:nông thôn|đô thị|thành thị|miền núi|ven biển|vùng cao|ngoại thành|nghèo))*"
    r"(?P<level> (?:của |ở |tại )?PLACE)(?!\w)"
)
"""The same with the superior's name: "thu nhập của người dân nông thôn tỉnh X"."""
_AT_EVERY_LEVEL = re.compile(
    r"(?<!\w)(?:ban chỉ đạo|ban tổ chức|ban chỉ huy|tổ công tác|tổ giúp việc|hội đồng)"
    r"(?: (?!và |của |với |cho |từ |tại )[^\W\d]+){0,8}?"
    r" (?P<level>(?:ở )?(?:các|hai|02) cấp)(?!\w)(?!,? (?:các )?ngành)"
)
"""Bodies that every level has: "Kiện toàn Ban Chỉ đạo các cấp" is each one's own."""
_SAME_LEVEL = re.compile(
    r"(?<!\w)(?:ủy ban nhân dân|ubnd|hội đồng nhân dân|hđnd|cấp ủy|đảng ủy|mặt trận tổ quốc"
    r"|mttq(?: việt nam)?|chính quyền|các đoàn thể|tổ chức chính trị - xã hội|(?:hội|đoàn)"
    r" (?:nông dân|liên hiệp phụ nữ|phụ nữ|cựu chiến binh|chữ thập đỏ|người cao tuổi|khuyến học"
    r"|thanh niên(?: cộng sản hồ chí minh)?)) (?P<level>cùng cấp)(?!\w)"
)
"""The committee, the council of the unit's own level, in its own plan."""


_LEVELS_ACT = re.compile(
    r"(?<=, )(?<!các ngành, )(?<!ban ngành, )(?<!ban, ngành, )các cấp(?:,? các ngành)? "
)
"""Who acts in a clause: all levels, of which the unit is one and does it by itself."""


def of_level(plain: Plain, unit: Addressee) -> Iterator[tuple[int, int, str]]:
    """Start, end and new words of levels that things of communes, people of above are said of."""
    low, above = plain.low, unit.word_above
    for at in _AT_LEVEL.finditer(low) if unit.level >= RANKS["xa"] and "cấp xã" in low else ():
        yield *plain.span(*at.span("level")), "{cap}"
    for at in _PEOPLE_OF_ABOVE.finditer(low) if f"của {above}" in low else ():
        if _RAISED_ABOVE.search(low[: at.start()]):
            continue
        if at["level"] == above and not plain.capital(at.end() + 1):
            yield *plain.span(*at.span("level")), "{cap}"
    place = plain_of(unit.place_above).low
    if unit.committee and place and place in low and unit.level > unit.above:
        named = re.compile(_PEOPLE_OF_PLACE.replace("PLACE", re.escape(place)))
        for at in named.finditer(low):
            if at.start() and plain.capital(at.start()):
                continue  # "Hội Nông dân tỉnh X": a name
            yield *plain.span(*at.span("level")), " của {cap}"


_OF_EACH_PLACE = re.compile(
    r"(?<!\w)(?:điều kiện|tình hình|đặc điểm|đặc thù|khả năng|nhu cầu)"
    r"(?: thực (?:tế|tiễn)| cụ thể)?"
    r"(?: (?:tại|ở|của))? (?P<each>(?:từng|mỗi|các) địa phương"
    r"(?:(?:,| và) (?:cơ quan|đơn vị|xã|phường|đặc khu))*)(?=[.,;)]|$)"
)
"""To what something is fitted: in one locality's plan it is its own."""


_GOVERNMENT = re.compile(
    r"(?<!\w)chính quyền (?P<kinds>(?:xã|phường|đặc khu|thị trấn)"
    r"(?:(?:,| và|/) ?(?:xã|phường|đặc khu|thị trấn))+)(?!\w)"
)
"""The governments of all kinds of communes, of which the unit is one."""


def _of_each_place(plain: Plain, unit: Addressee) -> Iterator[tuple[int, int, str]]:
    """What is said to fit each locality, said of this one: "điều kiện thực tế từng địa phương"."""
    if unit.committee and unit.level >= RANKS["xa"] and "địa phương" in plain.low:
        for at in _OF_EACH_PLACE.finditer(plain.low):
            yield *plain.span(*at.span("each")), "địa phương"


def of_same_level(plain: Plain, unit: Addressee) -> Iterator[tuple[int, int, str]]:
    """The same for committees of one level with whoever acts, and for boards of all levels."""
    low = plain.low
    yield from _of_each_place(plain, unit)
    if unit.level >= RANKS["xa"] and "chính quyền " in low:
        for at in _GOVERNMENT.finditer(low):
            yield *plain.span(*at.span("kinds")), "{cap}"
    if not unit.committee or " cấp" not in low:
        return
    commune = unit.level >= RANKS["xa"]
    for at in _LEVELS_ACT.finditer(low) if commune and ", các cấp" in low else ():
        if begins_work(low, at.end()):
            yield *plain.span(*at.span()), ""
    said = (_SAME_LEVEL, _AT_EVERY_LEVEL) if commune else (_SAME_LEVEL,)
    for pattern in said:
        for at in pattern.finditer(low):
            yield *plain.span(*at.span("level")), "{cap}"
