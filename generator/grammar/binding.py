"""Figures of a sentence that bind somebody: not ages, volts, telephone numbers, thresholds.

"Thành lập 120 câu lạc bộ" binds whoever says it; "người từ đủ 75 tuổi trở lên", "lưới điện 110kV",
"tổng đài 19001006", "hộ có từ 300 người" say of whom or of what a sentence speaks. A norm is the
same for everybody: "mỗi ca 02 người", "1.100 cây/ha", "theo 03 nhóm đối tượng", "đợt 1".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_deed
from generator.grammar.figures import Figure, figures
from generator.grammar.letters import plain_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

_MEASURES = frozenset(("tuổi", "kv", "kw", "kwh", "v", "w", "hz", "mm", "cm", "cấp", "giờ")) | {
    "h", "phút", "độ", "lít", "sao", "lần",
}  # fmt: skip
_NUMBERED = re.compile(
    r"(?:công suất|dung tích|lưu lượng|mật độ|tốc độ|trọng tải|chiều cao|chiều dài|chiều rộng|khổ"
    r"|nghị quyết|kế hoạch|chỉ thị|kết luận|chương trình|đề án|quyết định|thông báo|công điện"
    r"|quốc lộ|tỉnh lộ|đường|(?<!tổng )(?<!trong )số|luật|tổng đài|điện thoại|đầu số"
    r"|độ tuổi|lớp|khối|trình độ|ban chỉ đạo|tổ công tác) $"
)
_CASE = re.compile(r"^[\W\d]*(?:[a-zđ]\) )?(?:đối với|trường hợp|khi|nếu) [^.;:]*$")
"""Before a share that only says of whom a sentence speaks: "Đối với hộ có nhà hỏng trên 70%: …"."""
_FROM = re.compile(r"(?<!\w)(?:từ|từ đủ|đủ|trên|dưới|hơn|quá|thứ|tròn) $")
_AIMED = re.compile(
    r"(?:(?<!\w)(?:đạt|tăng|giảm|phấn đấu|nâng|thêm|mới)(?: \w+){0,3}|\w:) (?:từ|trên|hơn) $"
)
_OF_RATE = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỷ suất|tỉ lệ|chỉ số|số ca|số vụ)(?!\w)[^.;:,\d]{3,70} (?:dưới|trên|từ) $"
)
"""Before the bound of a rate: "tỷ lệ mắc … dưới 150 ca/100.000 dân"."""
_OFTEN = re.compile(
    r"(?:mỗi|hằng|hàng|một|/ ?)(?:ngày|tuần|tháng|quý|năm)?|\d+ (?:ngày|tuần|tháng|quý) $"
)
_PHONE = 6
"""Digits in a row from which on a number is a telephone's: sums and counts have their points."""
_NEAR = 40


def binding(text: str) -> list[Figure]:
    """The figures of a text that bind; shares of all ("100%") bind everybody alike."""
    low = plain_of(text).low
    return [f for f in figures(text) if binds(f, text, low)]


_ROUNDS = frozenset(("đợt", "lần", "kỳ", "vòng", "phiên", "giai", "bước"))


def is_round(figure: Figure) -> bool:
    """Whether what is counted is held once for all: each who is there has the same rounds."""
    return figure.unit.split(" ")[0] in _ROUNDS


def counts_units(figure: Figure) -> bool:
    """Whether a figure counts units: "12 xã, phường" are the superior's."""
    return figure.unit.split(" ")[0] in ("xã", "phường", "địa", "huyện", "tỉnh", "đặc")


_THINGS = (
    r"(?:trường hợp|vụ(?: việc)?|công trình|hộ|cơ sở|điểm|dự án|hồ sơ|khu|tuyến|đối tượng"
    r"|doanh nghiệp|phương tiện|tàu|lô|thửa|đơn thư|nhà)"
)
_MANY = r"(?:[1-9]\d+|[1-9]\d{0,2}(?:\.\d{3})+)"
_STILL = (
    r"(?:còn (?:tồn|lại|nợ)|tồn (?:đọng|tại)|hiện có|đã (?:phát hiện|thống kê|kiểm kê)|chưa)(?!\w)"
)
_THERE = re.compile(
    rf"(?:đối với|trong số|tổng số) {_MANY} {_THINGS}(?!\w)(?! (?:sau|trở))"
    rf"|\({_MANY} {_THINGS}\)|(?<![\d.,]){_MANY} {_THINGS}(?!\w)[^,;.\d]{{0,50}} {_STILL}"
)


