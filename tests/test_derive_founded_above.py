"""What stands behind work of others: their team's work, the days of it, the classes they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import derive, item, node, office, said, titles
from tests.test_derive_levels import MINISTRY, PARTY, items
from tests.test_derive_ways import REPORTS, below, department, made

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]

FOUNDS = "Chủ tịch Ủy ban nhân dân tỉnh thành lập Đoàn điều tra sự cố hồ đập cấp tỉnh."


@pytest.mark.parametrize(
    "act",
    ["Trong 03 ngày kể từ khi nhận tin báo, Đoàn điều tra phải có mặt tại hiện trường.",
     "Đoàn điều tra lập biên bản, gửi kết luận trong 30 ngày."],
)  # fmt: skip
def test_a_team_that_the_superior_has_founded_works_for_him(act: str, office: Workspace) -> None:
    derived = derive(office, item("nv", "Sự cố", FOUNDS, act, "UBND các xã giữ hiện trường."))
    assert node(derived, "nv-2") is None
    assert node(derived, "nv-3") is not None


def test_a_team_that_the_communes_found_works_for_them(office: Workspace) -> None:
    founds = "UBND các xã, phường thành lập Tổ công tác khơi thông dòng chảy."
    derived = derive(office, item("nv", "Khơi thông", founds, "Tổ công tác họp hằng tuần."))
    assert node(derived, "nv-2") is not None


def test_a_day_alone_is_nothing_to_do(office: Workspace) -> None:
    act = "Là cơ quan thường trực; ban hành hướng dẫn các địa phương trước ngày 15/5/2026."
    assert said(office, act, "Sở Nông nghiệp và Môi trường") == ("", "")


def test_what_is_kept_up_to_date_is_kept_by_who_helped_to_make_it(office: Workspace) -> None:
    act = (
        "Chủ trì, phối hợp với UBND các xã, phường lập bản đồ ngập lụt trước ngày 30/5/2026;"
        " cập nhật trước ngày 30 tháng 11 hằng năm."
    )
    words = said(office, act, "Sở Nông nghiệp và Môi trường")[0]
    assert words.endswith("; cập nhật trước ngày 30 tháng 11 hằng năm.")


def test_each_body_of_a_class_is_asked_whether_it_is_one(office: Workspace) -> None:
    derived = derive(
        office,
        item("nv", "UBND các xã có hồ chứa", "Chủ tịch UBND xã trực tiếp đối thoại với dân.",
             "Lập danh sách hộ phải di dời."),
    )  # fmt: skip
    marks = [k.can_xem or "" for m in derived.plan.muc for k in m.khoan if k.diem]
    asked = [mark for mark in marks if "có hồ chứa" in mark]
    assert titles(derived).count("Chủ tịch UBND xã") == 1
    assert len(asked) > 1


# ------------------------------------------------------------------ departments


def test_what_others_send_it_a_department_gathers(tmp_path: Path) -> None:
    reports = items(
        "Các sở, ban, ngành, UBND các xã, phường báo cáo kết quả thực hiện 6 tháng trước ngày 10/6,"
        " báo cáo năm trước ngày 01/12/2026, gửi Sở Công Thương tổng hợp, báo cáo UBND tỉnh."
    )
    rest = items("Sở Công Thương kiểm tra 12 kho hàng.") + REPORTS + reports.replace("k1", "r1")
    words = department(tmp_path, rest).words("r1")
    assert words.startswith(
        "Tổng hợp kết quả thực hiện của các sở, ban, ngành, UBND các xã, phường"
    )
    assert words.endswith("báo cáo UBND tỉnh.")


def test_help_of_two_departments_is_said_once(tmp_path: Path) -> None:
    text = "Sở Công Thương, Sở Xây dựng phối hợp rà soát kho hàng trong khu dân cư."
    words = department(tmp_path, items(text)).words("k1")
    assert words == "Sở Công Thương phối hợp với Sở Xây dựng rà soát kho hàng trong khu dân cư."


def test_a_request_to_the_front_is_asked_about_by_nobody(tmp_path: Path) -> None:
    title = "Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội tỉnh"
    made_of = department(
        tmp_path, items("Sở Công Thương kiểm tra 12 kho hàng.")
        + below("mt", title, "Vận động hộ kinh doanh dọn lối thoát nạn."),
    )  # fmt: skip
    assert "làm: xem có phải việc" not in (made_of.found["mt"].marked or "")


# ------------------------------------------------------------------ provinces, Party documents


def test_a_province_has_the_kinds_of_communes_that_it_has(tmp_path: Path) -> None:
    text = "Chỉ đạo rà soát lao động của từng xã, phường, đặc khu trước ngày 30/6/2026."
    title = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    inland = made(tmp_path, "tỉnh Thái Nguyên", MINISTRY, below("tinh", title, text))
    assert "của từng xã, phường trước" in inland.words("tinh-1")


def test_a_city_is_of_the_region_whose_provinces_are_told(tmp_path: Path) -> None:
    rest = below("vung", "Ủy ban nhân dân các tỉnh vùng Đồng bằng sông Cửu Long", "Dạy nghề.")
    derived = made(tmp_path, "thành phố Cần Thơ", MINISTRY, rest)
    assert "vung-1" in derived.found


def test_two_organisations_of_the_centre_are_both_put_at_the_provinces_level(
    tmp_path: Path,
) -> None:
    title = "Đề nghị Trung ương Hội Nông dân Việt Nam, Hội Liên hiệp Phụ nữ Việt Nam"
    derived = made(
        tmp_path, "tỉnh Thái Nguyên", MINISTRY, below("hoi", title, "Vận động hội viên.")
    )
    assert derived.words("hoi") == "Đề nghị Hội Nông dân tỉnh, Hội Liên hiệp Phụ nữ tỉnh"


def test_whom_the_plan_above_names_no_leader_of_lead_nobody(tmp_path: Path) -> None:
    act = "Chỉ đạo Công an tỉnh, Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh phối hợp hướng dẫn dân."
    title = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    derived = made(tmp_path, "tỉnh Thái Nguyên", MINISTRY, below("tinh", title, act))
    assert "chủ trì" not in derived.words("tinh-1").lower()


def test_a_department_asks_no_party_committee_of_the_province(tmp_path: Path) -> None:
    text = "Đảng ủy Hội đồng nhân dân tỉnh lãnh đạo thể chế hóa Chương trình thành nghị quyết."
    rest = items(text, "Sở Công Thương mở chợ phiên vùng cao.")
    derived = made(tmp_path, "Sở Công Thương, tỉnh Gia Lai", PARTY, rest)
    assert "k1" not in derived.found
