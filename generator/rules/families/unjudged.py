"""Rules of the decree that no program can judge without false alarms; the profile says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import language
from generator.rules.all_rules import rule
from generator.rules.finding import Saying, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.rules.all_rules import Numbers
    from generator.rules.document_view import JudgedDocument


@rule(
    "TT442", "VP207", "VP391", "VP392", "VP393", "VP394", "VP395", "VP396", "VP404"
)  # fmt: skip
def by_eye(van: JudgedDocument, so: Numbers) -> Iterator[Saying]:
    """Always left to the reader."""
    yield Skip(so["not_judged" if language() == "en" else "khong_xet"])
