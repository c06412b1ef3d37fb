"""An edited .xlsx of a plan as the plan that its editor means.

Columns are known by the hidden keys above them, wherever they were moved and whatever they are
called now; rows by their hidden ids, a row without one is new. Only cells that changed are
read; what cannot be understood is refused by its cell.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.cascade.changing.given import fresh_id
from generator.cascade.changing.tree import Tree
from generator.diagnostics import Place, error, warning
from generator.grammar.stored import work_begins
from generator.locale import _
from generator.plan.cell_lines import squeezed
from generator.plan.model import NhiemVu
from generator.plan.promised import ChiTieu
from generator.progress.goals import targets_of
from generator.progress.saying import number_of
from generator.pulling.table import read_deadline
from generator.pulling.worksheet import (
    MORE,
    SAID,
    SIGNS,
    STATES,
    TARGETS,
    node_words,
    said_cells,
    tables,
    target_cells,
    task_cells,
)
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from generator.diagnostics import Diagnostic
    from generator.plan.model import GiaoViec, KeHoach, PhuLuc
    from generator.progress.form_tables import FilledCell

Row = dict[str, "FilledCell"]


class AgencyCells(NamedTuple):
    """How agencies are called in cells, and which one a name means."""

    short: Callable[[str], str]
    find: Callable[[str], str | None]


def keyed_rows(rows: Sequence[list[FilledCell]], needed: str) -> tuple[list[Row], list[FilledCell]]:
    """The rows below the hidden keys of a page, and the heads of columns that somebody added."""
    for at, row in enumerate(rows[:10]):
        keys = {i: c.text.removeprefix("kh:") for i, c in enumerate(row) if c.text[:3] == "kh:"}
        if needed not in keys.values() or at + 1 >= len(rows):
            continue
        body = rows[at + 2 :]
        found = [{key: line[i] for i, key in keys.items()} for line in body]
        extra = [
            head
            for i, head in enumerate(rows[at + 1])
            if i not in keys and any(line[i].text for line in body if i < len(line))
        ]
        return [row for row in found if any(cell.text for cell in row.values())], extra
    return [], []


class SheetEdits:
    """The edits of one file; `plan` is the base with them."""

    def __init__(self, base: KeHoach, bodies: AgencyCells, shown: str) -> None:
        self.base, self.bodies, self.shown = base, bodies, shown
        self.plan = copy.deepcopy(base)
        self.problems: list[Diagnostic] = []
        self._taken = set(Tree(base).items) | {target.id for target in targets_of(base)}

    def refuse(self, cell: FilledCell, message: str, *hints: str) -> None:
        """Tell of a cell that cannot be understood."""
        self.problems.append(error("KE831", message, Place(self.shown, cell.where), *hints))

    def take(self, pages: dict[str, list[list[FilledCell]]], appendices: dict[str, str]) -> None:
        """Take over each page: `appendices` says which of them is which appendix."""
        by_id = {appendix.id: appendix for appendix in tables(self.plan)}
        for name, rows in pages.items():
            found = self._rows(rows)
            if name == TARGETS:
                self._targets(found)
            elif name == SAID:
                self._said(found)
            elif (appendix := by_id.get(appendices.get(name, ""))) is not None:
                self._tasks(appendix, found)
            elif found:
                message = _("Trang “{ten}” không thuộc kế hoạch; không nhận").format(ten=name)
                self.problems.append(warning("KE832", message, Place(self.shown, name)))
        for name in {*appendices, *([TARGETS] if self.base.chi_tieu else [])} - set(pages):
            message = _("Thiếu trang “{ten}”: giữ nguyên phần ấy").format(ten=name)
            self.problems.append(warning("KE832", message, Place(self.shown, name)))

    def _rows(self, rows: Sequence[list[FilledCell]]) -> list[Row]:
        """The rows below the heads, each cell by the key above its column."""
        found, extra = keyed_rows(rows, "noi_dung")
        for head in extra:
            message = _("Cột “{ten}” là cột thêm; kế hoạch không có chỗ cho cột này")
            place = Place(self.shown, head.where)
            self.problems.append(warning("KE832", message.format(ten=head.text), place))
        return found

    # ------------------------------------------------------------------ tasks

    def _tasks(self, appendix: PhuLuc, rows: list[Row]) -> None:
        groups = {group.id: group.tieu_de for group in appendix.nhom}
        known = {task.id: task for task in appendix.nhiem_vu}
        made: list[NhiemVu] = []
        for row in rows:
            id_ = row["id"].text if "id" in row else ""
            task = known.pop(id_, None)
            text = squeezed(row["noi_dung"].text)
            if task is None and not text:
                continue
            if task is None:
                task = NhiemVu(id=self._new_id(text), noi_dung=text)
            elif not text:
                self.refuse(row["noi_dung"], _("Nhiệm vụ trống lời; muốn bỏ thì xóa cả hàng"))
            self._task(task, row, groups)
            made.append(task)
        self._gone([task.noi_dung for task in known.values()])
        appendix.nhiem_vu = made

    def _new_id(self, text: str) -> str:
        id_ = fresh_id(f"nv {text}", self._taken)
        self._taken.add(id_)
        return id_

    def _gone(self, texts: list[str]) -> None:
        for text in texts:
            message = _("Hàng đã xóa, bỏ khỏi kế hoạch: “{chu}”").format(chu=squeeze(text)[:80])
            self.problems.append(warning("KE833", message, Place(self.shown, "")))

    def _task(self, task: NhiemVu, row: Row, groups: dict[str, str]) -> None:
        before = task_cells(task, groups, self.bodies.short)
        for key, cell in row.items():
            text = squeezed(cell.text)
            if key in ("tt", "id") or text == squeezed(before.get(key, "")):
                continue
            if key == "noi_dung" and text:
                task.noi_dung = text
            elif key == "san_pham":
                task.san_pham = text or None
            elif key == "thoi_han":
                self._deadline(task, cell)
            elif key == "nhom":
                self._group(task, cell, groups)
            elif key in ("chu_tri", "phoi_hop"):
                self._agencies(task, key, cell)
            elif key.startswith(MORE):
                more = {**task.cot_them, key.removeprefix(MORE): text}
                task.cot_them = {title: words for title, words in more.items() if words}

    def _deadline(self, task: NhiemVu | GiaoViec, cell: FilledCell) -> None:
        text = squeezed(cell.text)
        made = read_deadline(text, work_begins(self.base)) if text else None
        if text and (made is None or (made.ghi_chu and any(c.isdigit() for c in text))):
            message = _("Không hiểu thời hạn “{chu}”").format(chu=text)
            hint = _("Viết ngày: 30/9/2026, Trước 30/9/2026, Quý III/2026, Năm 2026")
            self.refuse(cell, message, hint)
            return
        task.thoi_han = made

    def _group(self, task: NhiemVu, cell: FilledCell, groups: dict[str, str]) -> None:
        if not cell.text:
            task.nhom = None
            return
        same = [id_ for id_, title in groups.items() if fold(title) == fold(cell.text)]
        if not same:
            known = "; ".join(groups.values()) or _("không có nhóm nào")
            message = _("Không có nhóm “{ten}” ở phụ lục này").format(ten=cell.text)
            self.refuse(cell, message, _("Các nhóm: {cac}").format(cac=known))
            return
        task.nhom = same[0]

    def _agencies(self, task: NhiemVu, key: str, cell: FilledCell) -> None:
        found = self._bodies(cell)
        if found is not None:
            setattr(task, key, found)
            setattr(task, f"loi_{key}", None)

    def _bodies(self, cell: FilledCell) -> list[str] | None:
        """The ids of the bodies of a cell; None where one of them is not known, which is told."""
        found: list[str] = []
        for part in cell.text.replace("\n", ";").split(";"):
            name = squeeze(part).rstrip(" .,")
            id_ = self.bodies.find(name) if name else None
            if name and id_ is None:
                message = _("Không biết cơ quan “{ten}”").format(ten=name)
                hint = _("Viết tên như trong danh mục cơ quan, nhiều cơ quan cách nhau bằng “;”")
                self.refuse(cell, message, hint)
                return None
            if id_ is not None and id_ not in found:
                found.append(id_)
        return found

    # ------------------------------------------------------------------ tasks of sentences

    def _said(self, rows: list[Row]) -> None:
        """Records of tasks in sentences; a row that is gone stays, since its sentence stands."""
        records = {record.id: record for record in self.plan.giao_viec}
        words = node_words(self.base)
        left = dict(records)
        for row in rows:
            record = left.pop(row["id"].text if "id" in row else "", None)
            if record is not None:
                self._record(record, row, words)
            elif row["noi_dung"].text:
                message = _("Nhiệm vụ mới: viết câu ấy vào kế hoạch, ở Word hay trang Soạn")
                self.refuse(row["noi_dung"], message)
        for record in left.values():
            said = said_cells(record, words, self.bodies.short)["noi_dung"][:80]
            message = _("Hàng đã xóa nhưng câu còn trong kế hoạch, nhiệm vụ được giữ: “{chu}”")
            hint = _("Không phải nhiệm vụ thì ghi “bỏ” ở cột Xem; bỏ cả câu thì sửa kế hoạch")
            place = Place(self.shown, SAID)
            self.problems.append(warning("KE833", message.format(chu=said), place, hint))

    def _record(self, record: GiaoViec, row: Row, words: dict[str, str]) -> None:
        before = said_cells(record, words, self.bodies.short)
        for key, cell in row.items():
            text = squeeze(cell.text)
            if key in ("tt", "id") or text == squeeze(before.get(key, "")):
                continue
            if key in ("noi_dung", "vai_tro"):
                message = _("Ô này là lời của kế hoạch: sửa câu ấy ở Word hay trang Soạn")
                self.refuse(cell, message)
            elif key == "trang_thai":
                self._state(record, cell)
                continue
            elif key == "san_pham":
                record.san_pham = text or None
            elif key == "thoi_han":
                self._deadline(record, cell)
            elif (found := self._bodies(cell)) is not None:
                setattr(record, key, found)
            if record.trang_thai == "de-xuat":
                record.trang_thai = "giu"  # a person has looked at it

    def _state(self, record: GiaoViec, cell: FilledCell) -> None:
        known = {fold(word): state for state, word in STATES.items()}
        state = known.get(fold(squeeze(cell.text)))
        if state is None:
            message = _("Không hiểu ô này: “{chu}”").format(chu=cell.text)
            self.refuse(cell, message, _("Ghi: {cac}").format(cac=", ".join(STATES.values())))
        else:
            record.trang_thai = state  # type: ignore[assignment]

    # ------------------------------------------------------------------ targets

    def _targets(self, rows: list[Row]) -> None:
        stored = bool(self.base.chi_tieu)
        known = {target.id: copy.deepcopy(target) for target in targets_of(self.base)}
        made = []
        for row in rows:
            target = known.pop(row["id"].text if "id" in row else "", None)
            text = squeeze(row["noi_dung"].text)
            if target is None and not text:
                continue
            before = target_cells(target) if target is not None else {}
            if target is None:
                target = ChiTieu(id=self._new_id(f"ct {text}"), noi_dung=text, gia_tri="0")
            edited = self._target(target, row, before)
            if edited and not stored:
                message = _("Chỉ tiêu này đọc từ bảng của phụ lục; sửa ở bảng ấy")
                self.refuse(row["noi_dung"], message, _("Hoặc ghi chỉ tiêu vào [[chi_tieu]]"))
            made.append(target)
        if stored:
            self._gone([target.noi_dung for target in known.values()])
            self.plan.chi_tieu = made

    def _target(self, target: ChiTieu, row: Row, before: dict[str, str]) -> bool:
        edited = False
        for key, cell in row.items():
            text: Any = squeeze(cell.text)
            if key in ("tt", "id") or text == before.get(key, ""):
                continue
            edited = True
            if key == "gia_tri" and number_of(text) is None:
                self.refuse(cell, _("Cần một số, ô ghi “{chu}”").format(chu=text))
                continue
            if key == "so_sanh":
                text = next((k for k, sign in SIGNS.items() if text in (k, sign)), None)
            elif key == "nam":
                text = int(text) if text.isdecimal() and 1945 <= int(text) <= 2200 else None
            if text is None:
                self.refuse(cell, _("Không hiểu ô này: “{chu}”").format(chu=cell.text))
                continue
            setattr(target, key, text or (None if key not in ("noi_dung", "don_vi") else ""))
        return edited
