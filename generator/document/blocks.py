"""The document as typed blocks: the form between a plan and any output of it.

`compose` makes a `Document` of a plan; the template engine, redline, HTML, reader
and checker all speak it, so that none of them finds out again what a heading is.
Every block names the plan node it came from. The fields of `Document` and of the
blocks are what a .docx template may use; `CONTEXT` tells the template checker so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator  # noqa: TC003 - msgspec reads annotations
from typing import Any, Literal

from msgspec import Struct

from generator.document.anchors import NONE, Neo
from generator.document.balance import SUBJECT_ROOM, SUBJECT_SIZE, kept
from generator.document.noted import without
from generator.text.ties import tied

Kind = Literal[
    "kinh_gui", "tham_quyen", "can_cu", "mo_dau", "muc", "dieu", "khoan", "doan", "diem",
    "diem_con", "ket_thuc", "bang",
]  # fmt: skip
"""Of the body: addressee, who decides ("QUYẾT ĐỊNH:" too), legal basis, preamble, I.,
Điều 1., 1., unnumbered paragraph, a)/-, point below, closing, table."""


class Chu(Struct, frozen=True):
    """A run: text of one emphasis."""

    chu: str
    """With the marks of footnotes in it (see `noted`), as every text of a document."""
    dam: bool = False
    nghieng: bool = False


class KhoiBang(Struct, frozen=True):
    """A free table."""

    hang: tuple[tuple[str, ...], ...]
    """The texts of its cells, row by row, the head first; paragraphs are parted by line ends."""
    xml: Neo
    """Finished, for a template to print with {{p k.bang.xml }}."""
    nut: tuple[str, ...] = ()
    """The node of each row, where the rows print nodes of their own."""

    def of_nodes(self, node: str) -> list[tuple[str, str]]:
        """(node, text) of every paragraph; `node` is the table's own."""
        nodes = self.nut or (node,) * len(self.hang)
        return [
            (of, line)
            for of, row in zip(nodes, self.hang, strict=True)
            for text in row
            for line in without(text).split("\n")
            if line
        ]

    def texts(self) -> list[str]:
        """Every paragraph of its cells that says something, in reading order."""
        cells = [text for row in self.hang for text in row]
        return [line for text in cells for line in without(text).split("\n") if line]


class Khoi(Struct, frozen=True):
    """A paragraph of the body, or a table."""

    kieu: Kind
    nhan: str
    """The computed label, "I.", "1.", "a)", "đ)", "-", or "" where there is none."""
    chu: tuple[Chu, ...]
    nut: str
    """Id of the plan node this paragraph prints."""
    cuoi: bool = False
    """True for the last paragraphs, which stay on the page of the signature."""
    neo: Neo = NONE
    """The bookmark that names the node; printed by {{r k.neo }}, as all that are called so."""
    bang: KhoiBang | None = None
    """Of the kind "bang"."""

    @property
    def text(self) -> str:
        """What a reader reads: label and text."""
        if self.bang is not None:
            return "\n".join(self.bang.texts())
        body = without("".join(c.chu for c in self.chu))
        return f"{self.nhan} {body}" if self.nhan else body


class DongNoiNhan(Struct, frozen=True):
    """A line of recipients with its dash and ; or ."""

    chu: str
    nut: str
    neo: Neo = NONE


class Ky(Struct, frozen=True):
    """A signature: lines of capacity and function, and the name."""

    quyen_han: str
    """"" where the signer signs in their own capacity."""
    chuc_vu: str
    ho_ten: str
    """"" while not known."""
    neo_quyen_han: Neo = NONE
    neo_chuc_vu: Neo = NONE
    neo_cho_ky: Neo = NONE
    """Above the place of the signature: `kyten1a`, the top of it in a PDF."""
    neo_ho_ten: Neo = NONE
    """With `kyten1b`, the bottom of the place of the signature."""
    quyen_han_tiep: tuple[str, ...] = ()
    """More lines of capacity: "KT. CHỦ TỊCH" after "TM. ỦY BAN NHÂN DÂN"."""
    chuc_danh: str = ""
    """"" or the line under the name."""


class Dong(Struct, frozen=True):
    """A row of an appendix table: a group row or a task."""

    kieu: Literal["nhom", "nhiem_vu"]
    tt: str
    """"A", "B" for groups; "1", "2" for tasks, counted through the whole appendix, or their own."""
    noi_dung: str
    """Of this cell and the others: paragraphs parted by line ends."""
    chu_tri: str = ""
    phoi_hop: str = ""
    san_pham: str = ""
    thoi_han: str = ""
    nut: str = ""
    neo: Neo = NONE


class BangPhuLuc(Struct, frozen=True):
    """An appendix. `dong` may be made row by row, so that it streams."""

    nhan: str
    """"Phụ lục", or "Phụ lục I" where there are several (Decree 30, Annex I.III.1)."""
    tieu_de: str
    """In capitals; "" where it has no name but its label."""
    kem_theo: str
    """"(Kèm theo Kế hoạch số … ngày … của …)"."""
    ghi_chu: str
    """"" or the line that says the appendix is illustrative."""
    gach: int
    """Length of the rule under `kem_theo`, mm: one of RULES."""
    dong: Iterable[Dong]
    nut: str
    neo_nhan: Neo = NONE
    neo_tieu_de: Neo = NONE
    neo_kem_theo: Neo = NONE
    neo_ghi_chu: Neo = NONE
    co_bang: bool = True
    """False where there is no table of tasks."""
    noi_dung: tuple[Khoi, ...] = ()
    """Text, sections and free tables before the table of tasks."""
    ket_thuc: tuple[Khoi, ...] = ()
    """Notes under it."""


