"""Check Word documents in this process: the province's real plan, and one of three hundred pages.

Nothing is timed before the right plans were found right. `check.linearity` is the time
per page of 300 pages (nearly all of them appendix) divided by that of 9.
"""

from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import RefusedError
from benchmarks.harness import Figure, Round, alternate, at_most, figure, ratios
from generator.plan.toml import load_plan
from generator.rules.judge import check_docx
from generator.template.compiled import load
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.document.blocks import Document

DAY = date(2026, 11, 22)
SHORT, LONG = (9, 10), (300, 1575)
"""Pages LibreOffice prints, and the tasks in the appendix that make so many."""
ROUNDS, PASSES = 7, 3


def measure(scratch: Path) -> list[Figure]:
    template, problems = load(content.TEMPLATE, scratch / "cache")
    if template is None:
        raise RefusedError(str(problems))
    documents = {
        "6": _province(),
        "short": content.document(0, SHORT[1]),
        "long": content.document(0, LONG[1]),
    }
    files = {name: template.render(made.context()) for name, made in documents.items()}
    for name, data in files.items():
        refuse_wrong(scratch / f"{name}.docx", data)

    def timed(name: str, times: int) -> Callable[[], float]:
        def once() -> float:
            start = time.perf_counter()
            for _ in range(times):
                check_docx(scratch / f"{name}.docx", DAY, data=files[name])
            return (time.perf_counter() - start) / times

        return once

    contenders = {name: timed(name, 1 if name == "long" else 10) for name in files}
    return _figures(alternate(contenders, ROUNDS, PASSES))


def _province() -> Document:
    loaded, problems = load_plan(content.PROVINCE)
    if loaded is None:
        raise RefusedError(str(problems))
    return content.composed(loaded.plan, Workspace(content.ROOT))


def refuse_wrong(path: Path, data: bytes) -> None:
    """A checker that cannot read these plans would be fast."""
    right = check_docx(path, DAY, data=data).judgement
    if right is None or len(right.passed) < 150 or any(d.severity > 0 for d in right.diagnostics):
        raise RefusedError(f"{path.name}: a right plan was not found right")


def _figures(rounds: list[Round]) -> list[Figure]:
    six = [r["6"] * 1000 for r in rounds]
    long = [r["long"] * 1000 for r in rounds]
    growth = [ratio * SHORT[0] / LONG[0] for ratio in ratios(rounds, "long", "short")]
    against = "time per page, 300 pages against 9"
    return [
        figure("check.docx6.ms", six, "ms", "the province's plan, in process", at_most(40)),
        figure("check.docx300.ms", long, "ms", "300 pages, in process"),
        figure("check.linearity", growth, "×", against, at_most(1.5)),
    ]
