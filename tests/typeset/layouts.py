"""Documents of layouts thrown together: paper, letters, spacing, borders, tables, lists.

Two templates: an office's (Times New Roman, justified, indented, A4) and another's (other paper,
letters, tabs, hanging indents, borders). A document has one kind of content, so that what differs
from the judge is known by its kind.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, NamedTuple

from tests.typeset.made import document, para, row, run, section
from tests.typeset.random_documents import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
SCHOOL, HOUSE = "school", "house"
TEMPLATES = (SCHOOL, HOUSE)


class Layout(NamedTuple):
    """What all parts of one document share."""

    chance: random.Random
    template: str
    room: int
    """Width of the text, twips."""
    size: str
    margins: str
    styles: str


def made(kind: str, template: str, seed: int) -> bytes:
    """A document of one kind."""
    layout = _layout(random.Random(f"{kind} {template} {seed}"), template)
    return KINDS[kind](layout)


def _layout(chance: random.Random, template: str) -> Layout:
    house = template == HOUSE
    papers = ((11906, 16838), (12240, 15840), (8391, 11906)) if house else ((11906, 16838),)
    width, height = chance.choice(papers)
    if chance.random() < (0.3 if house else 0.1):
        width, height = height, width
    left, right, top, bottom = [chance.randrange(567, 1701, 17) for _ in range(4)]
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{chance.choice([284, 454, 567, 708])}" '
        f'w:footer="{chance.choice([284, 567, 708])}" w:gutter="{chance.choice([0, 0, 0, 113])}"/>'
    )
    room = width - left - right - (113 if 'gutter="113"' in margins else 0)
    size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    return Layout(chance, template, room, size, margins, _styles(chance, house=house))


def _spacing(chance: random.Random) -> str:
    rule, lines = chance.choice(
        [
            ("auto", (240, 252, 264, 276, 300, 312, 336, 360, 480)),
            ("auto", (240, 240, 264, 276)),
            ("exact", (280, 320, 340, 360, 400)),
            ("atLeast", (260, 300, 340, 400)),
        ]
    )
    return (
        f'<w:spacing w:before="{chance.choice([0, 0, 40, 60, 120, 200])}" '
        f'w:after="{chance.choice([0, 0, 60, 100, 120])}" w:line="{chance.choice(lines)}" '
        f'w:lineRule="{rule}"/>'
    )


def _styles(chance: random.Random, *, house: bool) -> str:
    font = chance.choice(["Times New Roman", "Arial"]) if house else "Times New Roman"
    size = chance.choice([20, 21, 22, 23, 24, 25, 26, 27, 28, 29] if house else [26, 27, 28])
    letters = (
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:cs="{font}"/>'
        f'<w:sz w:val="{size}"/></w:rPr>'
    )
    first = chance.choice([0, 284, 567, 720])
    hanging = chance.choice([284, 397, 567])
    bodies = {
        "B": f'<w:ind w:firstLine="{first}"/><w:jc w:val="{chance.choice(["both", "both", "left"])}"/>',
        "Hang": f'<w:ind w:left="{hanging + chance.choice([0, 284])}" w:hanging="{hanging}"/>'
        f'<w:jc w:val="{chance.choice(["both", "left"])}"/>',
        "Quote": f'<w:ind w:left="{chance.randrange(200, 900)}" w:right="{chance.randrange(0, 700)}"/>',
        "Cell": f'<w:jc w:val="{chance.choice(["left", "left", "both", "center"])}"/>',
    }
    found = [
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{_spacing(chance)}{ppr}</w:pPr>{letters}</w:style>"
        for name, ppr in bodies.items()
    ]
    for level in (1, 2):
        more = chance.choice(["<w:b/>", "<w:b/><w:i/>", '<w:b/><w:sz w:val="32"/>', "<w:caps/>"])
        found.append(
            f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
            f'<w:basedOn w:val="B"/><w:pPr><w:keepNext/>{chance.choice(["", "<w:keepLines/>"])}'
            f'<w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr>{more}</w:rPr></w:style>'
        )
    found.append(_table_style(chance))
    return "".join(found)


def _table_style(chance: random.Random) -> str:
    line = chance.choice([4, 4, 6, 8, 12, 18])
    sides = "".join(
        [f'<w:{s} w:val="single" w:sz="{line}" w:space="0" w:color="auto"/>' for s in _SIDES]
    )
    pads = [chance.choice([0, 0, 28, 57, 85]), 0, chance.choice([0, 0, 28, 57, 113]), 0]
    pads[1], pads[3] = chance.choice([57, 85, 108, 142]), chance.choice([57, 85, 108, 142])
    cells = "".join(
        [
            f'<w:{side} w:w="{pad}" w:type="dxa"/>'
            for side, pad in zip(("top", "left", "bottom", "right"), pads, strict=True)
        ]
    )
    borders = f"<w:tblBorders>{sides}</w:tblBorders>" if chance.random() < 0.85 else ""
    return (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr>{borders}<w:tblCellMar>{cells}</w:tblCellMar></w:tblPr></w:style>"
    )


# -- text


def _said(layout: Layout, least: int, most: int) -> str:
    chance = layout.chance
    return " ".join([chance.choice(WORDS) for _ in range(chance.randint(least, most))])


def _runs(layout: Layout, text: str) -> str:
    """A text in one or several looks."""
    chance, found = layout.chance, []
    while text:
        cut = len(text)
        if chance.random() < 0.3:
            cut = text.find(" ", chance.randint(1, len(text))) + 1 or len(text)
        look = chance.choice(["", "", "", "<w:b/>", "<w:i/>", "<w:u w:val=\"single\"/>"])
        if chance.random() < 0.06:
            look = chance.choice(['<w:sz w:val="20"/>', '<w:sz w:val="30"/>', "<w:caps/>"])
        found.append(run(text[:cut], look))
        text = text[cut:]
    return "".join(found)


def _body(layout: Layout, style: str, least: int = 3, most: int = 120, ppr: str = "") -> str:
    return para("", f'<w:pStyle w:val="{style}"/>{ppr}', more=_runs(layout, _said(layout, least, most)))


def _heading(layout: Layout) -> str:
    level = layout.chance.choice([1, 2, 2])
    return para(_said(layout, 2, 16), f'<w:pStyle w:val="H{level}"/>')


def _paragraphs(layout: Layout, count: int) -> str:
    chance, found = layout.chance, []
    for _ in range(count):
        if chance.random() < 0.15:
            found.append(_heading(layout))
            continue
        ppr = chance.choice(
            ["", "", "", "", "<w:keepNext/>", "<w:keepLines/>", "<w:contextualSpacing/>",
             '<w:widowControl w:val="0"/>']
        )  # fmt: skip
        style = chance.choice(["B", "B", "B", "Hang", "Quote"])
        found.append(_body(layout, style, *chance.choice([(1, 8), (10, 40), (40, 120)]), ppr))
    return "".join(found)


def _closed(layout: Layout, body: str, more: str = "", **parts: object) -> bytes:
    last = section(layout.size, layout.margins, more)
    return document(body, last, styles=layout.styles, **parts)  # type: ignore[arg-type]


def _text(layout: Layout) -> bytes:
    return _closed(layout, _paragraphs(layout, layout.chance.randint(20, 50)))


def _edged(layout: Layout) -> bytes:
    """Borders and grounds of paragraphs, line breaks, page breaks, empty paragraphs."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(15, 35)):
        kind = chance.random()
        if kind < 0.2:
            sides = chance.sample(["top", "bottom", "left", "right"], chance.randint(1, 4))
            lines = "".join(
                [
                    f'<w:{s} w:val="single" w:sz="{chance.choice([4, 8, 12])}" '
                    f'w:space="{chance.choice([0, 1, 4])}" w:color="auto"/>'
                    for s in ("top", "left", "bottom", "right")
                    if s in sides
                ]
            )
            found.append(_body(layout, "B", 5, 50, f"<w:pBdr>{lines}</w:pBdr>"))
            found.append(_body(layout, "Quote", 5, 50))
        elif kind < 0.35:
            text = "\n".join([_said(layout, 1, 30) for _ in range(chance.randint(2, 4))])
            found.append(para(text, '<w:pStyle w:val="B"/>'))
        elif kind < 0.42:
            found.append(para("", '<w:pStyle w:val="B"/>') * chance.randint(1, 3))
        elif kind < 0.47:
            found.append(_body(layout, "B", 5, 60, "<w:pageBreakBefore/>"))
        else:
            found.append(_body(layout, chance.choice(["B", "Hang", "Quote"])))
    return _closed(layout, "".join(found))


