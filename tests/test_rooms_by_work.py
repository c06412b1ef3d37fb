"""Which body of a commune does a point: by what the work is, before words in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.grammar.data import read_data
from generator.grammar.work_fields import work_of
from tests.derived_plan import derive, item, node, office, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
OWN = "Ủy ban nhân dân các xã, phường"
ROOM = "Phòng Kinh tế"
CULTURE = "Phòng Văn hóa - Xã hội"
OFFICE = "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã"
POLICE = "Công an xã"
ARMY = "Ban Chỉ huy Quân sự xã"
LEADS = item("so", "Sở Y tế", "Tổ chức tập huấn.", "Báo cáo kết quả.")
REPORTS = item("bc", "Chế độ báo cáo", "UBND các xã báo cáo Sở Y tế trước ngày 05/12 hằng năm.")
ASKED = "Phần mềm tạm chọn bộ phận"


def bears(office: Workspace, point: str, *more: str) -> str:
    """The title under which a point comes, in a plan that is led by health."""
    made = derive(office, LEADS, item("xa", OWN, point, *more), REPORTS, subject="Bảo vệ sức khỏe")
    return under(made, "xa-1")


@pytest.mark.parametrize(
    ("point", "room"),
    [
        ("Sửa chữa nhà vệ sinh, bếp ăn của các trường mẫu giáo.", ROOM),
        ("Cân đối ngân sách cho bữa ăn học sinh nội trú.", ROOM),
        ("Thẩm định dự toán mua sách giáo khoa.", ROOM),
        ("Bố trí mặt bằng dựng trạm cấp cứu lưu động.", ROOM),
        ("Chuẩn bị tài liệu họp của Ban Chỉ đạo.", OFFICE),
        ("Phân công công chức trực trong các ngày nghỉ Tết, gửi lịch trực lên tỉnh.", OFFICE),
        ("Điều tiết giao thông trước cổng trường học.", POLICE),
        ("Tuần tra ban đêm quanh bệnh viện, trường học.", POLICE),
        ("Huấn luyện dân quân làm nòng cốt phun hóa chất.", ARMY),
        ("Thăm hỏi, tặng quà gia đình bị nạn.", CULTURE),
        ("Tổ chức thăm viếng nghĩa trang dịp 27/7.", CULTURE),
        ("Công khai trên loa truyền thanh danh sách hộ nuôi lợn.", CULTURE),
    ],
)
def test_the_act_tells_whose_work_it_is_whatever_its_object_belongs_to(
    point: str, room: str, office: Workspace
) -> None:
    assert bears(office, point, "Khám sức khỏe.", "Tiêm chủng.").startswith(room)


@pytest.mark.parametrize(
    "point",
    [
        "Tuần tra đường mòn, lối mở ít nhất 03 lần mỗi tháng.",
        "Phối hợp với Đồn Biên phòng, Hải quan cửa khẩu kiểm soát đường biên.",
    ],
)
def test_the_border_is_watched_by_police_and_army_together(point: str, office: Workspace) -> None:
    assert bears(office, point, "Khám sức khỏe.") == f"{POLICE}, {ARMY}"


def test_what_each_office_does_among_its_people_is_no_single_rooms(office: Workspace) -> None:
    point = "Quán triệt đến toàn thể cán bộ, công chức không hút thuốc nơi làm việc."
    assert bears(office, point, "Khám sức khỏe.") == "Các phòng, đơn vị thuộc UBND xã"


def test_the_first_word_of_an_object_is_its_head() -> None:
    assert work_of("Kiểm tra bếp ăn bán trú, an toàn điện").object == ("giao-duc", "cong-thuong")
    assert work_of("Nạo vét kênh mương qua trường học").passing == ("giao-duc",)
    assert work_of("Nạo vét kênh mương tại trường học").passing == ()


def test_a_word_in_passing_is_asked_about_and_one_question_is_for_all(office: Workspace) -> None:
    points = (
        "Tổ chức nói chuyện bằng hình ảnh về cây lúa.",
        "Vận động bà con giúp nhau trong vụ mùa.",
    )
    made = derive(
        office, LEADS, item("xa", OWN, *points, "Khám sức khỏe."), REPORTS, subject="Sức khỏe"
    )
    marks = {node(made, f"xa-{n}").can_xem for n in (1, 2)}
    assert len(marks) == 1
    assert str(next(iter(marks))).startswith(ASKED)
    assert node(made, "xa-3").can_xem is None


def test_a_point_of_no_field_among_points_of_others_is_asked_about(office: Workspace) -> None:
    others = ("Sửa chữa cầu, cống.", "Tuần tra ban đêm.", "Huấn luyện dân quân.", "Trồng rừng.")
    made = derive(
        office, LEADS, item("xa", OWN, "Lau chùi bàn ghế.", *others), REPORTS, subject="Sức khỏe"
    )
    assert str(node(made, "xa-1").can_xem).startswith(ASKED)
    alone = derive(
        office, LEADS, item("xa", OWN, "Lau chùi bàn ghế.", "Khám sức khỏe."), REPORTS,
        subject="Sức khỏe",
    )  # fmt: skip
    assert node(alone, "xa-1").can_xem is None


def test_acts_of_two_bodies_in_one_point_stay_with_whoever_leads(office: Workspace) -> None:
    point = "Bảo đảm an ninh trật tự; cân đối kinh phí cho các đội."
    assert bears(office, point, "Khám sức khỏe.").startswith(CULTURE)


def test_every_act_is_of_fields_that_words_are_of_too() -> None:
    fields = {row["id"] for row in read_data("linh-vuc.toml")["linh_vuc"]}
    assert all(set(row["linh_vuc"]) <= fields for row in read_data("viec.toml")["viec"])


def test_anothers_object_in_a_case_of_the_leads_own_matter_is_asked_about(
    office: Workspace,
) -> None:
    point = "Kiểm tra hàng hóa khi có người mắc bệnh truyền nhiễm."
    made = derive(office, LEADS, item("xa", OWN, point, "Khám sức khỏe."), REPORTS, subject="Bệnh")
    assert str(node(made, "xa-1").can_xem).startswith(ASKED)


@pytest.mark.parametrize(
    "point",
    [
        "Bố trí từ nguồn dự phòng ngân sách xã kinh phí mua 15 máy bơm.",
        "Cân đối trong dự toán được giao để chi cho đội dân phòng.",
        "Công khai giá thuê mặt bằng; không thu thêm của người bán.",
        "Lắp đặt 03 họng nước ở mỗi thôn.",
        "Thí điểm trụ sạc ô tô điện trước ngày 30/9/2026.",
        "Các xã có làng nghề mộc quy định khoảng cách giữa các xưởng.",
    ],
)
def test_money_prices_and_trade_are_no_polices_even_where_they_lead(
    point: str, office: Workspace
) -> None:
    leads = item("ca", "Công an tỉnh", "Tổ chức tập huấn.", "Theo dõi việc thực hiện.")
    own = item("xa", "Chủ tịch Ủy ban nhân dân các xã, phường", point, "Truy quét tội phạm.")
    made = derive(office, leads, own, subject="Phòng cháy, chữa cháy năm 2026")
    assert under(made, "xa-1").startswith(ROOM)
    assert under(made, "xa-2").startswith(POLICE)
