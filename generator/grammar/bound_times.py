"""Whether a time in running text binds somebody, or only names a document, a past, a thing."""

from __future__ import annotations

from generator.grammar.act_verbs import begins_act
from generator.text import patterns as re

_AT_HEAD = re.compile(r"(?:^|[,;:.(] ?|(?:báo cáo|thực hiện|tổ chức|tiến hành) )[*\s]*$")
"""Where "thường xuyên", "hằng năm" say when, and not of what kind a thing is."""
SINCE = re.compile(r"(?<!\w)từ $")
AFTER = re.compile(r"(?<!\w)sau $")
_SINCE_LAW = re.compile(
    r"(?:hiệu lực|áp dụng|thi hành|bãi bỏ|hình thành|tính|thành lập"
    r"|phát sinh|xảy ra|vi phạm|lấn chiếm|đã có)(?: kể)? từ $"
)
"""Since when a law or an event counts: nobody has to begin anything then."""
_AT_END = re.compile(
    r"\W*(?:$|[.;,)]|(?:và )?(?:báo cáo|gửi|để|theo|trong (?:thời gian|suốt|đợt|mùa))(?!\w))"
)
_SHOWN = re.compile(r" (?:trên|tại) (?:trang|cổng|hệ thống|cơ sở dữ liệu|bảng|đài|loa|nhóm)(?!\w)")
_OF_THING = re.compile(
    r"(?:kế hoạch|dự toán|ngân sách|công tác|nhiệm vụ|chỉ tiêu|chương trình|danh mục|biên chế"
    r"|tăng|giảm|báo cáo|hồ sơ|cơ quan|bình quân|trung bình|diễn ra|phát động|tổ chức) $"
)
"""What comes every year by its nature: "kế hoạch hằng năm" sets no time."""


_NO_TIME = (" học", " tuổi", " lương")
"""What follows "mỗi năm", "mỗi tháng" and makes another word of it: "mỗi năm học"."""


AND_ANOTHER = re.compile(
    r"(?<!\w)(?P<by>trước|chậm nhất|muộn nhất) (?:là )?(?:vào )?(?:ngày )?"
    r"\d{1,2}(?:/| tháng )\d{1,2}(?:(?:/| năm )\d{4})?(?: và|,)(?: trước)?(?: ngày)? ?$"
)
"""A second day after one that binds: "trước ngày 10/6 và ngày 05/12/2026"."""
_ALWAYS = re.compile(
    r"(?<!\w)(?:trực|sẵn sàng|cơ động|thường trực|trực ban|ứng trực|canh|gác"
    r"|canh gác|canh phòng|túc trực|tuần tra|mở cửa|hoạt động|phục vụ|vận hành"
    r"|giám sát|bảo vệ|tiếp nhận)(?: [^\W\d]+){0,6},? $"
)
"""Before "24/24 giờ": somebody stands ready all day."""
_SENT = re.compile(
    r"(?<!\w)(?:báo cáo|gửi|thông báo|cập nhật|tổng hợp|cung cấp|chuyển|nộp|xong|hoàn thành"
    r"|thực hiện|công bố|bàn giao|phát (?:bản )?tin)(?!\w)[^.;]*$"
)
"""What is done each day by an hour; "mở cửa đến 23 giờ hằng ngày" is how a place is kept."""
_ROUNDS = re.compile(
    r"(?<!\w)(?:đợt|vòng|lần|kỳ)(?: (?:\d+|một|hai|ba|bốn|i{1,3}|thứ \w+))?(?::|,| vào| là)? "
    r"(?:(?:ngày )?\d{1,2}/\d{1,2}(?:/\d{4})?(?:,| và) )*(?:ngày )?$"
)
"""Before the days of rounds: "hai đợt: 15/9 và 30/9/2026", "vòng một ngày 14/3"."""
_NTH = re.compile(r"(?:đợt|vòng|kỳ|lần) (?:\d+|một|hai|ba|thứ \w+):? $")
"""Before a month of one of several times: "đợt 1 tháng 3, đợt 2 tháng 8/2026"."""
_HELD = re.compile(
    r"(?:công bố|họp|giao ban|hội nghị|diễn tập|tọa đàm|ra quân"
    r"|phát động|khai mạc|bế mạc|bốc thăm|tổng duyệt|sơ duyệt|chung kết|trao giải|ra mắt"
    r"|chạy thử|vận hành thử|giao quân|khởi công|khánh thành|thông xe|thông tuyến|hợp long"
    r"|dịp)(?:,? [^\W\d]+){0,4},?"
    r" (?:vào )?(?:(?:lúc )?\d{1,2} (?:giờ|h)(?: \d{2})?,? )?(?:ngày )?$"
)
"""An act of one day: it is done on that day."""


