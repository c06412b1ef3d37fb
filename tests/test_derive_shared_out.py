"""Who of the unit does what: told with all, told together, advised, met, in a row of a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import OWN, derive, item, node, office, said, said_by_us, titles, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

EVERY = "Các sở, ban, ngành tỉnh và UBND các xã, phường"
ROOMS = "Các phòng, đơn vị thuộc UBND xã"


def flat(text: str) -> str:
    return f'\n[[muc.khoan]]\nid = "phang"\nnoi_dung = "{text}"\n'


# ------------------------------------------------------------------ told with all


@pytest.mark.parametrize(
    "point",
    [
        "Quán triệt nội dung phòng dịch đến toàn thể viên chức.",
        "Lồng ghép tiết kiệm điện vào quy chế cơ quan.",
        "Niêm yết số điện thoại đường dây nóng tại nơi làm việc.",
    ],
)
def test_what_each_office_does_in_its_own_house_every_room_does(
    point: str, office: Workspace
) -> None:
    assert titles(derive(office, item("nv", EVERY, point)))[0] == ROOMS


def test_what_has_a_field_keeps_who_leads_though_all_are_told(office: Workspace) -> None:
    points = ("Quán triệt Kế hoạch này.", "Khơi thông cống rãnh trước mùa mưa.")
    assert titles(derive(office, item("nv", EVERY, *points)))[0].startswith("Phòng Kinh tế")


def test_a_sentence_that_tells_all_departments_and_units_says_who_does_it(
    office: Workspace,
) -> None:
    made = derive(office, flat(f"{EVERY}: tắt đèn trang trí sau 22 giờ."))
    assert node(made, "phang").noi_dung == f"{ROOMS}: tắt đèn trang trí sau 22 giờ."


# ------------------------------------------------------------------ advised


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Trường hợp mực nước vượt báo động 2 thì báo cáo Sở Nông nghiệp và Môi trường.",
         "Trường hợp mực nước vượt báo động 2 thì tham mưu UBND xã báo cáo Sở Nông nghiệp và"
         " Môi trường."),
        ("Ngoài các việc trên, UBND các xã vận hành trạm bơm.",
         "Ngoài các việc trên, tham mưu UBND xã vận hành trạm bơm."),
        ("Không cho xe quá tải vào đê; xử lý theo thẩm quyền các trường hợp vi phạm.",
         "Không cho xe quá tải vào đê; tham mưu UBND xã xử lý theo thẩm quyền các trường hợp"
         " vi phạm."),
        ("Dựng lều bạt. Phối hợp với Sở Công Thương mở điểm bán hàng.",
         "Dựng lều bạt. Phối hợp với Sở Công Thương mở điểm bán hàng."),
    ],
)  # fmt: skip
def test_a_room_advises_on_what_its_point_says_the_committee_does(
    point: str, own: str, office: Workspace
) -> None:
    assert said_by_us(office, point)[0] == own


@pytest.mark.parametrize(
    ("subject", "own"),
    [
        ("Trồng tre chắn sóng tại các xã ven sông và xã Yên Châu năm 2026",
         "Trồng tre chắn sóng tại xã Yên Châu năm 2026"),
        ("Dời hộ dân ở các xã Mường Hung, Yên Châu, Chiềng Hặc năm 2026",
         "Dời hộ dân ở xã Yên Châu năm 2026"),
        ("Sửa nhà văn hóa thôn, tổ dân phố trên địa bàn tỉnh Sơn La năm 2026",
         "Sửa nhà văn hóa thôn, tổ dân phố trên địa bàn xã Yên Châu năm 2026"),
    ],
)  # fmt: skip
def test_a_title_that_lists_places_with_the_unit_has_the_unit_alone(
    subject: str, own: str, office: Workspace
) -> None:
    made = derive(office, item("nv", OWN, "Rà soát hộ dân."), subject=subject)
    assert made.plan.van_ban.trich_yeu == own


# ------------------------------------------------------------------ asked, met


def test_what_an_organisation_is_asked_for_is_asked_once(office: Workspace) -> None:
    point = "Đề nghị vận động hội viên trồng tre chắn sóng."
    found = derive(office, item("nv", "Hội Nông dân tỉnh", point))
    assert node(found, "nv-1").noi_dung == "Vận động hội viên trồng tre chắn sóng."
    assert under(found, "nv-1") == "Đề nghị Hội Nông dân xã"


@pytest.mark.parametrize(
    ("point", "heading", "own"),
    [
        ("Chi phụ cấp theo nghị quyết của HĐND cấp xã.", OWN,
         "Chi phụ cấp theo nghị quyết của HĐND xã."),
        ("Trong mùa mưa bão, các cấp tổ chức trực ban 24/24 giờ.", OWN,
         "Trong mùa mưa bão, tổ chức trực ban 24/24 giờ."),
        ("Xây dựng mới 02 kho dự trữ cấp tỉnh.", "Mục tiêu", ""),
        ("Thành lập 01 đội xung kích cấp tỉnh, 01 đội cấp xã.", "Mục tiêu",
         "Thành lập 01 đội xung kích cấp tỉnh, 01 đội cấp xã."),
        ("Các trạm trực thuộc Sở Nông nghiệp và Môi trường vận hành cống.",
         "Nhiệm vụ, giải pháp", ""),
    ],
)  # fmt: skip
def test_what_is_said_of_a_level_is_of_the_unit_or_of_the_superior(
    point: str, heading: str, own: str, office: Workspace
) -> None:
    assert said(office, point, heading)[0] == own
