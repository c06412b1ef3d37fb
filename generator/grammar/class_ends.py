"""Where what a class of units is or has ends: "các xã có cầu treo dân sinh | cắm biển …".

A class tells a fact: a thing, with its measure. It ends before the first verb of what the units
have to do, before a time ("trước ngày …", "hằng quý"), a bound of work ("ít nhất 01 điểm"), a
thing told of each ("mỗi chợ …"). A verb is still of the class where it says what a thing of it is
for ("cơ sở giết mổ"), what somebody does with it ("do xã quản lý") or what became of it ("đang
thi công"), and another verb follows. The words are data: dong-tu.toml.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from generator.grammar.data import read_data
from generator.grammar.first_words import UNIT, first_words
from generator.grammar.phrases import any_of
from generator.text import patterns as re


class ClassEnd(NamedTuple):
    """Where a class ends."""

    at: int
    """The blank or mark behind its last word."""
    verb: bool
    """Whether what the units have to do begins there."""


PLACE = (
    r"(?:(?:cuối|đầu) (?:kênh|nguồn|tuyến)|hạ du|thượng nguồn|biên giới|hải đảo|đầm phá"
    r"|cửa (?:sông|biển|lạch|khẩu)"
    r"|ven (?:biển|sông|suối|hồ|đô|đê|rừng)|miền núi(?: cao)?|bãi ngang|trọng điểm"
    r"|(?:đặc biệt |còn )?khó khăn"
    r"|(?:khu vực )?(?:nội (?:thành|đô|thị)|ngoại (?:thành|thị|ô)|trung du)|đồng bằng"
    r"|khu vực (?:trung tâm|đô thị|nông thôn|đồng bằng|miền núi|ven biển|ven sông|biên giới)"
    r"|nội (?:địa|đồng)|vùng \w+"
    r"|trung tâm(?! (?:văn|y|phục|dịch|hành|giáo|học|thương|của|chính|khuyến|xúc|điều|hội|thể|kiểm"
    r"|bảo|công|phát|quản|huyện|tỉnh|xã|phường|cụm|dạy|nuôi|chuyển|kỹ|giống|đào|hỗ|khu)(?!\w)))"
)
"""Kinds of places."""
_PLACES = re.compile(rf" {PLACE}(?:(?:, | và ){PLACE})*(?!\w)")
_STOP = re.compile(r"[;:()](?!\d)|\.(?!\d)|$")
_HARD = re.compile(
    r" (?:trước|đến|trong|vào|từ|sau|chậm nhất(?: là)?|xong) (?:trước )?"
    r"(?:ngày|hết|tháng|quý|(?<!từ )năm|mùa)(?!\w)| (?:trước|đến|từ) \d{1,2}/\d"
    r"| trong(?= (?:dự toán|phạm vi)(?!\w))"
    r"| (?:hằng|hàng|mỗi|từng|định kỳ|thường xuyên|để|nhằm|căn cứ|thì|chịu"
    r"|trên địa bàn|trên cơ sở)(?!\w)| (?:ít nhất|tối thiểu|thêm) \d(?![^,;:.]* trở (?:lên|xuống))"
    r"|(?<= trở lên)(?= (?!và|hoặc|của|tại|trên|ở|thuộc|trong|nằm|có))"
    r"|(?<= trở xuống)(?= (?!và|hoặc|của|tại|trên|ở|thuộc|trong|nằm|có))"
    r"| (?:và|nhận)(?= (?:và|các|ủy ban|sở|công an)(?!\w))"
)
"""What no class goes on behind."""
_STATES = re.compile(r" (?:có|đạt|là) (?:ít nhất |tối thiểu )?\d")
"""What units of a class are to have: "xã có trên 10.000 dân | có 02 sân"."""
_ALSO = re.compile(rf"(?:,| và| hoặc) (?:(?:các|những) )?(?:{UNIT}|địa phương|nơi) "
                   rf"(?=(?:có|chưa có|không có|thuộc|nằm|giáp|ven|{PLACE})(?!\w))")  # fmt: skip
"""One more class: "các xã ven biển, các xã có bến tàu"."""
_NO_THING = re.compile(
    r"(?:,| và) (?:nơi|khi|nếu|trong|trước|sau|từ|đến|để|nhằm|theo|cần|ngoài|bên cạnh|hằng|hàng"
    r"|mỗi|định kỳ|chậm|xong|đồng thời|thì|được|không|trường hợp|riêng|việc|phải|còn|khẩn|bằng|các"
    r"|ủy ban|sở|công an|ban|phòng|xã|phường|đặc khu|thị trấn)(?!\w)"
)
"""Behind a comma: no second thing that the class has."""
_LETS = re.compile(r" cho (?:thuê|vay|mượn)(?!\w)")
"""What a place does for a living, one word of two: "có từ 300 cơ sở cho thuê trọ"."""
_MEASURED = re.compile(r" có (?:từ|trên|hơn|dưới) \d[^,;:.()]{0,70}? trở (?:lên|xuống)(?!\w)")
"""How much of a thing a class has, said around it: "từ 40 ki ốt cho thuê bán hàng trở lên"."""
_JOINT = re.compile(r", | và ")
_SIZES = re.compile(r" và (?:nhỏ|vừa|lớn|cao|thấp|sâu|xa|dài|rộng|trung bình)(?!\w)")
"""Of one thing: "doanh nghiệp nhỏ và vừa"."""
_BECAME = re.compile(r" (?:được|bị|đã|đang|chưa|phải|không|đều|do|của|chuyên|để|cần)$")
"""Before a verb that tells what became of a thing."""
_BY_WHOM = re.compile(
    r" do (?:(?:ubnd|ủy ban nhân dân|các|cấp) )*(?:xã|phường|đặc khu|địa phương|tỉnh|thành phố"
    r"|cộng đồng|hợp tác xã|(?:doanh|nông) nghiệp|công ty|người dân|tư nhân|cá nhân|nhà nước"
    r"|trung ương|hộ(?: dân| gia đình)?|thôn|bản|dân)$"
)
"""What somebody does with the thing that a class has: "có hồ chứa do xã quản lý"."""
_AMOUNT = re.compile(
    r"(?: [^\W\d]+){0,3} (?:từ|trên|dưới|hơn|không quá) \d[\d.,]* ?(?:%|[^\W\d]+)"
    r"(?: [^\W\d]+)??(?: trở (?:lên|xuống))?(?= )"
)
"""How much of it a class has: "có vùng trồng tập trung từ 50 ha trở lên"."""
_SYLLABLE = re.compile(r" [^\W\d_]+")
_TWO = re.compile(r" ([^\W\d_]+ [^\W\d_]+)")
_LAST = re.compile(r" [^\W_]+$")


def class_end(low: str, start: int) -> ClassEnd:
    """Where a class ends that begins at a blank of a text in small letters: " có chợ đêm lập …".

    A word that forbids, bids or says how is of the verb behind it: "ven đầm | không để … xả thải".
    """
    end = _ends(low, start)
    bids = _BIDS.search(low, start + 1, end.at)
    if bids is None or end.at >= len(low) or not low.startswith(" ", end.at):
        return end
    return ClassEnd(bids.start(), verb=True)


_BIDS = re.compile(
    r"(?: (?:không được|chưa được|không|chưa|phải|cần|đều|ưu tiên|chủ động|khẩn trương|kịp thời"
    r"|thường xuyên|tự|chú trọng|quan tâm))+$"
)


_BID_NEXT = re.compile(
    r" (?:không được|không(?! (?:có|còn|đạt|thuộc))|phải|cần|đều|lãnh đạo|chú trọng)(?!\w)"
)
"""What the units of a place are bidden or forbidden: "biên giới | không để thôn, bản nào …"."""


def bidden(low: str, start: int, end: int) -> bool:
    """Whether the units of a class are bidden or forbidden something between two places."""
    return _BID_NEXT.search(low, start, end) is not None


def _ends(low: str, start: int) -> ClassEnd:
    stop = _stop(low, start)
    at = _head_end(low, start)
    if (place := _PLACES.match(low, start)) is not None:
        if _verb_at(low, place.end()) is not None or _BID_NEXT.match(low, place.end()):
            return ClassEnd(place.end(), verb=True)
        at = place.end()
    if (measured := _MEASURED.match(low, start)) is not None:
        at = max(at, measured.end())
    while at < stop:
        if _STATES.match(low, at):
            return ClassEnd(at, verb=True)
        hard = _HARD.match(low, at)
        if hard is not None:
            comma = low.find(", ", at, stop)
            return ClassEnd(at, _later(low, at, comma if comma >= 0 else stop))
        if (joint := _JOINT.match(low, at)) is not None:
            if (ends := _ends_at(low, joint.end() - 1, at, stop)) is not None:
                return ends
            at = joint.end()
        elif (trade := _LETS.match(low, at)) is not None:
            at = trade.end()
            continue
        elif (verb := _verb_at(low, at)) is not None:
            if not _is_theirs(low, at, verb, stop):
                return ClassEnd(at, verb=True)
            at = verb.end()  # "đăng ký" is one word: no "ký" begins in it
            continue
        elif low.startswith(",", at) and not low[at + 1 : at + 2].isdigit():
            return ClassEnd(at, verb=False)
        step = re.compile(r" ?[^\s,]*").match(low, at)
        at = max(step.end() if step is not None else at + 1, at + 1)
    return ClassEnd(stop, verb=False)


def _stop(low: str, start: int) -> int:
    found = _STOP.search(low, start)
    return found.start() if found is not None else len(low)


_HEAD = re.compile(
    r" (?:(?:đã|chưa|đang|còn|không|được|bị|trực tiếp|có|nơi|thuộc|nằm|giáp|ven|vùng|đạt|trong|trên"
    r"|dưới|từ|là|tổ chức|diện)(?!\w) ?)+"
)


_LIGHT = re.compile(r"hoàn thành|thực hiện|triển khai|tiến hành")
"""Verbs of what is done: a verb behind one is its object, and no work of the class."""


def _head_end(low: str, start: int) -> int:
    """Behind the first syllable of what a class has: no verb of work can begin before."""
    head = _HEAD.match(low, start)
    at = head.end() - 1 if head is not None and low[head.end() - 1] == " " else start
    verb = _verbs().match(low, at) if head is not None else None
    if verb is not None:
        done = _verb_at(low, verb.end()) if _LIGHT.fullmatch(verb[0].strip()) else None
        return verb.end() if done is None else done.end()
    step = re.compile(r" [^\s,;:.()]+").match(low, at)
    return step.end() if step is not None else at + 1


def _ends_at(low: str, at: int, joint: int, stop: int) -> ClassEnd | None:
    """Whether the class ends at a comma or "và"; None where a further thing of it follows."""
    if _ALSO.match(low, joint) or _SIZES.match(low, joint):
        return None
    if (verb := _verb_at(low, at)) is not None:
        comma = low.find(", ", verb.end(), stop)
        lives = verb[0].strip() in _PRODUCED and _LIVES.search(low, 0, joint) is not None
        if lives and _later(low, verb.end(), comma if comma >= 0 else stop):
            return None  # "có hoạt động nuôi trồng, khai thác thủy sản | tăng cường …"
        return ClassEnd(joint, verb=bool(verb))
    if _NO_THING.match(low, joint) or re.compile(r" \d").match(low, at):
        return ClassEnd(joint, verb=False)
    listed = low.startswith(":", stop)  # a colon parts what they have from what they do
    return None if listed or _later(low, at + 1, stop) else ClassEnd(joint, verb=False)


def _later(low: str, at: int, stop: int) -> bool:
    """Whether a verb of work begins behind a place, before the clause ends."""
    return any(
        _verb_at(low, gap.start()) is not None and not _BECAME.search(low, 0, gap.start())
        for gap in _SYLLABLE.finditer(low, at, stop)
    )


def _verb_at(low: str, at: int) -> re.Match[str] | None:
    """A verb of work at a blank; none where its first syllable begins or ends another word."""
    found = _verbs().match(low, at)
    if found is None:
        return None
    before = _LAST.search(low, max(0, at - 12), at)
    one = " " not in found[0].strip()
    if one and before is not None and f"{before[0]}{found[0]}".strip() in _no_verbs():
        return None
    two = _TWO.match(low, at)
    if not one:
        return found
    if found[0] in _MUST:
        return found
    if low.startswith(_NO_OBJECT, found.end()) or _verb_at(low, found.end()) is not None:
        return None  # the second syllable of a noun: "vườn ươm | ký quy chế"
    words = first_words()
    noun = two is not None and (two[1] in words.nouns or two[1] in _no_verbs())
    return None if noun else found


def _is_theirs(low: str, at: int, verb: re.Match[str], stop: int) -> bool:
    """Whether a verb still tells of the class: "tỷ lệ giải ngân", "học viên đăng ký tổ chức"."""
    if verb[0].strip().startswith("tổng "):
        return False
    if _BY_WHOM.search(low, 0, at) is not None or low.endswith(_LISTS, 0, at):
        return True
    if (amount := _AMOUNT.match(low, verb.end())) is not None:
        return _later(low, amount.end(), stop)
    if not _later(low, verb.end(), stop):
        return False
    if low.endswith(" làng nghề", 0, at):
        return False
    if verb[0] in _BIDDEN and _AS_TOLD.search(low, 0, at) is not None:
        return False
    office = verb[0].strip() in read_data("dong-tu.toml")["chi_co_quan"]
    if _BECAME.search(low, 0, at) is not None or low.endswith(_nouns(office=office), 0, at):
        return True
    if verb[0].strip() in _PRODUCED and _PRODUCES.search(low, 0, at) is not None:
        return True  # "vùng trồng dâu nuôi tằm", "có thủy sản nuôi lồng bè hướng dẫn …"
    if verb[0] == " tập trung":
        return re.compile(_MADE).search(low, 0, at) is not None
    narrow = verb[0].strip() in first_words().verbs
    return narrow and _verbs().match(low, verb.end()) is not None


_BIDDEN = (" phải", " cần")
_AS_TOLD = re.compile(r" (?:theo|được) (?:kế hoạch|quy định|chỉ tiêu|yêu cầu|tiến độ|giao)$")
"""Ends what a class has: "chưa đạt khối lượng nạo vét theo kế hoạch | phải hoàn thành"."""
_LISTS = (" danh sách", " danh mục")
"""A list is of those to whom something is done: "danh sách kiểm tra trực tiếp"."""
_MUST = (" phải", " cần", " ngừng", " dừng", " cấm")
_NO_OBJECT = (
    ",",
    ".",
    ";",
    " trong ",
    " từ ",
    " trên ",
    " và ",
    " có ",
    " của ",
    " được ",
    " do ",
    " là ",
)
"""Behind a verb of one syllable: nothing that it is done to."""
_PRODUCED = ("nuôi", "trồng", "khai thác", "chế biến", "sản xuất", "ươm", "khoan")
_PRODUCES = re.compile(
    rf" (?:{'|'.join(_PRODUCED)}) [^\W\d]+$| (?:thủy sản|gia súc|gia cầm|vật|động vật|cây)$"
)
_LIVES = re.compile(
    rf" (?:hoạt động|nghề|cơ sở|hộ|vùng|khu vực|dự án) (?:{'|'.join(_PRODUCED)})"
    r"(?: [^\W\d]+){0,4}$"
)
"""What a class lives by, of which there may be more behind a comma."""
_MADE = (
    r" (?:cấp nước|nuôi [^\W\d]+|trồng [^\W\d]+|sản xuất|chăn nuôi|giết mổ"
    r"|xử lý(?: [^\W\d]+(?: thải)?)?)$"
)
"""What is done at one place for all: "công trình cấp nước tập trung"."""


@cache
def _nouns(*, office: bool) -> tuple[str, ...]:
    """Nouns behind which a verb tells what they are for; `office`: one that only offices do."""
    data = read_data("dong-tu.toml")
    return tuple(f" {noun}" for noun in data["sau_viec" if office else "sau_danh_tu"])


@cache
def _no_verbs() -> frozenset[str]:
    return frozenset(read_data("dong-tu.toml")["khong_mo_dau"])


@cache
def _verbs() -> re.Pattern[str]:
    """A verb with which what a class of units has to do may begin."""
    data, words = read_data("dong-tu.toml"), first_words()
    verbs = {
        *data["mo_dau"], *data["mo_dau_khac"], *data["lam"], *data["sau_dien"], *words.verbs,
        *words.lone_verbs,
    }  # fmt: skip
    return re.compile(rf" {any_of(verbs - {'theo', 'tạo', 'tính', 'bắc', 'để'})}(?!\w)")
