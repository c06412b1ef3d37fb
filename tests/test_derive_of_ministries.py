"""Units of a ministry in a province's plan: worked with, and never given work."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import nodes
from tests.test_derive_levels import MINISTRY, items
from tests.test_derive_ways import below, made

if TYPE_CHECKING:
    from pathlib import Path

PROVINCE = "tỉnh Thái Nguyên"


@pytest.mark.parametrize(
    "title",
    ["Các Vụ, Cục thuộc Bộ", "Các Cục, Vụ, Viện thuộc Bộ", "Các đơn vị trực thuộc Bộ",
     "Các đơn vị sự nghiệp thuộc Bộ", "Vụ Lao động trong nước và các đơn vị liên quan thuộc Bộ"],
)  # fmt: skip
def test_what_a_ministrys_units_do_with_the_localities_is_done_with_them(
    title: str, tmp_path: Path
) -> None:
    act = "Cục Việc làm chủ trì, phối hợp với các địa phương điều tra cung, cầu lao động."
    derived = made(tmp_path, PROVINCE, MINISTRY, below("bo", title, act))
    assert derived.words("bo").startswith("Phối hợp với ")
    assert derived.words("bo-1") == "Phối hợp với Cục Việc làm điều tra cung, cầu lao động."
    assert not derived.words("bo").endswith("Bộ")


def test_a_provinces_department_helps_the_units_of_a_heading(tmp_path: Path) -> None:
    act = "Chủ trì, phối hợp với Sở Nội vụ các tỉnh theo dõi nợ lương dịp Tết."
    derived = made(tmp_path, PROVINCE, MINISTRY, below("bo", "Các Vụ, Cục thuộc Bộ", act))
    assert "hối hợp với các Vụ, Cục thuộc Bộ Nội vụ theo dõi" in derived.words("bo-1")
    assert any(node.words == "Sở Nội vụ" for node in nodes(derived.plan))
    assert not any(node.words.startswith("Các Vụ") for node in derived.found.values())


def test_whom_a_department_is_told_to_work_with_stays_the_ministrys(tmp_path: Path) -> None:
    act = "Giao Sở Nội vụ chủ trì, phối hợp với các Vụ, Cục thuộc Bộ rà soát sàn giao dịch."
    title = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    derived = made(tmp_path, PROVINCE, MINISTRY, below("tinh", title, act))
    assert "phối hợp với các Vụ, Cục thuộc Bộ Nội vụ rà soát" in derived.words("tinh-1")


def test_a_ministrys_press_is_no_provinces(tmp_path: Path) -> None:
    rest = below("bao", "Các cơ quan báo chí của Bộ", "Tuyên truyền về sàn giao dịch việc làm.")
    derived = made(tmp_path, PROVINCE, MINISTRY, rest)
    assert not {"bao", "bao-1"} & set(derived.found)


def test_what_communes_by_the_sea_are_to_have_is_no_inland_provinces(tmp_path: Path) -> None:
    rest = items("100% xã ven biển có kè chắn sóng.", "100% xã biên giới có chợ.")
    inland = made(tmp_path, "tỉnh Cao Bằng", MINISTRY, rest)
    assert "k1" not in inland.found
    assert inland.words("k2") == "100% xã biên giới có chợ."


def test_a_level_that_is_no_more_is_asked_about_in_a_provinces_plan(tmp_path: Path) -> None:
    act = "Chỉ đạo các sở, ban, ngành, UBND cấp huyện, cấp xã mở sàn giao dịch việc làm."
    title = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    derived = made(tmp_path, PROVINCE, MINISTRY, below("tinh", title, act))
    assert "cấp huyện" in derived.found["tinh-1"].marked


def test_a_provinces_department_of_the_ministrys_field_leads_the_plan(tmp_path: Path) -> None:
    title = "Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    lamps = "Chỉ đạo Sở Xây dựng thay đèn đường, báo cáo kết quả về Sở Xây dựng hằng tháng."
    own = "Rà soát, cập nhật danh sách cơ sở trên địa bàn trước ngày 31/3/2027."
    derived = made(tmp_path, PROVINCE, MINISTRY, below("tinh", title, own, lamps))
    heads = [node.words for node in nodes(derived.plan) if "chủ trì, phối hợp" in node.words]
    assert any(words.startswith("Sở Nội vụ chủ trì") for words in heads)
    assert not any(words.startswith("Sở Xây dựng chủ trì") for words in heads)


def test_a_province_encourages_its_communes_and_not_its_departments(tmp_path: Path) -> None:
    said = "Khuyến khích các xã, phường đặt tủ sách ở nhà văn hóa."
    derived = made(tmp_path, PROVINCE, MINISTRY, below("nv", "Nhiệm vụ", said))
    assert derived.words("nv-1") == said
