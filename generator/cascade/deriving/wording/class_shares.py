"""A total shared out by classes of units: of "24 hồ bơi, trong đó các xã biên giới 09 hồ" those 09.

A commune of the class has its part of them, which a person says; whether it is of the class is
asked where neither the plan nor the office has said so. Shares of the others go.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.deriving.rulebook.questions import Q_SHARED
from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.letters import plain_of
from generator.grammar.narrowing import KIND_OF_PLACE
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.rulebook.questions import Questions
    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã|phường|đặc khu)"
_COUNT = r"\d[\d.]*(?:,\d+)?"
_TOTAL = re.compile(
    rf"(?P<total>{_COUNT}) (?P<of>[^\W\d]+(?: [^\W\d]+){{0,7}}?),? ?\(?"
    r"(?:trong đó|gồm|bao gồm|chia ra|cụ thể|phân bổ)(?: có| cho)?:? "
)
_ITEM = re.compile(
    rf"(?P<who>(?:cho )?(?:các |những )?(?P<kinds>{_KIND}(?:(?:, | và ){_KIND})*)"
    rf"(?: (?P<rest>còn lại|khác)| (?P<about>{KIND_OF_PLACE})"
    rf"| (?P<name>[^\W\d]+(?: [^\W\d]+){{0,3}}?)"
    rf"|)):? (?P<count>{_COUNT}) (?P<of>[^\W\d]+)(?P<end>[,;]? (?:và )?|\)?[.;]? *$|\))"
)


class _Share(NamedTuple):
    """What one class has of a total."""

    said: str
    amount: str
    about: str
    """The class; "" for all units of the kinds, or for those that are left."""
    verdict: bool | None
    """Whether the unit is of it; None: nobody has said so."""


def share_of_class(draft: NodeDraft, field: str, unit: Addressee, ask: Questions) -> None:
    """Leave in a text the shares of classes of which the unit may be, and ask for its part."""
    text = joined(draft.texts[field])
    if not unit.committee or unit.level != RANKS["xa"]:
        return
    plain = plain_of(text)
    total = _TOTAL.search(plain.low)
    if total is not None and total["of"].endswith("đồng"):
        return  # sums have their own question
    shares, end = _shares(plain.low, total.end(), unit) if total is not None else ([], 0)
    mine = [one for one in shares if one.verdict is not False]
    if total is None or not mine or len(shares) == len(mine) > 1:
        return
    for one in mine if all(share.about for share in mine) else ():
        if one.verdict is None:
            ask.ask_belongs(draft, one.about)
    ask.mark(draft, Q_SHARED)
    rest = plain.said(end, len(plain.low)).lstrip(")")
    if len(mine) == 1:
        before = plain.said(0, total.start("total"))
        said = f"{before}{mine[0].amount} {plain.said(*total.span('of'))}"
    else:
        said = plain.said(0, total.end()) + ", ".join(one.said for one in mine)
        said += ")" if "(" in total[0] else ""
    rest = rest if rest.startswith((".", ";", ",")) or not rest.strip() else f", {rest.strip()}"
    draft.texts[field] = [f"{said}{rest}" if rest.strip() else f"{said}."]
    draft.touch(OWN_WORK)


def _shares(low: str, at: int, unit: Addressee) -> tuple[list[_Share], int]:
    """The shares that follow a total, and where they end."""
    found: list[_Share] = []
    while (item := _ITEM.match(low, at)) is not None:
        kinds = re.split(r", | và ", item["kinds"])
        about, verdict = item["about"] or "", None
        if item["name"] is not None or unit.word not in kinds:
            verdict = False
        elif about:
            verdict = unit.belongs(about)
        elif item["rest"] is None:
            verdict = True
        elif True in [one.verdict for one in found]:
            verdict = False  # it is of a class named before
        said = f"{item['who']} {item['count']} {item['of']}"
        found.append(_Share(said, item["count"], about, verdict))
        at = item.end() - len(item["end"])
        if not item["end"].startswith((",", ";", " ")):
            break
        if _ITEM.match(low, item.end()) is None:
            break
        at = item.end()
    return found, at
