"""An edited .xlsx of the register: what an office may add to it, cell by cell.

The register is written once. Only its last columns grow: who received a document, and notes
behind those that are there. Every other change is refused by its cell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Place, error, warning
from generator.issuance.register.entered import headings
from generator.locale import _
from generator.text.normal import squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic
    from generator.issuance.register.entered import NumberRow

KEPT_SHEET = "_kehoach"
"""The hidden sheet with what each cell said when the file was written."""
KEPT_MARK = "kehoach-so-1"
RECEIPT, NOTE = 8, 9
"""Columns (Decree 30, Annex IV.I) that an office fills in later, from 0."""
LONGEST = 1000
"""Letters of a note."""


class SheetCell(NamedTuple):
    """A cell as it is read, and its name."""

    text: str
    where: str


class AddedNote(NamedTuple):
    """What a sheet adds to the note of a number."""

    row: str
    """Id of the row."""
    text: str


class EditedRegister(NamedTuple):
    """What an edited sheet adds, and what of it is refused."""

    added: list[AddedNote]
    diagnostics: list[Diagnostic]


def row_id(row: NumberRow) -> str:
    """By which a row of a sheet is known again."""
    return "/".join(map(str, (*row.book, row.so)))


def additions(
    pages: dict[str, list[list[SheetCell]]], now: dict[str, NumberRow], shown: str
) -> EditedRegister:
    """What the sheet adds to the rows as they are now; all or nothing is to be written."""
    kept = pages.pop(KEPT_SHEET, [])
    if not kept or kept[0][0].text != KEPT_MARK:
        message = _("Tệp này không phải sổ do kehoach register export viết ra")
        return EditedRegister([], [error("SO241", message, Place(shown, ""))])
    then = {line[0].text: [cell.text for cell in line[1:]] for line in kept[1:] if line[0].text}
    work = _Reading(then, now, shown)
    for rows in pages.values():
        work.page(rows)
    work.missing()
    return EditedRegister(work.added, work.problems)


class _Reading:
    def __init__(self, then: dict[str, list[str]], now: dict[str, NumberRow], shown: str) -> None:
        self.then, self.now, self.shown = then, now, shown
        self.added: list[AddedNote] = []
        self.problems: list[Diagnostic] = []
        self.seen: set[str] = set()

    def refuse(self, cell: SheetCell, message: str, *hints: str) -> None:
        self.problems.append(error("SO241", message, Place(self.shown, cell.where), *hints))

    def page(self, rows: Sequence[Sequence[SheetCell]]) -> None:
        """A page of rows: columns by their numbers "(1)" … "(10)", wherever they stand now."""
        wanted = [f"({i})" for i in range(1, len(headings()) + 1)]
        for at, row in enumerate(rows):
            numbers = {cell.text.strip(): i for i, cell in enumerate(row)}
            if {wanted[0], wanted[NOTE]} <= numbers.keys():
                columns = {i: numbers[text] for i, text in enumerate(wanted) if text in numbers}
                for line in rows[at + 1 :]:
                    self._row(line, columns)
                return

    def _row(self, line: Sequence[SheetCell], columns: dict[int, int]) -> None:
        cells = {i: line[at] for i, at in columns.items() if at < len(line)}
        if not any(cell.text for cell in cells.values()):
            return
        id_ = next((cell.text for cell in line if cell.text in self.then), "")
        if not id_:
            first = next(cell for cell in cells.values() if cell.text)
            message = _("Hàng thêm vào: số chỉ được cấp khi phát hành hay giữ số")
            hint = _("Số do sổ khác cấp: kehoach issue TỆP --number SỐ --book external")
            self.refuse(first, message, hint)
        elif id_ in self.seen:
            self.refuse(cells[0], _("Một số có hai hàng: {so}").format(so=id_))
        else:
            self.seen.add(id_)
            self._cells(id_, cells)

    def _cells(self, id_: str, cells: dict[int, SheetCell]) -> None:
        then, row = self.then[id_], self.now.get(id_)
        if row is None:
            self.refuse(cells[0], _("Sổ không có số này: {so}").format(so=id_))
            return
        for i, cell in cells.items():
            if i in (RECEIPT, NOTE) or squeeze(cell.text) == squeeze(then[i]):
                continue
            message = _("Cột “{ten}” của sổ không sửa được: sổ ghi “{co}”, ô ghi “{moi}”")
            text = message.format(ten=_(headings()[i]), co=then[i], moi=cell.text)
            hint = _("Sai thì lập văn bản đính chính, thay thế, hoặc thu hồi: kehoach register")
            self.refuse(cell, text, hint)
        said = self._note(then[NOTE], cells[NOTE])
        receipt = squeeze(cells[RECEIPT].text) if RECEIPT in cells else ""
        if receipt:
            said.append(_("Ký nhận: {ai}").format(ai=receipt))
        there = {squeeze(part) for part in row.note.split("; ")}
        new = [part for part in dict.fromkeys(said) if part not in there]
        if new:
            self.added.append(AddedNote(id_, "; ".join(new)))

    def _note(self, then: str, cell: SheetCell) -> list[str]:
        """The parts of a note that are new; none of those that were there may be gone."""
        before = [squeeze(part) for part in then.split("; ") if part.strip()]
        parts = [squeeze(part) for part in cell.text.replace("\n", "; ").split("; ")]
        said = [part for part in parts if part]
        if any(part not in said for part in before):
            text = _("Ghi chú đã có không bỏ, không sửa được: “{co}”").format(co=then)
            self.refuse(cell, text, _("Viết thêm ở cuối, cách bằng “; ”"))
            return []
        new = [part for part in said if part not in before]
        if any(len(part) > LONGEST or not part.isprintable() for part in new):
            self.refuse(cell, _("Ghi chú quá dài, hoặc có ký tự điều khiển"))
            return []
        return new

    def missing(self) -> None:
        """Rows that were taken out of the sheet stay in the register, and that is told."""
        gone = [id_ for id_ in self.then if id_ not in self.seen]
        if gone and self.seen:
            message = _("Tệp không còn hàng của {cac}; sổ giữ nguyên các số ấy")
            text = message.format(cac=", ".join(gone))
            self.problems.append(warning("SO242", text, Place(self.shown, "")))
