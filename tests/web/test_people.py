"""Many people on one server: who comes in, what each may do, and what is written down."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from generator.storage.database import Unavailable
from generator.web.app import create_app
from generator.web.gate import action_of
from generator.web.house import House
from generator.web.may import ACTIONS, ROLES, Person, PlanFacts, may
from generator.web.people import IDLE, LIFE, TRIES, WINDOW, ListedPerson, open_people
from generator.web.people_tables import about, metadata
from generator.web.serve import unsafe
from tests.servers import postgres
from tests.web.test_door import OWN, WARD
from tests.web.test_way import settle

CITY = "kh-tp-lang-son-2024"
PROVINCE = "kh-126-lang-son-2024"
WARD_UNIT = "ubnd-phuong-dong-kinh"
PASSWORD = "mật khẩu đủ dài"
STATES = ("soan", "tham-dinh", "lay-y-kien", "trinh-ky", "da-duyet")


class Clock:
    """A clock that the test turns."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def turn(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


@pytest.fixture(scope="session")
def server():
    with postgres() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def people(request, workspace):
    url = ".kehoach/web.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("server")
    made = open_people(url, workspace, Clock())
    with made.database.writing() as at:
        for table in metadata.sorted_tables:
            at.execute(table.delete().where(table.name != about.name))
    for name, unit, role in (
        ("soan", WARD_UNIT, "soan"),
        ("lanh-dao", WARD_UNIT, "lanh_dao"),
        ("tinh", "", "soan"),
    ):
        account = ListedPerson(name, f"Người {name}", unit, (role,), disabled=False)
        assert made.add(account, PASSWORD, "quản trị") is None
    yield made
    made.database.close()


@pytest.fixture
def app(people, workspace):
    return create_app(House(workspace, people=people, clock=people.clock))


def stranger_of(app) -> TestClient:
    return TestClient(app, base_url="http://127.0.0.1", headers={**OWN, "accept": "text/html"})


def browser(app, name: str) -> TestClient:
    """The browser of somebody who has logged in."""
    made = stranger_of(app)
    answer = made.post("/login", data={"name": name, "password": PASSWORD})
    assert answer.status_code == 200, answer.text
    return made


# ---------------------------------------------------------------- may: every case


def expected(role: str, action: str, state: str, whose: str, *, issued: bool) -> bool:
    """The rule once more, as a table that a person can check."""
    roles = {
        "write": {"soan", "tham_dinh"},
        "derive": {"soan"},
        "receive": {"soan"},
        "issue": {"van_thu"},
        "number": {"van_thu"},
        "sign": {"lanh_dao", "van_thu"},
        "send": {"van_thu"},
        "amend": {"soan", "van_thu"},
        "arrange": {"soan", "van_thu"},
        "enter_number": {"soan"},
        "settings": set(),  # they hold for every unit, and this person is of one
        "bulk": set(),  # it is done to every unit
    }.get(action, set(ROLES))
    reached = {
        "own": {
            "write": state != "da-duyet" and not issued,
            "issue": state == "da-duyet" and not issued,
            "step": not issued,  # what has a number goes no further and not back
            "sign": issued,
            "send": issued,
            "amend": issued,
            "enter_number": False,  # the register gives it
        }.get(action, True),
        "superior": action in ("see", "derive") and issued,
        "lower": action == "see" and issued,
        "sibling": False,
    }[whose]
    return role in roles and reached


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_in_each_state_what_the_table_says(role) -> None:
    person = Person("Một Người", (role,), WARD_UNIT)
    cases = itertools.product(
        ACTIONS, STATES, ("own", "superior", "lower", "sibling"), (False, True)
    )
    for action, state, whose, issued in cases:
        unit = WARD_UNIT if whose == "own" else "ubnd-khac"
        facts = PlanFacts(
            unit, state, issued=issued, superior=whose == "superior", lower=whose == "lower"
        )
        wanted = expected(role, action, state, whose, issued=issued)
        assert may(person, action, facts) is wanted, (action, state, whose, issued)


