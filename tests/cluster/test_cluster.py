"""Batches over several machines: the same results, and what becomes of machines that are lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, NamedTuple

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from generator.verbs import bench_corpus as nation
from generator.workspace.machines import SAMPLE
from tests import warm
from tests.cluster.machines import ROOT, Machines, machines
from tests.conftest import Outcome, process
from tests.held import hold, known, let_go
from tests.remote_servers import s3
from tests.test_bad_input import many_plans, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

PARENT = "plans/lang-son-2024/thanh-pho.toml"
UNITS = 22
"""With the two above them as many plans as give each machine chunks of two."""


@pytest.fixture(autouse=True)
def _held_plans_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", known(os.environ.get("PYTHONPATH", "")))


@pytest.fixture(scope="module", autouse=True)
def _warm() -> Iterator[None]:
    """One process that forks, for all commands of these tests that no test ends."""
    yield
    warm.end()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Machines]:
    with machines(tmp_path / "may") as found:
        yield found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with machines(tmp_path_factory.mktemp("cum") / "may") as found:
        address = found.start_scheduler()
        found.start_workers(2)
        yield address


def own_disk(folder: Path) -> tuple[str, ...]:
    """What comes before the command of a machine that has a disk of its own, empty, there."""
    names = ("unshare", "-m") if os.geteuid() == 0 else ("unshare", "-Urm")
    return (*names, "sh", "-c", f'mount -t tmpfs none {folder} && exec "$@"', "sh")


def told(*arguments: object, cwd: Path, **environment: str) -> Outcome:
    return warm.told(*arguments, cwd=cwd, environment=environment)


def all_bytes(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


PERIOD = ("--period", "2024-Q3", "--json")
CHANGE = ("(a clerk writes)",)
STORY = (
    ("derive", PARENT, "--all", "-o", "plans/xa", "--json"),
    ("check", "--json"),
    ("update", "--what-if", "khac.toml", "--json"),
    CHANGE,
    ("update", "--recursive", PARENT, "--json"),
    ("render", "--json"),
    ("check", "output", "--json"),
    ("coverage", PARENT, "--json"),
    ("progress", "init", PARENT, *PERIOD),
    ("progress", "roll-up", PARENT, "--date", "2024-10-01", *PERIOD),
    ("render", "--pdf", "--engine", "own", "--json"),
    ("import", "output/xa/*.docx", "-o", "nhap", "--json"),
    ("verify", "output/xa/*.docx", "output/xa/*.pdf", "--offline", "--json"),
)
"""Every batch of a plan's way, each on what the ones before have left."""


class Life(NamedTuple):
    """What was told at each step, and all files in the end."""

    told: list[tuple[int, str]]
    files: dict[str, bytes]


def _named(step: tuple[str, ...], home: Path) -> list[str]:
    """The words of a step, its patterns as the files there are by then."""
    return [
        name
        for word in step
        for name in (
            sorted(str(path.relative_to(home)) for path in home.glob(word))
            if "*" in word
            else [word]
        )
    ]


def begun(home: Path) -> str:
    """A workspace before its story; the plan above as a clerk will have changed it."""
    nation.build(home, UNITS)
    changed = (home / PARENT).read_text("utf-8").replace("Tuyên truyền", "Truyền thông", 1)
    (home / "khac.toml").write_text(changed, "utf-8")
    return changed


def alone(home: Path) -> Life:
    """Play the story in a workspace of its own, in one process."""
    changed, found = begun(home), []
    for step in STORY:
        if step is CHANGE:
            (home / PARENT).write_text(changed, "utf-8")
            continue
        outcome = told(*_named(step, home), "-j", "1", cwd=home)
        found.append((outcome.code, outcome.out.replace(str(home), "")))
    return Life(found, all_bytes(home))


def elsewhere(home: Path, before: Life, url: str, *on: str, **environment: str) -> Life:
    """Play it in a workspace on S3, with the files that the same story has made before."""
    changed, found = begun(home), []
    names = home.with_name("ten-nhu-truoc")
    for name in before.files:
        (names / name).parent.mkdir(parents=True, exist_ok=True)
        (names / name).touch()
    sent = [told("remote", "send", url, cwd=home, **environment)]
    for step in STORY:
        if step is CHANGE:
            (home / PARENT).write_text(changed, "utf-8")
            sent.append(told("remote", "send", cwd=home, **environment))
            continue
        outcome = told("--workspace", url, *_named(step, names), *on, cwd=home, **environment)
        (copy,) = Path(environment["KEHOACH_STATE"]).glob("noi-xa/*/")
        found.append((outcome.code, outcome.out.replace(str(copy), "")))
    sent.append(told("remote", "fetch", cwd=home, **environment))
    assert [one.code for one in sent] == [0] * 3
    return Life(found, all_bytes(home))


