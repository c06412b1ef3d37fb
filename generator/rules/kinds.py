"""The kinds of administrative documents and their abbreviations (Decree 30, Annex III.I)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tomli


@cache
def types() -> dict[str, str]:
    """Abbreviation → name of the kind, such as KH → Kế hoạch."""
    file = Path(__file__).parent.parent / "plan" / "nd30-2020.toml"
    found: dict[str, str] = tomli.loads(file.read_text("utf-8"))["loai"]
    return found