@pytest.mark.parametrize("state", STATES)
def test_a_plan_that_a_superior_sent_down_is_read_put_right_and_derived_from(state) -> None:
    person = Person("Người Của Máy Này")
    came = PlanFacts("ubnd-tinh-mau", state, came=True)
    allowed = {action for action in ACTIONS if may(person, action, came)}
    assert not allowed & {"step", "issue", "sign", "send", "amend", "arrange"}
    assert allowed >= {"see", "derive", "remark", "enter_number"}
    clerk = Person("Người Soạn Ở Xã", ("soan",), WARD_UNIT)
    reached = {a for a in ACTIONS if may(clerk, a, came._replace(superior=True))}
    assert reached == {"see", "derive", "enter_number"}


def test_the_offices_settings_are_a_leaders_of_the_whole_workspace() -> None:
    assert may(Person("A", ("lanh_dao",)), "settings")
    assert not may(Person("A", ("lanh_dao",), WARD_UNIT), "settings")
    assert not may(Person("A", ("soan",)), "settings")
    assert action_of("POST", "/settings") == ("settings", "")


def test_who_is_not_there_or_has_no_role_may_nothing() -> None:
    facts = PlanFacts(WARD_UNIT, "soan")
    for person in (None, Person("Không Vai", (), WARD_UNIT), Person("Lạ", ("quan_tri",), "")):
        assert not any(may(person, action, facts) for action in ACTIONS)


def test_a_writing_page_that_nobody_named_changes_text() -> None:
    assert action_of("POST", "/plans/a/moi") == ("write", "a")
    assert action_of("DELETE", "/plans/a") == ("write", "a")
    assert action_of("GET", "/plans/a/way") == ("see", "a")


# ---------------------------------------------------------------- the pages


def test_a_stranger_is_asked_for_a_name_and_sees_nothing(app) -> None:
    stranger = stranger_of(app)
    for address in ("/", f"/plans/{WARD}", "/register", "/verify"):
        answer = stranger.get(address)
        assert answer.status_code == 401
        assert "Đăng nhập" in answer.text
        assert "Đông Kinh" not in answer.text
    assert stranger.get("/health", headers={"accept": "*/*"}).json()["status"] == "ok"
    assert stranger.get("/enter?token=").status_code == 401


def test_units_see_their_own_plans_and_no_draft_of_others(app, workspace) -> None:
    clerk = browser(app, "soan")
    listed = clerk.get("/").text
    assert WARD in listed
    assert CITY not in listed
    assert clerk.get(f"/plans/{WARD}").status_code == 200
    for address in (f"/plans/{CITY}", f"/plans/{CITY}/way", f"/plans/{WARD}/compare?with={CITY}"):
        answer = clerk.get(address)
        assert answer.status_code == 404
        assert "Không có kế hoạch này" in answer.text
    whole = browser(app, "tinh").get("/").text
    assert CITY in whole
    assert WARD in whole


def test_no_word_of_a_draft_above_is_shown_below_it(app, workspace) -> None:
    clerk = browser(app, "soan")
    path = workspace / "plans/lang-son-2024/thanh-pho.toml"
    draft = path.read_text()
    secret = draft.replace('noi_dung = "Phát huy', 'noi_dung = "Chưa ai biết; phát huy', 1)
    path.write_text(secret)
    assert secret != draft
    for page in (
        "",
        "/compare",
        "/compare?all=1",
        "/sheet",
        "/above",
        "/word",
        "/comments",
        "/way",
    ):
        assert "Chưa ai biết" not in clerk.get(f"/plans/{WARD}{page}").text
    for page in ("/sheet", "/above"):
        assert clerk.get(f"/plans/{WARD}{page}").status_code == 404
        assert f"/plans/{WARD}{page}" not in clerk.get(f"/plans/{WARD}").text
    assert "Chưa ai biết" in browser(app, "tinh").get(f"/plans/{WARD}").text.replace("<ins>", "")


