"""One of two bodies, by the kind of unit: in the plan of one unit its own stands alone.

"Phòng Kinh tế (Phòng Kinh tế, Hạ tầng và Đô thị đối với phường)", "Phòng Kinh tế hoặc Phòng …".
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import NAMED
from generator.cascade.deriving.wording.by_kind import figure_of_kind, share_of_kind
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee
    from generator.grammar.named_bodies import NamedBody

_KIND = r"(?:xã|phường|đặc khu|thị trấn)"
_KINDS = rf"(?:cấp |các )?(?P<kinds>{_KIND}(?:(?:, | và |/){_KIND})*)"
_ASIDE = re.compile(rf" ?\([^()]*? đối với {_KINDS}\)", re.IGNORECASE)
_OPENED = re.compile(r"\s*\((?:hoặc |là )?", re.IGNORECASE)
_CLOSED = re.compile(rf"(?: ?(?:đối với|ở|tại) {_KINDS})?\)", re.IGNORECASE)
_FOR = re.compile(
    rf"\s*(?:\((?:đối với |ở |tại )?{_KINDS}\)"
    rf"|(?:đối với|ở|tại) {_KINDS.replace('kinds', 'more')})",
    re.IGNORECASE,
)
_OR = re.compile(r"\s*(?:,|;|,? hoặc|,? và|/)\s*(?:là )?", re.IGNORECASE)
_EITHER = re.compile(r"\s*(?:/|,? hoặc)\s*", re.IGNORECASE)
_SIGNS = ("đối với", "hoặc", "/", "(")
"""Without one of them, and with one room only, nothing is said for each kind."""
_TWO = 2
_COMMA = re.compile(r", | và ")
"""Between two rooms for one field, of which the unit has one."""
_ROOMS = frozenset(["phong", "van-phong", "trung-tam", "ban"])


def own_alternatives(drafts: Iterable[NodeDraft], unit: Addressee) -> None:
    """Leave the unit's own body wherever a text names one for each kind of unit."""
    for draft in drafts if unit.committee else ():
        for name, text in draft.texts.items():
            said = joined(text)
            share = share_of_kind(said, unit.word) if "riêng" in said else said
            share = share if draft.part == "muc" else figure_of_kind(share, unit.word)
            if share != said and draft.dropped is None and not draft.kept:
                draft.texts[name], draft.said = [share], draft.said.replace(said, share)
                said = share
            if not any(sign in said for sign in _SIGNS) and said.count("Phòng ") < _TWO:
                continue
            own = only_own(said, unit)
            if own != said and draft.dropped is None and not draft.kept:
                draft.texts[name] = [own]
                draft.touch(NAMED)


def only_own(text: str, unit: Addressee) -> str:
    """A text with one body where it names one for each kind of unit."""
    rooms = [body for body in bodies(text) if body.kind in _ROOMS]
    for first, second in pairwise(rooms):
        chosen = _chosen(text, first, second, unit)
        if chosen is not None:
            body, end = chosen
            name = text[body.span.start : body.span.end]
            return only_own(f"{text[: first.span.start]}{name}{text[end:]}", unit)
    for aside in _ASIDE.finditer(text):
        if unit.word not in aside["kinds"].lower():
            return only_own(text[: aside.start()] + text[aside.end() :], unit)
    return text


def _chosen(
    text: str, first: NamedBody, second: NamedBody, unit: Addressee
) -> tuple[NamedBody, int] | None:
    """Which of two bodies is the unit's, and where what names both ends; None: no such pair."""
    between, at = text[first.span.end : second.span.start], second.span.end
    if first.units and second.units and _OR.fullmatch(between):
        mine = [unit.word in body.units for body in (first, second)]
        if mine[0] != mine[1]:  # "Phòng A phường, Phòng B xã, đặc khu"
            return (second if mine[1] else first), at
    if _OPENED.fullmatch(between) and (closed := _CLOSED.match(text, at)) is not None:
        own = _by_kind(closed["kinds"], unit) if closed["kinds"] else _by_name(first, second, unit)
        return None if own is None else ((second if own else first), closed.end())
    said = _FOR.match(between)
    if said is not None and _OR.fullmatch(between, said.end()):
        behind = _FOR.match(text, at)
        own = not _by_kind(said["kinds"] or said["more"], unit)
        return (second if own else first), behind.end() if behind is not None else at
    if _EITHER.fullmatch(between) or _COMMA.fullmatch(between):
        own_name = _by_name(first, second, unit)
        return None if own_name is None else ((second if own_name else first), at)
    return None


def _by_kind(kinds: str, unit: Addressee) -> bool:
    return unit.word in kinds.lower()


def _by_name(first: NamedBody, second: NamedBody, unit: Addressee) -> bool | None:
    """Whether the second is the unit's, and not the first; None where names do not tell."""
    if first.name.split(" ")[:2] != second.name.split(" ")[:2]:
        return None  # of two fields, not one for each kind
    mine = [key_of(body.name) in unit.bodies for body in (first, second)]
    return None if mine[0] == mine[1] else mine[1]
