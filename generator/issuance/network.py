"""The few questions a signature asks of the network, with limits.

Addresses of OCSP, CRL and issuer certificates stand in the file that is examined: its
author chose them. So only http(s) is spoken, only to public addresses or to hosts the
office listed, a redirect is checked like a first address, and size and time end.

A host is asked at each of its addresses in turn, and only at those that were checked. Behind a
proxy of the office it is the proxy that looks names up: a host that is not listed is asked
through it only where all its addresses are known here, and public.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

from generator.locale import _
from generator.surroundings import Proxies, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.parse import SplitResult

    from urllib3 import BaseHTTPResponse, HTTPConnectionPool

REDIRECTS = 3
BYTES = 20_000_000
"""The largest CRL taken; the national ones have a few megabytes."""
ADDRESSES = 8
"""Of one host, asked in turn."""


class WebError(Exception):
    """Why an address was not asked or gave nothing; the text is for the user."""


@dataclass
class Web:
    """Bounded requests. Answers of GET are kept for the life of the object."""

    hosts: tuple[str, ...] = ()
    """Hosts ("name" or "name:port") that alone may be asked; () for all public ones."""
    seconds: float = 15.0
    """For one request, redirects included."""
    requests: int = 60
    """In the life of the object."""
    redirects: int = REDIRECTS
    """Followed for one request, each checked like a first address."""
    proxies: Proxies = field(default_factory=lambda: surroundings().proxies)
    """Ways out of the office, as the surroundings of the request name them."""
    _kept: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def anew(self) -> Web:
        """The same with nothing asked yet; answers that are kept count on."""
        return Web(
            self.hosts, self.seconds, proxies=self.proxies, _kept=self._kept, _lock=self._lock
        )

    def get(self, url: str) -> bytes:
        """The body behind an address. Raises WebError."""
        with self._lock:
            if url in self._kept:
                return self._kept[url]
        body = self._request("GET", url, None, {})
        with self._lock:
            self._kept[url] = body
        return body

    def post(
        self,
        url: str,
        body: bytes,
        kind: str,
        seconds: float | None = None,
        headers: dict[str, str] | None = None,
    ) -> bytes:
        """The answer to a question. Raises WebError."""
        return self._request("POST", url, body, {"Content-Type": kind, **(headers or {})}, seconds)

    def ask(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: dict[str, str],
        seconds: float | None = None,
    ) -> bytes:
        """The answer to any question; it is not kept. Raises WebError."""
        return self._request(method, url, body, headers, seconds)

    def _request(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: dict[str, str],
        seconds: float | None = None,
    ) -> bytes:
        end = time.monotonic() + (seconds or self.seconds)
        for _hop in range(self.redirects + 1):
            with self._lock:
                self.requests -= 1
                if self.requests < 0:
                    raise WebError(_("quá nhiều yêu cầu mạng"))
            status, where, content = self._once(method, url, body, headers, end)
            if status in {301, 302, 303, 307, 308} and where:
                url = where
                continue
            if status != 200:
                raise WebError(_("{may} trả lời mã {so}").format(may=url, so=status))
            return content
        raise WebError(_("{may} chuyển hướng quá nhiều lần").format(may=url))

    def _once(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], end: float
    ) -> tuple[int, str | None, bytes]:
        from urllib3.exceptions import HTTPError, ProxyError

        question = _Question(method, url, body, {"User-Agent": "kehoach", **headers}, end)
        try:
            answer = self._answer(question)
            try:
                where = answer.headers.get("Location")
                return answer.status, where and urljoin(url, where), _read(answer.read1, end)
            finally:
                answer.close()
        except ProxyError as fault:
            message = _("máy chủ trung gian (proxy) không cho hỏi {may}")
            raise WebError(message.format(may=url)) from fault
        except (OSError, HTTPError, ValueError) as fault:
            raise WebError(_("không kết nối được {may}").format(may=url)) from fault

    def _answer(self, question: _Question) -> BaseHTTPResponse:
        """The answer, its body unread. Raises WebError, HTTPError, OSError, ValueError."""
        parts = urlsplit(question.url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise WebError(_("địa chỉ {may} không phải http(s)").format(may=question.url))
        port = parts.port or (443 if parts.scheme == "https" else 80)
        listed = {parts.hostname, f"{parts.hostname}:{port}"} & set(self.hosts)
        if self.hosts and not listed:
            raise WebError(
                _("máy chủ {may} không có trong danh sách được phép").format(may=parts.hostname)
            )
        proxy = self.proxies.of(parts.scheme, parts.hostname)
        if proxy:
            if not listed:
                _known_as_public(parts.hostname, port)
            return _through(proxy, question)
        addresses = _addresses(parts.hostname, port)
        if not listed:
            addresses = [address for address in addresses if _is_public(address)]
        if not addresses:
            raise _internal(parts.hostname)
        return _straight(parts, addresses, port, question)


class _Question(NamedTuple):
    method: str
    url: str
    body: bytes | None
    headers: dict[str, str]
    end: float

    def left(self) -> float:
        """Seconds until its time ends."""
        return max(0.1, self.end - time.monotonic())


def _addresses(host: str, port: int) -> list[str]:
    """Where a host is, in the order of its names' register. Raises OSError when nobody knows."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))[:ADDRESSES]


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.partition("%")[0]).is_global