def test_what_the_superior_issued_is_read_and_never_changed(app, workspace) -> None:
    clerk = browser(app, "soan")
    assert PROVINCE in clerk.get("/").text
    assert clerk.get(f"/plans/{PROVINCE}").status_code == 200
    before = (workspace / "plans/lang-son-2024/tinh.toml").read_bytes()
    assert clerk.post(f"/plans/{PROVINCE}/operations", json=[]).status_code == 403
    assert clerk.post(f"/plans/{PROVINCE}/way", data={"step": "trinh"}).status_code == 403
    other = clerk.post(f"/plans/{PROVINCE}/derive", data={"unit": "ubnd-tp-lang-son"})
    assert other.status_code == 404
    assert (workspace / "plans/lang-son-2024/tinh.toml").read_bytes() == before


def test_nobody_derives_for_a_unit_that_is_not_his_own(app, workspace) -> None:
    theirs = workspace / "plans/lang-son-2024/thanh-pho.toml"
    theirs.unlink()
    asked = f"/plans/{PROVINCE}/derive", {"unit": "ubnd-tp-lang-son"}
    before = sorted(workspace.rglob("*.toml"))
    assert browser(app, "soan").post(asked[0], data=asked[1]).status_code == 404
    assert sorted(workspace.rglob("*.toml")) == before


def test_a_plan_sent_down_without_number_gets_it_and_the_units_plan_cites_it(
    app, workspace
) -> None:
    settings = workspace / "kehoach.toml"
    settings.write_text(settings.read_text("utf-8") + f'co_quan = "{WARD_UNIT}"\n', "utf-8")
    clerk = browser(app, "soan")
    form = f"/plans/{CITY}/derive#number"
    assert form in clerk.get(f"/plans/{WARD}/sheet").text
    given = {"number": "mười hai", "day": "2024-06-07"}
    refused = clerk.post(f"/plans/{CITY}/enter_number", data=given)
    assert (refused.status_code, "là chữ số" in refused.text) == (422, True)
    given["number"] = "Số: 85/KH-UBND"
    assert browser(app, "lanh-dao").post(f"/plans/{CITY}/enter_number", data=given).is_error
    assert clerk.post(f"/plans/{CITY}/enter_number", data=given).is_success
    assert "Kế hoạch số 85/KH-UBND ngày 07/6/2024" in clerk.get(f"/plans/{WARD}").text
    assert form not in clerk.get(f"/plans/{WARD}/sheet").text


def test_a_role_that_asks_for_what_it_may_not_is_refused_and_nothing_changes(
    app, workspace
) -> None:
    leader = browser(app, "lanh-dao")
    before = (workspace / "plans/lang-son-2024/phuong-dong-kinh.toml").read_bytes()
    change = [{"type": "set", "node": "md-kl-277", "field": "noi_dung", "value": "Của lãnh đạo."}]
    refused = leader.post(
        f"/plans/{WARD}/operations", json=change, headers={"accept": "application/json"}
    )
    assert refused.status_code == 403
    assert refused.json()["message"]
    assert leader.post("/receive", files={"file": ("a.toml", b"")}).status_code == 403
    assert leader.post("/register/reserve", data={"reason": "x"}).status_code == 403
    assert leader.post(f"/plans/{WARD}/issue", data={}).status_code == 403
    assert leader.post(f"/plans/{WARD}/derive", data={"unit": WARD_UNIT}).status_code == 403
    assert (workspace / "plans/lang-son-2024/phuong-dong-kinh.toml").read_bytes() == before
    assert 'href="/receive"' not in leader.get("/").text


def test_two_browsers_of_two_people_do_not_mix(app) -> None:
    one, two = browser(app, "soan"), browser(app, "lanh-dao")
    assert "Người soan (soan)" in one.get("/").text
    assert "Người lanh-dao (lanh-dao)" in two.get("/").text
    two.post("/logout")
    assert two.get("/").status_code == 401
    assert one.get("/").status_code == 200


