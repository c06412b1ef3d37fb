"""Who gets the unit's plan: whom it reports to and works with, its settlements by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.frame.given_work import (
    GivenWork,
    given_work,
    has_address,
    office_of,
)
from generator.cascade.deriving.frame.house_line import (
    MAY_REPORT,
    THROUGH,
    own_sentences,
    words_of,
)
from generator.cascade.deriving.rulebook.rules import NAMED, RECEIVES, UNNAMED
from generator.cascade.deriving.rulebook.text_under_way import RuleWords
from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.duties import duties
from generator.grammar.letters import key_of, plain_of
from generator.grammar.level_words import has_settlement, settled_as, settlements
from generator.grammar.named_bodies import bodies, groups
from generator.plan.model import NoiNhan
from generator.text.first_test import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.kit import Kit
    from generator.grammar.named_bodies import NamedBody

_MAY_SEND = (
    *MAY_REPORT, "trình", "phản ánh", "cung cấp", "thông tin", "đăng ký", "nộp", "tham vấn",
    "báo ngay", "phải báo", "thì báo", ", báo ", "xã báo ", "phường báo ", "khu báo ",
)  # fmt: skip
_ROOM_ABOVE = re.compile(r"(?P<room>Phòng .+?) (?:thành phố|huyện|thị xã|quận)")
"""By way of whom a report goes: "(qua Sở Nội vụ)"."""
_COMMITTEES = frozenset(["ubnd", "hdnd", "trung-uong", "dang"])
_BRANCHES = frozenset(["cuc-vu", "nganh-doc", "thue"])
"""Kinds whose bodies are known by their field alone: "Chi cục Dân số"."""


def settle_recipients(kit: Kit, program: Program) -> None:
    """Add who gets the unit's reports; call settlements as they are called there."""
    _leave_unnamed(program)
    _name_receivers(kit, program)
    _name_settlements(kit, program)
    _leave_twice(program)


def _leave_twice(program: Program) -> None:
    """Leave out a line that a rule gives, where another one says the same: "Sở Nội vụ"."""
    seen: set[str] = set()
    for line in program.parts["noi_nhan"]:
        words = key_of("".join(words_of(line.texts["noi_dung"])))
        if line.dropped is None and words in seen and not line.digest:
            line.drop(RECEIVES)
        if line.dropped is None:
            seen.add(words)


def _leave_unnamed(program: Program) -> None:
    """Leave out a room of the superior's that a rule sends every plan and this one never names."""
    said = [key_of(draft.said) for draft in program.above if draft.part != "noi_nhan"]
    for line in program.parts["noi_nhan"]:
        words = "".join(words_of(line.texts["noi_dung"]))
        if line.id == "nn-dau-moi" and line.dropped is None and not has_address(words):
            line.drop(UNNAMED)
        above = _ROOM_ABOVE.match(words) if not line.digest and line.dropped is None else None
        if above is None:
            continue
        room = key_of(above["room"])
        if not any(room in words for words in said):
            line.drop(UNNAMED)


def _name_receivers(kit: Kit, program: Program) -> None:
    """Add to the recipients who gets the unit's reports, works with it or is told by its plan."""
    lines = [d for d in program.parts["noi_nhan"] if d.dropped is None]
    if not lines:
        return
    post = _Post(program, lines)
    _superiors(kit, program, lines[0], post)
    post.behind("nn-cap-tren")
    post.behind("nn-dau-moi")
    post.behind("nn-phong-noi-vu")
    for body in _receivers(kit, program):
        post.add("nn-nhan-bao-cao", _on_the_spot(kit, body), _short(body))
    work = given_work(kit, program)
    partners = {_short(b): b for b in (*_met_in(kit, program), *work.partners)}
    names = [_on_the_spot(kit, b) for short, b in partners.items() if not post.has(short)]
    for words in _lines(_once(names)):
        post.add("nn-phoi-hop", f"{words} (để phối hợp)")
    post.behind("nn-mttq")
    if work.fronts and not post.listed_id("nn-mttq"):
        post.add("nn-mttq", FRONTS)
    for union in work.unions:
        post.add("nn-hoi", union, key_of(union))
    if work.communes and not any(post.has(key_of(one)) for one in _COMMUNES):
        post.add("nn-cap-xa", _COMMUNES[0])
    post.before("nn-khu-dan-cu")
    for words in _in_the_area(work):
        post.add("nn-tren-dia-ban", words)


