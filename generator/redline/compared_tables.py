"""Tables: rows that come, go and stay, cells compared as stories of their own.

A tracked row carries its revision and has all its text and marks tracked too; else
LibreOffice keeps it. Where Word is the reader, columns and merged cells are marked cell by cell
(`cells`); no other program resolves that, so for others the rows concerned go and come whole.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from generator.redline.align import align
from generator.redline.cell_columns import cells_of, match_columns, pair_cells
from generator.redline.cells import tracked_cell, tracked_row
from generator.redline.compared_properties import change_grid, change_owner
from generator.redline.revision_names import TBLGRID, TBLPR, TBLPREX, TCPR, TRPR, P
from generator.redline.story_blocks import block_key, lift_rows, row_cells, row_shape, table_rows

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.redline.align import AlignedGroup
    from generator.redline.assemble import Status
    from generator.redline.cell_columns import Pairs
    from generator.redline.state import WriterState


def redline_table(old: Element, new: Element, state: WriterState) -> None:
    """Mark up a table, in place, so that it holds the old one too."""
    change_owner(new, TBLPR, old.find(TBLPR), state.author)
    change_grid(new, old.find(TBLGRID), state.author)
    olds, news = table_rows(old), table_rows(new)
    at: Element | None = None
    groups = align(olds, news, state.codes, split=False)
    cells = _cell_pairs(groups, state) if state.daring.word else {}
    for group in groups:
        before = group.olds[0].element if group.olds else None
        after = group.news[0].element if group.news else None
        pairs = cells.get(id(after))
        if before is None and after is not None:
            tracked_row(after, "+", state)
        elif pairs is not None and before is not None and after is not None:
            _redline_cells(before, after, pairs, state)
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


def _comparable(old: Element, new: Element, state: WriterState) -> bool:
    if block_key(old) == block_key(new):
        return True
    return state.daring.words and row_shape(old) == row_shape(new)


def _cell_pairs(groups: list[AlignedGroup], state: WriterState) -> dict[int, Pairs]:
    """The cells of rows whose columns or merges changed, by the id of the new row."""
    stayed = [
        (cells_of(g.olds[0].element), cells_of(g.news[0].element), g)
        for g in groups
        if g.olds and g.news
    ]
    changed = [x for x in stayed if x[2].olds[0].key != x[2].news[0].key]
    if not changed:
        return {}
    columns = match_columns([(olds, news) for olds, news, _g in stayed], state.codes)
    in_place = all(old == new for old, new in columns.items())
    found: dict[int, Pairs] = {}
    for olds, news, group in changed:
        before, after = group.olds[0].element, group.news[0].element
        if in_place and row_shape(before) == row_shape(after):
            continue
        pairs = pair_cells(olds, news, columns, state.codes)
        if any(old and new for old, new in pairs):
            found[id(after)] = pairs
    return found


def _redline_cells(old: Element, new: Element, pairs: Pairs, state: WriterState) -> None:
    """Mark up a row whose cells came, went or were merged.

    How a cell is merged is a property of it (`gridSpan`, `vMerge`), and remembered as others are,
    in `tcPrChange`; `cellMerge` knows no cell that was not merged at all (ECMA-376-1, 17.18.1:
    "rest" and "cont"), so that it could not be taken back to what it was.
    """
    state.cells = True
    _redline_properties(old, new, state)
    at: Element | None = None
    first = next(c.element for _old, c in pairs if c is not None)
    for before, after in pairs:
        if after is None and before is not None:
            gone = tracked_cell(copy.deepcopy(before.element), "-", state)
            if at is not None:
                at.addnext(gone)
            else:
                first.addprevious(gone)
            at = gone
        elif after is not None:
            at = after.element
            if before is None:
                tracked_cell(after.element, "+", state)
            else:
                _redline_cell(before.element, after.element, state)


def _redline_properties(old: Element, new: Element, state: WriterState) -> None:
    change_owner(new, TBLPREX, old.find(TBLPREX), state.author)
    exceptions = new.find(TBLPREX)
    change_owner(new, TRPR, old.find(TRPR), state.author, 0 if exceptions is None else 1)


def _redline_row(old: Element, new: Element, state: WriterState) -> None:
    _redline_properties(old, new, state)
    for before, after in zip(row_cells(old), row_cells(new), strict=True):
        _redline_cell(before, after, state)


def _redline_cell(old: Element, new: Element, state: WriterState) -> None:
    if block_key(old) != block_key(new):
        change_owner(new, TCPR, old.find(TCPR), state.author)
        state.stories.append((old, new))


def tracked_table(table: Element, status: Status, state: WriterState) -> Element:
    """A table that came (in place) or went (a copy): all its rows did."""
    made = copy.deepcopy(table) if status == "-" else table
    made.tail = None
    # a program that takes back the rows would leave the control, and with it an empty table
    if lift_rows(made):
        state.unexpressed.add("row_controls")
    for row in table_rows(made):
        tracked_row(row.element, status, state)
    return made
