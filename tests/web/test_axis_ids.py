"""Identifiers on the exchange axis, set on a page: nobody edits the settings file for them."""

from __future__ import annotations

import pytest

from generator.verbs import axis_ids
from generator.web.house import House
from tests.web.test_door import OWN, client  # noqa: F401 - a fixture

CITY, PROVINCE, WARD = "ubnd-tp-lang-son", "ubnd-tinh-lang-son", "ubnd-phuong-dong-kinh"
TABLE = f"""
[truc_lien_thong]   # as the axis of the province wants it
nen_tep = false

[truc_lien_thong.ma_dinh_danh]  # from the letter of the department
{CITY} = "H37.01"  # asked in March
# {WARD} is still asked for

[ky_so]
"""


def ids(workspace) -> dict[str, str]:
    return axis_ids.run(House(workspace).desk(), axis_ids.Request()).ids


def set_(workspace, *changes: tuple[str, str]) -> axis_ids.Result:
    return axis_ids.run(House(workspace).desk(), axis_ids.Request(changes))


def test_the_first_identifier_makes_its_table_and_the_page_shows_it(client) -> None:  # noqa: F811
    root = client.app.state.house.root
    before = (root / "kehoach.toml").read_text()
    assert f'<option value="{PROVINCE}">' in client.get("/settings").text
    typed = {"agency": PROVINCE, "new": " h37.01 "}
    shown = client.post("/settings/axis", data=typed, headers=OWN).text
    assert f'name="id-{PROVINCE}" value="H37.01"' in shown
    assert f'<option value="{PROVINCE}">' not in shown
    assert (root / "kehoach.toml").read_text().startswith(before.rstrip())
    client.post("/settings/axis", data={f"id-{PROVINCE}": ""}, headers=OWN)
    assert ids(root) == {}


def test_only_the_asked_lines_change_whatever_stands_about_them(workspace) -> None:
    path = workspace / "kehoach.toml"
    path.write_text(path.read_text() + TABLE)
    before = path.read_text().split("\n")
    done = set_(workspace, (PROVINCE, "000.00.00.H37"), (WARD, "H37.01.05"))
    assert done.status == "written"
    assert ids(workspace) == {CITY: "H37.01", PROVINCE: "000.00.00.H37", WARD: "H37.01.05"}
    after = path.read_text().split("\n")
    assert [line for line in after if line in before] == before
    assert set_(workspace, (CITY, "H37.01")).status == "unchanged"
    assert set_(workspace, (CITY, "H37.02"), (PROVINCE, "")).status == "written"
    assert ids(workspace) == {CITY: "H37.02", WARD: "H37.01.05"}


@pytest.mark.parametrize(
    "change",
    [(CITY, "thành phố"), (CITY, 'H37"\n[x]'), (PROVINCE, "H37.01"), ("khong-co", "H37.09")],
)
def test_what_would_send_to_the_wrong_place_is_refused_and_nothing_is_written(
    client,  # noqa: F811
    change,
) -> None:
    root = client.app.state.house.root
    path = root / "kehoach.toml"
    path.write_text(path.read_text() + TABLE)
    before = path.read_bytes()
    unit, value = change
    shown = client.post("/settings/axis", data={"agency": unit, "new": value}, headers=OWN)
    assert shown.status_code == 422
    assert "TD114" in shown.text
    assert path.read_bytes() == before


def test_a_file_written_in_another_way_is_left_as_it_is(workspace) -> None:
    path = workspace / "kehoach.toml"
    text = path.read_text() + f'\n[truc_lien_thong]\nma_dinh_danh = {{ {CITY} = "H37.01" }}\n'
    path.write_text(text)
    done = set_(workspace, (CITY, "H37.02"))
    assert [one.code for one in done.diagnostics] == ["TD114"]
    assert path.read_text() == text
