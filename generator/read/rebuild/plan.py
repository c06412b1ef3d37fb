"""A reading as the plan a clerk would write, with an account of every line of the source.

    imported = build(reading, registry, citations, plan_of)
    imported.plan, imported.diagnostics

The plan is None when the source is no administrative document. `proof` composes the plan
and looks for every line in what is printed: what is not there is in the report.
"""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from generator.diagnostics import Diagnostic, Place, error
from generator.grammar.column_heads import is_ditto
from generator.grammar.stored import begins
from generator.locale import _
from generator.plan.families import DECISION, is_legal
from generator.plan.model import Doan, KeHoach, PhuLuc
from generator.plan.wording import plain, without_reference
from generator.read.rebuild.body import BodyBuilder, settle_points
from generator.read.rebuild.cites import Cites
from generator.read.rebuild.foot import build_recipients, build_signers
from generator.read.rebuild.head import assumed_day, build_head, date_of
from generator.read.rebuild.ids import Ids, own_id, slug
from generator.read.rebuild.import_report import Left, LineFates
from generator.read.rebuild.marks import marked
from generator.read.rebuild.named_agencies import Names
from generator.read.rebuild.numbers import settle_numbers
from generator.read.rebuild.proof import prove
from generator.read.rebuild.recognition_doubts import mark_doubts
from generator.read.rebuild.row_ids import name_rows
from generator.read.rebuild.source_notes import put_marks, take_notes
from generator.read.rebuild.source_tables import free_table, tasks_of
from generator.read.rebuild.table_grid import grid_of
from generator.read.rebuild.task_columns import columns_of
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from generator.plan.agencies import Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.model import Khoan, Muc, VanBan
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.read.lines import Part

_OUTLINE = ("muc", "khoan", "diem", "diem_con", "doan")
_ORGANISES = re.compile(r"to chuc thuc hien|trach nhiem|phan cong|to chuc trien khai")
_BESIDE: dict[Part, Callable[[], str]] = {
    "than": lambda: _("Dòng"),
    "dau": lambda: _("Chữ ở đầu trang"),
    "chan": lambda: _("Chữ ở chân trang"),
    "chu_thich": lambda: _("Chú thích"),
    "nhan_xet": lambda: _("Nhận xét"),
}
"""Part of the page → its name, in the language of the moment."""
_GIVEN = re.compile(r"^(de nghi|giao|yeu cau|doi voi)\s+")


class ImportedSource(NamedTuple):
    """What became of a source."""

    plan: KeHoach | None
    account: LineFates
    diagnostics: list[Diagnostic]


def build(
    reading: DocumentRoles, registry: Registry, citations: Citations, plan_of: PlanOf
) -> ImportedSource:
    """The plan of a reading. See the module."""
    account = LineFates()
    if (refused := _refusal(reading)) is not None:
        return ImportedSource(None, account, [refused])
    return _Builder(reading, registry, citations, plan_of, account).run()


def _refusal(reading: DocumentRoles) -> Diagnostic | None:
    """A text that is no administrative document becomes no plan."""
    facts = {
        role
        for role in ("quoc_hieu", "so", "dia_danh", "ten_loai", "nhan_noi_nhan", "quyen_han")
        if reading.first(role) is not None
    }
    headings = [d for d in reading.of("muc", "khoan") if d.heading]
    if len(facts) >= 2 or (facts & {"ten_loai", "so"} and headings):
        return None
    place = reading.decisions[0].line.place if reading.decisions else None
    message = _("Đây không phải văn bản hành chính: không có số, ký hiệu, tên loại, đề mục")
    hint = _("Chương trình đọc kế hoạch và các văn bản theo Nghị định 30/2020/NĐ-CP.")
    return error("NH001", message, place, hint)


