"""What a story says and looks like, as plain values that can be compared.

Two documents are the same for the comparer when these values are: text and its run
properties stretch by stretch, objects, fields, links, notes, boxes, paragraph marks,
sections, tables with rows and cells. How the text is cut into runs does not matter.
"""

from __future__ import annotations

from threading import local
from typing import TYPE_CHECKING, Any, TypeAlias

from generator.ooxml.elements import tag_of
from generator.redline.compared_properties import (
    paragraph_key,
    row_key,
    run_key,
    section_key,
    table_key,
)
from generator.redline.contents_fields import gathered
from generator.redline.links import target_of
from generator.redline.localise import NOTES
from generator.redline.pieces import StoryPiece, is_cached, link_of, read_paragraph, result_of
from generator.redline.revision_names import (
    COMMENT_REFERENCE,
    ID,
    RPR,
    SECTPR,
    TBLGRID,
    TBLPR,
    TBLPREX,
    TC,
    TCPR,
    TRPR,
    P,
)
from generator.redline.story_blocks import (
    Block,
    ends_in_paragraph,
    own_boxes,
    row_cells,
    story_blocks,
    table_rows,
)
from generator.text.ties import with_plain_hyphens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element

Notes: TypeAlias = "dict[tuple[str, str], Element]"

_NO_LAST = ("no last paragraph",)
_LAST = ("p", ((), (), None), ())
"""The empty paragraph Word shows at the end of a story without one."""


class _Seen(local):
    """Values of paragraphs and rows by their bytes; each thread compares for itself."""

    def __init__(self) -> None:
        self.values: dict[bytes, Any] = {}
        self.end: Any = _NO_LAST
        """What a story says at its end that ends in no paragraph."""


_seen = _Seen()


def clear_cache(*, completed: bool = False) -> None:
    """Forget paragraphs seen; one redline shares them between its four views.

    `completed`: stories without a last paragraph were given the one Word shows; else one too
    many is a fault.
    """
    _seen.values.clear()
    _seen.end = _LAST if completed else _NO_LAST


def view(container: Element, notes: Notes) -> list[Any]:
    """A story as a flat list of values."""
    return list(_view(container, notes))


def _view(container: Element, notes: Notes) -> Iterator[Any]:
    blocks = gathered(story_blocks(container))
    for block in blocks:
        if block.kind == "p":
            yield _paragraph(block, notes)
        elif block.kind == "table":
            yield from _table(block.element, notes)
        else:
            yield ("opaque", block.key)
    if not ends_in_paragraph(blocks):
        yield _seen.end
    section = None if container.tag == TC else container.find(SECTPR)
    if section is not None and (key := section_key(section)):
        yield ("section", key)


def commented(root: Element) -> dict[str, bool]:
    """The comments of a part by id: whether there is text or an object in their paragraph."""
    found: dict[str, bool] = {}
    for reference in root.iter(COMMENT_REFERENCE):
        paragraph = next(reference.iterancestors(P), None)
        if paragraph is not None:
            said = any(x.kind != "point" for x in read_paragraph(paragraph))
            found[reference.get(ID) or ""] = said
    return found


def _table(table: Element, notes: Notes) -> Iterator[Any]:
    yield ("table", table_key(table.find(TBLPR)), table_key(table.find(TBLGRID)))
    for row in table_rows(table):
        if row.key not in _seen.values:
            value = tuple(_row(row.element, notes))
            if _has_notes(row.key):
                yield value
                continue
            _seen.values[row.key] = value
        yield _seen.values[row.key]
    yield ("end",)


def _row(row: Element, notes: Notes) -> Iterator[Any]:
    yield ("row", row_key(row.find(TRPR)), table_key(row.find(TBLPREX)))
    for cell in row_cells(row):
        yield ("cell", table_key(cell.find(TCPR)))
        yield from _view(cell, notes)


def _has_notes(key: bytes) -> bool:
    return b"noteReference" in key


def _paragraph(block: Block, notes: Notes) -> Any:
    key = block.key
    if key in _seen.values:
        return _seen.values[key]
    value = ("p", _mark(block.properties), _content(read_paragraph(block.element), notes))
    if not _has_notes(key):
        _seen.values[key] = value
    return value


def _mark(properties: Element | None) -> Any:
    if properties is None:
        return ((), (), None)
    return (
        paragraph_key(properties),
        run_key(properties.find(RPR)),
        section_key(properties.find(SECTPR)),
    )


def _content(pieces: list[StoryPiece], notes: Notes, around: Any = None) -> tuple[Any, ...]:
    out: list[Any] = []
    for piece, leads in _shown(pieces, around):
        link = link_of(piece.ctx) or leads
        if piece.kind == "text":
            text = with_plain_hyphens(piece.text)
            if out and out[-1][0] == "text" and out[-1][2:] == (piece.format, link):
                out[-1] = ("text", out[-1][1] + text, piece.format, link)
            else:
                out.append(("text", text, piece.format, link))
        elif piece.kind == "field":
            out.append((*_field(piece, notes), link))
        else:
            out.append((*_object(piece, notes), piece.format, link))
    return tuple(out)


def _shown(pieces: list[StoryPiece], link: Any) -> Iterator[tuple[StoryPiece, Any]]:
    """Pieces that show something, and where they lead; a field that is a link is opened."""
    for piece in pieces:
        leads = target_of(piece.key[1]) if piece.kind == "field" else None
        if leads is not None:
            yield from _shown(result_of(piece), link_of(piece.ctx) or link or leads)
        elif piece.kind != "point":
            yield piece, link


def _field(piece: StoryPiece, notes: Notes) -> tuple[Any, ...]:
    """A simple field and a complex one that say the same are the same; so are cached results."""
    if is_cached(piece):
        looks = [x.format for x in result_of(piece) if x.kind == "text"]
        return ("field", piece.key[1], looks[:1])
    shown = tuple(x[:-1] for x in _content(result_of(piece), notes))
    return ("field", piece.key[1], shown)


def _object(piece: StoryPiece, notes: Notes) -> tuple[Any, ...]:
    element = piece.element
    if element.tag in NOTES:
        note = notes.get((tag_of(element), element.get(ID) or ""))
        return ("note", element.tag, None if note is None else tuple(_view(note, notes)))
    if piece.shell is not None and piece.shell[0] == "box":
        boxes = tuple(tuple(_view(box, notes)) for box in own_boxes(element))
        return ("box", piece.shell, boxes)
    return ("object", piece.key)
