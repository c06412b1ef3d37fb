"""Processes that issue small plans at once, some of them killed: the register under stress.

python -m tests.issuers WORKSPACE SHARE SHARES      issue every SHARES-th plan, from SHARE
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.issuance.register.acts import Clerk
from generator.issuance.register.register_tables import REGISTER
from generator.storage.database import Unavailable, open_database
from generator.verbs.issue import IssueWish, PlanIssuer, template_of
from generator.verbs.recover import recover
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    chance = random.Random(seed)

    def start(share: int) -> subprocess.Popen[str]:
        return _start(root, share, processes, hosts[share % len(hosts)])

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
    root: Path, share: int, shares: int, host: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*host, sys.executable, "-m", "tests.issuers", str(root), str(share), str(shares)],
        cwd=Path(__file__).parent.parent,
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


if __name__ == "__main__":
    try:
        work(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
    except Unavailable as fault:
        raise SystemExit(str(fault.diagnostic)) from fault
