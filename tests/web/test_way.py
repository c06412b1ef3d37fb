"""The slip and the steps of a plan, as a leader meets them on a page."""

from __future__ import annotations

import re

from generator.cascade.changing.operations import Set, Settle
from generator.verbs import edit, view
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture


def settle(house) -> None:
    found = view.run(house.desk(), view.Request(WARD))
    edit.run(house.desk(), edit.Request(found.path, [Settle(n.id) for n in found.nodes if n.note]))


def seen(text: str) -> str:
    return re.search(r'name="seen" value="([0-9a-f]+)"', text)[1]


def test_what_is_missing_stands_beside_the_step_that_waits_for_it(client) -> None:  # noqa: F811
    text = client.get(f"/plans/{WARD}/way").text
    assert re.search(r'value="trinh" disabled', text)
    assert "còn chỗ phải xem" in text
    assert f'href="/plans/{WARD}/compare?all=1"' in text


def test_a_plan_is_submitted_and_a_forged_step_is_refused(client) -> None:  # noqa: F811
    settle(client.app.state.house)
    text = client.get(f"/plans/{WARD}/way").text
    done = client.post(
        f"/plans/{WARD}/way", data={"step": "trinh", "seen": seen(text)}, headers=OWN
    )
    assert "Chờ lãnh đạo" in done.text
    forged = client.post(f"/plans/{WARD}/way", data={"step": "duyet"}, headers=OWN)
    assert forged.status_code == 409
    assert "người trình không tự duyệt" in forged.text


def test_an_office_of_one_person_says_so_on_a_page_and_then_approves(client) -> None:  # noqa: F811
    house = client.app.state.house
    settle(house)
    client.post(f"/plans/{WARD}/way", data={"step": "trinh"}, headers=OWN)
    there = f"/settings?plan={WARD}"
    assert f'href="{there}"' in client.get(f"/plans/{WARD}/way").text
    file = house.root / "plans/danh-muc/quy-trinh.toml"
    before = file.read_text("utf-8")
    refused = client.post("/settings", data={"persons": "one", "returns": "0"}, headers=OWN)
    assert refused.status_code == 422
    assert file.read_text("utf-8") == before
    saved = client.post(there, data={"persons": "one", "returns": "5"}, headers=OWN)
    assert saved.url.path == f"/plans/{WARD}/way"  # back to what waits for it
    wanted = before.replace("hai_nguoi = true", "hai_nguoi = false")
    assert file.read_text("utf-8") == wanted.replace("tra_lai_toi_da = 3", "tra_lai_toi_da = 5")
    done = client.post(f"/plans/{WARD}/way", data={"step": "duyet"}, headers=OWN)
    assert "Đã duyệt" in done.text
    assert "Cơ quan đặt quy trình một người" in done.text


def test_a_return_without_a_reason_is_told(client) -> None:  # noqa: F811
    settle(client.app.state.house)
    client.post(f"/plans/{WARD}/way", data={"step": "trinh"}, headers=OWN)
    done = client.post(f"/plans/{WARD}/way", data={"step": "tra-lai"}, headers=OWN)
    assert done.status_code == 409
    assert "phải ghi lý do" in done.text
    old = {"step": "tra-lai", "reason": "Thiếu kinh phí.", "seen": "0" * 64}
    kept = client.post(f"/plans/{WARD}/way", data=old, headers=OWN)
    assert kept.status_code == 409
    assert re.search(
        r'class="returning" open>.*?>Thiếu kinh phí\.</textarea>', kept.text, re.DOTALL
    )
    reason = "<script>x</script>"
    done = client.post(
        f"/plans/{WARD}/way", data={"step": "tra-lai", "reason": reason}, headers=OWN
    )
    assert "Đang soạn" in done.text
    assert reason not in done.text
    listed = client.get("/").text
    assert f'href="/plans/{WARD}">Soạn tiếp' in listed  # what came back is mended first
    desk = client.app.state.house.desk()
    changed = Set("md-kl-277", "noi_dung", "Tổ chức thực hiện, có kinh phí.")
    edit.run(desk, edit.Request(view.path_of(desk.workspace, WARD), [changed]))
    assert f'href="/plans/{WARD}/way">Xem lại và trình' in client.get("/").text


def test_who_submits_is_told_what_would_keep_the_plan_from_its_number(client) -> None:  # noqa: F811
    page = client.get(f"/plans/{WARD}/way").text
    assert "Chưa điền họ và tên người ký" in page
