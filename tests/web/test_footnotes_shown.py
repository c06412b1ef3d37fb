"""Footnotes in the workplace: a chip in the sentence, their words as nodes, on the printed page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from generator.cascade.changing.operations import AddFootnote, Set
from generator.plan.toml import load_plan
from generator.verbs import edit, view
from tests.test_footnotes import PLAN
from tests.web.test_browser import EDITOR, FIELD, NODE, saved, says, violations
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

ADDRESS = "/plans/kh-chu-thich"


def test_a_footnote_is_a_chip_a_node_and_stands_on_its_page(client, workspace) -> None:  # noqa: F811
    (workspace / "plans" / "chu-thich.toml").write_text(PLAN, "utf-8")
    page = client.get(ADDRESS).text
    assert 'data-cite="chu-thich:so-lieu"' in page
    assert ">[3]</span>" in page
    assert "Đo theo phiếu hỏi." in page
    made = client.post(f"{ADDRESS}/pages", content=b"{}", headers=OWN).json()
    shown = "".join(sheet["svg"] for sheet in made["pages"])
    assert "Đo theo phiếu hỏi." in shown.replace("\u00a0", " ")


def test_words_typed_into_a_footnote_are_saved(client, workspace) -> None:  # noqa: F811
    path = workspace / "plans" / "chu-thich.toml"
    path.write_text(PLAN, "utf-8")
    change = {"type": "set", "node": "phieu", "field": "noi_dung", "value": "Đo theo phiếu mới."}
    answer = client.post(f"{ADDRESS}/operations", json=[change], headers=OWN)
    assert answer.status_code == 200, answer.text
    loaded, _found = load_plan(path)
    assert loaded is not None
    assert loaded.plan.chu_thich[3].noi_dung == "Đo theo phiếu mới."


def test_a_footnote_is_made_at_the_caret_by_a_key_and_its_words_are_typed_at_once(office) -> None:
    page = office.open(EDITOR)
    before = says(office)
    page.locator(FIELD).focus()
    page.keyboard.press("Control+Home")
    for _letter in range(len("Tổ chức")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+t")
    note = page.locator('.node[data-kind="ChuThich"] .text')
    expect(note).to_be_focused()
    page.keyboard.insert_text("Theo số liệu năm 2023.")  # one edit each
    saved(page)
    expect(page.locator(f"{FIELD} .chip").first).to_have_text("[1]")
    loaded, found = load_plan(view.path_of(office.house.desk().workspace, WARD))
    assert loaded is not None
    (made,) = loaded.plan.chu_thich
    assert made.noi_dung == "Theo số liệu năm 2023."
    assert f"Tổ chức{{chu-thich:{made.id}}} triển khai" in says(office)
    assert [one.code for one in found if one.code.startswith("KH44")] == []
    expect(page.locator("#pages")).to_contain_text("Theo số liệu năm 2023.")
    page.keyboard.press("Alt+t")
    expect(page.locator(FIELD)).to_be_focused()
    page.keyboard.insert_text(" ngay")
    saved(page)
    assert f"{{chu-thich:{made.id}}} ngay triển khai" in says(office)
    for _edit in range(3):
        page.locator("#undo").click()
    expect(note).to_have_count(0)
    assert says(office) == before
    assert violations(page) == []
    assert office.said == []


def noted(text: str, **more: str) -> AddFootnote:
    value = "Một{chu-thich:?} hai."
    return AddFootnote(**{"node": NODE, "field": "noi_dung", "value": value, "base": "Một hai.",
                          "text": text, **more})  # fmt: skip


def test_a_mark_is_put_beside_words_that_others_changed_meanwhile(office) -> None:
    path = view.path_of(office.house.desk().workspace, WARD)
    desk = office.house.desk()
    edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", "Một hai. Thêm ba.")]))
    done = edit.run(desk, edit.Request(path, [noted("Lời một")]))
    assert done.added == {0: "loi-mot"}
    assert "Một{chu-thich:loi-mot} hai. Thêm ba." in path.read_text()


def test_footnotes_stand_in_the_order_of_their_marks(office) -> None:
    path = view.path_of(office.house.desk().workspace, WARD)
    desk = office.house.desk()
    edit.run(desk, edit.Request(path, [Set(NODE, "noi_dung", "Một hai.")]))
    edit.run(desk, edit.Request(path, [noted("Lời hai", value="Một hai.{chu-thich:?}")]))
    first = "Một{chu-thich:?} hai.{chu-thich:loi-hai}"
    second = "Một hai.{chu-thich:loi-hai}"
    edit.run(desk, edit.Request(path, [noted("Lời một", value=first, base=second)]))
    loaded, _found = load_plan(path)
    assert loaded is not None
    assert [one.id for one in loaded.plan.chu_thich] == ["loi-mot", "loi-hai"]


@pytest.mark.parametrize(
    "more",
    [
        {"value": "Không có dấu."},
        {"value": "Một{chu-thich:?}{chu-thich:?} hai."},
        {"field": "ghi_chu"},
        {"node": "khong-co"},
    ],
)
def test_a_footnote_without_one_place_for_its_mark_is_refused(office, more) -> None:
    path = view.path_of(office.house.desk().workspace, WARD)
    before = path.read_bytes()
    done = edit.run(office.house.desk(), edit.Request(path, [noted("Lời", **more)]))
    assert done.status == "refused"
    assert path.read_bytes() == before
