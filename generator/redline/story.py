"""One story (body, cell, header, note, box): from two lists of blocks to one with revisions.

The text of a story is a stream (see `stream`) of content and paragraph marks, each kept,
inserted or deleted. New blocks stay where they are in the tree; what goes is put between
them. A changed cell or box is a story of its own, marked up when its turn comes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.elements import tag_of
from generator.redline.align import AlignedGroup, align
from generator.redline.assemble import Slice, assemble
from generator.redline.cached import CONTENTS
from generator.redline.compared_properties import mark_properties, same_mark, tracked_mark
from generator.redline.compared_tables import redline_table, tracked_table
from generator.redline.contents_fields import gathered_both
from generator.redline.inside_paragraphs import ComparedItems, compare_groups, whole
from generator.redline.moves import mark_moves
from generator.redline.revision_names import PPR, SECTPR, P
from generator.redline.story_blocks import Block, ends_in_paragraph, story_blocks
from generator.redline.stream import ParagraphMark, Physical, StoryStretch, rotate

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.redline.state import WriterState

_NAMES = {"+": "ins", "-": "del", "<": "moveFrom", ">": "moveTo"}


def redline_story(old: Element, new: Element, state: WriterState) -> None:
    """Mark up the new story, with the cells and boxes in it, so that it holds the old one too."""
    state.stories.append((old, new))
    while state.stories:
        _redline(*state.stories.pop(), state)


def _redline(old: Element, new: Element, state: WriterState) -> None:
    """Mark up one story, in place; the cells and boxes that changed wait in `state.stories`."""
    olds = story_blocks(old)
    news = story_blocks(new)
    _end_in_paragraphs(old, olds, new, news, state)
    if state.daring.inside:
        olds, news = gathered_both(olds, news)
    groups = _aligned(olds, news, state)
    cursor = _Cursor(new, news)
    parts = [_physical(piece) for piece in _stretches(groups, state)]
    if state.daring.moves:
        mark_moves([p for paragraphs, _ in parts for p in paragraphs], state)
    for paragraphs, after in parts:
        for paragraph in paragraphs:
            _write(paragraph, cursor, state)
        if after is not None:
            _write_other(after, cursor, state)


def _end_in_paragraphs(
    old: Element, olds: list[Block], new: Element, news: list[Block], state: WriterState
) -> None:
    """A story that ends in a table or a section gets the empty paragraph Word shows after it."""
    either = ends_in_paragraph(olds) or ends_in_paragraph(news)
    if not either and olds and news and olds[-1].kind == news[-1].kind:
        return
    for container, blocks in ((old, olds), (new, news)):
        if not ends_in_paragraph(blocks):
            state.unexpressed.add("final_table" if blocks else "final_empty")
            blocks.append(Block("p", add_last_paragraph(container)))


def add_last_paragraph(container: Element) -> Element:
    """Append the empty paragraph Word shows at the end of a story without one."""
    paragraph = etree.Element(P)
    section = container.find(SECTPR)
    container.insert(len(container) if section is None else container.index(section), paragraph)
    return paragraph


def _aligned(olds: list[Block], news: list[Block], state: WriterState) -> list[AlignedGroup]:
    """Groups in order; the last marks, or the last tables, of both sides belong together."""
    split = state.daring.splits
    groups = align(olds, news, state.codes, split=split)
    tail_old = tail_new = False
    for group in reversed(groups):
        blocks = (*group.olds, *group.news)
        if any(b.kind != "p" for b in blocks):
            break
        tail_old = tail_old or bool(group.olds)
        tail_new = tail_new or bool(group.news)
    last = (olds[-1].kind, news[-1].kind) if olds and news else None
    apart = last == ("p", "p") and not (tail_old and tail_new)
    # paragraphs put in before a last table can go again; behind it one would stay
    if apart or (last == ("table", "table") and len(groups[-1].olds) != len(groups[-1].news)):
        groups = align(olds[:-1], news[:-1], state.codes, split=split)
        groups.append(AlignedGroup([olds[-1]], [news[-1]]))
    return groups


def _stretches(groups: list[AlignedGroup], state: WriterState) -> list[StoryStretch]:
    out: list[StoryStretch] = []
    stream: list[Block | Slice | ParagraphMark] = []
    for group in groups:
        if any(b.kind != "p" for b in (*group.olds, *group.news)):
            out.append(StoryStretch(stream, group))
            stream = []
        else:
            stream += _streamed(group, state)
    out.append(StoryStretch(stream, None))
    return out


def _streamed(group: AlignedGroup, state: WriterState) -> list[Block | Slice | ParagraphMark]:
    olds, news = group
    if not olds:
        return [*whole(news[0].pieces, "+"), ParagraphMark("+", None, news[0])]
    if not news:
        return [*whole(olds[0].pieces, "-"), ParagraphMark("-", olds[0], None)]
    if len(olds) == len(news) == 1 and olds[0].key == news[0].key:
        return [news[0], ParagraphMark("=", olds[0], news[0])]
    if not state.daring.words and len(olds) == len(news) == 1:
        compared = ComparedItems([*whole(olds[0].pieces, "-"), *whole(news[0].pieces, "+")], True)
    else:
        compared = compare_groups(olds, news, state)
    stream: list[Block | Slice | ParagraphMark] = []
    if not compared.changed and len(olds) == len(news) == 1:
        stream.append(news[0])
    else:
        for item in compared.items:
            if item.piece.kind != "mark":
                stream.append(item)
            elif item.status == "=":
                old = item.old.element if item.old is not None else None
                stream.append(ParagraphMark("=", old, item.piece.element))
            elif item.status == "+":
                stream.append(ParagraphMark("+", None, item.piece.element))
            else:
                stream.append(ParagraphMark("-", item.piece.element, None))
    return [*stream, *_last_marks(olds[-1], news[-1])]


def _last_marks(old: Block, new: Block) -> list[ParagraphMark]:
    """One mark kept; or both, where only one of them ends a section: that one stands first."""
    if (old.section is None) == (new.section is None):
        return [ParagraphMark("=", old, new)]
    marks = [ParagraphMark("-", old, None), ParagraphMark("+", None, new)]
    return marks if new.section is None else marks[::-1]


def _physical(piece: StoryStretch) -> tuple[list[Physical], AlignedGroup | None]:
    stream = rotate(piece.stream, at_end=piece.after is None)
    out: list[Physical] = []
    content: list[Block | Slice] = []
    for entry in stream:
        if isinstance(entry, ParagraphMark):
            out.append(Physical(content, entry))
            content = []
        else:
            content.append(entry)
    return out, piece.after


class _Cursor:
    """Where the next block goes that is not yet in the tree."""

    def __init__(self, container: Element, news: list[Block]) -> None:
        self.container = container
        self.first = news[0].element if news else None
        self.at: Element | None = None

    def put(self, element: Element) -> None:
        """Insert a block behind the last one."""
        if self.at is not None:
            self.at.addnext(element)
        elif self.first is not None:
            self.first.addprevious(element)
        else:
            self.container.append(element)
        self.at = element


def _write(paragraph: Physical, cursor: _Cursor, state: WriterState) -> None:
    mark = paragraph.mark
    host = mark.new
    if host is not None and paragraph.content == [host]:
        element = host.element
    else:
        children = _children(paragraph.content, state)
        if host is None:
            element = etree.Element(P)
        else:
            element = host.element
            for child in list(element):
                if child.tag != PPR:
                    element.remove(child)
        element.extend(children)
    _write_mark(element, paragraph, state)
    if host is None:
        cursor.put(element)
        if mark.old is not None and mark.old.anchor:
            state.gone[mark.old.anchor] = element
    cursor.at = element
    if paragraph.move is not None:
        _write_move(element, paragraph, cursor, state)


def _children(content: list[Block | Slice], state: WriterState) -> list[Element]:
    out: list[Element] = []
    items: list[Slice] = []
    for entry in [*content, None]:
        if isinstance(entry, Slice):
            items.append(entry)
            continue
        if items:
            out += assemble(items, state.author)
            items = []
        if entry is not None:
            out += [c for c in entry.element if c.tag != PPR]
    return out


def _write_mark(element: Element, paragraph: Physical, state: WriterState) -> None:
    mark = paragraph.mark
    if mark.old is not None and mark.new is not None and mark.old.key == mark.new.key:
        return
    old = None if mark.old is None else mark.old.properties
    new = None if mark.new is None else mark.new.properties
    if mark.status == "=":
        if same_mark(new, old):
            _note_sections(old, new, state)
            return
        made = mark_properties(new, old, state.author)
        _note_sections(old, made, state)
    else:
        made = tracked_mark(old if mark.status in "-<" else new, _NAMES[mark.status], state.author)
    present = element.find(PPR)
    if present is not None:
        element.remove(present)
    if made is not None:
        element.insert(0, made)


def _note_sections(old: Element | None, written: Element | None, state: WriterState) -> None:
    if old is None or written is None:
        return
    former, section = old.find(SECTPR), written.find(SECTPR)
    if former is not None and section is not None:
        state.sections.append((former, section))


def _write_move(element: Element, paragraph: Physical, cursor: _Cursor, state: WriterState) -> None:
    side = "moveFrom" if paragraph.mark.status == "<" else "moveTo"
    start = state.author.revision(f"{side}RangeStart")
    start.set(f"{{{start.nsmap[start.prefix]}}}name", paragraph.move or "")
    element.insert(1, start)
    end = etree.Element(tag_of(start).replace("Start", "End"))
    identifier = next(k for k in start.attrib if k.endswith("}id"))
    end.set(identifier, start.attrib[identifier])
    cursor.put(end)


def _write_other(group: AlignedGroup, cursor: _Cursor, state: WriterState) -> None:
    """A table, contents, or an unknown block."""
    old = group.olds[0] if group.olds else None
    new = group.news[0] if group.news else None
    if new is not None:
        cursor.at = new.last
    kind = (new or old).kind  # type: ignore[union-attr]
    if kind == "contents":
        if old is None or new is None:
            raise ValueError("contents in another place")  # a less daring attempt marks them
        if old.cached != new.cached:
            state.taken.add(CONTENTS)
        return
    if kind == "opaque":
        if old is None or new is None or old.key != new.key:
            state.unexpressed.add("opaque")
        return
    if old is None and new is not None:
        tracked_table(new.element, "+", state)
    elif new is None and old is not None:
        cursor.put(tracked_table(old.element, "-", state))
    elif old is not None and new is not None and old.key != new.key:
        redline_table(old.element, new.element, state)
