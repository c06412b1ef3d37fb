"""A document of a unit that has ended leads to the unit that took over, and says if divided."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.places.country import country_of
from generator.plan.registry import load_registry
from generator.plan.succession import succession

if TYPE_CHECKING:
    from collections.abc import Callable

NOW, THEN = date(2026, 11, 28), date(2024, 6, 3)
REGISTRY = load_registry(Path(__file__).parents[2] / "plans" / "danh-muc" / "co-quan.toml")[0]

PLAN = """\
phien_ban = 1

[van_ban]
ma = "tinh-2026"
loai = "KH"
so = 1
ngay = {ngay}
co_quan = "{co_quan}"
trich_yeu = "Rà soát cây xanh trên địa bàn tỉnh"

[[mo_dau]]
id = "loi-dan"
vai_tro = "loi_dan"
noi_dung = "Tiếp theo {{thanh-pho-2024}}, ban hành Kế hoạch như sau:"

[[muc]]
id = "i"
tieu_de = "MỤC ĐÍCH"

[[muc.khoan]]
id = "i-1"
noi_dung = "Biết rõ số cây cần chăm sóc."

[[noi_nhan]]
id = "nn-1"
noi_dung = "Lưu: VT"

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
"""


def plan(folder: Path, ngay: date, co_quan: str = "ubnd-tinh-lang-son") -> Path:
    """A plan that cites the city's plan of 2024."""
    city = (folder / "plans/lang-son-2024/thanh-pho.toml").read_text("utf-8")
    id_ = next(line.split('"')[1] for line in city.splitlines() if line.startswith("ma = "))
    text = PLAN.format(ngay=ngay, co_quan=co_quan).replace("thanh-pho-2024", id_)
    path = folder / "plans" / "tinh-2026.toml"
    path.write_text(text, "utf-8")
    return path


def diagnostics(outcome: Any) -> list[dict[str, Any]]:
    data = json.loads(outcome.out)
    return list(data["diagnostics"] if isinstance(data, dict) else data)


def test_a_body_that_ended_is_followed_by_its_code_or_its_name() -> None:
    city = REGISTRY.get("ubnd-tp-lang-son", THEN)
    assert city is not None
    told = succession(city, NOW)
    assert told is not None
    assert "thành phố Lạng Sơn chia về" in told
    assert told.endswith("(tỉnh Lạng Sơn) từ 01/7/2025")
    ward = REGISTRY.get("ubnd-phuong-vinh-trai", THEN)
    assert ward is not None
    assert "thành phường Đông Kinh" in (succession(ward, NOW) or "")
    assert succession(city, THEN) is None


def test_every_unit_of_2024_in_the_registry_has_a_successor() -> None:
    ended = [
        agency
        for id_ in REGISTRY.known(THEN)
        if (agency := REGISTRY.get(id_, THEN)) and agency.den and agency.loai == "ubnd"
        if agency.gom is None
    ]
    assert len(ended) > 15
    assert all(succession(agency, NOW) for agency in ended)
    assert country_of().find("thành phố Lạng Sơn", NOW) == []


def test_a_plan_of_2026_that_cites_the_citys_plan_is_told_what_the_city_became(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    found = diagnostics(kehoach("check", plan(workspace, NOW), "--format", "json"))
    (told,) = [d for d in found if d["code"] == "KH422"]
    assert "phường Kỳ Lừa" in told["hints"][0]
    assert "chia về" in told["hints"][0]


def test_a_plan_of_its_own_time_is_told_nothing(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    found = diagnostics(kehoach("check", plan(workspace, date(2024, 9, 1)), "--format", "json"))
    assert [d for d in found if d["code"] == "KH422"] == []


def test_a_plan_of_2026_in_the_name_of_the_city_is_told_who_stands_in_its_place(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    found = diagnostics(
        kehoach("check", plan(workspace, NOW, "ubnd-tp-lang-son"), "--format", "json")
    )
    (told,) = [d for d in found if d["code"] == "KH403"]
    assert any("phường Lương Văn Tri" in hint for hint in told["hints"])


def test_the_plan_of_a_ward_whose_superior_plan_moves_past_its_end_is_told_so(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    path = workspace / "plans/lang-son-2024/thanh-pho.toml"
    text = path.read_text("utf-8").replace("ngay = 2024-06-07", "ngay = 2026-06-07")
    path.write_text(text.replace('"ubnd-tp-lang-son"', '"ubnd-tinh-lang-son"'), "utf-8")
    outcome = kehoach("update", workspace / "plans/lang-son-2024/phuong-vinh-trai.toml")
    assert outcome.code == 1
    assert "phường Đông Kinh" in outcome.err


def test_a_search_by_the_name_of_today_finds_what_the_old_unit_issued(
    workspace: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    day = [datetime(2024, 6, 7, 3, tzinfo=UTC)]
    monkeypatch.setattr("generator.cli.common.now", lambda: day[0])
    city = "ubnd-tp-lang-son"
    reserved = kehoach("register", "reserve", "--agency", city, "--reason", "chờ ký")
    assert reserved.code == 0, reserved.err
    day[0] = datetime(2026, 11, 28, 3, tzinfo=UTC)
    outcome = kehoach("register", "search", "ky lua")
    assert city in outcome.out
    assert "→ thành phố Lạng Sơn chia về" in outcome.out
    found = json.loads(kehoach("register", "search", "ky lua", "--json").out)
    assert len(found["results"]) == 1
    assert "từ 01/7/2025" in found["became"][0]
