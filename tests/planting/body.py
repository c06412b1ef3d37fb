"""Faults of the text: capitals, sizes, indents, numbering."""

from __future__ import annotations

from lxml import etree

from tests.planting.looks import undressed
from tests.planting.parts import (
    basis,
    body_all,
    heading,
    item_title,
    last_text,
    nowhere,
    points,
    text,
)
from tests.planting.surgery import Docx, W, by_style, look, runs_of, shape, swap, text_of, write
from tests.planting.table import add, fault, say

# --- capitals

for _name, _code, _sentence in (
    ("uy_ban_nhan_dan", "VP302", "Giao Ủy Ban Nhân Dân các xã triển khai"),
    ("uy_ban_Nhan_dan", "VP302", "Giao Ủy ban Nhân dân các xã triển khai"),
    ("so_tai_chinh", "VP302", "Giao Sở tài chính thẩm định dự toán"),
    ("so_noi_vu", "VP302", "Giao Sở nội vụ theo dõi việc thực hiện"),
    ("bo_nong_nghiep", "VP302", "Báo cáo Bộ Nông Nghiệp Và Môi Trường xem xét"),
    ("phuc_vu_nhan_dan", "VP303", "Nâng cao tinh thần phục vụ nhân dân"),
    ("diem_khoan_hoa", "VP304", "Thực hiện theo Khoản 2 Điều 5 Luật Đất đai"),
    ("dieu_thuong", "VP304", "Thực hiện theo quy định tại điều 5 của Luật Đất đai"),
    ("khoan_phay_dieu", "VP305", "Thực hiện theo khoản 2, Điều 5 Luật Đất đai"),
    ("diem_ngoac", "VP306", "Thực hiện theo điểm a) khoản 2 Điều 5 Luật Đất đai"),
    ("phu_luc_thuong", "VP307", "Biểu mẫu quy định tại phụ lục II của văn bản này"),
    ("thanh_pho_hcm", "VP308", "Học tập kinh nghiệm của thành phố Hồ Chí Minh"),
    ("thu_do", "VP308", "Học tập kinh nghiệm của thủ đô Hà Nội"),
    ("lien_hop_quoc", "VP309", "Theo khuyến nghị của Liên Hợp Quốc"),
    ("thang_hoa", "VP310", "Hoàn thành trong Tháng 8 năm nay"),
    ("tet_nguyen_dan", "VP311", "Hoàn thành trước tết nguyên đán"),
    ("quoc_khanh", "VP312", "Tổ chức nhân ngày quốc khánh"),
    ("nghi_dinh_so", "VP313", "Thực hiện nghị định số 61/2018/NĐ-CP ngày 23/4/2018 của Chính phủ"),
    ("luat_thuong", "VP313", "Thực hiện đúng các quy định của luật Đất đai"),
    ("tinh_hoa", "VP314", "Báo cáo kết quả với Tỉnh Lạng Sơn theo quy định"),
    ("ban_chap_hanh", "VP315", "Theo nghị quyết của Ban chấp hành Trung ương"),
    ("tinh_uy", "VP315", "Báo cáo Thường trực Tỉnh Ủy theo quy định"),
    ("huan_chuong", "VP316", "Đề nghị tặng Huân Chương Lao động"),
    ("tay_nguyen", "VP317", "Học tập kinh nghiệm của các tỉnh Tây nguyên"),
    ("thu_tuong", "VP318", "Thực hiện chỉ đạo của thủ tướng Chính phủ"),
    ("cach_mang_thang_8", "VP319", "Tuyên truyền về Cách mạng tháng 8"),
    ("cau_thuong", "VP301", "việc này làm thường xuyên"),
):  # fmt: skip
    add(_name, _code, say(_sentence))
add(
    "doan_thuong",
    "VP301",
    lambda d: (
        write(body_all(d)[-1], text_of(body_all(d)[-1])[:1].lower() + text_of(body_all(d)[-1])[1:])
        if text_of(body_all(d)[-1])[0].isalpha()
        and text_of(body_all(d)[-1])[1].islower()
        and _ended(d)
        else nowhere()
    ),
    "VP507",
    "TT351",
)


def _ended(d: Docx) -> bool:
    every = d.paragraphs()
    return text_of(every[every.index(body_all(d)[-1]) - 1]).rstrip().endswith(".")


# --- body

add("noi_dung_co_12", "TT304", lambda d: look(text(d), sz=24))
add("noi_dung_co_15_ca_bai", "TT304", lambda d: [look(p, sz=30) for p in body_all(d)])
add("noi_dung_co_kieu", "TT304", lambda d: by_style(d, undressed(text(d), "sz"), {"sz": 24}, {}))
add("hai_co_chu", "TT305", lambda d: look(text(d), sz=26))
add("khong_canh_deu", "TT306", lambda d: [shape(p, "jc", val="left") for p in body_all(d)])
add("mot_doan_canh_trai", "TT306", lambda d: shape(text(d), "jc", val="left"))
add("canh_kieu_doan", "TT306", lambda d: by_style(d, text(d), {}, {"jc": {"val": "left"}}))
add("khong_thut", "TT307", lambda d: shape(text(d), "ind", firstLine=0))
add("thut_20", "TT307", lambda d: shape(text(d), "ind", firstLine=1134))
add("thut_kieu_doan", "TT307", lambda d: by_style(d, text(d), {}, {"ind": {"firstLine": 300}}))
add(
    "doan_sat",
    "TT308",
    lambda d: [shape(p, "spacing", before=0, after=0) for p in body_all(d)[-2:]],
)
add("gian_dong_2", "TT309", lambda d: shape(text(d), "spacing", line=480, lineRule="auto"))
add("gian_dong_hep", "TT309", lambda d: shape(text(d), "spacing", line=200, lineRule="auto"))
add("gian_dong_chinh_xac", "TT309", lambda d: shape(text(d), "spacing", line=260, lineRule="exact"))
add(
    "gian_dong_kieu",
    "TT309",
    lambda d: by_style(d, text(d), {}, {"spacing": {"line": 500, "lineRule": "auto"}}),
)
add("noi_dung_nghieng", "TT341", lambda d: look(text(d), i=True))


