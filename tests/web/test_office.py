"""The office's IT at the command line: people, backup, the server's start and stop."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import urllib.error
import urllib.parse
import urllib.request

import pytest
from starlette.testclient import TestClient

from generator.web.app import create_app
from generator.web.house import House
from tests.conftest import process
from tests.ports import free_port
from tests.web.conftest import until

LONGEST = 240
"""Seconds for a server to do what is waited for, on a machine with much to do."""
PASSWORD = "mật khẩu đủ dài"
ADD = ("--full-name", "Người Soạn Mẫu", "--role", "soan", "--role", "van_thu")


@pytest.fixture
def typed(monkeypatch):
    """What is typed where nothing is shown."""
    monkeypatch.setattr("click.termui.hidden_prompt_func", lambda _prompt: PASSWORD)


def test_people_are_added_listed_closed_and_backed_up(workspace, kehoach, typed) -> None:
    assert kehoach("web", "user", "add", "an", *ADD).code == 0
    assert "LN031" in kehoach("web", "user", "add", "an", *ADD).err
    listed = kehoach("web", "user", "list").out
    assert "an\tNgười Soạn Mẫu\t*\tsoan,van_thu" in listed
    assert kehoach("web", "user", "password", "an").code == 0
    assert kehoach("web", "user", "disable", "an").code == 0
    assert "đã khóa" in kehoach("web", "user", "list").out
    assert kehoach("web", "user", "disable", "an", "--enable").code == 0
    assert "nguyên vẹn: 4 việc" in kehoach("web", "audit").out
    assert kehoach("web", "backup", "luu.json").code == 0
    assert "LN032" in kehoach("web", "backup", "luu.json").err
    assert kehoach("web", "restore", "luu.json", "--database", "khac.db").code == 0
    assert kehoach("web", "user", "list", "--database", "khac.db").out == listed
    assert PASSWORD not in (workspace / "luu.json").read_text("utf-8")


def test_a_log_that_was_changed_is_told(workspace, kehoach, typed) -> None:
    import sqlite3

    kehoach("web", "user", "add", "an", *ADD)
    with sqlite3.connect(workspace / ".kehoach/web.db") as at:
        at.execute("UPDATE web_log SET who = 'ai đó'")
    at.close()
    told = kehoach("web", "audit")
    assert told.code == 1
    assert "SO406" in told.err


def test_a_unit_that_no_registry_knows_is_refused(workspace, kehoach, typed) -> None:
    refused = kehoach("web", "user", "add", "an", *ADD, "--unit", "ubnd-khong-co")
    assert refused.code == 2
    assert "ubnd-khong-co" in refused.err


def test_a_server_off_this_machine_without_https_in_front_is_refused(workspace, kehoach) -> None:
    refused = kehoach("web", "--server", "--host", "0.0.0.0", "--port", "8080")
    assert refused.code == 2
    assert "--proxy" in refused.err


def test_a_server_answers_and_stops_gracefully(workspace) -> None:
    port = free_port()
    server = process("web", "--server", "--port", port, cwd=workspace)
    try:
        health = json.loads(answered(f"http://127.0.0.1:{port}/health"))
        assert health["status"] == "ok"
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/")
        assert refused.value.code == 401
        refused.value.close()
    finally:
        server.send_signal(signal.SIGTERM)
        _out, err = server.communicate(timeout=LONGEST)
    assert "Traceback" not in err


def entered(port: int, password: str, pause=lambda: None) -> bytes:
    """Log in over a bare connection; `pause` is called when the server has begun with the form."""
    form = urllib.parse.urlencode({"name": "an", "password": password}).encode()
    head = (
        f"POST /login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nSec-Fetch-Site: same-origin\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n"
        "Expect: 100-continue\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=LONGEST) as at:
        at.sendall(head.encode())
        begun = at.recv(65536)
        assert begun.startswith(b"HTTP/1.1 100"), begun
        pause()
        at.sendall(form)
        return at.recv(65536)


def listens(port: int) -> bool:
    """Whether somebody new is let in."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def test_what_is_under_way_is_finished_before_the_server_stops(workspace, kehoach, typed) -> None:
    kehoach("web", "user", "add", "an", *ADD)
    port = free_port()
    server = process("web", "--server", "--port", port, cwd=workspace)
    answered(f"http://127.0.0.1:{port}/health")

    def stop() -> None:
        server.send_signal(signal.SIGTERM)
        until(lambda: not listens(port))

    said = entered(port, PASSWORD, stop)
    assert said.startswith(b"HTTP/1.1 303"), said
    assert b"kehoach_session=" in said
    _out, err = server.communicate(timeout=LONGEST)
    assert "Traceback" not in err


def test_an_office_that_lost_its_machine_goes_on_from_its_copies(
    workspace, kehoach, typed, tmp_path, monkeypatch
) -> None:
    kehoach("web", "user", "add", "an", *ADD)
    book = ("--agency", "ubnd-tinh-lang-son", "--year", "2026", "--reason", "chờ ký")
    assert kehoach("register", "reserve", *book).code == 0
    listed = kehoach("register", "list").out
    for task, name in (("web", "nguoi.json"), ("register", "so.json")):
        assert kehoach(task, "backup", tmp_path / name).code == 0
    new = tmp_path / "may-moi"
    new.mkdir()
    for name in ("templates", "plans"):
        shutil.copytree(workspace / name, new / name)
    shutil.copy(workspace / "kehoach.toml", new)
    monkeypatch.chdir(new)
    for task, name in (("web", "nguoi.json"), ("register", "so.json")):
        assert kehoach(task, "restore", tmp_path / name).code == 0
    assert kehoach("register", "list").out == listed
    assert kehoach("register", "audit").code == 0
    assert kehoach("web", "audit").code == 0
    assert kehoach("register", "reserve", *book).out.startswith("02/")
    port = free_port()
    server = process("web", "--server", "--port", port, cwd=new)
    try:
        answered(f"http://127.0.0.1:{port}/health")
        assert entered(port, PASSWORD).startswith(b"HTTP/1.1 303")
        assert entered(port, "sai mật khẩu").startswith(b"HTTP/1.1 401")
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=LONGEST)


def test_a_disk_that_is_nearly_full_is_told_to_the_watcher_and_to_people(
    workspace, monkeypatch
) -> None:
    client = TestClient(create_app(House(workspace)), base_url="http://127.0.0.1")
    assert client.get("/health").json()["status"] == "ok"
    assert "Máy chủ hoạt động" in client.get("/health", headers={"accept": "text/html"}).text
    usage = shutil.disk_usage(workspace)._replace(free=1_000_000)
    monkeypatch.setattr("generator.web.entrance.shutil.disk_usage", lambda _path: usage)
    assert client.get("/health").status_code == 503
    assert client.get("/health").json()["status"] == "disk"
    assert client.get("/health", headers={"accept": "text/html"}).status_code == 503


def answered(address: str) -> bytes:
    """The answer of a server that is starting."""
    until(lambda: listens(urllib.parse.urlsplit(address).port or 80))
    with urllib.request.urlopen(address) as answer:
        found: bytes = answer.read()
        return found
