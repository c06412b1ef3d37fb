"""Officials named by what they are ("công chức phụ trách nông nghiệp"): those of the unit itself.

In a section of the unit's own they are its own; whoever of them offends is disciplined everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.grammar.named_bodies import NamedBody

_STAFF = frozenset(["công chức", "viên chức", "cán bộ", "cán bộ, công chức", "người lao động"])
_DISCIPLINED = re.compile(
    r" (?:nào )?(?:để|vi phạm|làm|thu|nhận|chậm|không|cố tình|gây|sai|lợi dụng|bao che)(?!\w)[^.;]*"
    r" (?:bị|phải chịu|chịu trách nhiệm)(?!\w)"
)
_OFFICES = ("công chức", "cán bộ", "viên chức")


def is_bare(body: NamedBody) -> bool:
    """Whether a name tells neither level nor owner, and is no department's."""
    return not (body.level or body.place or body.of or body.units or body.kind in ("so", "bo"))


def of_the_offices(who: Iterable[NamedBody]) -> bool:
    """Whether officials of no said level act."""
    return all(is_bare(body) and (body.name.startswith(_OFFICES) or _is_head(body)) for body in who)


def _is_head(body: NamedBody) -> bool:
    return body.head and body.name == "trạm y tế"


def disciplined(who: Iterable[NamedBody], behind: str) -> bool:
    """Whether words behind officials (small letters) say what comes of an offence of theirs."""
    return {body.name for body in who} <= _STAFF and _DISCIPLINED.match(behind) is not None
