"""The paragraphs of a cell: each is read for whom it is, as a sentence of the text is.

"- Sở Y tế hướng dẫn nghiệp vụ;" in the row of a commune is the department's part of the work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.unit.addressee import Kin
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.plan.wording import letter
from generator.text import patterns as re

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from generator.cascade.deriving.unit.addressee import Addressee

_ITEM = re.compile(r"(?:[-–—+•*]|\(?\w{1,3}[.)]) *")
_COUNTED = re.compile(r"\(?(?P<label>[a-zđ]|\d{1,2})[.)] ")
_FAR = frozenset([Kin.ABOVE, Kin.OTHER, Kin.OUTSIDE])
_ACTS = re.compile(r" (?!của(?!\w)|và(?!\w)|thuộc(?!\w)|về(?!\w)|theo(?!\w))\w|:")
"""Behind the bodies: what they do, and not whose or what they are."""


def of_others(unit: Addressee, text: str) -> list[int]:
    """The numbers of the paragraphs of a cell that only others have to do."""
    lines = text.split("\n")
    heads = {i for i, line in enumerate(lines) if line.rstrip().endswith(":")}
    theirs = [i for i, line in enumerate(lines) if i not in heads and _is_theirs(unit, line)]
    return theirs if len(theirs) + len(heads) < len(lines) else []


def without(lines: Sequence[str], gone: Collection[int]) -> list[str]:
    """The paragraphs but for some; letters and numbers before them go on without a gap."""
    left: list[str] = []
    counted = {"letter": 0, "number": 0}
    for i, line in enumerate(lines):
        if i in gone:
            continue
        if gone and (label := _COUNTED.match(line)) is not None:
            kind = "number" if label["label"].isdigit() else "letter"
            said = letter(counted[kind]) if kind == "letter" else str(counted[kind] + 1)
            counted[kind] += 1
            line = f"{line[: label.start('label')]}{said}{line[label.end('label') :]}"
        left.append(line)
    return left


def _is_theirs(unit: Addressee, line: str) -> bool:
    """Whether the subject of a paragraph is others, and none of the bodies in it is ours."""
    found = _ITEM.match(line)
    plain = plain_of(line[found.end() :] if found else line)
    named = groups(plain)
    if not named or named[0].start or not _ACTS.match(plain.low, named[0].end):
        return False
    everybody = {kin for group in named for kin in unit.kins(group.bodies)}
    return everybody <= _FAR and not any(b.every for b in named[0].bodies)