@fault("TT310", "TT307")
def phim_tab(d: Docx) -> None:
    p = text(d)
    shape(p, "ind", firstLine=0)
    runs_of(p)[0].insert(
        list(runs_of(p)[0]).index(runs_of(p)[0].find(W + "t")), etree.Element(W + "tab")
    )


add("dieu_khong_dam", "TT312", lambda d: look(d.find(lambda t: t.startswith("Điều 1")), b=0))
add(
    "dieu_hai_cham",
    "TT323",
    lambda d: swap(d.find(lambda t: t.startswith("Điều 2.")), "Điều 2.", "Điều 2:"),
)
add(
    "muc_thuong",
    "TT321",
    lambda d: write(
        heading(d),
        text_of(heading(d)).split()[0] + " " + text_of(heading(d)).split(" ", 1)[1].capitalize(),
    ),
)
add("muc_khong_dam", "TT322", lambda d: look(heading(d), b=0))
add("muc_nghieng", "TT322", lambda d: look(heading(d), i=True))
add("muc_gach_cheo", "TT323", lambda d: swap(heading(d), ". ", "/ "))
add("muc_gach_ngang", "TT323", lambda d: swap(heading(d), ". ", " - "))
add("khoan_thieu_cham", "TT324", lambda d: swap(item_title(d), ". ", " "), "TT331", "TT351")
add("khoan_khong_dam", "TT331", lambda d: look(item_title(d), b=0))
add("diem_cham", "TT342", lambda d: swap(points(d)[1], ") ", ". "))
add("diem_gach", "TT342", lambda d: swap(points(d)[1], ") ", "/ "))
add(
    "thieu_d_gach",
    "TT343",
    lambda d: (
        write(points(d)[4], "e" + text_of(points(d)[4])[1:]) if len(points(d)) > 4 else nowhere()
    ),
)
add("diem_f", "TT343", lambda d: write(points(d)[-1], "f" + text_of(points(d)[-1])[1:]))
add(
    "muc_nhay_so",
    "TT351",
    lambda d: swap(d.find(lambda t: t.startswith("II. ")), "II. ", "III. "),
    "TT351",
)
add(
    "dieu_nhay_so",
    "TT351",
    lambda d: swap(d.find(lambda t: t.startswith("Điều 3.")), "Điều 3.", "Điều 4."),
    "VP507",
)
add("can_cu_cham", "VP201", lambda d: write(basis(d), text_of(basis(d)).rstrip(";") + "."))
add("can_cu_dung", "TT255", lambda d: look(basis(d), i=0))
add("can_cu_co_12", "TT254", lambda d: look(basis(d), sz=24))
add(
    "can_cu_cuoi_phay",
    "VP201",
    lambda d: write(
        d.find(lambda t: t.startswith("Theo đề nghị")),
        text_of(d.find(lambda t: t.startswith("Theo đề nghị"))).rstrip(".") + ";",
    ),
)
add(
    "thu_khong_phai_cua_ngay",
    "VP601",
    say("Hội nghị tổ chức vào Chủ nhật, ngày 18/6/2024"),
)


@fault("VP602")
def tong_sai(d: Docx) -> None:
    """A table whose last row is no sum, behind the first paragraph of the text."""
    rows = (
        ("TT", "Nội dung", "Số tiền"),
        ("1", "In", "50"),
        ("2", "Gửi", "30"),
        ("", "Tổng", "90"),
    )
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>" for c in row)
        + "</w:tr>"
        for row in rows
    )
    grid = "<w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>"
    space = f'xmlns:w="{W[1:-1]}"'
    body_all(d)[0].addnext(etree.fromstring(f"<w:tbl {space}><w:tblPr/>{grid}{cells}</w:tbl>"))


add(
    "can_cu_het_hieu_luc",
    "VP206",
    lambda d: write(
        basis(d),
        "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08 tháng 4 năm 2004 của Chính phủ về "
        "công tác văn thư;",
    ),
)
add(
    "the_thuc_dan_nham",
    "VP208",
    lambda d: write(
        basis(d),
        "Căn cứ Nghị định số 187/2025/NĐ-CP ngày 01 tháng 7 năm 2025 của Chính phủ về "
        "thể thức văn bản;",
    ),
)
add("het_khong_dau", "VP521", lambda d: swap(last_text(d), "./.", "."))

add("khoan_ngoac", "TT323", lambda d: swap(item_title(d), ". ", ") "), "TT331", "TT351")


@fault("TT310", "TT307", "TT701", "TT703")
def dau_cach_dau_doan(d: Docx) -> None:
    p = text(d)
    shape(p, "ind", firstLine=0)
    write(p, "      " + text_of(p))
