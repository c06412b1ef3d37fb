"""`kehoach init --unit`: an office of any commune or province, ready to be corrected."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.places.country import Area, Country
from generator.plan.agencies import Registry
from generator.plan.apparatus import load_apparatus
from generator.plan.founding import found_office
from generator.plan.registry import load_registry, registry_of
from generator.plan.toml import parse
from generator.verbs.init import Request, run
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = date(2026, 11, 28)
LISTS = Path(__file__).parents[2] / "plans" / "danh-muc"
COUNTRY = Country()
PROVINCES = COUNTRY.provinces(NOW)
COMMUNES = [a for p in PROVINCES for a in COUNTRY.below(p, NOW)]
KINDS = load_apparatus(LISTS / "bo-may.toml")[0].bo_may
SHARED = load_registry(LISTS / "co-quan.toml")[0].data

PLAN = """\
phien_ban = 1

[van_ban]
ma = "tinh-2026"
loai = "KH"
so = 1
ngay = 2026-11-20
co_quan = "ubnd-{ma}"
trich_yeu = "Rà soát cây xanh trên địa bàn {tinh}"

[[mo_dau]]
id = "loi-dan"
vai_tro = "loi_dan"
noi_dung = "Ủy ban nhân dân {tinh} ban hành Kế hoạch rà soát cây xanh như sau:"

[[muc]]
id = "i"
tieu_de = "MỤC ĐÍCH"

[[muc.khoan]]
id = "i-1"
noi_dung = "Biết rõ số cây cần chăm sóc."

[[muc]]
id = "ii"
tieu_de = "TỔ CHỨC THỰC HIỆN"

[[muc.khoan]]
id = "ii-1"
tieu_de = "UBND các xã, phường"
co_quan = ["ubnd-xa-phuong"]

[[muc.khoan.diem]]
id = "ii-1-a"
noi_dung = "Kiểm đếm cây trước ngày 15/12/2026."

[[noi_nhan]]
id = "nn-1"
noi_dung = "UBND các xã, phường"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


def founded(area: Area) -> tuple[Registry, str]:
    """The registry of an office, which must load without a word."""
    office = found_office(area, COUNTRY, KINDS, SHARED, NOW)
    source, problems = parse(office.text.encode(), "co-quan.toml")
    assert source is not None, problems
    registry, found = registry_of(source, problems)
    assert found == []
    return registry, office.id


def desk(folder: Path, day: date = NOW) -> Desk:
    noon = datetime(day.year, day.month, day.day, 5, tzinfo=UTC)
    return Desk(Workspace(folder), lambda: noon)


@settings(max_examples=40)
@given(st.sampled_from(COMMUNES))
def test_an_office_of_any_commune_knows_itself_its_province_and_its_neighbours(area: Area) -> None:
    registry, id_ = founded(area)
    own = registry.get(id_, NOW)
    assert own is not None
    assert (own.don_vi, own.ma, own.dia_danh) == (area.full, area.code, area.place_line)
    assert own.ten_tieu_de == ("ỦY BAN NHÂN DÂN", area.full.upper())
    above = registry.get(own.truc_thuoc or "", NOW)
    assert above is not None
    assert above.don_vi == COUNTRY.province(area, NOW).full
    units = [a for a in registry.children(above.id, NOW) if a.loai == "ubnd"]
    assert {a.ma for a in units} == {a.code for a in COUNTRY.below(COUNTRY.province(area), NOW)}
    assert len({a.id for a in units}) == len(units)


@settings(max_examples=40)
@given(st.sampled_from(COMMUNES))
def test_it_has_one_body_for_each_role_and_the_units_that_it_was_made_of(area: Area) -> None:
    registry, id_ = founded(area)
    rooms = [a for a in registry.children(id_, NOW) if a.loai == "bo-phan"]
    roles = [a.vai_tro for a in rooms]
    assert sorted(str(r) for r in roles) == ["kinh-te", "mot-cua", "van-hoa", "van-phong"]
    assert all(a.tu_nho for a in rooms)
    eve = date(2025, 6, 30)
    before = {a.ma for i in registry.known(eve) if (a := registry.get(i, eve)) and a.ma}
    assert {a.code for a in COUNTRY.predecessors(area)} <= before


@pytest.mark.parametrize("province", PROVINCES, ids=lambda p: p.code)
def test_an_office_of_any_province_loads_clean(province: Area) -> None:
    registry, id_ = founded(province)
    own = registry.get(id_, NOW)
    assert own is not None
    assert own.dia_danh == province.place_line
    assert registry.level("tinh", NOW).ten == province.kind
    every = registry.get("ubnd-xa-phuong", NOW)
    assert every is not None
    assert len(registry.members(every, NOW)) == len(COUNTRY.below(province, NOW))
    departments = [a for a in registry.children(id_, NOW) if a.loai == "chuyen-mon"]
    assert len(departments) >= 10


