"""What `check` says where others speak or are meant in a unit's own plan, by voices.py.

All units of the kind or all levels where one unit is meant, a class or another kind as a
condition, the superior's own voice, references to places that the plan has not, rooms that the
unit has not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.doubting.doubts import torn_in
from generator.cascade.deriving.doubting.voices import voices, whole_class
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.diagnostics import warning
from generator.grammar.body_tables import read_table
from generator.grammar.known import KnownAgencies
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import bodies
from generator.grammar.orders import heading
from generator.grammar.quoted import has_context, unquoted
from generator.locale import _
from generator.plan.model import walk
from generator.plan.wording import plain
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.cascade.deriving.doubting.voices import Doubtful
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.diagnostics import Diagnostic
    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.whose_order import Order
    from generator.plan.agencies import Agency, Registry
    from generator.plan.model import KeHoach, Loc, Muc
    from generator.plan.source import TomlSource

_PARTS = ("muc", "phu_luc", "ket_thuc")
_ITEM_HERE = re.compile(r"(?<!\w)khoản (?P<item>\d{1,2})(?:,? điểm [a-zđ])? (?:mục|phần) này")
_PART_HERE = re.compile(r"(?<!\w)(?:mục|phần) (?P<part>[ivx]+)(?: của)? kế hoạch này")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def by_order(plan: KeHoach) -> bool:
    """Whether who signs does so by order of the head ("TL. CHỦ TỊCH"), and so speaks by it."""
    return any(line.startswith("TL") for one in plan.nguoi_ky for line in one.capacity())


def check_own_voices(
    plan: KeHoach, source: TomlSource, me: Addressee, unit: Agency, registry: Registry,
    orders: list[Order],
) -> Iterator[Diagnostic]:  # fmt: skip
    """LC718, LC727 to LC730, of what no clerk is asked to look at already."""
    asked = {loc for loc, node in walk(plan) if getattr(node, "can_xem", None)}
    for loc, node in walk(plan):
        if loc[0] not in _PARTS or loc in asked:
            continue
        for field in ("tieu_de", "noi_dung"):
            whole = plain(getattr(node, field, None) or "")
            text = unquoted(whole)
            place = (*loc, field)
            if not text:
                continue
            if field == "tieu_de":
                yield from _title(text, me, source, place)
            for doubt in voices(plain_of(text), me):
                if doubt.words.lower().endswith("thừa lệnh") and by_order(plan):
                    continue
                if doubt.sort != "cut" or not has_context(whole):
                    yield _told(doubt, me, source, place)
            yield from _references(plan, text, source, place)
        if me.committee and me.level == RANKS["xa"]:
            yield from _row(plan, node, registry, me, source, loc)
    yield from _repealed(plan, registry, me, source)
    if me.committee and me.level == RANKS["xa"]:
        yield from _rooms(plan, source, me, unit, registry, orders, asked)


_ONE_UNIT = re.compile(rf"(?:các )?(?:xã|phường|đặc khu) {LARGE}")


def _title(text: str, me: Addressee, source: TomlSource, place: Loc) -> Iterator[Diagnostic]:
    sentence = text.rstrip(" *").endswith((".", ";"))
    torn = torn_in(plain_of(text), title=not sentence)
    rest = text.partition(" ")[2]
    alone = torn == "riêng" and bool(heading(rest)[0])
    alone = alone or (torn == "riêng" and me.level < RANKS["xa"] and bool(_ONE_UNIT.match(rest)))
    if torn is not None and not alone:  # "Riêng UBND các xã ven biển:" singles them out
        message = _("Câu thiếu một phần, hoặc liệt kê lẫn lộn, ở “{chu}”").format(chu=torn)
        yield warning("LC718", message, source.span(place), _("Viết lại cho đủ câu"))
    if me.committee and me.level == RANKS["xa"]:
        who, _asked = heading(text)
        yield from _classes(who, me, source, place)


def _classes(
    who: Iterable[NamedBody], me: Addressee, source: TomlSource, place: Loc
) -> Iterator[Diagnostic]:
    for body in who:
        if whole_class(body, me) and not body.only:
            yield _of_many(body.text, me, source, place)
            return


def _of_many(words: str, me: Addressee, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("“{chu}” chỉ nhiều đơn vị; kế hoạch này là của {don_vi}")
    hint = _("Ghi cơ quan, bộ phận của đơn vị mình")
    return warning("LC727", message.format(chu=words, don_vi=me.unit), source.span(place), hint)


def _told(doubt: Doubtful, me: Addressee, source: TomlSource, place: Loc) -> Diagnostic:
    words = doubt.words
    if doubt.sort in ("class", "kinds", "levels"):
        return _of_many(words, me, source, place)
    if doubt.sort == "condition":
        message = _("“Đối với {chu}”: kế hoạch của một đơn vị phải nói rõ có hay không")
        hint = _("Bỏ nếu không thuộc diện ấy; nếu thuộc thì bỏ chữ “Đối với …”")
        return warning("LC727", message.format(chu=words), source.span(place), hint)
    if doubt.sort == "cut":
        message = _("Cử người dự việc gì, khi nào: câu này không nói")
        return warning("LC718", message, source.span(place), _("Viết lại cho đủ câu"))
    if doubt.sort == "norms":
        message = _("“{chu}” không thuộc thẩm quyền của {don_vi}")
        told = message.format(chu=words, don_vi=me.unit or me.name)
        return warning("LC728", told, source.span(place), _("Bỏ việc ấy, hoặc ghi là góp ý"))
    if doubt.sort == "repeals":
        message = _("“{chu}”: không thay thế, bãi bỏ được văn bản của cấp trên").format(chu=words)
        return warning("LC728", message, source.span(place), _("Bỏ câu ấy"))
    message = _("“{chu} …” là lời của cấp trên, không phải của {don_vi}")
    told = message.format(chu=words, don_vi=me.unit or me.name)
    return warning("LC728", told, source.span(place), _("Viết lại bằng lời của đơn vị mình"))


_REPEALED = re.compile(r"(?:thay thế|[Bb]ãi bỏ|[Hh]ủy bỏ) [^.;{]{0,40}\{(?P<id>[a-z0-9_-]+)")


def _repealed(
    plan: KeHoach, registry: Registry, me: Addressee, source: TomlSource
) -> Iterator[Diagnostic]:
    """LC728: a paper of a superior, cited by its record, that the plan says it replaces."""
    issuers = {record.id: record.co_quan for record in plan.van_ban_moi}
    known_to = registry.extended(plan.co_quan_moi)
    for loc, node in walk(plan):
        found = _REPEALED.search(getattr(node, "noi_dung", None) or "")
        issuer = known_to.get(issuers.get(found["id"]) or "", plan.day()) if found else None
        rank = known_to.level(issuer.cap).bac if issuer is not None and issuer.cap else me.level
        if found and (rank < me.level or found["id"] == "cap_tren"):
            message = _("“{chu}”: không thay thế, bãi bỏ được văn bản của cấp trên")
            told = message.format(chu=f"{found[0].split(' {')[0]} …")
            yield warning("LC728", told, source.span((*loc, "noi_dung")), _("Bỏ câu ấy"))


# ------------------------------------------------------------------------------ references


def _references(plan: KeHoach, text: str, source: TomlSource, place: Loc) -> Iterator[Diagnostic]:
    """LC729: "khoản 5 Mục này" where the part has four items."""
    said = plain_of(text)
    part: Muc | None = plan.muc[int(place[1])] if place[0] == "muc" else None
    found = _ITEM_HERE.search(said.low)
    items = sum(item.danh_so for item in part.khoan) if part is not None else 0
    if found and items and int(found["item"]) > items:
        yield _nowhere(said.said(*found.span()), source, place)
    found = _PART_HERE.search(said.low)
    if found and plan.muc and _number(found["part"]) > len(plan.muc):
        yield _nowhere(said.said(*found.span()), source, place)


def _number(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-v if v < after else v for v, after in zip(values, [*values[1:], 0], strict=True))


def _nowhere(words: str, source: TomlSource, place: Loc) -> Diagnostic:
    message = _("Dẫn đến “{chu}” mà kế hoạch này không có").format(chu=words)
    return warning("LC729", message, source.span(place), _("Ghi lại chỗ được dẫn"))


# ------------------------------------------------------------------------------ bodies


def _row(
    plan: KeHoach, node: object, registry: Registry, me: Addressee, source: TomlSource, loc: Loc
) -> Iterator[Diagnostic]:
    """LC727 of who leads and helps in the rows of a node's tables."""
    proposed = {agency.id: agency.ten or "" for agency in plan.co_quan_moi}
    for field in ("chu_tri", "phoi_hop"):
        said = getattr(node, f"loi_{field}", None)
        ids = getattr(node, field, None) or []
        names = [said] if said else [_name(i, proposed, registry, plan) for i in ids]
        who = [body for name in names for body in bodies(name)]
        yield from _classes(who, me, source, (*loc, field))
    for number, table in enumerate(getattr(node, "bang", ()) or ()):
        reading = read_table(table)
        if reading is None or reading.watched:
            continue
        who = [body for row in reading.rows for body in bodies(row.said["chu_tri"])]
        yield from _classes(who, me, source, (*loc, "bang", number))


