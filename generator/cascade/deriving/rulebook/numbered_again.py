"""Numbers that the plan above gives its nodes, counted again where some of them were left out.

A count goes by itself; a number that is written ("PHẦN II.", an item 4. of a second section that
goes on from 3.) would leave a gap. It is written anew where the plan above counted without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.plan.numbering import number_of
from generator.plan.wording import letter, roman

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from generator.cascade.deriving.rulebook.draft import NodeDraft

_LABEL = re.compile(
    r"(?P<before>(?:[^\W\d_]+ )?\(?)(?P<number>[IVXLC]+|[A-ZĐ](?![^\W\d_])|\d+"
    r"|[Tt]hứ [^\W\d_]+)(?P<after>[.):\s]*)"
)
_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")
_ITEM = re.compile(r"\d+\.")


class _Written(NamedTuple):
    """A label as it is written: "PHẦN ", 2, "la-ma", "."."""

    before: str
    number: int
    style: str
    after: str

    def again(self, number: int) -> str:
        """The label with another number."""
        if self.style == "thu":
            said = f"thứ {_ORDINALS[number - 1]}"
        elif self.style == "hoa":
            said = letter(number - 1).upper()
        else:
            said = roman(number) if self.style == "la-ma" else str(number)
        return f"{self.before}{said}{self.after}"


def number_again(sections: Sequence[NodeDraft]) -> None:
    """Write the numbers of sections and of items that count on from one section to the next."""
    _siblings(sections)
    count = above = 0
    for section in _in_order(sections):
        _siblings(section.below.get("muc", ()))
        items = [one for one in section.below.get("khoan", ()) if one.above.danh_so]
        if not items:
            continue
        own = [one for one in items if one.digest]
        given = own[0].above.nhan if own else None
        goes_on = above > 0 and given is not None and _ITEM.fullmatch(given) is not None
        goes_on = goes_on and number_of("so", given or "") == above + 1
        kept = [one for one in items if one.dropped is None]
        above = above + len(own) if goes_on else _last(own)
        if section.dropped is not None:
            continue
        count = count if goes_on else 0
        for number, item in enumerate(kept, count + 1):
            if goes_on and (number == count + 1 or item.above.nhan):
                item.changed["nhan"] = f"{number}." if number == count + 1 else None
        count = count + len(kept) if goes_on else len(kept)


def _last(items: Sequence[NodeDraft]) -> int:
    """The number of the last item of a section that begins anew; 0 where its items have others."""
    return 0 if any(one.above.nhan or one.above.kieu for one in items) else len(items)


def _in_order(sections: Sequence[NodeDraft]) -> Iterator[NodeDraft]:
    for section in sections:
        yield section
        yield from _in_order(section.below.get("muc", ()))


def _siblings(nodes: Sequence[NodeDraft]) -> None:
    """Write the labels of sections side by side that counted from 1 without a gap."""
    own = [node for node in nodes if node.digest]
    written = [_written(node.above.nhan) for node in own]
    labels = [one for one in written if one is not None]
    if len(labels) < len(own) or [one.number for one in labels] != list(range(1, len(own) + 1)):
        return
    if len({(one.before, one.style) for one in labels}) != 1:
        return
    kept = [node for node in nodes if node.dropped is None]
    for number, node in enumerate(kept, 1):
        new = labels[0].again(number)
        if new != node.above.nhan:
            node.changed["nhan"] = new


def _written(label: str | None) -> _Written | None:
    found = _LABEL.fullmatch(label.strip()) if label else None
    if found is None:
        return None
    said = found["number"]
    if said.lower().startswith("thứ "):
        word = said.lower().removeprefix("thứ ")
        number = _ORDINALS.index(word) + 1 if word in _ORDINALS else 0
        return _Written(found["before"], number, "thu", found["after"])
    style = "so" if said.isdigit() else "la-ma" if number_of("la-ma", said) else "hoa"
    return _Written(found["before"], number_of(style, said), style, found["after"])
