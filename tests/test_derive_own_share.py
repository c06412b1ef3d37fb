"""What of a sentence about several is one commune's: its figure, its clause, its partner."""

from __future__ import annotations

import pytest

from generator.workspace.workspace import Workspace
from tests.derived_plan import asked, derive, item, node, office, said, titles, under

__all__ = ["office"]

HEAD = "Nhiệm vụ chung"


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Mỗi phường vận động ít nhất 900 suất quà, mỗi xã ít nhất 600 suất; riêng xã biên giới "
         "Yên Châu 150 suất, phường Tô Hiệu 1.100 suất.", "Vận động ít nhất 150 suất quà."),
        ("Mỗi xã, phường lắp 10 máy bơm; riêng phường Tô Hiệu: 14 máy bơm; xã Yên Châu: 06 máy "
         "bơm.", "Lắp 06 máy bơm."),
        ("Mỗi phường có 04 đội bóng, mỗi xã 03 đội; riêng xã Yên Châu 05 đội.",
         "Xã có 05 đội bóng."),
        ("Mỗi xã cử 03 người dự tập huấn; riêng xã vùng cao Yên Châu cử 05 người.",
         "Cử 05 người dự tập huấn."),
        ("Mỗi phường tổ chức 06 phiên chợ nông sản; riêng xã Yên Châu tổ chức 02 phiên, phường "
         "Chiềng Sinh tổ chức 08 phiên.", "Tổ chức 02 phiên chợ nông sản."),
        ("Mỗi xã trồng ít nhất 2.000 cây xanh; riêng xã Yên Châu 3.500 cây.",
         "Trồng ít nhất 3.500 cây xanh."),
        ("Mỗi xã, phường mở ít nhất 02 lớp bơi; riêng xã biên giới Sốp Cộp mở 01 lớp bơi.",
         "Mở ít nhất 02 lớp bơi."),
        ("Các xã, phường hoàn thành trước ngày 15/9/2026; riêng xã Yên Châu hoàn thành trước "
         "ngày 30/10/2026.", "Hoàn thành trước ngày 30/10/2026."),
    ],
)  # fmt: skip
def test_who_is_singled_out_by_name_has_that_figure_alone(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, HEAD) == (now, "")


def test_a_region_behind_a_class_is_no_unit_with_an_attribute(office: Workspace) -> None:
    point = "Các xã vùng cao Tây Bắc trồng 30 ha mận; riêng xã Sốp Cộp trồng 12 ha."
    assert asked(office, point, HEAD) != ""


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("UBND xã Sốp Cộp khẩn trương chi trả cho 40 hộ; UBND xã Yên Châu vận động 12 hộ còn lại "
         "di dời trước ngày 30/6/2026.", "Vận động 12 hộ còn lại di dời trước ngày 30/6/2026."),
        ("Sở Xây dựng chủ động kiểm tra các chung cư; UBND xã kiểm tra 09 công trình còn lại trước "
         "ngày 30/6/2026.", "Kiểm tra 09 công trình còn lại trước ngày 30/6/2026."),
        ("Ban Quản lý rừng phòng hộ tỉnh kịp thời trồng bù 2.000 cây; UBND xã trồng số cây còn "
         "lại.", "Trồng số cây còn lại, ngoài 2.000 cây do Ban Quản lý rừng phòng hộ tỉnh trồng."),
    ],
)  # fmt: skip
def test_what_is_left_is_told_by_its_number_or_beside_what_others_do(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, HEAD) == (now, "")


def test_what_is_left_of_another_work_is_asked(office: Workspace) -> None:
    point = (
        "Công an tỉnh khẩn trương thu hồi giấy phép của 05 cơ sở; UBND xã kiểm tra các cơ sở còn "
        "lại."
    )
    words, question = said(office, point, HEAD)
    assert words == "Kiểm tra các cơ sở còn lại."
    assert "thu hồi giấy phép" in question


# ------------------------------------------------------------------ sections of several


@pytest.mark.parametrize(
    "title", ["Sở Y tế phối hợp với Sở Công Thương", "Sở Y tế chủ trì, phối hợp với Công an tỉnh"]
)
def test_work_of_departments_that_work_together_is_none_of_the_communes(
    title: str, office: Workspace
) -> None:
    points = ("Tập huấn cho lực lượng cứu hộ của các địa phương, ít nhất 06 lớp.",
              "Phối hợp với UBND cấp xã kiểm tra bếp ăn.")  # fmt: skip
    made = derive(office, item("nv", title, *points))
    assert node(made, "nv-1") is None
    assert under(made, "nv-2") == "Phối hợp với Sở Y tế"


def test_an_organisation_named_with_the_units_is_asked_beside_their_rooms(
    office: Workspace,
) -> None:
    title = "UBND các xã, phường; Hội Nông dân các xã, phường"
    made = derive(office, item("nv", title, "Vận động nông dân ký cam kết bảo vệ rừng."))
    assert "Phòng Kinh tế" in under(made, "nv-1")
    assert "Đề nghị Hội Nông dân xã" in titles(made)