_TERM = re.compile(
    r"(?<!\w)(?:thời hạn|thời gian|hạn|tiến độ)(?: [^\W\d]+){0,2} ?(?:: ?|là )(?:ngày )?$"
)
"""Before a bare day: "Thời hạn hoàn thành: ngày 30/11/2026"."""
_LAST_TERM = re.compile(r"(?<!\w)hạn (?:cuối|chót)(?: cùng)? ?:? ?(?:là )?(?:ngày )?$")
"""Such as "…, hạn cuối 20/8"."""
_ANOTHER_KIND = re.compile(
    r"\d(?:/| tháng )\d[\d/]* \((?:đối với|với|cho) [^()]{2,40}\)[,;]? (?:và )?(?:ngày )?$"
)
"""Before the day of another kind: "30/6/2027 (đối với xã), 31/7/2027 (đối với phường)"."""
_AT_CLAUSE = re.compile(r"(?:^|[;.:] |, )$")
_DONE_THEN = re.compile(
    r",? (?:báo cáo|gửi|trình|tổ chức|họp|hoàn thành|bàn giao|công bố|khai mạc|ra quân)(?!\w)"
)
"""Behind a day at the head of a clause: "…; ngày 12/5/2026 báo cáo kết quả"."""
_SUMMED_UP = re.compile(
    r"(?:sơ kết|tổng kết|sơ, tổng kết)(?: (?!kế hoạch|công tác)[^\W\d]+){0,3} $"
)
"""Before a bare year: "sơ kết năm 2028, tổng kết năm 2030"."""
_NO_WORK = re.compile(r"(?:tái diễn|vi phạm|tái phạm|chậm|quá|trên|từ|đến) (?:từ )?$")
"""Before a number of times that is a fault, and no work: "tái diễn 02 lần trong năm"."""


_BY_CALENDAR = ("date", "month", "quarter", "half", "year")
_CASE_HEAD = re.compile(
    r"(?<!\w)(?:nếu|trường hợp|khi)(?: [^\W\d]+){0,5}? (?:đến|sau|quá|hết|từ) "
    r"(?:hết |thời điểm |hạn )?(?:ngày |tháng |quý |năm )?[\divx][^,.;:]*$"
)
"""The head of a case: "nếu đến ngày …", "trường hợp sau ngày …"."""
_IS_LEFT = re.compile(r"[^.;:,]*? (?:mà|chưa|không|vẫn|còn|để)(?!\w)")
_THING_FROM = re.compile(
    r"(?<!\w)(?:(?:tồn đọng|tồn tại|có) từ|(?:phát sinh|hình thành|xảy ra)(?: từ)?"
    r"|(?:người|trẻ|trẻ em|công dân|nam|nữ|nhân khẩu)(?: [^\W\d]+){0,3} sinh) $"
)
"""Before "trước ngày …" that tells how old a thing is: "nợ phát sinh từ trước ngày …"."""


def _of_a_case(low: str, begun: int, end: int) -> bool:
    """Whether a day is that of a case, or of a thing, and nobody's last day.

    "Nếu đến ngày 30/9 dự án chưa xong …", "người sinh trước năm 1950".
    """
    before = low[max(0, begun - 60) : begun]
    if low.startswith(("trước ", "sau "), begun) and _THING_FROM.search(before):
        return True
    if before.endswith("tính ") and low.startswith("đến ", begun):
        return True  # "số liệu tính đến ngày 31/12"
    head = _CASE_HEAD.search(before + low[begun:end])
    return head is not None and _IS_LEFT.match(low, end) is not None


