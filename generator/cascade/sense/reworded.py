"""What a person's words change of a sentence that was derived: its order, or only its wording.

Both texts are cut into words, and what is no longer the same is looked at stretch by stretch: a
figure or its unit, a rhythm, a bound, a word that denies, weakens or narrows, a condition, a
subject that is gone. What is stricter or earlier, what was taken back from the plan above, and
words that only say it otherwise, are an office's own affair.
"""

from __future__ import annotations

from collections import Counter
from enum import Enum, IntEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from generator.cascade.sense.compared_words import apart, joined, narrows_case, tokens
from generator.cascade.sense.days_apart import comes_before, lasts_less
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import plain_of
from generator.locale import N_
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.cascade.sense.compared_words import Token
    from generator.grammar.letters import Plain


class Weight(IntEnum):
    """What a change of words does to an order; the greater tells."""

    NOTHING = 0
    OTHER = 1
    """Other words for what is done, or to whom: a person may well have meant it."""
    ORDER = 2
    """A figure, a day, a bound, a denial, a condition: what is ordered is another thing."""


class ChangeKind(Enum):
    """What of an order is another; the value is what it is called on the screen."""

    DAY = N_("Ngày, thời hạn")
    PERIOD = N_("Kỳ, nhịp")
    PAPER = N_("Số văn bản")
    FIGURE = N_("Con số")
    BOUND = N_("Mức tối thiểu, tối đa")
    DENIAL = N_("Chữ phủ định")
    DUTY = N_("Mức bắt buộc")
    CLAUSE = N_("Một ý của câu")
    SCOPE = N_("Phạm vi")
    CONDITION = N_("Điều kiện")
    PURSE = N_("Nguồn tiền")
    POWER = N_("Thẩm quyền")
    BODY = N_("Cơ quan")
    PLACE = N_("Địa danh")
    WORDS = N_("Lời văn")


class Reworded(NamedTuple):
    """A stretch of a sentence that is another here."""

    weight: Weight
    was: str
    """As derived, with a word around it; "" where words were only added."""
    now: str
    """As it is; "" where words were only left out."""
    kind: ChangeKind = ChangeKind.WORDS


