"""One document with a long appendix, in a process of its own: `… ROWS FOLDER`.

The plan's tasks are in memory; measured is everything from there to the file on disk:
composing, rendering, compressing, writing as the command does. Prints seconds and the
highest memory this process ever had, the tasks included.
"""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import content
from benchmarks.engines.process import peak_mb
from generator.surroundings import surroundings
from generator.template.compiled import load
from generator.workspace.files import stream_atomic
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.plan.model import KeHoach

REPEAT = {60: 40, 600: 8}
"""Short tables are rendered several times, so that the clock can tell."""


def main() -> None:
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    workspace = Workspace(content.ROOT)
    template, problems = load(content.TEMPLATE, surroundings().cache)
    assert template is not None, problems

    def render(plan: KeHoach) -> None:
        context = content.composed(plan, workspace).context()
        stream_atomic(folder / f"{rows}.docx", lambda write: template.stream(context, write))

    render(content.plan(0))  # what is imported and read once
    plan = content.plan(1, rows)
    times = REPEAT.get(rows, 1)
    start = time.perf_counter()
    for _ in range(times):
        render(plan)
    seconds = (time.perf_counter() - start) / times
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb(os.getpid())}))


if __name__ == "__main__":
    main()
