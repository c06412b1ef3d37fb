"""Signing from the pages in each way: what comes back is verified, a token is good once."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from starlette.testclient import TestClient

from generator.issuance.verdict.held_certificates import HeldCertificate
from generator.verbs import agent, register
from generator.web.app import create_app
from generator.web.house import House
from generator.web.may import Person
from generator.web.people import ListedPerson, open_people
from generator.web.signing_sessions import LIFE, OPEN, Sessions, SigningDocument
from tests.conftest import completed
from tests.desk import desk, forge
from tests.pki import LEADER, PASSWORD
from tests.test_story_issue import CITY, set_up
from tests.web.conftest import served
from tests.web.test_door import OWN

if TYPE_CHECKING:
    from collections.abc import Callable

MA = "kh-tp-lang-son-2024"
DOCUMENT = "/register/ubnd-tp-lang-son/chung/2024/1"
FOLDER = Path("phat-hanh/ubnd-tp-lang-son/2024/chung/0001-KH-UBND")
WORD = "mật khẩu đủ dài"


class Clock:
    """Now, and what the test adds."""

    def __init__(self) -> None:
        self.more = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.more


@pytest.fixture
def issued(workspace, kehoach):
    """A city's office with an issued plan that nobody has signed yet."""
    completed(workspace)
    set_up(workspace)
    told = kehoach("issue", CITY, "--date", "2024-06-07", "--reason", "nhập sổ năm 2024")
    assert told.code == 0, told.err
    return workspace


@pytest.fixture
def house(issued):
    clock = Clock()
    people = open_people(".kehoach/web.db", issued, clock)
    for name, role in (("ld", "lanh_dao"), ("ld2", "lanh_dao"), ("vt", "van_thu"), ("s", "soan")):
        account = ListedPerson(name, f"Người {name}", "", (role,), disabled=False)
        assert people.add(account, WORD, "quản trị") is None
    yield House(issued, people=people, clock=clock)
    people.database.close()


@pytest.fixture
def app(house):
    return create_app(house)


def browser(app, name: str) -> TestClient:
    made = TestClient(app, base_url="http://127.0.0.1", headers={**OWN, "accept": "text/html"})
    assert made.post("/login", data={"name": name, "password": WORD}).status_code == 200
    return made


def tool(app) -> TestClient:
    """A program of the signer's machine: no cookie, no browser's headers."""
    return TestClient(app, base_url="http://127.0.0.1")


def begun(client: TestClient, who: str = "leader") -> dict[str, Any]:
    answer = client.post(f"{DOCUMENT}/sign", data={"way": "tool", "who": who})
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def works(app, message: dict[str, Any], sign: Callable[[bytes], bytes]) -> dict[str, Any]:
    """What the national tool does with a message: fetch, sign, upload, hand the answer on."""
    fetched = tool(app).get(message["FileName"])
    assert fetched.status_code == 200
    file = {"uploadfile": ("f.pdf", sign(fetched.content), "application/pdf")}
    return dict(tool(app).post(message["FileUploadHandler"], files=file).json())


def by_leader(data: bytes) -> bytes:
    return forge(data, desk().pki.leader, "Signature1")


def acts(house: House) -> list[str]:
    shown = register.run(house.desk(), register.Request("show", name=MA))
    return [act.kind for act in shown.log]


def test_the_national_tool_signs_and_the_server_has_looked_itself(app, house, kehoach) -> None:
    leader = browser(app, "ld")
    asked = begun(leader)
    assert asked["service"] == "wss://127.0.0.1:8987/SignApproved"
    message = asked["message"]
    assert message["FileName"].endswith(".pdf")
    assert message["DocNumber"] == "01/KH-UBND"
    assert leader.get(asked["session"]).json()["state"] == "waiting"
    assert works(app, message, by_leader)["Status"] == 0
    assert leader.get(asked["session"]).json()["state"] == "done"
    assert "ky_lanh_dao" in acts(house)
    clerk = browser(app, "vt")
    agency = begun(clerk, "agency")
    assert agency["service"].endswith("/SignIssued")
    told = works(app, agency["message"], lambda d: forge(d, desk().pki.agency, "Signature2"))
    assert told["Status"] == 0
    assert kehoach("sign", MA, "--finish").code == 0
    assert kehoach("verify", FOLDER / "van-ban.da-ky.pdf").code == 0


