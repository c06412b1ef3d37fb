"""What `check` says of who orders whom in a unit's own plan, whoever wrote it.

A room that gives another one work or decides in the middle of its sentence, a room that reports
to the superior over its own committee, a unit that guides or helps itself, a body that is asked to
direct itself, bodies at the centre among those who act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import Diagnostic, Severity, warning
from generator.grammar.alike import one_name
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.orders import heading
from generator.grammar.quoted import unquoted
from generator.locale import _
from generator.plan.model import NhiemVu, walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.whose_order import Order
    from generator.plan.agencies import Registry
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource

_ROOMS = frozenset(["phong", "van-phong"])
_GIVERS = frozenset(["phong", "van-phong", "trung-tam", "cong-an", "quan-su"])
"""Bodies of a commune that give no other one work."""
_PEERS = frozenset(["so", "cong-an", "quan-su", "thanh-tra"])
"""Bodies of a province whom no department gives work."""
_SUPERIORS = frozenset(["so", "bo", "ubnd", "cuc-vu"])
_GIVES = re.compile(
    r"(?:^|[;.,] (?:và )?)[\W_]*(?P<verb>giao nhiệm vụ cho|giao cho|giao|phân công|yêu cầu|chỉ đạo)"
    r" (?:các )?$"
)
_DECIDES_INSIDE = re.compile(
    r"(?:^|[;.] )(?!chỉ [^;.]*? (?:sau khi|khi|nếu|trong trường hợp) )"
    r"(?:chỉ |kiên quyết |kịp thời )?(?:cưỡng chế|kỷ luật|xử phạt|đình chỉ|thu hồi đất"
    r"|giao đất|bổ nhiệm|miễn nhiệm)(?!\w)(?! hồ sơ)"
    r"|(?:^|[;.,] )(?:ban hành|ra|ký) quyết định(?!\w)"
    r"|(?<!\w)thay thế (?:ngay |kịp thời )?(?:những )?(?:cán bộ|công chức)"
)
"""Acts of a decision; "chỉ cưỡng chế sau khi …" sets them a limit and orders none."""
_ADVISES = re.compile(r"(?:tham mưu|đề xuất|kiến nghị|trình)(?!\w)[^;.]*$")
_ACTS_ON = re.compile(
    r"(?:^|[;.,] (?:và )?)[\W_]*(?:tiếp tục |thường xuyên )?(?:hướng dẫn|đôn đốc|hỗ trợ)"
    r"(?:, (?:kiểm tra|đôn đốc|hướng dẫn|hỗ trợ))* $"
)
_SCHOOL = re.compile(r"(?:các )?(?:trường|nhà trường|cơ sở giáo dục)(?!\w)")
_TO_A_HEAD = ("tham mưu ", "tham mưu cho ", "trình ")
_DIRECTS = re.compile(r"(?:^| )(?:chỉ đạo|hướng dẫn)(?: các)? $")
_COMMUNES = re.compile(
    r"(?:các |mỗi |từng )?(?:ủy ban nhân dân )?(?:các )?(?:xã|phường|đặc khu)(?!\w)"
)
_MINISTRY = re.compile(r"Bộ(?! [A-ZĐ])")


def check_own_orders(
    plan: KeHoach, source: TomlSource, me: Addressee, said: list[Order], registry: Registry
) -> Iterator[Diagnostic]:
    """LC709, LC715, LC721, LC734, LC735, of what no clerk is asked to look at already."""
    nodes = dict(walk(plan))
    for order in said:
        if any(getattr(nodes.get(order.loc[:n]), "can_xem", None) for n in _starts(order.loc)):
            continue
        place = source.span((*order.loc, order.key))
        for told in _told(order, plain_of(plain(order.text)), me):
            yield told._replace(span=place)
    yield from _with_itself(plan, source, me)
    if not me.committee:
        yield from _outsiders(plan, source, me)
    yield from _in_one_row(plan, source, registry)


def _in_one_row(plan: KeHoach, source: TomlSource, registry: Registry) -> Iterator[Diagnostic]:
    """LC715: a row of a table whose leading body is also among those who help it."""
    known_to = registry.extended(plan.co_quan_moi)
    for loc, node in walk(plan):
        if not isinstance(node, NhiemVu) or node.can_xem:
            continue
        leads = node.loi_chu_tri or ""
        both = [] if leads else [one for one in node.chu_tri if one in node.phoi_hop]
        words = [b.text for b in bodies(leads)] if leads else both
        if both or (leads and _listed(words, node.loi_phoi_hop or "")):
            known = known_to.get(both[0], plan.day()) if both else None
            name = known.ten if known is not None else words[0]
            if name.lower().startswith("các ") or (known is not None and known.loai == "nhom"):
                continue  # some of many help others of them
            message = _("“{ten}” phối hợp với chính mình").format(ten=name)
            hint = _("Ghi cơ quan, bộ phận khác cùng làm, hoặc bỏ phần phối hợp")
            yield warning("LC715", message, source.span((*loc, "phoi_hop")), hint)


def _listed(words: list[str], helpers: str) -> bool:
    return bool({key_of(b.text) for b in bodies(helpers)} & {key_of(one) for one in words})


def _with_itself(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC715: "phối hợp với Sở Y tế" in its own plan, where nobody else acts."""
    titles: dict[Loc, str] = {}
    for loc, node in walk(plan):
        titles[loc] = getattr(node, "tieu_de", None) or ""
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        if "ối hợp với" not in text or getattr(node, "can_xem", None) or loc[0] != "muc":
            continue
        above = (heading(titles.get(loc[:n], ""))[0] for n in _starts(loc))
        others = [b for who in above for b in who if me.kin(b) is not Kin.SELF]
        if others or any(duty.who for duty in duties(text)):
            continue
        words = plain_of(text)
        for group in groups(words):
            body = group.bodies[0]
            own = me.kin(body) is Kin.SELF and not body.every
            if own and words.low[: group.start].endswith("phối hợp với "):
                yield _itself(body)._replace(span=source.span((*loc, "noi_dung")))
                break


