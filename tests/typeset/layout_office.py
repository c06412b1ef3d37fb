"""Two more templates, and documents of many things at once.

An office's ("commune": Times New Roman 13 and 14 points, A4, justified) and a report's ("report":
Arial or Courier New on several papers).
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.typeset.layout import Layout, body, closed, heading, paragraphs, runs, said
from tests.typeset.layout_cells import cells, gap, merges, styled, whole_table
from tests.typeset.layout_parts import margin_text, numbering_of
from tests.typeset.made import document, para, run, section
from tests.typeset.test_pictures_set import file, picture

if TYPE_CHECKING:
    from collections.abc import Callable

COMMUNE, REPORT = "commune", "report"
OFFICES = (COMMUNE, REPORT)
_LONG = (
    "Chủtịch-Ủybannhândân https://dichvucong.gov.vn/p/home/dvc-trang-chu.html?ma=1.004873&tu=1 "
    "siêu-siêu-dài-dằng-dặc-không-có-chỗ-nào-trống "
    + "w"
    * 90
    + " a\u00a0b\u00a0c 12\u201314 x\u2011y "
    "1.234.567,89 (i) (ii), TT-BNV; QĐ-UBND/2024"
).split(" ")


def drawn(template: str, chance: random.Random) -> Layout:
    report = template == REPORT
    papers = ((12240, 15840), (11906, 16838), (10318, 14570)) if report else ((11906, 16838),)
    width, height = chance.choice(papers)
    if chance.random() < 0.15:
        width, height = height, width
    if report:
        left, right, top, bottom = [chance.randrange(600, 2000, 23) for _ in range(4)]
    else:
        left, right, top, bottom = (
            1701,
            chance.choice([851, 1134]),
            1134,
            chance.choice([1134, 850]),
        )
    margins = (
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="{chance.choice([400, 567, 720])}" w:footer="{chance.choice([300, 567, 720])}" '
        'w:gutter="0"/>'
    )
    size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    return Layout(chance, template, width - left - right, size, margins, _styles(chance, report))


def _styles(chance: random.Random, report: bool) -> str:
    font = chance.choice(["Arial", "Courier New", "Arial"]) if report else "Times New Roman"
    size = chance.choice([18, 19, 20, 22, 24] if report else [26, 28])
    letters = _letters(font, size)
    ppr = {
        "B": f'<w:ind w:firstLine="{chance.choice([0, 567, 720, 709])}"/><w:jc w:val="both"/>',
        "Hang": f'<w:ind w:left="{chance.choice([720, 993])}" '
        f'w:hanging="{chance.choice([284, 426])}"/>',
        "Quote": f'<w:contextualSpacing/><w:ind w:left="{chance.randrange(100, 1100)}" '
        f'w:right="{chance.randrange(0, 500)}"/><w:jc w:val="both"/>',
        "Cell": f'<w:jc w:val="{chance.choice(["left", "both", "center", "right"])}"/>',
    }
    found = [
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>'
        f"<w:pPr>{gap(chance)}{each}</w:pPr>{letters}</w:style>"
        for name, each in ppr.items()
    ]
    found += [_heading_style(chance, level, size) for level in (1, 2)]
    found.append(
        '<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="footnote text"/>'
        f'<w:pPr><w:jc w:val="{chance.choice(["both", "left"])}"/></w:pPr>{_letters(font, 20)}'
        '</w:style><w:style w:type="character" w:styleId="Ref">'
        '<w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        "</w:style>"
    )
    return "".join(found) + _table_style(chance)


def _letters(font: str, size: int) -> str:
    fonts = "".join([f' w:{slot}="{font}"' for slot in ("ascii", "hAnsi", "cs")])
    return f'<w:rPr><w:rFonts{fonts}/><w:sz w:val="{size}"/></w:rPr>'


def _heading_style(chance: random.Random, level: int, size: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="H{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="B"/><w:pPr><w:keepNext/>{chance.choice(["", "<w:keepLines/>"])}'
        f'<w:spacing w:before="{chance.choice([120, 240])}"/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr><w:b/><w:sz w:val="{size + chance.choice([0, 2, 6])}"/></w:rPr></w:style>'
    )


def _table_style(chance: random.Random) -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    line, pad, upper = (
        chance.choice([4, 4, 8, 12]),
        chance.choice([70, 108]),
        chance.choice([0, 40]),
    )
    borders = "".join(
        [f'<w:{s} w:val="single" w:sz="{line}" w:space="0" w:color="auto"/>' for s in sides]
    )
    pads = zip(("top", "left", "bottom", "right"), (upper, pad, upper, pad), strict=True)
    cells = "".join([f'<w:{side} w:w="{size}" w:type="dxa"/>' for side, size in pads])
    return (
        '<w:style w:type="table" w:styleId="T"><w:name w:val="T"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{cells}</w:tblCellMar>"
        "</w:tblPr></w:style>"
    )


# -- parts


def odd_words(layout: Layout, least: int, most: int) -> str:
    chance = layout.chance
    return " ".join(
        [
            chance.choice(_LONG) if chance.random() < 0.12 else said(layout, 1, 1)
            for _ in range(chance.randint(least, most))
        ]
    )


def words(layout: Layout) -> bytes:
    chance = layout.chance
    inner = [
        para("", f'<w:pStyle w:val="{chance.choice(["B", "B", "Hang", "Quote"])}"/>',
             more=runs(layout, odd_words(layout, 5, 120)))
        for _ in range(chance.randint(15, 40))
    ]  # fmt: skip
    return closed(layout, "".join(inner))


def letters(layout: Layout) -> bytes:
    chance = layout.chance
    inner = [
        para("", f'<w:pStyle w:val="{chance.choice(["B", "B", "Hang", "Quote"])}"/>',
             more=styled(layout, said(layout, 5, 90)))
        for _ in range(chance.randint(15, 40))
    ]  # fmt: skip
    return closed(layout, "".join(inner))


def gaps(layout: Layout) -> bytes:
    """Line spacing, space and indents of each paragraph its own."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(20, 50)):
        ppr = "".join(
            chance.sample(
                ["<w:contextualSpacing/>", "<w:keepLines/>", '<w:widowControl w:val="0"/>'],
                chance.choice([0, 0, 1, 2]),
            )
        )
        ind = (
            f'<w:ind w:left="{chance.randrange(0, 900, 30)}" '
            f'w:right="{chance.randrange(0, 500, 25)}" '
            f'w:{chance.choice(["firstLine", "hanging"])}="{chance.randrange(0, 600, 20)}"/>'
        )
        own = f"{gap(chance)}{ind}" if chance.random() < 0.7 else ""
        jc = f'<w:jc w:val="{chance.choice(["left", "right", "center", "both"])}"/>'
        style = chance.choice(["B", "B", "Hang", "Quote"])
        text = styled(layout, said(layout, 2, 80)) if chance.random() < 0.3 else run(
            said(layout, 1, 80)
        )  # fmt: skip
        found.append(para("", f'<w:pStyle w:val="{style}"/>{ppr}{own}{jc}', more=text))
    return closed(layout, "".join(found))


