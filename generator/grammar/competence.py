"""Whose competence something is: said in the sentence, or known from dated data.

`competence("… thuộc thẩm quyền cấp phép của Chủ tịch UBND tỉnh")` names the province. What a
sentence says is certain; what only the data know (tham-quyen.toml, each row with its source)
carries that source and whether it is from memory. Nothing found means unknown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.data import read_data
from generator.grammar.letters import LetterSpan, plain_of
from generator.grammar.named_bodies import NamedBody, groups
from generator.grammar.phrases import any_of
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

How = Literal["named", "level", "advice", "data"]
"""A body is named ("thuộc thẩm quyền của …"); a level or a thing of one ("cấp tỉnh", "Quy hoạch
tỉnh"); a superior decides on advice ("tham mưu UBND tỉnh ban hành"); the data say so."""


class Competence(NamedTuple):
    """Whose something is."""

    level: str | None
    """One of first_words.LEVELS."""
    how: How
    body: NamedBody | None
    span: LetterSpan
    source: str
    """The law, for what the data say; else ""."""
    certain: bool


_OWN = re.compile(r"thẩm quyền(?: [^,;.:()]{0,40}?)?(?: của| thuộc)? $")
_DECIDES = re.compile(
    r"(?:tham mưu|trình|đề xuất|báo cáo|kiến nghị)(?: [^,;.:()]{0,30}?)?(?: với| cho)? $"
)
_ACTS = re.compile(
    r" (?:xem xét, )?(?:ban hành|phê duyệt|quyết định|thành lập|sửa đổi|bổ sung|bố trí"
    r"|cân đối|điều chỉnh|thông qua)(?!\w)"
)
_OF_LEVEL = re.compile(
    r"(?:thuộc |ở |của )?(?:cấp|tuyến|hạng) (?P<level>tỉnh|huyện|xã|trung ương)(?!\w)"
    r"|(?:quy hoạch|ngân sách|chương trình|đề án|nghị quyết|quỹ đất"
    r"|cổng thông tin điện tử) (?P<thing>tỉnh|huyện|xã|phường)(?!\w)"
)
_LEVEL = {"tỉnh": "tinh", "huyện": "huyen", "xã": "xa", "phường": "xa", "trung ương": "trung-uong"}


class _Row(NamedTuple):
    level: str
    source: str
    since: date | None
    certain: bool


def competence(text: str, day: date | None = None) -> list[Competence]:
    """Everything a sentence and the data say about whose competence it is, the certain first."""
    plain = plain_of(text)
    low = plain.low
    found: list[Competence] = []
    for group in groups(plain):
        before, body = low[: group.start], group.bodies[0]
        place = plain.span(group.start, group.end)
        if _OWN.search(before[-60:]):
            found.append(Competence(body.level, "named", body, place, "", certain=True))
        elif _DECIDES.search(before[-60:]) and _ACTS.match(low, group.end):
            found.append(Competence(body.level, "advice", body, place, "", certain=True))
    for said in _OF_LEVEL.finditer(low):
        if low[: said.start()].endswith(("ủy ban nhân dân ", "nhân dân ")):
            continue
        level = _LEVEL[said["level"] or said["thing"]]
        found.append(Competence(level, "level", None, plain.span(*said.span()), "", certain=True))
    for known, row in _arranged(low):
        place = plain.span(*known.span())
        found.append(Competence(row.level, "data", None, place, row.source, row.certain))
    pattern, rows = _table()
    for known in pattern.finditer(low):
        row = rows[known[0]]
        if known[0].startswith("cấp ") and _NOT_GRANTED.search(low[: known.start()]):
            continue
        if row.since is None or day is None or row.since <= day:
            place = plain.span(*known.span())
            found.append(Competence(row.level, "data", None, place, row.source, row.certain))
    return found


_NOT_GRANTED = re.compile(
    r"(?<!\w)(?:được|chưa|đã|xin|đề nghị|hồ sơ|thủ tục|điều kiện|không|nếu|khi|sau khi|có) $"
)
"""Before a permit that somebody has, lacks or asks for, and that nobody here grants."""
_CASE_UP = re.compile(
    r"[\W\d]*(?:(?:các|những|mọi|đối với|với|nếu|khi) )*(?:hồ sơ|vụ(?: việc| án)?|trường hợp"
    r"|đơn(?: thư)?|nội dung|vấn đề|việc|phần|công trình|cơ sở|khiếu nại|vi phạm|khó khăn"
    r"|vướng mắc)(?!\w)"
    r"[^;.:]*?(?<!\w)(?:chuyển|trình|báo cáo|kiến nghị|đề nghị|đề xuất|xin ý kiến|gửi|tham mưu"
    r"|lập hồ sơ)(?!\w)"
)


def passes_up(text: str, at: int) -> bool:
    """Whether what a text says of a superior at a place is that cases beyond it go there.

    "Xử lý vi phạm; hồ sơ vượt thẩm quyền chuyển Chủ tịch UBND tỉnh": who passes a file up is below.
    """
    begin = max(text.rfind(mark, 0, at) for mark in ("; ", ". ", ", "))
    while begin > 0:
        if _CASE_UP.match(plain_of(text[begin + 1 :]).low):
            return True
        begin = max(text.rfind(mark, 0, begin) for mark in ("; ", ". ", ", "))
    return False


def grants(low: str) -> bool:
    """Whether a text in plain small letters grants a permit that no commune is known to grant.

    "Cấp, gia hạn, thu hồi giấy chứng nhận đủ điều kiện …", and not "cấp giấy chứng nhận hộ nghèo".
    """
    found = _grants().search(low)
    return found is not None and _NOT_GRANTED.search(low[: found.start()]) is None


@cache
def _grants() -> re.Pattern[str]:
    data = read_data("tham-quyen.toml")["cap_phep"]
    more = r"(?:,? (?:và )?(?:cấp (?:mới|lại|đổi)|gia hạn|thu hồi|điều chỉnh))*"
    return re.compile(
        rf"(?<!\w)(?:cấp(?: (?:mới|lại|đổi))?|gia hạn|thu hồi){more} {any_of(data['giay'])}(?!\w)"
        rf"(?! {any_of(data['cua_xa'])})"
    )


@cache
def _table() -> tuple[re.Pattern[str], dict[str, _Row]]:
    rows: dict[str, _Row] = {}
    for item in read_data("tham-quyen.toml")["viec"]:
        row = _Row(item["cap"], item["can_cu"], item.get("tu"), not item.get("tu_nho", False))
        rows |= dict.fromkeys(item["chu"], row)
    return re.compile(rf"(?<!\w){any_of(rows)}(?!\w)"), rows


def _arranged(low: str) -> Iterator[tuple[re.Match[str], _Row]]:
    """Who founds, merges, builds what the data know: "nâng cấp trường cao đẳng"."""
    for pattern, row in _institutions():
        for known in pattern.finditer(low):
            yield known, row


@cache
def _institutions() -> tuple[tuple[re.Pattern[str], _Row], ...]:
    found = []
    for item in read_data("tham-quyen.toml")["sap_xep"]:
        row = _Row(item["cap"], item["can_cu"], item.get("tu"), not item.get("tu_nho", False))
        acts, things = any_of(item["viec"]), any_of(item["co_so"])
        pattern = rf"(?<!\w){acts}(?!\w)[^.;:]{{0,40}}?(?<!\w){things}(?!\w)"
        found.append((re.compile(pattern), row))
    return tuple(found)


def held_by_few(low: str) -> str:
    """A kind of institution that few communes have, in a text in small letters; "" for none."""
    found = _held_by_few().search(low)
    return found[0] if found is not None else ""


@cache
def _held_by_few() -> re.Pattern[str]:
    data = read_data("tham-quyen.toml")
    things = {one for item in data["sap_xep"] for one in item["co_so"]} | {
        *data["it_noi_co"]["chu"]
    }
    return re.compile(rf"(?<!\w){any_of(things)}(?!\w)")


def gives_to_units(text: str, word: str) -> str:
    """The words by which something is given to all units of a kind (`word`): a superior gives.

    "In và phát 8.000 sổ tay cho các xã, phường"; "" where nothing is given, or to others.
    """
    low = plain_of(text).low
    found = _giving().search(low) or _SENT_DOWN.search(low)
    if found is None or (word not in found["whom"] and "địa phương" not in found["whom"]):
        return ""
    return found[0].strip(" ,;")


def shares_out(text: str) -> bool:
    """Whether a text begins with what only a superior does with a figure: "Giao chỉ tiêu … cho"."""
    return _SHARES.match(text) is not None


_SHARES = re.compile(r"[\W\d]*(?:[Gg]iao|[Pp]hân bổ|[Pp]hân khai)(?!\w)")
_SENT_DOWN = re.compile(
    r"(?:^[\W\d]*(?:[a-zđ]\) ?)?|, | và |; )(?:(?:kịp thời|định kỳ|tổng hợp|công bố),? )*"
    r"(?:gửi|chuyển|thông báo|cung cấp|bàn giao|phổ biến)(?: [^.;:,]{0,40})?"
    r"(?: (?:cho|đến|tới|về))? (?:(?:tất cả |toàn bộ )?các|từng|mỗi) (?:ubnd |ủy ban nhân dân )?"
    r"(?P<whom>(?:xã|phường|đặc khu|địa phương)(?:(?:, | và )(?:xã|phường|đặc khu))*)(?!\w)"
    r"(?! (?:giáp|lân cận|liền kề|khác|bạn|nơi|có liên quan|liên quan|[A-ZĐ]))"
)
"""What is sent to all units: who sends it is above them."""


@cache
def _giving() -> re.Pattern[str]:
    words = any_of(read_data("tham-quyen.toml")["trao"]["chu"])
    units = r"(?:xã|phường|đặc khu|thị trấn|địa phương|huyện)"
    return re.compile(
        rf"^[\W\d]*(?:[a-zđ]\) ?)?(?:tổ chức |thực hiện |tiếp tục |kịp thời )*{words}(?!\w)"
        rf"(?:[^.;:]|\.(?=\d)){{0,90}}?"
        r" (?:cho|về|tới|đến) (?:tất cả |toàn bộ )?(?:(?:100 ?% )?các|mỗi|từng|\d+) (?:ubnd "
        r"|ủy ban nhân dân )?"
        rf"(?P<whom>{units}(?:(?:, | và |/){units})*)(?!\w)(?! [A-ZĐ])"
    )


def deals_with_central(text: str) -> str:
    """The words by which a ministry, the Government or a country abroad is dealt with, else "".

    No commune does: "Đàm phán … thông qua Bộ X", "Làm việc với Bộ Y".
    """
    plain = plain_of(text)
    for group in groups(plain):
        central = any(b.level == "trung-uong" for b in group.bodies)
        found = _dealing().search(plain.low[: group.start]) if central else None
        if found is not None:
            return plain.said(found.start(), group.end)
    return ""


@cache
def _dealing() -> re.Pattern[str]:
    words = any_of(read_data("tham-quyen.toml")["giao_dich"]["chu"])
    return re.compile(rf"(?<!\w){words}(?: (?:với|cùng|lên))? (?:các )?$")


_ADVERBS = (
    r"[\W\d]*(?:(?:chủ động|kịp thời|tiếp tục|khẩn trương|nghiêm túc|thường xuyên|xem xét|rà soát"
    r"|quan tâm|ưu tiên|căn cứ[^,]{0,60}|tổ chức|kiên quyết|trực tiếp"
    r"|(?:hoàn thành|hoàn tất)(?: dứt điểm)?(?: việc| công tác)?)[, ]+(?:và )?)*"
    r"(?:(?!phối hợp|tham mưu|đề xuất|trình|báo cáo)[^\W\d]+(?: [^\W\d]+)?(?:, | và ))?"
)
_HANDS_OVER = re.compile(
    r"(?:^|[ ,;])giao (?!nhiệm vụ|ban|thông|dịch|lưu|nhận|đất|cho (?:ubnd|ủy ban))[^,;.]{3,60}?"
    r" (?:quản lý|vận hành|khai thác|thực hiện)(?!\w)"
)


_SUBMITS = re.compile(
    r"(?<!\w)(?:trình hội đồng nhân dân|giao chỉ tiêu cho)(?!\w)(?! (?:ủy ban|ubnd))"
)


_ALLOTS = re.compile(
    rf"{_ADVERBS}(?:bố trí|dành|trích|cân đối|ưu tiên)"
    r"(?: (?:ngay )?từ (?:ngân sách|nguồn|quỹ|dự phòng|kinh phí|dự toán)(?: [^\W\d]+){0,5}?)?"
    r"(?: (?:tối thiểu|ít nhất|đủ|đầy đủ|khoảng"
    r"|không dưới|một phần|thêm|trên|nguồn lực,?))*"
    r" (?:\d[\d.,]* ?(?:%|(?:nghìn|triệu|tỷ)(?: đồng)?)|dự toán|kinh phí|ngân sách|vốn"
    r"|biên chế|nhân lực|nguồn (?:lực|chi|vốn|kinh phí|ngân sách))(?!\w)"
    rf"|{_ADVERBS}(?:bố trí|dành|trích|cân đối)(?: ngay| đủ)? từ (?:nguồn )?(?:ngân sách|dự phòng"
    r"|kinh phí|nguồn)(?!\w)"
)
"""Public money is allotted by the committee: "Bố trí tối thiểu 3% chi sự nghiệp môi trường"."""
_ALLOTTING = ("bố trí", "dành", "trích", "cân đối", "ưu tiên")
"""Without one of them nothing is allotted."""


def committee_decides(text: str) -> bool:
    """Whether a text begins with an act of a committee or its chairman: a room only advises."""
    low = plain_of(text).low
    if _of_committee().match(low) is not None or _begins_disposal().match(low) is not None:
        return True
    return allots_money(text)


@cache
def _begins_disposal() -> re.Pattern[str]:
    return re.compile(rf"{_ADVERBS}{_disposal()}")


@cache
def _disposal() -> str:
    """Public houses, land, property disposed of: "sắp xếp lại các trụ sở", "cho thuê kho cũ"."""
    data = read_data("tham-quyen.toml")["tai_san_cong"]
    acts, between, idle = (any_of(data[key]) for key in ("viec", "giua", "trong"))
    things, theirs = any_of(data["vat"]), any_of(data["vat_khi_trong"])
    return (
        rf"{acts}(?:(?:, | và ){acts})*(?: {between})*"
        rf" (?:{things}(?!\w)|{theirs}(?!\w)(?=[^.;:,]{{0,40}} {idle}(?!\w)))"
    )


def allots_money(text: str) -> bool:
    """Whether a text begins with the allotting of public money, which a committee does."""
    low = plain_of(text).low
    return any(verb in low for verb in _ALLOTTING) and _ALLOTS.match(low) is not None


_SETTLES = re.compile(r"[^.;]*(?:để|,|và) quyết định (?:các )?(?:mức|số tiền|nội dung chi)(?!\w)")


def settles_sums(low: str) -> bool:
    """Whether words in small letters end in how much is given, which a committee decides."""
    return _SETTLES.match(low) is not None


def chairman_decides(text: str) -> bool:
    """Whether a text begins with an act of the Chairman alone (Law 15/2012/QH13, Article 38)."""
    return _of_chairman().match(plain_of(text).low) is not None


@cache
def _of_chairman() -> re.Pattern[str]:
    words = read_data("tham-quyen.toml")["cua_uy_ban"]["rieng_chu_tich"]
    return re.compile(rf"{_ADVERBS}{any_of(words)}(?!\w)")


def power_behind(clause: str) -> int | None:
    """Where, behind what a room does itself, a clause comes to an act of the committee; else None.

    "Lập sổ theo dõi, ký hợp đồng với đơn vị thu gom": the second. A noun that is made of such a
    verb is none ("việc lập, phê duyệt dự toán"), nor is what somebody else named there does.
    """
    plain = plain_of(clause)
    for found in _behind().finditer(plain.low):
        before = plain.low[: found.start()]
        if "tham mưu" in before or _BY_OTHERS.search(before):
            continue
        if found["dispose"] and _listed_disposal().search(before):
            continue  # "phương án sắp xếp, xử lý trụ sở": one of several words of one thing
        if (_OF_WORK if found["same"] else _NOMINAL).search(before):
            continue
        if found["same"] and _HANDED_UP.search(before):
            continue  # "gửi Sở Xây dựng thẩm định, phê duyệt trước ngày …": whoever has it then
        return plain.span(found.start("act"), found.end()).start
    return None


@cache
def _listed_disposal() -> re.Pattern[str]:
    acts = any_of(read_data("tham-quyen.toml")["tai_san_cong"]["viec"])
    return re.compile(rf"(?<!\w)(?:{acts}|(?:phương án|đề án|kế hoạch|hồ sơ)(?: [^,;.]{{0,40}})?)$")


_WORK = (
    r"việc|công tác|quá trình|trình tự|thủ tục|quy trình|thẩm quyền|để|nhằm|khi|sau khi|trước khi"
    r"|được|theo dõi|giám sát|kiểm tra|đề nghị|đề xuất|kiến nghị|về"
)
_OF_WORK = re.compile(rf"(?<!\w)(?:{_WORK}) [^,;.]{{0,40}}$")
_NOMINAL = re.compile(
    rf"(?<!\w)(?:{_WORK}|kết quả|tiến độ|nội dung|hướng dẫn|nhiệm vụ|cơ chế|trong"
    r"|(?<!xây dựng )(?<!lập )(?<!hoàn thiện )(?:quy định|phương án|kế hoạch|hồ sơ))"
    r" [^,;.]{0,40}$"
)
_HANDED_UP = re.compile(r"(?<!\w)(?:gửi|trình|báo cáo|xin ý kiến|thẩm định|lấy ý kiến)(?!\w)")
_BY_OTHERS = re.compile(
    r"(?:^[\W\d]*|, )(?:ủy ban|chủ tịch|đề nghị|hội |công an|sở |mặt trận|đoàn |thôn|trưởng|ban "
    r"|các (?:thôn|ấp|bản|tổ|hội))"
)


@cache
def _behind() -> re.Pattern[str]:
    data = read_data("tham-quyen.toml")["cua_uy_ban"]
    acts, same = any_of(data["giua_cau"]), any_of(data["khong_nhac_lai"])
    when = r"(?= (?:trước|trong|xong|chậm nhất|muộn nhất|để|vào|ngay)(?!\w)| \d|[.;,]|$)"
    return re.compile(
        rf"(?:, | và )(?P<act>{acts}(?!\w)|(?P<dispose>{_disposal()})|khen thưởng(?= \d)"
        rf"|(?P<same>{same}){when})"
    )


def power_of_head(clause: str) -> int | None:
    """Where a clause (small letters) of a department begins with an act of its head; else None."""
    found = _of_head().match(clause)
    return found.start("act") if found is not None else None


@cache
def _of_head() -> re.Pattern[str]:
    acts = any_of(read_data("tham-quyen.toml")["cua_lanh_dao_so"]["chu"])
    return re.compile(rf"[\W\d]*(?:[a-zđ]\) ?)?(?P<act>{acts})(?!\w)(?! cam kết)")


def committee_submits(text: str) -> bool:
    """Whether a text submits to the People's Council or sets others a quota, and does not advise.

    The committee submits to its Council (Law 72/2025/QH15); its rooms prepare that.
    """
    low = plain_of(text).low
    return _SUBMITS.search(low) is not None and "tham mưu" not in low


def person_decides(text: str) -> str:
    """The words that only a person can place, where nobody is named to do it; "" for none."""
    low = plain_of(text).low
    found = _open_acts().search(low) or _HANDS_OVER.search(low) or _open_decisions().search(low)
    return found[0].strip(" ,;") if found is not None else ""


@cache
def _of_committee() -> re.Pattern[str]:
    words = read_data("tham-quyen.toml")["cua_uy_ban"]["chu"]
    return re.compile(rf"{_ADVERBS}{any_of(words)}(?!\w)(?! (?:liên quan|này))")


@cache
def _open_decisions() -> re.Pattern[str]:
    words = read_data("tham-quyen.toml")["quyet_mo"]["chu"]
    return re.compile(
        r"(?:^[\W\d]*(?:[a-zđ]\) ?)?|[;.] |, (?=(?:phê duyệt|ban hành|công nhận)(?!\w)))"
        rf"(?:(?:rà soát|xây dựng|nghiên cứu|hoàn thiện|tổng hợp|thẩm định|sửa đổi|bổ sung|và"
        rf"|kịp thời|tiếp tục|xem xét),? )*{any_of(words)}(?!\w)"
    )


@cache
def _open_acts() -> re.Pattern[str]:
    words = read_data("tham-quyen.toml")["nguoi_quyet"]["chu"]
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)")