class _Builder:
    def __init__(
        self,
        reading: DocumentRoles,
        registry: Registry,
        citations: Citations,
        plan_of: PlanOf,
        account: LineFates,
    ) -> None:
        self.reading = reading
        self.registry = registry
        self.citations = citations
        self.plan_of = plan_of
        self.account = account
        self.ids = Ids()
        dated = date_of(reading)
        day = dated.date() if dated else None
        if day is None and dated is not None and dated.year:
            day = assumed_day(dated)
        source = f"Nhập từ {PurePath(reading.file).name}"
        self.names = Names(registry, day, source)

    def run(self) -> ImportedSource:
        account = self.account
        head = build_head(self.reading, self.names, account)
        self.names.of(head.co_quan)
        self.names.begins = begins(head.trich_yeu, self.names.day)
        if is_legal(head):
            self._legal(head)
        plan = KeHoach(phien_ban=1, van_ban=head)
        plan.kinh_gui = self._addressees()
        self._text(plan)
        if head.loai == DECISION:
            self._decided(plan)
        plan.noi_nhan, head.luu = build_recipients(self.reading, self.ids, self.names, account)
        plan.nguoi_ky = build_signers(self.reading, account)
        parts = sorted({d.part for d in self.reading.decisions} - {0})
        plan.phu_luc = [self._appendix(part) for part in parts]
        self._assign(plan.muc)
        notes = take_notes(plan, self.reading, self.ids, account)
        cites = Cites(plan, self.registry, self.citations, self.plan_of, self.names)
        plan.van_ban_moi = cites.apply()
        plan.co_quan_moi = list(self.names.proposed.values())
        name_rows(plan, self.ids)
        put_marks(plan, notes)
        self._rest()
        prove(plan, self.registry, self.citations, self.plan_of, account)
        self._proposals(plan)
        mark_doubts(plan, self.reading, account)
        return ImportedSource(plan, account, account.diagnostics)

    def _legal(self, head: VanBan) -> None:
        """A legal document has a form of its own: printed again it would be wrong."""
        message = _(
            "“{so}” là văn bản quy phạm pháp luật: thể thức theo Nghị định 78/2025/NĐ-CP, sửa đổi "
            "bởi 187/2025/NĐ-CP"
        )
        hint = _(
            "Dùng để dẫn, để lập kế hoạch thực hiện; không in lại theo Nghị định 30/2020/NĐ-CP"
        )
        lines = self.reading.of("so")
        place = lines[0].line.place if lines else Place(self.reading.file, "")
        number = f"{head.so}/{head.ky_hieu}" if head.so else f"{head.ky_hieu}"
        self.account.doubt("NH033", message.format(so=number), place, hint)

    # -- the text

    def _addressees(self) -> list[str]:
        lines = self.reading.of("kinh_gui")
        out = []
        for d in lines:
            text = re.sub(r"^\s*[Kk]ính gửi\s*:?\s*", "", d.rest)
            text = re.sub(r"[\s;,.]+$", "", text.lstrip("-–+ "))
            if text:
                out.append(squeeze(text))
        self.account.keep(lines, "kinh_gui")
        return out

    def _decided(self, plan: KeHoach) -> None:
        """The words between bases and articles are printed by the program."""
        for node in list(plan.mo_dau):
            if fold(plain(node.noi_dung)).strip(" :") == "quyet dinh":
                plan.mo_dau.remove(node)
                self.account.kept = [
                    (d, "tham_quyen" if of == node.id else of) for d, of in self.account.kept
                ]

    def _text(self, plan: KeHoach) -> None:
        """Preamble, sections and closing, with the tables between them."""
        body = BodyBuilder(self.ids, self.account)
        bases = self.reading.of("can_cu", "mo_dau")
        mixed = any(a.role == "mo_dau" and b.role == "can_cu" for a, b in pairwise(bases))
        last: Doan | None = None
        for role, lines in _stretches(self.reading.decisions, 0):
            if role == "bang":
                if last is not None:
                    table, texts = free_table(lines)
                    last.bang = [*last.bang, table]
                    self.account.keep(texts, last.id)
                else:
                    body.add_table(lines)
                continue
            for d in lines:
                if role in _OUTLINE:
                    last = None
                    body.add(d)
                elif role in ("can_cu", "mo_dau", "ket_thuc"):
                    last = self._paragraph(d)
                    self._place(plan, last, d, mixed=mixed)
        settle_points(list(_items(body)), body.points)
        settle_numbers(body)
        plan.mo_dau += self._flattened(body)
        plan.muc = body.sections

    @staticmethod
    def _place(plan: KeHoach, node: Doan, d: Decision, *, mixed: bool) -> None:
        """A legal basis in italics has its own list, unless other text stands before it."""
        italic = d.line.italic or d.line.size is None
        if d.role == "can_cu" and italic and not mixed and not plan.mo_dau:
            node.noi_dung = marked(d.line.runs, d.line.full, plain_italic=True)
            plan.can_cu.append(node)
            return
        node.vai_tro = _role(d)
        (plan.ket_thuc if d.role == "ket_thuc" else plan.mo_dau).append(node)

    def _paragraph(self, d: Decision) -> Doan:
        wanted = {"can_cu": "can-cu", "ket_thuc": "ket-thuc"}.get(d.role) or slug(d.line.text)
        node = Doan(
            id=self.ids.take(own_id(d) or wanted), noi_dung=marked(d.line.runs, d.line.full)
        )
        self.account.keep([d], node.id)
        return node

    def _flattened(self, body: BodyBuilder) -> list[Doan]:
        """Items under no section have no place of their own: they stand as paragraphs."""
        out: list[Doan] = []

        def label(node: object) -> str:
            d = body.labels.get(id(node))
            return f"{d.label} " if d is not None else ""

        def points(of: Sequence[object]) -> None:
            for point in of:
                text = f"{label(point)}{point.noi_dung}"  # type: ignore[attr-defined]
                out.append(Doan(id=point.id, noi_dung=text, bang=point.bang))  # type: ignore[attr-defined]
                points(point.diem)  # type: ignore[attr-defined]

        def items(of: Sequence[Khoan]) -> None:
            for item in of:
                text = item.tieu_de or item.noi_dung
                if text:
                    out.append(Doan(id=item.id, noi_dung=f"{label(item)}{text}", bang=item.bang))
                points(item.diem)
                items(item.khoan)

        items(body.loose)
        if body.tables_before:
            place = out[0] if out else None
            if place is not None:
                place.bang = [*body.tables_before, *place.bang]
        return out

    def _assign(self, sections: Sequence[Muc]) -> None:
        """In the part that organises the work, an item is given to the body it names."""
        for section in sections:
            if _ORGANISES.search(fold(section.tieu_de)):
                for item in section.khoan:
                    title = fold(item.tieu_de or "").rstrip(" :.;")
                    title = _GIVEN.sub("", title)
                    if title and (found := self.names.find(title, any_form=True)) is not None:
                        item.co_quan = [found]
            self._assign(section.muc)

    # -- appendices

    def _appendix(self, part: int) -> PhuLuc:
        account = self.account
        lines = [d for d in self.reading.decisions if d.part == part]
        names = [d for d in lines if d.role == "phu_luc"]
        titles = [d for d in lines if d.role == "tieu_de_phu_luc"]
        title = squeeze(
            " ".join([marked(d.line.runs, d.line.full, plain_bold=True) for d in titles])
        )
        tail = _tail(names[0].line.text) if names else ""
        if not title:
            title = tail or (names[0].line.text if names else "PHỤ LỤC")
        elif tail and not tail.startswith("("):  # it begins on the line of the name and goes on
            title = f"{tail} {title}"
        title = without_reference(title)
        ids = [own_id(d) for d in titles if own_id(d)]
        node = PhuLuc(id=self.ids.take(ids[0] if ids else f"phu-luc-{part}"), tieu_de=title)
        account.keep([*names, *titles, *(d for d in lines if d.role == "kem_theo")], node.id)
        for d in lines:
            if d.role == "khac" and fold(d.line.text).startswith("(phu luc minh hoa"):
                node.minh_hoa = True
                account.keep([d], node.id)
        self._appendix_text(node, part)
        return node

    def _appendix_text(self, node: PhuLuc, part: int) -> None:
        body = BodyBuilder(self.ids, self.account, node.id)
        stretches = list(_stretches(self.reading.decisions, part))
        tables = [n for n, (role, _l) in enumerate(stretches) if role == "bang"]
        task_table = self._task_table(stretches, tables)
        for number, (role, lines) in enumerate(stretches):
            if role == "bang" and number == task_table:
                made = tasks_of(lines, self.ids, self.names, self.account, node.id)
                if made is not None:
                    node.nhom, node.nhiem_vu, node.cot, under = made
                    node.ket_thuc += [self._paragraph(d) for d in under]
                    continue
            if role == "bang":
                body.add_table(lines)
            elif task_table is not None and number > task_table:
                node.ket_thuc += [self._paragraph(d) for d in lines]
            else:
                for d in lines:
                    body.add(d)
        settle_points(list(_items(body)), body.points)
        settle_numbers(body)
        node.bang, node.khoan, node.muc = body.tables_before, body.loose, body.sections

    @staticmethod
    def _task_table(
        stretches: Sequence[tuple[str, list[Decision]]], tables: list[int]
    ) -> int | None:
        """The table of tasks: the last table, with nothing but notes after it."""
        if not tables:
            return None
        at = tables[-1]
        after = [d for _role, lines in stretches[at + 1 :] for d in lines]
        grid = grid_of(stretches[at][1])
        found = columns_of(grid)
        if found is None or any(d.label for d in after):
            return None
        columns = found.of
        tt = columns.get("tt", -1)
        for row in range(found.first, grid.rows):
            filled = set(grid.filled(row)) - {tt}
            spanned = len(filled) == 1 and any(grid.spans.get((row, c), 1) > 1 for c in filled)
            if filled and columns["noi_dung"] not in filled and not spanned:
                return None
            if any(grid.spans.get((row, c), 1) > 1 for c in filled) and not spanned:
                return None
        return at

    # -- what is left

    def _rest(self) -> None:
        """Lines that belong to the paper are left out, each kind with its reason."""
        reasons = {
            "quoc_hieu": _("chương trình in sẵn quốc hiệu"),
            "tieu_ngu": _("chương trình in sẵn tiêu ngữ"),
            "nhan_noi_nhan": _("chương trình in sẵn chữ Nơi nhận"),
            "so_trang": _("số trang"),
            "dau_ky_so": _("dấu chữ ký số hoặc lời ghi chỗ ký"),
            "duong_ke": _("nét kẻ"),
            "du_thao": _("chữ dự thảo"),
            "khac": _("không rõ thuộc phần nào"),
        }
        done = {id(d) for d, _node in self.account.kept}
        act = _("thuộc quyết định ban hành kế hoạch")
        taken, first = 0, None
        beside: set[str] = set()
        self._cells(done)
        for d in self.reading.decisions:
            if id(d) in done or d.role == "trong" or not d.line.full.strip():
                continue
            reason = reasons.get(d.role)
            if reason is None and d.role == "bang":
                continue
            why = d.reasons[-1] if d.reasons and d.role == "khac" else ""
            self.account.leave(d, why or reason or reasons["khac"])
            if why and why == act:
                taken += 1
                first = first or d
            elif d.role == "khac" and d.line.part == "than":
                message = _("Không đưa vào kế hoạch: “{chu}” ({ly_do})")
                message = message.format(chu=d.line.full[:80], ly_do=why or reasons["khac"])
                self.account.doubt("NH040", message, d.line.place)
            elif d.role == "khac" and (text := d.line.full) not in beside:
                beside.add(text)  # what stands on each page is told once
                message = _("{noi} không vào kế hoạch: “{chu}”")
                message = message.format(noi=_BESIDE[d.line.part](), chu=text[:80])
                hint = _("Là nội dung thì chép vào đoạn nó nói tới, trong ngoặc đơn.")
                self.account.doubt("NH042", message, d.line.place, hint)
        if first is not None:
            message = _("{so} dòng của quyết định ban hành không đưa vào kế hoạch").format(so=taken)
            self.account.doubt("NH041", message, first.line.place)

    def _cells(self, done: set[int]) -> None:
        """Of a table of tasks the heads of the columns and the numbers are printed anew."""
        cells = [
            d
            for d in self.reading.of("bang", part=None)
            if d.line.full.strip() and not is_ditto(d.line.full)
        ]
        rest = [d for d in cells if id(d) not in done and d.line.cell is not None]
        for _table, group in groupby(rest, lambda d: d.line.cell and d.line.cell.table):
            lines = list(group)
            place = lines[0].line.place
            text = " | ".join([d.line.full for d in lines])
            reason = _("tiêu đề cột và số thứ tự của bảng nhiệm vụ do chương trình in")
            self.account.left.append(Left(place, text, reason))

    def _proposals(self, plan: KeHoach) -> None:
        if plan.van_ban_moi:
            message = _("{so} văn bản được dẫn chưa có trong danh mục; đã đề nghị thêm: {ma}")
            ids = ", ".join(v.id for v in plan.van_ban_moi)
            self.account.note("NH031", message.format(so=len(plan.van_ban_moi), ma=ids))
        others = [c for c in plan.co_quan_moi if not c.ten_tieu_de]
        if others:
            message = _("{so} tên cơ quan chưa có trong danh mục; đã đề nghị thêm: {ten}")
            shown = "; ".join((c.ten or c.id) for c in others[:8])
            self.account.note("NH032", message.format(so=len(others), ten=shown))


