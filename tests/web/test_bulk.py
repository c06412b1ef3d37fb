"""Long work in a browser: done apart, told plan by plan, stopped and gone on with."""

from __future__ import annotations

import os
import re
import time
from dataclasses import replace
from threading import Thread

import pytest
from starlette.testclient import TestClient

from generator.cascade.changing.operations import Set
from generator.cascade.changing.tree import Tree
from generator.plan.toml import load_plan
from generator.verbs import bulk, edit, process, versions, view
from generator.web import bulk_records as records
from generator.web.app import create_app
from generator.web.house import House
from generator.workspace.files import try_lock
from tests.held import hold, known, read_on
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

CITY = "kh-tp-lang-son-2024"
NODE = "md-phat-huy"


def begun(client, kind: str, plan: str = "") -> str:  # noqa: F811
    done = client.post("/bulk", data={"kind": kind, "plan": plan}, headers=OWN)
    assert done.status_code == 200, done.text
    return done.url.path


def ended(client, address: str) -> str:  # noqa: F811
    """The page of the work when it is over, found again from the list."""
    assert address in client.get("/bulk").text
    while 'id="done"' in (text := client.get(address).text):
        time.sleep(0.1)
    return text


def change_above(desk) -> None:
    path = view.path_of(desk.workspace, CITY)
    words = Tree(load_plan(path)[0].plan).items[NODE].node.noi_dung
    done = edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", words + " Thêm một câu.")]))
    assert done.status == "written"


def became(desk, kind: bulk.Kind, plan: str = "") -> dict[str, str]:
    """Id of each plan → what became of it."""
    told: list[bulk.ToldUnit] = []
    made = bulk.run(desk, bulk.Request(kind, plan), told.append)
    assert made.as_dict()["counts"] == made.counts
    return {one.plan: one.status for one in told}


