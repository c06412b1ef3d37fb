"""Whole workspaces run through the command line: what every test of behaviour starts from."""

from __future__ import annotations

import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, settings

from generator.cli import run
from generator.surroundings import be_in, surroundings, told_by
from generator.workspace.confirmed import confirm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent

# The same examples in every run: a failure is a failure of the change at hand. New ones are
# searched with KEHOACH_TEST_RANDOM=1. How long making them takes says how busy the machine is.
UNTIMED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fixed", UNTIMED, derandomize=True)
settings.register_profile("random", UNTIMED)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell starts what runs behind it deaf to Ctrl-C, and every child inherits that.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.load_profile("random" if os.environ.get("KEHOACH_TEST_RANDOM") else "fixed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--rounds 100`: how often what may go wrong by chance is tried."""
    parser.addoption("--rounds", type=int, default=2)


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """A test that fails is named when it fails; the end of the whole run may be far away."""
    if not report.failed:
        return None
    kind = "failed" if report.when == "call" else "error"
    return kind, f"\n{kind.upper()} {report.nodeid}\n", kind.upper()


def pytest_sessionstart(session: pytest.Session) -> None:
    """Of several workers each makes the bytecode of a share of the tests, which all then read.

    Rewriting the asserts is most of what a worker does before its first test, and without this
    every worker does all of it. What cannot be imported here is told where it is collected.
    """
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker is None or sys.dont_write_bytecode:
        return
    here = Path(__file__).parent
    asked = [Path(argument.partition("::")[0]).absolute() for argument in session.config.args]
    files = [f for f in sorted(here.rglob("test_*.py")) if {f, *f.parents} & set(asked)]
    share = slice(
        int(worker.removeprefix("gw")), None, int(os.environ["PYTEST_XDIST_WORKER_COUNT"])
    )
    for file in files[share]:
        with contextlib.suppress(Exception):
            importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How often what may go wrong by chance is tried."""
    found = request.config.getoption("--rounds")
    assert isinstance(found, int)
    return found


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture(autouse=True, scope="session")
def _own_temp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What the tests leave in the folder of temporary files goes with them; no process stays."""
    folder = tmp_path_factory.mktemp("temp")
    before = tempfile.tempdir, os.environ.get("TMPDIR", "")
    tempfile.tempdir = os.environ["TMPDIR"] = str(folder)
    yield
    left = _started_in(folder)
    tempfile.tempdir, os.environ["TMPDIR"] = before
    shutil.rmtree(folder, ignore_errors=True)
    assert left == []


def _started_in(folder: Path) -> list[str]:
    """Processes that got this folder for their temporary files, and that do not end."""
    for _try in range(2_400):
        found = [
            (entry.parent / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            for entry in Path("/proc").glob("[0-9]*/environ")
            if _has(entry, f"TMPDIR={folder}".encode())
        ]
        # Python's own keeper of shared things ends with this process, not before it
        found = [command for command in found if "resource_tracker" not in command]
        if not found:
            return []
        time.sleep(0.1)
    return found


def _has(environment: Path, entry: bytes) -> bool:
    try:
        return entry in environment.read_bytes().split(b"\0")
    except OSError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Compiled templates of the tests stay out of the user's cache."""
    os.environ["KEHOACH_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["KEHOACH_STATE"] = str(tmp_path_factory.mktemp("state"))
    os.environ.pop("KEHOACH_LANG", None)


@pytest.fixture(autouse=True)
def _own_surroundings(_own_cache: None) -> None:
    """What one test told the program of the machine does not reach the next."""
    be_in(told_by(os.environ))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the real workspace; the current folder is inside it."""
    home = copied(tmp_path / "lam-viec")
    monkeypatch.chdir(home)
    return home


def copied(home: Path) -> Path:
    """A copy of the real workspace in a new folder."""
    home.mkdir()
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    confirm(home, surroundings().state)
    return home


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, Callable[[], object]], None]:
    """What the tests of a module begin with is made once: `kept(workspace, make)`.

    The first test makes it in its own workspace; the next ones find a copy of what came of it.
    """
    copies: dict[str, Path] = {}

    def begin(home: Path, make: Callable[[], object]) -> None:
        name = make.__qualname__
        if name in copies:
            emptied(home)
            shutil.copytree(copies[name], home, dirs_exist_ok=True)
            return
        make()
        copies[name] = tmp_path_factory.mktemp("kept") / "lam-viec"
        shutil.copytree(home, copies[name])

    return begin


def emptied(folder: Path) -> None:
    """Take out all that is in a folder; the folder stays, for it may be the current one."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


@pytest.fixture
def official(workspace: Path) -> Path:
    """The workspace as its office would complete it before an issue."""
    return completed(workspace)


def completed(workspace: Path) -> Path:
    """Take the mark of illustrative text off all plans of a workspace."""
    for plan in (workspace / "plans").rglob("*.toml"):
        text = plan.read_text("utf-8")
        plan.write_text(text.replace("\nminh_hoa = true\n", "\n"), "utf-8")
    return workspace


@pytest.fixture
def kehoach(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Run the command in this process: `kehoach("render", "a.toml")`."""

    def call(*arguments: object) -> Outcome:
        capsys.readouterr()
        code = run([str(a) for a in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


def process(*arguments: object, cwd: Path, **environment: str) -> subprocess.Popen[str]:
    """Start the command as a process of its own, for tests that kill or race it."""
    return subprocess.Popen(
        [sys.executable, "-c", "from generator.cli import main; main()", *map(str, arguments)],
        cwd=cwd,
        env={**os.environ, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
