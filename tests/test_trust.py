"""The list of trust: pinned, and void as a whole when one entry is not what it says."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from generator.issuance.network import Web, WebError
from generator.issuance.verdict.trust_list import load_trust
from tests.desk import desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    desk().pki.trust(tmp_path)
    return tmp_path


def entry(file: str, der: bytes, scope: str = '"gov"', role: str = "goc") -> str:
    digest = hashlib.sha256(der).hexdigest()
    return (
        f'[[chung_thu]]\ntep = "{file}"\nsha256 = "{digest}"\n'
        f'pham_vi = {scope}\nvai_tro = "{role}"\n'
    )


def swapped_file(folder: Path) -> None:
    other = desk().pki.authority("CA gốc thử nghiệm", "false-root")
    (folder / "tin-cay/goc.crt").write_bytes(other.pem)


def leaf_as_anchor(folder: Path) -> None:
    add(folder, "la.crt", desk().pki.leader)


def intermediate_as_anchor(folder: Path) -> None:
    list_file = folder / "tin-cay.toml"
    list_file.write_text(list_file.read_text().replace('"trung_gian"', '"goc"'))


def missing_file(folder: Path) -> None:
    (folder / "tin-cay/ca.crt").unlink()


def listed_twice(folder: Path) -> None:
    with (folder / "tin-cay.toml").open("a") as file:
        file.write(entry("tin-cay/goc.crt", desk().pki.root.der))


def no_scope(folder: Path) -> None:
    list_file = folder / "tin-cay.toml"
    list_file.write_text(list_file.read_text().replace('"gov"', "[]"))


def not_a_certificate(folder: Path) -> None:
    (folder / "tin-cay/goc.crt").write_bytes(b"-----BEGIN CERTIFICATE-----\nxx")


def add(folder: Path, name: str, holder) -> None:
    (folder / "tin-cay" / name).write_bytes(holder.der)
    with (folder / "tin-cay.toml").open("a") as file:
        file.write(entry(f"tin-cay/{name}", holder.der))


BAD = [
    swapped_file,
    leaf_as_anchor,
    intermediate_as_anchor,
    missing_file,
    listed_twice,
    no_scope,
    not_a_certificate,
]


@pytest.mark.parametrize("spoil", BAD, ids=lambda f: f.__name__)
def test_a_list_with_one_wrong_entry_is_not_used_at_all(folder, spoil) -> None:
    spoil(folder)
    store, problems = load_trust(folder / "tin-cay.toml")
    assert store is None
    assert {p.code for p in problems} == {"XT102"}


def test_a_good_list_is_taken_whole(folder) -> None:
    store, problems = load_trust(folder / "tin-cay.toml")
    assert problems == []
    assert store is not None
    assert len(store.signer_roots) == len(store.tsa_roots) == len(store.intermediates) == 1
    assert store.scopes[hashlib.sha256(desk().pki.root.der).digest()] == ("gov",)


def test_text_around_a_certificate_and_utf_16_are_read(folder) -> None:
    pki = desk().pki
    (folder / "tin-cay/goc.crt").write_bytes(b"Subject: CN=x\n\n" + pki.root.pem + b"\nend\n")
    (folder / "tin-cay/ca.crt").write_bytes(pki.ca.pem.decode().encode("utf-16"))
    store, problems = load_trust(folder / "tin-cay.toml")
    assert store is not None, problems


def test_no_list_and_an_empty_list_trust_nobody(tmp_path: Path) -> None:
    assert load_trust(tmp_path / "tin-cay.toml")[0] is None
    (tmp_path / "tin-cay.toml").write_text("")
    store, problems = load_trust(tmp_path / "tin-cay.toml")
    assert store is None
    assert [p.code for p in problems] == ["XT101"]


# --- what may be asked of the network


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "gopher://x", "http://", "not an address"]
)
def test_only_http_is_spoken(url) -> None:
    with pytest.raises(WebError):
        Web().get(url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "169.254.169.254", "10.0.0.1", "192.168.1.1", "0.0.0.0"]
)
def test_internal_addresses_are_not_asked_unless_listed(host) -> None:
    with pytest.raises(WebError, match="nội bộ"):
        Web().get(f"http://{host}:9/crl")


def test_a_listed_host_is_asked_and_no_other() -> None:
    server = desk().server
    server.extra["/ok"] = lambda: (200, "text/plain", b"yes")
    assert Web((server.host,)).get(f"http://{server.host}/ok") == b"yes"
    with pytest.raises(WebError, match="danh sách"):
        Web(("ca.gov.vn",)).get(f"http://{server.host}/ok")


def test_a_redirect_into_the_internal_network_is_not_followed() -> None:
    server = desk().server
    server.extra["/away"] = lambda: (302, "text/plain", b"http://127.0.0.1:9/secret")
    with pytest.raises(WebError, match="danh sách"):
        Web((server.host,)).get(f"http://{server.host}/away")


def test_a_circle_of_redirects_ends() -> None:
    server = desk().server
    server.extra["/round"] = lambda: (302, "text/plain", b"/round")
    with pytest.raises(WebError, match="quá nhiều lần"):
        Web((server.host,)).get(f"http://{server.host}/round")


def test_an_endless_answer_ends(monkeypatch) -> None:
    from generator.issuance import network

    monkeypatch.setattr(network, "BYTES", 1000)
    server = desk().server
    server.extra["/long"] = lambda: (200, "text/plain", b"x" * 100_000)
    with pytest.raises(WebError, match="quá lớn"):
        Web((server.host,)).get(f"http://{server.host}/long")


def test_requests_are_counted() -> None:
    server = desk().server
    server.extra["/ok"] = lambda: (200, "text/plain", b"yes")
    few = Web((server.host,), requests=2)
    for number in range(2):
        assert few.post(f"http://{server.host}/ok", b"%d" % number, "text/plain") == b"yes"
    with pytest.raises(WebError):
        few.post(f"http://{server.host}/ok", b"", "text/plain")
