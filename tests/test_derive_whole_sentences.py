"""A derived sentence is whole: it says what it is about, of one unit alone, and who answers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.competence.kinds_apart import own_kind
from generator.grammar.deadlines import deadlines
from tests.derived_plan import ALL, COMMUNE, OWN, derive, item, node, office, said, titles

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


def test_what_a_clause_is_about_stays_where_another_leads_it(office: Workspace) -> None:
    words, _ = said(office, "Trực gác đêm giao thừa: Công an tỉnh phối hợp Sở Xây dựng, UBND cấp xã"
                            " triển khai từ 20 giờ.")  # fmt: skip
    assert words == "Trực gác đêm giao thừa: phối hợp với Công an tỉnh triển khai từ 20 giờ."


@pytest.mark.parametrize(
    "every", ["tất cả các xã, phường", "toàn bộ UBND các xã, phường", "100% UBND cấp xã"]
)
def test_one_unit_does_not_speak_of_all(every: str, office: Workspace) -> None:
    words, asked = said(office, f"Trong năm 2027, {every} phải lập sổ theo dõi giếng nước.")
    assert words == "Trong năm 2027, UBND xã phải lập sổ theo dõi giếng nước."
    assert not asked


def test_a_quarter_is_no_place(office: Workspace) -> None:
    words, asked = said(office, "Toàn bộ UBND các xã, phường cắm biển báo trong Quý II/2026.")
    assert words == "Cắm biển báo trong Quý II/2026."
    assert not asked


@pytest.mark.parametrize("there", ["tại hai xã này", "tại các xã trên", "tại cả hai xã nói trên"])
def test_units_that_a_sentence_points_back_to_are_the_unit_alone(
    there: str, office: Workspace
) -> None:
    words, _ = said(office, "Sở Xây dựng chủ trì, phối hợp với UBND xã Yên Châu và UBND xã Mường"
                            f" La lắp đèn đường {there} trước tháng 8/2026.")  # fmt: skip
    assert words == "Phối hợp với Sở Xây dựng lắp đèn đường tại xã trước tháng 8/2026."


def test_what_two_units_have_between_them_is_asked_about(office: Workspace) -> None:
    _, asked = said(office, "UBND xã Yên Châu, UBND xã Mai Sơn rà soát ranh giới của hai xã.")
    assert "“hai xã”" in asked


def test_so_many_who_are_trained_are_sent_to_the_course_that_another_holds(
    office: Workspace,
) -> None:
    words, _ = said(office, "Sở Y tế tập huấn sơ cứu cho nhân viên hồ bơi; mỗi xã, phường ít nhất"
                            " 05 người được tập huấn trước ngày 15/6/2026.")  # fmt: skip
    assert words == ("Cử ít nhất 05 người tham dự lớp tập huấn sơ cứu cho nhân viên hồ bơi do Sở Y"
                     " tế tổ chức trước ngày 15/6/2026.")  # fmt: skip


def test_of_rooms_above_and_police_of_the_commune_the_commune_has_the_police(
    office: Workspace,
) -> None:
    derived = derive(office, item("nv", "Công an tỉnh", "Chỉ đạo Phòng Cảnh sát giao thông và Công"
                                  " an cấp xã tham gia Tổ tuần tra liên ngành."))  # fmt: skip
    assert node(derived, "nv-1").noi_dung == "Tham gia Tổ tuần tra liên ngành."


def test_whom_a_title_asks_is_asked_once(office: Workspace) -> None:
    derived = derive(
        office, item("nv", "Hội Nông dân tỉnh (đề nghị)", "Vận động hội viên góp ngày công.")
    )
    assert titles(derived) == ["Đề nghị Hội Nông dân xã"]


@pytest.mark.parametrize("act", ["Hoàn thành phê duyệt phương án di dời", "Hoàn tất việc ban hành"
                                 " quy chế quản lý chợ"])  # fmt: skip
def test_a_room_does_not_complete_what_the_committee_decides(act: str, office: Workspace) -> None:
    derived = derive(office, item("nv", OWN, f"{act} trong tháng 6/2026."))
    assert node(derived, "nv-1").noi_dung.startswith("Tham mưu UBND xã hoàn t")


def test_what_communes_build_in_general_this_one_builds(office: Workspace) -> None:
    words, _ = said(office, "Với dự án do cấp xã làm chủ đầu tư, giải ngân hết vốn được giao.", OWN)
    assert words.startswith("Với dự án do xã làm chủ đầu tư, ")


def test_a_report_that_a_room_prepares_names_its_sender_once(office: Workspace) -> None:
    words, _ = said(office, "Định kỳ 6 tháng (trước 05/6), năm (trước 20/11), các cơ quan, UBND các"
                            " xã, phường gửi báo cáo về Sở Nội vụ.", OWN)  # fmt: skip
    assert words == ("Tham mưu UBND xã định kỳ 6 tháng (trước 05/6), năm (trước 20/11) gửi báo cáo"
                     " về Sở Nội vụ.")  # fmt: skip


def test_where_a_report_goes_is_no_subject_that_takes_it_away(office: Workspace) -> None:
    sent = "Nơi nhận: Công an tỉnh (qua Phòng Cảnh sát giao thông)."
    words, _ = said(office, f"Báo cáo quý: trước ngày 15 tháng cuối quý. {sent}", "Báo cáo")
    assert words.endswith(sent)


def test_what_the_chairman_answers_for_in_a_title_stays_his(office: Workspace) -> None:
    title = ("Chủ tịch UBND các xã, phường chịu trách nhiệm trước Chủ tịch UBND tỉnh về công tác"
             " phòng, chống đuối nước trên địa bàn và thực hiện các nội dung sau:")  # fmt: skip
    derived = derive(office, item("nv", title, "Cắm biển cảnh báo tại các hồ, ao."))
    chair, *_ = derived.plan.muc[-1].khoan
    assert chair.tieu_de == "Chủ tịch UBND xã"
    assert [point.noi_dung for point in chair.diem] == [
        "Chịu trách nhiệm trước Chủ tịch UBND tỉnh về công tác phòng, chống đuối nước trên địa bàn."
    ]
    assert node(derived, "nv-1").noi_dung.startswith("Cắm biển cảnh báo")


@pytest.mark.parametrize(
    "point",
    ["Lập biên bản bàn giao sổ giữa cấp huyện cũ và UBND các xã, phường trước 28/02/2026.",
     "Rà soát các quyết định do UBND cấp huyện trước đây ban hành."],
)  # fmt: skip
def test_districts_that_have_ended_take_nothing_away_and_are_asked_about(
    point: str, office: Workspace
) -> None:
    words, asked = said(office, point)
    assert words
    assert "Nêu cấp huyện" in asked


def test_a_plan_for_a_period_and_each_of_its_years_is_this_very_plan(office: Workspace) -> None:
    _, asked = said(office, "Ban hành kế hoạch thực hiện giai đoạn và hằng năm của xã trong vòng 30"
                            " ngày.", OWN)  # fmt: skip
    assert "chính là kế hoạch này" in asked


@pytest.mark.parametrize(
    ("above", "below"),
    [("Vận động đạt ít nhất 20 triệu đồng/xã, 50 triệu đồng/phường.",
      "Vận động đạt ít nhất 20 triệu đồng."),
     ("Tỷ lệ giếng được lấy mẫu đạt từ 80% trở lên ở các phường và 60% ở các xã.",
      "Tỷ lệ giếng được lấy mẫu đạt từ 60% trở lên."),
     ("Tỷ lệ giếng được lấy mẫu tại các phường đạt 98%, tại các xã đạt 85%.",
      "Tỷ lệ giếng được lấy mẫu đạt 85%.")],
)  # fmt: skip
def test_of_a_figure_for_each_kind_of_unit_the_own_stays(
    above: str, below: str, office: Workspace
) -> None:
    assert said(office, above) == (below, "")


def test_classes_at_one_place_are_no_figures_of_kinds(office: Workspace) -> None:
    words, _ = said(office, "Mở 02 lớp tại phường Tô Hiệu và 03 lớp tại xã Yên Châu.", OWN)
    assert "03 lớp" in words


def test_boards_of_all_levels_are_here_the_units_own(office: Workspace) -> None:
    words, asked = said(office, "Kiện toàn Ban Chỉ đạo các cấp trong tháng 3/2026.", OWN)
    assert "Ban Chỉ đạo xã" in words
    assert not asked


@pytest.mark.parametrize(
    "thing", ["Trung tâm điều hành thông minh tỉnh", "Cổng dữ liệu mở của tỉnh"]
)
def test_a_thing_of_the_superiors_that_a_sentence_makes_is_asked_about(
    thing: str, office: Workspace
) -> None:
    _, asked = said(office, f"Đưa vào vận hành {thing} trước ngày 30/9/2026; các xã, phường kết nối"
                            " camera về đó trong Quý IV/2026.")  # fmt: skip
    assert f"“{thing}”" in asked


def test_the_name_of_a_bank_keeps_its_letter(office: Workspace) -> None:
    point = "Phối hợp với UBND cấp xã bình xét hộ vay trước ngày 30/11/2026."
    derived = derive(office, item("nv", "Ngân hàng Chính sách xã hội chi nhánh tỉnh", point))
    assert titles(derived) == ["Phối hợp với Ngân hàng Chính sách xã hội chi nhánh tỉnh"]


def test_the_department_that_has_the_plan_carried_out_says_whose_it_is_here(
    office: Workspace,
) -> None:
    derived = derive(
        office,
        item("nv-a", "Sở Y tế", "Chủ trì triển khai Kế hoạch này."),
        item("nv-b", OWN, "Đình chỉ cơ sở không đạt, báo cáo Sở Nông nghiệp và Môi trường.",
             "Chấm điểm từng thôn."),
        item("nv-c", "Chế độ báo cáo", "UBND các xã, phường báo cáo định kỳ hằng quý về Sở Y tế."),
    )  # fmt: skip
    assert "Việc của Sở Y tế" in node(derived, "nv-b").can_xem


def test_a_case_before_what_others_do_stays_with_what_the_unit_does(office: Workspace) -> None:
    words, _ = said(office, "Tàu mất kết nối trên 06 giờ: Đồn Biên phòng gọi loa, UBND xã, phường"
                            " nơi tàu đăng ký liên hệ gia đình chủ tàu.")  # fmt: skip
    assert words == ("Tàu mất kết nối trên 06 giờ: UBND xã nơi tàu đăng ký liên hệ gia đình chủ"
                     " tàu.")  # fmt: skip


@pytest.mark.parametrize("join", [", ", " và ", " và các "])
def test_a_class_of_two_kinds_is_not_said_of_the_third(join: str) -> None:
    text = f"UBND các xã, phường ven biển{join}đặc khu lập sổ theo dõi tàu nằm bờ."
    zone = COMMUNE._replace(word="đặc khu", unit="đặc khu Vân Đồn", name="UBND đặc khu Vân Đồn")
    assert own_kind(zone, text) == "UBND các đặc khu lập sổ theo dõi tàu nằm bờ."
    assert own_kind(COMMUNE, text) == "UBND các xã ven biển lập sổ theo dõi tàu nằm bờ."


def test_boats_of_the_province_are_here_those_of_the_commune(office: Workspace) -> None:
    words, asked = said(office, "Không để tàu cá của tỉnh vi phạm vùng biển nước ngoài.", OWN)
    assert words == "Không để tàu cá của xã vi phạm vùng biển nước ngoài."
    assert not asked


@pytest.mark.parametrize(
    ("above", "below"),
    [("Hiệu trưởng báo cáo ngay Chủ tịch UBND cấp xã và Sở Y tế trong vòng 01 giờ.",
      "Hiệu trưởng báo cáo ngay Chủ tịch UBND xã và Sở Y tế trong vòng 01 giờ."),
     ("Trạm Y tế báo UBND cấp xã, Sở Y tế trong 24 giờ.",
      "Trạm Y tế báo UBND xã, Sở Y tế trong 24 giờ.")],
)  # fmt: skip
def test_who_gets_a_report_stays_beside_whom_else_gets_it(
    above: str, below: str, office: Workspace
) -> None:
    assert said(office, above)[0] == below


def test_what_others_do_elsewhere_the_unit_does_to_the_same_thing(office: Workspace) -> None:
    words, _ = said(office, "Sở Xây dựng rà soát biển báo trên quốc lộ; UBND cấp xã rà soát trên"
                            " đường thôn.")  # fmt: skip
    assert words == "Rà soát biển báo trên đường thôn."


def test_units_named_together_that_help_another_each_do_it_alone(office: Workspace) -> None:
    words, _ = said(office, "UBND các xã Mường La, Yên Châu, Bắc Yên phối hợp với Sở Tài chính xây"
                            " dựng mức hỗ trợ.")  # fmt: skip
    assert words == "Phối hợp với Sở Tài chính xây dựng mức hỗ trợ."
    words, _ = said(office, "UBND xã Mường La, UBND xã Yên Châu phối hợp quản lý tuyến kênh.")
    assert words == "UBND xã phối hợp với UBND xã Mường La quản lý tuyến kênh."


def test_demands_under_a_title_that_tells_of_the_past_too_are_kept(office: Workspace) -> None:
    account = "Thời gian qua, một số nơi còn chủ quan."
    derived = derive(office, item("nv", "Tình hình và yêu cầu", account, "Trực gác 24/24 giờ."))
    assert titles(derived) == ["Yêu cầu"]
    assert node(derived, "nv-1") is None
    assert node(derived, "nv-2").noi_dung == "Trực gác 24/24 giờ."


def test_reports_of_terms_are_due_every_year_and_those_of_months_every_month() -> None:
    said = "Báo cáo học kỳ I trước ngày 15/01; báo cáo tháng: trước ngày 15."
    found = deadlines(said, date(2026, 1, 28))
    assert [(one.periods, one.each) for one in found] == [(("nam",), "15/1"), (("thang",), "15")]


@pytest.mark.parametrize(
    ("above", "below"),
    [("Xử phạt vi phạm hành chính theo thẩm quyền.",
      "Tham mưu Chủ tịch UBND xã xử phạt vi phạm hành chính theo thẩm quyền."),
     ("Kiểm tra các quán; kiên quyết xử phạt hộ vi phạm.",
      "Kiểm tra các quán; tham mưu Chủ tịch UBND xã kiên quyết xử phạt hộ vi phạm.")],
)  # fmt: skip
def test_fines_are_the_chairmans_who_is_advised(above: str, below: str, office: Workspace) -> None:
    assert said(office, above, OWN)[0] == below


def test_what_the_province_does_itself_beside_its_communes_is_left_out(office: Workspace) -> None:
    words, _ = said(office, "Tỉnh tặng cờ đơn vị dẫn đầu; các xã, phường tặng giấy khen hộ dân.")
    assert words == "Tặng giấy khen hộ dân."
    words, _ = said(office, "Tỉnh hỗ trợ 50% kinh phí; cấp xã bố trí phần còn lại.")
    assert "50%" in words


def test_who_gets_the_rest_of_a_report_is_a_recipient_too(office: Workspace) -> None:
    derived = derive(
        office,
        item("nv", "Báo cáo", "UBND các xã, phường báo cáo tiến độ về Sở Xây dựng hằng tháng, số vụ"
             " vi phạm về Sở Công Thương hằng quý."),
    )  # fmt: skip
    lines = [line.noi_dung for line in derived.plan.noi_nhan]
    assert {"Sở Xây dựng", "Sở Công Thương"} <= set(lines)


def test_boards_of_all_levels_with_a_name_of_their_own_are_the_units(office: Workspace) -> None:
    words, _ = said(office, "Kiện toàn Ban Chỉ đạo vận động hiến máu các cấp; Trưởng Ban Chỉ đạo"
                            " cấp xã phân công thành viên.")  # fmt: skip
    assert words == ("Kiện toàn Ban Chỉ đạo vận động hiến máu xã; Trưởng Ban Chỉ đạo xã phân công"
                     " thành viên.")  # fmt: skip


@pytest.mark.parametrize(
    ("point", "heading", "words"),
    [
        (
            "Chủ trì, phối hợp với UBND các xã sở tại phun hóa chất trước ngày 20/5/2026.",
            "Sở Y tế",
            "Phun hóa chất trước ngày 20/5/2026.",
        ),
        (
            "UBND các xã vùng cao Yên Châu, Phiêng Khoài tổ chức diễn tập.",
            ALL,
            "Tổ chức diễn tập.",
        ),
        (
            "Giám đốc các sở; Chủ tịch UBND các xã, phường; Giám đốc các Ban Quản lý rừng phòng"
            " hộ, rừng đặc dụng chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả.",
            ALL,
            "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh về kết quả.",
        ),
        (
            "Người đứng đầu địa phương nào để cháy rừng lan rộng thì phải kiểm điểm trước Chủ tịch"
            " UBND tỉnh.",
            ALL,
            "Nếu để cháy rừng lan rộng thì Chủ tịch UBND xã phải kiểm điểm trước Chủ tịch UBND"
            " tỉnh.",
        ),
        (
            "Rà soát chợ tạm; trường hợp vượt thẩm quyền báo cáo UBND tỉnh.",
            OWN,
            "Rà soát chợ tạm; trường hợp vượt thẩm quyền, tham mưu UBND xã báo cáo UBND tỉnh.",
        ),
        (
            "Đề nghị chỉ đạo Hội cấp cơ sở phát triển hội viên.",
            "Ban Đại diện Hội Người cao tuổi tỉnh",
            "Phát triển hội viên.",
        ),
    ],
)
def test_who_acts_is_said_to_the_end_of_its_name(
    point: str, heading: str, words: str, office: Workspace
) -> None:
    assert said(office, point, heading) == (words, "")


def test_a_partner_without_an_act_of_its_own_is_given_none(office: Workspace) -> None:
    point = (
        "Bố trí người trực tại chòi canh; phối hợp chặt chẽ với UBND cấp xã sở tại và không để"
        " lực lượng nghỉ phép."
    )
    words, question = said(office, point, "Đề nghị các công ty lâm nghiệp")
    assert (words, question) == (point.replace("UBND cấp xã sở tại", "UBND xã"), "")


def test_what_is_not_given_is_not_received(office: Workspace) -> None:
    assert said(office, "Không cấp vắc xin cho các xã thiếu tủ lạnh.", "Sở Y tế") == ("", "")


def test_of_a_total_of_all_the_unit_does_what_it_is_named_for(office: Workspace) -> None:
    point = (
        "Toàn tỉnh làm mới 186 km đường băng; riêng các xã biên giới Yên Châu, Lóng Sập mỗi xã làm"
        " mới tối thiểu 04 km đường băng trắng."
    )
    words, _question = said(office, point)
    assert words == "Làm mới tối thiểu 04 km đường băng trắng."


def test_a_sum_of_each_unit_of_a_class_is_asked_about_once(office: Workspace) -> None:
    point = "UBND cấp xã bố trí tối thiểu 80 triệu đồng/xã có rừng trong dự toán năm 2027."
    words, question = said(office, point)
    assert "80 triệu đồng trong dự toán năm 2027" in words
    assert "“có rừng”" in question


@pytest.mark.parametrize(
    ("point", "words", "asked"),
    [
        (
            "Các xã ven biển Yên Châu, Lóng Sập và các xã, phường ven biển khác: dọn bãi, trồng"
            " 2.300 ha phi lao.",
            "Dọn bãi, trồng 2.300 ha phi lao.",
            "Số liệu giao chung",
        ),
        ("Các xã trồng xoài, mận (Yên Châu, Lóng Sập): rà soát vườn.", "Rà soát vườn.", ""),
        ("Các xã trồng xoài, mận (Lóng Sập, Chiềng Sơn): bọc quả.", "", ""),
        ("Các xã nuôi cá lồng (Lóng Sập, Chiềng Sơn) lập sổ theo dõi.", "", ""),
        ("UBND các xã bị ảnh hưởng huy động xe bồn.", "Huy động xe bồn.", "“bị ảnh hưởng”"),
        (
            "Các xã có thủy sản nuôi lồng bè hướng dẫn người dân kê khai.",
            "Hướng dẫn người dân kê khai.",
            "“có thủy sản nuôi lồng bè”",
        ),
    ],
)
def test_of_a_class_whoever_is_named_is_meant(
    point: str, words: str, asked: str, office: Workspace
) -> None:
    found = said(office, point)
    assert found[0] == words
    assert asked in found[1]


@pytest.mark.parametrize(
    ("point", "words"),
    [
        (
            "Xác định rõ người đứng đầu cấp ủy, chính quyền các xã chịu trách nhiệm trước Tỉnh ủy,"
            " UBND tỉnh về trật tự.",
            "Xác định rõ Chủ tịch UBND xã chịu trách nhiệm trước Tỉnh ủy, UBND tỉnh về trật tự.",
        ),
        (
            "Người đứng đầu cơ quan, địa phương chịu trách nhiệm trước pháp luật về hồ sơ bị mất.",
            "Người đứng đầu cơ quan, đơn vị chịu trách nhiệm trước pháp luật về hồ sơ bị mất.",
        ),
        (
            "Người đứng đầu cơ quan, địa phương chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
            "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        ),
        (
            "Sở Y tế chỉ đạo Trung tâm Kiểm soát bệnh tật và các trạm y tế xã giám sát dịch.",
            "Trạm y tế xã giám sát dịch.",
        ),
        ("Đề nghị Hội Chữ thập đỏ tỉnh chia hàng, thông báo cho UBND cấp xã trước 01 ngày.", ""),
    ],
)
def test_who_answers_and_who_is_told_is_of_the_units_level(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point) == (words, "")


@pytest.mark.parametrize(
    "context",
    [
        "Chiều ngày 21/11/2026, Phó Chủ tịch UBND tỉnh chủ trì cuộc họp về lũ. Dự họp có các sở.",
        "Theo nhận định của Đài Khí tượng, mùa khô đến sớm hơn 20 ngày.",
    ],
)
def test_how_it_came_to_the_plan_above_is_not_carried_out(context: str, office: Workspace) -> None:
    told = f'\n[[mo_dau]]\nid = "hop"\nvai_tro = "can_cu"\nnoi_dung = "{context}"\n'
    (opening,) = derive(office, item("a", OWN, "Đo mực nước."), told).plan.mo_dau
    assert opening.noi_dung.startswith("Thực hiện {cap_tren}, Ủy ban nhân dân xã Yên Châu ")
