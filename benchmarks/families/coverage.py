"""Coverage of the whole country: 3,321 communes × 60 tasks, and its page in a browser.

The city's real plan, its appendix made up to 60 tasks, above the communes' derived plans;
every tenth commune has changed a task and added one of its own. `kehoach coverage … --html`
is run as a user calls it. Memory is the sum over all processes at the worst moment (PSS,
looked at every 100 ms). A tenth of the communes is run beside it: memory should not grow
with their number, time should grow with it. The page is loaded by Chromium; its time ends
when the script has built the matrix and the browser has laid it out.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

from benchmarks.engines.process import RefusedError, Run, compile_sources, run
from benchmarks.harness import Figure, at_most, figure
from generator.verbs import bench_corpus as nation

ROUNDS = 5
SAMPLE = 0.1
TASKS = 60
KEHOACH = str(Path(sys.executable).parent / "kehoach")
TENTH = nation.COMMUNES // 10
FOLDER = "plans/toan-quoc"
PAGE = "doi-chieu.html"
CHROMIUM = (
    "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    roots = {count: scratch / str(count) for count in (nation.COMMUNES, TENTH)}
    parents = {count: _country(roots[count], count) for count in roots}
    seen: dict[int, list[Run]] = {count: [] for count in roots}
    loads = []
    for number in range(ROUNDS):
        for count in seen if number % 2 == 0 else reversed(list(seen)):
            seen[count].append(_cover(roots[count], parents[count]))
        loads.append(_load(roots[nation.COMMUNES] / PAGE))
    return _figures(seen, loads, (roots[nation.COMMUNES] / PAGE).stat().st_size)


def _country(root: Path, count: int) -> Path:
    """A workspace whose plans are derived and, every tenth, edited."""
    parent = nation.build(root, count)
    text = parent.read_text("utf-8")
    have = sum(len(a["nhiem_vu"]) for a in tomllib.loads(text)["phu_luc"])
    more = [_task(number) for number in range(TASKS - have)]
    parent.write_text("\n".join([text, *more]), "utf-8")
    run([KEHOACH, "derive", str(parent), "--all", "-o", FOLDER], cwd=root)
    for file in sorted((root / FOLDER).glob("*.toml"))[::10]:
        plan = file.read_text("utf-8").replace("Chủ động tổ chức", "Tích cực, chủ động tổ chức")
        file.write_text(plan + _task(TASKS).replace("nv-them", "nv-rieng"), "utf-8")
    return parent


def _task(number: int) -> str:
    return (
        f'\n[[phu_luc.nhiem_vu]]\nid = "nv-them-{number}"\nnhom = "papi"\n'
        f'noi_dung = "Rà soát lần {number} thủ tục hành chính, công khai kết quả trên địa bàn"\n'
        'chu_tri = ["phong-noi-vu-tp"]\nthoi_han = { ngay = 2024-09-30 }\n'
    )


def _cover(root: Path, parent: Path) -> Run:
    (root / PAGE).unlink(missing_ok=True)
    os.sync()  # what earlier rounds wrote is not paid for by this one
    return run([KEHOACH, "coverage", str(parent), "--html", PAGE], cwd=root, sample=SAMPLE)


def _load(page: Path) -> float:
    """Milliseconds from the start of loading to the page being laid out."""
    if shutil.which(CHROMIUM[0]) is None:
        raise RefusedError("no chromium to load the page in")
    with tempfile.TemporaryDirectory() as profile:
        command = [*CHROMIUM, f"--user-data-dir={profile}", "--dump-dom", page.as_uri()]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = re.search(r'data-ready="(\d+)"', done.stdout)
    if found is None:
        raise RefusedError("the page's script did not come to its end")
    return float(found[1])


def _figures(seen: dict[int, list[Run]], loads: list[float], size: int) -> list[Figure]:
    whole, tenth = seen[nation.COMMUNES], seen[TENTH]
    both = list(zip(whole, tenth, strict=True))
    more = nation.COMMUNES / TENTH
    what = f"{nation.COMMUNES} communes × {TASKS} tasks, {os.cpu_count()} cores"
    return [
        figure("coverage.national.seconds", [r.seconds for r in whole], "s", what, at_most(8)),
        figure("coverage.national.cpu_s", [r.cpu for r in whole], "s", "processor time"),
        figure("coverage.national.peak_mb", [r.tree_mb for r in whole], "MB", "all processes, PSS"),
        figure(
            "coverage.national.memory_growth",
            [a.tree_mb / b.tree_mb for a, b in both],
            "×",
            f"memory of {TENTH} communes",
        ),
        figure(
            "coverage.national.linearity",
            [a.seconds / b.seconds / more for a, b in both],
            "×",
            f"time per commune of {TENTH}",
        ),
        figure("coverage.html.load_ms", loads, "ms", "Chromium, headless", at_most(2000)),
        figure("coverage.html.kb", [size / 1000], "kB", "the page of the country"),
    ]
