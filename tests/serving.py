"""Eight verbs, two languages, two workspaces: at once, and one after the other.

Run as a process of its own, so that threads meet a program that has done nothing yet:
`python -m tests.serving threads|processes ROUNDS FIRST SECOND`. It ends with 1 and says which
results differ; a crash of the interpreter ends it with a signal.
"""

from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import shutil
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextvars import copy_context
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import as_dicts
from generator.locale import speak
from generator.surroundings import be_in, told_by
from generator.workspace.desk import Desk
from generator.workspace.processes import Processes
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = "plans/lang-son-2024/thanh-pho.toml"
LOWER = "plans/lang-son-2024/hoang-van-thu.toml"
NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
EDITED, ORIGINAL, PRINTED, BROKEN = "sua.docx", "goc.docx", "da-in.pdf", "plans/hong.toml"
"""Files that the test puts into each workspace, which differ from one to the other."""


def _in(desk: Desk, name: str) -> str:
    return str(desk.workspace.root / name)


def _render(desk: Desk, out: Path) -> Any:
    from generator.verbs import render

    made = render.run(desk, render.Request((_in(desk, CITY), _in(desk, LOWER)), out))
    return made.as_dict(), _digests(out)


def _check_plans(desk: Desk, out: Path) -> Any:
    from generator.verbs import check

    return check.run(
        desk, check.Request((_in(desk, CITY), _in(desk, LOWER), _in(desk, BROKEN)))
    ).as_dict()


def _check_word(desk: Desk, out: Path) -> Any:
    from generator.verbs import check

    return check.run(desk, check.Request((_in(desk, EDITED),), annotate=out / "ghi.docx")).as_dict()


def _derive(desk: Desk, out: Path) -> Any:
    from generator.verbs import derive

    made = derive.run(desk, derive.Request(_in(desk, CITY), everyone=True, out=out))
    return made.as_dict(), _digests(out)


def _update(desk: Desk, out: Path) -> Any:
    from generator.verbs import update

    return update.run(desk, update.Request((_in(desk, LOWER),), write=False)).as_dict()


def _pull(desk: Desk, out: Path) -> Any:
    from generator.verbs import pull

    return pull.run(desk, pull.Request(Path(_in(desk, EDITED)), write=False)).as_dict()


def _import(desk: Desk, out: Path) -> Any:
    from generator.read.imported import import_file

    made = import_file(Path(_in(desk, PRINTED)), desk.workspace)
    return made.text, as_dicts(made.diagnostics)


def _redline(desk: Desk, out: Path) -> Any:
    from generator.redline import redline

    old = (desk.workspace.root / ORIGINAL).read_bytes()
    data, found = redline(old, (desk.workspace.root / EDITED).read_bytes(), author="Người Thử")
    return hashlib.sha256(data or b"").hexdigest(), as_dicts(found)


VERBS: dict[str, Callable[[Desk, Path], Any]] = {
    "render": _render,
    "check plans": _check_plans,
    "check a document": _check_word,
    "derive": _derive,
    "update": _update,
    "pull": _pull,
    "import a PDF": _import,
    "redline": _redline,
}


def _digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def work(job: tuple[str, str, Path]) -> str:
    """What a verb answers in a language, in a workspace, and what it writes."""
    verb, language, root = job
    speak(language)
    be_in(told_by(os.environ))
    out = root / "ra" / f"{verb}-{language}"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    desk = Desk(Workspace(root), lambda: NOW, "thu", crew=Processes(1))
    return json.dumps(VERBS[verb](desk, out), ensure_ascii=False, default=str, sort_keys=True)


def alone(job: tuple[str, str, Path]) -> str:
    """As `work`, in a context of its own, as a server gives one to each request."""
    return copy_context().run(work, job)


def main(kind: str, rounds: int, roots: list[Path]) -> int:
    """All jobs at once, `rounds` times; then one after the other, and compared."""
    jobs = [(verb, language, root) for verb in VERBS for language in ("vi", "en") for root in roots]
    with _executor(kind) as pool:
        at_once = [list(pool.map(alone, jobs)) for _round in range(rounds)]
    wanted = [alone(job) for job in jobs]
    wrong = {
        (job[0], job[1], job[2].name, told[:3000], right[:3000])
        for answers in at_once
        for job, told, right in zip(jobs, answers, wanted, strict=True)
        if told != right
    }
    for verb, language, root, told, right in sorted(wrong):
        print(f"{verb} ({language}, {root}):\n  {told}\n  {right}")
    print(f"{len(set(wanted))} different answers")
    return 1 if wrong else 0


def _executor(kind: str) -> Executor:
    if kind == "threads":
        sys.setswitchinterval(1e-4)  # more chances to meet in the middle
        return ThreadPoolExecutor(8)
    return ProcessPoolExecutor(2, get_context("spawn"))


if __name__ == "__main__":
    faulthandler.enable()
    sys.exit(main(sys.argv[1], int(sys.argv[2]), [Path(root) for root in sys.argv[3:]]))
