"""What the plan above grants units by name: each uses its own share, for what all are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import derive, item, node, office, said

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


@pytest.mark.parametrize(
    ("point", "own"),
    [
        ("Đồng ý hỗ trợ xã Yên Châu 1,4 tỷ đồng, xã Mộc Châu 900 triệu đồng để làm lại cầu treo.",
         "Sử dụng 1,4 tỷ đồng được hỗ trợ để làm lại cầu treo."),
        ("Thống nhất cấp xã Mộc Châu 300 triệu đồng, xã Yên Châu 200 triệu đồng và xã Mai Sơn"
         " 100 triệu đồng mua máy bơm.",
         "Sử dụng 200 triệu đồng được cấp để mua máy bơm."),
        ("Bổ sung cho UBND xã Yên Châu 60 tấn xi măng, xã Mai Sơn 40 tấn xi măng để đắp mương.",
         "Sử dụng 60 tấn xi măng được bổ sung để đắp mương."),
    ],
)  # fmt: skip
def test_a_share_is_used_for_what_all_the_shares_are_for(
    point: str, own: str, office: Workspace
) -> None:
    assert said(office, point, "Về hỗ trợ sau thiên tai") == (own, "")


def test_what_those_named_do_with_it_is_not_asked_of_another_unit(office: Workspace) -> None:
    point = (
        "Thống nhất hỗ trợ xã Mộc Châu 3 tỷ đồng, xã Mai Sơn 2 tỷ đồng để xây lớp học;"
        " giao Chủ tịch UBND các xã làm chủ đầu tư, khởi công trước ngày 15/4/2026."
    )
    derived = derive(office, item("nv", "Về trường học", point, "Dọn vệ sinh lớp học."))
    assert node(derived, "nv-1") is None
    assert node(derived, "nv-2") is not None


def test_what_all_communes_do_beside_a_grant_to_others_stays(office: Workspace) -> None:
    point = (
        "Hỗ trợ xã Mộc Châu 3 tỷ đồng để xây lớp học;"
        " UBND các xã, phường rà soát phòng học xuống cấp trước ngày 15/4/2026."
    )
    assert "à soát phòng học xuống cấp trước ngày 15/4/2026" in said(office, point)[0]


def test_what_a_unit_by_name_may_do_it_does_and_no_other(office: Workspace) -> None:
    own = "Đồng ý chủ trương cho UBND xã Yên Châu sửa chữa nhà văn hóa trước ngày 15/4/2026."
    other = own.replace("Yên Châu", "Mai Sơn")
    derived = derive(office, item("nv", "Về nhà văn hóa", own, other))
    assert node(derived, "nv-1").noi_dung == "Sửa chữa nhà văn hóa trước ngày 15/4/2026."
    assert node(derived, "nv-2") is None


def test_a_thing_named_behind_the_last_share_is_that_of_all(office: Workspace) -> None:
    point = "Giao xã Yên Châu 30 ha, xã Mai Sơn 20 ha mận hậu, trồng xong trước ngày 15/4/2026."
    words = said(office, point, "Về cây ăn quả")[0]
    assert words == "Thực hiện 30 ha mận hậu được giao, trồng xong trước ngày 15/4/2026."


def test_an_account_of_what_has_been_is_no_section_of_a_plan(office: Workspace) -> None:
    derived = derive(office, item("nv", "Đánh giá", "Các xã đã tích cực trồng cây vụ đông."))
    assert node(derived, "nv-1") is None
