"""The few questions a signature asks of the network, with limits.

Addresses of OCSP, CRL and issuer certificates stand in the file that is examined: its
author chose them. So only http(s) is spoken, only to public addresses or to hosts the
office listed, a redirect is checked like a first address, and size and time end.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from generator.locale import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from urllib.parse import SplitResult

REDIRECTS = 3
BYTES = 20_000_000
"""The largest CRL taken; the national ones have a few megabytes."""


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
    _kept: dict[str, bytes] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def anew(self) -> Web:
        """The same with nothing asked yet; answers that are kept count on."""
        return Web(self.hosts, self.seconds, _kept=self._kept, _lock=self._lock)

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
            try:
                status, where, content = self._once(method, url, body, headers, end)
            except (OSError, http.client.HTTPException, ValueError) as fault:
                raise WebError(_("không kết nối được {may}").format(may=url)) from fault
            if status in {301, 302, 303, 307, 308} and where:
                url = urljoin(url, where)
                continue
            if status != 200:
                raise WebError(_("{may} trả lời mã {so}").format(may=url, so=status))
            return content
        raise WebError(_("{may} chuyển hướng quá nhiều lần").format(may=url))

    def _once(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str], end: float
    ) -> tuple[int, str | None, bytes]:
        parts = urlsplit(url)
        address, port = self._address(url, parts)
        connection = _connection(parts, address, port, end)
        try:
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(method, target, body, {"User-Agent": "kehoach", **headers})
            answer = connection.getresponse()
            content = _read(answer.read1, end)
            return answer.status, answer.getheader("Location"), content
        finally:
            connection.close()

    def _address(self, url: str, parts: SplitResult) -> tuple[str, int]:
        """The network address to connect to, after all rules. Raises WebError."""
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise WebError(_("địa chỉ {may} không phải http(s)").format(may=url))
        port = parts.port or (443 if parts.scheme == "https" else 80)
        listed = {parts.hostname, f"{parts.hostname}:{port}"} & set(self.hosts)
        if self.hosts and not listed:
            raise WebError(
                _("máy chủ {may} không có trong danh sách được phép").format(may=parts.hostname)
            )
        # the address that was checked is the one connected to: names can change meanwhile
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
        address = str(found[0][4][0])
        if not listed and not ipaddress.ip_address(address.partition("%")[0]).is_global:
            raise WebError(
                _("máy chủ {may} ở mạng nội bộ, chưa được phép").format(may=parts.hostname)
            )
        return address, port


def _connection(
    parts: SplitResult, address: str, port: int, end: float
) -> http.client.HTTPConnection:
    left = max(0.1, end - time.monotonic())
    host = parts.hostname or ""
    connection = http.client.HTTPConnection(host, port, timeout=left)
    raw: socket.socket = socket.create_connection((address, port), timeout=left)
    if parts.scheme == "https":
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        raw = context.wrap_socket(raw, server_hostname=host)
    connection.sock = raw
    return connection


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
