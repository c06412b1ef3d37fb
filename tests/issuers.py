"""Processes that issue small plans at once, some of them killed: the register under stress.

python -m tests.issuers WORKSPACE SHARE SHARES      issue every SHARES-th plan, from SHARE
python -m tests.issuers WORKSPACE forks SHARES      fork for each share that is asked for
"""

from __future__ import annotations

import gc
import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from generator.issuance.register.acts import Clerk
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Unavailable, open_database
from generator.verbs.issue import IssueWish, PlanIssuer, template_of
from generator.verbs.recover import recover
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLAN = """\
phien_ban = 1

[van_ban]
ma = "kh-{n}"
co_quan = "ubnd-phuong-dong-kinh"
ngay = 2024-06-10
trich_yeu = "Thực hiện việc {n}"

[[mo_dau]]
id = "mo-dau"
noi_dung = "Ủy ban nhân dân phường ban hành Kế hoạch như sau:"

[[muc]]
id = "muc-dich"
tieu_de = "MỤC ĐÍCH"
[[muc.khoan]]
id = "khoan-1"
noi_dung = "Làm việc {n}."

[[nguoi_ky]]
quyen_han = "TM. ỦY BAN NHÂN DÂN"
chuc_vu = "CHỦ TỊCH"
ho_ten = "Nguyễn Văn A"

[[noi_nhan]]
id = "nn-1"
noi_dung = "Như trên"
"""
CLERK = Clerk("van-thu", "2024-06-10T08:00:00+07:00", date(2024, 6, 10))


FORKS = "forks"
_NUMBERS = itertools.count()


class Stress(NamedTuple):
    """How it went."""

    kills: int
    longest_wait: float
    """Seconds that the slowest single issue took in a process that lived."""


def make_plans(folder: Path, count: int) -> None:
    """Write so many small plans."""
    folder.mkdir(parents=True, exist_ok=True)
    for n in range(count):
        (folder / f"kh-{n}.toml").write_text(PLAN.format(n=n), "utf-8")


def work(root: Path, share: int, shares: int) -> None:
    """Issue a share of the plans; what is issued already is left alone."""
    workspace = Workspace(root)
    database = open_database(workspace.settings.so_dang_ky.dia_chi, root, REGISTER)
    recover(workspace, database)
    issuer = PlanIssuer(workspace, database, CLERK, template_of(workspace)[0])
    files = sorted((root / "plans/nhieu").glob("*.toml"), key=lambda path: int(path.stem[3:]))
    longest, began = 0.0, _gate(root)
    for file in files[share::shares]:
        if b"[phat_hanh]" in file.read_bytes():
            continue
        start = time.perf_counter()
        issued = issuer(file, IssueWish())
        longest = max(longest, time.perf_counter() - start)
        codes = {d.code for d in issued.diagnostics if d.severity == 2}
        if codes - {"SO204"}:
            raise SystemExit(str(issued.diagnostics))
    print(longest, began, time.monotonic())


def _gate(root: Path) -> float:
    """Wait until the starter opens the gate, where there is one."""
    (root / f"san-sang-{os.getpid()}").touch()
    while (root / "cho").exists():
        time.sleep(0.005)
    return time.monotonic()


def stress(
    root: Path, processes: int, kills: int, seed: int, hosts: Sequence[tuple[str, ...]] = ((),)
) -> Stress:
    """Run the processes, kill some at random moments, start them again until all is issued.

    `hosts`: what is put before the command, in turn, so that it runs on another host.
    """
    if any(hosts):
        return _stress(
            lambda share: _start(root, share, processes, hosts[share % len(hosts)]),
            processes, kills, seed,
        )  # fmt: skip
    keeper = _start(root, FORKS, processes)
    try:
        return _stress(lambda share: _Fork(root, keeper, share), processes, kills, seed)
    finally:
        keeper.communicate()


def _stress(start: Callable[[int], _Process], processes: int, kills: int, seed: int) -> Stress:
    chance = random.Random(seed)
    running = {share: start(share) for share in range(processes)}
    done, longest = 0, 0.0
    left = kills
    while running:
        if left:
            time.sleep(chance.uniform(0.01, 0.12))
            share = chance.choice(list(running))
            victim = running[share]
            if victim.poll() is None:
                victim.send_signal(signal.SIGKILL)
                victim.communicate()
                left -= 1
                done += 1
                running[share] = start(share)
                continue
        else:
            time.sleep(0.02)
        for share, process in list(running.items()):
            if process.poll() is None:
                continue
            out, err = process.communicate()
            if process.returncode:
                raise AssertionError(err)
            longest = max(longest, float(out.split()[0]))
            del running[share]
    return Stress(done, longest)


def _start(
    root: Path, share: int | str, shares: int, host: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*host, sys.executable, "-m", "tests.issuers", str(root), str(share), str(shares)],
        cwd=Path(__file__).parent.parent,
        env=dict(os.environ),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


class _Process(Protocol):
    """What is asked of a process, however it was started."""

    returncode: int | None

    def poll(self) -> int | None: ...
    def send_signal(self, sig: int) -> None: ...
    def communicate(self) -> tuple[str, str]: ...


class _Fork:
    """A process forked from one that has loaded the program: it is at work at once."""

    def __init__(self, root: Path, keeper: subprocess.Popen[str], share: int) -> None:
        self._keeper = keeper
        self.returncode: int | None = None
        self._said = [root / f"{name}-{share}-{next(_NUMBERS)}.txt" for name in ("ra", "loi")]
        for file in self._said:
            file.touch()
        self._pid = int(self._asked(json.dumps([share, *map(str, self._said)])))

    def _asked(self, line: str) -> str:
        stdin, stdout = self._keeper.stdin, self._keeper.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(f"{line}\n")
        stdin.flush()
        return stdout.readline().strip()

    def poll(self) -> int | None:
        """How it ended; None while it is at work."""
        if self.returncode is None and (told := self._asked(f"?{self._pid}")):
            self.returncode = int(told)
        return self.returncode

    def send_signal(self, sig: int) -> None:
        """It is nobody else's number: who forked it reaps it when it is asked how it ended."""
        os.kill(self._pid, sig)

    def communicate(self) -> tuple[str, str]:
        """What it said, when it has ended."""
        while self.poll() is None:
            time.sleep(0.005)
        out, err = self._said
        return out.read_text("utf-8"), err.read_text("utf-8")


def _forked() -> int | None:
    """The share of a process that was forked; None in the one that forks, at its end."""
    gc.freeze()
    for line in sys.stdin:
        if line.startswith("?"):
            ended, status = os.waitpid(int(line[1:]), os.WNOHANG)
            print(os.waitstatus_to_exitcode(status) if ended else "", flush=True)
            continue
        if child := os.fork():
            print(child, flush=True)
            continue
        share, *said = json.loads(line)
        for number, file in enumerate(said, 1):
            os.dup2(os.open(file, os.O_WRONLY), number)
        return int(share)
    return None


def _main(root: Path, asked: str, shares: int) -> None:
    share = _forked() if asked == FORKS else int(asked)
    if share is not None:
        work(root, share, shares)


if __name__ == "__main__":
    try:
        _main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
    except Unavailable as fault:
        raise SystemExit(str(fault.diagnostic)) from fault
