"""What each unit does, in the plan of one of them: "thành lập mỗi xã 03 tổ" → "thành lập 03 tổ"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.grammar.letters import LetterSpan, Plain

_KIND = r"(?:xã|phường|đặc khu)(?!\w)"
_SHARE = re.compile(
    r"(?<!\btại )(?<!\bở )(?<!\bcho )(?<!\bcủa )(?<!\btừ )(?<=[^\W\d] )"
    rf"mỗi {_KIND}(?:(?:, | và ){_KIND})* (?=\d)"
    rf"|(?<=[^\W\d]) mỗi {_KIND}(?=[.;]|, (?!{_KIND}))"
)


def of_each(plain: Plain) -> list[LetterSpan]:
    """Where a text says that each unit does so much, behind its verb."""
    if " mỗi " not in plain.low:
        return []
    return [plain.span(*one.span()) for one in _SHARE.finditer(plain.low)]