_OTHERWISE = (
    "và của thì là về tại ở trên trong cho với để nhằm đã được bị này đó ấy nêu các những công tác"
    " việc tổ chức triển khai thực hiện tiến hành kịp thời nghiêm túc chặt chẽ tích cực chủ động"
    " hiệu quả đồng thời cụ thể nội dung hoạt động tăng cường đẩy mạnh theo cùng như sau xong hoàn"
    " thành hàng hằng gồm bao do từ đến ngày tháng năm lúc vào một người số bằng ra lên cần riêng"
    " trở rà soát đơn vị địa bàn phương thôn bản ấp khóm buôn xóm khối tổ dân phố xã phường"
)
_WORDING = frozenset(_OTHERWISE.split())
"""Words with which one says the same otherwise; they count where others change with them."""
_DENIES = frozenset(["không", "chưa", "cấm", "trừ", "chẳng", "thôi", "miễn", "ngừng", "hủy"])
_WEAKENS = re.compile(
    r"(?<!\w)(?:có thể|khuyến khích|nên|tùy|có điều kiện|hạn chế(?! thấp nhất)|cố gắng|phấn đấu"
    r"|xem xét|cơ bản|khoảng|dự kiến|từng bước|linh hoạt|khi cần|bước đầu|tham khảo|vận dụng|sẽ"
    r"|chú trọng|quan tâm|cân nhắc|tự nguyện)(?!\w)"
)
"""Words that leave open whether something is done."""
_BINDS = re.compile(
    r"(?<!\w)(?:phải|bắt buộc|nghiêm cấm|chịu trách nhiệm|kiên quyết|dứt điểm|ngay|chủ trì"
    r"|công khai|bảo đảm|trực tiếp|chỉ(?! (?:đạo|tiêu|huy|thị|định|dẫn|giới|số|báo)))(?!\w)"
)
"""Words without which something is no longer a duty."""
_NARROWS = re.compile(
    r"(?<!\w)(?:một số|vài|riêng|chỉ|trọng điểm|thí điểm|đại diện|chủ yếu|ngoài|trừ|phần lớn"
    r"|đa số|cơ bản)(?!\w)"
)
_WHOLE = frozenset(["mọi", "từng", "mỗi", "toàn", "tất", "cả", "toàn bộ", "100"])
_ALL = _WHOLE | {"các", "những", "hết"}
_PERIODS = frozenset(["tuần", "tháng", "quý", "năm", "kỳ", "each", "lần"])
OFTEN = ("giờ", "ngày", "tuần", "tháng", "quý", "năm")
"""The oftener first."""
_UPPER = re.compile(r"(?<!\w)(?:tỉnh|thành phố|huyện|trung ương|toàn quốc)(?!\w)")
_LOWER = re.compile(r"(?<!\w)(?:xã|phường|đặc khu)(?!\w)")
_CONDITIONS = re.compile(
    r"(?<!\w)(?:where|(?:trước|sau)(?= (?:where|lúc|mùa|đợt|vụ|kỳ|đó|này))|trừ|thẩm quyền|điều kiện"
    r"|thuộc diện|(?<!theo )quy định|thống nhất|đồng ý|phê duyệt|cho phép)(?!\w)"
)
_COUNTS_FROM = re.compile(r"(?:kể |tính )?từ (?:where|lúc|thời điểm|ngày)(?!\w)")
"""From when a term counts, where nothing was said of it: "trong 24 giờ kể từ khi xảy ra"."""
_UNITS = (
    "đồng triệu tỷ nghìn ngàn ngày giờ phút tuần tháng quý năm m km ha mét lít kg tấn % làm người"
    " hộ lần buổi lượt lớp đợt ca điểm cơ sở mô hình"
)
_MEASURES = frozenset(_UNITS.split())
"""What stands behind a figure."""
_SOURCE = r"nguồn(?! (?:gốc|lây|nhân|nước|điện|lực|thải|phát|tin)(?!\w))"
"""Of money: not "nguồn gốc", "nguồn lây"."""
_PURSE = re.compile(rf"(?<!\w)(?:ngân sách|{_SOURCE}|xã hội hóa|kinh phí|vốn)(?!\w)")
_WHOSE_PURSE = re.compile(rf"(?<!\w)(?:ngân sách|{_SOURCE}|vốn)(?!\w)")
_POWER = re.compile(
    r"(?<!\w)(?:ban hành (?:\w+ )?(?:chính sách|quy định|quy chế|cơ chế|nghị quyết|mức|đơn giá)"
    r"|quy định (?:mức|giá|đơn giá)|quyết định (?:mức|giá|bổ sung|thu hồi|đầu tư|xử phạt)"
    r"|thu hồi|xử phạt|phạt tiền|đình chỉ|tước|cưỡng chế|cấp (?:giấy|phép|mã số|chứng nhận)"
    r"|thu (?:phí|thêm|tiền)|miễn|giảm (?:thuế|tiền)|tuyển dụng|biên chế"
    r"|thành lập (?:quỹ|trung tâm|ban quản lý|doanh nghiệp|chi cục|phòng|đội))(?!\w)"
)
"""Acts for which an office needs a power that the plan above does not give it by silence."""
_LEVEL = re.compile(r"[ivx]+")
"""A level or quarter in Roman figures: "cấp IV"."""
_MORE = frozenset(["atleast", "đạt", "đủ", "thêm", "tăng", "giảm"])
_LESS = frozenset(["atmost", "trong", "trước", "chậm", "vòng", "hạn"])
_IN_TIME = frozenset(["trong", "vòng", "trước", "chậm", "hạn"])
_TIMES = frozenset(["phút", "giờ", "ngày", "tuần", "tháng", "quý", "năm", "hằng", "each", "của"])
"""Of a term the less is the stricter: "trong 24 giờ", and not "trong phạm vi 20 mét"."""
_LOOKED_BACK = ("trước thời", "trước where", "trước ngày", "gần nhất", "liền kề", "liên tục", "qua")
_ENDS = frozenset(["atmost", "chậm"])
"""Says that it is over by then, whatever it is."""
_LASTS = re.compile(
    r"(?<!\w)(?:niêm yết|lấy ý kiến|công khai|trưng bày|treo|duy trì|theo dõi|dự trữ"
    r"|(?<!thường )trực(?! (?:thuộc|tiếp|tuyến|quan))|tích trữ|cách ly|bảo hành|giám sát"
    r"|lưu(?! (?:trữ|ý|thông|động|trú)))(?!\w)"
    r"(?:(?!(?<!\w)(?:báo cáo|thông báo|gửi|trình|nộp)(?!\w))[^.;])*$"
)
"""What goes on for a time, and no report of it: the longer is the stricter."""
_AHEAD_OF = re.compile(
    r"(?<!\w)(?:(?:chậm|muộn) nhất|trước(?: ít nhất| tối thiểu)?) \d+ (?:phút|giờ|ngày|tuần|tháng)"
    r"(?: làm việc)?,? (?:so với|trước)(?!\w)"
)
"""A time counted back from an event: "20 ngày trước ngày …", "trước 5 ngày so với …": less of it
is later."""
_NEAR = 12
"""Words before a figure among which its bound stands."""
_PAPER = re.compile(r"(?:/\d{4})?[/-][^\W\d]")
"""Behind the number of a paper: "1248/QĐ-TTg", "12-CTr/TU"."""
_DATE = re.compile(r"\d{1,2}/(?:\d|1[0-2])(?:/\d{4})?")
_OF_DAY = re.compile(r"(?<!\w)(?:ngày|tháng|năm|quý|hạn)(?: mùng)? $")
_DAYS = re.compile(r" (?:ngày|giờ|phút|tuần|tháng|quý)(?!\w)")
_PLACES = frozenset(["mục", "khoản", "điểm", "phần", "lục", "tự", "bảng", "hàng", "dòng"])
"""Behind which a figure says where something stands in a plan."""
_MOST = 0.6
"""Share of the pairs of words that were put in from which the plan above says them."""
_JOINS = 1
"""So few words between two stretches make them one."""
_SLIP = 5
"""A figure so many times the one that was derived may be a slip of a key, also of a least."""
_SHOWN = 2
"""Words that a message shows on each side of what changed."""
_FEW = 3
_LONG = 16
"""Words of a stretch that a message shows at most."""