def counts_what_is_there(text: str) -> str:
    """The words that count things there are already, so that no two units have the same; "".

    "kết quả xử lý đối với 197 trường hợp", "công trình vi phạm còn tồn tại (197 công trình)".
    """
    plain = plain_of(text)
    found = _THERE.search(plain.low)
    return plain.said(*found.span()) if found is not None else ""


def counted_together(text: str) -> bool:
    """Whether a text counts what several who do it have together: rounds each of them has."""
    return any(not is_round(figure) for figure in binding(text))


def sums(text: str) -> list[Figure]:
    """The sums of money of a text that somebody has or needs; not rates, fines and thresholds.

    "12.300 triệu đồng" is a sum; "80.000 đồng/tiết", "mức phạt từ 2 triệu đồng", "dự án dưới 5 tỷ
    đồng", "hộ nghèo được hỗ trợ 2 triệu đồng" hold for everybody alike.
    """
    low = plain_of(text).low
    return [f for f in figures(text) if f.money and not _is_rate(f, text, low)]


def _is_rate(figure: Figure, text: str, low: str) -> bool:
    start, end = figure.span
    before = _CLAUSE_START.split(plain_of(text[:start]).low)[-1]
    if _TOGETHER.search(before) is not None:
        return False
    if _got_by_people(before):
        return True
    if (each := _PER.match(low, end - len(figure.per) - 1 if figure.per else end)) is not None:
        return _PERIOD.match(each["one"]) is None
    if _RATES.search(before) is not None or _to_each(before):
        return True
    return _FROM.search(before) is not None and _RAISED.search(before) is None


_PER = re.compile(
    r" ?(?:/ ?|(?:cho |trên |đối với )?(?:mỗi|một|01|1) )(?P<one>[^\W\d]+(?: [^\W\d]+)?)"
)
_GETS = re.compile(
    r"(?<!\w)được (?:xét |tỉnh |thành phố |nhà nước |ngân sách )?(?:tạm ứng|hỗ trợ|vay|cho vay"
    r"|thưởng|khen thưởng|trợ cấp|hưởng|giảm|miễn|cấp|chi trả|nhận|bồi dưỡng)(?!\w)[^;]{0,60}$"
    r"|(?:^|[,:] )(?:nhà nước |tỉnh |thành phố )?(?:hỗ trợ|cho vay|thưởng|trợ cấp)(?!\w)[^;]{0,80}"
    r"(?<!\w)(?:tối đa|không (?:vượt )?quá) $"
)
"""Who gets a sum that the rules of a policy name, up to the sum."""
_UNIT_GETS = re.compile(
    r"(?<!\w)(?:(?<!hợp tác )xã(?! (?:hội|viên))|phường|đặc khu|tỉnh(?= được)|huyện|địa phương|ubnd"
    r"|ủy ban|sở(?= )|cơ quan|phòng|ban quản lý|dự án|kế hoạch|chương trình|đề án"
    r"|(?:mỗi|các) đơn vị)(?!\w)"
)


def _got_by_people(before: str) -> bool:
    """Whether people or enterprises get a sum by a policy, so much for each that asks for it."""
    found = _GETS.search(before)
    who = before[: found.start()] if found is not None else ""
    return found is not None and _UNIT_GETS.search(f"{who} {found[0].split(' ', 2)[-1]}") is None


