"""Lists of who acts that go on with others, times before a heading, and the unit's own reports."""

from __future__ import annotations

import pytest

from generator.grammar.letters import plain_of
from generator.grammar.named_bodies import groups
from generator.grammar.orders import heading, led_and_met
from generator.workspace.workspace import Workspace
from tests.derived_plan import OWN, derive, item, node, office, said, under

__all__ = ["office"]

LISTS = {
    "Yêu cầu UBND các xã và các bệnh viện (công lập, tư nhân); trung tâm y tế, các phòng khám"
    " báo cáo số giường bệnh về Sở Y tế trước ngày 15/3/2026.":
        "UBND xã báo cáo số giường bệnh về Sở Y tế trước ngày 15/3/2026.",
    "Đề nghị UBND các xã, phường và các doanh nghiệp, hợp tác xã, các cơ sở chế biến gửi báo cáo"
    " sản lượng về Sở Công Thương trước ngày 20/4/2026.":
        "UBND xã gửi báo cáo sản lượng về Sở Công Thương trước ngày 20/4/2026.",
    "Đề nghị các sở, ngành; UBND các xã, phường; các trường đại học, cao đẳng và các bệnh viện"
    " tuyến tỉnh gửi báo cáo về Sở Nội vụ trước ngày 10/12/2026.":
        "UBND xã gửi báo cáo về Sở Nội vụ trước ngày 10/12/2026.",
    "Đề nghị các học viện, trường đại học; các trung tâm nghiên cứu; UBND các xã, phường đăng ký"
    " nhiệm vụ khoa học năm 2027 về Sở Khoa học và Công nghệ.":
        "UBND xã đăng ký nhiệm vụ khoa học năm 2027 về Sở Khoa học và Công nghệ.",
    "Yêu cầu Sở Du lịch, các công ty lữ hành, hướng dẫn viên và UBND các xã tuyên truyền không"
    " xả rác.": "Tuyên truyền không xả rác.",
    "Đề nghị UBND các xã, các trung tâm bảo trợ, các cơ sở nuôi dưỡng ngoài công lập báo cáo số"
    " trẻ mồ côi về Sở Y tế.": "UBND xã báo cáo số trẻ mồ côi về Sở Y tế.",
    "UBND các xã, các doanh nghiệp, các hợp tác xã không dùng túi ni lông.":
        "Không dùng túi ni lông.",
}  # fmt: skip


@pytest.mark.parametrize(("above", "own"), LISTS.items())
def test_the_unit_stands_alone_where_a_list_of_who_acts_goes_on_with_others(
    office: Workspace, above: str, own: str
) -> None:
    assert said(office, above)[0] == own


def test_what_lies_in_the_province_is_in_one_list_with_the_chairmen_behind_it() -> None:
    title = "Giám đốc các sở và các doanh nghiệp trên địa bàn, Chủ tịch UBND xã, phường"
    who, asked = heading(title)
    assert [body.text for body in who][-1] == "Chủ tịch UBND xã, phường"
    assert not asked


def test_who_keeps_schools_said_in_brackets_ends_no_list() -> None:
    found = groups(plain_of("UBND các xã và các trường THPT (công lập, tư thục), Công an tỉnh"))
    assert [len(group.bodies) for group in found] == [3]


def test_the_points_of_all_who_are_named_are_the_units_too(office: Workspace) -> None:
    title = "Thủ trưởng các sở, ngành và các doanh nghiệp trên địa bàn, Chủ tịch UBND xã, phường"
    made = derive(office, item("nv", title, "Tổ chức trực Tết.", "Theo dõi tin báo rét hại."))
    assert node(made, "nv-1") is not None
    assert node(made, "nv-2") is not None


TIMES = {
    "Sau bão, Bí thư, Chủ tịch UBND các xã, phường": "Sau bão, ",
    "Trước ngày 15/5/2026, Bí thư Đảng ủy, Chủ tịch UBND các xã": "Trước ngày 15/5/2026, ",
    "Trong mùa khô, UBND các xã, phường": "Trong mùa khô, ",
}


