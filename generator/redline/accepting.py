"""Accept or reject every revision of a part, as ECMA-376-1 §17.13.5 says it.

The comparer checks each of its redlines with this before it hands it out, and takes
sources that carry revisions as accepted. It knows nothing of how redlines are written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lxml import etree

from generator.ooxml.elements import local, parent_of, tag_of
from generator.redline.revision_names import (
    CHANGES,
    COMES,
    CUSTOM_XML,
    DEL,
    GOES,
    HYPERLINK,
    ID,
    INS,
    MARKS,
    MATH,
    PASSING,
    PPR,
    REVISION_RANGES,
    RPR,
    SDT,
    SDT_CONTENT,
    SECTPR,
    TBL,
    TC,
    TCPR,
    TR,
    TRPR,
    VAL,
    P,
    R,
    w,
)

if TYPE_CHECKING:
    from generator.ooxml.elements import Element

Mode = Literal["accept", "reject"]
_CELL_MARKS = frozenset({w("cellIns"), w("cellDel"), w("cellMerge")})
_REFERENCES = frozenset({w("headerReference"), w("footerReference")})
_STAYS = {
    PPR: frozenset({RPR, SECTPR}),
    RPR: MARKS,
    TRPR: frozenset({INS, DEL}),
    TCPR: _CELL_MARKS,
    SECTPR: _REFERENCES,
}
"""What a record of former properties never holds, so that it outlives a rejection."""
_CTRL = f"{{{MATH}}}ctrlPr"
_MARKED = frozenset({RPR, TRPR, w("numPr"), _CTRL})
"""Properties in which an ins or del marks their owner instead of wrapping content."""
ALL_REVISIONS = MARKS | CHANGES | REVISION_RANGES | _CELL_MARKS | {w("delText"), w("delInstrText")}


def has_revisions(root: Element) -> bool:
    """Tell whether a part carries any revision."""
    return next(root.iter(*ALL_REVISIONS), None) is not None


def resolve(root: Element, mode: Mode) -> None:
    """Accept or reject all revisions of a part, in place."""
    goes = GOES if mode == "accept" else COMES
    _properties(root, mode)
    _rows(root, goes)
    _cells(root, mode)
    gone = _paragraph_marks(root, goes)
    _custom_ranges(root, mode)
    emptied = _wrappers(root, goes)
    for old, new in ((w("delText"), w("t")), (w("delInstrText"), w("instrText"))):
        for element in root.iter(old):
            element.tag = new
    for element in list(root.iter(*REVISION_RANGES)):
        _remove(element)
    for wrapper in emptied:
        _prune(wrapper)
    for paragraph in gone:
        _join(paragraph)
    for table in list(root.iter(TBL)):
        if next(table.iter(TR), None) is None:
            _remove(table)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _properties(root: Element, mode: Mode) -> None:
    for change in list(root.iter(*CHANGES)):
        owner = change.getparent()
        if owner is None:
            continue
        if mode == "reject" and change.tag != w("numberingChange"):
            former = change[0] if len(change) else None
            stays = _STAYS.get(tag_of(owner), frozenset())
            late = [c for c in owner if c.tag in stays]
            for child in list(owner):
                owner.remove(child)
            old = [] if former is None else [c for c in former if c.tag not in CHANGES]
            # marks stand first in rPr and header references first in sectPr
            first = owner.tag in {RPR, SECTPR}
            owner.extend(late + old if first else old + late)
        else:
            owner.remove(change)


def _rows(root: Element, goes: frozenset[str]) -> None:
    for properties in list(root.iter(TRPR)):
        row = parent_of(properties)
        marks = [c for c in properties if c.tag in {INS, DEL}]
        for mark in marks:
            properties.remove(mark)
        if any(m.tag in goes for m in marks):
            _remove_up(row)
        elif marks and not len(properties):
            row.remove(properties)


def _remove_up(element: Element) -> None:
    """Remove a row or cell and what only wrapped it."""
    parent = element.getparent()
    if parent is None:
        return
    parent.remove(element)
    while parent.tag in {SDT_CONTENT, CUSTOM_XML} and not any(
        c.tag in {TR, TC, P, TBL, SDT, CUSTOM_XML, R} for c in parent
    ):
        outer = parent_of(parent) if parent.tag == SDT_CONTENT else parent
        above = outer.getparent()
        if above is None:
            return
        above.remove(outer)
        parent = above


def _cells(root: Element, mode: Mode) -> None:
    kills = w("cellDel") if mode == "accept" else w("cellIns")
    for mark in list(root.iter(*_CELL_MARKS)):
        properties = parent_of(mark)
        cell = parent_of(properties)
        properties.remove(mark)
        if mark.tag == w("cellMerge"):
            _cell_merge(properties, mark.get(w("vMerge" if mode == "accept" else "vMergeOrig")))
        elif mark.tag == kills:
            row = next(cell.iterancestors(TR), None)
            _remove_up(cell)
            if row is not None and next(row.iter(TC), None) is None:
                _remove_up(row)


def _cell_merge(properties: Element, value: str | None) -> None:
    for merge in properties.findall(w("vMerge")):
        properties.remove(merge)
    if value:
        merge = etree.SubElement(properties, w("vMerge"))
        merge.set(VAL, {"rest": "restart", "cont": "continue"}.get(value, value))


def _paragraph_marks(root: Element, goes: frozenset[str]) -> list[Element]:
    """Take the revisions off the paragraph marks; give the paragraphs whose mark goes."""
    gone: list[Element] = []
    for mark in list(root.iter(*MARKS)):
        properties = mark.getparent()
        if properties is None or properties.tag != RPR:
            continue
        owner = properties.getparent()
        if owner is None or owner.tag != PPR:
            continue
        properties.remove(mark)
        if not len(properties):
            owner.remove(properties)
        paragraph = parent_of(owner)
        if mark.tag in goes and (not gone or gone[-1] is not paragraph):
            gone.append(paragraph)
    return gone


def _custom_ranges(root: Element, mode: Mode) -> None:
    """Content controls and custom XML that came or went: the markup, never its content."""
    kills = "Del" if mode == "accept" else "Ins"
    for start in list(root.iter(w(f"customXml{kills}RangeStart"))):
        element = start.getnext()
        while element is not None and element.tag in PASSING:
            element = element.getnext()
        if element is not None and element.tag in {SDT, CUSTOM_XML}:
            _unwrap(element)


def _unwrap(element: Element) -> None:
    parent = parent_of(element)
    inner = element.find(SDT_CONTENT) if element.tag == SDT else element
    at = parent.index(element)
    parent.remove(element)
    kept = [] if inner is None else [c for c in inner if c.tag != w("customXmlPr")]
    parent[at:at] = kept


def _wrappers(root: Element, goes: frozenset[str]) -> list[Element]:
    """Remove or unwrap ins, del, moveFrom, moveTo; give parents that lost content."""
    emptied = []
    for mark in list(root.iter(*MARKS)):
        parent = mark.getparent()
        if parent is None:
            continue
        if parent.tag in _MARKED:
            _owner_mark(mark, parent, goes)
            continue
        at = parent.index(mark)
        parent.remove(mark)
        if mark.tag in goes:
            emptied.append(parent)
        else:
            parent[at:at] = list(mark)
    return emptied


def _owner_mark(mark: Element, properties: Element, goes: frozenset[str]) -> None:
    """A mark inside properties: of a run, of numbering, of a math object."""
    owner = properties.getparent()
    properties.remove(mark)
    if mark.tag not in goes or owner is None:
        return
    if properties.tag == w("numPr"):
        owner.remove(properties)
    elif properties.tag == _CTRL:
        whole = owner.getparent()
        if whole is not None:
            _remove(whole)
    elif owner.tag in {R, f"{{{MATH}}}r"}:
        _remove(owner)


def _prune(element: Element) -> None:
    """Remove a link or inline wrapper that has lost all it held, as Word does."""
    while element.tag in {HYPERLINK, w("smartTag"), SDT_CONTENT, CUSTOM_XML}:
        if any(c.tag not in PASSING and not local(c).endswith("Pr") for c in element):
            return
        outer = element.getparent() if element.tag == SDT_CONTENT else element
        parent = outer.getparent() if outer is not None else None
        if outer is None or parent is None:
            return
        at = parent.index(outer)
        parent.remove(outer)
        parent[at:at] = [c for c in element if c.tag in PASSING]
        element = parent


def _join(paragraph: Element) -> None:
    """A paragraph whose mark went flows into the next one, which keeps its properties."""
    parent = paragraph.getparent()
    if parent is None:
        return
    after = _following(paragraph)
    content = [c for c in paragraph if c.tag != PPR]
    solid = any(c.tag not in PASSING and not _is_empty_run(c) for c in content)
    if after is not None and after.tag == P:
        at = 1 if len(after) and after[0].tag == PPR else 0
        after[at:at] = content
        _remove_up(paragraph)
    elif after is not None and not solid:
        _remove_up(paragraph)
    # else the last mark of a story: it cannot go, and no redline may ask for it


def _is_empty_run(element: Element) -> bool:
    return element.tag == R and all(c.tag == RPR for c in element)


def _following(block: Element) -> Element | None:
    """The next paragraph or table of the same story, through content controls."""
    current = block
    while True:
        after = current.getnext()
        while after is not None and (after.tag in PASSING or _has_no_rows(after)):
            after = after.getnext()
        if after is not None:
            break
        parent = current.getparent()
        if parent is None or parent.tag not in {SDT_CONTENT, CUSTOM_XML}:
            return None
        current = parent_of(parent) if parent.tag == SDT_CONTENT else parent
    while after is not None and after.tag in {SDT, CUSTOM_XML}:
        inner = after.find(SDT_CONTENT) if after.tag == SDT else after
        after = None if inner is None else next(inner.iterchildren(P, TBL, SDT, CUSTOM_XML), None)
    return after if after is not None and after.tag in {P, TBL} else None


def _has_no_rows(element: Element) -> bool:
    return element.tag == TBL and next(element.iter(TR), None) is None


def revision_ids(root: Element) -> list[str]:
    """The ids of all revisions of a part, in order."""
    tags = (MARKS | CHANGES | _CELL_MARKS) - {w("tblGridChange")}
    return [i for e in root.iter(*tags) if (i := e.get(ID)) is not None]
