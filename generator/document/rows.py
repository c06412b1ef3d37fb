"""The rows of an appendix: tasks under their groups, made as they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.anchors import BookmarkMaker
from generator.document.blocks import Dong
from generator.plan import wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.plan.model import NhiemVu, Nhom, PhuLuc


class Rows:
    """The rows of an appendix, made one by one each time they are read.

    Tasks stand in the order of the groups; those of no group come first. What has no number
    of its own is numbered through the whole appendix, groups A, B, C. A table of 60,000 rows
    is never in memory as rows.
    """

    __slots__ = ("_appendix", "_last", "_names", "products", "texts")

    def __init__(self, appendix: PhuLuc, names: dict[str, str], last: int) -> None:
        self._appendix = appendix
        self._names = names
        self._last = last
        """Number of the last bookmark before those of the rows."""
        self.texts: dict[str, str] = {}
        """Text of the tasks and groups whose words have marks or citations, as it is printed."""
        self.products: dict[str, str] = {}
        """What comes of them, likewise."""

    def in_order(self) -> Iterator[tuple[Nhom | None, NhiemVu | None]]:
        """The rows in the order they are printed: a group, or a task."""
        for _letter, group, tasks in self._groups():
            if group is not None:
                yield group, None
            for task in tasks:
                yield None, task

    def __len__(self) -> int:
        return len(self._appendix.nhom) + len(self._appendix.nhiem_vu)

    def __iter__(self) -> Iterator[Dong]:
        count = 0
        mark = BookmarkMaker(self._last)
        for letter, group, tasks in self._groups():
            if group is not None:
                title = self.texts.get(group.id, group.tieu_de)
                yield Dong("nhom", letter, title, nut=group.id, neo=mark(group.id))
            for task in tasks:
                count += 1
                yield self._row(str(count) if task.tt is None else task.tt, task, mark)

    def _groups(self) -> Iterator[tuple[str, Nhom | None, list[NhiemVu]]]:
        appendix = self._appendix
        if not appendix.nhom:
            yield "", None, appendix.nhiem_vu
            return
        buckets: dict[str, list[NhiemVu]] = {group.id: [] for group in appendix.nhom}
        alone: list[NhiemVu] = []
        for task in appendix.nhiem_vu:
            buckets.get(task.nhom or "", alone).append(task)
        yield "", None, alone
        for index, group in enumerate(appendix.nhom):
            letter = wording.letter(index).upper() if group.tt is None else group.tt
            yield letter, group, buckets[group.id]

    def _row(self, number: str, task: NhiemVu, mark: BookmarkMaker) -> Dong:
        names = self._names
        return Dong(
            "nhiem_vu",
            number,
            self.texts.get(task.id, task.noi_dung),
            task.loi_chu_tri or _names(task.chu_tri, names),
            task.loi_phoi_hop or _names(task.phoi_hop, names),
            self.products.get(task.id) or task.san_pham or "",
            wording.deadline(task.thoi_han) if task.thoi_han else "",
            task.id,
            mark(task.id),
        )


def has_table(appendix: PhuLuc) -> bool:
    """Whether the template prints its table of tasks: also for an appendix with nothing else."""
    other = appendix.bang or appendix.khoan or appendix.muc
    return not appendix.cot and bool(appendix.nhiem_vu or appendix.nhom or not other)


def _names(agencies: list[str], names: dict[str, str]) -> str:
    """Short names of agencies in one cell; most tasks have none or one."""
    if len(agencies) == 1:
        return names[agencies[0]]
    return "; ".join([names[agency] for agency in agencies]) if agencies else ""