@pytest.mark.parametrize(("title", "when"), TIMES.items())
def test_when_the_bodies_of_a_heading_act_goes_with_each_point(
    office: Workspace, title: str, when: str
) -> None:
    made = derive(office, item("nv", title, "Chỉ đạo tuần tra rừng.", "Sửa chữa đường lên rẫy."))
    assert node(made, "nv-1").noi_dung == f"{when}tham mưu UBND xã chỉ đạo tuần tra rừng."
    assert node(made, "nv-2").noi_dung == f"{when}sửa chữa đường lên rẫy."
    assert "Bí thư" not in made.text
    assert under(made, "nv-1").startswith("Phòng ")


def test_a_room_advises_behind_the_time_with_which_its_point_begins(office: Workspace) -> None:
    words, _asked = said(office, "Sau lũ, xử phạt cơ sở xả thải; khử trùng chuồng trại.", OWN)
    assert words.startswith("Sau lũ, tham mưu Chủ tịch UBND xã xử phạt")


def test_leading_is_an_act_of_the_committee_and_no_second_body(office: Workspace) -> None:
    words, asked = said(office, "Lãnh đạo, chỉ đạo nạo vét kênh nội đồng.", OWN)
    assert words == "Tham mưu UBND xã lãnh đạo, chỉ đạo nạo vét kênh nội đồng."
    assert "viết lại" not in asked


def test_a_room_does_not_stop_what_firms_do(office: Workspace) -> None:
    words, _asked = said(office, "Kiểm tra bến thủy; tạm dừng ngay việc đón khách nếu sai.", OWN)
    assert "tham mưu UBND xã tạm dừng ngay" in words


REPORTS = {
    "UBND xã, phường kịp thời báo cáo khó khăn, vướng mắc phát sinh về Sở Xây dựng để tổng hợp./.":
        "Kịp thời báo cáo khó khăn, vướng mắc phát sinh về Sở Xây dựng để tổng hợp./.",
    "UBND các xã nghiêm túc thực hiện Kế hoạch này; nếu có vướng mắc, báo cáo UBND tỉnh./.":
        "Ủy ban nhân dân xã yêu cầu các phòng, đơn vị nghiêm túc triển khai",
    "Yêu cầu Giám đốc các sở; Chủ tịch UBND các xã tập trung thực hiện nghiêm Công điện này./.":
        "Ủy ban nhân dân xã yêu cầu các phòng, đơn vị nghiêm túc triển khai",
}  # fmt: skip


@pytest.mark.parametrize(("above", "own"), REPORTS.items())
def test_what_the_unit_reports_is_no_closing_formula(
    office: Workspace, above: str, own: str
) -> None:
    rows = (f'\n[[muc.khoan]]\nid = "k{n}"\nnoi_dung = "{text}"\n'
            for n, text in enumerate(("Tăng cường tuyên truyền.", above)))  # fmt: skip
    assert node(derive(office, *rows), "k1").noi_dung.startswith(own)


def test_an_hour_is_no_figure_of_anybody(office: Workspace) -> None:
    words, asked = said(office, "Kêu gọi bè nuôi cá vào bờ trước 18h ngày 04/8/2026.", OWN)
    assert "18h" in words
    assert "Chỉ tiêu" not in asked


CLASSES = {
    "Bộ Chỉ huy Quân sự tỉnh chủ trì, phối hợp với UBND xã ven sông và các đơn vị có liên quan":
        ("Phối hợp với Bộ Chỉ huy Quân sự tỉnh", "ven sông"),
    "Công an tỉnh chủ trì, phối hợp với UBND các xã biên giới và các đơn vị liên quan":
        ("Phối hợp với Công an tỉnh", "biên giới"),
    "Hội Chữ thập đỏ tỉnh chủ trì, phối hợp với UBND xã ven sông và các đơn vị":
        ("Phối hợp với Hội Chữ thập đỏ tỉnh", "ven sông"),
}  # fmt: skip