def test_a_province_knows_who_stands_above_it_and_a_commune_is_set_up_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., object]
) -> None:
    ministry = founded(PROVINCES[0])[0].get("bo-tai-chinh", NOW)
    assert ministry is not None
    assert (ministry.ten, ministry.ten_tieu_de) == ("Bộ Tài chính", ("BỘ TÀI CHÍNH",))
    assert (ministry.ky_hieu, ministry.dia_danh) == ("BTC", "Hà Nội")
    assert founded(COMMUNES[0])[0].get("bo-tai-chinh", NOW) is None
    run(desk(tmp_path), Request("tỉnh Lào Cai"))
    monkeypatch.chdir(tmp_path)
    plan = PLAN.replace("ubnd-{ma}", "bo-noi-vu").replace("Ủy ban nhân dân {tinh}", "Bộ Nội vụ")
    (tmp_path / "plans/bo.toml").write_text(plan.replace("{tinh}", "cả nước"), "utf-8")
    made = kehoach("render", "plans/bo.toml")
    assert made.code == 0, made.err  # type: ignore[attr-defined]
    (printed,) = (tmp_path / "output").rglob("*.docx")
    (tmp_path / "plans/bo.toml").unlink()
    kehoach("import", printed, "-o", "plans/lai.toml")
    again = (tmp_path / "plans/lai.toml").read_text("utf-8")
    assert 'co_quan = "bo-noi-vu"' in again
    assert "bo-noi-vu" not in again.partition("[[co_quan_moi]]")[2]


def test_units_that_differ_only_by_marks_have_ids_of_their_own() -> None:
    (area,) = COUNTRY.find("xã Ba Tơ, Quảng Ngãi", NOW)
    registry, id_ = founded(area)
    assert id_ == f"ubnd-xa-ba-to-{area.code}"
    other = registry.get("ubnd-xa-ba-to-21523", NOW)
    assert other is not None
    assert other.don_vi == "xã Ba Tô"


def test_a_name_like_a_persons_is_a_question_and_left_as_the_state_writes_it(
    tmp_path: Path,
) -> None:
    result = run(desk(tmp_path), Request("phường Hoàng Văn Thụ, Lạng Sơn"))
    assert result.area is None  # there is a ward in Bắc Ninh, a commune in Lạng Sơn
    result = run(desk(tmp_path), Request("xã Hoàng Văn Thụ, Lạng Sơn"))
    assert [d.code for d in result.diagnostics] == ["CQ217", "CQ218"]
    text = (tmp_path / "plans/danh-muc/co-quan.toml").read_text("utf-8")
    assert 'don_vi = "xã Hoàng Văn Thụ"' in text
    assert "# Có phải tên người?" in text


def test_a_name_of_several_units_lists_them_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., object]
) -> None:
    monkeypatch.chdir(tmp_path)
    outcome = kehoach("init", "moi", "--unit", "xã Tân Tiến", "--json")
    assert outcome.code == 1  # type: ignore[attr-defined]
    told = json.loads(outcome.out)  # type: ignore[attr-defined]
    assert len({c["province"] for c in told["candidates"]}) == 7
    assert all(c["before"] for c in told["candidates"])
    assert [d["code"] for d in told["diagnostics"]] == ["CQ214"]
    assert not (tmp_path / "moi").exists()


def test_an_old_unit_leads_to_what_it_became(tmp_path: Path) -> None:
    result = run(desk(tmp_path), Request("thành phố Lạng Sơn"))
    (problem,) = result.diagnostics
    assert problem.code == "CQ215"
    assert "chia về" in problem.hints[0]
    assert "phường Kỳ Lừa" in problem.hints[0]
    (problem,) = run(desk(tmp_path), Request("xã Bắc Haf")).diagnostics
    assert "xã Bắc Hà" in problem.hints[0]
    assert list(tmp_path.iterdir()) == []


def test_the_kind_of_a_unit_is_that_of_the_day(tmp_path: Path) -> None:
    then = run(desk(tmp_path / "a", date(2026, 4, 29)), Request("Trị An"))
    now = run(desk(tmp_path / "b", date(2026, 4, 30)), Request("Trị An"))
    assert (then.agency, now.agency) == ("ubnd-xa-tri-an", "ubnd-phuong-tri-an")


