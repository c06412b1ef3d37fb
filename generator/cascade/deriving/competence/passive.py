"""What is done by the unit, said of the thing: "danh sách học viên do Sở X lập" is its own work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_MINE = frozenset([Kin.SELF, Kin.SOME, Kin.EVERYBODY])
_MADE = re.compile(
    r" (?P<verb>(?:rà soát, )?(?:lập|cung cấp|biên soạn|chuẩn bị|xây dựng|tổng hợp|xác nhận"
    r"|lựa chọn|giới thiệu|soạn thảo|in|gửi|bàn giao|đề xuất))"
    r"(?=[.;]|$|, gửi | (?:trước|trong|xong|chậm nhất|hằng|và gửi|gửi|theo)(?!\w))"
)
_THING = re.compile(
    r"[\W\d]*(?:[a-zđ]\) ?)?(?:(?:các|những|toàn bộ) )?(?P<thing>\w[^,;:.]{4,90}?) do $"
)

_VERB = re.compile(
    r"(?:tổng hợp|thẩm định|tiếp nhận|phê duyệt|rà soát|kiểm tra|xem xét|sử dụng|đề xuất|đăng ký"
    r"|cung cấp|chuẩn bị|thực hiện|quản lý|lựa chọn|giới thiệu|đề nghị|bàn giao|cập nhật|công bố"
    r"|xác nhận|xây dựng|tổ chức|khai thác|nghiệm thu|thanh toán|chi trả|nộp|gửi|trình|lập|duyệt"
    r"|cấp|xử lý|báo cáo|ban hành|biên soạn)(?!\w)"
)


def made_by_unit(unit: Addressee, clause: str) -> str:
    """A clause about a thing that the unit makes, as its own work; "" for another clause."""
    if " do " not in clause:
        return ""
    plain = plain_of(clause)
    for group in groups(plain):
        before = _THING.match(plain.low[: group.start])
        made = _MADE.match(plain.low, group.end)
        if before is None or made is None or begins_work(before["thing"]):
            continue
        if Kin.SELF not in unit.kins(group.bodies):
            return ""
        verb = plain.said(*made.span("verb"))
        thing = plain.said(*before.span("thing"))
        rest = plain.said(made.end(), len(plain.low))
        return f"{verb[:1].upper()}{verb[1:]} {small(thing)}{rest}"
    return ""


_HANDLES = re.compile(
    r"(?:^|; )[\W\d]*(?:[a-zđ]\) ?)?(?:tiếp nhận, )?(?:thẩm định|giải quyết|xử lý|phê duyệt"
    r"|xem xét|trả lời|kiểm tra|thẩm tra|xác minh|cấp|thanh toán|công nhận)(?!\w)[^;.]*? do $"
)
_COMES = re.compile(r" (?:chuyển|gửi|trình|nộp)(?: (?:đến|lên|tới|về))?(?!\w)(?P<rest>[^;.]*)")
_DUE = re.compile(r"(?<!\w)(?:trước|chậm nhất|vào) (?:ngày )?\d")


def handles_what_comes(unit: Addressee, clause: str) -> bool:
    """Whether a clause only handles what the unit sends of its own accord: the work is another's.

    "Thẩm định hồ sơ do UBND cấp xã chuyển đến trong 05 ngày làm việc": the days are his, too. With
    a day by which it is sent, the unit has to send it.
    """
    plain = plain_of(clause)
    for group in groups(plain) if " do " in plain.low else ():
        if not unit.kins(group.bodies) & _MINE or _HANDLES.search(plain.low[: group.start]) is None:
            continue
        comes = _COMES.match(plain.low, group.end)
        return comes is not None and _DUE.search(comes["rest"]) is None
    return False


_GROUND = re.compile(r",? (?:trên cơ sở|theo|căn cứ(?: vào)?) (?=[^,;.]+ do $)")


def done_by(unit: Addressee, clause: str, others: str) -> str:
    """What the unit does in a clause about what `others` do with it; "" for no such clause.

    "Tổng hợp nhu cầu do UBND cấp xã đề xuất trước ngày 15/8" is "Đề xuất nhu cầu …" there; what
    they do on the ground of it is theirs: "Cấp 930 bộ sách theo nhu cầu do UBND cấp xã đăng ký".
    """
    plain = plain_of(clause)
    for group in groups(plain):
        if not plain.low.endswith("do ", 0, group.start) or not unit.kins(group.bodies) & _MINE:
            continue
        begins = plain.low.rfind("; ", 0, group.start) + 2 if "; " in plain.low else 0
        about = plain.said(begins, group.start - 3).strip(" ,")
        does = plain.said(group.end, len(plain.low)).strip(" ,")
        if (ground := _GROUND.search(plain.low[: group.start])) is not None:
            thing = plain.said(ground.end(), group.start - 3).strip()
            theirs = small(plain.said(begins, ground.start()).strip(" -+*,"))
            did, rest = _verb(plain_of(does).low), does.rstrip(" .")
            done = f"{rest[:1].upper()}{did[1:]} {thing}{rest[len(did) :]}"
            return f"{done} để {others} {theirs}." if did else ""
        verb = _verb(plain_of(about).low), _verb(plain_of(does).low)
        thing, rest = about[len(verb[0]) :].strip(" ,"), does[len(verb[1]) :]
        if not thing or not all(verb):
            return ""
        if rest.startswith(","):  # what comes behind is again the work of whom it is made for
            return f"{does[:1].upper()}{verb[1][1:]} {thing} để {small(verb[0])}{rest}"
        return f"{does[:1].upper()}{verb[1][1:]} {thing}{rest}"
    return ""


def _verb(low: str) -> str:
    """The verb with which words begin; "" for words that begin with none known."""
    found = _VERB.match(low)
    return found[0] if found is not None else ""
