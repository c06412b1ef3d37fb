"""The workplace in a browser: start, memory, pages, keys, and an office that types at once.

`kehoach web` and `kehoach web --server` are started as their users start them, over a copy of the
real cascade. One person types in Chromium. Pages are asked one after the other over one connection
(p95 of 40). Then 20 people type: each sends a keystroke's preview, an editor page or the list each
second (8 : 1 : 1), while 200 signers' PCs hold an open question; client and server share the cores.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import random
import re
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import threading
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.engines.journey import measure_journey
from benchmarks.engines.keystrokes import measure_keystrokes
from benchmarks.engines.process import RefusedError, compile_sources
from benchmarks.harness import Figure, at_most, figure
from generator.web.agents import Agents
from generator.web.people import ListedPerson, People, open_people

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent.parent
WARD, CITY = "kh-phuong-dong-kinh-2024", "kh-tp-lang-son-2024"
NODE = "md-kl-277"
TYPISTS, STREAMS, SECONDS = 20, 200, 20
ASKED = 40
STARTS = 5
PAGES = {
    "list": ("/", 20),
    "editor": (f"/plans/{WARD}", 100),
    "comparison": (f"/plans/{WARD}/compare", 150),
    "search": ("/search?q=cai+cach+hanh+chinh", 200),
}


class Load(NamedTuple):
    """What an office's minute did."""

    times: list[float]
    errors: int
    megabytes: float


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    root = scratch / "ws"
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "kehoach.toml", root)
    starts, idle = zip(*(_own_pc(root) for _start in range(STARTS)), strict=True)
    keys = _keys(root)
    with _office(root) as (port, server, people):
        cookie = _cookie(people, "go0")
        pages = {name: _page(port, cookie, path) for name, (path, _limit) in PAGES.items()}
        load = _load(port, server, people)
    way = measure_journey(root, _started, _env())
    return [
        figure("web.journey.s", [way.seconds], "s", "Word file to PDF by keyboard", at_most(60)),
        figure("web.journey.acts", [way.activations], "", "activations on that way", at_most(12)),
        figure("web.keystroke.p50.ms", [statistics.median(keys)], "ms", "key to painted page"),
        figure("web.keystroke.p95.ms", [_p95(keys)], "ms", "the same", at_most(150)),
        figure("web.first_page.s", starts, "s", "start of kehoach web to its page", at_most(1)),
        figure("web.idle.mb", idle, "MB", "RSS of kehoach web after its first page", at_most(80)),
        *(
            figure(f"web.{name}.p95.ms", [_p95(pages[name])], "ms", path, at_most(limit))
            for name, (path, limit) in PAGES.items()
        ),
        figure("web.load.p50.ms", [statistics.median(load.times)], "ms", _what()),
        figure("web.load.p95.ms", [_p95(load.times)], "ms", _what(), at_most(200)),
        figure("web.load.errors", [load.errors], "", _what(), at_most(0)),
        figure("web.load.mb", [load.megabytes], "MB", "RSS of the server after that", at_most(150)),
    ]


def _what() -> str:
    return f"{TYPISTS} people typing, {STREAMS} open questions, {SECONDS} s"


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def _env() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": str(ROOT)}