_BY = re.compile(
    r"trước|nhất|hơn|đến|hết|hoàn thành|xong|không quá|hạn|trong ngày|vào (?:ngày )?$"
    r"|(?:lúc|đúng) \d"
)
_PUT = re.compile(
    r"(?<!\w)(?:trình|báo cáo|thông qua|đưa|xem xét|ban hành|đề xuất|cho ý kiến|đánh giá|kiểm điểm)"
    r"(?!\w)[^.;]*$"
)
_MEETING = re.compile(r"(?:họp|giao ban|hội nghị)(?!\w)")
_SAID_THERE = re.compile(
    r"(?<!\w)(?:kết luận|chỉ đạo|ý kiến|phát biểu|đã|nghị quyết|yêu cầu)(?!\w)[^,.;]*$"
)
"""Before a meeting at which something is to be put, and one at which something was said."""


_RATE = re.compile(
    r"(?<!\w)(?:tăng|giảm|nâng|tần suất)(?!\w)[^.;]* (?:lên|xuống|còn|đến)(?: ít nhất)? $"
)
"""Before how often something is done from now on: how the work is measured, not when it is due."""
_SO_MANY = re.compile(
    r"(?<!\w)(?:tổ chức|mở|xây dựng|kiểm tra|thực hiện|hoàn thành|tập huấn|diễn tập|giám sát|làm)"
    r" (?:[^\W\d]+ ){0,3}\d[^.;]{2,90} $"
)
"""Before "trong năm": how much is done in it; "phát sinh trong năm" is no time of work."""
_BAN = re.compile(
    r"(?:^|[;,.:] |(?<!\w)(?:và|tuyệt đối|kiên quyết) )không (?!quá|chậm|muộn|còn|để)"
    r"[^.;,]{3,60} (?:trong |vào |suốt )?"
    r"(?:mùa [^.;,]{2,30} )?$"
)
"""Before the season of a ban: "không phát đốt thực bì từ tháng 4 đến tháng 9"."""


def _date_binds(low: str, found: re.Match[str], begun: int) -> bool:
    before, day = low[:begun], found.start("d")
    if begun == found.start() and AFTER.search(before):
        return _THEN_ONLY.search(before) is not None and _begins_then(low, found.end())
    if SINCE.search(before):
        return _SINCE_LAW.search(before) is None
    if _ROUNDS.search(low, max(0, begun - 50), day):
        return True
    held = _HELD.search(low, max(0, begun - 60), day)
    if held and _MEETING.match(held[0]) and _SAID_THERE.search(before):
        return False  # "theo kết luận tại cuộc họp ngày 05/01"
    held = held or (_AT_CLAUSE.search(before) and _DONE_THEN.match(low, found.end()))
    held = held or AND_ANOTHER.search(low, max(0, begun - 70), day)
    held = held or _TERM.search(low, max(0, begun - 30), day)
    held = held or _ANOTHER_KIND.search(low, max(0, begun - 60), day)
    held = held or _LAST_TERM.search(low, max(0, begun - 20), day)
    return bool(held or _BY.search(low, begun, day))


_THEN_ONLY = re.compile(r"(?:^|[,;:.(] |(?<!\w)(?:và|rồi|còn|lần|đợt|buổi) )sau $")
"""Where "sau ngày …" says when an act begins, and not how old a thing is."""


def _begins_then(low: str, end: int) -> bool:
    """Whether an act follows "sau ngày …", or its clause ends: "và một lần sau ngày 01/8"."""
    return (
        begins_act(low, end + 2 * low.startswith(", ", end)) or _AT_END.match(low, end) is not None
    )


_MEETS = (" và ", ", ", ", và ", "; ")


def also_binds(low: str, last: tuple[str, int] | None, name: str, begun: int) -> bool:
    """Whether a time stands directly beside one that binds: "trong tháng 3 và quý III/2027"."""
    if last is None or last[0] not in _BY_CALENDAR or name not in _BY_CALENDAR:
        return False
    if name == last[0] == "date":  # AND_ANOTHER tells whether it is a second day of the same
        return False
    return low[last[1] : begun] in _MEETS


