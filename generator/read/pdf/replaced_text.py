"""Text that stands in a PDF instead of what is drawn (/ActualText, ISO 32000-1, 14.9.4).

Programs write it for ligatures and hyphens; a liar writes other words.
"""

from __future__ import annotations

import difflib
import io
import re
from typing import TYPE_CHECKING

from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = b"/ActualText"
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
"""A letter of a name may be written by its number (7.3.5)."""
_SHORT = 3
"""Letters of a word that a ligature or a hyphen may explain."""


def without_replacements(data: bytes) -> bytes | None:
    """The PDF without texts that stand for others; None where it has none.

    Raises what pikepdf raises.
    """
    import pikepdf

    found = 0
    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, pikepdf.Dictionary) and KEY.decode() in thing:
                del thing[KEY.decode()]
                found += 1
            elif isinstance(thing, pikepdf.Stream) and _may_draw(thing):
                content = thing.read_bytes()
                if KEY not in content and b"#" in content:
                    content = _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), content)
                if KEY in content:
                    thing.write(content.replace(KEY, b"/Kept"))
                    found += 1
        if not found:
            return None
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _may_draw(stream: object) -> bool:
    """Whether a stream may be what is drawn on a page: a content, a form."""
    get = stream.get  # type: ignore[attr-defined]
    return str(get("/Subtype", "/Form")) == "/Form" and not _OTHERS & {
        str(key)
        for key in stream.keys()  # type: ignore[attr-defined]  # noqa: SIM118
    }


_OTHERS = {"/Length1", "/Length2", "/Predictor", "/ByteRange", "/N"}


def differing(read: str, drawn: str) -> Iterator[tuple[str, str]]:
    """Words as read and as drawn where they say other things."""
    ours, theirs = read.split(), drawn.split()
    turns = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for turn, a, b, c, d in turns:
        one, two = " ".join(ours[a:b]), " ".join(theirs[c:d])
        if turn != "equal" and _says_other(one, two):
            yield one, two


def _says_other(one: str, two: str) -> bool:
    first, second = (re.sub(r"[\W_]", "", fold(text)) for text in (one, two))
    if re.sub(r"\D", "", first) != re.sub(r"\D", "", second):
        return True
    return first != second and min(len(first), len(second)) > _SHORT
