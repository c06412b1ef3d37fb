"""What `check` says of a superior that the unit's place has not: the tỉnh of a central city."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office
from tests.test_own_laws import PLAN, RIGHT

if TYPE_CHECKING:
    from pathlib import Path

OF_CITY = {
    "office": "ubnd-phuong-hoa-khanh",
    "title": "Phòng, chống ma túy trên địa bàn phường Hòa Khánh năm 2026",
    "opening": "Ủy ban nhân dân phường ban hành Kế hoạch phòng, chống ma túy như sau:",
    "words": "Rà soát người cai nghiện tại cộng đồng.",
}
OF_PROVINCE = {"office": "ubnd-xa-muong-hum", "words": OF_CITY["words"]}


@pytest.fixture(scope="module")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("phuong"), "phường Hòa Khánh, Đà Nẵng")


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("xa"), "xã Mường Hum, Lào Cai")


def told(office: Office, own: dict[str, str], **wrong: str) -> list[str]:
    """What LC720 says of a plan."""
    path: Path = office.folder / "plans/don-vi.toml"
    path.write_text(PLAN.format(**{**RIGHT, **own, **wrong}), encoding="utf-8")
    rows = office.do("check", "plans/don-vi.toml", "--json").data["diagnostics"]
    return [row["message"] for row in rows if row["code"] == "LC720"]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("Tham mưu UBND phường báo cáo UBND tỉnh trước ngày 15/6/2026.", "UBND tỉnh"),
        ("Tham mưu Chủ tịch UBND phường chuyển hồ sơ đến Chủ tịch UBND tỉnh.", "UBND tỉnh"),
        ("Phối hợp với Công an tỉnh lập danh sách.", "Công an tỉnh"),
        ("Tham mưu Đảng ủy phường báo cáo Tỉnh ủy.", "Tỉnh ủy"),
        ("Gửi hồ sơ về Hội Chữ thập đỏ tỉnh (bản giấy) trước ngày 15/6/2026.", "thập đỏ tỉnh"),
    ],
)
def test_a_central_city_has_no_province(words: str, named: str, ward: Office) -> None:
    found = told(ward, OF_CITY, words=words)
    assert len(found) == 1
    assert named in found[0]
    right = words.replace("tỉnh", "thành phố").replace("Tỉnh", "Thành")
    assert told(ward, OF_CITY, words=right) == []


@pytest.mark.parametrize(
    "words",
    [
        "Tham mưu UBND xã báo cáo UBND thành phố trước ngày 15/6/2026.",
        "Phối hợp với Công an thành phố lập danh sách.",
        "Thực hiện chỉ đạo của Thành ủy về phòng, chống ma túy.",
    ],
)
def test_a_province_has_no_city_above_its_communes(words: str, commune: Office) -> None:
    assert len(told(commune, OF_PROVINCE, words=words)) == 1


@pytest.mark.parametrize(
    "words",
    [
        "Thực hiện Quyết định số 12/2019/QĐ-UBND ngày 05/3/2019 của UBND tỉnh.",
        "Phối hợp với Công an tỉnh giáp ranh trao đổi danh sách.",
        "Phối hợp với UBND tỉnh Quảng Ngãi trao đổi danh sách.",
        "Trao đổi danh sách với UBND các tỉnh, thành phố.",
        "Phối hợp với Công an các tỉnh giáp ranh trao đổi danh sách.",
        "Học tập mô hình của Công an cấp tỉnh.",
        "Thi giáo viên dạy giỏi cấp tỉnh; tuyến đường tỉnh 601 có biển báo.",
    ],
)
def test_another_province_and_a_level_are_no_slip(words: str, ward: Office) -> None:
    assert told(ward, OF_CITY, words=words) == []


def test_before_two_levels_a_province_had_cities(commune: Office) -> None:
    words = "Phối hợp với Công an thành phố lập danh sách."
    path: Path = commune.folder / "plans/cu.toml"
    text = PLAN.format(**{**RIGHT, **OF_PROVINCE, "words": words})
    path.write_text(text.replace("2026-04-01", "2025-04-01"), encoding="utf-8")
    rows = commune.do("check", "plans/cu.toml", "--json").data["diagnostics"]
    assert [row for row in rows if row["code"] == "LC720"] == []


def test_a_department_of_a_central_city_has_no_province(tmp_path: Path) -> None:
    office = Office(tmp_path, "Sở Y tế Đà Nẵng")
    own = {**OF_CITY, "office": "so-y-te", "who": "Chế độ báo cáo"}
    words = "Tổng hợp kết quả, báo cáo UBND tỉnh trước ngày 15/6/2026."
    assert len(told(office, own, words=words)) == 1
    assert told(office, own, words=words.replace("tỉnh", "thành phố")) == []
