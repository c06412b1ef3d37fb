"""A page that is open learns what others changed, and takes it over without a word lost."""

from __future__ import annotations

import json
import threading
import urllib.request
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.cascade.changing.operations import Add, Move, Remove, Set
from generator.verbs import comment, edit, news, opinion, view
from generator.web import hub
from generator.web.house import House
from tests.ports import free_port
from tests.web.conftest import WAIT, served, until, window_of
from tests.web.test_browser import (
    EDITOR,
    FIELD,
    NODE,
    saved,
    says,
    type_at_end,
    violations,
    write_at_end,
)
from tests.web.test_door import WARD, client  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from http.client import HTTPResponse

OTHER = "md-phat-huy"
BAR = "#news"


def path_of(office):
    return view.path_of(office.house.desk().workspace, WARD)


def changed(office, *operations) -> None:
    done = edit.run(office.house.desk(), edit.Request(path_of(office), operations))
    assert done.status == "written"


def outside(office, old: str, new: str) -> None:
    path = path_of(office)
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new, 1))


def follows(house, pages: int = 1) -> None:
    until(lambda: house.news.pages == pages)


def stream_of(office) -> HTTPResponse:
    """The stream of a page that is made now."""
    cookies = "; ".join(f"{one['name']}={one['value']}" for one in office.window.cookies())
    seen = hub.shown(office.house.desk(), WARD)
    asked = urllib.request.Request(
        f"{office.address}/plans/{WARD}/news?seen={seen}", headers={"cookie": cookies}
    )
    return urllib.request.urlopen(asked, timeout=WAIT / 1000)


def nodes_of(stream: HTTPResponse) -> list[str]:
    """The nodes of the one step of its next event."""
    line = next(line for line in stream if line.startswith(b"data:"))
    [step] = json.loads(line.removeprefix(b"data:"))["steps"]
    return [node["id"] for node in step["nodes"]]


def test_two_people_see_what_the_other_changed_and_take_it_by_a_key(office, browser) -> None:
    page = office.open(EDITOR)
    follows(office.house)
    other = window_of(browser)
    other.add_cookies(office.window.cookies())
    second = other.new_page()
    second.goto(office.address + EDITOR)
    follows(office.house, 2)
    write_at_end(second, " Lời của cửa sổ kia.")
    saved(second)
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Người Soạn Mẫu")
    expect(bar.locator("a")).to_have_count(1)
    expect(second.locator(BAR)).to_be_hidden()
    assert violations(page) == []
    page.locator(f'.node[data-id="{OTHER}"] .text').first.focus()
    page.keyboard.press("Alt+l")
    expect(page.locator(FIELD)).to_contain_text("Lời của cửa sổ kia.")
    expect(bar).to_contain_text("Đã lấy về")
    bar.get_by_role("button", name="Đóng").click()
    expect(bar).to_be_hidden()
    other.close()
    assert office.said == []


def test_a_file_changed_outside_is_told_by_its_place_and_no_unsaved_word_is_lost(office) -> None:
    page = office.open(EDITOR)
    follows(office.house)
    page.route("**/operations", lambda route: route.abort())
    type_at_end(page, " Lời chưa lưu.")
    outside(office, "Phát huy những kết quả", "Giữ những kết quả")
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Tệp được sửa bên ngoài")
    expect(bar).to_contain_text("sửa")
    bar.get_by_role("button", name="Lấy về").click()
    expect(page.locator(f'.node[data-id="{OTHER}"] .text').first).to_contain_text("Giữ những")
    expect(page.locator(FIELD)).to_contain_text("Lời chưa lưu.")
    page.unroute("**/operations")
    type_at_end(page, " Nữa.")
    saved(page)
    assert "Lời chưa lưu. Nữa." in says(office)
    assert "Giữ những kết quả" in says(office)


