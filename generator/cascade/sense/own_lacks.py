"""What `check` says of a sentence that lacks a thing: whom it means, what is done, which two.

"hai sở" where no two are named, "danh sách này" where no list stood before, "Sử dụng ngay." of
what nobody says, a report of one rhythm with two, the issuer that orders itself to carry out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource

_PARTS = ("muc", "ket_thuc")
_COUNTED = {"hai": 2, "ba": 3, "bốn": 4, "năm": 5}
_OWN_SCHOOLS = re.compile(
    r"(?:các )?(?:hiệu trưởng (?:các )?)?trường (?:mầm non|tiểu học|trung học cơ sở|học)(?!\w)"
)
"""Schools that a commune's committee manages (Decree 142/2025/NĐ-CP)."""
_SO_MANY = re.compile(
    r"(?<!\w)(?<!một )(?<!mỗi )(?P<count>hai|ba|bốn) (?P<what>sở|ngành|đơn vị|cơ quan|địa phương)"
    r"(?!\w)(?! (?:trở|lần|bên|cấp|trực|thuộc|của|tại|ở|trên địa|có|chưa|đăng|thí|điểm))"
)
_POINTED = re.compile(
    r"(?<!\w)(?:(?:các|những|hai|ba|bốn|số|toàn bộ) )?(?P<noun>danh sách|danh mục|hồ sơ|kinh phí"
    r"|công trình|dự án|lực lượng|đối tượng|cơ sở|chuyên mục|bộ tiêu chí|tiêu chí|quy chế|tài liệu"
    r"|mô hình|bản tin|đơn vị|cơ quan|sở|tổ|đoàn|đội|hộ|trường|lớp|điểm|tuyến|khu vực"
    r"|mẫu|biểu|phần mềm|dữ liệu|số liệu|kết quả|vụ việc|sản phẩm|doanh nghiệp|hợp tác xã)"
    r" (?:này|ấy|(?:nêu|nói|kể) trên)(?!\w)"
)
_STUMP = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?:tham mưu [^;.,]{0,40}?(?:xã|phường|đặc khu|sở) )?(?:sử dụng"
    r"|sắp xếp|bố trí|xử lý|khắc phục|rà soát|cập nhật|bổ sung|kiểm tra|thống kê|lập|gửi|nộp"
    r"|cấp|thu hồi|niêm yết|công khai|sửa chữa|thay thế|mua|lắp đặt|đăng ký|chuyển|tiếp nhận"
    r"|bàn giao)"
    r"(?: (?:ngay|lại|xong|kịp thời|thường xuyên|đầy đủ|nghiêm túc|dứt điểm|theo quy định))+"
    r"(?: (?:trước|trong) (?:ngày|tháng|quý|năm) [\d/ ]+)?[\W]*"
)
"""A verb without what it is done to."""
_BROUGHT = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?:tham mưu [^;.,]{0,40}?(?:xã|phường|đặc khu|tỉnh|sở) )?trình $"
)
_ONLY_WHEN = re.compile(r" (?:tại|trong|trước|vào) [^;,.]{0,60}[.\W]*")
_PASSIVE = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?P<what>(?:danh sách|hồ sơ|kinh phí|mẫu|biểu|số liệu)[^;,.]{0,40}?)"
    r" do $"
)
_DOES = re.compile(r" (?:lập|chuẩn bị|cung cấp|tổng hợp|thực hiện)[.\W]*")
_TWO_RHYTHMS = re.compile(
    r"(?<!\w)trước ngày \d{1,2}(?:/\d{1,2}| tháng \d{1,2}) (?:hằng|hàng) năm[;,]? (?:và )?"
    r"(?:trước )?ngày \d{1,2}(?:/\d{1,2}/20\d\d| tháng \d{1,2} năm 20\d\d)"
)
_CARRIES_OUT = re.compile(r"[\W\d]*(?:yêu cầu )?")
_THIS_PLAN = re.compile(
    r",? (?:căn cứ|dựa vào|theo) (?:nội dung )?(?:của )?kế hoạch này,? [^.;]{0,40}?(?:triển khai"
    r"|tổ chức|thực hiện)(?!\w)"
    r"|,? (?:nghiêm túc|khẩn trương) (?:triển khai|tổ chức|thực hiện)(?: thực hiện)?"
    r"(?: các nội dung)? (?:của )?kế hoạch này(?!\w)"
)
_CLOSES = re.compile(
    r"(?:căn cứ (?:nội dung )?kế hoạch này|(?<!quả )(?<!hình )(?<!trình )(?<!trong )(?<!việc )"
    r"(?<!độ )(?<!sau )(?:triển khai|tổ chức) (?:thực hiện )?(?:nghiêm túc )?"
    r"(?:các nội dung )?kế hoạch này|thực hiện nghiêm(?: túc)? kế hoạch này)[^.]{0,60}"
    r"(?:\.|;|$)"
)


