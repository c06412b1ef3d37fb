"""Every body and every word for one in a derived sentence comes from the plan above, or is certain.

Nobody acts, leads, is a partner or is ordered in it who is not; nothing is put behind a class that
holds for some of it only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.gone_bodies import two_in_one
from generator.cascade.deriving.rereading.two_texts import OpenPoint
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_units import named_units
from generator.grammar.openings import opens
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re
from generator.text.capitals import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rereading.two_texts import TwoTexts
    from generator.grammar.named_bodies import NamedTogether

_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_THEIRS = frozenset([Kin.ABOVE, Kin.OTHER])
_ACTS = re.compile(r",? (?!của|tại|trên địa|về|và |hoặc |cấp |thuộc )[^\W\d]+")
_HEAD = re.compile(r"(?:^|[.;] )[\s\-+•*]*(?:(?:[a-zđ]|\d{1,2})[.)] )?$")
_GAINS = re.compile(r"(?<!\w)thuộc ủy ban nhân dân (?:tỉnh|thành phố|xã|phường|đặc khu)(?!\w)")
_OF_COMMITTEE = re.compile(
    r"(?<!\w)(?<!biên )(?:phòng|đơn vị|sở|ban|ngành|cơ quan|trung tâm|trường(?: học)?|bộ phận"
    r"|công chức|chuyên môn|nào|liên quan|tổ chức) $"
)
"""What a committee has under it, before "thuộc UBND …"."""
_NO_BODY = re.compile(r"(?<!công )(?<!xã )(?<!\w)(?:hội|đoàn) (?:xã|phường|đặc khu)(?!\w)(?! hội)")
"""An association of no name."""
_HELPS = re.compile(r"[\W\d]*phối hợp với ")
_SAYS_WHAT = re.compile(r": [^\W\d]+ [^\W\d]+ [^\W\d]+")
_GIVES = re.compile(r" (?:được đề nghị )?(?:chỉ đạo|lãnh đạo)(?! đạo)(?!\w)")
_ORDERS = re.compile(
    r"(?<!\w)tham mưu (?:cho )?(?:chủ tịch )?ủy ban nhân dân (?:tỉnh|thành phố|xã|phường|đặc khu)"
    r" (?:giao|chỉ đạo|yêu cầu|phân công) (?:các )?"
)
_GIVEN = re.compile(
    r"(?<!\w)(?<!bàn )(?<!được )(?:giao|yêu cầu)(?: cho)? (?=ủy ban nhân dân|xã |phường |đặc khu )"
)
_ROOMS = ("phòng ", "công an ", "văn phòng", "ban chỉ huy", "trung tâm")
_BESIDE = frozenset(["phong", "van-phong", "cong-an"])
_SECTOR = re.compile(
    r"(?:^|[.;] )[\W\d]*(?:(?:[a-zđ]|\d{1,2})[.)] )?(?P<who>ngành) (?P<name>[^\W\d]+(?: [^\W\d]+)"
    r"(?: và [^\W\d]+ [^\W\d]+)?)(?= (?:không|theo dõi|quản lý|tổ chức|chủ trì|phối hợp|tăng cường"
    r"|rà soát|kiểm tra|hướng dẫn|chỉ đạo|có|phải|bảo đảm|tuyên truyền|triển khai|thực hiện)(?!\w))"
)
_GIVES_COMMUNES = re.compile(
    r"[\W\d]*(?:[a-zđ]\) )?(?:giao|yêu cầu) "
    r"(?P<who>(?:các )?ủy ban nhân dân (?:cấp xã|(?:các )?xã))(?!\w)"
)
_OF_THE_REST = re.compile(
    r"(?:^|[.;] )[\W\d]*(?:[a-zđ]\) )?"
    r"(?P<who>các (?:sở|ngành|sở, ngành|xã|phường|xã, phường|địa phương|đơn vị) khác) [^\W\d]+"
)
_LEADS_WITH = re.compile(r" chủ trì, phối hợp ")
_FEW = 3
_GUIDES = re.compile(r"(?<!\w)(?:hướng dẫn|chỉ đạo|đôn đốc|kiểm tra)(?: các)? $")
_MEANS = re.compile(
    r"(?<!\w)(?:báo cáo|đề nghị|kiến nghị|trình)(?!\w)[^.;]{0,120}? để [^.;]{0,80}?"
    r"(?P<what>[^\W\d]+ [^\W\d]+) của (?:tỉnh|thành phố)(?!\w)"
)
"""What a superior is told for, and has: "báo cáo UBND tỉnh để huy động lực lượng của tỉnh"."""
_PLURAL = frozenset(["dang", "ubnd", "cong-an", "quan-su", "mat-tran"])
"""Kinds of which a commune has one."""


def new_words(two: TwoTexts) -> Iterator[OpenPoint]:
    """Who and what a derived sentence says that the plan above did not."""
    yield from _among_ours(two)
    yield from _sector(two)
    yield from _named_wrong(two)
    yield from _many_of_one(two)
    if two.leaf:
        yield from _ordered(two)
        yield from _others(two)
    else:
        yield from _elsewhere(two)
    if not two.same and not two.annex:
        yield from _came(two)


def _heads(two: TwoTexts) -> Iterator[NamedTogether]:
    """Those with whom a clause begins and who act in it."""
    for group in two.here:
        head = _HEAD.search(two.below.low[: group.start]) is not None
        if head and _ACTS.match(two.below.low, group.end) is not None:
            yield group


def _among_ours(two: TwoTexts) -> Iterator[OpenPoint]:
    """Somebody else among several who act; another of the unit's rooms under the head of one."""
    if two.annex:
        return
    over = key_of(two.heads[0].split(" chủ trì")[0]) if two.heads else ""
    for group in _heads(two):
        strange = [b for b in group.bodies if two.me.kin(b) in _THEIRS and not b.every]
        if len(group.bodies) > 1 and strange and strange[0].kind != "nganh-doc":
            yield OpenPoint("who", strange[0].text)
            return
        if two.me.kin(group.bodies[0]) is Kin.OWN and two_in_one(two, group.bodies[0]):
            yield OpenPoint("who", group.bodies[0].text.partition(" và các ")[0])
            return
        body = group.bodies[0]
        other = over.startswith(_ROOMS) and two.me.kin(body) is Kin.OWN and not body.every
        other = other and body.kind in _BESIDE and group.start > 0
        if other and key_of(body.name) not in over:
            yield OpenPoint("who", body.text)
            return


