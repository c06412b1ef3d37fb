"""What is of places, peoples, schools and rooms below: whom a clause means, who does it."""

from __future__ import annotations

import pytest

from generator.workspace.workspace import Workspace
from tests.derived_plan import OWN, derive, item, office, said, under

__all__ = ["office"]
NOBODY = "Nhiệm vụ trọng tâm"
CLASS = ("Chỉ giao nơi", "Chỉ nói riêng một phần")


@pytest.mark.parametrize(
    ("point", "is_asked"),
    [
        (
            "Giao thôn, bản vận động bà con; nơi có đông người Thái phát tờ rơi hai thứ tiếng.",
            False,
        ),
        ("Giao Trưởng thôn rà soát hộ; nơi có hộ neo đơn lập danh sách.", False),
        ("Chỉ đạo các trường học dọn vệ sinh; nơi có bếp ăn kiểm tra nguồn nước.", False),
        # of the units that are told themselves, or of another clause's
        ("Rà soát hộ neo đơn; nơi có bến đò lập tổ cứu hộ.", True),
        ("Giao thôn, bản dọn vệ sinh. Trồng cây; nơi có bến đò lập tổ cứu hộ.", True),
        ("Giao thôn, bản dọn vệ sinh; các xã có bến đò lập tổ cứu hộ.", True),
    ],
)
def test_a_place_of_those_who_are_told_is_no_class_of_units(
    point: str, is_asked: bool, office: Workspace
) -> None:
    _words, question = said(office, point, OWN)
    assert question.startswith(CLASS) is is_asked


@pytest.mark.parametrize(
    ("point", "names"),
    [
        ("Lấy cộng đồng các dân tộc Thái, Mông, Dao làm chủ thể.", "Thái, Mông, Dao"),
        ("Động viên đồng bào dân tộc K’Ho, Mạ và Chăm học nghề.", "K’Ho, Mạ và Chăm"),
        ("Vận động đồng bào dân tộc Thái giữ nghề dệt.", ""),
        ("Tuyên truyền bằng tiếng Thái, tiếng Mông.", ""),
    ],
)
def test_a_row_of_peoples_of_the_province_is_asked_about(
    point: str, names: str, office: Workspace
) -> None:
    question = f"“{names}” không phải nơi nào cũng có: xem trên địa bàn xã Yên Châu có không"
    assert (question in said(office, point, NOBODY)[1]) is bool(names)


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Tập huấn công chức hộ tịch: Sở Tư pháp chủ trì 03 lớp, mỗi xã, phường cử 02 người dự.",
         "Xã cử 02 người dự các lớp tập huấn công chức hộ tịch do Sở Tư pháp mở."),
        ("Diễn tập chữa cháy rừng: Chi cục Kiểm lâm tổ chức 01 cuộc, các xã cử dân quân tham gia.",
         "Cử dân quân tham gia cuộc diễn tập chữa cháy rừng do Chi cục Kiểm lâm tổ chức."),
        ("Tập huấn công chức hộ tịch, cán bộ Công an xã: Sở Tư pháp mở 03 lớp, mỗi xã cử 02 người"
         " dự.", "Cử 02 người dự các lớp tập huấn công chức hộ tịch, cán bộ Công an xã do Sở Tư"
         " pháp mở."),
        ("Tập huấn công chức hộ tịch: Sở Tư pháp mở 03 lớp.", ""),
        ("Điều tra ao nuôi: Sở Tư pháp chủ trì hướng dẫn nghiệp vụ, UBND cấp xã tổng hợp, gửi danh"
         " sách ao.", "Điều tra ao nuôi: phối hợp với Sở Tư pháp tổng hợp, gửi danh sách ao."),
    ],
)  # fmt: skip
def test_whom_the_unit_sends_to_a_course_named_first_is_said(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, NOBODY)[0] == own


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Sở Giáo dục và Đào tạo chỉ đạo các trường học dạy bơi; phấn đấu 70% học sinh lớp 5 biết"
         " bơi. Các trường phổ thông trực thuộc Sở ký cam kết trước ngày 25/5/2026.",
         "Các trường học dạy bơi; phấn đấu 70% học sinh lớp 5 biết bơi."),
        ("Sở Giáo dục và Đào tạo chỉ đạo các trường học dạy bơi; phấn đấu mua 20 bể.",
         "Các trường học dạy bơi."),
        ("Các trường học thuộc Sở ký cam kết trước ngày 25/5/2026.", ""),
        ("Các trường tiểu học ký cam kết trước ngày 25/5/2026.",
         "Các trường tiểu học ký cam kết trước ngày 25/5/2026."),
    ],
)  # fmt: skip
def test_schools_of_the_department_are_its_own_and_what_pupils_are_to_reach_stays(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, NOBODY)[0] == own


def test_whose_head_answers_for_a_duty_does_not_do_it_alone(office: Workspace) -> None:
    point = (
        "Các sở, UBND các xã, phường không được để phát sinh điểm rác mới; người đứng đầu chịu"
        " trách nhiệm trước UBND tỉnh."
    )
    assert said(office, point, "Yêu cầu")[0] == (
        "UBND xã không được để phát sinh điểm rác mới; Chủ tịch UBND xã chịu trách nhiệm trước"
        " UBND tỉnh."
    )
    alone = "UBND các xã, phường chịu trách nhiệm trước UBND tỉnh nếu để phát sinh điểm rác mới."
    assert said(office, alone, "Yêu cầu")[0].startswith("Chủ tịch UBND xã chịu trách nhiệm")


def test_loudspeakers_are_of_culture_and_cattle_of_the_economy(office: Workspace) -> None:
    points = (
        "Thông báo trên loa truyền thanh mỗi ngày 02 lần.",
        "Che chắn chuồng trại, giữ ấm cho trâu, bò.",
        "Tuyên truyền phòng dịch tả lợn trên hệ thống truyền thanh cơ sở.",
        "Công khai kết quả tại nhà văn hóa.",
        "Trùng tu di tích.",
    )
    derived = derive(office, item("nv", OWN, *points))
    rooms = [under(derived, f"nv-{n}").split(" chủ trì")[0] for n in range(1, len(points) + 1)]
    culture, economy = "Phòng Văn hóa - Xã hội", "Phòng Kinh tế"
    assert rooms == [culture, economy, economy, economy, culture]