_PERIOD = re.compile(
    r"(?:năm|giai đoạn|tháng|quý|xã|phường|đặc khu|tỉnh|huyện|đơn vị|địa phương|thôn|bản)(?!\w)"
)
"""What a sum may be for and yet be a sum: a year, a unit."""
_RATES = re.compile(
    r"(?<!\w)(?:mức (?:xử )?(?:phạt|chi|vay|đóng|lương|bồi dưỡng|hỗ trợ|thu|thưởng|trợ cấp)"
    r"|định mức|đơn giá|phạt tiền|xử phạt|tiền lương|thu nhập bình quân|giá bán"
    r"|lệ phí)(?!\w)[^.;]{0,60}$"
)
_TOGETHER = re.compile(
    r"(?<!\w)tổng (?:mức(?! đầu tư)|kinh phí|số tiền|vốn(?! đầu tư)|dự toán|cộng|chi)(?!\w)"
    r"[^,.;:]{0,40}$"
)
"""All that is spent is a sum also where it is a ceiling: "tổng mức không quá 21 tỷ đồng"."""
_RAISED = re.compile(
    r"(?<!\w)(?:huy động|thu|đạt|tăng|bố trí|phân bổ|giao|vận động|quyên góp|giải ngân|dành|hỗ trợ"
    r"|chi|cho vay|đầu tư|cấp|bổ sung)(?!\w)[^.;]{0,50}$"
)
_CLAUSE_START = re.compile(r"[.;] ")


def binds(figure: Figure, text: str, low: str) -> bool:
    """Whether a figure of `text` binds; `low` is the text in plain small letters."""
    if not figure.money and _is_norm(figure, text, low):
        return False
    if figure.money:
        told = _AIMS.search(plain_of(text[: figure.span.start]).low) is not None
        return told or not _is_rate(figure, text, low)
    if figure.unit == "%":
        before, colon, _rest = low[figure.span.end :].partition(":")
        of_case = bool(colon) and not re.search(r"[.;]", before)
        of_case = of_case and _CASE.match(low[: figure.span.start]) is not None
        shared = _COVERS.search(plain_of(text[: figure.span.start]).low)
        return figure.value < 100 and not shared and not of_case
    at = figure.span.start
    before = plain_of(text[:at]).low
    word = figure.unit.split(" ")[0]
    if word in _MEASURES or _NUMBERED.search(before):
        return False
    if len(re.match(r"\d*", text[at:])[0]) >= _PHONE:  # type: ignore[index]
        return False
    if word == "lần" and _OFTEN.search(low[max(0, at - _NEAR) : at + _NEAR]):
        return False
    if figure.upper is not None and before.endswith("từ "):
        return True  # "từ 01 - 02 tổ hợp tác": how many, and no threshold
    aimed = _AIMED.search(before) or _OF_RATE.search(before)
    return _FROM.search(before) is None or aimed is not None


def _is_norm(figure: Figure, text: str, low: str) -> bool:
    """Whether a figure says how much of something each has or takes, not how much is to be done."""
    before = plain_of(text[: figure.span.start]).low
    clause = _STOP.split(before)[-1] + _STOP.split(low[figure.span.start :], maxsplit=1)[0]
    if figure.unit == "%":
        return False
    word = figure.unit.split(" ")[0]
    if word in _NO_NOUN or _IN_QUOTES.search(before):
        return True
    if word in _SORTS and _SORTED.search(before):
        return True
    if figure.per and figure.per not in _PERIODS and not _AIMS.search(before):
        return True
    if word in _LENGTHS and _APART.search(before):
        return True
    return _FOR_EACH.search(clause) is not None or _to_each(before)


def _to_each(before: str) -> bool:
    """Whether the words before a figure say what each person or household has, gets or does."""
    told = "mỗi " in before or "từng " in before
    return told and _TO_EACH.search(before) is not None


def same_everywhere(figure: Figure, text: str, aims: bool = False) -> bool:
    """Whether a figure holds in each place as it stands: rounds of a rhythm, a legal majority.

    "Mỗi năm tổ chức 02 đợt ra quân", "02 đợt: đợt 1 từ ngày …", "đồng thuận từ 70% số hộ".
    `aims`: the text is one of the aims of a whole, and its least share that of all together; but
    of herds as large a share has to be vaccinated in each place.
    """
    low = plain_of(text).low
    if figure.unit == "%":
        before = _CLAUSE_START.split(plain_of(text[: figure.span.start]).low)[-1]
        good = _AGREE.search(low) is not None or _STANDARD.search(before) is not None
        herds = low[figure.span.end :].lstrip().startswith(("đàn", "tổng đàn"))
        return good or ((herds or not aims) and _is_floor_of_people(figure, text))
    if figure.compare == ">=" and figure.value <= _FEW_ROUNDS and _OF_COMMUNE.search(low):
        return True
    few = figure.unit.split(" ")[0] in _ROUNDS and figure.value <= _FEW_ROUNDS
    return few and _RHYTHM.search(low) is not None


