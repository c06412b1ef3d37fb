"""Text thrown together: paragraphs, borders, breaks, tab stops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.typeset.layout import body, closed, paragraphs, said
from tests.typeset.made import para, run

if TYPE_CHECKING:
    from tests.typeset.layout import Layout


def text(layout: Layout) -> bytes:
    return closed(layout, paragraphs(layout, layout.chance.randint(20, 50)))


def edged(layout: Layout) -> bytes:
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
            found.append(body(layout, "B", 5, 50, f"<w:pBdr>{lines}</w:pBdr>"))
            found.append(body(layout, "Quote", 5, 50))
        elif kind < 0.35:
            text = "\n".join([said(layout, 1, 30) for _ in range(chance.randint(2, 4))])
            found.append(para(text, '<w:pStyle w:val="B"/>'))
        elif kind < 0.42:
            found.append(para("", '<w:pStyle w:val="B"/>') * chance.randint(1, 3))
        elif kind < 0.47:
            found.append(body(layout, "B", 5, 60, "<w:pageBreakBefore/>"))
        else:
            found.append(body(layout, chance.choice(["B", "Hang", "Quote"])))
    return closed(layout, "".join(found))


def page_breaks(layout: Layout) -> bytes:
    """Page breaks among the letters."""
    chance, found = layout.chance, []
    broken = '<w:r><w:br w:type="page"/></w:r>'
    for _ in range(chance.randint(8, 16)):
        found.append(paragraphs(layout, chance.randint(1, 4)))
        kind = chance.random()
        if kind < 0.3:
            found.append(para("", '<w:pStyle w:val="B"/>', more=broken))
        elif kind < 0.45:
            found.append(para("", '<w:pStyle w:val="B"/>', more=broken + run(said(layout, 3, 40))))
        elif kind < 0.6:
            found.append(para(said(layout, 3, 40), '<w:pStyle w:val="B"/>', more=broken))
        elif kind < 0.7:
            more = broken + run(said(layout, 3, 40))
            found.append(para(said(layout, 3, 40), '<w:pStyle w:val="B"/>', more=more))
    return closed(layout, "".join(found) + body(layout, "B"))


def tabbed(layout: Layout) -> bytes:
    """Tab stops of all kinds, with and without leaders."""
    chance, found = layout.chance, []
    leaders = ["none", "dot", "hyphen", "underscore"]
    for _ in range(chance.randint(12, 30)):
        stops = sorted(chance.sample(range(400, layout.room, 50), chance.randint(1, 4)))
        tabs = "".join(
            [
                f'<w:tab w:val="{chance.choice(["left", "left", "center", "right"])}" '
                f'w:pos="{place}" w:leader="{chance.choice(leaders)}"/>'
                for place in stops
            ]
        )
        for _line in range(chance.randint(1, 3)):
            text = "\t".join([said(layout, 0, 5) for _ in range(chance.randint(2, 5))])
            style = chance.choice(["B", "Hang", "Quote"])
            found.append(para(text, f'<w:pStyle w:val="{style}"/><w:tabs>{tabs}</w:tabs>'))
        if chance.random() < 0.4:
            found.append(body(layout, "Hang", 5, 50))
    return closed(layout, "".join(found))
