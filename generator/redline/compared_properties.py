"""Properties of runs, paragraphs, tables, sections: their canonical form, their changes."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from lxml import etree

from generator.redline.revision_names import (
    CHANGES,
    ID,
    MARKS,
    PPR,
    RPR,
    SECTPR,
    SILENT_FORMAT,
    VAL,
    w,
)

if TYPE_CHECKING:
    from generator.ooxml.elements import Element
    from generator.redline.author import Author

_ON = frozenset({"1", "true", "on"})
_OFF = frozenset({"0", "false", "off"})
_REFERENCES = frozenset({w("headerReference"), w("footerReference")})
_HINT, _RSID, _DIV, _COLS, _NUM = w("hint"), w("rsid"), w("divId"), w("cols"), w("num")
_RUN_SKIP = SILENT_FORMAT | MARKS | CHANGES
_PARAGRAPH_SKIP = CHANGES | {RPR, SECTPR, _DIV}
_SECTION_SKIP = CHANGES | _REFERENCES
_ROW_SKIP = CHANGES | MARKS | {_DIV}


def canonical(element: Element, skip: frozenset[str] = frozenset()) -> Any:
    """An element as nested tuples: attributes in order, switches in one spelling."""
    attributes = tuple(
        sorted(
            (k, v)
            for k, v in element.attrib.items()
            if not k.startswith(_RSID) and k != _HINT and not (k == _NUM and v == "1")
        )
    )
    if len(attributes) == 1 and attributes[0][0] == VAL:
        value = attributes[0][1]
        if value in _ON:
            attributes = ()
        elif value in _OFF:
            attributes = ((VAL, "0"),)
    if not len(element):
        return (element.tag, attributes)
    children = tuple(canonical(c, skip) for c in element if c.tag not in skip)
    return (element.tag, attributes, children)


def _key(properties: Element | None, skip: frozenset[str]) -> Any:
    if properties is None or not len(properties):
        return ()
    found = [canonical(c, skip) for c in properties if c.tag not in skip]
    if len(found) > 1:
        found.sort(key=repr)
    return tuple(found)


def run_key(properties: Element | None) -> Any:
    """Run properties, of a run or of a paragraph mark."""
    return _key(properties, _RUN_SKIP)


def paragraph_key(properties: Element | None) -> Any:
    """Paragraph properties without those of the mark and of the section."""
    return _key(properties, _PARAGRAPH_SKIP)


def section_key(properties: Element | None) -> Any:
    """Section properties without the references to headers and footers."""
    if properties is None:
        return None
    return _key(properties, _SECTION_SKIP)


def table_key(properties: Element | None) -> Any:
    """Properties of a table, a grid, a cell, or exceptions of a row."""
    return _key(properties, CHANGES)


def row_key(properties: Element | None) -> Any:
    """Row properties without the row's own revision."""
    return _key(properties, _ROW_SKIP)


def _former(properties: Element | None, tag: str, skip: frozenset[str]) -> Element:
    former = etree.Element(tag)
    for child in () if properties is None else properties:
        if child.tag not in skip:
            former.append(copy.deepcopy(child))
    return former


def changed_run(new: Element | None, old: Element | None, author: Author) -> Element:
    """A copy of the new rPr that remembers the old one."""
    made = etree.Element(RPR) if new is None else copy.deepcopy(new)
    change = author.revision("rPrChange")
    change.append(_former(old, RPR, CHANGES | MARKS))
    made.append(change)
    return made


def mark_properties(
    new: Element | None,
    old: Element | None,
    author: Author,
) -> Element | None:
    """The pPr of a mark that stays: the new one, remembering what of the old one differs.

    None if there is nothing to write. The section properties must be on both sides or none.
    """
    made = etree.Element(PPR) if new is None else copy.deepcopy(new)
    _change_mark_format(made, new, old, author)
    _change_mark_section(made, old, author)
    if paragraph_key(new) != paragraph_key(old):
        change = author.revision("pPrChange")
        change.append(_former(old, PPR, _PARAGRAPH_SKIP - {_DIV}))
        made.append(change)
    return made if len(made) else None


def _change_mark_format(
    made: Element, new: Element | None, old: Element | None, author: Author
) -> None:
    new_format = None if new is None else new.find(RPR)
    old_format = None if old is None else old.find(RPR)
    if run_key(new_format) == run_key(old_format):
        return
    changed = changed_run(new_format, old_format, author)
    present = made.find(RPR)
    if present is not None:
        made.replace(present, changed)
        return
    section = made.find(SECTPR)
    made.insert(len(made) if section is None else made.index(section), changed)


def _change_mark_section(made: Element, old: Element | None, author: Author) -> None:
    section = made.find(SECTPR)
    former = None if old is None else old.find(SECTPR)
    if section is not None and former is not None:
        change_section(section, former, author)


def same_mark(new: Element | None, old: Element | None) -> bool:
    """Tell whether two marks carry the same properties (headers of sections apart)."""
    if new is None and old is None:
        return True
    return bool(
        paragraph_key(new) == paragraph_key(old)
        and run_key(_sub(new, RPR)) == run_key(_sub(old, RPR))
        and section_key(_sub(new, SECTPR)) == section_key(_sub(old, SECTPR))
    )


def _sub(element: Element | None, tag: str) -> Element | None:
    return None if element is None else element.find(tag)


def change_section(section: Element, former: Element, author: Author) -> None:
    """Let a sectPr remember another one, in place; nothing if they are the same."""
    if section_key(section) == section_key(former):
        return
    change = author.revision("sectPrChange")
    change.append(_former(former, SECTPR, _SECTION_SKIP))
    section.append(change)


def tracked_mark(properties: Element | None, status: str, author: Author) -> Element:
    """A copy of a pPr whose mark is inserted, deleted, or moved (`status` is the local name)."""
    made = etree.Element(PPR) if properties is None else copy.deepcopy(properties)
    format_ = made.find(RPR)
    if format_ is None:
        section = made.find(SECTPR)
        format_ = etree.Element(RPR)
        made.insert(len(made) if section is None else made.index(section), format_)
    format_.insert(0, author.revision(status))
    return made


def change_owner(
    owner: Element,
    tag: str,
    old: Element | None,
    author: Author,
    position: int = 0,
) -> None:
    """Let tblPr, trPr, tcPr or tblPrEx of `owner` remember the old one, in place."""
    key = row_key if tag == w("trPr") else table_key
    new = owner.find(tag)
    if key(new) == key(old):
        return
    if new is None:
        new = etree.Element(tag)
        owner.insert(position, new)
    change = author.revision(tag.rpartition("}")[2] + "Change")
    change.append(_former(old, tag, CHANGES | MARKS))
    new.append(change)


def change_grid(table: Element, old: Element | None, author: Author) -> None:
    """Let the grid of a table remember the old columns."""
    new = table.find(w("tblGrid"))
    if new is None or table_key(new) == table_key(old):
        return
    change = etree.SubElement(new, w("tblGridChange"))
    change.set(ID, author.next_id())
    change.append(_former(old, w("tblGrid"), CHANGES))
