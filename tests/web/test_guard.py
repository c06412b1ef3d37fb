"""Who may talk to the server at all: its names, its own pages, bodies with an end."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from generator.web.guard import HEADERS, Guard

HOST = "ke-hoach.vn"


async def behind(scope: Any, receive: Any, send: Any) -> None:
    """What the guard lets through: it reads the whole body and says how much came."""
    taken, more = 0, True
    while more:
        message = await receive()
        taken += len(message.get("body", b""))
        more = message.get("more_body", False)
    status = 200 if message["type"] == "http.request" else 499
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": str(taken).encode()})


def asked(
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: tuple[bytes, ...] = (b"",),
    scheme: str = "http",
    path: str = "/",
    **guard: Any,
) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of an answer."""
    said = {"host": HOST, **(headers or {})}
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "scheme": scheme,
        "headers": [(name.encode(), value.encode()) for name, value in said.items()],
    }
    left = list(body)
    sent: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": left.pop(0), "more_body": bool(left)}

    async def send(message: Any) -> None:
        sent.append(message)

    asyncio.run(Guard(behind, [HOST, "::1"], **guard)(scope, receive, send))
    start = sent[0]
    text = b"".join(message.get("body", b"") for message in sent[1:]).decode()
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        (HOST, 200),
        (f"{HOST}:8000", 200),
        (HOST.upper(), 200),
        ("[::1]:8000", 200),
        (f"x.{HOST}", 421),
        (f"x{HOST}", 421),
        (f"{HOST}.evil.example", 421),
        ("", 421),
    ],
)
def test_a_server_answers_to_its_own_names_only(host: str, status: int) -> None:
    assert asked(headers={"host": host})[0] == status


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"sec-fetch-site": "same-origin", "origin": "http://evil.example"}, 200),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", "origin": f"http://{HOST}"}, 403),
        ({"sec-fetch-site": "none"}, 403),
        ({"origin": f"http://{HOST}", "cookie": "a=b"}, 200),
        ({"origin": f"http://{HOST}:1"}, 403),
        ({"origin": "null"}, 403),
        ({"cookie": "a=b"}, 403),
        ({}, 200),
    ],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_an_own_page_or_a_program_without_cookies_writes(
    method: str, headers: dict[str, str], status: int
) -> None:
    assert asked(method, headers)[0] == status


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_changes_nothing_may_be_asked_from_anywhere(method: str) -> None:
    assert asked(method, {"sec-fetch-site": "cross-site", "cookie": "a=b"})[0] == 200


@pytest.mark.parametrize(
    ("length", "status"), [("10", 200), ("11", 413), ("-1", 413), ("x", 413), ("", 413)]
)
def test_a_body_that_says_it_is_too_long_is_not_read(length: str, status: int) -> None:
    assert asked("POST", {"content-length": length}, max_body=10)[0] == status


@pytest.mark.parametrize(
    ("body", "status", "taken"),
    [
        ((b"12345", b"67890"), 200, "10"),
        ((b"12345", b"678901"), 499, "5"),
        ((b"12345678901",), 499, "0"),
    ],
)
def test_a_body_that_does_not_say_how_long_it_is_ends_at_the_limit(
    body: tuple[bytes, ...], status: int, taken: str
) -> None:
    answer = asked("POST", body=body, max_body=10)
    assert (answer[0], answer[2]) == (status, taken)


@pytest.mark.parametrize(
    ("scheme", "path", "status"),
    [("https", "/", 200), ("http", "/", 403), ("http", "/health", 200), ("http", "/health/x", 403)],
)
def test_behind_a_proxy_only_encrypted_requests_count_but_for_its_own_question(
    scheme: str, path: str, status: int
) -> None:
    assert asked(scheme=scheme, path=path, encrypted=True)[0] == status
    assert asked(scheme=scheme, path=path)[0] == 200


@pytest.mark.parametrize(("host", "back"), [(HOST, True), ("evil.example", False)])
def test_a_refusal_is_a_page_for_a_browser_and_a_line_for_a_program(host: str, back: bool) -> None:
    writing = {"host": host, "sec-fetch-site": "cross-site"}
    _status, headers, page = asked("POST", {**writing, "accept": "text/html,*/*"})
    assert headers["content-type"].startswith("text/html")
    assert ('href="/"' in page) is back  # nobody is led to a server of another name
    _status, headers, line = asked("POST", writing)
    assert headers["content-type"].startswith("text/plain")
    assert "<" not in line


@pytest.mark.parametrize("host", [HOST, "evil.example"])
def test_every_answer_forbids_what_no_page_needs(host: str) -> None:
    _status, headers, _text = asked(headers={"host": host})
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_what_is_no_request_of_a_browser_is_handed_on() -> None:
    seen: list[str] = []

    async def lives(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope["type"])

    asyncio.run(Guard(lives, [HOST])({"type": "lifespan"}, None, None))  # type: ignore[arg-type]
    assert seen == ["lifespan"]
