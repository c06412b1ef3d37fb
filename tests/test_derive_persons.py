"""Duties of persons: a chairman named without a level is the heading's; nobody else gets them."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.competence.said_by_unit import said_by_unit
from generator.cascade.deriving.unit.addressee import Addressee
from generator.grammar.duties import duties
from generator.workspace.workspace import Workspace
from tests.derived_plan import derive, item, node, office, titles, under

__all__ = ["office"]

HEADING = "Ủy ban nhân dân các xã, phường:"
DUTIES = {
    "Chủ tịch UBND chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để cháy chợ chết người.":
        "Chịu trách nhiệm trước Chủ tịch UBND tỉnh nếu để cháy chợ chết người.",
    "Đồng chí Chủ tịch Ủy ban nhân dân trực tiếp tiếp công dân vào ngày 15 hằng tháng.":
        "Trực tiếp tiếp công dân vào ngày 15 hằng tháng.",
    "Đề nghị đồng chí Chủ tịch UBND cấp xã kiểm tra hiện trường trước ngày 05/6/2026.":
        "Kiểm tra hiện trường trước ngày 05/6/2026.",
    "Đồng chí Chủ tịch UBND trực tiếp làm Trưởng Ban An toàn giao thông cấp xã.":
        "Trực tiếp làm Trưởng Ban An toàn giao thông xã.",
    # what only a head answers for, in whatever words, with or without him
    "Để mất rừng từ 02 ha trở lên thì phải kiểm điểm, báo cáo Chủ tịch UBND tỉnh.":
        "Để mất rừng từ 02 ha trở lên thì phải kiểm điểm, báo cáo Chủ tịch UBND tỉnh.",
    "Nếu để tồn đọng hồ sơ quá 10 ngày thì phải giải trình với Chủ tịch UBND tỉnh.":
        "Nếu để tồn đọng hồ sơ quá 10 ngày thì phải giải trình với Chủ tịch UBND tỉnh.",
    "Để xảy ra mất sách từ 100 cuốn trở lên thì bị xem xét hạ bậc thi đua.":
        "Để xảy ra mất sách từ 100 cuốn trở lên thì bị xem xét hạ bậc thi đua.",
    "Không được xét thi đua nếu dưới 50% người cao tuổi được khám.":
        "Không được xét thi đua nếu dưới 50% người cao tuổi được khám.",
    "Trực tiếp chịu trách nhiệm về số liệu báo cáo.":
        "Trực tiếp chịu trách nhiệm về số liệu báo cáo.",
    "Địa phương không hoàn thành chỉ tiêu thì Chủ tịch UBND kiểm điểm trước UBND tỉnh.":
        "Trường hợp không hoàn thành chỉ tiêu, Chủ tịch UBND xã kiểm điểm trước UBND tỉnh.",
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), DUTIES.items())
def test_a_chairman_without_a_level_is_the_one_of_the_heading(
    said: str, expected: str, office: Workspace
) -> None:
    derived = derive(office, item("xa", HEADING, said, "Nạo vét mương trước mùa mưa."))
    assert node(derived, "xa-1").noi_dung == expected
    assert under(derived, "xa-1") == "Chủ tịch UBND xã"


def test_who_stands_for_the_chairman_is_not_called_chairman(office: Workspace) -> None:
    said = "Phó Chủ tịch UBND phụ trách văn xã làm Trưởng Ban tổ chức giải chạy."
    derived = derive(office, item("xa", HEADING, said, "Nạo vét mương trước mùa mưa."))
    assert node(derived, "xa-1").noi_dung.startswith("Phó Chủ tịch UBND xã phụ trách văn xã làm")
    assert under(derived, "xa-1") == "Chủ tịch, các Phó Chủ tịch UBND xã"


def test_under_the_heading_of_another_kind_he_is_another_s(office: Workspace) -> None:
    other = item("phuong", "Ủy ban nhân dân các phường", "Chủ tịch UBND giữ gìn vỉa hè.")
    derived = derive(office, other, item("xa", HEADING, "Nạo vét mương trước mùa mưa."))
    assert node(derived, "phuong-1") is None
    assert len(titles(derived)) == 1


def test_who_signs_does_not_order_himself_to_carry_out_the_plan(office: Workspace) -> None:
    said = "Yêu cầu Giám đốc các sở, Chủ tịch UBND các xã, phường nghiêm túc triển khai."
    derived = derive(office, item("xa", HEADING, said, "Nạo vét mương trước mùa mưa."))
    assert (
        node(derived, "xa-1").noi_dung == "Các phòng, đơn vị thuộc UBND xã nghiêm túc triển khai."
    )


DEPARTMENT = {
    "Giao Giám đốc Sở Y tế theo dõi, hằng quý báo cáo Chủ tịch Ủy ban nhân dân tỉnh.":
        "Giám đốc Sở Y tế theo dõi, hằng quý báo cáo Chủ tịch Ủy ban nhân dân tỉnh.",
    "Giám đốc các sở chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về giải ngân.":
        "Giám đốc Sở Y tế chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh về giải ngân.",
}  # fmt: skip


@pytest.mark.parametrize(("said", "expected"), DEPARTMENT.items())
def test_what_a_director_is_told_is_not_passed_to_rooms_nor_ordered_by_himself(
    said: str, expected: str
) -> None:
    unit = Addressee(
        1, "tỉnh", "", "Sở Y tế", committee=False, above=1, place_above="tỉnh Phú Thọ", facts={}
    )
    found = list(duties(said))
    assert said_by_unit(unit, None, said, found, unit.kins(found[0].who), behind=False) == expected  # type: ignore[arg-type]
