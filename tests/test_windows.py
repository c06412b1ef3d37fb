"""What Windows does otherwise, asked for on Linux: names, files in use, locks, types, browsers."""

from __future__ import annotations

import errno
import http.client
import json
import mimetypes
import os
import socket
import subprocess
import sys
import webbrowser
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from generator.web import serve
from generator.web.app import create_app
from generator.web.assets import assets
from generator.web.house import House
from generator.workspace import windows
from generator.workspace.files import write_atomic
from tests.conftest import ROOT
from tests.web.conftest import until

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program believes that it runs there; it does not wait between two tries."""
    monkeypatch.setattr(windows, "WINDOWS", True)
    monkeypatch.setattr("time.sleep", lambda _seconds: None)


def in_use(monkeypatch: pytest.MonkeyPatch, times: int) -> list[int]:
    """A file that somebody reads: so often it cannot be replaced."""
    left = [times]
    true: Callable[..., None] = os.replace

    def replace(*names: object) -> None:
        if left[0]:
            left[0] -= 1
            raise PermissionError(errno.EACCES, "Access is denied")
        true(*names)

    monkeypatch.setattr(os, "replace", replace)
    return left


@pytest.mark.usefixtures("on_windows")
def test_a_file_that_is_read_at_this_moment_is_written_a_moment_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text("cũ", "utf-8")
    in_use(monkeypatch, 5)
    write_atomic(path, "mới".encode())
    assert path.read_text("utf-8") == "mới"


@pytest.mark.usefixtures("on_windows")
def test_a_file_that_stays_open_is_told_and_keeps_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ke-hoach.toml"
    path.write_text("cũ", "utf-8")
    in_use(monkeypatch, 1_000)
    with pytest.raises(PermissionError):
        write_atomic(path, b"x")
    assert path.read_text("utf-8") == "cũ"
    assert list(tmp_path.iterdir()) == [path]


def test_elsewhere_nobody_waits_for_what_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = in_use(monkeypatch, 2)
    with pytest.raises(PermissionError):
        write_atomic(tmp_path / "a", b"x")
    assert left == [1]


@pytest.mark.usefixtures("on_windows")
def test_a_sealed_file_may_be_replaced_by_who_sealed_it(tmp_path: Path) -> None:
    path = tmp_path / "ho-so.json"
    path.write_bytes(b"{}")
    path.chmod(0o400)
    assert os.access(windows.unsealed(path), os.W_OK)
    assert path.stat().st_mode & 0o200
    assert windows.unsealed(tmp_path / "khong-co") == tmp_path / "khong-co"


@pytest.mark.parametrize("stem", ["con", "CON", "nul", "com1", "aux.cu", "Lpt9"])
def test_no_file_is_called_like_a_device(stem: str) -> None:
    made = windows.no_device(stem)
    assert made.partition(".")[0].lower() not in windows.DEVICES or made != stem
    assert made.startswith(stem)
    assert made != stem


@pytest.mark.parametrize("stem", ["con-cai", "ke-hoach", "nulla", "com10"])
def test_other_names_stay(stem: str) -> None:
    assert windows.no_device(stem) == stem


class Msvcrt:
    """`msvcrt` with one byte that somebody else holds for a while."""

    LK_LOCK, LK_NBLCK, LK_UNLCK = 1, 2, 0

    def __init__(self, held: int, fault: int = errno.EDEADLK) -> None:
        self.held, self.fault = held, fault
        self.asked: list[int] = []

    def locking(self, handle: int, mode: int, size: int) -> None:
        """As the system: it gives up after ten tries of its own."""
        assert (os.lseek(handle, 0, os.SEEK_CUR), size) == (0, 1)
        self.asked.append(mode)
        if mode != self.LK_UNLCK and self.held:
            self.held -= 1
            raise OSError(self.fault, "locked")


def test_a_lock_is_waited_for_longer_than_the_system_does(tmp_path: Path) -> None:
    system = Msvcrt(held=3)
    with (tmp_path / "khoa").open("a+b") as file:
        lock = windows.ByteLock(system)
        lock.take(file.fileno())
        lock.give(file.fileno())
    assert system.asked == [1, 1, 1, 1, 0]


def test_what_is_held_is_not_taken_and_a_broken_handle_is_told(tmp_path: Path) -> None:
    with (tmp_path / "khoa").open("a+b") as file:
        assert not windows.ByteLock(Msvcrt(held=1)).attempt(file.fileno())
        assert windows.ByteLock(Msvcrt(held=0)).attempt(file.fileno())
        with pytest.raises(OSError, match="locked"):
            windows.ByteLock(Msvcrt(held=1, fault=errno.EBADF)).take(file.fileno())


def test_scripts_are_scripts_whatever_the_registry_calls_them(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(mimetypes.types_map, ".js", "text/plain")
    mimetypes.add_type("text/plain", ".js")
    with TestClient(create_app(House(workspace)), base_url="http://127.0.0.1") as made:
        for name, kind in (("editor.js", "text/javascript"), ("kehoach.css", "text/css")):
            answer = made.get(f"{assets()}/{name}")
            assert answer.headers["content-type"].partition(";")[0] == kind


def test_the_window_is_edge_where_windows_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edge = tmp_path / "Microsoft/Edge/Application/msedge.exe"
    edge.parent.mkdir(parents=True)
    edge.write_bytes(b"")
    started: list[list[str]] = []
    opened: list[str] = []
    monkeypatch.setattr("shutil.which", lambda _name: None)
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_more: started.append(command))
    monkeypatch.setattr(webbrowser, "open", opened.append)
    monkeypatch.setenv("ProgramFiles(x86)", str(tmp_path))
    serve.open_window("http://127.0.0.1:1/")
    assert started == [[str(edge), "--app=http://127.0.0.1:1/"]]
    edge.unlink()
    serve.open_window("http://127.0.0.1:1/")
    assert opened == ["http://127.0.0.1:1/"]


def test_no_other_program_gets_the_port_of_a_server_that_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []

    class Listener(socket.socket):
        def setsockopt(self, _level: int, option: int, _value: object, *_more: object) -> None:
            asked.append(option)

    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    monkeypatch.setattr(socket, "socket", Listener)
    serve.bind().close()
    assert asked == [-5]


DOUBLE_CLICKED = """
import sys
sys.stdin = sys.stdout = sys.stderr = None
from generator.cli import main
sys.argv = ["kehoach", "web", "--no-window"]
main()
"""


def test_a_double_click_starts_the_workplace_where_there_is_no_console(workspace: Path) -> None:
    told = workspace / serve.RUNNING
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", DOUBLE_CLICKED]
    with subprocess.Popen(command, cwd=workspace, env=environment) as server:
        try:
            until(lambda: told.exists() and told.read_text("utf-8"))
            port = json.loads(told.read_text("utf-8"))["port"]
            assert answered(port) == 401  # it asks who is there
        finally:
            server.terminate()
    assert not told.exists()


def answered(port: int) -> int:
    """The status of the first page, once somebody answers."""
    said: list[int] = []

    def asked() -> list[int]:
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as at, suppress(OSError):
            at.request("GET", "/")
            said.append(at.getresponse().status)
        return said

    until(asked)
    return said[0]
