"""The page of dossiers: made, arranged, printed, compared, issued together as approved."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from starlette.testclient import TestClient

from generator.cascade.changing.operations import Set
from generator.verbs import edit, process, register, view
from generator.web.app import create_app
from generator.web.house import House
from generator.web.people import ListedPerson, open_people
from tests.papers.test_attached import filled
from tests.web.test_browser import violations
from tests.web.test_door import OWN, WARD
from tests.web.test_register import approve, office  # noqa: F401 - a fixture

CITY = "kh-tp-lang-son-2024"
LETTER = f"{CITY}-letter"
PAGE = f"/plans/{CITY}/dossier"
DATED = {"date": "2024-06-21", "reason": "thử"}
ROLES = ("soan", "tham_dinh", "lanh_dao", "van_thu")


@pytest.fixture
def made(office):  # noqa: F811
    """The dossier of the city's plan and the letter that goes with it."""
    answer = office.post(PAGE, data={"act": "new", "paper": "letter"})
    assert answer.status_code == 200, answer.text
    filled(office.house.root / "plans/lang-son-2024/thanh-pho-letter.toml")
    return office


def path_of(office, plan):  # noqa: F811
    return view.path_of(office.house.desk().workspace, plan)


def numbers(office) -> int:  # noqa: F811
    return len(register.run(office.house.desk(), register.Request("list")).rows)


def test_a_dossier_is_made_with_papers_and_stands_in_the_list(office) -> None:  # noqa: F811
    assert f"/plans/{CITY}/dossier" in office.get("/dossiers").text
    assert "Lập hồ sơ" in office.get(PAGE).text
    made = office.post(PAGE, data={"act": "new", "paper": "letter"})
    assert made.text.count('name="member" value="kh-tp') == 2
    listed = office.get("/dossiers").text
    assert "Hồ sơ ban hành" in listed
    assert f'"/plans/{LETTER}/dossier"' not in listed  # what is in a dossier needs none of its own
    front = office.get("/").text
    assert "Công văn: " in front  # a paper is not mistaken for the plan of the same subject
    assert "Số 126/KH-UBND" in front
    again = office.post(PAGE, data={"act": "new"})
    assert again.status_code == 409
    assert "không ghi đè" in again.text


def test_a_paper_is_left_out_brought_back_and_another_added(made) -> None:
    out = made.post(PAGE, data={"act": "disable", "member": LETTER})
    assert "Đang bỏ ra" in out.text
    back = made.post(PAGE, data={"act": "enable", "member": LETTER})
    assert "Đang bỏ ra" not in back.text
    added = made.post(PAGE, data={"act": "add", "member": WARD})
    assert f'href="/plans/{WARD}"' in added.text


@pytest.mark.parametrize("member", ["../../etc/passwd", "kehoach.toml", ""])
def test_a_paper_is_named_by_its_id_alone(made, member) -> None:
    before = (made.house.root / f"ho-so/{CITY}/ho-so.toml").read_bytes()
    made.post(PAGE, data={"act": "add", "member": member})
    assert (made.house.root / f"ho-so/{CITY}/ho-so.toml").read_bytes() == before
    assert made.post(PAGE, data={"act": "show"}).status_code == 422


def test_the_whole_is_printed_with_its_table_of_contents(made) -> None:
    answer = made.get(f"{PAGE}/ho-so.zip?pdf=1")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as held:
        names = held.namelist()
    assert "00-muc-luc.docx" in names
    assert sum(name.endswith(".pdf") for name in names) == 3


def test_no_paper_gets_a_number_before_each_is_approved(made) -> None:
    shown = made.get(PAGE).text
    assert re.search(r"<button[^>]* disabled>Phát hành cả hồ sơ", shown)
    approve(made.house, CITY)
    refused = made.post(f"{PAGE}/issue", data=DATED)
    assert refused.status_code == 409
    assert "QT902" in refused.text
    assert numbers(made) == 0
    approve(made.house, LETTER)
    assert not re.search(r"<button[^>]* disabled>Phát hành cả hồ sơ", made.get(PAGE).text)
    done = made.post(f"{PAGE}/issue", data=DATED)
    assert done.status_code == 200, re.findall(r"<li class=.*?</li>", done.text, re.DOTALL)
    assert numbers(made) == 2
    assert "Phát hành cả hồ sơ" not in done.text
    assert "Đã phát hành" in made.get("/dossiers").text
    waiting = made.get("/signing").text
    assert len(re.findall(r'href="/register/[^"]+/sign"', waiting)) == 2
    assert "Không văn bản nào đang chờ bạn ký" not in waiting


def test_what_changed_since_the_submission_is_told_paper_by_paper(made) -> None:
    assert made.get(f"{PAGE}?since=").text.count("không có bản đã trình để so") == 2
    desk = made.house.desk()
    for plan in (CITY, LETTER):
        done = process.run(desk, process.Request(plan, ROLES, "trinh"))
        assert done.status == "taken", done.diagnostics
    told = made.get(f"{PAGE}?since=").text
    assert told.count("không đổi") == 2
    path = path_of(made, CITY)
    edit.run(desk, edit.Request(path, [Set("van_ban", "trich_yeu", "Về một việc khác hẳn")]))
    told = made.get(f"{PAGE}?since=").text
    assert told.count("không đổi") == 1
    assert "Về một việc khác hẳn" in told


def test_a_dossier_is_of_its_own_unit(made) -> None:
    house = made.house
    people = open_people(".kehoach/web.db", house.root, lambda: datetime.now(UTC))
    unit = "ubnd-phuong-dong-kinh"
    account = ListedPerson("phuong", "Văn Thư Phường", unit, ("soan", "van_thu"), disabled=False)
    assert people.add(account, "mật khẩu đủ dài", "quản trị") is None
    app = create_app(House(house.root, people=people))
    with TestClient(app, base_url="http://127.0.0.1", headers=OWN) as other:
        other.post("/login", data={"name": "phuong", "password": "mật khẩu đủ dài"})
        assert "Hồ sơ ban hành" not in other.get("/dossiers").text
        assert other.get(PAGE).status_code == 404
        assert other.get(f"{PAGE}/ho-so.zip").status_code == 404
        for address in (PAGE, f"{PAGE}/issue"):
            answer = other.post(address, data={"act": "disable", "member": LETTER})
            assert answer.status_code in (403, 404)
        own = f"/plans/{WARD}/dossier"
        assert other.post(own, data={"act": "new"}).status_code == 200
        stolen = other.post(own, data={"act": "add", "member": CITY})
        assert stolen.status_code == 404
    people.database.close()


def test_the_pages_are_for_everybody_and_worked_by_keys(made, browser) -> None:
    from tests.web.conftest import served, window_of

    house = House(made.house.root, person="Văn Thư Mẫu")
    with served(house) as address:
        window = window_of(browser)
        page = window.new_page()
        page.goto(f"{address}/enter?token={house.entrance}")
        for width in (390, 820, 1366):
            page.set_viewport_size({"width": width, "height": 900})
            for path in ("/dossiers", f"{PAGE}?since=", f"/plans/{WARD}/dossier"):
                page.goto(address + path)
                assert (path, width, violations(page)) == (path, width, [])
                wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
                assert (path, width, wide) == (path, width, 0)
        page.goto(address + PAGE)
        page.get_by_role("button", name=re.compile("^Bỏ ra")).first.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".away")).to_have_count(1)
        window.close()