def _is_floor_of_people(figure: Figure, text: str) -> bool:
    """Whether a figure is the least share of the people, households, herds of wherever it is said.

    "Ít nhất 90% người cao tuổi được khám" asks as much of each place; a share of an area, of
    offices, a fall, a rise is the whole's, and so is what is said of "toàn tỉnh".
    """
    low = plain_of(text).low
    if figure.unit != "%" or figure.compare not in (">=", ">") or _OF_WHOLE.search(low):
        return False
    at = plain_of(text[: figure.span.start]).low
    behind = plain_of(text[figure.span.start :]).low.partition("%")[2]
    return _CHANGES.search(at) is None and _PEOPLE.match(behind) is not None


_OF_COMMUNE = re.compile(r"(?<!\w)chủ tịch (?:ubnd|ủy ban nhân dân) cấp xã(?!\w)")
"""Whose office each commune has once: "ít nhất 02 cuộc đối thoại giữa Chủ tịch UBND cấp xã …"."""
_OF_WHOLE = re.compile(
    r"(?<!\w)(?:(?:toàn|cả|của|trong) (?:tỉnh|thành phố|quốc|nước)|bình quân|trong đó"
    r"|(?:số|các) (?:xã|phường|đặc khu|huyện|tỉnh))(?!\w)"
)
_CHANGES = re.compile(r"(?<!\w)(?:tăng|giảm|hạ|nghèo|tử vong|mắc)(?!\w)[^.;]{0,60}$")
_PEOPLE = re.compile(
    r" (?:tổng )?(?:số )?(?:người|hộ|trẻ|học sinh|phụ nữ|thanh niên|thanh thiếu niên|đoàn viên"
    r"|hội viên|cư dân|đàn)(?!\w)"
)
_STANDARD = re.compile(
    r"(?<!\w)(?:sai lệch|sai sót|sai số|trùng lặp|đúng hạn|trước hạn|trễ hạn|quá hạn|hài lòng)"
    r"(?!\w)[^.;,]{0,70}$"
)
"""Before a share by which good work is known wherever it is done: "sai lệch không quá 0,5%"."""
_AGREE = re.compile(r"(?<!\w)(?:đồng thuận|tán thành|đồng ý|nhất trí|biểu quyết)(?!\w)")
_ROUNDS = frozenset(("đợt", "lần", "kỳ", "vòng"))
_FEW_ROUNDS = 12
_RHYTHM = re.compile(
    r"(?<!\w)(?:mỗi|hằng|hàng) (?:năm|quý|tháng|tuần|vụ)(?!\w)"
    r"|(?<!\w)(?:đợt|lần|kỳ|vòng) (?:1|i)(?!\w)"
)
_COVERS = re.compile(
    r"(?<!\w)(?:hỗ trợ|miễn|giảm giá|trợ giá|miễn giảm|bồi thường|chiết khấu|thu|hoàn trả"
    r"|hoàn lại|thanh toán|đối ứng|cấp bù)"
    r"(?: (?:tối đa|không quá|đến|bằng|thêm))* $"
)
"""Before the share that a rule pays of a price: the same for everybody."""
_STOP = re.compile(r"[.;:,] ")
_NO_NOUN = frozenset(
    ("từ", "đến", "và", "trước", "tại", "ở", "không", "có", "là", "vào", "sau", "thì")
)
_IN_QUOTES = re.compile(r"[“\"'‘]$")
_SORTS = frozenset((
    "nhóm", "mức", "bước", "loại", "hình", "phương", "nguyên", "khâu", "trụ", "nội", "tiêu",
    "trường", "giai", "cấp", "hướng", "mặt", "lĩnh", "chế", "yếu",
))  # fmt: skip
_SORTED = re.compile(
    r"(?<!\w)(?:theo|gồm|thành|trong|thuộc|chia|phân|vào|cả|đủ|đúng|bảo đảm|với)(?: các| đủ| cả)? $"
)
"""Before a number of sorts, steps, principles: they are counted, nobody has to make them."""
_PERIODS = frozenset(("năm", "tháng", "quý"))
_AIMS = re.compile(r"(?<!\w)(?:đạt|phấn đấu|tăng|giảm|nâng|bình quân)(?!\w)[^.;]{0,30}$")
_FOR_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng|một) (?!xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố|địa phương|đơn vị"
    r"|năm|tháng|quý|tuần|ngày|vụ|số|phần|cơ quan)[^\W\d]+"
)
"""Of what each has so much: "mỗi điểm", "từng ca"."""

