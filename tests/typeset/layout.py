"""What documents thrown together share: paper, styles, words, paragraphs."""

from __future__ import annotations

import random
from typing import NamedTuple

from tests.typeset.made import document, para, run, section
from tests.typeset.random_documents import WORDS

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


def layout(chance: random.Random, template: str) -> Layout:
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
        "B": f'<w:ind w:firstLine="{first}"/>'
        f'<w:jc w:val="{chance.choice(["both", "both", "left"])}"/>',
        "Hang": f'<w:ind w:left="{hanging + chance.choice([0, 284])}" w:hanging="{hanging}"/>'
        f'<w:jc w:val="{chance.choice(["both", "left"])}"/>',
        "Quote": f'<w:ind w:left="{chance.randrange(200, 900)}" '
        f'w:right="{chance.randrange(0, 700)}"/>',
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


def said(layout: Layout, least: int, most: int) -> str:
    chance = layout.chance
    return " ".join([chance.choice(WORDS) for _ in range(chance.randint(least, most))])


def runs(layout: Layout, text: str) -> str:
    """A text in one or several looks."""
    chance, found = layout.chance, []
    while text:
        cut = len(text)
        if chance.random() < 0.3:
            cut = text.find(" ", chance.randint(1, len(text))) + 1 or len(text)
        look = chance.choice(["", "", "", "<w:b/>", "<w:i/>", '<w:u w:val="single"/>'])
        if chance.random() < 0.06:
            look = chance.choice(['<w:sz w:val="20"/>', '<w:sz w:val="30"/>', "<w:caps/>"])
        found.append(run(text[:cut], look))
        text = text[cut:]
    return "".join(found)


def body(layout: Layout, style: str, least: int = 3, most: int = 120, ppr: str = "") -> str:
    return para(
        "", f'<w:pStyle w:val="{style}"/>{ppr}', more=runs(layout, said(layout, least, most))
    )


def heading(layout: Layout) -> str:
    level = layout.chance.choice([1, 2, 2])
    return para(said(layout, 2, 16), f'<w:pStyle w:val="H{level}"/>')


def paragraphs(layout: Layout, count: int) -> str:
    chance, found = layout.chance, []
    for _ in range(count):
        if chance.random() < 0.15:
            found.append(heading(layout))
            continue
        ppr = chance.choice(
            ["", "", "", "", "<w:keepNext/>", "<w:keepLines/>", "<w:contextualSpacing/>",
             '<w:widowControl w:val="0"/>']
        )  # fmt: skip
        style = chance.choice(["B", "B", "B", "Hang", "Quote"])
        found.append(body(layout, style, *chance.choice([(1, 8), (10, 40), (40, 120)]), ppr))
    return "".join(found)


def closed(layout: Layout, body: str, more: str = "", **parts: object) -> bytes:
    last = section(layout.size, layout.margins, more)
    return document(body, last, styles=layout.styles, **parts)  # type: ignore[arg-type]
