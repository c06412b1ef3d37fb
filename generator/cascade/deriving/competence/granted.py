"""What the plan above grants units by name: "hỗ trợ xã A 3,2 tỷ đồng, xã B 2,7 tỷ đồng để xây …".

The unit named uses its own share, for what all the shares are for; a unit that is not named has no
part in it, nor in what those named do with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.competence.returned import take_back
from generator.cascade.deriving.rulebook.questions import (
    Q_MONEY,
    Q_NAMED,
    Q_PLACE,
    Q_PURSE,
    Q_TARGET,
)
from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.deriving.wording.among_others import OF_THE_REST
from generator.cascade.deriving.wording.entities import joined
from generator.cascade.deriving.wording.joined_clauses import small
from generator.grammar.binding import sums
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import bodies, groups
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.deriving.unit.kit import Kit

_KIND = r"(?:xã|phường|đặc khu|tỉnh|thành phố)"
_WORD = rf"{LARGE}[^\W\d_]*(?:['’\-][^\W\d_]+)*"
_NAME = rf"{_WORD}(?: {_WORD})*(?: - {_WORD}(?: {_WORD})*)?"
_GRANTS = re.compile(
    r"[\W\d]*(?:(?:thống nhất|đồng ý|nhất trí|chấp thuận|cho phép|quyết định|về|chủ trương),? )*"
    r"(?P<verb>hỗ trợ|cấp|bổ sung|phân bổ|giao|bố trí|dành)(?: thêm| kinh phí| vốn)*(?: cho)?"
    rf"(?: (?P<class>các {_KIND}):?)? ",
    re.IGNORECASE,
)
_DOES = (
    r"(?:để|nhằm|cho|từ|phục vụ|thực hiện|mua|xây|sửa|nâng|cải tạo|đầu tư|làm|mở|duy tu|khắc phục"
    r"|trang bị|triển khai)"
)
_SHARE = re.compile(
    rf"(?:(?:UBND|Ủy ban nhân dân) )?(?:(?P<kind>{_KIND}) )?(?P<name>{_NAME}):? "
    r"\(?(?P<share>(?P<count>\d[\d.,]*)(?: (?:nghìn|triệu|tỷ))* [^\W\d]+(?: [^\W\d]+){0,3}?)\)?"
    rf"(?=[,;.]|,? và (?:UBND |{_KIND} )| {_DOES}(?!\w)|$)"
)
_AND = re.compile(r"(?:[,;]? và |[,;] )")
_CLAUSE_ENDS = re.compile(r"\.(?!\d)|;|$")
_MEASURE = re.compile(
    r"[\d.,]+ (?:(?:nghìn|triệu|tỷ) )*"
    r"(?:đồng|tấn|kg|tạ|lít|m3|máy|xe|bộ|thùng|bao|liều|con|cây)(?!\w)"
)
"""What is used; of anything else a share is carried out: "12 phòng học"."""
_USED_BY = re.compile(
    r"[\W\d]*(?:giao |yêu cầu )?(?:chủ tịch )?(?:(?:ubnd|ủy ban nhân dân) )?(?:các|hai|ba|bốn)"
    rf" (?:{_KIND}|địa phương|đơn vị)(?: này| trên| nêu trên)?,? (?:(?:có|chịu) trách nhiệm )?"
    r"(?:làm chủ đầu tư|quản lý|sử dụng|quyết toán|thanh toán|tiếp nhận|khởi công|thi công)(?!\w)"
)
"""What those do with a grant to whom it was made."""


class Grant(NamedTuple):
    """What a sentence grants to units by name."""

    verb: str
    shares: dict[str, str]
    """Key of the unit's name, with its kind where it is said → what it is granted."""
    purpose: str
    """What all of it is for, as it goes on behind "được hỗ trợ"."""
    rest: str
    """What is said behind the grant."""


def grant_in(text: str) -> Grant | None:
    """The grant with which a text begins: units by name, each with its share."""
    found = _GRANTS.match(text)
    one = _SHARE.match(text, found.end()) if found is not None else None
    if found is None or one is None or not (one["kind"] or found["class"]):
        return None
    shares, end = {}, found.end()
    while one is not None:
        shares[key_of(f"{one['kind'] or ''} {one['name']}")] = one["share"]
        end = one.end()
        link = _AND.match(text, end)
        one = _SHARE.match(text, link.end()) if link is not None else None
    stop = _CLAUSE_ENDS.search(text, end)
    until = stop.start() if stop is not None else len(text)
    said = text[end:until].strip(" ,)")
    also = text[end:until].lstrip(" )").startswith(",")
    to = f" {said}" if _FOR.match(said) else f"{', ' if also else ' để '}{said}" if said else ""
    shares = _with_thing(shares)
    return Grant(found["verb"].lower(), shares, to, text[until:].strip(" ;."))


def _with_thing(shares: dict[str, str]) -> dict[str, str]:
    """Shares of one thing that is named behind the last alone: "A 120 ha, B 90 ha rau"."""
    last = [*shares.values()][-1].split(" ", 1)[-1]
    return {
        name: f"{share.split(' ', 1)[0]} {last}" if last.startswith(f"{thing} ") else share
        for name, share in shares.items()
        for thing in [share.split(" ", 1)[-1]]
    }


