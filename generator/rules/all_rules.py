"""All rules by code. A rule is a small function: what it is about in, what it says out.

A rule yields nothing when the document passes, `NOT_HERE` when it has nothing the rule
is about, `Skip(reason)` when it cannot be judged. Its numbers come from the profile.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from generator.rules.document_view import JudgedDocument
    from generator.rules.finding import Saying

    Check = Callable[["JudgedDocument", "Numbers"], Iterable[Saying]]

FAMILIES = (
    "page",
    "components",
    "header",
    "strokes",
    "title",
    "body",
    "headings",
    "signature",
    "recipients",
    "numbering",
    "annexes",
    "hygiene",
    "dates",
    "symbols",
    "citations",
    "capitals",
    "closing",
    "sense",
    "pagination",
    "unjudged",
)
"""Modules of rules, in the order of their codes."""

_RULES: dict[str, Check] = {}


class Numbers(dict[str, Any]):
    """The numbers of one rule in the profile, and which rule it is."""

    def __init__(self, code: str, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.code = code


def rule(*codes: str) -> Callable[[Check], Check]:
    """Register a function for its codes (several where only component and numbers differ)."""

    def register(check: Check) -> Check:
        for code in codes:
            if code in _RULES:
                raise ValueError(f"two rules with code {code}")
            _RULES[code] = check
        return check

    return register


def rules() -> dict[str, Check]:
    """Code → rule, of all families.

    Each family is asked for every time: while another thread imports them, some of the rules
    are there and some are not, and a document would be judged by half of them.
    """
    for family in FAMILIES:
        import_module(f"generator.rules.families.{family}")
    return _RULES
