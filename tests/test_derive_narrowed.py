"""Work that is given to a part of the communes, and names that only look like a body's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.cascade.deriving.unit.addressee import Addressee
from generator.cascade.deriving.wording.among_others import alone
from generator.cascade.tasks.all_tasks import tasks_of
from generator.plan.wording import PERIODS
from tests.derived_plan import derive, item, node, office

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

# ------------------------------------------------------------------ lists in brackets

SUBJECTS = ("UBND các xã, phường ", "UBND các xã miền núi ", "Các địa phương ", "")


@pytest.mark.parametrize("who", SUBJECTS)
@pytest.mark.parametrize("names", ["Mai Sơn, Mộc Châu", "xã Sốp Cộp và phường Tô Hiệu"])
def test_what_a_list_of_other_units_does_is_left_out_and_told(
    who: str, names: str, office: Workspace
) -> None:
    derived = derive(office, item("nv", "Chuẩn bị", f"{who}({names}) tổ chức ra quân đợt 1."))
    assert node(derived, "nv-1") is None
    assert "nv-1" in dict(derived.dropped)


@pytest.mark.parametrize("who", SUBJECTS)
@pytest.mark.parametrize("names", ["Mai Sơn, Yên Châu", "xã Yên Châu; phường Tô Hiệu"])
def test_a_list_with_the_unit_in_it_gives_it_the_work_without_a_question(
    who: str, names: str, office: Workspace
) -> None:
    derived = derive(office, item("nv", "Chuẩn bị", f"{who}({names}) tổ chức ra quân đợt 1."))
    found = node(derived, "nv-1")
    assert found.noi_dung.endswith("ổ chức ra quân đợt 1.")
    assert "(" not in found.noi_dung
    assert "Tô Hiệu" not in found.noi_dung
    assert not found.can_xem


@pytest.mark.parametrize("aside", ["Phòng Kinh tế, Công an xã", "VNeID, VssID", "đợt 1, đợt 2"])
def test_brackets_with_anything_else_are_no_list_of_units(aside: str, office: Workspace) -> None:
    point = f"UBND các xã, phường ({aside}) tổ chức ra quân."
    derived = derive(office, item("nv", "Chuẩn bị", point))
    assert "ra quân" in node(derived, "nv-1").noi_dung


# ------------------------------------------------------------------ what is left of a sentence


@pytest.mark.parametrize(
    ("point", "about", "left"),
    [
        ("Các xã có bến bãi tổng rà soát giấy phép.", "có bến bãi", "Tổng rà soát giấy phép."),
        ("Các xã có người đăng ký niêm yết danh sách.", "có người đăng ký", "Niêm yết danh sách."),
        ("Các xã có mỏ đấu giá niêm yết giá.", "có mỏ đấu giá", "Niêm yết giá."),
        ("Các xã bị ảnh hưởng khắc phục đường.", "bị ảnh hưởng", "Khắc phục đường."),
    ],
)
def test_what_narrows_ends_where_the_work_begins(
    point: str, about: str, left: str, office: Workspace
) -> None:
    found = node(derive(office, item("nv", "Ủy ban nhân dân các xã", point)), "nv-1")
    assert found.noi_dung == left
    assert f"“{about}”" in found.can_xem


@pytest.mark.parametrize("point", ["Các xã, phường.", "Ra quân.", "Tổ chức ra quân (đợt 1."])
def test_a_stump_of_a_sentence_is_always_asked_about(point: str, office: Workspace) -> None:
    derived = derive(office, item("nv", "Chuẩn bị", point))
    left = node(derived, "nv-1")
    assert left is None or left.can_xem


# ------------------------------------------------------------------ conditions


@pytest.mark.parametrize(
    "point",
    ["Các địa bàn còn lại tổ chức ra quân đợt 2.", "Tổ chức đợt 2 tại các nơi còn lại.",
     "Tổ chức ra quân, riêng vùng cao bố trí thêm kinh phí.",
     "Tổ chức ra quân. Riêng nơi có hồ chứa, trực ban 24/24 giờ.",
     "UBND các xã còn lại tổ chức ra quân.", "Các địa phương ven sông rà soát hồ chứa.",
     "Các địa phương có rừng rà soát phương án."],
)  # fmt: skip
def test_what_holds_for_a_part_alone_is_always_asked(point: str, office: Workspace) -> None:
    assert node(derive(office, item("nv", "Chuẩn bị", point)), "nv-1").can_xem


@pytest.mark.parametrize("point", ["Xây dựng tài liệu, có mục riêng về hồ chứa.",
                                   "Bảo vệ dữ liệu riêng của người dân."])  # fmt: skip
def test_a_thing_of_its_own_is_no_condition(point: str, office: Workspace) -> None:
    assert not node(derive(office, item("nv", "Chuẩn bị", point)), "nv-1").can_xem


@pytest.mark.parametrize(
    "point",
    ["Định kỳ hằng tháng các địa phương rà soát hồ chứa.",
     "Đối với khu vực trũng thấp, các địa phương rà soát, di dời dân.",
     "Bố trí lực lượng để các xã, phường tổ chức trực ban."],
)  # fmt: skip
def test_all_communes_never_act_unasked_in_the_plan_of_one(point: str, office: Workspace) -> None:
    found = node(derive(office, item("nv", "Chuẩn bị", point)), "nv-1")
    plural = "các địa phương" in found.noi_dung or "các xã" in found.noi_dung
    assert found.can_xem or not plural


# ------------------------------------------------------------------ verbs, no bodies


@pytest.mark.parametrize(
    "point",
    ["Thống kê kết quả xử lý hồ chứa, đê điều.", "Thống kê số hộ phải sơ tán.",
     "Trường hợp phát sinh thiệt hại, tổ chức khắc phục theo quy định.",
     "Báo động kịp thời cho người dân vùng trũng, tổ chức sơ tán."],
)  # fmt: skip
def test_a_word_that_begins_like_a_body_is_not_taken_for_one(point: str, office: Workspace) -> None:
    found = node(derive(office, item("nv", "Chuẩn bị", point)), "nv-1")
    assert not found.can_xem


@pytest.mark.parametrize("body", ["Thống kê tỉnh", "Thống kê cơ sở Mai Sơn"])
def test_a_body_called_by_that_word_stays_one(body: str, office: Workspace) -> None:
    point = f"{body} tổng hợp kết quả ở các địa bàn trọng điểm."
    found = node(derive(office, item("nv", "Chuẩn bị", point)), "nv-1")
    assert found is None or found.can_xem


# ------------------------------------------------------------------ the line inside


@pytest.mark.parametrize("often", ["hằng quý", "6 tháng, năm"])
def test_the_proposed_report_inside_says_how_often_and_is_read_so(
    often: str, office: Workspace
) -> None:
    point = f"Báo cáo UBND tỉnh định kỳ {often} trước ngày 20 của tháng cuối kỳ."
    derived = derive(office, item("xa", "UBND các xã, phường", "Tổ chức trực ban.", point))
    assert f"định kỳ {often} trước ngày 13" in node(derived, "bao-cao-noi-bo").noi_dung
    (when,) = [t.when for t in tasks_of(derived.plan) if t.id == "bao-cao-noi-bo"]
    assert when is not None
    assert ", ".join(PERIODS[one] for one in when.dinh_ky) == often


# ------------------------------------------------------------------ capitals behind its own name

YEN_CHAU = Addressee(
    3, "xã", "xã Yên Châu", "UBND xã Yên Châu", committee=True, above=1,
    place_above="tỉnh Sơn La", facts={},
)  # fmt: skip


@pytest.mark.parametrize(
    "behind",
    [
        "; Sở Tài chính cấp kinh phí", ", Đồn Biên phòng Chiềng Tương canh gác",
        "; Quỹ Bảo vệ rừng chi trả", "; Hoàn thành trong quý II/2026", " và Báo Sơn La đưa tin",
    ],
)  # fmt: skip
def test_what_begins_with_a_capital_behind_its_name_is_no_other_place(behind: str) -> None:
    text = f"Bố trí đất tại xã Yên Châu{behind}."
    assert alone(text, YEN_CHAU).text == text


@pytest.mark.parametrize("row", [", Mộc Châu", " và Vân Hồ, Mai Sơn", "; xã Sốp Cộp"])
def test_other_places_behind_its_name_go(row: str) -> None:
    text = f"Bố trí đất tại các xã Yên Châu{row}; Sở Tài chính cấp kinh phí."
    wanted = "Bố trí đất tại xã Yên Châu; Sở Tài chính cấp kinh phí."
    assert alone(text, YEN_CHAU).text == wanted


@pytest.mark.parametrize("figure", [": 30 ha", " 30 ha", " trồng 30 ha"])
@pytest.mark.parametrize("beside", ["xã Yên Châu 1: 25 ha; ", "xã Mộc Châu: 25 ha; "])
def test_a_number_in_the_name_of_a_unit_is_no_figure_of_it(figure: str, beside: str) -> None:
    second = YEN_CHAU._replace(unit="xã Yên Châu 2", name="UBND xã Yên Châu 2")
    text = f"Trồng mới 120 ha dược liệu, trong đó: {beside}xã Yên Châu 2{figure}."
    assert alone(text, second).text == "Trồng mới 30 ha dược liệu."
