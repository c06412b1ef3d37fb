"""What a plan says against its own level, whoever wrote it: the sense that deriving has, too.

Work for a body that is neither its own nor below nor asked, a request to its own staff, an
answer before itself, two places without a level between, the superior's area instead of its
own, words of enactment before the bases.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin, addressee_of
from generator.cascade.sense.own_figures import check_own_figures
from generator.cascade.sense.own_help import check_own_help
from generator.cascade.sense.own_lacks import check_own_lacks
from generator.cascade.sense.own_laws import check_own_laws
from generator.cascade.sense.own_levels import check_own_levels
from generator.cascade.sense.own_orders import check_own_orders
from generator.cascade.sense.own_reach import check_own_reach
from generator.cascade.sense.own_rooms import check_own_rooms
from generator.cascade.sense.own_slips import check_own_slips
from generator.cascade.sense.own_voices import check_own_voices
from generator.cascade.sense.own_words import check_own_words
from generator.diagnostics import warning
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_units import named_units
from generator.grammar.orders import heading, orders
from generator.grammar.whole_names import judges
from generator.locale import _
from generator.plan.model import Khoan, walk
from generator.plan.wording import plain
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.diagnostics import Diagnostic
    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.whose_order import Order
    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import KeHoach, Loc
    from generator.plan.source import TomlSource
    from generator.plan.toml import Loaded

_CENTRAL = re.compile(
    r"(?:Trung ương (?:Đoàn|Hội|Mặt trận)|(?:Hội|Hiệp hội|Liên đoàn|Liên hiệp các [Hh]ội)"
    r" [^,;.:()]{3,50}? Việt Nam)(?!\w)(?! (?:tỉnh|thành phố|xã|phường|đặc khu|huyện))"
)
"""An organisation at the centre, which a unit's plan neither orders nor asks."""
_NEVER_OWN = re.compile(
    r"(?:các )?(?:hạt kiểm lâm|chi cục|bệnh viện|kho bạc|đội quản lý thị trường|tòa án"
    r"|viện kiểm sát|[^,;]{0,60} khu vực(?!\w))"
)
"""Bodies that no commune has: of a region, of a branch above."""
_FIELDS = ("tieu_de", "noi_dung", "san_pham")


def check_words(loaded: Loaded, registry: Registry) -> list[Diagnostic]:
    """What the words of a plan say that its issuer cannot mean."""
    plan, source = loaded
    unit = registry.get(plan.van_ban.co_quan, plan.day())
    if unit is None or not unit.cap:
        return []
    found = list(_opening(plan, source))
    above = registry.get(unit.truc_thuoc, plan.day()) if unit.truc_thuoc else None
    above = above if above is not None and above.cap else None
    if above is None and unit.vai_tro != "ubnd":
        return found
    me = addressee_of(unit, above or unit, registry, day=plan.day())
    found += check_own_levels(plan, source, me, me.above)
    me = me._replace(above=me.level)  # the plan speaks for itself: what has no level is its own
    said = orders(plan)
    if above is not None:
        found += check_own_words(plan, source, me, above, said)
        found += _places(plan, above, source)
    found += check_own_laws(plan, source, me, said)
    found += check_own_reach(plan, source, me)
    found += check_own_figures(plan, source, me)
    found += check_own_slips(plan, source, me)
    found += check_own_orders(plan, source, me, said, registry)
    told_of = {(one.code, one.span) for one in found}
    rooms = check_own_rooms(plan, source, me)
    found += [one for one in rooms if (one.code, one.span) not in told_of]
    found += check_own_lacks(plan, source, me)
    found += check_own_help(plan, source, me)
    found = _once(found)
    found += check_own_voices(plan, source, me, unit, registry, said)
    if me.committee:
        found += _of_the_centre(plan, me, source)
    if not me.committee or above is None:
        return found
    told: set[str] = set()
    asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
    for order in said:
        # whoever looks at a marked sentence looks at who acts in it too
        known = _given(plan, order.loc) or order.loc in asked
        for problem in _order(order, me, source):
            if problem.code != "LC709" or not (known or problem.message in told):
                found.append(problem)
            told.add(problem.message)
    found += _requests(plan, me, source)
    return found


def _once(found: list[Diagnostic]) -> list[Diagnostic]:
    """Without a second word that a sentence speaks of many units, that a room gives an order."""
    first: set[object] = set()
    kept: list[Diagnostic] = []
    gives = {one.span for one in found if one.code == "LC734"}
    for one in found:
        if one.code == "LC721" and one.span in gives:
            continue
        if one.code != "LC727" or one.span not in first:
            kept.append(one)
        if one.code == "LC727":
            first.add(one.span)
    return kept


def _given(plan: KeHoach, loc: Loc) -> bool:
    """Whether the item of a place names its bodies by id: then LC707 has looked at them."""
    node: object = plan
    for step in loc:
        node = node[step] if isinstance(node, list) else getattr(node, str(step))  # type: ignore[index]
        if isinstance(node, Khoan) and node.co_quan:
            return True
    return False


