"""Whose schools are: communes have had those up to the lower secondary since 1 July 2025.

Source: Decree 142/2025/NĐ-CP. Upper secondary schools, boarding schools for ethnic minorities,
vocational and higher schools stay with the province. "Trường phổ thông" alone says no level: it
counts as the commune's, which is asked which of its schools is meant.
"""

from __future__ import annotations

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
