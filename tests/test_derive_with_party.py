"""What Party and committee are told together; whose duty each part of it is in a commune's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import OWN, derive, item, node, office, said, under
from tests.plans_apart.office import nodes
from tests.test_derive_levels import PARTY, items
from tests.test_derive_ways import below, department, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]

COMMUNE = "xã Ia Grai, Gia Lai"


@pytest.mark.parametrize(
    "act",
    ["phân công đảng viên giúp từng hộ neo đơn.", "bố trí đảng viên theo dõi tổ tự quản."],
)
def test_over_members_of_the_party_its_committee_disposes(act: str, office: Workspace) -> None:
    assert said(office, f"Cấp ủy, chính quyền địa phương {act}")[0] == f"Đề nghị Đảng ủy xã {act}"


def test_what_both_do_the_committee_does_with_the_party(office: Workspace) -> None:
    words, _asked = said(office, "Mỗi quý, cấp ủy, chính quyền cơ sở vận động dân dọn mương.")
    assert words == "Mỗi quý, UBND xã phối hợp với cấp ủy vận động dân dọn mương."


def test_a_principle_is_no_request(office: Workspace) -> None:
    motto = "Dân là gốc; cấp ủy lãnh đạo, chính quyền điều hành, nhân dân tham gia."
    assert "đề nghị" not in said(office, motto)[0]


def test_under_a_heading_by_which_the_party_leads_the_committees_they_do_the_work(
    tmp_path: Path,
) -> None:
    derived = made(
        tmp_path, COMMUNE, PARTY,
        below(
            "dan-dat",
            "Các đảng ủy xã, phường lãnh đạo HĐND, ủy ban nhân dân cùng cấp:",
            "Sửa đường băng cản lửa trước ngày 30/11/2026.",
            "Đưa đảng viên trẻ vào nguồn quy hoạch của chi bộ.",
        ),
    )  # fmt: skip
    assert "Đề nghị" not in derived.words("dan-dat")
    assert "đảng ủy" not in derived.words("dan-dat").lower()
    assert derived.words("dan-dat-2").startswith("Đề nghị Đảng ủy xã đưa đảng viên trẻ")
    assert not derived.found["dan-dat-2"].marked


def test_what_communes_report_to_the_party_above_their_party_committee_sends_on(
    tmp_path: Path,
) -> None:
    report = "Hằng năm (trước ngày 20/11), các địa phương báo cáo kết quả về Tỉnh ủy."
    derived = made(tmp_path, COMMUNE, PARTY, items(report, "Trồng 20 ha rừng."))
    assert derived.words("k1") == (
        "Hằng năm (trước ngày 20/11), UBND xã báo cáo kết quả thực hiện để Đảng ủy xã báo cáo kết "
        "quả về Tỉnh ủy."
    )
    assert "UBND tỉnh Gia Lai" in derived.receivers


def test_what_a_programme_says_of_its_own_spreading_is_nobodys_work(tmp_path: Path) -> None:
    words = "Chương trình hành động này được phổ biến đến các chi bộ."
    assert "k2" not in made(tmp_path, COMMUNE, PARTY, items("Trồng 20 ha rừng.", words)).found


def test_another_branch_does_nothing_in_a_departments_plan(tmp_path: Path) -> None:
    text = "Ngành Y tế phun thuốc tại kho; ngành Công Thương lập sổ kho hàng."
    assert department(tmp_path, items(text)).words("k1") == "Ngành Công Thương lập sổ kho hàng."


def test_a_branch_that_acts_in_a_communes_plan_is_asked_about(office: Workspace) -> None:
    assert "Ngành Giáo dục làm" in said(office, "Ngành Giáo dục không để trẻ bỏ học mùa lũ.")[1]


def test_a_commune_does_not_say_what_is_spent_from_the_provinces_budget(office: Workspace) -> None:
    text = "Bố trí tủ thuốc từ ngân sách tỉnh tại nhà văn hóa; ngân sách xã cân đối phần còn lại."
    assert "nguồn tiền của cấp trên" in said(office, text)[1]


def test_investors_behind_all_communes_keep_their_name(office: Workspace) -> None:
    text = "Yêu cầu Chủ tịch UBND các xã, phường, các chủ đầu tư tập trung dọn lòng suối."
    words, _asked = said(office, text)
    assert words.startswith("Chủ tịch UBND xã")
    assert "đầu tư tập trung" not in words.replace("các chủ đầu tư tập trung", "")


def test_a_group_that_the_committee_itself_is_told_gets_a_room(tmp_path: Path) -> None:
    told = "UBND các xã, phường nạo vét kênh mương trước mùa khô."
    derived = made(
        tmp_path, COMMUNE, PARTY,
        below("a", "Về cây trồng", "Phun thuốc trừ sâu.", "Phòng Kinh tế cấp xã lập sổ ruộng lúa.")
        + below("b", "Về kênh mương", told, "Ban Chỉ huy Quân sự cấp xã trực đêm."),
    )  # fmt: skip
    led = [n.words for n in nodes(derived.plan) if n.id.startswith("chu-tri-phong-kinh-te")]
    assert any("“Về kênh mương”" in words for words in led)


def test_one_sentence_of_many_gives_a_group_no_room(office: Workspace) -> None:
    few = ["Giữ trật tự.", "Dọn sân.", "Trực đêm.", "Giải quyết thủ tục hành chính."]
    derived = derive(office, item("a", "Việc chung", *few))
    assert not under(derived, "a-1").startswith("Trung tâm Phục vụ")
    assert node(derived, "chu-tri-tt-phuc-vu-hcc-xa") is None


def test_party_authority_and_organisations_are_told_by_nobody_below_the_party(
    office: Workspace,
) -> None:
    words = said(
        office,
        "Các cấp ủy, tổ chức đảng, chính quyền, Mặt trận Tổ quốc và các đoàn thể"
        " xây dựng nếp sống tiết kiệm điện phù hợp với từng địa phương.",
    )[0]
    assert words == (
        "Phối hợp với cấp ủy, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội"
        " xây dựng nếp sống tiết kiệm điện phù hợp với địa phương."
    )


def test_what_everybody_is_to_hold_of_a_work_is_no_order(office: Workspace) -> None:
    point = "Cấp ủy, chính quyền các cấp phải coi tiết kiệm điện là việc thường xuyên."
    assert said(office, point)[0] == "Coi tiết kiệm điện là việc thường xuyên."


def test_what_council_and_committee_are_told_the_committee_submits(office: Workspace) -> None:
    act = "bố trí ngân sách mua máy phát điện."
    told = f"Hội đồng nhân dân, Ủy ban nhân dân các xã, phường {act}"
    assert said(office, told)[0] == f"UBND xã trình HĐND xã {act}"


def test_party_cells_are_directed_together_with_their_own_committee(office: Workspace) -> None:
    act = "chỉ đạo các chi bộ, bản, tổ dân phố tắt bớt đèn trang trí."
    words, asked = said(office, f"Đảng ủy, Ủy ban nhân dân các xã, phường {act}")
    assert words.startswith("UBND xã phối hợp với Đảng ủy xã chỉ đạo các chi bộ, ")
    assert asked == ""


def test_what_the_party_committee_of_the_fronts_leads_is_asked_of_them_once(
    office: Workspace,
) -> None:
    words = said(
        office,
        "Đảng ủy Mặt trận Tổ quốc và các đoàn thể tỉnh lãnh đạo Mặt trận Tổ quốc, các tổ chức"
        " chính trị - xã hội vận động hộ dân tiết kiệm nước.",
    )[0]
    assert words.endswith("xã vận động hộ dân tiết kiệm nước.")
    assert words.startswith("Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam xã")
    assert "lãnh đạo" not in words


def test_a_yearly_report_of_the_party_stays_yearly_beside_its_plan(office: Workspace) -> None:
    words, asked = said(
        office,
        "Các đảng ủy trực thuộc Tỉnh ủy xây dựng kế hoạch trước ngày 15/5/2026;"
        " định kỳ hằng năm báo cáo Ban Thường vụ Tỉnh ủy trước ngày 05/12.",
    )
    assert words == (
        "UBND xã báo cáo kết quả thực hiện để Đảng ủy xã báo cáo Ban Thường vụ Tỉnh ủy"
        " trước ngày 05/12 hằng năm; đề nghị Đảng ủy xã xây dựng kế hoạch trước ngày 15/5/2026."
    )
    assert asked == ""


def test_a_board_of_the_party_with_a_comma_in_its_name_is_no_communes(office: Workspace) -> None:
    told = "Ban Chính sách, chiến lược Tỉnh ủy chủ trì theo dõi, tham mưu tổng kết."
    assert said(office, told) == ("", "")


def test_committees_and_councils_of_all_levels_are_the_communes_too(office: Workspace) -> None:
    told = (
        "Ủy ban nhân dân các cấp bố trí trụ sở hợp tác xã;"
        " Hội đồng nhân dân các cấp ban hành chính sách hỗ trợ."
    )
    words, asked = said(office, told)
    assert words == "Bố trí trụ sở hợp tác xã; trình HĐND xã ban hành chính sách hỗ trợ."
    assert asked == ""


def test_what_the_partys_committee_in_a_provinces_lets_it_do_is_the_provinces(
    tmp_path: Path,
) -> None:
    title = "Đảng ủy Ủy ban nhân dân tỉnh lãnh đạo, chỉ đạo Ủy ban nhân dân tỉnh:"
    point = "Bố trí kinh phí số hóa hồ sơ cơ sở thờ tự giai đoạn 2027 - 2030."
    derived = made(tmp_path, "tỉnh Gia Lai", PARTY, below("dang", title, point))
    assert not any("Đảng ủy" in node.words for node in nodes(derived.plan))


def test_what_a_province_led_by_the_party_tells_communes_is_no_help_to_it(tmp_path: Path) -> None:
    title = "Đảng ủy UBND tỉnh lãnh đạo UBND tỉnh:"
    told = "Chỉ đạo UBND các xã, phường kiểm kê giếng khoan trước ngày 30/9/2026."
    own = "Phân bổ kinh phí khoan thăm dò nước ngầm."
    derived = made(tmp_path, COMMUNE, PARTY, below("dang", title, own, told))
    assert "dang-1" not in derived.found
    assert "iểm kê giếng khoan trước ngày 30/9/2026." in derived.words("dang-2")
    assert not any(
        words in node.words for node in nodes(derived.plan)
        for words in ("Phối hợp với Ủy ban nhân dân tỉnh", "Phối hợp với UBND tỉnh", "Đảng ủy UBND")
    )  # fmt: skip


@pytest.mark.parametrize("party", ["Đảng ủy các xã, phường và", "Các đảng ủy trực thuộc Tỉnh ủy,"])
def test_a_province_gives_no_orders_to_the_party_committees_beside_its_communes(
    party: str, tmp_path: Path
) -> None:
    told = below("giao", f"{party} Ủy ban nhân dân cấp xã", "Đặt biển báo ở bến đò ngang.")
    derived = made(tmp_path, "tỉnh Gia Lai", PARTY, told)
    assert derived.words("giao") == "Ủy ban nhân dân cấp xã"
    assert derived.words("giao-1") == "Đặt biển báo ở bến đò ngang."


def test_who_joins_the_party_is_the_partys_to_say(office: Workspace) -> None:
    point = "Củng cố lực lượng cốt cán; quan tâm kết nạp đảng viên là người có đạo."
    found = node(derive(office, item("nv", "Nhiệm vụ", point)), "nv-1")
    assert found is not None
    assert found.can_xem is None
    assert found.noi_dung == (
        "Củng cố lực lượng cốt cán; đề nghị Đảng ủy xã quan tâm kết nạp đảng viên là người có đạo."
    )


def test_where_an_act_of_the_party_is_no_clause_a_person_is_asked_about_it(
    office: Workspace,
) -> None:
    point = "Mở rộng liên kết sản xuất gắn với thành lập tổ chức đảng, công đoàn."
    found = node(derive(office, item("nv", "Nhiệm vụ", point)), "nv-1")
    assert found is not None
    assert found.can_xem is not None
    assert found.can_xem.startswith("Có việc của tổ chức đảng (“thành lập tổ chức đảng”)")


@pytest.mark.parametrize(
    ("unit", "does", "asks"),
    [
        (COMMUNE, "Kiểm kê bến thuyền", "Đảng ủy xã"),
        ("tỉnh Gia Lai", "UBND các xã, phường kiểm kê bến thuyền", "cấp ủy các cấp"),
    ],
)
def test_what_authorities_led_by_the_party_do_is_theirs_without_its_own_acts(
    unit: str, does: str, asks: str, tmp_path: Path
) -> None:
    act = "phân công đồng chí trong ban thường vụ phụ trách từng làng"
    led = f"Đảng ủy các xã, phường lãnh đạo chính quyền kiểm kê bến thuyền; {act}."
    derived = made(tmp_path, unit, PARTY, items(led, "Trồng 20 ha rừng."))
    assert derived.words("k1") == f"{does}; đề nghị {asks} {act}."


@pytest.mark.parametrize(
    ("whose", "act", "wanted"),
    [
        ("địa phương", " tu sửa bờ kè.", "Tu sửa bờ kè."),
        ("địa phương", "; chỉ đạo Mặt trận giám sát.", "Đề nghị Đảng ủy xã lãnh đạo chính quyền"),
        ("và lực lượng vũ trang", " nắm tình hình.", "Đề nghị Đảng ủy xã lãnh đạo chính quyền"),
    ],
)
def test_the_words_behind_the_government_that_is_led_are_of_its_name(
    whose: str, act: str, wanted: str, tmp_path: Path
) -> None:
    led = f"Đảng ủy các xã lãnh đạo chính quyền {whose}{act}"
    derived = made(tmp_path, COMMUNE, PARTY, items(led, "Trồng 20 ha rừng."))
    assert derived.words("k1").startswith(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "Giải tỏa dứt điểm 18 lều quán lấn đường.",
        "100% xã, phường có thư viện; xử lý dứt điểm 46 lô đất xen kẹt.",
        "Mỗi xã, phường có 01 đội cứu hộ; lắp đặt 350 phao tiêu.",
        "100% xã, phường có thư viện, trồng thay thế 1.200 cây xanh.",
    ],
)
def test_what_all_have_together_is_asked_behind_what_each_has_too(
    text: str, office: Workspace
) -> None:
    assert "xác định chỉ tiêu của xã" in said(office, text)[1]


def test_the_few_things_of_each_are_its_own(office: Workspace) -> None:
    text = "Mỗi xã, phường có 01 đội cứu hộ; tổ chức 02 buổi diễn tập mỗi năm."
    assert said(office, text)[1] == ""


def test_what_communes_do_behind_a_firm_is_not_lost_with_it(office: Workspace) -> None:
    words, asked = said(
        office,
        "Cho đổ tạm vật liệu tại bãi sông. Sở Xây dựng cấp phép lưu hành; nhà thầu hoàn trả mặt"
        " đường, UBND các xã có tuyến kênh đi qua giám sát và phản ánh về Sở Xây dựng.",
    )
    assert words.endswith("Giám sát và phản ánh về Sở Xây dựng.")
    assert "có tuyến kênh đi qua" in asked


def test_behind_what_the_party_is_asked_the_committees_report_has_its_day(tmp_path: Path) -> None:
    text = (
        "Kiểm kê rừng trồng; phân công đồng chí trong ban thường vụ phụ trách từng thôn."
        " UBND cấp xã báo cáo kết quả về Sở Nông nghiệp và Môi trường trước ngày 30/4/2027."
    )
    assert "trước ngày 23/4/2027" in made(tmp_path, COMMUNE, PARTY, items(text)).inside


@pytest.mark.parametrize(
    ("whose", "asked"),
    [
        ("của Đảng ủy xã", True),
        ("phát triển kinh tế - xã hội năm 2027", False),
        ("của Hội đồng nhân dân", False),
    ],
)
def test_a_resolution_is_the_party_s_where_it_says_so(
    whose: str, asked: bool, office: Workspace
) -> None:
    point = f"Rà soát diện tích; đưa chỉ tiêu trồng chè vào nghị quyết {whose}."
    assert ("đề nghị Đảng ủy" in said(office, point, OWN)[0]) is asked