def test_derived_for_all_units_once_then_left_as_it_is(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()
    view.path_of(desk.workspace, WARD).unlink()
    text = ended(client, begun(client, "derive", CITY))
    assert "Đã xong" in text
    assert "UBND phường Đông Kinh" in text or "Ủy ban nhân dân phường Đông Kinh" in text
    assert f'href="/plans/{WARD}"' in text
    assert "đã ghi" in text
    again = ended(client, begun(client, "derive", CITY))
    assert re.findall(r"<strong>\d+</strong> ([^<·]*)", again)[-1].strip() == "không đổi"


def test_a_second_work_is_refused_in_words_while_one_goes_on(client) -> None:  # noqa: F811
    root = client.app.state.house.root
    with records.opened_lock(root) as held:
        assert try_lock(held.fileno())
        done = client.post("/bulk", data={"kind": "check"}, headers=OWN)
    assert done.status_code == 409
    assert "Đang có việc hàng loạt khác" in done.text
    assert records.names(root) == []


@pytest.mark.parametrize("asked", [{"kind": "xoa"}, {"kind": "derive", "plan": "khong-co"}])
def test_what_is_no_work_is_refused(client, asked) -> None:  # noqa: F811
    assert client.post("/bulk", data=asked, headers=OWN).status_code == 422
    assert client.get("/bulk/..%2Fweb").status_code == 404
    assert client.get("/bulk/20260101-000000-0000").status_code == 404


def test_a_server_that_is_stopped_ends_the_work_and_the_next_goes_on_with_it(
    workspace, monkeypatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", known(os.environ.get("PYTHONPATH", "")))
    pipe = hold(workspace / "plans/lang-son-2024/phuong-dong-kinh.toml")
    with at_work(workspace) as first:
        address = begun(first, "check")
        asked_to_stop = first.app.state.house.bulk._stop
        going_on = Thread(target=lambda: asked_to_stop.wait() and read_on(pipe))
        going_on.start()  # the work is not over before the server stops
    going_on.join()
    with at_work(workspace) as second:
        text = second.get(address).text
        assert "Đã dừng giữa chừng" in text
        assert "Làm tiếp phần còn lại" in text
        again = second.post(address, data={"do": "again"}, headers=OWN).url.path
        assert again != address
        assert "Đã xong" in ended(second, again)


def at_work(workspace) -> TestClient:
    house = House(workspace, person="Người Soạn Mẫu")
    at = TestClient(create_app(house), base_url="http://127.0.0.1")
    at.cookies.set(house.cookie, house.seal("own"))
    return at


def test_work_that_was_killed_says_so_and_is_gone_on_with(client) -> None:  # noqa: F811
    house = client.app.state.house
    order = records.BulkOrder("check", "", "Người Soạn Mẫu", "2026-01-05T01:00:00+00:00")
    name = records.begin(house.root, order, house.clock())
    log = records.path_of(house.root, name)
    records.EventLog(log).write(records.BulkUnit("clean", WARD, "", "x"))
    log.write_bytes(log.read_bytes() + b'\n{"type":"unit","sta')
    text = client.get(f"/bulk/{name}").text
    assert "Bị ngắt giữa chừng" in text
    assert "<strong>1</strong> không có lỗi" in text
    assert "Làm tiếp phần còn lại" in text


def test_stopped_between_two_plans_leaves_what_is_done_and_again_completes(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()

    def once(items, total, label):
        del total, label
        yield next(iter(items))
        raise bulk.StoppedError

    told: list[bulk.ToldUnit] = []
    made = bulk.run(replace(desk, progress=once), bulk.Request("check"), told.append)
    assert (made.stopped, len(told)) == (True, 1)
    assert set(became(desk, "check")) > {told[0].plan}


def test_an_approved_text_is_not_updated_and_a_draft_is(client, monkeypatch) -> None:  # noqa: F811
    house = client.app.state.house
    view.path_of(house.desk().workspace, WARD).unlink()
    assert became(house.desk(), "derive", CITY)[WARD] == "written"
    change_above(house.desk())
    with monkeypatch.context() as approved:
        approved.setattr(process, "state_now", lambda *_of: process.APPROVED)
        assert became(house.desk(), "update", CITY)[WARD] == "closed"
    assert became(house.desk(), "update", CITY)[WARD] == "written"
    assert became(house.desk(), "update", CITY)[WARD] == "unchanged"


def test_all_plans_are_printed_and_taken_along_in_one_file(client) -> None:  # noqa: F811
    text = ended(client, begun(client, "pdf"))
    assert "đã có PDF" in text
    packed = client.get(re.search(r'href="(/bulk/[^"]*zip)"', text)[1])
    assert packed.content.startswith(b"PK")
    assert f"{CITY}.pdf".encode() in packed.content


def test_a_run_is_taken_back_but_never_over_what_a_person_wrote_since(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()
    ward = view.path_of(desk.workspace, WARD)
    ward.unlink()
    assert became(desk, "derive", CITY)[WARD] == "written"
    before = ward.read_text()
    change_above(desk)
    address = begun(client, "update", CITY)
    assert "Hoàn tác lần chạy này" in ended(client, address)
    updated = ward.read_text()
    assert updated != before
    (version,) = edit.versions(desk, WARD)  # the update stands among the plan's versions
    undone = client.post(address, data={"do": "undo"}, headers=OWN).url.path
    assert "đã trở lại như trước" in ended(client, undone)
    assert ward.read_text() == before
    assert "không đổi" in ended(
        client, client.post(address, data={"do": "undo"}, headers=OWN).url.path
    )
    again = ended(client, begun(client, "update", CITY))
    assert "Hoàn tác lần chạy này" in again
    last = records.names(client.app.state.house.root)[0]
    own = Set(NODE, "noi_dung", "Lời tôi.")
    assert edit.run(desk, edit.Request(ward, [own])).status == "written"
    mine = ward.read_text()
    refused = client.post(f"/bulk/{last}", data={"do": "undo"}, headers=OWN).url.path
    assert "đã có người sửa kế hoạch này" in ended(client, refused)
    assert ward.read_text() == mine
    asked = versions.Request(WARD, restore=version.digest, act="restore", only="0")
    assert [one.code for one in versions.run(desk, asked).diagnostics] == ["DX563"]


def test_plans_are_derived_for_the_ticked_units_alone(client) -> None:  # noqa: F811
    space = client.app.state.house.desk().workspace
    view.path_of(space, WARD).unlink()
    chosen = client.get(f"/bulk/choose?plan={CITY}").text
    units = re.findall(r'type="checkbox" name="unit" value="([^"]+)"', chosen)
    wanted = {"kind": "derive", "plan": CITY, "chosen": "1"}
    none = client.post("/bulk", data=wanted, headers=OWN)
    assert none.url.path == f"/plans/{CITY}/derive"
    assert records.names(space.root) == []
    made = client.post("/bulk", data={**wanted, "unit": [units[0]]}, headers=OWN).url.path
    ended(client, made)
    told = records.record_of(records.path_of(space.root, made.rpartition("/")[2]))
    assert [one.unit for one in told.units] == [units[0]]
