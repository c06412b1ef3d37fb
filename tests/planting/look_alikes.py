"""Changes that are no fault."""

from __future__ import annotations

import re

from tests.planting.head import date_to
from tests.planting.parts import annex_tie, body_all, has, number, text
from tests.planting.surgery import Docx, NotHereError, W, look, shape, text_of, write
from tests.planting.table import fine, say

# ------------------------------------------------------------------------- look-alikes


@fine
def cham_pha_ngang(d: Docx) -> None:
    say("Xem điểm a khoản 2 Điều 5 Luật Đất đai, khoản 1, khoản 2 Điều 6 và Điều 7")(d)


@fine
def so_thap_phan(d: Docx) -> None:
    say("Đạt 85,94%, tăng 1,5 lần so với năm trước, lúc 10:30, tỉ lệ 1/2, khoảng 2-3 ngày")(d)


@fine
def nhan_dan_trong_ten(d: Docx) -> None:
    say("Giao Tòa án nhân dân, Công an nhân dân, Ủy ban nhân dân các cấp phối hợp")(d)


@fine
def phap_luat(d: Docx) -> None:
    say("Thực hiện đúng pháp luật Việt Nam, kỷ luật hành chính, các luật có liên quan")(d)


@fine
def lan_thu_hai(d: Docx) -> None:
    say("Đây là lần thứ hai, trong tháng 8 và thứ Hai hằng tuần")(d)


@fine
def cac_ke_hoach(d: Docx) -> None:
    say("Ban hành các kế hoạch, chỉ thị, quyết định thuộc thẩm quyền theo quy định tại 5 điều")(d)


@fine
def le_sat_gioi_han(d: Docx) -> None:
    for section in d.body.iter(W + "sectPr"):
        size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
        if int(size.get(W + "w")) > int(size.get(W + "h")):
            continue
        for name, value in (("top", 1417), ("bottom", 1134), ("left", 1701), ("right", 850)):
            margin.set(W + name, str(value))


@fine
def thut_10(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "ind", firstLine=567)


@fine
def gian_1_5(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "spacing", line=360, lineRule="auto")


@fine
def gian_chinh_xac_18(d: Docx) -> None:
    for p in body_all(d):
        shape(p, "spacing", line=360, lineRule="exact")


@fine
def so_de_trong(d: Docx) -> None:
    p = number(d)
    write(p, re.sub(r"^Số:.*?/", "Số:        /", text_of(p)))


@fine
def ngay_de_trong(d: Docx) -> None:
    date_to(d, "ngày      tháng      năm 2026")


@fine
def thang_hai(d: Docx) -> None:
    if has(annex_tie, d):
        raise NotHereError
    date_to(d, "ngày 09 tháng 02 năm 2026")


@fine
def mau_den(d: Docx) -> None:
    look(text(d), color="000000")


@fine
def quoc_khanh_dung(d: Docx) -> None:
    say("Tổ chức nhân ngày Quốc khánh 02/9, tết Nguyên đán, ngày Quốc tế Lao động")(d)


@fine
def tinh_o_dau_cau(d: Docx) -> None:
    say("Tỉnh Lạng Sơn có 65 đơn vị hành chính cấp xã. Thành phố Hồ Chí Minh, Thủ đô Hà Nội")(d)


@fine
def dau_goc_hy_lap(d: Docx) -> None:
    say("Hệ số α và góc β theo tiêu chuẩn")(d)


@fine
def dau_ngoac_nghieng(d: Docx) -> None:
    every = text(d)
    if text_of(every).startswith("Điều"):
        raise NotHereError
    write(every, "(" + text_of(every) + ")")
    look(every, i=True)
