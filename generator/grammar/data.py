"""The dated data of the grammar: TOML files beside the code, read once when first asked for."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import tomli


@cache
def read_data(name: str) -> dict[str, Any]:
    """The values of a file of this package, such as "viet-tat.toml"."""
    return tomli.loads(Path(__file__).with_name(name).read_text("utf-8"))
