"""Uploads that are meant to break, texts that are meant to run, a server that goes away."""

from __future__ import annotations

import io
import zipfile

from playwright.sync_api import expect

from generator.cascade.changing.operations import Set
from generator.verbs import edit, view
from generator.web.guard import MAX_BODY
from generator.web.house import House
from tests.ports import free_port
from tests.web.conftest import served, window_of
from tests.web.test_browser import EDITOR, FIELD, saved, type_at_end
from tests.web.test_door import OWN, WARD, client  # noqa: F401 - a fixture

EVIL = "<script>zzx()</script><img src=x onerror=zzx()> {{ 7*7 }} {% raw %}"
WORDS = {"line", "lines", "deadline"}


def bomb(name: str = "word/document.xml") -> bytes:
    """A file of a megabyte that unpacks to a thousand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        made.writestr("[Content_Types].xml", "<Types/>")
        with made.open(name, "w", force_zip64=True) as member:
            for _megabyte in range(1000):
                member.write(b"\0" * 1_000_000)
    return out.getvalue()


def test_a_bomb_is_refused_on_every_page_that_takes_files(client) -> None:  # noqa: F811
    data = bomb()
    for address in ("/receive", f"/plans/{WARD}/word"):
        answer = client.post(address, files={"file": ("a.docx", data)}, headers=OWN)
        assert answer.status_code in (200, 422), address
        assert 'class="error"' in answer.text or "note error" in answer.text, address
    for name in ("a.docx", "a.zip"):
        judged = client.post("/verify", files={"file": (name, data)}, headers=OWN)
        assert judged.status_code == 200
        assert "KHÔNG HỢP LỆ" in judged.text or "CHƯA KẾT LUẬN ĐƯỢC" in judged.text


def test_a_body_that_never_says_how_long_it_is_ends_at_the_bound(client) -> None:  # noqa: F811
    path = view.path_of(client.app.state.house.desk().workspace, WARD)
    before = path.read_bytes()

    def endless():
        for _megabyte in range(2 * MAX_BODY // 1_000_000):
            yield b"x" * 1_000_000

    answer = client.post(f"/plans/{WARD}/operations", content=endless(), headers=OWN)
    assert answer.status_code == 499
    assert path.read_bytes() == before


def test_script_in_every_field_of_a_plan_is_text_on_every_page(client) -> None:  # noqa: F811
    desk = client.app.state.house.desk()
    plan = view.run(desk, view.Request(WARD))
    fields = [(n.id, w.field) for n in plan.nodes for w in n.words]
    fields += [(n.id, d.field.name) for n in plan.nodes for d in n.details if d.field.kind in WORDS]
    taken = 0
    for node, name in fields:
        done = edit.run(desk, edit.Request(plan.path, [Set(node, name, EVIL)]))
        taken += done.status == "written"
    assert taken > len(fields) * 0.8
    for page in ("", "/way", "/compare?all=1", "/sheet", "/comments", "/opinions", "/above"):
        text = client.get(f"/plans/{WARD}{page}").text
        assert "<script>zzx" not in text, page
        assert "<img src=x" not in text, page
    assert "<script>zzx" not in client.get("/").text
    svg = client.post(f"/plans/{WARD}/pages", json={}, headers=OWN).json()["pages"]
    drawn = "".join(one["svg"] for one in svg)
    assert "<script>zzx" not in drawn
    assert "<img src=x" not in drawn


def test_a_server_that_dies_while_somebody_types_loses_no_letter(workspace, browser) -> None:
    house = House(workspace, person="Người Soạn Mẫu")
    window = window_of(browser)
    page = window.new_page()
    port = free_port()
    with served(house, port) as address:
        page.goto(f"{address}/enter?token={house.entrance}")
        page.goto(address + EDITOR)
        type_at_end(page, " Trước.")
        saved(page)
    page.keyboard.type(" Trong lúc chết.")
    expect(page.locator("#status")).to_contain_text("vẫn giữ")
    again = House(workspace, person="Người Soạn Mẫu")
    with served(again, port):
        other = window.new_page()
        other.goto(f"{address}/enter?token={again.entrance}")
        page.bring_to_front()
        expect(page.locator("#status")).to_have_text("Đã lưu")
        expect(page.locator(FIELD)).to_contain_text("Trước. Trong lúc chết.")
        path = view.path_of(again.desk().workspace, WARD)
        assert "Trước. Trong lúc chết." in path.read_text("utf-8")
        window.close()
