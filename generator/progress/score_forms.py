"""The form of a score sheet for one round, and the filled form back: each cell or none.

Only the cells of the round are open. A form of our own or of an office is read by the titles of
its columns and the numbers of its rows; a cell that is no number, goes beyond the most points,
or belongs to another round is refused by its name, and then nothing of the form is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.diagnostics import Place, error, warning
from generator.locale import _
from generator.progress.criteria import CriterionNumbers
from generator.progress.heads import columns_of
from generator.progress.joining import same_value
from generator.progress.paper_forms import paper
from generator.progress.saying import number_of, number_text
from generator.progress.score_sheet import FIELDS, ROUNDS, DongCham
from generator.progress.sheets import SCORE_MARK, Column, FormPage, PointsLimit, workbook
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.diagnostics import Diagnostic
    from generator.progress.criteria import TepTieuChi, TieuChi
    from generator.progress.form_tables import FilledCell
    from generator.progress.score_sheet import PhieuCham, ScoreRound

_TITLES = {
    "so_lieu": ("Số liệu", 22),
    "tu_cham": ("Điểm tự chấm", 10),
    "minh_chung": ("Tài liệu kiểm chứng", 30),
    "ghi_chu": ("Ghi chú của đơn vị", 24),
    "tham_dinh": ("Điểm thẩm định", 10),
    "y_kien": ("Ghi chú của thẩm định", 24),
    "giai_trinh": ("Giải trình của đơn vị", 30),
    "minh_chung_them": ("Minh chứng bổ sung", 24),
    "tham_dinh_lai": ("Điểm thẩm định lần 2", 10),
    "y_kien_lai": ("Ghi chú thẩm định lần 2", 24),
}
_HEADS = (
    ("so", r"tt|stt|so tt|so"),
    ("ten", r"(ten )?(linh vuc|tieu chi|noi dung)( |/|,|$).*"),
    ("toi_da", r"(diem toi da|diem chuan|thang diem).*"),
    ("tham_dinh_lai", r"(diem|ket qua).*tham dinh.*(lan (2|hai)|lai)"),
    ("y_kien_lai", r"(ghi chu|y kien|nhan xet).*tham dinh.*(lan (2|hai)|lai)"),
    ("y_kien", r"(ghi chu|y kien|nhan xet|ly do).*tham dinh.*"),
    ("tham_dinh", r"(diem|ket qua).*tham dinh.*"),
    ("tu_cham", r".*\btu (cham|danh gia).*"),
    ("minh_chung_them", r"(tai lieu|minh chung).*(bo sung|them).*"),
    ("minh_chung", r"(tai lieu|minh chung).*"),
    ("giai_trinh", r"(noi dung )?giai trinh.*"),
    ("so_lieu", r"so lieu.*"),
    ("ghi_chu", r"ghi chu.*"),
)
_POINTS = frozenset(one.points for one in ROUNDS if one.points)


def as_score_form(
    kind: str,
    criteria: TepTieuChi,
    sheet: PhieuCham,
    turn: ScoreRound,
    title: Sequence[str],
) -> bytes:
    """The form of a unit for a round, .xlsx or .docx, with what was said in the rounds before."""
    columns = _columns(criteria, turn)
    rows = _rows(criteria, sheet)
    head = sheet.phieu
    facts = (SCORE_MARK, head.bo, head.don_vi, turn.name, criteria.digest())
    if kind == "docx":
        return paper(title, [(columns, rows)], facts)
    scored = {leaf.so for leaf in criteria.leaves()}
    limits = {
        (i, turn.points): _limit(one)
        for i, one in enumerate(criteria.tieu_chi)
        if turn.points and one.so in scored
    }
    return workbook(title, [FormPage("Phiếu chấm", columns, rows, limits=limits)], facts)


def _columns(criteria: TepTieuChi, turn: ScoreRound) -> list[Column]:
    """The columns of all rounds up to this one; its own are open."""
    shown = ROUNDS[: ROUNDS.index(turn) + 1]
    keys = [name for one in shown for name in one.fields]
    if not any(one.cong_thuc for one in criteria.tieu_chi):
        keys.remove("so_lieu")
    fixed = [Column("tt", "STT", 8, open=False), Column("ten", "Tiêu chí", 46, open=False),
             Column("toi_da", "Điểm tối đa", 9, open=False)]  # fmt: skip
    return fixed + [Column(key, *_TITLES[key], open=key in turn.fields) for key in keys]


def _rows(criteria: TepTieuChi, sheet: PhieuCham) -> list[dict[str, str]]:
    told, scored = sheet.rows(), {leaf.so for leaf in criteria.leaves()}
    made = []
    for one in criteria.tieu_chi:
        row = {"id": one.so, "tt": one.so, "ten": _worded(one), "toi_da": one.diem}
        if (said := told.get(one.so)) is not None:
            row |= {name: getattr(said, name) for name in FIELDS}
        if one.so not in scored:
            row["shut"] = "1"
        made.append(row)
    return made


def _worded(one: TieuChi) -> str:
    """A criterion with its scale, and the figures that its formula asks for."""
    figures = [f"{name}: {words}" for name, words in one.bien.items()]
    proofs = one.tai_lieu and _("Kiểm chứng: {gi}").format(gi=one.tai_lieu)
    more = [one.thang_diem, one.cong_thuc and f"= {one.cong_thuc}", *figures, proofs]
    return "\n".join([one.ten, *(f"({line})" for line in more if line)])


def _limit(one: TieuChi) -> PointsLimit:
    value = number_of(one.diem)
    return PointsLimit(float(value) if value is not None else None, one.thang_diem)


# ------------------------------------------------------------------------------ back


class ScoreRows(NamedTuple):
    """The rows of a filled form, each with its place in the tree, by the keys of columns."""

    rows: list[tuple[str, dict[str, FilledCell]]]
    fields: frozenset[str]
    """The cells of rounds that the form has columns for."""


def score_rows(tables: Sequence[Sequence[list[FilledCell]]]) -> ScoreRows | None:
    """The rows of the tables of a form; None where no table has numbers and points.

    Heads on two lines ("Điểm" over "Tự chấm", "Thẩm định") are read together.
    """
    numbers = CriterionNumbers()
    found: list[tuple[str, dict[str, FilledCell]]] = []
    fields: set[str] = set()
    for rows in tables:
        columns, first = _found_heads(rows)
        fields |= columns.keys() & set(FIELDS)
        for row in rows[first:] if columns else ():
            cells = {key: row[at] for key, at in columns.items() if at < len(row)}
            number = numbers.of(cells["so"].text) if "so" in cells else ""
            if number:
                found.append((number, cells))
    return ScoreRows(found, frozenset(fields)) if found else None


def _found_heads(rows: Sequence[list[FilledCell]]) -> tuple[dict[str, int], int]:
    for at, row in enumerate(rows[:20]):
        own = [fold(cell.text).strip(" .:") for cell in row]
        below = (
            [fold(cell.text).strip(" .:") for cell in rows[at + 1]] if at + 1 < len(rows) else []
        )
        for titles, height in ((own, 1), (_together(own, below), 2)):
            columns = columns_of(titles, _HEADS)
            if {"so", "ten"} <= columns.keys() and columns.keys() & _POINTS:
                return columns, at + height
    return {}, 0


def _together(above: list[str], below: list[str]) -> list[str]:
    """The titles of two lines: what stands over several columns counts for each of them."""
    made, last = [], ""
    for one, other in zip(above, below, strict=False):
        last = one or (last if other else "")
        made.append(last if last == other else f"{last} {other}".strip())
    return made


class FilledScore:
    """What one form says in one round, set beside the sheet that is there."""

    def __init__(
        self, criteria: TepTieuChi, there: PhieuCham, turn: ScoreRound, shown: str
    ) -> None:
        self.criteria, self.there, self.turn, self.shown = criteria, there, turn, shown
        self.problems: list[Diagnostic] = []
        self._known = {one.so: one for one in criteria.tieu_chi}
        self._stored = there.rows()

    def refuse(self, code: str, cell: FilledCell, message: str, *hints: str) -> None:
        """Tell of a cell that is not taken."""
        place = Place(self.shown, cell.where, cell.text)
        self.problems.append(error(code, message, place, *hints))

    def take(self, form: ScoreRows) -> list[DongCham]:
        """The rows of the round; `problems` says what is refused."""
        made: dict[str, DongCham] = {}
        scored = {leaf.so for leaf in self.criteria.leaves()}
        for number, cells in form.rows:
            if number not in self._known:
                if any(cells[key].text for key in cells.keys() & set(FIELDS)):
                    message = _("Bộ tiêu chí không có số {so}").format(so=number)
                    self.refuse("BC943", cells["so"], message)
                continue
            if number in made:
                message = _("Số {so} có hai hàng").format(so=number)
                self.refuse("BC943", cells["so"], message)
                continue
            made[number] = self._row(number, cells, scored=number in scored)
        if missing := [so for so in scored if so not in made]:
            numbers = ", ".join(sorted(missing, key=_order))
            message = _("Phiếu không có hàng của tiêu chí {so}").format(so=numbers)
            self.problems.append(warning("BC911", message, Place(self.shown, "")))
        self._later(list(made.values()))
        return [row for row in made.values() if any(getattr(row, f) for f in self.turn.fields)]

    def _row(self, number: str, cells: dict[str, FilledCell], *, scored: bool) -> DongCham:
        row, one = DongCham(so=number), self._known[number]
        before = self._stored.get(number, DongCham(so=number))
        if "toi_da" in cells:
            self._same(cells["toi_da"], one.diem, _("Điểm tối đa"))
        for key in FIELDS:
            cell = cells.get(key)
            text = squeeze(cell.text) if cell is not None else ""
            if cell is None or not text:
                continue
            if key not in self.turn.fields:
                self._same(cell, getattr(before, key), _(_TITLES[key][0]))
            elif key in _POINTS and not self._points(cell, one, scored=scored):
                continue
            else:
                setattr(row, key, text)
        return row

    def _same(self, cell: FilledCell, stored: str, title: str) -> None:
        """Refuse a cell of another round, or of the set, that is not as it was given out."""
        if cell.text and not same_value(cell.text, squeeze(stored)):
            message = _("Cột “{ten}” không thuộc vòng này: ô ghi “{co}”, phiếu đang giữ “{giu}”")
            text = message.format(ten=title, co=cell.text, giu=stored)
            hint = _("Vòng đang nhận: {vong}").format(vong=_(self.turn.words))
            self.refuse("BC942", cell, text, hint)

    def _points(self, cell: FilledCell, one: TieuChi, *, scored: bool) -> bool:
        value, most = number_of(cell.text), number_of(one.diem)
        if value is None:
            message = _("Điểm phải là một số, ô ghi “{chu}”").format(chu=cell.text)
            self.refuse("BC941", cell, message, _("Viết 1,5; lời thì ghi ở cột ghi chú"))
        elif value < 0:
            message = _("Điểm không thể nhỏ hơn 0, kể cả điểm trừ: {co}").format(co=cell.text)
            self.refuse("BC941", cell, message, _("Điểm trừ ghi là số dương"))
        elif scored and most is not None and value > most:
            message = _("Điểm {co} cao hơn điểm tối đa {most} của tiêu chí {so}")
            text = message.format(co=number_text(value), most=one.diem, so=one.so)
            self.refuse("BC941", cell, text)
        else:
            return True
        return False

    def _later(self, rows: list[DongCham]) -> None:
        """Refuse what changes a round after the next one was received."""
        after = ROUNDS[ROUNDS.index(self.turn) + 1 :]
        came = next((one for one in after if self.there.answered(one)), None)
        if came is None:
            return
        for row in rows:
            before = self._stored.get(row.so, DongCham(so=row.so))
            for name in self.turn.fields:
                said, kept = getattr(row, name), getattr(before, name)
                if said and not same_value(said, squeeze(kept)):
                    message = _("Tiêu chí {so}: vòng “{vong}” đã khép khi nhận vòng “{sau}”")
                    text = message.format(so=row.so, vong=_(self.turn.words), sau=_(came.words))
                    self.problems.append(error("BC944", text, Place(self.shown, "", said)))


def _order(number: str) -> tuple[int, ...]:
    return tuple(map(int, number.split(".")))
