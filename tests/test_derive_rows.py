"""Rows of an annex for several units: the unit's quantity, no parallel units, its own purse."""

from __future__ import annotations

import pytest

from generator.cascade.deriving.competence.events_above import event_above
from generator.cascade.deriving.competence.fronts_above import holds_above
from generator.cascade.deriving.competence.reports_here import gathered_here
from generator.cascade.deriving.doubting.leaning import of_a_group
from generator.cascade.deriving.tables.row_duties import is_report, limited_part
from generator.cascade.deriving.tables.row_paragraphs import of_others, without
from generator.cascade.deriving.tables.table_rows import own_purse, own_quantity, superiors_cell
from generator.cascade.deriving.unit.addressee import Addressee
from generator.grammar.named_bodies import bodies


def unit(word: str, name: str) -> Addressee:
    return Addressee(
        3, word, f"{word} {name}", f"UBND {word} {name}", committee=True, above=1,
        place_above="tỉnh Đồng Nai", facts={},
    )  # fmt: skip


CELLS = {
    "UBND phường Trấn Biên (07 điểm), UBND phường Biên Hòa (11 điểm)": "07 điểm",
    "UBND phường Biên Hòa: 11 điểm; UBND phường Trấn Biên: 07 điểm": "07 điểm",
    "UBND các xã, phường (mỗi phường 02 lớp)": "02 lớp",
    "UBND phường Trấn Biên, UBND phường Biên Hòa": "",
    "UBND phường Biên Hòa (11 điểm)": "",
}


@pytest.mark.parametrize(("cell", "share"), CELLS.items())
def test_of_a_cell_for_several_units_the_unit_s_quantity_is_its_own(cell: str, share: str) -> None:
    assert own_quantity(cell, unit("phường", "Trấn Biên")) == share


PARAGRAPHS = {
    "Rà soát hộ:\n- Sở Y tế hướng dẫn;\n- UBND các xã, phường lập danh sách.": [1],
    "Rà soát hộ\n- Sở Y tế, UBND các xã, phường lập danh sách\n- Gửi Sở Y tế tổng hợp": [],
    "Đầu tư camera:\na) Phường Biên Hòa đầu tư chợ\nb) Phường Trấn Biên đầu tư bến xe": [1],
    "Báo cáo\nSở Y tế và các xã, phường họp": [],
    "Lập danh mục:\n- Sở Y tế công bố": [],  # nothing else would be left
    "Lắp camera:\n- Viettel Đồng Nai: kéo cáp\n- Lập danh sách": [1],
    "Rà soát hộ:\n- Các sở hướng dẫn nghiệp vụ\n- Lập danh sách": [],  # all of them: also ours
    "Lấy ý kiến:\n- Sở Y tế\n- Lập danh sách": [],  # it does nothing, it is asked
}


@pytest.mark.parametrize(("cell", "theirs"), PARAGRAPHS.items())
def test_a_paragraph_of_a_row_that_only_others_have_to_do_is_known(
    cell: str, theirs: list[int]
) -> None:
    assert of_others(unit("phường", "Trấn Biên"), cell) == theirs


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("- Hội Chữ thập đỏ tỉnh;\n- UBND các phường (cung cấp địa điểm)", "cung cấp địa điểm"),
        ("Sở Nội vụ và UBND các xã, phường (cung cấp số liệu)", "cung cấp số liệu"),
        ("UBND các phường (cung cấp địa điểm)", ""),  # nobody else leads it
        ("Sở Y tế; UBND các xã, phường (có bệnh viện)", ""),
        ("Sở Y tế; UBND các xã, phường (mỗi phường 02 lớp)", ""),
    ],
)
def test_of_work_that_others_lead_the_part_in_brackets_is_the_unit_s(cell: str, part: str) -> None:
    assert limited_part(unit("phường", "Trấn Biên"), cell) == part


def test_letters_and_numbers_of_the_paragraphs_that_stay_go_on_without_a_gap() -> None:
    lines = ["Đầu tư:", "a) bến xe", "b) chợ", "c) trường", "1. ghế"]
    assert without(lines, [1]) == ["Đầu tư:", "a) chợ", "b) trường", "1. ghế"]
    assert without(["1. ghế", "2. bàn", "3. tủ"], [0]) == ["1. bàn", "2. tủ"]


