"""Inside a group of paragraphs: items of what stays, comes and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.redline.assemble import Slice, Status
from generator.redline.cached import first_word, is_shape
from generator.redline.pieces import is_cached, result_of, without_boxes
from generator.redline.revision_names import ID
from generator.redline.story_blocks import Block, own_boxes
from generator.redline.word_changes import CharacterRow, WordChange, compare, mark_piece

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.ooxml.elements import Element
    from generator.redline.pieces import StoryPiece
    from generator.redline.state import WriterState


class ComparedItems(NamedTuple):
    """Items in order, marks between paragraphs among them, and whether anything changed."""

    items: list[Slice]
    changed: bool


def whole(pieces: list[StoryPiece], status: Status) -> list[Slice]:
    """All pieces with one status; old points (bookmarks, comments) are left out."""
    return [Slice(status, p) for p in pieces if status == "+" or p.kind != "point"]


def compare_groups(olds: list[Block], news: list[Block], state: WriterState) -> ComparedItems:
    """Compare paragraphs word by word; their last marks are the caller's."""
    old, new = _line(olds, state), _line(news, state)
    changes = compare(old, new, inside=state.daring.inside)
    return _items(changes, old, new, state)


def _line(blocks: list[Block], state: WriterState) -> CharacterRow:
    pieces: list[StoryPiece] = []
    for block in blocks:
        if block is not blocks[0]:
            pieces.append(mark_piece(blocks[blocks.index(block) - 1]))
        pieces += block.pieces
    return CharacterRow(pieces, state.codes)


def _items(
    changes: list[WordChange], old: CharacterRow, new: CharacterRow, state: WriterState
) -> ComparedItems:
    out: list[Slice] = []
    points = _Points(new)
    changed = False
    for change in changes:
        if change.kind == "same":
            for item in _kept(change, old, new, points, state):
                changed = changed or item.status != "=" or item.format is not None
                out.append(item)
            continue
        changed = True
        if change.kind == "inside":
            out += points.until(change.b0)
            out += _inside(_piece(old, change.a0), _piece(new, change.b0), state)
            continue
        out += [Slice("-", p, s, e) for p, _, s, e in old.slices(change.a0, change.a1)]
        for piece, at, start, end in new.slices(change.b0, change.b1):
            out += points.until(at + start)
            out += _cut(Slice("+", piece, start, end), at, points)
    out += points.until(len(new.text) + 1)
    _settle_comments(out)
    return ComparedItems(out, changed)


def _settle_comments(items: list[Slice]) -> None:
    """A comment at the end of inserted text goes and comes with it (Word marks its run too)."""
    for i, item in enumerate(items):
        if item.piece.kind != "point" or item.piece.run is None or item.status != "=":
            continue
        before = _neighbour(items[:i][::-1])
        nearest = before if before is not None else _neighbour(items[i + 1 :])
        if nearest is not None and nearest.status == "+":
            item.status = "+"


def _neighbour(items: list[Slice]) -> Slice | None:
    """The first of the items that the new side shows in the same paragraph."""
    for item in items:
        if item.piece.kind == "mark":
            return None
        if item.piece.kind != "point" and item.status != "-":
            return item
    return None


class _Points:
    """Bookmarks and the like of the new side, given out as the text passes them."""

    def __init__(self, line: CharacterRow) -> None:
        self._line = line
        self.left = sorted(line.points)

    def until(self, offset: int) -> list[Slice]:
        """The points up to an offset."""
        out: list[Slice] = []
        while self.left and self.left[0] <= offset:
            out += [Slice("=", p) for p in self._line.points[self.left.pop(0)]]
        return out

    def within(self, start: int, end: int) -> list[int]:
        """Offsets of points after start and before end."""
        return [x for x in self.left if start < x < end]


def _cut(item: Slice, base: int, points: _Points) -> Iterator[Slice]:
    """An item cut where a point stands in it; `base` is the offset of its piece."""
    start = item.start
    for offset in points.within(base + item.start, base + item.end):
        yield Slice(item.status, item.piece, start, offset - base, item.old)
        yield from points.until(offset)
        start = offset - base
    yield Slice(item.status, item.piece, start, item.end, item.old)


