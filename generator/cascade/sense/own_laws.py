"""What `check` says of the sentences of a plan that nobody derived, by the laws of doubts.py.

What `derive` asks about its own sentences is told here of anybody's: a sentence that lost a part,
words of the superior's level, settlements of another kind, work that only the committee decides,
the plan that orders itself, a receiver of reports who does not get the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.doubting.doubts import doubts, issues_itself, torn_in, twice_in
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, Span, warning
from generator.grammar.competence import committee_decides, committee_submits
from generator.grammar.letters import key_of, plain_of
from generator.grammar.level_words import level_words
from generator.grammar.named_bodies import groups
from generator.grammar.quoted import unquoted
from generator.grammar.whole_names import of_police
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.doubting.doubts import Doubt
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.whose_order import Order
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.source import TomlSource

_ROOMS = frozenset(["phong", "van-phong", "trung-tam"])
_LISTED = frozenset(["so", "bo", "cong-an", "quan-su", "cuc-vu", "thanh-tra"])
_SURE = ("trên", "toàn", "địa bàn", "khắp")
"""How words of an area begin that are seldom meant of the superior's."""
_CARRIED_OUT = ("thực hiện", "triển khai thực hiện", "theo")
_SCHOOLS = re.compile(r"chỉ đạo (?:các )?(?:trường|nhà trường|cơ sở giáo dục)(?!\w)")
"""Whom a room may direct: the schools of its field."""
_SCHEDULES = re.compile(r"[\W\d]*phân bổ (?:lịch|thời gian|ca|khung giờ|điểm)(?!\w)")
"""What a body shares out of its own work, and no money."""
_OF_THEMSELVES = re.compile(
    r"[\W\d]*thành lập (?:ít nhất |tối thiểu )?(?:\d+ )?(?:các )?\W?"
    r"(?:tổ (?!công tác)|nhóm|câu lạc bộ|mô hình|đội (?:tự quản|xung kích|tình nguyện))"
)
"""What people of a village found among themselves: "thành lập ít nhất 01 Tổ liên gia"."""
_PUNISHES = re.compile(r"[\W\d]*(?:xử phạt|cưỡng chế|thu hồi|đình chỉ|cấp (?:giấy )?phép)(?!\w)")
"""What a school, a health station has no power to do."""
_OF_ITS_UNITS = re.compile(r"riêng$|\d+ ?% (?:các )?(?:xã|phường|đặc khu)$")
"""What is left of a cut sentence in a commune's plan, and said of its communes by a province."""
_PARTS = ("muc", "ket_thuc", "phu_luc")


def check_own_laws(
    plan: KeHoach, source: TomlSource, me: Addressee, orders: list[Order]
) -> Iterator[Diagnostic]:
    """LC713, LC715, LC718 to LC724, of what no clerk is asked to look at already."""
    asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
    for loc, node in walk(plan):
        if loc[0] in _PARTS and loc not in asked:
            yield from _sentence(node, loc, me, source)
    if me.committee:
        yield from _opening(plan, me, source)
    nodes = dict(walk(plan))
    for order in orders:
        if order.loc not in asked:
            said = plain(getattr(nodes[order.loc], order.key, None) or "")
            yield from _order(order, said[order.act.start : order.act.end], me, source)
    yield from _receivers(plan, me, orders, source)
    yield from _titles(plan, asked, source)


