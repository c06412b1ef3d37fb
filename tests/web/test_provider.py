"""Coming in by an identity provider: the whole way, and each attack refused for its reason."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc.jwk import RSAKey
from sqlalchemy import text
from starlette.testclient import TestClient

from generator.web.app import create_app
from generator.web.house import House
from generator.web.identities import LIFE, linked
from generator.web.people import ListedPerson
from generator.web.provider import REASONS, Provider
from generator.workspace.workspace import LoginSettings
from tests.web.fake_provider import CLIENT, SECRET, FakeProvider, provider
from tests.web.test_door import OWN
from tests.web.test_people import PASSWORD, people, server

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["people", "server"]


@pytest.fixture
def fake(people) -> Iterator[FakeProvider]:
    with provider(people.seconds) as made:
        yield made


@pytest.fixture
def settings(fake) -> LoginSettings:
    return LoginSettings(fake.issuer, CLIENT, "http://127.0.0.1", "Cổng thử")


@pytest.fixture
def app(people, fake, settings, workspace):
    house = House(workspace, people=people, provider=Provider(settings, SECRET), clock=people.clock)
    return create_app(house)


def stranger(app) -> TestClient:
    headers = {**OWN, "accept": "text/html"}
    return TestClient(app, base_url="http://127.0.0.1", headers=headers, follow_redirects=False)


def sent(address: str) -> str:
    """Where the provider sends the browser on."""
    parts = urlsplit(address)
    at = http.client.HTTPConnection(parts.netloc)
    at.request("GET", f"{parts.path}?{parts.query}")
    answer = at.getresponse()
    at.close()
    return str(answer.headers["Location"])


def begun(client: TestClient, back: str = "/") -> str:
    """The address that the provider sends a browser back to."""
    answer = client.get("/login/provider", params={"back": back})
    assert answer.status_code == 303, answer.text
    return sent(answer.headers["location"])


def refused(people, answer: Any, reason: str) -> None:
    """Not in, told in words, and written down with its reason."""
    assert answer.status_code == 403
    assert REASONS[reason] in answer.text
    assert "kehoach_session" not in answer.headers.get("set-cookie", "")
    with people.database.reading() as at:
        told = at.execute(
            text("SELECT content FROM web_log WHERE what = 'login_refused' ORDER BY position DESC")
        ).first()
    assert told is not None
    assert json.loads(told[0])["reason"] == reason


def test_a_person_of_the_provider_comes_in_and_is_known_again(app, people, fake) -> None:
    client = stranger(app)
    assert "Vào bằng Cổng thử" in client.get("/").text
    answer = client.get(begun(client, "/register"))
    assert answer.status_code == 200
    assert 'content="0;url=/register"' in answer.text
    assert "Người soan (soan)" in client.get("/").text
    fake.person["preferred_username"] = "lanh-dao"  # the name may change, the subject stays
    again = stranger(app)
    again.get(begun(again))
    assert "Người soan (soan)" in again.get("/").text
    with people.database.reading() as at:
        acts = at.execute(text("SELECT what FROM web_log ORDER BY position")).scalars().all()
    assert acts[-3:] == ["identity_bound", "login", "login"]


def test_what_the_browser_is_sent_with_is_fresh_each_time(app, fake) -> None:
    seen = set()
    for _login in range(3):
        location = stranger(app).get("/login/provider").headers["location"]
        asked = parse_qs(urlsplit(location).query)
        assert asked["redirect_uri"] == ["http://127.0.0.1/login/callback"]
        assert asked["code_challenge_method"] == ["S256"]
        seen |= {(name, asked[name][0]) for name in ("state", "nonce", "code_challenge")}
    assert len(seen) == 9


LIES = {
    "another issuer": lambda claims: claims.update(iss="https://khac.example"),
    "for another client": lambda claims: claims.update(aud="may-khac"),
    "for several, not handed to us": lambda claims: claims.update(aud=[CLIENT, "may-khac"]),
    "handed to another": lambda claims: claims.update(aud=[CLIENT, "b"], azp="b"),
    "of another login": lambda claims: claims.update(nonce="của lượt khác"),
    "without nonce": lambda claims: claims.pop("nonce"),
    "ended": lambda claims: claims.update(exp=claims["iat"] - 3600),
    "without an end": lambda claims: claims.pop("exp"),
    "of tomorrow": lambda claims: claims.update(iat=claims["iat"] + 86_400),
    "not valid yet": lambda claims: claims.update(nbf=claims["iat"] + 3600),
    "nobody": lambda claims: claims.pop("sub"),
    "somebody without a name": lambda claims: claims.update(sub=""),
    "somebody odd": lambda claims: claims.update(sub=["nguoi-1"]),
    "for another access token": lambda claims: claims.update(at_hash="AAAA"),
}


@pytest.mark.parametrize("lie", LIES.values(), ids=list(LIES))
def test_a_token_that_is_not_for_this_login_is_refused(app, people, fake, lie) -> None:
    fake.lie = lie
    client = stranger(app)
    refused(people, client.get(begun(client)), "claims")


@pytest.mark.parametrize("how", ["none", "secret", "stranger", "cut", "nothing"])
def test_a_token_that_the_provider_did_not_sign_is_refused(app, people, fake, how) -> None:
    honest = fake.signed
    if how == "stranger":
        fake.key = RSAKey.generate_key(2048, {"kid": "1"})  # not among the keys that are shown
    fake.token = {
        "none": fake.unsigned,
        "secret": fake.with_secret,
        "stranger": honest,
        "cut": lambda claims: honest(claims)[:-9] + "AAAAAAAAA",
        "nothing": lambda _claims: "",
    }[how]
    client = stranger(app)
    refused(people, client.get(begun(client)), "signature")


def test_a_key_that_the_provider_changed_is_asked_for_anew(app, fake) -> None:
    client = stranger(app)
    client.get(begun(client))
    fake.key = RSAKey.generate_key(2048, {"kid": "1", "use": "sig"})
    fake.shown = [fake.key]
    again = stranger(app)
    assert again.get(begun(again)).status_code == 200


def test_an_answer_is_good_once_in_its_browser_and_for_ten_minutes(app, people, fake) -> None:
    client = stranger(app)
    address = begun(client)
    refused(people, stranger(app).get(address), "browser")
    refused(people, client.get(address), "state")  # the thief has used it up
    address = begun(client)
    assert client.get(address).status_code == 200
    refused(people, client.get(address), "state")
    address = begun(client)
    people.clock.turn(LIFE + 1)
    refused(people, client.get(address), "state")
    refused(people, client.get("/login/callback?code=a&state=b"), "state")
    refused(people, client.get("/login/callback"), "state")


def test_a_code_is_redeemed_with_the_proof_of_this_login_only(app, people, fake) -> None:
    mine, other = stranger(app), stranger(app)
    stolen = parse_qs(urlsplit(begun(other)).query)["code"][0]
    own = parse_qs(urlsplit(begun(mine)).query)["state"][0]
    answer = mine.get("/login/callback", params={"code": stolen, "state": own, "iss": fake.issuer})
    refused(people, answer, "code")  # PKCE: the verifier is another one


def test_an_answer_of_another_provider_is_refused(app, people, fake) -> None:
    client = stranger(app)
    address = begun(client).replace("&iss=", "&iss=https%3A%2F%2Fkhac.example&x=")
    refused(people, client.get(address), "issuer")
    fake.metadata["authorization_response_iss_parameter_supported"] = True
    app.state.house.provider._known = None
    client = stranger(app)
    refused(people, client.get(begun(client).split("&iss=")[0]), "issuer")


def test_a_person_who_said_no_is_not_in(app, people, fake) -> None:
    client = stranger(app)
    state = parse_qs(urlsplit(begun(client)).query)["state"][0]
    answer = client.get("/login/callback", params={"error": "access_denied", "state": state})
    refused(people, answer, "declined")


def test_accounts_come_from_data_and_are_bound_once(app, people, fake) -> None:
    fake.person = {"sub": "nguoi-9", "preferred_username": "khong-co"}
    client = stranger(app)
    refused(people, client.get(begun(client)), "unknown")
    fake.person = {"sub": "nguoi-1", "preferred_username": "soan"}
    assert client.get(begun(client)).status_code == 200
    fake.person = {"sub": "nguoi-2", "preferred_username": "soan"}  # a name given to another
    refused(people, client.get(begun(client)), "taken")
    assert linked(people, fake.issuer, "nguoi-2", "lanh-dao", "quản trị") is None
    assert client.get(begun(client)).status_code == 200
    assert "Người lanh-dao" in client.get("/").text
    assert linked(people, fake.issuer, "nguoi-2", "soan", "quản trị").code == "LN031"
    assert linked(people, fake.issuer, "x", "khong-co", "quản trị").code == "LN031"
    people.set_disabled("lanh-dao", "quản trị", disabled=True)
    refused(people, client.get(begun(client)), "closed")


@pytest.mark.parametrize("verified", [True, False, None, "true"])
def test_an_address_of_mail_counts_only_when_it_was_verified(
    people, fake, settings, workspace, verified
) -> None:
    settings.ten_theo = "email"
    fake.person = {"sub": "n", "email": "soan@co-quan.example", "email_verified": verified}
    house = House(workspace, people=people, provider=Provider(settings, SECRET), clock=people.clock)
    client = stranger(create_app(house))
    answer = client.get(begun(client))
    assert (answer.status_code == 200) is (verified is True)


def test_somebody_without_a_password_comes_in_by_the_provider_alone(app, people, fake) -> None:
    account = ListedPerson("moi", "Người Mới", "", ("soan",), disabled=False)
    assert people.add(account, None, "quản trị") is None
    fake.person = {"sub": "m", "preferred_username": "moi"}
    client = stranger(app)
    assert client.post("/login", data={"name": "moi", "password": ""}).status_code == 401
    assert client.post("/login", data={"name": "moi", "password": PASSWORD}).status_code == 401
    assert client.get(begun(client)).status_code == 200


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"issuer": "https://khac.example"}, 403),
        ({"token_endpoint": "http://khac.example/token"}, 403),
        ({"jwks_uri": "file:///etc/passwd"}, 403),
        ({"authorization_endpoint": "javascript:alert(1)"}, 403),
        ({"jwks_uri": None}, 403),
    ],
)
def test_a_provider_that_describes_itself_badly_is_not_used(app, fake, told, status) -> None:
    fake.metadata = told
    answer = stranger(app).get("/login/provider")
    assert answer.status_code == status
    assert REASONS["metadata"] in answer.text


def test_a_provider_that_is_away_is_told_and_passwords_go_on(app, people, settings) -> None:
    settings.nha_cung_cap = "http://127.0.0.1:9"
    client = stranger(app)
    assert client.get("/login/provider").status_code == 503
    assert client.post("/login", data={"name": "soan", "password": PASSWORD}).status_code == 303


def test_no_plain_http_beyond_this_machine(app, settings) -> None:
    settings.nha_cung_cap = "http://dang-nhap.example"
    answer = stranger(app).get("/login/provider")
    assert answer.status_code == 403
    assert REASONS["settings"] in answer.text


def test_a_login_is_begun_by_our_own_pages_only_and_ends_on_them(app) -> None:
    elsewhere = stranger(app).get("/login/provider", headers={"sec-fetch-site": "cross-site"})
    assert elsewhere.headers["location"] == "/"
    for evil in ("//evil.example", "https://evil.example", "/\\evil.example"):
        client = stranger(app)
        assert "evil" not in client.get(begun(client, evil)).text
