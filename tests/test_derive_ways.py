"""Each way down the cascade: a ministry's plan, a province's to its department, a Party document.

Texts of one field each; what is asked of a derived plan is what the office would sign.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from tests.plans_apart.office import Node, Office, nodes
from tests.test_derive_levels import HEAD, MINISTRY, PARTY, PROVINCE, SIGNED, items, read_toml

if TYPE_CHECKING:
    from pathlib import Path

CLOSING = """
[[ket_thuc]]
id = "kt"
noi_dung = "Quá trình thực hiện nếu có khó khăn, vướng mắc, kịp thời báo cáo Bộ Nội vụ./."
"""
REPORTS = '\n[[muc]]\nid = "bao-cao"\ntieu_de = "CHẾ ĐỘ BÁO CÁO"\n'
OWN_PROVINCE = PROVINCE | {"about": "An toàn phòng cháy, chữa cháy tại các kho hàng"}


class Made(NamedTuple):
    """A derived plan."""

    plan: dict[str, Any]
    found: dict[str, Node]
    """Id of a node of the plan above → the node that came of it."""

    def words(self, id_: str) -> str:
        return self.found[id_].words

    @property
    def receivers(self) -> list[str]:
        return [line["noi_dung"] for line in self.plan["noi_nhan"]]

    @property
    def inside(self) -> str:
        """The line by which the unit's own bodies report."""
        return next(node.words for node in nodes(self.plan) if node.id == "bao-cao-noi-bo")


def made(folder: Path, unit: str, above: dict[str, str], rest: str, issuer: str = "") -> Made:
    office = Office(folder, unit)
    assert office.knows_unit, office.unknown
    text = HEAD.format(**above) + rest + SIGNED
    if issuer:
        text = text.replace(f'co_quan = "{above["id"]}"', f'co_quan = "{issuer}"')
    (folder / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "-o", "plans/duoi")
    assert said.code == 0, said.err
    plan = read_toml(next((folder / "plans" / "duoi").glob("*.toml")))
    return Made(plan, {node.source: node for node in nodes(plan) if node.source})


def below(id_: str, title: str, *points: str) -> str:
    """An item with its points."""
    head = f'\n[[muc.khoan]]\nid = "{id_}"\ntieu_de = "{title}"\n'
    return head + items(*points).replace("[[muc.khoan]]", "[[muc.khoan.diem]]").replace(
        'id = "k', f'id = "{id_}-'
    )


# ------------------------------------------------------------------ province → department

TRADE = "Sở Công Thương, tỉnh Thái Nguyên"
ROW = """
[[phu_luc]]
id = "pl"
tieu_de = "PHÂN CÔNG NHIỆM VỤ"

[[phu_luc.nhiem_vu]]
id = "r1"
noi_dung = "Kiểm kê kho hàng theo nguy cơ cháy"
chu_tri = ["so-cong-thuong"]
phoi_hop = ["cong-an-tinh"]
"""


def department(folder: Path, rest: str, unit: str = TRADE) -> Made:
    return made(folder, unit, OWN_PROVINCE, rest, issuer="ubnd-tinh-thai-nguyen")


def test_a_departments_own_row_stays_with_it_whatever_the_field_of_the_plan(tmp_path: Path) -> None:
    reports = items(
        "Các sở, ngành báo cáo kết quả về Sở Công Thương trước ngày 25 của tháng cuối quý; "
        "Sở Công Thương tổng hợp, báo cáo UBND tỉnh trước ngày 05 của tháng đầu quý sau."
    )
    derived = department(tmp_path, REPORTS + reports + ROW)
    row = derived.found["r1"].row
    assert row["chu_tri"] == ["so-cong-thuong"]
    assert row["phoi_hop"] == ["cong-an-tinh"]
    assert derived.words("k1") == (
        "Tổng hợp kết quả của các sở, ngành (gửi trước ngày 25 của tháng cuối quý), báo cáo UBND "
        "tỉnh trước ngày 05 của tháng đầu quý sau."
    )
    assert "về phòng, đơn vị được giao chủ trì trước ngày 25 của tháng cuối quý" in derived.inside


def test_what_all_send_to_another_department_it_sends_for_itself(tmp_path: Path) -> None:
    reports = items("Các cơ quan, đơn vị báo cáo kết quả về Sở Công Thương trước ngày 25/11/2026.")
    derived = department(tmp_path, REPORTS + reports, "Sở Xây dựng, tỉnh Thái Nguyên")
    assert derived.words("k1") == (
        "Sở Xây dựng báo cáo kết quả về Sở Công Thương trước ngày 25/11/2026."
    )
    assert "thuộc Sở Xây dựng gửi kết quả" in derived.inside


