"""Areas of provinces and districts that are no more: the country's data know who lay there."""

from __future__ import annotations

import pytest

from generator.grammar.former_units import lay_in
from generator.grammar.named_bodies import bodies
from generator.workspace.workspace import Workspace
from tests.derived_plan import ALL, asked, derive, item, node, office, said

__all__ = ["office"]

HERE = "huyện Yên Châu"
"""What xã Yên Châu lay in until July 2025."""
THERE = "huyện Mộc Châu"

LAY = {
    ("thuộc tỉnh Quảng Nam (cũ)", "phường Tam Kỳ", "thành phố Đà Nẵng"): True,
    ("thuộc tỉnh Quảng Nam cũ", "phường Hải Châu", "thành phố Đà Nẵng"): False,
    ("thuộc khu vực Bình Dương trước đây", "xã Bình Chánh", "Thành phố Hồ Chí Minh"): False,
    ("thuộc các tỉnh Hà Nam, Nam Định cũ", "xã Nam Cường", "tỉnh Hưng Yên"): False,
    ("thuộc tỉnh Thái Bình trước khi sáp nhập", "xã Nam Cường", "tỉnh Hưng Yên"): True,
    ("thuộc tỉnh Thái Bình (cũ) có rừng", "xã Nam Cường", "tỉnh Hưng Yên"): None,
    ("ngoài tỉnh Thái Bình (cũ)", "xã Nam Cường", "tỉnh Hưng Yên"): None,
    ("thuộc tỉnh Không Đâu (cũ)", "xã Nam Cường", "tỉnh Hưng Yên"): None,
    ("có rừng", "xã Nam Cường", "tỉnh Hưng Yên"): None,
}  # fmt: skip


@pytest.mark.parametrize(("said", "known"), LAY.items())
def test_where_a_unit_lay_before_the_merger_is_known(
    said: tuple[str, str, str], known: bool | None
) -> None:
    assert lay_in(*said) is known


WAYS = (
    "UBND các xã thuộc huyện Phù Yên, {where} (cũ) nạo vét mương phai trước ngày 30/4/2026.",
    "Tại khu vực {where} (cũ), các xã, phường tiếp tục dùng bảng giá đất đã ban hành.",
    "UBND các xã, phường thuộc {where} cũ kiểm kê nhà văn hóa dôi dư.",
    "Đối với các xã, phường thuộc địa giới hành chính của UBND {where} (cũ), giao UBND các xã,"
    " phường bàn giao hồ sơ hộ tịch.",
    "Các xã thuộc địa bàn {where} trước đây lập danh sách cột mốc giao thông.",
)


@pytest.mark.parametrize("way", WAYS)
def test_work_for_a_former_area_is_of_who_lay_there_and_nobody_is_asked(
    office: Workspace, way: str
) -> None:
    words, question = said(office, way.format(where=HERE))
    assert words
    assert "cũ" not in words
    assert "thuộc diện này không" not in question
    assert said(office, way.format(where=THERE)) == ("", "")


def test_what_stands_under_a_former_area_goes_with_it(office: Workspace) -> None:
    point = "Rà soát, bàn giao hồ sơ lưu trữ."
    here = derive(office, item("nv", f"Đối với khu vực {HERE} (cũ)", point))
    there = derive(office, item("nv", f"Đối với khu vực {THERE} (cũ)", point))
    assert node(here, "nv-1") is not None
    assert node(there, "nv-1") is None


def test_whom_the_superior_delegated_work_is_asked(office: Workspace) -> None:
    question = asked(
        office, "UBND tỉnh giao các đơn vị được phân cấp tiếp tục duy tu đèn chiếu sáng.", ALL
    )
    assert "thẩm quyền cấp trên" in question


def test_a_body_of_a_row_keeps_the_former_area_it_is_of() -> None:
    (body,) = bodies("UBND các xã, phường thuộc địa giới hành chính của tỉnh Quảng Nam (cũ)")
    assert body.only == "thuộc địa giới hành chính của tỉnh Quảng Nam (cũ)"


def test_kinds_of_units_side_by_side_are_not_cut_in_the_middle(office: Workspace) -> None:
    about = "thuộc tuyến đường tuần tra, kết nối các bến thủy nội địa do tỉnh quản lý"
    words, _question = said(office, f"Đối với các phường, xã {about}, tổ chức phát quang.")
    assert words
