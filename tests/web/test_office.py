"""The office's IT at the command line: people, backup, the server's start and stop."""

from __future__ import annotations

import json
import signal
import socket
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import process

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
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
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
        _out, err = server.communicate(timeout=40)
    assert "Traceback" not in err


def answered(address: str) -> bytes:
    """The answer of a server that is starting."""
    for _try in range(200):
        try:
            with urllib.request.urlopen(address) as answer:
                found: bytes = answer.read()
                return found
        except OSError:
            time.sleep(0.1)
    raise AssertionError(address)