def _started(root: Path, *arguments: object) -> subprocess.Popen[str]:
    program = "from generator.cli import main; main()"
    return subprocess.Popen(
        [sys.executable, "-c", program, "web", *map(str, arguments)],
        cwd=root,
        env=_env(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        text=True,
    )


def _memory(pid: int) -> float:
    """RSS in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1000  # type: ignore[index]


def _own_pc(root: Path) -> tuple[float, float]:
    """Seconds from start to the first page, and memory then."""
    begun = time.perf_counter()
    with _started(root, "--no-window") as server:
        try:
            assert server.stdout is not None
            told = next((line for line in server.stdout if "http://" in line), "")
            found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S+)", told)
            if found is None:
                raise RefusedError(f"kehoach web said: {told}")
            port = int(found[1])
            _until_open(port)
            _first_page(port, found[2])
            took = time.perf_counter() - begun
            time.sleep(0.5)
            return took, _memory(server.pid)
        finally:
            server.terminate()


def _keys(root: Path) -> list[float]:
    """Milliseconds from keys to the printed page, on one PC."""
    with _started(root, "--no-window") as server:
        try:
            assert server.stdout is not None
            told = next((line for line in server.stdout if "http://" in line), "")
            found = re.search(r"http://\S+", told)
            if found is None:
                raise RefusedError(f"kehoach web said: {told}")
            return list(measure_keystrokes(found[0], WARD, NODE))
        finally:
            server.terminate()


def _first_page(port: int, entrance: str) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port)) as at:
        at.request("GET", entrance)
        answer = at.getresponse()
        cookie = str(answer.getheader("set-cookie")).partition(";")[0]
        answer.read()
        _get(at, "/", cookie)


def _until_open(port: int) -> None:
    for _try in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise RefusedError("the server does not listen")


@contextmanager
def _office(root: Path) -> Iterator[tuple[int, subprocess.Popen[str], People]]:
    """A server with people, on a free port."""
    people = open_people(".kehoach/web.db", root, lambda: datetime.now(UTC))
    for number in range(TYPISTS):
        account = ListedPerson(f"go{number}", f"Người {number}", "", ("soan", "lanh_dao"), False)
        if people.add(account, None, "đo"):
            raise RefusedError("no account")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _started(root, "--server", "--port", port) as server:
        try:
            _until_open(port)
            yield port, server, people
        finally:
            server.terminate()
            people.database.close()


def _cookie(people: People, name: str) -> str:
    account = next(one for one in people.accounts() if one.name == name)
    with people.database.writing() as at:
        return f"kehoach_session={people.session(at, account, {}).token}"


def _get(at: http.client.HTTPConnection, path: str, cookie: str) -> bytes:
    at.request("GET", path, headers={"Cookie": cookie})
    answer = at.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RefusedError(f"{path}: {answer.status}")
    return data


def _page(port: int, cookie: str, path: str) -> list[float]:
    """Milliseconds of each answer, the first ones not counted."""
    at = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for number in range(ASKED + 5):
        begun = time.perf_counter()
        _get(at, path, cookie)
        if number >= 5:
            times.append((time.perf_counter() - begun) * 1000)
    at.close()
    return times


def _load(port: int, server: subprocess.Popen[str], people: People) -> Load:
    agents = Agents(people)
    tokens = [_paired(agents, number) for number in range(STREAMS)]
    times: list[float] = []
    errors: list[str] = []
    stop = threading.Event()
    streams = threading.Thread(target=lambda: asyncio.run(_streams(port, tokens, stop, errors)))
    streams.start()
    time.sleep(2)
    typists = [
        threading.Thread(target=_types, args=(port, _cookie(people, f"go{n}"), n, times, errors))
        for n in range(TYPISTS)
    ]
    for one in typists:
        one.start()
    for one in typists:
        one.join()
    megabytes = _memory(server.pid)
    stop.set()
    streams.join()
    for error in errors[:5]:
        print(error, file=sys.stderr)
    return Load(times, len(errors), megabytes)


def _paired(agents: Agents, number: int) -> str:
    token = agents.pair(agents.code(f"go{number % TYPISTS}"), "127.0.0.1")
    if token is None:
        raise RefusedError("no pairing")
    return token


def _types(port: int, cookie: str, number: int, times: list[float], errors: list[str]) -> None:
    """One person: a request a second, as an editor sends them."""
    chance = random.Random(number)
    at = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    time.sleep(chance.random())
    known: list[str] = []
    for step in range(SECONDS):
        begun = time.perf_counter()
        try:
            ask = chance.choices((_keystroke, _editor, _worklist), (8, 1, 1))[0]
            known = ask(at, cookie, f"Việc {number}.{step} {secrets.token_hex(3)}", known)
            times.append((time.perf_counter() - begun) * 1000)
        except (OSError, http.client.HTTPException, ValueError, RefusedError) as fault:
            errors.append(repr(fault))
            at.close()
        time.sleep(max(0.0, 1 - (time.perf_counter() - begun)))
    at.close()


def _keystroke(
    at: http.client.HTTPConnection, cookie: str, words: str, known: list[str]
) -> list[str]:
    typed = {"type": "set", "node": NODE, "field": "noi_dung", "value": words}
    body = json.dumps({"operations": [typed], "known": known})
    headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
    at.request("POST", f"/plans/{WARD}/pages", body.encode(), headers)
    answer = at.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RefusedError(f"pages: {answer.status}")
    said = json.loads(data)
    return [page["digest"] for page in said["pages"]] or known


def _editor(
    at: http.client.HTTPConnection, cookie: str, _words: str, known: list[str]
) -> list[str]:
    _get(at, f"/plans/{WARD}", cookie)
    return known


def _worklist(
    at: http.client.HTTPConnection, cookie: str, _words: str, known: list[str]
) -> list[str]:
    _get(at, "/", cookie)
    return known


async def _streams(port: int, tokens: list[str], stop: threading.Event, errors: list[str]) -> None:
    """Questions that stay open, each asked again when it was answered."""

    async def one(token: str) -> None:
        while not stop.is_set():
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            asked = "GET /agent/next?wait=20 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
            writer.write(f"{asked}Authorization: Bearer {token}\r\n\r\n".encode())
            read = asyncio.ensure_future(reader.read())
            while not read.done() and not stop.is_set():
                await asyncio.wait([read], timeout=0.5)
            if not stop.is_set() and b"200 OK" not in read.result()[:20]:
                errors.append(f"stream: {read.result()[:80]!r}")
            read.cancel()
            writer.close()

    await asyncio.gather(*(one(token) for token in tokens))
