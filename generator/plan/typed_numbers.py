"""Numbers that were typed into the words of nodes that the program numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.plan.model import Diem, Khoan, Muc, Nhom
from generator.text import patterns as re

if TYPE_CHECKING:
    from generator.plan.model import AnyNode

_LETTER = r"[^\W\d_]"
_SECTION = re.compile(rf"((?:[IVXL]{{1,6}}|[A-ZĐ]|\d{{1,2}})[.)])\s+(?={_LETTER})")
_ITEM = re.compile(rf"(\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-zđ]\))\s+(?={_LETTER})")
_POINT = re.compile(rf"([-–+•]|[a-zđ]\)|\d{{1,2}}(?:\.\d{{1,2}})*[.)])\s+(?={_LETTER})")
_ARTICLE = re.compile(rf"(Điều \d{{1,3}}[.:])\s+(?={_LETTER})")


def typed_label(node: AnyNode) -> tuple[str, str, str] | None:
    """Key, typed number, and the words without it; None where there is none."""
    key, pattern = "tieu_de", _SECTION
    if isinstance(node, Khoan):
        if not node.danh_so:
            return None
        key, pattern = ("tieu_de" if node.tieu_de else "noi_dung"), _ITEM
    elif isinstance(node, Diem):
        key, pattern = "noi_dung", _POINT
    elif not isinstance(node, Muc | Nhom):
        return None
    text = getattr(node, key) or ""
    found = pattern.match(text) or _ARTICLE.match(text)
    return (key, found[1], text[found.end() :]) if found else None
