"""Tasks that stand in sentences: read live, or stored in the plan as a person kept them.

`prose_tasks(plan, registry)` is what coverage, sense and derivation see; `propose` gives the
records that `import` and `kehoach tasks` offer, and the bodies that no registry lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.tasks.proposed import Proposed
from generator.grammar.first_words import UNIT
from generator.grammar.known import KnownAgencies
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.grammar.orders import orders
from generator.grammar.stored import stored
from generator.plan.model import GiaoViec, walk
from generator.plan.wording import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from generator.grammar.named_bodies import NamedBody
    from generator.grammar.whose_order import Order
    from generator.plan.agencies import Registry
    from generator.plan.model import AnyNode, KeHoach, Loc
    from generator.plan.records import CoQuan

ROLES: dict[str, str] = {
    "lead": "chu-tri", "coordinate": "phoi-hop", "asked": "de-nghi", "answer": "chiu-trach-nhiem",
}  # fmt: skip


class Prose(NamedTuple):
    """A task of a sentence, with the place of its words."""

    record: GiaoViec
    text: str
    group: str
    loc: Loc
    node: AnyNode
    named: tuple[NamedBody, ...]
    """The bodies that act, as words name them: of stored tasks those no registry lists."""


def live(plan: KeHoach, registry: Registry | None = None) -> list[Prose]:
    """The tasks that the sentences of a plan order, in reading order."""
    ids = namer(plan, registry)
    nodes = dict(walk(plan))
    own = key_of(_issuer(plan, registry))
    found: list[Prose] = []
    seen: dict[str, int] = {}
    read = [o for o in orders(plan) if not _by_itself(o, own)]
    per_node: dict[str, int] = {}
    for order in read:
        per_node[order.id] = per_node.get(order.id, 0) + 1
    for order in read:
        seen[order.id] = seen.get(order.id, 0) + 1
        record = _record(order, ids, seen[order.id], alone=per_node[order.id] == 1)
        text = plain(order.text).strip()
        found.append(Prose(record, text, order.part, order.loc, nodes[order.loc], order.leads))
    return found


def kept(plan: KeHoach) -> list[Prose]:
    """The tasks that a plan stores itself, those left out that a person dropped."""
    places = {node.id: (loc, node) for loc, node in walk(plan)}
    proposed = {agency.id: agency.ten or "" for agency in plan.co_quan_moi}
    titles = {loc: getattr(node, "tieu_de", None) for loc, node in walk(plan)}
    found = []
    for record in plan.giao_viec:
        if record.trang_thai == "bo" or record.nut not in places:
            continue
        loc, node = places[record.nut]
        words = getattr(node, "noi_dung", None) or getattr(node, "tieu_de", None) or ""
        group = titles.get(loc[:2]) or ""
        named = tuple(b for i in record.chu_tri if i in proposed for b in bodies(proposed[i]))
        found.append(Prose(record, record.doan or plain(words), group, loc, node, named))
    return found


def propose(
    plan: KeHoach, registry: Registry, like_row: Callable[[Prose], bool] = lambda _prose: False
) -> tuple[list[GiaoViec], list[CoQuan]]:
    """New records for a plan's sentences, and entries for bodies that nobody lists.

    What the plan stores already, dropped tasks too, and what a row of a table says (`like_row`)
    is not proposed again.
    """
    known = {(r.nut, r.doan) for r in plan.giao_viec}
    whole = {nut for nut, part in known if part is None}
    used = {r.id for r in plan.giao_viec} | {node.id for _loc, node in walk(plan)}
    whole_registry = registry.extended(plan.co_quan_moi)
    proposed = Proposed(whole_registry, "kehoach tasks", plan.co_quan_moi)

    def id_of(name: str) -> str:
        if whole_registry.get(name) is not None:
            return name
        return proposed.entry(" ".join(plain(name).split())).id

    made: list[GiaoViec] = []
    for prose in live(plan, registry):
        record = prose.record
        if record.nut in whole or (record.nut, record.doan) in known or like_row(prose):
            continue
        record.id = _free(f"gv-{record.nut}"[:60], used)
        for field in ("chu_tri", "phoi_hop", "bao_cao", "truoc"):
            setattr(record, field, [*dict.fromkeys(map(id_of, getattr(record, field)))])
        made.append(record)
    return made, list(proposed.entries.values())


# ------------------------------------------------------------------------------ pieces


def _record(
    order: Order, ids: Callable[[Iterable[NamedBody]], list[str]], number: int, *, alone: bool
) -> GiaoViec:
    said = order.product
    product = order.product_said or (_words(order, said.start, said.end) if said else "")
    return GiaoViec(
        id=order.id if number == 1 else f"{order.id}-{number}",
        nut=order.id,
        doan=None if alone else plain(order.text).strip(),
        vai_tro=ROLES[order.role],  # type: ignore[arg-type]
        chu_tri=[*order.agencies, *ids(order.leads)],
        phoi_hop=ids(order.helpers),
        san_pham=product or None,
        thoi_han=stored(order.when) if order.when is not None else None,
        thoi_han_khac=[stored(when) for when in order.more],
        bao_cao=ids(order.to),
        truoc=ids(order.before),
    )


def _words(order: Order, start: int, end: int) -> str:
    return plain(order.text[start - order.span.start : end - order.span.start]).strip(" *")


def _by_itself(order: Order, own: str) -> bool:
    """Whether the only one who acts is the issuer: it orders itself nothing."""
    return bool(order.leads) and all(
        own != "" and not body.head and key_of(body.text) == own for body in order.leads
    )


def _issuer(plan: KeHoach, registry: Registry | None) -> str:
    id_ = plan.van_ban.co_quan
    agency = registry.get(id_, plan.day()) if registry is not None else None
    own = next((a.ten for a in plan.co_quan_moi if a.id == id_ and a.ten), "")
    return agency.ten_ngan if agency is not None else own


def namer(plan: KeHoach, registry: Registry | None) -> Callable[[Iterable[NamedBody]], list[str]]:
    """Bodies → ids; a body that nobody lists keeps its words as its name."""
    known = None
    if registry is not None:
        whole = registry.extended(plan.co_quan_moi)
        known = KnownAgencies(whole, plan.day(), plan.van_ban.co_quan)

    def ids(bodies: Iterable[NamedBody]) -> list[str]:
        found = [(known.id_of(body) if known else None) or _called(body) for body in bodies]
        return list(dict.fromkeys(found))

    return ids


def _called(body: NamedBody) -> str:
    """The words of a body; "mỗi xã, phường", "Xã" are the same as "các xã, phường", "các xã"."""
    if body.kind == "dia-phuong" and body.every and _UNITS.fullmatch(body.text):
        return f"các {body.text.lower()}"
    if (which := _WHICHEVER.match(body.text)) is not None:
        unit = which["unit"].lower()
        return f"các {'địa phương' if unit == 'nơi' else unit}"
    if body.kind == "so" and not body.every and (many := _SEVERAL.match(body.text)) is not None:
        return f"Sở {body.text[many.end() :]}"
    return re.sub(r"^(?:mỗi|những) (?=\w)", "các ", body.text, count=1, flags=re.IGNORECASE)


_UNITS = re.compile(rf"{UNIT}(?:(?:, | và ){UNIT})*", re.IGNORECASE)
_SEVERAL = re.compile(r"các sở:? (?=\w)", re.IGNORECASE)
"""Before the first of several fields: "các sở: Nội vụ, Ngoại vụ" are two departments."""
_WHICHEVER = re.compile(r"(?P<unit>[^\d]{2,20}?) nào(?!\w)", re.IGNORECASE)
"""Such as "Xã nào có trên 500 ha": those of the units that it fits."""


def _free(wanted: str, used: set[str]) -> str:
    id_, n = wanted, 2
    while id_ in used:
        id_, n = f"{wanted}-{n}", n + 1
    used.add(id_)
    return id_


def includes(bodies: Sequence[NamedBody], level: str, unit: str) -> bool:
    """Whether words such as "UBND các xã, phường" or "UBND xã Suối Mơ" mean a unit.

    `level` is one of the grammar's levels, `unit` the unit as it is called: "xã Suối Mơ".
    """
    return any(_means(body, level, unit) for body in bodies)


def _means(body: NamedBody, level: str, unit: str) -> bool:
    if not body.unit:
        return False
    if body.place:
        return key_of(body.place) == key_of(unit)
    return body.every and body.level in (None, level) and not _of_other_kind(body, unit)


_ONE_KIND = frozenset(["xã", "phường", "đặc khu"])


def _of_other_kind(body: NamedBody, unit: str) -> bool:
    """Whether "UBND các phường" is said of units of one kind, and the unit is of another."""
    if len(body.units) != 1 or body.units[0] not in _ONE_KIND or "cấp " in body.text.lower():
        return False
    return not unit.lower().startswith(f"{body.units[0]} ")
