"""Letters of a PDF that lead somewhere: to an address, or to a place of the document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from generator.typeset.pdf.objects import decimal

if TYPE_CHECKING:
    from collections.abc import Callable

_KEPT = "!#$%&*+,-./:;=?@[]_~'"
"""Signs of an address that stay as they are; brackets and others would end its string."""


@dataclass(slots=True)
class LinkedPart:
    """Letters side by side that lead to one place, or to none."""

    link: str
    said: list[str] = field(default_factory=list)
    """As they are drawn."""
    boxes: list[str] = field(default_factory=list)
    """Where they stand on the page, line by line."""
    text: str = ""

    def add(self, text: str, box: tuple[float, float, float, float], height: float) -> None:
        """More letters; `box`: left, top, width and height of them, twips from the page's top."""
        x, y, width, tall = box
        edges = (x / 20, height - (y + tall) / 20, (x + width) / 20, height - y / 20)
        self.boxes.append(" ".join([decimal(edge) for edge in edges]))
        self.text += text


def leading(link: str, exported: Callable[[str], str]) -> str:
    """Where an annotation leads; `exported` gives the name of a bookmark as a destination."""
    if link.startswith("#"):
        return f"/Dest({exported(link[1:])})"
    return f"/A<</Type/Action/S/URI/URI({quote(link, safe=_KEPT)})>>"
