"""The clerk's way by keyboard alone: from the Word file of the plan above to a printed draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

FAR = 400
"""Steps of the Tab key within which everything on a page is reached."""
WARD_NAME = "Ủy ban nhân dân phường Đông Kinh"


class Keyboard:
    """A person at the keyboard: goes from place to place, and counts what they set off."""

    def __init__(self, page: Page) -> None:
        self.page, self.activations = page, 0

    def reach(self, target: Locator) -> None:
        """Go there by the Tab key."""
        for _step in range(FAR):
            if target.evaluate("one => one === document.activeElement"):
                break
            self.page.keyboard.press("Tab")
        expect(target).to_be_focused()

    def act(self, target: Locator, key: str = "Enter") -> None:
        """Set off what stands there."""
        self.reach(target)
        self.page.keyboard.press(key)
        self.activations += 1


def from_word_to_paper(page: Page, word: Path) -> tuple[Keyboard, Path]:
    """The way from the first page; gives the hands that went it, and the ward's PDF."""
    hands = Keyboard(page)
    hands.act(page.get_by_role("link", name="Nhận kế hoạch cấp trên"))
    with page.expect_file_chooser() as asked:
        hands.act(page.locator("#file"))
    asked.value.set_files(word)
    hands.act(page.get_by_role("button", name="Đọc tệp"))
    hands.act(page.get_by_role("button", name=f"Dẫn xuất: {WARD_NAME}"))
    page.wait_for_url("**/sheet")
    seen = page.get_by_role("button", name="Đã xem, như thế là đúng")
    for left in range(seen.count(), 0, -1):
        expect(seen).to_have_count(left)
        hands.act(seen.first)
    expect(seen).to_have_count(0)
    with page.expect_download() as paper:
        hands.act(page.get_by_role("link", name="Bản in (PDF)"))
    return hands, paper.value.path()