FRONTS = "Ủy ban MTTQ Việt Nam và các tổ chức chính trị - xã hội {cap}"
_COMMUNES = ("UBND các xã, phường", "Ủy ban nhân dân các xã, phường")


def _in_the_area(work: GivenWork) -> Iterator[str]:
    """Lines for those that have their seats in the unit: "Các trường học, Trạm Y tế …"."""
    named = ["trường học"] if work.schools else []
    if work.stations and named:
        named.append("Trạm Y tế")
    elif work.stations:
        yield "Trạm Y tế {cap}"
    if named := [*named, *work.businesses]:
        yield f"Các {', '.join(named)} trên địa bàn {{cap}}"


_NAMELESS = re.compile(r"(?:Đồn|Trạm kiểm soát) Biên phòng|Đội Quản lý thị trường|Hạt Kiểm lâm")


def _on_the_spot(kit: Kit, body: NamedBody) -> str:
    """The name of a partner; of one of many, that of here: "Đồn Biên phòng trên địa bàn"."""
    name = office_of(body)
    if _NAMELESS.fullmatch(name):
        return f"{name} trên địa bàn"
    of_ministry = kit.unit.above == 0 and _ROOM_OF_MINISTRY.match(name) and "(" not in name
    return f"{name} ({{cap_tren.ten_ngan}})" if of_ministry else name


_ROOM_OF_MINISTRY = re.compile(r"(?:Vụ|Thanh tra|Văn phòng) (?!.*(?:Bộ|Chính phủ|Trung ương))")


def _once(names: list[str]) -> list[str]:
    """Each name once; one that another says with its level goes: "Ban Quản lý … (tỉnh)"."""
    each = list(dict.fromkeys(names))
    return [one for one in each if not any(o.startswith(f"{one} ") for o in each)]


class _Post:
    """Lines of recipients under way: what is listed, and where the next line goes."""

    def __init__(self, program: Program, lines: list[NodeDraft]) -> None:
        self._program = program
        self._lines = program.parts["noi_nhan"]
        self._listed = key_of(" | ".join(map(_said_of, lines)))
        self._at = self._lines.index(lines[0]) + 1

    def listed_id(self, id_: str) -> bool:
        """Whether a line of a rule stands."""
        return any(d.id == id_ and d.dropped is None for d in self._lines)

    def has(self, short: str) -> bool:
        """Whether somebody is listed, by the key of his name."""
        return short in self._listed

    def go_first(self) -> None:
        """Put the next line before all others."""
        self._at = next((n for n, d in enumerate(self._lines) if d.dropped is None), 0)

    def behind(self, id_: str) -> None:
        """Go on behind a line, if it stands and the place is before it."""
        for n, line in enumerate(self._lines):
            if line.id == id_ and line.dropped is None:
                self._at = max(self._at, n + 1)

    def before(self, id_: str) -> None:
        """Go on before a line; without it, at the end."""
        at = next((n for n, d in enumerate(self._lines) if d.id == id_), len(self._lines))
        self._at = max(self._at, at)

    def add(self, id_: str, words: str, short: str = "") -> None:
        """Put a line where the next one goes, if nobody has it yet."""
        if short and self.has(short):
            return
        taken = {d.id for d in self._lines}
        name = next(n for n in (id_, *(f"{id_}-{i}" for i in range(2, 99))) if n not in taken)
        node = NoiNhan(id=name, noi_dung=words)
        self._lines.insert(self._at, self._program.new(node, "noi_nhan", None, RECEIVES))
        self._at += 1
        self._listed += f" | {key_of(words)}"


