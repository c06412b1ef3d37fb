"""What a derived sentence cites of the plan above, where the sentence before it was left out.

"Bố trí địa điểm (trong việc: “Tập huấn cho 300 hộ”, do Sở Nông nghiệp và Môi trường thực hiện)":
the words of the plan above say what the unit's own part is of, so that nobody has to ask. They
are not the unit's: whoever reads what it does, by when, reads the sentence without them.
"""

from __future__ import annotations

import re

_CONTEXT = re.compile(r" ?\((?:trong|ngoài) việc: “.*?”(?:, do [^()]{3,120} thực hiện)?\)")
_OF_WHAT = re.compile(r"(?:theo nội dung|theo yêu cầu):? “[^”]*”(?: của [^.;]*)?")
_LONGEST = 240
"""Letters up to which the work of others is cited in a sentence; a longer one is asked about."""
_REST = re.compile(r"(?<!\w)còn lại(?!\w)")
"""What others have not done: "kiểm tra các cơ sở còn lại (ngoài việc: “Công an tỉnh …”)"."""
_INNER = str.maketrans("“”()", "‘’[]")


def in_work_of(words: str, event: str, who: str) -> str | None:
    """A sentence with the work in which it stands; None where that is too long to be said.

    `event`: that work in the words of the plan above; `who`: whose it is, "" if `event` says it.
    """
    event = event.strip(" .;,:-+*\n").translate(_INNER)
    if not event or len(event) > _LONGEST:
        return None
    by = f", do {who.translate(_INNER)} thực hiện" if who else ""
    how = "ngoài" if _REST.search(words) else "trong"
    return f"{words.rstrip(' .;')} ({how} việc: “{event}”{by})."


def has_context(text: str) -> bool:
    """Whether a sentence says of which work of others it is a part."""
    return "(trong việc: “" in text or "(ngoài việc: “" in text or "theo nội dung: “" in text


def blanked(text: str) -> str:
    """A text with spaces in the place of the work in which it stands: other places stay."""
    return _CONTEXT.sub(lambda found: " " * len(found[0]), text) if "(trong việc" in text else text


def unquoted(text: str) -> str:
    """A text without the words of the plan above that it cites."""
    if "(trong việc" not in text and "theo nội dung" not in text and "theo yêu cầu" not in text:
        return text
    return _OF_WHAT.sub("", _CONTEXT.sub("", text)).replace(" .", ".")