_NAMES = (
    rf"(?:UBND |Ủy ban nhân dân )?(?P<named>{_KIND} {_NAME}(?:(?:, | và )(?:{_KIND} )?{_NAME})*)"
)
_PERMITS = re.compile(
    r"[\W\d]*(?:[Tt]hống nhất|[Đđ]ồng ý|[Nn]hất trí|[Cc]hấp thuận|[Cc]ho phép)"
    rf"(?:,? (?:về )?chủ trương)?(?: cho phép| cho)? (?:Chủ tịch )?{_NAMES} (?=[^\W\d_])"
)
"""What units by name may do: "Đồng ý chủ trương cho UBND xã A sử dụng …"."""
_BLAMES = re.compile(
    rf"[\W\d]*(?:[Pp]hê bình|[Nn]hắc nhở) (?:Chủ tịch )?{_NAMES} [^.;]*?"
    r"(?:; |, |\. )(?:yêu cầu|đề nghị)(?: (?:nghiêm túc|khẩn trương|UBND xã|đơn vị))* (?=[^\W\d_])",
)
"""Who is blamed by name, and what he has to do: "Phê bình UBND xã A …; yêu cầu …"."""


_MENDS = ("rút kinh nghiệm", "kiểm điểm", "khắc phục", "chấn chỉnh")


def told_alone(text: str, unit: Addressee) -> str | None:
    """What a text lets this unit do, or demands of it, by name; "" where it names others alone."""
    if not (unit.committee and unit.unit):
        return None
    found = _PERMITS.match(text) or _BLAMES.match(text)
    low = plain_of(text[found.end() :]).low if found is not None else ""
    if found is None or not (begins_work(low) or low.startswith(_MENDS)):
        return None
    own = key_of(unit.unit)
    bare = own.split(" ", 1)[-1]
    named = [key_of(one) for one in re.split(r", | và ", found["named"])]
    if not any(one in (own, bare) for one in named):
        return ""
    does = text[found.end() :]
    return does[:1].upper() + does[1:]


_FOR = re.compile(r"(?:để|nhằm|cho|từ|phục vụ)(?!\w)")


def _own_share(grant: Grant, unit: Addressee) -> str:
    """What of a grant is the unit's; "" where it is not named."""
    own = key_of(unit.unit)
    return next(
        (s for name, s in grant.shares.items() if own == name or own.endswith(f" {name}")), ""
    )


def is_granted_to_others(text: str, unit: Addressee) -> bool:
    """Whether all that a text says is what other units by name get, and what they do with it."""
    grant = grant_in(text) if unit.committee and unit.unit else None
    if grant is None or _own_share(grant, unit):
        return False
    for clause in filter(None, map(str.strip, _CLAUSE_ENDS.split(grant.rest))):
        low = plain_of(clause).low
        found = groups(plain_of(clause))
        mine = any(unit.kins(group.bodies) & {Kin.SELF, Kin.SOME} for group in found)
        if mine and not (_USED_BY.match(low) and not OF_THE_REST.match(low)):
            return False
        if (not found and not begins_work(low)) or OF_THE_REST.match(low):
            return False
    return True


def _use_own(kit: Kit, draft: NodeDraft, field: str) -> bool:
    """Say of a grant to several what the unit does with its own share; whether it is one."""
    grant = grant_in(draft.said)
    share = _own_share(grant, kit.unit) if grant is not None else ""
    if grant is None or not share:
        return False
    does = "Sử dụng" if _MEASURE.match(share) else "Thực hiện"
    words = f"{does} {share} được {grant.verb}{grant.purpose}"
    first = _CLAUSE_ENDS.split(grant.rest)[0].strip()
    if first and begins_work(plain_of(first).low) and not groups(plain_of(first)):
        words += f"; {first}"
    asked = [kit.speech.words(Q_MONEY.replace("{cap}", c)) for c in ("{cap}", "{ten_ngan}")]
    asked += [kit.speech.words(one) for one in (Q_PLACE, Q_PURSE, Q_NAMED, Q_TARGET)]
    draft.marks = [one for one in draft.marks if one not in asked]
    take_back(kit, draft, field, f"{words}.", "")
    return True