def test_what_is_signed_is_not_offered_again(app, house) -> None:
    leader, clerk = browser(app, "ld"), browser(app, "vt")
    assert "<form" in leader.get(f"{DOCUMENT}/sign").text.partition("<main")[2]
    works(app, begun(leader)["message"], by_leader)
    page = leader.get(f"{DOCUMENT}/sign").text.partition("<main")[2]
    assert "<form" not in page
    assert "cơ quan chưa ký" in page
    works(
        app, begun(clerk, "agency")["message"], lambda d: forge(d, desk().pki.agency, "Signature2")
    )
    for each in (leader, clerk):
        page = each.get(f"{DOCUMENT}/sign").text.partition("<main")[2]
        assert "<form" not in page
        assert "Văn bản đã ký đủ" in page
    again = leader.post(f"{DOCUMENT}/sign", data={"way": "tool", "who": "leader"})
    assert again.status_code == 409
    assert "đã ký xong" in again.text
    assert acts(house).count("ky_lanh_dao") == 1


def test_a_token_that_was_used_stolen_or_is_old_is_worth_nothing(app, house) -> None:
    leader = browser(app, "ld")
    first = begun(leader)["message"]
    second = begun(leader)["message"]  # begun again: the first is given up
    assert tool(app).get(first["FileName"]).status_code == 403
    file = {"uploadfile": ("f.pdf", b"x", "application/pdf")}
    assert tool(app).post(first["FileUploadHandler"], files=file).json()["Status"] == 1
    house.clock.more = timedelta(seconds=LIFE + 1)
    assert tool(app).get(second["FileName"]).status_code == 403
    assert tool(app).post(second["FileUploadHandler"], files=file).json()["Status"] == 1
    house.clock.more = timedelta()
    third = begun(leader)["message"]
    assert works(app, third, by_leader)["Status"] == 0
    assert tool(app).get(third["FileName"]).status_code == 403
    again = tool(app).post(third["FileUploadHandler"], files=file)
    assert again.status_code == 403
    assert again.json()["Status"] == 1
    give, take = third["FileName"], third["FileUploadHandler"]
    swapped = (give.replace("/give/", "/take/").rpartition("/")[0], take)
    assert tool(app).post(swapped[0], files=file).status_code == 403
    assert acts(house).count("ky_lanh_dao") == 1


def _unknown(data: bytes) -> bytes:
    """The leader's name, under a root that nobody trusts."""
    pki = desk().pki
    return forge(
        data, pki.issue(LEADER, "forged", pki.authority("CA lạ", "forged-ca")), "Signature1"
    )


BAD = {
    "of an unknown authority": _unknown,
    "signed by somebody else": lambda data: forge(data, desk().pki.agency, "Signature1"),
    "not signed": lambda data: data,
    "another file": lambda data: by_leader(data.replace(b"%PDF-1.", b"%PDF-1.", 1))[9:],
    "changed after signing": lambda data: by_leader(data) + b"\n% more",
    "made again": lambda _data: by_leader(desk().draft),
    "cut off": lambda data: by_leader(data)[:-200],
    "no PDF": lambda _data: b"<html></html>",
    "nothing": lambda _data: b"",
}


@pytest.mark.parametrize("bad", BAD.values(), ids=list(BAD))
def test_whatever_the_tool_says_a_bad_signature_does_not_enter_the_folder(app, house, bad) -> None:
    leader = browser(app, "ld")
    asked = begun(leader)
    told = works(app, asked["message"], bad)
    assert told["Status"] == 1
    state = leader.get(asked["session"]).json()
    assert state["state"] == "failed"
    assert state["reason"]
    assert not (house.root / FOLDER / "van-ban.da-ky.pdf").exists()
    assert "ky_lanh_dao" not in acts(house)
    assert works(app, begun(leader)["message"], by_leader)["Status"] == 0  # and then rightly


