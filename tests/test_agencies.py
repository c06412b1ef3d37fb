"""The dated registry of agencies: names from patterns, periods, superiors, collectives."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.grammar.known import KnownAgencies, committee_of
from generator.plan.agencies import Cap, CoQuan, LoaiCoQuan, Registry, header_lines
from generator.plan.registry import load_registry, registry_of
from generator.plan.toml import parse
from tests.effort import calls

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """
phien_ban = 1

[[cap]]
id = "tinh"
ten = "tỉnh"
bac = 1
[[cap]]
id = "thanh-pho"
ten = "thành phố"
bac = 2
den = 2025-06-30
[[cap]]
id = "phuong"
ten = "phường"
bac = 3
[[cap]]
id = "xa"
ten = "xã"
bac = 3

[[loai]]
id = "ubnd"
ten = "Ủy ban nhân dân {don_vi}"
ten_ngan = "UBND {don_vi}"
ten_tieu_de = ["ỦY BAN NHÂN DÂN", "{DON_VI}"]
ky_hieu = "UBND"
vai_tro = "ubnd"

[[co_quan]]
id = "ubnd-tinh"
loai = "ubnd"
cap = "tinh"
don_vi = "tỉnh Lạng Sơn"

[[co_quan]]
id = "ubnd-tp"
loai = "ubnd"
cap = "thanh-pho"
don_vi = "thành phố Lạng Sơn"
dia_danh = "TP. Lạng Sơn"
truc_thuoc = "ubnd-tinh"
den = 2025-06-30

[[co_quan]]
id = "phong-noi-vu"
cap = "thanh-pho"
ten = "Phòng Nội vụ"
truc_thuoc = "ubnd-tp"
chu_quan = "ubnd-tp"
ky_hieu = "PNV"
vai_tro = "noi-vu"
den = 2025-06-30

[[co_quan]]
id = "ubnd-dong-kinh"
loai = "ubnd"
cap = "phuong"
don_vi = "phường Đông Kinh"
truc_thuoc = "ubnd-tp"
ma = "05980"
den = 2025-06-30

[[co_quan]]
id = "ubnd-dong-kinh"
loai = "ubnd"
cap = "phuong"
don_vi = "phường Đông Kinh"
truc_thuoc = "ubnd-tinh"
ma = "05977"
tu = 2025-07-01

[[co_quan]]
id = "ubnd-hoang-van-thu"
loai = "ubnd"
cap = "phuong"
don_vi = "Phường Hoàng Văn Thụ"
truc_thuoc = "ubnd-tp"
ten_trong_cau = "UBND Phường"
den = 2025-06-30

[[co_quan]]
id = "ubnd-mai-pha"
loai = "ubnd"
cap = "xa"
don_vi = "xã Mai Pha"
truc_thuoc = "ubnd-tp"
den = 2025-06-30