@pytest.mark.parametrize(("title", "own"), CLASSES.items())
def test_a_class_of_units_that_helps_is_asked_at_the_heading_and_glued_to_nobody(
    office: Workspace, title: str, own: tuple[str, str]
) -> None:
    made = derive(office, item("nv", title, "Kêu gọi người dân rời nơi ngập."))
    heading = node(made, "nv")
    assert heading.tieu_de == own[0]
    assert f"“{own[1]}”" in heading.can_xem


def test_what_is_put_into_a_paper_of_the_superior_is_asked(office: Workspace) -> None:
    point = "Phối hợp với Sở Y tế và các địa phương đưa chỉ tiêu vào kế hoạch năm của tỉnh."
    _words, asked = said(office, point, "Sở Tài chính")
    assert "kế hoạch năm của tỉnh" in asked


def test_until_when_the_superior_lets_the_unit_work_is_told(office: Workspace) -> None:
    text = "UBND các xã nhập số liệu hộ nghèo; Sở Nội vụ mở phần mềm đến hết ngày 20/11/2026."
    lost = derive(office, item("nv", "Nhiệm vụ", text)).lost
    assert any("20/11/2026" in one.words for one in lost)


def test_departments_are_known_by_letters_with_a_dash() -> None:
    short = ("Sở GD-ĐT", "Sở NN-MT", "Sở VH-TT-DL")
    found = [group.bodies[0].name for one in short for group in groups(plain_of(one))]
    assert found == [
        "sở giáo dục và đào tạo", "sở nông nghiệp và môi trường",
        "sở văn hóa, thể thao và du lịch",
    ]  # fmt: skip


FORCES = {
    "Lực lượng vũ trang địa phương giúp dân gặt lúa.":
        "Công an xã, Ban Chỉ huy Quân sự xã giúp dân gặt lúa.",
    "Lực lượng vũ trang sẵn sàng hỗ trợ di dời dân.":
        "Công an xã, Ban Chỉ huy Quân sự xã sẵn sàng hỗ trợ di dời dân.",
    "Lực lượng vũ trang tỉnh dựng lại nhà cho dân.": "",
}  # fmt: skip


@pytest.mark.parametrize(("above", "own"), FORCES.items())
def test_forces_of_no_said_level_are_the_communes_police_and_command(
    office: Workspace, above: str, own: str
) -> None:
    assert said(office, above)[0] == own


def test_whom_equals_meet_is_said_once(office: Workspace) -> None:
    above = "Sở Xây dựng, UBND các xã phối hợp các đơn vị liên quan sơn kẻ vạch đường."
    own = "UBND xã phối hợp với Sở Xây dựng, các đơn vị liên quan sơn kẻ vạch đường."
    assert said(office, above)[0] == own


def test_a_heading_that_says_whom_its_leader_meets_leads_its_points() -> None:
    found = led_and_met("Công an tỉnh chủ trì, phối hợp với UBND xã ven sông và các đơn vị")
    assert found is not None
    assert [body.text for body in found[0].bodies] == ["Công an tỉnh"]


def test_when_who_leads_meets_the_unit_goes_with_each_point(office: Workspace) -> None:
    title = "Trước mùa mưa, Sở Xây dựng chủ trì, phối hợp với UBND các xã"
    made = derive(office, item("nv", title, "Cắt tỉa cây xanh."))
    assert under(made, "nv-1") == "Phối hợp với Sở Xây dựng"
    assert node(made, "nv-1").noi_dung == "Trước mùa mưa, cắt tỉa cây xanh."


def test_the_title_of_a_cited_document_keeps_its_words(office: Workspace) -> None:
    above = (
        "Tiếp tục thực hiện Chỉ thị số 05/CT-UBND ngày 02/3/2025 của UBND tỉnh về quản lý chó nuôi"
        " thả rông tại khu dân cư và nơi công cộng trên địa bàn tỉnh."
    )
    words, asked = said(office, above, OWN)
    assert words == above
    assert "trên địa bàn tỉnh" not in asked
