"""What each diagnostic code means: one TOML file for each family of codes.

`kehoach explain` and docs/ma-loi.md both come from here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tomli


@cache
def codes() -> dict[str, dict[str, str]]:
    """Code → its entry, for all families."""
    found: dict[str, dict[str, str]] = {}
    for file in sorted(Path(__file__).parent.glob("*.toml")):
        found |= tomli.loads(file.read_text("utf-8"))
    return found
