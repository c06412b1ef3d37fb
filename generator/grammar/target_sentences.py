"""Targets that stand in sentences: "Đến hết năm 2026, 95% hộ dân nông thôn dùng nước sạch".

A clause may promise several figures ("120.000 bản sách, 15 phòng đọc"); each is a target with
the words that say what is counted. A threshold ("xã có từ 200 hộ trở lên"), what stands in
brackets beside a figure ("(tương đương 320 hộ)"), a rank and a share of a price promise nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.act_verbs import begins_act
from generator.grammar.binding import CLAUSE, binds
from generator.grammar.figures import figures
from generator.grammar.first_words import first_words
from generator.grammar.letters import plain_of
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.grammar.figures import Figure

_AIMS = re.compile(r"(?:^|[\s,.:;–-])(?:mục tiêu|chỉ tiêu)(?!\w)")
_PAST = re.compile(r"(?<!\w)(?:kết quả|đánh giá|tình hình|thực trạng|hạn chế|tồn tại|căn cứ)(?!\w)")
_LABEL = re.compile(r"^[\s*+–-]*(?:các )?(?:mục tiêu|chỉ tiêu)(?: \w+){0,3} ?:")
_LEAD = re.compile(
    r"^[\s*+–-]*(?:(?:các )?(?:mục tiêu|chỉ tiêu)[^:]{0,40}: ?)?(?:phấn đấu|bảo đảm|đảm bảo)? ?"
)
_YEAR = re.compile(r"(?<![\d/.-])(?P<bare>20\d\d)(?!\d|[.,]\d| ?%)|/(?P<dated>20\d\d)(?!\d)")
_SPAN_OF_YEARS = re.compile(r"(?<!\d)20\d\d ?- ?(20\d\d)(?!\d)")
_ENDS_AT = re.compile(r"(?<!\w)(?:đến|hết|trước|cuối|trong|chậm nhất)(?!\w)[^.;:,]{0,25}$")
_COMPARED = re.compile(r"(?<!\w)(?:so với|so cùng kỳ|cùng kỳ|hiện nay|hiện có)[^.;:,]{0,40}$")
_FROM_TO = re.compile(r"(?<!\w)từ $")
_LIFTED = re.compile(
    r"^[^.;:\d]{0,30}(?:\d{4}\)?[^.;:\d]{0,10})?(?<!\w)(?<!trở )(?:lên|xuống|đến|thành)"
    r" (?:\w+ ){0,2}$"
)
_LIFTS = re.compile(r"[^.;:]{0,45}?(?<!\w)(?<!trở )(?:lên|xuống|đến|thành) [^.;:\d]{0,20}\d")
_RANK = re.compile(r"(?<!\w)(?:nhóm|tốp|top|thứ hạng|xếp hạng|hạng|vị trí)(?: thứ| các)? $")
_DOWN = re.compile(r"(?<!\w)(?:giảm|hạ)(?!\w)[^.;:,]{0,60}(?:còn|xuống|dưới) (?:\w+ ){0,2}$")
_PREDICATE = re.compile(
    r"(?<!\w)(?:có|được|đạt|là|hoàn thành|sử dụng|dùng|tham gia|thực hiện|biết|triển khai|không|đủ"
    r"|bảo đảm|đảm bảo|duy trì|tiếp cận|hài lòng|chấp hành|đăng ký|ký|tổ chức|xây dựng|ban hành"
    r"|nộp|thanh toán|tiêm|khám|xử lý|giải quyết|trở lên|đều|phải|vào|ra|đến|học|nắm|gắn|kết nối"
    r"|áp dụng|công bố|lắp|trang bị|bố trí|cam kết|nhận|cập nhật|số hóa|theo|trên)(?!\w)"
)
_OF_TOTAL = re.compile(
    r"(?<!\w)trên (?:tổng số |tổng )?(?P<of>[^.;:,\d%]{3,60}?)"
    r" (?:đạt|là|ở mức|phải|từ|trên|tối thiểu|ít nhất|không)(?!\w)"
)
_PARTS = re.compile(
    r", (?!(?:xã|phường|đặc khu|thị trấn|thôn|bản|ấp|khu phố|ngành|đơn vị)(?!\w)"
    rf"(?!(?: [^\W\d]+){{0,2}} {LARGE}[^\W\d]*(?: [^\W\d]+){{0,4}} (?:\d|$)))"
    r"(?:trong đó,? |và )?"
    r"| và |: "
)
"""What parts two figures of a clause; a comma before a unit only where it is named."""
_ANY_DIGIT = re.compile(r"\d")
_BEFORE_MARK = re.compile(r"[.;:]|, (?=tăng|giảm|trong đó)")
_NUMBER_OF = re.compile(r"^(?:tổng )?số ")
_MAKES_UP = re.compile(r"(?<!\w)(?:chiếm|bằng)(?: \w+){0,2} $")
_ALL = 100
_ENOUGH_WORDS = 2
_MONEY = re.compile(r"(?P<value>[\d.,]+)(?: ?- ?[\d.,]+)? ?(?P<unit>.+)")
_ONE_WORD = frozenset((
    "bản", "hộ", "ha", "tấn", "tạ", "kg", "km", "m", "m2", "m3", "lớp", "buổi", "lượt", "người",
    "tổ", "đội", "nhóm", "vụ", "cây", "con", "nhà", "trường", "xã", "phường", "thôn", "ấp", "suất",
    "cuộc", "đợt", "chợ", "điểm", "phòng", "trạm", "máy", "xe", "tàu", "tin", "bài", "cụm", "khu",
    "chuyến", "cuốn", "lít", "vé", "ca", "giường", "bể", "hồ", "cầu", "tuyến", "làng", "đàn",
    "giống", "lần", "ngày", "lồng", "giờ", "mẫu", "thẻ",
))  # fmt: skip
"""Units of one syllable: what follows them says more of the thing."""
_WHOLE_NAMES = (
    "hồ sơ",
    "nhà văn hóa",
    "nhà vệ sinh",
    "điểm trường",
    "khu phố",
    "tổ dân phố",
    "bản tin",
    "câu lạc bộ",
    "hợp tác xã",
    "tổ hợp tác",
    "ban chỉ đạo",
    "đảng viên mới",
    "tình nguyện viên",
)
_UNIT_ENDS = frozenset((
    "được", "có", "đạt", "trở", "để", "ở", "tại", "trên", "và", "của", "cho", "từ", "đến", "theo",
    "trong", "với", "mỗi", "là", "hoàn", "tham", "về", "do", "bị", "sẽ", "phải", "thuộc", "vào",
    "ra", "lên", "xuống", "trước", "sau", "đang", "đã", "hằng", "hàng", "bằng", "gồm", "như",
    "không", "chưa", "hoặc", "các", "những", "này", "đều", "mới",
))  # fmt: skip
"""Words that are no second word of a unit: "20 mô-đun đến cơ sở" counts "mô-đun"."""
_OUT_OF = re.compile(
    r"(?<![\w./,-])(?P<value>\d{1,4})/(?P<all>\d{1,5}) (?P<unit>[^\W\d_]+(?: [^\W\d_]+)?)(?!\w)"
)
_OUT_OF_DATES = re.compile(r"(?:ngày|tháng|trước|đến|từ|quý|số) $")


class SaidTarget(NamedTuple):
    """A figure that a sentence promises."""

    text: str
    """The words that promise it: its clause, or its part of one that promises several."""
    unit: str
    """"%", "tỷ đồng", or the noun that is counted: "bản sách"."""
    sign: Literal[">=", "<=", "="]
    value: str
    """As written: "1.250,5"."""
    year: int | None
    of: str
    """Of what a share is a share, where the words name it: "hộ dân nông thôn"."""
    base: str
    """What it is raised or lowered from: "từ 40% lên 60%"."""


def is_of_targets(title: str) -> bool:
    """Whether a title stands above targets: "Mục tiêu cụ thể", "Các chỉ tiêu chủ yếu"."""
    low = plain_of(title).low
    return _AIMS.search(low) is not None and _PAST.search(low) is None


def is_labelled(text: str) -> bool:
    """Whether a sentence says itself that it is a target: "Chỉ tiêu: 100% hồ sơ …"."""
    return _LABEL.match(plain_of(text).low) is not None


def is_work(said: SaidTarget) -> bool:
    """Whether a figure of an order is a measure of its work: a share or a count, no case, no sum.

    "Kiểm tra tối thiểu 80 bếp ăn"; neither "đơn vị nào tăng quá 10% thì …" nor "60 triệu đồng/xã".
    """
    low = plain_of(said.text).low
    case = " thì " in low or " nào " in low or " tăng từ " in low or _STATE.match(low) is not None
    return not (case or "đồng" in said.unit or _NO_MEASURE.match(said.unit))


_STATE = re.compile(
    r"[\W\d]*(?:thời gian qua|đến nay|tính đến|hiện (?:nay|có|đã|còn|mới)|năm qua|qua \d"
    r"|trong (?:năm|quý|tháng|đợt)[^,;.]{0,20} đã|đã (?=[^\W\d])|mới đạt|còn \d)(?!\w)"
)
"""What has been done so far promises nothing: "Đến nay đã bàn giao 61/94 vị trí"."""
_NO_MEASURE = re.compile(r"(?:giờ|ngày|tuần|tháng|năm|phút|vụ|người mắc)(?!\w)")


def year_said(text: str) -> int | None:
    """The year until which a text promises: the last one it names that is no year compared with."""
    low = plain_of(text).low
    spans = [h for h in _SPAN_OF_YEARS.finditer(low) if not _COMPARED.search(low[: h.start()])]
    if spans and "đến" not in low:
        return int(spans[-1][1])
    found: list[int] = []
    aimed: list[int] = []
    for hit in _YEAR.finditer(low):
        before = low[: hit.start()]
        if _COMPARED.search(before) or before.endswith(("số ", "luật ", "từ năm ", "(năm ")):
            continue
        year = int(hit["bare"] or hit["dated"])
        found.append(year)
        if _ENDS_AT.search(before):
            aimed.append(year)
    last = aimed or found
    return last[-1] if last else None


def said_targets(text: str) -> Iterator[SaidTarget]:
    """The targets of a text, in reading order; `year` only where the text names one."""
    year: int | None = None
    for clause in CLAUSE.split(text):
        year = year_said(clause) or year
        yield from _out_of(clause, year)
        found = list(_promised(clause))
        for at, (figure, base) in enumerate(found):
            words = _piece(clause, [f for f, _base in found], at)
            yield _target(clause, words, figure, base, year)


def _promised(clause: str) -> Iterator[tuple[Figure, str]]:
    """The figures that a clause promises, each with what it is raised from."""
    low = plain_of(clause).low
    base: Figure | None = None
    for figure in figures(clause):
        start = figure.span.start
        before = plain_of(clause[:start]).low
        if before.count("(") > before.count(")") or _RANK.search(before):
            continue
        if _OF_CASE.match(before) and _CASE_ENDS.match(clause, figure.span.end):
            continue
        if _OF_SIZE.match(plain_of(clause[start:]).low):
            continue
        if _OF_CLASS.search(before) or _RANGE.search(before) or begins_act(f" {figure.unit}", 0):
            continue
        if base is not None:
            between = plain_of(clause[base.span.end : start]).low
            if _LIFTED.match(between):
                yield figure, base.text
                base = None
                continue
            base = None
        if _FROM_TO.search(before) and _lifted_later(clause, figure):
            base = figure
            continue
        if _is_share(figure) or binds(figure, clause, low):
            yield figure, ""


_OF_CASE = re.compile(r"[\W\d]*(?:đối với|với|trường hợp|nếu)(?!\w)[^:;]*$")
_CASE_ENDS = re.compile(r"[^,;.:\d]{0,40}(?::| thì(?!\w))")
"""Before a figure that says which case is meant: "Đối với hộ có nhà hư hỏng trên 70%: …"."""
_RANGE = re.compile(r"(?<!tăng )(?<!nâng )(?<!giảm )(?<!\w)từ \d[\d.,]* đến $")
"""Before the second number of how big a thing is: "tổ đội từ 10 đến 15 người"."""
_OF_CLASS = re.compile(
    r"(?<!\w)(?:cho|đối với|của) (?:[^\W\d]+ ){1,6}có (?:tỷ lệ )?(?:trên|từ|dưới|hơn) $"
)
"""Before a figure that says which places are meant: "cho khu dân cư có trên 30% nhà trọ"."""
_OF_SIZE = re.compile(
    r"\d[\d.,]* ?(?:ml|cc|lít|l|kg|g|gam|mm|cm|m|m2|m3|km|ha|kv|kw|w)(?: trở lên)?"
    r" (?:chiếm|đạt tỷ lệ)(?!\w)"
)
"""What a share is of: "lượng máu 350 ml chiếm tối thiểu 55%"."""


def _out_of(clause: str, year: int | None) -> Iterator[SaidTarget]:
    """What is promised of a whole that is told beside it: "34/92 xã đạt chuẩn"."""
    plain = plain_of(clause)
    for hit in _OUT_OF.finditer(plain.low):
        before = plain.low[: hit.start()]
        if (
            hit["unit"].startswith("giờ")
            or int(hit["value"]) > int(hit["all"])
            or _OUT_OF_DATES.search(before)
            or "(" in before
        ):
            continue
        unit = noun_counted(hit["unit"])
        yield SaidTarget(_told(clause), unit, ">=", hit["value"], year, f"{hit['all']} {unit}", "")


def _lifted_later(clause: str, figure: Figure) -> bool:
    return _LIFTS.match(plain_of(clause[figure.span.end :]).low) is not None


def _is_share(figure: Figure) -> bool:
    return figure.unit == "%" and figure.value == _ALL


def _piece(clause: str, found: Sequence[Figure], at: int) -> str:
    """The part of a clause that promises one figure; the whole where parts say too little."""
    if len(found) == 1:
        return clause
    before = found[at - 1].span if at else found[at].span
    joined = clause.endswith(" và", before.start, before.end)  # "hộ và" is read as two words
    from_ = before.end - len(" và") if joined else before.end
    begin = _cut(clause, from_, found[at].span.start)[1] if at else 0
    last = at == len(found) - 1
    own, after = found[at].span, len(clause) if last else found[at + 1].span.start
    told_to = own.end - (len(" và") if clause.endswith(" và", own.start, own.end) else 0)
    end = len(clause) if last else _cut(clause, told_to, after)[0]
    words = clause[begin:end]
    torn = at > 0 and begin == found[at - 1].span.end and clause[begin - 1 : begin + 1].strip(" ,")
    if not begin <= own.start < end or torn or _DANGLES.search(words.rstrip().lower()):
        return clause
    rest = plain_of(clause[begin : own.start] + clause[own.end : end]).low
    told = _says_enough(found[at]) or _PREDICATE.search(rest) is not None
    return words if told and len(rest.split()) >= _ENOUGH_WORDS else clause


_DANGLES = re.compile(r"(?<!\w)(?:tối thiểu|ít nhất|tối đa|khoảng|cho|là|có|đạt|gồm|với|từ|đến)$")
"""What no piece of a clause ends with: it goes on with the next figure."""


def _says_enough(figure: Figure) -> bool:
    """Whether a count says enough with its noun ("xã Vân Hồ 60 ha"); a share needs what is done."""
    return figure.unit != "%"


def _cut(clause: str, start: int, end: int) -> tuple[int, int]:
    """Where the last mark between two figures stands that parts them, and where it ends."""
    marks = list(_PARTS.finditer(clause, start, end))
    return marks[-1].span() if marks else (end, start)


def _target(clause: str, words: str, figure: Figure, base: str, year: int | None) -> SaidTarget:
    value, unit = _counted(figure, clause)
    low = plain_of(clause[: figure.span.start]).low
    ceiling = figure.compare in ("<=", "<") or _DOWN.search(low) is not None
    return SaidTarget(
        _told(words), unit, "<=" if ceiling else ">=", value, year,
        _whole(clause, figure) if unit == "%" else "", _counted_of(base),
    )  # fmt: skip


def _told(words: str) -> str:
    """The words of a target without the mark of a list or "phấn đấu" before them."""
    lead = _LEAD.match(plain_of(words).low)
    text = words[lead.end() if lead else 0 :].strip(" \t*.;,/")
    return text[:1].upper() + text[1:]


def _counted(figure: Figure, clause: str) -> tuple[str, str]:
    """The number as written, and what it counts."""
    hit = _MONEY.match(figure.text)
    value = hit["value"].rstrip(".,") if hit else figure.text
    if figure.unit == "%":
        return value, "%"
    said = (hit["unit"] if hit else "").strip().split("/")[0].removesuffix(" mỗi năm")
    each = f"/{figure.per}" if figure.per else ""
    behind = plain_of(clause[figure.span.end :]).low
    return value, (said if figure.money else noun_counted(said, behind)) + each


def noun_counted(said: str, behind: str = "") -> str:
    """The noun that a number counts, of the one or two words after it.

    A second word that begins another one with the word `behind` is no part of it: "phiên | giao
    dịch việc làm".
    """
    words = said.split()
    low = plain_of(said).low
    whole = next((name for name in _WHOLE_NAMES if len(words) > 1 and name.startswith(low)), "")
    if whole:
        return whole
    if len(words) > 1 and (more := _NEXT_WORD.match(behind)) is not None:
        pair, known = f"{words[1].lower()} {more[1]}", first_words()
        if pair in known.compounds or pair in known.verbs:
            return words[0]
    if len(words) > 1 and words[1].lower() in _PERSONS:
        return said  # "đội viên", "tổ trưởng": people, and no teams
    if len(words) > 1 and (words[0].lower() in _ONE_WORD or words[1].lower() in _UNIT_ENDS):
        return words[0]
    return said


_PERSONS = ("viên", "trưởng", "phó")
_NEXT_WORD = re.compile(r" ([^\W\d]+)")


def _counted_of(base: str) -> str:
    hit = _MONEY.match(base)
    return hit["value"].rstrip(".,") if hit else ""


def _whole(clause: str, figure: Figure) -> str:
    """Of what a share is a share: the words after it up to what is said of them."""
    total = _OF_TOTAL.search(plain_of(clause[: figure.span.start]).low + " ")
    if total is not None:
        return clause[total.start("of") : total.end("of")] if len(clause) >= total.end("of") else ""
    rest = plain_of(_ANY_DIGIT.split(clause[figure.span.end :], maxsplit=1)[0])
    if not rest.low.startswith(" "):
        return ""
    said = _PREDICATE.search(rest.low)
    makes_up = _MAKES_UP.search(plain_of(clause[: figure.span.start]).low) is not None
    until = len(rest.low) if makes_up else said.start() if said else 0
    words = _NUMBER_OF.sub("", _BEFORE_MARK.split(rest.said(0, until))[0].strip(" ,"))
    return words if words and "(" not in words else ""
