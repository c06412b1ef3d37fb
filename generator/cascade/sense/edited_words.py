"""What a person's change of one sentence says against what was derived, and against the one above.

A stretch of words that is another (reworded.py) is told only where it is not the answer to what
was asked there, nor what the plan above says itself, nor the unit's own name for what it says.
"""

from __future__ import annotations

from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import Levenshtein

from generator.cascade.deriving.unit.addressee import Kin
from generator.cascade.sense.asked_for import Opens, answers, opened_by
from generator.cascade.sense.beside import words_of
from generator.cascade.sense.compared_words import apart
from generator.cascade.sense.days_apart import DIGITS, days_of
from generator.cascade.sense.own_share import another_share, counts, is_our_share, raised
from generator.cascade.sense.reworded import (
    OFTEN,
    ChangeKind,
    Reworded,
    Weight,
    reworded,
    takes_power,
)
from generator.grammar.alike import one_of
from generator.grammar.deadlines import deadlines
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.named_units import named_units
from generator.locale import _
from generator.plan.citations import ABOVE
from generator.plan.model import walk
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.cascade.sense.own_share import Share
    from generator.grammar.named_bodies import NamedBody
    from generator.plan.model import AnyNode, KeHoach, Loc

_COMMANDS = re.compile(r"(?:[Gg]iao|[Cc]hỉ đạo|[Yy]êu cầu|[Pp]hân công)(?: cho| các)* $")
_PAPER_NUMBER = re.compile(r"(?<![\w/])(\d+)(?:/\d{4})?/[A-ZĐ]")
_OWN = (
    "xã phường đặc khu ubnd ủy ban nhân dân trên địa bàn của tại ở các mỗi phòng đơn vị thuộc toàn"
)
_OWN_WORDS = frozenset(_OWN.split())
_UNITS = frozenset(["xã", "phường", "đặc", "khu"])
"""Of these a unit's own is the one that it is."""
_LEVELS = re.compile(
    r"(?<!\w)(?:toàn|các cấp|từng cấp|cấp mình|sở tại|(?:các |từng |mỗi )?địa phương|tỉnh|thành phố"
    r"|(?:các|mỗi|từng) (?:xã|phường)|xã, phường|phường, xã|đặc khu|thôn|ấp|khu vực)(?!\w)"
)
"""Words for all units, or for the superior's: the unit says its own in their place."""
_SIMILAR = 0.6
"""Share of its words that stays from which a sentence is the same but for a few."""
_AHEAD = 7
"""Days by which derivation has the unit's own report ready before it is due above."""
_MOST = 3
"""Changes of one text that a message names."""
_OWN_PURSE = re.compile(
    r"ngân sách (?:nhà nước|(?:của )?(?:cấp )?(?:xã|phường|đặc khu|mình)|địa phương|cấp mình)(?!\w)"
)
_HELPS = re.compile(r"[\W_]*(?:phối hợp|đề nghị|tham mưu|kiến nghị|đề xuất|báo cáo|tham gia)(?!\w)")
_ASKED = frozenset([Kin.FRONT, Kin.PARTY])
_RECEIVES = re.compile(
    r"(?<!\w)(?:(?:báo cáo|gửi|trình|nộp|phản ánh)(?:,? (?!của)[^\s;.:]+){0,14}?|trước|về|lên"
    r"|tới|(?:ý kiến|đồng ý|chấp thuận|thống nhất) của) $"
)
"""Before whom a report goes to, who is answered to or has to agree."""
_SUPERIORS = frozenset([Kin.ABOVE, Kin.OTHER])
_RECEIVERS = frozenset([Kin.ABOVE, Kin.PARTY])
_OWN_KINS = frozenset([Kin.SELF, Kin.OWN, Kin.SOME])
NOT_OURS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.FRONT, Kin.PARTY])
STRANGERS = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])


class ToldWords(NamedTuple):
    """What is said of one text."""

    weight: Weight
    message: str
    was: str
    """What is no longer there; "" where nothing is."""


