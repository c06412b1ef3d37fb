"""Pages with something on them, for everybody: eyes, hands, keyboards, and paper."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.verbs import comment, dossier, opinion, versions, view
from generator.web.house import House
from tests.web.conftest import Office, served, window_of
from tests.web.test_browser import EDITOR, FIELD, NODE, violations
from tests.web.test_dispatch import numbered, office  # noqa: F401 - a fixture
from tests.web.test_door import WARD

if TYPE_CHECKING:
    from playwright.sync_api import Page

LOOKS = [
    (390, "light", "no-preference"),
    (390, "dark", "more"),
    (820, "dark", "no-preference"),
    (1366, "light", "more"),
]
STEPS = 40
"""Of the Tab key, on each page."""


@pytest.fixture
def lived(office, browser):  # noqa: F811
    """An office in the middle of its year, seen in a browser; and the page of a number."""
    number = numbered(office)
    house = office.house
    desk = house.desk()
    day = desk.today() + timedelta(days=5)
    said = (
        opinion.Request(WARD, "open", recipients=("Tổ mẫu A", "Tổ mẫu B"), deadline=day),
        opinion.Request(WARD, "answer", who="Tổ mẫu A", answer="co-y-kien"),
        opinion.Request(WARD, "remark", who="Tổ mẫu A", node=NODE, text="Nêu rõ thời hạn"),
        opinion.Request(WARD, "judge", remark="g1", verdict="tiep-thu"),
    )
    for one in said:
        assert opinion.run(desk, one).status == "written"
    comment.run(desk, comment.Request(WARD, "add", node=NODE, text="Xem lại"))
    versions.run(desk, versions.Request(WARD, "Bản một", act="name"))
    path = str(view.path_of(desk.workspace, WARD))
    assert dossier.run(desk, dossier.Request("new", path, kinds=("letter",))).members
    own = House(house.root, person="Người Soạn Mẫu")
    with served(own) as address:
        window = window_of(browser)
        window.new_page().goto(f"{address}/enter?token={own.entrance}")
        yield Office(own, address, window, []), number
        window.close()


def addresses(number: str) -> list[str]:
    pages = ("", "/opinions", "/comments", "/compare?all=1", "/way", "/dossier?since=", "/word")
    own = [f"{EDITOR}{page}" for page in pages]
    here = ["/", "/register", number, f"{number}/send", f"{number}/sign", "/signing", "/dossiers"]
    return [*own, *here, "/search?q=cai+cach", "/verify", "/receive"]


def wide(page: Page) -> int:
    found = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize(("width", "scheme", "contrast"), LOOKS)
def test_every_page_that_has_something_on_it_is_for_everybody(
    lived, width, scheme, contrast
) -> None:
    open_office, number = lived
    for address in addresses(number):
        page = open_office.open(address, width)
        page.emulate_media(color_scheme=scheme, contrast=contrast)
        assert (address, violations(page), wide(page)) == (address, [], 0)
        page.close()


@pytest.mark.parametrize(("width", "scheme", "contrast"), LOOKS)
def test_every_dialog_of_the_editor_is_for_everybody(lived, width, scheme, contrast) -> None:
    page = lived[0].open(EDITOR, width)
    page.emulate_media(color_scheme=scheme, contrast=contrast)
    page.locator(FIELD).focus()
    for key, name in (("F1", "Các phím"), ("Alt+c", "Dẫn một văn bản")):
        page.keyboard.press(key)
        dialog = page.get_by_role("dialog", name=name)
        expect(dialog).to_be_visible()
        assert (name, violations(page), wide(page)) == (name, [], 0)
        page.keyboard.press("Escape")
        expect(dialog).to_have_count(0)
        expect(page.locator(FIELD)).to_be_focused()
    page.locator(f'.node[data-id="{NODE}"] a.talk').press("Enter")
    comments = page.get_by_role("dialog", name="Ý kiến")
    expect(comments).to_contain_text("Xem lại")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(comments).to_have_count(0)  # it gives the focus back when it goes
    page.locator('.node[data-kind="VanBan"] .text').first.focus()
    page.keyboard.press("Alt+f")
    expect(page.locator('.node[data-kind="VanBan"] .form')).to_be_visible()
    assert (violations(page), wide(page)) == ([], 0)


@pytest.mark.parametrize("width", [390, 1366])
def test_what_a_form_answers_is_for_everybody(lived, tmp_path, width) -> None:
    open_office, _number = lived
    junk = tmp_path / "rac.docx"
    junk.write_bytes(b"PK nothing")
    word = open_office.window.request.get(f"{open_office.address}{EDITOR}/word/{WARD}.docx")
    good = tmp_path / "ban.docx"
    good.write_bytes(word.body())
    for address, file, button in (
        ("/receive", junk, "Đọc tệp"),
        ("/receive", good, "Đọc tệp"),
        ("/verify", junk, "Xác thực"),
        (f"{EDITOR}/word", junk, "Xem sẽ đổi gì"),
        (f"{EDITOR}/word", good, "Xem sẽ đổi gì"),
    ):
        page = open_office.open(address, width)
        page.locator("input[type=file]").first.set_input_files(file)
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=re.compile(button)).first.click()
        assert (address, file.name, violations(page)) == (address, file.name, [])
        assert (address, file.name, wide(page)) == (address, file.name, 0)
        page.close()


def test_where_the_keyboard_is_can_be_seen_on_every_page(lived) -> None:
    open_office, number = lived
    unseen = """() => {
        const one = document.activeElement;
        const look = getComputedStyle(one);
        const seen = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
        const whole = ["BODY", "MAIN"].includes(one.nodeName);
        return seen || whole ? "" : one.outerHTML.slice(0, 120);
    }"""
    for address in addresses(number):
        page = open_office.open(address)
        for _step in range(STEPS):
            page.keyboard.press("Tab")
            assert (address, page.evaluate(unseen)) == (address, "")
        page.close()


def test_on_paper_stands_what_was_written_and_nothing_to_press(lived) -> None:
    open_office, number = lived
    for address in ("/", "/register", number, "/dossiers", f"{EDITOR}/dossier", f"{EDITOR}/way"):
        page = open_office.open(address)
        page.emulate_media(media="print")
        expect(page.locator("h1")).to_be_visible()
        shown = page.locator("button:visible, .button:visible, .top:visible, .tabs:visible")
        assert (address, shown.count()) == (address, 0)
        page.close()
    page = open_office.open(EDITOR)
    expect(page.locator("#pages .sheet").first).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator("#pages .sheet").first).to_be_visible()
    assert page.locator(".nodes:visible, .tools:visible, h1:visible").count() == 0
