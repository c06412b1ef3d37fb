"""Lists, headers and footers, links, sections thrown together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.layout import body, closed, paragraphs, said
from tests.typeset.made import document, para, run, section

if TYPE_CHECKING:
    import random

    from tests.typeset.layout import Layout


def numbering_of(chance: random.Random) -> str:
    found = []
    for number in range(1, 4):
        levels = []
        bullets = number == 3
        for level in range(3):
            kind = (
                "bullet"
                if bullets
                else chance.choice(
                    ["decimal", "lowerLetter", "upperRoman", "lowerRoman", "decimal"]
                )
            )
            text = (
                chance.choice(["-", "+", "•", "–"])
                if bullets
                else chance.choice(
                    [f"%{level + 1}.", f"%{level + 1})", f"(%{level + 1})"]
                    + (["%1.%2."] if level == 1 else [])
                )
            )
            left = 360 + level * chance.choice([284, 360, 567])
            hanging = chance.choice([284, 360, 567, 0])
            first = (
                f'w:hanging="{hanging}"' if hanging else f'w:firstLine="{chance.choice([0, 567])}"'
            )
            tab = f'<w:tabs><w:tab w:val="num" w:pos="{left + 200}"/></w:tabs>' * (
                chance.random() < 0.2
            )
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


def lists(layout: Layout) -> bytes:
    chance, found = layout.chance, []
    for _ in range(chance.randint(20, 45)):
        if chance.random() < 0.25:
            found.append(body(layout, "B", 3, 50))
            continue
        number = (
            f'<w:numPr><w:ilvl w:val="{chance.choice([0, 0, 1, 2])}"/>'
            f'<w:numId w:val="{chance.randint(1, 3)}"/></w:numPr>'
        )
        own = chance.choice(["", "", "", '<w:ind w:left="900" w:hanging="300"/>'])
        found.append(body(layout, chance.choice(["B", "B", "Cell"]), 2, 60, number + own))
    return closed(layout, "".join(found), numbering=numbering_of(chance))


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


def margin_text(layout: Layout) -> str:
    chance = layout.chance
    fields = chance.choice(
        [
            _field("PAGE", "9"),
            run("Trang ") + _field("PAGE", "9") + run(" / ") + _field("NUMPAGES", "9"),
            run(said(layout, 2, 9)),
            run(said(layout, 2, 4) + "\t") + _field("PAGE", "1") + run("\t" + said(layout, 1, 3)),
        ]
    )
    align = chance.choice(["left", "center", "right"])
    tabs = f'<w:tabs><w:tab w:val="center" w:pos="{layout.room // 2}"/></w:tabs>'
    lines = para("", f'{tabs}<w:jc w:val="{align}"/>', more=fields)
    return lines + (para(said(layout, 3, 20)) if chance.random() < 0.3 else "")


def margins(layout: Layout) -> bytes:
    """Headers and footers: first page, odd and even pages, one or two sections."""
    chance = layout.chance
    even = chance.random() < 0.5
    kinds = ["default", "first", *(["even"] if even else [])]
    parts, references = {}, ""
    for kind in kinds:
        for letter, name in (("h", "header"), ("f", "footer")):
            if chance.random() < 0.75:
                parts[f"{letter}{kind}"] = margin_text(layout)
                references += f'<w:{name}Reference w:type="{kind}" r:id="{letter}{kind}"/>'
    title = "<w:titlePg/>" if chance.random() < 0.6 else ""
    settings = "<w:evenAndOddHeaders/>" if even else ""
    inner = paragraphs(layout, chance.randint(15, 40))
    if chance.random() < 0.5:
        start = chance.choice(["", "", '<w:pgNumType w:start="1"/>'])
        first = section(layout.size, layout.margins, references).replace(
            "</w:sectPr>", start + title + "</w:sectPr>"
        )
        inner += para("", first) + paragraphs(layout, chance.randint(5, 20))
    last = section(layout.size, layout.margins, references).replace(
        "</w:sectPr>", title + "</w:sectPr>"
    )
    return document(inner, last, styles=layout.styles, settings=settings, margin_parts=parts)


def links(layout: Layout) -> bytes:
    """Hyperlinks and fields whose result is in the file."""
    chance, found = layout.chance, []
    for number in range(chance.randint(15, 30)):
        inner = run(said(layout, 1, 6), '<w:color w:val="0563C1"/><w:u w:val="single"/>')
        link = chance.choice(
            [
                f'<w:hyperlink r:id="l1">{inner}</w:hyperlink>',
                f'<w:hyperlink w:anchor="m{number}">{inner}</w:hyperlink>',
            ]
        )
        more = run(said(layout, 3, 40) + " ") + link + run(" " + said(layout, 3, 30))
        found.append(para("", '<w:pStyle w:val="B"/>', more=more))
        found.append(paragraphs(layout, chance.randint(0, 2)))
    return closed(layout, "".join(found), links={"l1": "https://example.gov.vn/a?b=1&c=2"})


def sections(layout: Layout) -> bytes:
    """Sections on new pages, upright and across, numbers begun anew."""
    chance, found = layout.chance, []
    size, margins = layout.size, layout.margins
    parts = {"h1": para("", '<w:jc w:val="center"/>', more=_field("PAGE", "1"))}
    reference = '<w:headerReference w:type="default" r:id="h1"/>'
    for _ in range(chance.randint(1, 4)):
        kind = chance.choice(["", "", '<w:type w:val="nextPage"/>'])
        numbers = chance.choice(
            ["", '<w:pgNumType w:start="1"/>', '<w:pgNumType w:fmt="lowerRoman"/>']
        )
        said = section(size, margins, reference + kind).replace(
            "</w:sectPr>", numbers + "</w:sectPr>"
        )
        found += [paragraphs(layout, chance.randint(1, 15)), para("", said)]
        if chance.random() < 0.5:
            width, height = size.split('"')[1], size.split('"')[3]
            size = f'<w:pgSz w:w="{height}" w:h="{width}"/>'
    found.append(paragraphs(layout, chance.randint(1, 10)))
    return document(
        "".join(found), section(size, margins, reference), styles=layout.styles, margin_parts=parts
    )
