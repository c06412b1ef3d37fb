"""How many branches of each room the tests take: the table, and whether a room fell below its mark.

Run by `make coverage` on the data of a run of the whole suite, child processes included.
"""

from __future__ import annotations

import io
import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from coverage import Coverage

REACHED = 93
"""Per cent of the branches of all rooms together, as last measured: the mark not to fall below."""


def by_room(report: dict[str, dict[str, dict[str, int]]]) -> list[tuple[str, int, int]]:
    """Room, branches and lines taken, branches and lines there are; the emptiest room first."""
    there: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    for name, file in report.items():
        room = Path(name).parts[1]
        sums = file["summary"]
        there[room] += sums["num_branches"] + sums["num_statements"]
        taken[room] += sums["covered_branches"] + sums["covered_lines"]
    return sorted(((r, taken[r], there[r]) for r in there), key=lambda one: one[1] / one[2])


def main() -> int:
    """Print the table; 1 where all rooms together are below REACHED."""
    measured = Coverage()
    measured.combine(keep=True)
    measured.load()
    with TemporaryDirectory() as folder:
        target = Path(folder) / "report.json"
        measured.json_report(outfile=str(target))
        report = json.loads(target.read_text("utf-8"))["files"]
    out = io.StringIO()
    rooms = by_room(report)
    for room, taken, there in rooms:
        print(f"{room:24} {taken / there:7.1%} {taken:7} / {there}", file=out)
    share = 100 * sum(one[1] for one in rooms) / sum(one[2] for one in rooms)
    print(f"{'all':24} {share:6.1f}%  (mark: {REACHED})", file=out)
    print(out.getvalue(), end="")
    return int(share < REACHED)


if __name__ == "__main__":
    sys.exit(main())