class ChuThichIn(Struct, frozen=True):
    """A footnote; its place in `Document.chu_thich`, from 1, is the number in its mark."""

    chu: tuple[Chu, ...]
    nut: str
    neo: Neo = NONE

    @property
    def text(self) -> str:
        """What stands behind the number."""
        return "".join([c.chu for c in self.chu])


class NeoChung(Struct, frozen=True):
    """The bookmarks of the fields that stand once in a document."""

    so: Neo = NONE
    """With `sovanban`, where the number stands in a PDF."""
    ngay: Neo = NONE
    """With `ngayvanban`."""
    ten_loai: Neo = NONE
    """With the one that names the plan and its text."""
    trich_yeu: Neo = NONE


RULES = (14, 20, 28, 40, 60)
"""Lengths of the short rules a template offers, mm. For a text w mm wide the rule must
be between w/3 and w/2 (Decree 30, Annex I.II): each length L serves 2L <= w <= 3L."""


class Document(Struct, frozen=True):
    """A composed plan. Field names are the variables of templates."""

    co_quan_chu_quan: tuple[str, ...]
    """Lines of the superior body, in capitals; empty for a People's Committee."""
    co_quan: tuple[str, ...]
    """Lines of the issuing body, in capitals."""
    gach_co_quan: int
    so: str
    """"126", "05", or dots in a draft; "" where none is printed: a text issued with a
    decision, minutes without a number."""
    ky_hieu: str
    """"KH-UBND"."""
    dia_danh: str
    thoi_gian: str
    """"ngày 07 tháng 6 năm 2024", with dots for what a draft lacks; "" as of `so`."""
    ten_loai: str
    """"KẾ HOẠCH"; "" of an official letter."""
    trich_yeu: str
    gach_trich_yeu: int
    noi_dung: tuple[Khoi, ...]
    """Legal bases, preamble, sections, closing."""
    noi_nhan: tuple[DongNoiNhan, ...]
    nguoi_ky: tuple[Ky, ...]
    phu_luc: tuple[BangPhuLuc, ...]
    tieu_de: str
    """For the document properties: "Kế hoạch số …: subject"."""
    ten_co_quan: str
    """Full name of the issuing body, for the document properties."""
    ma: str
    """Id of the plan."""
    neo: NeoChung = NeoChung()
    kem_theo: str = ""
    """"" or the line under the subject: "(Ban hành kèm theo …)"."""
    do_khan: str = ""
    do_mat: str = ""
    luu_hanh: str = ""
    chu_thich: tuple[ChuThichIn, ...] = ()
    """The footnotes, in the order in which they are marked."""

    def context(self) -> dict[str, Any]:
        """The variables of a template: what is printed, with blanks where no line may break."""
        found = {name: getattr(self, name) for name in self.__struct_fields__}
        if self.ten_loai:
            found["trich_yeu"] = kept(self.trich_yeu, SUBJECT_ROOM, SUBJECT_SIZE)
        found["noi_dung"] = tuple([_unbroken(block) for block in self.noi_dung])
        if self.chu_thich:
            found["chu_thich"] = tuple(
                [ChuThichIn(_tied(note.chu), note.nut, note.neo) for note in self.chu_thich]
            )
        return found

    def texts(self) -> Iterator[tuple[str, str]]:
        """(node id, text) of every visible line in reading order; footnotes come last."""
        if not self.chu_thich:
            yield from self._lines()
            return
        yield from [(node, without(text)) for node, text in self._lines()]
        yield from [(note.nut, note.text) for note in self.chu_thich]

    def _lines(self) -> Iterator[tuple[str, str]]:
        for line in (*self.co_quan_chu_quan, *self.co_quan):
            yield "co_quan", line
        if self.so:
            yield "so", f"Số: {self.so}/{self.ky_hieu}"
        if self.thoi_gian:
            yield "dia_danh", f"{self.dia_danh}, {self.thoi_gian}"
        for line in (self.do_mat, self.do_khan, self.luu_hanh):
            if line:
                yield "van_ban", line
        if self.ten_loai:
            yield "loai", self.ten_loai
        yield "trich_yeu", self.trich_yeu if self.ten_loai else f"V/v {self.trich_yeu}"
        if self.kem_theo:
            yield "kem_theo", self.kem_theo
        yield from _block_texts(self.noi_dung)
        for recipient in self.noi_nhan:
            yield recipient.nut, recipient.chu
        for signer in self.nguoi_ky:
            capacity = (signer.quyen_han, *signer.quyen_han_tiep)
            for line in (*capacity, signer.chuc_vu, signer.ho_ten, signer.chuc_danh):
                if line:
                    yield "nguoi_ky", line
        for appendix in self.phu_luc:
            for line in (appendix.nhan, appendix.tieu_de, appendix.kem_theo, appendix.ghi_chu):
                if line:
                    yield appendix.nut, line
            yield from _block_texts(appendix.noi_dung)
            for row in appendix.dong:
                cells = (row.tt, row.noi_dung, row.chu_tri, row.phoi_hop, row.san_pham)
                for cell in (*cells, row.thoi_han):
                    if cell:
                        yield from [(row.nut, line) for line in cell.split("\n")]
            yield from _block_texts(appendix.ket_thuc)


def _tied(runs: tuple[Chu, ...]) -> tuple[Chu, ...]:
    return tuple([Chu(tied(run.chu), run.dam, run.nghieng) for run in runs])


def _unbroken(block: Khoi) -> Khoi:
    """The block with blanks that do not break where a line must not."""
    runs = _tied(block.chu)
    if runs == block.chu:
        return block
    return Khoi(block.kieu, block.nhan, runs, block.nut, block.cuoi, block.neo, block.bang)


def _block_texts(blocks: Iterable[Khoi]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if block.bang is None:
            yield block.nut, block.text
        else:
            yield from block.bang.of_nodes(block.nut)
