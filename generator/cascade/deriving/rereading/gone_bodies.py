"""Every body that a sentence of the plan above names is in what came of it, or fell for a reason.

A body may fall away with its own clause; beside the unit, where each of them does its part; where
it only hands on what those behind it do, and all of those are the unit's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rereading.two_texts import OpenPoint
from generator.cascade.deriving.unit.addressee import RANKS, Kin
from generator.grammar.letters import key_of, plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.cascade.deriving.rereading.two_texts import TwoTexts
    from generator.grammar.named_bodies import NamedBody, NamedTogether

_OURS = frozenset([Kin.SELF, Kin.SOME, Kin.OWN])
_US = frozenset([Kin.SELF, Kin.SOME])
_BESIDE = frozenset([Kin.PARTY, Kin.FRONT])
"""Who is of the unit's own level and no office of it: nobody takes its part."""
_THEIRS = frozenset([Kin.ABOVE, Kin.OTHER])
_SETTLED = frozenset(["thon", "dan-cu"])
_ASIDE = ("(", "(hoặc", "(đối với", "cùng với", "cùng")
_GIVES = re.compile(
    r"[\s:,]*(?:(?:theo chức năng|chủ trì|chủ động|tiếp tục|có trách nhiệm|tăng cường"
    r"|được đề nghị),? )*(?:và )?(?:chỉ đạo|hướng dẫn|yêu cầu|giao|đôn đốc|kiểm tra|phân công"
    r"|lãnh đạo)[^.;]{0,40}"
)
_MOST = 0.8
_FEW = 3
_OF = ("của", "cho", "với", "giữa", "gồm", "về")
_PAPERS = re.compile(
    r"(?:nghị quyết|kế hoạch|quyết định|chỉ thị|kết luận|chương trình(?: hành động)?|thông báo"
    r"|công điện|công văn|tờ trình|báo cáo) số (?P<no>\d+[-/][\w/-]+)"
)
_OF_THE_DRAFT = re.compile(r"công văn|tờ trình|báo cáo|thông báo")
"""How the plan above came to be, which is no basis below."""
_ORGANS = re.compile(r"(?<!\w)(?:các )?sở, (?:ban, )?ngành(?!\w)")


def gone_bodies(two: TwoTexts) -> Iterator[OpenPoint]:
    """The first body of a sentence, or of its heading, that nobody accounts for."""
    if two.annex:
        return
    lost = "" if two.same else next(_gone(two), "")
    lost = lost or _with_heading(two)
    if lost:
        yield OpenPoint("gone", lost)


def lost_papers(two: TwoTexts) -> Iterator[OpenPoint]:
    """A document that the plan above carries out, and that is no basis any more."""
    for found in _PAPERS.finditer(two.above.low):
        if found["no"] not in two.below.low and _OF_THE_DRAFT.search(found[0]) is None:
            yield OpenPoint("gone", two.above.said(*found.span()))
            return


def _gone(two: TwoTexts) -> Iterator[str]:
    for at, group in enumerate(two.there):
        before = two.above.low[: group.start].rstrip(" -+•*")
        if before.endswith(_ASIDE):
            continue
        gone = [body for body in group.bodies if not two.stands(body)]
        if not gone or not _stays(two, group, len(gone)):
            continue
        kins = two.kins(group)
        if kins & _US:
            beside = [b for b in gone if two.me.kin(b) in _BESIDE or b.kind == "dang"]
            yield from (body.text for body in beside if not body.head)
            yield from _no_more(two, group, before)
        elif not kins & {Kin.OWN} and not _hands_on(two, at):
            yield from (body.text for body in gone if _is_missed(two, body))


def _is_missed(two: TwoTexts, body: NamedBody) -> bool:
    """Whether a body is missed that is neither the unit's nor one of many."""
    kin = two.me.kin(body)
    if kin in _OURS or kin in (Kin.EVERYBODY, Kin.BELOW, Kin.OUTSIDE) or body.kind in _SETTLED:
        return False
    bare = body.kind == "ubnd" and not body.units and not body.place
    if bare or body.every or " các " in body.text or (body.unit and kin is Kin.OTHER):
        return False
    return two.leaf or kin in _BESIDE


def _stays(two: TwoTexts, group: NamedTogether, gone: int) -> bool:
    """Whether what a sentence says of bodies is still there, or some of them are."""
    if gone < len(group.bodies) and not two.leaf:
        return True
    act = next((at for at, word in enumerate(two.words) if word.start >= group.end), None)
    heads = not group.start or two.above.low[: group.start].rstrip(" -+•*").endswith((".", ";"))
    if heads and act is not None and not two.kept[act] and two.words[act].key.isalpha():
        return False  # what it does is no more
    around = two.part(group)
    return sum(around) >= max(_FEW, _MOST * len(around))


def _hands_on(two: TwoTexts, at: int) -> bool:
    if at + 1 >= len(two.there):
        return False
    then = two.there[at + 1]
    between = two.above.low[two.there[at].end : then.start]
    ours = all(two.me.kin(b) in _OURS or (b.kind == "su-nghiep" and b.every) for b in then.bodies)
    return _GIVES.fullmatch(between) is not None and ours and not two_in_one(two, then.bodies[0])


def two_in_one(two: TwoTexts, body: NamedBody) -> bool:
    """Whether one name holds two bodies, of which the first is not the unit's."""
    first, joined, _rest = body.text.partition(" và các ")
    if not joined:
        return False
    named = [one for group in groups(plain_of(first)) for one in group.bodies]
    return bool(named) and two.me.kin(named[0]) in _THEIRS


def _no_more(two: TwoTexts, group: NamedTogether, before: str) -> Iterator[str]:
    """The unit itself, of which a sentence says something, where nothing of it is left."""
    mine = [body for body in group.bodies if two.me.kin(body) in _US]
    if two.me.level == RANKS["tinh"] and len(group.bodies) > 1:
        instead = next((here for here in two.here if _ORGANS.search(two.below.low)), None)
        if instead is not None and two.kins(instead) == {Kin.OWN}:
            yield mine[0].text  # communes are of a province, too
    if not before.endswith(_OF) or before.endswith("phối hợp với") or len(group.bodies) == 1:
        return
    named = key_of(two.me.name) in two.now
    ours = _US if two.me.level == RANKS["tinh"] else _OURS | {Kin.EVERYBODY}
    if not named and not any(two.kins(here) & ours for here in two.here):
        yield mine[0].text


def _with_heading(two: TwoTexts) -> str:
    """Another of the unit's rank in the heading above, who has the work together with it."""
    if two.me.committee and two.me.level != RANKS["tinh"]:
        return ""
    over = groups(plain_of(two.heads_above[0])) if two.heads_above and two.leaf else ()
    if not over or len(over[0].bodies) == 1 or over[0].start > len("đề nghị "):
        return ""
    kins = two.kins(over[0])
    if Kin.SELF not in kins or not kins <= {Kin.SELF, Kin.OTHER, Kin.ABOVE}:
        return ""
    said = f" {key_of(two.above.text)} "
    for body in over[0].bodies:
        named = not body.every and two.me.kin(body) in _THEIRS
        if named and f" {key_of(body.name)} " not in said and not two.stands(body):
            return body.text
    return ""
