"""Who is told beside everybody, what the superior pays, what a notice calls itself: no question."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.wording.references import says_itself
from generator.workspace.workspace import Workspace
from tests.derived_plan import ALL, asked, derive, item, node, office, said, titles, under

__all__ = ["office"]


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Yêu cầu Giám đốc các sở, Thủ trưởng các ban, ngành, Chủ tịch Ủy ban nhân dân các xã,"
         " phường tập trung cấp nước cho người dân vùng hạn.",
         "UBND xã và các phòng, đơn vị thuộc UBND xã tập trung cấp nước cho người dân vùng hạn."),
        ("Giám đốc các sở, Chủ tịch Ủy ban nhân dân các xã, phường trực tiếp kiểm tra bến đò.",
         "Chủ tịch UBND xã trực tiếp kiểm tra bến đò."),
        ("Giám đốc các sở, Chủ tịch Ủy ban nhân dân các xã, phường chịu trách nhiệm trước Chủ tịch"
         " Ủy ban nhân dân tỉnh về tiến độ trồng rừng.",
         "Chủ tịch UBND xã chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về tiến độ trồng"
         " rừng."),
        ("Các địa phương, đơn vị gửi báo cáo về Sở Y tế trước ngày 10/12/2026.",
         "UBND xã gửi báo cáo về Sở Y tế trước ngày 10/12/2026."),
        ("Ủy ban nhân dân các xã Yên Châu, Mộc Châu: phối hợp với Công ty Điện lực Sơn La phát"
         " quang hành lang lưới điện qua địa bàn xã trước ngày 15/4/2026.",
         "Phối hợp với Công ty Điện lực Sơn La phát quang hành lang lưới điện qua địa bàn xã trước"
         " ngày 15/4/2026."),
        ("Sở Tài chính tham mưu trích 90 tỷ đồng hỗ trợ các địa phương; Ủy ban nhân dân các xã,"
         " phường gửi nhu cầu giống lúa về Sở Tài chính trước ngày 22/5/2026.",
         "UBND xã gửi nhu cầu giống lúa về Sở Tài chính trước ngày 22/5/2026."),
    ],
)  # fmt: skip
def test_what_is_told_beside_everybody_is_said_by_who_does_it(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point) == (words, "")


@pytest.mark.parametrize(
    "point",
    [
        "Ưu tiên bố trí vốn sự nghiệp giao thông của tỉnh để sửa các ngầm tràn Suối Bùn, Nà Tỉnh.",
        "Các trường phổ thông dân tộc nội trú cấp trung học phổ thông tuyển sinh theo chỉ tiêu do"
        " Sở giao.",
    ],
)
def test_what_is_the_provinces_own_is_left_out(point: str, office: Workspace) -> None:
    made = derive(office, item("nv", ALL, point, "Tuyên truyền pháp luật."))
    assert node(made, "nv-1") is None
    assert node(made, "nv-2") is not None


def test_money_of_the_province_that_comes_here_is_still_asked_about(office: Workspace) -> None:
    point = "Bố trí vốn sự nghiệp giao thông của tỉnh 40 tỷ đồng hỗ trợ các xã sửa ngầm tràn."
    assert "Số tiền do tỉnh nêu" in asked(office, point)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("báo cáo kết quả thực hiện thông báo kết luận này", ["thông báo kết luận này"]),
        ("thực hiện nghiêm kết luận này và thông báo này", ["kết luận này", "thông báo này"]),
        ("theo kết luận số 12-kl/tu; kết luận này thay thế", []),
        ("thực hiện kế hoạch này", []),
    ],
)
def test_a_notice_calls_itself_by_what_it_tells(text: str, calls: list[str]) -> None:
    assert [found[0] for found in says_itself("thông báo", text)] == calls


def test_units_by_name_whom_a_title_is_for_are_told_what_stands_below(office: Workspace) -> None:
    ours = item("nv", "Đối với các xã Yên Châu, Mộc Châu", "Rà soát bến thuyền, lồng bè.")
    theirs = item("khac", "Đối với các xã Mộc Châu, Vân Hồ", "Rà soát bến thuyền, lồng bè.")
    made = derive(office, ours, theirs)
    assert under(made, "nv-1").startswith("Phòng Kinh tế")
    assert node(made, "khac-1") is None


def test_nobody_is_made_the_contact_of_whom_the_unit_may_not_help(office: Workspace) -> None:
    point = (
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh chỉ đạo các Đồn, Trạm kiểm soát phối hợp chính quyền"
        " địa phương kiểm đếm tàu thuyền."
    )
    text = f'\n[[muc.khoan]]\nid = "bp"\nnoi_dung = "{point}"\n'
    made = derive(office, text)
    assert node(made, "bp").can_xem
    assert "Ban Chỉ huy Quân sự xã" not in titles(made)


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ("Gắn trách nhiệm của Chủ tịch UBND các xã, phường với kết quả trồng rừng; nơi nào để xảy"
         " ra phá rừng thì người đứng đầu phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
         "Gắn trách nhiệm của Chủ tịch UBND xã với kết quả trồng rừng; trường hợp để xảy ra phá"
         " rừng, người đứng đầu phải chịu trách nhiệm trước Chủ tịch UBND tỉnh."),
        ("Ủy ban nhân dân các xã rà soát bến đò; nơi nào để xảy ra đuối nước thì người đứng đầu"
         " phải chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
         "UBND xã rà soát bến đò; trường hợp để xảy ra đuối nước, Chủ tịch UBND xã phải chịu trách"
         " nhiệm trước Chủ tịch UBND tỉnh."),
    ],
)  # fmt: skip
def test_who_answers_for_a_case_does_not_do_all_that_stands_before_it(
    point: str, words: str, office: Workspace
) -> None:
    assert said(office, point) == (words, "")


def test_a_class_of_what_is_let_ends_behind_its_measure(office: Workspace) -> None:
    point = "Các xã có từ 40 ki ốt cho thuê bán hàng trở lên phải thành lập Tổ quản lý chợ."
    words, question = said(office, point)
    assert words == "Phải thành lập Tổ quản lý chợ."
    assert "“có từ 40 ki ốt cho thuê bán hàng trở lên”" in question


def test_of_places_by_name_each_of_which_has_so_much_one_has_it(office: Workspace) -> None:
    point = "Lắp loa truyền thanh tại các xã Yên Châu, Mộc Châu, mỗi xã ít nhất 05 cụm."
    assert said(office, point)[0] == "Lắp loa truyền thanh tại xã Yên Châu, ít nhất 05 cụm."


def test_a_class_with_its_units_in_brackets_heads_what_stands_below(office: Workspace) -> None:
    title = "Chủ tịch Ủy ban nhân dân các xã có làng nghề (Yên Châu, Mộc Châu)"
    other = "Chủ tịch Ủy ban nhân dân các xã có làng nghề (Mộc Châu, Vân Hồ)"
    made = derive(office, item("nv", title, "Lập bể lắng."), item("khac", other, "Lập bể lắng."))
    assert under(made, "nv-1")
    assert node(made, "khac-1") is None
