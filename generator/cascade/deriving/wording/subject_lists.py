"""The unit in a list of who acts that goes on with others whom no registry knows by name.

"Đề nghị UBND các xã và các trường THPT; trung tâm GDNN, các phòng khám báo cáo …" tells the commune
to report, and gives it no hand over the others: it stands alone before the act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import work_begun
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_LEAD = re.compile(r"[\s\-+•*]*(?:[a-zđ]\) ?)?(?:(?:đề nghị|yêu cầu|giao|kính đề nghị) )?")
_THING = re.compile(
    r"(?:các |những |tất cả (?:các )?)?(?:trường|trung tâm|bệnh viện|phòng khám|doanh nghiệp"
    r"|(?:liên hiệp )?hợp tác xã|cơ sở|công ty|tổng công ty|tập đoàn|xí nghiệp|nhà máy|hiệp hội"
    r"|viện|học viện|ngân hàng|quỹ|khu công nghiệp|chủ đầu tư|chủ rừng|hộ kinh doanh|siêu thị"
    r"|làng nghề|nhà thầu|nông trường|lâm trường"
    r"|đơn vị (?:cung ứng|sản xuất|kinh doanh|vận tải|thi công|quản lý))"
    r"(?!\w)"
)
"""How others who act, and are no body of the state, are named."""
_IN_NAME = re.compile(
    r" (?:nuôi dưỡng|nuôi|chế biến|sản xuất|kinh doanh|nghiên cứu|thi công|xuất khẩu|nhập khẩu"
    r"|vận tải|quản lý|khai thác|dịch vụ|bảo trợ|chăm sóc|đào tạo|cung ứng|cung cấp|tư vấn|giám sát"
    r"|thu mua|giết mổ|khám|chữa bệnh|thu gom|xử lý|phân phối|bán|tái chế|sửa chữa|lưu trú|ăn uống"
    r"|môi giới|lữ hành|cho vay|trồng|sử dụng)(?!\w)"
)
"""What those who are named so do always: "cơ sở nuôi dưỡng", "đơn vị thi công"."""
_BEGINS = re.compile(
    r" (?:không|chưa|phải|cần|được|bị|chủ động|khẩn trương|tăng cường|tiếp tục|có|chịu|thường xuyên"
    r"|kịp thời|nghiêm túc|tích cực|phối hợp|cùng|nghiêm cấm|đẩy mạnh)(?!\w)"
)
"""With which an order begins, and never the rest of a name."""
_HALVES = ("công", "dân", "độc", "thành")
"""Before "lập": "ngoài công lập" establishes nothing."""
_ONE_MORE = re.compile(
    r"(?:các |những )?(?!hộ |người |nhân dân|gia đình|thôn|bản |ấp|khu phố|tổ |trang trại|trưởng)"
    r"[^\W\d]+(?: [^\W\d]+){0,3}(?=,|;| và )"
)
"""One of a list that goes on to the unit, by whatever name; people of the unit are told here."""
_ASIDE = re.compile(r" \([^()]{2,60}\)")
_NEXT = re.compile(r"(?:[,;](?: và)?| và) ")
_OTHERS = frozenset([Kin.ABOVE, Kin.OUTSIDE, Kin.OTHER, Kin.EVERYBODY, Kin.BELOW])
_LISTED = 3
"""From which on others are a list; one that stands with the unit is said with it."""
_TAIL = re.compile(
    r"(?: (?:tuyến|cấp|của) (?:tỉnh|thành phố|trung ương))?(?: trên địa bàn(?: tỉnh| thành phố)?)?"
)


def alone_listed(text: str, unit: Addressee) -> str:
    """A text whose list of who acts is the unit alone; as it is where all are known, or its own."""
    plain = plain_of(text)
    lead = _LEAD.match(plain.low)
    start = lead.end() if lead is not None else 0
    read = _List(plain, unit, start)
    if read.ours is None or not read.unknown or read.many < _LISTED:
        return text
    if not (work_begun(plain.low, read.end + 1) or _BEGINS.match(plain.low, read.end)):
        return text
    return (
        f"{text[: plain.span(0, start).end]}{read.ours.text}{text[plain.span(0, read.end).end :]}"
    )


class _List:
    """A list of who acts, read from its beginning."""

    def __init__(self, plain: Plain, unit: Addressee, start: int) -> None:
        self.plain, self.unit = plain, unit
        self.groups = {group.start: group for group in groups(plain)}
        self.ours: NamedBody | None = None
        self.unknown, self.end, self.many = False, start, 0
        at: int | None = start
        while at is not None and (at := self._one(at)) is not None:
            tail = _TAIL.match(plain.low, at)
            if tail is not None and tail[0]:
                self.unknown, at = True, tail.end()
                self.many += _LISTED
            aside = _ASIDE.match(plain.low, at)
            self.many += _LISTED if aside is not None else 0
            self.end = at = aside.end() if aside is not None else at
            more = _NEXT.match(plain.low, at)
            at = more.end() if more is not None else None

    def _one(self, at: int) -> int | None:
        """Where one of the list ends, or several bodies of one kind; None where none begins."""
        low = self.plain.low
        group = self.groups.get(at) or (
            self.groups.get(at + 4) if low.startswith("các ", at) else None
        )
        if group is not None and (named := self._whole(group)) is not None:
            bodies, end = named
            mine = [body for body in bodies if self.unit.kin(body) is Kin.SELF]
            if not self.unit.kins(bodies) <= _OTHERS | {Kin.SELF} or (mine and self.ours):
                self.ours = None  # some of its own, or twice itself: nothing is left out
                return None
            self.ours = mine[0] if mine else self.ours
            self.many += len(bodies)
            return end
        thing = _THING.match(low, at)
        if thing is None and self.ours is None and (self.many or low.startswith("các ", at)):
            other = _ONE_MORE.match(low, at)
            self.unknown, self.many = True, self.many + 1
            return other.end() if other is not None else None
        self.unknown |= thing is not None
        self.many += 1
        return self._thing_end(thing.end()) if thing is not None else None

    def _whole(self, group: NamedTogether) -> tuple[tuple[NamedBody, ...], int] | None:
        """The bodies of a list up to the last whole name: "các phòng | khám" is none."""
        rest = self.plain.low[group.end :]
        tail = _TAIL.match(rest)
        if (
            not rest.startswith(" ")
            or work_begun(rest, 1)
            or _ASIDE.match(rest)
            or _NEXT.match(rest)
            or (tail is not None and tail[0])
        ):
            return group.bodies, group.end
        last = [found.start() for found in _NEXT.finditer(self.plain.low, group.start, group.end)]
        return (group.bodies[:-1], last[-1]) if last and len(group.bodies) > 1 else None

    def _thing_end(self, at: int) -> int:
        """Where the name of others ends: at a comma, or before the verb of what they do."""
        low = self.plain.low
        while (more := _IN_NAME.match(low, at)) is not None:
            at = more.end()
        for end in range(at, len(low)):
            if low[end] in ",;(:." or low.startswith(" và ", end):
                return end - 1 if low[end] == "(" else end
            tail = _TAIL.match(low, end)
            acts = self.ours is not None and not low.endswith(_HALVES, 0, end)
            acts = acts and bool(work_begun(low, end + 1) or _BEGINS.match(low, end))
            if low[end] == " " and (acts or (tail is not None and tail[0])):
                return end
        return len(low)
