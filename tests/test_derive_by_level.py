"""What a plan gives by level, to all units, or to forces whose level the last of them says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import ALL, OWN, derive, item, office, said, under

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]
FRONT = "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Tuyến tỉnh: Thành lập 03 đoàn kiểm tra do Sở Y tế làm trưởng đoàn.", ""),
        ("Tuyến xã: Thành lập 01 đoàn kiểm tra các cơ sở nhỏ lẻ.",
         "Thành lập 01 đoàn kiểm tra các cơ sở nhỏ lẻ."),
        ("Ở cấp tỉnh: Lập quỹ dự phòng; ở cấp xã: lập sổ theo dõi.", "Lập sổ theo dõi."),
    ],
)  # fmt: skip
def test_a_label_of_a_level_says_whose_work_it_is(point: str, now: str, office: Workspace) -> None:
    assert said(office, point, ALL) == (now, "")


def test_at_places_of_both_levels_the_communes_stay(office: Workspace) -> None:
    point = "Trực cấp cứu 24/24 giờ tại các bệnh viện tuyến tỉnh và các trạm y tế xã, phường."
    assert said(office, point, ALL) == ("Trực cấp cứu 24/24 giờ tại Trạm Y tế xã.", "")


@pytest.mark.parametrize(
    ("point", "now"),
    [
        ("Phấn đấu 100% xã, phường tổ chức phát thanh 02 lần/ngày.",
         "Phấn đấu tổ chức phát thanh 02 lần/ngày."),
        ("Phấn đấu 100% xã có ít nhất 01 tổ.", "Phấn đấu xã có ít nhất 01 tổ."),
    ],
)  # fmt: skip
def test_what_all_units_are_to_do_each_does(point: str, now: str, office: Workspace) -> None:
    assert said(office, point, ALL)[0] == now


@pytest.mark.parametrize(
    ("point", "about", "does"),
    [
        ("Các xã có hoạt động nuôi trồng, khai thác thủy sản tăng cường tuyên truyền.",
         "có hoạt động nuôi trồng, khai thác thủy sản", "Tăng cường tuyên truyền."),
        ("Các xã có đông đồng bào Khơ Mú chú trọng lựa chọn người dẫn đường.",
         "có đông đồng bào Khơ Mú", "Chú trọng lựa chọn người dẫn đường."),
    ],
)  # fmt: skip
def test_a_class_ends_where_its_work_begins(
    point: str, about: str, does: str, office: Workspace
) -> None:
    words, question = said(office, point, ALL)
    assert words == does
    assert f"“{about}”" in question


def test_forces_told_together_are_those_of_the_unit_by_the_last_ones_level(
    office: Workspace,
) -> None:
    point = "Chỉ đạo Ban Chỉ huy Quân sự, Công an cấp xã phúc tra, nắm nguồn công dân."
    assert said(office, point, OWN)[0] == "Phúc tra, nắm nguồn công dân."
    assert under(derive(office, item("nv", OWN, point)), "nv-1") == (
        "Ban Chỉ huy Quân sự xã, Công an xã"
    )


def test_who_is_told_to_work_with_others_works_with_all_of_them(office: Workspace) -> None:
    point = "Chỉ đạo Công an, Đoàn Thanh niên cấp xã phối hợp với nhà trường rà soát trẻ bỏ học."
    words = said(office, point, OWN)[0]
    assert words.endswith("Đoàn Thanh niên xã, nhà trường rà soát trẻ bỏ học.")


@pytest.mark.parametrize(
    "told", ["Mặt trận, đoàn thể các cấp", "các cấp hội", "các tổ chức thành viên cấp xã"]
)
def test_whom_the_front_tells_is_the_front_that_is_asked(told: str, office: Workspace) -> None:
    assert said(office, f"Chỉ đạo {told} giám sát việc cứu trợ.", FRONT)[0] == (
        "Giám sát việc cứu trợ."
    )


def test_a_plan_and_a_scheme_of_the_own_subject_are_this_plan(office: Workspace) -> None:
    point = "Xây dựng kế hoạch, phương án phòng, chống thiên tai của địa phương trước ngày 05/4."
    assert "chính là kế hoạch này" in said(office, point, OWN)[1]


def test_a_class_ends_before_what_its_units_are_forbidden(office: Workspace) -> None:
    point = "Xã miền núi sửa 01 giếng; riêng xã biên giới không để thôn, bản nào thiếu nước."
    question = said(office, point, ALL)[1]
    assert "“biên giới”" in question
    assert "không để" not in question
