"""What one word says of several: a level behind a list of bodies, a thing of all communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

TARGET = "Chỉ tiêu bằng số của tỉnh"


@pytest.mark.parametrize(
    ("order", "mine"),
    [
        ("Chỉ đạo Công an, Ban Chỉ huy Quân sự cấp xã canh gác kho vật tư.",
         "Công an xã, Ban Chỉ huy Quân sự xã canh gác kho vật tư."),
        ("Chỉ đạo Ban Chỉ huy Quân sự và Công an cấp xã canh gác kho vật tư.",
         "Ban Chỉ huy Quân sự xã và Công an xã canh gác kho vật tư."),
        ("Chỉ đạo Công an, Quân sự cấp xã giữ trật tự hội đua thuyền.",
         "Công an xã, Quân sự xã giữ trật tự hội đua thuyền."),
        ("Chỉ đạo Công an và Quân sự các xã, phường giữ trật tự hội đua thuyền.",
         "Công an xã và Quân sự xã giữ trật tự hội đua thuyền."),
        ("Chỉ đạo Phòng Cảnh sát giao thông và Công an cấp xã giữ trật tự hội đua thuyền.",
         "Công an xã giữ trật tự hội đua thuyền."),
    ],
)  # fmt: skip
def test_the_level_behind_the_last_of_a_list_is_that_of_all(
    office: Workspace, order: str, mine: str
) -> None:
    assert said(office, order, "Công an tỉnh, Bộ Chỉ huy Quân sự tỉnh") == (mine, "")


def test_each_organisation_that_is_told_stands_in_what_one_of_them_is_asked(
    office: Workspace,
) -> None:
    order = "Hướng dẫn Hội Nông dân, Hội Phụ nữ cấp xã vận động hội viên phân loại rác."
    derived = derive(office, item("nv", "Hội Nông dân tỉnh", order))
    assert under(derived, "nv-1") == "Đề nghị Hội Nông dân xã"
    words = node(derived, "nv-1").noi_dung
    assert words == "Hội Nông dân xã, Hội Phụ nữ xã vận động hội viên phân loại rác."


@pytest.mark.parametrize(
    "target",
    [
        "Đo đạc xong 5.120 thửa đất công của các huyện, xã cũ; mỗi xã, phường đo ít nhất 40 thửa.",
        "Thay mới 2.300 bóng đèn chiếu sáng thuộc các xã, phường.",
        "Kiểm định 1.240 trạm bơm của các xã, phường; mỗi xã, phường kiểm định ít nhất 05 trạm.",
    ],
)
def test_what_communes_have_together_is_nobodys_own_figure(office: Workspace, target: str) -> None:
    assert TARGET in said(office, target)[1]


def test_what_each_commune_does_is_its_own_figure(office: Workspace) -> None:
    assert said(office, "Mỗi xã, phường mở ít nhất 02 lớp dạy bơi trong hè.")[1] == ""


@pytest.mark.parametrize(
    ("above", "mine"),
    [
        ("Đối với 41 lò gạch thủ công (xã Yên Châu 03 lò, xã Mộc Sơn 06 lò, các xã khác 32 lò),"
         " vận động chủ lò chuyển nghề trong quý I; tháo dỡ xong trong quý III năm 2026.",
         "Đối với 03 lò gạch thủ công, vận động chủ lò chuyển nghề trong quý I; tháo dỡ xong trong"
         " quý III năm 2026."),
        ("Sửa chữa 30 cầu treo (xã Yên Châu 04 cầu, các xã còn lại (kể cả xã mới nhập) 26 cầu),"
         " hoàn thành trước ngày 30/6/2026.",
         "Sửa chữa 04 cầu treo, hoàn thành trước ngày 30/6/2026."),
    ],
)  # fmt: skip
def test_the_share_of_the_others_ends_with_its_brackets(
    office: Workspace, above: str, mine: str
) -> None:
    assert said(office, above)[0] == mine


@pytest.mark.parametrize(
    ("order", "mine"),
    [
        ("Tổng hợp, tham mưu UBND tỉnh trước ngày 20/11/2026. UBND các xã lập danh sách hộ kinh"
         " doanh, gửi về Sở Công Thương trước ngày 01/10/2026.",
         "UBND xã lập danh sách hộ kinh doanh, gửi về Sở Công Thương trước ngày 01/10/2026."),
        ("Tặng 500 bộ dụng cụ trước ngày 20/12/2026. UBND các xã rà soát, lập danh sách hộ trước"
         " ngày 05/12/2026.",
         "Rà soát, lập danh sách hộ trước ngày 05/12/2026, phục vụ Sở Công Thương tặng 500 bộ dụng"
         " cụ."),
        ("Giao Phòng Quản lý nhà theo dõi tiến độ; UBND các xã cử 01 cán bộ đầu mối, gửi họ tên về"
         " Phòng trước ngày 15/4/2026.",
         "UBND xã cử 01 cán bộ đầu mối, gửi họ tên về Phòng Quản lý nhà thuộc Sở Công Thương"
         " trước ngày 15/4/2026."),
    ],
)  # fmt: skip
def test_the_day_and_report_of_another_are_no_purpose_of_ones_own_work(
    office: Workspace, order: str, mine: str
) -> None:
    assert said(office, order, "Sở Công Thương")[0] == mine


@pytest.mark.parametrize(
    "order",
    [
        "UBND các xã ngoài danh sách thanh tra tự rà soát, gửi báo cáo trước ngày 15/9/2026.",
        "UBND các xã không thuộc danh sách thanh tra trực tiếp thì tự rà soát trước ngày 5/9/2026.",
    ],
)
def test_one_list_is_asked_about_in_one_way(office: Workspace, order: str) -> None:
    assert "“không thuộc danh sách thanh tra”" in said(office, order)[1]
    listed = {"không thuộc danh sách thanh tra": False}
    assert node(derive(office, item("nv", "Nhiệm vụ", order), facts=listed), "nv-1") is None
