"""What in a document has no place on paper that we know, in the words of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.locale import N_, _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.typeset.pages import Unknown, UnknownKind

_KINDS: dict[UnknownKind, str] = {
    "anchored": N_("hình hoặc khung neo vào trang"),
    "borders": N_("kiểu đường viền lạ"),
    "break": N_("chỗ ngắt đặc biệt"),
    "characters": N_("chữ mà phông không có"),
    "columns": N_("trang chia cột"),
    "compatibility": N_("chế độ tương thích của bản Word cũ"),
    "direction": N_("chữ viết từ phải sang trái"),
    "drawing": N_("hình vẽ"),
    "embedded": N_("đối tượng nhúng"),
    "field": N_("trường tự động của Word"),
    "font": N_("phông chữ không có ở đây"),
    "frame": N_("khung chữ"),
    "list": N_("kiểu danh sách lạ"),
    "math": N_("công thức"),
    "note": N_("kiểu chú thích lạ"),
    "revision": N_("thay đổi được theo dõi"),
    "section": N_("thiết lập riêng của một phần văn bản"),
    "spacing": N_("giãn cách đặc biệt"),
    "table": N_("thiết lập đặc biệt của bảng"),
    "text_effect": N_("hiệu ứng chữ"),
}
_WHERE = {
    "decimal or bar tab": N_("điểm dừng tab theo dấu thập phân hoặc có vạch"),
    "footnote at a page end": N_("chú thích quyết định chỗ hết trang"),
    "begins at a page end": N_("bảng bắt đầu ngay chỗ hết trang"),
    "broken row": N_("hàng bảng bị ngắt sang trang sau"),
    "joined borders": N_("hai đoạn liền nhau chung một khung viền"),
    "merged head on further pages": N_("ô gộp của đầu bảng lặp lại ở trang sau"),
    "merged cell over pages": N_("ô gộp trải qua nhiều trang"),
    "picture wider than the text": N_("hình rộng hơn khổ chữ"),
    "tab beyond the text": N_("điểm dừng tab nằm ngoài khổ chữ"),
    "tab of a paragraph to the right": N_("điểm dừng tab trong đoạn căn phải hoặc căn giữa"),
    "tables one under the other": N_("hai bảng liền nhau, không có đoạn nào ở giữa"),
    "text beyond its row": N_("chữ vượt chiều cao cố định của hàng"),
}
"""What needs more words than its kind, by what it is called in the typesetter."""
_NAMED = frozenset({"characters", "direction", "field", "font"})
"""Kinds of which a person knows the document's own name: HYPERLINK, Cambria, U+1F600."""


def in_words(unknown: Iterable[Unknown]) -> list[str]:
    """Each thing that cannot be placed exactly, once."""
    return list(dict.fromkeys(_said(one) for one in unknown))


def _said(one: Unknown) -> str:
    if one.detail in _WHERE:
        return _(_WHERE[one.detail])
    kind = _(_KINDS[one.kind])
    return f"{kind} ({one.detail})" if one.kind in _NAMED else kind