def reworded(was: str, now: str, above: str, day: date | None = None) -> list[Reworded]:
    """What is another thing in `now` than in `was`, the weightiest first.

    `above`: the words of the plan above that `was` comes from, "" where there are none.
    """
    old, new = apart(was, now)
    if not old and not new:
        return []
    told = _Pair(" ".join(old), " ".join(new), joined(above), day).told()
    return sorted(told, key=lambda one: -one.weight)


def takes_power(words: str, above: str) -> str:
    """The first act of some words for which an office needs a power that `above` does not name."""
    said = _said(_POWER, joined(words)) - _said(_POWER, joined(above))
    return min(said, default="")


class _Stretch(NamedTuple):
    """Where the two texts part: words `a` to `b` of one, `c` to `d` of the other."""

    a: int
    b: int
    c: int
    d: int


class _Pair:
    """Two texts beside each other."""

    def __init__(self, was: str, now: str, above: str, day: date | None) -> None:
        self._was, self._now, self._above, self._day = plain_of(was), plain_of(now), above, day
        self._old, self._new = tokens(self._was), tokens(self._now)

    def told(self) -> Iterator[Reworded]:
        """Each stretch that weighs something."""
        whole = Counter(t.key for t in self._old), Counter(t.key for t in self._new)
        for at in self._stretches():
            weight, kind = self._weight(at, whole)
            if weight:
                yield Reworded(weight, self._shown(self._was, self._old, at.a, at.b),
                               self._shown(self._now, self._new, at.c, at.d), kind)  # fmt: skip

    def _stretches(self) -> Iterator[_Stretch]:
        keys = [[t.key for t in side] for side in (self._old, self._new)]
        held: _Stretch | None = None
        for op in Levenshtein.opcodes(*keys):
            if op.tag == "equal":
                continue
            one = _Stretch(op.src_start, op.src_end, op.dest_start, op.dest_end)
            if held is not None and one.a - held.b <= _JOINS:
                held = _Stretch(held.a, one.b, held.c, one.d)
                continue
            if held is not None:
                yield held
            held = one
        if held is not None:
            yield held

    def _shown(self, text: Plain, words: Sequence[Token], start: int, end: int) -> str:
        """Words of a text as they are written, with those next to them."""
        if start == end:
            return ""
        first, last = start, end
        while first > max(start - _SHOWN, 0) and not self._parts(text, words, first):
            first -= 1
        while last < min(end + _SHOWN, len(words)) and not self._parts(text, words, last):
            last += 1
        if last - first > _LONG:
            cut = text.said(words[first].start, words[first + _LONG - 1].end)
            return f"{cut}…"
        return text.said(words[first].start, words[last - 1].end)

    def _parts(self, text: Plain, words: Sequence[Token], at: int) -> bool:
        """Whether a clause ends before a word."""
        between = text.low[words[at - 1].end : words[at].start]
        return any(mark in between for mark in ".;:")

    # ------------------------------------------------------------------ how much it weighs

    def _weight(
        self, at: _Stretch, whole: tuple[Counter[str], Counter[str]]
    ) -> tuple[Weight, ChangeKind]:
        gone = [t.key for t in self._old[at.a : at.b]]
        new = [t.key for t in self._new[at.c : at.d]]
        nothing = Weight.NOTHING, ChangeKind.WORDS
        if self._taken_back(at, gone, new) or self._cut_back(at, gone, new) or _initials(gone, new):
            return nothing
        if self._stricter(at, gone, new):
            return nothing
        before, after = " ".join(gone), " ".join(new)
        if not gone and self._stands_alone(at):  # it turns nothing of what was there
            power = self._takes_power(before, after)
            return (Weight.ORDER, ChangeKind.POWER) if power else nothing
        kind = ChangeKind.CLAUSE if self._is_clause(at) else self._kind(at, gone, new, whole)
        if kind is None and not gone and any(word not in _WORDING for word in new):
            narrower = narrows_case(self._now, self._new, at.c, at.d)
            kind = ChangeKind.CONDITION if narrower else None
        if kind is not None:
            raised = kind is ChangeKind.SCOPE and _UPPER.search(" ".join(new))
            sure = not gone or raised or self._is_said(gone)  # else only derivation said so
            return (Weight.ORDER if sure else Weight.OTHER), kind
        lost = [w for w in gone if w not in _WORDING and whole[0][w] > whole[1][w]]
        turned = gone and new and sorted(gone) == sorted(new)  # who does it changed places
        moved = [w for w in gone if w not in _WORDING] and turned
        return (Weight.OTHER if lost or moved else Weight.NOTHING), ChangeKind.WORDS

    def _is_said(self, gone: Sequence[str]) -> bool:
        """Whether the plan above says what was derived: all of it, or its figures."""
        figures = _figures(gone)
        if figures:
            return all(f" {one} " in self._above for one in figures)
        if f" {' '.join(gone)} " in self._above:
            return True
        pairs = [f" {one} {next_} " for one, next_ in pairwise(gone)]
        return len(pairs) > _FEW and sum(p in self._above for p in pairs) >= _MOST * len(pairs)

    def _kind(
        self, at: _Stretch, gone: Sequence[str], new: Sequence[str],
        whole: tuple[Counter[str], Counter[str]],
    ) -> ChangeKind | None:  # fmt: skip
        """What of the order is another: how often, by when, under what condition; None: nothing."""
        before, after = " ".join(gone), " ".join(new)
        old, now = set(gone), set(new)
        changed = old ^ now
        if sum(w in _DENIES for w in gone) != sum(w in _DENIES for w in new):
            return ChangeKind.DENIAL
        if changed & {"atmost", "atleast"}:
            stays = (now >= old and new[-1:] == ["atleast"]) or _kept_at_least(gone, new)
            return None if stays else ChangeKind.BOUND
        placed = at.a and self._old[at.a - 1].key in _PLACES
        if _figures(gone) and _figures(gone) != _figures(new) and not placed:
            return self._of_figure(at)
        bound = _said(_BINDS, before) - _said(_BINDS, after)
        if _said(_WEAKENS, after) - _said(_WEAKENS, before) or (bound and not _moved(bound, whole)):
            return ChangeKind.DUTY
        narrowed = _said(_NARROWS, after) - _said(_NARROWS, before)
        if (narrowed and not _moved(narrowed, whole)) or ((old & _WHOLE) and not now & _ALL):
            return ChangeKind.SCOPE
        if not gone and _COUNTS_FROM.match(after):
            return None
        if {"trước", "sau"} <= changed or _said(_CONDITIONS, before) != _said(_CONDITIONS, after):
            return ChangeKind.CONDITION
        if _LOWER.search(before) and not _LOWER.search(after) and _UPPER.search(after):
            return ChangeKind.SCOPE  # the superior's where the unit's own was
        if gone and changed & _PERIODS:
            return ChangeKind.PERIOD
        people = not new and gone == ["người"] and at.b < len(self._old)
        counted = at.a and self._old[at.a - 1].key.isdigit() and not people
        if counted and changed & _MEASURES:  # "640 người lao động" are "640 lao động"
            return ChangeKind.FIGURE
        if at.a > 1 and self._old[at.a - 2].key[0].isdigit() and new[:2] == ["làm", "việc"]:
            return ChangeKind.DAY
        if gone and self._of_purse(at, before, after):
            return ChangeKind.PURSE
        if any(_LEVEL.fullmatch(w) for w in changed):
            return ChangeKind.FIGURE
        return ChangeKind.POWER if self._takes_power(before, after) else None

    def _of_figure(self, at: _Stretch) -> ChangeKind:
        """Whether the figure that is gone is a paper's, a day's, or a count."""
        one = next(t for t in self._old[at.a : at.b] if t.key[0].isdigit())
        low = self._was.low
        if _PAPER.match(low, one.end):
            return ChangeKind.PAPER
        dated = _DATE.fullmatch(one.key) is not None or _OF_DAY.search(low[: one.start]) is not None
        return ChangeKind.DAY if dated or _DAYS.match(low, one.end) else ChangeKind.FIGURE

    def _cut_back(self, at: _Stretch, gone: Sequence[str], new: Sequence[str]) -> bool:
        """Whether words were left out of which the plan above says nothing at their place."""
        if new or not gone:
            return False
        around = [*self._old[max(at.a - _SHOWN, 0) : at.a], *self._old[at.b : at.b + _SHOWN]]
        here = f" {' '.join(t.key for t in around)} "
        there = f" {' '.join(t.key for t in self._old[max(at.a - _SHOWN, 0) : at.b + _SHOWN])} "
        return len(around) > _SHOWN and here in self._above and there not in self._above

    def _takes_power(self, before: str, after: str) -> bool:
        """Whether an act is new that needs a power, and the plan above does not name it."""
        fresh = _said(_POWER, after) - _said(_POWER, before)
        return any(f" {one} " not in self._above for one in fresh)

    def _stands_alone(self, at: _Stretch) -> bool:
        """Whether words that were put in are clauses of their own."""
        if at.c == at.d:
            return False
        low = self._now.low
        before, behind = low[: self._new[at.c].start].rstrip(), low[self._new[at.d - 1].end :]
        return before[-1:] in ("", ".", ";") and behind.lstrip()[:1] in ("", ".", ";", "/")

    def _is_clause(self, at: _Stretch) -> bool:
        """Whether a whole clause that orders something was left out, and nothing came for it."""
        if at.c != at.d or at.b - at.a < _FEW:
            return False
        low = self._was.low
        before, behind = low[: self._old[at.a].start].rstrip(), low[self._old[at.b - 1].end :]
        return before[-1:] in ("", ".", ";") and behind.lstrip()[:1] in ("", ".", ";", "/")

    def _of_purse(self, at: _Stretch, before: str, after: str) -> bool:
        """Whether who pays is another: a purse itself, whose it is, one where none was."""
        behind = " ".join(t.key for t in self._old[max(at.a - 2, 0) : at.a])
        whose = _WHOSE_PURSE.search(behind) is not None
        return whose or _PURSE.search(before) is not None or "ngân sách" in after

    def _taken_back(self, at: _Stretch, gone: Sequence[str], new: Sequence[str]) -> bool:
        """Whether what is said now the plan above says so, and not what was derived."""
        if not new:
            return False
        sides = []
        for words, (start, end) in ((self._old, at[:2]), (self._new, at[2:])):
            keys = [t.key for t in words[max(start - 1, 0) : end + 1]]
            sides.append(f" {' '.join(keys)} ")
        if gone and sorted(gone) == sorted(new):
            return False
        if sides[1] in self._above and sides[0] not in self._above:
            return True
        pairs = [f" {one} {next_} " for one, next_ in pairwise(new)]
        there = sum(pair in self._above for pair in pairs)
        return len(new) > _FEW and not gone and there >= _MOST * len(pairs)

    def _stricter(self, at: _Stretch, gone: Sequence[str], new: Sequence[str]) -> bool:
        """Whether the change is an earlier day, or a figure that asks for more."""
        if self._earlier(at) or _oftener(gone, new):
            return True
        if self._is_past(at):
            return False
        both = {*_WORDING, *(w for w in gone if w in new)}
        was, now = ([w for w in side if w not in both] for side in (gone, new))
        if len(was) != 1 or len(now) != 1 or not was[0].isdigit() or not now[0].isdigit():
            return False
        near = [t.key for t in self._new[max(at.c - _NEAR, 0) : at.d]]
        behind = self._new[at.d].key if at.d < len(self._new) else ""
        if self._is_counted_back(at):
            return int(was[0]) <= int(now[0]) < _SLIP * int(was[0])
        if behind in _TIMES and self._measured(at.d + 1):
            return False
        if behind not in _TIMES:
            near = [w for w in near if w not in _IN_TIME]
        bounds = [w for w in near if w in _MORE or w in _LESS]
        if not bounds or "where" in near:  # a bound; of what a condition names no figure is one
            return False
        ends = bounds[-1] in _ENDS
        if behind in _TIMES and not ends and _LASTS.search(self._now.low, 0, self._new[at.c].start):
            return int(now[0]) > int(was[0])
        more = int(now[0]) > int(was[0])
        if int(now[0]) >= _SLIP * max(int(was[0]), 1) and behind != "%":
            return False
        return more if bounds[-1] in _MORE else not more

    def _is_past(self, at: _Stretch) -> bool:
        """Whether the stretch stands in a last day that was over when the plan above was made."""
        if at.c == at.d or self._day is None:
            return False
        place, day = self._now.span(self._new[at.c].start, self._new[at.d - 1].end), self._day
        return any(
            one.last and one.last < day and one.span.start <= place.start <= one.span.end
            for one in deadlines(self._now.text, day)
        )

    def _is_counted_back(self, at: _Stretch) -> bool:
        """Whether the figure is a time by which something is done before an event."""
        figure = self._new[at.d - 1]
        return any(
            found.start() < figure.start and figure.end < found.end()
            for found in _AHEAD_OF.finditer(self._now.low)
        )

    def _measured(self, at: int) -> bool:
        """Whether a term is one over which something is measured: "12 tháng trước thời điểm …"."""
        behind = " ".join(t.key for t in self._new[at : at + 2])
        return behind.startswith(_LOOKED_BACK)

    def _earlier(self, at: _Stretch) -> bool:
        """Whether the stretch stands in a day that comes before the one that was derived."""
        if at.c == at.d:
            return False
        start, end = self._new[at.c].start, self._new[at.d - 1].end
        there = deadlines(self._was.text, self._day)
        here = deadlines(self._now.text, self._day)
        if len(there) != len(here):
            return False
        place = self._now.span(start, end)
        return any(
            not lasts_less(one, other)
            and not (one.last and self._day and one.last < self._day)  # nobody could keep it
            and one.span.start <= place.start
            and place.end <= one.span.end
            and comes_before(one, other)
            for one, other in zip(here, there, strict=True)
        )


