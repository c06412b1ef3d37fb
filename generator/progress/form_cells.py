"""The cells of a filled form's row, by what they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.progress.matching import RowWording
from generator.progress.reported import UNSETTLED
from generator.progress.saying import proofs_of
from generator.text.normal import fold, squeeze

if TYPE_CHECKING:
    from generator.progress.form_tables import FilledCell
    from generator.progress.heads import FormTable
    from generator.progress.reported import KetQua

_SIGNS = re.compile(
    r"(?:(?:nguoi|can bo|cong chuc|ke toan|don vi) )?(?:lap|tong hop)(?: (?:bieu|bang)\b.*)?$"
    r"|(?:tm|kt|tl|tuq)\.|thu truong\b|(?:pho )?(?:chu tich|giam doc)\b(?!.*\d)|noi nhan\b"
    r"|[^,]{0,30}, ngay .* thang "
)
_PROPOSES = re.compile(r"(?:de nghi|kien nghi|de xuat)\b")


def cells_of(table: FormTable) -> list[dict[str, FilledCell]]:
    """The cells of each row by what they are; rows without words are left out."""
    rows = [
        {key: row[at] for key, at in table.columns.items() if at < len(row)} for row in table.rows
    ]
    return [
        {key: cell for key, cell in row.items() if not cell.text.startswith(UNSETTLED)}
        for row in rows
        if "noi_dung" in row and squeeze(row["noi_dung"].text)
    ]


def wording_of(cells: dict[str, FilledCell]) -> RowWording:
    """A row as it is matched with the tasks of a plan."""
    words = squeeze(cells["noi_dung"].text)
    lead = text_in(cells, "co_quan")
    return RowWording(words, text_in(cells, "id"), text_in(cells, "tt"), lead)


def is_silent(cells: dict[str, FilledCell]) -> bool:
    """Whether a row says nothing beside its words, as the title of a group does."""
    return not any(text_in(cells, key) for key in cells if key not in ("tt", "noi_dung"))


def passed_over(cells: dict[str, FilledCell], *, below: bool) -> bool:
    """Whether a row that is no task tells nothing: the title of a group; who signs, at the end.

    `below`: whether it stands below all tasks, where "Tổng số hộ có mã QR: 980 hộ" tells more.
    """
    words = text_in(cells, "noi_dung")
    if below and _SIGNS.match(fold(words)):
        return True
    return is_silent(cells) and not (below and re.search(r"\d", words))


def take_note(result: KetQua, cells: dict[str, FilledCell]) -> None:
    """A note of a row goes where its words belong: to proofs, proposals, or the result."""
    note = text_in(cells, "ghi_chu")
    if not note:
        return
    if "minh_chung" not in cells and proofs_of(note):
        name = "minh_chung"
    else:
        name = "kien_nghi" if _PROPOSES.match(fold(note)) else "trong_ky"
    setattr(result, name, "; ".join(part for part in (getattr(result, name), note) if part))


def text_in(cells: dict[str, FilledCell], key: str) -> str:
    """The words of a cell; "" where the row has no such cell."""
    cell = cells.get(key)
    return cell.text if cell is not None else ""


def named_in(who: str, names: dict[str, str]) -> list[str]:
    """The units that a cell names; "xã Tân Lập" does not name xã Tân too."""
    found = {unit: fold(name) for unit, name in names.items() if fold(name) in fold(who)}
    left = fold(who)
    said = set()
    for unit, name in sorted(found.items(), key=lambda pair: -len(pair[1])):
        if name in left:
            said.add(unit)
            left = left.replace(name, ";")
    return [unit for unit in names if unit in said]