def _superiors(kit: Kit, program: Program, first: NodeDraft, post: _Post) -> None:
    """The superior's committee stands first, once: not its chairman, not its office alone."""
    said = _said_of(first)
    head = _CHAIRMAN.fullmatch(said)
    if head is not None:
        first.texts["noi_dung"] = [RuleWords((f"UBND {head['place']}",))]
        first.touch(NAMED)
    office = _OFFICE.fullmatch(said)
    if office is not None and kit.unit.committee:
        first.texts["noi_dung"] = [RuleWords((f"UBND {office['place']}",))]
        first.touch(NAMED)
        post.add("nn-van-phong", said)
    elif answers_to := _answers_to(kit, program, [_said_of(first)]):
        if not plain_of(said).low.startswith(_PARTY_ABOVE):
            post.go_first()  # over its department; a committee of the Party is over it
        post.add("nn-chiu-trach-nhiem", answers_to)


_CHAIRMAN = re.compile(r"Chủ tịch (?:Ủy ban nhân dân|UBND) (?P<place>(?:tỉnh|thành phố) .+)")
_OFFICE = re.compile(r"Văn phòng (?:Ủy ban nhân dân|UBND) (?P<place>(?:tỉnh|thành phố) .+)")


def _receivers(kit: Kit, program: Program) -> Iterator[NamedBody]:
    """Who gets reports of the unit, by name."""
    for _draft, said in own_sentences(kit, program):
        if not holds(said.lower(), _MAY_SEND):
            continue
        for duty in duties(said, kit.day):
            if duty.role != "report":
                continue
            through = bodies(t[1]) if (t := THROUGH.search(said)) else ()
            for body in (*duty.whom, *through, *_gets_more(said)):
                if _is_named(kit, body) and body.kind not in _COMMITTEES:
                    yield body


def _met_in(kit: Kit, program: Program) -> Iterator[NamedBody]:
    """Whom the unit's own work is done with, by name."""
    for _draft, said in own_sentences(kit, program):
        yield from (b for b in _partners(said) if _is_partner(kit, b))


def _lines(names: list[str]) -> list[str]:
    """Names in one line, as far as no comma in one of them makes it two: each of those has its."""
    alone = [name for name in names if ", " in name and not name.startswith("Sở ")]
    together = ", ".join(name for name in names if name not in alone)
    return [*filter(None, [together]), *alone]


def _gets_more(said: str) -> Iterator[NamedBody]:
    """To whom the rest of a report goes: "… về Sở Xây dựng, tình hình … về Sở Y tế"."""
    plain = plain_of(said)
    for group in groups(plain):
        if plain.low[: group.start].endswith(" về "):
            yield from group.bodies


def _said_of(line: NodeDraft) -> str:
    return "".join(words_of(line.texts["noi_dung"]))


def _answers_to(kit: Kit, program: Program, listed: list[str]) -> str:
    """The superior's committee to which the unit answers or reports and that is no recipient yet.

    Where an office or the Party has issued the plan above, no rule sends the committee this one.
    """
    if not kit.unit.committee:
        return ""
    first = plain_of(listed[0]).low
    if kit.unit.place_above and kit.unit.level > 1 and first.startswith(_PARTY_ABOVE):
        name = f"UBND {kit.unit.place_above}"  # the superior, whoever issued what is carried out
        known = {key_of(name), key_of(f"UBND {kit.unit.word_above}")}
        return "" if known & set(map(key_of, listed)) else name
    for _draft, said in own_sentences(kit, program):
        for duty in duties(said, kit.day) if "ủy ban" in said.lower() or "UBND" in said else ():
            whom = duty.whom if duty.role in ("answer", "report") else ()
            above = [b for b in whom if b.kind == "ubnd" and kit.unit.kin(b) is Kin.ABOVE]
            if not above:
                continue
            place = kit.unit.place_above or above[0].place or " ".join(above[0].units[:1])
            name = f"UBND {place}"
            known = {key_of(name), key_of(f"UBND {kit.unit.word_above or place}")}
            return "" if not place or known & set(map(key_of, listed)) else name
    return ""


