"""Whom a derived plan is sent to: all whom it tells, asks or reports to, once, by whole names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from generator.plan.model import KeHoach
from tests.derived_plan import OPENING, OWN, derive, item, office
from tests.test_derive_ends import made

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]


def lines(plan: KeHoach) -> list[str]:
    return [line.noi_dung for line in plan.noi_nhan]


def sent(office: Workspace, *points: str) -> list[str]:
    """The recipients of a plan whose communes have these points to do."""
    return lines(derive(office, item("x", OWN, *points)).plan)


@pytest.mark.parametrize(
    ("point", "line"),
    [
        ("Các trường học trên địa bàn dạy học sinh bơi.", "Các trường học trên địa bàn xã"),
        ("Hiệu trưởng các trường trên địa bàn quản lý học sinh dịp hè.",
         "Các trường học trên địa bàn xã"),
        ("Các trường học, cơ sở y tế trên địa bàn phân loại rác thải.",
         "Các trường học, Trạm Y tế trên địa bàn xã"),
        ("Trạm Y tế xã trực cấp cứu 24/24 giờ.", "Trạm Y tế xã"),
        ("Các chủ rừng trên địa bàn làm đường băng cản lửa.", "Các chủ rừng trên địa bàn xã"),
    ],
)  # fmt: skip
def test_who_has_a_seat_in_the_commune_and_work_in_its_plan_is_sent_it(
    point: str, line: str, office: Workspace
) -> None:
    assert line in sent(office, point)


def test_nobody_is_sent_a_plan_that_gives_him_nothing(office: Workspace) -> None:
    said = " | ".join(sent(office, "Vận động hộ dân gia cố nhà cửa trước mùa mưa."))
    assert "trường học" not in said
    assert "Trạm Y tế" not in said


def test_a_company_that_is_asked_is_sent_the_plan(office: Workspace) -> None:
    asked = item("c", "Đề nghị Công ty Điện lực Sơn La", "Bảo đảm điện cho các trạm bơm.")
    derived = derive(office, item("x", OWN, "Vận hành trạm bơm."), asked)
    assert any("Công ty Điện lực Sơn La" in line for line in lines(derived.plan))


def test_a_body_of_which_there_are_many_is_that_of_the_place(office: Workspace) -> None:
    said = sent(office, "Phối hợp với Đồn Biên phòng tuần tra đường mòn, lối mở.")
    assert "Đồn Biên phòng trên địa bàn (để phối hợp)" in said


def test_a_customs_post_keeps_its_whole_name(office: Workspace) -> None:
    said = sent(office, "Phối hợp với Hải quan cửa khẩu kiểm tra hàng hóa.")
    assert "Hải quan cửa khẩu (để phối hợp)" in said


def test_a_way_of_sending_gets_nothing(office: Workspace) -> None:
    said = sent(office, "Gửi báo cáo qua đường bưu điện về Sở Y tế trước ngày 25 hằng tháng.")
    assert "Sở Y tế" in said
    assert not any("bưu điện" in line.lower() for line in said)


def test_the_departments_stand_before_their_branches(office: Workspace) -> None:
    derived = derive(
        office,
        item("s", "Sở Nông nghiệp và Môi trường là cơ quan thường trực", "Hướng dẫn thực hiện."),
        item("x", OWN, "Báo cáo về Sở Nông nghiệp và Môi trường và Chi cục Kiểm lâm hằng tháng."),
    )
    said = lines(derived.plan)
    assert said.index("Sở Nông nghiệp và Môi trường") < said.index("Chi cục Kiểm lâm")


def test_the_superior_is_its_committee_and_stands_once(office: Workspace) -> None:
    points = item("x", OWN, "Báo cáo Chủ tịch UBND tỉnh Sơn La trước ngày 25 hằng tháng.")
    said = lines(made(office, points))
    assert said.count("UBND tỉnh Sơn La") == 1
    assert not any(line.startswith("Chủ tịch Ủy ban nhân dân") for line in said)


def test_bases_go_on_with_a_semicolon_whatever_the_last_of_them_ended_with(
    office: Workspace,
) -> None:
    base = '\n[[can_cu]]\nid = "cc-{0}"\nnoi_dung = "{1}"\n'
    more = base.format(1, "Căn cứ Luật Phòng thủ dân sự;") + base.format(
        2, "Căn cứ Quyết định số 7/QĐ-UBND của Ủy ban nhân dân tỉnh Sơn La,"
    )
    plan = derive(office, item("x", OWN, "Trực ban 24/24 giờ."), more, opening=OPENING).plan
    said = [line.noi_dung for line in plan.can_cu]
    assert [one[-1] for one in said] == [";", ";", "."]
