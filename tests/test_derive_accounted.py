"""A sentence stands unmarked only where who acts, what is named, and what it leans on is known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.derived_plan import HEAD, OPENING, PLACE, derive, item, node, office
from tests.plans_apart.office import Office
from tests.test_derive_unsure import said

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

__all__ = ["office"]


@pytest.mark.parametrize(
    ("point", "asked"),
    [
        ("Cấm thu hoạch quả non; thương lái ký cam kết trước khi vào vụ.", "Câu nói thương lái"),
        ("Trạm Y tế sơ cứu; các bệnh viện ưu tiên cấp cứu trẻ em.", "Câu nói các bệnh viện"),
        ("Bố trí máy chiếu; với xã có khu công nghiệp thì mở thêm lớp tối.", "có khu công nghiệp"),
        ("Công khai danh sách, gửi lên tỉnh trong 10 ngày tiếp theo.", "10 ngày tiếp theo"),
        ("Ghi hình theo mẫu tại Phụ lục.", "Dẫn “phụ lục”"),
        ("Dọn vệ sinh tại Quảng trường Hùng Vương.", "địa danh"),
        ("Bố trí kho hóa chất, giao Công an xã trông coi.", "xem ai làm"),
    ],
)
def test_what_is_not_accounted_for_is_asked_about(
    point: str, asked: str, office: Workspace
) -> None:
    assert asked in said(office, point)[1]


@pytest.mark.parametrize(
    "point",
    [
        "Tuyên truyền Luật Trẻ em, Nghị quyết của Đảng đến Nhân dân.",
        "Hội nghị tổng kết tổ chức trong tháng 12/2026.",
        "Báo cáo kết quả trước ngày 15/12/2026.",
        "Phổ biến ứng dụng VNeID đến người dân.",
        "Trưởng thôn đến từng nhà hướng dẫn hộ dân.",
    ],
)
def test_what_is_accounted_for_stands_without_a_question(point: str, office: Workspace) -> None:
    words, question = said(office, point, "Nhiệm vụ, giải pháp")
    assert words
    assert question == ""


def test_a_question_stands_at_the_heading_and_not_again_below_it(office: Workspace) -> None:
    derived = derive(
        office, item("nv", "UBND các xã có hồ chứa nước", "Cắm mốc quanh hồ.", "Đo mực nước.")
    )
    assert [node(derived, f"nv-{n}").can_xem for n in (1, 2)] == [None, None]
    assert "có hồ chứa nước" in derived.text


def test_what_is_left_out_though_it_names_the_unit_is_listed(tmp_path: Path) -> None:
    office = Office(tmp_path, PLACE)
    points = ("Hướng dẫn UBND các xã lập sổ theo dõi.", "Cân đối vốn đầu tư công trung hạn.")
    text = HEAD.format(opening=OPENING) + item("nv", "Sở Tài chính", *points)
    (tmp_path / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    office.do("derive", "plans/tren.toml", "--sheet", str(tmp_path / "bang.json"))
    (sheet,) = json.loads((tmp_path / "bang.json").read_text(encoding="utf-8"))
    out = {fate["id"] for fate in sheet["nodes"] if fate["what"] == "left_out"}
    assert {"nv-1", "nv-2"} <= out
    assert [fate["id"] for fate in sheet["mentioned"]] == ["nv-1"]
