"""Number, date, subject, signers, and the list of recipients."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from generator.locale import _
from generator.ooxml.note_signs import SIGN
from generator.plan.model import NoiNhan
from generator.pulling.field_text import Char, StyleLooks, text_of, trim
from generator.pulling.plan_draft import whole, without_label
from generator.pulling.units import seen as shown

if TYPE_CHECKING:
    from generator.pulling.plan_draft import EditedUnit, PulledDraft

_NUMBER = re.compile(r"(?:Số\s*:\s*)?(\d+|[.…_\s]*)\s*/\s*(\S+)", re.IGNORECASE)
_DATE = re.compile(
    r"(?:(?P<place>.*?)\s*,)?\s*ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})"
    r"\s+năm\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
_CAPACITY = re.compile(r"(?:TM|KT|TL|TUQ|Q)\. ?\S")
_LETTERS = re.compile(r"[^\W\d_][^\d_()/]*")
_NAME = re.compile(r"(?:[^\W\d_]+\. ?)*[^\W\d_][^\W\d_]*(?: [^\W\d_][^\W\d_]*){1,6}")
"""Two to seven words, after a degree or rank ("TS.")."""
_DASH = re.compile(r"[-–—]\s*")
_KEPT = re.compile(r"Lưu\s*:\s*", re.IGNORECASE)

ABOUT = "V/v"


def head(draft: PulledDraft, found: EditedUnit) -> None:
    """Take over one of the fields at the top."""
    assert found.spot is not None  # noqa: S101 - the caller has looked
    assert found.old is not None  # noqa: S101 - the caller has looked
    if found.unit.text == found.old.text:
        return
    field = found.spot.field
    if field == "so":
        _number(draft, found)
    elif field == "ngay":
        _date(draft, found)
    elif field == "trich_yeu":
        source = draft.get("van_ban", "trich_yeu")
        # the words before a letter's subject are the template's
        label = "" if (source or "").startswith(ABOUT) else ABOUT
        before, after = (without_label(whole(u), label) for u in (found.old, found.unit))
        text = draft.words(source, before, after, found.unit, flat=True)
        draft.set("van_ban", "trich_yeu", text)
    else:
        draft.refuse(found.unit, _("tên loại văn bản không sửa được ở đây"))


def _number(draft: PulledDraft, found: EditedUnit) -> None:
    read = _NUMBER.fullmatch(found.unit.text)
    if read is None:
        draft.refuse(found.unit, _("không đọc được số, ký hiệu"), _("Viết như Số: 12/KH-UBND"))
        return
    number, symbol = read[1], read[2]
    draft.set("van_ban", "so", int(number) if number.isdigit() and int(number) else None)
    if symbol != draft.print.document.ky_hieu:
        draft.set("van_ban", "ky_hieu", symbol)


def _date(draft: PulledDraft, found: EditedUnit) -> None:
    document = draft.print.document
    read = _DATE.fullmatch(found.unit.text)
    if read is None:
        place, comma, rest = found.unit.text.partition(",")
        if comma and shown(rest) == document.thoi_gian:
            draft.set("van_ban", "dia_danh", place.strip())
            return
        why = _("không đọc được địa danh, ngày tháng năm")
        draft.refuse(found.unit, why, _("Viết như Lạng Sơn, ngày 05 tháng 6 năm 2024"))
        return
    place = (read["place"] or "").strip()
    if place and place != document.dia_danh:
        draft.set("van_ban", "dia_danh", place)
    try:
        day = date(int(read["year"]), int(read["month"]), int(read["day"]))
    except ValueError:
        draft.refuse(found.unit, _("ngày tháng không có thật"))
        return
    draft.set("van_ban", "ngay", day)


class _Signature(NamedTuple):
    """The lines of a signature, as Decree 30, annex I, II.7 orders them."""

    capacity: list[str]
    """TM. …, KT. …, TL. …, TUQ. …, Q. …"""
    function: str
    name: str
    title: str
    """The line under the name."""


def signers(draft: PulledDraft, seen: list[EditedUnit]) -> None:
    """Take over the signatures; the lines of each are read in their order, new ones too."""
    cells: dict[tuple[int, int, int] | None, list[EditedUnit]] = {}
    for found in seen:
        cells.setdefault(found.unit.cell, []).append(found)
    for inside in cells.values():
        nodes = {s.spot.node for s in inside if s.spot is not None}
        if all(s.old is not None and s.unit.text == s.old.text for s in inside):
            continue
        if len(nodes) == 1:
            _signature(draft, nodes.pop(), inside)
            continue
        for found in inside:  # several signatures in one cell: only words of lines printed
            if found.spot is None:
                draft.refuse(found.unit, _("chữ mới ở chỗ ký của nhiều người"))
            else:
                _line(draft, found)


def _signature(draft: PulledDraft, node: str, seen: list[EditedUnit]) -> None:
    """The signature of one signer, whose lines are those of a cell."""
    lines = [
        (line, s) for s in seen for raw in s.unit.para.text.split("\n") if (line := shown(raw))
    ]
    read = _read_signature([line for line, _seen in lines])
    if isinstance(read, str):
        at = next((s for line, s in lines if line == read), seen[0])
        why = _("không đọc được chỗ ký") if read else _("chức vụ người ký bị bỏ trống")
        draft.refuse(at.unit, why, _("Viết quyền hạn, chức vụ, họ tên, mỗi thứ một dòng"))
        return
    capacity: str | list[str] | None = read.capacity or None
    if len(read.capacity) == 1:
        capacity = read.capacity[0]
    values = {"quyen_han": capacity, "chuc_vu": read.function,
              "ho_ten": read.name or None, "chuc_danh": read.title or None}  # fmt: skip
    for field, value in values.items():
        if _listed(draft.get(node, field)) != _listed(value):
            draft.set(node, field, value)


def _listed(value: str | list[str] | None) -> list[str]:
    return [value] if isinstance(value, str) else value or []


def _read_signature(lines: list[str]) -> _Signature | str:
    """A signature; or the line that is none of it, "" where the function is missing."""
    left = list(lines)
    capacity = []
    while left and _CAPACITY.match(left[0]):
        capacity.append(left.pop(0))
    if not left or left[0].upper() != left[0] or not _LETTERS.fullmatch(left[0]):
        return left[0] if left else ""
    function = left.pop(0)
    name = left.pop(0) if left else ""
    if name and not (_NAME.fullmatch(name) and all(w[0].isupper() for w in name.split())):
        return name
    title = left.pop(0) if left else ""
    return left[0] if left else _Signature(capacity, function, name, title)


def _line(draft: PulledDraft, found: EditedUnit) -> None:
    """The words of one line of a signature."""
    assert found.spot is not None  # noqa: S101 - the caller has looked
    assert found.old is not None  # noqa: S101 - the caller has looked
    field, text = found.spot.field, found.unit.text
    if text == found.old.text:
        return
    if field == "cho_ky":
        draft.refuse(found.unit, _("chữ ở chỗ ký"))
    elif field == "chuc_vu" and not text:
        draft.refuse(found.old, _("chức vụ người ký bị bỏ trống"))
    elif field == "quyen_han" and isinstance(lines := draft.get(found.spot.node, field), list):
        draft.set(found.spot.node, field, [line for line in (text, *lines[1:]) if line] or None)
    else:
        draft.set(found.spot.node, field, text or None)


_LISTED = ("noi_nhan", "luu")


def recipients(draft: PulledDraft, seen: list[EditedUnit]) -> None:
    """The list of recipients as it stands now; of a text that prints none, the plan's stays."""
    spots = (draft.print.spot(unit) for unit in draft.matched.old)
    if not seen and not any(spot is not None and spot.part in _LISTED for spot in spots):
        return
    order: list[str] = []
    kept = False
    for found in seen:
        inner = _inner(whole(found.unit))
        text = text_of(inner)
        is_kept = _KEPT.match(text)
        if is_kept and (not kept or (found.spot and found.spot.part == "luu")):
            kept = True
            draft.node_of[found.number] = "van_ban"
            value = text[is_kept.end() :].strip(" .;")
            if value != (draft.get("van_ban", "luu") or "").rstrip(" ."):
                draft.set("van_ban", "luu", value)
        elif found.spot is not None and found.spot.part == "noi_nhan":
            assert found.old is not None  # noqa: S101 - what has a spot has a printed unit
            source = draft.get(found.spot.node, "noi_dung")
            before = _inner(whole(found.old))
            text = draft.words(source, before, inner, found.unit, flat=True)
            draft.set(found.spot.node, "noi_dung", text)
            order.append(found.spot.node)
        elif text:
            plain = [c._replace(bold=False, italic=False) for c in inner]
            text = draft.new_words(plain, StyleLooks(), found.unit)
            order.append(draft.add(NoiNhan, text, found.number, noi_dung=text))
    if not kept and draft.get("van_ban", "luu"):
        draft.set("van_ban", "luu", "")
    for id_ in draft.order.get(("", "noi_nhan"), []):
        if id_ not in order:
            draft.nodes.pop(id_, None)
    draft.order["", "noi_nhan"] = order


def _inner(chars: list[Char]) -> list[Char]:
    """A line of recipients without its dash and its last mark; signs of footnotes stay."""
    found = _DASH.match(text_of(chars))
    inner = trim(chars[found.end() :] if found else chars)
    signs: list[Char] = []
    while inner and (inner[-1].char in " ;." or SIGN.fullmatch(inner[-1].char)):
        last = inner.pop()
        signs[:0] = [] if last.char in " ;." else [last]
    return inner + signs
