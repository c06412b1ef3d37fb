"""Whose act a sentence is where several kinds of units, a permit or a receiver stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.competence.kinds_apart import own_kind
from generator.cascade.deriving.competence.of_communes import without_others
from generator.cascade.deriving.unit.addressee import Addressee
from generator.cascade.deriving.wording.alternatives import only_own
from generator.grammar.named_bodies import bodies
from generator.grammar.named_units import named_units
from tests.derived_plan import ALL, OWN, derive, item, office, said, said_by_us, titles, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


class Unit:
    """As much of an addressee as these functions ask for."""

    def __init__(self, word: str, name: str, rooms: tuple[str, ...] = ()) -> None:
        self.word, self.unit, self.bodies = word, f"{word} {name}", frozenset(rooms)
        self.word_above = "tỉnh"


DEPARTMENT = Addressee(
    1, "tỉnh", "", "Sở Công Thương", committee=False, above=1, place_above="tỉnh Sơn La", facts={}
)
XA, PHUONG, DAC_KHU = Unit("xã", "Mai Sơn"), Unit("phường", "Tân An"), Unit("đặc khu", "Côn Đảo")


# ------------------------------------------------------------------ of several kinds


@pytest.mark.parametrize(
    ("above", "xa", "phuong"),
    [
        ("Lập tổ canh đê, mỗi xã có 02 tổ, mỗi phường có 01 tổ; phát đèn pin cho tổ.",
         "Lập tổ canh đê, mỗi xã có 02 tổ; phát đèn pin cho tổ.",
         "Lập tổ canh đê, mỗi phường có 01 tổ; phát đèn pin cho tổ."),
        ("Mỗi xã mở 03 lớp, mỗi phường 02 lớp, hoàn thành trước ngày 30/9/2026.",
         "Mỗi xã mở 03 lớp, hoàn thành trước ngày 30/9/2026.",
         "Mỗi phường mở 02 lớp, hoàn thành trước ngày 30/9/2026."),
        ("Mỗi xã cử 02 người, mỗi phường cử 03 người dự tập huấn.",
         "Mỗi xã cử 02 người dự tập huấn.", "Mỗi phường cử 03 người dự tập huấn."),
        ("Phấn đấu mỗi phường có 01 phố sách, mỗi xã có 01 tủ sách, đặc khu Côn Đảo có 02 tủ sách.",
         "Phấn đấu mỗi xã có 01 tủ sách.", "Phấn đấu mỗi phường có 01 phố sách."),
        ("Sở Y tế mở hội thao; mỗi xã tham gia 01 đội, mỗi phường 02 đội.",
         "Sở Y tế mở hội thao; mỗi xã tham gia 01 đội.",
         "Sở Y tế mở hội thao; mỗi phường tham gia 02 đội."),
        ("Mỗi xã có 02 mô hình trồng rau sạch, mỗi phường có 01 mô hình; mở 03 lớp.",
         "Mỗi xã có 02 mô hình trồng rau sạch; mở 03 lớp.",
         "Mỗi phường có 01 mô hình trồng rau sạch; mở 03 lớp."),
        ("Mỗi xã trồng 02 ha rừng ngập mặn, mỗi phường cải tạo 01 ha.",  # not the same is done
         "Mỗi xã trồng 02 ha rừng ngập mặn.", "Mỗi phường cải tạo 01 ha."),
        ("Các phường khu vực trung tâm và các xã ven đô tổ chức phiên chợ.",
         "Các xã ven đô tổ chức phiên chợ.", "Các phường khu vực trung tâm tổ chức phiên chợ."),
    ],
)  # fmt: skip
def test_of_what_each_kind_of_units_does_the_own_part_stays(
    above: str, xa: str, phuong: str
) -> None:
    assert own_kind(XA, above) == xa  # type: ignore[arg-type]
    assert own_kind(PHUONG, above) == phuong  # type: ignore[arg-type]


def test_a_unit_that_is_named_beside_the_kinds_has_what_is_said_of_it() -> None:
    above = "Mỗi phường có 01 phố sách, mỗi xã có 01 tủ sách, đặc khu Côn Đảo có 02 tủ sách."
    assert own_kind(DAC_KHU, above) == "Đặc khu Côn Đảo có 02 tủ sách."  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "above",
    [
        "Mỗi xã, phường, đặc khu thành lập 01 tổ, mỗi thôn 01 nhóm.",
        "Các xã và các phường tổ chức ra quân.",
        "Lập hồ sơ tại các xã, phường có rừng và báo cáo.",
        "Các xã, phường Tân An và phường Hòa Bình lập tổ kiểm tra.",
    ],
)
def test_what_all_kinds_do_together_is_not_taken_apart(above: str) -> None:
    for unit in (XA, PHUONG):
        assert own_kind(unit, above) == above  # type: ignore[arg-type]


def test_of_rooms_by_the_kind_of_unit_the_own_one_stays() -> None:
    above = "Phòng Kinh tế, Hạ tầng và Đô thị phường, Phòng Kinh tế xã, đặc khu là đầu mối."
    assert only_own(above, XA) == "Phòng Kinh tế xã, đặc khu là đầu mối."  # type: ignore[arg-type]
    own = "Phòng Kinh tế, Hạ tầng và Đô thị phường là đầu mối."
    assert only_own(above, PHUONG) == own  # type: ignore[arg-type]


# ------------------------------------------------------------------ whose competence


@pytest.mark.parametrize(
    "point",
    [
        "Cấp phép hoạt động cho các cơ sở dạy bơi theo thẩm quyền.",
        "Ban hành quyết định phân cấp quản lý chợ trên địa bàn tỉnh.",
        "Công nhận cơ sở chăm sóc người cao tuổi đạt chuẩn.",
        "Thẩm định, phê duyệt phương án bảo vệ hồ chứa.",
    ],
)
def test_a_decision_that_nobody_is_named_for_is_asked_about(point: str, office: Workspace) -> None:
    words, question = said(office, point, ALL)
    assert words
    assert question


@pytest.mark.parametrize(
    "point",
    [
        "Phê duyệt phương án bảo vệ rừng của cộng đồng.",
        "Kiểm tra việc thực hiện phương án đã được phê duyệt.",
        "Ban hành kế hoạch tuyên truyền hằng quý.",
    ],
)
def test_a_decision_told_to_the_units_is_theirs(point: str, office: Workspace) -> None:
    words, question = said_by_us(office, point)
    assert words
    assert "không nói cấp nào" not in question


def test_what_is_sent_to_all_units_is_done_above_them(office: Workspace) -> None:
    point = "Phê duyệt danh mục hồ chứa xung yếu, gửi các xã, phường để phối hợp theo dõi."
    assert said(office, point, ALL)[0] == ""
    own = "Lập danh sách hộ ở ven suối, gửi UBND các xã giáp ranh để phối hợp di dời."
    assert said(office, own, ALL)[0] != ""


def test_units_told_by_what_is_there_are_not_the_own_rooms(office: Workspace) -> None:
    point = "Đình chỉ cơ sở vi phạm, thông báo cho Sở Y tế và UBND phường, xã nơi đặt kho hàng."
    assert "Sở Y tế và UBND phường, xã nơi đặt kho hàng" in said_by_us(office, point)[0]


def test_what_few_communes_have_is_asked_where_the_area_was_the_superiors(
    office: Workspace,
) -> None:
    _words, question = said(office, "Các bệnh viện, chợ trên địa bàn tỉnh treo cờ ngày lễ.", ALL)
    assert "“bệnh viện” không phải nơi nào cũng có" in question
    _words, question = said(office, "Các trường học, chợ trên địa bàn tỉnh treo cờ ngày lễ.", ALL)
    assert "không phải nơi nào cũng có" not in question


# ------------------------------------------------------------------ whose schools, whose rooms


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Chỉ đạo các trường mầm non rà soát bếp ăn.", "Các trường mầm non rà soát bếp ăn."),
        ("Chỉ đạo dạy bơi. Các trường tiểu học, trung học cơ sở rào quanh ao.",
         "Các trường tiểu học, trung học cơ sở rào quanh ao."),
    ],
)  # fmt: skip
def test_schools_by_their_kind_are_the_communes_own(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, "Sở Giáo dục và Đào tạo") == (own, "")


def test_a_school_by_its_name_is_asked_about(office: Workspace) -> None:
    point = "Chỉ đạo dạy bơi. Trường Tiểu học Kim Đồng rào quanh ao."
    assert "xem giao trường nào" in said(office, point, "Sở Giáo dục và Đào tạo")[1]


def test_who_gets_a_report_does_not_say_of_which_room_it_is(office: Workspace) -> None:
    points = ("Quản lý chợ, hạ tầng chợ.", "Định kỳ hằng quý báo cáo Sở An toàn thực phẩm.")
    derived = derive(office, item("nv", OWN, *points))
    assert not any("Văn hóa - Xã hội" in title for title in titles(derived))


def test_the_committee_is_the_investor_and_no_room_of_it(office: Workspace) -> None:
    told = "Được giao làm chủ đầu tư công trình trường học; lập hồ sơ."
    words, question = said_by_us(office, told)
    assert "thực hiện nhiệm vụ chủ đầu tư công trình trường học" in words
    assert "Chỉ nói riêng một phần" not in question


def test_what_the_unit_was_given_to_do_it_does(office: Workspace) -> None:
    words, question = said_by_us(office, "Được giao quản lý tàu cá dưới 12 mét; lập sổ theo dõi.")
    assert words == "Quản lý tàu cá dưới 12 mét; lập sổ theo dõi."
    assert question == ""


def test_a_room_proposes_to_above_through_the_committee(office: Workspace) -> None:
    words, _question = said_by_us(office, "Đề xuất UBND tỉnh khen thưởng tập thể có thành tích.")
    assert words == "Tham mưu UBND xã đề xuất UBND tỉnh khen thưởng tập thể có thành tích."
    people = "Đề nghị các hộ dân ký cam kết."
    assert said_by_us(office, people)[0] == people


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Quản lý bến của xã; đối với bến trên sông lớn, kịp thời kiến nghị Sở Xây dựng xử lý.",
         "Quản lý bến của xã; đối với bến trên sông lớn, tham mưu UBND xã kịp thời kiến nghị Sở"
         " Xây dựng xử lý."),
        ("Đối với cầu trên quốc lộ, đề nghị Sở Xây dựng sửa chữa.",
         "Đối với cầu trên quốc lộ, tham mưu UBND xã đề nghị Sở Xây dựng sửa chữa."),
        ("Tham mưu Ban Chỉ đạo tỉnh kiểm tra chợ; báo cáo UBND tỉnh.",
         "Tham mưu UBND xã đề xuất Ban Chỉ đạo tỉnh kiểm tra chợ; báo cáo UBND tỉnh."),
        # of its own, of people, of the Party: as it stands
        ("Quản lý chợ; trường hợp gây rối, kịp thời đề nghị Công an xã xử lý.", ""),
        ("Quản lý chợ; đối với hộ vi phạm, đề nghị hộ tự tháo dỡ.", ""),
        ("Tham mưu cho cấp ủy lãnh đạo thực hiện.", ""),
    ],
)  # fmt: skip
def test_a_room_turns_to_above_through_the_committee_in_every_clause(
    point: str, own: str, office: Workspace
) -> None:
    assert said_by_us(office, point)[0] == (own or point)


# ------------------------------------------------------------------ what goes on behind others


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Sở Xây dựng chủ trì, phối hợp với Công an tỉnh và UBND các xã, phường kiểm tra bến đò;"
         " tham mưu Chủ tịch UBND tỉnh đình chỉ bến không đủ điều kiện.",
         "Phối hợp với Sở Xây dựng kiểm tra bến đò."),
        ("Công an tỉnh chỉ đạo Công an cấp xã tuần tra; mỗi tháng tổ chức ít nhất 02 đợt cao điểm.",
         "Công an xã tuần tra; mỗi tháng tổ chức ít nhất 02 đợt cao điểm."),
        ("Hạt Kiểm lâm phối hợp với chính quyền xã, lực lượng dân quân tuần tra 04 lần/tháng.",
         "Phối hợp với Hạt Kiểm lâm, lực lượng dân quân tuần tra 04 lần/tháng."),
        ("Sở Y tế chỉ đạo Bệnh viện Lão khoa phối hợp với Trạm Y tế các xã khám cho người già.",
         "Trạm Y tế xã phối hợp với Bệnh viện Lão khoa khám cho người già."),
        ("Sở Công Thương chủ trì kết nối bao tiêu; các địa phương hỗ trợ hợp tác xã đăng ký mã số"
         " vùng trồng, truy xuất nguồn gốc.",
         "UBND xã hỗ trợ hợp tác xã đăng ký mã số vùng trồng, truy xuất nguồn gốc."),
    ],
)  # fmt: skip
def test_of_work_that_others_begin_the_units_part_stays_and_no_more(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, ALL) == (own, "")


def test_to_carry_out_the_plan_is_no_part_of_anothers_work(office: Workspace) -> None:
    department = "Sở Nông nghiệp và Môi trường"
    point = "Chủ trì, phối hợp với các sở, UBND các xã tổ chức thực hiện; ban hành hướng dẫn."
    assert said(office, point, department)[0] == ""
    point = "Phối hợp với UBND các xã triển khai thực hiện chương trình nhà ở cho hộ nghèo."
    assert said(office, point, department)[0] != ""


# ------------------------------------------------------------------ organisations, chairmen, wards


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Đề nghị Hội Nông dân tỉnh, Tỉnh đoàn và Liên minh Hợp tác xã tỉnh vận động hội viên.",
         "Đề nghị Hội Nông dân xã, Đoàn Thanh niên Cộng sản Hồ Chí Minh xã vận động hội viên."),
        ("Hội Người cao tuổi tỉnh: thành lập Quỹ Chăm sóc người cao tuổi tỉnh; hướng dẫn Hội Người"
         " cao tuổi xã, phường mừng thọ; tổng hợp báo cáo Sở Y tế.",
         "Đề nghị Hội Người cao tuổi xã mừng thọ."),
    ],
)  # fmt: skip
def test_what_organisations_above_do_themselves_is_left_to_them(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, ALL) == (own, "")


def test_where_committees_have_an_item_the_chairmans_is_all_his(office: Workspace) -> None:
    chairman = "Chủ tịch Ủy ban nhân dân các xã, phường"
    told = item("ct", chairman, "Trực tiếp tiếp công dân 02 ngày/tháng.", "Cung cấp hồ sơ.")
    derived = derive(office, told, item("nv", OWN, "Mở sổ theo dõi chợ.", "Quản lý chợ."))
    assert under(derived, "ct-2") == "Chủ tịch UBND xã"
    assert under(derived, "nv-2").startswith("Phòng Kinh tế")


def test_petitions_are_settled_by_the_chairman(office: Workspace) -> None:
    chairman = "Chủ tịch Ủy ban nhân dân các xã, phường"
    derived = derive(office, item("nv", chairman, "Giải quyết khiếu nại lần đầu.", "Mở sổ."))
    assert titles(derived)[0] == "Chủ tịch UBND xã"


def test_a_number_behind_each_ward_names_none() -> None:
    assert [unit.name for unit in named_units("mỗi phường 2 buổi, phường 01 điểm")] == []
    assert [unit.name for unit in named_units("UBND phường 1, phường 12")] == ["1", "12"]


def test_a_department_does_not_go_on_with_what_communes_do(office: Workspace) -> None:
    text = "UBND các xã lập phương án sắp xếp chợ; không bố trí hàng dễ cháy cạnh bếp ăn."
    assert without_others(text, DEPARTMENT) is None  # type: ignore[arg-type]
    own = "UBND các xã lập phương án. Kiểm tra chợ hạng 1; không cấp phép cho chợ vi phạm."
    assert (
        without_others(own, DEPARTMENT)  # type: ignore[arg-type]
        == "Kiểm tra chợ hạng 1; không cấp phép cho chợ vi phạm."
    )


# ------------------------------------------------------------------ several rooms told one thing


@pytest.mark.parametrize(
    ("point", "room", "own"),
    [
        ("Giao Phòng Kinh tế, Công an xã kiểm tra chợ.", "Phòng Kinh tế",
         "Chủ trì, phối hợp với Công an xã kiểm tra chợ."),
        ("Chỉ đạo Phòng Kinh tế, các đoàn thể và trưởng thôn rà soát điểm rác.", "Phòng Kinh tế",
         "Chủ trì, phối hợp với các đoàn thể và trưởng thôn rà soát điểm rác."),
        ("Chỉ đạo Công an xã, Ban Chỉ huy Quân sự xã tuần tra ban đêm.",
         "Công an xã, Ban Chỉ huy Quân sự xã", "Tuần tra ban đêm."),
        ("Giao Phòng Kinh tế chủ trì, Công an xã và các thôn phối hợp kiểm tra bãi tập kết cát.",
         "Phòng Kinh tế", "Chủ trì, phối hợp với Công an xã và các thôn kiểm tra bãi tập kết cát."),
        ("Văn phòng HĐND và UBND theo dõi việc niêm yết.", "Văn phòng",
         "Theo dõi việc niêm yết."),
    ],
)  # fmt: skip
def test_the_first_of_several_own_bodies_leads_what_they_are_told(
    point: str, room: str, own: str, office: Workspace
) -> None:
    derived = derive(office, item("nv", OWN, point))
    assert titles(derived)[0].startswith(room)
    assert said_by_us(office, point) == (own, "")


def test_a_superiors_force_told_beside_the_own_police_is_left_to_him(office: Workspace) -> None:
    point = "Chỉ đạo Phòng Cảnh sát hình sự, Công an các xã tuần tra."
    assert said(office, point, "Công an tỉnh")[0] == "Tuần tra."


def test_of_two_rooms_for_one_field_the_unit_has_one(office: Workspace) -> None:
    point = "Phòng Kinh tế, Hạ tầng và Đô thị, Phòng Kinh tế kiểm tra đất đai."
    assert said_by_us(office, point) == ("Kiểm tra đất đai.", "")


def test_neighbours_that_are_told_stay_neighbours(office: Workspace) -> None:
    point = "Tiếp nhận thông báo của thôn; gửi bản sao cho Sở Y tế và UBND xã, phường giáp ranh."
    assert said_by_us(office, point) == (point, "")


def test_organisations_called_by_their_first_word_are_told_in_a_communes_plan(
    office: Workspace,
) -> None:
    point = "Hội Nông dân tỉnh xây dựng đề án của tỉnh; hướng dẫn Đoàn, Hội cấp xã giúp hộ nghèo."
    assert said(office, point, ALL)[0] == "Đề nghị Hội Nông dân xã giúp hộ nghèo."


def test_units_at_the_centre_are_a_class_and_no_centre(office: Workspace) -> None:
    words, question = said(office, "Các xã trung tâm tổ chức phố đi bộ.", ALL)
    assert words == "Tổ chức phố đi bộ."
    assert "“trung tâm”" in question
    assert bodies("UBND các xã, Trung tâm Y tế khu vực lấy mẫu.")[0].only == ""


@pytest.mark.parametrize(
    ("point", "own", "asked"),
    [
        ("Ban Quản lý các khu phi thuế quan và cửa khẩu: phối hợp với UBND xã nơi có kho ngoại"
         " quan phổ biến quy định phòng cháy 02 lần/năm.",
         "Phối hợp với Ban Quản lý các khu phi thuế quan và cửa khẩu phổ biến quy định phòng"
         " cháy 02 lần/năm.", "“nơi có kho ngoại quan”"),
        ("Ban Quản lý bến xe Mai Sơn cùng với UBND các xã, phường sắp xếp chỗ đỗ.",
         "UBND xã phối hợp với Ban Quản lý bến xe Mai Sơn sắp xếp chỗ đỗ.", ""),
    ],
)  # fmt: skip
def test_a_board_is_met_by_all_that_it_manages(
    office: Workspace, point: str, own: str, asked: str
) -> None:
    words, question = said(office, point, ALL)
    assert (words, asked in (question or "")) == (own, True)


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Đề nghị Hội Chữ thập đỏ tỉnh: Vận động hội viên hiến máu.",
         "Đề nghị Hội Chữ thập đỏ xã vận động hội viên hiến máu."),
        ("Hội Nông dân tỉnh, Tỉnh đoàn: Phát động hội viên nhặt vỏ thuốc.",
         "Đề nghị Hội Nông dân xã, Đoàn Thanh niên Cộng sản Hồ Chí Minh xã phát động hội viên"
         " nhặt vỏ thuốc."),
        ("Tỉnh đoàn, Hội Liên hiệp Phụ nữ tỉnh: Chỉ đạo, hướng dẫn Đoàn Thanh niên, Hội Phụ nữ cấp"
         " xã vớt bèo vào sáng thứ Bảy.",
         "Đề nghị Đoàn Thanh niên xã, Hội Phụ nữ xã vớt bèo vào sáng thứ Bảy."),
        ("Liên đoàn Lao động tỉnh: Phối hợp, chỉ đạo Hội Nông dân cấp xã nấu cháo cho bệnh nhân.",
         "Đề nghị Hội Nông dân xã nấu cháo cho bệnh nhân."),
        ("Liên đoàn Lao động tỉnh: Chỉ đạo Công đoàn cấp xã nấu cháo cho bệnh nhân.",
         "Đề nghị Công đoàn xã nấu cháo cho bệnh nhân."),
    ],
)  # fmt: skip
def test_who_only_tells_organisations_below_does_none_of_it(
    office: Workspace, point: str, own: str
) -> None:
    assert said(office, point, ALL)[0] == own