def test_machines_with_and_without_a_shared_drive_tell_and_write_what_one_process_does(
    started: Machines, tmp_path: Path
) -> None:
    """The workspace is on S3; one machine sees the copy of who asks, the other has its own."""
    before = alone(tmp_path / "mot")
    state = tmp_path / "cua-toi"
    state.mkdir()
    address = started.start_scheduler()
    with s3(tmp_path) as (url, environment):
        started.start_worker(**environment)
        started.start_worker(prefix=own_disk(state), **environment)
        environment["KEHOACH_STATE"] = str(state)
        after = elsewhere(tmp_path / "hai", before, url, "--on", address, **environment)
    steps = [step for step in STORY if step is not CHANGE]
    for step, mine, theirs in zip(steps, before.told, after.told, strict=True):
        assert mine == theirs, step
    after.files.pop(".kehoach/noi-xa.json")
    assert before.files == after.files
    assert sum(name.endswith(".pdf") for name in before.files) == UNITS + 2


def test_the_machines_of_a_scheduler_are_counted(two: str, tmp_path: Path) -> None:
    outcome = told("cluster", "look", two, "--json", cwd=tmp_path)
    assert outcome.code == 0, outcome.err
    assert [one["processes"] for one in json.loads(outcome.out)["results"]] == [2]


def test_a_local_cluster_works_until_it_is_interrupted(tmp_path: Path) -> None:
    running = process("cluster", "local", "-n", "1", "--port", "0", cwd=tmp_path)
    assert running.stdout is not None
    address = running.stdout.readline().split()[-1]
    outcome = told("cluster", "look", address, cwd=tmp_path)
    running.send_signal(signal.SIGINT)
    _out, err = running.communicate(timeout=240)
    assert (outcome.code, running.returncode, err) == (0, 0, "")


def test_without_a_certificate_of_this_machine_nothing_is_tried(tmp_path: Path) -> None:
    nation.build(tmp_path / "noi", 1)
    outcome = told("render", "--on", "tls://127.0.0.1:1", cwd=tmp_path / "noi")
    assert outcome.code == 3
    assert "HT951" in outcome.err
    assert "máy này chưa khai chứng thư" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize("text", [None, "không phải chứng thư"])
def test_a_certificate_that_cannot_be_used_is_told(tmp_path: Path, text: str | None) -> None:
    nation.build(tmp_path / "noi", 1)
    file = tmp_path / "ca.pem"
    if text is not None:
        file.write_text(text, "utf-8")
    environment = {
        f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(file)
        for name in ("CA_FILE", "CLIENT__CERT", "CLIENT__KEY")
    }
    outcome = told("render", "--on", "tls://127.0.0.1:1", cwd=tmp_path / "noi", **environment)
    assert outcome.code == 3
    assert "không dùng được chứng thư đã khai" in outcome.err
    assert "Traceback" not in outcome.err


@pytest.mark.parametrize(
    ("address", "code", "exit_code"),
    [("10.1.2.3:8786", "LN061", 2), ("http://127.0.0.1:8786", "LN061", 2),
     ("tcp://10.1.2.3:8786", "HT952", 3), ("tcp://may-chu:8786", "HT952", 3)],
)  # fmt: skip
def test_an_address_that_is_none_or_unsafe_is_refused_before_anything_is_sent(
    workspace, kehoach, address: str, code: str, exit_code: int
) -> None:
    outcome = kehoach("render", "--on", address)
    assert (outcome.code, code in outcome.err) == (exit_code, True), outcome.err
    assert not list(workspace.rglob("output/**/*.docx"))


IMPATIENT = """
import sys
from generator.cli import main
from generator.workspace.cluster import Cluster
from generator.workspace.scheduler import Waits
what, seconds = sys.argv.pop(1).split("=")
Cluster.__init__.__kwdefaults__["waits"] = Waits(**{what: float(seconds)})
main()
"""
"""The program as it is, but that it does not wait as long as its users."""


