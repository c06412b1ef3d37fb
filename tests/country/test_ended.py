"""A plan that gives work to a body that is no more is told who took over."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PLAN = """\
phien_ban = 1

[van_ban]
ma = "thu"
loai = "KH"
so = 1
ngay = {ngay}
co_quan = "ubnd-tinh-lang-son"
trich_yeu = "Rà soát cây xanh trên địa bàn tỉnh"

[[mo_dau]]
id = "loi-dan"
vai_tro = "loi_dan"
noi_dung = "Theo đề nghị của Sở Giao thông vận tải, ban hành Kế hoạch như sau:"

[[muc]]
id = "i"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "i-1"
noi_dung = "{cau}"

[[noi_nhan]]
id = "nn-1"
noi_dung = "Lưu: VT"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


@pytest.fixture
def told(workspace: Path, kehoach: Callable[..., Any]) -> Callable[..., list[dict[str, Any]]]:
    """What `check` tells of ended bodies in a sentence of a plan of a day."""

    def ask(sentence: str, day: date = date(2026, 11, 28)) -> list[dict[str, Any]]:
        path = workspace / "plans" / "thu.toml"
        path.write_text(PLAN.format(ngay=day, cau=sentence), "utf-8")
        found = json.loads(kehoach("check", path, "--format", "json").out)["diagnostics"]
        return [d for d in found if d["code"] == "KH423"]

    return ask


@pytest.mark.parametrize(
    ("sentence", "now"),
    [
        ("Giao Sở Tài nguyên và Môi trường kiểm đếm cây.", "Sở Nông nghiệp và Môi trường"),
        ("Sở Lao động - Thương binh và Xã hội tham mưu.", "Sở Nội vụ"),
        ("Báo cáo Bộ Thông tin và Truyền thông.", "Bộ Khoa học và Công nghệ"),
    ],
)
def test_an_order_to_a_body_that_ended_names_who_took_over(
    told: Callable[..., list[dict[str, Any]]], sentence: str, now: str
) -> None:
    (found,) = told(sentence)
    assert now in found["hints"][0]


def test_the_districts_are_over_for_orders_of_today(
    told: Callable[..., list[dict[str, Any]]],
) -> None:
    (found,) = told("UBND các huyện, thành phố kiểm đếm cây.")
    assert "01/7/2025" in found["message"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Giao Sở Nông nghiệp và Môi trường, Phòng Kinh tế, Công an tỉnh kiểm đếm cây.",
        "Theo Thông tư số 02/2022/TT-BTNMT của Bộ Tài nguyên và Môi trường.",
        "Thực hiện Quyết định ngày 05/6/2024 của Sở Giao thông vận tải.",
        "Hồ sơ của Sở Giao thông vận tải (nay là Sở Xây dựng) được chuyển giao.",
        "Trụ sở Sở Giao thông vận tải cũ được sửa chữa.",
    ],
)
def test_bodies_of_today_citations_and_former_bodies_are_no_matter(
    told: Callable[..., list[dict[str, Any]]], sentence: str
) -> None:
    assert told(sentence) == []


def test_a_plan_of_its_own_time_is_told_nothing(
    told: Callable[..., list[dict[str, Any]]],
) -> None:
    assert told("Giao Sở Giao thông vận tải kiểm đếm cây.", date(2024, 6, 3)) == []
