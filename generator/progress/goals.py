"""The targets (chỉ tiêu) of a plan: those it stores, or else the rows of its tables of targets.

As with tasks of sentences, what a person has stored comes first; without it the tables are
read anew each time, by the heads of their columns.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.plan.model import walk
from generator.plan.promised import ChiTieu
from generator.plan.wording import plain
from generator.progress.saying import number_of, number_text
from generator.text.normal import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from generator.plan.model import KeHoach
    from generator.plan.ruled import Bang

_HEADS = {
    "noi_dung": ("chi tieu", "noi dung", "ten chi tieu"),
    "don_vi": ("don vi", "don vi tinh", "dvt"),
    "gia_tri": ("ket qua can dat", "muc tieu", "ket qua", "chi tieu nam", "ke hoach", "gia tri"),
    "chu_tri": ("co quan theo doi", "co quan chu tri", "don vi chu tri", "chu tri"),
    "ca_nhan": ("ca nhan phu trach", "nguoi phu trach"),
    "hien_trang": ("hien trang", "thuc hien nam truoc"),
}
_COMPARED = re.compile(
    r"(?P<sign>>=|<=|≥|≤|=|>|<|từ|trên|tối thiểu|ít nhất|dưới|không quá|tối đa)?\s*"
    r"(?P<value>\d[\d.]*(?:,\d+)?)\s*(?P<unit>%?)(?P<more>\s*trở lên)?",
    re.IGNORECASE,
)
_AT_MOST = ("<=", "≤", "<", "dưới", "không quá", "tối đa")


def targets_of(plan: KeHoach) -> list[ChiTieu]:
    """The targets of a plan, in reading order."""
    if plan.chi_tieu:
        return list(plan.chi_tieu)
    found: list[ChiTieu] = []
    for _loc, node in walk(plan):
        for table in getattr(node, "bang", ()):
            found += _of_table(table, node.id, len(found))
    return found


def summed(target: ChiTieu) -> bool:
    """Whether the figures of units add up: counts do, shares and ceilings do not."""
    return target.don_vi != "%" and target.so_sanh != "<="


def _of_table(table: Bang, node: str, before: int) -> Iterator[ChiTieu]:
    rows = [[_words(cell) for cell in row] for row in table.rows]
    head = [_words(cell) for cell in table.cot] or (rows.pop(0) if rows else [])
    columns = _columns(head)
    if "noi_dung" not in columns or "gia_tri" not in columns:
        return
    if not any("chi tieu" in fold(title) for title in head):
        return
    count = before
    for row in rows:
        cells = {name: row[at] for name, at in columns.items() if at < len(row)}
        compared = _COMPARED.fullmatch(cells.get("gia_tri", "").strip())
        if compared is None or not cells.get("noi_dung"):
            continue
        count += 1
        yield ChiTieu(
            id=f"ct-{count:02d}", nut=node, noi_dung=cells["noi_dung"],
            don_vi=cells.get("don_vi") or compared["unit"], so_sanh=_sign(compared),
            gia_tri=_canonical(compared["value"]), ca_nhan=cells.get("ca_nhan") or None,
            hien_trang=cells.get("hien_trang") or None,
        )  # fmt: skip


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by its title; the exact title before one that begins so."""
    found: dict[str, int] = {}
    for name, titles in _HEADS.items():
        for exact in (True, False):
            for title in titles:
                at = [
                    i
                    for i, cell in enumerate(head)
                    if i not in found.values()
                    and (fold(cell) == title if exact else fold(cell).startswith(title))
                ]
                if at and name not in found:
                    found[name] = at[0]
    return found


def _sign(compared: re.Match[str]) -> Literal[">=", "<=", "="]:
    sign = (compared["sign"] or "").lower()
    if sign in _AT_MOST:
        return "<="
    return "=" if sign == "=" else ">="


def _canonical(text: str) -> str:
    value = number_of(text)
    return text if value is None else number_text(value)


def _words(cell: str | list[str]) -> str:
    return plain(cell if isinstance(cell, str) else " ".join(cell)).strip()
