"""Where a line may end within a word: after a hyphen between letters, a dash, and the like.

After blanks it always may; those are not told here.
"""

from __future__ import annotations

import re

_INSIDE = re.compile(r"(?<=[^\W\d_])-(?=[^\W_])")


def chances(text: str) -> list[int]:
    """Offsets before which a line may end, in order, but for those after blanks."""
    if "-" not in text:
        return []
    return [found.end() for found in _INSIDE.finditer(text)]
