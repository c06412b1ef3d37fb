"""For which communes a sentence is, by when, and whose work it is, in whatever form it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.grammar.letters import key_of
from tests.derived_plan import ALL, COMMUNE, OWN, derive, item, node, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


# ------------------------------------------------------------------ for which communes


@pytest.mark.parametrize(
    "title",
    ["Đối với các xã có chợ đầu mối", "Đối với xã vùng thấp", "Xã, phường chưa đạt chuẩn y tế",
     "Đối với địa bàn chưa có nước máy", "Các xã đã hoàn thành dồn điền", "Tại các xã có nghề dệt"],
)  # fmt: skip
def test_a_title_that_names_a_class_without_a_colon_is_asked(title: str, office: Workspace) -> None:
    derived = derive(office, item("nv", title, "Lập sổ theo dõi từng hộ."))
    assert "có thuộc diện này không" in node(derived, "nv").can_xem


@pytest.mark.parametrize("title", ["Các phường", "Phường", "Đối với đặc khu", "Tại các phường"])
def test_a_title_for_units_of_another_kind_takes_its_points_away(
    title: str, office: Workspace
) -> None:
    derived = derive(office, item("nv", title, "Lát gạch vỉa hè."))
    assert node(derived, "nv") is None
    assert node(derived, "nv-1") is None


def test_what_only_others_are_told_is_gone_once_the_office_has_answered(
    office: Workspace,
) -> None:
    told = (
        "Mỗi xã ven sông thành lập ít nhất 01 tổ tự quản.",
        "Chủ tịch UBND các xã ven sông lập chốt; phân công người trực; sơ tán hộ dân.",
    )
    derived = derive(office, item("nv", ALL, *told, "Trực ban."), facts={"ven sông": False})
    assert [node(derived, f"nv-{n}") for n in (1, 2)] == [None, None]


def test_of_two_classes_that_shut_each_other_out_one_answer_settles_both(
    office: Workspace,
) -> None:
    point = (
        "Xã có từ 2.000 người cao tuổi trở lên tổ chức 02 đợt khám; xã có dưới 2.000 người cao"
        " tuổi tổ chức 01 đợt."
    )
    known = {"có từ 2.000 người cao tuổi trở lên": True}
    made = node(derive(office, item("nv", OWN, point), facts=known), "nv-1")
    assert (made.noi_dung, made.can_xem) == ("Tổ chức 02 đợt khám.", None)


def test_two_counts_that_cannot_be_put_together_are_asked_about(office: Workspace) -> None:
    point = (
        "Trước ngày 30/11/2026, 95% chuồng được che, 90% số hộ có rơm. Riêng xã biên giới phấn"
        " đấu đạt 85% số hộ."
    )
    made = node(derive(office, item("nv", "Mục tiêu", point), facts={"biên giới": True}), "nv-1")
    assert made.can_xem.startswith("Số liệu giao chung")


def test_of_a_class_that_the_unit_is_not_in_not_even_its_chairman_is_told(
    office: Workspace,
) -> None:
    points = ("Lập đường băng cản lửa.", "Chủ tịch UBND xã chịu trách nhiệm nếu để cháy lớn.")
    theirs = item("nv", "Giao UBND các xã có rừng:", *points)
    derived = derive(office, theirs, item("a", OWN, *points), facts={"có rừng": False})
    assert [node(derived, f"nv-{n}") for n in (1, 2)] == [None, None]
    assert node(derived, "a-1") is not None


@pytest.mark.parametrize("title", ["Xã có trách nhiệm", "Xã hội hóa", "Đối với các đơn vị"])
def test_a_title_that_only_begins_so_narrows_nothing(title: str) -> None:
    assert narrowing(title, COMMUNE, title=True) is None


@pytest.mark.parametrize(
    "point",
    ["Xã nào có trên 40 hộ nuôi ong thì lập tổ hợp tác.",
     "Những xã đã xong quy hoạch thì công bố; những xã chưa xong thì thuê tư vấn.",
     "Đối với các xã ven hồ, cắm phao báo hiệu.", "Với những xã giáp rừng, ký quy ước bảo vệ.",
     "Ở xã có bến đò, kiểm tra áo phao.", "Xã chưa có nhà văn hóa bố trí quỹ đất để xây dựng."],
)  # fmt: skip
def test_a_relative_clause_about_some_communes_is_asked(point: str, office: Workspace) -> None:
    words, question = said(office, point, OWN)
    assert words
    assert "có thuộc" in question


def test_an_answer_of_the_office_settles_a_class_and_its_opposite() -> None:
    knows = COMMUNE._replace(facts={key_of("đã xong quy hoạch"): True, key_of("có chợ"): False})
    assert knows.belongs("đã xong quy hoạch") is True
    assert knows.belongs("chưa xong quy hoạch") is False
    assert knows.belongs("không có chợ") is True
    assert knows.belongs("có bến đò") is None


KIT, TEAM = "đã bố trí kinh phí test nhanh", "chưa có tổ bắt giữ"
KITS = (
    "Xã, phường đã bố trí kinh phí test nhanh thì sử dụng ngay; nơi chưa bố trí thì trình Hội đồng"
    " nhân dân xã tại kỳ họp gần nhất."
)
TEAMS = (
    "Chủ tịch UBND cấp xã xử phạt chủ nuôi thả rông chó ở nơi công cộng; nơi chưa có tổ bắt giữ thì"
    " {} cùng dân quân thực hiện."
)
FINES = "Chủ tịch UBND xã xử phạt chủ nuôi thả rông chó ở nơi công cộng"


RESERVOIRS = (
    "Bố trí tối thiểu 50 triệu đồng/năm; riêng xã có từ 05 hồ, đập trở lên bố trí tối thiểu 80"
    " triệu đồng/năm."
)
FIRST = "Các xã điểm lập sổ số trước ngày 30/6/2026; các xã còn lại trước ngày 30/11/2026."


def test_whom_the_plan_itself_names_to_try_first_is_not_asked(office: Workspace) -> None:
    names = item("a", "Điểm", "Tỉnh chọn xã Yên Châu, xã Mộc Sơn làm điểm.")
    derived = derive(office, names, item("nv", ALL, FIRST))
    assert node(derived, "a-1").noi_dung == "Xã được tỉnh chọn làm điểm."
    assert node(derived, "nv-1").noi_dung == "Lập sổ số trước ngày 30/6/2026."
    assert node(derived, "nv-1").can_xem is None


@pytest.mark.parametrize(
    ("point", "about", "known", "left"),
    [
        (KITS, KIT, True, "Sử dụng ngay kinh phí test nhanh."),
        (KITS, KIT, False,
         "Trình Hội đồng nhân dân xã bố trí kinh phí test nhanh tại kỳ họp gần nhất."),
        ("Xã, phường đã có kho chuyên dụng thì sắp xếp lại trước ngày 30/6/2026; nơi chưa có thì"
         " thuê kho của đơn vị khác.", "đã có kho chuyên dụng", True,
         "Sắp xếp lại kho chuyên dụng trước ngày 30/6/2026."),
        ("Xã, phường đã có kho chuyên dụng thì sắp xếp lại; nơi chưa có thì bố trí phòng tạm trước"
         " ngày 30/6/2026.", "đã có kho chuyên dụng", False,
         "Bố trí phòng tạm trước ngày 30/6/2026."),
        (TEAMS.format("giao công an cấp xã"), TEAM, False, f"{FINES}."),
        (TEAMS.format("phân công công an cấp xã"), TEAM, False, f"{FINES}."),
        (TEAMS.format("giao công an cấp xã"), TEAM, True,
         f"{FINES}; giao công an xã cùng dân quân thực hiện."),
        (FIRST, "được chọn làm điểm", True, "Lập sổ số trước ngày 30/6/2026."),
        (FIRST, "được chọn làm điểm", False, "Lập sổ số trước ngày 30/11/2026."),
        ("Xã, phường thí điểm được bố trí máy tính; xã, phường còn lại dùng máy sẵn có.",
         "được chọn làm điểm", True, "Xã được bố trí máy tính."),
        ("Lập 01 tổ công nghệ số; xã có trên 20 bản lập 03 tổ.", "có trên 20 bản", True,
         "Lập 03 tổ công nghệ số."),
        ("Mở 02 lớp cho người lớn; xã biên giới mở 02 lớp cho trẻ em.", "biên giới", True,
         "Mở 02 lớp cho người lớn; mở 02 lớp cho trẻ em."),
        (RESERVOIRS, "có từ 05 hồ, đập trở lên", True, "Bố trí tối thiểu 80 triệu đồng/năm."),
        (RESERVOIRS, "có từ 05 hồ, đập trở lên", False, "Bố trí tối thiểu 50 triệu đồng/năm."),
        ("Trên 90% số hộ nuôi chó được lập sổ; riêng các xã miền núi cao đạt trên 75%.",
         "miền núi cao", False, "Trên 90% số hộ nuôi chó được lập sổ."),
    ],
)  # fmt: skip
def test_what_is_known_of_a_class_takes_whole_clauses_and_leaves_each_verb_its_object(
    point: str, about: str, known: bool, left: str, office: Workspace
) -> None:
    before = node(derive(office, item("nv", ALL, point)), "nv-1").can_xem
    assert before.count("có thuộc diện này không") == 1  # the opposite is the same question
    assert f"“{about}”" in before
    derived = node(derive(office, item("nv", ALL, point), facts={about: known}), "nv-1")
    assert derived.noi_dung == left
    assert "thuộc" not in (derived.can_xem or "")


@pytest.mark.parametrize(
    ("point", "left"),
    [
        ("Tiêm phòng 48.000 con chó trong vụ xuân, trong đó xã Yên Châu 1.200 con, xã Mộc Sơn 900"
         " con, các xã, phường còn lại theo số đàn thực tế.",
         "Tiêm phòng 1.200 con chó trong vụ xuân."),
        ("Mở 40 lớp nghề, trong đó xã Yên Châu 04 lớp, những xã khác căn cứ nhu cầu.",
         "Mở 04 lớp nghề."),
        ("Cấp 2.000 bộ giáo trình, trong đó xã Yên Châu 210 bộ, số còn lại chia cho các xã, phường"
         " khác.", "Cấp 210 bộ giáo trình."),
        ("Trồng 900 ha rừng, trong đó xã Yên Châu 40 ha, xã Mộc Sơn 35 ha; các địa phương còn lại"
         " tự cân đối; hoàn thành trước ngày 30/9/2026.",
         "Trồng 40 ha rừng; hoàn thành trước ngày 30/9/2026."),
    ],
)  # fmt: skip
def test_of_a_unit_named_with_its_number_the_number_stays_and_the_rest_of_units_is_not_asked(
    point: str, left: str, office: Workspace
) -> None:
    words, question = said(office, point)
    assert words == left
    assert "còn lại" not in question
    assert "mọi đơn vị" not in question


def test_of_two_classes_in_one_sentence_the_other_kinds_is_cut(office: Workspace) -> None:
    point = "Đối với các phường, mở lớp buổi tối; đối với xã: mở lớp tại bản."
    assert said(office, point) == ("Mở lớp tại bản.", "")


def test_what_may_happen_anywhere_is_a_case_and_no_class(office: Workspace) -> None:
    point = (
        "Địa phương nào để xảy ra cháy rừng do chủ quan thì Chủ tịch UBND nơi đó chịu trách nhiệm"
        " trước Chủ tịch UBND tỉnh."
    )
    words, question = said(office, point)
    assert words.startswith("Trường hợp để xảy ra cháy rừng do chủ quan, Chủ tịch UBND xã chịu")
    assert "nơi đó" not in words
    assert "thuộc diện" not in question


# ------------------------------------------------------------------ a time before the body


def test_what_a_class_is_given_is_no_part_of_the_class(office: Workspace) -> None:
    words, question = said(office, "Các xã biên giới được hỗ trợ 50 triệu đồng mua máy bơm.", OWN)
    assert words.startswith("Xã được hỗ trợ 50 triệu đồng")
    assert "“biên giới”" in question


@pytest.mark.parametrize(
    "when",
    ["Không quá 48 giờ kể từ khi nhận tin", "Chậm nhất ngày 12/6/2026", "Hết quý II/2026",
     "Đúng 16 giờ hằng ngày", "Ngay trong đêm", "Mỗi năm 02 lần", "Cùng thời điểm trên",
     "Muộn nhất ngày 05 của tháng đầu quý", "Vào cuối mỗi đợt"],
)  # fmt: skip
@pytest.mark.parametrize("who", ["Sở Xây dựng", "Công an tỉnh", "Chi cục Thủy lợi tỉnh"])
def test_a_time_leaves_the_work_with_the_body_behind_it(
    when: str, who: str, office: Workspace
) -> None:
    assert said(office, f"{when}, {who} cử tổ công tác kiểm tra hiện trường.")[0] == ""


# ------------------------------------------------------------------ whose work


@pytest.mark.parametrize(
    "point",
    ["Các trường trung học phổ thông tổ chức hội thi vẽ tranh.",
     "Các cơ sở giáo dục báo cáo Sở Giáo dục và Đào tạo trước ngày 20/5/2026.",
     "Các doanh nghiệp gửi báo cáo về Sở Công Thương trước ngày 10/12/2026."],
)  # fmt: skip
def test_what_the_provinces_schools_do_and_what_others_report_upwards_is_left_out(
    point: str, office: Workspace
) -> None:
    assert said(office, point)[0] == ""


@pytest.mark.parametrize("who", ["Các công ty", "Các hợp tác xã", "Các tổ chức tín dụng"])
def test_firms_that_act_are_asked_about(who: str, office: Workspace) -> None:
    words, question = said(office, f"{who} ký hợp đồng với người trồng.")
    assert words
    assert who in question


@pytest.mark.parametrize(
    "point",
    ["Cử người dự lớp kiểm kê rừng do Sở Nông nghiệp và Môi trường mở.",
     "Bố trí cán bộ chuyên trách; cử cán bộ tham gia tập huấn do Sở Nội vụ tổ chức.",
     "Sử dụng phần mềm do Sở Khoa học và Công nghệ cung cấp."],
)  # fmt: skip
def test_taking_part_in_what_another_holds_stays_with_the_commune(
    point: str, office: Workspace
) -> None:
    words, question = said(office, point, OWN)
    assert words.endswith(point[1:])
    assert not question


def test_the_police_told_under_a_departments_heading_get_an_item_of_their_own(
    office: Workspace,
) -> None:
    point = "Theo dõi chung. Giao Công an cấp xã chủ trì kiểm tra bến bãi."
    derived = derive(office, item("nv", "Sở Xây dựng", point))
    assert under(derived, "nv-1") == "Công an xã"
    assert node(derived, "nv-1").noi_dung == "Chủ trì kiểm tra bến bãi."
    assert node(derived, "nv") is None


def test_the_police_told_to_lead_under_the_communes_heading_lead(office: Workspace) -> None:
    derived = derive(office, item("nv", OWN, "Giao Công an cấp xã chủ trì rà soát hộ khẩu."))
    assert node(derived, "nv-1").noi_dung == "Chủ trì rà soát hộ khẩu."
    assert under(derived, "nv-1") == "Công an xã"


def test_whoever_the_commune_cannot_order_is_asked_about(office: Workspace) -> None:
    point = "Bố trí điểm gác, giao Đồn Biên phòng phối hợp trông coi."
    assert "Đồn Biên phòng" in said(office, point)[1]


# ------------------------------------------------------------------ money


@pytest.mark.parametrize(
    "point",
    ["Chi bồi dưỡng người coi thi 90.000 đồng/buổi.", "Mức phạt từ 2 triệu đồng đến 5 triệu đồng.",
     "Nhóm có từ 12 người trở lên được hỗ trợ, định mức 1.200.000 đồng/nhóm.",
     "Vận động người trong độ tuổi 18 - 45 khám sức khỏe."],
)  # fmt: skip
def test_rates_fines_ages_and_thresholds_are_not_asked(point: str, office: Workspace) -> None:
    assert said(office, point) == (point, "")


@pytest.mark.parametrize(
    "point",
    ["Tổng kinh phí 8.400 triệu đồng.", "Huy động trên 5 tỷ đồng.", "Dành 300 triệu đồng/năm."],
)
def test_sums_are_asked_all_the_same(point: str, office: Workspace) -> None:
    assert "Số tiền" in said(office, point, "Kinh phí")[1]


@pytest.mark.parametrize(
    "point",
    ["UBND xã quyết toán với Sở Tài chính trước ngày 20/01/2027.",
     "Quyết toán kinh phí gửi Sở Tài chính trước ngày 20/01/2027.",
     "UBND các xã bố trí từ ngân sách xã để chi cho thông tin."],
)  # fmt: skip
def test_the_communes_own_money_and_its_settling_stay(point: str, office: Workspace) -> None:
    assert said(office, point, "Kinh phí")[0]


def test_a_sum_behind_the_word_for_a_commune_is_no_name_of_one(office: Workspace) -> None:
    words, question = said(office, "Bố trí từ ngân sách xã 30 triệu đồng để in tờ rơi.", OWN)
    assert words
    assert "đơn vị hành chính khác" not in question


# ------------------------------------------------------------------ the plan itself


@pytest.mark.parametrize(
    "point",
    ["UBND tỉnh giao UBND các xã, phường ban hành kế hoạch trước ngày 30/4/2026.",
     "Trên cơ sở Kế hoạch của tỉnh, UBND các xã, phường ban hành kế hoạch triển khai.",
     "Kế hoạch này được các địa phương cụ thể hóa bằng kế hoạch của mình."],
)  # fmt: skip
def test_the_order_to_issue_this_plan_is_asked_in_whatever_form(
    point: str, office: Workspace
) -> None:
    words, question = said(office, point)
    assert "chính là kế hoạch này" in question
    assert "xã giao UBND xã" not in words


# ------------------------------------------------------------------ beside others' work

DEPARTMENT = "Sở Nông nghiệp và Môi trường"


@pytest.mark.parametrize("who", ["xã", "các xã", "địa phương", "mỗi xã"])
def test_whom_a_commune_sends_says_to_what_or_is_asked(who: str, office: Workspace) -> None:
    point = f"Mở 04 lớp ghép cây; {who} cử cán bộ khuyến nông tham gia."
    words, question = said(office, point, DEPARTMENT)
    assert "ử cán bộ khuyến nông tham gia" in words
    assert f"các lớp ghép cây do {DEPARTMENT} mở" in words or question


@pytest.mark.parametrize("units", ["các xã", "các xã, phường", "các địa phương"])
def test_those_with_whom_a_department_works_help_it(units: str, office: Workspace) -> None:
    point = f"Phối hợp với {units} tổ chức hội thảo đầu bờ."
    derived = derive(office, item("nv", DEPARTMENT, point))
    assert node(derived, "nv-1").noi_dung == "Tổ chức hội thảo đầu bờ."
    assert under(derived, "nv-1") == f"Phối hợp với {DEPARTMENT}"


def test_what_the_commune_asks_of_a_department_stays_its_own(office: Workspace) -> None:
    point = "Đề nghị Sở Y tế hỗ trợ hóa chất khi có dịch."
    words, question = said(office, point, OWN)  # no room asks a department by itself
    assert words == "Tham mưu UBND xã đề nghị Sở Y tế hỗ trợ hóa chất khi có dịch."
    assert question == ""


def test_a_department_asked_behind_a_rooms_own_act_is_asked_by_the_committee(
    office: Workspace,
) -> None:
    point = "Thống kê bể chứa nước hỏng, đề nghị Sở Y tế hỗ trợ hóa chất; tập huấn cộng tác viên."
    assert said(office, point, OWN)[0] == (
        "Thống kê bể chứa nước hỏng, tham mưu UBND xã đề nghị Sở Y tế hỗ trợ hóa chất; tập huấn"
        " cộng tác viên."
    )
    advised = "Tham mưu thống kê bể chứa nước hỏng, đề nghị Sở Y tế hỗ trợ hóa chất."
    assert said(office, advised, OWN)[0].count("am mưu") == 1


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Nhà máy nước bảo đảm áp lực nước.", "Nhà máy"),
        ("Trong 15 phút kể từ khi nhận tin, Cảnh sát cứu hộ phải xuất phát.", "Cảnh sát"),
        ("UBND các xã lập danh sách, Sở Y tế thẩm định trước ngày 20/6/2026.", "Sở Y tế"),
    ],
)
def test_another_who_acts_anywhere_in_a_sentence_is_asked_about(
    point: str, who: str, office: Workspace
) -> None:
    words, question = said(office, point)
    assert words
    assert who in question


@pytest.mark.parametrize("way", ["gửi đến các xã, phường", "phổ biến, quán triệt đến các bản"])
def test_where_the_plan_above_is_sent_is_nothing_of_the_units_plan(
    way: str, office: Workspace
) -> None:
    assert said(office, f"Kế hoạch này được {way} để thực hiện.")[0] == ""


def test_heads_of_schools_answer_to_nobody_in_a_communes_plan(office: Workspace) -> None:
    point = "Hiệu trưởng các trường chịu trách nhiệm trước Giám đốc Sở Giáo dục và Đào tạo."
    assert said(office, point)[0] == ""


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Hợp tác xã, tổ hợp tác hướng dẫn thành viên ghi sổ.", "Hợp tác xã"),
        ("UBND các xã gửi hồ sơ về Chi cục Dân số. Chi cục thẩm định, trả lời.", "Chi cục"),
    ],
)
def test_a_body_that_is_no_units_is_asked_about_by_its_first_word(
    point: str, who: str, office: Workspace
) -> None:
    words, question = said(office, point)
    assert words
    assert f"Câu nói {who}" in question


def test_of_organisations_under_one_title_those_of_the_commune_are_asked(
    office: Workspace,
) -> None:
    title = "Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh"
    derived = derive(office, item("nv", title, "Vận động hội viên trồng cây."))
    assert node(derived, "nv").tieu_de == "Đề nghị Hội Nông dân xã"
    assert node(derived, "nv-1").noi_dung == "Vận động hội viên trồng cây."


def test_a_plan_of_a_stage_and_of_each_year_is_this_plan_too(office: Workspace) -> None:
    point = "Ban hành kế hoạch giai đoạn 2026 - 2030 và hằng năm."
    assert "chính là kế hoạch này" in said(office, point, OWN)[1]


# ------------------------------------------------------------------ in person


@pytest.mark.parametrize(
    "heading", ["Chủ tịch UBND các xã, phường", "Trách nhiệm của Chủ tịch UBND cấp xã"]
)
def test_what_the_chairman_does_in_person_is_no_rooms(heading: str, office: Workspace) -> None:
    point = "Trực tiếp đối thoại với người dân mỗi quý một lần."
    derived = derive(office, item("nv", heading, point, "Kiểm tra hồ chứa, đê điều."))
    assert under(derived, "nv-1") == "Chủ tịch UBND xã"
    assert under(derived, "nv-2").startswith("Phòng Kinh tế")


def test_who_heads_an_office_answers_for_it_and_not_its_rooms(office: Workspace) -> None:
    point = "Người đứng đầu cấp ủy, chính quyền cơ sở chịu trách nhiệm nếu để vi phạm kéo dài."
    assert said(office, point)[0].startswith("Chủ tịch UBND xã chịu trách nhiệm")


def test_forces_of_above_beside_the_communes_police_are_asked_about(office: Workspace) -> None:
    point = "Lực lượng Cảnh sát giao thông phối hợp với Công an xã tuần tra ban đêm."
    assert "Lực lượng Cảnh sát giao thông" in said(office, point)[1]


def test_a_team_that_every_commune_has_is_its_own(office: Workspace) -> None:
    point = "Tổ công nghệ số cộng đồng hướng dẫn người dân cài đặt ứng dụng."
    assert said(office, point) == (point, "")


def test_units_to_whom_something_was_given_are_some_of_all(office: Workspace) -> None:
    point = "UBND các xã, phường được giao quản lý chợ đầu mối công khai giá trước ngày 30/4/2026."
    asked = node(derive(office, item("nv", "Nhiệm vụ", point)), "nv-1").can_xem
    assert "“được giao quản lý chợ đầu" in asked


@pytest.mark.parametrize(
    ("point", "known", "left"),
    [
        ("Rà soát hộ nghèo, ưu tiên các xã biên giới.", True, "Rà soát hộ nghèo."),
        ("Rà soát hộ nghèo, ưu tiên các xã biên giới.", False, "Rà soát hộ nghèo."),
        ("Kẻ vạch ở bến đò, chợ và các xã biên giới.", True,
         "Kẻ vạch ở bến đò, chợ và trên địa bàn xã."),
        ("Kẻ vạch ở bến đò, chợ và các xã biên giới.", False, "Kẻ vạch ở bến đò, chợ."),
        ("Kẻ vạch tại các xã biên giới, bến đò.", False, "Kẻ vạch tại bến đò."),
        ("Cấp nước sạch, ưu tiên bản xa và các xã biên giới.", False,
         "Cấp nước sạch, ưu tiên bản xa."),
    ],
)  # fmt: skip
def test_a_known_class_that_only_stresses_or_is_one_of_some_places_goes_by_itself(
    point: str, known: bool, left: str, office: Workspace
) -> None:
    made = node(derive(office, item("nv", ALL, point), facts={"biên giới": known}), "nv-1")
    assert (made.noi_dung, made.can_xem) == (left, None)


def test_work_at_places_of_a_class_that_the_commune_is_not_of_is_asked(office: Workspace) -> None:
    point = item("nv", ALL, "Dự trữ rơm ở các xã biên giới.")
    made = node(derive(office, point, facts={"biên giới": False}), "nv-1")
    assert "“xã biên giới” không phải nơi nào cũng có" in made.can_xem


def test_another_class_beside_one_is_not_the_whole_kind(office: Workspace) -> None:
    point = item("nv", ALL, "Bố trí vốn cho các xã biên giới, xã an toàn khu.")
    assert "“xã biên giới”" in node(derive(office, point), "nv-1").can_xem
