"""What derived plans of earlier versions cite of the plan above, where a sentence was left out.

"Bố trí địa điểm (trong việc: “Tập huấn cho 300 hộ”, do Sở Nông nghiệp và Môi trường thực hiện)":
deriving says it in an office's words now (wording/lost_work.py). The words in brackets are not the
unit's: whoever reads what it does, by when, reads the sentence without them.
"""

from __future__ import annotations

import re

_CONTEXT = re.compile(r" ?\((?:trong|ngoài) việc: “.*?”(?:, do [^()]{3,120} thực hiện)?\)")
_OF_WHAT = re.compile(r"(?:theo nội dung|theo yêu cầu):? “[^”]*”(?: của [^.;]*)?")


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
