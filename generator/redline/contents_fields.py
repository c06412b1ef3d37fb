"""Tables of contents: fields over several paragraphs, whose result nobody wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.redline.cached import CONTENTS, first_word
from generator.redline.revision_names import T, w
from generator.redline.story_blocks import Block

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from generator.ooxml.elements import Element

_CHAR, _TYPE, _CODE = w("fldChar"), w("fldCharType"), w("instrText")


class ContentsRegion(NamedTuple):
    """Whole paragraphs, first to last, that a field of contents wrote."""

    first: int
    last: int
    instruction: str


class _Open:
    """A field not yet ended."""

    def __init__(self, block: int, *, clean: bool) -> None:
        self.block = block
        self.clean = clean
        """Whether nothing stands before it in its paragraph."""
        self.code = ""
        self.shows = False


def regions(blocks: list[Block]) -> list[ContentsRegion]:
    """The tables of contents of a story, none of them its end."""
    found: list[ContentsRegion] = []
    opened: list[_Open] = []
    ended: ContentsRegion | None = None
    for number, block in enumerate(blocks):
        if block.kind != "p" or b"<w:fldChar" not in block.key:
            continue
        said = False
        for element in block.element.iter(_CHAR, _CODE, T):
            if element.tag == T:
                said = said or bool(element.text)
                if ended is not None and element.text:
                    ended = None
                continue
            closed = _step(element, opened, number, said=said)
            if closed is not None and closed.clean and closed.block < number:
                ended = ContentsRegion(closed.block, number, " ".join(closed.code.split()))
        if ended is not None and _is_whole(blocks, ended):
            found.append(ended)
        ended = None
    return found


def _step(element: Element, opened: list[_Open], number: int, *, said: bool) -> _Open | None:
    """Pass a mark or a code of a field; give the contents that ends here."""
    if element.tag == _CODE:
        if opened and not opened[-1].shows:
            opened[-1].code += element.text or ""
        return None
    kind = element.get(_TYPE)
    if kind == "begin":
        opened.append(_Open(number, clean=not said))
    elif kind == "separate" and opened:
        opened[-1].shows = True
    elif kind == "end" and opened:
        closed = opened.pop()
        return closed if first_word(closed.code) == CONTENTS else None
    return None


def _is_whole(blocks: list[Block], region: ContentsRegion) -> bool:
    inside = blocks[region.first : region.last + 1]
    plain = all(b.kind == "p" and b.section is None for b in inside)
    return plain and region.last + 1 < len(blocks)


def gathered(blocks: list[Block], only: Collection[str] | None = None) -> list[Block]:
    """The blocks with each table of contents (of these instructions) as one block."""
    out: list[Block] = []
    at = 0
    for region in regions(blocks):
        if region.first < at or (only is not None and region.instruction not in only):
            continue
        out += blocks[at : region.first]
        made = Block("contents", blocks[region.first].element)
        made.last = blocks[region.last].element
        made.stand_for(region.instruction, blocks[region.first : region.last + 1])
        out.append(made)
        at = region.last + 1
    return [*out, *blocks[at:]]


def gathered_both(olds: list[Block], news: list[Block]) -> tuple[list[Block], list[Block]]:
    """Both sides, with the tables of contents that both have, once, as one block each."""
    theirs, ours = list(_once(olds)), list(_once(news))
    both = set(theirs) & set(ours)
    return (gathered(olds, both), gathered(news, both)) if both else (olds, news)


def _once(blocks: list[Block]) -> Iterator[str]:
    said = [r.instruction for r in regions(blocks)]
    yield from (x for x in said if said.count(x) == 1)