def _internal(host: str) -> WebError:
    return WebError(_("máy chủ {may} ở mạng nội bộ, chưa được phép").format(may=host))


def _known_as_public(host: str, port: int) -> None:
    """That a proxy may be asked for a host nobody listed: it looks the name up once more.

    Raises WebError.
    """
    try:
        addresses = _addresses(host, port)
    except OSError as fault:
        message = _(
            "máy này không tra được địa chỉ của {may} nên không nhờ proxy hỏi;"
            " kê máy chủ vào may_chu của [ky_so]"
        )
        raise WebError(message.format(may=host)) from fault
    if not all(_is_public(address) for address in addresses):
        raise _internal(host)


def _straight(
    parts: SplitResult, addresses: Sequence[str], port: int, question: _Question
) -> BaseHTTPResponse:
    """Ask a host at the first of its addresses that takes a connection.

    The address that was checked is the one connected to: names can change meanwhile.
    """
    from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

    host = parts.hostname or ""
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    said = parts.netloc.rpartition("@")[2]
    for place, address in enumerate(addresses, 1):
        share = question.left() / (len(addresses) - place + 1)
        try:
            return _pool(parts.scheme, address, port, host).urlopen(
                question.method, target, question.body, {"Host": said, **question.headers},
                **_how(question, share),
            )  # fmt: skip
        except (NewConnectionError, ConnectTimeoutError):
            if place == len(addresses):
                raise
    raise AssertionError(addresses)


def _pool(scheme: str, address: str, port: int, host: str) -> HTTPConnectionPool:
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

    if scheme == "http":
        return HTTPConnectionPool(address, port)
    return HTTPSConnectionPool(address, port, ssl_context=_tls(), server_hostname=host)


def _through(proxy: str, question: _Question) -> BaseHTTPResponse:
    """Ask by way of a proxy. Raises HTTPError, and ValueError for an address of no proxy."""
    from urllib3 import ProxyManager, make_headers

    parts = urlsplit(proxy)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise WebError(_("địa chỉ máy chủ trung gian (proxy) không phải http(s)"))
    named = f"{unquote(parts.username)}:{unquote(parts.password or '')}" if parts.username else None
    manager = ProxyManager(
        f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}",
        proxy_headers=make_headers(proxy_basic_auth=named),
        ssl_context=_tls(),
    )
    return manager.urlopen(
        question.method, question.url, body=question.body, headers=question.headers,
        **_how(question, question.left()),
    )  # fmt: skip


def _how(question: _Question, connecting: float) -> dict[str, Any]:
    """Once and no further: redirects are for who checks them, bodies are read with a limit."""
    from urllib3 import Timeout

    return {
        "timeout": Timeout(connect=connecting, read=question.left()),
        "retries": False,
        "redirect": False,
        "assert_same_host": False,
        "preload_content": False,
        "decode_content": False,
    }


def _tls() -> ssl.SSLContext:
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _read(read: Callable[[int], bytes], end: float) -> bytes:
    """All of a body, unless it is too long or too slow."""
    pieces: list[bytes] = []
    size = 0
    while piece := read(65536):
        pieces.append(piece)
        size += len(piece)
        if size > BYTES:
            raise WebError(_("câu trả lời quá lớn"))
        if time.monotonic() > end:
            raise WebError(_("câu trả lời quá chậm"))
    return b"".join(pieces)


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own, which no other machine reaches."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def speaks_safely(address: str) -> bool:
    """Whether an address is https, or http within this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    plain = parts.scheme == "http" and is_loopback(host)
    return bool(host) and (parts.scheme == "https" or plain)


def allowed(hosts: Sequence[str], *urls: str) -> tuple[str, ...]:
    """The listed hosts and those of addresses that the office itself set; () stays ()."""
    if not hosts:
        return ()
    return (*hosts, *(urlsplit(url).netloc for url in urls))
