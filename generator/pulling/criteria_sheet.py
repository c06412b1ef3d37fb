"""A set of criteria as an .xlsx that people edit, and the edited file back by a three-way merge.

Rows are known by hidden ids (their numbers when the file was written), columns by hidden keys.
What the sheet left as it was stays as the set says it now; where both changed a cell it is
refused by its name.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from generator.diagnostics import Place, error, warning
from generator.locale import _
from generator.progress.criteria import TieuChi
from generator.progress.saying import number_of
from generator.progress.sheets import FACTS_SHEET
from generator.pulling.worksheet import SheetColumn, keyed_page
from generator.pulling.worksheet_edits import keyed_rows
from generator.text.normal import fold, squeeze
from generator.workspace.spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.progress.criteria import TepTieuChi
    from generator.progress.form_tables import FilledCell

CRITERIA_MARK = "kehoach-bo-tieu-chi-1"
PAGE = "Bộ tiêu chí"
_COLUMNS = (
    SheetColumn("so", "Số", 9),
    SheetColumn("ten", "Tiêu chí", 60),
    SheetColumn("diem", "Điểm tối đa", 10),
    SheetColumn("thang_diem", "Thang điểm", 36),
    SheetColumn("cong_thuc", "Công thức", 28),
    SheetColumn("cach", "Cách đánh giá", 18),
    SheetColumn("tai_lieu", "Tài liệu kiểm chứng", 30),
    SheetColumn("loai", "Thưởng, trừ", 12),
)
_KINDS = {"": "", "thuong": "thưởng", "tru": "trừ"}


def as_criteria_sheet(whole: TepTieuChi, digest: str) -> bytes:
    """The .xlsx of a set; `digest` is that of its file, for the merge."""
    made = Spreadsheet(whole.bo.ten or whole.bo.id)
    keyed_page(made.book, PAGE, _COLUMNS, [_cells(one) for one in whole.tieu_chi])
    facts = made.book.add_worksheet(FACTS_SHEET)
    for i, text in enumerate((CRITERIA_MARK, whole.bo.id, digest)):
        facts.write_string(i, 0, text)
    facts.very_hidden()
    return made.data()


def _cells(one: TieuChi) -> dict[str, str]:
    cells = {column.key: str(getattr(one, column.key)) for column in _COLUMNS}
    return cells | {"loai": _KINDS[one.loai], "id": one.so}


class CriteriaEdits:
    """An edited sheet beside the set as it was then and as it is now."""

    def __init__(self, base: TepTieuChi, mine: TepTieuChi, shown: str) -> None:
        self.base = {one.so: one for one in base.tieu_chi}
        self.mine = {one.so: one for one in mine.tieu_chi}
        self.shown = shown
        self.problems: list[Diagnostic] = []

    def refuse(self, cell: FilledCell, message: str, *hints: str) -> None:
        """Tell of a cell that is not taken."""
        self.problems.append(error("KE831", message, Place(self.shown, cell.where), *hints))

    def take(self, pages: dict[str, list[list[FilledCell]]]) -> list[TieuChi]:
        """The criteria with the edits, in the order of their numbers."""
        rows, extra = keyed_rows(pages.get(PAGE, []), "ten")
        for head in extra:
            message = _("Cột “{ten}” là cột thêm; bộ tiêu chí không có chỗ cho cột này")
            place = Place(self.shown, head.where)
            self.problems.append(warning("KE832", message.format(ten=head.text), place))
        made: dict[str, TieuChi] = {}
        seen: set[str] = set()
        for row in rows:
            id_ = row["id"].text if "id" in row else ""
            seen.add(id_)
            one = self._row(id_, row)
            if one is not None and one.so in made:
                self.refuse(row["so"], _("Số {so} có hai hàng").format(so=one.so))
            elif one is not None:
                made[one.so] = one
        self._gone(seen)
        since = {so: one for so, one in self.mine.items() if so not in self.base}
        for so, one in since.items():
            made.setdefault(so, one)
        return sorted(made.values(), key=lambda one: tuple(map(int, one.so.split("."))))

    def _row(self, id_: str, row: dict[str, FilledCell]) -> TieuChi | None:
        """One criterion; None where it was taken out of the set since, and not edited here."""
        base, mine = self.base.get(id_), self.mine.get(id_)
        before = _cells(base) if base is not None else {}
        edited = {
            key: squeeze(cell.text)
            for key, cell in row.items()
            if key not in ("id", "tt") and squeeze(cell.text) != squeeze(before.get(key, ""))
        }
        if base is not None and mine is None:
            if edited:
                self.refuse(row["ten"], _("Tiêu chí này đã bỏ khỏi bộ từ khi xuất bảng"))
            return None
        now = _cells(mine) if mine is not None else {}
        one = copy.deepcopy(mine) if mine is not None else TieuChi(so="0", ten="")
        for key, text in edited.items():
            if now.get(key, "") not in (before.get(key, ""), text):
                message = _("Ô này và bộ tiêu chí cùng được sửa từ khi xuất: bộ ghi “{co}”")
                self.refuse(row[key], message.format(co=now[key]))
            else:
                self._set(one, key, text, row[key])
        if not one.ten or one.so == "0":
            self.refuse(row["ten"], _("Hàng mới cần số và tên tiêu chí"))
            return None
        return one

    def _set(self, one: TieuChi, key: str, text: str, cell: FilledCell) -> None:
        if key == "so" and not all(part.isdecimal() for part in text.split(".")):
            self.refuse(
                cell, _("Số của tiêu chí viết 1, 1.2, 1.2.3; ô ghi “{chu}”").format(chu=text)
            )
        elif key == "diem" and text and number_of(text) is None:
            self.refuse(cell, _("Cần một số, ô ghi “{chu}”").format(chu=text))
        elif key == "loai":
            kinds = [kind for kind, word in _KINDS.items() if fold(word) == fold(text)]
            if kinds:
                one.loai = kinds[0]  # type: ignore[assignment]
            else:
                self.refuse(cell, _("Cột này ghi “thưởng”, “trừ”, hoặc để trống"))
        else:
            setattr(one, key, text)

    def _gone(self, seen: set[str]) -> None:
        """Rows taken out of the sheet: out of the set too, unless somebody changed them since."""
        for so in [so for so in self.base if so not in seen and so in self.mine]:
            if self.mine[so] != self.base[so]:
                message = _("Hàng {so} bị xóa trong bảng, nhưng bộ tiêu chí đã sửa từ khi xuất")
                place = Place(self.shown, "")
                self.problems.append(error("KE831", message.format(so=so), place))
                continue
            message = _("Hàng đã xóa, bỏ khỏi bộ tiêu chí: {so}").format(so=so)
            self.problems.append(warning("KE833", message, Place(self.shown, "")))
