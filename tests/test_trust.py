"""The list of trust: pinned, and void as a whole when one entry is not what it says."""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)

from generator.issuance.network import Web, WebError
from generator.issuance.verdict.trust_list import load_trust
from generator.surroundings import told_by
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


@pytest.fixture
def names(monkeypatch) -> dict[str, list[str]]:
    """Addresses of names, as the register of names tells them here; no other is known."""
    told: dict[str, list[str]] = {}
    look_up = socket.getaddrinfo

    def answer(host, port, *rest, **more):
        if host.replace(".", "").isdigit():
            return look_up(host, port, *rest, **more)
        if host not in told:
            raise socket.gaierror(host)
        places = told[host]
        told[host] = told.get(f"later {host}", places)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in places]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    return told


def test_a_host_is_asked_at_its_next_address_when_the_first_takes_no_connection(names) -> None:
    server = desk().server
    server.extra["/ok"] = lambda: (200, "text/plain", b"yes")
    names["ca.test"] = ["127.0.0.2", "127.0.0.1"]
    port = server.host.partition(":")[2]
    assert Web(("ca.test",)).get(f"http://ca.test:{port}/ok") == b"yes"
    names["ca.test"] = ["127.0.0.2", "127.0.0.3"]
    with pytest.raises(WebError, match="không kết nối được"):
        Web(("ca.test",)).get(f"http://ca.test:{port}/ok")


def test_the_addresses_asked_are_those_that_were_checked_and_public(names, monkeypatch) -> None:
    names |= {"ca.test": ["10.0.0.1", "8.8.8.8", "8.8.4.4"], "later ca.test": ["127.0.0.1"]}
    asked: list[str] = []

    def refuse(address, *_rest, **_more):
        asked.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr("urllib3.util.connection.create_connection", refuse)
    with pytest.raises(WebError, match="không kết nối được"):
        Web().get("http://ca.test/crl")
    assert asked == ["8.8.8.8", "8.8.4.4"]


def test_a_host_of_internal_addresses_only_is_not_asked_whatever_its_name(names) -> None:
    names["ca.test"] = ["127.0.0.1", "10.0.0.1"]
    with pytest.raises(WebError, match="nội bộ"):
        Web().get("http://ca.test:9/crl")


@pytest.fixture
def over_tls(monkeypatch, tmp_path) -> Iterator[int]:
    """The port of a server on loopback that is ca.test to everybody on this machine."""
    pki = desk().pki
    named = x509.SubjectAlternativeName([x509.DNSName("ca.test")])
    own = pki.issue("ca.test", "tls", usage="tls", extra=((named, False),))
    (tmp_path / "own.pem").write_bytes(
        own.pem
        + pki.ca.pem
        + own.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (tmp_path / "root.pem").write_bytes(pki.root.pem)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(self.headers["Host"].encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(tmp_path / "own.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_a_host_over_tls_is_asked_at_its_address_and_proves_its_name(names, over_tls) -> None:
    names |= {"ca.test": ["127.0.0.1"], "other.test": ["127.0.0.1"]}
    web = Web(("ca.test", "other.test"))
    assert web.get(f"https://ca.test:{over_tls}/x") == f"ca.test:{over_tls}".encode()
    with pytest.raises(WebError, match=r"không kết nối được https://other\.test"):
        web.get(f"https://other.test:{over_tls}/x")


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy on loopback: its address with a password, and what it was asked."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers['Proxy-Authorization']}")
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"by proxy")

        def do_CONNECT(self) -> None:
            asked.append(self.path)
            self.send_error(403)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"van-thu:m%40t@127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def behind(proxy: str, *hosts: str, **more: str) -> Web:
    return Web(hosts, proxies=told_by({"https_proxy": proxy, "HTTP_PROXY": proxy, **more}).proxies)


def test_a_listed_host_is_asked_through_the_proxy_by_its_name(names, proxy) -> None:
    address, asked = proxy
    assert behind(address, "ca.test").get("http://ca.test/crl?a=1") == b"by proxy"
    assert asked == ["http://ca.test/crl?a=1 Basic dmFuLXRodTptQHQ="]


def test_a_proxy_that_refuses_is_told_without_its_password(names, proxy) -> None:
    address, asked = proxy
    with pytest.raises(WebError, match=r"proxy.*không cho hỏi https://ca\.test/crl$"):
        behind(address, "ca.test").get("https://ca.test/crl")
    assert asked == ["ca.test:443"]


@pytest.mark.parametrize(
    ("places", "reason"),
    [([], "may_chu"), (["10.0.0.1"], "nội bộ"), (["8.8.8.8", "10.0.0.1"], "nội bộ")],
)
def test_a_proxy_is_not_asked_for_what_may_be_internal(places, reason, names, proxy) -> None:
    address, asked = proxy
    names |= {"ca.test": places} if places else {}
    with pytest.raises(WebError, match=reason):
        behind(address).get("http://ca.test/crl")
    assert asked == []


@pytest.mark.parametrize(
    "without", ["*", "ca.test", ".test", "a.vn, *.test", "ca.test:8080", "CA.TEST"]
)
def test_hosts_without_proxy_are_asked_straight(without, names, proxy) -> None:
    address, asked = proxy
    with pytest.raises(WebError, match="không kết nối được"):
        behind(address, "ca.test", no_proxy=without).get("http://ca.test/crl")
    assert asked == []


def test_this_machine_is_never_asked_through_a_proxy(proxy) -> None:
    server = desk().server
    server.extra["/ok"] = lambda: (200, "text/plain", b"yes")
    assert behind(proxy[0], server.host).get(f"http://{server.host}/ok") == b"yes"


def test_what_is_no_proxy_of_http_is_told_as_such(names) -> None:
    with pytest.raises(WebError, match="địa chỉ máy chủ trung gian"):
        behind("socks5://van-thu:bi-mat@p:1080", "ca.test").get("http://ca.test/crl")


def test_requests_are_counted() -> None:
    server = desk().server
    server.extra["/ok"] = lambda: (200, "text/plain", b"yes")
    few = Web((server.host,), requests=2)
    for number in range(2):
        assert few.post(f"http://{server.host}/ok", b"%d" % number, "text/plain") == b"yes"
    with pytest.raises(WebError):
        few.post(f"http://{server.host}/ok", b"", "text/plain")
