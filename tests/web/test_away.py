"""A server that is away, an answer that is lost, a window that crashed: every word is kept."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.conftest import until
from tests.web.test_browser import EDITOR, FIELD, saved, says, write_at_end
from tests.web.test_fields import TASK, cell_of, opened, rows, task


def never_reaches_the_server(page) -> None:
    """Nothing of this window arrives from now on; a request held back by a route is let go when
    the window closes, so one that is sent again at that moment might arrive after all."""
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('no way')); }")


def test_words_typed_before_a_crash_are_offered_again(office) -> None:
    page = office.open(EDITOR)
    never_reaches_the_server(page)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lời trước khi sập.")
    expect(page.locator("#status")).to_contain_text("lời gõ vẫn giữ")
    page.close(run_before_unload=False)
    assert "Lời trước khi sập." not in says(office)
    again = office.open(EDITOR)
    again.get_by_role("button", name="Đưa lại").click()
    saved(again)
    assert "Lời trước khi sập." in says(office)
    assert "{kh-105}" in says(office)


def test_words_typed_in_forms_before_a_crash_are_offered_again(office) -> None:
    page = office.open(EDITOR)
    cell_of(page)
    never_reaches_the_server(page)
    page.keyboard.type(" (trước khi sập)")
    expect(page.locator("#status")).to_contain_text("lời gõ vẫn giữ")
    box = opened(page, TASK).get_by_label("Thời hạn", exact=True)
    box.fill("quý III/2024")  # nobody leaves the box either
    page.close(run_before_unload=False)
    assert rows(office)[0] == ["PAR INDEX", "85 %"]
    again = office.open(EDITOR)
    again.get_by_role("button", name="Đưa lại").click()
    until(lambda: rows(office)[0] == ["PAR INDEX", "85 % (trước khi sập)"], again)
    until(lambda: task(office).thoi_han, again)
    assert str(task(office).thoi_han.den) == "2024-09-30"
    saved(again)
    again.reload()
    expect(again.locator(".editor")).to_be_visible()
    expect(again.get_by_role("button", name="Đưa lại")).to_have_count(0)


def test_words_of_a_crashed_window_stay_though_another_types_in_the_same_field(office) -> None:
    other, page = office.open(EDITOR), office.open(EDITOR)
    never_reaches_the_server(page)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lời trước khi sập.")
    expect(page.locator("#status")).to_contain_text("lời gõ vẫn giữ")
    page.close(run_before_unload=False)
    other.locator(FIELD).focus()
    other.keyboard.press("Control+End")
    other.keyboard.type(" Lời của cửa sổ kia.")
    saved(other)
    again = office.open(EDITOR)
    again.get_by_role("button", name="Đưa lại").click()
    both = again.get_by_role("dialog")  # two ends of one sentence: a person chooses
    expect(both).to_contain_text("Lời trước khi sập.")
    expect(both).to_contain_text("Lời của cửa sổ kia.")


def test_words_whose_answer_was_lost_are_not_asked_about_as_those_of_another(office) -> None:
    page = office.open(EDITOR)
    cell = cell_of(page)
    lost = []

    def cut_off(route) -> None:
        lost.append(route.fetch().status)
        route.abort()

    def by_a_proxy(route) -> None:
        lost.append(route.fetch().status)
        route.fulfill(status=502, content_type="text/html", body="<h1>Bad Gateway</h1>")

    page.route("**/operations", cut_off)
    page.keyboard.insert_text(" (một)")
    expect(page.locator("#status")).to_contain_text("lời gõ vẫn giữ")
    page.keyboard.insert_text(" (hai)")
    page.unroute("**/operations")
    saved(page)
    page.route("**/operations", by_a_proxy)
    write_at_end(page, " Một.")
    expect(page.locator("#status")).to_contain_text("lời gõ vẫn giữ")
    page.keyboard.insert_text(" Hai.")
    page.unroute("**/operations")
    saved(page)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert set(lost) == {200}
    assert "Một. Hai." in says(office)
    assert rows(office)[0] == ["PAR INDEX", "85 % (một) (hai)"]
    expect(cell).to_have_text("85 % (một) (hai)")


def test_words_typed_after_the_session_ended_stay_and_are_saved_when_one_comes_back(office) -> None:
    page = office.open(EDITOR)
    cookies = office.window.cookies()
    office.window.clear_cookies()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Lời sau khi hết phiên.")
    expect(page.locator("#status")).to_contain_text("Phiên làm việc đã hết")
    office.window.add_cookies(cookies)
    page.keyboard.type(" Nữa.")
    saved(page)
    assert "Lời sau khi hết phiên. Nữa." in says(office)
