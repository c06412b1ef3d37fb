"""Whom a list, a topic or a row's last cell names in passing: receivers, helpers, hospitals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from generator.grammar.duties import duties
from generator.plan.model import walk
from tests.derived_plan import OWN, asked, derive, item, node, office

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Về chế độ thông tin: định kỳ thứ Hai hằng tuần, UBND các xã gửi báo cáo.", "UBND các xã"),
        ("Về kinh phí, UBND các xã bố trí ngân sách.", "UBND các xã"),
        ("Về tập huấn: từ tháng 3, Sở Y tế chủ trì mở lớp.", "Sở Y tế"),
        ("Thông tin, báo cáo: hằng tháng, UBND các xã gửi báo cáo.", "UBND các xã"),
        ("Về phương án của Sở Y tế, UBND các xã góp ý.", ""),
    ],
)
def test_behind_what_a_sentence_is_about_stands_who_acts(sentence: str, who: str) -> None:
    found = duties(sentence, DAY)
    assert [body.text for body in found[0].who] == [who] * bool(who)


@pytest.mark.parametrize(
    ("sentence", "receivers"),
    [
        ("UBND các xã báo cáo tình hình úng, ngập, sạt lở về Sở Xây dựng.", ["Sở Xây dựng"]),
        ("UBND các xã gửi số liệu giống, phân bón đến Sở Y tế.", ["Sở Y tế"]),
        ("UBND các xã báo cáo kết quả, phối hợp với lực lượng giải người về Công an tỉnh.", []),
    ],
)
def test_a_report_of_several_things_has_its_receiver(sentence: str, receivers: list[str]) -> None:
    told = [duty for duty in duties(sentence, DAY) if duty.role == "report"]
    assert [body.text for duty in told for body in duty.whom] == receivers


def test_files_handed_on_in_a_case_make_nobody_the_lead_where_reports_go_to_another(
    office: Workspace,
) -> None:
    points = (
        "Trồng cây chắn sóng ven sông.",
        "Phạt người lấn đê; trường hợp vượt thẩm quyền thì chuyển hồ sơ cho Công an tỉnh.",
    )
    report = (
        '\n[[muc]]\nid = "bc"\nkieu = "so"\ntieu_de = "Về chế độ báo cáo: định kỳ thứ Hai hằng '
        "tuần, UBND các xã gửi báo cáo tình hình úng, ngập về Sở Nông nghiệp và Môi trường."
        '"\n'
    )
    line = '\n[[noi_nhan]]\nid = "nn-cac-so"\nnoi_dung = "Các sở, ban, ngành"\n'
    derived = derive(office, item("nv", OWN, *points), report, line)
    marks = [getattr(n, "can_xem", None) or "" for _loc, n in walk(derived.plan)]
    assert not [mark for mark in marks if "Công an tỉnh" in mark]
    receivers = " | ".join(line.noi_dung for line in derived.plan.noi_nhan)
    assert "Sở Nông nghiệp và Môi trường" in receivers


ROW = (
    '\n[[phu_luc]]\nid = "pl"\ntieu_de = "NHIỆM VỤ"\n[[phu_luc.nhiem_vu]]\nid = "r"\n'
    'noi_dung = "Tập huấn người trông kho."\nchu_tri = ["phong-nghiep-vu"]\n'
    'phoi_hop = ["phong-kinh-te"]\nloi_chu_tri = "Phòng Nghiệp vụ Kho (Sở)"\n'
    'loi_phoi_hop = "{}"\n'
    '[[co_quan_moi]]\nid = "phong-nghiep-vu"\nten = "Phòng Nghiệp vụ Kho"\n'
)


@pytest.mark.parametrize("helper", ["Phòng Kinh tế cấp xã", "Phòng Kinh tế các xã, phường"])
def test_a_row_in_which_a_room_of_each_commune_helps_is_the_room_s(
    helper: str, office: Workspace
) -> None:
    (row,) = derive(office, ROW.format(helper)).plan.phu_luc[0].nhiem_vu
    assert row.chu_tri == ["phong-kinh-te"]
    assert row.noi_dung.startswith("Phối hợp với")


def test_a_room_without_its_level_is_the_superior_s_own(office: Workspace) -> None:
    assert node(derive(office, ROW.format("Phòng Kinh tế")), "r") is None


@pytest.mark.parametrize(
    ("point", "who"),
    [
        ("Các trường học, bệnh viện trên địa bàn chủ động dự trữ nước uống.", "bệnh viện"),
        ("Hiệu trưởng các trường, giám đốc bệnh viện bố trí người trực đêm.", "bệnh viện"),
    ],
)
def test_a_hospital_in_a_list_behind_schools_is_not_ordered_unasked(
    point: str, who: str, office: Workspace
) -> None:
    assert who in asked(office, point)


@pytest.mark.parametrize(
    "point",
    ["Bảo đảm nước sạch cho trường học, bệnh viện trên địa bàn.",
     "Các trường học, trường mầm non tổ chức cho học sinh tập thoát nạn."],
)  # fmt: skip
def test_who_is_served_or_is_the_unit_s_own_is_not_asked_about(
    point: str, office: Workspace
) -> None:
    assert "Câu nói" not in asked(office, point)


@pytest.mark.parametrize(
    "share", ["100% chợ hạng 1, hạng 2", "100% công trình cấp I", "100% số đô thị loại II"]
)
def test_a_share_of_things_of_a_high_grade_is_asked_about(share: str, office: Workspace) -> None:
    assert "Chỉ tiêu bằng số" in asked(office, f"{share} có phương án chữa cháy.")


@pytest.mark.parametrize("share", ["100% chợ hạng 3", "100% hộ đạt loại 1", "100% ấp"])
def test_a_share_of_what_each_commune_has_is_its_own(share: str, office: Workspace) -> None:
    assert "Chỉ tiêu bằng số" not in asked(office, f"{share} có phương án chữa cháy.")


def test_a_last_order_below_the_work_of_another_leaves_the_unit_its_closing(
    office: Workspace,
) -> None:
    order = (
        "Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường nghiêm túc thực hiện; có vướng mắc "
        "kịp thời báo về Sở Xây dựng./."
    )
    theirs = (
        '\n[[muc.khoan]]\nid = "x"\nkieu_diem = "khong"\n'
        'noi_dung = "Sở Xây dựng tổng hợp, báo cáo UBND tỉnh trước ngày 10/12/2026."\n'
        f'\n[[muc.khoan.diem]]\nid = "cuoi"\nnoi_dung = "{order}"\n'
    )
    plan = derive(office, item("nv", OWN, "Trồng cây chắn sóng ven sông."), theirs).plan
    assert [line.noi_dung[-3:] for line in plan.ket_thuc] == ["./."]
    assert plan.ket_thuc[0].noi_dung.startswith("Ủy ban nhân dân xã yêu cầu")
