"""Who gets the unit's plan: whom it reports to and works with, its settlements by their names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
        above = _ROOM_ABOVE.match(words) if not line.digest and line.dropped is None else None
        if above is None:
            continue
        room = key_of(above["room"])
        if not any(room in words for words in said):
            line.drop(UNNAMED)


def _name_receivers(kit: Kit, program: Program) -> None:
    """Add to the recipients who gets the unit's reports, works with it, and is not among them."""
    lines = [d for d in program.parts["noi_nhan"] if d.dropped is None]
    if not lines:
        return
    listed = key_of(" | ".join(map(_said_of, lines)))
    at = program.parts["noi_nhan"].index(lines[0]) + 1
    if answers_to := _answers_to(kit, program, [_said_of(d) for d in lines]):
        node = NoiNhan(id="nn-chiu-trach-nhiem", noi_dung=answers_to)
        line = program.new(node, "noi_nhan", None, RECEIVES)
        program.parts["noi_nhan"].insert(at, line)
        at += 1
    partners: dict[str, str] = {}
    for _draft, said in own_sentences(kit, program):
        low = said.lower()
        partners |= {_short(b): b.text for b in _partners(said) if _is_partner(kit, b)}
        if not holds(low, _MAY_SEND):
            continue
        for duty in duties(said, kit.day):
            through = bodies(t[1]) if (t := THROUGH.search(said)) else ()
            more = (*through, *_gets_more(said)) if duty.role == "report" else ()
            for body in (*duty.whom, *more) if duty.role == "report" else ():
                if not _is_named(kit, body) or body.kind in _COMMITTEES or _short(body) in listed:
                    continue
                node = NoiNhan(id="nn-nhan-bao-cao", noi_dung=body.text)
                line = program.new(node, "noi_nhan", None, RECEIVES)
                program.parts["noi_nhan"].insert(at, line)
                listed += f" | {key_of(body.text)}"
                at += 1
    names = [name for short, name in partners.items() if short not in listed]
    for number, words in enumerate(_lines(names)):
        id_ = f"nn-phoi-hop-{number + 1}" if number else "nn-phoi-hop"
        node = NoiNhan(id=id_, noi_dung=f"{words} (để phối hợp)")
        line = program.new(node, "noi_nhan", None, RECEIVES)
        program.parts["noi_nhan"].insert(at + number, line)


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
        body.kind not in _COMMITTEES
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


_EVERY = re.compile(r"^(?:các|mỗi|từng) ")


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
    return above and said and not body.every and not body.head
