"""What came of a sentence is read beside it: what is not accounted for is asked of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.rereading.second_reading import open_points
from generator.cascade.deriving.rereading.two_texts import TwoTexts
from generator.cascade.deriving.unit.addressee import Addressee
from generator.plan.model import walk
from tests.derived_plan import COMMUNE, OWN, derive, item, office, said, said_by_us

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

ROOM = "Phòng Kinh tế chủ trì, phối hợp với các phòng, đơn vị liên quan thuộc UBND xã"
OWN_ROOMS = frozenset(["phòng kinh tế", "phòng văn hóa xã hội"])
US = COMMUNE._replace(bodies=OWN_ROOMS)
PROVINCE = Addressee(
    1, "tỉnh", "tỉnh Sơn La", "UBND tỉnh Sơn La", committee=True, above=0, place_above="",
    facts={}, rooms="sở, ban, ngành",
)  # fmt: skip
DEPARTMENT = Addressee(
    1, "tỉnh", "", "Sở Xây dựng", committee=False, above=1, place_above="tỉnh Sơn La", facts={},
)  # fmt: skip


def sorts(
    above: str,
    below: str,
    heads: tuple[str, str] = ("", ""),
    me: Addressee = US,
    *,
    leaf: bool = True,
) -> set[str]:
    """What is open; `heads`: over the sentence above, over the derived one."""
    over, under = ([head] if head else [] for head in heads)
    two = TwoTexts((above, below), (over, under), me, leaf=leaf)
    return {point.sort for point in open_points(two)}


# ------------------------------------------------------------------ bodies


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Cấp ủy, chính quyền cơ sở vận động từng hộ sửa lại mái nhà trước mùa mưa.",
            "UBND xã vận động từng hộ sửa lại mái nhà trước mùa mưa.",
        ),
        (
            "Phối hợp với Chi cục Thủy lợi và Trạm Khí tượng Mộc Châu đo mực nước hồ mỗi ngày.",
            "Phối hợp với Chi cục Thủy lợi đo mực nước hồ mỗi ngày.",
        ),
    ],
)
def test_a_body_that_is_no_more_in_what_is_kept_is_asked_about(above: str, below: str) -> None:
    assert "gone" in sorts(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Giám đốc các sở; Chủ tịch UBND các xã, phường rà soát kho bãi, báo cáo hằng tuần.",
            "Chủ tịch UBND xã rà soát kho bãi, báo cáo hằng tuần.",
        ),
        (
            "Sở Y tế chỉ đạo các trạm y tế xã lập danh sách người già neo đơn trong mùa rét.",
            "Trạm Y tế xã lập danh sách người già neo đơn trong mùa rét.",
        ),
        (
            "Công an tỉnh lập chốt trên quốc lộ; UBND các xã rà soát bến khách ngang sông.",
            "Rà soát bến khách ngang sông.",
        ),
    ],
)
def test_a_body_falls_with_its_clause_beside_the_unit_or_where_it_hands_on(
    above: str, below: str
) -> None:
    assert sorts(above, below) == set()


def test_one_of_two_equal_leads_of_a_heading_is_not_lost() -> None:
    said_above = "Theo lĩnh vực quản lý, kiểm tra giàn giáo, cần cẩu tại công trường."
    heads = ("Sở Xây dựng, Sở Công Thương", "Các phòng, đơn vị thuộc Sở Xây dựng")
    assert "gone" in sorts(said_above, said_above, heads, DEPARTMENT)
    assert sorts(said_above, said_above, ("Sở Xây dựng", heads[1]), DEPARTMENT) == set()


def test_a_provinces_communes_are_not_lost_with_the_localities() -> None:
    above = "Các cơ quan, đơn vị thuộc Bộ và các địa phương lập sổ theo dõi từng cống xả."
    assert "gone" in sorts(above, "Các sở, ban, ngành lập sổ theo dõi từng cống xả.", me=PROVINCE)


# ------------------------------------------------------------------ words that came


@pytest.mark.parametrize(
    ("above", "below", "sort"),
    [
        (
            "Các đội kiểm ngư cử tàu trực cứu nạn.",
            "Các đội kiểm ngư thuộc UBND xã cử tàu trực cứu nạn.",
            "added",
        ),
        (
            "Báo Sơn La: tăng thời lượng phát sóng bản tin dự báo.",
            "Phối hợp với Báo Sơn La: tăng thời lượng phát sóng bản tin dự báo.",
            "added",
        ),
        (
            "Gắn trách nhiệm của Chủ tịch UBND các xã, phường với kết quả di dời.",
            "Chủ tịch UBND xã gắn trách nhiệm của Chủ tịch UBND xã với kết quả di dời.",
            "added",
        ),
        (
            "Diễn tập ứng phó lũ quét trên địa bàn tỉnh Sơn La năm 2026.",
            "Diễn tập ứng phó lũ quét trên địa bàn xã Yên Châu Sơn La năm 2026.",
            "added",
        ),
        (
            "Hồ chứa Suối Chiếu: giao Ủy ban nhân dân xã Yên Châu cắm biển báo sâu.",
            "Hồ chứa Suối Chiếu: giao UBND xã Yên Châu cắm biển báo sâu.",
            "itself",
        ),
        ("Các đảng ủy xã, phường chỉ đạo điểm.", "Các đảng ủy xã chỉ đạo điểm.", "each"),
    ],
)
def test_words_that_the_plan_above_does_not_bear_out_are_asked_about(
    above: str, below: str, sort: str
) -> None:
    assert sort in sorts(above, below)


def test_a_sector_that_acts_is_nobody_whom_a_commune_orders() -> None:
    words = "Ngành Giáo dục tổ chức dạy bơi; ngành Y tế theo dõi sơ cứu tại bến khách."
    assert "who" in sorts(words, words)
    assert "who" in sorts(words, words, me=DEPARTMENT)
    assert sorts(words, words, me=PROVINCE) == set()


@pytest.mark.parametrize(
    "below",
    [
        "Phối hợp với Sở Xây dựng rà soát bến thủy; tham mưu UBND tỉnh đình chỉ bến không phép.",
        "Đề nghị Hội Nông dân xã, Tỉnh đoàn vận động hội viên; các xã khác tổ chức trực đêm.",
    ],
)
def test_what_others_do_by_themselves_is_asked_about(below: str) -> None:
    above = (
        "Sở Xây dựng chủ trì, phối hợp với UBND các xã rà soát bến thủy; tham mưu UBND tỉnh đình"
        " chỉ bến không phép."
    )
    assert sorts(above, below) & {"who", "level"}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Đề nghị Ban đại diện Hội Người cao tuổi tỉnh lập Quỹ; hướng dẫn Hội Người cao tuổi các"
            " xã củng cố tổ chức.",
            "Đề nghị Ban đại diện Hội Người cao tuổi xã lập Quỹ; hướng dẫn Hội Người cao tuổi xã"
            " củng cố tổ chức.",
        ),
        (
            "Chủ tịch UBND cấp xã báo cáo ngay Chủ tịch UBND tỉnh để huy động xuồng máy của tỉnh.",
            "Chủ tịch UBND xã báo cáo ngay Chủ tịch UBND tỉnh để huy động xuồng máy của xã.",
        ),
    ],
)
def test_what_is_the_provinces_is_not_moved_down(above: str, below: str) -> None:
    assert "added" in sorts(above, below)


def test_an_organisation_of_above_in_a_list_of_the_units_is_asked_about() -> None:
    above = "Đề nghị Hội Nông dân tỉnh, Tỉnh đoàn vận động hội viên trồng cây chắn sóng."
    below = "Đề nghị Hội Nông dân xã, Tỉnh đoàn vận động hội viên trồng cây chắn sóng."
    assert "level" in sorts(above, below)


def test_a_department_gives_communes_no_work() -> None:
    words = "Giao Ủy ban nhân dân cấp xã quản lý bến khách ngang sông."
    heads = ("UBND các tỉnh", "Sở Xây dựng chủ trì, phối hợp với các sở, ban, ngành liên quan")
    assert "who" in sorts(words, words, heads, PROVINCE)


def test_a_heading_that_another_unit_has_to_do_with_is_asked_about() -> None:
    title = "Về kiến nghị của Ủy ban nhân dân xã Mai Sơn"
    assert "who" in sorts(title, title, leaf=False)


# ------------------------------------------------------------------ before whom


@pytest.mark.parametrize(
    "below",
    [
        "Thủ trưởng các phòng, đơn vị thuộc UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "Bộ phận nào để xảy ra vỡ đập phải kiểm điểm trước Chủ tịch UBND tỉnh.",
    ],
)
def test_nobody_below_answers_past_the_unit(below: str) -> None:
    above = "Người đứng đầu địa phương chịu trách nhiệm trước Chủ tịch UBND tỉnh."
    assert "before" in sorts(above, below)


def test_the_chairman_answers_before_his_own_superior() -> None:
    below = "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả di dời."
    assert sorts(below, below) == set()


def test_a_room_under_whose_heading_it_stands_answers_to_nobody_above() -> None:
    said_above = "Là cơ quan thường trực; chịu trách nhiệm trước Chủ tịch UBND tỉnh về tiến độ."
    assert "before" in sorts(said_above, said_above, ("UBND các xã", ROOM))


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (
            "Gửi Sở Xây dựng tổng hợp, trình UBND tỉnh báo cáo Bộ Xây dựng trước ngày 20/12.",
            {"upward"},
        ),
        ("Mừng thọ người 90 tuổi; trình Chủ tịch nước tặng quà người 100 tuổi.", {"upward"}),
        ("Gửi Sở Xây dựng để tổng hợp, báo cáo UBND tỉnh và Bộ Xây dựng.", set()),
    ],
)
def test_a_commune_reports_to_no_ministry_nor_to_the_state(words: str, asked: set[str]) -> None:
    assert sorts(words, words) == asked


def test_whoever_heads_a_room_answers_to_nobody_above() -> None:
    words = "Coi là việc trọng tâm; người đứng đầu chịu trách nhiệm trước Chủ tịch UBND tỉnh."
    assert "before" in sorts(words, words, ("Các sở và UBND các xã", ROOM))


def test_rooms_of_a_department_report_through_its_head() -> None:
    words = "Kiểm tra giàn giáo; kịp thời báo cáo Chủ tịch UBND tỉnh trường hợp vượt thẩm quyền."
    rooms = "Các phòng, đơn vị thuộc Sở Xây dựng"
    assert "before" in sorts(words, words, ("Sở Xây dựng", rooms), DEPARTMENT)
    advised = f"Tham mưu Lãnh đạo Sở: {words}"
    assert sorts(advised, advised, ("Sở Xây dựng", rooms), DEPARTMENT) == set()


def test_the_heading_by_which_the_chairman_answers_is_not_lost() -> None:
    above = "Chủ tịch UBND các xã chịu trách nhiệm trước Chủ tịch UBND tỉnh và làm các việc sau:"
    assert "gone" in sorts(above, ROOM, leaf=False)


# ------------------------------------------------------------------ borders


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Giám đốc các Ban Quản lý rừng phòng hộ, rừng đặc dụng và UBND xã trực 24/24 giờ.",
            "UBND xã, rừng đặc dụng trực 24/24 giờ.",
        ),
        (
            "Các xã có rừng và các xã khác: phát quang hành lang, dọn cành khô trước 30/3.",
            "Xã khác: phát quang hành lang, dọn cành khô trước 30/3.",
        ),
        ("Riêng xã biên giới làm mới 04 km.", "Riêng xã xã làm mới 04 km."),
        (
            "Giao Phòng Kinh tế làm đầu mối; lập danh sách hộ gần taluy dương, cập nhật hằng tuần.",
            "Làm đầu mối.",
        ),
        (
            "Chỉ đạo Công an các xã, phường trực tiếp tham mưu UBND cùng cấp.",
            "Công an xã trực tiếp tham mưu UBND xã.",
        ),
    ],
)
def test_a_sentence_cut_at_no_border_is_asked_about(above: str, below: str) -> None:
    assert "torn" in sorts(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "UBND các xã, phường chỉnh trang bến bãi, cắm biển báo sâu.",
            "Chỉnh trang bến bãi, cắm biển báo sâu.",
        ),
        (
            "Mỗi xã, phường tổ chức 02 đợt ra quân trong năm: đợt 1 trong tháng 4, đợt 2 tháng 9.",
            "Tổ chức 02 đợt ra quân trong năm: đợt 1 trong tháng 4, đợt 2 tháng 9.",
        ),
    ],
)
def test_a_subject_left_out_tears_nothing(above: str, below: str) -> None:
    assert sorts(above, below) == set()


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (
            "Mỗi xã có 02 mô hình vườn ao liên kết, mỗi phường có 01 mô hình.",
            "Phường có 01 mô hình.",
        ),
        (
            "Mỗi tỉnh có 02 kho dự trữ, riêng các tỉnh miền núi ít nhất 03 kho.",
            "Tỉnh có 02 kho dự trữ, riêng tỉnh ít nhất 03 kho.",
        ),
        (
            "Là cơ quan thường trực, chủ trì, phối hợp với các xã triển khai Kế hoạch này.",
            "Triển khai Kế hoạch này.",
        ),
        (
            "Tham mưu UBND tỉnh trình HĐND tỉnh nghị quyết hỗ trợ di dời.",
            "Tham mưu Lãnh đạo Sở trình UBND tỉnh trình HĐND tỉnh nghị quyết hỗ trợ di dời.",
        ),
    ],
)
def test_what_says_nothing_without_the_part_left_out_is_asked_about(above: str, below: str) -> None:
    assert "torn" in sorts(above, below)


# ------------------------------------------------------------------ wholes


@pytest.mark.parametrize(
    "words",
    [
        "Thống nhất nhận thức trong toàn Đảng bộ tỉnh.",
        "Tạo chuyển biến trong cán bộ và Nhân dân trong tỉnh.",
        "Chủ tịch UBND xã chịu trách nhiệm về kết quả tại ngành, địa phương mình.",
        "Rà soát các dự án do phường làm chủ đầu tư.",
        "Xã có đông người cao tuổi lập ít nhất 02 tổ giúp nhau.",
    ],
)
def test_a_whole_of_which_the_unit_is_a_part_is_asked_about(words: str) -> None:
    assert sorts(words, words) & {"level", "each"}


def test_a_share_of_all_provinces_is_asked_about_in_the_plan_of_one() -> None:
    words = "Phấn đấu 100% đơn vị hành chính cấp tỉnh đạt chuẩn an toàn đập mức độ 2."
    assert "each" in sorts(words, words, me=PROVINCE)


def test_the_city_has_no_committee_of_a_province() -> None:
    city = PROVINCE._replace(word="thành phố", unit="thành phố Huế", name="UBND thành phố Huế")
    words = "Trưởng ban là Phó Chủ tịch UBND tỉnh."
    assert "level" in sorts(words, words, me=city)


# ------------------------------------------------------------------ in a derived plan


def test_a_derived_plan_asks_what_its_second_reading_finds(office: Workspace) -> None:
    point = "Cấp ủy, chính quyền cơ sở phân công đảng viên giúp đỡ hộ nghèo sửa nhà."
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words
    assert "“Cấp ủy”" in question


def test_a_basis_that_is_no_more_is_asked_about(office: Workspace) -> None:
    opening = (
        "Thực hiện Kế hoạch số 41/KH-BNNMT ngày 02/02/2026 của Bộ Nông nghiệp và Môi trường về hồ"
        " đập; Ủy ban nhân dân tỉnh Sơn La ban hành Kế hoạch phòng, chống thiên tai như sau:"
    )
    plan = derive(office, item("nv", OWN, "Rà soát bến khách ngang sông."), opening=opening)
    said_first = [node for _loc, node in walk(plan.plan) if _loc[0] == "mo_dau"]
    lost = any("41/KH-BNNMT" in (node.can_xem or "") for node in said_first)
    kept = any("41/KH-BNNMT" in node.noi_dung for node in said_first)
    assert lost or kept


def test_what_is_accounted_for_is_not_asked_about(office: Workspace) -> None:
    assert said_by_us(office, "Rà soát bến khách ngang sông.")[1] == ""
