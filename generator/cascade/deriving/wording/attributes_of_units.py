"""What a unit is, between its kind and its name: "xã đảo Thạnh An" is "xã Thạnh An".

Only where the superior has a unit of that kind and name: "xã vùng cao Hà Giang" names none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.grammar.class_ends import PLACE
from generator.places.country import country_of
from generator.text import patterns as re
from generator.text.capitals import LARGE
from generator.text.first_test import holds

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_KINDS = ("xã ", "Xã ", "hường ", "ặc khu ")
_NAME = rf"{LARGE}[^\W\d_]*(?:[ '’\-]{LARGE}[^\W\d_]*)*"
_CALLED = re.compile(
    rf"(?<!\w)(?P<kind>[Xx]ã|[Pp]hường|[Đđ]ặc khu) (?:{PLACE}|đảo|cù lao|nông thôn mới)"
    rf"(?:,? (?:{PLACE}))? (?P<name>{_NAME})"
)


def without_attributes(text: str, unit: Addressee) -> str:
    """A text that names each unit by its kind and name alone."""
    if not holds(text, _KINDS):
        return text
    return _CALLED.sub(lambda found: _by_name(found, unit), text)


def _by_name(found: re.Match[str], unit: Addressee) -> str:
    called = f"{found['kind'].lower()} {found['name']}"
    known = country_of().find(f"{called}, {unit.place_above}")
    return f"{found['kind']} {found['name']}" if known else found[0]