def _sector(two: TwoTexts) -> Iterator[OpenPoint]:
    """A sector that acts, which neither a commune nor another department orders."""
    if two.me.committee and two.me.level < RANKS["xa"]:
        return
    for found in _SECTOR.finditer(two.below.low):
        name = two.below.said(*found.span("name"))
        if name[:1].isupper() and key_of(name) not in key_of(two.me.name):
            yield OpenPoint("who", two.below.said(found.start("who"), found.end("name")))
            return


def _named_wrong(two: TwoTexts) -> Iterator[OpenPoint]:
    """The unit's name with more behind it: "xã Bắc Hà Lào Cai", "phường Mũi Né - Đà Lạt"."""
    if not two.me.unit or two.same or two.above.text.isupper():
        return
    found = re.search(rf"{re.escape(two.me.unit)}(?: - | )(?={LARGE})[^\W\d]+", two.below.text)
    if found is not None and found[0] not in two.above.text:
        yield OpenPoint("added", found[0])


def _many_of_one(two: TwoTexts) -> Iterator[OpenPoint]:
    """Several of what a commune has one of: "các đảng ủy xã"."""
    if two.me.level != RANKS["xa"] or not two.me.committee:
        return
    for group in two.here:
        for body in group.bodies:
            low = plain_of(body.text).low
            many = low.startswith("các ") and (body.kind in _PLURAL or "trạm y tế" in low)
            if many and not body.only and low.endswith(f" {two.me.word}"):
                yield OpenPoint("each", body.text)
                return


def _others(two: TwoTexts) -> Iterator[OpenPoint]:
    """The others of a class, who act; several of a list of whom one is of a level above."""
    if (found := _OF_THE_REST.search(two.below.low)) is not None:
        yield OpenPoint("who", two.below.said(*found.span("who")))
        return
    if two.me.level != RANKS["xa"]:
        return
    for group in two.here:
        fronts = [b for b in group.bodies if b.kind in ("doan-the", "mat-tran")]
        here = any(b.level == "xa" for b in fronts)
        above = next((b for b in fronts if b.level == "tinh" or b.name == "tỉnh đoàn"), None)
        if here and above is not None:
            yield OpenPoint("level", above.text)
            return


def _goes_on(two: TwoTexts) -> Iterator[OpenPoint]:
    """What another does by himself behind a work in which the unit helps him."""
    first = next(iter(two.there), None)
    if first is None or two.kins(first) & {*_OURS, Kin.EVERYBODY}:
        return
    if not _LEADS_WITH.match(two.above.low, first.end):
        return
    head, _mark, rest = two.above.low.partition("; ")
    if first.start > len("giao ") or first.end > len(head) or opens(rest) or not begins_work(rest):
        return
    clause = rest.split(";")[0].split(". ")[0].strip(" .")
    if len(clause.split()) > _FEW and clause in two.below.low:
        yield OpenPoint("who", first.bodies[0].text)


def _elsewhere(two: TwoTexts) -> Iterator[OpenPoint]:
    """A heading that another unit has to do with."""
    if not two.me.unit or two.above.text.isupper():
        return
    own = {key_of(two.me.unit), key_of(two.me.place_above)}
    for one in named_units(two.below.text):
        beside = RANKS.get(one.level or "") == two.me.level
        if beside and key_of(f"{one.unit} {one.name}") not in own:
            yield OpenPoint("who", two.below.text[one.span.start : one.span.end])
            return


