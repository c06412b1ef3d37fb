"""The pages in a real browser: typing, keys, two windows, and everybody's eyes and hands."""

from __future__ import annotations

import errno
import re
from datetime import UTC, datetime

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from generator.cascade.changing.operations import Set
from generator.verbs import edit, view
from generator.web.house import House
from generator.web.people import ListedPerson, open_people
from tests.web.conftest import served, window_of
from tests.web.test_door import WARD

EDITOR = f"/plans/{WARD}"
NODE = "md-kl-277"
FIELD = f'.node[data-id="{NODE}"] .text[data-field="noi_dung"]'


def says(office) -> str:
    office.rest()
    path = view.path_of(office.house.desk().workspace, WARD)
    return path.read_text()


def type_at_end(page, text: str) -> None:
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def write_at_end(page, text: str) -> None:
    """As one edit: letters typed on a machine with much to do may be saved in two."""
    page.locator(FIELD).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(text)


def saved(page) -> None:
    expect(page.locator("#status")).to_have_text("Đã lưu")


def test_words_are_saved_as_typed_undone_and_done_again(office) -> None:
    page = office.open(EDITOR)
    before = says(office)
    write_at_end(page, " Thêm lời này.")
    saved(page)
    after = says(office)
    assert "Thêm lời này." in after
    page.locator("#undo").click()
    expect(page.locator(FIELD)).not_to_contain_text("Thêm lời này.")
    assert says(office) == before
    page.locator("#redo").click()
    expect(page.locator(FIELD)).to_contain_text("Thêm lời này.")
    assert says(office) == after
    assert office.said == []


def test_vietnamese_composed_by_an_input_method_is_neither_lost_nor_doubled(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " ")
    keys = office.window.new_cdp_session(page)
    for word, steps in (
        ("tiếng", ("t", "ti", "tie", "tiê", "tiên", "tiêng")),
        ("Việt", ("V", "Vi", "Viê", "Viêt")),
    ):
        for step in steps:
            keys.send(
                "Input.imeSetComposition",
                {"text": step, "selectionStart": len(step), "selectionEnd": len(step)},
            )
        keys.send("Input.insertText", {"text": word})
        page.keyboard.type(" ")
    page.keyboard.type("gõ.")
    saved(page)
    expect(page.locator(FIELD)).to_contain_text("tiếng Việt gõ.")
    assert says(office).count("tiếng Việt gõ.") == 1


def composed(office, page, *steps: str) -> None:
    """A word on its way in an input method, not given in yet."""
    keys = office.window.new_cdp_session(page)
    for step in steps:
        end = {"selectionStart": len(step), "selectionEnd": len(step)}
        keys.send("Input.imeSetComposition", {"text": step, **end})


def test_enter_that_ends_a_composition_makes_a_new_point_and_keeps_the_word(office) -> None:
    page = office.open(EDITOR)
    nodes = page.locator(".node")
    count = nodes.count()
    type_at_end(page, " Làm bằng tiếng ")
    composed(office, page, "v", "vi", "viê", "việt")
    page.keyboard.press("Enter")
    expect(nodes).to_have_count(count + 1)
    page.keyboard.type("Điểm sau.")
    expect(page.locator(".node .text:focus")).to_have_text("Điểm sau.")
    saved(page)
    assert says(office).count(' Làm bằng tiếng việt"') == 1
    assert says(office).count('"Điểm sau."') == 1
    assert page.locator(FIELD).locator("div, br").count() == 0
    assert office.said == []


def test_undo_while_a_word_is_composed_takes_nothing_that_was_saved(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " Đã lưu rồi.")
    saved(page)
    composed(office, page, "v", "vi", "viê")
    page.keyboard.press("Control+z")
    page.keyboard.type(" Gõ tiếp.")
    saved(page)
    expect(page.locator(FIELD)).to_contain_text("Đã lưu rồi. Gõ tiếp.")
    assert says(office).count("Đã lưu rồi. Gõ tiếp.") == 1


def test_a_keyboard_program_that_takes_letters_back_at_the_start_joins_no_points(office) -> None:
    page = office.open(EDITOR)
    nodes = page.locator(".node")
    count = nodes.count()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+Home")
    for typed in ("d", "<đ", "a", "<<đa", "<<đá", " "):
        for letter in typed:
            if letter == "<":
                page.keyboard.press("Backspace")
            else:
                page.keyboard.insert_text(letter)
    saved(page)
    expect(page.locator(FIELD)).to_contain_text(re.compile("^đá Tổ chức"))
    expect(nodes).to_have_count(count)
    assert says(office).count('noi_dung = "đá Tổ chức') == 1


