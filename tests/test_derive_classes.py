"""Units of a class as who acts, each asked by itself; those by name and their share of a total."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.competence.narrowed import narrowing
from generator.cascade.deriving.unit.addressee import Addressee
from generator.grammar.letters import key_of
from generator.workspace.workspace import Workspace
from tests.derived_plan import derive, item, node, office

__all__ = ["office"]

HEADING = "Ủy ban nhân dân các xã, phường"
TWO = (
    "Các xã có đường sắt đi qua tổ chức cảnh giới; các xã có mỏ đá, bến bãi vật liệu yêu cầu chủ mỏ"
    " cam kết chở đúng tải trọng."
)


def unit(word: str, **facts: bool) -> Addressee:
    return Addressee(
        3, word, f"{word} A", f"UBND {word} A", committee=True, above=1,
        place_above="tỉnh B", facts={key_of(k.replace("_", " ")): v for k, v in facts.items()},
    )  # fmt: skip


CLASSES = {
    "Đặc khu có từ 200 tàu cá trở lên thành lập Tổ công tác liên ngành.":
        "có từ 200 tàu cá trở lên",
    "Các xã, đặc khu giáp ranh tỉnh Đắk Lắk lập chốt kiểm soát.": "giáp ranh tỉnh Đắk Lắk",
    "Các xã, đặc khu nằm trên tuyến Quốc lộ 19 bố trí lực lượng trực.":
        "nằm trên tuyến Quốc lộ 19",
    "Các xã, đặc khu có tỷ lệ giải ngân dưới 50% kiểm điểm trách nhiệm.":
        "có tỷ lệ giải ngân dưới 50%",
    "UBND các xã, đặc khu có chợ hạng 2 trở lên sắp xếp nơi bán hàng.": "có chợ hạng 2 trở lên",
    "Các xã, đặc khu đợt 2 khảo sát luồng lạch trước ngày 01/9/2026.": "đợt 2",
    "Xã, đặc khu nhóm I số hóa hồ sơ hộ tịch.": "nhóm I",
    "UBND các đặc khu đăng ký về đích nông thôn mới năm 2026 hoàn thiện hồ sơ.":
        "đăng ký về đích nông thôn mới năm 2026",
    "Các xã, đặc khu tham gia Dự án 8 thành lập 03 tổ truyền thông.": "tham gia Dự án 8",
    "Các địa phương được lựa chọn triển khai giai đoạn 1 hoàn thành khảo sát.":
        "được lựa chọn triển khai giai đoạn 1",
    "UBND các đặc khu được chọn thí điểm lắp 02 phao báo sóng.": "được chọn thí điểm",
    "UBND các đặc khu thuộc danh sách hỗ trợ kèm theo lập dự toán.":
        "thuộc danh sách hỗ trợ kèm theo",
}  # fmt: skip


@pytest.mark.parametrize(("said", "about"), CLASSES.items())
def test_the_whole_condition_is_asked_with_its_place_and_number(said: str, about: str) -> None:
    found = narrowing(said, unit("đặc khu"))
    assert found is not None
    assert found.about == about
    assert found.verdict(unit("đặc khu")) == "asked"


@pytest.mark.parametrize(
    "said",
    [
        "Các xã không để phát sinh điểm nóng.",
        "Các xã có trách nhiệm bảo đảm kinh phí.",
        "Các xã còn lại tổ chức phun hóa chất.",
        "Các xã rà soát hộ nghèo.",
        "Các xã đăng ký nhu cầu giống gửi Sở Nông nghiệp và Môi trường.",
        "Các xã đăng ký tham gia mô hình trước ngày 15/5/2026.",
        "Các xã triển khai dự án bảo đảm hoàn thành trước ngày 30/6/2026.",
        "UBND các xã thực hiện chương trình hỗ trợ nhà ở cho 12 hộ nghèo.",
    ],
)
def test_what_all_units_do_narrows_nothing(said: str) -> None:
    assert narrowing(said, unit("xã")) is None


def test_of_two_classes_the_unit_need_be_in_one() -> None:
    said = "Các xã giáp ranh tỉnh Lai Châu và xã biên giới tổ chức thêm 01 đợt."
    found = narrowing(said, unit("xã"))
    assert found is not None
    assert found.classes == ["giáp ranh tỉnh Lai Châu", "biên giới"]
    assert found.verdict(unit("xã", biên_giới=True)) == "ours"
    assert found.verdict(unit("xã", biên_giới=False)) == "asked"
    no = unit("xã", biên_giới=False, giáp_ranh_tỉnh_Lai_Châu=False)
    assert found.verdict(no) == "others"


def test_two_conditions_of_a_sentence_are_two_questions_and_its_words_stay(
    office: Workspace,
) -> None:
    made = node(derive(office, item("xa", HEADING, TWO, "Nạo vét mương.")), "xa-1")
    assert "“có đường sắt đi qua”" in made.can_xem
    assert "“có mỏ đá, bến bãi vật liệu”" in made.can_xem
    assert "xã có mỏ đá, bến bãi vật liệu yêu cầu chủ mỏ" in made.noi_dung


@pytest.mark.parametrize(
    ("answers", "now"),
    [
        ({"có đường sắt đi qua": False, "có mỏ đá, bến bãi vật liệu": True},
         "Yêu cầu chủ mỏ cam kết chở đúng tải trọng."),
        ({"có đường sắt đi qua": True, "có mỏ đá, bến bãi vật liệu": False},
         "Tổ chức cảnh giới."),
    ],
)  # fmt: skip
def test_an_answer_takes_out_its_own_clause_alone(
    answers: dict[str, bool], now: str, office: Workspace
) -> None:
    made = derive(office, item("xa", HEADING, TWO, "Nạo vét mương."), facts=answers)
    assert node(made, "xa-1").noi_dung == now
    assert node(made, "xa-1").can_xem is None


SHARES = {
    "Tỷ lệ tiêm đạt trên 70%; toàn tỉnh tiêm 420.000 liều, trong đó xã Yên Châu 6.500 liều, xã"
    " Chiềng Hặc 4.200 liều.": "Tỷ lệ tiêm đạt trên 70%; tiêm 6.500 liều.",
    "Toàn tỉnh trồng 3.000 ha rừng, riêng xã Yên Châu 120 ha.": "Trồng 120 ha rừng.",
    "Xây mới 12 nhà văn hóa thôn (xã Yên Châu 02 nhà, xã Chiềng Hặc 01 nhà).":
        "Xây mới 02 nhà văn hóa thôn.",
    "Đào tạo nghề cho 5.000 lao động, trong đó có 90 lao động của xã Yên Châu.":
        "Đào tạo nghề cho 90 lao động.",
    "Trích 5,2 tỷ đồng từ nguồn xử phạt; Sở Tài chính phân bổ, trong đó hỗ trợ xã Yên Châu 180"
    " triệu đồng mua biển báo.": "Sử dụng 180 triệu đồng được hỗ trợ mua biển báo.",
}  # fmt: skip


@pytest.mark.parametrize(("said", "now"), SHARES.items())
def test_of_a_total_the_unit_s_share_stays_in_words_of_its_own(
    said: str, now: str, office: Workspace
) -> None:
    assert node(derive(office, item("muc", "Chỉ tiêu", said)), "muc-1").noi_dung == now


LISTED = {
    "Riêng các xã Mường Bú, Mai Sơn: bố trí ngay từ ngân sách xã 150 triệu đồng.": "",
    "Đối với các xã: Mường Bú, Yên Châu, Mai Sơn: mua 02 máy thổi gió.": "Mua 02 máy thổi gió.",
    "Riêng các xã Yên Châu, Mai Sơn: bố trí từ ngân sách xã không dưới 150 triệu đồng mua máy.":
        "Bố trí từ ngân sách xã không dưới 150 triệu đồng mua máy.",
    "Riêng xã Mường Bú: 15 ha cà phê.": "",
}  # fmt: skip
"""Sentences that begin with the units they are for."""


@pytest.mark.parametrize(("said", "now"), LISTED.items())
def test_what_is_said_of_units_by_name_before_a_colon_is_theirs(
    office: Workspace, said: str, now: str
) -> None:
    found = node(derive(office, item("k", said)), "k")
    assert (found.tieu_de if found is not None else "") == now


@pytest.mark.parametrize("rest", ["Các xã khác", "UBND các xã khác", "Những xã còn lại"])
def test_the_units_that_were_not_named_are_asked_about_or_others(
    office: Workspace, rest: str
) -> None:
    said = f"{rest} trồng 2 ha cây phân tán."
    alone = node(derive(office, item("c", HEADING, "Các xã rà soát đất trống.", said)), "c-2")
    assert (alone.noi_dung, rest in (alone.can_xem or "")) == ("Trồng 2 ha cây phân tán.", True)
    named = "Xã Yên Châu, xã Chiềng Hặc trồng 5 ha cây phân tán."
    assert node(derive(office, item("c", HEADING, named, said)), "c-2") is None


@pytest.mark.parametrize(
    ("said", "own", "about"),
    [
        (
            "Sở Công Thương chủ trì kiểm tra, nơi có chợ đầu mối thì UBND cấp xã bố trí tổ trực.",
            "Bố trí tổ trực.",
            "có chợ đầu mối",
        ),
        (
            "Sở Văn hóa, Thể thao và Du lịch hướng dẫn, nơi nào có di tích thì UBND xã cử người"
            " trông coi.",
            "Cử người trông coi.",
            "có di tích",
        ),
        (
            "Chi cục Kiểm lâm chỉ đạo các hạt kiểm lâm, phối hợp với UBND các xã có rừng phòng hộ"
            " tuần tra hằng tuần.",
            "Phối hợp với Chi cục Kiểm lâm tuần tra hằng tuần.",
            "có rừng phòng hộ",
        ),
    ],
)
def test_the_part_of_a_class_in_the_work_of_others_is_kept_and_asked(
    office: Workspace, said: str, own: str, about: str
) -> None:
    made = node(derive(office, item("c", "Nội dung", said)), "c-1")
    assert (made.noi_dung, about in (made.can_xem or "")) == (own, True)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (
            "Sở Nội vụ biên soạn tài liệu, UBND các xã bố trí hội trường, Trường Chính trị tỉnh"
            " giảng dạy trong tháng 7/2026.",
            "Bố trí hội trường.",
        ),
        (
            "Sở Công Thương mời doanh nghiệp, UBND các xã chọn sản phẩm, Báo Sơn La đưa tin.",
            "Chọn sản phẩm.",
        ),
        (
            "Sở Khoa học và Công nghệ lắp máy, UBND các xã cử người vận hành, Viễn thông Sơn La"
            " kéo cáp trước ngày 01/8/2026.",
            "Cử người vận hành.",
        ),
    ],
)
def test_of_several_who_act_in_a_row_the_unit_does_its_own_and_serves_none(
    office: Workspace, said: str, own: str
) -> None:
    made = node(derive(office, item("c", "Nội dung", said)), "c-1")
    assert (made.noi_dung, "đã bỏ" in (made.can_xem or "")) == (own, True)


@pytest.mark.parametrize(
    ("said", "own"),
    [
        (
            "Ủy ban nhân dân các xã, phường, đặc khu Cát Hải, đặc khu Bạch Long Vĩ rà soát ổ dịch.",
            "Rà soát ổ dịch.",
        ),
        (
            "Thủ trưởng các sở, ban, ngành, Chủ tịch UBND các xã, phường, đặc khu Cát Hải, Bạch"
            " Long Vĩ chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
            "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        ),
        ("Các xã, phường và đặc khu Phú Quý lắp trạm đo mưa.", "Lắp trạm đo mưa."),
    ],
)
def test_the_name_of_the_one_special_zone_is_no_name_of_a_commune(
    office: Workspace, said: str, own: str
) -> None:
    made = node(derive(office, item("c", "Nội dung", said)), "c-1")
    assert (made.noi_dung, made.can_xem) == (own, None)


@pytest.mark.parametrize(
    ("whom", "own"),
    [
        (
            "Ban Tuyên giáo và Dân vận Tỉnh ủy, Ủy ban MTTQ Việt Nam tỉnh",
            "Ủy ban MTTQ Việt Nam xã",
        ),
        (
            "Ủy ban MTTQ Việt Nam tỉnh, Ban Thường vụ Tỉnh đoàn",
            "Ủy ban MTTQ Việt Nam xã, Đoàn Thanh niên Cộng sản Hồ Chí Minh xã",
        ),
        (
            "Ban Thường vụ Tỉnh đoàn, Ban Thường vụ Hội Liên hiệp Phụ nữ tỉnh",
            "Đoàn Thanh niên Cộng sản Hồ Chí Minh xã, Hội Liên hiệp Phụ nữ xã",
        ),
    ],
)
def test_boards_in_a_request_hide_none_of_the_communes_organisations(
    office: Workspace, whom: str, own: str
) -> None:
    said = f"Đề nghị {whom} vận động hội viên."
    made = node(derive(office, item("c", "Tổ chức thực hiện", said)), "c-1")
    assert (made.noi_dung, made.can_xem) == (f"Đề nghị {own} vận động hội viên.", None)


ENDS = (
    "Các xã {có lò gạch thủ công} dỡ bỏ toàn bộ lò trong quý III/2026.",
    "UBND các xã {có hồ chứa trên 50.000 m3} tích nước theo quy trình.",
    "Các xã {có trên 500 ha cà phê} tái canh ít nhất 20 ha trong năm 2026.",
    "Các xã {có đường tuần tra biên giới} phát quang hành lang hai lần trong năm.",
    "Các xã {đã hoàn thành dồn điền đổi thửa} cấp giấy chứng nhận cho hộ dân.",
    "UBND các xã {có bãi tắm tự phát} rào chắn, cử người trực.",
    "Các xã {có cơ sở giết mổ} đóng dấu kiểm soát tại nơi giết mổ.",
    "Các xã {có công trình cấp nước tập trung} súc rửa bể hai tháng một lần.",
    "Các xã {có trụ sở dôi dư} bán đấu giá ít nhất 01 trụ sở.",
    "Các xã {có vườn quốc gia} phải ký quy chế phối hợp trước 30/11/2026.",
    "Các xã {có chợ nông thôn} mỗi chợ bố trí 01 điểm cân đối chứng.",
    "Các xã {có bến tàu du lịch} bố trí ít nhất 01 điểm trực cứu nạn.",
    "Các xã {có mỏ đấu giá} niêm yết giá.",
    "Các xã {có dự án đường cao tốc đi qua} bàn giao mặt bằng trước ngày 30/6/2026.",
    "Các xã {có hộ nuôi trên 100 con lợn} thống kê số đầu lợn mỗi tháng.",
    "Các xã {còn nhà tạm} xóa dứt điểm trong tháng 8/2026.",
    "Các xã {có rừng} trực tiếp chỉ huy tại hiện trường khi có cháy.",
)


@pytest.mark.parametrize("marked", ENDS)
def test_a_class_ends_where_its_fact_ends_whatever_verb_follows(
    marked: str, office: Workspace
) -> None:
    about = marked[marked.index("{") + 1 : marked.index("}")]
    said = marked.replace("{", "").replace("}", "")
    found = narrowing(said, unit("xã"))
    assert found is not None
    assert found.about == about
    left = node(derive(office, item("nv", "Nhiệm vụ chung", said)), "nv-1")
    assert f"“{about}”" in left.can_xem
    does = said.split(f"{about} ")[1]
    assert left.noi_dung.removeprefix("UBND xã ").lower() == does.lower()


def test_a_list_of_classes_ends_before_what_the_units_do(office: Workspace) -> None:
    said = "Các xã ven biển, cửa sông, các xã có bến phà bố trí ít nhất 02 xuồng cứu hộ."
    left = node(derive(office, item("nv", "Nhiệm vụ chung", said)), "nv-1")
    assert left.noi_dung == "Bố trí ít nhất 02 xuồng cứu hộ."
    assert left.can_xem.count("Chỉ giao nơi") == len(("ven biển, cửa sông", "có bến phà"))


@pytest.mark.parametrize(
    ("who", "whom"),
    [
        ("Ban Quản lý rừng Sông Mã, các công ty lâm nghiệp và Ủy ban nhân dân các xã có rừng",
         "Ban Quản lý rừng Sông Mã và các công ty lâm nghiệp"),
        ("Các công ty lâm nghiệp và Ủy ban nhân dân các xã có rừng", "các công ty lâm nghiệp"),
    ],
)  # fmt: skip
def test_what_takes_two_is_signed_with_those_who_are_named_beside(
    who: str, whom: str, office: Workspace
) -> None:
    said = f"{who} ký quy chế phối hợp trước ngày 31/12/2026."
    left = node(derive(office, item("nv", "Nhiệm vụ chung", said)), "nv-1")
    assert left.noi_dung == f"UBND xã ký quy chế phối hợp với {whom} trước ngày 31/12/2026."
    assert left.can_xem == "Chỉ giao nơi “có rừng”: xã Yên Châu có thuộc diện này không"


ALL = "Các xã, phường, đặc khu"
CAMERAS = "Các xã có chợ đêm lắp đặt 02 camera ở cổng; các xã khác lắp đặt 01 camera ở cổng."
BOATS = (
    "Các xã ven sông, các xã có bến phà bố trí 02 xuồng máy; các xã còn lại bố trí 01 xuồng máy."
)
PIGS = (
    f"{ALL} có hộ nuôi trên 100 con lợn thống kê số đầu lợn; các xã, phường, đặc khu khác báo cáo"
    " khi phát sinh."
)
PEOPLE = (
    f"Sở Y tế tập huấn cho 300 cán bộ; {ALL.lower()} biên giới cử 02 người, xã, phường, đặc khu"
    " khác cử 01 người."
)
DAYS = (
    f"{ALL} được chọn làm điểm hoàn thành trước ngày 30/5/2026, các nơi khác trước ngày 30/9/2026."
)
LAKES = (
    "Các xã có từ 02 hồ chứa trở lên thuê đơn vị quản lý; các xã có 01 hồ chứa giao cho hợp tác xã."
)
PONDS = (
    "Mỗi xã có ao cá từ 5 ha trở lên lập ít nhất 02 tổ tuần tra kênh mương trong quý II; các xã còn"
    " lại ít nhất 01 tổ; các phường không bắt buộc."
)
FOREST = "Các xã có rừng lập tổ xung kích; UBND các xã bố trí kinh phí."
MEETING = " tham gia lớp tập huấn do Sở Y tế tổ chức."


@pytest.mark.parametrize(
    ("point", "facts", "left"),
    [
        (CAMERAS, {"có chợ đêm": True}, "Lắp đặt 02 camera ở cổng."),
        (CAMERAS, {"có chợ đêm": False}, "Lắp đặt 01 camera ở cổng."),
        (BOATS, {"ven sông": True}, "Bố trí 02 xuồng máy."),
        (BOATS, {"ven sông": False, "có bến phà": True}, "Bố trí 02 xuồng máy."),
        (BOATS, {"ven sông": False, "có bến phà": False}, "Bố trí 01 xuồng máy."),
        (PIGS, {"có hộ nuôi trên 100 con lợn": True}, "Thống kê số đầu lợn."),
        (PIGS, {"có hộ nuôi trên 100 con lợn": False}, "Báo cáo khi phát sinh."),
        (PEOPLE, {"biên giới": True}, f"Cử 02 người{MEETING}"),
        (PEOPLE, {"biên giới": False}, f"Cử 01 người{MEETING}"),
        (DAYS, {"được chọn làm điểm": True}, "Xã hoàn thành trước ngày 30/5/2026."),
        (DAYS, {"được chọn làm điểm": False}, "Xã hoàn thành trước ngày 30/9/2026."),
        (LAKES, {"có từ 02 hồ chứa trở lên": False, "có 01 hồ chứa": True},
         "Giao cho hợp tác xã."),
        (FOREST, {"có rừng": False}, "Bố trí kinh phí."),
        (PONDS, {"có ao cá từ 5 ha trở lên": False}, "Lập ít nhất 01 tổ tuần tra kênh mương."),
        (PONDS, {"có ao cá từ 5 ha trở lên": True},
         "Lập ít nhất 02 tổ tuần tra kênh mương trong quý II."),
    ],
)  # fmt: skip
def test_of_a_class_and_the_units_left_the_unit_has_one_part_once_it_is_known(
    point: str, facts: dict[str, bool], left: str, office: Workspace
) -> None:
    found = node(derive(office, item("nv", "Nhiệm vụ chung", point), facts=facts), "nv-1")
    assert found.noi_dung == left
    assert not found.can_xem


@pytest.mark.parametrize("point", [CAMERAS, PIGS, PEOPLE, DAYS])
def test_the_class_alone_is_asked_for_it_settles_the_units_that_are_left(
    point: str, office: Workspace
) -> None:
    found = node(derive(office, item("nv", "Nhiệm vụ chung", point)), "nv-1")
    assert found.can_xem.count("không") == 1
    assert found.can_xem.startswith("Chỉ giao nơi “")


def test_a_verb_behind_a_kind_of_units_is_no_name(office: Workspace) -> None:
    point = f"{ALL} được chọn làm điểm lập hồ sơ trước ngày 30/5/2026."
    found = node(derive(office, item("nv", "Nhiệm vụ chung", point)), "nv-1")
    assert "được chọn làm điểm" in found.can_xem


def test_where_it_is_hard_to_live_is_a_class(office: Workspace) -> None:
    point = f"{ALL} bố trí kinh phí trực; {ALL.lower()} khó khăn được tỉnh hỗ trợ 70%."
    found = node(derive(office, item("nv", "Nhiệm vụ chung", point)), "nv-1")
    assert "“khó khăn”" in found.can_xem


@pytest.mark.parametrize(
    "said",
    ["Các xã có đập dâng trên 15 m ngắm nghía an toàn đập trước mùa lũ.",
     "UBND các xã có rừng ngắm nghía rừng trước ngày 30/6/2026, báo cáo kết quả.",
     "UBND các xã có trên 30% dân số là người Mông hò reo bằng hai thứ tiếng."],
)  # fmt: skip
def test_before_a_verb_that_nobody_lists_the_sentence_stays_and_the_office_is_not_asked(
    said: str, office: Workspace
) -> None:
    left = node(derive(office, item("nv", "Nhiệm vụ chung", said)), "nv-1")
    assert "Chỉ nói riêng một phần" in left.can_xem
    assert "Chỉ giao nơi" not in left.can_xem
    assert said.split(" xã ")[1].rstrip(".").split(" ", 1)[1] in left.noi_dung


@pytest.mark.parametrize(
    ("title", "asked"),
    [
        ("UBND xã Yên Châu", False),
        ("Nhiệm vụ chung", True),
        ("UBND các xã Yên Châu, Mai Sơn", True),
    ],
)
def test_a_place_under_a_heading_for_the_unit_alone_is_its_own(
    title: str, asked: bool, office: Workspace
) -> None:
    said = "Hoàn thành bãi trung chuyển tại khu vực Áng Chà trước ngày 31/3/2027."
    left = node(derive(office, item("nv", title, said)), "nv-1")
    assert ("địa danh" in (left.can_xem or "")) is asked


def test_units_of_a_class_in_the_middle_of_a_sentence_are_asked_about(office: Workspace) -> None:
    said = "Ưu tiên các xã có tỷ lệ hộ nghèo trên 30%; mỗi xã xóa ít nhất 05 nhà tạm."
    left = node(derive(office, item("nv", "Nhiệm vụ chung", said)), "nv-1")
    assert "“xã có tỷ lệ hộ nghèo trên 30%”" in left.can_xem


def test_what_all_of_a_class_are_to_have_is_asked_by_the_class(office: Workspace) -> None:
    made = derive(office, item("nv", "Chỉ tiêu", "100% xã biên giới có nhà sinh hoạt cộng đồng."))
    point = node(made, "nv-1")
    assert point.noi_dung == "Phấn đấu có nhà sinh hoạt cộng đồng."
    assert "biên giới" in point.can_xem


def test_what_all_units_are_to_have_is_no_class(office: Workspace) -> None:
    made = derive(office, item("nv", "Chỉ tiêu", "100% xã, phường có nhà sinh hoạt cộng đồng."))
    assert "Chỉ giao nơi" not in (node(made, "nv-1").can_xem or "")


@pytest.mark.parametrize(
    ("target", "own"),
    [
        ("Phấn đấu 100% xã biên giới có chợ.", "Phấn đấu có chợ."),
        ("Đến năm 2030, 100% xã miền núi có đường bê tông.",
         "Phấn đấu đến năm 2030 có đường bê tông."),
    ],
)  # fmt: skip
def test_a_target_of_a_class_is_asked_whatever_stands_before_it(
    target: str, own: str, office: Workspace
) -> None:
    point = node(derive(office, item("nv", "Chỉ tiêu", target)), "nv-1")
    assert point.noi_dung == own
    assert "Chỉ giao nơi" in point.can_xem