def _ordered(two: TwoTexts) -> Iterator[OpenPoint]:
    """Whom a plan that orders itself has somebody advise to order; the unit, ordered by itself."""
    low = two.below.low
    if (found := _ORDERS.search(low)) is not None:
        told = next((g for g in two.here if 0 <= g.start - found.end() < len("các ")), None)
        body = told.bodies[0] if told is not None else None
        over = key_of(two.heads[0]) if two.heads else ""
        if body is not None and two.me.kin(body) is Kin.OWN and not body.every:
            orders = two.me.level == RANKS["tinh"] and "chỉ đạo" not in found[0]
            if orders or over.startswith(key_of(body.name)):
                yield OpenPoint("who", body.text)
    over = two.heads[0] if two.heads else ""
    if over.startswith(("Sở ", "Phòng ")) and (given := _GIVES_COMMUNES.match(low)) is not None:
        yield OpenPoint("who", two.below.said(given.start("who"), given.end()))
    for found in _GIVEN.finditer(low) if two.me.committee else ():
        told = next((g for g in two.here if g.start == found.end()), None)
        if told is not None and two.kins(told) == {Kin.SELF} and not told.bodies[0].every:
            yield OpenPoint("itself", two.below.said(found.start(), told.end))


def _came(two: TwoTexts) -> Iterator[OpenPoint]:
    low = two.below.low
    for found in _GAINS.finditer(low):
        if not _OF_COMMITTEE.search(low[: found.start()]) and found[0] not in two.above.low:
            yield OpenPoint("added", two.below.said(*found.span()))
    named = _NO_BODY.search(low)
    if named is not None and _NO_BODY.search(two.above.low) is None:
        yield OpenPoint("added", two.below.said(*named.span()))
    yield from _lowered(two)
    yield from _partner(two)
    yield from _goes_on(two)
    yield from _subject_twice(two)


def _lowered(two: TwoTexts) -> Iterator[OpenPoint]:
    """What was moved down to the unit's level and belongs above it.

    An organisation that guides those of communes, the means for which a superior is asked.
    """
    if two.me.level != RANKS["xa"]:
        return
    fronts = [b for g in two.there for b in g.bodies if b.kind in ("doan-the", "mat-tran")]
    here = [(g, b) for g in two.here for b in g.bodies if b.kind in ("doan-the", "mat-tran")]
    ranks, now = {two.me.rank_of(b) for b in fronts}, {two.me.rank_of(b) for _g, b in here}
    if ranks >= {RANKS["tinh"], RANKS["xa"]} and now == {RANKS["xa"]}:
        for group, body in here[1:]:
            if _GUIDES.search(two.below.low[: group.start]) and key_of(body.name) in key_of(
                here[0][1].name
            ):
                yield OpenPoint("added", here[0][1].text)
                return
    for found in _MEANS.finditer(two.above.low):
        told = [g for g in two.there if found.start() <= g.start < found.end()]
        mine = re.search(rf"{re.escape(found['what'])} của {two.me.word}(?!\w)", two.below.low)
        if mine is not None and any(Kin.ABOVE in two.kins(g) for g in told):
            yield OpenPoint("added", two.below.said(*mine.span()))
            return


def _partner(two: TwoTexts) -> Iterator[OpenPoint]:
    """A partner of whom nobody has said that he works with the unit, or who hands it on only."""
    helps = _HELPS.match(two.below.low)
    if helps is None or not two.here:
        return
    says = two.leaf or _SAYS_WHAT.search(two.below.low) is not None
    kins = {kin for group in two.there for kin in two.kins(group)}
    if says and "phối hợp" not in two.above.low and not kins & {*_OURS, Kin.EVERYBODY}:
        yield OpenPoint("added", two.below.said(helps.start(), two.here[0].end))
        return
    first = two.here[0].bodies[-1]
    then = next((g for g in two.there if any(b.name == first.name for b in g.bodies)), None)
    if then is None or first.kind == "dang":
        return
    behind = two.above.low[then.end :]
    gives = _GIVES.match(behind)
    if gives and "phối hợp" in behind and not two.kins(then) & _OURS and two.leaf:
        yield OpenPoint("added", two.below.said(helps.start(), two.here[0].end))


def _subject_twice(two: TwoTexts) -> Iterator[OpenPoint]:
    """A subject put before a sentence that speaks of it: "X gắn trách nhiệm của X"."""
    first = next(iter(two.here), None)
    if first is None or _HEAD.search(two.below.low[: first.start]) is None:
        return
    name, low = two.below.low[first.start : first.end], two.below.low
    clause = low[first.end :].split(";")[0].split(". ")[0]
    was = sum(name in plain_of(body.text).low for g in two.there for body in g.bodies)
    came = any(start <= first.start < end for start, end in two.came)
    if came and f"của {name}" in clause and was < len(_TWO):
        yield OpenPoint("added", two.below.said(first.start, first.end))


_TWO = ("once", "twice")
