"""Whom a derived plan tells or asks to do something: each of them is sent it.

Decree 30/2020/NĐ-CP, Annex I.II.9: "Nơi nhận" names whoever carries out, helps or is asked. Named
in a line that stands for many ("Các phòng, trung tâm thuộc UBND xã") a body needs none of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.frame.house_line import plan_sentences
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_OPENS = re.compile(r"[\W\d]*(?:(?:đề nghị|yêu cầu|giao)(?: các đồng chí)?)? ?$")
"""What stands before who is told: nothing, or the word of a request, an order."""
_OF_THE_FIVE = re.compile(
    r"(?:ban chấp hành |ban thường vụ )?(?:công đoàn|liên đoàn lao động|hội nông dân"
    r"|hội cựu chiến binh|hội liên hiệp phụ nữ|hội lhpn|hội phụ nữ|đoàn thanh niên|đoàn tncs"
    r"|tỉnh đoàn|thành đoàn|các (?:tổ chức|đoàn thể|hội)|đoàn thể|tổ chức|mttq|mặt trận)(?!\w)"
)
"""The political and social organisations (Law on the Front, article 5), and all together."""
_SCHOOL = re.compile(
    r"(?:các )?(?:cơ sở giáo dục(?! nghề)(?! đại học)"
    r"|trường(?! (?:đại học|cao đẳng|trung cấp|nghề|chính trị)))(?!\w)"
)
_STATION = re.compile(r"(?:các )?trạm y tế(?!\w)|(?:các )?cơ sở y tế(?!\w)")
_STATIONS_TOO = re.compile(r"(?:,| và) (?:các )?(?:cơ sở|trạm) y tế(?!\w)")
_BUSINESS = re.compile(
    r"(?:các )?(?:doanh nghiệp|hợp tác xã|chủ rừng|cơ sở sản xuất, kinh doanh|ban quản lý chợ"
    r"|cơ sở kinh doanh)(?!\w)"
)
_AT_LARGE = re.compile(r"(?:các )?(?:doanh nghiệp|cơ sở)(?! y tế| giáo dục)(?!\w)")
"""Whom a sentence opens with and means all the same: what they do is an aim, no order."""
_NO_OFFICE = re.compile(
    r"(?:lực lượng|hệ thống|tổ |công chức|cán bộ|chủ đầu tư|nhà thầu|đơn vị)(?!\w)?.*"
    r"|(?:bưu điện|ban chỉ đạo|ban quản lý|bộ đội biên phòng|cảng vụ|trung tâm|hiệp hội|hội)"
)
"""People, forces, undertakings, words for one of many: nobody has their address."""
_NAMED = frozenset(
    ["nganh-doc", "thue", "tu-phap", "doanh-nghiep", "quan-su", "su-nghiep", "trung-tam", "ban",
     "cuc-vu"]
)  # fmt: skip
"""Kinds of bodies of other lines, met on the spot by a name of their own."""
_OF_THE_PROVINCE = frozenset(["so", "cong-an", "thanh-tra", *_NAMED])
"""Kinds of bodies that a department's plan asks, and whose names stand in a commune's rows."""


class GivenWork(NamedTuple):
    """Whom the plan sets to work, in the words of a line of recipients."""

    schools: bool = False
    stations: bool = False
    businesses: tuple[str, ...] = ()
    """Those of a kind that have their seats in the area: "hợp tác xã"."""
    unions: tuple[str, ...] = ()
    """Organisations beside the Front's five: "Hội Người cao tuổi xã"."""
    fronts: bool = False
    """Whether the Front or one of its five is asked."""
    partners: tuple[NamedBody, ...] = ()
    """Bodies of other lines, by their names."""
    communes: bool = False
    """Whether the committees below are asked."""


def has_address(name: str) -> bool:
    """Whether a name is that of one office, to which something can be sent."""
    return name[:1].isupper() and _NO_OFFICE.fullmatch(plain_of(name).low) is None


def office_of(body: NamedBody) -> str:
    """The name of a body that is addressed through its head: the office is met."""
    at = plain_of(body.text).low.find(body.name) if body.head else 0
    name = body.text[max(at, 0) :]
    many = name[:4].lower() == "các "  # "các đồn biên phòng", inside a sentence
    return f"{name[:1].lower() if many else name[:1].upper()}{name[1:]}"


