"""The order the schema asks of the children of rPr, pPr and sectPr (ECMA-376-1, A.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.elements import tag_of
from generator.ooxml.names import W

if TYPE_CHECKING:
    from generator.ooxml.elements import Element


def _order(names: str) -> dict[str, int]:
    return {W + name: place for place, name in enumerate(names.split())}


RUN_ORDER = _order(
    "ins del moveFrom moveTo rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline"
    " shadow emboss imprint noProof snapToGrid vanish webHidden color spacing w kern position sz"
    " szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish"
    " oMath rPrChange"
)
PARA_ORDER = _order(
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers"
    " pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE"
    " autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents"
    " suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle"
    " rPr sectPr pPrChange"
)
SECTION_ORDER = _order(
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders"
    " lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter"
    " docGrid printerSettings sectPrChange"
)


def put(parent: Element, child: Element, order: dict[str, int]) -> None:
    """Put a child in its place, instead of an older one of its name."""
    name = tag_of(child)
    for old in parent.findall(name):
        parent.remove(old)
    place = order[name]
    # a name of an extension (w14:…) stands after all, but before the change mark
    last = order[max(order, key=order.__getitem__)]
    for number, other in enumerate(parent):
        if order.get(tag_of(other), last - 0.5) > place:
            parent.insert(number, child)
            return
    parent.append(child)
