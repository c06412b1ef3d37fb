"""The doors: pages of a .docx, or of composed plans one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.typeset.intake import Intake
from generator.typeset.paging import set_pages

if TYPE_CHECKING:
    from generator.ooxml.opened import Word
    from generator.typeset.pages import PrintedDocument


def set_word(word: Word) -> PrintedDocument:
    """The pages of a .docx, whoever made it; what cannot be placed exactly is named."""
    return set_pages(Intake(word).manuscript())
