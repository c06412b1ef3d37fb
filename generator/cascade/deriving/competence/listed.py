"""Units by their names in brackets, "UBND các xã (Bắc Hà, Bản Liền) tổ chức …", or by their aim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from generator.grammar.act_verbs import begins_deed
from generator.grammar.letters import key_of
from generator.places.country import country_of

if TYPE_CHECKING:
    from generator.cascade.deriving.unit.addressee import Addressee

_BRACKET = re.compile(
    r"[\s\-+•*]*(?P<all>\((?:(?:bao gồm|gồm|cụ thể|là)(?: các)?:? )?(?P<names>[^()]+)\))"
)
_KIND = re.compile(r"^(?:(?:UBND|Ủy ban nhân dân) )?(?:các )?(?:[Xx]ã|[Pp]hường|[Đđ]ặc khu) ")
_UNIT_NAME = re.compile(r"[^\W\d_]+(?:[ \-][^\W\d_]+){1,3}")
_SEVERAL = 2


class ListedUnits(NamedTuple):
    """Units by their names in brackets: who alone is meant."""

    said: str
    """The brackets and what is in them."""
    names: tuple[str, ...]
    end: int

    def means(self, unit: Addressee) -> bool:
        """Whether the unit is one of them."""
        return any(key_of(unit.unit).endswith(f" {key_of(name)}") for name in self.names)

    def without(self, words: str) -> str:
        """Words for a unit that is among them: the list has done its service."""
        left = words.replace(self.said, "", 1)
        left = re.sub(r" {2,}", " ", left).lstrip()
        return left[:1].upper() + left[1:]


def listed(text: str, at: int = 0) -> ListedUnits | None:
    """Two or more units named in brackets from a place of a text on, else None.

    Names are words with capitals, "Đại Lộc, Thượng Đức", or have the kind before them; "(Phòng
    Kinh tế)" and "(VNeID)" are none.
    """
    found = _BRACKET.match(text, at)
    if found is None:
        return None
    names = [_KIND.sub("", part.strip()) for part in re.split(r"[,;]| và ", found["names"])]
    if len(names) < _SEVERAL or not all(
        _UNIT_NAME.fullmatch(name) and name.istitle() for name in names
    ):
        return None
    return ListedUnits(found["all"], tuple(names), found.end())


_CLASS_LISTED = re.compile(
    r"(?P<who>(?:UBND|Ủy ban nhân dân) các (?P<kind>xã|phường)) (?!(?:xã|phường)\b)"
    r"[^():;.,]{2,60}? (?P<names>\([^()]+\))(?=[\s:.*]*$)"
)


def by_names(text: str) -> str:
    """A title in which units of a class, all named in brackets, are those of these names.

    "Riêng UBND các xã ven biển (A, B, C):" is "Riêng UBND các xã A, B, C:".
    """
    found = _CLASS_LISTED.search(text) if "(" in text else None
    named = listed(text, found.start("names")) if found is not None else None
    if found is None or named is None:
        return text
    if not all(country_of().has(found["kind"], name) for name in named.names):
        return text
    return f"{text[: found.end('who')]} {', '.join(named.names)}{text[found.end() :]}"


def among(unit: Addressee, text: str) -> bool | None:
    """Whether the unit is of those that brackets of a text name; None where none do."""
    found = (listed(text, at.start()) for at in re.finditer(r"\(", text))
    named = next((one for one in found if one is not None), None)
    return None if named is None else named.means(unit)


_ACT_LISTED = re.compile(
    r"[\W\d]*(?:(?:UBND|Ủy ban nhân dân) )?(?:[Cc]ác|[Nn]hững) (?P<kind>xã|phường|đặc khu)"
    r"(?:(?:, | và )(?:xã|phường|đặc khu))* [^():;.]{3,90}? (?=\()"
)


def acting_by_names(text: str) -> tuple[ListedUnits, str] | None:
    """Units of a class that act, all named in brackets, and their kind; None where none do so.

    "Các xã phấn đấu về đích năm 2027 (gồm: A, B, C) hoàn thiện hồ sơ": whatever they have or aim
    at, the names say who is meant.
    """
    found = _ACT_LISTED.match(text) if "(" in text else None
    named = listed(text, found.end()) if found is not None else None
    return None if found is None or named is None else (named, found["kind"])


_AIMS = re.compile(
    r"[\W\d]*(?:(?:ubnd|ủy ban nhân dân) )?(?:các|những) "
    r"(?P<kinds>(?:xã|phường|đặc khu|địa phương|đơn vị)(?:(?:, | và )(?:xã|phường|đặc khu))*) "
    r"(?P<about>(?:phấn đấu|đăng ký|dự kiến)(?: phấn đấu)? (?:về đích|đạt|hoàn thành|được công nhận"
    r"|công nhận|trở thành)[^;:.,()]{0,60}? (?:trong )?(?:năm|giai đoạn) \d{4}(?: ?- ?\d{4})?)"
)


def aiming(low: str) -> re.Match[str] | None:
    """Units that aim at something by a year (`about`), before what they have to do for it."""
    found = _AIMS.match(low)
    return found if found is not None and begins_deed(low, found.end()) else None
