"""The foot of a document: recipients and signatures, in whatever order they come."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.locale import _
from generator.read import vocabulary as words
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.read.classify.items import ReadLine

BACK = 14
"""A signature printed before "Nơi nhận" (right column first) is looked for so far back."""
_BRACE = re.compile(r"^[}\]){]? ?\(?(?:de |b/c|bao cao|phoi hop|thuc hien).{0,40}$|^[{}|]+$")


def read_foot(items: Sequence[ReadLine], start: int) -> tuple[int, int]:
    """Decide the roles of the foot; returns where it begins and ends (len, len: none)."""
    at = _find_recipients(items, start)
    if at is None:
        return _signature_only(items, start)
    first = _back_to_signature(items, at, start)
    end = _forward(items, at)
    for item in items[first:at]:
        _signature_line(item)
    _date_above(items, first, start)
    _recipients(items, at, end)
    _names([i for i in items[first:end] if i.role not in ("noi_nhan", "nhan_noi_nhan")])
    return first, end


def _date_above(items: Sequence[ReadLine], first: int, start: int) -> None:
    """The date of a document whose head has none stands above the signature."""
    if any(item.role == "dia_danh" for item in items[:start]):
        return
    for item in items[max(start, first - 3) : first]:
        if item.role is None and item.label is None and len(item.text) < 70:
            found = words.NGAY_THANG.search(item.folded)
            if found is not None and found.end() >= len(item.folded) - 1:
                item.decide("dia_danh", 0.8, _("ngày tháng trên phần ký"))


def _find_recipients(items: Sequence[ReadLine], start: int) -> int | None:
    for index in range(start, len(items)):
        item = items[index]
        if item.data or item.role is not None:
            continue
        found = words.NOI_NHAN.match(item.folded)
        if found is not None and (not found["rest"] or found["rest"].lstrip()[:1] in "-:+"):
            return index
    return None


def _is_signature(item: ReadLine) -> bool:
    """A line of capacity or function: in capitals, or with TM., KT. before it."""
    text = item.folded
    if item.data or len(item.text) > 110:
        return False
    if words.QUYEN_HAN.match(text) or words.QUYEN_HAN_LOOSE.match(text):
        return item.caps or item.text[:2].isupper()
    if words.PHE_DUYET.match(text):
        return item.caps
    return words.CHUC_VU.match(text) is not None and item.caps


def _back_to_signature(items: Sequence[ReadLine], at: int, start: int) -> int:
    """The first line of a signature that stands before "Nơi nhận"."""
    first = at
    low = max(start, at - BACK)
    for index in range(at - 1, low - 1, -1):
        item = items[index]
        if item.role in ("trong", "so_trang", "dau_ky_so", "duong_ke"):
            continue
        if item.label is not None or item.data:
            break
        if _is_signature(item):
            first = index
        elif item.text.rstrip()[-1:] in ".;:," or not (
            words.is_name(item.text) or _title_below(item) or item.caps
        ):
            break
    return _agency_above(items, first, start)


def _agency_above(items: Sequence[ReadLine], first: int, start: int) -> int:
    """Where two bodies sign, the name of each stands above the capacity of its signer."""
    at = first
    for index in range(first - 1, max(start, first - 5) - 1, -1):
        item = items[index]
        if item.role in ("trong", "so_trang", "dau_ky_so", "duong_ke"):
            continue
        if not (item.caps and item.label is None and not item.data and item.role is None):
            break
        if words.AGENCY_NOUN.match(item.folded) or _same_table(item, items[first]):
            at = index
    return at


def _same_table(one: ReadLine, other: ReadLine) -> bool:
    a, b = one.line.cell, other.line.cell
    return a is not None and b is not None and a.table == b.table


def _forward(items: Sequence[ReadLine], at: int) -> int:
    """The index after the last line of the foot."""
    end = at + 1
    signed = False
    stopped = 0
    for index in range(at + 1, len(items)):
        item = items[index]
        if item.role in ("trong", "so_trang", "duong_ke", "dau_ky_so"):
            continue
        if _starts_appendix(item):
            break
        if _is_signature(item):
            signed = True
        elif words.is_name(item.text) and signed:
            pass
        elif (item.line.page_break and signed and not _recipient_like(item)) or item.data:
            break
        elif item.line.cell is None and signed and not _recipient_like(item):
            # a job title under the name, and nothing after it
            if stopped or not _title_below(item):
                break
            stopped += 1
        end = index + 1
    return end


def _title_below(item: ReadLine) -> bool:
    return words.CHUC_VU.match(item.folded) is not None and len(item.text) < 80


def _recipient_like(item: ReadLine) -> bool:
    text = item.text.strip()
    return (
        (item.label is not None and item.label.style == "dau")
        or text.endswith((";", ","))
        or words.LUU.match(item.folded) is not None
        or _BRACE.match(item.folded) is not None
        or (text[:1].islower() and len(text) < 80)
    )


def _starts_appendix(item: ReadLine) -> bool:
    if item.label is not None:
        return item.label.style in ("la-ma", "hoa", "so") and item.line.cell is None
    if words.PHU_LUC_ALONE.match(item.folded):
        return True
    found = words.PHU_LUC.match(item.folded)
    if found is not None and (item.caps or item.line.bold or item.line.align == "center"):
        return item.line.cell is None
    if words.QUOC_HIEU.search(item.folded):
        return True
    titled = item.caps and item.line.cell is None and len(item.text) > 8
    return titled and words.DANH_SACH.match(item.folded) is not None


def _recipients(items: Sequence[ReadLine], at: int, end: int) -> None:
    items[at].decide("nhan_noi_nhan", 1.0, _("chữ Nơi nhận"))
    cell = items[at].line.cell
    done = False
    for item in items[at + 1 : end]:
        if item.role is not None:
            continue
        other = item.line.cell
        same_cell = cell is not None and other is not None and other[:3] == cell[:3]
        if same_cell:
            item.decide("noi_nhan", 1.0, _("cùng ô với Nơi nhận"))
        elif _is_signature(item) or (cell and other and other.col != cell.col):
            _signature_line(item)
        elif _recipient_like(item):
            item.decide("noi_nhan", 0.95, _("gạch đầu dòng dưới Nơi nhận"))
            done = done or words.LUU.match(item.folded) is not None
        elif done or (words.is_name(item.text) and _has_title(items, at, item)):
            _signature_line(item)
        else:
            item.decide("noi_nhan", 0.6, _("dưới Nơi nhận"))


def _has_title(items: Sequence[ReadLine], at: int, item: ReadLine) -> bool:
    """A function was already read near this line, so that a name may follow."""
    for other in items[max(0, at - BACK) :]:
        if other is item:
            return False
        if other.role in ("quyen_han", "chuc_vu"):
            return True
    return False


def _signature_line(item: ReadLine) -> None:
    if item.role is not None:
        return
    text = item.folded
    if words.QUYEN_HAN.match(text) or words.QUYEN_HAN_LOOSE.match(text):
        item.decide("quyen_han", 1.0, _("mở đầu TM., KT., TL., TUQ., Q."))
    elif words.CHUC_VU.match(text):
        item.decide("chuc_vu", 0.95, _("tên chức vụ"))
    elif words.PHE_DUYET.match(text) and item.caps:
        item.decide("phe_duyet", 0.9, _("chữ phê duyệt"))
    elif words.is_name(item.text) and not item.caps:
        item.decide("ho_ten", 0.9, _("như họ và tên"))
    elif item.caps:
        item.decide("quyen_han", 0.6, _("chữ hoa ở phần ký"))
    else:
        item.decide("khac", 0.3, _("dòng lạ ở phần ký"))


_BODY = re.compile(
    r"^(?:so|phong|cong an|uy ban|ubnd|truong|ban|benh vien|trung tam|chi cuc|cuc|hoi dong) "
)


def _names(items: Sequence[ReadLine]) -> None:
    """A name in capitals under a function, and the function printed under a name."""
    title = False
    named = False
    for item in items:
        if item.role in ("trong", "so_trang", "duong_ke", "dau_ky_so") or item.role is None:
            continue
        unsure = item.role == "quyen_han" and item.score < 0.7 and title and not named
        if (
            unsure
            and not _BODY.match(item.folded)
            and words.is_name(item.text.title())
            and len(item.text.split()) <= 5
        ):
            item.decide("ho_ten", 0.7, _("chữ hoa dưới chức vụ"))
        if item.role in ("quyen_han", "chuc_vu", "phe_duyet"):
            title = True
            named = named and item.role == "chuc_vu" and not item.caps
        elif item.role == "ho_ten":
            named = True


def _signature_only(items: Sequence[ReadLine], start: int) -> tuple[int, int]:
    """A foot without "Nơi nhận": a function in capitals with a name not far below it."""
    for index in range(start, len(items)):
        item = items[index]
        if item.role is not None or item.data or item.label is not None:
            continue
        if not _is_signature(item) or not _named_below(items, index):
            continue
        index = _agency_above(items, index, start)
        end = index + 1
        for later in range(index, min(len(items), index + 24)):
            other = items[later]
            if other.role in ("trong", "so_trang", "duong_ke", "dau_ky_so"):
                continue
            if later > index and (_starts_appendix(other) or other.data):
                break
            if not (_is_signature(other) or words.is_name(other.text) or _title_below(other)):
                if fold(other.text).startswith("noi nhan"):
                    break
                if len(other.text) > 60 or other.label is not None:
                    break
            end = later + 1
        for other in items[index:end]:
            _signature_line(other)
        _names(list(items[index:end]))
        _date_above(items, index, start)
        return index, end
    return len(items), len(items)


def _named_below(items: Sequence[ReadLine], index: int) -> bool:
    seen = 0
    for item in items[index + 1 : index + 16]:
        if item.role in ("trong", "dau_ky_so", "so_trang"):
            continue
        if words.is_name(item.text) and not _is_signature(item):
            return True
        seen += 1
        if seen > 5:
            return False
    # an unsigned draft ends with the function
    rest = [i for i in items[index + 1 :] if i.role not in ("trong", "so_trang", "dau_ky_so")]
    return not rest or all(_is_signature(i) for i in rest[:3])