def _oftener(gone: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a rhythm is quicker: "hằng quý" became "hằng tháng"."""
    was, now = ([w for w in side if w != "each"] for side in (gone, new))
    if len(was) != 1 or len(now) != 1 or was[0] not in OFTEN or now[0] not in OFTEN:
        return False
    return OFTEN.index(now[0]) < OFTEN.index(was[0])


def _kept_at_least(gone: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a figure that is no less took the place of a least: "tối thiểu 30" is "35"."""
    least = len(gone) > 1 and gone[0] == "atleast" and gone[1].isdigit()
    return bool(least and new and new[0].isdigit() and int(new[0]) > int(gone[1]))


def _moved(words: set[str], whole: tuple[Counter[str], Counter[str]]) -> bool:
    """Whether words stand in another place of the same text: "Bể bơi *chỉ* được …"."""
    parts = [part for word in words for part in word.split()]
    return all(whole[0][part] == whole[1][part] for part in parts)


def _figures(words: Sequence[str]) -> list[str]:
    return [w for w in words if w[0].isdigit()]


def _said(pattern: re.Pattern[str], words: str) -> set[str]:
    return {found[0] for found in pattern.finditer(words)}


def _initials(gone: Sequence[str], new: Sequence[str]) -> bool:
    """Whether one side is the other's first letters: "bhxh", "bảo hiểm xã hội"."""
    short, long = (gone, new) if len(gone) < len(new) else (new, gone)
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(w[0] for w in long)