def given_work(kit: Kit, program: Program) -> GivenWork:
    """Whom the sentences, the headings and the rows of a plan set to work."""
    schools = stations = fronts = communes = False
    businesses: dict[str, None] = {}
    unions: dict[str, str] = {}
    partners: dict[str, NamedBody] = {}
    for body, in_row in _set_to_work(kit, program):
        name = body.name
        if _SCHOOL.match(name):
            schools |= not body.place and body.kind == "su-nghiep" and _is_here(kit, body)
        elif _STATION.match(name):
            stations |= not body.place and _is_here(kit, body)
        elif (found := _BUSINESS.match(name)) is not None and body.every:
            businesses[found[0].removeprefix("các ")] = None
        elif body.kind == "su-nghiep" and body.every and not kit.unit.committee:
            businesses[name.removeprefix("các ")] = None
        elif body.kind in ("mat-tran", "doan-the"):
            if kit.unit.kin(body) is not Kin.FRONT:
                continue
            if body.kind == "mat-tran" or _OF_THE_FIVE.match(name):
                fronts = True
            elif has_address(office_of(body)):
                unions.setdefault(key_of(name), office_of(body))
        elif body.kind == "ubnd":
            communes |= not kit.unit.committee and body.every and body.level == "xa"
        elif _is_partner(kit, body, in_row=in_row):
            partners.setdefault(key_of(office_of(body)), body)
    return GivenWork(
        schools, stations, tuple(businesses), tuple(unions.values()), fronts,
        tuple(partners.values()), communes,
    )  # fmt: skip


def _is_here(kit: Kit, body: NamedBody) -> bool:
    """Whether a school or a station is of the commune: a province's has a name."""
    return kit.unit.committee and kit.unit.level == RANKS["xa"] and body.level in (None, "xa")


def _is_partner(kit: Kit, body: NamedBody, *, in_row: bool) -> bool:
    """Whether a body of another line is named by its own name, and is no body of the unit."""
    kinds = _NAMED if kit.unit.committee and not in_row else _OF_THE_PROVINCE
    office = office_of(body)
    if body.kind not in kinds or body.every or not has_address(office):
        return False
    own = kit.own.named(office) is not None or kit.own.force_of(body) is not None
    covered = kit.unit.committee and kit.unit.level < RANKS["xa"] and body.kind != "doanh-nghiep"
    if covered or (own and kit.unit.kin(body) is Kin.OWN):
        return False
    return kit.unit.kin(body) in (Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE)


def _set_to_work(kit: Kit, program: Program) -> Iterator[tuple[NamedBody, bool]]:
    """Each body that a sentence sets to work, and each that a row names: whether in a row."""
    for draft, said in plan_sentences(kit, program):
        if not draft.emptied and not plain_of(said).low.startswith("phối hợp với "):
            yield from ((body, False) for body in _told(kit, draft, said))
    for draft in program.parts["phu_luc"]:
        yield from ((body, True) for body in _in_rows(kit, draft))


def _told(kit: Kit, draft: NodeDraft, said: str) -> Iterator[NamedBody]:
    """The bodies with which a sentence opens, or which it orders or asks."""
    plain = plain_of(said)
    first = next(iter(groups(plain)), None)
    if first is not None and _OPENS.match(plain.low[: first.start]):
        ordered = first.start > 0 or "tieu_de" in draft.texts
        yield from (b for b in first.bodies if ordered or not _AT_LARGE.match(b.name))
        if _STATIONS_TOO.match(plain.low, first.end):
            yield from bodies("Trạm Y tế")
    for duty in duties(said, kit.day):
        if duty.role != "coordinate":  # whoever helps is met by name, or is nobody in particular
            yield from (b for b in duty.who if not b.every or duty.role == "asked")


def _in_rows(kit: Kit, draft: NodeDraft) -> Iterator[NamedBody]:
    """The bodies of the rows of an appendix, by the names that its cells print."""
    if draft.dropped is not None:
        return
    for name in ("chu_tri", "phoi_hop"):
        for id_ in draft.agencies.get(name, ()):
            if isinstance(id_, str) and id_ in kit.names:
                yield from bodies(kit.names[id_])
    for child in draft.children():
        yield from _in_rows(kit, child)
