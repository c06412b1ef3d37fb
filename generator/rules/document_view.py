"""The document as the rules see it: components by role, with the looks of their letters."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from generator.locale import N_
from generator.ooxml.names import A, R, W
from generator.rules.kinds import types
from generator.rules.second_roles import repaired
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from generator.ooxml.content import Para, WordText
    from generator.ooxml.opened import Word
    from generator.read.classify.decide import Decision, DocumentRoles
    from generator.typeset.pages import PrintedDocument

LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
"""Small Vietnamese letters, inside [ ] of a pattern; a range à-ỹ would hold capitals too."""
UPPER = "A-Z" + LOWER[3:].upper()
NAMES = {
    "quoc_hieu": N_("Quốc hiệu"),
    "tieu_ngu": N_("Tiêu ngữ"),
    "co_quan_chu_quan": N_("Tên cơ quan chủ quản"),
    "co_quan": N_("Tên cơ quan ban hành"),
    "so": N_("Số, ký hiệu"),
    "dia_danh": N_("Địa danh và thời gian"),
    "ten_loai": N_("Tên loại văn bản"),
    "trich_yeu": N_("Trích yếu"),
    "vv": N_("Trích yếu công văn (V/v)"),
    "kinh_gui": N_("Kính gửi"),
    "can_cu": N_("Căn cứ"),
    "quyen_han": N_("Quyền hạn, chức vụ"),
    "chuc_vu": N_("Quyền hạn, chức vụ"),
    "ho_ten": N_("Họ tên người ký"),
    "nhan_noi_nhan": N_("“Nơi nhận:”"),
    "noi_nhan": N_("Danh sách nơi nhận"),
    "phu_luc": N_("Nhãn phụ lục"),
    "tieu_de_phu_luc": N_("Tên phụ lục"),
    "kem_theo": N_("Dòng “(Kèm theo …)”"),
    "muc_do_khan": N_("Mức độ khẩn"),
    "luu_hanh": N_("Chỉ dẫn phạm vi lưu hành"),
    "muc": N_("Tiêu đề mục"),
    "so_trang": N_("Số trang"),
    "dau_ky_so": N_("Dòng chữ ký số của phụ lục"),
}
HEADER = ("quoc_hieu", "tieu_ngu", "co_quan", "so", "dia_danh", "ten_loai")
BODY = ("mo_dau", "muc", "khoan", "diem", "diem_con", "doan", "ket_thuc")
_BLIP = A + "blip"
_EMBED = R + "embed"
_RENDERED = W + "lastRenderedPageBreak"
_FILLER = re.compile(r"[\s.…·_‥\d()\[\]/:;,–-]+")
_NUMBER = re.compile(r"^\s*số\s*[:.]?\s*(?P<so>[^/]*?)\s*/\s*(?P<ky>.*?)\s*$", re.IGNORECASE)
_DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.IGNORECASE)


class LetterStretch(NamedTuple):
    """A stretch of letters of one look."""

    text: str
    size: float | None
    bold: bool
    italic: bool


class JudgedLine:
    """A line of the document with its role: what a rule judges and a finding points at."""

    __slots__ = ("__dict__", "decision", "line", "number", "para", "role", "shared", "text")

    def __init__(self, decision: Decision, number: int, role: str) -> None:
        self.decision = decision
        self.line = decision.line
        self.para: Para | None = decision.line.para
        self.role = role
        self.number = number
        """Place among all items, from 0."""
        self.text: str = decision.line.full
        """Clean text with the label."""
        self.shared = False
        """Another item stands in the same paragraph (columns made with tabs)."""

    @property
    def part(self) -> int:
        """0 for the document itself, 1 for its first appendix."""
        return self.decision.part

    @cached_property
    def marks(self) -> tuple[LetterStretch, ...]:
        """The letters by look; raised numbers of footnotes are left out."""
        if self.para is None:
            return tuple(LetterStretch(p.text, p.size, p.bold, p.italic) for p in self.line.runs)
        if self.shared:
            return tuple(_part_of(self.para, self.line.text))
        return tuple(
            LetterStretch(r.text, r.fmt.size, r.fmt.bold, r.fmt.italic)
            for r in self.para.runs
            if r.text and not r.fmt.vertical and not r.text.isspace()
        )

    @cached_property
    def blank(self) -> bool:
        """Nothing but dots, blanks and digits: a form to be filled in."""
        return not _FILLER.sub("", self.text)

    @cached_property
    def letters(self) -> int:
        """How many letters and digits there are."""
        return sum(weight(m.text) for m in self.marks)


@lru_cache(2048)
def weight(text: str) -> int:
    """Letters and digits of a text."""
    return sum(c.isalnum() for c in text)


def _part_of(para: Para, text: str) -> Iterator[LetterStretch]:
    """The looks of one column of a paragraph whose columns are made with tabs."""
    start = para.text.find(text)
    end = start + len(text)
    at = 0
    for run in para.runs:
        piece = run.text[max(0, start - at) : max(0, end - at)]
        at += len(run.text)
        if start >= 0 and piece.strip():
            yield LetterStretch(piece, run.fmt.size, run.fmt.bold, run.fmt.italic)


class Reader:
    """The readable text as one string, with the item of each place."""

    def __init__(self, readable: list[tuple[JudgedLine, str]]) -> None:
        self.items = [item for item, __ in readable]
        texts = [text for __, text in readable]
        self.starts = []
        place = 0
        for text in texts:
            self.starts.append(place)
            place += len(text) + 1
        self.text = "\n".join(texts)

    def item(self, place: int) -> JudgedLine:
        """The item in which a place of the text lies."""
        return self.items[bisect_right(self.starts, place) - 1]


class JudgedDocument:
    """One document: paragraphs, components, sections, drawn lines."""

    def __init__(
        self,
        word: Word,
        text: WordText,
        reading: DocumentRoles,
        file: str,
        today: date,
        *,
        paged: bool = False,
    ) -> None:
        self.file = file
        self.paged = paged
        """The rules of pages are judged, too: the document is set for them."""
        self.today = today
        """The day that judges a document without a date."""
        self.rels = word.rels
        self._word = word
        self.memo: dict[str, Any] = {}
        """What several rules need and one has worked out."""
        self.names = word.names
        self.source = text
        roles = repaired(reading.decisions)
        self.items = [JudgedLine(d, n, roles[n]) for n, d in enumerate(reading.decisions)]
        self._by_role: dict[str, list[JudgedLine]] = {}
        seen: dict[int, JudgedLine] = {}
        for item in self.items:
            self._by_role.setdefault(item.role, []).append(item)
            key = id(item.para)
            if item.para is not None and key in seen:
                item.shared = seen[key].shared = True
            seen[key] = item
        self._by_para = seen

    # --- components

    def of(self, *roles: str, part: int | None = 0) -> list[JudgedLine]:
        """The items of some roles in reading order, of the document itself or of all parts."""
        found = [i for role in roles for i in self._by_role.get(role, ())]
        if part is not None:
            found = [i for i in found if i.part == part]
        return sorted(found, key=lambda i: i.number) if len(roles) > 1 else found

    def first(self, role: str) -> JudgedLine | None:
        """The first item of a role in the document itself."""
        return next((i for i in self._by_role.get(role, ()) if i.part == 0), None)

    @cached_property
    def paragraphs(self) -> Sequence[Para]:
        """All paragraphs but those of comments: body, tables, boxes, headers, notes."""
        return [p for p in self.source.paragraphs if p.part != "comment"]

    @cached_property
    def framed(self) -> frozenset[int]:
        """The tables of head, signature and recipients: they only place text."""
        frame = (*HEADER, "co_quan_chu_quan", "nhan_noi_nhan", "noi_nhan", "quyen_han", "chuc_vu")
        paras = [i.para for i in self.of(*frame) if i.para is not None]
        return frozenset(p.cell.table for p in paras if p.cell is not None)

    @cached_property
    def breaks(self) -> bool:
        """A page ends by a hard break, or Word said when it last printed the document."""
        return any(p.page_break for p in self.source.body[1:]) or any(
            node.tag == _RENDERED for p in self.source.body for node in p.element.iter(_RENDERED)
        )

    @cached_property
    def raw(self) -> str:
        """All text as it is typed: to look once for what most documents do not have."""
        return "\n".join(p.text for p in self.paragraphs)

    @cached_property
    def strokes(self) -> list[Any]:
        """The drawn lines of the body."""
        return [r for r in self.source.rules if r.para.part == "body"]

    def printed(self) -> PrintedDocument:
        """The document on its pages; what it costs is why it is done only when asked for."""
        from generator.typeset.setting import set_word

        return set_word(self._word)

    def bytes(self) -> bytes:
        """The main part as it is written."""
        return self._word.bytes(self._word.main)

    def item_of(self, para: Para) -> JudgedLine | None:
        """The item of a paragraph."""
        return self._by_para.get(id(para))

    @cached_property
    def official(self) -> bool:
        """Enough of a header to judge it as that of an administrative document."""
        return sum(self.first(role) is not None for role in HEADER) >= 2

    @cached_property
    def only_annex(self) -> bool:
        """A file that holds nothing but an appendix (signed by itself)."""
        return not self.official and any(i.role == "phu_luc" for i in self.items[:12])

    @cached_property
    def attached(self) -> bool:
        """A text issued with a decision: number, date, recipients, signature are its (1.3)."""
        return self.first("kem_theo") is not None and self.first("so") is None

    @cached_property
    def vv(self) -> JudgedLine | None:
        """The subject of an official letter: "V/v …"."""
        for item in self.of("trich_yeu"):
            if fold(item.text).startswith(("v/v", "vv ", "ve viec")) and item.line.cell:
                return item
        return next((i for i in self.of("trich_yeu") if fold(i.text).startswith("v/v")), None)

    @cached_property
    def letter(self) -> bool:
        """An official letter (công văn): it has no name of a type."""
        if self.first("ten_loai") is not None:
            return False
        named = self.symbol and re.split(r"[-–/\s]", self.symbol[1])[0]
        if named in types():
            return False  # the name of the type is missing
        return self.vv is not None or self.first("kinh_gui") is not None

    @cached_property
    def kind(self) -> str:
        """Abbreviation of the type, "KH"; "" for a letter or an unknown type."""
        named = self.first("ten_loai")
        if named is None:
            return ""
        name = fold(named.text)
        return next((short for short, long in types().items() if fold(long) == name), "")

    @cached_property
    def symbol(self) -> tuple[str, str] | None:
        """(number, symbol) of the document as written; None where there is no such line."""
        item = self.first("so")
        match = _NUMBER.match(item.text) if item else None
        return (match["so"].strip(), match["ky"].strip()) if match else None

    @cached_property
    def day(self) -> date | None:
        """The date of the document; None in a draft."""
        item = self.first("dia_danh")
        match = _DATE.search(item.text) if item else None
        if match is None:
            return None
        try:
            return date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            return None

    @cached_property
    def foot_pictures(self) -> list[tuple[JudgedLine, str]]:
        """Pictures in the cells of the signature, with the name of their member."""
        cells = {_cell_key(i) for i in self.of("quyen_han", "chuc_vu", "ho_ten") if i.line.cell}
        found = []
        for para in self.paragraphs:
            if para.cell is None or para.cell.table not in self.framed:
                continue
            item = self.item_of(para)
            if item is None or _cell_key(item) not in cells:
                continue
            for blip in para.element.iter(_BLIP):
                target = self.relation(para.part_name, blip.get(_EMBED) or "")
                if target:
                    found.append((item, target))
        return found

    def relation(self, part: str, id_: str) -> str:
        """The member a relationship of a part points to; "" when there is none."""
        return next((r.target for r in self.rels(part) if r.id == id_), "")

    # --- text for the rules of wording

    @cached_property
    def prose(self) -> list[JudgedLine]:
        """The running text: basis, preamble, body, closing, in the document and appendices."""
        return self.of("can_cu", *BODY, part=None)

    @cached_property
    def reader(self) -> Reader:
        """The readable text as one string, made once for all rules of capitals."""
        return Reader(self.readable)

    @cached_property
    def readable(self) -> list[tuple[JudgedLine, str]]:
        """Prose, subject and cells of tables with their text: where capitals are judged."""
        roles = ("trich_yeu", "can_cu", *BODY, "bang", "noi_nhan", "kinh_gui", "khac")
        return [(i, i.text) for i in self.of(*roles, part=None) if i.text and not i.line.caps]


def _cell_key(item: JudgedLine) -> tuple[int, int] | None:
    """Table and column of an item."""
    return (item.line.cell.table, item.line.cell.col) if item.line.cell else None


def heavy(items: Iterable[LetterStretch], test: Any) -> float:
    """The part of the letters for which a test of `LetterStretch` holds, 0 to 1."""
    yes = total = 0
    for mark in items:
        count = weight(mark.text)
        total += count
        if test(mark):
            yes += count
    return yes / total if total else 0.0
