"""The door of pages: who may come in, what is refused, what a page may load."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient

from generator.cascade.changing.operations import Set
from generator.verbs import edit, view
from generator.web.app import create_app
from generator.web.house import House
from generator.web.serve import bind_own

WARD = "kh-phuong-dong-kinh-2024"
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def client(workspace):
    house = House(workspace, person="Người Soạn Mẫu")
    with TestClient(create_app(house), base_url="http://127.0.0.1") as made:
        assert made.get(f"/enter?token={house.entrance}").status_code == 200
        yield made


def test_a_stranger_sees_no_plan(workspace) -> None:
    with TestClient(create_app(House(workspace)), base_url="http://127.0.0.1") as stranger:
        for address in ("/", "/receive", f"/plans/{WARD}"):
            answer = stranger.get(address)
            assert answer.status_code == 401
            assert "Đông Kinh" not in answer.text
        assert stranger.post(f"/plans/{WARD}/operations", json=[], headers=OWN).status_code == 401


def test_the_entrance_opens_once(workspace) -> None:
    house = House(workspace)
    token = house.entrance
    app = create_app(house)
    with TestClient(app, base_url="http://127.0.0.1") as first:
        assert first.get(f"/enter?token={token}").status_code == 200
    with TestClient(app, base_url="http://127.0.0.1") as second:
        assert second.get(f"/enter?token={token}").status_code == 401


def test_two_workspaces_of_one_pc_do_not_throw_each_other_out(workspace, tmp_path) -> None:
    houses = [House(root, person="Người Soạn Mẫu") for root in (workspace, tmp_path)]
    assert len({house.cookie for house in houses}) == 2
    assert House(workspace, person="Người Khác").cookie == houses[0].cookie


def test_a_workspace_is_opened_at_the_same_port_again_where_it_is_free(tmp_path) -> None:
    with bind_own(tmp_path) as first:
        port = first.getsockname()[1]
        with bind_own(tmp_path) as other:
            assert other.getsockname()[1] != port
    with bind_own(tmp_path) as again:
        assert again.getsockname()[1] == port


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "10.0.0.1"])
def test_a_foreign_name_of_this_machine_is_refused(client, host) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {},
    ],
)
def test_a_writing_request_from_another_site_is_refused(client, headers) -> None:
    answer = client.post(f"/plans/{WARD}/operations", content=b"[]", headers=headers)
    assert answer.status_code == 403


def test_a_body_without_bound_is_refused(client) -> None:
    headers = {**OWN, "content-length": str(10**10)}
    assert client.post("/receive", content=b"x", headers=headers).status_code == 413


def test_pages_load_nothing_from_elsewhere_and_nothing_inline(client) -> None:
    for address in ("/", "/receive", f"/plans/{WARD}", f"/plans/{WARD}/compare"):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer.headers["content-security-policy"].startswith("default-src 'self'")
        assert "<style" not in answer.text
        assert " style=" not in answer.text
        assert "<script>" not in answer.text
        assert "//" not in answer.text.replace("http://www.w3.org", "").replace("://", "")


def test_nobody_sees_the_marks_of_the_file(client) -> None:
    text = client.get(f"/plans/{WARD}").text
    shown = "".join(part.partition(">")[2] for part in text.split("<"))
    assert "{tb-277}" not in shown
    assert "Thông báo số 277/TB-UBND" in shown


def test_words_are_saved_and_a_script_in_them_is_text(client, workspace) -> None:
    evil = "<script>alert(1)</script> {{ 7*7 }}"
    change = [{"type": "set", "node": "md-kl-277", "field": "noi_dung", "value": evil}]
    answer = client.post(f"/plans/{WARD}/operations", content=json.dumps(change), headers=OWN)
    assert answer.status_code == 200
    assert "alert(1)" in (workspace / "plans/lang-son-2024/phuong-dong-kinh.toml").read_text()
    page = client.get(f"/plans/{WARD}").text
    assert "<script>alert" not in page
    assert "{{ 7*7 }}" in page


def test_words_that_others_changed_meanwhile_come_back(client) -> None:
    change = {"type": "set", "node": "md-kl-277", "field": "noi_dung", "value": "A b.", "base": "X"}
    answer = client.post(f"/plans/{WARD}/operations", content=json.dumps([change]), headers=OWN)
    assert answer.status_code == 409
    (clash,) = answer.json()["clashes"]
    assert clash["mine"] == "A b."
    assert clash["theirs"].startswith("Tổ chức triển khai")


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'[{"type": "set"}]', b'[{"type": "x"}]', b"[" * 9999]
)
def test_an_odd_request_is_refused_in_words(client, body) -> None:
    answer = client.post(f"/plans/{WARD}/operations", content=body, headers=OWN)
    assert answer.status_code == 422
    assert answer.json()["message"]


def test_a_page_speaks_english_when_asked(client) -> None:
    client.post("/language", data={"language": "en", "back": "//evil.example"}, headers=OWN)
    page = client.get("/").text
    assert '<html lang="en">' in page
    assert "My work" in page


@pytest.mark.parametrize(
    "address", ["/plans/khong-co", "/plans/..%2f..%2fetc", "/static/../app.py", "/x"]
)
def test_what_is_not_there_is_told_in_words(client, address) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_an_upper_plan_that_is_dropped_is_read_and_kept(client, workspace) -> None:
    text = (
        (workspace / "plans/lang-son-2024/tinh.toml")
        .read_text()
        .replace('ma = "kh-126-lang-son-2024"', 'ma = "kh-moi"', 1)
    )
    answer = client.post("/receive", files={"file": ("tren.toml", text.encode())}, headers=OWN)
    assert answer.status_code == 200
    assert (workspace / "plans/nhan/kh-moi.toml").exists()


def test_a_file_that_is_no_plan_is_told(client) -> None:
    answer = client.post("/receive", files={"file": ("../../x.docx", b"PK nothing")}, headers=OWN)
    assert answer.status_code == 422
    assert "Traceback" not in answer.text


def test_the_printed_pages_follow_what_is_typed_and_only_changed_ones_are_sent(client) -> None:
    first = client.post(f"/plans/{WARD}/pages", content=b"{}", headers=OWN).json()
    assert first["count"] == len(first["pages"]) > 5
    known = [page["digest"] for page in first["pages"]]
    typed = {"type": "set", "node": "md-kl-277", "field": "noi_dung", "value": "Việc mới <b>."}
    body = json.dumps({"operations": [typed], "known": known})
    then = client.post(f"/plans/{WARD}/pages", content=body, headers=OWN).json()
    assert 0 < len(then["pages"]) < first["count"]
    assert any("&lt;b&gt;" in page["svg"] for page in then["pages"])
    again = client.post(f"/plans/{WARD}/pages", content=json.dumps({"known": known}), headers=OWN)
    assert again.json()["pages"] == []  # nothing was saved


def test_each_paragraph_of_a_page_leads_to_its_node(client) -> None:
    pages = client.post(f"/plans/{WARD}/pages", content=b"{}", headers=OWN).json()["pages"]
    drawn = "".join(page["svg"] for page in pages)
    assert 'href="#n-_kh_md_kl_277"' in drawn
    assert 'id="n-_kh_md_kl_277"' in client.get(f"/plans/{WARD}").text
    assert " style=" not in drawn


def test_every_link_of_a_page_leads_to_something_in_the_editor(client, workspace) -> None:
    path = next(workspace.rglob("phuong-dong-kinh.toml"))
    before, mark, after = path.read_text("utf-8").partition("[[phu_luc]]")
    long = '[[muc.khoan]]\nid = "tong-kinh-phi-giai-doan-hai-nam"\nnoi_dung = "Mới."\n\n'
    path.write_text(before + long + mark + after, "utf-8")
    pages = client.post(f"/plans/{WARD}/pages", content=b"{}", headers=OWN).json()["pages"]
    links = re.findall(r'href="#(n-[^"]+)"', "".join(page["svg"] for page in pages))
    ids = set(re.findall(r' id="(n-[^"]+)"', client.get(f"/plans/{WARD}").text))
    own = [link for link in links if not link.startswith("n-_kh___")]  # the head has one for all
    assert "n-_kh_tong_kinh_phi_giai_doan_hai_nam__noi_dung" in own
    assert {re.sub(r"__\w+$", "", link) for link in own} <= ids


def test_the_editor_is_sent_in_few_bytes(client) -> None:
    page = client.get(f"/plans/{WARD}", headers={"accept-encoding": "gzip"})
    scripts = re.findall(r'(?:src|href)="(/static/\w+/\w+\.js)"', page.text)
    sent = [client.get(one, headers={"accept-encoding": "gzip"}) for one in scripts]
    script = sum(int(one.headers["content-length"]) for one in sent)
    assert len(scripts) > 10
    assert 0 < script <= 22_000
    assert script + int(page.headers["content-length"]) <= 60_000


def test_what_opens_later_is_fetched_later_and_is_not_much_either(client) -> None:
    page = client.get(f"/plans/{WARD}").text
    base = re.search(r"/static/\w+", page)[0]
    later = {"asides", "fields", "pasted", "pasting"}
    assert not later & set(re.findall(r"/(\w+)\.js", page))
    sent = [client.get(f"{base}/{one}.js", headers={"accept-encoding": "gzip"}) for one in later]
    assert [one.status_code for one in sent] == [200] * len(later)
    assert sum(int(one.headers["content-length"]) for one in sent) <= 10_000


def test_a_browser_keeps_scripts_and_styles_until_the_program_is_another(client) -> None:
    page = client.get("/").text
    style = re.search(r'href="(/static/\w+/kehoach\.css)"', page)[1]
    assert "immutable" in client.get(style).headers["cache-control"]
    older = re.sub(r"static/\w+", "static/khac", style)
    assert client.get(older).text == client.get(style).text
    assert client.get(older).headers["cache-control"] == "no-cache"
    assert client.get(style.replace("kehoach.css", "khong-co.css")).status_code == 404
    assert client.get("/").headers["cache-control"] == "no-store"


def test_a_list_of_very_many_plans_shows_the_first_and_leads_to_all(client, workspace) -> None:
    plan = next(workspace.rglob("phuong-dong-kinh.toml"))
    text = plan.read_text("utf-8")
    for number in range(120):
        made = text.replace(f'ma = "{WARD}"', f'ma = "kh-thu-{number}"', 1)
        plan.with_name(f"thu-{number}.toml").write_text(made, "utf-8")
    first, everything = client.get("/").text, client.get("/?all=1").text
    assert first.count('<li>\n  <div class="about">') < 120
    assert re.search(r'Còn \d+ dòng nữa · <a href="/\?all=1">', first)
    assert "dòng nữa" not in everything
    assert all(f"/plans/kh-thu-{number}" in everything for number in range(120))


@pytest.mark.parametrize(("at", "mark"), [("2", "#at-2"), ('"><script>', ""), ("٣", "")])
def test_after_a_form_of_a_list_the_page_opens_where_it_stood(client, at, mark) -> None:
    asked = client.post(
        f"/plans/{WARD}/comments",
        params={"at": at},
        data={"act": "add", "node": "van_ban", "text": "Xem lại."},
        headers=OWN,
        follow_redirects=False,
    )
    assert asked.headers["location"] == f"/plans/{WARD}/comments{mark}"


@pytest.mark.parametrize(
    ("method", "address", "headers", "status"),
    [
        ("POST", "/receive", {**OWN, "content-length": "999999999999"}, 413),
        ("POST", "/register/reserve", {"sec-fetch-site": "cross-site"}, 403),
        ("GET", f"/plans/{WARD}/issue", OWN, 405),
    ],
)
def test_a_browser_that_is_refused_is_shown_a_page_with_a_way_on(
    client, method, address, headers, status
) -> None:
    answer = client.request(method, address, headers={**headers, "accept": "text/html"})
    assert answer.status_code == status
    assert '<html lang="vi">' in answer.text
    assert 'href="/">Về việc của tôi' in answer.text
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_a_table_of_rows_without_a_head_is_shown_in_the_editor(client) -> None:
    desk = client.app.state.house.desk()
    path = view.path_of(desk.workspace, WARD)
    rows = Set("md-kl-277", "bang", [{"hang": [["1", "Phường Mẫu"], ["2", "Xã Mẫu"]]}])
    assert edit.run(desk, edit.Request(path, [rows])).status == "written"
    shown = client.get(f"/plans/{WARD}")
    assert shown.status_code == 200
    assert "Bảng 2 hàng" in shown.text