_PARTY_ABOVE = ("tỉnh ủy", "thành ủy", "ban thường vụ", "ban chấp hành")
_MEETS = re.compile(r"(?<!\w)phối hợp(?: chặt chẽ)? với (?:các )?$")


def _partners(said: str) -> Iterator[NamedBody]:
    """The bodies with which a sentence, or a heading, says that work is done."""
    plain = plain_of(said)
    for group in groups(plain) if "phối hợp" in plain.low else ():
        if _MEETS.search(plain.low[: group.start]):
            yield from group.bodies


def _is_partner(kit: Kit, body: NamedBody) -> bool:
    """Whether a partner is one body by name, not the unit's; for a department also all communes."""
    if body.kind == "ubnd" and not kit.unit.committee and body.every:
        return body.level == "xa" and not body.only and not body.place
    if not body.text[:1].isupper():
        return False
    police = kit.unit.kin(body) is Kin.ABOVE and body.level is not None
    return (_is_named(kit, body) or (police and not body.every and not body.head)) and (
        body.kind not in _COMMITTEES and has_address(office_of(body))
    )


def _name_settlements(kit: Kit, program: Program) -> None:
    """Call the settlements among the recipients as the plan above, or the province, calls them."""
    line = next((d for d in program.parts["noi_nhan"] if d.id == "nn-khu-dan-cu"), None)
    if line is None or line.dropped is not None:
        return
    said: dict[str, None] = {}
    for draft in program.above:
        for found in settlements(plain_of(draft.said)) if draft.part == "muc" else ():
            said |= dict.fromkeys(_EVERY.sub("", item) for item in found.items)
        if draft.part == "muc":
            said |= dict.fromkeys(_ALONE.findall(plain_of(draft.said).low))
    known = _PLACES.intersection(said)
    own = [item for item in said if item in known and has_settlement(kit.unit.settled, item)]
    if not own and kit.unit.word not in _GENERAL_WORD:
        return
    general = _GENERAL_WORD.get(kit.unit.word, "")
    own = sorted(own, key=lambda item: item != general)
    named = own or [settled_as(kit.unit.word, kit.unit.place_above)]
    if named[0]:
        line.texts["noi_dung"] = [RuleWords((f"Các {', '.join(named)}",))]
        line.touch(NAMED)


_EVERY = re.compile(r"^(?:các|mỗi|từng) |^(?:tổ )?trưởng (?:các )?")
"""Before the word for a settlement: how many of them, or who heads one."""


_PLACES = frozenset(
    ["thôn", "bản", "làng", "ấp", "buôn", "xóm", "tổ dân phố", "khóm", "khu phố", "khu vực"]
)


_ALONE = re.compile(
    r"(?<!\w)(?:các|mỗi|từng|trưởng) (ấp|xóm|buôn|khóm|khu phố"
    r"|(?<=từng )bản(?= |[.,;])(?! (?:cam|đồ|án|tin|vẽ|kê|ghi|khai))|(?<=trưởng )bản)(?!\w)"
)
"""A settlement by itself; "các bản" may be papers."""


_GENERAL_WORD = {"xã": "thôn", "phường": "tổ dân phố"}
"""The general words of the law: said beside others, they stand for all."""


def _short(body: NamedBody) -> str:
    """The key of a body without the name of its unit: "Văn phòng UBND tỉnh" of any province."""
    return key_of(body.text.removesuffix(body.place.partition(" ")[2]))


def _is_named(kit: Kit, body: NamedBody) -> bool:
    """Whether a receiver is one body of a level above, by a name of its own."""
    said_rank = kit.unit.rank_of(body)
    rank = kit.unit.level if said_rank is None else said_rank
    kin = kit.unit.kin(body)
    beside = kin in (Kin.OTHER, Kin.FRONT) and not kit.unit.committee
    above = beside or kin is Kin.ABOVE or (kin is Kin.FRONT and rank < kit.unit.level)
    said = bool(body.level or body.units or body.place) or body.kind in _BRANCHES
    return above and said and has_address(office_of(body)) and not body.every and not body.head
