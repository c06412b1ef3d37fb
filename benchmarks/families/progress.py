"""Progress of the whole country: forms for 3,321 communes, and their reports rolled up.

The city's real plan with a task table of 60 tasks that each commune leads. `kehoach progress
init` writes a report file and an .xlsx form for each; then every commune has answered, and
`kehoach progress roll-up … --html` joins them. Both are run as a user calls them. Memory is the
sum over all processes at the worst moment (PSS, looked at every 100 ms). A tenth of the communes
is run beside it: memory should not grow with their number.
"""

from __future__ import annotations

import os
import shutil
import sys
import tomllib
from functools import partial
from pathlib import Path
from typing import NamedTuple

from benchmarks.engines.process import RefusedError, Run, compile_sources, run
from benchmarks.harness import Figure, at_most, figure
from generator.verbs import bench_corpus as nation

ROUNDS = 3
SAMPLE = 0.1
TASKS = 60
PERIOD = "2024-9-thang"
DAY = "2024-10-05"
KEHOACH = str(Path(sys.executable).parent / "kehoach")
TENTH = nation.COMMUNES // 10


class Both(NamedTuple):
    forms: Run
    roll_up: Run


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    seen: dict[int, list[Both]] = {nation.COMMUNES: [], TENTH: []}
    roots = {count: scratch / str(count) for count in seen}
    parents = {count: _country(roots[count], count) for count in seen}
    for number in range(ROUNDS):
        for count in seen if number % 2 == 0 else reversed(list(seen)):
            seen[count].append(_whole(roots[count], parents[count], count))
    return _figures(seen)


def _country(root: Path, count: int) -> Path:
    """A workspace whose plan gives each commune 60 tasks."""
    parent = nation.build(root, count)
    text = parent.read_text("utf-8")
    own = text.partition("\n[[phu_luc]]")[0]
    plan = tomllib.loads(text)
    table = [
        '\n[[phu_luc]]\nid = "nhiem-vu-cap-xa"\ntieu_de = "Nhiệm vụ của phường, xã"\n',
        *(_task(number) for number in range(1, TASKS + 1)),
    ]
    if "phu_luc" not in plan:
        raise RefusedError("the city's plan has no appendix any more")
    parent.write_text(own + "\n" + "\n".join(table), "utf-8")
    return parent


def _task(number: int) -> str:
    return (
        f'[[phu_luc.nhiem_vu]]\nid = "nv-{number}"\nnoi_dung = "Rà soát lần {number} thủ tục hành '
        'chính, niêm yết công khai kết quả tại nhà văn hóa các khối phố, thôn trên địa bàn"\n'
        f'chu_tri = ["ubnd-phuong-xa"]\nthoi_han = {{ ngay = 2024-{number % 12 + 1:02d}-15 }}\n'
    )


def _whole(root: Path, parent: Path, count: int) -> Both:
    """Forms into empty folders, answers, and the roll-up."""
    for folder in (root / "tien-do", root / "output"):
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()  # what earlier rounds wrote is not paid for by this one
    do = partial(run, env={"KEHOACH_CACHE": str(root / "cache")}, cwd=root, sample=SAMPLE)
    forms = do([KEHOACH, "progress", "init", str(parent), "--period", PERIOD])
    found = sum(1 for _ in root.glob("output/bieu/*/*/*.xlsx"))
    if found != count:
        raise RefusedError(f"{found} forms instead of {count}")
    for path in root.glob("tien-do/*/*/*.toml"):
        _answer(path)
    os.sync()
    ask = [KEHOACH, "progress", "roll-up", str(parent), "--period", PERIOD, "--date", DAY]
    rolled = do([*ask, "--html", "tien-do.html", "--json"])  # exit 0: nobody has to be asked
    if f"<b>{count}/{count}</b>" not in (root / "tien-do.html").read_text("utf-8"):
        raise RefusedError("the roll-up does not count all communes")
    return Both(forms, rolled)


def _answer(path: Path) -> None:
    """Every task done, each with its document."""
    head, *rows = path.read_text("utf-8").split("[[ket_qua]]\n")
    done = (
        '\ntrang_thai = "hoan_thanh"\ntrong_ky = "Đã rà soát, niêm yết"\n'
        'minh_chung = "15/QĐ-UBND ngày 10/01/2024"\n\n'
    )
    answered = [row.rstrip("\n") + done for row in rows]
    path.write_text("[[ket_qua]]\n".join([head, *answered]), "utf-8")


def _figures(seen: dict[int, list[Both]]) -> list[Figure]:
    whole, tenth = seen[nation.COMMUNES], seen[TENTH]
    what = f"{nation.COMMUNES} communes × {TASKS} tasks, {os.cpu_count()} cores"
    rolled = [both.roll_up for both in whole]
    return [
        figure("progress.national.seconds", [r.seconds for r in rolled], "s", what, at_most(20)),
        figure(
            "progress.national.peak_mb", [r.tree_mb for r in rolled], "MB", "all processes, PSS"
        ),
        figure(
            "progress.national.memory_growth",
            [a.roll_up.tree_mb / b.roll_up.tree_mb for a, b in zip(whole, tenth, strict=True)],
            "×",
            f"memory of {TENTH} communes",
        ),
        figure(
            "progress.forms.seconds",
            [both.forms.seconds for both in whole],
            "s",
            "a report file and an .xlsx form for each",
            at_most(60),
        ),
        figure("progress.forms.peak_mb", [b.forms.tree_mb for b in whole], "MB", "all processes"),
    ]