def test_words_typed_in_a_node_that_others_took_out_stay_until_they_are_decided_on(office) -> None:
    page = office.open(EDITOR)
    follows(office.house)
    page.route("**/operations", lambda route: route.abort())
    type_at_end(page, " Lời của tôi ở đây.")
    changed(office, Remove(NODE))
    bar = page.locator(BAR)
    expect(bar).to_contain_text("bỏ")
    bar.get_by_role("button", name="Lấy về").click()
    note = page.locator(".note.gone")
    expect(note).to_be_visible()
    page.unroute("**/operations")  # not before: words that are sent again bring the news themselves
    expect(page.locator(FIELD)).to_contain_text("Lời của tôi ở đây.")
    assert violations(page) == []
    note.get_by_role("button", name="Thêm lại").click()
    expect(note).to_have_count(0)
    assert "Lời của tôi ở đây." in says(office)


def test_the_stream_goes_with_its_page_and_comes_again_after_a_restart(workspace, browser) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    port = free_port()
    with served(house, port) as address:
        window = window_of(browser)
        page = window.new_page()
        page.goto(f"{address}/enter?token={house.entrance}")
        page.goto(address + EDITOR)
        follows(house)
    follows(house, 0)
    path = view.path_of(house.desk().workspace, WARD)
    edit.run(house.desk(), edit.Request(path, [Set(NODE, "noi_dung", "Sửa khi máy chủ tắt.")]))
    again = House(workspace, person="Người Soạn Mẫu")
    again.secret = house.secret
    with served(again, port):
        expect(page.locator(BAR)).to_contain_text("Người Soạn Mẫu")
        page.close()
        follows(again, 0)
        window.close()


def test_the_page_of_opinions_takes_over_what_is_new_and_keeps_what_is_being_typed(office) -> None:
    desk = office.house.desk()
    day = desk.today() + timedelta(days=5)
    asked = opinion.Request(WARD, "open", recipients=("Tổ mẫu A",), deadline=day)
    opinion.run(desk, asked)
    page = office.open(f"{EDITOR}/opinions")
    follows(office.house)
    page.locator("#text-1").fill("Lời đang viết.")
    told = opinion.Request(WARD, "remark", who="Tổ mẫu A", node=NODE, text="Ý kiến từ nơi khác")
    opinion.run(office.house.desk(), told)
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Việc lấy ý kiến vừa đổi")
    assert violations(page) == []
    bar.get_by_role("button", name="Lấy về").click()
    expect(page.locator("main")).to_contain_text("Ý kiến từ nơi khác")
    expect(page.locator("#text-1")).to_have_value("Lời đang viết.")
    expect(bar).to_be_hidden()
    assert office.said == []


def test_the_comparison_follows_too(office) -> None:
    page = office.open(f"{EDITOR}/compare?all=1")
    follows(office.house)
    changed(office, Set(NODE, "noi_dung", "Lời hoàn toàn mới."))
    page.locator(BAR).get_by_role("button", name="Lấy về").click()
    expect(page.locator("main")).to_contain_text("Lời hoàn toàn mới.")


def test_a_comment_of_somebody_else_is_told_in_the_editor(office) -> None:
    page = office.open(EDITOR)
    follows(office.house)
    said = comment.Request(WARD, "add", node=NODE, text="Xem lại chỗ này")
    comment.run(office.house.desk(), said)
    bar = page.locator(BAR)
    expect(bar).to_contain_text("Ý kiến vừa đổi")
    bar.get_by_role("button", name="Lấy về").click()
    expect(page.locator(f'.node[data-id="{NODE}"] a.talk .count')).to_have_text("1")


# ------------------------------------------------------------------ the way from text to text


def since(house, digest: str, text: str = "") -> news.Result:
    desk = house.desk()
    path = view.path_of(desk.workspace, WARD)
    return news.run(desk, news.Request(WARD, path, digest, text))


@pytest.fixture
def house(client):  # noqa: F811
    return client.app.state.house


def told(result: news.Result) -> list[tuple[str, list[tuple[str, str]]]]:
    return [(one.who, [(n.node, n.how) for n in one.nodes or []]) for one in result.steps]


