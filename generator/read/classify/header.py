"""The head of a document: state, agency, number, date, type, subject.

Components are known by their words and not by where a template would put them; what
stands above the name of the type and is none of these is the agency.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from generator.locale import _
from generator.read import vocabulary as words
from generator.read.classify.items import ReadLine
from generator.read.classify.rejoin import is_open
from generator.read.classify.two_columns import cut
from generator.read.lines import is_caps
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


HEAD = 60
"""So many lines are searched for the name of the type."""
SUBJECT = 8
"""A subject has no more lines than this."""
_DOC = re.compile(r"\bso ?:? ?\d+ ?/|\bso \d+-|ngay \d|/\d{4}/|nghi quyet|quyet dinh so|luat ")


def read_header(items: list[ReadLine]) -> int:
    """Decide the roles of the head and return the index of the first line after it."""
    type_at = find_type(items)
    for item in items[: type_at if type_at is not None else min(len(items), HEAD)]:
        _component(item)
    if type_at is None:
        return _without_type(items)
    _part_from_subject(items, type_at)
    items[type_at].decide("ten_loai", 1.0, _("tên loại văn bản"))
    above = items[:type_at]
    _wrapped_components(above)
    _agencies(above)
    _late_components(items, type_at)
    return _subject(items, type_at + 1)


def _part_from_subject(items: list[ReadLine], at: int) -> None:
    """The type and the subject on one line: KẾ HOẠCH PHÒNG, CHỐNG DỊCH NĂM 2024."""
    item = items[at]
    named = words.type_name(item.folded)
    if named is None or not named[1] or item.line.label:
        return
    count = len(named[0])
    lead = len(item.text) - len(item.text.lstrip())
    items[at : at + 1] = [
        ReadLine(cut(item.line, 0, lead + count)),
        ReadLine(cut(item.line, lead + count, len(item.text))),
    ]


def find_type(items: Sequence[ReadLine]) -> int | None:
    """The line that names the type: KẾ HOẠCH; below number and date where there are any."""
    found: list[int] = []
    last_fact = -1
    for index, item in enumerate(items[:HEAD]):
        if item.data or item.role is not None:
            continue
        fact = words.SO.match(item.folded) or words.DIA_DANH.match(item.folded)
        if fact and (not found or last_fact < 0 or index - last_fact < 6):
            last_fact = index
        named = words.type_name(item.folded)
        if named is None:
            continue
        head = item.text[: len(named[0])]
        if is_caps(head) and (item.line.cell is None or not named[1]):
            found.append(index)
    after = [index for index in found if index > last_fact]
    return after[0] if after else (found[0] if found else None)


def _component(item: ReadLine) -> None:
    """What is known by its words alone."""
    if item.role is not None:
        return
    text = item.folded
    if words.QUOC_HIEU.search(text) or words.QUOC_HIEU_DANG.match(text):
        item.decide("quoc_hieu", 1.0, _("chữ quốc hiệu"))
    elif text.strip() in ("*", "|", "***"):
        item.decide("duong_ke", 0.9, _("dấu sao dưới tên cơ quan"))
    elif words.TIEU_NGU.search(text):
        item.decide("tieu_ngu", 1.0, _("chữ tiêu ngữ"))
    elif words.QUOC_HIEU_PART.match(text):
        item.decide("quoc_hieu", 0.9, _("một phần quốc hiệu"))
    elif words.TIEU_NGU_PART.match(text):
        item.decide("tieu_ngu", 0.9, _("một phần tiêu ngữ"))
    elif _own_number(item):
        item.decide("so", 1.0, _("mẫu Số: …/…"))
    elif words.DIA_DANH.match(text):
        item.decide("dia_danh", 1.0, _("mẫu địa danh, ngày … tháng … năm …"))
    elif words.MUC_DO_KHAN.match(text) and item.caps:
        item.decide("muc_do_khan", 1.0, _("dấu chỉ mức độ khẩn"))
    elif words.DO_MAT.match(text) and item.caps:
        item.decide("do_mat", 0.9, _("dấu độ mật"))
    elif words.LUU_HANH.match(text):
        item.decide("luu_hanh", 1.0, _("chỉ dẫn phạm vi lưu hành"))
    elif words.DU_THAO.match(text):
        item.decide("du_thao", 1.0, _("chữ dự thảo"))


STATE = "cong hoa xa hoi chu nghia viet nam"
MOTTO = "doc lap - tu do - hanh phuc"


def _wrapped_state(above: Sequence[ReadLine]) -> None:
    """The name of the state or the motto on several lines, those of the left column between."""
    for whole, role in ((STATE, "quoc_hieu"), (MOTTO, "tieu_ngu")):
        for index, item in enumerate(above):
            text = item.folded.strip()
            if item.role not in (None, role) or not text or text == whole:
                continue
            if not whole.startswith(f"{text} "):
                continue
            parts = [item]
            rest = whole[len(text) :].lstrip(" -")
            for other in above[index + 1 : index + 7]:
                said = other.folded.strip().lstrip("- ")
                if said and other.role in (None, role) and f"{rest} ".startswith(f"{said} "):
                    parts.append(other)
                    rest = rest[len(said) :].lstrip(" -")
                if not rest:
                    break
            if not rest:
                for part in parts:
                    part.decide(role, 0.9, _("quốc hiệu, tiêu ngữ viết trên nhiều dòng"))  # type: ignore[arg-type]
                return


def _wrapped_components(above: Sequence[ReadLine]) -> None:
    """The date or the number on two lines."""
    _wrapped_state(above)
    for index, item in enumerate(above):
        if item.role == "dia_danh" and item.folded.rstrip().endswith("nam"):
            for other in above[index + 1 : index + 4]:
                if re.match(r"^(19|20)\d\d\.?$", other.folded.strip()):
                    other.decide("dia_danh", 0.9, _("địa danh, ngày viết trên hai dòng"))
                    break
    for first, second in pairwise(above):
        if first.role is None and words.DIA_DANH_BEGUN.match(first.folded):
            if words.DIA_DANH_REST.match(second.folded):
                first.decide("dia_danh", 0.9, _("địa danh, ngày viết trên hai dòng"))
                second.decide("dia_danh", 0.9, _("địa danh, ngày viết trên hai dòng"))
        elif first.role is None and re.match(r"^so ?:?$", first.folded):
            first.decide("so", 0.8, _("chữ Số đứng riêng"))
            if second.role is None and re.match(r"^[\d.… ]*/ ?[a-z]", second.folded):
                second.decide("so", 0.8, _("số, ký hiệu ở dòng dưới"))
    for item in above:
        if item.role is None and words.NGAY_THANG.search(item.folded) and len(item.text) < 60:
            item.decide("dia_danh", 0.8, _("có ngày tháng năm"))


def _agencies(above: Sequence[ReadLine]) -> None:
    """Superior and issuing body: the last group of lines issues, those before stand above it."""
    lines: list[ReadLine] = []
    for item in above:
        if item.role is not None or item.data:
            continue
        if words.DAU_KY_SO.match(item.folded):
            item.decide("dau_ky_so", 0.9, _("dấu chữ ký số trước phần đầu"))
        elif item.folded.startswith(("v/v", "ve viec")):
            item.decide("trich_yeu", 0.8, _("V/v dưới số, ký hiệu"))
        elif item.caps or item.line.bold or _looks_agency(item):
            lines.append(item)
        else:
            item.decide("khac", 0.3, _("dòng lạ ở phần đầu"))
    groups = _groups(lines)
    for number, group in enumerate(groups):
        last = number == len(groups) - 1
        for item in group:
            if last:
                item.decide("co_quan", 0.9, _("chữ hoa trên số, ký hiệu"))
            else:
                item.decide("co_quan_chu_quan", 0.9, _("trên tên cơ quan ban hành"))


def _looks_agency(item: ReadLine) -> bool:
    return words.AGENCY_NOUN.match(item.folded) is not None and len(item.text) < 80


def _groups(lines: list[ReadLine]) -> list[list[ReadLine]]:
    """Agencies among the lines of the left cell; two at most count."""
    if len(lines) < 2:
        return [lines] if lines else []
    if lines[-1].line.bold and not lines[0].line.bold:
        cut = next(i for i, item in enumerate(lines) if item.line.bold)
        whole = words.UNIT_WITHIN.search(lines[cut - 1].folded) is not None
        if whole or not words.UNIT.match(lines[cut].folded):
            return [lines[:cut], lines[cut:]]
    starts = [0]
    for index, item in enumerate(lines[1:], 1):
        before = lines[index - 1].folded
        joined = before.endswith((" va", "-", ",", " thuoc", " cua")) or before in ("so", "bo")
        if words.AGENCY_NOUN.match(item.folded) and not joined:
            starts.append(index)
    if len(starts) > 1 and _committee(lines[: starts[-1]]):
        return [lines[: starts[-1]], lines[starts[-1] :]]
    if len(starts) < 2 or all(item.line.bold for item in lines):
        several_bold = all(item.line.bold for item in lines)
        if len(starts) < 2 or (several_bold and lines[0].line.size is not None):
            return [lines]
    cut = starts[-1]
    return [lines[:cut], lines[cut:]]


def _committee(lines: list[ReadLine]) -> bool:
    """Whether lines are the whole name of a committee: what follows is a body of its own.

    "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN / VĂN PHÒNG" in one weight is the office of the committee.
    """
    said = " ".join(item.folded for item in lines)
    return said.startswith(("uy ban nhan dan", "ubnd")) and bool(words.UNIT_WITHIN.search(said))


def _own_number(item: ReadLine) -> bool:
    """Whether a line is the number of the paper, and not the end of "… theo Quyết định / số 7/QĐ".

    The number of the paper begins large or has its colon (Decree 30, Annex I.II.3).
    """
    said = item.line.text.lstrip(" (")
    return words.SO.match(item.folded) is not None and not said.startswith("số ")


def _late_components(items: Sequence[ReadLine], type_at: int) -> None:
    """A stamp on the line of the title or the number below the name of the type."""
    for item in items[type_at + 1 : type_at + 6]:
        if item.role is None and not item.data:
            text = item.folded
            if words.MUC_DO_KHAN.match(text) and item.caps:
                item.decide("muc_do_khan", 0.9, _("dấu chỉ mức độ khẩn cạnh tên loại"))
            elif _own_number(item) and not any(i.role == "so" for i in items[:type_at]):
                item.decide("so", 0.8, _("số, ký hiệu dưới tên loại"))
            elif words.DIA_DANH.match(text):
                item.decide("dia_danh", 0.8, _("ngày dưới tên loại"))


def _subject(items: Sequence[ReadLine], start: int) -> int:
    """The lines of the subject and the reference under it; returns where the text begins."""
    index = start
    first: ReadLine | None = None
    before: ReadLine | None = None
    taken = 0
    while index < len(items) and taken < SUBJECT:
        item = items[index]
        if item.role is not None:  # a blank, a rule, a stamp
            index += 1
            continue
        if item.data:
            break
        if words.KEM_THEO.match(item.folded) and item.text.lstrip()[:1] in "(BKbk":
            item.decide("kem_theo", 0.9, _("dòng (… kèm theo …)"))
            index += 1
            continue
        if not (_is_subject(item, first) or (before and _unfinished(before, item))):
            break
        item.decide("trich_yeu", 0.95 if first is None else 0.85, _("dưới tên loại"))
        first, before = first or item, item
        taken += 1
        index += 1
    while index < len(items) and items[index].role is not None:
        index += 1
    return index


_PERIOD = re.compile(r"^(?:nam hoc|nam|hoc ky|giai doan|nhiem ky|quy|thang) (?:\d|i)")
"""A line of a subject: Năm học 2022 - 2023, giai đoạn 2021 - 2025."""


def _unfinished(before: ReadLine, item: ReadLine) -> bool:
    """The line before ends with a word that no subject ends with, or only says who resolved."""
    if before.caps and before.folded.startswith("cua ") and item.folded.startswith("ve "):
        return True
    if item.label is not None or item.data or not before.line.hard:
        return False
    return is_open(before.text) or before.text.endswith((" Ban", " Bộ", " Sở", " Ủy", " Uỷ"))


def _is_subject(item: ReadLine, first: ReadLine | None) -> bool:
    text, line = item.text.strip(), item.line
    if words.KINH_GUI.match(item.folded):
        return False
    if first is None:
        if item.label is not None and item.label.style in ("la-ma", "phan"):
            return False
        body = text.endswith((";", ":", "./.")) or len(text) > 500
        if body and not (line.align == "center" or line.bold):
            return False
        return not (words.CAN_CU.match(item.folded) and text.endswith((";", ".")))
    if item.label is not None and item.label.style != "dau":
        return False
    if text.startswith("(") and text.endswith(")") and len(text) < 160:
        return line.align == first.line.align or not line.align
    if text.endswith((";", ":", ".")) and line.align != "center":
        return False
    if _PERIOD.match(item.folded) and len(text) < 60 and not text.endswith((":", ";", ".")):
        return True
    if first.line.align or line.align:
        if line.page is not None and line.align == "center" and first.line.align != "center":
            return line.bold and first.line.bold and len(text) < 60  # a first line full of words
        if line.align == "center" and first.line.align == "center":
            return line.bold or not first.line.bold or item.caps or text[:1].islower()
        return False
    if first.caps and len(first.text.split()) > 3:  # else a word of the type: PHỐI HỢP
        return item.caps
    if first.caps and not item.caps:
        return not (words.CAN_CU.match(item.folded) or _DOC.search(item.folded))
    if item.caps or first.line.bold != line.bold:
        return False
    if line.level is not None and first.line.level is not None:
        return line.level == first.line.level
    if words.CAN_CU.match(item.folded) or _DOC.search(item.folded):
        return False
    return text[:1].islower() or (
        line.hard
        and line.blank_before == 0
        and len(text) < 90
        and first.line.blank_before > 0
        and not text.endswith(".")
    )


def _without_type(items: Sequence[ReadLine]) -> int:
    """A document that names no type, such as a công văn: the head ends at Kính gửi."""
    facts = [
        i
        for i, item in enumerate(items[:HEAD])
        if item.role in ("quoc_hieu", "tieu_ngu", "so", "dia_danh")
    ]
    address = next(
        (i for i, item in enumerate(items[:HEAD]) if words.KINH_GUI.match(item.folded)), None
    )
    if not facts:
        return 0
    end = max(facts) + 1
    if address is not None:
        end = max(end, address)
    while end < len(items) and items[end].role is not None:
        end += 1
    above = items[:end]
    _wrapped_components(above)
    seen = False
    for item in above:
        if item.role is None and fold(item.text).startswith(("v/v", "ve viec")):
            seen = True
        if item.role is None and seen and not item.caps:
            item.decide("trich_yeu", 0.85, _("V/v dưới số, ký hiệu"))
    _agencies(above)
    return end
