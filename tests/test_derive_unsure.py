"""A sentence stands unmarked only where nothing in it leans on what the unit has not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import (
    OWN,
    asked,
    derive,
    item,
    node,
    office,
    said,
    said_by_us,
    titles,
    under,
)

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


# ------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    "point",
    [
        "Khám mắt cho người từ đủ 65 tuổi trở lên.",
        "Kiểm tra hành lang lưới điện 35kV, 110kV.",
        "Thông báo số tổng đài 18001234 đến từng hộ.",
        "Kiện toàn tổ công tác theo mô hình chính quyền địa phương 02 cấp.",
        "Cơ sở chăn nuôi trên 50 con lợn ký cam kết bảo vệ môi trường.",
        "Hội Nông dân cấp xã mỗi quý giới thiệu ít nhất 03 hộ làm điểm.",
    ],
)
def test_ages_volts_telephones_and_thresholds_are_no_targets(point: str, office: Workspace) -> None:
    assert "Chỉ tiêu bằng số" not in said(office, point, "Nhiệm vụ, giải pháp")[1]


@pytest.mark.parametrize(
    "point",
    [
        "Mỗi xã có ít nhất 01 tổ hòa giải; toàn tỉnh kiện toàn 350 tổ hòa giải.",
        "Đề nghị Hội Nông dân tỉnh vận động trồng 40.000 cây phân tán.",
        "In 25.000 áp phích. Hạt Kiểm lâm cấp phát, UBND các xã treo trước ngày 30/6/2026.",
    ],
)
def test_a_figure_by_which_another_is_bound_is_asked(point: str, office: Workspace) -> None:
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words
    assert "Chỉ tiêu bằng số" in question
    assert "toàn xã" not in words


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Mở mỗi xã 03 lớp học.", "Mở 03 lớp học."),
        ("Mở lớp dạy bơi, mỗi xã không dưới 02 lớp.", "Mở lớp dạy bơi, không dưới 02 lớp."),
        ("Lắp 20 trụ đèn mỗi xã, xong trước 31/7/2026.", "Lắp 20 trụ đèn, xong trước 31/7/2026."),
    ],
)
def test_what_each_commune_does_is_said_of_the_one(point: str, now: str, office: Workspace) -> None:
    assert said(office, point, "Ủy ban nhân dân các xã") == (now, "")


def test_what_each_commune_has_to_reach_is_not_asked(office: Workspace) -> None:
    words, question = said(office, "Mỗi xã có ít nhất 02 nhóm nòng cốt.", "Mục tiêu")
    assert (words, question) == ("Xã có ít nhất 02 nhóm nòng cốt.", "")


@pytest.mark.parametrize(
    "aim",
    [
        "Trên 82% hộ gia đình và 100% trường học có nhà tiêu hợp vệ sinh.",
        "Ít nhất 70% người cao tuổi được lập sổ theo dõi sức khỏe.",
    ],
)
def test_the_least_share_among_the_aims_of_the_province_is_the_provinces(
    aim: str, office: Workspace
) -> None:
    assert "Chỉ tiêu bằng số" in asked(office, aim, "Mục tiêu năm 2026")
    assert not asked(office, aim, "Nhiệm vụ, giải pháp")


def test_a_figure_of_several_named_units_is_asked(office: Workspace) -> None:
    point = "UBND xã Yên Châu và UBND xã Mai Sơn bố trí tái định cư cho 120 hộ dân."
    words, question = said_by_us(office, point)
    assert words
    assert "giao chung cho nhiều đơn vị" in question


# ------------------------------------------------------------------ for whom


@pytest.mark.parametrize("lead", ["Đối với các phường", "Riêng phường", "- Đối với các đặc khu"])
def test_what_is_for_units_of_another_kind_is_left_out(lead: str, office: Workspace) -> None:
    assert said_by_us(office, f"{lead}: kẻ vạch sơn, lắp gương cầu tại ngõ hẹp.")[0] == ""
    nested = derive(office, item("nv", f"{lead}:", "Kẻ vạch sơn tại ngõ hẹp."))
    assert node(nested, "nv-1") is None


def test_what_is_for_its_own_kind_stands_without_the_line(office: Workspace) -> None:
    words, question = said_by_us(office, "Đối với xã: rà soát bến khách ngang sông.")
    assert (words, question) == ("Rà soát bến khách ngang sông.", "")


@pytest.mark.parametrize("which", ["có hồ chứa", "không có rừng", "vùng cao"])
def test_a_class_of_communes_is_asked_wherever_it_is_said(which: str, office: Workspace) -> None:
    point = "Lập sổ theo dõi mực nước từng ngày."
    for title, words in (
        (OWN, f"Đối với các xã {which}: lập sổ theo dõi mực nước từng ngày."),
        (f"Đối với các xã {which}:", point),
    ):
        derived = derive(office, item("nv", title, words))
        asked = f"{node(derived, 'nv').can_xem} {node(derived, 'nv-1').can_xem}"
        assert which in asked
        assert node(derived, "nv-1").noi_dung.startswith(("Lập", "Tham mưu"))


def test_a_line_without_points_governs_what_stands_behind_it(office: Workspace) -> None:
    derived = derive(
        office, item("nv", OWN, "Đối với các xã có đò ngang:", "Kiểm tra áo phao trên từng chuyến.")
    )
    assert "có đò ngang" in node(derived, "nv-2").can_xem


# ------------------------------------------------------------------ cut sentences


@pytest.mark.parametrize("who", ["Mỗi xã", "UBND các xã"])
def test_sending_people_says_to_what_and_needs_no_question(who: str, office: Workspace) -> None:
    point = f"Mở 03 lớp sơ cứu trước ngày 20/5/2026. {who} cử 05 người tham dự."
    words, question = said(office, point, "Sở Y tế")
    assert words.endswith("tham dự các lớp sơ cứu trước ngày 20/5/2026 do Sở Y tế mở.")
    assert question == ""


def test_a_sentence_does_not_inherit_the_subject_before_it(office: Workspace) -> None:
    point = (
        "Chủ cơ sở giết mổ phải ghi chép nguồn gốc gia súc. UBND các xã lập sổ quản lý từng cơ sở."
    )
    words, _question = said(office, point, "Nhiệm vụ, giải pháp")
    assert "UBND xã lập sổ" in words


def test_nothing_is_said_twice(office: Workspace) -> None:
    point = "UBND các xã nhập số liệu trước ngày 05 hằng tháng. Báo cáo năm gửi Sở Y tế."
    words, _question = said(office, point, "Chế độ báo cáo")
    assert words.count("nhập số liệu") + words.count("Nhập số liệu") == 1


@pytest.mark.parametrize("doer", ["Viện Dân tộc học chủ trì", "Sở Công Thương thực hiện"])
def test_who_leads_behind_a_semicolon_has_the_work_before_it(doer: str, office: Workspace) -> None:
    point = f"Xây dựng bản đồ nghề truyền thống; {doer}, hoàn thành trước ngày 31/10/2026."
    assert said(office, point, "Nhiệm vụ, giải pháp")[0] == ""


def test_a_label_inside_a_sentence_says_whose_it_is(office: Workspace) -> None:
    head = "Rà soát tổ hợp tác ngừng hoạt động. Cơ quan thực hiện: "
    assert said(office, f"{head}Liên minh Hợp tác xã tỉnh.", "Nhiệm vụ, giải pháp")[0] == ""
    both = f"{head}Phòng Kinh tế các xã, Phòng Kinh tế, Hạ tầng và Đô thị các phường."
    assert said(office, both, "Nhiệm vụ, giải pháp")[0].endswith("thực hiện: Phòng Kinh tế xã.")


# ------------------------------------------------------------------ the superior's own


@pytest.mark.parametrize(
    "point",
    [
        "Chỉ thị này có hiệu lực từ ngày ký và thay thế Chỉ thị số 05/CT-UBND ngày 02/3/2024.",
        "Thừa lệnh Chủ tịch Ủy ban nhân dân tỉnh, Văn phòng thông báo để các đơn vị thực hiện.",
        "Sửa đổi Thông tư về định mức tiêu hao nhiên liệu, trình Bộ trưởng trong quý III/2026.",
    ],
)
def test_effect_replacement_and_norms_of_ministries_stay_above(
    point: str, office: Workspace
) -> None:
    assert said(office, point, "Tổ chức thực hiện")[0] == ""


def test_the_superior_in_person_does_not_speak_in_the_plan(office: Workspace) -> None:
    voice = "Đồng chí Chủ tịch Ủy ban nhân dân tỉnh yêu cầu các địa phương thực hiện các việc sau:"
    words, _question = said(office, voice, "Nhiệm vụ thời gian tới")
    assert words.startswith("Ủy ban nhân dân xã yêu cầu")


def test_all_levels_are_the_units_own_bodies_here(office: Workspace) -> None:
    words, _q = said(office, "Các cấp, các ngành tổ chức học tập Luật Dữ liệu.", "Yêu cầu")
    assert words.startswith("Các phòng, đơn vị thuộc UBND xã tổ chức")
    report = "Các cơ quan, đơn vị, địa phương gửi báo cáo về Sở Tư pháp trước ngày 05/12/2026."
    assert said(office, report, "Chế độ báo cáo")[0].startswith("UBND xã gửi báo cáo")


# ------------------------------------------------------------------ organisations


def test_an_association_without_a_branch_is_not_asked_for(office: Workspace) -> None:
    both = "Đề nghị Hội Nông dân tỉnh, Hội Làm vườn tỉnh vận động hội viên ủ phân hữu cơ."
    words, _question = said(office, both, "Tổ chức thực hiện")
    assert "Hội Nông dân xã" in words
    assert "Làm vườn" not in words


def test_a_heading_asks_only_whom_the_commune_can_ask(office: Workspace) -> None:
    heading = "Đề nghị Ban Dân vận Tỉnh ủy, Hội Cựu chiến binh tỉnh"
    derived = derive(office, item("nv", heading, "Tuyên truyền, vận động hội viên tham gia."))
    assert titles(derived) == ["Đề nghị Hội Cựu chiến binh xã"]


def test_an_organisation_of_all_levels_is_the_communes(office: Workspace) -> None:
    point = "Hội Cựu chiến binh các cấp tham gia quản lý, giáo dục người lầm lỗi."
    words, _question = said(office, point, "Đề nghị Mặt trận Tổ quốc và các đoàn thể")
    assert words.startswith("Hội Cựu chiến binh xã tham gia")


# ------------------------------------------------------------------ rooms and the committee


@pytest.mark.parametrize(
    ("point", "begins"),
    [
        ("Đưa nội dung vào kế hoạch năm, trình HĐND cùng cấp quyết định.", "Tham mưu UBND xã đưa"),
        ("Quan tâm bố trí biên chế cho trạm.", "Tham mưu UBND xã quan tâm bố trí"),
        ("Báo cáo quý trước ngày 10 về Sở Y tế.", "Tham mưu UBND xã báo cáo"),
        ("Bố trí tối thiểu 3% chi sự nghiệp cho tuyên truyền.", "Tham mưu UBND xã bố trí"),
    ],
)
def test_a_room_advises_what_the_committee_does(point: str, begins: str, office: Workspace) -> None:
    assert said_by_us(office, point)[0].startswith(begins)


def test_a_later_sentence_of_the_committee_is_advised_too(office: Workspace) -> None:
    point = "Rà soát hộ chăn nuôi. Giao chỉ tiêu cho Công an xã kiểm tra ít nhất 02 cơ sở mỗi quý."
    assert "Tham mưu UBND xã giao chỉ tiêu" in said_by_us(office, point)[0]


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Dọn rác hai bờ sông Nậm Vạt và suối Nà Cạn.", "địa danh, tuyến đường"),
        ("Sửa biển báo dọc Quốc lộ 6.", "địa danh, tuyến đường"),
        ("Thực hiện các nội dung tại khoản 3 Mục này.", "khoản 3 Mục này"),
    ],
)
def test_places_by_name_and_items_by_number_are_asked(
    point: str, asked: str, office: Workspace
) -> None:
    assert asked in said_by_us(office, point)[1]


@pytest.mark.parametrize(
    "point",
    [
        "Thực hiện theo khoản 3 Điều 12 Luật Dữ liệu.",
        "Tuyên truyền tại chợ, bến xe, trạm y tế.",
        "Phối hợp với Đoàn Thanh niên Cộng sản Hồ Chí Minh xã ra quân.",
    ],
)
def test_a_law_and_common_places_are_not_asked(point: str, office: Workspace) -> None:
    assert said_by_us(office, point)[1] == ""


# ------------------------------------------------------------------ what was left out in silence


@pytest.mark.parametrize(
    ("point", "heading", "asked"),
    [
        (
            "Chỉ đạo dạy bơi. Các trường học lập hàng rào quanh ao hồ.",
            "Sở Giáo dục và Đào tạo",
            "THCS do xã quản lý",
        ),
        (
            "Tuần tra lòng hồ. Nghiêm cấm dùng kích điện bắt cá.",
            "Công an tỉnh",
            "Điều cấm với mọi người",
        ),
    ],
)
def test_schools_bans_and_each_communes_part_come_back_with_a_question(
    point: str, heading: str, asked: str, office: Workspace
) -> None:
    words, question = said(office, point, heading)
    assert words
    assert asked in question


def test_what_a_superior_tells_the_units_own_body_is_its_work_and_no_question(
    office: Workspace,
) -> None:
    point = "Chỉ đạo Công an các xã, phường nắm tình hình trộm cắp."
    assert said(office, point, "Công an tỉnh") == ("Nắm tình hình trộm cắp.", "")


def test_an_order_to_its_own_police_keeps_its_second_half(office: Workspace) -> None:
    point = "Chỉ đạo Công an các xã, phường lập danh sách; kiểm tra xe quá tải ban đêm."
    words, _question = said(office, point, "Công an tỉnh")
    assert words.startswith("Lập danh sách; kiểm tra xe quá tải")


def test_a_share_is_asked_where_the_lead_of_the_field_is(office: Workspace) -> None:
    points = ("Kiểm tra hồ chứa, đê điều trước mùa mưa.", "Huy động dân quân tham gia ứng cứu.")
    derived = derive(office, item("xa", OWN, *points))
    assert under(derived, "xa-2") == "Ban Chỉ huy Quân sự xã"


# ------------------------------------------------------------------ who is meant, once more


def test_each_department_and_place_is_the_unit_without_each(office: Workspace) -> None:
    words, _q = said(office, "Từng sở, ngành, địa phương phân công lãnh đạo phụ trách.", "Yêu cầu")
    assert words.startswith("UBND xã phân công")


def test_a_condition_in_the_middle_of_a_sentence_is_asked(office: Workspace) -> None:
    point = "Mỗi xã mở 01 lớp; xã có trên 300 học viên đăng ký tổ chức 03 lớp."
    assert "có trên 300 học viên" in said(office, point, "Mục tiêu")[1]


@pytest.mark.parametrize(("point", "whole"), [
    ("Sở Tư pháp in tờ gấp pháp luật. Các xã chuyển đến từng thôn trước ngày 28/02/2026.",
     "Chuyển tờ gấp pháp luật của Sở Tư pháp đến từng thôn"),
    ("Báo Lạng Sơn đưa tin cơ sở vi phạm; xã, phường phát trên loa 03 buổi/tuần.",
     "Phát tin cơ sở vi phạm của Báo Lạng Sơn trên loa"),
])  # fmt: skip
def test_a_verb_whose_object_was_cut_says_of_what(
    office: Workspace, point: str, whole: str
) -> None:
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words.startswith(whole)
    assert question == ""


def test_the_chairman_who_asks_a_court_is_the_subject(office: Workspace) -> None:
    point = "Chủ tịch UBND các xã quyết định quản lý; lập hồ sơ đề nghị Tòa án nhân dân áp dụng."
    derived = derive(office, item("nv", "Ủy ban nhân dân các xã", point))
    assert node(derived, "nv-1").noi_dung.startswith("Quyết định quản lý")
    assert under(derived, "nv-1") == "Chủ tịch UBND xã"


@pytest.mark.parametrize("class_", ["trọng điểm về buôn lậu", "nơi tổ chức hội chợ"])
def test_a_class_with_its_own_words_is_asked(class_: str, office: Workspace) -> None:
    point = f"Các xã {class_} thành lập tổ liên ngành."
    assert class_ in said(office, point, "Nhiệm vụ, giải pháp")[1]


def test_enforcement_below_a_room_is_asked(office: Workspace) -> None:
    point = "Vận động hộ lấn chiếm tự tháo dỡ. Quá 15 ngày thì cưỡng chế."
    assert said_by_us(office, point)[1] or "Tham mưu" in said_by_us(office, point)[0]


@pytest.mark.parametrize(
    "point",
    [
        "Công an xã phối hợp với Ủy ban nhân dân xã bảo đảm an toàn giao thông khi đưa tang.",
        "100% tuyến đường đã chỉnh trang được bàn giao cho Ủy ban nhân dân xã quản lý.",
        "Trong 15 ngày kể từ ngày thông báo mà chủ nhà không làm thì Ủy ban nhân dân xã tháo dỡ.",
    ],
)
def test_nothing_is_asked_of_a_body_beside_the_unit_nor_of_a_day_that_is_told(
    point: str, office: Workspace
) -> None:
    assert said_by_us(office, point)[1] == ""


def test_another_unit_of_the_kind_is_not_the_unit_itself(office: Workspace) -> None:
    point = "UBND xã Yên Châu và UBND xã Phiêng Khoài thống nhất lịch điều tiết nước."
    words, question = said_by_us(office, point)
    assert "Phiêng Khoài" in words
    assert "chính mình" not in question


def test_the_press_of_above_stays_and_the_communes_loudspeaker_comes(office: Workspace) -> None:
    point = "Các cơ quan báo chí tăng cường tin, bài. Đài truyền thanh cơ sở phát lịch cấp nước."
    assert said(office, point, "Tuyên truyền")[0] == "Đài truyền thanh cơ sở phát lịch cấp nước."


def test_a_title_of_many_asks_the_organisations_that_are_left(office: Workspace) -> None:
    heading = "Ban Quản lý khu kinh tế tỉnh, Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh"
    points = ("Rà soát hạ tầng.", "Hội Nông dân các cấp vận động hội viên vào tổ hợp tác.")
    derived = derive(office, item("nv", heading, *points))
    assert titles(derived) == ["Đề nghị Hội Nông dân xã, Hội Liên hiệp Phụ nữ xã"]


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Chỉ đạo hiệu trưởng các trường có bếp ăn ký hợp đồng; trường nào thuê nấu thì phải có"
         " camera.", "THCS do xã quản lý"),
        ("Chỉ đạo các trường học tổ chức tuần lễ đọc sách.", "THCS do xã quản lý"),
        ("Yêu cầu các trường có học sinh bán trú lưu mẫu thức ăn.", "THCS do xã quản lý"),
        ("Ký quy ước tuần tra với UBND các xã giáp ranh.", "phần việc của xã"),
    ],
)  # fmt: skip
def test_what_is_handed_to_communes_and_their_schools_is_asked(
    point: str, asked: str, office: Workspace
) -> None:
    assert asked in said(office, point, "Sở Giáo dục và Đào tạo")[1]


@pytest.mark.parametrize("doer", ["Cục Quản lý Khám, chữa bệnh đầu mối", "Vụ Pháp chế là đầu mối"])
def test_a_body_that_is_the_point_of_contact_has_the_work(doer: str, office: Workspace) -> None:
    point = f"Hoàn thiện tài liệu chuyên môn; {doer}."
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words == "" or "xem có phải việc của xã" in question


@pytest.mark.parametrize(
    "line", ["Đơn vị phối hợp: UBND các xã, phường.", "Phối hợp: UBND cấp xã."]
)
def test_a_partner_named_on_a_line_of_its_own_helps(line: str, office: Workspace) -> None:
    points = (
        "Thời gian: hoàn thành trong quý III năm 2026.",
        "Đơn vị thực hiện: Sở Công Thương.",
        line,
    )
    derived = derive(office, item("nv", "Kiểm kê làng nghề", *points))
    help_ = node(derived, "nv-3")
    assert help_.noi_dung == "Phối hợp với Sở Công Thương thực hiện."
    assert "phần việc của xã" in help_.can_xem
    assert node(derived, "nv-1") is not None
    alone = derive(office, item("nv", "Kiểm kê làng nghề", *points[:2]))
    assert node(alone, "nv") is None


FAIR = "hội chợ làng nghề do Sở Công Thương tổ chức."


@pytest.mark.parametrize(
    ("later", "said_so"),
    [("Các xã đăng ký gian hàng trước ngày 01/10/2026.",
      f"Đăng ký gian hàng trước ngày 01/10/2026, tham gia {FAIR}"),
     ("UBND các xã xác nhận danh sách.", f"Xác nhận danh sách, phục vụ {FAIR}"),
     ("UBND các xã cử 02 người tham dự.", f"Cử 02 người tham dự {FAIR}"),
     ("UBND các xã phổ biến đến từng thôn.", f"Phổ biến {FAIR[:-1]} đến từng thôn.")],
)  # fmt: skip
def test_what_follows_a_sentence_that_was_left_out_says_of_what(
    later: str, said_so: str, office: Workspace
) -> None:
    point = f"Sở Công Thương tổ chức hội chợ làng nghề. {later}"
    assert said(office, point, "Quảng bá") == (said_so, "")


def test_whom_each_office_sends_says_to_what(office: Workspace) -> None:
    point = "Sở Y tế mở hội thi nấu ăn; đề nghị mỗi đơn vị cử 03 người."
    words, question = said(office, point, "Sở Y tế")
    assert "hội thi nấu ăn do Sở Y tế mở" in words or "“Sở Y tế mở hội thi nấu ăn" in question


@pytest.mark.parametrize("who", ["Công an các xã, phường", "Trạm Y tế các xã"])
def test_its_own_body_by_name_is_a_whole_sentence(who: str, office: Workspace) -> None:
    point = f"Sở Y tế tổng hợp. {who} lập danh sách hộ kinh doanh thuốc."
    assert "Câu liền trước" not in said(office, point, "Quản lý")[1]


def test_one_of_two_bodies_may_be_told_and_both_keep_their_names(office: Workspace) -> None:
    point = "Nhân dân thấy đê bị sạt lở phải báo ngay cho Đồn Biên phòng hoặc Ủy ban nhân dân xã."
    words, _question = said(office, point, "Nhiệm vụ, giải pháp")
    assert "báo ngay cho Đồn Biên phòng hoặc UBND xã" in words
    many = "Người dân báo cho Đồn Biên phòng hoặc UBND các xã, phường gần nhất."
    words, _question = said(office, many, "Nhiệm vụ, giải pháp")
    assert "báo cho Đồn Biên phòng hoặc UBND xã" in words


@pytest.mark.parametrize(
    ("school", "what"),
    [("Trường phổ thông", "hướng dẫn. Trường phổ thông"),
     ("Các cơ sở giáo dục", "chỉ đạo các cơ sở giáo dục")],
)  # fmt: skip
def test_schools_of_communes_behind_a_department_are_asked_about(
    school: str, what: str, office: Workspace
) -> None:
    told = f"Sở Giáo dục và Đào tạo {what} thu cùng buổi họp phụ huynh."
    text, asked = said(office, told, "Giáo dục")
    assert text.startswith(school)
    assert "xem giao trường nào" in asked


@pytest.mark.parametrize(
    "school", ["Trường trung học phổ thông", "Trường phổ thông dân tộc nội trú"]
)
def test_schools_of_the_province_are_left_out(school: str, office: Workspace) -> None:
    told = f"Sở Giáo dục và Đào tạo hướng dẫn. {school} thu cùng buổi họp phụ huynh."
    assert node(derive(office, item("nv", "Giáo dục", told)), "nv-1") is None


def test_heads_of_own_schools_stay_heads(office: Workspace) -> None:
    text, _asked = said_by_us(office, "Hiệu trưởng các trường mầm non thuộc xã ký cam kết.")
    assert text == "Hiệu trưởng các trường mầm non thuộc UBND xã ký cam kết."


@pytest.mark.parametrize(
    "point",
    ["Các xã thực hiện liên thông 02 nhóm thủ tục trên Cổng Dịch vụ công quốc gia.",
     "UBND các xã hoàn thành việc rà soát, lập danh sách hộ đăng ký trong Quý III/2026.",
     "Sở Tư pháp chọn đơn vị số hóa, ký hợp đồng. UBND các xã không tự ký hợp đồng số hóa.",
     "Sở Xây dựng tham mưu UBND tỉnh ban hành Quy định về vỉa hè. UBND các xã rà soát, đề xuất danh"
     " mục tuyến đường được phép sử dụng tạm thời vỉa hè gửi Sở Xây dựng trước ngày 15/4/2026."],
)  # fmt: skip
def test_a_whole_sentence_without_a_place_is_not_asked_about(point: str, office: Workspace) -> None:
    assert not node(derive(office, item("nv", "Nhiệm vụ chung", point)), "nv-1").can_xem


def test_what_the_superior_is_to_become_is_asked_about(office: Workspace) -> None:
    point = "Tầm nhìn đến năm 2035: Sơn La là trung tâm du lịch hàng đầu khu vực Đông Nam Á."
    found = node(derive(office, item("nv", "Nhiệm vụ chung", point)), "nv-1")
    assert found is None or "tỉnh Sơn La" in found.can_xem


# ------------------------------------------------------------------ before the communes


@pytest.mark.parametrize(
    "point",
    [
        "Khai trương tuyến phố tại Quảng trường tỉnh ngày 30/4; các xã, phường treo cờ cùng ngày.",
        "Xây dựng phần mềm tra cứu dùng chung; cấp xã cập nhật hồ sơ trong quý III/2026.",
        "Ban hành bộ tiêu chí chấm điểm; các xã tự đánh giá trước ngày 01/12/2026.",
        "Bồi dưỡng nghiệp vụ cho cộng tác viên thư viện, các xã cử người dự đủ.",
        "Hội chợ nông sản mở tại Trung tâm Triển lãm tỉnh; mỗi xã đăng ký 01 gian hàng.",
    ],
)
def test_work_before_what_the_communes_are_told_may_be_another_s(
    point: str, office: Workspace
) -> None:
    words, question = said(office, point, "Nội dung")
    assert words
    assert "không nói cấp nào" in question


@pytest.mark.parametrize(
    "point",
    [
        "Thống kê giếng khoan theo từng thôn; mỗi xã bố trí ít nhất 02 điểm cấp nước.",
        "Sửa chữa phần mộ; các xã, phường hoàn thành trước ngày 15/7/2026.",
        "Tăng cường tuyên truyền; các xã, phường phát tờ rơi đến từng hộ.",
    ],
)
def test_what_the_communes_do_themselves_before_is_not_asked(point: str, office: Workspace) -> None:
    words, question = said(office, point, "Nội dung")
    assert "UBND xã" in words
    assert not question
