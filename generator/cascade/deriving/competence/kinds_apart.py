"""Units of several kinds in one list, where a class is said of one kind: which words are ours.

"UBND các phường có chợ đầu mối, xã lấy 240 mẫu": for a commune "UBND các xã lấy 240 mẫu", without
the class; for a ward "UBND các phường có chợ đầu mối lấy 240 mẫu".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import OWN_WORK
from generator.cascade.deriving.rulebook.text_under_way import joined
from generator.grammar.letters import plain_of
from generator.grammar.work_verbs import begins_work
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.cascade.deriving.rulebook.draft import NodeDraft
    from generator.cascade.deriving.unit.addressee import Addressee

_KIND = r"(?:xã(?! hội| viên)|phường|đặc khu)"
_TWO = re.compile(
    rf"(?<!\w)các (?P<first>{_KIND}) (?P<of>(?:có|thuộc|ven|giáp|nằm|được|biên giới|miền núi|vùng"
    rf"|trọng điểm)(?!\w)[^;.:()]{{0,60}}?), (?P<last>{_KIND}) (?=[^\W\d_])"
)
_ONE = re.compile(
    rf"[\W\d]*(?:(?:ubnd|ủy ban nhân dân|đối với|riêng) )*(?:các|mỗi) (?P<kind>{_KIND})"
    rf"(?!(?:,| và|/) ?{_KIND}(?!\w))(?= [^\W\d_])"
)
"""A clause for units of one kind."""
_PLACE = re.compile(r"[A-ZÀ-ỸĐ]")


def keep_own_kind(draft: NodeDraft, field: str, unit: Addressee) -> None:
    """Leave out of a text what it gives to units of other kinds than the unit's."""
    said = joined(draft.texts[field])
    own = own_kind(unit, said) if unit.committee else said
    if own != said:
        draft.texts[field] = [own]
        draft.touch(OWN_WORK)


def own_kind(unit: Addressee, text: str) -> str:
    """The text with the list narrowed to the unit's kind; as it is where it has no such list."""
    plain = plain_of(text)
    if not any(word in f" {plain.low}" for word in (" các ", " mỗi ")):
        return text
    if "; " in text:
        text = _own_clauses(unit, text)
        plain = plain_of(text)
    for found in _TWO.finditer(plain.low):
        if unit.word not in (found["first"], found["last"]) or found["first"] == found["last"]:
            continue
        start, end = plain.span(*found.span())
        of = found["of"].split(" ")
        acts = any(begins_work(" ".join(of[at:])) for at in range(1, len(of)))
        if (acts and unit.word == found["first"]) or _PLACE.match(text[end:]):
            continue  # each kind does its own part; a unit by its name
        words = f"các {unit.word} "
        if unit.word == found["first"]:
            words += f"{plain.said(*found.span('of'))} "
        return own_kind(unit, text[:start] + words + text[end:])
    return text


def _own_clauses(unit: Addressee, text: str) -> str:
    """Of clauses each for one kind of units, those of the unit's: "Các phường …; các xã …"."""
    parts: list[tuple[str, str]] = []
    for part in text.split("; "):
        found = _ONE.match(plain_of(part).low)
        if found is None and not parts:
            return text
        parts.append((found["kind"] if found is not None else parts[-1][0], part))
    own = [part for kind, part in parts if kind == unit.word]
    if not own or len(own) == len(parts):
        return text
    said = "; ".join(own).rstrip(" ./;")
    end = "./." if text.rstrip().endswith("./.") else "."
    return f"{said[:1].upper()}{said[1:]}{end}"
