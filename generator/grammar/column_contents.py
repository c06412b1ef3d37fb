"""Columns of a table of tasks whose heads no pattern knows, known by what stands in them.

"Phải xong" over days is a deadline, "Ai đứng ra" over bodies says who leads, "Nhìn thấy được
gì" over papers is the product. A head that says what a column holds is never overruled.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.grammar.column_heads import has_own_head
from generator.grammar.deadlines import whole
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

_ENOUGH = 2
"""Cells that must say something before a column is judged by them."""
_TIME_WORDS = 12
"""Words of which a cell that says a time has no more."""
_NUMBER = re.compile(r"\d{1,3}\.?")
_PAPER = re.compile(
    r"(?:các |bản |\d+ |0\d )?(?:quyết định|kế hoạch|báo cáo|danh sách|danh mục|biên bản|văn bản"
    r"|công văn|tờ trình|hồ sơ|phương án|quy chế|quy trình|đề án|dự toán|phiếu|biểu|bảng tổng hợp"
    r"|hợp đồng|giấy|chứng nhận|bản đồ|cơ sở dữ liệu|phần mềm|tài liệu|sổ|ảnh|hình ảnh|nghị quyết"
    r"|chương trình|thông báo|hướng dẫn)(?!\w)"
)


def with_contents(
    known: Mapping[str, int], heads: Sequence[str], rows: Sequence[Sequence[str]]
) -> dict[str, int]:
    """Field → column: those known by their heads, and those that their cells tell.

    `rows` are the rows below the heads, `known` what the heads say. Where no head says which
    column holds the work, nothing is concluded.
    """
    found = dict(known)
    if "noi_dung" not in found:
        return found
    if "tt" not in found and 0 not in found.values() and _runs(row[0] for row in rows if row):
        found["tt"] = 0
    for field, says, share in _TESTS:
        if field in found or (field == "chu_tri" and "thoi_han" not in found):
            continue
        for column, head in enumerate(heads):
            if column in found.values() or has_own_head(head):
                continue
            if _holds([row[column] for row in rows if column < len(row)], says, share):
                found[field] = column
                break
    return found


def _runs(cells: Iterable[str]) -> bool:
    """Whether cells number their rows: 1, 2, 3 …, in groups anew."""
    numbers = [int(cell.rstrip(".")) for cell in cells if _NUMBER.fullmatch(cell)]
    steps = sum(now in (before + 1, 1) for before, now in pairwise(numbers))
    return len(numbers) > _ENOUGH and numbers[0] == 1 and steps == len(numbers) - 1


def _holds(cells: Sequence[str], says: Callable[[str], bool], share: float) -> bool:
    filled = [cell for cell in cells if cell.strip(" .-–")]
    return len(filled) >= _ENOUGH and sum(map(says, filled)) >= share * len(filled)


def _is_time(cell: str) -> bool:
    return len(cell.split()) <= _TIME_WORDS and whole(cell) is not None


def _is_body(cell: str) -> bool:
    found = groups(plain_of(cell))
    return bool(found) and found[0].start == 0 and found[0].end >= len(cell) // 2


def _is_paper(cell: str) -> bool:
    return _PAPER.match(plain_of(cell).low) is not None


_TESTS = (("thoi_han", _is_time, 0.7), ("chu_tri", _is_body, 0.8), ("san_pham", _is_paper, 0.6))
