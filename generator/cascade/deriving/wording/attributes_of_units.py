"""What a unit is, beside its kind and its name: "xã đảo Thạnh An" is "xã Thạnh An".

Only where the superior has a unit of that kind and name: "xã vùng cao Hà Giang" names none. That
all units are the superior's ("các xã, phường thuộc tỉnh") narrows nothing and is left out, too.
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

_KINDS = ("xã ", "Xã ", "hường ", "ặc khu ", "địa phương")
_NAME = rf"{LARGE}[^\W\d_]*(?:[ '’\-]{LARGE}[^\W\d_]*)*"
_CALLED = re.compile(
    rf"(?<!\w)(?P<kind>[Xx]ã|[Pp]hường|[Đđ]ặc khu) (?:{PLACE}|đảo|cù lao|nông thôn mới)"
    rf"(?:,? (?:{PLACE}))? (?P<name>{_NAME})"
)


_UNITS = r"(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu)"
_ALL_OF = re.compile(
    rf"(?P<units>(?<!\w)(?:[Cc]ác {_UNITS}(?:(?:, | và ){_UNITS})*"
    rf"|{_UNITS}(?:(?:, | và ){_UNITS})+)) "
    r"(?:trực thuộc|thuộc|trong) (?:toàn )?(?P<above>[Tt]ỉnh|[Tt]hành phố)"
    rf"(?P<name> {_NAME})?(?! (?:ủy|đoàn|khác|bạn|lân cận|giáp|{LARGE}))(?!\w)"
)
"""Communes that are said to be those of the superior."""


_HEADS = re.compile(
    r"(?<!\w)Các (?P<first>[Cc])(?P<rest>hủ tịch (?:UBND|Ủy ban nhân dân)) (?:các )?"
    rf"(?={_UNITS}(?!\w))"
)
"""Heads of all units, said to be many by the word for the heads, not by that for the units."""


_NEW = re.compile(
    rf"(?P<units>(?:UBND|Ủy ban nhân dân) các {_UNITS}(?:(?:, | và ){_UNITS})*) mới(?!\w)"
)
"""Those that there are now, said beside the former ones."""
_URGED = re.compile(
    r"(?P<verb>[Kk]huyến khích) (?:các địa phương"
    rf"|(?:UBND |Ủy ban nhân dân )?các {_UNITS}(?:(?:, | và ){_UNITS})*)(?= [^\W\d])"
    r"(?! (?:có|chưa|thuộc|ven|vùng|miền|biên giới|khác))"
)
"""Whom a superior encourages."""
_COMMUNES = ("xã", "phường", "đặc khu")


def without_attributes(text: str, unit: Addressee) -> str:
    """A text that names each unit by its kind and name alone, and all units by their kinds."""
    if not holds(text, _KINDS):
        return text
    text = _HEADS.sub(lambda found: f"{found['first'].capitalize()}{found['rest']} các ", text)
    text = _NEW.sub(lambda found: found["units"], text)
    text = _URGED.sub(lambda found: _urged(found, unit), text)
    text = _ALL_OF.sub(lambda found: _all_of(found, unit), text)
    return _CALLED.sub(lambda found: _by_name(found, unit), text)


def _urged(found: re.Match[str], unit: Addressee) -> str:
    """Its rooms are encouraged; a province encourages its communes."""
    if unit.word not in _COMMUNES and "địa phương" not in found[0]:
        return found[0]
    return f"{found['verb']} các {unit.rooms} thuộc UBND {unit.word}"


def _all_of(found: re.Match[str], unit: Addressee) -> str:
    said = f"{found['above'].lower()}{found['name'] or ''}"
    superior = unit.place_above
    return found["units"] if said in (superior, superior.split(" ")[0]) else found[0]


def _by_name(found: re.Match[str], unit: Addressee) -> str:
    called = f"{found['kind'].lower()} {found['name']}"
    known = country_of().find(f"{called}, {unit.place_above}")
    return f"{found['kind']} {found['name']}" if known else found[0]