_LENGTHS = frozenset(("mét", "m", "km"))
_APART = re.compile(
    r"(?<!\w)(?<!mở )(?<!kéo )(?<!nâng )(?<!đào )(?:cách|bán kính|phạm vi|sâu|cao|rộng|dài|dày)"
    r"(?!\w)[^.;\d]{0,40}$"
)
"""Before a length that says where or how something is: "cách khu dân cư tối thiểu 500 mét"."""
_TO_EACH = re.compile(
    r"(?<!\w)(?:mỗi|từng) (?!xã|phường|đặc khu|thị trấn|huyện|tỉnh|thành phố|địa phương|đơn vị"
    r"|năm|tháng|quý|tuần|ngày|vụ|số|phần|cơ quan|đợt)[^\W\d]+(?!\w)"
    r"(?:[^.;:\d]{0,60}| [^.;:\d]{0,30}\d+[^.;:,\d]{0,30}, )$"
)
"""What each person or household has, gets or does: "mỗi cán bộ, công chức … 05 người dân", and
the next of a list: "mỗi hộ trang bị 01 bình, 01 búa"."""

CLAUSE = re.compile(r"(?<=[.;]) +")
"""Where one clause of a text ends and the next begins."""


_OF_EACH = re.compile(
    r"(?<!\w)(?:100 ?% (?:số )?(?:các )?|(?:mỗi|từng|mọi|các) )(?:xã|phường|đặc khu|thị trấn"
    r"|địa phương|đơn vị|huyện|tỉnh|thôn|bản|tổ dân phố|cơ quan)(?!\w)"
    r"|(?<!\w)(?:xã|phường|địa phương|đơn vị|nơi|thôn|bản) nào(?!\w)"
)
_WHOSE = ("của ", "thuộc ")


def holds_for_each(low: str, found: Sequence[Figure]) -> bool:
    """Whether figures of a clause in small letters are those of each of several alike.

    What is counted of a thing "của các huyện, xã" is what all of them have of it together; a part
    in a hundred is each one's.
    """
    counted = any(figure.unit != "%" for figure in found)
    return any(
        not (counted and one[0].startswith("các ") and low.endswith(_WHOSE, 0, one.start()))
        for one in _OF_EACH.finditer(low)
    )


_EACH_FIRST = re.compile(
    r"[^\w]*(?:(?:(?:hằng|hàng) năm|đến năm \d{4}),? )?"
    r"(?:100 ?% (?:số )?(?:các )?|mỗi |từng )(?:xã|phường|đặc khu)(?!\w)"
)
_BEHIND = re.compile(r"(?P<next>; )|(?: và |, )(?=[^\W\d])")
_MANY_THINGS = 10
"""From how many on things are rather those of all units together than of each."""


def counted_behind_each(text: str) -> str:
    """What a text counts of all together behind what each has: "mỗi xã có 01 tổ; đóng 12 bãi"."""
    low = plain_of(text).low
    if _EACH_FIRST.match(low) is None:
        return ""
    borders = [*_BEHIND.finditer(text)]
    ends = [border.start() for border in borders[1:]] + [len(text)]
    for border, end in zip(borders, ends, strict=False):
        clause = text[border.end() : end]
        if not (border["next"] or begins_deed(f" {plain_of(clause).low}", 0)):
            continue
        for figure in binding(clause):
            many = figure.unit != "%" and not figure.money and figure.value >= _MANY_THINGS
            if many and not same_everywhere(figure, clause):
                return clause.strip(" .")
    return ""
