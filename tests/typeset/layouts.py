"""Documents of layouts thrown together: paper, letters, spacing, borders, tables, lists.

Two templates: an office's (Times New Roman, justified, indented, A4) and another's (other paper,
letters, tabs, hanging indents, borders). A document has one kind of content, so that what differs
from the judge is known by its kind.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.typeset import layout_parts, layout_tables, layout_texts
from tests.typeset.layout import TEMPLATES, layout

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.typeset.layout import Layout

__all__ = ["KINDS", "TEMPLATES", "made"]


def made(kind: str, template: str, seed: int) -> bytes:
    """A document of one kind."""
    drawn = layout(random.Random(f"{kind} {template} {seed}"), template)
    return KINDS[kind](drawn)


KINDS: dict[str, Callable[[Layout], bytes]] = {
    "text": layout_texts.text,
    "edged": layout_texts.edged,
    "page_breaks": layout_texts.page_breaks,
    "tabs": layout_texts.tabbed,
    "whole_rows": layout_tables.whole_rows,
    "split_rows": layout_tables.split_rows,
    "split_cells": layout_tables.split_cells,
    "split_heights": layout_tables.split_heights,
    "merged_whole": lambda layout: layout_tables.merged(layout, "<w:cantSplit/>"),
    "merged_split": lambda layout: layout_tables.merged(layout, ""),
    "lists": layout_parts.lists,
    "margins": layout_parts.margins,
    "links": layout_parts.links,
    "sections": layout_parts.sections,
}