def chains(layout: Layout) -> bytes:
    """Paragraphs that stay with the next, also with tables, and begin pages."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(8, 20)):
        found += [heading(layout) for _ in range(chance.choice([0, 1, 2, 3]))]
        for _each in range(chance.randint(1, 4)):
            ppr = chance.choice(
                ["", "<w:keepNext/>", "<w:keepNext/><w:keepLines/>", "<w:keepLines/>", ""]
                + ["<w:pageBreakBefore/>"] * (chance.random() < 0.2)
            )
            found.append(body(layout, "B", *chance.choice([(1, 8), (20, 70)]), ppr))
        if chance.random() < 0.3:
            found.append(body(layout, "B", 2, 20, "<w:keepNext/>"))
            found.append(whole_table(layout, chance.randint(2, 9)))
    return closed(layout, "".join(found))


def tabs(layout: Layout) -> bytes:
    """Stops of all kinds, also decimal and bar, in text, in cells, beyond the text."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(10, 25)):
        stops = sorted(chance.sample(range(300, layout.room, 37), chance.randint(1, 4)))
        kinds = ["left", "left", "center", "right"]
        tabs = "".join(
            [
                f'<w:tab w:val="{chance.choice(kinds)}" '
                f'w:leader="{chance.choice(["none", "none", "dot"])}" w:pos="{place}"/>'
                for place in stops
            ]
        )
        text = "\t".join(
            [
                chance.choice([said(layout, 0, 4), "1.234,56", "78,5%"])
                for _ in range(chance.randint(2, 4))
            ]
        )
        style = chance.choice(["B", "Hang", "Quote", "Cell"])
        found.append(para(text, f'<w:pStyle w:val="{style}"/><w:tabs>{tabs}</w:tabs>'))
        if chance.random() < 0.3:
            found.append(body(layout, "B", 5, 50))
    return closed(layout, "".join(found))


def notes(layout: Layout) -> bytes:
    """Footnotes, some long, in text and in cells."""
    chance = layout.chance
    made: list[str] = []

    def mark() -> str:
        made.append(
            f'<w:footnote w:id="{len(made) + 1}">'
            + para(
                "",
                '<w:pStyle w:val="Note"/>',
                more='<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr><w:footnoteRef/></w:r>'
                + run(" " + said(layout, 2, chance.choice([10, 30, 60]))),
            )
            + "</w:footnote>"
        )
        return (
            '<w:r><w:rPr><w:rStyle w:val="Ref"/></w:rPr>'
            f'<w:footnoteReference w:id="{len(made)}"/></w:r>'
        )

    found = []
    for _ in range(chance.randint(20, 45)):
        if chance.random() < 0.15:
            found.append(heading(layout))
        inner = runs(layout, said(layout, 3, 60))
        for _note in range(chance.choice([0, 0, 0, 1, 1, 2])):
            inner += mark() + runs(layout, " " + said(layout, 1, 40))
        found.append(para("", '<w:pStyle w:val="B"/>', more=inner))
    separators = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/>'
        "</w:r></w:p></w:footnote>"
    )
    last = section(layout.size, layout.margins)
    return document(
        "".join(found), last, styles=layout.styles, footnotes=separators + "".join(made)
    )


