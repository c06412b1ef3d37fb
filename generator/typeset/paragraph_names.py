"""What a paragraph is called: by the node it prints, and by how it begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.inline import ParagraphContent
from generator.ooxml.names import W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.ooxml.elements import Element

NEAR = 40
"""Characters that tell where something unknown stands."""


def node_of(names: Sequence[str]) -> str:
    """The bookmark that names the node among those of a paragraph."""
    return next((name for name in names if name.startswith("_kh")), names[0])


def beginning(paragraph: Element | ParagraphContent) -> str:
    """How a paragraph begins, to tell where something is; also of one that was only read."""
    if isinstance(paragraph, ParagraphContent):
        said = [run.text for run in paragraph.runs]
    else:
        said = [text.text or "" for text in paragraph.iter(W + "t")]
    return "".join(said)[:NEAR]
