"""A class of communes that only stresses, or stands last among places, once the office is known.

"Rà soát hộ nghèo, ưu tiên các xã biên giới": of a commune at the border all is stressed, of
another nothing is. "Đặt biển báo ở bến đò và các xã biên giới": there, or not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.grammar.letters import plain_of
from generator.grammar.level_words import COMMUNES
from generator.grammar.narrowing import narrowed
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re
from generator.text.first_test import holds

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_STRESS = r"ưu tiên|chú trọng|tập trung|nhất là|đặc biệt(?: là)?|trong đó có|kể cả"
_STRESSED = re.compile(
    rf",? (?:{_STRESS})(?: (?:cho|ở|tại|đối với|với|vào))* (?:(?:các|những) )?"
    rf"(?P<units>{COMMUNES})(?= )"
)
_LAST = re.compile(
    r"(?<!\w)(?P<at>tại|ở|ưu tiên|chú trọng) [^;.:]{2,80}?(?P<joint>,? và|,) (?:các|những) "
    rf"(?P<units>{COMMUNES})(?= )"
)
_FIRST = re.compile(
    rf"(?<!\w)(?P<at>(?:tại|ở|ưu tiên|chú trọng) )(?:các|những) (?P<units>{COMMUNES})(?= )"
)
_PLACES = ("tại", "ở")
_ENDS = re.compile(r" ?(?:[.;,]|$)")
_CLASS_BESIDE = re.compile(rf"(?:,| và|, và) (?:(?:các|những) )?{COMMUNES} ")
_MORE = re.compile(r"(?:,| và) ")


def settle_known_class(draft: NodeDraft, field: str, unit: Addressee) -> None:
    """Say of the commune what a class that only stresses, or is one of some places, is for it."""
    text = draft.texts.get(field, [])
    if not (unit.committee and unit.level == RANKS["xa"] and len(text) == 1):
        return
    if isinstance(text[0], str) and holds(plain_of(text[0]).low, _SAID):
        draft.texts[field] = [_settled(text[0], unit)]


_SAID = ("tại ", "ở ", "ưu tiên", "chú trọng", "tập trung", "nhất là", "đặc biệt", "trong đó",
         "kể cả")  # fmt: skip


def _settled(text: str, unit: Addressee) -> str:
    low = plain_of(text).low
    if len(low) != len(text):
        return text  # places of the plain form would not be those of the text
    for pattern in (_STRESSED, _LAST, _FIRST):
        for found in pattern.finditer(low):
            limit = narrowed(low, found.start("units"), found.end("units"), "dia-phuong")
            of = None if limit is None else unit.belongs(text[found.end("units") : limit.end])
            if limit is None or of is None:
                continue
            rest = text[limit.end :]
            if _CLASS_BESIDE.match(rest.lower()):
                continue  # what of the others is known decides it, too
            if pattern is _STRESSED and _ENDS.match(rest):
                return text[: found.start()] + rest
            if pattern is _LAST and _ENDS.match(rest):
                whole = of and found["at"] in _PLACES
                said = f" và trên địa bàn {unit.word}" if whole else ""
                return text[: found.start("joint")] + said + rest
            more = _MORE.match(rest) if pattern is _FIRST and not of else None
            if more is not None and not begins_work(low[limit.end + more.end() :]):
                return text[: found.end("at")] + rest[more.end() :]
    return text
