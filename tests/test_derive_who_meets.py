"""A commune's own body is named for what it does with a superior's, where the field is sure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import derive, item, office, titles, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

POINT = "Phối hợp với UBND các xã, phường rà soát {0}, xong trước ngày 30/6/2026."
OURS = "Ủy ban nhân dân các xã, phường"


@pytest.mark.parametrize(
    ("department", "room"),
    [("Sở Công Thương", "Phòng Kinh tế"), ("Sở Y tế", "Phòng Văn hóa - Xã hội"),
     ("Công an tỉnh", "Công an xã")],
)  # fmt: skip
def test_who_works_with_a_department_is_the_body_of_its_field(
    department: str, room: str, office: Workspace
) -> None:
    derived = derive(office, item("a", department, POINT.format("biển báo")))
    said = f"Làm đầu mối phối hợp với {department} thực hiện các nội dung nêu tại Kế hoạch này."
    assert titles(derived) == [f"Phối hợp với {department}", room]
    (point,) = derived.plan.muc[-1].khoan[-1].diem
    assert point.noi_dung == said
    assert point.can_xem is None


def test_two_departments_of_one_field_are_said_in_one_point(office: Workspace) -> None:
    derived = derive(
        office,
        item("a", "Sở Công Thương", POINT.format("chợ")),
        item("b", "Sở Xây dựng", POINT.format("nhà ở")),
    )
    assert titles(derived)[-1] == "Phòng Kinh tế"
    (point,) = derived.plan.muc[-1].khoan[-1].diem
    assert "phối hợp với Sở Công Thương, Sở Xây dựng " in point.noi_dung


def test_a_room_that_has_work_gets_the_contact_among_it(office: Workspace) -> None:
    derived = derive(
        office,
        item("a", "Sở Công Thương", POINT.format("chợ")),
        item("b", OURS, "Sửa mái chợ trước mùa mưa.", "Kiểm tra cân tại chợ.")
    )  # fmt: skip
    leads = [title for title in titles(derived) if title.startswith("Phòng Kinh tế")]
    assert len(leads) == 1


def test_where_an_own_body_is_named_nobody_is_named_once_more(office: Workspace) -> None:
    derived = derive(
        office, item("a", "Công an tỉnh", "Chỉ đạo Công an cấp xã lập chốt kiểm soát tại đèo.")
    )
    assert titles(derived) == ["Công an xã"]
    assert "đầu mối" not in under(derived, "a-1")


def test_where_sections_are_the_items_the_body_gets_a_section(office: Workspace) -> None:
    section = (
        '\n[[muc]]\nid = "ben-do"\ntieu_de = "Sở Xây dựng chủ trì, phối hợp với UBND các xã, phường'
        ' kiểm tra toàn bộ bến khách ngang sông, hoàn thành trước ngày 30/6/2026."\n'
    )
    derived = derive(office, section)
    first, second = derived.plan.muc[-2:]
    assert first.tieu_de.startswith("Phối hợp với Sở Xây dựng kiểm tra")
    assert second.tieu_de == "Phòng Kinh tế"
    (point,) = [point for item in second.khoan for point in item.diem]
    assert point.noi_dung.startswith("Làm đầu mối phối hợp với Sở Xây dựng ")


def test_several_who_are_met_are_no_name(office: Workspace) -> None:
    said = "Chỉ đạo các đồn biên phòng phối hợp với UBND cấp xã kiểm đếm lồng bè."
    derived = derive(office, item("a", "Bộ Chỉ huy Quân sự tỉnh", said))
    assert " với Các " not in derived.text
