"""Search on a page: what a person may see is found, and nothing else."""

from __future__ import annotations

import time

from starlette.testclient import TestClient

from generator.verbs import comment, register, search
from generator.verbs.books import Which
from generator.web.app import create_app
from generator.web.house import House
from generator.web.indexing import SearchIndexer
from tests.web.test_people import CITY, PROVINCE, WARD, WARD_UNIT, app, browser, people, server

__all__ = ["app", "people", "server"]


def test_a_unit_finds_its_own_words_and_no_draft_of_its_superior(app, workspace) -> None:
    city = workspace / "plans/lang-son-2024/thanh-pho.toml"
    city.write_text(city.read_text().replace('noi_dung = "Phát huy', 'noi_dung = "Zzmat phát huy'))
    clerk = browser(app, "soan")
    told = clerk.get("/search?q=zzmat").text
    assert CITY not in told
    assert "phát huy" not in told
    assert "<mark>Zzmat</mark>" in browser(app, "tinh").get("/search?q=zzmat").text
    own = clerk.get("/search?q=dong kinh").text
    assert f"/plans/{WARD}#n-" in own
    assert f"/plans/{PROVINCE}#n-" in clerk.get("/search?q=par index&in=plan").text


def test_remarks_and_numbers_of_another_unit_are_not_found(app, workspace) -> None:
    desk = app.state.house.desk()
    for plan in (WARD, PROVINCE):
        comment.run(desk, comment.Request(plan, "add", "van_ban", text=f"zzykien của {plan}"))
    for unit in (WARD_UNIT, "ubnd-tinh-lang-son"):
        asked = register.Request("reserve", Which(unit), reason=f"zzgiu {unit}")
        assert register.run(desk, asked).rows
    clerk, whole = browser(app, "soan"), browser(app, "tinh")
    mine, all_ = clerk.get("/search?q=zzykien").text, whole.get("/search?q=zzykien").text
    assert f"/plans/{WARD}/comments" in mine
    assert PROVINCE not in mine
    assert f"/plans/{PROVINCE}/comments" in all_
    numbers, every = clerk.get("/search?q=zzgiu").text, whole.get("/search?q=zzgiu").text
    assert f"/register/{WARD_UNIT}/" in numbers
    assert "ubnd-tinh-lang-son" not in numbers
    assert "/register/ubnd-tinh-lang-son/" in every


def test_how_the_superior_came_to_its_plan_is_not_shown_below(app, workspace) -> None:
    clerk = browser(app, "soan")
    for page in ("compare", "comments", "opinions", "way"):
        assert clerk.get(f"/plans/{PROVINCE}/{page}").status_code == 404
        assert f"/plans/{PROVINCE}/{page}" not in clerk.get(f"/plans/{PROVINCE}").text
        assert browser(app, "tinh").get(f"/plans/{WARD}/{page}").status_code == 200


def test_script_in_a_query_and_in_a_plan_is_text(app, workspace) -> None:
    ward = workspace / "plans/lang-son-2024/phuong-dong-kinh.toml"
    evil = 'noi_dung = "<script>zzx()</script> Tổ chức'
    ward.write_text(ward.read_text().replace('noi_dung = "Tổ chức', evil, 1))
    told = browser(app, "soan").get('/search?q=<script>zzx" OR *').text
    found = browser(app, "soan").get("/search?q=zzx").text
    assert "<script>zzx" not in told + found
    assert "&lt;script&gt;<mark>zzx</mark>" in found
    for odd in ("NEAR(a b)", "said:a", "a*", '"', "a AND", "!!", "' OR 1=1 --", "\\"):
        assert browser(app, "soan").get("/search", params={"q": odd}).status_code == 200


def test_plans_are_read_for_the_search_while_nobody_waits_and_how_far_that_is_is_told(
    workspace,
) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    house.indexer = SearchIndexer(house.desk, first=0, rest=0, few=0)
    with TestClient(create_app(house, indexing=True), base_url="http://127.0.0.1") as at:
        at.get(f"/enter?token={house.entrance}")
        while at.get("/search/progress").json().get("left") != 0:
            time.sleep(0.05)
        read = at.get("/search/progress").json()["total"]
        assert read >= len(house.desk().workspace.plan_index)
    quiet = search.run(house.desk(), search.Request("cải cách", at_most=0))
    assert (quiet.left, quiet.total) == (0, read)
    assert quiet.hits


def test_what_is_not_read_yet_is_never_said_to_hold_nothing(workspace) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    house.indexer.reading = True
    with TestClient(create_app(house), base_url="http://127.0.0.1") as at:
        at.get(f"/enter?token={house.entrance}")
        told = at.get("/search?q=cải cách").text
    assert "Chưa tìm thấy ở các kế hoạch đã đọc" in told
    assert "Không tìm thấy văn bản nào" not in told
    assert '<progress id="read" value="0"' in told
