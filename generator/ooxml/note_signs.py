"""References to footnotes put into the text they stand in, as a sign of one letter each.

A reader that goes by characters then carries a reference along with the words around it,
through every edit of them, and needs to know nothing of footnotes. The signs are private
characters (plane 15), which no text of a plan holds (`plan.hygiene`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.ooxml.content import Para, WordRun, WordText

_FIRST = 0xF0000
SIGN = re.compile("[\U000f0000-\U000fffff]")


def sign(number: int) -> str:
    """The sign of footnote `number`, from 0."""
    return chr(_FIRST + number)


def referred(text: WordText) -> list[str]:
    """Ids of the footnotes that the body refers to, in its order."""
    marks = [m for p in text.paragraphs if p.part == "body" for m in p.marks]
    return list(dict.fromkeys(m.id for m in marks if m.kind == "footnote"))


def plant(text: WordText, signs: Mapping[str, str]) -> None:
    """Put the sign of each footnote, by its id in the file, where the body refers to it."""
    for para in text.paragraphs:
        if para.part == "body" and (para.marks or SIGN.search(para.text)):
            _plant(para, signs)


def _plant(para: Para, signs: Mapping[str, str]) -> None:
    marks = [(m.offset, signs.get(m.id, "")) for m in para.marks if m.kind == "footnote"]
    runs: list[WordRun] = []
    at = 0
    for run in para.runs:
        end = at + len(run.text)
        here = [(place - at, made) for place, made in marks if at < place <= end]
        runs.append(run._replace(text=_with(run.text, here)))
        at = end
    early = "".join([made for place, made in marks if place == 0])
    if early and runs:
        runs[0] = runs[0]._replace(text=early + runs[0].text)
    para.runs = tuple(runs)
    para.text = "".join([run.text for run in runs])


def _with(text: str, places: list[tuple[int, str]]) -> str:
    out, done = "", 0
    for place, made in places:
        out += SIGN.sub("", text[done:place]) + made
        done = place
    return out + SIGN.sub("", text[done:])