def _outsiders(plan: KeHoach, source: TomlSource, me: Addressee) -> Iterator[Diagnostic]:
    """LC709: communes and organisations that a department's plan has act without asking them."""
    titles: dict[Loc, str] = {}
    for loc, node in walk(plan):
        titles[loc] = plain(getattr(node, "tieu_de", None) or "")
        text = unquoted(plain(getattr(node, "noi_dung", None) or ""))
        if loc[0] != "muc" or not text or getattr(node, "can_xem", None):
            continue
        above = [titles.get(loc[:n], "") for n in _starts(loc)]
        if any(heading(title)[0] or heading(title)[1] for title in above):
            continue  # whose part it is stands above
        for duty in duties(text, plan.day()):
            clause = text[duty.span.start : duty.span.end].lower()
            others = duty.who and all(
                me.kin(body) in (Kin.FRONT, Kin.OTHER) or _COMMUNES.match(plain_of(body.text).low)
                for body in duty.who
            )
            begins = text.startswith(duty.who[0].text) if others else False
            if duty.role == "lead" and begins and "đề nghị" not in clause:
                message = _("“{ten}” không thuộc {minh}: chỉ có thể đề nghị, phối hợp")
                told = message.format(ten=duty.who[0].text, minh=me.name)
                hint = _("Viết “Đề nghị {ten} …” hoặc “Phối hợp với {ten} …”")
                place = source.span((*loc, "noi_dung"))
                yield warning("LC709", told, place, hint.format(ten=duty.who[0].text))
                break


def _starts(loc: Loc) -> range:
    """How long the places are of a node and of all that it stands in."""
    return range(2, len(loc) + 1)


