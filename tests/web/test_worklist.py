"""The front page over very many plans: shown from the first look on, whole at the end."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generator.verbs import my_work, plans
from generator.web import worklist
from generator.web.house import House
from tests.web.test_door import client  # noqa: F401 - a fixture

EVERY = my_work.Request(("soan", "lanh_dao", "van_thu"))
FEW = 3


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample's plans count as very many."""
    monkeypatch.setattr(plans, "MANY", 1)
    monkeypatch.setattr(worklist, "AT_ONCE", FEW)


def test_a_list_read_a_few_at_a_time_ends_as_the_one_read_at_once(workspace, many) -> None:
    house = House(workspace)
    looks = [my_work.run(house.desk(), EVERY._replace(read=FEW))]
    while looks[-1].unread:
        looks.append(my_work.run(house.desk(), EVERY._replace(read=FEW)))
    whole = my_work.run(House(workspace).desk(), EVERY)
    assert looks[-1].items == whole.items
    assert (len(looks[0].items), looks[0].unread) == (FEW, len(whole.items) - FEW)
    assert "derive" not in {one.do for one in looks[0].items}
    assert len(looks) == -(-len(whole.items) // FEW)


def test_plans_that_nobody_may_read_are_rows_and_the_list_ends(
    workspace, many, monkeypatch
) -> None:
    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(plans, "_facts", refused)
    house = House(workspace)
    count = len(house.desk().workspace.plan_files())
    looks = [my_work.run(house.desk(), EVERY._replace(read=FEW)) for _look in range(count)]
    assert (looks[0].unread, looks[-1].unread) == (count - FEW, 0)
    assert len(looks[-1].items) == count
    monkeypatch.undo()
    assert "unreadable" not in {one.row.state for one in my_work.run(house.desk(), EVERY).items}


def test_what_an_earlier_process_read_is_not_read_again(workspace, many) -> None:
    my_work.run(House(workspace).desk(), EVERY)
    assert my_work.run(House(workspace).desk(), EVERY._replace(read=0)).unread == 0


def test_the_page_says_that_it_is_still_reading_and_fills_itself(many, office) -> None:
    page = office.window.pages[0]  # the first one after the start
    expect(page.locator("#status")).to_have_text("Đã đọc xong.")
    expect(page.locator("#done")).to_have_count(0)
    rows = plans.run(office.house.desk(), plans.Request()).rows
    expect(page.locator("#units li")).to_have_count(len(rows))


def test_without_a_script_the_rest_is_one_click_away(many, client) -> None:  # noqa: F811
    first = client.get("/").text
    assert '<a href="">Xem lại</a>' in first
    assert client.get("/").text.count("<li>") == first.count("<li>") + FEW
