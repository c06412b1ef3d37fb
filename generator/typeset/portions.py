"""Where LibreOffice parts letters that look the same: each part has a width of whole twips.

It parts them where what is said of them changes, whether that changes their look or not; at each
begin and end of a bookmark or link, and at fields (sw: SwAttrIter::GetNextAttr). Runs that say
the same are one, however many Word wrote.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.ooxml.inline import LAST_PLACE
from generator.ooxml.names import W

if TYPE_CHECKING:
    from collections.abc import Collection

    from generator.ooxml.content import WordRun
    from generator.ooxml.elements import Element
    from generator.ooxml.inline import ParagraphContent

_HYPERLINK = W + "hyperlink"


def cuts_of(content: ParagraphContent) -> Collection[int]:
    """The places in the text of a paragraph where one portion ends and the next begins."""
    runs = content.runs
    if len(runs) < 2:
        return ()
    found = set(content.ends) if content.ends else set()
    found.update([at for name, at in _marked(content) if name != LAST_PLACE])
    at = 0
    for before, run in pairwise(runs):
        at += len(before.text)
        if (
            before.fmt is not run.fmt
            or before.instruction != run.instruction
            or (before.element is not run.element and _link(before) is not _link(run))
        ):
            found.add(at)
    return found


def _marked(content: ParagraphContent) -> list[tuple[str, int]]:
    """The bookmarks that begin inside, and where."""
    names = content.bookmarks[-len(content.places) :] if content.places else []
    return list(zip(names, content.places, strict=True))


def _link(run: WordRun) -> Element | None:
    """The hyperlink that a run stands in."""
    around = run.element.getparent()
    return around if around is not None and around.tag == _HYPERLINK else None
