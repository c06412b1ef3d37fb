"""An element of a part, and what is asked of one beside lxml's own words.

The types of lxml allow what a parsed part never has (a name of bytes, an element without a
parent that stands inside another); what is certain here is said here, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from lxml.etree import _Element


Element: TypeAlias = "_Element"
"""An element; its type is loaded by nobody who only names it."""


def tag_of(element: Element) -> str:
    """The name of an element, namespace and all; "" of a comment or an instruction."""
    tag = element.tag
    return tag if isinstance(tag, str) else ""


def local(element: Element) -> str:
    """The name of an element without its namespace; "" of a comment or an instruction."""
    return tag_of(element).rpartition("}")[2]


def parent_of(element: Element) -> Element:
    """What an element stands in. Raises ValueError for a root: who asks knows that it is none."""
    parent = element.getparent()
    if parent is None:
        raise ValueError(element.tag)
    return parent


def remove(element: Element) -> None:
    """Take an element, and the text behind it, out of what it stands in; a root stays."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