def binds_somebody(low: str, name: str, found: re.Match[str], begun: int) -> bool:
    """Whether a time in running text binds somebody, or only names a document or a past."""
    before, words = low[:begun], low[begun : found.end()]
    if name in _BY_CALENDAR and _of_a_case(low, begun, found.end()):
        return False
    if name == "date":
        return _date_binds(low, found, begun)
    if name == "each_bare":
        return _MONTHLY.search(before) is not None
    if name == "cell":
        return False  # in running text such words begin any case
    if name == "sitting":
        return _PUT.search(before) is not None and _SAID_THERE.search(before) is None
    if name == "times" and (_NO_WORK.search(before) or _RATE.search(before)):
        return False
    if name in ("months", "dates", "days", "soon", "month") and _BAN.search(before):
        return False
    if name == "this" and found["year4"]:
        return _SO_MANY.search(before) is not None
    if name == "year":
        return _year_binds(low, begun, found.end())
    if name in ("month", "quarter", "half"):
        return _month_binds(low, name, begun, found.end())
    if name in ("span", "years", "months", "dates", "days", "bare"):
        return (
            name in ("dates", "days")
            or (name == "months" and words.startswith(("từ ", "giai đoạn ")))
            or (
                name == "span"
                and before.endswith("trong ")
                and words.startswith("giai đoạn ")
                and _AT_END.match(low, begun + len(words)) is not None
            )
            or (name == "span" and _set_off(low, begun, found.end()))
            or re.search(r"(?:hoàn thành|thời gian(?: thực hiện)?:?|tiến độ:?|từ ngày) *$", before)
            is not None
        )
    if name == "yearly":
        return _yearly_binds(low, found, begun)
    if name == "standing" and words.startswith("24/7"):
        return False  # how a service runs, and no time of a task
    if name == "standing" and words.startswith("24/"):
        return _ALWAYS.search(before) is not None
    if name == "standing" or (name == "periodic" and not found["list"]):
        return _AT_HEAD.search(before) is not None
    return True


def _set_off(low: str, begun: int, end: int) -> bool:
    """Whether years stand last, behind a comma, and no title of a paper can end with them."""
    if not low.startswith("giai đoạn ", begun) or not low.endswith(", ", 0, begun):
        return False
    sentence = max(low.rfind(mark, 0, begun) for mark in ".;:") + 1
    return _AT_END.match(low, end) is not None and not _TITLED.search(low, sentence, begun)


_TITLED = re.compile(
    r"(?<!\w)(?:chương trình|đề án|kế hoạch|dự án|nghị quyết|quy hoạch|chiến lược|phương án"
    r"|danh mục|quyết định|chỉ thị|kết luận|phong trào|cuộc vận động|lộ trình|thỏa thuận|quy chế"
    r"|báo cáo|mục tiêu|chỉ tiêu|chính sách|đề cương|vốn|kết quả)(?!\w)"
)
"""Words of which "…, giai đoạn 2027 - 2030" may be the end, not the time of the work."""
_BEGUN_IN = re.compile(
    rf"{_SINCE_LAW.pattern}|(?:số liệu|dữ liệu|hồ sơ|tài liệu|quy định|nghị quyết)[^.;,]* từ $"
)
"""Before a year since when things are there: "hồ sơ lưu trữ từ năm 1990"."""
_BY_THEN = re.compile(r"trước|nhất|hơn|đến|hết|hoàn thành|xong|trong|vào")


def _year_binds(low: str, begun: int, end: int) -> bool:
    before, words = low[:begun], low[begun:end]
    if _SUMMED_UP.search(before):
        return True
    if SINCE.search(before) and words.startswith("năm "):
        return _BEGUN_IN.search(before) is None and _AT_END.match(low, end) is not None
    if words.startswith(("cuối ", "đầu ", "giữa ")) and _AT_END.match(low, end):
        return _OF_THING.search(before) is None
    ahead = before.endswith(("giai đoạn ", "tầm nhìn "))
    return _BY_THEN.search(words) is not None and not ahead