def _order(order: Order, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC709, LC710, LC711: who is told to do it, and before whom, to whom."""
    kins = me.kins(order.leads)
    place = (*order.loc, order.key)
    outside = kins and kins <= {Kin.ABOVE, Kin.OTHER} and not order.agencies
    by_law = order.where != "heading" and any(judges(plain_of(b.text).low) for b in order.leads)
    if (
        order.role == "lead"
        and outside
        and not by_law
        and not all(_perhaps_own(b, me) for b in order.leads)
    ):
        yield _outside(order.leads[0].text, source, place)
    beside = kins == {Kin.OTHER} and all(b.kind == "ubnd" and b.place for b in order.leads)
    if order.role == "coordinate" and order.where == "opening" and beside:
        yield _outside(order.leads[0].text, source, place)
    if order.role == "asked" and kins == {Kin.OWN} and order.where in ("opening", "order"):
        yield _asked(order.leads[0].text, source, place)
    if Kin.SELF not in kins or any(body.every for body in order.leads):
        return
    for body in (*order.before, *order.to):
        if me.kin(body) is Kin.SELF and not body.every:
            message = _("“{ten}” không chịu trách nhiệm, không báo cáo với chính mình")
            hint = _("Ghi cơ quan cấp trên, hoặc ghi bộ phận phải báo cáo")
            yield warning("LC711", message.format(ten=body.text), source.span(place), hint)
            return


def _perhaps_own(body: NamedBody, me: Addressee) -> bool:
    """Whether a body said without its level may be the unit's: "Trạm Y tế", "Công an thành phố"."""
    if body.level is not None or body.place or _NEVER_OWN.match(plain_of(body.text).low):
        return False
    return me.word in body.units or (body.kind in ("su-nghiep", "nganh-doc") and not body.units)


def _outside(name: str, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("“{ten}” không thuộc cấp này: chỉ có thể đề nghị, phối hợp, báo cáo")
    called = f"c{name[1:]}" if name.startswith("Các ") else name
    hint = _("Viết “Đề nghị {ten} …” hoặc “Phối hợp với {ten} …”").format(ten=called)
    return warning("LC709", message.format(ten=name), source.span(place), hint)


def _asked(name: str, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("“{ten}” là bộ phận của cơ quan ban hành: giao việc, không đề nghị")
    return warning("LC710", message.format(ten=name), source.span(place), _("Bỏ chữ “Đề nghị”"))


def _requests(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC710: titles that ask a body of the issuer."""
    for loc, node in walk(plan):
        title = getattr(node, "tieu_de", None)
        who, asked = heading(title)
        if asked and me.kins(who) == {Kin.OWN}:
            yield _asked(who[0].text, source, (*loc, "tieu_de"))


def _of_the_centre(plan: KeHoach, me: Addressee, source: TomlSource) -> Iterator[Diagnostic]:
    """LC709: titles by which a unit asks an organisation at the centre."""
    for loc, node in walk(plan):
        title = plain(getattr(node, "tieu_de", None) or "")
        begs = plain_of(title).low.lstrip(" -+•").startswith("đề nghị ")
        found = _CENTRAL.search(title) if begs and not getattr(node, "can_xem", None) else None
        if found is not None:
            message = _("“{ten}” là tổ chức ở trung ương: chỉ đề nghị tổ chức của {don_vi}")
            told = message.format(ten=found[0], don_vi=me.unit)
            hint = _("Ghi tên tổ chức ấy ở cấp mình")
            yield warning("LC709", told, source.span((*loc, "tieu_de")), hint)


def _places(plan: KeHoach, above: Agency, source: TomlSource) -> Iterator[Diagnostic]:
    """LC712: two places without a level between."""
    province = key_of(above.don_vi.split(" ", 1)[-1].removeprefix("phố "))
    for loc, node in walk(plan):
        for field in _FIELDS:
            for unit in named_units(getattr(node, field, None) or ""):
                name = key_of(unit.name)
                if name != province and name.endswith(f" {province}") and unit.level == "xa":
                    message = _("“{ten}”: hai địa danh liền nhau, thiếu cấp ở giữa")
                    said = f"{unit.unit} {unit.name}"
                    place = source.span((*loc, field))
                    yield warning("LC712", message.format(ten=said), place)


def _opening(plan: KeHoach, source: TomlSource) -> Iterator[Diagnostic]:
    """LC714: bases stand before the words of enactment."""
    enacted = False
    for i, paragraph in enumerate(plan.mo_dau):
        if paragraph.vai_tro == "can_cu" and enacted:
            message = _("Căn cứ đứng sau lời ban hành")
            hint = _("Đưa căn cứ lên trước câu “… ban hành Kế hoạch … như sau:”")
            yield warning("LC714", message, source.span(("mo_dau", i, "noi_dung")), hint)
        enacted |= paragraph.vai_tro == "loi_dan"
