"""By which day the unit's own bodies report: in the rhythm of its own report, and before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import OWN, derive, item, node, office

if TYPE_CHECKING:
    from generator.workspace.workspace import Workspace

__all__ = ["office"]

ONE_YEAR = "Phòng, chống thiên tai năm 2026"
YEARS = "Phòng, chống thiên tai giai đoạn 2026 - 2030"
NO_YEAR = "Thực hiện Nghị quyết số 83-NQ/TW về phòng, chống thiên tai"


def inside(office: Workspace, *points: str, subject: str = ONE_YEAR) -> str:
    """The line of the reports inside; "" without one."""
    found = node(derive(office, item("x", OWN, *points), subject=subject), "bao-cao-noi-bo")
    return found.noi_dung if found is not None else ""


@pytest.mark.parametrize(
    ("subject", "days"),
    [
        (ONE_YEAR, ["trước ngày 03/6/2026", "trước ngày 30/11/2026"]),
        (YEARS, ["trước ngày 03/6 hằng năm", "trước ngày 30/11 hằng năm"]),
    ],
)
def test_a_plan_of_one_year_has_its_reports_once(
    subject: str, days: list[str], office: Workspace
) -> None:
    point = "Báo cáo kết quả về Sở Y tế: 6 tháng trước ngày 10/6, năm trước ngày 05/12."
    said = inside(office, point, subject=subject)
    assert "; ".join(days) in said


def test_what_comes_each_year_has_its_day_each_year(office: Workspace) -> None:
    point = "Định kỳ hằng năm báo cáo Ban Thường vụ Tỉnh ủy trước ngày 05/12."
    assert "trước ngày 30/11 hằng năm" in inside(office, point, subject=NO_YEAR)


def test_one_report_of_a_year_has_one_day_inside_the_earlier(office: Workspace) -> None:
    points = ("Báo cáo UBND tỉnh trước ngày 05/12 hằng năm.",
              "Báo cáo kết quả về Sở Y tế trước ngày 15/6, 01/12 hằng năm.")  # fmt: skip
    said = inside(office, *points, subject=YEARS)
    assert "trước ngày 24/11 hằng năm" in said
    assert "30/11" not in said


@pytest.mark.parametrize(
    ("point", "days"),
    [
        ("Chế độ thông tin, báo cáo: UBND các xã báo cáo kết quả về Sở Y tế vào ngày 15 hằng"
         " tháng; báo cáo tổng kết trước ngày 28 tháng 02 năm 2027.",
         "trước ngày 08 hằng tháng; trước ngày 22/02/2027"),
        ("Về chế độ báo cáo: định kỳ thứ Sáu hằng tuần, UBND các xã gửi báo cáo về Sở Y tế.",
         "chậm nhất thứ Năm hằng tuần"),
        ("Báo cáo định kỳ quý (trước ngày 15 của tháng cuối quý); gửi qua trục liên thông về"
         " Sở Y tế.", "định kỳ hằng quý trước ngày 08 của tháng cuối quý"),
        ("UBND các xã báo cáo Sở Y tế kết quả cả năm trước ngày 20 tháng 01 năm sau.",
         "trước ngày 13/01 năm sau"),
        ("Báo cáo tháng: trước ngày 20; báo cáo quý: trước ngày 20 tháng cuối quý, gửi về"
         " Sở Y tế.", "trước ngày 13 hằng tháng; định kỳ hằng quý trước ngày 13"),
    ],
)  # fmt: skip
def test_a_label_a_weekday_or_a_receiver_behind_hides_no_report(
    point: str, days: str, office: Workspace
) -> None:
    assert days in inside(office, point)


@pytest.mark.parametrize(
    "point",
    [
        "Trạm Y tế xã giám sát bọ gậy; báo cáo Sở Y tế trước ngày 25 hằng tháng.",
        "Trưởng Công an xã báo cáo Công an tỉnh trước ngày 25 hằng tháng.",
    ],
)
def test_what_another_body_reports_in_its_own_line_sets_no_day(
    point: str, office: Workspace
) -> None:
    assert inside(office, point) == ""


def test_reports_come_when_the_work_is_done_and_before_the_unit_reports(office: Workspace) -> None:
    points = ("Gieo trồng xong lúa mùa trước ngày 20/8/2026.",
              "Báo cáo kết quả về Sở Y tế trước ngày 25/8/2026.")  # fmt: skip
    assert "trước ngày 21/8/2026" in inside(office, *points)
    assert "trước ngày 19/8/2026" in inside(office, points[1])


def test_units_of_the_departments_field_report_to_it_themselves(office: Workspace) -> None:
    point = "Các đơn vị y tế và UBND các xã báo cáo kết quả về Sở Y tế trước ngày 10/12/2026."
    derived = derive(office, item("x", "Chế độ báo cáo", point))
    assert node(derived, "x-1").noi_dung.startswith("UBND xã báo cáo kết quả về Sở Y tế")