[[co_quan]]
id = "ubnd-phuong-xa"
cap = "thanh-pho"
ten = "Ủy ban nhân dân các phường, xã"
ten_ngan = "UBND các phường, xã"
truc_thuoc = "ubnd-tp"
gom = { cap = ["phuong", "xa"], truc_thuoc = "ubnd-tp", loai = ["ubnd"] }
"""

IN_2024 = date(2024, 6, 7)
IN_2025 = date(2025, 7, 1)


@pytest.fixture(scope="module")
def registry() -> Registry:
    source, _found = parse(TEXT.encode(), "co-quan.toml")
    assert source is not None
    made, found = registry_of(source)
    assert found == []
    return made


def test_every_form_of_a_name_comes_from_the_pattern_of_its_kind(registry: Registry) -> None:
    ward = registry.get("ubnd-dong-kinh", IN_2024)
    assert ward is not None
    assert ward.ten == "Ủy ban nhân dân phường Đông Kinh"
    assert ward.ten_trong_cau == ward.ten
    assert ward.ten_ngan == "UBND phường Đông Kinh"
    assert ward.ten_tieu_de == ("ỦY BAN NHÂN DÂN", "PHƯỜNG ĐÔNG KINH")
    assert (ward.ky_hieu, ward.vai_tro, ward.dia_danh) == ("UBND", "ubnd", "Đông Kinh")


def test_a_form_that_is_given_goes_before_the_pattern(registry: Registry) -> None:
    ward = registry.get("ubnd-hoang-van-thu")
    assert ward is not None
    assert ward.ten_trong_cau == "UBND Phường"
    assert ward.ten == "Ủy ban nhân dân Phường Hoàng Văn Thụ"


def test_an_agency_without_a_kind_has_its_own_name_in_all_forms(registry: Registry) -> None:
    office = registry.get("phong-noi-vu", IN_2024)
    assert office is not None
    assert office.ten == office.ten_ngan == office.ten_trong_cau == "Phòng Nội vụ"
    assert office.ten_tieu_de == ("PHÒNG NỘI VỤ",)
    assert office.chu_quan == "ubnd-tp"


@pytest.mark.parametrize(
    ("id_", "place"),
    [
        ("ubnd-tinh", "Lạng Sơn"),
        ("ubnd-tp", "TP. Lạng Sơn"),
        ("phong-noi-vu", "TP. Lạng Sơn"),
        ("ubnd-mai-pha", "Mai Pha"),
        ("ubnd-hoang-van-thu", "Phường Hoàng Văn Thụ"),
    ],
)
def test_the_place_is_the_units_name_and_whole_after_a_person(
    registry: Registry, id_: str, place: str
) -> None:
    agency = registry.get(id_)
    assert agency is not None
    assert agency.dia_danh == place


def test_one_id_is_another_unit_at_another_time(registry: Registry) -> None:
    before, after = registry.expired("ubnd-dong-kinh")
    assert registry.get("ubnd-dong-kinh", IN_2024) == before
    assert registry.get("ubnd-dong-kinh", IN_2025) == after
    assert registry.get("ubnd-dong-kinh") == after
    assert (before.ma, before.truc_thuoc) == ("05980", "ubnd-tp")
    assert (after.ma, after.truc_thuoc) == ("05977", "ubnd-tinh")


def test_the_last_day_of_a_period_belongs_to_it(registry: Registry) -> None:
    assert registry.get("ubnd-tp", date(2025, 6, 30)) is not None
    assert registry.get("ubnd-tp", IN_2025) is None
    assert registry.get("khong-co") is None
    assert registry.expired("khong-co") == []


def test_known_ids_are_those_of_the_day_in_the_order_of_the_file(registry: Registry) -> None:
    assert registry.known(IN_2025) == ["ubnd-tinh", "ubnd-dong-kinh", "ubnd-phuong-xa"]
    assert len(registry.known(None)) == 7


def test_children_are_the_agencies_directly_below_on_a_day(registry: Registry) -> None:
    def ids(above: str, day: date | None, cap: str | None = None) -> list[str]:
        return [a.id for a in registry.children(above, day, cap)]

    wards = ["ubnd-dong-kinh", "ubnd-hoang-van-thu"]
    assert ids("ubnd-tp", IN_2024) == ["phong-noi-vu", *wards, "ubnd-mai-pha"]
    assert ids("ubnd-tp", IN_2024, "phuong") == wards
    assert ids("ubnd-tp", IN_2025) == []
    assert ids("ubnd-tinh", IN_2025) == ["ubnd-dong-kinh"]
    assert ids("ubnd-tinh", None) == ["ubnd-tp", "ubnd-dong-kinh"]


def test_a_collective_stands_for_the_agencies_of_its_levels(registry: Registry) -> None:
    group = registry.get("ubnd-phuong-xa", IN_2024)
    assert group is not None
    members = [a.ten_ngan for a in registry.members(group, IN_2024)]
    assert members == ["UBND phường Đông Kinh", "UBND Phường Hoàng Văn Thụ", "UBND xã Mai Pha"]
    city = registry.get("ubnd-tp")
    assert city is not None
    assert registry.members(city) == [city]


def test_levels_are_data_with_dates(registry: Registry) -> None:
    assert registry.level("phuong").bac == 3
    assert registry.level("thanh-pho", IN_2024).ten == "thành phố"
    assert registry.levels() == ["tinh", "thanh-pho", "phuong", "xa"]
    assert registry.levels(IN_2025) == ["tinh", "phuong", "xa"]
    with pytest.raises(KeyError):
        registry.level("huyen")


def test_an_unusable_file_gives_an_empty_registry_and_says_why(tmp_path: Path) -> None:
    made, found = load_registry(tmp_path / "co-quan.toml")
    assert len(made) == 0
    assert [d.code for d in found] == ["DL110"]


def test_a_ring_of_superiors_is_found_on_the_day_it_exists() -> None:
    text = TEXT + (
        '[[co_quan]]\nid = "a"\nten = "A"\ntruc_thuoc = "b"\ntu = 2026-01-01\n'
        '[[co_quan]]\nid = "b"\nten = "B"\ntruc_thuoc = "c"\n'
        '[[co_quan]]\nid = "c"\nten = "C"\ntruc_thuoc = "a"\n'
        '[[co_quan]]\nid = "a"\nten = "A"\nden = 2025-12-31\n'
    )
    source, _found = parse(text.encode(), "co-quan.toml")
    assert source is not None
    _registry, found = registry_of(source)
    assert [d.code for d in found] == ["CQ204"]
    assert "a → b → c → a" in found[0].message


def country(communes: int) -> Registry:
    levels = [Cap(id="tinh", ten="tỉnh", bac=1), Cap(id="xa", ten="xã", bac=3)]
    kind = LoaiCoQuan(id="ubnd", ten="Ủy ban nhân dân {don_vi}", ten_ngan="UBND {don_vi}")
    province = CoQuan(id="ubnd-tinh", loai="ubnd", cap="tinh", don_vi="tỉnh A")
    below = [
        CoQuan(id=f"xa-{n}", loai="ubnd", cap="xa", don_vi=f"xã {n}", truc_thuoc="ubnd-tinh")
        for n in range(communes)
    ]
    return Registry.from_structs(levels, [kind], [province, *below])


def test_a_program_may_make_a_registry_of_the_whole_country() -> None:
    made = country(3321)
    assert len(made.children("ubnd-tinh", IN_2025, "xa")) == 3321
    last = made.get("xa-3320", IN_2025)
    assert last is not None
    assert last.ten_ngan == "UBND xã 3320"
    assert last is made.get("xa-3320", IN_2025), "resolved once"


def test_work_grows_with_the_number_of_agencies_not_with_its_square() -> None:
    def ask(communes: int) -> None:
        made = country(communes)
        for id_ in made.known(IN_2025):
            made.get(id_, IN_2025)
        made.children("ubnd-tinh", IN_2025)

    assert calls(lambda: ask(4000)) < 5 * calls(lambda: ask(1000))


def test_naming_the_bodies_of_one_more_plan_costs_the_same_in_a_large_country() -> None:
    def one_more(communes: int) -> int:
        made = country(communes)
        KnownAgencies(made, IN_2025, "xa-1").find("UBND xã 7")
        return calls(lambda: KnownAgencies(made, IN_2025, "xa-2").find("UBND xã 8"))

    # a name or two may have left a cache; going through the country would be ten times as much
    assert one_more(3000) < 3 * one_more(300)


def test_a_name_means_the_body_that_bears_it_on_the_day_of_the_plan() -> None:
    levels = [Cap(id="xa", ten="xã", bac=3)]
    records = [
        CoQuan(id="cu", ten="UBND xã A", cap="xa", den=date(2025, 6, 30)),
        CoQuan(id="moi", ten="UBND xã A", cap="xa", tu=date(2025, 7, 1)),
    ]
    made = Registry.from_structs(levels, [], records)
    days = [date(2025, 6, 30), date(2025, 7, 1), date(2020, 1, 1), date(2030, 1, 1), None]
    found = [KnownAgencies(made, day, None).find("UBND xã A") for day in days]
    assert found == ["cu", "moi", "cu", "moi", None]


def test_loading_agencies_does_not_load_the_parser_of_places(tmp_path: Path) -> None:
    path = tmp_path / "co-quan.toml"
    path.write_text(TEXT, "utf-8")
    code = (
        "import sys; from pathlib import Path;"
        "from generator.plan.registry import load_registry;"
        f"assert load_registry(Path({str(path)!r}))[1] == [];"
        "sys.exit('tree_sitter' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ủy ban nhân dân tỉnh Gia Lai", ("ỦY BAN NHÂN DÂN", "TỈNH GIA LAI")),
        ("Hội đồng nhân dân xã Hữu Lũng", ("HỘI ĐỒNG NHÂN DÂN", "XÃ HỮU LŨNG")),
        ("Sở Xây dựng", ("SỞ XÂY DỰNG",)),
    ],
)
def test_a_committee_nobody_listed_stands_above_the_name_of_its_unit(
    name: str, lines: tuple[str, ...]
) -> None:
    assert header_lines(name) == lines


_WAITING = """
[[co_quan]]
id = "phong-cho"
ten = "Phòng chờ"
cap = "xa"
truc_thuoc = "so-b"
"""
"""A body under one that the registry does not have."""


def _registry(text: str) -> Registry:
    source, _found = parse(text.encode(), "co-quan.toml")
    assert source is not None
    return registry_of(source)[0]


_PROPOSED = st.lists(
    st.builds(
        CoQuan,
        id=st.sampled_from(["ubnd-tinh", "so-a", "so-b", "xa-moi"]),
        ten=st.sampled_from(["Sở A", "Sở A tỉnh Lạng Sơn", "UBND xã Mới"]),
        cap=st.sampled_from(["", "tinh", "xa", "thon"]),
        truc_thuoc=st.sampled_from([None, "ubnd-tinh", "so-b", "khong-co"]),
        tu=st.sampled_from([None, date(2025, 7, 1)]),
    ),
    max_size=3,
    unique_by=lambda record: (record.id, record.tu),
)
_DAYS = st.sampled_from([None, date(2024, 6, 7), date(2025, 7, 1)])


@given(_PROPOSED, _PROPOSED, _DAYS)
def test_a_registry_that_a_plan_adds_to_is_as_one_read_with_all_of_them(
    first: list[CoQuan], second: list[CoQuan], day: date | None
) -> None:
    base = _registry(TEXT + _WAITING)
    warm = [base.index("names", day, lambda a: [a.ten_ngan]), base.children("ubnd-tinh", day)]
    longer = base.extended(first).extended(second)
    rows = [*base.data.co_quan]
    for more in (first, second):
        known = {record.id for record in rows}
        rows += [record for record in more if record.id not in known]
    whole = Registry.from_structs(longer.data.cap, longer.data.loai, rows)
    assert warm
    assert list(longer.data.co_quan) == rows
    assert longer.known(day) == whole.known(day)
    assert list(longer.every(day)) == list(whole.every(day))
    ids = ["ubnd-tinh", "ubnd-tp", "so-b", "khong-co"]
    assert [longer.children(i, day) for i in ids] == [whole.children(i, day) for i in ids]
    groups = [a for a in whole.every(day) if a.gom is not None]
    assert [longer.members(a, day) for a in groups] == [whole.members(a, day) for a in groups]
    names = {agency.ten_ngan for agency in whole.every()}
    found = longer.index("names", day, lambda a: [a.ten_ngan])
    wanted = whole.index("names", day, lambda a: [a.ten_ngan])
    assert {name: found.of(name) for name in names} == {name: wanted.of(name) for name in names}
    assert list(longer.gathered("ids", day, lambda a: [a.id])) == whole.known(day)


def test_what_a_plan_adds_is_not_looked_for_in_the_whole_country() -> None:
    levels = [Cap(id="tinh", ten="tỉnh", bac=1), Cap(id="xa", ten="xã", bac=3)]
    kinds = [LoaiCoQuan(id="ubnd", ten="Ủy ban nhân dân {don_vi}", vai_tro="ubnd")]

    def cost(size: int) -> int:
        agencies = [
            CoQuan(id=f"xa-{n}", loai="ubnd", cap="xa", don_vi=f"xã Số {n}") for n in range(size)
        ]
        country = Registry.from_structs(levels, kinds, agencies)
        _of_one_plan(country)
        return calls(lambda: _of_one_plan(country))

    assert cost(2_000) < 1.2 * cost(200)


def _of_one_plan(country: Registry) -> None:
    """What an imported plan asks that names a body nobody knows."""
    seen = country.extended([CoQuan(id="so-y-te", ten="Sở Y tế tỉnh Gia Lai")])
    known = KnownAgencies(seen, None, "so-y-te")
    assert known.find("Sở Y tế tỉnh Gia Lai") == "so-y-te"
    assert committee_of("Tỉnh ủy Gia Lai", seen, None) is None
