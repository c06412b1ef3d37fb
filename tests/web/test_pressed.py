"""What comes by itself takes no click away: not the news, not what the server says of a save."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from generator.verbs import opinion
from tests.web.conftest import until, window_of
from tests.web.test_browser import EDITOR, NODE, says, write_at_end
from tests.web.test_door import WARD
from tests.web.test_news import BAR, follows

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ASKED = "Tổ dân phố Mẫu"
HEARS = """
window.heard = 0;
window.EventSource = class extends EventSource {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", () => window.heard++);
  }
};
"""
"""A page that counts the news it was told: the count is up before its script hears them."""
ANSWERED = """
window.answered = 0;
const real = window.fetch;
window.fetch = async (...given) => {
  const answer = await real(...given);
  if (!given[0].endsWith("/operations")) return answer;
  const read = answer.json.bind(answer);
  answer.json = async () => {
    const value = await read();
    setTimeout(() => window.answered++);
    return value;
  };
  return answer;
};
"""
"""A page that counts what the server said of its saves: the count is up after its script heard."""


class Pointer:
    """A mouse, or a finger, on the middle of something."""

    def __init__(self, page: Page, *, touch: bool) -> None:
        self.page = page
        self.finger = page.context.new_cdp_session(page) if touch else None

    def press(self, at: Locator) -> None:
        at.scroll_into_view_if_needed()
        box = at.bounding_box()
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if self.finger is None:
            self.page.mouse.move(x, y)
            self.page.mouse.down()
        else:
            self._touch("touchStart", {"x": x, "y": y})

    def lift(self) -> None:
        if self.finger is None:
            self.page.mouse.up()
        else:
            self._touch("touchEnd")

    def _touch(self, what: str, *points: dict) -> None:
        self.finger.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})


@pytest.mark.parametrize("touch", [False, True])
def test_news_that_come_while_a_button_is_pressed_lose_no_remark(office, browser, touch) -> None:
    desk = office.house.desk()
    day = desk.today() + timedelta(days=5)
    opinion.run(desk, opinion.Request(WARD, "open", recipients=(ASKED,), deadline=day))
    window = window_of(browser, has_touch=touch)
    window.add_init_script(HEARS)
    window.add_cookies(office.window.cookies())
    page = window.new_page()
    page.goto(f"{office.address}/plans/{WARD}/opinions")
    follows(office.house)
    page.get_by_label("Ý kiến", exact=True).fill("Nêu rõ thời hạn")
    button = page.get_by_role("button", name="Ghi ý kiến")
    box = button.bounding_box()
    # where the news will stand
    page.set_viewport_size({"width": 1280, "height": int(box["y"] + box["height"] / 2) + 40})
    pointer = Pointer(page, touch=touch)
    pointer.press(button)
    told = opinion.Request(WARD, "remark", who=ASKED, node=NODE, text="Ý kiến từ nơi khác")
    opinion.run(office.house.desk(), told)
    until(lambda: page.evaluate("heard"), page)
    expect(page.locator(BAR)).to_be_hidden()
    pointer.lift()
    expect(page.locator("#g-g2")).to_contain_text("Nêu rõ thời hạn")
    window.close()


def clicked_while_saved(page: Page, at: Locator) -> None:
    """A click that begins with words of a field under way, and ends when they are in the file."""
    write_at_end(page, " Lời vừa gõ.")
    pointer = Pointer(page, touch=False)
    pointer.press(at)
    until(lambda: page.evaluate("answered"), page)
    pointer.lift()


def test_a_save_that_comes_back_while_a_button_is_pressed_loses_no_click(office) -> None:
    office.window.add_init_script(ANSWERED)
    page = office.open(EDITOR)
    waits = page.locator(".node.waits .done")
    count = waits.count()
    clicked_while_saved(page, waits.first)
    expect(waits).to_have_count(count - 1)


def test_who_leaves_with_words_that_were_saved_meanwhile_is_not_asked(office) -> None:
    office.window.add_init_script(ANSWERED)
    page = office.open(EDITOR)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    clicked_while_saved(page, page.get_by_role("link", name="Phiếu trình"))
    page.wait_for_url("**/way")
    assert asked == []
    assert "Lời vừa gõ." in says(office)