def test_only_who_may_sign_begins_and_only_in_the_own_place(app) -> None:
    for name, who in (("s", "leader"), ("vt", "leader"), ("ld", "agency"), ("ld", "vua")):
        answer = browser(app, name).post(f"{DOCUMENT}/sign", data={"way": "tool", "who": who})
        assert answer.status_code == 403, (name, who)
    leader = browser(app, "ld")
    for way in ("pc", "hand", "", "x"):
        answer = leader.post(f"{DOCUMENT}/sign", data={"way": way, "who": "leader"})
        assert answer.status_code == 422, way
    asked = begun(leader)
    assert browser(app, "ld2").get(asked["session"]).status_code == 404
    away = leader.post(
        f"{DOCUMENT}/sign", data={"way": "tool", "who": "leader"},
        headers={"sec-fetch-site": "cross-site"},
    )  # fmt: skip
    assert away.status_code == 403


def test_by_hand_a_file_is_judged_the_same_way(app, house) -> None:
    leader = browser(app, "ld")
    leader.post(f"{DOCUMENT}/pdf")
    sent = (house.root / FOLDER / "van-ban.pdf").read_bytes()
    wrong = {"file": ("a.pdf", forge(sent, desk().pki.agency, "Signature1"))}
    answer = leader.post(f"{DOCUMENT}/signed", files=wrong)
    assert answer.status_code == 409
    assert "XT217" in answer.text
    assert leader.post(f"{DOCUMENT}/signed", files={"file": ("a.pdf", by_leader(sent))}).is_success
    assert "Đã ký" in leader.get("/signing").text
    assert "Không thành" in leader.get("/signing").text


def test_a_key_on_this_pc_signs_on_ones_own_pc_only(issued, house, app) -> None:
    own = House(issued, person="Lãnh Đạo Mẫu")
    client = TestClient(create_app(own), base_url="http://127.0.0.1", headers=OWN)
    client.get(f"/enter?token={own.entrance}")
    key = {"way": "pc", "who": "leader"}
    chosen = (issued / "lanh-dao.p12").read_bytes()

    def asked(pin: str, data: bytes = chosen, **more: str) -> Any:
        file = {"file": ("k.p12", data)} if data else None
        return client.post(f"{DOCUMENT}/sign", data={**key, **more, "pin": pin}, files=file)

    assert "Mật khẩu (mã PIN)" in asked("sai").text
    assert "Không đọc được khóa ký" in asked(PASSWORD, b"%PDF-1.7").text
    typed = asked(PASSWORD, b"", key=str(issued / "lanh-dao.p12"))
    assert "Chưa chọn tệp chứng thư" in typed.text  # no page opens files of the machine by name
    assert asked(PASSWORD).is_success
    assert "ky_lanh_dao" in acts(own)
    assert browser(app, "ld").post(f"{DOCUMENT}/sign", data=key).status_code == 422


def test_certificates_on_tokens_are_chosen_by_the_holders_name(issued, monkeypatch) -> None:
    own = House(issued, person="Lãnh Đạo Mẫu")
    client = TestClient(create_app(own), base_url="http://127.0.0.1", headers=OWN)
    client.get(f"/enter?token={own.entrance}")
    assert "cắm vào rồi mở lại trang này" in client.get(f"{DOCUMENT}/sign").text
    days = date(2031, 5, 4)
    held = [
        HeldCertificate(f"pkcs11:token=T{n};object=ky", f"Người Ký {n}", f"T{n}", days)
        for n in range(2)
    ]
    monkeypatch.setattr("generator.verbs.sign.held", lambda _desk: (held, []))
    page = client.get(f"{DOCUMENT}/sign").text
    assert '<option value="pkcs11:token=T1;object=ky">Người Ký 1 – T1 (đến 04/05/2031)' in page
    assert "pkcs11" not in re.sub(r"<[^>]*>", "", page)


# ---------------------------------------------------------------- the agent


