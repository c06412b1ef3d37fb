"""A ward's year in the browser: a clerk, a leader on the phone, a records clerk; one server.

From the Word file that the city sent down to the signed, registered, sent bundle and its recall,
on SQLite and on PostgreSQL. Certificates are of the tests' own PKI; people are invented.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.verbs import view
from generator.web.house import House
from generator.web.people import Account, open_people
from tests.conftest import completed
from tests.desk import desk as pki_desk
from tests.desk import forge
from tests.test_story_issue import VIETNAM, set_up
from tests.web.conftest import WAIT, served
from tests.web.test_browser import saved, violations
from tests.web.test_people import server  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Download, Page

WARD_UNIT = "ubnd-phuong-dong-kinh"
WARD_NAME = "Ủy ban nhân dân phường Đông Kinh"
LEADER = "Nguyễn Văn A"
PASSWORD = "mật khẩu đủ dài"
CITY = "thanh-pho.toml"
PHONE = {"width": 390, "height": 844}
PEOPLE = {
    "soan": ("Người Soạn Mẫu", "soan"),
    "lanh-dao": (LEADER, "lanh_dao"),
    "van-thu": ("Văn Thư Mẫu", "van_thu"),
}


class Calendar:
    """The office's day; what others date and sign carries the real time."""

    def __init__(self) -> None:
        self.day: dt.datetime | None = None

    def __call__(self) -> dt.datetime:
        return self.day or dt.datetime.now(VIETNAM)

    def turn(self, *date: int) -> None:
        self.day = dt.datetime(*date, 8, 0, tzinfo=VIETNAM) if date else None


class Town:
    """The server of a ward, and its people's windows."""

    def __init__(self, root: Path, address: str, calendar: Calendar, browser: Browser) -> None:
        self.root, self.address, self.calendar, self.browser = root, address, calendar, browser
        self.windows: list[BrowserContext] = []
        self.said: list[str] = []

    def comes_in(self, name: str, **looks: object) -> Page:
        """A person logs in, in a window of their own."""
        window = self.browser.new_context(locale="vi-VN", accept_downloads=True, **looks)
        self.windows.append(window)
        page = window.new_page()
        page.set_default_timeout(WAIT)
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda fault: self.said.append(str(fault)))
        page.goto(self.address)
        page.get_by_label("Tên đăng nhập").fill(name)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Việc của tôi", level=1)).to_be_visible()
        return page


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request, workspace, browser, kehoach):
    """A ward's office whose workspace holds registries and no plan at all."""
    set_up(workspace)
    completed(workspace)
    word = word_of_the_city(workspace, kehoach)
    url = ".kehoach/web.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("server")
        settings = workspace / "kehoach.toml"
        text = settings.read_text("utf-8")
        settings.write_text(f'{text}\n[so_dang_ky]\ndia_chi = "{url}"\n', "utf-8")
    people = open_people(url, workspace, lambda: dt.datetime.now(dt.UTC))
    for name, (full, role) in PEOPLE.items():
        account = Account(name, full, WARD_UNIT, (role,), disabled=False)
        assert people.add(account, PASSWORD, "quản trị") is None
    calendar = Calendar()
    house = House(workspace, people=people, clock=calendar)
    with served(house) as address:
        made = Town(workspace, address, calendar, browser)
        made.word = word
        yield made
        for window in made.windows:
            window.close()
    people.database.close()


def word_of_the_city(workspace: Path, kehoach) -> Path:
    """The city's plan as the Word file that comes down; the plans themselves are elsewhere."""
    plans = workspace / "plans/lang-son-2024"
    city = plans / CITY
    text = city.read_text("utf-8").replace('ky_hieu = "KH-UBND"', 'so = 85\nky_hieu = "KH-UBND"', 1)
    city.write_text(text, "utf-8")
    outcome = kehoach("render", city, "-o", workspace.parent / "den")
    assert outcome.code == 0, outcome.err
    for plan in plans.glob("*.toml"):
        plan.unlink()
    return next((workspace.parent / "den").rglob("thanh-pho.docx"))


def test_a_ward_lives_through_its_year(town) -> None:
    clerk = town.comes_in("soan")
    plan = derived(town, clerk)
    print(plan)
