"""What `check` says where the heading of an item and its data name two bodies (LC747)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.plans_apart.office import Office
from tests.test_own_laws import PLAN, RIGHT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return Office(tmp_path_factory.mktemp("don-vi"), "xã Mường Hum, Lào Cai")


def told(office: Office, heading: str, ids: str) -> list[str]:
    path: Path = office.folder / "plans/don-vi.toml"
    words = {**RIGHT, "office": "ubnd-xa-muong-hum", "who": heading}
    text = PLAN.format(**words).replace('id = "mot"\n', f'id = "mot"\nco_quan = [{ids}]\n', 1)
    path.write_text(text, encoding="utf-8")
    rows = office.do("check", "plans/don-vi.toml", "--json").data["diagnostics"]
    return [row["message"] for row in rows if row["code"] == "LC747"]


ECONOMY, CULTURE = '"phong-kinh-te"', '"phong-van-hoa-xa-hoi"'


@pytest.mark.parametrize(("heading", "ids"), [
    ("Phòng Văn hóa - Xã hội", ECONOMY),
    ("Phòng Văn hóa - Xã hội chủ trì, phối hợp với các phòng, đơn vị liên quan", ECONOMY),
    ("Phòng Kinh tế", CULTURE),
])  # fmt: skip
def test_a_heading_of_another_room_than_its_data_is_told(
    commune: Office, heading: str, ids: str
) -> None:
    (message,) = told(commune, heading, ids)
    assert "Phòng Kinh tế" in message
    assert "Phòng Văn hóa - Xã hội" in message


@pytest.mark.parametrize(("heading", "ids"), [
    ("Phòng Kinh tế", ECONOMY),
    ("Phòng Kinh tế; Phòng Văn hóa - Xã hội", CULTURE),
    ("Phòng Kinh tế, Phòng Văn hóa - Xã hội", f"{ECONOMY}, {CULTURE}"),
    ("Chăm sóc cây xanh", ECONOMY),
    ("Trưởng các thôn, bản", ECONOMY),
])  # fmt: skip
def test_a_heading_that_names_its_body_or_none_is_not_told(
    commune: Office, heading: str, ids: str
) -> None:
    assert told(commune, heading, ids) == []
