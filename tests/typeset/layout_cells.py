"""Cells with letters, borders, grounds, distances and places of their own; merged both ways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.layout import closed, paragraphs, runs, said
from tests.typeset.layout_tables import (
    cell_text,
    grid_of,
    head_row,
    sized_cell,
    widths_of,
    word_count,
)
from tests.typeset.made import para, row, run

if TYPE_CHECKING:
    import random

    from tests.typeset.layout import Layout


LOOKS = (
    *("", "", "", "", "<w:b/>", "<w:i/>", "<w:b/><w:i/>", '<w:u w:val="single"/>'),
    *('<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'),
    *('<w:sz w:val="18"/>', '<w:sz w:val="36"/>', '<w:spacing w:val="10"/>', "<w:caps/>"),
    *("<w:strike/>", '<w:shd w:val="clear" w:fill="DDDDDD"/>', '<w:spacing w:val="-6"/>'),
)


def gap(chance: random.Random) -> str:
    rule, line = chance.choice(
        [
            *[("auto", line) for line in (240, 259, 276, 312, 360, 220)],
            *[("exact", line) for line in (340, 300, 420)],
            *[("atLeast", line) for line in (320, 360)],
        ]
    )
    return (
        f'<w:spacing w:before="{chance.choice([0, 60, 80, 120, 240])}" '
        f'w:after="{chance.choice([0, 60, 120, 160])}" w:line="{line}" w:lineRule="{rule}"/>'
    )


def styled(layout: Layout, text: str) -> str:
    """Runs of many looks: raised, lowered, sizes, letterspacing, underlines."""
    chance, found = layout.chance, []
    while text:
        cut = text.find(" ", chance.randint(1, 40)) + 1 or len(text)
        look = chance.choice(LOOKS)
        found.append(run(text[:cut], look))
        text = text[cut:]
    return "".join(found)


def _edges(layout: Layout) -> str:
    chance = layout.chance
    sides = chance.sample(["top", "left", "bottom", "right"], chance.randint(1, 4))
    return "".join(
        [
            f'<w:{side} w:val="{chance.choice(["single", "single", "nil"])}" '
            f'w:sz="{chance.choice([4, 8, 18])}" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right")
            if side in sides
        ]
    )


def _filled(layout: Layout, most: int, width: int) -> str:
    """What stands in a cell: paragraphs of several styles and spacings."""
    chance, found = layout.chance, []
    for _ in range(chance.choice([1, 1, 1, 2, 3])):
        style = chance.choice(["Cell", "Cell", "Cell", "B", "Quote"] if width > 2600 else ["Cell"])
        own = chance.choice(["", "", "", gap(chance), "<w:contextualSpacing/>"])
        text = said(layout, 0, most)
        more = chance.choice([runs, runs, styled])(layout, text)
        found.append(para("", f'<w:pStyle w:val="{style}"/>{own}', more=more))
    return "".join(found)


def whole_table(layout: Layout, count: int, trpr: str = "<w:cantSplit/>") -> str:
    """Cells with borders, grounds, paddings and places of their own."""
    chance = layout.chance
    columns = widths_of(layout, chance.randint(2, 6))

    def one(columns: list[int]) -> str:
        cells = []
        for width in columns:
            tcpr = ""
            if chance.random() < 0.25:
                tcpr += f"<w:tcBorders>{_edges(layout)}</w:tcBorders>"
            if chance.random() < 0.15:
                tcpr += '<w:shd w:val="clear" w:color="auto" w:fill="E7E6E6"/>'
            if chance.random() < 0.15:
                tcpr += (
                    f'<w:tcMar><w:top w:w="{chance.choice([0, 60, 120])}" w:type="dxa"/>'
                    f'<w:bottom w:w="{chance.choice([0, 60, 120])}" w:type="dxa"/></w:tcMar>'
                )
            tcpr += chance.choice(
                ["", "", '<w:vAlign w:val="center"/>', '<w:vAlign w:val="bottom"/>']
            )
            cells.append(
                sized_cell(_filled(layout, word_count(layout, columns, 50), width), width, tcpr)
            )
        height = ""
        if chance.random() < 0.2:
            rule = chance.choice(["", ' w:hRule="atLeast"'])
            height = f'<w:trHeight w:val="{chance.randrange(500, 1600)}"{rule}/>'
        return row("".join(cells), trpr + height)

    head = head_row(layout, columns) * chance.choice([0, 1, 1])
    more = chance.choice(["", "", '<w:jc w:val="center"/>', '<w:tblInd w:w="-70" w:type="dxa"/>'])
    return grid_of(columns, head + "".join([one(columns) for _ in range(count)]), more)


def cells(layout: Layout, trpr: str) -> bytes:
    chance = layout.chance
    found = [paragraphs(layout, chance.randint(0, 4))]
    for _ in range(chance.randint(1, 3)):
        found.append(whole_table(layout, chance.randint(5, 30), trpr))
        found.append(paragraphs(layout, chance.randint(1, 4)))
    return closed(layout, "".join(found))


def merges(layout: Layout) -> bytes:
    """Rectangles of cells merged both ways; rows whole, the last column with cells of its own."""
    chance = layout.chance
    found = [paragraphs(layout, chance.randint(0, 3))]
    for _ in range(chance.randint(1, 3)):
        columns = widths_of(layout, chance.randint(3, 6))
        owners = _owners(chance, chance.randint(4, 20), len(columns))
        made = [head_row(layout, columns)] if chance.random() < 0.5 else []
        made += [_merged_row(layout, columns, owned, at) for at, owned in enumerate(owners)]
        found.append(grid_of(columns, "".join(made)))
        found.append(paragraphs(layout, chance.randint(1, 3)))
    return closed(layout, "".join(found))


Owner = tuple[int, int, int]
"""Its first row, how many rows and columns it is."""


def _owners(chance: random.Random, rows: int, count: int) -> list[list[Owner]]:
    """Of each cell of a grid the cell it belongs to."""
    owner: dict[tuple[int, int], Owner] = {}
    for at in range(rows):
        for column in range(count):
            if (at, column) in owner:
                continue
            wide = chance.choice([1, 1, 1, 2]) if column + 1 < count else 1
            while any((at, column + n) in owner for n in range(wide)):
                wide -= 1
            high = min(chance.choice([1, 1, 1, 2, 3]), rows - at)
            high = 1 if column + wide == count else high
            places = [
                (at + down, column + across) for down in range(high) for across in range(wide)
            ]
            owner |= dict.fromkeys(places, (at, high, wide))
    return [[owner[at, column] for column in range(count)] for at in range(rows)]


def _merged_row(layout: Layout, columns: list[int], owned: list[Owner], at: int) -> str:
    found, column = "", 0
    while column < len(columns):
        first, high, wide = owned[column]
        tcpr = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
        if high > 1:
            tcpr += '<w:vMerge w:val="restart"/>' if first == at else "<w:vMerge/>"
        tcpr += layout.chance.choice(["", '<w:vAlign w:val="center"/>'])
        inner = cell_text(layout, 30, 2) if first == at else para("")
        found += sized_cell(inner, sum(columns[column : column + wide]), tcpr)
        column += wide
    return row(found, "<w:cantSplit/>")
