"""What a room may do in its own name, and what is left of work that others lead, is said whole."""

from __future__ import annotations

import pytest

from generator.plan.model import PhuLuc
from generator.workspace.workspace import Workspace
from tests.derived_plan import OWN, derive, item, node, office, said, titles, under

__all__ = ["office"]

DEPARTMENT = "Sở Nông nghiệp và Môi trường"


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Đếm số ao nuôi bị sạt lở, lồng bè bị trôi, báo cáo Sở Nông nghiệp và Môi trường"
         " trước 16 giờ hằng ngày.",
         "Đếm số ao nuôi bị sạt lở, lồng bè bị trôi, tham mưu UBND xã báo cáo Sở Nông nghiệp và"
         " Môi trường trước 16 giờ hằng ngày."),
        ("Lập phương án bảo vệ rừng, trình Sở Nông nghiệp và Môi trường cho ý kiến trước ngày"
         " 20/4/2026 và phê duyệt trước ngày 10/5/2026.",
         "Lập phương án bảo vệ rừng, tham mưu UBND xã trình Sở Nông nghiệp và Môi trường cho ý"
         " kiến trước ngày 20/4/2026 và phê duyệt trước ngày 10/5/2026."),
        ("Kiên quyết ngừng hoạt động lò giết mổ trong khu dân cư, không có giấy tờ.",
         "Tham mưu Chủ tịch UBND xã kiên quyết ngừng hoạt động lò giết mổ trong khu dân cư, không"
         " có giấy tờ."),
        ("Thống kê diện tích lúa đổ, gửi Sở Nông nghiệp và Môi trường trước ngày 20/5/2026; bảo đảm"
         " đúng số liệu báo cáo.",
         "Thống kê diện tích lúa đổ, gửi Sở Nông nghiệp và Môi trường trước ngày 20/5/2026; bảo đảm"
         " đúng số liệu báo cáo."),
        ("Phân loại lò gạch được hoạt động, lò phải tháo dỡ, phải đình chỉ và lò được gia hạn.",
         "Phân loại lò gạch được hoạt động, lò phải tháo dỡ, phải đình chỉ và lò được gia hạn."),
    ],
)  # fmt: skip
def test_a_room_hands_up_and_closes_nothing_in_its_own_name_and_nobody_is_asked(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point, OWN) == (words, "")


def test_what_a_room_must_shut_by_force_is_asked_about(office: Workspace) -> None:
    _words, asked = said(office, "Phổ biến, phải đình chỉ ngay các lò gạch thủ công.", OWN)
    assert "đứng dưới việc của một bộ phận" in asked


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Đặt 08 biển báo sạt lở; phối hợp với Ủy ban nhân dân các xã, phường xác định vị trí trước"
         " ngày 15/4/2026.",
         "Xác định vị trí đặt các biển báo sạt lở trước ngày 15/4/2026."),
        ("Mở 03 lớp tập huấn chăn nuôi; phối hợp với Ủy ban nhân dân các xã, phường thống nhất"
         " thời gian, địa điểm trước ngày 10/4/2026.",
         "Thống nhất thời gian, địa điểm mở các lớp tập huấn chăn nuôi trước ngày 10/4/2026."),
    ],
)  # fmt: skip
def test_a_place_or_a_time_says_of_which_work_of_others_it_is(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point, DEPARTMENT) == (words, "")


def test_a_list_says_for_what_it_is_wanted(office: Workspace) -> None:
    point = "Tặng 200 phao cứu sinh; các xã, phường gửi danh sách trước ngày 05/5/2026."
    assert said(office, point, DEPARTMENT) == (
        "Gửi danh sách trước ngày 05/5/2026, phục vụ Sở Nông nghiệp và Môi trường tặng 200 phao"
        " cứu sinh.",
        "",
    )


def test_a_point_under_a_body_does_not_name_it_once_more(office: Workspace) -> None:
    order = "Công an cấp xã nắm tình hình người lạ đến ở trọ, phối hợp với thôn vận động khai báo."
    other = "Công an cấp xã được trang bị thêm xe tuần tra."
    made = derive(office, item("nv", OWN, order, "Nạo vét kênh nội đồng.", other))
    assert under(made, "nv-1") == "Công an xã"
    assert node(made, "nv-1").noi_dung.startswith("Nắm tình hình người lạ đến ở trọ")
    assert node(made, "nv-3").noi_dung == "Công an xã được trang bị thêm xe tuần tra."