def _sentence(node: AnyNode, loc: Loc, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
    if not text:
        return
    place = source.span((*loc, "noi_dung"))
    # "Tổng kết" is all that a row may say, "CHỈ TIÊU" all that a title listed in a submission may
    row = loc[0] == "phu_luc" or text.isupper()
    for doubt in doubts(text, me):
        if doubt.sort == "torn" and row and torn_in(plain_of(text), title=True) is None:
            continue
        if doubt.sort == "torn" and me.level < RANKS["xa"] and _OF_ITS_UNITS.match(doubt.words):
            continue
        if doubt.sort == "level" and _is_whose(doubt.words, text, me):
            continue  # the list that a superior's body keeps
        if doubt.sort != "itself":  # the orders tell it, with the heading above
            yield _told(doubt, text, me, place)
    bare = not getattr(node, "bang", None) and not any(
        getattr(node, name, None) for name in ("diem", "khoan")
    )
    if text.rstrip().endswith(":") and bare and loc[0] == "muc" and _is_last(loc, node):
        message = _("“…:” mà không có gì ở dưới")
        yield warning("LC718", message, place, _("Ghi các điểm còn thiếu, hoặc đổi dấu hai chấm"))


def _is_last(loc: Loc, node: AnyNode) -> bool:
    """A point may announce those beside it; an item announces what is in it."""
    return loc[-2] == "khoan" and getattr(node, "danh_so", False)


def _is_whose(words: str, text: str, me: Addressee) -> bool:
    """Whether an area is that of something a superior's body has: "… toàn tỉnh của Sở Y tế"."""
    low = plain_of(text)
    end = low.low.find(f"{words.lower()} của ") + len(words) + len(" của ")
    first = next((g for g in groups(low) if g.start == end), None)
    return first is not None and me.kins(first.bodies) <= {Kin.ABOVE}


def _told(doubt: Doubt, text: str, me: Addressee, place: Span | None) -> Diagnostic:
    words = doubt.words
    if doubt.sort == "torn":
        if twice_in(plain_of(text).low) is not None:
            message = _("Một câu, một địa bàn nêu hai lần trong cùng một đoạn")
            return warning("LC719", message, place, _("Bỏ lần thứ hai"))
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”").format(chu=words)
        return warning("LC718", message, place, _("Viết lại cho đủ câu"))
    if doubt.sort in ("settlement", "kind"):
        message = _("“{chu}” không có ở {don_vi}").format(chu=words, don_vi=me.unit)
        return warning("LC720", message, place, _("Ghi theo đơn vị của mình"))
    message = _("“{chu}” là địa bàn của cấp trên; kế hoạch này là của {don_vi}")
    hint = _("Nếu là địa bàn của mình thì viết “trên địa bàn {cap}”").format(cap=me.word)
    told = message.format(chu=words, don_vi=me.unit)
    sure = words.lower().startswith(_SURE)
    return Diagnostic("LC713", Severity.WARNING if sure else Severity.INFO, told, place, (hint,))


def _opening(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC713 of the title, and of what the words of enactment say behind the issuer."""
    texts: list[tuple[str, Loc]] = [(plan.van_ban.trich_yeu, ("van_ban", "trich_yeu"))]
    texts += [
        (paragraph.noi_dung, ("mo_dau", i, "noi_dung"))
        for i, paragraph in enumerate(plan.mo_dau)
        if paragraph.vai_tro == "loi_dan"
    ]
    for text, loc in texts:
        low = plain_of(plain(text))
        own = [g.end for g in groups(low) if Kin.SELF in me.kins(g.bodies)]
        start = own[-1] if own else 0
        rest = low.low[start:]
        if (loc[0] == "mo_dau" and not own) or any(word in rest for word in _CARRIED_OUT):
            continue
        for word in level_words(low):
            if word.start >= start and word.how == "dia-ban" and word.unit != me.word:
                message = _("“{chu}” là địa bàn của cấp trên; kế hoạch này là của {don_vi}")
                told = message.format(chu=low.said(word.start, word.end), don_vi=me.unit)
                hint = _("Chỉ nêu địa bàn của mình")
                yield warning("LC713", told, source.span(loc), hint)


def _order(order: Order, act: str, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC711, LC721, LC722: a department reports to itself, a room decides, the plan orders itself.

    `act` is what has to be done, from its verb on.
    """
    kins = me.kins(order.leads)
    place = source.span((*order.loc, order.key))
    itself = any(me.kin(b) is Kin.SELF and not b.every for b in (*order.to, *order.before))
    if not me.committee and itself and (Kin.SELF in kins or _same_head(order)):
        message = _("“{ten}” không chịu trách nhiệm, không báo cáo với chính mình")
        hint = _("Ghi cơ quan cấp trên, hoặc ghi bộ phận phải báo cáo")
        yield warning("LC711", message.format(ten=me.name), place, hint)
    rooms = bool(order.leads) and all(b.kind in _ROOMS and not b.every for b in order.leads)
    decides = committee_decides(act) or committee_submits(act)
    low = plain_of(act).low
    decides = decides and _SCHOOLS.match(low) is None and _SCHEDULES.match(low) is None
    if me.committee and rooms and kins <= {Kin.OWN} and decides:
        message = _("“{ten}” chỉ tham mưu: việc này Ủy ban nhân dân, Chủ tịch quyết định")
        hint = _("Viết “Tham mưu UBND {cap} …”, hoặc đưa ra mục của Chủ tịch").format(cap=me.word)
        yield warning("LC721", message.format(ten=order.leads[0].text), place, hint)
    kinds = {body.kind for body in order.leads}
    powerless = kinds == {"thon"} and committee_decides(act) and _OF_THEMSELVES.match(low) is None
    powerless |= kinds == {"su-nghiep"} and _PUNISHES.match(plain_of(act).low) is not None
    if me.committee and powerless and kins <= {Kin.OWN, Kin.BELOW}:
        message = _("“{ten}” không có thẩm quyền ấy: việc này Ủy ban nhân dân, Chủ tịch quyết định")
        hint = _("Đưa ra mục của Chủ tịch, hoặc ghi phần vận động, báo cáo")
        yield warning("LC721", message.format(ten=order.leads[0].text), place, hint)
    if Kin.SELF in kins and order.role == "lead" and issues_itself(plain_of(act).low):
        message = _("Kế hoạch giao ban hành chính kế hoạch này")
        hint = _("Bỏ việc ấy: khi kế hoạch này ban hành là đã xong")
        yield warning("LC722", message, place, hint)


def _same_head(order: Order) -> bool:
    """Whether the head of a body answers before that head: "Giám đốc Sở … trước Giám đốc Sở"."""
    names = {key_of(body.text) for body in order.leads if body.head}
    return any(body.head and key_of(body.text) in names for body in order.before)


def _receivers(
    plan: KeHoach, me: Addressee, orders: list[Order], source: TomlSource
) -> Iterator[Diagnostic]:
    """LC723: who gets the unit's reports gets the plan, too."""
    if not plan.noi_nhan:
        return
    listed = key_of(" | ".join(plain(line.noi_dung) for line in plan.noi_nhan))
    told: set[str] = set()
    for order in orders:
        if not me.kins(order.leads) <= {Kin.SELF, Kin.OWN, Kin.EVERYBODY}:
            continue
        for body in order.to:
            named = _is_above(body, me) and not body.every
            name = key_of(body.text)
            name = key_of(body.name) if key_of(body.name) in listed and body.kind == "so" else name
            if not named or body.head or of_police(body.name) or name in listed or name in told:
                continue
            told.add(name)
            message = _("“{ten}” nhận báo cáo mà không có ở Nơi nhận").format(ten=body.text)
            place = source.span((*order.loc, order.key))
            yield warning("LC723", message, place, _("Thêm vào Nơi nhận"))


def _is_above(body: NamedBody, me: Addressee) -> bool:
    """Whether a body is of the superior's level; of organisations too, which are asked."""
    kin = me.kin(body)
    if kin is Kin.FRONT:
        return me.committee and body.units == (me.word_above,)
    return kin is Kin.ABOVE and body.kind in _LISTED


def _titles(plan: KeHoach, asked: set[Loc], source: TomlSource) -> Iterator[Diagnostic]:
    """LC724: two items of one list with the same title."""
    seen: set[tuple[object, ...]] = set()
    for loc, node in walk(plan):
        title = key_of(plain(getattr(node, "tieu_de", None) or ""))
        if not title or loc[0] != "muc" or loc in asked:
            continue
        key = (*loc[:-1], title)
        if key in seen:
            message = _("Hai mục cùng cấp có cùng tiêu đề")
            yield warning(
                "LC724", message, source.span((*loc, "tieu_de")), _("Nhập lại làm một mục")
            )
        seen.add(key)