def _piece(line: CharacterRow, offset: int) -> StoryPiece:
    return line.pieces[line.piece_at(offset)]


def _kept(
    change: WordChange, old: CharacterRow, new: CharacterRow, points: _Points, state: WriterState
) -> Iterator[Slice]:
    """Kept characters, cut where the run changes on either side."""
    a, b = change.a0, change.b0
    ai, bi = old.piece_at(a), new.piece_at(b)
    while b < change.b1:
        before, piece = old.pieces[ai], new.pieces[bi]
        old_end = old.starts[ai] + len(before.text)
        new_end = new.starts[bi] + len(piece.text)
        step = min(old_end - a, new_end - b, change.b1 - b)
        yield from points.until(b)
        at = new.starts[bi]
        _note_taken(before, piece, state)
        if is_cached(piece):
            yield from _cached(before, piece)
        elif piece.kind == "field" and _formats(piece) != _formats(before):
            yield from _inside(before, piece, state)
        else:
            yield from _cut(Slice("=", piece, b - at, b - at + step, before), at, points)
        a, b = a + step, b + step
        ai += a == old_end
        bi += b == new_end


def _note_taken(old: StoryPiece, new: StoryPiece, state: WriterState) -> None:
    """Remember what differs and is no change: a result worked out, the place of a shape."""
    if is_cached(new):
        if [p.text for p in result_of(old)] != [p.text for p in result_of(new)]:
            state.taken.add(first_word(new.key[1]))
    elif isinstance(new.key, bytes) and is_shape(new.key):
        state.shapes += without_boxes(old.element) != without_boxes(new.element)


def _cached(old: StoryPiece, new: StoryPiece) -> Iterator[Slice]:
    """A field as the new side has it; only the look of its result can change."""
    former = next((p for p in result_of(old) if p.kind == "text"), None)
    first = next((p for p in result_of(new) if p.kind == "text"), None)
    if former is None or first is None or former.format == first.format:
        yield Slice("=", new, old=old)
        return
    shown = {id(p) for p in result_of(new) if p.kind == "text"}
    for part in new.parts:
        item = Slice("=", part, old=former if id(part) in shown else None)
        if new.element is not None:
            item.ctx = (*new.ctx, new.element, *part.ctx)
        yield item


def _formats(field: StoryPiece) -> list[object]:
    return [
        _formats(p) if p.kind == "field" else (p.text, p.format)
        for p in field.parts
        if p.kind != "point"
    ]


def _inside(old: StoryPiece, new: StoryPiece, state: WriterState) -> Iterator[Slice]:
    """An object on both sides that changed within."""
    if new.kind != "field":
        _note_taken(old, new, state)
    if new.kind == "field":
        yield from _field(old, new, state)
        return
    item = Slice("=", new, old=old)
    if new.shell[0] == "box":
        item.inner = _boxes(old.element, state)
    else:
        state.notes.append((new.shell[0], old.element.get(ID) or "", new.element.get(ID) or ""))
    yield item


def _boxes(old: Element, state: WriterState) -> Callable[[Element], None]:
    def mark_up(made: Element) -> None:
        state.stories.extend(zip(own_boxes(old), own_boxes(made), strict=True))

    return mark_up


def _field(old: StoryPiece, new: StoryPiece, state: WriterState) -> Iterator[Slice]:
    """The result of a field changed: its instruction stays, its words are compared."""
    if new.element is not None:
        wrappers = (*new.ctx, new.element)
        items = _items_of(old.parts, new.parts, state)
        for item in items:
            item.ctx = (*wrappers, *item.piece.ctx)
        yield from items
        return
    results = result_of(old), result_of(new)
    yield from (Slice("=", p) for p in new.parts[: len(new.parts) - 1 - len(results[1])])
    yield from _items_of(*results, state)
    yield Slice("=", new.parts[-1])


def _items_of(old: list[StoryPiece], new: list[StoryPiece], state: WriterState) -> list[Slice]:
    a, b = CharacterRow(old, state.codes), CharacterRow(new, state.codes)
    return _items(compare(a, b, inside=False), a, b, state).items
