"""What the plan above itself answers: classes by name, figures by name, who leads under a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import ALL, OWN, derive, item, node, office, said, titles, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


# ------------------------------------------------------------------ classes and figures by name


def test_a_unit_named_in_a_class_is_not_asked_whether_it_is_of_it(office: Workspace) -> None:
    named = "Các xã biên giới Yên Châu, Lóng Sập lắp 02 biển báo ở lối mòn."
    of_all = "Các xã biên giới lập danh sách nhà trọ gần cột mốc."
    derived = derive(office, item("nv", ALL, named, of_all))
    assert node(derived, "nv-2").noi_dung == "Lập danh sách nhà trọ gần cột mốc."
    assert not node(derived, "nv-2").can_xem
    alone = derive(office, item("nv", ALL, of_all))
    assert "biên giới" in node(alone, "nv-1").can_xem


def test_a_unit_named_in_no_class_is_asked(office: Workspace) -> None:
    named = "Các xã biên giới Lóng Sập, Mường Lèo lắp 02 biển báo; xã Yên Châu trồng cây."
    of_all = "Các xã biên giới lập danh sách nhà trọ gần cột mốc."
    assert "biên giới" in node(derive(office, item("nv", ALL, named, of_all)), "nv-2").can_xem


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Toàn tỉnh thả 90 tấn cá giống; riêng xã Yên Châu thả 04 tấn cá giống ra suối.",
         "Thả 04 tấn cá giống ra suối."),
        ("Toàn tỉnh sửa 70 cầu treo, trong đó riêng các xã vùng cao Yên Châu, Chiềng Hặc mỗi xã"
         " sửa tối thiểu 02 cầu treo.", "Sửa tối thiểu 02 cầu treo."),
    ],
)  # fmt: skip
def test_a_figure_given_by_name_is_the_units_and_nobody_is_asked(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point) == (own, "")


def test_a_figure_that_several_have_by_name_is_asked_for_its_share(office: Workspace) -> None:
    point = "Toàn tỉnh thả 90 tấn cá; riêng các xã Yên Châu, Chiềng Hặc thả 06 tấn cá."
    words, question = said(office, point)
    assert words == "Thả 06 tấn cá."
    assert "xác định phần" in question


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Các phường đạt 96% hộ phân loại rác tại nguồn, các xã 75%.",
         "Xã đạt 75% hộ phân loại rác tại nguồn."),
        ("Phường đạt 96% ngõ có đèn, xã đạt 60%.", "Xã đạt 60% ngõ có đèn."),
        ("Mỗi xã rải nhựa 02 km đường bản, mỗi phường lát gạch 01 tuyến.",
         "Rải nhựa 02 km đường bản."),
    ],
)  # fmt: skip
def test_of_a_share_for_each_kind_the_own_one_stays_with_what_it_is_of(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point)[0] == own


# ------------------------------------------------------------------ whose the work is


def test_a_superior_who_works_with_the_communes_is_helped(office: Workspace) -> None:
    derived = derive(
        office,
        item("nv", "Sở Xây dựng phối hợp với UBND các xã, phường", "Đo lại hành lang đường bộ."),
    )
    assert titles(derived)[0] == "Phối hợp với Sở Xây dựng"
    assert not node(derived, "nv-1").can_xem


def test_counterparts_of_all_who_are_named_beside_the_communes_do_it_together(
    office: Workspace,
) -> None:
    head = "Sở Y tế, Công an tỉnh, UBND cấp xã"
    derived = derive(office, item("nv", head, "Lập biên bản vụ việc."))
    assert under(derived, "nv-1") == "Phòng Văn hóa - Xã hội, Công an xã"
    assert not any("đầu mối" in (k.can_xem or "") for m in derived.plan.muc for k in m.khoan)


def test_the_room_under_whose_title_it_stands_is_not_told_by_itself(office: Workspace) -> None:
    point = "Chỉ đạo Phòng Kinh tế, Trung tâm Dịch vụ tổng hợp, các trường học trực thuộc dọn kênh."
    words, _question = said(office, point, OWN)
    assert words == (
        "Chủ trì, phối hợp với Trung tâm Dịch vụ tổng hợp, các trường học trực thuộc dọn kênh."
    )


def test_what_a_department_spends_itself_is_left_out(office: Workspace) -> None:
    point = "Kinh phí của Sở Y tế và các đơn vị trực thuộc: từ dự toán được giao (1,3 tỷ đồng)."
    assert said(office, point, "Kinh phí")[0] == ""
    own = "Kinh phí của xã: cân đối từ ngân sách cấp xã."
    assert said(office, own, "Kinh phí")[0] != ""


def test_rounds_held_once_are_no_share_of_anybody(office: Workspace) -> None:
    head = "Sở Công Thương"
    rounds = "Chủ trì, phối hợp với UBND các xã, phường kiểm tra chợ, tối thiểu 02 đợt."
    assert said(office, rounds, head)[1] == ""
    shops = "Chủ trì, phối hợp với UBND các xã, phường kiểm tra 40 cửa hàng."
    assert "xác định phần" in said(office, shops, head)[1]


def test_sections_of_one_room_are_gathered_whatever_stands_in_them(office: Workspace) -> None:
    points = "".join(
        f'[[muc.khoan.diem]]\nid = "a-{n}"\nnoi_dung = "{text}"\n'
        for n, text in enumerate(("Kiểm tra đồng ruộng.", "Thống kê giống lúa."), 1)
    )
    one = (
        f'\n[[muc]]\nid = "a"\ntieu_de = "{OWN}"\n'
        f'[[muc.khoan]]\nid = "a-y"\ndanh_so = false\n{points}'
    )
    two = (
        '\n[[muc]]\nid = "b"\ntieu_de = "Các xã: Yên Châu, Mường Lèo"\n'
        '[[muc.khoan]]\nid = "b-y"\ndanh_so = false\nnoi_dung = "Mỗi xã nạo vét 01 mương lúa."\n'
    )
    lead = (
        '\n[[muc]]\nid = "c"\ntieu_de = "Chế độ báo cáo"\n[[muc.khoan]]\nid = "c-y"\n'
        'noi_dung = "UBND các xã, phường báo cáo về Sở Nông nghiệp và Môi trường hằng quý."\n'
    )
    derived = derive(office, one, two, lead)
    own = [part for part in derived.plan.muc if part.tieu_de.startswith("PHÒNG KINH TẾ")]
    assert len(own) == 1
    said_there = [k.noi_dung for k in own[0].khoan if k.noi_dung]
    assert any("ạo vét 01 mương lúa" in words for words in said_there)