def impatient(waits: str, *arguments: object, cwd: Path) -> subprocess.Popen[str]:
    """Start the command, which waits so many seconds for what is named ("first=1")."""
    return subprocess.Popen(
        [sys.executable, "-c", IMPATIENT, waits, *map(str, arguments)],
        cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def impatiently(what: str, *arguments: str, cwd: Path) -> Outcome:
    """Run the command, which waits a second for "scheduler" or "first" machine."""
    running = impatient(f"{what}=1", *arguments, cwd=cwd)
    out, err = running.communicate(timeout=240)
    return Outcome(running.returncode, out, err)


def test_a_scheduler_that_is_not_there_is_told(workspace) -> None:
    address = "tcp://127.0.0.1:9"
    outcome = impatiently("scheduler", "render", "--on", address, "--json", cwd=workspace)
    assert outcome.code == 3
    assert [d["code"] for d in json.loads(outcome.out)["diagnostics"]] == ["HT951"]


def test_a_scheduler_without_machines_is_told(started: Machines, workspace) -> None:
    outcome = impatiently("first", "render", "--on", started.start_scheduler(), cwd=workspace)
    assert outcome.code == 3
    assert "HT953" in outcome.err
    assert "dask worker" in outcome.err


def test_without_the_extra_the_way_to_install_it_is_told(workspace) -> None:
    code = "import sys; sys.modules['distributed'] = None\nfrom generator.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "render", "--on", "tcp://127.0.0.1:9"],
        cwd=workspace, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 3
    assert "HT959" in done.stderr
    assert "kehoach[cluster]" in done.stderr


def test_a_machine_with_another_program_is_refused(started: Machines, workspace) -> None:
    other = workspace.parent / "ban-khac"
    shutil.copytree(ROOT / "generator", other / "generator")
    with (other / "generator/plan/wording.py").open("a", encoding="utf-8") as file:
        file.write("\n# another version\n")
    for name in ("templates", "plans"):
        (other / name).symlink_to(ROOT / name)
    address = started.start_scheduler()
    started.start_worker(PYTHONPATH=str(other))
    outcome = told("render", "--on", address, cwd=workspace)
    assert outcome.code == 3
    assert "HT954" in outcome.err
    assert not list(workspace.rglob("output/**/*.docx"))


def test_a_folder_that_only_one_machine_sees_is_told(started: Machines, workspace) -> None:
    """The worker has another disk at the path of the workspace: its own, empty."""
    address = started.start_scheduler()
    started.start_worker(prefix=own_disk(workspace))
    outcome = told("render", "--on", address, cwd=workspace)
    assert outcome.code == 3
    assert "HT955" in outcome.err
    assert str(workspace) in outcome.err
    assert not list(workspace.rglob("output/**/*.docx"))
    assert not list(workspace.rglob(".kehoach-may-*"))


def test_a_machine_that_shares_no_drive_and_does_not_reach_the_place_is_told(
    started: Machines, workspace, tmp_path: Path
) -> None:
    """Its own disk hides the copy of who asks, and the place."""
    state = tmp_path / "cua-toi"
    state.mkdir()
    place, mine = f"file://{state}/chung", {"KEHOACH_STATE": str(state)}
    address = started.start_scheduler()
    started.start_worker(prefix=own_disk(state))
    assert told("remote", "send", place, cwd=workspace, **mine).code == 0
    outcome = told("--workspace", place, "render", "--on", address, cwd=tmp_path, **mine)
    assert outcome.code == 3
    assert "HT955" in outcome.err
    assert place in outcome.err
    assert "KEHOACH_STATE" in outcome.err
    assert not list(state.glob("noi-xa/*/output"))


@pytest.fixture
def held(started: Machines, tmp_path: Path) -> Path:
    """A plan outside of the workspace that the machines wait for."""
    plan = tmp_path / "p9999.toml"
    hold(plan)
    return plan


def working(
    workspace: Path, held: Path, address: str, asleep: float = 60
) -> tuple[subprocess.Popen[str], Path]:
    """A rendering over a cluster that has written some files and cannot end."""
    folder = many_plans(workspace, 100)
    words = ("render", folder, held, "-o", "ra", "--on", address)
    running = impatient(f"asleep={asleep}", *words, cwd=workspace)
    deadline = time.monotonic() + 240
    while len(list((workspace / "ra").rglob("*.docx"))) < 20:
        assert time.monotonic() < deadline
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    return running, folder


def all_made(workspace: Path) -> bool:
    made = list((workspace / "ra").rglob("*.docx"))
    return len(made) == 100 and all(whole(path) for path in made)


def test_a_machine_that_dies_is_replaced_by_the_others(
    started: Machines, workspace, held: Path
) -> None:
    address = started.start_scheduler()
    first, _second = started.start_workers(2)
    running, _folder = working(workspace, held, address)
    first.kill()
    let_go(held)
    _out, err = running.communicate(timeout=240)
    assert "100/101" in err  # all but the held one, which was no plan
    assert running.returncode == 1
    assert all_made(workspace)


def test_a_machine_that_sleeps_holds_nobody_up_and_changes_nothing_when_it_wakes(
    started: Machines, workspace, held: Path
) -> None:
    """Two sleep: one before the work begins, one while it does its part."""
    address = started.start_scheduler()
    early, late, _awake = started.start_workers(3)
    early.send_signal(signal.SIGSTOP)
    running, _folder = working(workspace, held, address, asleep=10)
    late.send_signal(signal.SIGSTOP)
    let_go(held)
    _out, err = running.communicate(timeout=240)
    assert "100/101" in err  # all but the held one, which was no plan
    assert all_made(workspace)
    before = all_bytes(workspace / "ra")
    for one in (early, late):
        one.send_signal(signal.SIGCONT)
        one.wait(timeout=240)  # the scheduler has given it up
    assert all_bytes(workspace / "ra") == before


def test_when_the_scheduler_dies_a_second_run_completes(
    started: Machines, workspace, held: Path
) -> None:
    address = started.start_scheduler()
    worker = started.start_worker()
    running, folder = working(workspace, held, address)
    assert started.scheduler is not None
    started.scheduler.kill()
    let_go(held)
    out, err = running.communicate(timeout=240)
    assert running.returncode == 3, err
    assert "HT957" in err
    assert "Traceback" not in out + err
    worker.terminate()
    worker.wait(timeout=240)
    assert all(whole(path) for path in (workspace / "ra").rglob("*.docx"))
    before = all_bytes(workspace / "ra")
    again = told("render", folder, "-o", "ra", cwd=workspace)
    assert again.code == 0, again.err
    assert all_made(workspace)
    after = all_bytes(workspace / "ra")
    assert before.items() <= after.items()
    assert told("render", folder, "-o", "khac", cwd=workspace).code == 0  # never broken off
    assert after == all_bytes(workspace / "khac")


def test_control_c_stops_the_work_of_all_machines(started: Machines, workspace, held: Path) -> None:
    address = started.start_scheduler()
    started.start_worker()
    running, folder = working(workspace, held, address)
    running.send_signal(signal.SIGINT)
    let_go(held)
    _out, err = running.communicate(timeout=240)
    assert running.returncode == 130, err
    assert "chạy lại" in err
    again = told("render", folder, "-o", "ra", "--on", address, cwd=workspace)
    assert again.code == 0, again.err
    assert all_made(workspace)
    assert not list(workspace.rglob(".kehoach-may-*"))


def test_a_second_cluster_in_one_workspace_is_refused(
    started: Machines, workspace, held: Path
) -> None:
    address = started.start_scheduler()
    started.start_worker()
    running, _folder = working(workspace, held, address)
    second = told("render", PARENT, "-o", "khac", "--on", address, cwd=workspace)
    let_go(held)
    running.communicate(timeout=240)
    assert second.code == 3
    assert "HT956" in second.err
    assert str(running.pid) in second.err
    assert not (workspace / "khac").exists()


class Poison:
    """A plan that kills whoever reads it: it is held, and somebody waits at the other end."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.deaths = 0
        self._over = Event()
        self._pipe = hold(path)
        self._thread = Thread(target=self._watch, daemon=True)
        self._thread.start()

    def _watch(self) -> None:
        while not self._over.wait(0.02):
            try:
                handle = os.open(self._pipe, os.O_WRONLY | os.O_NONBLOCK)
            except OSError:
                continue  # nobody reads
            killed = False
            while not killed and not self._over.is_set():
                killed = self._kill_readers()
            os.close(handle)

    def _kill_readers(self) -> bool:
        found = False
        for entry in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):
                owner = int(entry.parts[2])
                if owner != os.getpid() and entry.readlink() == self._pipe:
                    os.kill(owner, signal.SIGKILL)
                    self.deaths += 1
                    found = True
        return found

    def end(self) -> None:
        self._over.set()
        self._thread.join()


SOUND = 2 * SAMPLE + 1
"""So many that not all are compared before the work: the poisoned one, the last, is not."""


def poisoned(workspace: Path) -> tuple[Path, Poison]:
    folder = many_plans(workspace, SOUND)
    return folder, Poison(workspace.parent / "p0020a.toml")


def only_the_poisoned_one_is_lost(outcome: Outcome, workspace: Path, code: str) -> None:
    assert outcome.out, outcome.err
    found = json.loads(outcome.out)
    lost = [one["source"] for one in found["results"] if one["status"] == "refused"]
    assert [Path(name).name for name in lost] == ["p0020a.toml"]
    told_of = [d["file"] for d in found["diagnostics"] if d["code"] == code]
    assert [Path(name).name for name in told_of] == ["p0020a.toml"]
    assert outcome.code == 3
    assert len(list((workspace / "ra").rglob("*.docx"))) == SOUND


def test_a_file_of_which_processes_die_does_not_stop_the_others(workspace) -> None:
    folder, poison = poisoned(workspace)
    outcome = told("render", folder, poison.path, "-o", "ra", "-j", "2", "--json", cwd=workspace)
    poison.end()
    only_the_poisoned_one_is_lost(outcome, workspace, "HT907")
    assert poison.deaths > 1


def test_a_file_of_which_machines_die_does_not_stop_the_others(
    started: Machines, workspace
) -> None:
    address = started.start_scheduler(DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="0")
    started.start_worker("--nanny", "--nworkers", "2", processes=2)
    folder, poison = poisoned(workspace)
    outcome = told(
        "render", folder, poison.path, "-o", "ra", "--on", address, "--json", cwd=workspace
    )
    poison.end()
    only_the_poisoned_one_is_lost(outcome, workspace, "HT958")
    assert poison.deaths > 1


def test_what_needs_a_register_of_one_machine_is_not_shared_out(workspace, kehoach) -> None:
    register = workspace / "so-dang-ky/so-dang-ky.db"
    register.parent.mkdir()
    register.touch()
    paper = workspace / "van-ban.pdf"
    paper.write_bytes(b"%PDF-1.7\n")
    outcome = kehoach("verify", paper, "--workspace", workspace, "--on", "tcp://127.0.0.1:9")
    assert (outcome.code, "HT960" in outcome.out + outcome.err) == (3, True), outcome


def certificates(folder: Path) -> dict[str, str]:
    """An authority and one certificate of it, as dask takes them from the environment."""
    folder.mkdir()
    day, now = timedelta(days=1), datetime.now(UTC)
    keys = {name: ec.generate_private_key(ec.SECP256R1()) for name in ("ca", "may")}
    names = {name: x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in keys}
    for name, key in keys.items():
        made = (
            x509.CertificateBuilder()
            .subject_name(names[name])
            .issuer_name(names["ca"])
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - day)
            .not_valid_after(now + day)
            .add_extension(x509.BasicConstraints(name == "ca", None), critical=True)
            .sign(keys["ca"], hashes.SHA256())
        )
        (folder / f"{name}.pem").write_bytes(made.public_bytes(Encoding.PEM))
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        (folder / f"{name}.key").write_bytes(secret)
    tls = "DASK_DISTRIBUTED__COMM__TLS__"
    each = {
        f"{tls}{role}__{what}": str(folder / f"may.{end}")
        for role in ("SCHEDULER", "WORKER", "CLIENT")
        for what, end in (("CERT", "pem"), ("KEY", "key"))
    }
    return {f"{tls}CA_FILE": str(folder / "ca.pem"), **each}


def test_machines_with_certificates_of_one_authority_work_and_others_are_let_nowhere(
    started: Machines, workspace, tmp_path: Path
) -> None:
    ours, theirs = certificates(tmp_path / "ta"), certificates(tmp_path / "la")
    address = started.start_scheduler("--protocol", "tls", **ours)
    started.start_worker(**ours)
    stranger = told("render", PARENT, "--on", address, cwd=workspace, **theirs)
    bare = told("render", PARENT, "--on", address.replace("tls:", "tcp:"), cwd=workspace)
    assert not list(workspace.rglob("output/**/*.docx"))
    done = told("render", PARENT, "--on", address, cwd=workspace, **ours)
    assert address.startswith("tls://")
    assert [(one.code, "HT951" in one.err) for one in (stranger, bare)] == [(3, True)] * 2
    assert "Traceback" not in stranger.err + bare.err
    assert done.code == 0, done.err
    assert len(list(workspace.rglob("output/**/*.docx"))) == 1


def test_one_id_in_two_plans_is_told_over_several_machines_too(two: str, workspace) -> None:
    copy = workspace / "plans/ban-sao.toml"
    copy.write_bytes((workspace / PARENT).read_bytes())
    alone = told("render", "-o", "mot", cwd=workspace)
    shared = told("render", "-o", "hai", "--on", two, cwd=workspace)
    assert "KH414" in alone.err
    assert (shared.code, shared.err) == (alone.code, alone.err)