def _stretches(decisions: Sequence[Decision], part: int) -> Iterator[tuple[str, list[Decision]]]:
    """The text of a part in stretches of one role; a table is one stretch."""
    wanted = (*_OUTLINE, "can_cu", "mo_dau", "ket_thuc", "bang")
    lines = [d for d in decisions if d.part == part and d.role in wanted]

    def key(d: Decision) -> tuple[str, int]:
        return d.role, d.line.cell.table if d.role == "bang" and d.line.cell else -1

    for (role, _table), group in groupby(lines, key):
        yield role, list(group)


def _items(body: BodyBuilder) -> Iterator[Khoan]:
    """Every item right under a section, or under none."""
    yield from body.loose
    queue = list(body.sections)
    while queue:
        section = queue.pop()
        yield from section.khoan
        queue += section.muc


def _role(d: Decision) -> Literal["can_cu", "boi_canh", "loi_dan", "ket_thuc"]:
    if d.role == "ket_thuc":
        return "ket_thuc"
    folded = fold(d.line.text)
    if d.role == "can_cu":
        return "can_cu"
    if folded.rstrip().endswith(":"):
        return "loi_dan"
    if re.match(r"(thuc hien|can cu|trien khai thuc hien|theo) ", folded) and "so " in folded:
        return "can_cu"
    if "ban hanh ke hoach" in folded:
        return "loi_dan"
    return "boi_canh"


def _tail(text: str) -> str:
    """The title on the line of the name: "Phụ lục II: DANH MỤC …"."""
    found = re.match(r"^[^:.\-–]{3,20}[:.\-–]\s*(.{4,})$", text)
    return squeeze(found[1]) if found else ""