def test_lines_that_a_body_has_besides_stand_behind_all_that_the_plan_above_gives_it(
    office: Workspace,
) -> None:
    made = derive(
        office,
        item("so", DEPARTMENT, "Chủ trì, phối hợp với Ủy ban nhân dân các xã, phường trồng 20 ha"
             " rừng ven suối."),
        item("mot", OWN, "Nạo vét kênh nội đồng."),
        item("hai", OWN, "Gia cố bờ bao ruộng lúa."),
    )  # fmt: skip
    assert titles(made).count("Phòng Kinh tế chủ trì, phối hợp với các phòng, đơn vị liên quan"
                              " thuộc UBND xã") == 1  # fmt: skip
    points = [p for m in made.plan.muc for k in m.khoan for p in k.diem]
    order = [p.id for p in points]
    helped = [n for n, p in enumerate(points) if "đầu mối" in p.noi_dung]
    assert helped
    assert min(helped) > max(order.index("mot-1"), order.index("hai-1"))


ANNEX = """
[[phu_luc]]
id = "pl-1"
tieu_de = "{title}"

[[phu_luc.nhiem_vu]]
id = "r1"
noi_dung = "{work}"
chu_tri = {leads}
phoi_hop = {helpers}
"""


def annex(
    office: Workspace,
    title: str = "Phân công",
    work: str = "Lắp biển báo",
    leads: str = '["ubnd-xa-phuong"]',
    helpers: str = "[]",
) -> PhuLuc:
    text = ANNEX.format(title=title, work=work, leads=leads, helpers=helpers)
    return derive(office, item("nv", OWN, "Dựng biển báo."), text).plan.phu_luc[0]


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("PHÂN CÔNG (Kèm theo Kế hoạch số 1/KH-UBND ngày 02/3/2026 của UBND tỉnh)", "PHÂN CÔNG"),
        ("Phân công *(Ban hành kèm theo Kế hoạch số 1/KH-UBND của UBND tỉnh Sơn La)*", "Phân công"),
        ("(Kèm theo Kế hoạch số 1/KH-UBND)", "(Kèm theo Kế hoạch số 1/KH-UBND)"),
    ],
)
def test_an_appendix_does_not_wear_the_number_of_the_plan_above(
    office: Workspace, title: str, becomes: str
) -> None:
    assert annex(office, title).tieu_de == becomes


def test_what_only_the_leader_of_a_row_does_is_asked_about(office: Workspace) -> None:
    leads, us = '["so-xay-dung"]', '["ubnd-xa-phuong"]'
    issued = annex(office, work="Ban hành hướng dẫn đặt biển báo", leads=leads, helpers=us)
    built = annex(office, work="Lắp đặt biển báo", leads=leads, helpers=us)
    counted = annex(office, work="Lắp đặt 1.200 biển báo", leads=leads, helpers=us)
    assert "xem phần việc của xã" in (issued.nhiem_vu[0].can_xem or "")
    assert "xem phần việc của xã" in (counted.nhiem_vu[0].can_xem or "")
    assert built.nhiem_vu[0].can_xem is None


def test_a_row_in_which_a_class_of_communes_helps_is_asked_about(office: Workspace) -> None:
    proposed = (
        '\n[[co_quan_moi]]\nid = "ubnd-co-cho"\nten = "UBND các xã, phường có chợ phiên"\n'
        'tu_nho = true\nnguon = "x"\n'
    )
    text = ANNEX.format(title="Phân công", work="Kiểm tra cân đong", leads='["so-cong-thuong"]',
                        helpers='["ubnd-co-cho"]')  # fmt: skip
    made = derive(office, item("nv", OWN, "Dựng biển báo."), text + proposed)
    assert "có chợ phiên" in (made.plan.phu_luc[0].nhiem_vu[0].can_xem or "")
