"""Sections: page size, margins, headers and footers with what they inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.content import Section
from generator.ooxml.elements import tag_of
from generator.ooxml.names import VAL, R, W, is_on, millimetres, whole

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

# What Word shows for a section that does not say: Letter, an inch all round.
_PAGE = (215.9, 279.4)
_MARGIN = 25.4
_EDGE = 12.7


def read_sections(word: Word, *, rejecting: bool = False) -> list[Section]:
    """The sections in order; one of Word's defaults when the file names none."""
    members = word.headers_footers()
    found: list[Section] = []
    for node in word.xml(word.main).iter(W + "sectPr"):
        parent = node.getparent()
        if parent is None or parent.tag not in {W + "pPr", W + "body"}:
            continue  # the old properties inside a sectPrChange
        if _is_noted(parent):
            continue
        change = node.find(f"{W}sectPrChange/{W}sectPr") if rejecting else None
        found.append(_section(node if change is None else change, node, members, found))
    return found or [_section(None, None, members, [])]


def _is_noted(parent: Element) -> bool:
    """Inside a pPrChange: properties of old."""
    above = parent.getparent()
    return above is not None and above.tag == W + "pPrChange"


def _section(
    node: Element | None, element: Element | None, members: dict[str, str], before: list[Section]
) -> Section:
    def attribute(child: str, name: str) -> str | None:
        found = None if node is None else node.find(W + child)
        value: str | None = None if found is None else found.get(W + name)
        return value

    def measure(child: str, name: str, default: float) -> float:
        size = millimetres(attribute(child, name))
        return default if size is None else size

    headers, footers = _references(element, members, before)
    title = None if node is None else node.find(W + "titlePg")
    return Section(
        width=measure("pgSz", "w", _PAGE[0]),
        height=measure("pgSz", "h", _PAGE[1]),
        landscape=attribute("pgSz", "orient") == "landscape",
        # negative: exact, whatever the header's height
        top=abs(measure("pgMar", "top", _MARGIN)),
        bottom=abs(measure("pgMar", "bottom", _MARGIN)),
        left=measure("pgMar", "left", _MARGIN),
        right=measure("pgMar", "right", _MARGIN),
        header=measure("pgMar", "header", _EDGE),
        footer=measure("pgMar", "footer", _EDGE),
        gutter=measure("pgMar", "gutter", 0.0),
        title_page=title is not None and is_on(title.get(VAL)),
        page_start=whole(attribute("pgNumType", "start")),
        page_format=attribute("pgNumType", "fmt") or "decimal",
        start=attribute("type", "val") or "nextPage",
        headers=headers,
        footers=footers,
        columns=whole(attribute("cols", "num")) or 1,
        valign=attribute("vAlign", "val") or "top",
        size_given=attribute("pgSz", "w") is not None,
        margins_given=attribute("pgMar", "top") is not None,
        element=element,
    )


def _references(
    element: Element | None, members: dict[str, str], before: list[Section]
) -> tuple[dict[str, str], dict[str, str]]:
    """Headers and footers by type; a type not named here is that of the section before."""
    headers = dict(before[-1].headers) if before else {}
    footers = dict(before[-1].footers) if before else {}
    for child in () if element is None else element:
        into = {W + "headerReference": headers, W + "footerReference": footers}.get(tag_of(child))
        member = members.get(child.get(R + "id") or "") if into is not None else None
        if into is not None and member is not None:
            into[child.get(W + "type") or "default"] = member
    return headers, footers
