"""Headers and footers of first pages that LibreOffice no longer has where a section asks for them.

A section has those of the one before. LibreOffice keeps them only in a section that has first pages
of its own kind, or names such a header itself; behind any other they are gone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from generator.ooxml.names import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.ooxml.content import Section


def forgets_first(sections: Sequence[Section]) -> bool:
    """Whether a section has the header or footer of its first page from before such another."""
    return any(
        section.title_page and not before.title_page and _lost(before, section)
        for before, section in pairwise(sections)
    )


def _lost(before: Section, section: Section) -> bool:
    for name, had, has in (
        ("headerReference", before.headers, section.headers),
        ("footerReference", before.footers, section.footers),
    ):
        own = [each for one in (before, section) for each in _named(one, name)]
        if "first" in has and has["first"] == had.get("first") and not own:
            return True
    return False


def _named(section: Section, name: str) -> list[str]:
    """The references of a section itself to headers or footers of a first page."""
    found = () if section.element is None else section.element.findall(W + name)
    return [name for each in found if each.get(W + "type") == "first"]