def _month_binds(low: str, name: str, begun: int, end: int) -> bool:
    """Of a month, a quarter, a half of a year."""
    before, words = low[:begun], low[begun:end]
    if name != "half" and _NTH.search(low, max(0, begun - 20), begun):
        return True
    if name == "month" and words.startswith(_PART_OF) and _AT_END.match(low, end):
        return True
    if _BEGUN_OR_DONE.search(before):
        return True
    if name != "half" and SINCE.search(before):
        return _SINCE_LAW.search(before) is None
    listed = words.startswith(("các tháng ", "hai tháng ", "ba tháng "))
    if listed and (_AT_END.match(low, end) or low.startswith(" và ", end)):
        return _OF_THING.search(before) is None and _FOR_MONTHS.search(before) is None
    if _at_head(low, begun, end):
        return True
    if before.endswith("(") and low[end : end + 1] == ")":
        # "Tập huấn cho cấp xã (tháng 9/2026)", "trong Tháng hành động … (tháng 6)"
        in_month = re.search(r"\d{4}$", words) or _IN_MONTH_OF.search(before)
        return bool(in_month or _DONE_WITHIN.match(words))
    return _BY_THEN.search(words) is not None


def _yearly_binds(low: str, found: re.Match[str], begun: int) -> bool:
    """Of what comes back: each day, week, month, year."""
    before, words, end = low[:begun], low[begun : found.end()], found.end()
    if found["hour"]:
        return words.startswith(("lúc ", "trước ")) or _SENT.search(before) is not None
    if low.startswith(_BEGINS, end) or _goes_on(low, begun, found):
        return True
    if _AT_END.match(low, end) or _SHOWN.match(low, end):
        return _OF_THING.search(before) is None
    if words.startswith("mỗi "):
        return _OF_THING.search(before) is None and not low.startswith(_NO_TIME, end)
    return _AT_HEAD.search(before) is not None


_FOR_MONTHS = re.compile(r"(?:số liệu|tiền|lương|kỳ|của|cho|mức|giá) $")
"""Before months that say for when a thing counts: "số liệu các tháng 1, 2"."""
_BEGUN_OR_DONE = re.compile(
    r"(?<!\w)(?:khởi công|khánh thành|thông xe|hợp long|khai trương|khai mạc|sơ khảo|chung khảo"
    r"|vòng (?:bảng|loại)|bán kết|chung kết|(?<!không để )(?:lùi|chuyển|kéo dài|giãn) sang)"
    r" (?:vào )?$"
)
"""Before a bare month, quarter: "khởi công quý II", "bán kết tháng 5", "lùi sang quý II"."""
_MONTHLY = re.compile(r"(?:hằng|hàng|mỗi) tháng(?!\w)")
"""Before a day without a month: "trước ngày 25 hằng tháng …; tổng hợp vào ngày 26"."""
_DONE_WITHIN = re.compile(r"(?:hoàn thành|xong|trước|chậm|muộn|hết|đến hết)(?!\w)")
"""In brackets: "(xong trong quý II)", not "(trong tháng 9)", which may be when a thing is held."""
_IN_MONTH_OF = re.compile(
    r"(?<!\w)(?:trong|dịp|nhân|vào|hưởng ứng) (?:tháng|tuần lễ|đợt|dịp)(?: [^\s.;()\d]+){1,14} \($"
)
_PART_OF = ("cuối ", "đầu ", "giữa ", "thượng tuần", "trung tuần", "hạ tuần")


def _at_head(low: str, begun: int, end: int) -> bool:
    """Whether a month, a quarter, a half heads a clause: "Tháng 01 và tháng 7, các trường …"."""
    if not (_AT_CLAUSE.search(low[max(0, begun - 3) : begun]) or begun == 0):
        return False
    after = begins_act(low, end)
    return after or (low.startswith(", ", end) and _LISTS.match(low, end + 2) is None)


_LISTS = re.compile(r"(?:tháng|quý|nửa|\d)|[^,.;]{0,14}(?:$|[.;)])")
_BEGINS = (", bắt đầu từ ", " bắt đầu từ ", ", kể từ ", " kể từ ")


def _goes_on(low: str, at: int, found: re.Match[str]) -> bool:
    """Whether a second act begins with its period: "lập sổ và hằng tuần chia sẻ số liệu"."""
    return low.endswith(" và ", 0, at) and begins_act(low, found.end())