def test_a_cookie_that_was_stolen_is_worth_nothing_after_logout(app) -> None:
    mine = browser(app, "soan")
    thief = stranger_of(app)
    thief.cookies.set("kehoach_session", mine.cookies["kehoach_session"])
    mine.post("/logout")
    assert thief.get("/").status_code == 401


def test_a_session_that_ended_while_typing_is_told_as_json(app, people) -> None:
    clerk = browser(app, "soan")
    people.clock.turn(IDLE + 1)
    answer = clerk.post(f"/plans/{WARD}/operations", json=[])
    assert answer.status_code == 401
    assert "Phiên làm việc đã hết" in answer.json()["message"]


def test_a_session_lives_while_it_is_used_but_not_for_ever(app, people) -> None:
    clerk = browser(app, "soan")
    hours = LIFE // 3600
    for _hour in range(hours - 1):
        people.clock.turn(3600)
        assert clerk.get("/").status_code == 200
    people.clock.turn(3601)
    assert clerk.get("/").status_code == 401


def test_a_clock_that_was_set_back_ends_the_session(app, people) -> None:
    clerk = browser(app, "soan")
    people.clock.turn(-86_400)
    assert clerk.get("/").status_code == 401


def test_guessing_is_slowed_down_and_the_right_password_works_later(app, people) -> None:
    guesser = stranger_of(app)
    for _try in range(TRIES):
        wrong = guesser.post("/login", data={"name": "soan", "password": "đoán mò lần nữa"})
        assert wrong.status_code == 401
        assert "không đúng" in wrong.text
    right = {"name": "soan", "password": PASSWORD}
    assert guesser.post("/login", data=right).status_code == 429
    people.clock.turn(WINDOW + 1)
    assert guesser.post("/login", data=right).status_code == 200


def test_unknown_and_closed_names_are_told_like_a_wrong_password(app, people) -> None:
    clerk = browser(app, "soan")
    assert people.set_disabled("soan", "quản trị", disabled=True) is None
    assert clerk.get("/").status_code == 401
    said = {
        stranger_of(app)
        .post("/login", data={"name": name, "password": PASSWORD})
        .text.replace(f'value="{name}"', 'value=""')  # what was typed is kept in its box
        for name in ("soan", "khong-co")
    }
    assert len(said) == 1


