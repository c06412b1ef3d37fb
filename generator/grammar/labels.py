"""Who acts and by when, where a line with a label or the end of a sentence says it.

"Đơn vị chủ trì: …; thời gian: …", "(Sở X chủ trì, xong trong Quý IV)", "… do Sở X thực hiện",
"…; Sở X chủ trì, hoàn thành trước ngày 31/12".
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.act_verbs import begins_act
from generator.grammar.deadlines import deadlines, whole
from generator.grammar.duties import duties
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.occasions import OCCASION
from generator.grammar.subjects import takes_part
from generator.text import patterns as re

if TYPE_CHECKING:
    from datetime import date

    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody

_LABEL = re.compile(
    r"(?<!\w)(?:(?P<helpers>(?:cơ quan|đơn vị|các đơn vị|các cơ quan|phòng|bộ phận)?(?: "
    r"|^)?(?:phối hợp)(?: thực hiện)?)"
    r"|(?P<leads>(?:(?:cơ quan|đơn vị|phòng|bộ phận)(?: |^)?(?:chủ trì|thực hiện|đầu mối"
    r"|chịu trách nhiệm chính)|chủ trì|phân công thực hiện)"
    r"(?: thực hiện| tham mưu)?)"
    r"|(?P<when>(?:thời gian|thời hạn|tiến độ|lộ trình)(?: thực hiện| hoàn thành)?)"
    r"|(?P<product>(?:sản phẩm|kết quả)(?: đầu ra| dự kiến| thực hiện| yêu cầu)?)"
    r"|(?P<other>lãnh đạo phụ trách|người phụ trách|kinh phí|ghi chú))[\s*]*:[\s*]*"
)


_LED = re.compile(r" (?:chủ trì|đầu mối|làm đầu mối|là đầu mối|là cơ quan đầu mối)(?!\w)")
_DO = re.compile(r"(?:\(|(?<!\w)do )$")
_DOES = re.compile(
    r" (?:thực hiện|mua sắm|đảm nhiệm|bảo đảm|tổ chức|quản lý|triển khai|vận hành|biên soạn"
    r"|chi trả|cấp phát|thẩm định|cung cấp|in ấn|thi công|lắp đặt)(?!\w)"
)
"""Such as "… do Sở Y tế mua sắm": who does it, and not whose form or price it is."""
_OF_WHOM = re.compile(
    r"(?:danh sách|danh mục|biểu mẫu|mẫu|tài liệu|hướng dẫn|kế hoạch|quy định|khung giá|đơn giá"
    r"|phần mềm|hệ thống|nền tảng|cuộc thi|lớp|chương trình|dự án|nhiệm vụ|nội dung|công việc"
    r"|hoạt động|phần việc) do $"
)
"""What somebody made, and not who does it: "theo danh sách do Sở X cung cấp"."""
_ITS_OWN = re.compile(r"^[^,.;:]{3,60}(?<!theo) do $")
_A_THING = re.compile(r"\. (?P<thing>[^,.;:]{3,60}(?<!theo)) do $")
"""A sentence about what somebody gives, behind the work: "… 02 đợt. Vắc xin do Chi cục X cấp"."""
_MAKES = re.compile(
    r" (?:lập|soạn|xây dựng|tổng hợp|chuẩn bị|xác định|quyết định|lựa chọn|bố trí)(?!\w)"
)
"""A sentence about what somebody makes: "…; danh sách do UBND cấp xã lập và gửi về Sở X"."""
_EVENT_OF = re.compile(rf"; (?:{OCCASION}|(?:buổi|đêm)(?!\w))[^;.]{{0,90}} do $")
"""One event of the work before: who leads it does not lead the whole."""
_A_TASK = 20
"""Letters of which a task has at least so many."""
_ONLY_LEADS = re.compile(
    r" (?:là (?:cơ quan|đơn vị) |(?:là|làm) )?"
    r"(?:(?:chủ trì|đầu mối|chịu trách nhiệm)(?: thực hiện| tham mưu)?"
    r"|(?:tổ chức |triển khai )?thực hiện|đảm nhiệm)"
    r"(?:[,;] (?:và )?(?:phối hợp với|cùng phối hợp) [^;.]*?"
    r"|[,;] [^;.]{2,160}? (?:cùng )?phối hợp(?: thực hiện)?)?"
    r"(?:,? (?:hoàn thành|xong|trước(?= (?:ngày|tháng|quý|năm|khi|mùa|\d))|trong|chậm nhất"
    r"|thời gian|thời hạn)[^;.]*)?[;.\s/]*$"
)
_ANY_LEADS = ("chủ trì", "thực hiện", "đầu mối", "chịu trách nhiệm", "đảm nhiệm")
_PARTED = re.compile(r"[;.:](?=.)")
"""A mark inside a text, without which nothing stands before who leads."""
_HELPS = re.compile(r" (?:phối hợp|cùng phối hợp|hỗ trợ|tham gia)(?!\w)")


class Labels(NamedTuple):
    """What lines with labels say."""

    leads: tuple[NamedBody, ...] = ()
    helpers: tuple[NamedBody, ...] = ()
    when: Deadline | None = None
    product: str = ""


class RolesOfCell(NamedTuple):
    """Who leads and who helps, where one cell says both behind labels."""

    leads: str
    helpers: str
    labels: tuple[str, str]
    """The words before either: "Chủ trì", "Phối hợp"; "" where none stands."""


_BEFORE_LABEL = re.compile(r"(?:^|[.;,\n])[\s*+•–-]*$")


def roles_of_cell(text: str) -> RolesOfCell | None:
    """The two parts of "Chủ trì: Sở X. Phối hợp: Sở Y, UBND các xã, phường."; None for others.

    A cell that labels more than who leads and who helps, or one of them twice, is not parted:
    nothing of it would have a place.
    """
    if ":" not in text:
        return None
    plain = plain_of(text)
    found = list(_LABEL.finditer(plain.low))
    if not found or len(found) > 2:
        return None
    said, labels = {"leads": "", "helpers": ""}, {"leads": "", "helpers": ""}
    before = plain.said(0, found[0].start()).strip(" -+•–;,\n") if found[0].start() else ""
    for number, label in enumerate(found):
        role = "leads" if label["leads"] else "helpers" if label["helpers"] else ""
        begins = label.end() - len(label[0].lstrip())  # the pattern takes a blank before it
        opens = _BEFORE_LABEL.search(plain.text[: plain.span(0, begins).end])
        if not role or labels[role] or (label.start() and not opens):
            return None
        end = found[number + 1].start() if number + 1 < len(found) else len(plain.low)
        labels[role] = plain.said(label.start(), label.end()).strip(" :*\n")
        said[role] = plain.said(label.end(), end).strip(" -+•–;\n")
    if before and labels["leads"]:
        return None
    said["leads"] = before or said["leads"]
    if not said["leads"]:
        return None
    return RolesOfCell(said["leads"], said["helpers"], (labels["leads"], labels["helpers"]))


_BARE = re.compile(
    r"[\W\d]*(?:(?P<leads>(?:giao|(?:tổ chức |phân công )?thực hiện|phân công|đầu mối"
    r"|(?:chịu )?trách nhiệm(?: chính| thực hiện)?|cơ quan|đơn vị"
    r"|(?:cơ quan|đơn vị|nơi|bên) (?:thực hiện|được giao|chịu trách nhiệm|phụ trách)))"
    r"|(?P<when>(?:hoàn thành|xong|hạn(?: cuối| hoàn thành)?|thời điểm(?: hoàn thành)?"
    r"|kỳ hạn)))[\s*]*:[\s*]*"
)
"""A line of one word and whom or when it means: "Giao: Sở X.", "Hoàn thành: trước ngày …"."""


def _bare_line(plain: Plain) -> re.Match[str] | None:
    """The label of a line that has only a body or only a time behind it; None for others."""
    if ":" not in plain.low[:40] or (found := _BARE.match(plain.low)) is None:
        return None
    if found["when"]:
        said = plain.said(found.end(), len(plain.low)).strip(" .;*/")
        return found if whole(said, None, None) is not None else None
    first = next(iter(groups(plain)), None)
    return found if first is not None and first.start == found.end() else None


def is_label_line(text: str) -> bool:
    """Whether a line begins with a label: "Đơn vị chủ trì: …", "Giao: Sở X."."""
    if ":" not in text:
        return False
    plain = plain_of(text)
    return _LABEL.match(plain.low.lstrip(" -+•(")) is not None or _bare_line(plain) is not None


def labels_in(text: str, day: date | None, issued: date | None) -> Labels:
    """What "Đơn vị chủ trì: …; thời gian: …" says inside a text."""
    if ":" not in text:
        return _in_brackets(text, day, issued)
    plain = plain_of(text)
    found = list(_LABEL.finditer(plain.low))
    if not found and (bare := _bare_line(plain)) is not None:
        said = plain.said(bare.end(), len(plain.low)).strip(" .;*/")
        if bare["when"]:
            return Labels(when=whole(said, day, issued))
        return _led_by(plain, bare.end(), len(plain.low), day, issued)
    out = Labels()
    for number, label in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(plain.low)
        stop = re.compile(r"[.)](?: |$)").search(plain.low, label.end(), end)
        end = stop.start() if stop else end
        said = plain.said(label.end(), end).strip(" ;,.*)") if end > label.end() else ""
        if not said:
            continue
        bodies = tuple(b for g in groups(plain_of(said)) for b in g.bodies)
        if label["leads"]:
            behind = next(iter(deadlines(said, day, issued)), None)
            out = out._replace(leads=bodies, when=out.when or behind)
        elif label["helpers"]:
            out = out._replace(helpers=bodies)
        elif label["when"]:
            out = out._replace(when=whole(said, day, issued))
        elif label["product"]:
            out = out._replace(product=said)
    return out if found else _in_brackets(text, day, issued)


def _in_brackets(text: str, day: date | None, issued: date | None) -> Labels:
    """Such as "… (Sở Xây dựng chủ trì, phối hợp với …; xong trong Quý IV)", "… do Sở X chủ trì"."""
    plain = plain_of(text)
    behind = _lead_behind(plain)
    if behind is not None:
        return _led_by(plain, behind, len(plain.low), day, issued)
    low = plain.low
    if "(" not in low and not low.startswith("do ") and " do " not in low:
        return Labels()
    for group in groups(plain):
        at = group.start
        if _DO.search(low, max(0, at - 4), at) is None:
            continue
        bracket = low.rfind("(", 0, at) == at - 1
        of_a_thing = _ITS_OWN.search(low, 0, at) and not begins_act(f" {low}", 0)
        if not bracket and _MAKES.match(low, group.end) and of_a_thing:
            return _led_by(plain, at, len(low), day, issued)
        if not bracket and (
            _EVENT_OF.search(low, 0, at) or _OF_WHOM.search(low, 0, at) or takes_part(low[:at])
        ):
            continue
        thing = _A_THING.search(low, 0, at) if not bracket else None
        if thing is not None and not begins_act(f" {thing['thing']}", 0):
            continue
        does = _LED.match(low, group.end) or (not bracket and _DOES.match(low, group.end))
        if not does:
            continue
        end = low.find(")", group.end) if bracket else -1
        return _led_by(plain, at, end if end >= 0 else len(low), day, issued)
    return Labels()


@lru_cache(64)  # a text is asked twice in a row
def _lead_behind(plain: Plain) -> int | None:
    """Where the last part of a text begins that only says who leads what stands before it.

    "Xây dựng nền tảng dùng chung; Thư viện Quốc gia chủ trì, hoàn thành trước ngày 31/12";
    "Lập hồ sơ di tích: Sở Văn hóa chủ trì"; "In tờ rơi. Sở Y tế chủ trì, Sở Nội vụ phối hợp."
    """
    low = plain.low
    if _PARTED.search(low, _A_TASK - 1) is None or not any(word in low for word in _ANY_LEADS):
        return None
    for group in groups(plain):
        before = low[: group.start].rstrip()
        if (
            before.endswith((";", ".", ":"))
            and len(before) > _A_TASK
            and _ONLY_LEADS.match(plain.low, group.end)
        ):
            own = duties(plain.text[: plain.span(0, group.start).end], None, None)
            return None if any(duty.who for duty in own) else group.start
    return None


def _led_by(plain: Plain, start: int, end: int, day: date | None, issued: date | None) -> Labels:
    """Who leads and who helps between two places: "Sở X chủ trì, phối hợp với Y; Z phối hợp"."""
    leads: list[NamedBody] = []
    helpers: list[NamedBody] = []
    inside = [g for g in groups(plain) if start <= g.start < end]
    for group in inside:
        if group is inside[0] or _LED.match(plain.low, group.end):
            leads += group.bodies
        elif _HELPS.match(plain.low, group.end) or _ALONG.search(plain.low, start, group.start):
            helpers += group.bodies
    when = next(iter(deadlines(plain.said(start, end), day, issued)), None)
    return Labels(tuple(leads), tuple(helpers), when)


_ALONG = re.compile(r"(?:với|cùng) $")


def without_labels(text: str) -> str:
    """The text before its first label, if that leaves anything."""
    plain = plain_of(text)
    found = _LABEL.search(plain.low) if ":" in text else None
    if found is None:
        behind = _lead_behind(plain)
        return text if behind is None else text[: plain.span(0, behind).end].rstrip(": ")
    if found.start() < 12:
        return text
    return text[: plain.span(0, found.start()).end]


def merged(first: Labels, other: Labels) -> Labels:
    """What either says; where both do, the first."""
    return Labels(
        first.leads or other.leads,
        first.helpers or other.helpers,
        first.when or other.when,
        first.product or other.product,
    )
