"""Tables: rows that come, go and stay, cells compared as stories of their own.

A tracked row carries its revision and has all its text and marks tracked too; else
LibreOffice keeps it. Columns and merged cells are not tracked cell by cell (no program but
Word resolves that): the rows concerned go and come whole.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from lxml import etree

from generator.redline.align import align
from generator.redline.assemble import Status, assemble
from generator.redline.blocks import block_key, row_cells, row_shape, table_rows
from generator.redline.inline import whole
from generator.redline.names import PPR, TBLGRID, TBLPR, TBLPREX, TCPR, TR, TRPR, Element, P, w
from generator.redline.pieces import read_paragraph
from generator.redline.properties import change_grid, change_owner, tracked_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.redline.state import State

_NAMES = {"+": "ins", "-": "del"}
_PROPERTIES = frozenset({TCPR, TRPR, TBLPR, TBLPREX, TBLGRID, w("sdtPr")})


def redline_table(old: Element, new: Element, state: State) -> None:
    """Mark up a table, in place, so that it holds the old one too."""
    change_owner(new, TBLPR, old.find(TBLPR), state.author)
    change_grid(new, old.find(TBLGRID), state.author)
    olds, news = table_rows(old), table_rows(new)
    at: Element | None = None
    for group in align(olds, news, state.codes, split=False):
        before = group.olds[0].element if group.olds else None
        after = group.news[0].element if group.news else None
        if before is None and after is not None:
            tracked_row(after, "+", state)
        elif before is not None and (after is None or not _comparable(before, after, state)):
            gone = tracked_row(copy.deepcopy(before), "-", state)
            if group.olds[0].anchor:
                state.gone[group.olds[0].anchor] = next(gone.iter(P))
            if at is not None:
                at.addnext(gone)
            elif news:
                news[0].element.addprevious(gone)
            else:
                new.append(gone)
            at = gone
            if after is not None:
                tracked_row(after, "+", state)
        elif before is not None and after is not None and group.olds[0].key != group.news[0].key:
            _redline_row(before, after, state)
        at = after if after is not None else at


def _comparable(old: Element, new: Element, state: State) -> bool:
    if block_key(old) == block_key(new):
        return True
    return state.daring.words and row_shape(old) == row_shape(new)


def _redline_row(old: Element, new: Element, state: State) -> None:
    change_owner(new, TBLPREX, old.find(TBLPREX), state.author)
    exceptions = new.find(TBLPREX)
    change_owner(new, TRPR, old.find(TRPR), state.author, 0 if exceptions is None else 1)
    for before, after in zip(row_cells(old), row_cells(new), strict=True):
        if block_key(before) == block_key(after):
            continue
        change_owner(after, TCPR, before.find(TCPR), state.author)
        state.stories.append((before, after))


def tracked_table(table: Element, status: Status, state: State) -> Element:
    """A table that came (in place) or went (a copy): all its rows did."""
    made = copy.deepcopy(table) if status == "-" else table
    made.tail = None
    for row in table_rows(made):
        tracked_row(row.element, status, state)
    return made


def tracked_row(row: Element, status: Status, state: State) -> Element:
    """Mark a row, and all in it, as inserted or deleted, in place."""
    _mark_row(row, status, state)
    for inner in list(_rows(row)):
        _mark_row(inner, status, state)
    for paragraph in list(_paragraphs(row)):
        _track_paragraph(paragraph, status, state)
    return row


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


def _mark_row(row: Element, status: Status, state: State) -> None:
    properties = row.find(TRPR)
    if properties is None:
        properties = etree.Element(TRPR)
        row.insert(0 if row.find(TBLPREX) is None else 1, properties)
    properties.append(state.author.revision(_NAMES[status]))


def _track_paragraph(paragraph: Element, status: Status, state: State) -> None:
    properties = paragraph.find(PPR)
    children = assemble(whole(read_paragraph(paragraph), status), state.author)
    for child in list(paragraph):
        paragraph.remove(child)
    paragraph.append(tracked_mark(properties, _NAMES[status], state.author))
    paragraph.extend(children)