class EditedWords:
    """The sentences of a plan beside themselves as derived, and those above beside both."""

    def __init__(self, me: Addressee | None, own_names: str, above: KeHoach) -> None:
        """`own_names`: what the unit is called, and its place."""
        self.me, self.day = me, above.day()
        self._own_names, self._upper = own_names, above.van_ban
        self._above = {node.id: (loc, node) for loc, node in walk(above)}

    def origin(self, node: object) -> tuple[Loc, AnyNode] | None:
        """The node of the plan above that a node comes from, with its key there."""
        nguon = getattr(node, "nguon", None)
        return self._above.get(nguon.nut) if nguon is not None else None

    @cached_property
    def everything(self) -> str:
        """All that the plan above says."""
        return " ".join(words_of(node) for _loc, node in self._above.values())

    def compared(
        self, node: AnyNode, was: str, now: str, said: str | None = None
    ) -> ToldWords | None:
        """How much two texts of a node differ, in words, and what is gone; None: nothing is told.

        `said`: the same text in the plan above, where it is no sentence of its own.
        """
        asked = getattr(node, "can_xem", None) or ""
        above = self._said_above(node) if said is None else said
        if key_of(now) == key_of(above):
            return None
        kept = _likeness(was, now) >= _SIMILAR
        same_days = days_of(was, self.day) == days_of(now, self.day)
        found = [
            told
            for one in reworded(was, now, above, self.day)
            if not (same_days and _of_days(one) and _in_days(one, was, self.day))
            and (told := self._chosen(node, self._weighed(node, one, above))) is not None
            and not (answers(asked, told, kept=kept) and not self._is_strange(node, told, asked))
        ]
        share = another_share(above, now, self.me) if self.me is not None else None
        if share is None and self.me is not None and is_our_share(above, now, self.me):
            found = [one for one in found if one.kind not in (ChangeKind.FIGURE, ChangeKind.SCOPE)]
        levels = [*self._levels(was, now, above)]
        found = [one for one in found if not levels or one.kind is not ChangeKind.SCOPE]
        found = [
            *self.commands(was, now),
            *self._cited(was, now),
            *self._asked_no_more(was, now),
            *self._theirs(node, was, now, above),
            *self._sent_elsewhere(was, now, above),
            *self._renamed(was, now, above),
            *levels,
            *found,
        ]
        if share is not None:
            return ToldWords(Weight.ORDER, _ours_is(*share), share[1].text)
        others = (one for one in self._others(node, was, now) if not answers(asked, one, kept=kept))
        found = found or [*others] or [*self._from_nowhere(asked, was, now, above)]
        found = found or [*self._raised(asked, was, now, above)]
        if not found:
            return None
        kinds = [*ChangeKind]
        found.sort(key=lambda one: (-one.weight, kinds.index(one.kind)))
        worst = [one for one in found if one.weight is found[0].weight]
        message = "; ".join(map(self.said, worst[:_MOST]))
        return ToldWords(found[0].weight, message, worst[0].was)

    def _weighed(self, node: AnyNode, one: Reworded, above: str) -> Reworded | None:
        """A change with whom it names looked at; None where the unit only says itself instead."""
        if self._is_lowered(one):
            return None
        if (
            one.kind is ChangeKind.FIGURE
            and not [*counts(one.now)]
            and self._is_invented(one.was, above)
        ):
            return None
        if one.kind is ChangeKind.PURSE and _OWN_PURSE.search(one.was) and self.me is not None:
            return None if f"ngân sách {self.me.word}" in one.now else one
        if one.kind is ChangeKind.DAY and one.weight is Weight.OTHER and self._much_later(one):
            return one._replace(weight=Weight.ORDER)
        if one.kind is not ChangeKind.WORDS:
            return one
        gone, new = self.bodies(one.was), self.bodies(one.now)
        if [key_of(body.name) for body in gone] == [key_of(body.name) for body in new]:
            return one
        said = key_of(f"{above} {self._headings(node)}")
        if new and not gone and all(key_of(body.name) in said for body in new):
            return None  # whom the plan above names
        named = any(key_of(body.name) in said for body in gone)
        strange = self.me is not None and bool(self.me.kins((*gone, *new)) & STRANGERS)
        if named or strange:
            return one._replace(weight=Weight.ORDER, kind=ChangeKind.BODY)
        return one

    def _much_later(self, one: Reworded) -> bool:
        """Whether a day that derivation set, ahead of one above, is later by a week or more."""
        was, now = ([*deadlines(text, self.day)][:1] for text in (one.was, one.now))
        if not was or not now:
            return False
        if was[0].last and now[0].last:
            return (now[0].last - was[0].last).days >= _AHEAD
        days = was[0].each, now[0].each
        return all(d.isdigit() for d in days) and int(days[1]) - int(days[0]) >= _AHEAD

    def _is_invented(self, was: str, above: str) -> bool:
        """Whether the plan above counts what is gone otherwise: 12 of them, and not 20."""
        there = {(one.figure, one.unit) for one in counts(above)}
        units = {unit for _figure, unit in there}
        gone = [*counts(was)]
        return bool(gone) and all(
            one.unit in units and (one.figure, one.unit) not in there for one in gone
        )

    def _is_lowered(self, one: Reworded) -> bool:
        """Whether words for all units or the superior's became the unit's own."""
        levels = (Counter(_LEVELS.findall(text.lower())) for text in (one.was, one.now))
        if not one.now or not next(levels) - next(levels):
            return False
        was = set(key_of(one.was).split())
        own = _OWN_WORDS
        if self.me is not None:
            own = own - _UNITS | {*self.me.bare.split(), *self.me.word.split()}
        new = [word for word in key_of(one.now).split() if word not in was]
        return bool(new) and all(word in own for word in new)

    def _headings(self, node: AnyNode) -> str:
        """What the headings above the origin of a node say."""
        origin = self.origin(node)
        at = origin[0] if origin is not None else ()
        around = (one for loc, one in self._above.values() if loc == at[: len(loc)] and loc != at)
        return " ".join(map(words_of, around))

    def _said_above(self, node: AnyNode) -> str:
        origin = self.origin(node)
        return words_of(origin[1]) if origin is not None else ""

    def _cited(self, was: str, now: str) -> Iterator[Reworded]:
        """The number of the plan above typed by hand, and another."""
        paper = self._upper
        if paper.so is None or f"{{{ABOVE}" not in was or f"{{{ABOVE}" in now:
            return
        old = {number[1] for number in _PAPER_NUMBER.finditer(was)}
        new = [number for number in _PAPER_NUMBER.finditer(now) if number[1] not in old]
        if new and all(int(number[1]) != paper.so for number in new):
            yield Reworded(Weight.ORDER, str(paper.so), new[0][1], ChangeKind.PAPER)

    def _from_nowhere(self, asked: str, was: str, now: str, above: str) -> Iterator[Reworded]:
        """A count put in that stands neither in what was derived nor in the plan above."""
        if opened_by(asked) & {Opens.FIGURES, Opens.MONEY}:
            return
        known = {(one.figure, one.unit) for text in (was, self.everything) for one in counts(text)}
        numbers = Counter(one.figure for one in counts(was))
        there = {one.unit: one for one in counts(above)}
        of_unit = Counter(one.unit for one in counts(was))
        for one in counts(now):
            of_unit[one.unit] -= 1
            numbers[one.figure] -= 1  # the same number, of a thing that is called otherwise
            if of_unit[one.unit] >= 0 or (one.figure, one.unit) in known:
                continue
            if numbers[one.figure] >= 0:
                continue
            other = there.get(one.unit)
            weight = Weight.OTHER if other is None else Weight.ORDER
            yield Reworded(weight, other.text if other else "", one.text, ChangeKind.FIGURE)
            return

    def _raised(self, asked: str, was: str, now: str, above: str) -> Iterator[Reworded]:
        """A count that is greater now: an office may aim higher than a least that it is set.

        Where the plan above gives just so many, a finger has slipped.
        """
        if opened_by(asked) & {Opens.FIGURES, Opens.MONEY}:
            return
        more = raised(was, now, above)
        if more is not None:
            weight = Weight.ORDER if more.given else Weight.OTHER
            yield Reworded(weight, more.was.text, more.now.text, ChangeKind.FIGURE)

    def _sent_elsewhere(self, was: str, now: str, above: str) -> Iterator[Reworded]:
        """The unit as the receiver of what it reports, or a superior that is not named above."""
        me, said = self.me, key_of(above)
        if me is None:
            return
        before, after = self.bodies(was), self.bodies(now)
        sides = [Counter(key_of(body.text) for body in side) for side in (before, after)]
        gone, fresh = sides[0] - sides[1], sides[1] - sides[0]
        old = [b for b in before if gone[key_of(b.text)] and me.kin(b) in _RECEIVERS]
        for body in after if old else ():
            if not fresh[key_of(body.text)] or body.every:
                continue
            other = me.kin(body) in _SUPERIORS and key_of(body.name) not in said
            itself = me.kin(body) is Kin.SELF and me.kin(old[0]) is Kin.ABOVE
            if (itself or other) and all(
                _RECEIVES.search(plain_of(text[: one.span.start]).low)
                for text, one in ((was, old[0]), (now, body))
            ):
                yield Reworded(Weight.ORDER, old[0].text, body.text, ChangeKind.BODY)
                return

    def _renamed(self, was: str, now: str, above: str) -> Iterator[Reworded]:
        """A room whose name grew or lost a part, where the new name is not said above.

        "Phòng Kinh tế" and "Phòng Kinh tế, Hạ tầng và Đô thị" are rooms of different units.
        """
        before, after = (self.bodies(side) for side in (was, now))
        if self.me is None or len(before) != len(after):
            return
        for old, new in zip(before, after, strict=True):
            names = [key_of(one.name) for one in (old, new)]
            grown = names[1].startswith(f"{names[0]} ") or names[0].startswith(f"{names[1]} ")
            rooms = self.me.kin(old) is Kin.OWN and {old.kind, new.kind} == {"phong"}
            if (
                grown
                and rooms
                and not old.every
                and not new.every
                and names[1] not in key_of(above)
            ):
                told = Weight.OTHER if names[1] in self.me.bodies else Weight.ORDER
                yield Reworded(told, old.text, new.text, ChangeKind.BODY)
                return

    def _asked_no_more(self, was: str, now: str) -> Iterator[Reworded]:
        """An organisation that is not the unit's, asked in what was derived, and now told."""
        asks = plain_of(was).low.startswith("đề nghị ") and "đề nghị" not in plain_of(now).low
        first = self.bodies(now)[:1] if asks and self.me is not None else []
        if first and self.me is not None and self.me.kins(first) & _ASKED:
            yield Reworded(
                Weight.ORDER, _("Đề nghị {ai}").format(ai=first[0].text), first[0].text,
                ChangeKind.POWER,
            )  # fmt: skip

    def _theirs(self, node: AnyNode, was: str, now: str, above: str) -> Iterator[Reworded]:
        """A clause of a superior's own part of the sentence above, put back as the unit's."""
        who = self.bodies(above)[:1] or self.bodies(self._headings(node))[:1]
        if self.me is None or not who or self.me.kin(who[0]) not in _SUPERIORS:
            return
        for clause in apart(was, now)[1]:
            act = takes_power(clause, was)
            if act and f" {act} " in f" {key_of(above)} " and not _HELPS.match(clause.lower()):
                yield Reworded(Weight.ORDER, "", clause.strip(" .;"), ChangeKind.POWER)

    def _levels(self, was: str, now: str, above: str) -> Iterator[Reworded]:
        """A body of another level under the same name: "Công an xã", "Công an tỉnh"."""
        me = self.me
        before, after = (self.bodies(" ".join(side)) for side in apart(was, now))
        if me is None or len(before) != len(after):
            return
        said = key_of(above)
        for old, new in zip(before, after, strict=True):
            kins = me.kin(old), me.kin(new)
            same = key_of(old.name) == key_of(new.name) and old.head == new.head
            same = same and old.level != new.level
            if not same or kins[0] is kins[1] or old.every or new.every:
                continue
            upwards = kins[0] in _OWN_KINS and kins[1] in _SUPERIORS
            lower = kins[1] in _OWN_KINS or kins[1] is Kin.BELOW
            downwards = kins[0] in _SUPERIORS | {Kin.SELF} and lower and key_of(old.text) in said
            if upwards or downwards:
                yield Reworded(Weight.ORDER, old.text, new.text, ChangeKind.BODY)

    def _is_strange(self, node: AnyNode, one: Reworded, asked: str) -> bool:
        """Whether a body was put in that is not the unit's, and not named above: no answer."""
        if self._is_another_room(asked, one, self._said_above(node)):
            return True
        if one.kind is not ChangeKind.BODY or self.me is None or not one.now:
            return False
        said = key_of(f"{self._said_above(node)} {self._headings(node)}")
        new = [body for body in self.bodies(one.now) if self.me.kin(body) in _SUPERIORS]
        return any(not body.every and key_of(body.name) not in said for body in new)

    def _is_another_room(self, asked: str, one: Reworded, above: str) -> bool:
        """Whether a room that the plan above names, and no question, gave way to another room."""
        if one.kind not in (ChangeKind.BODY, ChangeKind.WORDS) or self.me is None:
            return False
        gone, new = self.bodies(one.was), self.bodies(one.now)
        rooms = bool(gone and new) and self.me.kins((*gone, *new)) == {Kin.OWN}
        named = [key_of(body.name) for body in gone]
        others = named != [key_of(body.name) for body in new]
        said = all(name in key_of(above) and name not in key_of(asked) for name in named)
        return rooms and others and said

    def said(self, one: Reworded) -> str:
        """A change in a clerk's words: what it is, what stood, what stands."""
        known = {"gi": _(one.kind.value), "truoc": one.was, "sau": one.now}
        if not one.now:
            told = _("{gi}: câu đã dẫn xuất có “{truoc}”, nay bỏ")
        elif not one.was and one.kind is ChangeKind.FIGURE:
            told = _("{gi}: nay thêm “{sau}”; câu đã dẫn xuất và kế hoạch trên không có")
        elif not one.was:
            told = _("{gi}: nay thêm “{sau}”, câu đã dẫn xuất không có")
        else:
            told = _("{gi}: câu đã dẫn xuất ghi “{truoc}”, nay ghi “{sau}”")
        strange = (
            one.was
            and one.kind in (ChangeKind.FIGURE, ChangeKind.PAPER)
            and not self._is_above(one.now)
        )
        more = _(" (kế hoạch trên không có con số này)") if strange else ""
        return f"{told.format(**known)}{more}"

    def _is_above(self, words: str) -> bool:
        """Whether all figures of some words stand in the plan above."""
        here = {number.lstrip("0") for number in DIGITS.findall(words)}
        return here <= {number.lstrip("0") for number in DIGITS.findall(self.everything)}

    def _chosen(self, node: AnyNode, one: Reworded | None) -> Reworded | None:
        """A change of which room does it: the office's own choice, and so a note."""
        if one is None or not self._own_choice(node, one):
            return one
        return one._replace(weight=Weight.OTHER, kind=ChangeKind.BODY)

    def _own_choice(self, node: AnyNode, one: Reworded) -> bool:
        """Whether one room of the office took another's place, and the plan above names neither."""
        if self.me is None or not one.was or not one.now:
            return False
        sides = [self.bodies(text) for text in (one.was, one.now)]
        names = [[key_of(body.name) for body in side] for side in sides]
        if names[0] == names[1] or not all(
            side and self.me.kins(side) <= {Kin.OWN, Kin.SELF} for side in sides
        ):
            return False
        said = key_of(self._said_above(node))
        own = [body for body in sides[0] if self.me.kin(body) is Kin.OWN]
        first = [" ".join(key_of(body.name).split()[:2]) for body in own]
        return not any(name in said for name in first)

    def commands(self, was: str, now: str) -> Iterator[Reworded]:
        """An order to a body that is not the unit's to order, where there was none."""
        old, me = key_of(was), self.me
        for body in self.bodies(now) if me is not None else ():
            before = _COMMANDS.search(now[: body.span.start])
            if before is None or me is None or me.kin(body) not in NOT_OURS:
                continue
            words = f"{before[0]}{body.text}"
            if key_of(words) not in old:
                yield Reworded(Weight.ORDER, "", words, ChangeKind.POWER)

    def _others(self, node: AnyNode, was: str, now: str) -> Iterator[Reworded]:
        """Bodies that changed places in a sentence; a body that is not the unit's, or a place."""
        old, new = (" ".join(side) for side in apart(was, now))
        before, after = self.bodies(old), self.bodies(new)
        names = [[key_of(body.name) for body in side] for side in (before, after)]
        lists = [self._lists(text) for text in (old, new)]
        if names[0] != names[1] and sorted(names[0]) == sorted(names[1]) and lists[0] != lists[1]:
            yield Reworded(Weight.ORDER, before[0].text, after[0].text, ChangeKind.BODY)
            return
        known = f"{self._said_above(node)} {self._headings(node)} {was}"
        said, told = key_of(known), self.bodies(known)
        for body in after:
            strange = self.me is not None and self.me.kin(body) in STRANGERS
            strange = strange and not any(one_of(body, all_) for all_ in told)
            if strange and not body.every and key_of(body.name) not in said:
                yield Reworded(Weight.ORDER, "", body.text, ChangeKind.BODY)
        for one in named_units(new):
            if key_of(one.name) not in said and not self._is_us(one.name):
                yield Reworded(
                    Weight.ORDER, "", new[one.span.start : one.span.end], ChangeKind.PLACE
                )

    def _is_us(self, name: str) -> bool:
        above = self.me.place_above if self.me is not None else ""
        return key_of(name) in key_of(f"{self._own_names} {above}")

    def _lists(self, text: str) -> list[list[str]]:
        """The bodies of a text, list by list, in no order: helpers may be named in any."""
        return [sorted(key_of(body.name) for body in g.bodies) for g in groups(plain_of(text))]

    def bodies(self, text: str) -> list[NamedBody]:
        """The bodies that a text names."""
        return [body for group in groups(plain_of(text)) for body in group.bodies]


def _ours_is(said: Share, ours: Share) -> str:
    told = _("Con số: kế hoạch trên giao đơn vị này “{truoc}”, câu này ghi “{sau}”")
    return told.format(truoc=ours.text, sau=said.text)


def _of_days(one: Reworded) -> bool:
    """Whether a change is one of days, or of a rhythm that names the same stretches of time."""
    if one.kind is ChangeKind.PERIOD and one.now:
        sides = ({*key_of(text).split()} & {*OFTEN} for text in (one.was, one.now))
        return next(sides) == next(sides)
    return one.kind in (ChangeKind.DAY, ChangeKind.PERIOD)


def _in_days(one: Reworded, was: str, day: date | None) -> bool:
    """Whether the figures that are others now stand in a day that is read, if there are any.

    "dự trữ ít nhất 10 ngày" is how much, and no day.
    """
    gone, new = (Counter(map(int, DIGITS.findall(text))) for text in (one.was, one.now))
    read = {int(said) for at in deadlines(was, day) for said in DIGITS.findall(at.text)}
    return not (gone - new) or not read.isdisjoint(gone - new)


def _likeness(was: str, now: str) -> float:
    sides = [key_of(text).split() for text in (was, now)]
    return Levenshtein.normalized_similarity(*sides)