def paired(client: TestClient, address: str) -> agent.PairedServer:
    shown = client.post("/signing/pair").text
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", shown)[0]
    server, found = agent.paired(address, code)
    assert server is not None, found
    return server


def test_the_agent_fetches_signs_on_its_own_pc_and_brings_back(house, app, issued) -> None:
    leader = browser(app, "ld")
    sends = "Gửi đến máy ký đã ghép"
    assert sends not in leader.get(f"{DOCUMENT}/sign").text  # nobody would fetch it
    with served(house) as address:
        server = paired(leader, address)
        assert agent.waiting(server, 0) == (None, [])
        assert sends in leader.get(f"{DOCUMENT}/sign").text
        leader.post(f"{DOCUMENT}/sign", data={"way": "agent", "who": "leader"})
        offered, found = agent.waiting(server, 5)
        assert found == []
        assert offered.number == "01/KH-UBND"
        assert offered.leaders == [LEADER]
        data, _found = agent.fetched(server, offered)
        assert hashlib.sha256(data).hexdigest() == offered.sha256
        key = str(issued / "lanh-dao.p12")
        made, found = agent.signed(data, offered, key, lambda: "sai", house.clock)
        assert made is None
        assert found
        made, found = agent.signed(data, offered, key, lambda: PASSWORD, house.clock)
        assert made is not None, found
        outcome, found = agent.brought(server, offered, made)
        assert (outcome.state, found) == ("done", [])
        outcome, found = agent.brought(server, offered, made)  # once
        assert found[0].code == "HT941"
    assert acts(house).count("ky_lanh_dao") == 1


def test_a_signer_who_says_no_ends_it_and_a_bad_signature_too(house, app, issued) -> None:
    leader = browser(app, "ld")
    with served(house) as address:
        server = paired(leader, address)
        for end in ("no", "bad"):
            leader.post(f"{DOCUMENT}/sign", data={"way": "agent", "who": "leader"})
            offered, _found = agent.waiting(server, 5)
            data, _found = agent.fetched(server, offered)
            if end == "no":
                outcome, _found = agent.declined(server, offered, "chưa đọc xong")
            else:
                bad = forge(data, desk().pki.agency, "Signature1")
                outcome, _found = agent.brought(server, offered, bad)
            assert outcome.state == "failed"
            assert outcome.reason
        assert "chưa đọc xong" in leader.get("/signing").text
    assert "ky_lanh_dao" not in acts(house)


def test_a_code_pairs_once_and_a_stolen_or_closed_token_is_refused(house, app) -> None:
    leader, other = browser(app, "ld"), browser(app, "ld2")
    with served(house) as address:
        shown = leader.post("/signing/pair").text
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", shown)[0]
        assert agent.paired(address, "AAAA-AAAA")[1][0].code == "HT941"
        mine, _found = agent.paired(address, code.lower().replace("-", ""))
        assert mine is not None
        assert agent.paired(address, code)[1][0].code == "HT941"
        old = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", leader.post("/signing/pair").text)[0]
        house.clock.more = timedelta(seconds=601)
        assert agent.paired(address, old)[0] is None
        house.clock.more = timedelta()
        leader.post(f"{DOCUMENT}/sign", data={"way": "agent", "who": "leader"})
        offered, _found = agent.waiting(mine, 5)
        theirs = paired(other, address)
        assert agent.waiting(theirs, 0) == (None, [])
        assert agent.fetched(theirs, offered)[1][0].code == "HT941"
        assert agent.fetched(mine._replace(token="đoán"), offered)[0] is None
        house.people.set_disabled("ld", "quản trị", disabled=True)
        assert agent.fetched(mine, offered)[1][0].code == "HT941"
        assert house.agents.forget("ld2", "quản trị") is None
        assert agent.waiting(theirs, 0)[1][0].code == "HT941"
        assert house.agents.forget("ld2", "quản trị").code == "LN031"


def test_guessing_codes_makes_all_open_ones_void(house, app) -> None:
    code = house.agents.code("ld")
    for guess in range(20):
        assert house.agents.pair(f"ZZZZZZZ{guess}", "x") is None
    assert house.agents.pair(code, "x") is None