def _told(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    yield from _central(order, me)
    yield from _gives(order, words, me)
    yield from _to_equals(order, words, me)
    yield from _decides(order, words, me)
    yield from _upwards(order, words, me)
    yield from _downwards(order, words, me)
    yield from _upon_itself(order, words, me)


def _central(order: Order, me: Addressee) -> Iterator[Diagnostic]:
    """LC709: a ministry's own unit, or another department in a department's plan."""
    for body in order.leads if order.role == "lead" and me.level > 0 else ():
        peer = not me.committee and body.kind in _PEERS and not body.every
        if _MINISTRY.match(body.of) or (peer and me.kin(body) in (Kin.ABOVE, Kin.OTHER)):
            message = _("“{ten}” không thuộc cấp này: chỉ có thể đề nghị, phối hợp, báo cáo")
            hint = _("Viết “Đề nghị {ten} …” hoặc “Phối hợp với {ten} …”").format(ten=body.text)
            yield warning("LC709", message.format(ten=body.text), None, hint)
            return


def _to_equals(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC709: a department, or a room of it, that directs another department of the province."""
    if me.committee or me.level != RANKS["tinh"] or order.role == "asked":
        return
    if order.leads and not me.kins(order.leads) & {Kin.SELF, Kin.OWN}:
        return  # "Ủy ban nhân dân các xã: chỉ đạo Công an, Trạm Y tế …": theirs
    for group in groups(words):
        body, found = group.bodies[0], _GIVES.search(words.low[: group.start])
        equal = body.kind in _PEERS and not body.every and me.kin(body) in (Kin.ABOVE, Kin.OTHER)
        if found and equal and not _ADVISES.search(words.low[: found.start("verb")]):
            message = _("“{ten}” không thuộc cấp này: chỉ có thể đề nghị, phối hợp, báo cáo")
            hint = _("Viết “Đề nghị {ten} …” hoặc “Phối hợp với {ten} …”").format(ten=body.text)
            yield warning("LC709", message.format(ten=body.text), None, hint)
            return


def _gives(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC734: a room that gives another body of the unit work."""
    giver = order.leads[0] if len(order.leads) == 1 and order.role != "asked" else None
    if giver is None or giver.every or not me.committee or me.kin(giver) is not Kin.OWN:
        return
    commune = me.level == RANKS["xa"]
    if giver.kind not in (_GIVERS if commune else {"so"}):
        return
    for group in groups(words):
        found = _GIVES.search(words.low[: group.start])
        whom = group.bodies[0]
        if found is None or _same(whom, giver) or whom.kind in ("thon", "to-chuc-khac"):
            continue
        if _SCHOOL.match(plain_of(whom.text).low):
            continue  # whom a room directs in its field
        if _ADVISES.search(words.low[: found.start("verb")]):
            continue
        if commune:
            given = me.kin(whom) is Kin.OWN and whom.kind != "dia-phuong"
        else:
            given = whom.kind in _PEERS and not whom.every and found["verb"] != "chỉ đạo"
        if given:
            message = _("“{ten}” giao việc cho “{ai}”: việc ấy của Ủy ban nhân dân, Chủ tịch")
            told = message.format(ten=giver.text, ai=whom.text)
            hint = _("Ghi thành việc riêng của {ai}, hoặc “Tham mưu UBND … giao {ai} …”")
            yield warning("LC734", told, None, hint.format(ai=whom.text))
            return


def _decides(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC721: a room that decides, behind the first words of its sentence."""
    rooms = bool(order.leads) and all(body.kind in _ROOMS for body in order.leads)
    if not (me.committee and rooms and me.kins(order.leads) <= {Kin.OWN}):
        return
    for found in _DECIDES_INSIDE.finditer(words.low):
        if _ADVISES.search(words.low[: found.end()]) is None:
            message = _("“{ten}” chỉ tham mưu: việc này Ủy ban nhân dân, Chủ tịch quyết định")
            hint = _("Viết “Tham mưu UBND {cap} …”, hoặc đưa ra mục của Chủ tịch")
            told = message.format(ten=order.leads[0].text)
            yield warning("LC721", told, None, hint.format(cap=me.word))
            return


def _upwards(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC735: a room that reports to a superior's body over its own committee, its own head."""
    rooms = bool(order.leads) and all(body.kind in _ROOMS for body in order.leads)
    if not rooms or not me.kins(order.leads) <= {Kin.OWN}:
        return
    if over := _advised(words, me):
        told = _over_the_head(order, over, me)
        yield told._replace(severity=Severity.WARNING) if me.committee else told
        return
    if me.committee and me.level != RANKS["xa"]:
        return  # rooms of a district reported to their departments
    if "tham mưu" in words.low:
        return
    over = _submitted(words, me)
    over += [
        body for body in order.to if "báo cáo" in words.low
        if body.kind in _SUPERIORS and me.kin(body) in (Kin.ABOVE, Kin.OTHER) and not body.every
    ]  # fmt: skip
    if over:
        yield _over_the_head(order, over, me)


def _downwards(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC735: a body of a province or department that advises a committee below it."""
    below = [b for b in order.leads if b.level is not None and RANKS[b.level] > me.level]
    if below or me.level >= RANKS["xa"]:
        return  # "Công an cấp xã tham mưu UBND cấp xã"
    for group in groups(words):
        body = group.bodies[0]
        lower = body.level is not None and RANKS[body.level] > me.level
        before = words.low[: group.start]
        if lower and body.kind == "ubnd" and before.endswith(_TO_A_HEAD):
            message = _("“{ten}” là cơ quan cấp dưới: không tham mưu, không trình cấp dưới")
            hint = _("Ghi cơ quan cấp mình hoặc cấp trên, hoặc “Hướng dẫn {ten} …”")
            yield warning("LC735", message.format(ten=body.text), None, hint.format(ten=body.text))
            return
        if lower:
            return  # whoever acts from here on is below, too


def _advised(words: Plain, me: Addressee) -> list[NamedBody]:
    """The superior committees that a sentence has somebody advise: "tham mưu UBND tỉnh …"."""
    return [
        group.bodies[0]
        for group in groups(words)
        if words.low[: group.start].endswith(("tham mưu ", "tham mưu cho "))
        and me.kin(group.bodies[0]) is Kin.ABOVE
    ]


def _submitted(words: Plain, me: Addressee) -> list[NamedBody]:
    """The superiors to whom a sentence submits, proposes: "kiến nghị Chủ tịch UBND tỉnh"."""
    return [
        group.bodies[0]
        for group in groups(words)
        if words.low[: group.start].endswith(("trình ", "kiến nghị ", "kiến nghị với "))
        and me.kin(group.bodies[0]) is Kin.ABOVE
        and group.bodies[0].kind in (_SUPERIORS if me.committee else {"ubnd", "bo"})
        and not group.bodies[0].every
    ]


def _over_the_head(order: Order, over: list[NamedBody], me: Addressee) -> Diagnostic:
    head = _("UBND {cap}").format(cap=me.word) if me.committee else _("Lãnh đạo Sở")
    message = _("“{ten}” tham mưu, báo cáo thẳng “{noi}”, không qua {minh}")
    told = message.format(ten=order.leads[0].text, noi=over[0].text, minh=head)
    hint = _("Viết “Tham mưu {minh} …”").format(minh=head)
    return Diagnostic("LC735", Severity.INFO, told, None, (hint,))


def _upon_itself(order: Order, words: Plain, me: Addressee) -> Iterator[Diagnostic]:
    """LC715: whom one helps, guides or asks to direct is the one who does it."""
    kins = me.kins(order.leads)
    for group in groups(words):
        body, before = group.bodies[0], words.low[: group.start]
        own = me.kin(body) is Kin.SELF and not body.every
        alone = not order.leads or (not me.committee and kins == {Kin.SELF})
        twice = kins == {Kin.OWN} and any(_same(body, one) for one in order.leads)
        if order.role == "asked" and _DIRECTS.search(before):
            asked = [b for g in groups(words) if g.end <= group.start for b in g.bodies]
            if any(_same(body, one) for one in (*order.leads, *asked)):
                yield _itself(body)
                return
        elif (own and kins <= {Kin.SELF, Kin.OWN} and _ACTS_ON.search(before)) or (
            before.endswith("phối hợp với ") and ((own and alone) or twice)
        ):
            yield _itself(body)
            return


def _itself(body: NamedBody) -> Diagnostic:
    message = _("“{ten}” phối hợp, hướng dẫn hoặc chỉ đạo chính mình").format(ten=body.text)
    return warning("LC715", message, None, _("Ghi đúng cơ quan cùng làm, hoặc bỏ phần ấy"))


def _same(one: NamedBody, other: NamedBody) -> bool:
    """Whether two names stand for one body: by its kind and level, or by its name."""
    if one.kind == other.kind == "mat-tran":
        return one.level == other.level
    return key_of(one.text) == key_of(other.text) or (
        one_name(one) != "" and one_name(one) == one_name(other)
    )
