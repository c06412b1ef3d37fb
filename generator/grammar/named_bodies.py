"""Bodies that a text names: who they are by kind, level, place, whether one or all of a kind.

`bodies("Giám đốc các Sở và Chủ tịch UBND các xã, phường")` finds two: the heads of all
departments, the chairmen of all communes. A body is known by its grammar, so one that no
registry lists has a kind and a level all the same; `known.py` finds the ids of those that
a registry lists. Kinds, their first words and fields are data: loai-co-quan.toml.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from generator.grammar.act_verbs import begins_act, begins_deed
from generator.grammar.body_drafts import (
    BodyDraft,
    collective,
    named_unit,
    of_field,
    only_where,
    unit_after,
)
from generator.grammar.first_words import FirstWord, first_words, makes_another, specific
from generator.grammar.letters import LetterSpan, Plain, plain_of
from generator.grammar.list_links import A_LINK, IN_HOUSE, LINK
from generator.grammar.name_ends import (
    board_end,
    branch_end,
    name_run,
    of_one_noun,
    party_board_end,
)
from generator.grammar.narrowing import HEADS_CLAUSE, met_where, narrowed, water_end
from generator.grammar.of_the_base import (
    acts_behind,
    cut_name,
    has_something,
    heads,
    heads_part,
    whole_doer,
)
from generator.grammar.unit_acts import ABOVE, TO_ALL
from generator.grammar.whereabouts import WHERE, Whereabouts, whereabouts


class NamedBody(NamedTuple):
    """A body, or all bodies of a kind, as a text names it."""

    kind: str
    """Kind in loai-co-quan.toml: ubnd, so, phong, cong-an, …; dia-phuong for units."""
    level: str | None
    """One of LEVELS; None where the text leaves it open."""
    every: bool
    """All bodies of the kind, not one that is named."""
    name: str
    """Its name in plain form, without place: "sở công thương", "ủy ban nhân dân"."""
    place: str
    """The unit with its name, as written: "xã Bắc Hà"; "" where no name is said."""
    units: tuple[str, ...]
    """Kinds of units said: ("xã", "phường")."""
    head: bool
    """Addressed through its head: "Giám đốc", "Chủ tịch"."""
    of: str
    """The body it belongs to, as written: "Sở", "UBND xã"; "" where none is said."""
    only: str
    """What narrows "all of a kind", as written: "có cụm công nghiệp"; else ""."""
    text: str
    """As it is written; for a list with one common first word, that word and its own part."""
    span: LetterSpan

    @property
    def unit(self) -> bool:
        """Whether it is an administrative unit or its committee."""
        return self.kind in ("ubnd", "dia-phuong")


_COMMITTEE = re.compile(r" ủy(?!\w)(?! ban)")
_OF_LEVEL = (" tỉnh", " thành", " huyện", " quận", " thị")
"""Such as "Ban Tuyên giáo Tỉnh ủy": the level is that of a Party committee."""
_OF = re.compile(r"(?: (?:trực )?thuộc|(?<=trực thuộc)) (?=\S)")
_OF_MINISTRY = re.compile(r" của bộ(?!\w)")
_MINISTRY = re.compile(r"bộ(?= *[.;,:/]| *$| (?:và|chủ trì|trong|theo|có|được|bố trí|phối)(?!\w))")
"""The ministry that speaks, without its name: "các đơn vị thuộc Bộ"."""
_PLACE_BEFORE = re.compile(
    r"(?:địa bàn|tại|ở|của|giữa|vào|từ|trong|ngoài|cho|quy hoạch|toàn|đối với"
    r"|với)(?: [^\s,;]+)?(?: các)? $"
)


@lru_cache(1024)
def bodies(text: str) -> tuple[NamedBody, ...]:
    """All bodies that a text names, in its order; those within another body stay out."""
    return tuple(body for group in groups(plain_of(text)) for body in group.bodies)


class NamedTogether(NamedTuple):
    """Bodies named together: "Sở Nội vụ, Sở Tài chính và UBND các xã"."""

    bodies: tuple[NamedBody, ...]
    start: int
    """Places in the plain form of the text."""
    end: int


_OBJECT = re.compile(r" là $|(?<!phối hợp)(?<!chặt chẽ)(?<!cùng) (?:với|của|từ|về|đến|tới|cho) $")
_ACTS = re.compile(r" (?!trước|trong|để|theo|và|hoặc|trên|tại|của|thuộc|khi|nhằm|\()[^\W\d]")


def groups(plain: Plain, *, persons: bool = False) -> tuple[NamedTogether, ...]:
    """The bodies of a text, those that stand in one list together.

    `persons`: with the people and things of the base that act: at the head of a clause only, since
    inside one they are taught, helped ("Trưởng bản, công chức xã đến từng nhà").
    """
    return _groups(plain, persons=persons)


@lru_cache(1024)
def _groups(plain: Plain, *, persons: bool) -> tuple[NamedTogether, ...]:
    words = first_words()
    at = 0
    made: list[NamedTogether] = []
    people = [*words.person.finditer(plain.low)] if persons else []
    while (found := words.first.search(plain.low, at)) is not None or people:
        while people and people[0].start() < at:
            people.pop(0)
        read: tuple[list[NamedBody], int] | None = None
        if people and (found is None or people[0].start() <= found.start()):
            person = people.pop(0)
            if not _may_act(plain, person.start(), made):
                continue
            if found is not None and found.start() == person.start():
                read = body_at(plain, person.start())
            if read is None or not read[0] or read[1] <= person.end():
                listed, end = _person(plain, person, made)
                if listed:
                    made = _joined(plain, made, listed, person.start(), end)
                    at = end
                if listed or read is None:
                    continue
        if found is None:
            break
        listed, end = read or body_at(plain, found.start())
        if not listed and found["unit"] and made:
            listed, end = _one_more_class(plain, made[-1], found)
        if persons and not listed and found["unit"]:
            listed, end = _unit_by_part(plain, found)
        if (army := _MILITARY.match(plain.low, end)) and listed and listed[-1].kind == "cong-an":
            draft = BodyDraft("quan-su", None, False, army["name"], army.end())
            more, end = _finish(plain, army.start("name"), draft, head=False)
            listed = _one_level([*listed, *more])
        if not listed or end <= found.start():  # nothing, or nothing but a first word
            at = found.end()
            continue
        if persons:
            listed, end = _whole(plain, listed, end, found.start())
        if (longer := of_one_noun(plain.low, found.start(), end)) > end and len(listed) == 1:
            listed, end = [_up_to(plain, listed[0], found.start(), longer)], longer
        at = max(end, found.end())
        if (house := IN_HOUSE.match(plain.low, end)) is not None:
            at = max(at, house.end())  # whose it is does nothing here
        made = _joined(plain, made, listed, found.start(), end)
    return tuple(made)


_OF_EACH_LEVEL = ("công an", "ban chỉ huy quân sự", "quân sự", "mat-tran", "doan-the")
"""Names, or kinds, of which there is one at each level."""
_MILITARY = re.compile(
    r"(?: ?[,/] ?| và | - )(?P<name>quân sự)(?= (?:(?:các |cấp )?(?:xã|phường)|đặc khu)(?!\w))"
)
"""The command of a commune in short, behind its police: "Công an, Quân sự cấp xã"."""


def _one_level(listed: list[NamedBody]) -> list[NamedBody]:
    """A list with the level behind its last for all: "Công an, Ban Chỉ huy Quân sự cấp xã"."""
    made: list[NamedBody] = []
    for body in reversed(listed):
        last = made[-1] if made else body
        bare = body.level is None and not (body.place or body.units or body.of or body.head)
        if bare and last.units and all({b.name, b.kind} & {*_OF_EACH_LEVEL} for b in (body, last)):
            body = body._replace(
                level=last.level, every=last.every, units=last.units, place=last.place
            )
        made.append(body)
    return made[::-1]


def _joined(
    plain: Plain, made: list[NamedTogether], listed: list[NamedBody], start: int, end: int
) -> list[NamedTogether]:
    """What was found with one more: of the last list where it goes on, or by itself."""
    last = made[-1] if made else None
    alone = listed[0].name in ("sở", "bộ")  # who spoke before, and not one more of a list
    if last is not None and ";" in plain.low[last.end : start]:  # "Trưởng ban là …; Trạm Y tế …"
        object_ = _OBJECT.search(plain.low, 0, last.start)
        acts = _ACTS.match(plain.low, end)
        alone |= object_ is not None and (object_[0] == " là " or acts is not None)
    if last is not None and not alone and LINK.match(plain.low[last.end : start]):
        together = tuple(_one_level([*last.bodies, *listed]))
        return [*made[:-1], NamedTogether(together, last.start, end)]
    return [*made, NamedTogether(tuple(listed), start, end)]


def _may_act(plain: Plain, start: int, made: list[NamedTogether]) -> bool:
    """Whether who is no office may act here: at the head of a clause, behind a comma, in a list."""
    if plain.low.endswith((" được ", " bị "), 0, start) and begins_deed(plain.low, start - 1):
        return False  # "các xã được thanh tra chuẩn bị hồ sơ"
    by_part = plain.low.endswith((", ", ", còn "), 0, start)
    return by_part or heads(plain, start) or _goes_with(plain, start, made)


def _person(
    plain: Plain, found: re.Match[str], made: list[NamedTogether]
) -> tuple[list[NamedBody], int]:
    """Who acts and is no office; behind a comma only where an act follows."""
    start = found.start()
    listed, end = _whole(plain, *_of_base(plain, found), start)
    if not plain.low.endswith((", ", ", còn "), 0, start) or heads_part(plain, start, end):
        return listed, end
    return (listed, end) if _goes_with(plain, start, made) else ([], start)


def _of_base(plain: Plain, found: re.Match[str]) -> tuple[list[NamedBody], int]:
    kind = first_words().persons[found[0]]
    behind = plain.low[found.end() + 1 : found.end() + 9].split(" ", 1)[0].rstrip(",.;:")
    if behind in _POINTS or behind in first_words().no_persons.get(found[0], ()):
        return [], found.start()
    if found[0] in first_words().open_persons:
        unnamed = found[0] in first_words().unnamed
        end = acts_behind(plain, found.end(), unnamed=unnamed, pair=True)
        then = plain.low.endswith(" thì ", 0, found.start())
        alone = unnamed and end == found.end() and not (then or has_something(plain.low, end))
        of_class = plain.low.endswith("đối với ", 0, found.start())
        if alone or (of_class and found[0] in first_words().opened):
            return [], found.start()
        made = BodyDraft(
            kind.id, kind.level, False, plain.low[found.start() : end], end, placed=False
        )
        return _finish(plain, found.start(), made if end else None, head=False)
    draft = BodyDraft(kind.id, kind.level, True, found[0], found.end())
    return _finish(plain, found.start(), draft, head=False)


_POINTS = ("này", "đó", "trên", "ấy")
"""Behind who was named before: "Lực lượng này chịu sự điều hành …"."""


def _whole(
    plain: Plain, listed: list[NamedBody], end: int, start: int
) -> tuple[list[NamedBody], int]:
    """A body at the head of a clause with the rest of its name, up to what it does."""
    if len(listed) != 1 or plain.low[end : end + 1] not in (" ", ","):
        return listed, end
    if listed[0].kind in TOLD_WHOLE or listed[0].place or listed[0].units:
        return listed, end
    small = listed[0].text[listed[0].text.rfind(" ") + 1 :].islower()
    longer = cut_name(plain, start, end) if small else end
    longer = longer if longer < end else whole_doer(plain, start, end)
    return (listed if longer == end else [_up_to(plain, listed[0], start, longer)]), longer


def _up_to(plain: Plain, body: NamedBody, start: int, end: int) -> NamedBody:
    said, span = plain.said(start, end), plain.span(start, end)
    return body._replace(text=said, name=plain.low[start:end], span=span)


TOLD_WHOLE = ("so", "bo", "ubnd", "dia-phuong")
"""Kinds of which no more is said than their field and place."""


def _goes_with(plain: Plain, at: int, made: list[NamedTogether]) -> bool:
    """Whether a list of bodies goes on here."""
    near = bool(made) and at - made[-1].end < A_LINK
    return near and LINK.match(plain.low[made[-1].end : at]) is not None


def _one_more_class(
    plain: Plain, last: NamedTogether, found: re.Match[str]
) -> tuple[list[NamedBody], int]:
    """A class behind one that is narrowed: "các xã giáp ranh tỉnh X và xã biên giới"."""
    at, end = found.span("unit")
    body = last.bodies[-1]
    linked = LINK.match(plain.low[last.end : at]) is not None
    if not linked or not (body.unit and body.every and body.only):
        return [], at
    if plain.capital(end + 1):  # "các xã ven biển và đặc khu Lý Sơn"
        return _finish(plain, at, BodyDraft("dia-phuong", None, False, "", at - 1), head=False)
    if narrowed(plain.low, at, end, "dia-phuong") is None:
        return [], at
    draft = BodyDraft("dia-phuong", None, True, "", at - 1)
    return _finish(plain, at, draft, head=False)


def _unit_by_part(plain: Plain, found: re.Match[str]) -> tuple[list[NamedBody], int]:
    """A unit that does its part behind a comma, or whichever of a class of units.

    "…, phường Phú Xuân thắp sáng bờ sông", "Xã biên giới nào có nợ quá hạn phải …".
    """
    at, end = found.span("unit")
    draft = BodyDraft("dia-phuong", None, False, "", at - 1)
    if plain.capital(end + 1) and plain.low.endswith((", ", " do ", " được "), 0, at):
        listed, last = _finish(plain, at, draft, head=False)
        return (listed, last) if last > end and begins_deed(plain.low, last) else ([], at)
    if found["unit"] not in ABOVE and plain.low.endswith((" thì ", " được "), 0, at):
        if not (begins_deed(plain.low, end) or plain.low.startswith(" ứng ", end)):
            return [], at
        return _finish(plain, at, draft._replace(every=True), head=False)
    case = plain.low.endswith(", ", 0, at) and " thì " in plain.low[max(0, at - 90) : at]
    if case and found["unit"] not in ABOVE and begins_deed(plain.low, end):
        return _finish(plain, at, draft._replace(every=True), head=False)
    limit = narrowed(plain.low, at, end, "dia-phuong") if heads(plain, at) else None
    if limit is not None and limit.kind and begins_deed(plain.low, limit.end):
        return _finish(plain, at, draft._replace(every=True), head=False)
    which = _WHICH_OF_CLASS.match(plain.low, end)
    if which is None or not (heads(plain, at) or plain.low.endswith(", ", 0, at)):
        return [], at
    listed, last = _finish(plain, at, draft._replace(every=True), head=False)
    span = plain.span(at, which.end())
    return [b._replace(text=plain.said(at, which.end()), span=span) for b in listed], which.end()


_WHICH_OF_CLASS = re.compile(
    r"(?: (?!có|chưa|không|phải|cần|thì)[^\W\d]+){1,3} nào(?!\w)| còn lại(?= [^\W\d])"
)


def body_at(plain: Plain, at: int) -> tuple[list[NamedBody], int]:
    """The body or the bodies named from a place of the plain form on, and where they end.

    Several where one first word stands for a list: "Sở Tài chính, Xây dựng".
    """
    words = first_words()
    start = at
    head = False
    if (leader := words.leaders.match(plain.low, at)) is not None:
        kind = words.kinds[leader[0]]
        return _finish(plain, start, collective(plain, kind, leader[0], leader.end()), head=True)
    if (office := words.offices.match(plain.low, at)) is not None:
        at, head = office.end(), True
        if plain.low.startswith("các ", office.end() - 4):
            at -= 4  # "các" belongs to the name of a collective body
        unit = unit_after(plain, at)
        if unit is not None:
            return _finish(plain, start, unit, head=True)
    found = words.first.match(plain.low, at)
    if found is None and head and plain.low.startswith("các ", at):
        found = words.first.match(plain.low, at + 4)
    if found is not None and found["unit"] is not None:
        return _finish(plain, start, named_unit(plain, found), head=head)
    if found is None or found["kind"] is None:
        return [], at
    return _finish(plain, start, _named(plain, found, head=head), head=head)


def _charged(plain: Plain, kind: FirstWord, at: int, end: int) -> BodyDraft | None:
    """An official or section known by its work or by its house; None where by neither."""
    low = plain.low
    if low.startswith(" phụ trách ", end):
        last = next((m.start() for m in _WORDS.finditer(low, end + 11, end + 60)
                     if begins_act(low, m.start())), end)  # fmt: skip
        return BodyDraft(kind.id, kind.level, False, low[at:last], last, placed=False)
    if plain.capital(end + 1):
        inner, inner_end = body_at(plain, end + 1)
        if inner and inner[0].kind in _HOUSES:
            return BodyDraft(kind.id, inner[0].level, False, low[at:inner_end], inner_end)
    return None


def _named(plain: Plain, found: re.Match[str], *, head: bool) -> BodyDraft | None:
    words, low = first_words(), plain.low
    first, at, end = found["kind"], found.start("kind"), found.end()
    kind = words.kinds.get(first)
    if kind is None:  # "các xã, phường"
        place = _PLACE_BEFORE.search(low, max(0, at - 30), at) and not head
        if place and not (HEADS_CLAUSE.search(low[:at]) and TO_ALL.match(low, at)):
            return None
        return BodyDraft("dia-phuong", None, True, "", at - 1)
    if makes_another(low, first, at, end):
        return None
    capital = plain.capital(at) or head
    if first == "ủy ban nhân dân" and low.startswith(" ủy ban nhân dân", end):
        end += len(" ủy ban nhân dân")  # "Ủy ban nhân dân UBND cấp xã"
    if kind.named == "linh-vuc":
        return of_field(plain, kind, first, end, capital=capital)
    if kind.every:
        where_only = only_where(low, kind, first, at)
        return None if where_only else collective(plain, kind, first, end)
    if first in _PERSONS and (person := _charged(plain, kind, at, end)) is not None:
        return person
    known = " " in first
    if kind.capital and not capital and not (known and specific(first)):
        return None
    placed = WHERE.match(low, end) is not None
    if kind.needs_level and not placed and not capital:
        return None
    alone = not placed and not head and not plain.capital(end + 1)
    if kind.verb and alone and not re.search(r"[^\W\d_]", low[:at]):
        return None
    if first in _SCHOOLS and (which := first_words().schools.match(low, end)) is not None:
        last = which.end()
        return BodyDraft(kind.id, kind.level, True, low[at:last], last)
    name_end = end
    if kind.named == "rieng":
        name_end = party_board_end(low, at) or name_run(plain, end, whole=known)
        if kind.needs_name and name_end == end:
            return None
        if not known and name_end == end and not WHERE.match(low, end) and not head:
            return None
    name_end = name_end if name_end > end else board_end(plain, first, at, end)
    if kind.id in _WITH_BRANCHES:
        name_end = branch_end(plain, name_end)
    name = first if kind.named == "khong" else low[at:name_end]
    return BodyDraft(kind.id, kind.level, False, name, name_end)


_SCHOOLS = (
    "trường", "trường trung học cơ sở", "trường trung học phổ thông", "trường tiểu học",
    "trường mầm non",
)  # fmt: skip
_WORDS = re.compile(r" (?=[^\W\d])")
_PERSONS = ("công chức", "bộ phận")
_HOUSES = ("phong", "trung-tam", "van-phong", "ban", "so")
"""Where persons are who are named by their house: "Công chức Phòng Văn hóa - Xã hội"."""
_WITH_BRANCHES = ("doanh-nghiep", "nganh-doc", "trung-uong", "van-phong")
"""Kinds of bodies with branches that bear their names."""


# ------------------------------------------------------------------------------ where


def _finish(
    plain: Plain, start: int, draft: BodyDraft | None, *, head: bool
) -> tuple[list[NamedBody], int]:
    """The bodies of a draft with level, place and what narrows them."""
    if draft is None:
        return [], start
    where = whereabouts(plain, draft.end) if draft.placed else Whereabouts()
    end = max(where.end, draft.end)
    every = (draft.every or where.every) and not where.place
    level = where.level or draft.level
    only = ""
    there = plain.low.startswith((" nơi đó", " nơi ấy", " sở tại"), end)  # said before, no class
    alone = every or (draft.kind == "ubnd" and where.units and not where.place and not there)
    limit = narrowed(plain.low, start, end, draft.kind) if alone else None
    # "UBND xã ven biển", "phối hợp với UBND xã nơi có chợ": each of that kind
    every = every or (limit is not None and (limit.kind or met_where(plain.low, start, limit)))
    if limit is not None and every:
        end = water_end(plain, limit.end) if limit.kind else limit.end
        only = plain.said(limit.start + 1, end)
    of, end = _owner(plain, end, where)
    if not of and _COMMITTEE.match(plain.low, end) and plain.low.endswith(_OF_LEVEL, 0, end):
        of, end = plain.said(plain.low.rindex(" ", 0, end) + 1, end + 3), end + 3

    def body(
        name: str, place: str, level: str | None, begin: int, stop: int, text: str
    ) -> NamedBody:
        return NamedBody(
            draft.kind, level, every, name, place, where.units, head, of, only, text,
            plain.span(begin, stop),
        )  # fmt: skip

    last = draft.others[0][1] if draft.others else where.first_end or end
    last = end if of.endswith("ủy") else last
    first_stop = len(plain.low[:last].rstrip(" ,;").removesuffix(" và")) if draft.others else last
    said = plain.said(start, first_stop)
    unit = draft.kind == "dia-phuong"  # a unit is called by its own name alone
    if unit and where.place:
        said = where.place
    elif where.more and where.place and not draft.others:  # "UBND các xã A, B": each by itself
        said = f"{plain.said(start, draft.end).strip()} {where.place}"
    found = [body(draft.name, where.place, level, start, first_stop, said)]
    word = draft.name.split(" ", 1)[0].capitalize()
    for name, begin, stop in draft.others:
        called = f"{word} {plain.said(begin, stop)}"
        found.append(body(name, where.place, level, begin, stop, called))
    for place, place_level, begin, stop in where.more:
        common = "" if unit else plain.said(start, draft.end).strip() or "UBND"
        text = f"{common} {place}".strip()
        found.append(body(draft.name, place, place_level, begin, stop, text))
    return found, end


def _owner(plain: Plain, at: int, where: Whereabouts) -> tuple[str, int]:
    """Such as "thuộc Sở", "trực thuộc UBND xã": the body it belongs to, and where that ends."""
    if where.place:
        return "", at
    said = _OF_MINISTRY.match(plain.low, at)
    if said and plain.capital(said.end() - 2) and not plain.capital(said.end() + 1):
        return plain.said(said.end() - 2, said.end()), said.end()
    link = _OF.match(plain.low, at)
    if link is None:
        return "", at
    made, end = body_at(plain, link.end())
    if not made and _MINISTRY.match(plain.low, link.end()) and plain.capital(link.end()):
        return plain.said(link.end(), link.end() + 2), link.end() + 2
    return (plain.said(link.end(), end), end) if made else ("", at)
