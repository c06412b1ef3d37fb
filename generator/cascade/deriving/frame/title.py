"""The subject of a derived plan: one place, the unit's own, where the plan above names its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.text_under_way import Own, RuleWords
from generator.cascade.deriving.wording.entities import joined, places, put
from generator.cascade.deriving.wording.own_settlements import own_settlements
from generator.cascade.deriving.wording.whole_country import areas
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.rule_program import Program
    from generator.cascade.deriving.unit.addressee import Addressee

PLACED = "trich-yeu-dia-ban"
ADDED = "trich-yeu-them-dia-ban"
_OF_LETTERS = re.compile(
    r"(?:[Vv]ề việc|[Vv]/[Vv]) (?=(?:triển khai|thực hiện|tổ chức|tăng cường|đẩy mạnh|phát động"
    r"|xây dựng|nâng cao|phòng|bảo đảm|hưởng ứng|khắc phục|quản lý|ứng dụng|hoàn thiện"
    r"|rà soát)(?!\w))"
)
_SPAN = 30
"""Letters in which the name of a superior's unit may be written otherwise than in the registry."""


def place_subject(program: Program, unit: Addressee) -> None:
    """Put the unit in the place of the superior's unit, instead of naming both.

    Where a clerk's rule has written the subject otherwise, it stays.
    """
    subject = program.subject
    if not unit.committee or not set(subject.touched) <= {PLACED, ADDED}:
        return
    _begin_with_verb(subject)
    _place(program, unit, subject)
    _place_once(unit, subject)
    _own_kind(program, unit, subject)
    _without_type(program, subject)


_BARE = re.compile(
    r" (?:tại|ở|trên địa bàn|đối với|cho) (?:các )?(?P<kinds>(?:xã|phường|đặc khu)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))*)(?= (?:năm|giai đoạn|quý|từ)(?!\w)|,|$)"
)
"""All units as a place: "an toàn trường học tại các xã, phường năm 2027"."""


def _place_once(unit: Addressee, subject: NodeDraft) -> None:
    """A subject behind which the unit's name is put says its kind as a place no more."""
    if ADDED not in subject.touched:
        return
    for at, piece in enumerate(subject.texts["noi_dung"]):
        if not isinstance(piece, str):
            continue
        found = _BARE.search(piece)
        if found is not None and unit.word in found["kinds"]:
            subject.texts["noi_dung"][at] = piece[: found.start()] + piece[found.end() :]
            return


_OF_PROGRAMME = re.compile(r"hành động (?=(?:thực hiện|triển khai)(?!\w))", re.IGNORECASE)


def _without_type(program: Program, subject: NodeDraft) -> None:
    """A plan that carries out a "Chương trình hành động thực hiện …" is none itself."""
    first = next(iter(subject.texts["noi_dung"]), "")
    if program.plan.van_ban.loai != "CTr" or not isinstance(first, str):
        return
    if (said := _OF_PROGRAMME.match(first)) is not None:
        rest = first[said.end() :]
        subject.texts["noi_dung"][0] = rest[:1].upper() + rest[1:]


def _place(program: Program, unit: Addressee, subject: NodeDraft) -> None:
    text = program.plan.van_ban.trich_yeu
    place = next(_places(text, unit), None) if unit.place_above else None
    place = place or bare_place(text, unit)
    area = next(iter(areas(plain_of(text), unit)), None)
    if place is None and area is not None:
        place = area.start, area.end
    place = place or _units_with_us(text, unit)
    if place is None or text != subject.said:
        return
    start, end = place
    country = area is not None and start == area.start
    words = ("trên địa bàn ", Own("don_vi")) if country else (Own("don_vi"),)
    subject.texts["noi_dung"] = [
        piece for piece in (text[:start], RuleWords(words), text[end:]) if piece
    ]
    subject.touched = [PLACED]
    _begin_with_verb(subject)
    _of_its_kind(subject, unit)


