"""The printed numbers of sections, items and points: counted, or as the plan gives them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.plan.wording import LETTERS, letter, roman

if TYPE_CHECKING:
    from generator.plan.model import Khoan, Muc

Path = tuple[int, ...]
"""The numbers from the top down to a node, for 1.1. and 2.3.1."""

_FORMS = {
    "la-ma": lambda n: f"{roman(n)}.",
    "so": lambda n: f"{n}.",
    "hoa": lambda n: f"{letter(n - 1).upper()}.",
    "dieu": lambda n: f"Điều {n}.",
    "ngoac": lambda n: f"({n})",
    "chu": lambda n: f"{letter(n - 1)})",
}
_MARKS = {"gach": "-", "cong": "+", "sao": "*", "tron": "•", "khong": ""}
_ROMAN = re.compile(r"[IVXLC]+")


class NodeCounter:
    """Counts the nodes of one list; each style has its own count."""

    def __init__(self, path: Path = ()) -> None:
        self.path = path
        self._counts: dict[str, int] = {}

    def next(self, style: str, given: str | None = None) -> tuple[str, Path]:
        """The label of the next node of a style, and its path for the decimals below it.

        `given` is printed as it is, and the count goes on from its number.
        """
        count = self._counts.get(style, 0) + 1
        if given is not None:
            count = number_of(style, given) or count
        self._counts[style] = count
        if given is not None and style == "thap-phan":
            numbers = tuple(int(n) for n in re.findall(r"\d+", given))
            return given, numbers or (*self.path, count)
        path = (*self.path, count) if style == "thap-phan" else (count,)
        if given is not None:
            return given, path
        if style == "thap-phan":
            return ".".join(map(str, path)) + ".", path
        return _FORMS[style](count), path

    def snapshot(self) -> dict[str, int]:
        """The counts so far, for `restore`."""
        return dict(self._counts)

    def restore(self, counts: dict[str, int]) -> None:
        """Go back to earlier counts."""
        self._counts = dict(counts)

    def point(self, style: str, given: str | None = None) -> str:
        """The label of the next point: a), -, +, (1) or nothing."""
        mark = _MARKS.get(style)
        if mark is None:
            return self.next("ngoac" if style == "so" else style, given)[0]
        return mark if given is None else given


def number_of(style: str, label: str) -> int:
    """The number in a label of a style; 0 if there is none."""
    if style == "la-ma":
        found = _ROMAN.search(label)
        return next((n for n in range(1, 90) if found and roman(n) == found[0]), 0)
    if style in ("hoa", "chu"):
        low = next((c for c in label.lower() if c in LETTERS), "")
        return LETTERS.index(low) + 1 if low else 0
    numbers = re.findall(r"\d+", label)
    return int(numbers[-1]) if numbers else 0


def section_style(section: Muc) -> str:
    """Roman, unless the section says otherwise."""
    return section.kieu or "la-ma"


def item_style(item: Khoan, *, nested: bool) -> str:
    """1. in a section I. or A.; 1.1. in a section 1. and in another item (`nested`)."""
    return item.kieu or ("thap-phan" if nested else "so")