@pytest.mark.parametrize("order", ["Giao ", "Yêu cầu ", ""])
def test_a_department_gives_itself_no_order(order: str, tmp_path: Path) -> None:
    colon = "" if order else ":"
    text = f"{order}Sở Công Thương{colon} chủ trì, phối hợp với Công an tỉnh rà soát 48 kho hàng."
    derived = department(tmp_path, items(text))
    assert derived.words("k1") == "Chủ trì, phối hợp với Công an tỉnh rà soát 48 kho hàng."


def test_what_a_department_does_outside_goes_through_its_head(tmp_path: Path) -> None:
    points = (
        "Là cơ quan thường trực, chủ trì tham mưu UBND tỉnh triển khai Kế hoạch.",
        "Hướng dẫn các kho hàng; tổng hợp khó khăn, vướng mắc báo cáo UBND tỉnh.",
    )
    derived = department(tmp_path, below("ct", "Sở Công Thương", *points))
    assert derived.words("ct-1").count("ham mưu Lãnh đạo") == 1
    assert "; tham mưu Lãnh đạo Sở Công Thương tổng hợp khó khăn" in derived.words("ct-2")


def test_who_is_responsible_in_a_departments_plan_are_its_own_rooms(tmp_path: Path) -> None:
    text = "Nâng cao trách nhiệm của người đứng đầu các sở, ngành, UBND các xã, phường, chủ kho."
    derived = department(tmp_path, items(text))
    assert "người đứng đầu các phòng, đơn vị thuộc Sở Công Thương" in derived.words("k1")
    assert "UBND các xã" not in derived.words("k1")


def test_what_is_held_at_the_provinces_level_is_asked_even_of_who_leads(tmp_path: Path) -> None:
    reports = items("Các sở, ngành báo cáo Sở Công Thương trước ngày 25 hằng tháng.")
    text = items("Diễn tập: mỗi năm tổ chức ít nhất 02 cuộc diễn tập cấp tỉnh tại kho hàng lớn.")
    derived = department(tmp_path, text + REPORTS + reports.replace("k1", "r1"))
    assert derived.found["k1"].marked


# ------------------------------------------------------------------ ministry → province

PLACES = {
    "tỉnh Quảng Ngãi": ("UBND các xã, phường, đặc khu", "Thường trực Tỉnh ủy"),
    "tỉnh Thái Nguyên": ("UBND các xã, phường", "Thường trực Tỉnh ủy"),
    "thành phố Đà Nẵng": ("UBND các xã, phường, đặc khu", "Thường trực Thành ủy"),
    "thành phố Hà Nội": ("UBND các xã, phường", "Thường trực Thành ủy"),
}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_a_province_sends_its_plan_to_the_kinds_of_communes_it_has(
    place: str, tmp_path: Path
) -> None:
    tells = items(
        "Chỉ đạo UBND cấp xã rà soát lao động.",
        "UBND các tỉnh, thành phố báo cáo Bộ Nội vụ trước ngày 15 tháng 12 hằng năm.",
    )
    derived = made(tmp_path, place, MINISTRY, tells + CLOSING)
    communes, party = PLACES[place]
    assert communes in derived.receivers
    assert any(line.startswith(party) for line in derived.receivers)
    assert f", {communes} gửi kết quả" in derived.inside
    assert f"các sở, ban, ngành, {communes} nghiêm túc" in derived.plan["ket_thuc"][0]["noi_dung"]


def test_where_communes_have_no_work_they_report_nothing(tmp_path: Path) -> None:
    text = "UBND các tỉnh, thành phố báo cáo Bộ Nội vụ trước ngày 15 tháng 12 hằng năm."
    derived = made(tmp_path, "tỉnh Thái Nguyên", MINISTRY, items(text))
    assert "Các sở, ban, ngành thuộc UBND tỉnh gửi kết quả" in derived.inside


def test_a_ministrys_bureau_with_a_comma_in_its_name_is_left_to_the_ministry(
    tmp_path: Path,
) -> None:
    rest = below(
        "bo", "Các đơn vị thuộc Bộ Y tế",
        "Cục Quản lý Khám, chữa bệnh: cập nhật hướng dẫn điều trị.",
        "Cục Quản lý Khám, chữa bệnh hướng dẫn bệnh viện báo cáo.",
    )  # fmt: skip
    derived = made(tmp_path, "tỉnh Gia Lai", MINISTRY, rest)
    assert not {"bo", "bo-1", "bo-2"} & set(derived.found)


def test_a_citys_own_bodies_are_called_the_citys(tmp_path: Path) -> None:
    rest = items("Bệnh viện đa khoa tỉnh lập đội phản ứng nhanh.") + below(
        "so", "Sở Y tế tỉnh, thành phố", "Tham mưu Ủy ban nhân dân tỉnh, thành phố lập kế hoạch."
    )
    derived = made(tmp_path, "thành phố Đà Nẵng", MINISTRY, rest)
    assert derived.words("k1") == "Bệnh viện đa khoa thành phố lập đội phản ứng nhanh."
    assert derived.words("so") == "Sở Y tế"
    assert derived.found["so"].row["co_quan"] == ["so-y-te"]