_UNIT = r"(?:xã|phường|đặc khu)"
_MORE_UNITS = re.compile(
    rf"(?:(?:, | và )(?:(?:các )?{_UNIT} )?[A-ZĐÂÊÔƠƯÁÀẢẠÝ]\w*(?: [A-ZĐÂÊÔƠƯÁÀẢẠÝ]\w*)*)*"
)


def _units_with_us(text: str, unit: Addressee) -> tuple[int, int] | None:
    """Where a subject lists its places, the unit's name among them: "tại các xã A và xã B"."""
    name = re.escape(unit.unit.removeprefix(f"{unit.word} "))
    listed = rf"(?:các )?{_UNIT}(?!\w)(?:[^.;:]{{1,120}}? )??(?:{unit.word} )?{name}(?!\w)"
    found = re.search(rf"(?<= )(?:tại|ở|trên địa bàn) (?P<list>{listed})", text)
    more = _MORE_UNITS.match(text, found.end()) if found is not None else None
    if found is None or more is None or text[found.start("list") : more.end()] == unit.unit:
        return None
    return found.start("list"), more.end()


_KINDS = re.compile(
    r"(?<!\w)(?<!UBND )(?<!ủy ban nhân dân )(?:các )?(?:xã|phường|đặc khu)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))+(?= (?!có|thuộc|ven|biên giới|miền núi)[^\W\dA-ZĐ])"
)


def _of_its_kind(subject: NodeDraft, unit: Addressee) -> None:
    """Kinds of units that are what the plan is about: "Xây dựng xã, phường không ma túy"."""
    for at, piece in enumerate(subject.texts["noi_dung"]):
        if isinstance(piece, str):
            subject.texts["noi_dung"][at] = _KINDS.sub(
                lambda found: unit.word if unit.word in found[0] else found[0], piece
            )


def _own_kind(program: Program, unit: Addressee, subject: NodeDraft) -> None:
    """Say the unit's own kind where the subject has all: "Xây dựng phường không ma túy"."""
    text = joined(subject.texts["noi_dung"])
    found = [(c.start, c.end, c.words) for c in places(text, unit)]
    found += own_settlements(plain_of(text), unit)
    made = [(start, end, program.speech.words(words)) for start, end, words in sorted(found)]
    new, done = put(subject.texts["noi_dung"], made)
    if done:
        subject.texts["noi_dung"] = new
        subject.touched = [PLACED]


def _begin_with_verb(subject: NodeDraft) -> None:
    """A plan is called by what it does: "Về việc triển khai Tháng …" is the way of letters."""
    first = next(iter(subject.texts["noi_dung"]), "")
    if isinstance(first, str) and (said := _OF_LETTERS.match(first)) is not None:
        rest = first[said.end() :]
        subject.texts["noi_dung"][0] = rest[:1].upper() + rest[1:]


def bare_place(text: str, unit: Addressee) -> tuple[int, int] | None:
    """Where a subject says whose or where by the superior's kind alone: "của thành phố"."""
    kind = unit.word_above
    if kind not in ("tỉnh", "thành phố"):
        return None
    plain = plain_of(text)
    behind = r"(?= năm(?!\w)| giai đoạn| đến |[,.;]|$)"
    found = re.search(rf"(?:(?<= của )|(?<= trên địa bàn )){kind}{behind}", plain.low)
    span = plain.span(*found.span()) if found is not None else None
    return (span.start, span.end) if span is not None else None


def _places(text: str, unit: Addressee) -> Iterator[tuple[int, int]]:
    """Where the superior's unit stands by itself, not as part of the name of a body."""
    plain = plain_of(text)
    wanted = key_of(unit.place_above)
    kind = unit.word_above
    taken = [(g.start, g.end) for g in groups(plain)]
    for found in re.finditer(rf"(?<!\w){kind}(?!\w)", plain.low):
        start = found.start()
        if any(a <= start < b for a, b in taken):
            continue
        for end in range(start + len(kind), min(len(plain.low), start + len(wanted) + _SPAN) + 1):
            whole = end == len(plain.low) or not plain.low[end].isalnum()
            if whole and key_of(plain.low[start:end]) == wanted:
                span = plain.span(start, end)
                yield span.start, span.end
                break
