"""Two works of one point, boards, counts of all units: sentences as real offices write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import ALL, derive, item, node, office

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Các thành viên Ban Chỉ huy Phòng thủ dân sự tỉnh phải trực tại cơ quan.", None),
        ("Thành viên Ban Chỉ đạo tỉnh theo dõi địa bàn được phân công.", None),
        ("Các thành viên UBND các xã, phường trực ban.", "Các thành viên UBND xã trực ban."),
        ("Thành viên Ban Chỉ huy các cấp trực 24/24 giờ.",
         "Thành viên Ban Chỉ huy xã trực 24/24 giờ."),
        ("Ban Chỉ đạo rà soát cấp xã chủ trì, phối hợp với thôn lập danh sách.",
         "Ban Chỉ đạo rà soát cấp xã chủ trì, phối hợp với thôn lập danh sách."),
    ],
)  # fmt: skip
def test_members_of_a_superiors_board_act_for_it_and_a_communes_board_is_its_own(
    office: Workspace, said: str, left: str | None
) -> None:
    found = node(derive(office, item("nv", ALL, said, "Tuyên truyền trên loa.")), "nv-1")
    assert (found.noi_dung if found is not None else None) == left


@pytest.mark.parametrize(
    ("heading", "said", "asked"),
    [
        ("Chủ tịch UBND các xã, phường", "Chịu trách nhiệm về kết quả xử lý đối với 197 trường hợp"
         " vi phạm.", "Số liệu giao chung"),
        (ALL, "UBND các xã, phường chi trả cho 1.250 hộ còn lại.", "Số liệu giao chung"),
        (ALL, "UBND xã Yên Châu chi trả cho 125 hộ còn lại.", ""),
        ("UBND các xã, phường", "Lập 02 tổ tuần tra; rà soát hộ có từ 10 con bò trở lên.", ""),
        (ALL, "Hộ dân nộp đơn theo Mẫu số 01 ban hành kèm theo Quyết định này.",
         "Dẫn “Quyết định này” mà không nói là văn bản nào"),
    ],
)  # fmt: skip
def test_what_is_there_in_all_units_is_no_ones_count_and_this_decision_is_not_this_plan(
    office: Workspace, heading: str, said: str, asked: str
) -> None:
    found = node(derive(office, item("nv", heading, said)), "nv-1")
    assert found is not None
    assert "Kế hoạch số" not in found.noi_dung
    assert (found.can_xem or "").startswith(asked)
    assert bool(found.can_xem) == bool(asked)


@pytest.mark.parametrize(
    ("heading", "said", "left"),
    [
        (ALL, "Không để người dân ở lại trên bè khi gió mạnh, đồng thời bảo vệ du khách tại xã"
         " Mường La, hướng dẫn người dân chằng buộc nhà cửa.",
         "Không để người dân ở lại trên bè khi gió mạnh, hướng dẫn người dân chằng buộc nhà cửa."),
        (ALL, "Nâng cấp tuyến đê bao, xây dựng nhà văn hóa tại xã Mường La.", None),
        ("Sở Y tế", "Chủ trì, phối hợp với UBND các xã phun thuốc diệt muỗi. Phối hợp trong việc"
         " lựa chọn nơi đặt bể nước chung.", "Phun thuốc diệt muỗi. Phối hợp trong việc lựa chọn"
         " nơi đặt bể nước chung."),
        ("Sở Y tế", "Chỉ đạo Chi cục Dân số phối hợp với các địa phương để tư vấn, hỗ trợ các địa"
         " phương về chuyên môn.", None),
        ("UBND các xã, phường", "Các phường treo băng rôn. Qua đó nâng cao nhận thức.", None),
    ],
)  # fmt: skip
def test_two_works_of_one_point_are_judged_together(
    office: Workspace, heading: str, said: str, left: str | None
) -> None:
    found = node(derive(office, item("nv", heading, said, "Tuyên truyền trên loa.")), "nv-1")
    assert (found.noi_dung if found is not None else None) == left


def test_what_fits_each_locality_fits_this_one_and_the_committee_decides_what_is_given(
    office: Workspace,
) -> None:
    fits = "Mở lớp học nghề phù hợp với điều kiện thực tế của từng địa phương, đơn vị."
    gives = (
        "Giao UBND các xã, phường, thủ trưởng các đơn vị liên quan căn cứ nguồn quyên góp để quyết"
        " định mức tặng quà."
    )
    made = derive(office, item("nv", ALL, fits, gives))
    one, two = node(made, "nv-1"), node(made, "nv-2")
    assert one is not None
    assert two is not None
    assert (one.noi_dung, one.can_xem) == (
        "Mở lớp học nghề phù hợp với điều kiện thực tế của địa phương.", None
    )  # fmt: skip
    assert str(two.noi_dung).startswith("UBND xã căn cứ nguồn quyên góp để quyết định mức")
