"""People and things of the base that act and are no office: "công chức xã", "hệ thống loa"."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_deed, deed_end
from generator.grammar.first_words import first_words

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

_BEGINS = re.compile(
    r"(?:^|[.;:])[\s\-+•*“\"(]*(?:(?:[a-zđ]|\d{1,2})[.)] )?"
    r"(?:giao|yêu cầu|đề nghị|phân công|riêng|đối với|đồng thời)?[\s*]*$"
    r"|(?<!\w)(?:thì|do|được) $"
    r"|(?:^|[.;:] )(?:định kỳ|hằng|hàng|mỗi) [^,.;:]{2,20} $"
)


def heads(plain: Plain, at: int) -> bool:
    """Whether a clause begins at a place: inside one "công chức xã" are taught, helped."""
    before = plain.low[max(0, at - 9) : at].rstrip().rsplit(" ", 1)[-1]
    if before.isalpha() and before not in _MAY_BEGIN:
        return False  # nearly always
    return _BEGINS.search(plain.low, max(0, at - 40), at) is not None


_MAY_BEGIN = (
    "giao", "cầu", "nghị", "công", "riêng", "với", "thời", "thì", "do", "được", "tháng", "tuần",
    "ngày", "quý", "năm",
)  # fmt: skip


def has_to(low: str, at: int) -> bool:
    """Whether it follows that somebody must, or must not."""
    return _MUST.match(low, at) is not None


def has_something(low: str, at: int) -> bool:
    """Whether it follows what somebody has or lacks: "Trường | chưa có kho thì …"."""
    return _HAS.match(low, at) is not None


def heads_part(plain: Plain, at: int, end: int) -> bool:
    """Whether who is named up to a place does his part behind a comma: "…, bảo vệ đóng cổng"."""
    acts = begins_deed(plain.low, end) or _MUST.match(plain.low, end)
    return plain.low.endswith((", ", ", còn "), 0, at) and (
        bool(acts) or plain.low.endswith(" nào", 0, end)
    )


_MUST = re.compile(
    r" (?:phải|cần|có trách nhiệm"
    r"|không(?! (?:thể|có|còn|đủ|thuộc|đạt)(?!\w))(?= [^\W\d]+ [^\W\d]+))(?!\w)"
)
_LONGEST = 70
"""Letters up to which a name of the base goes on before what is done."""
_WHOEVER = re.compile(r" nào(?!\w)")
_NO_NAME = re.compile(
    r" (?:không thể|là|để|với|cho|từ|đến|khi|nếu|do|theo|mà|chưa|hằng|hàng|mỗi|ngay|sẽ|đã|đang"
    r"|trước|sau|trong|và(?= (?:các|những)(?!\w))|được|bị|như|gồm"
    r"|về|tại|ở|trên|vào|ra|còn|thì|đạt|cũng|chỉ)(?!\w)"
)
"""Words that are no part of a name that a noun begins."""


def acts_behind(plain: Plain, at: int, *, unnamed: bool = False, pair: bool = False) -> int:
    """Where the name that begins before a place ends and an act begins; 0 where none does.

    Of "trường nào …" it ends with "nào"; what is done to somebody tells who he is: "trường được
    kiểm tra | gửi báo cáo". `unnamed`: the noun alone names nobody, so that a verb right behind it
    tells who is meant where an act follows: "cơ sở ươm giống | đăng ký". `pair`: where no act is
    known, a pair of words ends the name.
    """
    low = plain.low
    if (whoever := _WHOEVER.match(low, at)) is not None:
        return whoever.end()
    done_to = at
    for found in _SYLLABLE.finditer(low, at, at + _LONGEST):
        start = found.start()
        if low[start - 1] in _MARKS or low.startswith(" (", at):
            return _listed_on(plain, at, start - 1)
        if plain.capital(found.end()) or low.endswith(_NO_VERB, 0, start) or start < done_to:
            continue  # "Hạt Quản lý đường bộ", "nhóm trẻ độc lập"
        if _GROWS.match(low, start):
            return 0
        if _in_pair(low, at, start):
            continue
        if low.endswith((" được", " bị"), at, start):
            return 0  # "hộ dân được cấp giống": what is done to him, and no name
        if begins_deed(low, start) or _MUST.match(low, start):
            inside = _inside_name(plain, start) or _which_does(low, at, start, unnamed=unnamed)
            if not inside:
                return start
            done_to = inside
            continue
        if (counted := _COUNTED.match(low, start)) is not None:
            return _acts_later(low, counted.end())
        if _HAS.match(low, start):
            return start if _acts_later(low, start + 3) else 0
        if _MAY.match(low, start):
            return start
        if (passive := _DONE_TO.match(low, start)) is not None:
            done_to = passive.end()
            if not begins_deed(low, passive.end("by")):
                return 0
            continue
        if _NO_NAME.match(low, start) and not low.endswith(_LEVEL_ABOVE, 0, start):
            break
    return _named_by_pair(plain, at) if pair else 0


_GROWS = re.compile(r" (?:giảm|tăng) (?:còn|xuống|lên|từ|bình quân|trung bình|\d)")
"""What becomes more or less, and does nothing: "hộ nghèo giảm còn 2%"."""


def _in_pair(low: str, begins: int, at: int) -> bool:
    """Whether a syllable is the second one of a noun: "hộ chăn | nuôi"."""
    before = low.rfind(" ", begins, at)
    second = _WORD_HERE.match(low, at)
    pair = low[before + 1 : second.end()] if second is not None and before >= 0 else ""
    return pair in first_words().compounds


_WORD_HERE = re.compile(r" \w+")


_LEVEL_ABOVE = (" tuyến", " cấp")


def _named_by_pair(plain: Plain, at: int) -> int:
    """Where a name of one known pair of words ends, whatever is done: "đội lưu động | siêu âm"."""
    low = plain.low
    two = [*islice(_SYLLABLE.finditer(low, at, at + 40), 3)]
    if len(two) < 3 or low[two[0].start() - 1] in _MARKS:
        return 0
    end = two[2].start()
    pair = low[at + 1 : end]
    known = pair in first_words().compounds and not begins_deed(low, at)
    return end if known and WORD.match(low, end) else 0


WORD = re.compile(
    r" (?!(?:của|và|hoặc|tại|ở|trên|dưới|trong|ngoài|trước|sau|từ|đến|tới|để|nhằm|theo|về|với|cùng"
    r"|cho|là|có|được|bị|khi|nếu|mà|thì|nào|này|đó|các|những|mỗi|cấp|gồm|như|do|bằng|qua|vào|nơi"
    r"|hằng|hàng|ngay|đã|đang|sẽ|chưa|không|cũng|cần|phải|chịu|khu|vùng|thuộc|liên)(?!\w))"
    r"[^\W\d]+ (?=\w)"
)
"""A word with which nothing goes on that is said of who acts: what he does."""


def whole_doer(plain: Plain, start: int, end: int) -> int:
    """Where the name of who heads a clause ends: before his act, however little of it is known.

    "Mặt trận ấp | giám sát", "Trạm Kiểm dịch cửa khẩu Ma Lù Thàng | mở luồng xanh".
    """
    low = plain.low
    if (listed := _LISTED.match(low, end)) is not None and plain.capital(listed.end()):
        at_head = heads(plain, start) and not first_words().first.match(low, end + 2)
        return (acts_behind(plain, listed.end()) or end) if at_head else end
    if (also := _AND_FIELD.match(low, end)) is not None and begins_deed(low, also.end()):
        words = first_words()
        another = words.first.match(low, also.end(1)) or words.person.match(low, also.end(1))
        if another is None:
            return also.end()
    if low[end : end + 1] != " " or low.endswith(" nào", start, end) or _MUST.match(low, end):
        return end
    told = _TELLS_WHO.match(low, end)
    person = first_words().person.match(low, start) is not None
    if told is not None and person and begins_deed(low, told.end()):
        return told.end()
    if begins_deed(low, end) and not plain.capital(end + 1):
        return _inside_name(plain, end) or end
    first = low[end + 1 :].split(" ", 1)[0]
    if first in _NO_MORE or not (heads(plain, start) or low.endswith((", ", " và "), 0, start)):
        return end
    longer = acts_behind(plain, end)
    more = low[end:longer]
    inside = (start + m.end() for m in _SYLLABLE.finditer(low[start:end]))
    person = person and not any(map(plain.capital, inside))
    named = (person and more.count(" ") > 1) or any(
        plain.capital(end + m.end()) for m in _SYLLABLE.finditer(more)
    )
    of_place = _OF_PLACE.match(more) or " ".join(more.split()[:2]) in first_words().compounds
    one = more.count(" ") == 1 and len(more) > 2 and not person
    return longer if 0 < longer - end <= _MORE and (named or of_place or one) else end


_AND_FIELD = re.compile(r"( và )[^\W\d]+ [^\W\d]+")
_LISTED = re.compile(r", [^\W\d]+(?: [^\W\d]+){0,3} và (?=\w)")
"""Fields of one office: "Phòng Chính trị, tư tưởng và Công tác học sinh"."""


_OF_PLACE = re.compile(
    r" (?:ấp|thôn|bản|khóm|buôn|khu|tuyến|cấp|vùng|đoàn|toàn|trường|chợ|khoa|đội|tổ)(?!\w)"
)


_TELLS_WHO = re.compile(
    r" (?:cứu hộ|bảo vệ|vận hành|thu gom|tuần tra|giao hàng|bán hàng|giám sát|phục vụ|chăm sóc"
    r"|xét nghiệm|thiết kế|thi công|tư vấn)(?!\w)"
)
"""What somebody is for, before what he does: "nhân viên cứu hộ | trực đủ giờ"."""
_MORE = 45
"""Letters that a name may have which its first words do not tell."""
_NO_MORE = frozenset((
    "chủ", "làm", "tái", "phối", "có", "là", "và", "các", "cùng", "không", "căn", "định", "thường",
    "kịp", "khẩn", "nghiêm", "tích", "sớm", "nơi", "nào", "này", "trực", "tự", "đồng", "khi",
    "quyết", "liên", "chịu", "cần", "phải",
))  # fmt: skip
"""Syllables with which no name goes on."""
_COUNTED = re.compile(r" (?:từ|dưới|trên) (?=\d)")
_HAS = re.compile(r" (?:có|chưa có|không có|đã|chưa)(?!\w)(?! thể| trách nhiệm)")
"""What narrows who is named: "nhóm trẻ có từ 7 trẻ | phải đăng ký"."""


def _which_does(low: str, begins: int, at: int, *, unnamed: bool) -> int:
    """Up to where a verb tells who is meant: "đơn vị nhận kinh phí | nộp", "cơ sở nuôi | phải"."""
    if at > begins or not (unnamed or _WHICH_DOES.match(low, at)):
        return 0
    later = _acts_later(low, deed_end(low, at) or at + 4)
    return later if later - at <= _MORE else 0


_WHICH_DOES = re.compile(
    r" (?:nhận|thi công|tư vấn|quản lý|vận hành|sử dụng|cung cấp|khai thác|thuê|sản xuất|kinh doanh"
    r"|nuôi|trồng|bán|mua|vay|làm|thu mua|chế biến|giết mổ)(?!\w)"
)


_PASSIVE = re.compile(r" (?:do|được|bị)(?!\w)")


def _listed_on(plain: Plain, begins: int, at: int) -> int:
    """Where a name ends behind which a comma stands; 0 where who acts does not go on.

    "Ga Huế |, Cảng hàng không …", "Chủ ghe, xuồng | phải".
    """
    low, words = plain.low, first_words()
    if low[at : at + 2] != ", " or "(" in low[begins:at]:
        return 0
    person = words.person.match(low, at + 2)
    if person is not None:
        return at if acts_behind(plain, person.end()) else 0
    if words.first.match(low, at + 2):
        return at if plain.capital(at + 2) else 0
    if low.count(" ", begins, at) > _FEW:
        return 0
    stops = [m.start() for m in _SYLLABLE.finditer(low, at + 2, at + 30)][:_FEW]
    acts = (stop for stop in stops if begins_deed(low, stop) or _MUST.match(low, stop))
    return next(acts, 0) if "," not in low[at + 2 : next(iter(stops), at + 2)] else 0


_FEW = 2
"""Syllables that one of a list in small letters has."""


def _acts_later(low: str, at: int) -> int:
    """Where an act or a duty follows in the clause; 0 where none does."""
    for found in _SYLLABLE.finditer(low, at, at + _LONGEST):
        if low[found.start() - 1] in _MARKS or _PASSIVE.match(low, found.start()):
            return 0
        if low.startswith(" thì ", found.start()):
            return found.start()
        if begins_deed(low, found.start()) or _MUST.match(low, found.start()):
            return found.start()
    return 0


def _inside_name(plain: Plain, at: int) -> int:
    """Where a name goes on whose small word is a verb elsewhere, too; 0 where the act begins.

    "Đoàn Thủy văn lưu động Đất Mũi | đo độ mặn", "Viện Quy hoạch xây dựng thành phố | rà cốt nền".
    """
    low = plain.low
    three = [*islice(_SYLLABLE.finditer(low, at, at + 40), 3)]
    if len(three) < 3 or plain.capital(three[0].end()):
        return 0
    first, _second, behind = three
    if low[first.end() : behind.start()] not in first_words().compounds:
        return 0
    level = _LEVEL.match(low, behind.start())
    if level is not None and begins_deed(low, level.end()):
        return level.end()
    if not plain.capital(behind.end()):
        return 0
    if first_words().first.match(low, behind.end()):
        return 0
    for found in _SYLLABLE.finditer(low, behind.end(), behind.end() + 30):
        if low[found.start() - 1] in _MARKS:
            return 0
        if not plain.capital(found.end()):
            return found.start() if begins_deed(low, found.start()) else 0
    return 0


_LEVEL = re.compile(r" (?:thành phố|tỉnh|xã|phường|cấp xã)(?!\w)")


def cut_name(plain: Plain, start: int, end: int) -> int:
    """Where a name ends into which the first words of an act were read; else its end.

    "Điện lực Mường Tè | kéo điện".
    """
    low = plain.low
    second = low.rfind(" ", start, end)
    first = low.rfind(" ", start, second)
    before = low.rfind(" ", start, first)
    whole = low[first + 1 : end] in first_words().compounds
    if not whole and (_MUST.match(low, second) or deed_end(low, second) > end):
        return second  # half a verb: "Cảng vụ Hàng hải | điều độ"
    if not begins_deed(low, end) and (cut := _act_inside(plain, start, end)):
        return cut
    if before < 0 or low[first + 1 : end] in first_words().compounds:
        return end
    alone = begins_deed(low, second) and not begins_deed(low, first)
    if alone and low[before + 1 : second] in first_words().compounds:
        return second  # "… Bảo vệ thực vật | ghép cải tạo"
    ahead = low.rfind(" ", start, before)
    known = low[ahead + 1 : first] in first_words().compounds
    known = known or low[start:first] in first_words().kinds  # "Trung tâm | biên soạn"
    small = not (plain.capital(first + 1) or plain.capital(second + 1))
    acts = small and (known or plain.capital(before + 1)) and begins_deed(low, first)
    return first if acts else end


def _act_inside(plain: Plain, start: int, end: int) -> int:
    """Where an act begins right behind the last capital of a name of many small words.

    "Trường Đại học Tây Bắc | phân tích đất ở 60 điểm"; 0 where none does.
    """
    low, at, begun = plain.low, end, end
    smalls = 0
    while (at := low.rfind(" ", start, at)) > start and not plain.capital(at + 1):
        smalls += 1
        begun = at
    acts = smalls > _FEW and at > start and begins_deed(low, begun)
    return begun if acts else 0


_MAY = re.compile(r" được (?:tham gia|quyền|phép|sử dụng|chọn)(?!\w)")
_DONE_TO = re.compile(r"(?P<by> (?:được|bị))(?: [^\W\d]+){1,2}")
_MARKS = frozenset(",.;:()")
_NO_VERB = (" độc", " công", " dân", " thành", " thiết")
_SYLLABLE = re.compile(r" (?=\w)")
