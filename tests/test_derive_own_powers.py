"""Whose power an act is that a room gets, and with whom, in what, a body of the unit helps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.grammar.named_bodies import bodies
from tests.derived_plan import ALL, OWN, derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Xây dựng kế hoạch trồng rừng, giao chỉ tiêu đến từng bản.",
         "Xây dựng kế hoạch trồng rừng, tham mưu UBND xã giao chỉ tiêu đến từng bản."),
        ("Xây dựng kế hoạch trồng rừng; kế hoạch gửi về Sở Tài chính trước ngày 20/3/2026.",
         "Tham mưu UBND xã xây dựng kế hoạch trồng rừng; kế hoạch gửi về Sở Tài chính trước ngày"
         " 20/3/2026."),
        ("Sắp xếp trụ sở dôi dư làm kho, báo cáo Sở Tài chính trước ngày 20/3/2026.",
         "Tham mưu UBND xã sắp xếp trụ sở dôi dư làm kho, báo cáo Sở Tài chính trước ngày"
         " 20/3/2026."),
        ("Thanh lý tài sản hư hỏng.", "Tham mưu UBND xã thanh lý tài sản hư hỏng."),
        ("Không bố trí kinh phí cho thôn chưa quyết toán.",
         "Tham mưu UBND xã không bố trí kinh phí cho thôn chưa quyết toán."),
        ("Cho thuê lại các kho cũ để lấy tiền sửa đường.",
         "Tham mưu UBND xã cho thuê lại các kho cũ để lấy tiền sửa đường."),
        ("Lập danh mục, bàn giao nhà làm việc dôi dư trước ngày 30/6/2026.",
         "Lập danh mục, tham mưu UBND xã bàn giao nhà làm việc dôi dư trước ngày 30/6/2026."),
        ("Xây dựng phương án sắp xếp, xử lý trụ sở dôi dư trước ngày 30/6/2026.",
         "Xây dựng phương án sắp xếp, xử lý trụ sở dôi dư trước ngày 30/6/2026."),
        ("Bố trí hội trường thôn làm nơi tránh lũ.", "Bố trí hội trường thôn làm nơi tránh lũ."),
        ("Sắp xếp bàn ghế tại trụ sở để tiếp dân.", "Sắp xếp bàn ghế tại trụ sở để tiếp dân."),
        ("Xây dựng phương án chống rét, gửi các thôn.",
         "Xây dựng phương án chống rét, gửi các thôn."),
        ("Lập danh sách hộ thiếu nước gửi Sở Y tế trước ngày 10/5/2026.",
         "Lập danh sách hộ thiếu nước gửi Sở Y tế trước ngày 10/5/2026."),
    ],
)  # fmt: skip
def test_a_room_advises_where_plans_go_up_targets_are_set_and_public_houses_change_hands(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, OWN)[0] == now


@pytest.mark.parametrize(
    "point",
    [
        "Xây dựng kế hoạch 5 năm và hằng năm; kế hoạch gửi về Sở Y tế trước ngày 20/3/2026.",
        "Có kế hoạch cụ thể triển khai trên địa bàn trước ngày 20/3/2026.",
    ],
)
def test_a_plan_for_all_years_or_with_no_subject_is_this_one(point: str, office: Workspace) -> None:
    assert "chính là kế hoạch này" in (said(office, point, OWN)[1] or "")
    others = "Khi có kế hoạch cụ thể triển khai của Sở Y tế, phát tờ rơi cho hộ dân."
    assert "chính là" not in (said(office, others, OWN)[1] or "")


def test_who_is_told_to_take_part_is_told_in_what(office: Workspace) -> None:
    point = (
        "Giao Công an cấp xã chủ trì tổ chức 02 cuộc diễn tập sơ tán tại chợ trong năm; giao Ban"
        " Chỉ huy Quân sự cấp xã huy động dân quân tham gia."
    )
    made = [n.noi_dung for n in _points(office, point)]
    assert "Tham mưu UBND xã huy động dân quân tham gia diễn tập sơ tán tại chợ." in made


def _points(office: Workspace, point: str) -> list[Any]:
    plan = derive(office, item("nv", OWN, point)).plan
    return [one for part in plan.muc for held in part.khoan for one in held.diem]


def test_an_own_body_that_helps_says_with_whom_and_in_what(office: Workspace) -> None:
    point = "Sở Y tế lấy mẫu nước giếng; trạm y tế xã phối hợp dẫn đường và lưu kết quả."
    assert said(office, point, ALL)[0] == (
        "Trạm y tế xã phối hợp với Sở Y tế dẫn đường và lưu kết quả trong việc lấy mẫu nước giếng."
    )
    counted = "Sở Y tế lấy 400 mẫu nước; trạm y tế xã phối hợp dẫn đường."
    assert said(office, counted, ALL)[0] == "Trạm y tế xã phối hợp với Sở Y tế dẫn đường."


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Hội Nông dân tỉnh, Tỉnh đoàn: Chỉ đạo Hội Nông dân, Đoàn Thanh niên cấp xã trồng cây.",
         "Đề nghị Hội Nông dân xã, Đoàn Thanh niên xã trồng cây."),
        ("Đề nghị Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh: Phát động phong trào trồng cây.",
         "Đề nghị Hội Nông dân xã, Hội Liên hiệp Phụ nữ xã phát động phong trào trồng cây."),
    ],
)  # fmt: skip
def test_organisations_above_that_tell_their_own_are_those_of_the_commune(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, ALL)[0] == now


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ban Quản lý các khu chế xuất và công nghiệp: kiểm tra bếp ăn.",
         "Ban Quản lý các khu chế xuất và công nghiệp"),
        ("Ban Quản lý Khu công nghệ cao và các khu công nghiệp thành phố chủ trì.",
         "Ban Quản lý Khu công nghệ cao và các khu công nghiệp thành phố"),
        ("Ban Quản lý các di tích trọng điểm: rà soát biển báo.",
         "Ban Quản lý các di tích trọng điểm"),
        ("Giao Ban Quản lý các cảng cá phối hợp với UBND xã.", "Ban Quản lý các cảng cá"),
        ("Ban Quản lý các bến xe, bến thủy nội địa kiểm tra.",
         "Ban Quản lý các bến xe, bến thủy nội địa"),
    ],
)  # fmt: skip
def test_a_board_is_called_by_all_the_things_it_manages(text: str, name: str) -> None:
    assert bodies(text)[0].text == name


def test_the_police_lead_much_and_never_the_committees_purse(office: Workspace) -> None:
    points = (
        "Bố trí từ ngân sách cấp xã kinh phí mua bình chữa cháy.",
        "Thành lập đội phòng cháy, chữa cháy tại các bản.",
    )
    derived = derive(office, item("nv", OWN, *points))
    assert under(derived, "nv-1").startswith("Phòng Kinh tế")
    assert under(derived, "nv-2") == "Công an xã"
    assert node(derived, "nv-1").noi_dung.startswith("Tham mưu UBND xã bố trí từ ngân sách xã")


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Xã nào chưa nộp phương án thì không được cấp vốn.",
         "Trường hợp chưa nộp phương án, không được cấp vốn."),
        ("Lập sổ; xã nào còn tồn trên 5% thì Chủ tịch UBND xã giải trình.",
         "Lập sổ; trường hợp còn tồn trên 5%, Chủ tịch UBND xã giải trình."),
    ],
)  # fmt: skip
def test_what_any_commune_may_leave_undone_is_a_case_and_no_class(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, OWN) == (now, "")


def test_a_class_that_has_not_done_a_thing_keeps_the_thing(office: Workspace) -> None:
    words, question = said(office, "Các xã chưa thực hiện sáp nhập thôn tiếp tục rà soát.", OWN)
    assert words == "Tiếp tục rà soát."
    assert "“chưa thực hiện sáp nhập thôn”" in question


def test_orders_behind_advice_are_advised_too(office: Workspace) -> None:
    point = "Thành lập Tổ công tác; phân công công chức địa chính tiếp dân."
    assert said(office, point, OWN) == (f"Tham mưu UBND xã t{point[1:]}", "")


def test_who_comes_to_a_course_in_brackets_is_said_without_them(office: Workspace) -> None:
    point = "Tập huấn 60 người dạy bơi (mỗi xã cử 02 người, gửi tên trước ngày 20/4/2026)."
    assert said(office, point, "Sở Y tế")[0] == (
        "Xã cử 02 người tham gia lớp tập huấn 60 người dạy bơi do Sở Y tế tổ chức, gửi tên trước"
        " ngày 20/4/2026."
    )


def test_neighbours_that_share_a_river_are_no_class(office: Workspace) -> None:
    assert not said(office, "Phối hợp với các xã có chung sông, hồ tuần tra.", OWN)[1]


def test_a_partner_goes_with_the_class_it_is_of(office: Workspace) -> None:
    point = "Sở Y tế phối hợp với UBND các xã nơi có khu nhà trọ tuyên truyền về dịch bệnh."
    words, question = said(office, point, ALL)
    assert words == "Phối hợp với Sở Y tế tuyên truyền về dịch bệnh."
    assert "có khu nhà trọ" in question


def test_what_a_text_is_about_stays_when_its_first_clause_goes(office: Workspace) -> None:
    point = "Chế độ báo cáo: Sở Y tế lập mẫu; UBND các xã báo cáo trước ngày 25 hằng tháng."
    words = said(office, point, ALL)[0]
    assert words == "Chế độ báo cáo: báo cáo trước ngày 25 hằng tháng."


def test_who_sums_up_needs_and_sends_them_on_is_not_the_commune(office: Workspace) -> None:
    point = "Sở Y tế tổng hợp nhu cầu của các xã gửi Sở Tài chính trước ngày 15/7/2026."
    assert "Sở Tài chính" not in said(office, point, ALL)[0]


@pytest.mark.parametrize(
    "point",
    [
        "Ký hợp đồng với bệnh viện; thẩm định hồ sơ do UBND cấp xã chuyển đến trong 05 ngày.",
        "Giải quyết kiến nghị do UBND các xã chuyển lên; trả lời bằng văn bản.",
        "Lập sổ theo dõi; giải quyết hồ sơ do UBND cấp xã gửi đến trong 03 ngày.",
    ],
)
def test_what_a_department_does_with_what_communes_send_it_is_its_own(
    point: str, office: Workspace
) -> None:
    assert said(office, point, "Sở Y tế") == ("", "")


def test_a_list_that_communes_propose_by_a_day_is_theirs_to_propose(office: Workspace) -> None:
    point = "Tập huấn nghiệp vụ; phê duyệt danh mục do các xã đề xuất trước ngày 20/5/2026."
    assert said(office, point, "Sở Y tế")[0] == "Đề xuất danh mục trước ngày 20/5/2026."


@pytest.mark.parametrize(
    "point",
    [
        "Bảo đảm từ ngân sách xã ngày công cho dân quân.",
        "Cân đối trong dự toán được giao để mua lưới chắn rác.",
        "Không cấp bù kinh phí cho hộ tái đàn trái phép.",
        "Hỗ trợ hộ có vật nuôi chết rét theo quy định.",
        "Xử lý nghiêm, không để tái diễn các lò mổ không phép.",
    ],
)
def test_a_room_gives_and_refuses_no_public_money(point: str, office: Workspace) -> None:
    leads = item("so", "Sở Nông nghiệp và Môi trường", "Theo dõi; tổng hợp, báo cáo.")
    own = item("xa", OWN, point, "Trồng rừng.")
    made = derive(office, leads, own, subject="Phát triển chăn nuôi năm 2026")
    assert node(made, "xa-1").noi_dung.startswith("Tham mưu UBND xã ")
