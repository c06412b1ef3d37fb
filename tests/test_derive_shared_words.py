"""What one word says of several: a level behind a list of bodies, a thing of all communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import derive, item, node, office, said, said_by_us, titles, under

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


CLASS = "Chỉ giao nơi “{0}”: xã Yên Châu có thuộc diện này không"
SHARED = "Số liệu giao chung cho nhiều đơn vị: xác định phần của xã Yên Châu"


@pytest.mark.parametrize(
    ("above", "mine", "asked"),
    [
        ("Đóng mới 24 thuyền, trong đó các xã vùng cao 09 thuyền, đặc khu Vân Đồn 02 thuyền.",
         "Đóng mới 09 thuyền.", f"{CLASS.format('vùng cao')}; {SHARED}"),
        ("Lắp 120 trạm đo mưa, trong đó các phường 80 trạm, các xã 40 trạm.",
         "Lắp 40 trạm đo mưa.", SHARED),
        ("Trồng 300 ha rừng, gồm: các xã biên giới 200 ha, các phường 100 ha; xong trong quý III.",
         "Trồng 200 ha rừng; xong trong quý III.", f"{CLASS.format('biên giới')}; {SHARED}"),
    ],
)  # fmt: skip
def test_of_a_total_shared_out_by_classes_the_one_it_may_be_of_is_kept(
    office: Workspace, above: str, mine: str, asked: str
) -> None:
    assert said(office, above) == (mine, asked)


def test_a_share_of_a_class_that_it_is_known_not_to_be_of_goes(office: Workspace) -> None:
    above = "Đóng mới 24 thuyền, trong đó các xã ven biển 09 thuyền, đặc khu Vân Đồn 02 thuyền."
    derived = derive(office, item("nv", "Nhiệm vụ", above), facts={"ven biển": False})
    assert node(derived, "nv-1") is None


def test_a_count_of_several_by_name_is_asked_beside_a_sum(office: Workspace) -> None:
    above = (
        "Phường Tô Hiệu, xã Yên Châu và xã Mộc Sơn làm điểm 03 chợ; xã Yên Châu sửa thêm chợ"
        " phiên, kinh phí 900 triệu đồng do ngân sách tỉnh hỗ trợ."
    )
    asked = said(office, above)[1].split("; ")
    assert SHARED in asked
    assert "Số tiền do tỉnh nêu: xác định mức của xã" in asked
    assert not [one for one in asked if one.startswith("Dẫn ")]


@pytest.mark.parametrize(
    ("above", "mine"),
    [
        ("UBND các xã gửi danh sách trước ngày 20/4/2026. Quá thời hạn trên, địa phương nào chưa"
         " gửi thì Chủ tịch UBND cấp xã giải trình bằng văn bản với Chủ tịch UBND tỉnh.",
         "Gửi danh sách trước ngày 20/4/2026. Quá thời hạn trên, nếu chưa gửi thì Chủ tịch UBND xã"
         " giải trình bằng văn bản với Chủ tịch UBND tỉnh."),
        ("Các xã miền núi (Yên Châu, Mộc Sơn) chống rét cho trâu. Riêng xã Yên Châu sửa 02 chuồng"
         " mẫu.", "Chống rét cho trâu. Sửa 02 chuồng mẫu."),
        ("Thuốc đã mua trước ngày Kế hoạch này có hiệu lực thì kiểm lại trước ngày 30/6/2026.",
         "Thuốc đã mua trước ngày ban hành {cap_tren:ngay} thì kiểm lại trước ngày 30/6/2026."),
    ],
)  # fmt: skip
def test_a_threat_a_single_unit_and_a_day_of_the_plan_above_are_said_as_the_unit_would(
    office: Workspace, above: str, mine: str
) -> None:
    assert said(office, above) == (mine, "")


@pytest.mark.parametrize(
    "above",
    [
        "Trưởng Công an xã để tái diễn cờ bạc thì xem xét trách nhiệm theo quy định của ngành.",
        "Trưởng Công an phường, xã không giữ được địa bàn thì bị xem xét kỷ luật.",
    ],
)
def test_what_a_branch_does_to_its_officers_is_asked_among_what_helps_it(
    office: Workspace, above: str
) -> None:
    asked = said(office, above, "Công an tỉnh")[1]
    assert asked == "Có phần thuộc thẩm quyền cấp trên: xem xã làm phần nào"


def test_a_room_says_a_ban_without_advising_it(office: Workspace) -> None:
    points = ("Diệt chuột bằng bẫy; nghiêm cấm dùng điện diệt chuột.", "Tu sửa kênh nội đồng.")
    derived = derive(office, item("nv", "Sở Nông nghiệp và Môi trường; UBND các xã", *points))
    assert "tham mưu" not in node(derived, "nv-1").noi_dung


@pytest.mark.parametrize(
    ("above", "mine"),
    [
        ("Trình phương án trước ngày 15/02/2026. Quá thời hạn trên, xã nào chưa trình thì toàn bộ"
         " tuyến kênh của xã đó bị dừng vốn.",
         "Quá thời hạn trên, nếu chưa trình thì toàn bộ tuyến kênh của xã bị dừng vốn."),
        ("Gửi số liệu trước ngày 20 hằng tháng; địa phương nào 03 tháng liên tiếp không gửi thì"
         " Chủ tịch UBND xã, phường đó kiểm điểm trước Chủ tịch UBND tỉnh.",
         "nếu 03 tháng liên tiếp không gửi thì Chủ tịch UBND xã kiểm điểm trước Chủ tịch UBND"
         " tỉnh."),
        ("Báo cáo trước ngày 20 hằng tháng. Địa phương 02 quý liên tiếp không báo cáo thì Chủ tịch"
         " UBND xã, phường đó kiểm điểm.",
         "Nếu 02 quý liên tiếp không báo cáo thì Chủ tịch UBND xã kiểm điểm."),
    ],
)  # fmt: skip
def test_who_leaves_undone_what_all_were_told_is_the_unit_in_that_case(
    above: str, mine: str, office: Workspace
) -> None:
    words, question = said_by_us(office, above)
    assert words.endswith(mine)
    assert "thuộc diện" not in question


@pytest.mark.parametrize("whom", ["Mặt trận Tổ quốc cơ sở", "Mặt trận cơ sở"])
def test_the_front_oversees_the_one_commune(whom: str, office: Workspace) -> None:
    title = (
        f"Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh chỉ đạo {whom} giám sát việc chi trả của"
        " chính quyền phường, xã."
    )
    made = derive(office, item("mt", title), item("xa", "UBND các xã", "Trồng 100 cây."))
    assert (
        "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã giám sát việc chi trả của chính quyền xã."
        in titles(made)
    )
