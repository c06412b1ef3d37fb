"""The fixed page of a coverage matrix, in the language of the user.

coverage.html holds its words in Vietnamese, each between ⟦ and ⟧; they are replaced when a
page is written.
"""

from __future__ import annotations

import re
from pathlib import Path

from generator.locale import N_, _, language

WORDS = (
    N_("Đối chiếu kế hoạch"),
    N_("Đối chiếu kế hoạch cấp trên và cấp dưới"),
    N_("Tổng hợp"),
    N_("Trang này cần JavaScript để hiện bảng; không tải gì từ mạng."),
    N_("Kế hoạch không đọc được"),
    N_("Đơn vị × nhiệm vụ"),
    N_("Lọc bảng"),
    N_("Đơn vị"),
    N_("gõ tên, không cần dấu"),
    N_("Cấp"),
    N_("mọi cấp"),
    N_("Nhóm"),
    N_("mọi nhóm nhiệm vụ"),
    N_("Chỉ hiện đơn vị có ô"),
    N_("Chú giải"),
    N_(
        "Bấm một ô để xem hai đoạn văn cạnh nhau; dùng phím mũi tên để đi trong "
        "bảng, Enter để mở, Esc để đóng."
    ),
    N_("Chỉ tiêu cộng dồn"),
    N_("Nhiệm vụ"),
    N_("Đối chiếu"),
    N_("Thời hạn qua các cấp"),
    N_(
        "Hình thoi: thời hạn ở kế hoạch trên (ngày cuối cùng còn đúng hạn). Vòng "
        "tròn: các kế hoạch dưới, số bên trong là số đơn vị; màu cam là muộn hơn cấp "
        "trên. Vạch đứt: ngày ban hành kế hoạch trên."
    ),
    N_("Nhiệm vụ của kế hoạch trên"),
    N_("Nhiệm vụ riêng của đơn vị"),
    N_("Chủ trì"),
    N_("Thời hạn"),
    N_("Nguồn"),
    N_("Nơi"),
    N_("Đóng"),
    N_(", ngày {ngay}"),
    N_(", dự thảo"),
    N_("đơn vị, {so} chưa có kế hoạch"),
    N_("+ nhiệm vụ riêng"),
    N_("(không nhóm)"),
    N_("{so}/{tong} đơn vị"),
    N_("Riêng"),
    N_("chưa có kế hoạch"),
    N_("nhiệm vụ {so}"),
    N_("{so} nhiệm vụ riêng"),
    N_("Không có đơn vị nào khớp bộ lọc."),
    N_("Phối hợp"),
    N_("Sản phẩm"),
    N_("Lời dẫn xuất theo quy tắc"),
    N_("Đơn vị chưa có kế hoạch nào triển khai kế hoạch trên."),
    N_("Kế hoạch của đơn vị không có nhiệm vụ này."),
    N_("nhiệm vụ riêng"),
    N_("… và {so} nhiệm vụ riêng khác: bấm cột “Riêng” của đơn vị."),
    N_("Không nhiệm vụ nào có thời hạn bằng ngày."),
    N_("Thời hạn của {so} nhiệm vụ ở kế hoạch trên và các kế hoạch dưới"),
    N_("Ban hành kế hoạch trên"),
    N_("kế hoạch trên không ghi thời hạn"),
    N_("{so} đơn vị"),
    N_("muộn hơn cấp trên"),
    N_("Kế hoạch trên"),
)
"""What stands between ⟦ and ⟧, so that it comes into the catalogue. A translation goes into
HTML and into strings of the script as it is: no quotes, "<", "&" or "\\"."""
_MARKED = re.compile("⟦([^⟧]*)⟧")


def page() -> str:
    """The page in the user's language, with its hole for the matrix."""
    text = Path(__file__).with_name("coverage.html").read_text("utf-8")
    return _MARKED.sub(lambda word: _(word[1]), text).replace("__LANG__", language())
