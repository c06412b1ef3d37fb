"""Rows and cells that came or went, marked with all that is in them.

A row that came or went has every paragraph mark in it tracked. A cell keeps its last mark, as
Word wants of every cell that may stay; its text is tracked too, so that programs that know no
`cellIns` and `cellDel` lose or keep at least the words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from generator.redline.assemble import Status, assemble
from generator.redline.compared_properties import tracked_mark
from generator.redline.inside_paragraphs import whole
from generator.redline.pieces import read_paragraph
from generator.redline.revision_names import (
    PPR,
    TBLGRID,
    TBLPR,
    TBLPREX,
    TCPR,
    TR,
    TRPR,
    P,
    w,
)
from generator.redline.story_blocks import story_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element
    from generator.redline.state import WriterState

_NAMES = {"+": "ins", "-": "del"}
_CELL_NAMES = {"+": "cellIns", "-": "cellDel"}
_PROPERTIES = frozenset({TCPR, TRPR, TBLPR, TBLPREX, TBLGRID, w("sdtPr")})


def tracked_row(row: Element, status: Status, state: WriterState) -> Element:
    """Mark a row, and all in it, as inserted or deleted, in place."""
    _mark_row(row, status, state)
    _track_within(row, status, state)
    return row


def tracked_cell(cell: Element, status: Status, state: WriterState) -> Element:
    """Mark a cell, and all in it but its last paragraph mark, as inserted or deleted, in place."""
    cell.tail = None
    blocks = story_blocks(cell)
    _track_within(cell, status, state, blocks[-1].element if blocks else None)
    _cell_properties(cell).append(state.author.revision(_CELL_NAMES[status]))
    return cell


def _cell_properties(cell: Element) -> Element:
    properties = cell.find(TCPR)
    if properties is None:
        properties = etree.Element(TCPR)
        cell.insert(0, properties)
    return properties


def _track_within(
    parent: Element, status: Status, state: WriterState, last: Element | None = None
) -> None:
    """Mark all that is in a row or cell; the mark of `last` stays."""
    for inner in list(_rows(parent)):
        _mark_row(inner, status, state)
    for paragraph in list(_paragraphs(parent)):
        _track_paragraph(paragraph, status, state, marked=paragraph is not last)


def _paragraphs(parent: Element) -> Iterator[Element]:
    """Paragraphs of a row, those of nested tables too, those of text boxes not."""
    for child in parent:
        if child.tag == P:
            yield child
        elif len(child) and child.tag not in _PROPERTIES:
            yield from _paragraphs(child)


def _rows(parent: Element) -> Iterator[Element]:
    """Rows of the tables nested in a row, those in text boxes not."""
    for child in parent:
        if child.tag == TR:
            yield child
        if len(child) and child.tag != P and child.tag not in _PROPERTIES:
            yield from _rows(child)


def _mark_row(row: Element, status: Status, state: WriterState) -> None:
    properties = row.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        row.insert(0 if row.find(TBLPREX) is None else 1, properties)
    properties.append(state.author.revision(_NAMES[status]))


def _track_paragraph(
    paragraph: Element, status: Status, state: WriterState, *, marked: bool
) -> None:
    properties = paragraph.find(PPR)
    children = assemble(whole(read_paragraph(paragraph), status), state.author)
    for child in list(paragraph):
        if marked or child is not properties:
            paragraph.remove(child)
    if marked:
        paragraph.append(tracked_mark(properties, _NAMES[status], state.author))
    paragraph.extend(children)
