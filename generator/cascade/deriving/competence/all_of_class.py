"""Targets of all units, and of all units of a class: "100% xã biên giới có đường ô tô"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import RANKS
from generator.cascade.deriving.wording.entities import joined
from generator.grammar.class_ends import PLACE
from generator.grammar.first_words import UNIT, UNITS
from generator.grammar.letters import plain_of
from generator.grammar.regions import lies_so
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_ALL_OF_THEM = re.compile(r"[^%\w]*100 ?% ")
"""What all units are to have is a target, and no class: "100% xã, phường có sân thể thao"."""
_TIME = r"(?:(?:đến|trong|từ) )?(?:hết |cuối )?(?:năm|giai đoạn) \d[\d\s\-–]*"
_ALL_OF_CLASS = re.compile(
    rf"(?P<before>[\W_]*(?:(?:phấn đấu|bảo đảm|duy trì|có|{_TIME}),? ?)*)100 ?% (?:số )?(?:các )?"
    rf"(?P<kinds>{UNIT}(?:(?:, | và |/){UNIT})*) "
    rf"(?P<about>(?:{PLACE}|thuộc|giáp|nằm|chưa|đã|vùng|trọng điểm)(?!\w)[^,;:.]{{0,50}}?"
    r"(?= (?:có|đạt|được|không còn|hoàn thành)(?!\w))"
    r"|có [^,;:.]{2,60}?(?= (?:có|đạt) (?:ít nhất|tối thiểu|trên|từ|\d|tổ|đội|đường))) "
)
"""All of a class, before what each of them is to have: "100% xã biên giới có đường ô tô"."""


def of_all(low: str) -> bool:
    """Whether a text in small letters says what all units are to have."""
    return _ALL_OF_THEM.match(low) is not None


def targets_by_class(order: Sequence[NodeDraft], unit: Addressee) -> None:
    """Say targets of a class as what is said to it, before the nodes are read.

    "Đến năm 2030, 100% xã biên giới có chợ" is "Đối với các xã biên giới: phấn đấu …".
    """
    for draft in order if unit.committee else ():
        field = "tieu_de" if "tieu_de" in draft.texts else "noi_dung"
        text = joined(draft.texts.get(field, []))
        if draft.dropped is not None or draft.kept or draft.children() or "100" not in text:
            continue
        plain = plain_of(text)
        found = _ALL_OF_CLASS.match(plain.low)
        if found is None or not _may_be(found["kinds"], found["about"], unit):
            continue
        when = re.search(_TIME, found["before"])
        time = f"{when[0].strip()} " if when is not None else ""
        said = plain.said(*found.span("kinds")), plain.said(*found.span("about"))
        has = plain.said(found.end(), len(plain.low))
        words = f"Đối với các {said[0]} {said[1]}: phấn đấu {time}{has}"
        draft.texts[field] = [words]
        draft.said = words + draft.said[len(text) :]


def _may_be(kinds: str, about: str, unit: Addressee) -> bool:
    """Whether the unit is of those kinds, or of a province that has none of the class."""
    levels = {UNITS.get(kind) or "" for kind in re.split(r", | và |/", kinds)}
    if unit.level == RANKS["xa"]:
        return levels == {"xa"}
    if levels == {"xa"}:
        return lies_so(about, unit.unit) is False
    return unit.level == RANKS["tinh"]
