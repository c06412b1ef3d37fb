"""Wordings of real offices: openers, titles of appendices, "theo dõi", targets behind a colon."""

from __future__ import annotations

import pytest

from generator.workspace.workspace import Workspace
from tests.derived_plan import ALL, OWN, derive, item, node, office, under

__all__ = ["office"]


@pytest.mark.parametrize(
    "said",
    [
        "Ủy ban nhân dân tỉnh yêu cầu Thủ trưởng các sở, ngành và Chủ tịch Ủy ban nhân dân các xã,"
        " phường tập trung thực hiện các nhiệm vụ sau:",
        "Chủ tịch UBND tỉnh yêu cầu các sở, ban, ngành; UBND các xã, phường triển khai thực hiện"
        " một số nội dung trọng tâm sau đây:",
    ],
)
def test_a_superior_who_begins_to_order_is_the_unit_that_begins(
    office: Workspace, said: str
) -> None:
    made = derive(office, item("nv", ALL, said, "Lắp biển báo tại các ngầm tràn."))
    first = node(made, "nv-1")
    assert first is not None
    assert first.noi_dung == (
        "Ủy ban nhân dân xã yêu cầu các phòng, đơn vị tập trung thực hiện các nội dung sau:"
    )
    assert first.can_xem is None


def test_what_an_order_is_for_stays_before_it_with_the_place_of_the_unit(office: Workspace) -> None:
    said = (
        "Để chấm dứt tình trạng đổ rác ven suối trên địa bàn tỉnh, Ủy ban nhân dân tỉnh yêu cầu"
        " Giám đốc các sở và Chủ tịch Ủy ban nhân dân các xã, phường thực hiện các việc sau:"
    )
    made = derive(office, item("nv", ALL, said, "Đặt thùng rác tại các bến đò."))
    first = node(made, "nv-1")
    assert first is not None
    assert first.noi_dung == (
        "Để chấm dứt tình trạng đổ rác ven suối trên địa bàn xã, Ủy ban nhân dân xã yêu cầu các"
        " phòng, đơn vị tập trung thực hiện các nội dung sau:"
    )


@pytest.mark.parametrize(
    "said",
    [
        "Theo dõi, đôn đốc UBND các xã, phường thực hiện Kế hoạch này.",
        "Theo dõi, đôn đốc các cơ quan, đơn vị, địa phương thực hiện Kế hoạch này; tổng hợp, báo"
        " cáo Chủ tịch UBND tỉnh.",
    ],
)
def test_who_watches_that_a_plan_is_carried_out_leads_and_no_commune(
    office: Workspace, said: str
) -> None:
    made = derive(office, item("nv", "Sở Nội vụ", said), item("x", OWN, "Dựng biển báo."))
    assert node(made, "nv-1") is None


def test_who_watches_something_himself_acts(office: Workspace) -> None:
    made = derive(office, item("nv", OWN, "Trạm y tế cấp xã theo dõi người già neo đơn."))
    found = node(made, "nv-1")
    assert found is not None
    assert found.noi_dung == "Trạm Y tế xã theo dõi người già neo đơn."


@pytest.mark.parametrize("bound", ["trên", "hơn"])
def test_a_target_behind_a_colon_is_the_superiors(office: Workspace, bound: str) -> None:
    said = f"Diện tích nhà kính dựng thêm: {bound} 2.000 ha."
    made = derive(office, item("nv", "Chỉ tiêu đến năm 2030", said))
    found = node(made, "nv-1")
    assert found is not None
    assert found.can_xem is not None
    assert "Chỉ tiêu bằng số của tỉnh" in found.can_xem
    assert under(made, "nv-1") is not None


ANNEX = """
[[phu_luc]]
id = "pl-1"
tieu_de = "{title}"

[[phu_luc.nhiem_vu]]
id = "nv-9"
noi_dung = "Lắp biển báo tại các ngầm tràn"
chu_tri = ["ubnd-xa-phuong"]
"""


@pytest.mark.parametrize(
    ("title", "becomes"),
    [
        ("NHIỆM VỤ CỦA CÁC SỞ, NGÀNH VÀ ĐỊA PHƯƠNG", "NHIỆM VỤ CỦA UBND XÃ YÊN CHÂU"),
        (
            "Kết quả thực hiện Đề án 08-ĐA/TU của Tỉnh ủy Sơn La ngày 29/12/2025",
            "Kết quả thực hiện Đề án 08-ĐA/TU của Tỉnh ủy Sơn La ngày 29/12/2025",
        ),
        (
            "Việc theo Quyết định số 1242/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Sơn La",
            "Việc theo Quyết định số 1242/QĐ-UBND ngày 05/3/2026 của Ủy ban nhân dân tỉnh Sơn La",
        ),
        (
            "Tiến độ giải ngân (Lưu ý: áp dụng đối với các đơn vị được giao quản lý dự án)",
            "Tiến độ giải ngân (Lưu ý: áp dụng đối với các đơn vị được giao quản lý dự án)",
        ),
    ],
)
def test_the_title_of_an_appendix_names_the_unit_where_it_says_whose_list_it_is(
    office: Workspace, title: str, becomes: str
) -> None:
    made = derive(office, item("nv", OWN, "Dựng biển báo."), ANNEX.format(title=title))
    assert made.plan.phu_luc[0].tieu_de == becomes