def pictures(layout: Layout) -> bytes:
    """Pictures in lines of their own, and among letters."""
    chance, found = layout.chance, []
    for _ in range(chance.randint(8, 25)):
        found.append(paragraphs(layout, chance.randint(0, 3)))
        wide = layout.room / 20 * chance.uniform(0.05, 0.6)
        drawing = picture("p1", wide, chance.uniform(8, 140))
        if chance.random() < 0.5:
            drawing = run(said(layout, 1, 30) + " ") + drawing + run(" " + said(layout, 1, 30))
        jc = chance.choice(["", '<w:jc w:val="center"/><w:ind w:firstLine="0"/>'])
        found.append(para("", f'<w:pStyle w:val="B"/>{jc}', more=drawing))
    last = section(layout.size, layout.margins)
    return document(
        "".join(found) + body(layout, "B"), last, styles=layout.styles, pictures={"p1": file()}
    )


def breaks(layout: Layout) -> bytes:
    """Page and line breaks within paragraphs, lists, headings."""
    chance, found = layout.chance, []
    page = '<w:r><w:br w:type="page"/></w:r>'
    for _ in range(chance.randint(6, 14)):
        found.append(paragraphs(layout, chance.randint(1, 3)))
        style = chance.choice(["B", "B", "Hang", "Quote", "H2"])
        before = runs(layout, said(layout, 0, 60))
        after = runs(layout, said(layout, 0, 60))
        found.append(para("", f'<w:pStyle w:val="{style}"/>', more=before + page + after))
    return closed(layout, "".join(found) + body(layout, "B"))


def mixed(layout: Layout) -> bytes:
    """All of what plans hold: headings, lists, tables, tabs, looks, headers, sections."""
    chance = layout.chance
    parts, references = {}, ""
    for kind in ("default", "first"):
        for letter, name in (("h", "header"), ("f", "footer")):
            if chance.random() < 0.6:
                parts[f"{letter}{kind}"] = margin_text(layout)
                references += f'<w:{name}Reference w:type="{kind}" r:id="{letter}{kind}"/>'
    title = "<w:titlePg/>" if chance.random() < 0.5 else ""
    ending = section(layout.size, layout.margins, references).replace(
        "</w:sectPr>", title + "</w:sectPr>"
    )
    pieces = _pieces(layout, ending)
    found = [chance.choice(pieces)() for _ in range(chance.randint(10, 25))]
    return document(
        "".join(found) + body(layout, "B"),
        ending,
        styles=layout.styles,
        margin_parts=parts,
        numbering=numbering_of(chance),
    )


def _pieces(layout: Layout, ending: str) -> list[Callable[[], str]]:
    """What may stand one after the other; no table under another."""
    chance = layout.chance
    across = layout.size.replace("/>", ' w:orient="landscape"/>')
    tabbed = (
        '<w:pStyle w:val="B"/><w:tabs><w:tab w:val="center" '
        f'w:pos="{layout.room * 3 // 4}"/></w:tabs>'
    )

    def listed() -> str:
        number = (
            f'<w:numPr><w:ilvl w:val="{chance.choice([0, 1])}"/>'
            f'<w:numId w:val="{chance.randint(1, 3)}"/></w:numPr>'
        )
        return body(layout, "B", 2, 40, number)

    return [
        lambda: paragraphs(layout, chance.randint(1, 6)),
        lambda: paragraphs(layout, chance.randint(1, 6)),
        lambda: heading(layout) + body(layout, "B"),
        lambda: whole_table(layout, chance.randint(2, 12)) + body(layout, "B", 1, 9),
        lambda: "".join([listed() for _ in range(chance.randint(2, 6))]),
        lambda: para("", '<w:pStyle w:val="B"/>', more=styled(layout, said(layout, 5, 60))),
        lambda: para("", '<w:pStyle w:val="B"/>', more=runs(layout, odd_words(layout, 5, 60))),
        lambda: para(said(layout, 1, 3) + "\t" + said(layout, 1, 3), tabbed),
        lambda: para("", ending.replace(layout.size, chance.choice([layout.size, across]))),
        lambda: body(layout, "B", 4, 30, "<w:pageBreakBefore/>"),
    ]


OFFICE_KINDS: dict[str, Callable[[Layout], bytes]] = {
    "words": words,
    "letters": letters,
    "gaps": gaps,
    "chains": chains,
    "cells_whole": lambda layout: cells(layout, "<w:cantSplit/>"),
    "cells_split": lambda layout: cells(layout, ""),
    "merges": merges,
    "tabs_all": tabs,
    "notes": notes,
    "pictures": pictures,
    "breaks": breaks,
    "mixed": mixed,
}


def office_made(kind: str, template: str, seed: int) -> bytes:
    """A document of one kind of these."""
    chance = random.Random(f"{kind} {template} {seed}")
    return OFFICE_KINDS[kind](drawn(template, chance))
