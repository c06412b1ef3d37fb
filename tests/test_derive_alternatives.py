"""Bodies for each kind of unit, rooms no register lists, and what others have the unit do."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from generator.cascade.deriving.competence.passive import done_by
from generator.cascade.deriving.unit.addressee import Addressee, Kin
from generator.cascade.deriving.unit.called import names_of_level
from generator.cascade.deriving.wording.alternatives import only_own
from generator.grammar.letters import key_of
from generator.grammar.named_bodies import bodies
from generator.workspace.workspace import Workspace
from tests.derived_plan import derive, item, node, office, under

__all__ = ["office"]

ECONOMY, TOWN = "Phòng Kinh tế", "Phòng Kinh tế, Hạ tầng và Đô thị"


def unit(word: str, *rooms: str) -> Addressee:
    return Addressee(
        3, word, f"{word} A", f"UBND {word} A", committee=True, above=1,
        place_above="tỉnh B", facts={}, bodies=frozenset(map(key_of, rooms)),
    )  # fmt: skip


DEPARTMENT = Addressee(
    1, "tỉnh", "", "Sở Y tế", committee=False, above=1, place_above="tỉnh Phú Thọ", facts={}
)


@pytest.mark.parametrize(
    "said",
    [
        f"Giao {ECONOMY} ({TOWN} đối với phường) lập sổ theo dõi.",
        f"Giao {TOWN} (hoặc {ECONOMY}) lập sổ theo dõi.",
        f"Giao {ECONOMY} (xã, đặc khu) hoặc {TOWN} (phường) lập sổ theo dõi.",
        f"Giao {ECONOMY} đối với xã; {TOWN} đối với phường lập sổ theo dõi.",
        f"Giao {ECONOMY}/{TOWN} lập sổ theo dõi.",
    ],
)
def test_of_bodies_for_each_kind_of_unit_its_own_stands_alone(said: str) -> None:
    assert only_own(said, unit("xã", ECONOMY)) == f"Giao {ECONOMY} lập sổ theo dõi."
    assert only_own(said, unit("phường", TOWN)) == f"Giao {TOWN} lập sổ theo dõi."


def test_of_figures_for_two_kinds_of_units_its_own_stands_alone(office: Workspace) -> None:
    said = "Tỷ lệ hộ phân loại rác đạt từ 80% trở lên ở các phường và 60% ở các xã."
    found = node(derive(office, item("xa", "UBND các xã, phường", said, "Quét chợ.")), "xa-1")
    assert "60%" in found.noi_dung
    assert "80%" not in found.noi_dung
    assert "phường" not in found.noi_dung


def test_two_bodies_of_two_fields_both_stay() -> None:
    said = f"{ECONOMY} hoặc Phòng Văn hóa - Xã hội tiếp nhận hồ sơ."
    assert only_own(said, unit("phường", TOWN, "Phòng Văn hóa - Xã hội")) == said


def test_who_leads_under_its_own_heading_only_leads(office: Workspace) -> None:
    said = f"Giao {ECONOMY} ({TOWN} đối với phường) làm đầu mối, phân công cán bộ phụ trách."
    derived = derive(office, item("xa", "UBND các xã, phường", said, "Nạo vét mương."))
    assert node(derived, "xa-1").noi_dung == "Làm đầu mối, phân công cán bộ phụ trách."
    assert under(derived, "xa-1").startswith(ECONOMY)


def test_a_room_the_unit_has_not_is_its_work_and_asked(office: Workspace) -> None:
    said = "Giao Phòng Quản lý chợ chủ trì lắp biển cấm trước ngày 30/4/2026."
    derived = derive(office, item("xa", "UBND các xã, phường", said, "Nạo vét mương."))
    assert "Phòng Quản lý chợ" in node(derived, "xa-1").noi_dung
    assert "không có trong danh mục cơ quan" in node(derived, "xa-1").can_xem


@pytest.mark.parametrize("name", ["Phòng Nghiệp vụ Dược", "Văn phòng Sở", "Thanh tra Sở"])
def test_rooms_of_a_department_are_its_own_though_no_register_lists_them(name: str) -> None:
    assert DEPARTMENT.kin(bodies(f"Giao {name} kiểm tra.")[0]) is Kin.OWN


@pytest.mark.parametrize("name", ["Phòng Cảnh sát giao thông", "Văn phòng UBND tỉnh"])
def test_rooms_of_others_are_not(name: str) -> None:
    assert DEPARTMENT.kin(bodies(f"Giao {name} kiểm tra.")[0]) is not Kin.OWN


OTHERS = {
    "Đôn đốc UBND các xã, phường cập nhật sổ đàn vật nuôi trước ngày 25 hằng tháng.":
        "Cập nhật sổ đàn vật nuôi trước ngày 25 hằng tháng.",
    "Tổng hợp nhu cầu vắc xin do UBND cấp xã đăng ký trước ngày 30/9 hằng năm.":
        "Đăng ký nhu cầu vắc xin trước ngày 30/9 hằng năm.",
    "Chủ trì thẩm định hồ sơ; phối hợp với UBND cấp xã niêm yết danh sách hộ.":
        "Niêm yết danh sách hộ.",
    "Là cơ quan thường trực, chủ trì, phối hợp với UBND cấp xã kiểm tra các chợ.":
        "Kiểm tra các chợ.",
}  # fmt: skip


@pytest.mark.parametrize(("said", "now"), OTHERS.items())
def test_of_another_s_sentence_only_the_unit_s_part_stays(
    said: str, now: str, office: Workspace
) -> None:
    derived = derive(office, item("so", "Sở Nông nghiệp và Môi trường", said))
    assert node(derived, "so-1").noi_dung == now
    assert under(derived, "so-1") == "Phối hợp với Sở Nông nghiệp và Môi trường"


@pytest.mark.parametrize("house", ["Thư viện tỉnh", "Bảo tàng tỉnh", "Nhà hát Chèo Sơn La"])
def test_a_house_that_is_met_keeps_its_capital(house: str, office: Workspace) -> None:
    said = "Chủ trì, phối hợp với UBND cấp xã mở 02 buổi giới thiệu sách, tư liệu."
    derived = derive(office, item("so", house, said))
    assert under(derived, "so-1") == f"Phối hợp với {house}"


def test_guidance_without_a_day_is_no_duty_of_the_unit(office: Workspace) -> None:
    said = "Hướng dẫn, đôn đốc UBND các xã, phường thực hiện Kế hoạch này."
    derived = derive(office, item("so", "Sở Y tế", said), item("xa", "UBND các xã", "Diệt muỗi."))
    assert node(derived, "so-1") is None


def test_what_another_does_with_the_unit_s_papers_is_turned_round() -> None:
    said = "Thẩm định hồ sơ do Sở Y tế trình trong 10 ngày làm việc."
    assert done_by(DEPARTMENT, said, "Sở Y tế") == "Trình hồ sơ trong 10 ngày làm việc."


@pytest.mark.parametrize(
    ("said", "called"),
    [("UBND tỉnh ban hành Kế hoạch", "tỉnh"), ("UBND thành phố ban hành Kế hoạch", "thành phố")],
)
def test_a_province_that_became_a_city_is_what_its_paper_calls_it(said: str, called: str) -> None:
    level = SimpleNamespace(bac=1, ten="thành phố")
    registry: Any = SimpleNamespace(level=lambda _cap: level)
    agency: Any = SimpleNamespace(cap="thanh-pho")
    assert names_of_level(registry, agency, [key_of(said)])["cap"] == called
