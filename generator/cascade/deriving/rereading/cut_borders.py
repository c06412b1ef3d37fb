"""What is left out begins and ends where a clause does, or the name of a body; nothing is torn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.two_texts import OpenPoint
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.act_verbs import begins_deed
from generator.grammar.openings import opens
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rereading.two_texts import LeftOut, TwoTexts

_US = frozenset([Kin.SELF, Kin.SOME])
_MARKS = frozenset(".,;:()")
_SHOWN = 40
_SEVERAL = ("các", "những")
_LABEL = re.compile(r"[\W\d]*(?:(?:[a-zđ]|\d{1,2})[.)] )?")
_JOINS = re.compile(
    r"các|mỗi|từng|những|mọi|cấp|và|của|cho|với|do|tại|ở|thì|là|được|để|cùng|hoặc|giao|chỉ|đạo"
    r"|yêu|cầu|đề|nghị|phối|hợp|chặt|chẽ|hướng|dẫn|đôn|đốc|lãnh|phân|công|thôn|bản|ấp|khóm"
    r"|buôn|xóm|làng|khu|phố|tổ|dân|hai|ba|này|đồng|chí|riêng|đối|tỉnh|thành|xã|phường|đặc|thị"
    r"|trấn|huyện|ủy|ban|nhân|ubnd|trung|ương|trực|thuộc|thực|hiện|tham|mưu|chức|báo|cáo|trình|gửi"
    r"|trong|đó|trì"
)
"""Words that go with the name of a body, or with an order to it."""
_COUNTED = re.compile(r"\d (?P<what>[^\W\d]+ [^\W\d]+)\W*$")
_SHORT = 60
_MAY_FOLLOW = (
    "không ", "và ", "nhất là", "đặc biệt", "lực lượng", "phải ", "có ", "là ", "do ", "được ",
    "bị ", "cần ",
)  # fmt: skip
"""Words with which a clause goes on."""
_TWICE = re.compile(r"(?<!\w)([^\W\d]{2,}) \1(?!\w)")
_ADVISED = re.compile(
    r"(?:^|[.;,] )(?:riêng|đối với) [^.;,]*[^\W_] tham mưu "
    r"|(?<!\w)tham mưu (?:cho )?(?:chủ tịch )?ủy ban nhân dân (?:tỉnh|xã|phường|đặc khu)[.;]?$"
)
"""Advice with a subject of its own before it, or about nothing."""
_SUBMITS = re.compile(
    r"(?<!\w)trình [^.;]*, trình (?:trong|trước|vào|quý|năm|tại) |(?<!\w)trình [^.;,]{3,40} trình "
)
_APART = re.compile(r"(?:^|[.;,] )riêng (?:các )?(?:tỉnh|thành phố|xã|phường|đặc khu) (?=\D*\d)")
"""One part of a whole that is no more: "…, riêng tỉnh ít nhất 03 kho"."""
_OTHERS = re.compile(r"[\W\d]*(?:các )?(?:xã|phường|đặc khu|địa phương|nơi) (?:khác|còn lại)(?!\w)")
_AS_OBJECT = re.compile(
    r"(?<!\w)(?:với|của|cho|tại|về) (?:các )?(?:ủy ban nhân dân )?(?:các |cấp )?"
    r"(?:xã|phường|đặc khu|địa phương)$"
)
"""Units of which a text speaks, with more of their name to come: "phối hợp với xã | sở tại"."""
_STUMP = re.compile(
    r"[\W\d]*(?:(?:là|làm) đầu mối"
    r"|(?:(?:tổ chức|triển khai|thực hiện)\W*)+(?:(?:kế hoạch|nội dung) này)?)\W*"
)
"""A part of what a room does that says nothing by itself."""


def cut_borders(two: TwoTexts) -> Iterator[OpenPoint]:
    """Where a derived sentence is torn."""
    if two.same:
        return
    low = two.below.low
    if two.leaf and _STUMP.fullmatch(low) is not None:
        yield OpenPoint("torn", two.below.text.strip())
        return
    for cut in two.cuts:
        if (torn := _torn(two, cut)) is not None:
            yield OpenPoint("torn", torn)
            return
    if (found := _TWICE.search(two.below.text)) and found[0] not in two.above.text:
        yield OpenPoint("torn", found[0])
        return
    for pattern in (_ADVISED, _SUBMITS, _OTHERS, _APART):
        found = pattern.search(low)
        if found is not None and pattern.search(two.above.low) is None:
            yield OpenPoint("torn", two.below.said(*found.span()).strip())
            return
    yield from _head_of_colon(two)
    yield from _of_what(two)


def _of_what(two: TwoTexts) -> Iterator[OpenPoint]:
    """A thing counted of which the part left out said more: "mỗi phường 01 sản phẩm"."""
    last = _COUNTED.search(two.below.low)
    if last is None or len(two.below.low) > _SHORT:
        return
    more = re.search(rf"\d {re.escape(last['what'])} (?!trở|/)[^\W\d]+", two.above.low)
    if more is not None and not two.below.low.startswith(two.above.low[: more.start()].strip()):
        yield OpenPoint("torn", two.below.said(*last.span()).strip(" ."))


def _torn(two: TwoTexts, cut: LeftOut) -> str | None:
    """What is left behind a stretch that ends within a name, or within a list."""
    words = two.words
    if cut.last + 1 >= len(words) or words[cut.last + 1].key in _MARKS:
        return _rest_of_list(two, cut)
    if words[cut.last].key in _MARKS:
        return None
    end, then = words[cut.last].end, words[cut.last + 1]
    shown = two.below.said(cut.at, min(len(two.below.low), cut.at + _SHOWN))
    inside = any(g.start < end and then.start < g.end for g in two.there)
    begins = _may_begin(two, cut.at)
    first = not two.below.low[: cut.at].strip(" -+•*")
    if inside and first and not begins:
        return shown
    if first and not begins and _AS_OBJECT.search(two.above.low[:end]) is not None:
        return shown
    tail = []
    for word in reversed(words[cut.first : cut.last + 1]):
        if word.key in _MARKS:
            break
        tail.append(word)
    behind = [then.key, *(word.key for word in tail)]
    covered = all(
        _JOINS.fullmatch(word.key)
        or (word.key == "chủ" and after == "trì")
        or any(g.start <= word.start < g.end for g in two.there)
        for word, after in zip(tail, behind, strict=False)
    )
    named = any(g.end <= tail[-1].start for g in two.there)
    if covered or not named or two.below.low[cut.at : cut.at + 1].isdigit():
        return None
    clause = max(two.below.low.rfind(mark, 0, cut.at) for mark in ".;:")
    if not first and any(clause < start < cut.at for start, _end in two.came):
        return None  # put in other words
    return shown if not begins or tail[-1].key in _SEVERAL else None


def _rest_of_list(two: TwoTexts, cut: LeftOut) -> str | None:
    """The rest of a name with a comma in it: "Ban Quản lý rừng phòng hộ, | rừng đặc dụng"."""
    words = two.words
    if cut.last + 2 >= len(words) or words[cut.last + 1].key != ",":
        return None
    end = words[cut.last].end
    at = cut.at + len(", ")
    if not cut.first or not any(g.start < end <= g.end for g in two.there):
        return None
    if two.below.low[cut.at : at] != ", " or _may_begin(two, at):
        return None
    if not any(not two.below.low[: g.start].strip(" -+•*") and g.end == cut.at for g in two.here):
        return None
    return two.below.said(at, min(len(two.below.low), at + _SHOWN))


def _may_begin(two: TwoTexts, at: int) -> bool:
    """Whether a clause may begin at a place of the derived text."""
    found = _LABEL.match(two.below.low, at)
    start = found.end() if found is not None else at
    low = two.below.low[start:]
    if begins_work(low) or opens(low) or begins_deed(f" {low}", 0):
        return True
    named = {body.name for group in two.there for body in group.bodies}
    near = any(
        g.start < start < g.end
        or (
            g.start - len("theo ") < start <= g.start
            and (two.kins(g) & {*_US, Kin.OWN} or g.bodies[0].name in named)
        )
        for g in two.here
    )
    own = low.startswith(f"{two.me.word} ") and _OTHERS.match(low) is None
    return near or own or low[:1].isdigit() or low.startswith(_MAY_FOLLOW)


def _may_act(low: str) -> bool:
    return begins_work(low) or begins_deed(f" {low}", 0)


def _head_of_colon(two: TwoTexts) -> Iterator[OpenPoint]:
    """What is left of a class before a colon: "Trồng sầu riêng (Chợ Lách): đóng cống"."""
    head, colon, rest = two.below.low.partition(":")
    old, was, _rest = two.above.low.partition(":")
    if not colon or not was or len(head) >= len(old) or not _may_act(rest.strip()):
        return
    mine = any(g.start < len(old) and two.kins(g) & _US for g in two.there)
    ours = any(g.start < len(head) and two.kins(g) & {*_US, Kin.OWN} for g in two.here)
    if mine and not ours and not head.lstrip(" -+").startswith(("về ", "đối với ", "kinh phí")):
        yield OpenPoint("torn", two.below.said(0, len(head)))