@pytest.mark.parametrize(
    ("led_by", "product", "shared"),
    [
        ("UBND các phường nội thành", "40.000 con", True),
        ("UBND các xã, phường", "350 buổi, 500 tin bài", True),
        ("UBND phường Láng", "40.000 con", False),
        ("UBND các xã, phường", "02 mô hình", False),
        ("UBND các xã, phường", "Mỗi xã 20 biển", False),
    ],
)
def test_the_product_of_a_row_of_all_communes_is_theirs_together(
    led_by: str, product: str, shared: bool
) -> None:
    assert of_a_group(f"{led_by} {product}", product) is shared


@pytest.mark.parametrize(
    ("who", "work", "above"),
    [
        ("Hội Chữ thập đỏ tỉnh", "Tổ chức Lễ tôn vinh 150 gương tiêu biểu", True),
        ("Hội Chữ thập đỏ tỉnh", "Vận động hội viên hiến máu", False),
        ("Hội Chữ thập đỏ xã", "Tổ chức hội nghị biểu dương", False),
    ],
)
def test_an_event_of_an_organisation_above_is_not_of_the_unit_s_own(
    who: str, work: str, above: bool
) -> None:
    assert holds_above(unit("phường", "Trấn Biên"), {"a": bodies(who)[0]}, work) is above


def test_an_organisation_named_by_the_kind_of_the_superior_holds_its_event_above() -> None:
    ward = unit("phường", "Hải Châu")._replace(place_above="thành phố Đà Nẵng")
    event = "Hội Nông dân thành phố tổ chức hội thi nấu ăn, mỗi phường chọn 01 đội."
    held = event_above(event, ward)
    assert held is not None
    assert held.borrowed == "hội thi nấu ăn do Hội Nông dân thành phố tổ chức"
    assert event_above(event, ward._replace(place_above="tỉnh Đồng Nai")) is None


@pytest.mark.parametrize(
    ("cell", "now"),
    [
        ("Ngân sách xã", "Ngân sách phường"),
        ("NS cấp xã, phường", "NS cấp phường"),
        ("Xã hội hóa", "Xã hội hóa"),
        ("Ngân sách xã Tân An", "Ngân sách xã Tân An"),
    ],
)
def test_the_purse_of_communes_is_the_one_of_the_unit_s_kind(cell: str, now: str) -> None:
    assert own_purse(cell, unit("phường", "Trấn Biên")) == now


def test_the_superior_s_purse_in_short_is_the_superior_s() -> None:
    assert superiors_cell(unit("xã", "A"), "Nguồn tiền", "NS tỉnh")
    assert not superiors_cell(unit("xã", "A"), "Nguồn tiền", "NS cấp xã")


def test_what_others_report_to_a_department_it_gathers() -> None:
    name = "Sở Văn hóa, Thể thao và Du lịch"
    body = unit("xã", "A")._replace(committee=False, unit="", name=name, level=1)
    said = (
        f"Các sở, ban, ngành, địa phương báo cáo kết quả về {name} trước ngày 05/12 hằng năm để"
        " tổng hợp, báo cáo Ủy ban nhân dân tỉnh./."
    )
    assert gathered_here(said, body) == (
        "Tổng hợp kết quả của các sở, ban, ngành, địa phương (gửi trước ngày 05/12 hằng năm),"
        " báo cáo Ủy ban nhân dân tỉnh."
    )
    assert gathered_here(said.replace(name, "Sở Y tế"), body) is None
    assert gathered_here(said, body._replace(committee=True)) is None


@pytest.mark.parametrize(
    ("text", "report"),
    [("Báo cáo kết quả", True), ("1. Định kỳ báo cáo tiến độ", True),
     ("Báo cáo viên pháp luật", False), ("Rà soát, báo cáo kết quả", False)],
)  # fmt: skip
def test_a_row_that_is_a_report_is_known(text: str, report: bool) -> None:
    assert is_report(text) is report


@pytest.mark.parametrize(
    ("cell", "theirs"),
    [("99 xã, phường", True), ("12 xã vùng cao", True), ("Phường Sa Pa", True),
     ("Xã Yên Châu", False), ("Hội trường xã", False), ("Loa truyền thanh", False)],
)  # fmt: skip
def test_a_cell_of_other_units_is_not_the_unit_s(cell: str, theirs: bool) -> None:
    assert superiors_cell(unit("xã", "Yên Châu"), "Địa bàn", cell) is theirs
