"""What a rule can say: a finding, "not evaluated" with its reason, or "does not apply"."""

from __future__ import annotations

from typing import Any, NamedTuple

from generator.diagnostics import Severity

SEVERITIES = {"ghi_chu": Severity.INFO, "canh_bao": Severity.WARNING, "loi": Severity.ERROR}


class Fix(NamedTuple):
    """A repair that cannot change the meaning: formats to set, or a text to replace."""

    kind: str
    """"chu" (format of the letters), "doan" (format of the paragraph), "trang" (margins of the
    page) or "thay" (text)."""
    para: Any
    """The paragraph of `word.walk`; of "trang" the section."""
    values: tuple[tuple[str, Any], ...] = ()
    """Of "chu", "doan" and "trang": names of `RunFormat`, `ParaFormat` and `Section` with their
    values; of "thay": pairs of wrong and right text."""
    scope: str = ""
    """The text whose letters are meant; "" for the whole paragraph."""


class Finding(NamedTuple):
    """One fault, at one place. Code and severity are those of the rule."""

    message: str
    at: Any = None
    """An `Item`, a paragraph of `word.walk`, or a word for a place ("phần 2")."""
    found: str = ""
    wanted: str = ""
    fix: tuple[Fix, ...] = ()
    severity: Severity | None = None
    """Where one rule has milder cases; never above the rule's own severity."""


class Skip(NamedTuple):
    """The rule could not be judged here; shown and counted, never taken for passed."""

    reason: str


class _NotHere(NamedTuple):
    """The document has nothing this rule is about."""


NOT_HERE = _NotHere()

Saying = Finding | Skip | _NotHere


def decimal(value: float) -> str:
    """A size or a distance the Vietnamese way: 13,5."""
    return f"{value:g}".replace(".", ",")