def test_steps_name_who_and_where_and_a_gap_is_nobodys(house) -> None:
    desk = house.desk()
    path = view.path_of(desk.workspace, WARD)
    start = hub.shown(desk, WARD).split(".")[0]
    text = path.read_text()

    def one(*operations):
        assert edit.run(desk, edit.Request(path, operations)).status == "written"

    one(Set(NODE, "noi_dung", "Một."))
    one(Add("", "can_cu", "", "Căn cứ mới"))
    path.write_text(path.read_text().replace("Một.", "Hai.", 1))
    one(Remove(OTHER))
    me = desk.who
    steps = told(since(house, start, text))
    assert [(who, how) for who, ((_node, how), *_more) in steps] == [
        (me, "changed"),
        (me, "added"),
        ("", "changed"),
        (me, "removed"),
    ]
    assert steps[0][1] == [(NODE, "changed")]
    assert since(house, since(house, start, text).digest).steps == []


def test_a_node_carried_past_others_is_the_one_that_moved(house) -> None:
    desk = house.desk()
    path = view.path_of(desk.workspace, WARD)
    text = path.read_text()
    start = hub.shown(desk, WARD).split(".")[0]
    nodes = [one for one in view.run(desk, view.Request(WARD)).nodes if one.key == "noi_nhan"]
    first, last = nodes[0].id, nodes[-1].id
    edit.run(desk, edit.Request(path, [Move(first, "", "noi_nhan", last)]))
    assert told(since(house, start, text)) == [(desk.who, [(first, "moved")])]


def test_a_text_that_nobody_kept_is_told_without_places(house) -> None:
    [step] = since(house, "0" * 64).steps
    assert (step.who, step.nodes) == ("", None)


def test_only_the_own_unit_follows_and_a_stranger_does_not(client) -> None:  # noqa: F811
    assert client.get("/plans/khong-co/news").status_code == 404
    client.cookies.clear()
    assert client.get(f"/plans/{WARD}/news").status_code == 401


def test_two_hundred_streams_hold_no_thread_and_all_hear_one_change(office) -> None:
    before = threading.active_count()
    streams = [stream_of(office) for _number in range(200)]
    follows(office.house, 200)
    assert threading.active_count() - before <= 20
    changed(office, Set(NODE, "noi_dung", "Lời mà hai trăm trang nghe."))
    for one in streams:
        assert nodes_of(one) == [NODE]
        one.close()
    follows(office.house, 0)


def test_a_page_newer_than_the_last_look_is_told_only_what_comes_after_it(
    office, monkeypatch
) -> None:
    monkeypatch.setattr(hub, "LOOK_EVERY", 3600)
    first = stream_of(office)
    follows(office.house, 1)
    changed(office, Set(NODE, "noi_dung", "Lời mà trang thứ hai đã có."))
    second = stream_of(office)
    assert nodes_of(first) == [NODE]
    changed(office, Set(OTHER, "noi_dung", "Lời mà trang thứ hai chưa có."))
    third = stream_of(office)
    assert nodes_of(second) == [OTHER]
    for one in (first, second, third):
        one.close()
    follows(office.house, 0)


def test_who_may_no_longer_follow_hears_nothing_more(house) -> None:
    """The answer to one state of a plan is not the answer to the next."""
    desk = house.desk()
    path = view.path_of(desk.workspace, WARD)
    followed = hub.FollowedPlan(WARD)
    assert followed.look(house.desk)
    followed.allowed[house.person] = True
    assert not followed.look(house.desk)
    assert followed.allowed == {house.person: True}
    edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", "Lời khác.")]))
    assert followed.look(house.desk)
    assert followed.allowed == {}
    told = hub.told(followed, "0.0.0.0", desk)
    assert told["seen"].startswith(since(house, "0" * 64).digest)
    assert set(told["what"]) == {"plan"}
