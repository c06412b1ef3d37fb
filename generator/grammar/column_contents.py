"""Columns of a table of tasks whose heads no pattern knows, known by what stands in them.

"Phải xong" over days is a deadline, "Ai đứng ra" over bodies says who leads, "Nhìn thấy được
gì" over papers is the product, "Cách gỡ" over verbs the work. A head that says what a column holds
is never overruled.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.grammar.act_verbs import begins_work
from generator.grammar.column_heads import has_own_head
from generator.grammar.deadlines import whole
from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.text import patterns as re
from generator.text.normal import fold

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

    `rows` are the rows below the heads, `known` what the heads say. Where no head says which column
    holds the work, it is told by its verbs, beside bodies and days: "Cách gỡ | Nơi gỡ | Lúc xong".
    """
    cells = [[row[i] for row in rows if i < len(row)] for i in range(len(heads))]
    free = {i for i, head in enumerate(heads) if not has_own_head(head)} - {*known.values()}
    found = dict(known)
    for field, says, share in _TESTS[:2]:
        column = found.get(field, -1)
        wrong = column >= 0 and _filled(cells[column]) and not any(map(says, cells[column]))
        others = _columns(cells, free, says, share) if wrong else []
        if others:  # a head over two columns: "Kết quả và thời gian"
            free.add(column)
            found[field] = _best(field, others, heads, cells)
            free.discard(found[field])
    if "noi_dung" not in found and not _work_is_told(found, heads, cells, free):
        return found
    if "tt" not in found and 0 not in found.values() and _runs(cells[0] if cells else ()):
        found["tt"] = 0
    for field, says, share in _TESTS:
        if field in found or (field == "chu_tri" and "thoi_han" not in found):
            continue
        fits = [i for i in sorted(free - {*found.values()}) if _holds(cells[i], says, share)]
        if fits:
            found[field] = _best(field, fits, heads, cells)
    return found


def _work_is_told(
    found: dict[str, int], heads: Sequence[str], cells: Sequence[Sequence[str]], free: set[int]
) -> bool:
    """Whether one column holds work, as its verbs say; it is put among what is found.

    Somebody and a day have to stand beside it: without them a list of names is no task.
    """
    times = [found["thoi_han"]] if "thoi_han" in found else _columns(cells, free, _is_time, 0.7)
    leads = [found["chu_tri"]] if "chu_tri" in found else _columns(cells, free, _is_body, 0.8)
    others = free - {*times, *leads}
    papers = _columns(cells, others, _is_paper, 0.6)
    if not times or not leads:
        return False
    told = [i for i in sorted(others) if i not in papers and _holds(cells[i], _is_work, _SHARE)]
    if told:
        found["noi_dung"] = max(told, key=lambda i: (sum(map(_is_work, cells[i])), -i))
        return True
    more = len(leads) + len(papers) + ("phoi_hop" in found) + ("san_pham" in found) > 1
    named = [i for i in sorted(others) if i not in papers and _names_works(heads[i], cells[i])]
    if more and named:
        found["noi_dung"] = named[0]
    return more and bool(named)


def _columns(
    cells: Sequence[Sequence[str]], free: Iterable[int], says: Callable[[str], bool], share: float
) -> list[int]:
    return [i for i in sorted(free) if _holds(cells[i], says, share)]


def _names_works(head: str, cells: Sequence[str]) -> bool:
    """Whether a column names one work a row, without a verb: "Tên công trình"."""
    filled = [cell for cell in cells if cell.strip(" .-–")]
    words = sum(len(cell.split()) for cell in filled)
    distinct = len({*filled}) == len(filled) >= _ENOUGH
    return distinct and words >= 2 * len(filled) and _PERSON_OR_PLACE.search(fold(head)) is None


def _best(
    field: str, fits: Sequence[int], heads: Sequence[str], cells: Sequence[Sequence[str]]
) -> int:
    """Of several columns that hold the same the one whose head says so: "Bên giao | Bên làm".

    Of two days in a row the later one is the deadline.
    """
    no, yes = _LESS.get(field), _MORE.get(field)
    if field == "thoi_han" and len(fits) > 1:
        fits = sorted(fits, key=lambda i: _last_days(cells[i]), reverse=True)
    ranked = [
        (no is not None and no.search(fold(heads[i])) is not None,
         yes is None or yes.search(fold(heads[i])) is None, place, i)
        for place, i in enumerate(fits)
    ]  # fmt: skip
    return min(ranked)[-1]


def _last_days(cells: Sequence[str]) -> list[date]:
    """The last days that cells say; of two columns the greater list ends later."""
    found = (whole(cell, _ANY_DAY) for cell in cells)
    return [one.last for one in found if one is not None and one.last is not None]


_ANY_DAY = date(2000, 1, 1)
"""Gives days without a year the same year."""
_SHARE = 0.5
_PERSON_OR_PLACE = re.compile(
    r"ho (va )?ten|ho, ten|chuc (vu|danh)|dia (chi|diem|ban|phuong)|ten (don vi|co quan|truong"
    r"|thon|ap|xa|phuong|co so|doanh nghiep|ho)|ngay sinh|nam sinh|so hieu|ky hieu|trich yeu|ly do"
)
"""Heads of columns of people, places and papers."""
_LESS = {
    "thoi_han": re.compile(r"bat dau|khoi (cong|dong)|^tu(?!\w)|ngay (sinh|ky|ban hanh|thanh lap)"),
    "chu_tri": re.compile(
        r"giao|von|tien|huong|thu huong|nhan ban|cung|phu|giup|ghe|gop|hiep|ho tro"
    ),
}
_MORE = {
    "chu_tri": re.compile(r"chinh|lam|thi cong|ganh|nhan viec|chu|dung|cam|(?<!\w)lo(?!\w)"),
    "thoi_han": re.compile(r"xong|het|cuoi|hoan|ket thuc|han|cham"),
}
"""What in a head speaks against and for a field, where several columns could hold it."""


def _runs(cells: Iterable[str]) -> bool:
    """Whether cells number their rows: 1, 2, 3 …, in groups anew."""
    numbers = [int(cell.rstrip(".")) for cell in cells if _NUMBER.fullmatch(cell)]
    steps = sum(now in (before + 1, 1) for before, now in pairwise(numbers))
    return len(numbers) > _ENOUGH and numbers[0] == 1 and steps == len(numbers) - 1


def _filled(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip(" .-–")) for cell in cells) >= _ENOUGH


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


def _is_work(cell: str) -> bool:
    return len(cell.split()) > 1 and begins_work(plain_of(cell).low) and not _is_body(cell)


_TESTS = (
    ("thoi_han", _is_time, 0.7), ("chu_tri", _is_body, 0.8), ("phoi_hop", _is_body, 0.8),
    ("san_pham", _is_paper, 0.6),
)  # fmt: skip
