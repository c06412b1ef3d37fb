"""One file per family of measurements: `measure(scratch)` gives its figures.

A new family is a new file here with a docstring whose first line says what it
measures, and a function `measure(scratch: Path) -> list[Figure]`.
"""

from __future__ import annotations

import pkgutil


def names() -> list[str]:
    """The families, in the order of the alphabet."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))
