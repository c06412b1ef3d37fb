"""Which room of a commune has a thing, and by when its rooms report before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.wording.said_plainly import said_plainly
from generator.grammar.named_bodies import bodies
from generator.grammar.subordinates import owner_of
from generator.grammar.topics import topics
from tests.derived_plan import ALL, COMMUNE, OWN, derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
REPORTS = "Chế độ báo cáo"


def inside(office: Workspace, *reports: str) -> str:
    """The line by which the rooms report."""
    found = node(derive(office, item("nv", REPORTS, *reports)), "bao-cao-noi-bo")
    return "" if found is None else found.noi_dung


# ------------------------------------------------------------------ days


def test_a_weekly_report_is_gathered_on_the_working_day_before(office: Workspace) -> None:
    line = inside(office, "UBND các xã báo cáo Sở Công Thương vào thứ Năm hằng tuần.")
    assert "chậm nhất thứ Tư hằng tuần" in line


def test_the_day_up_to_which_is_reported_is_no_report(office: Workspace) -> None:
    line = inside(
        office,
        "UBND các xã báo cáo Sở Công Thương hằng tuần vào chiều thứ Sáu cho đến hết ngày"
        " 30/11/2026.",
    )
    assert "chậm nhất thứ Năm hằng tuần" in line
    assert "2026" not in line


def test_a_report_behind_another_duty_and_one_to_a_front_are_gathered_too(
    office: Workspace,
) -> None:
    behind = (
        "UBND các xã cử 01 cán bộ theo dõi, báo cáo tiến độ về Sở Công Thương trước ngày 22"
        " hằng tháng."
    )
    assert "trước ngày 15 hằng tháng" in inside(office, behind)
    front = "Định kỳ ngày 24 hằng tháng UBND các xã báo cáo Hội Chữ thập đỏ tỉnh."
    assert "trước ngày 17 hằng tháng" in inside(office, front)


def test_what_a_receiver_hands_on_by_his_own_day_is_not_the_units() -> None:
    above = (
        "UBND xã báo cáo trước ngày 09/12, gửi Sở Y tế tổng hợp, trình UBND tỉnh báo cáo Bộ Y tế"
        " trước ngày 19/12."
    )
    own = "UBND xã báo cáo trước ngày 09/12, gửi Sở Y tế tổng hợp."
    assert said_plainly(above, COMMUNE, None) == own
    short = "UBND xã báo cáo hằng quý về Sở Y tế để tổng hợp, báo cáo UBND tỉnh."
    assert said_plainly(short, COMMUNE, None) == short


# ------------------------------------------------------------------ rooms


def test_a_room_told_by_its_field_alone_and_an_office_without_its_level_have_their_points(
    office: Workspace,
) -> None:
    point = (
        "Giao Công an cấp xã làm thường trực; phòng phụ trách đất đai, xây dựng rà soát hồ sơ nhà"
        " kho; Văn phòng HĐND và UBND tổng hợp."
    )
    derived = derive(office, item("nv", OWN, point))
    assert under(derived, "nv-1") == "Công an xã"
    assert under(derived, "nv-1-tiep").startswith("Phòng Kinh tế")
    assert under(derived, "nv-1-tiep-tiep").startswith("Văn phòng")
    assert node(derived, "nv-1").noi_dung.startswith("Làm thường trực, tham mưu UBND xã")
    assert node(derived, "nv-1-tiep-tiep").noi_dung.startswith("Tổng hợp kết quả")


def test_a_team_is_the_work_of_whom_heads_it(office: Workspace) -> None:
    point = "Thành lập tổ chốt chặn xe chở gỗ do Trưởng Công an xã làm Tổ trưởng."
    derived = derive(office, item("nv", OWN, point, "Trồng rừng, bảo vệ rừng."))
    assert under(derived, "nv-1") == "Công an xã"


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("Sửa chữa 01 công viên cho người cao tuổi tập luyện.", "xay-dung"),
        ("Khám sức khỏe cho học sinh ở điểm trường.", "y-te"),
        ("Không xác nhận đủ điều kiện kinh doanh đối với cơ sở thiếu lối thoát nạn.", "tai-chinh"),
    ],
)
def test_for_whom_a_thing_is_does_not_tell_of_which_field_it_is(text: str, field: str) -> None:
    assert topics(text) == {field}


def test_a_branch_is_of_the_field_of_its_department() -> None:
    assert owner_of(bodies("Chi cục Thủy lợi")[0]) == "Sở Nông nghiệp"
    assert owner_of(bodies("Chi cục Thuế")[0]) == ""


# ------------------------------------------------------------------ shares by name


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Toàn tỉnh lắp 4.000 đèn đường nối với trung tâm điều hành; phân bổ: xã Yên Châu 190,"
         " xã Mai Sơn 160, còn lại giao Sở Xây dựng phân bổ.",
         "Lắp 190 đèn đường nối với trung tâm điều hành."),
        ("Tặng quà 8.000 trẻ em, trong đó: xã Yên Châu 75 em, xã Mai Sơn 90 em, các xã, phường"
         " còn lại theo phụ lục.", "Tặng quà 75 trẻ em."),
    ],
)  # fmt: skip
def test_of_a_total_shared_out_by_name_the_own_part_stays(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, ALL)[0] == own
