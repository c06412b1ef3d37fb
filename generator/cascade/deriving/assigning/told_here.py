"""Which bodies of the unit a point tells to act: they get the point, and do it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.competence.commands import TELLS
from generator.cascade.deriving.competence.doers import is_anybodys, is_here_too
from generator.cascade.deriving.competence.officials import is_bare
from generator.cascade.deriving.rulebook.rules import SHARED
from generator.cascade.deriving.rulebook.text_under_way import with_capital, without_first
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.letters import Plain
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.agencies import Agency

_ROOMS = frozenset(("phong", "van-phong", "trung-tam", "cong-an", "quan-su"))
_BEGINS = re.compile(r"[\W\d]*")
_ACTS = re.compile(
    r"(?!và |(?:làm|là) (?!(?:bộ phận |cơ quan |đơn vị )?(?:đầu mối|thường trực|chủ trì)(?!\w)"
    r"(?![^.;]* phối hợp(?! với)))"
    r"|phối hợp$|các |[^\w]"
    r"|chủ trì(?:,? (?!phối hợp với)(?:các )?"
    r"(?:phòng|công an|ban|văn phòng|trung tâm|hội|đoàn)|[.;]))"
)
"""What follows the body that is told: not another body, not a comma."""
_LEADS = re.compile(r" chủ trì,? (?:và )?")
_HELP = re.compile(r" phối hợp (?!với(?!\w)|chặt|thực hiện [.;])")
_LINKS = (", ", " và ", "; ")
_OF_IT = re.compile(
    r" (?:trực thuộc|trên địa bàn|ở cơ sở|(?:thôn|bản|ấp|xóm|khóm|khu phố|tổ dân phố)"
    r"(?:, (?:thôn|bản|ấp|xóm|khóm|khu phố|tổ dân phố))*)(?= [^\W\d]|, )"
)
"""Behind a body's name, whose or where it is: "các trường học trực thuộc", "Ban quản lý ấp"."""


def called(body: Agency, word: str) -> list[str]:
    """The names of an own body, the longest first; those of an office also without the level."""
    names = [body.ten, body.ten_trong_cau, body.ten_ngan]
    names += [n.removesuffix(f" {word}") for n in names if n.startswith("Văn phòng ")]
    return sorted(dict.fromkeys(names), key=len, reverse=True)


def acts_behind(low: str, at: int) -> bool:
    """Whether behind the name of one body comes what it does, and not another body, a comma."""
    return _ACTS.match(low, at) is not None


def told_to(kit: Kit, point: NodeDraft, text: str, *, acts: bool = False) -> list[Agency]:
    """The unit's bodies that a point tells to act, and the point as they have it.

    `acts`: also one with which the point begins. Several where none of them leads.
    """
    plain = plain_of(text)
    found = TELLS.match(plain.low) or (_BEGINS.match(plain.low) if acts else None)
    if found is None:
        return []
    if not acts and (together := _told_together(kit, point, plain, found.end())):
        return together
    for body in kit.own.workers:
        for name in called(body, kit.unit.word):
            low = plain_of(name).low
            if not plain.low.startswith(f"{low} ", found.end()):
                continue
            end = found.end() + len(low) + 1
            if not acts_behind(plain.low, end):
                return []  # it is told with others: the committee's to do
            at = plain.span(end, len(plain.low)).start
            point.texts["noi_dung"] = with_capital(without_first(point.texts["noi_dung"], at))
            point.touch(SHARED)
            return [body]
    return []


def _told_together(kit: Kit, point: NodeDraft, plain: Plain, at: int) -> list[Agency]:
    """Several of the unit's bodies told one thing: who leads, and the others help.

    "Giao Phòng Kinh tế, Công an xã kiểm tra chợ", "Giao Phòng Kinh tế chủ trì, Công an xã phối hợp
    kiểm tra chợ": under the first "Chủ trì, phối hợp với Công an xã kiểm tra chợ". Police and army
    are each under superiors of their own: told together, neither leads the other.
    """
    told = [g for g in groups(plain) if g.start >= at]
    if not told or told[0].start != at:
        return []
    named, end, leads = list(told[0].bodies), _end_of(plain.low, told[0].end), False
    for group in told[1:]:
        link = plain.low[end : group.start]
        leads = leads or (len(named) == 1 and _LEADS.fullmatch(link) is not None)
        if link not in _LINKS and not (leads and len(named) == 1):
            break
        named += group.bodies
        end = _end_of(plain.low, group.end)
    first, *others = named
    lead = _own_body(kit, first) if first.kind in _ROOMS else None
    if lead not in kit.own.workers or lead is None or not _are_here(kit, others):
        return []
    helps = _HELP.match(plain.low, end) if leads else None
    if leads and helps is None:
        return []
    does = plain.low[end if helps is None else helps.end() :].lstrip()
    if not begins_work(does) or does.startswith(("chủ trì", "phụ trách")):
        return []
    begin = end if helps is None else helps.end()
    rest = without_first(point.texts["noi_dung"], plain.span(begin, len(plain.low)).start)
    if not rest or not isinstance(rest[0], str):
        return []
    point.touch(SHARED)
    forces = [_own_body(kit, one) for one in named if one.kind in ("cong-an", "quan-su")]
    equals = [one for one in forces if one is not None]
    if not leads and len(equals) == len(named):
        point.texts["noi_dung"] = with_capital([rest[0].lstrip(), *rest[1:]])
        return equals
    helpers = plain.text[others[0].span.start : plain.span(at, end).end]
    act = rest[0].lstrip().removeprefix("phối hợp ")
    leading = "Chủ trì, phối hợp" if leads or act == rest[0].lstrip() else "Phối hợp"
    more = (
        f"{helpers}, {act.removeprefix('với ')}" if act.startswith("với ") else f"{helpers} {act}"
    )
    point.texts["noi_dung"] = [f"{leading} với {more}", *rest[1:]]
    return [lead]


def _own_body(kit: Kit, named: NamedBody) -> Agency | None:
    """The unit's body of a name; of its forces also where the last of several says the level."""
    return kit.own.named(named.text) or (None if named.place else kit.own.force_of(named))


def _end_of(low: str, end: int) -> int:
    """Where bodies end with what is said of the last: "các trường học trực thuộc"."""
    more = _OF_IT.match(low, end)
    return end if more is None else more.end()


def _are_here(kit: Kit, others: list[NamedBody]) -> bool:
    """Whether there are others, and each of them is one that a commune's plan may order."""
    mine = {Kin.OWN, Kin.FRONT, Kin.BELOW}
    return bool(others) and all(
        kit.unit.kin(one) in mine or is_here_too(one) or is_anybodys(one) or _are_schools(one)
        for one in others
    )


def _are_schools(body: NamedBody) -> bool:
    """Whether schools, stations and the like of no said level are told: those of the unit."""
    return body.kind == "su-nghiep" and body.every and is_bare(body)