def check_own_lacks(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC715, LC718, LC738, LC742 of sentences of which nobody is asked yet."""
    before: dict[Loc, str] = {}
    closings: list[Loc] = []
    for loc, node in walk(plan):
        title = plain(getattr(node, "tieu_de", None) or "")
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        said = f"{before.get(loc[:-2], '')} {before.get(loc[:-1], '')}"
        before[loc] = f"{title} {text}"
        before[loc[:-1]] = f"{before.get(loc[:-1], '')} {title} {text}"[-_KEPT:]
        if loc[0] == "muc" and title and not getattr(node, "can_xem", None):
            for told in _asked(plain_of(title), me):
                yield told._replace(span=source.span((*loc, "tieu_de")))
        if loc[0] not in _PARTS or not text:
            continue
        words = plain_of(text)
        if _CLOSES.search(words.low) and (loc[0] == "ket_thuc" or me.committee):
            closings.append(loc)
        if getattr(node, "can_xem", None):
            continue
        last = loc[0] == "ket_thuc" or text.rstrip().endswith("./.")
        for told in _told(words, plain_of(said), me, last=last):
            yield told._replace(span=source.span((*loc, "noi_dung")))
    ends = [loc for loc in closings if loc[0] == "ket_thuc"]
    for loc in closings if ends else ():
        if loc[0] != "ket_thuc" and int(loc[1]) == len(plan.muc) - 1:
            message = _("Kế hoạch có hai lời kết: câu này và câu cuối")
            place = source.span((*loc, "noi_dung"))
            yield warning("LC742", message, place, _("Giữ một lời kết, ở cuối kế hoạch"))


_KEPT = 1200
"""Letters of what stands before in a list that are looked through for what is pointed to."""


def _told(words: Plain, before: Plain, me: Addressee, *, last: bool) -> Iterator[Diagnostic]:
    lacking = _unnamed(words, me) or _undone(words, me)
    if lacking:
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”").format(chu=lacking)
        yield warning("LC718", message, None, _("Ghi rõ là gì, của ai"))
    pointed = _pointed(words, before)
    if pointed:
        message = _("“{chu}”: ở trên không nói đến, không biết là gì").format(chu=pointed)
        yield Diagnostic("LC718", Severity.INFO, message, None, (_("Ghi rõ là gì, của ai"),))
    yield from _asked(words, me)
    found = _TWO_RHYTHMS.search(words.low)
    if found is not None:
        message = _("“{chu}”: một mốc hằng năm, một mốc chỉ một năm").format(
            chu=words.said(*found.span())
        )
        yield warning("LC718", message, None, _("Ghi cùng một nhịp, hoặc tách hai báo cáo"))
    if me.committee and last:
        for group in groups(words)[:1]:
            itself = me.kins(group.bodies) == {Kin.SELF} and len(group.bodies) == 1
            begins = _CARRIES_OUT.fullmatch(words.low[: group.start]) is not None
            if itself and begins and _THIS_PLAN.match(words.low, group.end):
                message = _("Cơ quan ban hành tự giao việc cho mình")
                yield warning("LC738", message, None, _("Ghi các phòng, đơn vị phải làm"))


def _asked(words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC709, LC710: a commune asks the organisations of its superior, or its own schools."""
    if not me.committee or me.level != RANKS["xa"] or "đề nghị" not in words.low:
        return
    for group in groups(words):
        if not words.low[: group.start].endswith("đề nghị "):
            continue
        body = group.bodies[0]
        high = any(unit in ("tỉnh", "thành phố") for unit in body.units)
        if body.every and body.kind in ("doan-the", "mat-tran") and high:
            message = _("“{ten}” là của cấp trên: đề nghị tổ chức của {don_vi}")
            told = message.format(ten=body.text, don_vi=me.unit)
            yield warning("LC709", told, None, _("Ghi tên tổ chức ấy ở cấp mình"))
        if _OWN_SCHOOLS.match(words.low, group.start):
            message = _("“{ten}” là bộ phận của cơ quan ban hành: giao việc, không đề nghị")
            yield warning("LC710", message.format(ten=body.text), None, _("Bỏ chữ “Đề nghị”"))


def _unnamed(words: Plain, me: Addressee) -> str:
    """Bodies that are counted and not named: "gửi hai sở"."""
    for found in _SO_MANY.finditer(words.low):
        if found["what"] in ("đơn vị", "cơ quan"):
            continue  # whatever stands before is one
        listed = [body.kind for group in groups(words) for body in group.bodies]
        own = listed.count("so") if found["what"] == "sở" else len(listed)
        if own - (not me.committee) < _COUNTED[found["count"]]:
            return words.said(*found.span())
    return ""


def _pointed(words: Plain, before: Plain) -> str:
    """What "danh sách này" points to where nothing of the name stood before."""
    for found in _POINTED.finditer(words.low):
        noun = found["noun"].split()[-1] if " " not in found["noun"] else found["noun"]
        earlier = f"{before.low} {words.low[: found.start()]}"
        if re.search(rf"(?<!\w){noun}(?!\w)", earlier) is None:
            return words.said(*found.span())
    return ""


def _undone(words: Plain, me: Addressee) -> str:
    """A verb without its object, a list by the unit that nobody uses."""
    if _STUMP.fullmatch(words.low):
        return words.text.strip(" .;")
    for group in groups(words):
        before = words.low[: group.start]
        if _BROUGHT.fullmatch(before) and _ONLY_WHEN.fullmatch(words.low, group.end):
            return words.text.strip(" .;")
        own = me.kins(group.bodies) == {Kin.SELF}
        if own and _PASSIVE.fullmatch(before) and _DOES.fullmatch(words.low, group.end):
            return words.text.strip(" .;")
    return ""
