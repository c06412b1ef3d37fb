"""The country's units on any day: counts, traps of the sources, what became of what."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.places.country import Area, Country, name_key
from generator.plan.registry import load_registry
from generator.text.spelling import keys, unmarked

NOW, SUMMER, THEN = date(2026, 11, 28), date(2025, 8, 1), date(2024, 6, 3)
COUNTRY = Country()
HOME = Path(__file__).parents[2]


@cache
def present() -> list[Area]:
    return [a for p in COUNTRY.provinces(NOW) for a in COUNTRY.below(p, NOW)]


@cache
def districts_then() -> list[Area]:
    return [d for p in COUNTRY.provinces(THEN) for d in COUNTRY.below(p, THEN)]


@cache
def past() -> list[Area]:
    return [c for d in districts_then() for c in COUNTRY.below(d, THEN)]


def names(areas: list[Area]) -> list[str]:
    return [area.full for area in areas]


def one(text: str, day: date = NOW) -> Area:
    (found,) = COUNTRY.find(text, day)
    return found


def test_the_country_has_as_many_units_as_the_state_says() -> None:
    assert Counter(p.kind for p in COUNTRY.provinces(NOW)) == {"tỉnh": 27, "thành phố": 7}
    assert Counter(a.kind for a in present()) == {"xã": 2611, "phường": 697, "đặc khu": 13}


def test_before_30_april_2026_ten_wards_of_dong_nai_were_communes() -> None:
    summer = [a for p in COUNTRY.provinces(SUMMER) for a in COUNTRY.below(p, SUMMER)]
    assert Counter(a.kind for a in summer) == {"xã": 2621, "phường": 687, "đặc khu": 13}
    assert one("Đồng Nai", SUMMER).kind == "tỉnh"
    assert one("Đồng Nai", NOW).kind == "thành phố"
    assert names(COUNTRY.successors(one("xã Trị An", SUMMER), NOW).areas) == ["phường Trị An"]


def test_the_three_levels_of_before_july_2025_are_whole() -> None:
    assert len(COUNTRY.provinces(date(2025, 6, 30))) == 63
    assert (len(districts_then()), len(past())) == (696, 10_035)
    assert Counter(a.kind for a in past()) == {"xã": 7692, "phường": 1726, "thị trấn": 617}


def test_every_row_of_the_conversion_is_kept() -> None:
    islands = [d for d in districts_then() if d.became]
    assert len(islands) == 5
    assert sum(len(a.became) for a in [*past(), *islands]) == 10_602
    assert sum(len(a.became) > 1 for a in past()) == 471
    assert {code for a in [*past(), *islands] for code in a.became} == {a.code for a in present()}


def test_every_old_unit_has_successors_and_every_new_one_predecessors() -> None:
    origins = {code for a in past() for code in a.became}
    assert all(a.became for a in past())
    for area in present()[::97]:
        before = COUNTRY.predecessors(area)
        assert bool(before) == (area.code in origins)
        assert all(area.code in b.became for b in before)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("xã Bắc Hà, Lào Cai", "02839"),
        ("xa bac ha, lao cai", "02839"),
        ("XÃ BẮC HÀ", "02839"),
        ("Bắc Hà (tỉnh Lào Cai)", "02839"),
        ("02839", "02839"),
        ("X. Bắc Hà", "02839"),
        ("Quý Hoà", "06076"),
        ("Quý Hòa, Lạng Sơn", "06076"),
        ("TP. Hồ Chí Minh", "79"),
        ("Phường 1 Bảo Lộc", "24823"),
        ("M’Drắk", "24412"),
    ],
)
def test_a_unit_is_found_by_name_with_or_without_marks_or_by_code(text: str, code: str) -> None:
    assert one(text).code == code


def test_an_ambiguous_name_gives_every_unit_that_has_it() -> None:
    found = COUNTRY.find("xã Tân Tiến", NOW)
    assert len({a.province for a in found}) == len(found) == 7
    assert one("xã Tân Tiến, Lạng Sơn").province == "20"
    assert len(COUNTRY.find("Lào Cai", NOW)) == 2  # the province and a ward


def test_a_unit_is_found_by_the_province_that_it_was_in_before() -> None:
    (found,) = COUNTRY.find("xã Mù Cang Chải, Yên Bái", NOW)
    assert COUNTRY.province(found, NOW).full == "tỉnh Lào Cai"


def test_a_code_alone_names_another_unit_on_another_day() -> None:
    assert one("05977", THEN).full == "phường Vĩnh Trại"
    assert one("05977", NOW).full == "phường Đông Kinh"
    again = {a.code for a in past()} & {a.code for a in present()}
    assert len(again) == 3315
    by_code = {a.code: a for a in past()}
    other = [a for a in present() if a.code in again and by_code[a.code].full != a.full]
    assert len(other) > 2000


def test_names_that_differ_only_by_marks_are_told_apart_where_marks_are_written() -> None:
    pairs: dict[tuple[str, str, str], list[Area]] = {}
    for a in present():
        pairs.setdefault((a.province, a.kind, name_key(a.name)), []).append(a)
    twins = [found for found in pairs.values() if len(found) > 1]
    assert len(twins) == 8
    for found in twins:
        above = COUNTRY.province(found[0], NOW).full
        for a in found:
            assert one(f"{a.full}, {above}") == a
        assert len(COUNTRY.find(unmarked(f"{found[0].full}, {above}"), NOW)) == 2


def test_spelling_is_that_of_the_states_lists() -> None:
    lang_son = {a.full for a in COUNTRY.below(one("tỉnh Lạng Sơn"), NOW)}
    assert {"xã Quý Hòa", "xã Thụy Hùng", "xã Thiện Hòa", "xã Nhất Hòa", "xã Bắc Sơn"} <= lang_son
    moved = ("oà", "oá", "oả", "oã", "oạ", "uỳ", "uý", "uỷ", "uỹ", "uỵ", "oè", "oé", "oẻ")
    for a in present():
        assert unicodedata.is_normalized("NFC", a.name)
        assert not [s for s in a.name.lower().split() if s.endswith(moved) and "qu" not in s], a
        assert a.name[0].isupper() or a.name[0].isdigit()


def test_the_place_line_is_the_name_alone_or_whole_before_a_number() -> None:
    assert one("phường Hà Giang 1").place_line == "Hà Giang 1"
    assert one("Phường 1 Bảo Lộc").place_line == "Phường 1 Bảo Lộc"
    assert one("Thành phố Hồ Chí Minh").place_line == "Thành phố Hồ Chí Minh"
    assert one("Thành phố Hồ Chí Minh").full == "Thành phố Hồ Chí Minh"
    assert one("tỉnh Lào Cai").place_line == "Lào Cai"
    assert len([a for a in present() if any(c.isdigit() for c in a.name)]) == 37
    assert len([a for a in present() if a.name[0].isdigit()]) == 3


def test_a_name_like_a_persons_is_marked_and_nothing_more() -> None:
    for text in ("phường Hoàng Văn Thụ", "xã Hoàng Su Phì"):
        for a in COUNTRY.find(text, NOW):
            assert a.maybe_person
            assert a.full == text
    assert sum(a.maybe_person for a in present()) < 100


def test_a_city_of_2024_was_divided_into_the_units_of_its_wards() -> None:
    after = COUNTRY.successors(one("thành phố Lạng Sơn", THEN), NOW)
    assert {a.full for a in after.areas} == {
        "phường Kỳ Lừa",
        "phường Tam Thanh",
        "phường Đông Kinh",
        "phường Lương Văn Tri",
    }
    assert after.divided
    assert after.since == date(2025, 7, 1)


def test_a_ward_that_went_to_two_is_divided_one_that_went_to_one_is_not() -> None:
    both = COUNTRY.successors(one("phường Cửa Đông, Hà Nội", THEN), NOW)
    assert (set(names(both.areas)), both.divided) == ({"phường Ba Đình", "phường Hoàn Kiếm"}, True)
    single = COUNTRY.successors(one("phường Vĩnh Trại, thành phố Lạng Sơn", THEN), NOW)
    assert (names(single.areas), single.divided) == (["phường Đông Kinh"], False)


def test_a_unit_that_still_exists_is_its_own_successor() -> None:
    area = one("xã Bắc Hà")
    assert COUNTRY.successors(area, NOW) == ([area], False, None)


def test_an_island_district_without_communes_became_a_special_zone() -> None:
    district = one("huyện Côn Đảo", THEN)
    after = COUNTRY.successors(district, NOW)
    assert names(after.areas) == ["đặc khu Côn Đảo"]
    assert COUNTRY.province(after.areas[0], NOW).full == "Thành phố Hồ Chí Minh"


def test_provinces_became_provinces() -> None:
    after = {p.full: COUNTRY.successors(p, NOW).areas for p in COUNTRY.provinces(date(2025, 6, 1))}
    assert names(after["tỉnh Yên Bái"]) == ["tỉnh Lào Cai"]
    assert all(len(areas) == 1 for areas in after.values())
    assert len({areas[0].code for areas in after.values()}) == 34
    assert one("tỉnh Thừa Thiên Huế", THEN).until == date(2024, 12, 31)


def test_what_the_superior_is_depends_on_the_day() -> None:
    old = one("phường Vĩnh Trại, thành phố Lạng Sơn", THEN)
    above = COUNTRY.superior(old, THEN)
    assert above is not None
    assert above.full == "thành phố Lạng Sơn"
    assert COUNTRY.superior(one("xã Bắc Hà"), NOW) == one("tỉnh Lào Cai")
    assert COUNTRY.superior(one("tỉnh Lào Cai"), NOW) is None


def test_a_slip_of_the_pen_gets_names_like_it() -> None:
    assert COUNTRY.find("xã Bắc Haf", NOW) == []
    assert "xã Bắc Hà" in COUNTRY.near("xã Bắc Haf, Lào Cai")


@given(st.deferred(lambda: st.sampled_from(present())))
def test_every_unit_is_found_by_its_name_and_province(area: Area) -> None:
    above = COUNTRY.province(area, NOW)
    assert one(f"{area.full}, {above.full}") == area
    assert area in COUNTRY.find(unmarked(f"{area.full}, {above.name}"), NOW)
    assert one(f"{area.code}") == area


@given(st.deferred(lambda: st.sampled_from(past())))
def test_every_old_unit_is_found_in_its_district_and_leads_to_what_it_became(area: Area) -> None:
    district, province = COUNTRY.superior(area, THEN), COUNTRY.province(area, THEN)
    assert district is not None
    assert area in COUNTRY.find(f"{area.full}, {district.full}, {province.full}", THEN)
    after = COUNTRY.successors(area, SUMMER)
    assert tuple(a.code for a in after.areas) == area.became
    assert all(area.code in {b.code for b in COUNTRY.predecessors(a)} for a in after.areas)


@given(st.text())
def test_any_text_is_looked_up_without_fault(text: str) -> None:
    for area in COUNTRY.find(text, NOW):
        assert area.on(NOW)


def test_the_registry_of_lang_son_agrees_with_the_list() -> None:
    registry, problems = load_registry(HOME / "plans" / "danh-muc" / "co-quan.toml")
    assert problems == []
    bodies = [a for a in registry.data.co_quan if a.loai == "ubnd" and not a.gom and a.ma]
    new = [a for a in bodies if a.tu == date(2025, 7, 1)]
    assert len(new) == 65
    assert {a.ma for a in new} == {a.code for a in present() if a.province == "20"}
    for body in bodies:
        day = NOW if body.den is None else THEN
        area = COUNTRY.by_code(body.ma or "", day)
        assert area is not None
        assert (keys(area.full), area.name in body.don_vi) == (keys(body.don_vi), True)
    districts = [a for a in registry.data.co_quan if a.cap in ("huyen", "thanh-pho") and a.ma]
    assert {a.ma for a in districts} == {d.code for d in districts_then() if d.province == "20"}
