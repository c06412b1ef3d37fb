"""What a derived plan leaves to its clerk, with places in the new file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.cascade.deriving.rulebook.rules import IDLE
from generator.diagnostics import Diagnostic, Span, warning
from generator.locale import _
from generator.plan.model import walk, words_key

if TYPE_CHECKING:
    from generator.plan.emit import EmittedPlan
    from generator.plan.model import KeHoach, Loc


def todo(plan: KeHoach, written: EmittedPlan, file: str, missing: set[str]) -> list[Diagnostic]:
    """Everything the clerk must fill in or check, in the order of the file."""
    lines = written.text.split("\n")
    document = plan.van_ban
    found: list[Diagnostic] = []

    def add(code: str, message: str, loc: Loc) -> None:
        number = written.lines.get(loc, 1)
        line = lines[number - 1]
        first = code == "DX510" and not any(d.code == code for d in found)
        hints = [_("Trả lời cả kế hoạch một lượt: kehoach answer {tep}")] if first else []
        span = Span(file, number, 1, len(line) + 1, line)
        found.append(warning(code, message, span, *(hint.format(tep=file) for hint in hints)))

    mark = _("Cần xem: {dieu}")
    if document.can_xem:
        add(
            "DX510",
            mark.format(dieu=document.can_xem),
            ("van_ban", words_key(document) or "can_xem"),
        )
    if document.so is None:
        add("DX511", _("Điền số văn bản khi ban hành"), ("van_ban", "so"))
    if document.ngay is None:
        add("DX512", _("Điền ngày ban hành"), ("van_ban", "ngay"))
    for loc, node in walk(plan):
        if node.nguon is not None and IDLE in node.nguon.quy_tac:
            message = _("Nhận kế hoạch mà chưa được giao việc: {ten} (giao thêm nếu có)")
            add("DX518", message.format(ten=getattr(node, "noi_dung", "")), loc)
        if node.can_xem:
            add("DX510", mark.format(dieu=node.can_xem), (*loc, words_key(node) or "can_xem"))
        if getattr(node, "minh_hoa", False):
            message = _("Phụ lục còn minh họa: thay bằng nội dung thật rồi xóa minh_hoa")
            add("DX517", message, (*loc, "minh_hoa"))
    for i, signer in enumerate(plan.nguoi_ky):
        if signer.ho_ten is None:
            message = _("Điền họ và tên người ký ({chuc_vu})").format(chuc_vu=signer.chuc_vu)
            add("DX513", message, ("nguoi_ky", i, "ho_ten"))
    if not plan.nguoi_ky:
        add("DX514", _("Không quy tắc nào nêu người ký của cấp này"), ("van_ban",))
    for name in sorted(missing):
        message = _("Quy tắc dùng {{{ten}}} nhưng cấp này không có").format(ten=name)
        add("DX515", message, ("van_ban",))
    return sorted(found, key=lambda d: d.span.line if isinstance(d.span, Span) else 0)