def test_after_login_nobody_is_sent_to_another_site(app) -> None:
    for evil in ("//evil.example", "/\\evil.example", "https://evil.example", "/a\r\nb: c"):
        made = stranger_of(app)
        data = {"name": "soan", "password": PASSWORD, "back": evil}
        answer = made.post("/login", data=data, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_a_login_from_another_site_is_refused(app) -> None:
    answer = stranger_of(app).post(
        "/login",
        data={"name": "soan", "password": PASSWORD},
        headers={"sec-fetch-site": "cross-site"},
    )
    assert answer.status_code == 403


def test_a_database_that_is_gone_is_told_and_comes_back(app, people, monkeypatch) -> None:
    clerk = browser(app, "soan")
    with monkeypatch.context() as broken:

        def gone() -> None:
            raise Unavailable(people.add(ListedPerson("", "", "", (), False), "", ""))

        broken.setattr(people.database, "reading", gone)
        assert clerk.get("/").status_code == 503
        assert clerk.get("/health").status_code == 503
    assert clerk.get("/").status_code == 200


def test_a_step_is_written_into_the_log_and_stands_where_the_log_cannot_be_had(
    app, people, workspace, monkeypatch
) -> None:
    house = app.state.house
    settle(house)
    clerk, leader = browser(app, "soan"), browser(app, "lanh-dao")
    with monkeypatch.context() as broken:

        def gone(*_values) -> None:
            raise Unavailable(people.add(ListedPerson("", "", "", (), False), "", ""))

        broken.setattr(people, "note", gone)
        told = clerk.post(f"/plans/{WARD}/way", data={"step": "trinh"})
    assert "Chờ lãnh đạo" in told.text
    assert clerk.post(f"/plans/{WARD}/way", data={"step": "duyet"}).status_code == 409
    back = {"step": "tra-lai", "reason": "sửa mục II"}
    assert "Đang soạn" in leader.post(f"/plans/{WARD}/way", data=back).text
    with people.database.reading() as at:
        (said,) = at.execute(text("SELECT who FROM web_log WHERE what = 'step'")).scalars()
    assert said == "Người lanh-dao (lanh-dao)"


# ---------------------------------------------------------------- the database


def test_neither_passwords_nor_cookies_are_in_the_database(app, people) -> None:
    clerk = browser(app, "soan")
    with people.database.reading() as at:
        held = "".join(
            str(row) for table in metadata.sorted_tables for row in at.execute(table.select()).all()
        )
    assert PASSWORD not in held
    assert clerk.cookies["kehoach_session"] not in held
    assert "$argon2id$v=19$m=19456,t=2,p=1$" in held


def test_a_log_that_somebody_changed_does_not_fit(app, people) -> None:
    browser(app, "soan")
    count, broken = people.audit()
    assert count >= 4
    assert broken is None
    with people.database.writing() as at:
        at.execute(text("UPDATE web_log SET who = 'ai đó' WHERE position = 2"))
    assert people.audit()[1] == 2


def test_a_backup_comes_back_whole_and_over_nothing(people, tmp_path) -> None:
    people.set_disabled("tinh", "quản trị", disabled=True)
    kept = people.backup()
    other = open_people("khac.db", tmp_path, people.clock)
    assert other.restore(kept.replace(b"user_disable", b"user_enable_"), "q").code == "LN032"
    assert other.restore(b"\xff", "q").code == "LN032"
    assert other.accounts() == []
    assert other.restore(kept, "quản trị") is None
    assert other.accounts() == people.accounts()
    assert other.audit()[1] is None
    assert other.log_in("soan", PASSWORD, "x").token
    assert other.restore(kept, "quản trị").code == "LN032"
    other.database.close()


def test_a_name_is_given_once_and_a_short_password_never(people) -> None:
    again = ListedPerson("soan", "Ai Khác", "", ("soan",), disabled=False)
    assert people.add(again, PASSWORD, "q").code == "LN031"
    for wrong in (
        again._replace(name="Có Dấu"),
        again._replace(name="a", full_name=" "),
        again._replace(name="a", roles=("vua",)),
        again._replace(name="a", roles=()),
    ):
        assert people.add(wrong, PASSWORD, "q").code == "LN031"
    assert people.add(again._replace(name="a"), "ngắn", "q").code == "LN031"
    assert people.set_password("khong-co", PASSWORD, "q").code == "LN031"


# ---------------------------------------------------------------- the server


@pytest.mark.parametrize(
    ("host", "proxies", "safe"),
    [
        ("127.0.0.1", (), True),
        ("::1", (), True),
        ("localhost", (), True),
        ("0.0.0.0", (), False),
        ("10.0.0.7", (), False),
        ("10.0.0.7", ("10.0.0.5",), True),
        ("0.0.0.0", ("10.0.0.0/24",), True),
        ("0.0.0.0", ("*",), False),
        ("0.0.0.0", ("0.0.0.0/0",), False),
        ("127.0.0.1", ("nginx",), False),
    ],
)
def test_no_password_crosses_a_network_in_the_clear(host, proxies, safe) -> None:
    assert (unsafe(host, proxies) == "") is safe


def test_behind_a_proxy_only_what_came_by_https_is_served(people, workspace) -> None:
    app = create_app(House(workspace, people=people), ("kehoach.example",), encrypted=True)
    plain = TestClient(app, base_url="http://kehoach.example", headers=OWN)
    assert plain.get("/").status_code == 403
    assert plain.get("/health").status_code == 200
    sealed = TestClient(app, base_url="https://kehoach.example", headers=OWN)
    answer = sealed.post(
        "/login", data={"name": "soan", "password": PASSWORD}, follow_redirects=False
    )
    assert "Secure" in answer.headers["set-cookie"]
    assert "HttpOnly" in answer.headers["set-cookie"]
