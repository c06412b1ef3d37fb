"""From a plan to a document: numbers, citations, header, recipients, appendices.

Everything printed that a plan does not say itself is worked out here, once, for
every output: labels (I., 1., a), -, +), the number and the date with the blanks of
a draft, the symbol, forms of agency names valid on the plan's day, the first and
the later form of a citation, the length of the rules. Where Decree 30/2020/NĐ-CP
settles a form, the item of its Annex I is named.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.diagnostics import Diagnostic, Place, error
from generator.document import noted
from generator.document.anchors import DATE, NUMBER, BookmarkMaker, of_plan, signature
from generator.document.anchors import row as row_field
from generator.document.balance import SUBJECT_ROOM, SUBJECT_SIZE, balanced
from generator.document.blocks import (
    BangPhuLuc,
    Chu,
    ChuThichIn,
    Document,
    DongNoiNhan,
    Khoi,
    Ky,
    NeoChung,
)
from generator.document.grid import LANDSCAPE, PORTRAIT, lay_out
from generator.document.noted import without
from generator.document.rows import Rows, has_table
from generator.document.strokes import rule_length
from generator.document.task_table import task_table
from generator.locale import _
from generator.plan import families, wording
from generator.plan.agencies import place_line
from generator.plan.footnotes import FootnoteMarks, no_room
from generator.plan.numbering import NodeCounter, item_style, section_style
from generator.plan.overlay import with_own
from generator.plan.wording import NOTE
from generator.text.measure import line_width, wrap

if TYPE_CHECKING:
    from generator.document.blocks import Kind
    from generator.plan.agencies import Agency, Registry
    from generator.plan.citations import Citations, PlanOf
    from generator.plan.families import Family
    from generator.plan.model import (
        Diem,
        Doan,
        KeHoach,
        Khoan,
        Muc,
        PhuLuc,
        PointStyle,
    )
    from generator.plan.wording import NoteMark
    from generator.text.measure import Face

BLANK_NUMBER = "……"
"""Printed for the number of a draft, wide enough to be stamped or written over."""
APPENDIX = "Phụ lục"
"""Numbered where there are several (Annex I.III.1)."""
DECIDES = "QUYẾT ĐỊNH:"
"""Between the legal bases of a decision and its articles (sample 1.2)."""
MAX_TITLE = 255
"""Longest value of a document property that Word keeps."""

# Room for the lines that stand above a rule, mm, and their sizes, in the template:
# the left cell of the header, the subject and the reference between their indents.
HEADER_ROOM, HEADER_SIZE = 62.7, 13
REFERENCE_ROOM, REFERENCE_SIZE = 140.0, 14

_BELOW: dict[PointStyle, PointStyle] = {
    "chu": "gach",
    "gach": "cong",
    "cong": "cong",
    "sao": "gach",
    "tron": "cong",
    "so": "gach",
    "khong": "gach",
}
"""The mark of points below a point, where they name none themselves."""


def compose(
    plan: KeHoach,
    registry: Registry,
    citations: Citations,
    plan_of: PlanOf,
    digest: str = "",
) -> tuple[Document, list[Diagnostic]]:
    """The document a plan prints, and what could not be resolved.

    `plan_of` gives the plan with an id, for citations of plans of the workspace. `digest`
    is that of the plan's text (`bases.fingerprint`): with it the document says of which
    text it is the print.
    What is unknown is printed as it is written and reported, so that a document with
    errors is still complete.
    """
    registry, citations = with_own(plan, registry, citations)
    composer = _Composer(plan, registry, citations, plan_of)
    try:
        return composer.document(digest)
    finally:
        composer.citer.note = None  # else they hold each other and the plan for long


class _Composer:
    """The state of one composition: what was cited so far, names looked up, findings."""

    def __init__(
        self,
        plan: KeHoach,
        registry: Registry,
        citations: Citations,
        plan_of: PlanOf,
    ) -> None:
        self.plan = plan
        self.registry = registry
        self.citer = citations.citer(plan, registry, plan_of)
        self.day = plan.day()
        self.short_names: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.mark = BookmarkMaker()
        self.room = PORTRAIT
        self.marks = FootnoteMarks(plan)
        self.notes: list[ChuThichIn] = []
        self.in_note = False
        self.citer.note = self._note

    # --- the whole

    def document(self, digest: str) -> tuple[Document, list[Diagnostic]]:
        vb = self.plan.van_ban
        agency = self.registry.get(vb.co_quan, self.day)
        if agency is None:
            self._unknown_agency(vb.co_quan, "van_ban")
        above = self._above(agency)
        lines = agency.ten_tieu_de if agency else (vb.co_quan.upper(),)
        layout = families.family(vb.loai)
        alone = not families.attached(self.plan)
        dated = alone and families.prints_date(vb.loai)
        number = wording.number(vb.so) if vb.so else BLANK_NUMBER
        symbol = families.symbol(vb, agency)
        kind = wording.type_name(vb.loai) or vb.loai
        when = self._date_line()
        issuer = agency.ten if agency else vb.co_quan
        subject = self._flat(vb.trich_yeu)
        title = f"{kind} số {number}/{symbol}" if vb.so else kind
        reference = f"(Kèm theo {kind} số {number}/{symbol} {when} của {issuer})"
        if not alone:
            reference = self._flat(vb.kem_theo or "")  # its number is the decision's
        shown = without(subject)
        document = Document(
            co_quan_chu_quan=above,
            co_quan=lines,
            gach_co_quan=_rule(lines, HEADER_ROOM, HEADER_SIZE),
            so=number if alone and not families.numberless(vb) else "",
            ky_hieu=symbol,
            dia_danh=self._place(agency) if dated else "",
            thoi_gian=when if dated else "",
            ten_loai="" if layout == "cong-van" else kind.upper(),
            trich_yeu=subject,
            gach_trich_yeu=_subject_rule(shown),
            noi_dung=self._body(layout, agency),
            noi_nhan=self._recipients() if alone else (),
            nguoi_ky=self._signers() if alone else (),
            phu_luc=self._appendices(kind, reference),
            tieu_de=_shorten(f"{title}: {shown}"),
            ten_co_quan=issuer,
            ma=vb.ma,
            neo=self._marks_of_head(digest),
            kem_theo=self._flat(vb.kem_theo) if vb.kem_theo else "",
            do_khan=vb.do_khan or "",
            do_mat=vb.do_mat or "",
            luu_hanh=vb.luu_hanh or "",
        )
        if self.notes:  # marked in any of the fields, so known only now
            document = replace(document, chu_thich=tuple(self.notes))
        return document, self.diagnostics + self.citer.diagnostics

    def _marks_of_head(self, digest: str) -> NeoChung:
        mark, ma = self.mark, self.plan.van_ban.ma
        return NeoChung(
            so=mark("", "so", NUMBER),
            ngay=mark("", "ngay", DATE),
            ten_loai=mark("", "ten_loai", *([of_plan(ma, digest)] if digest else [])),
            trich_yeu=mark("", "trich_yeu"),
        )

    def _place(self, agency: Agency | None) -> str:
        return place_line(self.plan.van_ban.dia_danh, agency)

    def _date_line(self) -> str:
        vb = self.plan.van_ban
        if vb.ngay:
            return wording.long_date(vb.ngay)
        return wording.draft_date(vb.ngay_xet.year if vb.ngay_xet else None)

    # --- text

    def _runs(self, text: str) -> tuple[Chu, ...]:
        """Marks and citations of a text as runs."""
        if "\n" in text:
            text = " ".join(text.split("\n"))  # a line end in TOML is not one of the document
        if "*" not in text and "{" not in text and "\\" not in text:
            return (Chu(text),)
        return tuple([Chu(*run) for run in self.citer.runs(text)])

    def _flat(self, text: str) -> str:
        """The text where no emphasis is possible: marks go, citations are printed."""
        if "*" not in text and "{" not in text and "\\" not in text and "\n" not in text:
            return text
        return "".join([run.chu for run in self._runs(text)])

    def _cell(self, text: str) -> str:
        """The text of a cell of a task, flat; its paragraphs stay parted by line ends."""
        return "\n".join(map(self._flat, text.split("\n"))) if "\n" in text else self._flat(text)

    def _note(self, mark: NoteMark) -> str:
        """The mark of a footnote, whose text is composed now: it may cite a document first."""
        place = Place(self.plan.van_ban.ma, mark.raw)
        note = no_room(mark, place) if self.in_note else self.marks.take(mark, place)
        if isinstance(note, Diagnostic):
            self.diagnostics.append(note)
            return mark.raw
        number = len(self.marks.taken)
        self.in_note = True
        self.notes.append(ChuThichIn(self._runs(note.noi_dung), note.id, self.mark(note.id)))
        self.in_note = False
        return noted.mark(number)

    # --- body

    def _body(self, layout: Family, agency: Agency | None) -> tuple[Khoi, ...]:
        plan = self.plan
        blocks: list[Khoi] = _addressees(plan)
        decides = layout == "quyet-dinh" and not families.attached(plan)
        if decides:
            own = plan.van_ban.tham_quyen or (agency.ten if agency else plan.van_ban.co_quan)
            blocks.append(Khoi("tham_quyen", "", (Chu(own.upper()),), "tham_quyen"))
        self._paragraphs(plan.can_cu, "can_cu", blocks)
        if decides:
            blocks.append(Khoi("tham_quyen", "", (Chu(DECIDES),), "tham_quyen"))
        self._paragraphs(plan.mo_dau, "mo_dau", blocks)
        self._sections(plan.muc, blocks)
        self._paragraphs(plan.ket_thuc, "ket_thuc", blocks)
        return tuple(_keep_last(blocks))

    def _paragraphs(self, paragraphs: list[Doan], kind: Kind, blocks: list[Khoi]) -> None:
        for p in paragraphs:
            blocks.append(self._block(kind, "", p.noi_dung, p.id))
            self._tables(p, blocks)

    def _block(self, kind: Kind, label: str, text: str, node: str, field: str = "") -> Khoi:
        return Khoi(kind, label, self._runs(text), node, neo=self.mark(node, field))

    def _sections(self, sections: list[Muc], blocks: list[Khoi]) -> None:
        numbering = NodeCounter()
        for muc in sections:
            style = section_style(muc)
            label, path = numbering.next(style, muc.nhan)
            kind: Kind = "dieu" if style == "dieu" else "muc"
            blocks.append(self._block(kind, label, muc.tieu_de, muc.id))
            self._tables(muc, blocks)
            self._items(muc.khoan, path, blocks, nested=style == "so")
            if muc.muc:
                self._sections(muc.muc, blocks)

    def _items(
        self, items: list[Khoan], path: tuple[int, ...], blocks: list[Khoi], *, nested: bool
    ) -> None:
        numbering = NodeCounter(path)
        for khoan in items:
            label, below = "", path
            if khoan.danh_so:
                style = item_style(khoan, nested=nested)
                label, below = numbering.next(style, khoan.nhan)
            self._item(khoan, label, blocks)
            if khoan.khoan:
                self._items(khoan.khoan, below, blocks, nested=True)

    def _item(self, khoan: Khoan, label: str, blocks: list[Khoi]) -> None:
        """A titled item is a heading; its own text, or an item without title, a paragraph."""
        if khoan.tieu_de:
            blocks.append(self._block("khoan", label, khoan.tieu_de, khoan.id))
            label = ""
        if khoan.noi_dung:
            blocks.append(self._block("doan", label, khoan.noi_dung, khoan.id, "noi_dung"))
        self._tables(khoan, blocks)
        self._points(khoan.diem, khoan.kieu_diem, "diem", blocks)

    def _points(
        self, points: list[Diem], style: PointStyle, kind: Kind, blocks: list[Khoi]
    ) -> None:
        numbering = NodeCounter()
        for point in points:
            own = point.kieu or style
            label = numbering.point(own, point.nhan)
            blocks.append(self._block(kind, label, point.noi_dung, point.id))
            self._tables(point, blocks)
            if point.diem:
                self._points(point.diem, _BELOW[own], "diem_con", blocks)

    def _tables(self, node: Doan | Diem | Khoan | Muc | PhuLuc, blocks: list[Khoi]) -> None:
        """The free tables of a node, which follow its own text."""
        for number, table in enumerate(node.bang):
            rows = range(bool(table.cot) + len(table.rows))
            marks = [self.mark(node.id, row_field(number, row)) for row in rows]
            laid = lay_out(table, self._runs, self.room, marks)
            blocks.append(Khoi("bang", "", (), node.id, bang=laid))

    # --- recipients and appendices

    def _recipients(self) -> tuple[DongNoiNhan, ...]:
        """The list with dashes; the last line ends with a full stop (Annex I.II.9b)."""
        texts = [(self._flat(n.noi_dung).rstrip(" ;"), n.id) for n in self.plan.noi_nhan]
        if self.plan.van_ban.luu:
            texts.append((f"Lưu: {self.plan.van_ban.luu.rstrip(' .')}", "luu"))
        last = len(texts) - 1
        mark = self.mark
        return tuple(
            DongNoiNhan(
                f"- {text}{'.' if i == last else ';'}",
                node,
                mark("", "luu") if node == "luu" and i == last else mark(node),
            )
            for i, (text, node) in enumerate(texts)
        )

    def _signers(self) -> tuple[Ky, ...]:
        mark = self.mark
        return tuple(
            Ky(
                capacity[0] if (capacity := k.capacity()) else "",
                k.chuc_vu,
                k.ho_ten or "",
                mark("", f"ky{i}_quyen_han"),
                mark("", f"ky{i}_chuc_vu"),
                mark("", f"ky{i}_cho_ky", signature(i, "a")),
                mark("", f"ky{i}_ho_ten", signature(i, "b")),
                tuple(capacity[1:]),
                k.chuc_danh or "",
            )
            for i, k in enumerate(self.plan.nguoi_ky, 1)
        )

    def _appendices(self, kind: str, reference: str) -> tuple[BangPhuLuc, ...]:
        """Numbered in Roman where there are several (Annex I.III.1)."""
        appendices = self.plan.phu_luc
        rule = _rule((reference,), REFERENCE_ROOM, REFERENCE_SIZE, italic=True)
        several = len(appendices) > 1
        self.room = LANDSCAPE
        return tuple(
            BangPhuLuc(
                nhan=f"{APPENDIX} {wording.roman(number)}" if several else APPENDIX,
                tieu_de=self._name_of(appendix).upper(),
                kem_theo=reference,
                ghi_chu=f"(Phụ lục minh họa: lập từ nội dung {kind})" if appendix.minh_hoa else "",
                gach=rule,
                dong=() if appendix.cot else self._rows(appendix),
                nut=appendix.id,
                co_bang=has_table(appendix),
                noi_dung=self._appendix_text(appendix),
                ket_thuc=self._appendix_notes(appendix),
                neo_nhan=self.mark(appendix.id, "nhan"),
                neo_tieu_de=self.mark(appendix.id),
                neo_kem_theo=self.mark(appendix.id, "kem_theo"),
                neo_ghi_chu=self.mark(appendix.id, "ghi_chu"),
            )
            for number, appendix in enumerate(appendices, 1)
        )

    def _name_of(self, appendix: PhuLuc) -> str:
        """The name of an appendix under its label; "" where it has none of its own: "PHỤ LỤC"."""
        name = self._flat(appendix.tieu_de)
        return "" if name.strip(" .:").casefold() == APPENDIX.casefold() else name

    def _appendix_text(self, appendix: PhuLuc) -> tuple[Khoi, ...]:
        blocks: list[Khoi] = []
        self._tables(appendix, blocks)
        self._items(appendix.khoan, (), blocks, nested=False)
        self._sections(appendix.muc, blocks)
        if appendix.cot:
            table, marks, nodes = task_table(appendix, self._rows(appendix), self.mark)
            laid = lay_out(table, self._runs, self.room, marks, nodes)
            blocks.append(Khoi("bang", "", (), appendix.id, bang=laid))
        return tuple(blocks)

    def _appendix_notes(self, appendix: PhuLuc) -> tuple[Khoi, ...]:
        blocks: list[Khoi] = []
        self._paragraphs(appendix.ket_thuc, "ket_thuc", blocks)
        return tuple(blocks)

    def _rows(self, appendix: PhuLuc) -> Rows:
        """The rows, with every name and citation looked up now: findings come before output."""
        names = self.short_names
        rows = Rows(appendix, names, self.mark.last)
        self.mark.last += len(rows)
        for group, task in rows.in_order():
            if group is not None and NOTE in group.tieu_de:
                rows.texts[group.id] = self._flat(group.tieu_de)
            if task is None:
                continue
            for agency in (*task.chu_tri, *task.phoi_hop):
                if agency not in names:
                    names[agency] = self._short_name(agency, task.id)
            flat = self._cell(task.noi_dung)
            if flat is not task.noi_dung:
                rows.texts[task.id] = flat
            if task.san_pham and NOTE in task.san_pham:
                rows.products[task.id] = self._cell(task.san_pham)
        return rows

    # --- looking up

    def _above(self, agency: Agency | None) -> tuple[str, ...]:
        """Lines of the superior body where one is printed; none for a People's Committee."""
        superior = agency.chu_quan if agency else None
        if not superior:
            return ()
        above = self.registry.get(superior, self.day)
        if above is None:
            self._unknown_agency(superior, "van_ban")
            return ()
        return above.ten_tieu_de

    def _short_name(self, id_: str, node: str) -> str:
        agency = self.registry.get(id_, self.day)
        if agency is None:
            self._unknown_agency(id_, node)
            return id_
        return agency.ten_ngan

    def _unknown_agency(self, id_: str, node: str) -> None:
        message = _("Không có cơ quan “{id}” trong danh mục").format(id=id_)
        self.diagnostics.append(error("KH402", message, Place(self.plan.van_ban.ma, node)))


