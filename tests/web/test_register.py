"""The records clerk's pages: numbering, reserving, recalling, signing by hand, verifying."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from generator.cascade.changing.operations import Settle
from generator.verbs import edit, process, register, view
from generator.verbs.books import Which
from generator.web.app import create_app
from generator.web.house import House
from generator.workspace.desk import Desk
from generator.workspace.workspace import Workspace
from tests.desk import desk as pki_desk
from tests.desk import forge
from tests.test_story_issue import set_up
from tests.web.test_door import OWN

CITY = "kh-tp-lang-son-2024"
UNIT = "ubnd-tp-lang-son"
DATED = {"date": "2024-06-07", "reason": "nhập sổ năm 2024"}


class Office(TestClient):
    """An office of one person on whose desk an approved plan lies."""

    house: House


def approve(house: House, plan: str) -> None:
    """What the clerk and the leader do before there is a number."""
    desk = house.desk()
    found = view.run(desk, view.Request(plan))
    edit.run(desk, edit.Request(found.path, [Settle(n.id) for n in found.nodes if n.note]))
    roles = ("soan", "tham_dinh", "lanh_dao", "van_thu")
    for who, step in (("Người Soạn", "trinh"), ("Lãnh Đạo", "duyet")):
        own = Desk(Workspace(house.root), desk.clock, who)
        done = process.run(own, process.Request(plan, roles, step))
        assert done.status == "taken", done.diagnostics


@pytest.fixture
def office(official):
    plan = official / "plans/lang-son-2024/thanh-pho.toml"
    text = re.sub(r'ho_ten = "[^"]+"', 'ho_ten = "Nguyễn Văn A"', plan.read_text())
    text = re.sub(r"^ngay = .*\n", "", text, flags=re.MULTILINE)
    plan.write_text(text)
    house = House(official, person="Văn Thư Mẫu")
    with Office(create_app(house), base_url="http://127.0.0.1", headers=OWN) as made:
        made.house = house
        made.get(f"/enter?token={house.entrance}")
        yield made


def test_a_number_is_kept_for_later_found_without_marks_and_given_up_with_a_reason(office) -> None:
    settings = office.house.root / "kehoach.toml"
    before = settings.read_text("utf-8")
    settings.write_text(f'{before}co_quan = "ubnd-tinh-lang-son"\n', "utf-8")
    offered = re.findall(r'<option value="([^"]+)"', office.get("/register").text)
    assert offered[0] == "ubnd-tinh-lang-son"
    assert not [one for one in offered if "phuong" in one]  # books of others
    settings.write_text(before, "utf-8")
    unit = re.search(r'<option value="([^"]+)"', office.get("/register").text)[1]
    asked = {"agency": unit, "reason": "giữ cho văn bản đến muộn"}
    kept = office.post("/register/reserve", data=asked)
    assert kept.status_code == 200
    assert "giữ số" in kept.text
    address = kept.url.path
    assert address in office.get("/register?q=giu cho van ban").text
    assert "không có văn bản nào" in office.get("/register?q=khongco").text
    refused = office.post(address, data={"task": "void", "reason": ""})
    assert refused.status_code == 409
    void = office.post(address, data={"task": "void", "reason": "nhầm <b>sổ</b>"})
    assert "hủy số" in void.text
    assert "nhầm &lt;b&gt;sổ" in void.text


def test_a_number_of_an_agency_without_a_symbol_says_what_is_missing(office) -> None:
    asked = {"agency": "mttq-tinh", "reason": "giữ cho văn bản đến muộn"}
    kept = office.post("/register/reserve", data=asked).text
    assert "<h1>01/KH <" in kept
    assert "chưa có ký hiệu của cơ quan" in kept
    shown = register.run(office.house.desk(), register.Request("show", Which("mttq-tinh"), "1"))
    assert [one.code for one in shown.diagnostics] == ["SO221"]


def test_only_the_text_that_was_approved_gets_a_number(office) -> None:
    early = office.post(f"/plans/{CITY}/issue", data={})
    assert early.status_code == 403
    assert "không ở trạng thái" in early.json()["message"]
    assert "Lấy số và phát hành" not in office.get(f"/plans/{CITY}/way").text
    approve(office.house, CITY)
    assert "Lấy số và phát hành" in office.get(f"/plans/{CITY}/way").text
    plan = office.house.root / "plans/lang-son-2024/thanh-pho.toml"
    plan.write_text(plan.read_text() + "# sửa sau khi duyệt\n")
    changed = office.post(f"/plans/{CITY}/issue", data={})
    assert changed.status_code == 409
    assert "văn bản đã đổi" in changed.text


def test_an_approved_plan_is_numbered_and_recalled_on_its_pages(office) -> None:
    approve(office.house, CITY)
    done = office.post(f"/plans/{CITY}/issue", data=DATED)
    assert done.status_code == 200, done.text
    assert "phát hành" in done.text
    address = done.url.path
    word = office.get(f"{address}/file/van-ban.docx")
    assert word.content.startswith(b"PK")
    assert office.get(f"{address}/file/..%2fban-ke.json").status_code == 404
    assert office.get(f"{address}/file/ban-ke.json").status_code == 404
    again = office.post(f"/plans/{CITY}/issue", data={})
    assert again.status_code == 403
    recalled = office.post(address, data={"task": "recall", "reason": "ban hành nhầm"})
    assert "thu hồi" in recalled.text
    assert "ban hành nhầm" in recalled.text
    assert f'<a href="{address}">Số' in office.get("/").text  # the way to drafting it anew
    book = office.get("/register/export.xlsx")
    assert book.content.startswith(b"PK")
    audited = office.post("/register/audit")
    assert "1 sổ · 1 số" in audited.text


def test_a_number_of_another_system_is_kept_as_such(office) -> None:
    approve(office.house, CITY)
    given = {**DATED, "number": "77", "source": "Hệ thống Mẫu"}
    done = office.post(f"/plans/{CITY}/issue", data=given)
    assert done.url.path.endswith("/77")


def test_a_document_that_nobody_numbered_is_told(office) -> None:
    assert office.get(f"/register/{UNIT}/chung/2024/9").status_code == 404
    assert office.post(f"/register/{UNIT}/chung/2024/9/pdf").status_code == 404


def test_a_file_is_judged_in_words_and_not_kept(office) -> None:
    before = {path for path in office.house.root.rglob("*") if path.is_file()}
    said = office.post("/verify", files={"file": ("../<b>x.pdf", b"%PDF-1.7 nothing")})
    assert "KHÔNG HỢP LỆ" in said.text or "CHƯA KẾT LUẬN ĐƯỢC" in said.text
    assert "<b>x" not in said.text
    assert office.post("/verify", files={"file": ("x.exe", b"MZ")}).status_code == 422
    assert office.post("/verify").status_code == 422
    assert {path for path in office.house.root.rglob("*") if path.is_file()} == before


def test_a_document_is_signed_elsewhere_and_comes_back_and_nothing_else_does(office) -> None:
    set_up(office.house.root)
    approve(office.house, CITY)
    address = office.post(f"/plans/{CITY}/issue", data=DATED).url.path
    made = office.post(f"{address}/pdf")
    assert "Nhận bản đã ký" in made.text
    sent = office.get(f"{address}/file/van-ban.pdf").content
    assert sent.startswith(b"%PDF")
    for other in (b"%PDF-1.7 another", sent):
        refused = office.post(f"{address}/signed", files={"file": ("x.pdf", other)})
        assert refused.status_code == 409
    signed = forge(sent, pki_desk().pki.leader, "Signature1")
    taken = office.post(f"{address}/signed", files={"file": ("da-ky.pdf", signed)})
    assert taken.status_code == 200
    assert "lãnh đạo ký số" in taken.text
    assert office.get(f"{address}/file/van-ban.da-ky.pdf").content == signed
    judged = office.post("/verify", files={"file": ("da-ky.pdf", signed)})
    assert "Người ký" in judged.text