@pytest.mark.parametrize(
    ("unit", "agency", "symbol"),
    [
        ("Sở Tài chính tỉnh Gia Lai", "so-tai-chinh", "STC"),
        ("Sở Ngoại vụ tỉnh Lạng Sơn", "so-ngoai-vu", "SNgV"),
        ("UBND xã Tân Tiến, Lạng Sơn", "ubnd-xa-tan-tien", "UBND"),
        ("Phòng Kinh tế xã Bắc Hà", "phong-kinh-te", ""),
        ("Sở Nội vụ, Lạng Sơn", "so-noi-vu", "SNV"),
        ("Sở Nội vụ, tỉnh Lạng Sơn", "so-noi-vu", "SNV"),
        ("Sở Văn hóa, Thể thao và Du lịch, Lào Cai", "so-van-hoa-the-thao-du-lich", "SVHTTDL"),
        ("Sở Văn hóa Thể thao và Du lịch tỉnh Lào Cai", "so-van-hoa-the-thao-du-lich", "SVHTTDL"),
        ("Phòng Kinh tế, xã Bắc Hà", "phong-kinh-te", ""),
    ],
)
def test_a_body_of_a_unit_gets_an_office_too(
    unit: str, agency: str, symbol: str, tmp_path: Path
) -> None:
    result = run(desk(tmp_path), Request(unit))
    assert result.agency == agency
    registry, problems = load_registry(tmp_path / "plans/danh-muc/co-quan.toml")
    assert problems == []
    own = registry.get(agency, NOW)
    assert own is not None
    assert own.ky_hieu == symbol
    assert own.chu_quan is None or registry.get(own.chu_quan, NOW) is not None


def test_a_registry_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    assert run(desk(tmp_path), Request("02839")).agency == "ubnd-xa-bac-ha"
    registry = tmp_path / "plans/danh-muc/co-quan.toml"
    registry.write_text(registry.read_text("utf-8") + "# của tôi\n", "utf-8")
    before = registry.read_bytes()
    result = run(desk(tmp_path), Request("Tân Tiến, Lạng Sơn"))
    assert [d.code for d in result.diagnostics] == ["CQ216"]
    assert registry.read_bytes() == before


@pytest.mark.parametrize(
    "unit", ["xã Bắc Hà, Lào Cai", "Phường 1 Bảo Lộc", "đặc khu Phú Quý", "phường Trị An"]
)
def test_a_plan_of_the_province_becomes_one_of_the_commune_that_prints(
    unit: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kehoach: Callable[..., object]
) -> None:
    result = run(desk(tmp_path), Request(unit))
    assert result.area is not None
    monkeypatch.chdir(tmp_path)
    assert kehoach("check").code == 0  # type: ignore[attr-defined]
    settings_ = (tmp_path / "kehoach.toml").read_text("utf-8")
    assert f'co_quan  = "{result.agency}"' in settings_
    above = COUNTRY.province(result.area, NOW)
    lists = (tmp_path / "plans/danh-muc/co-quan.toml").read_text("utf-8")
    id_ = re.search(rf'id = "ubnd-([a-z-]+)"\ncap = "tinh"\nloai = "ubnd"\ndon_vi = "{above.full}"',
                    lists)  # fmt: skip
    assert id_ is not None
    plan = tmp_path / "plans/tinh.toml"
    plan.write_text(PLAN.format(ma=id_[1], tinh=above.full), "utf-8")
    derived = kehoach("derive", plan)  # for the office that the workspace is set up for
    assert derived.code == 0, derived.err  # type: ignore[attr-defined]
    rendered = kehoach("render")
    assert rendered.code == 0, rendered.err  # type: ignore[attr-defined]
    assert len(list((tmp_path / "output").rglob("*.docx"))) == 2
    mine = next(p for p in (tmp_path / "plans").glob("*.toml") if p.name != "tinh.toml")
    assert f'co_quan = "{result.agency}"' in mine.read_text("utf-8")


def test_a_workspace_of_an_earlier_day_has_districts_and_their_communes(
    tmp_path: Path,
) -> None:
    day = date(2024, 9, 10)
    unit = "thị trấn Chợ Rã, huyện Ba Bể, Bắc Kạn"
    result = run(desk(tmp_path), Request(unit, day=day))
    assert result.agency == "ubnd-thi-tran-cho-ra"
    registry, _told = load_registry(tmp_path / "plans/danh-muc/co-quan.toml")
    assert registry is not None
    town = registry.get("ubnd-thi-tran-cho-ra", day)
    assert town is not None
    assert town.truc_thuoc == "ubnd-huyen-ba-be"
    district = registry.get("ubnd-huyen-ba-be", day)
    assert district is not None
    assert district.truc_thuoc == "ubnd-tinh-bac-kan"
    assert registry.get("ubnd-huyen-ba-be", date(2026, 1, 1)) is None


def test_a_unit_that_has_ended_is_refused_with_the_day_to_ask_for(tmp_path: Path) -> None:
    result = run(desk(tmp_path), Request("huyện Ba Bể, Bắc Kạn"))
    (problem,) = result.diagnostics
    assert "--date 2025-06-30" in " ".join(problem.hints)


def test_a_room_of_an_ended_commune_is_told_what_its_commune_became(tmp_path: Path) -> None:
    result = run(desk(tmp_path), Request("Phòng Kinh tế huyện Ba Bể, Bắc Kạn"))
    (problem,) = result.diagnostics
    assert (problem.code, "--date 2025-06-30" in " ".join(problem.hints)) == ("CQ215", True)
