"""Where a plan is sure nobody is asked; where it only guessed somebody is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import OWN, derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
AIMS = "Mục tiêu"


@pytest.mark.parametrize(
    "point",
    [
        "Tỷ lệ tiêm phòng dịch tả đạt trên 75% tổng đàn thuộc diện tiêm.",
        "Đối với hộ có mái nhà tốc trên 60%: cấp 20 tấm lợp mỗi hộ.",
        "Gọi thuyền vào bờ, hoàn thành trước 16h ngày 04/9/2026.",
    ],
)
def test_the_least_share_of_herds_and_a_case_ask_for_no_target(
    point: str, office: Workspace
) -> None:
    words, question = said(office, point, AIMS)
    assert (words, question) == (point, "")


@pytest.mark.parametrize(
    "point",
    [
        "Ít nhất 92% người có công được thăm khám tại nhà.",
        "Trên 85% hộ trồng chè được tập huấn dùng thuốc bảo vệ thực vật.",
        "Giảm ít nhất 12% số hộ nghèo so với năm trước.",
        "Toàn tỉnh có trên 85% hộ dùng nước sạch.",
        "Ít nhất 60% số xã, phường có nhà văn hóa.",
        "Trên 85% hộ dùng nước sạch, trong đó 40% dùng nước máy.",
    ],
)
def test_a_fall_an_area_s_share_and_a_share_of_units_are_still_asked(
    point: str, office: Workspace
) -> None:
    assert said(office, point, AIMS)[1]


def test_a_fund_that_is_spent_is_nobody_who_acts(office: Workspace) -> None:
    point = "Sử dụng ngân sách xã, Quỹ Phòng, chống thiên tai được phân cấp để sửa đường."
    assert "Câu nói" not in said(office, point, "Nhiệm vụ, giải pháp")[1]


@pytest.mark.parametrize(
    ("last_day", "asked"), [(" đến hết ngày 20/4", False), ("", True)], ids=["said", "not said"]
)
def test_a_span_with_its_last_day_asks_for_no_first_day(
    last_day: str, asked: bool, office: Workspace
) -> None:
    point = f"Tuyên truyền kể từ khi triển khai kế hoạch{last_day}, xong thì tổng kết."
    question = said(office, point, "Nhiệm vụ, giải pháp")[1]
    assert ("Thời hạn tính từ" in question) is asked


@pytest.mark.parametrize(
    ("point", "question"),
    [
        ("Xây dựng kế hoạch, phương án xử lý các điểm đổ trộm.", False),
        ("Xây dựng kế hoạch, gửi Sở Y tế trước ngày 30/6/2026.", True),
    ],
)
def test_a_plan_beside_a_way_out_is_not_the_plan_itself(
    point: str, question: bool, office: Workspace
) -> None:
    assert ("chính là kế hoạch này" in said(office, point, OWN)[1]) is question


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Các cơ quan liên quan được yêu cầu báo cáo hằng tuần.", "“Các cơ quan liên quan”"),
        ("Các cơ quan chức năng xử lý người vi phạm.", "“Các cơ quan chức năng”"),
    ],
)
def test_a_collective_left_as_vague_as_above_is_asked(
    point: str, asked: str, office: Workspace
) -> None:
    assert asked in said(office, point, "Nhiệm vụ, giải pháp")[1]


def test_what_a_collective_reports_beside_the_communes_the_commune_reports(
    office: Workspace,
) -> None:
    point = "Các đơn vị y tế và UBND các xã báo cáo về Sở Y tế."
    assert said(office, point, "Nhiệm vụ, giải pháp") == ("UBND xã báo cáo về Sở Y tế.", "")


@pytest.mark.parametrize(
    "point",
    [
        "Các cơ quan, đơn vị, trường học ký cam kết giữ vệ sinh.",
        "Các cơ quan đóng chân trên địa bàn treo cờ.",
        "Các trường học trên địa bàn mở thư viện vào thứ Bảy.",
    ],
)
def test_all_offices_of_the_commune_are_no_such_collective(point: str, office: Workspace) -> None:
    assert said(office, point, "Nhiệm vụ, giải pháp")[1] == ""


@pytest.mark.parametrize(
    ("order", "asked"),
    [
        ("yêu cầu UBND các xã quản lý chợ, lò mổ, bếp ăn và hàng rong", ""),
        ("chỉ đạo UBND các xã ban hành kế hoạch thực hiện trước ngày 30/6/2026", "chính là"),
        ("chỉ đạo UBND các xã cụ thể hóa hằng năm", "còn đủ ý"),
    ],
)
def test_an_order_passed_on_to_all_does_not_say_that_it_names_the_unit(
    order: str, asked: str, office: Workspace
) -> None:
    result = derive(office, item("nv", "Sở Công Thương", f"Kiểm tra các siêu thị lớn; {order}."))
    point = node(result, "nv-1")
    assert point is not None
    question = point.can_xem or ""
    assert "nhưng có nêu" not in question
    assert asked in question


def test_no_room_is_the_counterpart_of_the_army_or_of_a_steering_committee(
    office: Workspace,
) -> None:
    reports = "Báo cáo kết quả về {0} trước ngày 15 hằng tháng."
    for body in ("Bộ Chỉ huy Quân sự tỉnh", "Ban Chỉ đạo tỉnh"):
        points = [reports.format(body), "Rà soát nhà ở xung yếu.", "Chuẩn bị xuồng, phao."]
        result = derive(office, item("nv", OWN, *points))
        assert f"Việc của {body}" not in (under(result, "nv-2") or "")
        assert "Việc của" not in str([n.can_xem for n in result.plan.muc[0].khoan])


def test_what_each_commune_s_chairman_does_at_least_is_each_one_s(office: Workspace) -> None:
    point = "Tổ chức ít nhất 03 buổi gặp giữa Chủ tịch UBND cấp xã với doanh nghiệp."
    assert said(office, point, "Nhiệm vụ, giải pháp")[1] == ""


def test_a_day_before_a_share_of_each_is_no_total(office: Workspace) -> None:
    point = "Ra quân từ ngày 12 tháng 5 năm 2026 đến hết năm 2026, mỗi xã vớt rác ít nhất 4 km."
    assert said(office, point, "Nhiệm vụ, giải pháp")[1] == ""


def test_a_pilot_is_no_numbered_point_and_former_communes_are_no_present_ones(
    office: Workspace,
) -> None:
    pilot = "Làm điểm 02 tuyến đường hoa, xong trước ngày 30/6/2026."
    assert "Dẫn" not in said(office, pilot, OWN)[1]
    former = "Tiếp nhận sổ sách của hai xã cũ trước khi sắp xếp."
    assert "mọi đơn vị" not in said(office, former, OWN)[1]


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("Xã Yên Châu có 02 khu công nghiệp; các xã khác có 05 cụm công nghiệp.", False),
        ("Xã Yên Châu có 02 bến đò; các xã khác có 05 khu công nghiệp.", True),
    ],
)
def test_a_class_that_the_plan_says_by_name_is_not_asked(
    given: str, asked: bool, office: Workspace
) -> None:
    told = item("nv", "Ủy ban nhân dân các xã có khu công nghiệp", "Lập chốt trực ban đêm.")
    plan = derive(office, item("so-lieu", "Nhiệm vụ, giải pháp", given), told)
    marks = " ".join(n.can_xem or "" for n in plan.plan.muc[0].khoan)
    assert ("“có khu công nghiệp”" in marks) is asked


def test_help_and_some_units_are_asked_about_in_an_order_passed_on(office: Workspace) -> None:
    told = "Kiểm tra các siêu thị lớn; hướng dẫn UBND các xã rà soát chợ trước ngày 30/6/2026."
    result = derive(office, item("nv", "Sở Công Thương", told))
    assert "phối hợp" in node(result, "nv-1").can_xem


def test_a_sentence_that_begins_so_above_is_not_torn(office: Workspace) -> None:
    point = "Riêng đối với khối 9, các địa phương ôn tập theo lịch của Sở Giáo dục và Đào tạo."
    assert "sau khi đổi tên gọi" not in said(office, point, "Nhiệm vụ, giải pháp")[1]
