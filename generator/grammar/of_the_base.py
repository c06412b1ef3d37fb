"""People and things of the base that act and are no office: "công chức xã", "hệ thống loa"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.grammar.first_words import first_words

if TYPE_CHECKING:
    from generator.grammar.letters import Plain

_BEGINS = re.compile(
    r"(?:^|[.;:])[\s\-+•*“\"(]*(?:(?:[a-zđ]|\d{1,2})[.)] )?"
    r"(?:giao|yêu cầu|đề nghị|phân công|riêng|đối với|đồng thời)?[\s*]*$"
    r"|(?<!\w)(?:thì|do|được) $"
)


def names_persons(plain: Plain) -> bool:
    """Whether a text names people or things of the base that may act."""
    return first_words().person.search(plain.low) is not None


def heads(plain: Plain, at: int) -> bool:
    """Whether a clause begins at a place: inside one "công chức xã" are taught, helped."""
    return _BEGINS.search(plain.low, max(0, at - 40), at) is not None
