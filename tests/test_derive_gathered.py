"""What a department gathers of the communes, and who only helps them, is said as theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import ALL, OWN, office, said

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
HEALTH = "Sở Y tế"


@pytest.mark.parametrize(
    ("point", "now"),
    [
        (
            "Tổng hợp, trình UBND tỉnh trước ngày 25/11/2026 trên cơ sở báo cáo của các xã, phường"
            " gửi trước ngày 10/11/2026.",
            "Gửi báo cáo kết quả thực hiện về Sở Y tế trước ngày 10/11/2026 để tổng hợp.",
        ),
        (
            "Từ đề xuất mua vắc xin của UBND cấp xã (gửi trước ngày 15/4/2026), lập nhu cầu chung.",
            "Gửi đề xuất mua vắc xin về Sở Y tế trước ngày 15/4/2026 để tổng hợp.",
        ),
        (
            "Tiếp nhận báo cáo của các xã, phường trước ngày 20 hằng tháng để theo dõi.",
            "Gửi báo cáo kết quả thực hiện về Sở Y tế trước ngày 20 hằng tháng để tổng hợp.",
        ),
        (
            "Tổng hợp kết quả trên cơ sở báo cáo của các xã gửi về Sở Tài chính trước ngày 05/12.",
            "Gửi báo cáo kết quả thực hiện về Sở Tài chính trước ngày 05/12 để tổng hợp.",
        ),
    ],
)
def test_what_a_department_gathers_by_a_day_is_sent_by_that_day(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, HEALTH) == (now, "")


def test_a_list_of_nobody_knows_what_is_asked(office: Workspace) -> None:
    point = "Rà soát danh sách các xã gửi trước ngày 05/5/2026, trình UBND tỉnh."
    words, question = said(office, point, HEALTH)
    assert words.startswith("Gửi danh sách về Sở Y tế trước ngày 05/5/2026")
    assert question


@pytest.mark.parametrize(
    "point",
    [
        "Tổng hợp, báo cáo UBND tỉnh trước ngày 20/12/2026 trên cơ sở báo cáo của các xã.",
        "Lập danh mục phòng khám theo đề nghị của các xã, phường trước ngày 31/8/2026.",
    ],
)
def test_the_department_s_own_day_is_no_day_of_the_communes(point: str, office: Workspace) -> None:
    assert said(office, point, HEALTH) == ("", "")


@pytest.mark.parametrize(
    ("helps", "met"),
    [
        ("Đồn Biên phòng khu vực cử cán bộ phối hợp.", "Đồn Biên phòng khu vực"),
        ("Trung tâm Y tế khu vực bố trí lực lượng hỗ trợ.", "Trung tâm Y tế khu vực"),
        ("Hạt Kiểm lâm tham gia phối hợp chặt chẽ.", "Hạt Kiểm lâm"),
    ],
)
def test_who_sends_people_to_help_is_met(helps: str, met: str, office: Workspace) -> None:
    words = said(office, f"UBND cấp xã lập chốt trực tại ngã ba; {helps}", ALL)
    assert words == (f"Lập chốt trực tại ngã ba; phối hợp với {met}.", "")


def test_who_commands_some_and_meets_the_communes_meets_them_himself(office: Workspace) -> None:
    point = "Chỉ đạo các bệnh viện và phối hợp với UBND cấp xã tổ chức khám cho người cao tuổi."
    assert said(office, point, HEALTH) == ("Tổ chức khám cho người cao tuổi.", "")


@pytest.mark.parametrize(
    ("point", "now"),
    [
        (
            "Sơn do Công ty Cầu đường cung ứng, Ủy ban nhân dân cấp xã cử người kẻ vạch.",
            "Sơn do Công ty Cầu đường cung ứng, UBND xã cử người kẻ vạch.",
        ),
        (
            "Cẩm nang do Sở Tư pháp biên soạn, cấp xã in và phát đến thôn.",
            "Cẩm nang do Sở Tư pháp biên soạn, UBND xã in và phát đến thôn.",
        ),
    ],
)
def test_what_another_gives_stays_with_what_the_communes_do_with_it(
    point: str, now: str, office: Workspace
) -> None:
    assert said(office, point, ALL)[0] == now


def test_work_before_what_another_gives_is_not_his(office: Workspace) -> None:
    words, _question = said(
        office,
        "Phun thuốc 02 đợt: đợt 1 trong tháng 4, đợt 2 trong tháng 8. Hóa chất do Chi cục Bảo vệ"
        " thực vật cấp phát, Ủy ban nhân dân cấp xã cử người tiếp nhận.",
        ALL,
    )
    assert words.startswith("Phun thuốc 02 đợt: đợt 1 trong tháng 4, đợt 2 trong tháng 8. Hóa chất")
    assert "UBND xã cử người tiếp nhận" in words


def test_a_body_by_the_beginning_of_its_name_is_the_one_said_before(office: Workspace) -> None:
    point = "Ban Chỉ huy phòng thủ dân sự cấp xã trực ban; khi có lũ, Ban Chỉ huy ra lệnh sơ tán."
    words, _question = said(office, point, ALL)
    assert words.endswith("khi có lũ, Ban Chỉ huy ra lệnh sơ tán.")


def test_the_least_sum_asked_of_an_organisation_above_is_its_own(office: Workspace) -> None:
    above = "Đề nghị Hội Nông dân tỉnh"
    point = "Vận động hội viên đóng góp ít nhất 7 tỷ đồng mỗi năm."
    assert "Số tiền" in said(office, point, above)[1]
    each = "Mỗi chi hội giúp ít nhất 02 triệu đồng/hộ."
    assert not said(office, each, above)[1]


@pytest.mark.parametrize(
    ("point", "counts"),
    [
        ("Nâng cấp 38 trạm bơm.", True),
        ("Cấp 1.200 cuốn sổ tay.", True),
        ("Đào tạo thú y viên, cấp 300 chứng nhận cho người đạt yêu cầu.", True),
        ("Ứng phó với gió cấp 12, cấp 13.", False),
    ],
)
def test_a_count_behind_a_verb_counts_and_behind_a_degree_does_not(
    point: str, counts: bool, office: Workspace
) -> None:
    assert ("Chỉ tiêu bằng số" in said(office, point, ALL)[1]) is counts


def test_an_order_behind_a_superior_s_own_work_is_said_of_whom_it_is_given_to(
    office: Workspace,
) -> None:
    point = "Công an tỉnh: tuần tra quốc lộ; phân công Công an các xã, phường tuần tra đường thôn."
    assert said(office, point, "Phân công")[0] == "Công an xã tuần tra đường thôn."


@pytest.mark.parametrize(
    "point",
    [
        "Đề xuất khen thưởng tập thể có thành tích gửi Sở Nội vụ trước ngày 01/12/2026.",
        "Đề xuất nhu cầu kinh phí năm 2027, gửi Sở Tài chính trước ngày 20/7/2026.",
        "Kiến nghị sửa đổi quy định về phí chợ, gửi về Sở Công Thương trong tháng 6/2026.",
    ],
)
def test_the_committee_and_no_room_proposes_to_whom_is_above(point: str, office: Workspace) -> None:
    words = said(office, point, OWN)[0]
    assert words == f"Tham mưu UBND xã {point[0].lower()}{point[1:]}"


def test_what_another_gives_on_the_communes_request_is_his_and_the_request_theirs(
    office: Workspace,
) -> None:
    point = "Cấp 930 túi thuốc theo nhu cầu do các xã, phường đăng ký trước ngày 15/4/2026."
    words, _question = said(office, point, HEALTH)
    assert words == ("Đăng ký nhu cầu trước ngày 15/4/2026 để Sở Y tế cấp 930 túi thuốc.")


@pytest.mark.parametrize(
    "point",
    [
        "Tặng 900 áo phao trên cơ sở danh sách do các xã, phường đề nghị. UBND cấp xã lập danh"
        " sách trước ngày 15/5/2026.",
        "Hỗ trợ máy bơm theo nhu cầu do các xã đăng ký; các xã gửi nhu cầu trước ngày 20/5/2026.",
    ],
)
def test_whose_a_gift_is_that_communes_ask_for_is_asked(point: str, office: Workspace) -> None:
    assert "không nói cấp nào làm việc này" in said(office, point, ALL)[1]


@pytest.mark.parametrize(
    ("point", "now"),
    [
        (
            "Lập danh sách hộ được hỗ trợ, gửi UBND các xã niêm yết công khai.",
            "Niêm yết công khai danh sách hộ được hỗ trợ do Sở Y tế gửi.",
        ),
        (
            "Gửi danh sách hộ được hỗ trợ cho các xã niêm yết trong 15 ngày.",
            "Niêm yết danh sách hộ được hỗ trợ do Sở Y tế gửi trong 15 ngày.",
        ),
        ("In tờ rơi, gửi các xã phát đến hộ dân.", "Phát tờ rơi do Sở Y tế gửi đến hộ dân."),
        (
            "Xây dựng tài liệu, gửi các xã, phường phổ biến nội dung luật đến người dân.",
            "Phổ biến nội dung luật đến người dân.",
        ),
    ],
)
def test_what_a_department_sends_communes_to_do_something_with_they_do(
    point: str, now: str, office: Workspace
) -> None:
    words, question = said(office, point, HEALTH)
    assert words == now
    assert question