def test_an_organisation_with_an_item_of_its_own_is_asked_once(office: Workspace) -> None:
    title = "UBND các xã, phường; Hội Nông dân các xã, phường"
    made = derive(
        office,
        item("nv", title, "Rà soát diện tích rừng trồng."),
        item("hoi", "Hội Nông dân tỉnh", "Vận động hội viên ký cam kết."),
    )
    assert titles(made).count("Đề nghị Hội Nông dân xã") == 1


# ------------------------------------------------------------------ whose, of two levels


@pytest.mark.parametrize(
    ("head", "point", "now"),
    [
        (HEAD, "Tỉnh tặng bằng khen cho 50 tập thể; phường, xã biểu dương 10 hộ tiêu biểu trong "
         "tháng 6/2026.", "Biểu dương 10 hộ tiêu biểu trong tháng 6/2026."),
        ("Kinh phí", "Kinh phí của các sở, ngành do ngân sách tỉnh bảo đảm; kinh phí của xã, "
         "phường do ngân sách xã, phường bảo đảm.", "Kinh phí của xã do ngân sách xã bảo đảm."),
        (HEAD, "Mỗi bản có ít nhất 02 tuyên truyền viên được Hội Chữ thập đỏ tỉnh tập huấn, cấp "
         "giấy chứng nhận.",
         "Mỗi bản có ít nhất 02 tuyên truyền viên được Hội Chữ thập đỏ tỉnh tập huấn, cấp giấy "
         "chứng nhận."),
    ],
)  # fmt: skip
def test_of_two_levels_the_own_half_stays_and_each_keeps_its_name(
    head: str, point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, head) == (now, "")


def test_a_purse_of_above_that_serves_the_units_too_stays(office: Workspace) -> None:
    point = "Ngân sách tỉnh hỗ trợ 50% cho các xã, phường; ngân sách xã, phường đối ứng 50%."
    assert "Ngân sách tỉnh" in said(office, point, "Kinh phí")[0]


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Định kỳ ngày 25 hằng tháng báo cáo số lượng về Hội Chữ thập đỏ tỉnh.",
         "Tham mưu UBND xã định kỳ ngày 25 hằng tháng báo cáo số lượng về Hội Chữ thập đỏ tỉnh."),
        ("Lập sổ theo dõi và báo cáo Sở Y tế trước ngày 05 hằng tháng.",
         "Lập sổ theo dõi và tham mưu UBND xã báo cáo Sở Y tế trước ngày 05 hằng tháng."),
        ("Báo cáo kết quả vận động về Hội Nông dân xã trước ngày 20 hằng tháng.",
         "Báo cáo kết quả vận động về Hội Nông dân xã trước ngày 20 hằng tháng."),
    ],
)  # fmt: skip
def test_a_room_reports_above_for_the_committee_to_whomever_it_is(
    point: str, now: str, office: Workspace
) -> None:
    made = derive(office, item("nv", "Ủy ban nhân dân các xã, phường", "Tổ chức trực ban.", point))
    assert node(made, "nv-2").noi_dung == now


# ------------------------------------------------------------------ with whom


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Chỉ đạo các đồn biên phòng phối hợp với UBND cấp xã cắm biển báo tại bến đò.",
         "Phối hợp với các đồn biên phòng cắm biển báo tại bến đò."),
        ("Kho bạc Nhà nước khu vực chỉ đạo các phòng giao dịch phối hợp với UBND cấp xã đối chiếu "
         "số dư.",
         "Phối hợp với các phòng giao dịch của Kho bạc Nhà nước khu vực đối chiếu số dư."),
        ("Chủ trì, phối hợp với UBND cấp xã tham mưu UBND tỉnh giao khu vực mỏ.",
         "Phối hợp tham mưu UBND tỉnh giao khu vực mỏ."),
        ("Chủ trì, phối hợp với UBND cấp xã kiểm tra bến đò.", "Kiểm tra bến đò."),
    ],
)  # fmt: skip
def test_the_unit_works_with_whoever_is_told_to_and_submits_nothing_above_alone(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, "Sở Nông nghiệp và Môi trường")[0] == now


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Phối hợp với Ngân hàng Chính sách xã hội Chi nhánh tỉnh xây dựng cơ chế cho vay.", ""),
        ("Phối hợp với Sở Y tế vận động hội viên tham gia bảo hiểm y tế.",
         "Vận động hội viên tham gia bảo hiểm y tế."),
        ("Phối hợp với UBND các xã rà soát hộ vay vốn.",
         "Phối hợp với UBND xã rà soát hộ vay vốn."),
    ],
)  # fmt: skip
def test_an_organisation_above_works_with_those_of_its_level_itself(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, "Hội Nông dân tỉnh")[0] == now


# ------------------------------------------------------------------ what is asked


def test_the_name_of_a_substance_is_no_place_and_that_of_a_pass_is(office: Workspace) -> None:
    substance = "Hướng dẫn người trồng không dùng chất Vàng O, bảo đảm an toàn thực phẩm."
    assert asked(office, substance, HEAD) == ""
    assert "địa danh" in asked(office, "Thu gom rác thải ở khu vực đèo Hà Lan.", HEAD)
