"""The words of the editor: names of kinds and keys, what its script says, fields in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from generator.locale import N_, _
from generator.plan.wording import plain

if TYPE_CHECKING:
    from generator.review.details import Detail
    from generator.review.editing import EditorPiece, NodeView

KINDS = {
    "VanBan": N_("Thể thức"),
    "NguoiKy": N_("Người ký"),
    "ChuThich": N_("Chú thích"),
    "NoiNhan": N_("Nơi nhận"),
    "NhiemVu": N_("Nhiệm vụ"),
    "PhuLuc": N_("Phụ lục"),
    "Nhom": N_("Nhóm"),
    "Doan": N_("Đoạn"),
    "Muc": N_("Mục"),
    "Khoan": N_("Khoản"),
    "Diem": N_("Điểm"),
}
KEYS = (
    ("Enter", N_("Cắt đoạn ở con trỏ; ở cuối đoạn: nội dung mới cùng cấp")),
    ("Alt+Backspace", N_("Nhập vào đoạn trước (ở đầu đoạn: Backspace cũng thế)")),
    ("Alt+Shift+↑ ↓", N_("Đưa lên, đưa xuống")),
    ("Alt+Shift+← →", N_("Ra cấp ngoài, vào cấp trong")),
    ("Alt+Delete", N_("Bỏ nội dung này")),
    ("Alt+P", N_("Giữ nội dung này, không để cấp trên sửa")),
    ("Alt+Enter", N_("Xong điều phải xem ở đây")),
    ("Alt+J, Alt+K", N_("Chỗ cần xem sau, trước")),
    ("Alt+F", N_("Mở các ô điền: chủ trì, thời hạn, bảng, …")),
    ("Alt+C", N_("Dẫn một văn bản tại con trỏ")),
    ("Alt+T", N_("Chú thích mới tại con trỏ; đang ở chú thích: về chỗ đánh dấu")),
    ("Alt+I", N_("Tải bản in (PDF), lời vừa gõ có trong đó")),
    ("Alt+L", N_("Lấy về điều nơi khác vừa sửa")),
    ("Ctrl+B, Ctrl+I", N_("In đậm, in nghiêng")),
    ("Ctrl+Z, Ctrl+Y", N_("Hoàn tác, làm lại")),
)
SAID = {
    "ask": N_("Người khác vừa sửa chỗ này. Giữ bản nào?"),
    "mine": N_("Giữ bản của tôi"),
    "theirs": N_("Lấy bản kia"),
    "saved": N_("Đã lưu"),
    "failed": N_("Chưa lưu được"),
    "saving": N_("Đang lưu…"),
    "away": N_("Chưa nối được với máy chủ; thử lại sau giây lát"),
    "close": N_("Đóng"),
    "comments": N_("Ý kiến"),
    "new": N_("Nội dung mới"),
    "new_note": N_("Lời chú thích"),
    "find": N_("Gõ tên, có dấu hay không dấu"),
    "add": N_("Thêm"),
    "drop": N_("Bỏ"),
    "none": N_("Không tìm thấy"),
    "cite": N_("Dẫn một văn bản"),
    "row": N_("Hàng"),
    "column": N_("Cột"),
    "add_row": N_("Thêm hàng"),
    "add_column": N_("Thêm cột"),
    "drop_row": N_("Bỏ hàng cuối"),
    "drop_table": N_("Bỏ bảng"),
    "pasted": N_("Đã dán thành bảng; Ctrl+Z để bỏ"),
    "poured": N_("Đã dán, mỗi đoạn một nội dung; Ctrl+Z để bỏ"),
    "table": N_("Bảng"),
    "no_table": N_("Chỗ này không có bảng"),
    "no_place": N_("Chưa có chỗ cho nội dung này: nhiệm vụ nằm trong bảng của phụ lục"),
    "none_cited": N_("Danh mục chưa có văn bản này; gõ thẳng số, ngày, trích yếu vào câu"),
    "pick_day": N_("Chọn ngày"),
    "before": N_("Trước ngày"),
    "nothing": N_("(không)"),
    "fill": N_("Điền thêm"),
    "kept": N_("Chưa gửi được; lời gõ vẫn giữ ở máy này và sẽ gửi lại"),
    "session": N_("Phiên làm việc đã hết. Vào lại ở thẻ khác; lời gõ vẫn còn ở đây."),
    "found": N_("Có lời gõ chưa lưu từ lần trước. Đưa lại vào chỗ cũ?"),
    "restore": N_("Đưa lại"),
    "forget": N_("Bỏ đi"),
    "lost": N_("Lời chưa lưu của một chỗ không còn trong kế hoạch:"),
}


def details_of(node: NodeView) -> list[dict[str, Any]]:
    """The fields of a node beside its words, as the script takes them over."""
    return [
        {
            "name": one.field.name,
            "label": _(one.field.label),
            "kind": one.field.kind,
            "choices": one.field.choices,
            "aside": one.field.aside,
            "value": one.value,
            "shown": one.shown,
            "tables": [
                {
                    "head": bool(one.value[i].get("cot")),  # a table of rows alone has none
                    "rows": [[[_said(p) for p in cell] for cell in row] for row in rows],
                }
                for i, rows in enumerate(one.cells)
            ],
        }
        for one in node.details
    ]


def _said(paragraph: list[EditorPiece]) -> list[dict[str, Any]]:
    return [piece._asdict() for piece in paragraph]


def said_of(node: NodeView) -> str:
    """The fields that say something, in one line."""
    told = [_line(one) for one in node.details if one.value not in (None, "", [], {})]
    return " · ".join(told)


def _line(one: Detail) -> str:
    shown = one.shown if isinstance(one.shown, str) else ", ".join(one.shown)
    if one.field.kind == "table":
        return _("Bảng {so} hàng").format(so=len(one.shown))
    if one.field.kind == "columns":
        return " · ".join(f"{head}: {plain(cell)}" for head, cell in one.value.items())
    return f"{_(one.field.label)}: {shown}"
