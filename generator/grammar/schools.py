"""Whose schools are: communes have had those up to the lower secondary since 1 July 2025.

Source: Decree 142/2025/NĐ-CP. Upper secondary schools, boarding schools for ethnic minorities,
vocational and higher schools stay with the province. "Trường phổ thông" alone says no level: it
counts as the commune's, which is asked which of its schools is meant.
"""

from __future__ import annotations

import re
from typing import Final

KINDS_OF_COMMUNES: Final = (
    r"(?:mầm non|mẫu giáo|tiểu học và trung học cơ sở|tiểu học|trung học cơ sở|thcs)"
)
"""Kinds of schools that only communes have."""
COMMUNES: Final = (
    r"(?:mầm non|mẫu giáo|tiểu học|trung học cơ sở|thcs"
    r"|phổ thông(?! (?:dân tộc nội trú|chuyên|năng khiếu|trung học)))"
)
"""Kinds of schools that a commune has, in plain small letters."""
PROVINCES: Final = (
    r"(?:trung học phổ thông|thpt|trung cấp|cao đẳng|đại học|chuyên|nghề|trực thuộc sở|thuộc sở)"
)
"""Kinds of schools that a province keeps."""
_HIGH_BESIDE = re.compile(
    r"(?i)(?<=[^\W_])(?:, | và )(?:(?:khối )?lớp 1[0-2]|thpt|trung học phổ thông)(?!\w)"
)
_LOW = re.compile(r"(?i)(?<!\w)(?:lớp [1-9]|mầm non|tiểu học|thcs|trung học cơ sở)(?!\w)")
_HIGH_SCHOOL = re.compile(r"(?i)(?<!\w)trường (?:thpt|trung học phổ thông)(?!\w)")


def without_high_classes(words: str, said: str) -> str:
    """What a commune is told of its schools together with upper secondary schools, of theirs.

    "UBND các xã và các trường THPT báo cáo chỉ tiêu lớp 1, lớp 6, lớp 10" (`said`).
    """
    if _HIGH_SCHOOL.search(said) is None or _HIGH_SCHOOL.search(words) is not None:
        return words
    low = _LOW.search(words)
    return words if low is None else words[: low.end()] + _HIGH_BESIDE.sub("", words[low.end() :])
