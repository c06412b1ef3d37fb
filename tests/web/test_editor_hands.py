"""What hands do in the editor while something else happens to the same words."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from generator.cascade.changing.operations import Remove, Set
from generator.verbs import edit, view
from tests.web.conftest import HeldRequests
from tests.web.test_browser import EDITOR, FIELD, NODE, saved, says, type_at_end
from tests.web.test_door import WARD


def other_writes(office, change) -> None:
    """Somebody else changes the words of the node that all of these tests are about."""
    path = view.path_of(office.house.desk().workspace, WARD)
    done = edit.run(office.house.desk(), edit.Request(path, [Set(NODE, "noi_dung", change)]))
    assert done.status == "written"


def test_a_citation_goes_where_the_caret_was_though_words_came_meanwhile(office) -> None:
    page = office.open(EDITOR)
    held = HeldRequests(page, "**/operations")
    before = page.locator(FIELD).get_attribute("data-source")
    type_at_end(page, " Theo")
    page.keyboard.press("Alt+c")
    dialog = page.get_by_role("dialog", name="Dẫn một văn bản")
    expect(dialog).to_be_visible()
    held.come()
    other_writes(office, f"Khẩn trương: {before}")
    held.go()
    saved(page)
    dialog.get_by_role("combobox").fill("105 kh ubnd")
    expect(dialog.get_by_role("option").first).to_contain_text("105/KH-UBND")
    page.keyboard.press("Enter")
    expect(page.locator(FIELD)).to_have_attribute("data-source", re.compile(r"Theo \{kh-105\}$"))
    saved(page)
    assert re.search(r"Khẩn trương: .* Theo \{kh-105\}", says(office))
    assert office.said == []


def test_a_click_on_a_page_that_is_drawn_meanwhile_still_leads_to_its_node(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " Một.")
    link = page.locator('#pages a[href^="#n-_kh_md_phat_huy"]').first
    expect(page.locator("#pages")).to_contain_text("Một.")
    link.scroll_into_view_if_needed()
    box = link.bounding_box()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+Home")
    page.mouse.move(box["x"] + 5, box["y"] + box["height"] / 2)
    page.mouse.down()
    with page.expect_request_finished(lambda asked: "Hai. " in (asked.post_data or "")):
        page.evaluate("document.execCommand('insertText', false, 'Hai. ')")
    page.mouse.up()
    expect(page.locator('.node[data-id="md-phat-huy"] .text').first).to_be_focused()
    expect(page.locator("#pages")).to_contain_text("Hai.")
    assert office.said == []


def test_what_was_typed_before_the_script_came_is_saved_too(office) -> None:
    page = office.window.new_page()
    held = HeldRequests(page, "**/static/*/editor.js")
    page.goto(office.address + EDITOR, wait_until="commit")
    type_at_end(page, " Gõ sớm.")
    held.come()
    held.go()
    saved(page)
    assert "Gõ sớm." in says(office)


def test_a_plan_without_recipients_gets_its_first_by_a_button(office) -> None:
    path = view.path_of(office.house.desk().workspace, WARD)
    nodes = view.run(office.house.desk(), view.Request(WARD)).nodes
    gone = [Remove(node.id) for node in nodes if node.key == "noi_nhan"]
    edit.run(office.house.desk(), edit.Request(path, gone))
    page = office.open(f"/plans/{WARD}")
    page.get_by_role("button", name="+ Nơi nhận").click()
    expect(page.locator('.node[data-key="noi_nhan"]')).to_have_count(1)
    page.keyboard.type("Như trên")
    saved(page)
    assert "Như trên" in path.read_text("utf-8")


def test_what_took_the_place_at_hand_away_is_done_again_by_the_next_key(office) -> None:
    page = office.open(EDITOR)
    nodes = page.locator(".node[data-id]:not([data-id=''])")
    before = nodes.count()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    expect(nodes).to_have_count(before + 1)
    expect(page.locator("#undo")).to_be_enabled()
    for _time in "ab":
        page.keyboard.press("Control+z")
        expect(nodes).to_have_count(before)
        expect(page.locator(".text:focus")).to_have_count(1)  # the hands stay in the text
        expect(page.locator("#redo")).to_be_enabled()
        page.keyboard.press("Control+y")
        expect(nodes).to_have_count(before + 1)
        expect(page.locator("#redo")).to_be_disabled()
    page.locator("h1").first.click()
    expect(page.locator(".text:focus")).to_have_count(0)
    page.keyboard.press("Control+z")
    expect(nodes).to_have_count(before)
    assert office.said == []


def test_a_wide_window_shows_what_the_plan_above_says_of_the_node_at_hand(office) -> None:
    page = office.open(EDITOR, 1920)
    node = page.locator(".node", has=page.locator(".origin")).first
    node.locator(".text").first.focus()
    column = page.locator("#at-hand")
    expect(column).to_be_visible()
    above = node.locator(".origin .words").text_content()
    expect(column.locator(".words")).to_have_text(above)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") == 0
    page.set_viewport_size({"width": 1366, "height": 900})
    expect(column).to_be_hidden()
    assert office.said == []
