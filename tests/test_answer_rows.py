"""A figure that is answered for a row is answered in all its cells, or is still asked there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.plans_apart.office import Office
from tests.test_answer import ABOVE, UNIT, answer, asked, derived

if TYPE_CHECKING:
    from pathlib import Path

ROW = """
[[phu_luc]]
id = "phu-luc"
tieu_de = "DANH MỤC NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "giai-can"
noi_dung = "Xây 1.150 giếng khoan cho hộ nghèo toàn tỉnh"
chu_tri = ["ubnd-xa-yen-chau", "ubnd-xa-muong-gion"]
san_pham = "{product}"
cot_them = {{ "Quy mô" = "{size}" }}
thoi_han = {{ truoc = 2026-10-31 }}
"""
SHARE = "Số liệu giao chung cho nhiều đơn vị: xác định phần của xã Yên Châu"


def row_of(tmp_path: Path, product: str, size: str = "") -> tuple[Office, str]:
    office = Office(tmp_path, UNIT)
    above = ABOVE.format(so=1, ngay=1) + ROW.format(product=product, size=size)
    if not size:
        above = above.replace('cot_them = { "Quy mô" = "" }\n', "")
    (tmp_path / "plans/tren-1.toml").write_text(above, encoding="utf-8")
    return office, derived(office, 1)


def row(office: Office, plan: str) -> dict[str, Any]:
    made: dict[str, Any] = office.read(plan)["phu_luc"][0]["nhiem_vu"][0]
    return made


def test_a_figure_that_is_asked_is_counted_over_the_superiors_area_till_then(
    tmp_path: Path,
) -> None:
    office, plan = row_of(tmp_path, "1.150 giếng")
    assert SHARE in row(office, plan)["can_xem"]
    assert row(office, plan)["noi_dung"].endswith("hộ nghèo toàn tỉnh")


def test_the_product_has_the_figure_that_the_row_is_given(tmp_path: Path) -> None:
    office, plan = row_of(tmp_path, "1.150 giếng")
    assert answer(office, plan, f"{SHARE}=24 giếng").code == 0
    made = row(office, plan)
    assert made["noi_dung"] == "Xây 24 giếng khoan cho hộ nghèo toàn xã"
    assert made["san_pham"] == "24 giếng"
    assert "can_xem" not in made


@pytest.mark.parametrize(
    ("product", "size", "column"),
    [
        ("1.150 giếng, 46 tổ thợ", "", "Sản phẩm"),
        ("Biên bản", "1.150 giếng, 46 bản", "Quy mô"),
    ],
)
def test_a_cell_that_counts_more_than_was_answered_is_still_asked(
    product: str, size: str, column: str, tmp_path: Path
) -> None:
    office, plan = row_of(tmp_path, product, size)
    assert answer(office, plan, f"{SHARE}=24 giếng").code == 0
    (left,) = [one["text"] for one in asked(office, plan) if column in one["text"]]
    assert left in row(office, plan)["can_xem"]