def test_hospitals_of_nobody_beside_a_provinces_own_are_asked_about(tmp_path: Path) -> None:
    text = "Bệnh viện đa khoa tỉnh, các bệnh viện tuyến cuối lập đội phản ứng nhanh."
    derived = made(tmp_path, "tỉnh Gia Lai", MINISTRY, items(text))
    assert "các bệnh viện tuyến cuối" in derived.found["k1"].marked


def test_a_class_of_provinces_is_asked_of_a_city_too(tmp_path: Path) -> None:
    text = "Tại các tỉnh có biên giới với Lào, tổ chức kiểm soát người đi rừng."
    derived = made(tmp_path, "thành phố Đà Nẵng", MINISTRY, items(text))
    assert derived.words("k1") == "Tổ chức kiểm soát người đi rừng."
    assert "có biên giới với Lào" in derived.found["k1"].marked


@pytest.mark.parametrize(
    ("about", "days"),
    [
        ("Phát triển chợ giai đoạn 2026 - 2030",
         "trước ngày 04/6 hằng năm; trước ngày 30/11 hằng năm"),
        ("Phát triển chợ năm 2027", "trước ngày 04/6/2027; trước ngày 29/11/2027"),
        ("Phát triển chợ năm 2026", "trước ngày 04/6/2026; trước ngày 30/11/2026"),
    ],
)  # fmt: skip
def test_days_of_reports_without_a_year_are_in_the_years_of_the_plan(
    about: str, days: str, tmp_path: Path
) -> None:
    said = (
        "Ủy ban nhân dân các tỉnh báo cáo kết quả về Bộ Nội vụ trước ngày 11 tháng 6 (báo cáo 6 "
        "tháng) và trước ngày 05 tháng 12 (báo cáo năm)."
    )
    rest = REPORTS + items(said, "UBND các tỉnh rà soát chợ.")
    assert days in made(tmp_path, "tỉnh Gia Lai", MINISTRY | {"about": about}, rest).inside


def test_the_first_of_several_rhythms_has_a_day_inside_too(tmp_path: Path) -> None:
    said = (
        "UBND các xã báo cáo tình hình kho hàng hằng tháng trước ngày 18; báo cáo quý trước ngày "
        "15 của tháng cuối quý, gửi Sở Công Thương."
    )
    derived = department(tmp_path, REPORTS + items(said), "xã Phú Lương, Thái Nguyên")
    assert "trước ngày 11 hằng tháng; định kỳ hằng quý trước ngày 08" in derived.inside


# ------------------------------------------------------------------ Party document → plans

COMMUNE = "xã Ia Grai, Gia Lai"
LED = (
    "Các đảng ủy xã, phường trực thuộc Tỉnh ủy xây dựng chương trình hành động trước ngày "
    "15/5/2026; lãnh đạo Ủy ban nhân dân cùng cấp giao chỉ tiêu cho từng thôn trong năm 2026."
)
TOLD = "Trước ngày 10 tháng 12 hằng năm, các đảng ủy trực thuộc báo cáo Ban Thường vụ Tỉnh ủy."


def test_what_the_party_leads_the_committee_to_do_behind_its_own_work_is_taken(
    tmp_path: Path,
) -> None:
    derived = made(tmp_path, COMMUNE, PARTY, items(LED))
    assert derived.words("k1") == "Giao chỉ tiêu cho từng thôn trong năm 2026."


def test_a_province_gives_communes_what_their_party_leads_them_to_do(tmp_path: Path) -> None:
    derived = made(tmp_path, "tỉnh Gia Lai", PARTY, items(LED))
    assert derived.words("k1") == (
        "UBND các xã, phường giao chỉ tiêu cho từng thôn trong năm 2026."
    )


@pytest.mark.parametrize(
    ("unit", "party"),
    [(COMMUNE, "Đảng ủy xã"), ("tỉnh Gia Lai", "Đảng ủy Ủy ban nhân dân tỉnh")],
)
def test_the_committee_reports_so_that_its_party_committee_can(
    unit: str, party: str, tmp_path: Path
) -> None:
    derived = made(tmp_path, unit, PARTY, items("Trồng mới 10 ha rừng mỗi năm.", TOLD))
    assert f"để {party} báo cáo Ban Thường vụ Tỉnh ủy trước ngày 10 tháng 12" in derived.words("k2")
    assert bool(derived.found["k2"].marked) is (unit != COMMUNE)  # it asks its own committee so
    assert "trước ngày 03/12 hằng năm" in derived.inside