def _addressees(plan: KeHoach) -> list[Khoi]:
    """One addressee on the line of "Kính gửi:", several one per line (Annex I.II.9a)."""
    if not plan.kinh_gui:
        return []
    several = len(plan.kinh_gui) > 1
    first = "Kính gửi:" if several else f"Kính gửi: {plan.kinh_gui[0]}"
    blocks = [Khoi("kinh_gui", "", (Chu(first),), "kinh_gui")]
    last = len(plan.kinh_gui) - 1
    for i, name in enumerate(plan.kinh_gui if several else []):
        end = "." if i == last else ";"
        blocks.append(Khoi("kinh_gui", "-", (Chu(f"{name}{end}"),), "kinh_gui"))
    return blocks


def _keep_last(blocks: list[Khoi]) -> list[Khoi]:
    """The last two paragraphs stay with the signature: it never stands alone on a page."""
    tail = [
        Khoi(b.kieu, b.nhan, b.chu, b.nut, cuoi=True, neo=b.neo) if b.bang is None else b
        for b in blocks[-2:]
    ]
    return blocks[: len(blocks) - len(tail)] + tail


@lru_cache(256)
def _rule(lines: tuple[str, ...], room: float, size: float, *, italic: bool = False) -> int:
    face: Face = "italic" if italic else "bold"
    return rule_length([w for line in lines for w in wrap(line, room, size, face)])


@lru_cache(256)
def _subject_rule(subject: str) -> int:
    lines = balanced(subject, SUBJECT_ROOM, SUBJECT_SIZE)
    if len(lines) == 1:
        return _rule(lines, SUBJECT_ROOM, SUBJECT_SIZE)
    return rule_length([line_width(line, SUBJECT_SIZE) for line in lines])


def _shorten(title: str) -> str:
    """A title no longer than a document property may be, cut at a word."""
    if len(title) <= MAX_TITLE:
        return title
    return title[: MAX_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
