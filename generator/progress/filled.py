"""A filled form as a report: our own form by its ids, real forms by the heads of their columns.

What cannot be understood is told by cell and never guessed; every row of a form ends in the
report, if need be as one that answers to nothing in the plan.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from generator.diagnostics import Place, error, has_errors, warning
from generator.grammar.deadlines import whole
from generator.locale import _
from generator.progress.counting import miscounts
from generator.progress.form_cells import (
    cells_of,
    named_in,
    passed_over,
    take_note,
    text_in,
    wording_of,
)
from generator.progress.form_tables import read_tables
from generator.progress.heads import Kind, tables_of
from generator.progress.matching import matched, nearly_named
from generator.progress.periods import stated_period
from generator.progress.prose_report import in_words, parts_beside
from generator.progress.reported import BaoCao, DauBaoCao, KetQua, KhacNhau, SoLieu
from generator.progress.saying import (
    doubtful_thousands,
    figure_of,
    names_with_figures,
    number_of,
    paper_number,
    proofs_of,
    says_plainly,
    state_of,
    still_to_come,
)
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from pathlib import Path

    from generator.diagnostics import Diagnostic
    from generator.progress.asked import AskedOfUnits, AskedTarget, AskedTask
    from generator.progress.form_tables import FilledCell, FilledForm
    from generator.progress.heads import FormTable

_DAY = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})", re.IGNORECASE)
_BASE = re.compile(r"\d[\d.,]*\s*/\s*\d[\d.,]*[^;]*")
_SHARE = r"{} ?%\s*\((\d[\d.,]*\s*/\s*\d[^)]*)\)"
_CROSS = re.compile(r"x+|✓|✔|v", re.IGNORECASE)

TablesIn = Callable[["Path", bytes, str], "tuple[FilledForm | None, list[Diagnostic]]"]


class WantedForm(NamedTuple):
    """What the person who imports says; "" where the form has to say it."""

    unit: str = ""
    period: str = ""


class Filled(NamedTuple):
    """The reports of a form: one, or those of several units; none where it is refused."""

    reports: list[BaoCao]
    diagnostics: list[Diagnostic]


def read_form(
    path: Path,
    data: bytes,
    shown: str,
    asked: AskedOfUnits,
    wanted: WantedForm,
    tables_in: TablesIn = read_tables,
) -> Filled:
    """The report that a filled form makes, and what in it could not be understood.

    `tables_in` reads the file; by itself this room knows .xlsx and .docx.

    A form whose rows name who carries them out, and that is of the plan's issuer or of nobody
    it names, tells of all units: each of them gets its rows.
    """
    form, problems = tables_in(path, data, shown)
    if form is None:
        return Filled([], problems)
    if not form.tables and not form.prose:
        message = _("Tệp không có chữ nào đọc được (chỉ có hình?): không nhận bản quét")
        return Filled([], [*problems, error("BC901", message, Place(shown, ""))])
    reader = _FormReader(form, shown, asked, problems)
    tables = [found for table in form.tables for found in tables_of(table)]
    reader.common = reader.names_several(tables)
    reader.answers = {cell.text for table in tables for row in table.rows for cell in row}
    head = reader.head(wanted)
    if head is None:
        return Filled([], problems)
    digest = hashlib.sha256(data).hexdigest()
    head.nguon = [f"{path.name.replace('#', '_')}#{digest}"]
    if not tables:
        return _without_tables(reader, head)
    reader.common = reader.common and head.don_vi == asked.issuer
    report = BaoCao(bao_cao=head)
    for table in tables:
        reader.unread(table)
        if table.kind is Kind.TASKS:
            report.ket_qua += reader.tasks(table, head.don_vi)
        else:
            report.so_lieu += reader.targets(table, head.don_vi)
    if not reader.common:
        reader.deleted(report, {table.kind for table in tables})
    reader.against_prose(report)
    if not reader.common:
        reader.beside(report)
        reader.from_prose(report)
    reader.against_counts(report, tables)
    if has_errors(problems):
        return Filled([], problems)
    return Filled(reader.shared(report) if reader.common else [report], problems)


def _without_tables(reader: _FormReader, head: DauBaoCao) -> Filled:
    """A form that is all words: what they say of the tasks, or why nothing can be read."""
    if (spoken := reader.words_only(head)) is not None:
        return Filled([spoken], reader.problems)
    message = _("Không thấy bảng nhiệm vụ hay chỉ tiêu nào có các cột biết được")
    hint = _("Báo cáo chỉ có lời văn: chép kết quả vào biểu của đơn vị (progress init) rồi nhập")
    return Filled([], [*reader.problems, error("BC902", message, Place(reader.shown, ""), hint)])


class _FormReader:
    def __init__(
        self, form: FilledForm, shown: str, asked: AskedOfUnits, problems: list[Diagnostic]
    ) -> None:
        self.form, self.shown, self.asked, self.problems = form, shown, asked, problems
        self.common = False
        """Whether the form tells of all units, each row of those it names."""
        self.answers: set[str] = set()
        """What stands in the rows: a document named there is a proof, not the form itself."""
        self.named: list[str] = []
        """Of each row of tasks, who carries it out, as the form says."""

    def tell(self, code: str, message: str, cell: FilledCell | None = None, *hints: str) -> None:
        place = Place(self.shown, cell.where if cell else "", cell.text if cell else "")
        self.problems.append(warning(code, message, place, *hints))

    def refuse(self, code: str, message: str, *hints: str) -> None:
        self.problems.append(error(code, message, Place(self.shown, ""), *hints))

    # ------------------------------------------------------------------ whose, which period

    def head(self, wanted: WantedForm) -> DauBaoCao | None:
        """Whose report it is and for which period; None where form and request disagree."""
        facts = self.form.facts
        if facts is not None and facts.plan != self.asked.plan:
            message = _("Biểu này của kế hoạch {ma}, không phải {day}")
            self.refuse("BC903", message.format(ma=facts.plan, day=self.asked.plan))
            return None
        said = (
            facts.period if facts is not None else stated_period(" ; ".join(self.form.prose[:12]))
        )
        if wanted.period and said and said != wanted.period:
            message = _("Biểu này của kỳ {ky}, không phải kỳ {day}")
            self.refuse("BC904", message.format(ky=said, day=wanted.period))
            return None
        unit = self._unit(facts.unit if facts is not None else "", wanted.unit)
        period = wanted.period or said
        if not period:
            self.refuse("BC904", _("Biểu không nói kỳ báo cáo"), _("Thêm --period, ví dụ 2026-Q3"))
        if unit is None or not period:
            return None
        if facts is not None and facts.digest != self.asked.digest():
            message = _("Kế hoạch đã sửa sau khi phát biểu này; các hàng vẫn nhận theo mã")
            self.tell("BC905", message)
        above = (line for line in self.form.prose[:20] if not self._in_a_row(line))
        text = "\n".join(above)
        day = _DAY.search(text)
        return DauBaoCao(
            ke_hoach=self.asked.plan, don_vi=unit, ky=period,
            so_ky_hieu=paper_number(text), ngay=_day(day) if day else None,
        )  # fmt: skip

    def _in_a_row(self, line: str) -> bool:
        return line in self.answers or any(line in cell.split("\n") for cell in self.answers)

    def _unit(self, stated: str, wanted: str) -> str | None:
        known = dict(self.asked.units)
        found = stated or self._named(known)
        if wanted and found and wanted != found:
            message = _("Biểu này của {don_vi}, không phải {day}")
            self.refuse("BC906", message.format(
                don_vi=known.get(found, found), day=known.get(wanted, wanted)))  # fmt: skip
            return None
        unit = wanted or found
        if self.common and unit in ("", self.asked.issuer):
            return self.asked.issuer
        if not unit or unit not in known:
            message = _("Không biết biểu này của đơn vị nào trong các đơn vị phải báo cáo")
            self.refuse("BC906", message, _("Thêm --unit MÃ của đơn vị"))
            return None
        return unit

    def _named(self, known: dict[str, str]) -> str:
        """The one unit whose name heads the form."""
        text = fold(" ".join(self.form.prose[:8])).replace("uy ban nhan dan", "ubnd")
        found = [unit for unit, name in known.items() if f"{fold(name)} " in f"{text} "]
        longest = max((len(known[unit]) for unit in found), default=0)
        best = [unit for unit in found if len(known[unit]) == longest]
        return best[0] if len(best) == 1 else ""

    # ------------------------------------------------------------------ rows

    def unread(self, table: FormTable) -> None:
        """Tell of the columns whose words go nowhere."""
        message = _("Cột “{ten}” không có chỗ trong báo cáo: {so} ô có chữ không được lấy")
        for head, filled in table.unread():
            told = message.format(ten=squeeze(head.text) or head.where, so=filled)
            self.tell("BC921", told, head, _("Chữ cần giữ: chép vào cột kết quả rồi nhập lại"))

    def names_several(self, tables: list[FormTable]) -> bool:
        """Whether rows name at least two of the units: one form about one unit does not."""
        cells = [
            fold(row[table.columns["co_quan"]].text)
            for table in tables
            if table.kind is Kind.TASKS and "co_quan" in table.columns
            for row in table.rows
            if len(row) > table.columns["co_quan"]
        ]
        names = [fold(name) for _unit, name in self.asked.units]
        return sum(1 for name in names if any(name in cell for cell in cells)) > 1

    def tasks(self, table: FormTable, unit: str) -> list[KetQua]:
        """The rows of a table of tasks."""
        rows = cells_of(table)
        own = self.asked.tasks if self.common else self.asked.tasks_for(unit)
        nodes = matched(
            [wording_of(cells) for cells in rows], own, self.asked.tasks, dict(self.asked.units)
        )
        last = max((i for i, node in enumerate(nodes) if node), default=0)
        made = []
        for i, (cells, node) in enumerate(zip(rows, nodes, strict=True)):
            if not node and passed_over(cells, below=i > last):
                continue
            result = KetQua(nut=node, noi_dung=squeeze(cells["noi_dung"].text))
            for name in ("trong_ky", "luy_ke", "minh_chung", "kho_khan", "kien_nghi"):
                setattr(result, name, text_in(cells, name))
            take_note(result, cells)
            self._state(result, cells)
            self._proof(result, cells)
            self.deadlines(cells, node)
            if not node:
                message = _("Hàng này không khớp nhiệm vụ nào của kế hoạch; giữ lại để xem")
                self.tell("BC907", message, cells["noi_dung"])
            self.named.append(text_in(cells, "co_quan"))
            made.append(result)
        return made

    def _proof(self, result: KetQua, cells: dict[str, FilledCell]) -> None:
        """Take documents named in the result for proofs where the form has no place for them."""
        coming = still_to_come(result.trong_ky)
        if result.trang_thai == "hoan_thanh" and coming:
            message = _("Ghi hoàn thành, nhưng kết quả nói điều chưa xong: “{chu}”")
            self.tell("BC919", message.format(chu=result.trong_ky), cells.get("trong_ky"))
        if "minh_chung" not in cells and not result.minh_chung and not coming:
            result.minh_chung = "; ".join(proof.text for proof in proofs_of(result.trong_ky))

    def shared(self, report: BaoCao) -> list[BaoCao]:
        """The report of each unit that rows name; what names none stays the issuer's."""
        tasks = {task.id: task for task in self.asked.tasks}
        names = dict(self.asked.units)
        own = replace(report, ket_qua=[])  # figures and contradictions are the issuer's
        made: dict[str, BaoCao] = {}
        for row, who in zip(report.ket_qua, self.named, strict=True):
            units = sorted(tasks[row.nut].units) if row.nut else []
            said = named_in(who, {unit: names.get(unit, unit) for unit in units})
            chosen = said or (units if len(units) == 1 else [])
            if not chosen:
                own.ket_qua.append(row)
            for unit in chosen:
                head = replace(report.bao_cao, don_vi=unit)
                made.setdefault(unit, BaoCao(bao_cao=head)).ket_qua.append(row)
        kept = [] if own.empty() and not own.khac_nhau else [own]
        return [*kept, *made.values()]

    def _state(self, result: KetQua, cells: dict[str, FilledCell]) -> None:
        crossed = [
            (state, cells[key])
            for key, state in (("x_xong", "hoan_thanh"), ("x_dang", "dang"), ("x_chua", "chua"))
            if key in cells and _CROSS.fullmatch(cells[key].text)
        ]
        if len(crossed) == 1:
            result.trang_thai = crossed[0][0]  # type: ignore[assignment]
        elif crossed:
            self.tell("BC908", _("Đánh dấu nhiều trạng thái cho một nhiệm vụ"), crossed[1][1])
        cell = cells.get("trang_thai")
        if cell is None:
            return
        state = state_of(cell.text)
        if state is None:
            result.loi = cell.text
            self.tell("BC908", _("Không hiểu trạng thái “{chu}”").format(chu=cell.text), cell)
            return
        result.trang_thai = state or result.trang_thai
        if state and not says_plainly(cell.text, state):
            result.loi = cell.text

    def targets(self, table: FormTable, unit: str) -> list[SoLieu]:
        """The rows of a table of targets."""
        rows = cells_of(table)
        own = self.asked.targets if self.common else self.asked.targets_for(unit)
        nodes = matched([wording_of(cells) for cells in rows], own, self.asked.targets, {})
        made = []
        for cells, node in zip(rows, nodes, strict=True):
            figure = SoLieu(
                chi_tieu=node, noi_dung=squeeze(cells["noi_dung"].text),
                gia_tri=text_in(cells, "gia_tri"), don_vi=text_in(cells, "don_vi"),
                mau_so=text_in(cells, "mau_so"), ghi_chu=text_in(cells, "ghi_chu"),
            )  # fmt: skip
            if not figure.mau_so and (base := _BASE.search(figure.ghi_chu)) is not None:
                figure.mau_so = base[0].strip()
            if not node and figure.gia_tri:
                message = _("Hàng này không khớp chỉ tiêu nào của kế hoạch; giữ lại để xem")
                self.tell("BC907", message, cells["noi_dung"])
            if node or figure.gia_tri:
                self._figure(figure, cells, node)
                made.append(figure)
        return made

    def _figure(self, figure: SoLieu, cells: dict[str, FilledCell], node: str) -> None:
        cell = cells.get("gia_tri")
        if cell is None or not figure.gia_tri:
            return
        target = next((t for t in self.asked.targets if t.id == node), None)
        if target is not None:
            figure.don_vi = figure.don_vi or target.unit
        value = figure_of(figure.gia_tri, figure.don_vi)
        if value is None:
            message = _("Cần một số, ô ghi “{chu}”; giữ nguyên lời, không cộng")
            doubtful = doubtful_thousands(figure.gia_tri, figure.don_vi)
            hints = [_("Nghìn viết bằng dấu chấm (1.200), phần lẻ bằng dấu phẩy (1,2)")]
            self.tell("BC909", message.format(chu=figure.gia_tri), cell, *hints[: int(doubtful)])
            return
        if target is not None and figure.don_vi and fold(figure.don_vi) != fold(target.unit):
            message = _("Đơn vị tính là “{o}”, kế hoạch dùng “{dung}”")
            self.tell("BC909", message.format(o=figure.don_vi, dung=target.unit), cell)
        if target is not None and target.unit == "%" and cell.number and 0 < value <= 1:
            self.tell("BC909", _("Ô có thể là tỷ lệ dạng 0,8 thay cho 80 %: giữ như đã ghi"), cell)

    # ------------------------------------------------------------------ the whole

    def words_only(self, head: DauBaoCao) -> BaoCao | None:
        """The report of a paper without tables that can be read; None for any other."""
        if any(len(table) > 2 and len(table[0]) > 2 for table in self.form.tables):
            return None  # its answers stand in a table whose heads nobody knows
        rows, told = in_words(self.form.prose, self.asked, head.don_vi)
        for code, message in told:
            self.tell(code, message)
        report = BaoCao(bao_cao=head, ket_qua=rows)
        if rows:
            self.beside(report)
        self.from_prose(report)
        return None if report.empty() else report

    def beside(self, report: BaoCao) -> None:
        """Take what the words say of hardships and proposals beyond any one task."""
        found = parts_beside(self.form.paragraphs)
        report.bao_cao.kho_khan, report.bao_cao.kien_nghi = found.hardship, found.proposal
        for code, message in found.told:
            self.tell(code, message)

    def from_prose(self, report: BaoCao) -> None:
        """Take the figures that only the words outside the tables give."""
        given = {row.chi_tieu for row in report.so_lieu if row.gia_tri}
        rows = {row.chi_tieu: row for row in report.so_lieu}
        for target in self.asked.targets_for(report.bao_cao.don_vi):
            said: dict[str, str] = {}
            for line in () if target.id in given else self.form.prose:
                for name in names_with_figures(line, report.bao_cao.ky[:4]):
                    near = nearly_named(name, self.asked.targets) == target.id
                    value = _said_of(line, name, target.unit) if near else None
                    if value is not None and not self._in_a_row(line):
                        said.setdefault(value, line)
            if not said:
                continue
            value, line = next(iter(said.items()))
            row = rows.get(target.id) or SoLieu(chi_tieu=target.id, noi_dung=target.text)
            row.gia_tri, row.don_vi = value, row.don_vi or target.unit
            if target.unit == "%" and (base := re.search(_SHARE.format(value), line)) is not None:
                row.mau_so = row.mau_so or base[1]
            if target.id not in rows:
                report.so_lieu.append(row)
            message = _("Lấy từ lời văn: chỉ tiêu {so}: {gia_tri} {don_vi}: “{chu}”")
            figure = {"so": target.number, "gia_tri": value, "don_vi": target.unit}
            self.tell("BC922", message.format(chu=line, **figure))
            source = report.bao_cao.so_ky_hieu or self.shown
            report.khac_nhau += [
                KhacNhau(nut=target.id, truong="gia_tri", gia_tri=[value, other],
                         nguon=[f"{source}: {line}", f"{source}: {place}"])
                for other, place in said.items() if number_of(other) != number_of(value)
            ]  # fmt: skip

    def deleted(self, report: BaoCao, kinds: set[Kind]) -> None:
        """Tell which tasks and targets the form has no row for."""
        unit = report.bao_cao.don_vi
        rows = {row.nut for row in report.ket_qua}, {row.chi_tieu for row in report.so_lieu}
        asked: list[AskedTask | AskedTarget] = []
        if Kind.TASKS in kinds:
            asked += [t for t in self.asked.tasks_for(unit) if t.id not in rows[0]]
        if Kind.TARGETS in kinds:
            asked += [t for t in self.asked.targets_for(unit) if t.id not in rows[1]]
        for one in asked:
            self.tell("BC911", _("Biểu không có hàng của “{chu}”").format(chu=one.text))

    def against_prose(self, report: BaoCao) -> None:
        """Find where the words above the tables give a target another figure than its row.

        Only where a sentence says the target's whole name, or nearly all of it in the plan's
        words or short for them, and then its figure.
        """
        units = {target.id: target.unit for target in self.asked.targets}
        spoken = [
            (nearly_named(name, self.asked.targets), name, line)
            for line in self.form.prose
            for name in names_with_figures(line, report.bao_cao.ky[:4])
        ]
        for row in report.so_lieu:
            value = figure_of(row.gia_tri, row.don_vi)
            if not row.chi_tieu or value is None:
                continue
            whole_names = [(row.noi_dung, line) for line in self.form.prose]
            near = [(name, line) for node, name, line in spoken if node == row.chi_tieu]
            for name, line in [*whole_names, *near]:
                said = _said_of(line, name, units[row.chi_tieu])
                if said is not None and number_of(said) != value:
                    source = report.bao_cao.so_ky_hieu or self.shown
                    report.khac_nhau.append(KhacNhau(
                        nut=row.chi_tieu, truong="gia_tri", gia_tri=[said, row.gia_tri],
                        nguon=[f"{source}, {_('lời văn')}: {line}", f"{source}, {_('biểu')}"],
                    ))  # fmt: skip
                    break

    def against_counts(self, report: BaoCao, tables: list[FormTable]) -> None:
        """Find where a summary counts its rows otherwise than they are."""
        heads = [cell.text for table in tables for cell in table.head]
        states = [row.trang_thai for row in report.ket_qua if row.trang_thai]
        asked = [row.trang_thai for row in report.ket_qua if row.trang_thai and row.nut]
        source = report.bao_cao.so_ky_hieu or self.shown
        for one in miscounts([*self.form.prose, *heads], states, asked):
            message = _("Lời văn nêu {lo} nhiệm vụ ({gi}), đếm trong bảng được {bang}")
            self.tell("BC913", message.format(lo=one.stated, gi=one.what, bang=one.counted))
            report.khac_nhau.append(KhacNhau(
                nut=f"({_('đếm')}) {one.what}", truong="so_luong",
                gia_tri=[str(one.stated), str(one.counted)],
                nguon=[f"{source}, {_('lời văn')}: {one.line}", f"{source}, {_('biểu')}"],
            ))  # fmt: skip

    def deadlines(self, cells: dict[str, FilledCell], node: str) -> None:
        """Tell where a row gives another last day than the plan."""
        cell = cells.get("han")
        task = next((task for task in self.asked.tasks if task.id == node), None)
        if cell is None or task is None or task.due is None or not cell.text:
            return
        said = whole(cell.text, task.due)
        if said is not None and said.last is not None and said.last != task.due:
            message = _(
                "Thời hạn trong biểu “{bieu}” khác kế hoạch “{ke_hoach}”; xét theo kế hoạch"
            )
            self.tell("BC920", message.format(bieu=cell.text, ke_hoach=task.when), cell)


def _day(found: re.Match[str]) -> date | None:
    try:
        return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None


def _said_of(line: str, name: str, unit: str) -> str | None:
    """The figure that a sentence gives right after the whole name of a target."""
    at = fold(line).find(fold(name))
    if at < 0 or len(fold(line)) != len(line):
        return None
    after = line[at + len(name) :]
    wanted = re.escape(unit) if unit else ""
    found = re.match(rf"[^.;\d]{{0,40}}?(\d[\d.]*(?:,\d+)?)\s*{wanted}(?!\w)", after, re.IGNORECASE)
    return found[1] if found is not None and unit else None