def keep_share(kit: Kit, draft: NodeDraft, field: str) -> None:
    """Say what the plan above grants the unit by name, where its words went with another's."""
    unit = kit.unit
    name = unit.unit if unit.committee else unit.name
    if not name or draft.part != "muc" or draft.kept:
        return
    if unit.committee and field in draft.texts and _use_own(kit, draft, field):
        return
    found = _granted(name).search(draft.said) if name in draft.said else None
    if field not in draft.texts:
        return
    if found is None:
        _keep_part_of_fund(kit, draft, field, name)
        return
    asked_of = {kit.speech.words(one) for one in (Q_NAMED, Q_MONEY)} & {*draft.marks}
    raw = unit.committee and bool(asked_of) and found["share"].endswith("đồng")
    raw = raw and len(sums(draft.said)) > 1 and not _PARTS.match(draft.said, found.end())
    if raw or _granted_beside(name, draft.said):
        source = _SOURCE.search(draft.said[: found.start()])
        more = _spends(draft.said[found.end() :], kit) if unit.committee else ""
        verb = (found["verb"] or "giao").lower()
        purse = f" từ {source['purse'].lower()}" if source else ""
        to = found["rest"].rstrip() if unit.committee else ""
        words = f"Sử dụng {found['share']} được {verb}{to}{purse}{more}."
        asked = [kit.speech.words(Q_MONEY.replace("{cap}", c)) for c in ("{cap}", "{ten_ngan}")]
        asked += [kit.speech.words(one) for one in (Q_PLACE, Q_PURSE, Q_NAMED, Q_TARGET)]
        draft.marks = [one for one in draft.marks if one not in asked]
        take_back(kit, draft, field, words, "")
        return
    if draft.dropped is None and found["share"] in joined(draft.texts[field]):
        return
    money = found["share"].endswith("đồng")
    does = "Sử dụng" if money else "Thực hiện"
    verb = (found["verb"] or "giao").lower()
    words = f"{does} {found['share']} được {verb}{found['rest'].rstrip()}."
    if money:  # it is the unit's own sum now
        draft.marks = [one for one in draft.marks if one != kit.speech.words(Q_MONEY)]
    take_back(kit, draft, field, words, "" if money else Q_NAMED)


def _keep_part_of_fund(kit: Kit, draft: NodeDraft, field: str, name: str) -> None:
    """The unit's part of a superior's sum that is shared out: "trong đó: đặc khu X 2,5 tỷ đồng"."""
    found = _shared_out(name).search(draft.said) if name in draft.said else None
    if found is None:
        return
    if draft.dropped is None and found["share"] in joined(draft.texts[field]):
        return
    to = _TO_UNITS.sub("", found["to"]).strip(" ,:")
    to = f" {'' if to.startswith(('để ', 'cho ', 'nhằm ')) else 'để '}{to}" if to else ""
    who = small(found["who"].strip(" -+*•"))
    take_back(kit, draft, field, f"Sử dụng {found['share']} do {who} {found['verb']}{to}.", "")


_TO_UNITS = re.compile(
    r"^\W*cho (?:các )?(?:xã|phường|đặc khu|địa phương)(?:, (?:xã|phường|đặc khu))*"
)


def _shared_out(name: str) -> re.Pattern[str]:
    """A superior's sum and, of it, the one behind the name of a unit."""
    money = r"\d[\d.,]*(?: (?:nghìn|triệu|tỷ))* đồng"
    return re.compile(
        r"(?:^|(?<=[.;] ))(?P<who>[^.;:]{3,80}?) (?P<verb>phân bổ|hỗ trợ|bố trí|cấp|dành|cân đối)"
        rf" {money}(?P<to>[^.;:]{{0,60}}?),? trong đó:? (?:[^.]*?[ ,;])?"
        rf"(?:UBND |Ủy ban nhân dân )?{re.escape(name)}:? (?P<share>{money})"
    )


_PARTS = re.compile(r",? \(?(?:trong đó|gồm|bao gồm)(?!\w)")
"""Behind a sum: what it is made of."""
_SOURCE = re.compile(
    r"(?<!\w)(?P<purse>ngân sách (?:tỉnh|thành phố|trung ương|nhà nước))(?!\w)", re.IGNORECASE
)


def _spends(rest: str, kit: Kit) -> str:
    """What communes do with what they are granted: "; sử dụng đúng mục đích, quyết toán …"."""
    for part in rest.split("; ")[1:]:
        first = next(iter(groups(plain_of(part))), None)
        if first is not None and first.start == 0 and Kin.SELF in kit.unit.kins(first.bodies):
            return f"; {part[plain_of(part).span(0, first.end).end :].strip(' ./,')}"
    return ""


def _granted_beside(name: str, said: str) -> bool:
    """Whether other bodies are granted sums beside a department: "Sở A 9,8 tỷ đồng, Sở B …"."""
    others = (b for b in bodies(said) if key_of(b.text) not in key_of(name))
    return any(re.match(r":? \d[\d.,]* (?:triệu|tỷ)", said[b.span.end :]) for b in others)


def _granted(name: str) -> re.Pattern[str]:
    """A figure behind the verb by which it is granted and the name of a unit."""
    return re.compile(
        r"(?:(?P<verb>[Hh]ỗ trợ|[Cc]ấp|[Pp]hân bổ|[Gg]iao|[Bb]ố trí|[Dd]ành)(?: cho)? "
        r"|(?<=đồng, )|(?<=đồng; )|(?<=gồm: )|(?<=đồng: ))"
        rf"(?:UBND |Ủy ban nhân dân )?{re.escape(name)}:? (?P<share>\d[\d.,]*"
        r"(?: (?:nghìn|triệu|tỷ))* [^\W\d]+)(?P<rest>[^.;,]*)"
    )