def test_the_command_of_the_agent_pairs_shows_and_signs(
    house, app, issued, kehoach, monkeypatch
) -> None:
    leader = browser(app, "ld")
    assert "LN037" in kehoach("agent", "run", "--key", "k", "--once").err
    assert "HT941" in kehoach("agent", "pair", "http://khac.example", "AAAA-AAAA").err
    with served(house) as address:
        code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", leader.post("/signing/pair").text)[0]
        assert "Đã ghép" in kehoach("agent", "pair", address, code).out
        run = ("agent", "run", "--key", issued / "lanh-dao.p12", "--once", "--no-view")
        assert "Không có văn bản nào chờ ký" in kehoach(*run).out
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: "n")
        monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _text: PASSWORD)
        leader.post(f"{DOCUMENT}/sign", data={"way": "agent", "who": "leader"})
        assert "không ký" in kehoach(*run).out
        monkeypatch.setattr("click.termui.visible_prompt_func", lambda _text: "y")
        leader.post(f"{DOCUMENT}/sign", data={"way": "agent", "who": "leader"})
        told = kehoach(*run)
        assert told.code == 0, told.err
        assert "được máy chủ nhận: 01/KH-UBND" in told.out
        assert "SHA-256" in told.out


# ---------------------------------------------------------------- the state machine


class Signing(RuleBasedStateMachine):
    """Whatever is done in whatever order: a session ends once, a token takes once."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = datetime(2026, 3, 2, tzinfo=UTC)
        self.sessions = Sessions(lambda: self.moment)
        self.begun: list[Any] = []
        self.taken: list[str] = []
        self.closed: dict[str, str] = {}

    @rule(number=st.integers(1, 3), name=st.sampled_from("ab"))
    def begin(self, number: int, name: str) -> None:
        document = SigningDocument(f"a/chung/2026/{number}", f"kh-{number}", f"{number}/KH")
        self.begun.append(self.sessions.begin(document, Person(name), "leader", "tool", "00"))

    @rule(which=st.integers(0, 9))
    def give(self, which: int) -> None:
        for one in self.begun[which:][:1]:
            self.sessions.given(one.give)
            assert self.sessions.given(one.take) is None
            assert self.sessions.taken(one.give) is None

    @rule(which=st.integers(0, 9))
    def take(self, which: int) -> None:
        for one in self.begun[which:][:1]:
            if self.sessions.taken(one.take) is not None:
                self.taken.append(one.session.id)

    @rule(which=st.integers(0, 9), reason=st.sampled_from(["", "hỏng"]))
    def end(self, which: int, reason: str) -> None:
        for one in self.begun[which:][:1]:
            self.sessions.ended(one.session.id, reason)

    @rule(seconds=st.sampled_from([1, 300, LIFE + 1]))
    def wait(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)

    @invariant()
    def nothing_opens_again_and_each_token_takes_once(self) -> None:
        assert len(self.taken) == len(set(self.taken))
        live: dict[str, int] = {}
        for one in self.begun:
            now = self.sessions.called(one.session.id)
            before = self.closed.get(one.session.id)
            assert before is None or now.state == before
            if now.state in OPEN:
                live[now.document.which] = live.get(now.document.which, 0) + 1
            elif now.state != "judged":
                self.closed[one.session.id] = now.state
        assert all(count == 1 for count in live.values())


def test_a_session_ends_once_whatever_happens() -> None:
    run_state_machine_as_test(
        Signing, settings=settings(max_examples=40, stateful_step_count=25, derandomize=True)
    )


def test_the_log_of_the_server_tells_each_signature(app, house) -> None:
    from sqlalchemy import text

    works(app, begun(browser(app, "ld"))["message"], by_leader)
    with house.people.database.reading() as at:
        told = at.execute(text("SELECT what, content FROM web_log WHERE what LIKE 'sign%'")).all()
    assert [what for what, _content in told] == ["sign_begin", "sign"]
    assert json.loads(told[1][1])["number"] == "01/KH-UBND"
    assert house.people.audit()[1] is None
