"""The kinds of administrative documents and their abbreviations (Decree 30, Annex III.I)."""

from __future__ import annotations

from generator.plan.wording import document_types


def types() -> dict[str, str]:
    """Abbreviation → name of the kind, such as KH → Kế hoạch, offices' own papers too."""
    return document_types()