def test_a_commune_asks_nothing_of_a_departments_party_committee(tmp_path: Path) -> None:
    text = "Đảng ủy Sở Văn hóa, Thể thao và Du lịch lãnh đạo triển khai các nhiệm vụ."
    derived = made(tmp_path, COMMUNE, PARTY, items(text, "Xây dựng nếp sống văn hóa."))
    assert "k1" not in derived.found


def test_to_whom_a_unit_answers_gets_its_plan(tmp_path: Path) -> None:
    text = "UBND cấp xã quản lý đất rừng; chịu trách nhiệm trước Chủ tịch Ủy ban nhân dân tỉnh."
    derived = made(tmp_path, COMMUNE, PARTY, items(text))
    assert derived.receivers[:2] == ["Tỉnh ủy Gia Lai", "UBND tỉnh Gia Lai"]


def test_what_each_commune_of_a_class_has_to_reach_stays_in_the_provinces_plan(
    tmp_path: Path,
) -> None:
    text = "Mỗi xã có rừng xây dựng ít nhất 01 mô hình nông lâm kết hợp."
    derived = made(tmp_path, "tỉnh Gia Lai", PARTY, items(text))
    assert derived.words("k1") == text


# ------------------------------------------------------------------ department → commune

HEALTH = PROVINCE | {"about": "Tiêm chủng bù cho trẻ em", "ten": "Sở Y tế"}


def test_what_a_departments_own_bodies_do_is_not_the_communes(tmp_path: Path) -> None:
    rest = (
        items("100% trạm y tế xã, phường có tủ bảo quản vắc xin.")
        + below("tt", "Các Trung tâm Y tế khu vực, Bệnh viện Sản Nhi tỉnh", "Cử bác sĩ hỗ trợ.")
        + below("xa", "Đề nghị UBND các xã, phường", "Bố trí điểm tiêm.")
    )
    derived = made(tmp_path, COMMUNE, HEALTH, rest, issuer="so-y-te")
    assert not {"tt", "tt-1"} & set(derived.found)
    assert derived.words("k1") == "100% trạm y tế xã có tủ bảo quản vắc xin."
    assert derived.words("xa-1").endswith("ố trí điểm tiêm.")


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Cắt giảm 40% thời gian cấp phép của Sở Công Thương; các sở, ngành khác cắt giảm 20%.",
         "Cắt giảm 40% thời gian cấp phép của Sở Công Thương."),
        ("Cắt giảm 40% thời gian cấp phép của Sở Tư pháp; các sở, ngành khác cắt giảm 20%.",
         "Các sở, ngành khác cắt giảm 20%."),  # it is one of those
    ],
)  # fmt: skip
def test_a_department_orders_no_other_one_by_all_but_itself(
    text: str, own: str, tmp_path: Path
) -> None:
    made_of = department(tmp_path, items(text, "Sở Công Thương kiểm tra 12 kho hàng."))
    assert own.rstrip(".").lower() in made_of.words("k1").lower()
    assert ("khác" in own) == ("khác" in made_of.words("k1"))


def test_units_that_are_met_by_name_are_not_all_units(tmp_path: Path) -> None:
    text = "Sở Công Thương phối hợp với các xã Ia Grai, Ia Krái mở chợ phiên hằng tuần."
    derived = made(tmp_path, COMMUNE, PARTY, items(text, "Mỗi xã trung tâm có 01 chợ."))
    assert derived.found["k1"].marked
    assert "xã Ia Grai" not in derived.words("k2")
    assert derived.words("k2") == "Xã có 01 chợ."
    assert "trung tâm" in derived.found["k2"].marked


# ------------------------------------------------------------------ before July 2025


def test_a_town_of_2024_has_its_rooms_report(tmp_path: Path) -> None:
    office = Office(tmp_path / "w")
    said = office.do("init", "tx", "--unit", "thị xã Việt Yên", "--date", "2024-06-01")
    assert said.code == 0, said.err
    office.folder = tmp_path / "w" / "tx"
    text = HEAD.format(**OWN_PROVINCE).replace("2026-04-09", "2024-04-09") + below(
        "tx", "UBND các huyện, thị xã, thành phố",
        "Báo cáo UBND tỉnh (qua Sở Công Thương) trước ngày 05 tháng cuối quý.",
    ) + SIGNED  # fmt: skip
    text = text.replace('co_quan = "khong-dung"', 'co_quan = "ubnd-tinh-bac-giang"')
    (office.folder / "plans" / "tren.toml").write_text(text, encoding="utf-8")
    said = office.do("derive", "plans/tren.toml", "-o", "plans/duoi")
    assert said.code == 0, said.err
    plan = read_toml(next((office.folder / "plans" / "duoi").glob("*.toml")))
    assert any(node.id == "bao-cao-noi-bo" for node in nodes(plan))