def _name(id_: str, proposed: dict[str, str], registry: Registry, plan: KeHoach) -> str:
    agency = registry.get(id_, plan.day())
    return agency.ten_ngan if agency is not None else proposed.get(id_, "")


def _rooms(
    plan: KeHoach, source: TomlSource, me: Addressee, unit: Agency, registry: Registry,
    orders: list[Order], asked: set[Loc],
) -> Iterator[Diagnostic]:  # fmt: skip
    """LC730: rooms that the unit has not, where the registry lists those it has."""
    own = [a for a in registry.children(unit.id, plan.day()) if a.loai in ("bo-phan", "chuyen-mon")]
    if not own:
        return
    known = KnownAgencies(registry.extended(plan.co_quan_moi), plan.day(), unit.id)
    told: set[str] = set()
    for order in orders:
        for body in order.leads:
            here = body.kind == "phong" and not body.every and not body.place
            if not here or me.kin(body) is not Kin.OWN or order.loc in asked:
                continue
            if body.text in told or known.id_of(body) is not None:
                continue
            told.add(body.text)
            message = _("{don_vi} không có “{ten}” trong danh mục")
            hint = _("Ghi đúng tên bộ phận của mình, hoặc bổ sung vào co-quan.toml")
            place = source.span((*order.loc, order.key))
            yield warning("LC730", message.format(don_vi=me.unit, ten=body.text), place, hint)
