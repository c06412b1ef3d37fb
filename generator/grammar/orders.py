"""The orders of a whole plan: for each node who acts, with whom, what, by when, to whom.

A sentence often leaves out who acts: the heading above says it ("Sở Công Thương"), a paragraph
before ("… yêu cầu các sở, ngành thực hiện các nhiệm vụ sau:"), or a line with a label behind
("Đơn vị chủ trì: …"). `orders(plan)` reads the plan in order and puts that together.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.grammar.deadlines import deadlines, whole
from generator.grammar.duties import Duty, duties
from generator.grammar.letters import LetterSpan, plain_of
from generator.grammar.named_bodies import NamedBody, groups
from generator.plan.wording import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from generator.grammar.deadline_hits import Deadline
    from generator.grammar.letters import Plain
    from generator.plan.model import Diem, Doan, KeHoach, Khoan, Loc, Muc

OwnRole = Literal["lead", "coordinate", "asked", "answer"]
"""What the bodies of an order do themselves: reports and advice are led, too."""
Where = Literal["opening", "order", "heading", "above", "label", "agencies"]
"""Where it is said who acts: first words, an order inside the sentence, the heading, a
paragraph before, a line with a label, `co_quan` of the item."""


class Order(NamedTuple):
    """What a plan orders at one place. A place where several are named has several orders."""

    id: str
    """Of the node."""
    loc: Loc
    key: str
    """The field that holds the words: "noi_dung" or "tieu_de"."""
    span: LetterSpan
    """The clause inside that field."""
    leads: tuple[NamedBody, ...]
    agencies: tuple[str, ...]
    """Ids that the item gives itself (`co_quan`), where it has them."""
    helpers: tuple[NamedBody, ...]
    role: OwnRole
    where: Where
    act: LetterSpan
    product: LetterSpan | None
    product_said: str
    """The product where a label gives it: outside the field."""
    when: Deadline | None
    more: tuple[Deadline, ...]
    """Further last days that its words set: "6 tháng trước ngày 10/6, năm trước ngày 05/12"."""
    to: tuple[NamedBody, ...]
    """To whom it is reported."""
    before: tuple[NamedBody, ...]
    """Before whom somebody is responsible."""
    text: str
    """The words of the clause."""
    part: str
    """The title of its part of the plan."""


class Context(NamedTuple):
    """What holds for the nodes below a heading or after a paragraph."""

    who: tuple[NamedBody, ...] = ()
    agencies: tuple[str, ...] = ()
    where: Where = "heading"
    role: OwnRole = "lead"
    part: str = ""
    silent: bool = False
    """Aims, assessments: nothing is ordered there."""
    strict: bool = False
    """Demands, money: only where somebody is named."""


_SILENT = re.compile(
    r"^(?:mục đích|mục tiêu|quan điểm|đánh giá|tình hình|thực trạng|kết quả|bối cảnh"
    r"|sự cần thiết|căn cứ"
    r"|chỉ tiêu|đối tượng|phạm vi|nội dung báo cáo|ưu điểm|tồn tại|hạn chế|nguyên nhân)(?!\w)"
)
_STRICT = re.compile(r"(?:^|, )(?:yêu cầu|kinh phí|nguồn lực|nguồn kinh phí)(?!\w)")
_GIVEN = re.compile(
    r"^(?:[\s*“\"(]*)(?:(?:đề nghị|giao|yêu cầu|đối với|trách nhiệm của|nhiệm vụ của"
    r"|phân công)(?: nhiệm vụ cho| cho)? )?"
    r"(?:đồng chí )?"
)
_ASKED = re.compile(r"^\W*đề nghị ")
_ASIDE = re.compile(r"^[\s*]*\([^()]*\)[\s*.;]*$")
"""Such as "(Chi tiết tại Phụ lục kèm theo)": nothing is ordered."""
_GENERAL = re.compile(r"nghiêm túc|vướng mắc|Nhận được|Trên đây là|yêu cầu")
"""A closing that binds everybody and gives nobody a task of its own."""
_STATES = re.compile(
    r" là (?:nhiệm vụ|yêu cầu|trách nhiệm|vấn đề|giải pháp|khâu|nội dung"
    r"|một trong)(?!\w)[^;:]*$"
)
_REST = re.compile(r"^[\s:;,.*()”\"]*(?:và )?$")
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
    r"|phần mềm|hệ thống|nền tảng|cuộc thi|lớp|chương trình|dự án) do $"
)
"""What somebody made, and not who does it: "theo danh sách do Sở X cung cấp"."""
_HELPS = re.compile(r" (?:phối hợp|cùng phối hợp|hỗ trợ|tham gia)(?!\w)")


class _Labels(NamedTuple):
    """What lines with labels say."""

    leads: tuple[NamedBody, ...] = ()
    helpers: tuple[NamedBody, ...] = ()
    when: Deadline | None = None
    product: str = ""


def orders(plan: KeHoach) -> list[Order]:
    """The orders of a plan's text, in reading order; rows of tables are tasks already.

    What a person has said is no task (`giao_viec` dropped) orders nothing.
    """
    dropped = {(r.nut, r.doan) for r in plan.giao_viec if r.trang_thai == "bo"}
    read = _Reader(plan).run()
    if not dropped:
        return list(read)
    return [o for o in read if not {(o.id, None), (o.id, plain(o.text).strip())} & dropped]


def heading(text: str | None) -> tuple[tuple[NamedBody, ...], bool]:
    """The bodies of a title that names nothing but bodies, and whether they are asked.

    "Đề nghị Ủy ban MTTQ Việt Nam tỉnh:" → (that body, True); another title → ((), False).
    """
    if not text:
        return (), False
    plain = plain_of(text)
    given = _GIVEN.match(plain.low)
    start = given.end() if given else 0
    found = groups(plain)
    if not found or found[0].start > start + 1:
        return (), False
    rest = plain.low[found[0].end :]
    if _REST.match(rest):
        return found[0].bodies, bool(_ASKED.match(plain.low))
    return (), False


class _Reader:
    def __init__(self, plan: KeHoach) -> None:
        self.plan = plan
        self.day = plan.day()
        self.issued = plan.van_ban.ngay
        self.issuer = plan.van_ban.co_quan

    def run(self) -> Iterator[Order]:
        context = Context()
        for i, paragraph in enumerate(self.plan.mo_dau):
            if paragraph.vai_tro in ("can_cu", "boi_canh", "loi_dan") and self.plan.muc:
                continue
            yield from self._paragraph(paragraph, ("mo_dau", i), context)
        for i, section in enumerate(self.plan.muc):
            yield from self._section(section, ("muc", i), context)
        for i, paragraph in enumerate(self.plan.ket_thuc):
            if not _GENERAL.search(paragraph.noi_dung):
                yield from self._paragraph(paragraph, ("ket_thuc", i), context)

    # ------------------------------------------------------------------ the outline

    def _section(self, section: Muc, loc: Loc, above: Context) -> Iterator[Order]:
        context = self._entered(section.tieu_de, above)._replace(part=section.tieu_de)
        if not section.tieu_de.isupper() and not heading(section.tieu_de)[0]:  # a whole sentence
            alone = above._replace(strict=True)
            yield from self._node(section.id, loc, "tieu_de", section.tieu_de, alone, _Labels())
        yield from self._items(section.khoan, (*loc, "khoan"), context)
        for i, below in enumerate(section.muc):
            yield from self._section(below, (*loc, "muc", i), context)

    def _entered(self, title: str | None, above: Context) -> Context:
        """The context below a title."""
        if not title:
            return above
        who, asked = heading(title)
        if who:
            role: OwnRole = "asked" if asked else "lead"
            return above._replace(who=who, agencies=(), where="heading", role=role, silent=False)
        low = plain_of(title).low.strip()
        silent = above.silent or bool(_SILENT.match(low))
        strict = above.strict or bool(_STRICT.search(low))
        if silent and strict and ", yêu cầu" in low:
            silent = False  # "Mục đích, yêu cầu": its items have titles of their own
        return above._replace(silent=silent, strict=strict)

    def _items(self, items: Sequence[Khoan], loc: Loc, above: Context) -> Iterator[Order]:
        context = above
        for i, item in enumerate(items):
            here = (*loc, i)
            inner = self._entered(item.tieu_de, context)
            if item.co_quan:
                inner = inner._replace(agencies=tuple(item.co_quan))
                if not inner.who or inner.who == context.who:
                    inner = inner._replace(who=(), where="agencies")
            yield from self._item(item, here, inner)
            context = self._after(item.noi_dung, context, has_points=bool(item.diem))

    def _item(self, item: Khoan, loc: Loc, context: Context) -> Iterator[Order]:
        labels = self._own_labels(item.diem)
        text, key = (item.noi_dung, "noi_dung") if item.noi_dung else (item.tieu_de, "tieu_de")
        below = bool(item.diem or item.khoan)
        if text:
            if not below or (key == "noi_dung" and not text.rstrip(" *").endswith(":")):
                named_title = key == "tieu_de" and below
                if not named_title and not (key == "tieu_de" and heading(text)[0]):
                    yield from self._node(item.id, loc, key, text, context, labels)
            else:
                context = self._begun(text, context)
        yield from self._points(item.diem, (*loc, "diem"), context, labels)
        yield from self._items(item.khoan, (*loc, "khoan"), context)

    def _points(
        self, points: Sequence[Diem], loc: Loc, above: Context, labels: _Labels
    ) -> Iterator[Order]:
        context = above
        for i, point in enumerate(points):
            if is_label_line(point.noi_dung):
                continue
            here = (*loc, i)
            who, asked = heading(point.noi_dung)
            if who and point.diem:
                role: OwnRole = "asked" if asked else "lead"
                inner = context._replace(who=who, agencies=(), where="heading", role=role)
                yield from self._points(point.diem, (*here, "diem"), inner, labels)
                continue
            begun = point.noi_dung.rstrip(" *").endswith(":") and bool(point.diem)
            inner = self._begun(point.noi_dung, context) if begun else context
            if not begun:
                yield from self._node(point.id, here, "noi_dung", point.noi_dung, context, labels)
                inner = self._continued(point.noi_dung, context)
            own = self._own_labels(point.diem)
            yield from self._points(point.diem, (*here, "diem"), inner, own)
            context = self._after(point.noi_dung, context, has_points=bool(point.diem))

    def _continued(self, text: str, context: Context) -> Context:
        """Points below a sentence go on with its subject."""
        named = next((d for d in duties(text, self.day, self.issued) if d.who), None)
        return context._replace(who=named.who, agencies=()) if named is not None else context

    def _begun(self, text: str, context: Context) -> Context:
        """Such as "Sở Nội vụ có trách nhiệm:", "Yêu cầu các sở …:" with points below."""
        named = next((d for d in duties(text, self.day, self.issued) if d.who), None)
        if named is None:
            return self._entered(text, context)
        return context._replace(
            who=named.who, agencies=(), where="heading", role=_own_role(named), silent=False
        )

    def _after(self, text: str | None, context: Context, *, has_points: bool) -> Context:
        """A paragraph that ends with a colon and names whom it orders speaks for what follows."""
        if not text or has_points or not text.rstrip(" *").endswith(":"):
            return context
        named = next((d for d in duties(text, self.day, self.issued) if d.who), None)
        if named is None:
            return context
        return context._replace(who=named.who, agencies=(), where="above", role=_own_role(named))

    # ------------------------------------------------------------------ one place

    def _paragraph(self, paragraph: Doan, loc: Loc, context: Context) -> Iterator[Order]:
        yield from self._node(
            paragraph.id, loc, "noi_dung", paragraph.noi_dung,
            context._replace(strict=True), _Labels(),
        )  # fmt: skip

    def _node(
        self, id_: str, loc: Loc, key: str, text: str, context: Context, labels: _Labels
    ) -> Iterator[Order]:
        if context.silent:
            return
        if _ASIDE.match(text) or text.rstrip(" *").endswith(":"):
            return
        labels = _merged(labels_in(text, self.day, self.issued), labels)
        held = bool(context.who or context.agencies) and context.where != "above"
        said = duties(_without_labels(text), self.day, self.issued)
        for found in _by_subject(said, held=held):
            order = self._order(id_, loc, key, text, found, context, labels)
            if order is not None:
                yield order

    def _order(
        self, id_: str, loc: Loc, key: str, text: str, found: list[Duty], context: Context,
        labels: _Labels,
    ) -> Order | None:  # fmt: skip
        first = found[0]
        held = bool(context.who or context.agencies) and context.where != "above"
        if not first.who and _STATES.search(text, *first.span):
            return None
        inherit = not first.who or (first.said == "order" and held)
        who = context.who if inherit else first.who
        agencies = context.agencies if inherit else ()
        where: Where = (
            context.where if inherit else ("order" if first.said == "order" else "opening")
        )
        if inherit and labels.leads:
            who, agencies, where = labels.leads, (), "label"
        if not who and not agencies:
            return None
        if context.strict and inherit and where != "label" and where != "agencies":
            return None
        role = context.role if inherit and first.role == "lead" else _own_role(first)
        span = LetterSpan(first.span.start, found[-1].span.end)
        whens = [d.when for d in found if d.when is not None]
        dated = [w for w in whens if w.last is not None or w.each]
        when = dated[0] if dated else whens[0] if whens else labels.when
        return Order(
            id=id_, loc=loc, key=key, span=span, leads=who, agencies=agencies,
            helpers=tuple(dict.fromkeys(
                [b for d in found if d.role in ("lead", "coordinate", "asked") for b in d.whom]
                + list(labels.helpers)
            )),
            role=role, where=where, act=LetterSpan(first.act.start, span.end),
            product=next((d.product for d in found if d.product is not None), None),
            product_said=labels.product,
            when=when,
            more=_further(deadlines(text, self.day, self.issued), span, when),
            to=tuple(dict.fromkeys(b for d in found if d.role == "report" for b in d.whom)),
            before=tuple(b for d in found if d.role == "answer" for b in d.whom),
            text=text[span.start : span.end], part=context.part,
        )  # fmt: skip

    def _own_labels(self, points: Sequence[Diem]) -> _Labels:
        """What the lines with labels among some points say of all of them."""
        out = _Labels()
        for point in points:
            if is_label_line(point.noi_dung):
                out = _merged(out, labels_in(point.noi_dung, self.day, self.issued))
        return out


def _further(
    said: Sequence[Deadline], span: LetterSpan, when: Deadline | None
) -> tuple[Deadline, ...]:
    """The deadlines of a clause that end on other days than its first one."""
    if when is None or not (when.last or when.each):
        return ()
    found: dict[tuple[date | None, str], Deadline] = {}
    for deadline in said:
        ends = (deadline.last, deadline.each)
        inside = span.start <= deadline.span.start < span.end
        if any(ends) and ends != (when.last, when.each) and inside:
            found.setdefault(ends, deadline)
    return tuple(found.values())


def _own_role(duty: Duty) -> OwnRole:
    if duty.role == "advise" or duty.role == "report":
        return "lead"
    return duty.role


def _by_subject(found: Sequence[Duty], *, held: bool) -> list[list[Duty]]:
    """The duties of a text, those of one subject in a row together.

    Where the heading names who acts, "yêu cầu các đơn vị …" is what it has to do.
    """
    out: list[list[Duty]] = []
    for duty in found:
        own = () if held and duty.said == "order" else duty.who
        if out and own == (() if held and out[-1][0].said == "order" else out[-1][0].who):
            out[-1].append(duty)
        else:
            out.append([duty])
    return out


# ------------------------------------------------------------------------------ labels


def is_label_line(text: str) -> bool:
    """Whether a line begins with a label: "Đơn vị chủ trì: …"."""
    found = _LABEL.match(plain_of(text).low.lstrip(" -+•("))
    return found is not None


def labels_in(text: str, day: date | None, issued: date | None) -> _Labels:
    """What "Đơn vị chủ trì: …; thời gian: …" says inside a text."""
    if ":" not in text:
        return _in_brackets(text, day, issued)
    plain = plain_of(text)
    found = list(_LABEL.finditer(plain.low))
    out = _Labels()
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


def _in_brackets(text: str, day: date | None, issued: date | None) -> _Labels:
    """Such as "… (Sở Xây dựng chủ trì, phối hợp với …; xong trong Quý IV)", "… do Sở X chủ trì"."""
    plain = plain_of(text)
    for group in groups(plain):
        low, at = plain.low, group.start
        if _DO.search(low, max(0, at - 4), at) is None:
            continue
        bracket = low.rfind("(", 0, at) == at - 1
        if not bracket and _OF_WHOM.search(low, 0, at):
            continue
        does = _LED.match(low, group.end) or (not bracket and _DOES.match(low, group.end))
        if not does:
            continue
        end = low.find(")", group.end) if bracket else -1
        return _led_by(plain, at, end if end >= 0 else len(low), day, issued)
    return _Labels()


def _led_by(plain: Plain, start: int, end: int, day: date | None, issued: date | None) -> _Labels:
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
    return _Labels(tuple(leads), tuple(helpers), when)


_ALONG = re.compile(r"(?:với|cùng) $")


def _without_labels(text: str) -> str:
    """The text before its first label, if that leaves anything."""
    if ":" not in text:
        return text
    plain = plain_of(text)
    found = _LABEL.search(plain.low)
    if found is None or found.start() < 12:
        return text
    return text[: plain.span(0, found.start()).end]


def _merged(first: _Labels, other: _Labels) -> _Labels:
    return _Labels(
        first.leads or other.leads,
        first.helpers or other.helpers,
        first.when or other.when,
        first.product or other.product,
    )


def deadlines_of(order: Order, day: date | None, issued: date | None) -> tuple[Deadline, ...]:
    """Every deadline that the words of an order state: two that contradict are both kept."""
    return deadlines(order.text, day, issued)