def _page_breaks(layout: Layout) -> bytes:
    """Page breaks among the letters."""
    chance, found = layout.chance, []
    broken = '<w:r><w:br w:type="page"/></w:r>'
    for _ in range(chance.randint(8, 16)):
        found.append(_paragraphs(layout, chance.randint(1, 4)))
        kind = chance.random()
        if kind < 0.3:
            found.append(para("", '<w:pStyle w:val="B"/>', more=broken))
        elif kind < 0.45:
            found.append(para("", '<w:pStyle w:val="B"/>', more=broken + run(_said(layout, 3, 40))))
        elif kind < 0.6:
            found.append(para(_said(layout, 3, 40), '<w:pStyle w:val="B"/>', more=broken))
        elif kind < 0.7:
            more = broken + run(_said(layout, 3, 40))
            found.append(para(_said(layout, 3, 40), '<w:pStyle w:val="B"/>', more=more))
    return _closed(layout, "".join(found) + _body(layout, "B"))


def _tabbed(layout: Layout) -> bytes:
    """Tab stops of all kinds, with and without leaders."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(12, 30)):
        stops = sorted(chance.sample(range(400, layout.room, 50), chance.randint(1, 4)))
        tabs = "".join(
            [
                f'<w:tab w:val="{chance.choice(["left", "left", "center", "right"])}" '
                f'w:pos="{place}" w:leader="{chance.choice(["none", "dot", "hyphen", "underscore"])}"/>'
                for place in stops
            ]
        )
        for _line in range(chance.randint(1, 3)):
            text = "\t".join([_said(layout, 0, 5) for _ in range(chance.randint(2, 5))])
            style = chance.choice(["B", "Hang", "Quote"])
            found.append(para(text, f'<w:pStyle w:val="{style}"/><w:tabs>{tabs}</w:tabs>'))
        if chance.random() < 0.4:
            found.append(_body(layout, "Hang", 5, 50))
    return _closed(layout, "".join(found))


# -- tables


def _columns(layout: Layout, count: int) -> list[int]:
    parts = [layout.chance.uniform(0.6, 2.2) for _ in range(count)]
    return [int(layout.room * part / sum(parts)) for part in parts]


def _grid(columns: list[int], rows: str, more: str = "") -> str:
    grid = "".join([f'<w:gridCol w:w="{width}"/>' for width in columns])
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{more}'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _cell(inner: str, width: int, tcpr: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{tcpr}</w:tcPr>{inner}</w:tc>'


def _cell_text(layout: Layout, most: int, paragraphs: int = 1, ppr: str = "") -> str:
    chance = layout.chance
    return "".join(
        [
            para("", f'<w:pStyle w:val="Cell"/>{ppr}', more=_runs(layout, _said(layout, 0, most)))
            for _ in range(chance.randint(1, paragraphs))
        ]
    )


def _head(layout: Layout, columns: list[int]) -> str:
    cells = "".join([_cell(_cell_text(layout, 4), width) for width in columns])
    return row(cells, "<w:cantSplit/><w:tblHeader/>")


def _table(
    layout: Layout,
    row_of: Callable[[list[int]], str],
    count: int,
    *,
    widest: int = 6,
) -> str:
    chance = layout.chance
    columns = _columns(layout, chance.randint(1, widest))
    head = _head(layout, columns) * chance.choice([0, 1, 1, 2])
    more = chance.choice(["", "", '<w:jc w:val="center"/>', '<w:tblInd w:w="60" w:type="dxa"/>'])
    return _grid(columns, head + "".join([row_of(columns) for _ in range(count)]), more)


def _tables(layout: Layout, row_of: Callable[[list[int]], str], rows: tuple[int, int]) -> bytes:
    found = [_paragraphs(layout, layout.chance.randint(0, 5))]
    for _ in range(layout.chance.randint(1, 3)):
        found.append(_table(layout, row_of, layout.chance.randint(*rows)))
        found.append(_paragraphs(layout, layout.chance.randint(1, 5)))
    return _closed(layout, "".join(found))


def _sized(layout: Layout, columns: list[int], most: int) -> int:
    """Words of a cell: fewer where there are more columns."""
    return max(most // len(columns), 2) if layout.chance.random() < 0.8 else 2


def _whole_rows(layout: Layout) -> bytes:
    def one(columns: list[int]) -> str:
        vertical = layout.chance.choice(["", "", '<w:vAlign w:val="center"/>', '<w:vAlign w:val="bottom"/>'])
        cells = [_cell(_cell_text(layout, _sized(layout, columns, 60), 2), w, vertical) for w in columns]
        return row("".join(cells), "<w:cantSplit/>" + _row_height(layout))

    return _tables(layout, one, (5, 40))


def _row_height(layout: Layout) -> str:
    if layout.chance.random() < 0.8:
        return ""
    rule = layout.chance.choice(["", ' w:hRule="atLeast"'])
    return f'<w:trHeight w:val="{layout.chance.randrange(300, 1500)}"{rule}/>'


def _split_rows(layout: Layout) -> bytes:
    """Rows that may go over; one paragraph a cell."""

    def one(columns: list[int]) -> str:
        cells = [_cell(_cell_text(layout, _sized(layout, columns, 160)), w) for w in columns]
        return row("".join(cells))

    return _tables(layout, one, (5, 30))


def _split_cells(layout: Layout) -> bytes:
    """Rows that may go over, some not; several paragraphs a cell, cells in the middle."""

    def one(columns: list[int]) -> str:
        chance = layout.chance
        ppr = chance.choice(["", "", "", "<w:keepLines/>", "<w:keepNext/>"])
        vertical = chance.choice(["", "", "", '<w:vAlign w:val="center"/>'])
        cells = [_cell(_cell_text(layout, _sized(layout, columns, 90), 4, ppr), w, vertical) for w in columns]
        return row("".join(cells), chance.choice(["", "", "", "<w:cantSplit/>"]))

    return _tables(layout, one, (5, 25))


def _split_heights(layout: Layout) -> bytes:
    """Rows that may go over, with a height asked for."""

    def one(columns: list[int]) -> str:
        chance = layout.chance
        cells = [_cell(_cell_text(layout, _sized(layout, columns, 120), 2), w) for w in columns]
        rule = chance.choice(["", ' w:hRule="atLeast"'])
        height = chance.choice([300, 600, 900, 1500, 2500, 4000])
        return row("".join(cells), f'<w:trHeight w:val="{height}"{rule}/>' * chance.choice([0, 1, 1]))

    return _tables(layout, one, (5, 20))


def _merged(layout: Layout, trpr: str) -> bytes:
    chance, found = layout.chance, [_paragraphs(layout, layout.chance.randint(0, 4))]
    for _ in range(chance.randint(1, 2)):
        columns = _columns(layout, chance.randint(3, 5))
        rows = [_head(layout, columns)] if chance.random() < 0.6 else []
        for _group in range(chance.randint(3, 10)):
            rows += _group_of_rows(layout, columns, trpr)
        found.append(_grid(columns, "".join(rows)))
        found.append(_paragraphs(layout, chance.randint(1, 4)))
    return _closed(layout, "".join(found))


def _group_of_rows(layout: Layout, columns: list[int], trpr: str) -> list[str]:
    """A row over all columns, or some rows whose first cell is one."""
    chance = layout.chance
    if chance.random() < 0.3:
        span = f'<w:gridSpan w:val="{len(columns)}"/>'
        return [row(_cell(_cell_text(layout, 20), sum(columns), span), trpr)]
    count = chance.randint(1, 4)
    place = chance.choice([0, 0, len(columns) - 1])
    rows = []
    for number in range(count):
        cells = []
        for at, width in enumerate(columns):
            if at == place and count > 1:
                value = ' w:val="restart"' if number == 0 else ""
                inner = _cell_text(layout, 14) if number == 0 else para("")
                cells.append(_cell(inner, width, f"<w:vMerge{value}/>"))
            else:
                cells.append(_cell(_cell_text(layout, _sized(layout, columns, 60)), width))
        rows.append(row("".join(cells), trpr))
    return rows


# -- lists, headers, links, pictures, sections


def _numbering(chance: random.Random) -> str:
    found = []
    for number in range(1, 4):
        levels = []
        bullets = number == 3
        for level in range(3):
            kind = "bullet" if bullets else chance.choice(
                ["decimal", "lowerLetter", "upperRoman", "lowerRoman", "decimal"]
            )
            text = chance.choice(["-", "+", "•", "–"]) if bullets else chance.choice(
                [f"%{level + 1}.", f"%{level + 1})", f"(%{level + 1})"]
                + (["%1.%2."] if level == 1 else [])
            )
            left = 360 + level * chance.choice([284, 360, 567])
            hanging = chance.choice([284, 360, 567, 0])
            first = f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{chance.choice([0, 567])}"'
            tab = f'<w:tabs><w:tab w:val="num" w:pos="{left + 200}"/></w:tabs>' * (chance.random() < 0.2)
            look = chance.choice(["", "", "<w:b/>", "<w:i/>"])
            suffix = chance.choice(["tab", "tab", "tab", "space", "nothing"])
            levels.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="{chance.choice([1, 1, 1, 5])}"/>'
                f'<w:numFmt w:val="{kind}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/>'
                f'<w:lvlJc w:val="{chance.choice(["left", "left", "left", "right"])}"/>'
                f'<w:pPr>{tab}<w:ind w:left="{left}" {first}/></w:pPr><w:rPr>{look}</w:rPr></w:lvl>'
            )
        found.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
            f"{''.join(levels)}</w:abstractNum>"
        )
    nums = [f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, 4)]
    return "".join(found + nums)


def _lists(layout: Layout) -> bytes:
    chance, found = layout.chance, []
    for _ in range(chance.randint(20, 45)):
        if chance.random() < 0.25:
            found.append(_body(layout, "B", 3, 50))
            continue
        number = (
            f'<w:numPr><w:ilvl w:val="{chance.choice([0, 0, 1, 2])}"/>'
            f'<w:numId w:val="{chance.randint(1, 3)}"/></w:numPr>'
        )
        own = chance.choice(["", "", "", '<w:ind w:left="900" w:hanging="300"/>'])
        found.append(_body(layout, chance.choice(["B", "B", "Cell"]), 2, 60, number + own))
    return _closed(layout, "".join(found), numbering=_numbering(chance))


def _field(instruction: str, shown: str) -> str:
    parts = ("begin", instruction, "separate", shown, "end")
    return "".join(
        [
            f'<w:r><w:instrText xml:space="preserve"> {part} </w:instrText></w:r>'
            if part == instruction
            else f"<w:r><w:t>{part}</w:t></w:r>"
            if part == shown
            else f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>'
            for part in parts
        ]
    )


def _margin(layout: Layout) -> str:
    chance = layout.chance
    fields = chance.choice(
        [
            _field("PAGE", "9"),
            run("Trang ") + _field("PAGE", "9") + run(" / ") + _field("NUMPAGES", "9"),
            run(_said(layout, 2, 9)),
            run(_said(layout, 2, 4) + "\t") + _field("PAGE", "1") + run("\t" + _said(layout, 1, 3)),
        ]
    )
    align = chance.choice(["left", "center", "right"])
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{layout.room // 2}"/></w:tabs>'
    lines = para("", f'{tabs}<w:jc w:val="{align}"/>', more=fields)
    return lines + (para(_said(layout, 3, 20)) if chance.random() < 0.3 else "")


def _margins(layout: Layout) -> bytes:
    """Headers and footers: first page, odd and even pages, one or two sections."""
    chance = layout.chance
    even = chance.random() < 0.5
    kinds = ["default", "first", *(["even"] if even else [])]
    parts, references = {}, ""
    for kind in kinds:
        for letter, name in (("h", "header"), ("f", "footer")):
            if chance.random() < 0.75:
                parts[f"{letter}{kind}"] = _margin(layout)
                references += f'<w:{name}Reference w:type="{kind}" r:id="{letter}{kind}"/>'
    title = "<w:titlePg/>" if chance.random() < 0.6 else ""
    settings = "<w:evenAndOddHeaders/>" if even else ""
    body = _paragraphs(layout, chance.randint(15, 40))
    if chance.random() < 0.5:
        start = chance.choice(["", "", '<w:pgNumType w:start="1"/>'])
        first = section(layout.size, layout.margins, references).replace("</w:sectPr>", start + title + "</w:sectPr>")
        body += para("", first) + _paragraphs(layout, chance.randint(5, 20))
    last = section(layout.size, layout.margins, references).replace("</w:sectPr>", title + "</w:sectPr>")
    return document(body, last, styles=layout.styles, settings=settings, margin_parts=parts)


def _links(layout: Layout) -> bytes:
    """Hyperlinks and fields whose result is in the file."""
    chance, found = layout.chance, []
    for number in range(chance.randint(15, 30)):
        inner = run(_said(layout, 1, 6), '<w:color w:val="0563C1"/><w:u w:val="single"/>')
        link = chance.choice(
            [
                f'<w:hyperlink r:id="l1">{inner}</w:hyperlink>',
                f'<w:hyperlink w:anchor="m{number}">{inner}</w:hyperlink>',
            ]
        )
        more = run(_said(layout, 3, 40) + " ") + link + run(" " + _said(layout, 3, 30))
        found.append(para("", '<w:pStyle w:val="B"/>', more=more))
        found.append(_paragraphs(layout, chance.randint(0, 2)))
    return _closed(layout, "".join(found), links={"l1": "https://example.gov.vn/a?b=1&c=2"})


def _sections(layout: Layout) -> bytes:
    """Sections on new pages, upright and across, numbers begun anew."""
    chance, found = layout.chance, []
    size, margins = layout.size, layout.margins
    parts = {"h1": para("", '<w:jc w:val="center"/>', more=_field("PAGE", "1"))}
    reference = '<w:headerReference w:type="default" r:id="h1"/>'
    for _ in range(chance.randint(1, 4)):
        kind = chance.choice(["", "", '<w:type w:val="nextPage"/>'])
        numbers = chance.choice(["", '<w:pgNumType w:start="1"/>', '<w:pgNumType w:fmt="lowerRoman"/>'])
        said = section(size, margins, reference + kind).replace("</w:sectPr>", numbers + "</w:sectPr>")
        found += [_paragraphs(layout, chance.randint(1, 15)), para("", said)]
        if chance.random() < 0.5:
            width, height = size.split('"')[1], size.split('"')[3]
            size = f'<w:pgSz w:w="{height}" w:h="{width}"/>'
    found.append(_paragraphs(layout, chance.randint(1, 10)))
    return document("".join(found), section(size, margins, reference), styles=layout.styles, margin_parts=parts)


KINDS: dict[str, Callable[[Layout], bytes]] = {
    "text": _text,
    "edged": _edged,
    "page_breaks": _page_breaks,
    "tabs": _tabbed,
    "whole_rows": _whole_rows,
    "split_rows": _split_rows,
    "split_cells": _split_cells,
    "split_heights": _split_heights,
    "merged_whole": lambda layout: _merged(layout, "<w:cantSplit/>"),
    "merged_split": lambda layout: _merged(layout, ""),
    "lists": _lists,
    "margins": _margins,
    "links": _links,
    "sections": _sections,
}
