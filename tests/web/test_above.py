"""From above: changes to choose from, conflicts side by side, the matrix of plans below."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from generator.cascade.changing.operations import Add, Set
from generator.cascade.changing.tree import Tree
from generator.plan.toml import load_plan
from generator.verbs import derive, edit, take_update, view
from tests.web.test_browser import violations
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

CITY = "kh-tp-lang-son-2024"
ABOVE = f"/plans/{WARD}/above"
NODE, OTHER = "md-phat-huy", "md-nhiem-vu"


def desk(client):  # noqa: F811
    return client.app.state.house.desk()


def of(client, plan: str, node: str, field: str = "noi_dung") -> str:  # noqa: F811
    path = view.path_of(desk(client).workspace, plan)
    return getattr(Tree(load_plan(path)[0].plan).items[node].node, field)


def write(client, plan: str, *operations) -> None:  # noqa: F811
    path = view.path_of(desk(client).workspace, plan)
    done = edit.run(desk(client), edit.Request(path, operations))
    assert done.status == "written"


def fresh(client) -> None:  # noqa: F811
    """A ward that was derived from the city's plan of today."""
    path = view.path_of(desk(client).workspace, WARD)
    unit = load_plan(path)[0].plan.van_ban.co_quan
    path.unlink()
    made = derive.run(desk(client), derive.Request(CITY, (unit,)))
    assert made.items[0].status != "refused"


def changed_above(client) -> None:  # noqa: F811
    for node in (NODE, OTHER):
        write(client, CITY, Set(node, "noi_dung", of(client, CITY, node) + " Thêm một câu."))


def test_what_is_not_chosen_stays_and_what_is_chosen_comes(client) -> None:  # noqa: F811
    fresh(client)
    before = {node: of(client, WARD, node) for node in (NODE, OTHER)}
    changed_above(client)
    text = client.get(ABOVE).text
    assert "Thêm một câu." in re.sub(r"</?(ins|del)>", "", text)
    keys = re.findall(r'name="offered" value="([^"]*)"', text)
    assert {f"{NODE} noi_dung", f"{OTHER} noi_dung"} <= set(keys)
    assert of(client, WARD, NODE) == before[NODE]
    wanted = [key for key in keys if not key.startswith(OTHER)]
    client.post(ABOVE, data={"offered": keys, "wanted": wanted}, headers=OWN)
    assert of(client, WARD, NODE).endswith("Thêm một câu.")
    assert of(client, WARD, OTHER) == before[OTHER]
    assert "đã theo đúng bản hiện nay" in client.get(ABOVE).text


def test_a_day_that_changed_above_is_told_in_words(client) -> None:  # noqa: F811
    fresh(client)
    write(client, CITY, Set("van_ban", "ngay", "2024-06-18"))
    shown = re.sub(r"<[^>]*>", "", client.get(ABOVE).text.partition("<main")[2])
    assert "ngày xét quy định · cấp trên sửa" in shown
    assert re.search(r"18\s*/06/2024", shown)
    assert not re.search(r"nội dung mới|\d{4}-\d\d", shown)


def test_a_whole_update_is_taken_back_as_one_edit(client) -> None:  # noqa: F811
    fresh(client)
    before = {node: of(client, WARD, node) for node in (NODE, OTHER)}
    changed_above(client)
    done = take_update.run(desk(client), take_update.Request(WARD, take=True))
    assert done.status == "updated"
    path = view.path_of(desk(client).workspace, WARD)
    edit.run(desk(client), edit.Request(path, undo=done.entry))
    assert {node: of(client, WARD, node) for node in (NODE, OTHER)} == before


def test_a_conflict_is_chosen_side_by_side(client) -> None:  # noqa: F811
    fresh(client)
    write(client, WARD, Set(NODE, "noi_dung", "Lời của phường."))
    changed_above(client)
    client.post(ABOVE, data={}, headers=OWN)
    text = client.get(ABOVE).text
    place = re.search(r'name="place" value="([^"]*)"', text)[1]
    assert place == f"{NODE}.noi_dung"
    assert client.post(ABOVE, data={"place": place, "choice": "x"}, headers=OWN).status_code == 422
    client.post(ABOVE, data={"place": place, "choice": "above"}, headers=OWN)
    assert of(client, WARD, NODE).endswith("Thêm một câu.")
    gone = client.post(ABOVE, data={"place": place, "choice": "mine"}, headers=OWN)
    assert gone.status_code == 422


def test_a_new_node_that_is_not_wanted_stays_away(client) -> None:  # noqa: F811
    fresh(client)
    path = view.path_of(desk(client).workspace, CITY)
    parent, key = Tree(load_plan(path)[0].plan).items[NODE].group
    write(client, CITY, Add(parent, key, NODE, "Điểm mới thêm vào."))
    text = client.get(ABOVE).text
    keys = re.findall(r'name="offered" value="([^"]*)"', text)
    new = [one for one in keys if one.startswith("diem-moi-them-vao")]
    assert new
    wanted = [one for one in keys if one not in new]
    client.post(ABOVE, data={"offered": keys, "wanted": wanted}, headers=OWN)
    path = view.path_of(desk(client).workspace, WARD)
    assert "Điểm mới thêm vào" not in Path(path).read_text()


def test_an_answer_to_a_question_that_was_never_asked_is_told(client) -> None:  # noqa: F811
    given = {"number": "1", "question-1": "không có câu này", "answer-1": "có", "do": "all"}
    assert client.post(f"/plans/{WARD}/sheet", data=given, headers=OWN).status_code == 422


def test_the_matrix_leads_to_both_paragraphs(office) -> None:
    page = office.open(f"/plans/{CITY}/coverage")
    assert violations(page) == []
    page.locator(".matrix td a").first.click()
    page.locator("#cell .beside").wait_for()
    expect(page.locator("#cell .words")).to_have_count(2)
    assert violations(page) == []
    assert office.said == []


def test_the_page_of_changes_is_for_everybody(office) -> None:
    path = view.path_of(office.house.desk().workspace, CITY)
    text = Tree(load_plan(path)[0].plan).items[NODE].node.noi_dung
    change = Set(NODE, "noi_dung", text + " Thêm.")
    edit.run(office.house.desk(), edit.Request(path, [change]))
    page = office.open(ABOVE)
    assert violations(page) == []
    assert office.said == []


def test_a_ward_whose_update_cannot_be_worked_out_is_not_said_to_be_up_to_date(client) -> None:  # noqa: F811
    path = view.path_of(desk(client).workspace, WARD)
    text = path.read_text("utf-8")  # edited elsewhere: the text as derived is not in this office
    path.write_text(text.replace("Phát huy những", "Giữ vững những", 1), "utf-8")
    changed_above(client)
    said = client.get(ABOVE).text
    assert "DX521" in said
    assert "đã theo đúng bản hiện nay" not in said