def test_enter_cuts_a_point_in_two_and_a_key_joins_them_again(office) -> None:
    page = office.open(EDITOR)
    before = says(office)
    nodes = page.locator(".node")
    count = nodes.count()
    page.locator(FIELD).focus()
    page.keyboard.press("Control+Home")
    for _step in range(len("Tổ chức triển khai")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(nodes).to_have_count(count + 1)
    expect(page.locator(FIELD)).to_have_text("Tổ chức triển khai")
    expect(page.locator(".node .text:focus")).to_have_count(1)
    page.keyboard.press("Home")
    page.keyboard.press("Alt+Backspace")
    expect(nodes).to_have_count(count)
    assert says(office) == before


def test_bold_words_are_marks_in_the_file_and_never_stars_on_the_page(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " ")
    page.keyboard.press("Control+b")
    page.keyboard.type("đậm")
    page.keyboard.press("Control+b")
    page.keyboard.type(" thường.")
    saved(page)
    assert "**đậm** thường." in says(office)
    page.reload()
    expect(page.locator(FIELD)).to_contain_text("đậm thường.")
    assert office.said == []


def test_two_windows_at_one_paragraph_keep_both_where_words_differ(office) -> None:
    one, two = office.open(EDITOR), office.open(EDITOR)
    type_at_end(one, " Lời của người thứ nhất.")
    saved(one)
    two.locator(FIELD).focus()
    two.keyboard.press("Control+Home")
    two.keyboard.type("Khẩn trương: ")
    saved(two)
    text = says(office)
    assert "Lời của người thứ nhất." in text
    assert "Khẩn trương: " in text


def test_two_windows_at_the_same_words_show_both_texts_to_choose_from(office) -> None:
    page = office.open(EDITOR)
    path = view.path_of(office.house.desk().workspace, WARD)
    other = Set(NODE, "noi_dung", "Lời của người kia.")
    edit.run(office.house.desk(), edit.Request(path, [other]))
    page.locator(FIELD).focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("Lời của tôi.")
    dialog = page.locator("dialog")
    expect(dialog).to_contain_text("Lời của tôi.")
    expect(dialog).to_contain_text("Lời của người kia.")
    page.keyboard.type(" \n")  # what was meant for the text decides nothing
    expect(dialog).to_contain_text("Lời của tôi.")
    assert violations(page) == []
    dialog.get_by_role("button", name="Giữ bản của tôi").click()
    saved(page)
    assert "Lời của tôi." in says(office)


def test_a_comment_is_made_by_keyboard_alone(office) -> None:
    page = office.open(EDITOR)
    page.locator(f'.node[data-id="{NODE}"] a.talk').focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Ý kiến")
    box = dialog.get_by_label("Ý kiến của bạn")
    box.focus()
    page.keyboard.type("Nêu rõ thời hạn.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(dialog).to_contain_text("Nêu rõ thời hạn.")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator(f'.node[data-id="{NODE}"] a.talk .count')).to_have_text("1")
    assert office.said == []


def test_what_is_to_be_looked_at_is_settled_and_submitted_by_keyboard_alone(office) -> None:
    page = office.open(EDITOR)
    waiting = page.locator(".node.waits .done")
    for left in range(waiting.count(), 0, -1):
        expect(waiting).to_have_count(left)
        waiting.first.focus()
        page.keyboard.press("Enter")
    expect(waiting).to_have_count(0)
    page.get_by_role("link", name="Phiếu trình").focus()
    page.keyboard.press("Enter")
    page.locator('button[value="trinh"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(".state")).to_have_text("Chờ lãnh đạo")


def test_the_printed_page_follows_and_leads_to_the_field(office) -> None:
    page = office.open(EDITOR)
    type_at_end(page, " Trang in theo ngay.")
    expect(page.locator("#pages")).to_contain_text("theo ngay.")
    page.locator('#pages a[href^="#n-_kh_md_phat_huy"]').first.click()
    expect(page.locator('.node[data-id="md-phat-huy"] .text').first).to_be_focused()
    assert office.said == []


def violations(page) -> list[str]:
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


def test_the_page_of_who_comes_in_is_for_everybody(workspace, browser) -> None:
    people = open_people(".kehoach/web.db", workspace, lambda: datetime.now(UTC))
    account = ListedPerson("soan", "Người Soạn Mẫu", "", ("soan",), disabled=False)
    assert people.add(account, "mật khẩu đủ dài", "quản trị") is None
    with served(House(workspace, people=people)) as address:
        window = window_of(browser)
        page = window.new_page()
        page.goto(f"{address}{EDITOR}")
        assert violations(page) == []
        page.get_by_label("Tên đăng nhập").fill("soan")
        page.get_by_label("Mật khẩu").fill("sai")
        page.keyboard.press("Enter")
        page.get_by_role("alert").wait_for()
        assert violations(page) == []
        page.get_by_label("Mật khẩu").fill("mật khẩu đủ dài")
        page.keyboard.press("Enter")
        expect(page.locator(FIELD)).to_be_visible()
        window.close()
    people.database.close()


def test_the_keys_are_told_in_a_dialog_and_every_dialog_gives_the_focus_back(office) -> None:
    page = office.open(EDITOR)
    page.locator(FIELD).focus()
    page.keyboard.press("F1")
    dialog = page.get_by_role("dialog", name="Các phím")
    expect(dialog).to_contain_text("Alt+Delete")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    expect(page.locator(FIELD)).to_be_focused()


def test_a_file_changed_outside_is_merged_and_a_full_disk_loses_no_letter(
    office, monkeypatch
) -> None:
    page = office.open(EDITOR)
    path = view.path_of(office.house.desk().workspace, WARD)
    path.write_text(path.read_text().replace("Phát huy những kết quả", "Giữ những kết quả", 1))
    type_at_end(page, " Thêm.")
    saved(page)
    assert "Giữ những kết quả" in says(office)
    expect(page.locator('.node[data-id="md-phat-huy"] .text')).to_contain_text("Giữ những")

    def full(*_args, **_more):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr("generator.workspace.files.replace_plan", full)
        page.keyboard.type(" Đĩa đầy.")
        expect(page.locator("#status")).not_to_have_text("Đã lưu")
        expect(page.locator("#status")).not_to_have_text("Đang lưu…")
        assert "Đĩa đầy." not in says(office)
    expect(page.locator(FIELD)).to_contain_text("Đĩa đầy.")
    page.keyboard.type(" Nữa.")
    saved(page)
    assert "Đĩa đầy. Nữa." in says(office)


def test_the_back_button_shows_what_is_there_now(office) -> None:
    page = office.open(EDITOR)
    page.get_by_role("link", name="Phiếu trình").click()
    page.wait_for_url("**/way")
    path = view.path_of(office.house.desk().workspace, WARD)
    edit.run(office.house.desk(), edit.Request(path, [Set(NODE, "noi_dung", "Lời mới.")]))
    page.go_back()
    expect(page.locator(FIELD)).to_have_text("Lời mới.")


def test_help_that_cannot_be_fetched_is_told_and_comes_when_the_server_is_back(office) -> None:
    page = office.open(EDITOR)
    away = re.compile(r"/(asides|fields)\.js")
    page.route(away, lambda route: route.abort())
    page.locator("#keys").click()
    expect(page.locator("#status")).to_have_text("Chưa nối được với máy chủ; thử lại sau giây lát")
    page.unroute(away)
    page.locator("#keys").click()
    expect(page.locator("dialog[open]")).to_contain_text("Alt+J")


SHOWN = """async (plan) => {
  const asked = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
  const { pages } = await (await fetch(`/plans/${plan}/pages`, asked)).json();
  const written = (svg) => {
    const made = document.createElement("template");
    made.innerHTML = svg;
    for (const one of made.content.querySelectorAll("a")) one.removeAttribute("class");
    return made.innerHTML;
  };
  const sheets = [...document.querySelectorAll("#pages .sheet")];
  return [pages.map(({ svg }) => written(svg)), sheets.map((one) => written(one.innerHTML))];
}"""


def test_of_a_page_only_what_changed_is_replaced_and_it_is_the_page_of_the_server(office) -> None:
    page = office.open(EDITOR)
    page.locator("#pages svg").first.wait_for()
    kept = page.locator("#pages .sheet").first.locator("a").first.element_handle()
    for typed in (" Thêm.", " Thêm một câu dài để đoạn này sang dòng mới trên trang in." * 4):
        type_at_end(page, typed)
        saved(page)
        expect(page.locator("#pages")).to_contain_text(typed.split()[-1])
    page.keyboard.press("Enter")
    page.keyboard.type("Đoạn mới.")
    saved(page)
    expect(page.locator("#pages")).to_contain_text("Đoạn mới.")
    now, here = page.evaluate(SHOWN, WARD)
    assert here == now
    assert kept.evaluate("(one) => one.isConnected")
    assert office.said == []


def test_a_file_that_is_too_large_is_told_before_it_is_sent(office) -> None:
    page = office.open("/receive")
    page.evaluate("document.getElementById('file').dataset.most = 3")
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"1234"})
    said = page.evaluate("document.getElementById('file').validationMessage")
    assert said == "Tệp quá lớn: nhiều nhất 64 MB"
    page.get_by_role("button", name="Đọc tệp").click()
    assert page.url.endswith("/receive")
    assert page.locator("h1").inner_text() == "Nhận kế hoạch cấp trên"
    page.set_input_files("#file", {"name": "a.txt", "mimeType": "text/plain", "buffer": b"12"})
    assert page.evaluate("document.getElementById('file').validationMessage") == ""
