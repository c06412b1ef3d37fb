"""Figures of the whole collection, through the command alone.

`python -m tests.plans_apart.score [NAME…] [--faults] [--json] [--wording NAME]`. What the command
cannot do yet is told as NOT EVALUATED and never counted as right.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

from tests.plans_apart import gold, judging, sensing, typist
from tests.plans_apart.judging import Figures
from tests.plans_apart.office import Office
from tests.plans_apart.rewordings import CHANGES, Change

AIMS = {
    "head.number": 100, "head.date": 100, "head.type": 100, "head.title": 100, "head.agency": 100,
    "head.cite": 100, "footnote": 100,
    "table.row": 95, "cell.lead": 98, "cell.with": 98, "cell.product": 98, "cell.deadline": 95,
    "cell.extra": 98, "task.found": 95, "task.lead": 95, "task.deadline": 97, "own.found": 98,
    "own.deadline": 100, "others.left": 100, "asked.as_asked": 100, "question.asked": 100,
    "must": 100, "sure": 100, "check.told": 100, "check.quiet": 100,
}  # fmt: skip
"""Per cent that issue 12 asks for; `sure`: sentences that are not wrong and unmarked."""


def score(name: str, folder: Path, wording: Change | None) -> tuple[Figures, list[str]]:
    """The figures of the text `name`, and what could not be evaluated."""
    office = Office(folder / "chung")
    found, missing = Figures(), []
    plan = office.take_in(name, wording)
    if plan is None:
        return found, [f"{name}: import"]
    names = office.names(plan)
    found.add(judging.judge_head(name, plan, names))
    found.add(judging.judge_tables(name, plan, names))
    rows = office.tasks(name)
    if rows is None:
        missing.append(f"{name}: tasks --json")
    else:
        found.add(judging.judge_tasks(name, rows))
    for unit in gold.of(name)["unit"]:
        own = Office(folder / unit["id"], unit["name"])
        above = own.take_in(name, wording)
        made = own.derive(name) if above else "import"
        if above is None or isinstance(made, str):
            why = " ".join(str(made).split())
            missing.append(f"{name}: derive cho {unit['name']}: {why[:160]}")
        else:
            found.add(judging.judge_derived(name, unit["id"], above, *made))
    found.faults = [f"{name}: {fault}" for fault in found.faults]
    return found, missing


def score_all(names: list[str], wording: Change | None = None) -> tuple[Figures, list[str]]:
    """The figures of many texts together, each in a workspace of its own."""
    whole, missing = Figures(), []
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            found, left = score(name, Path(folder), wording)
        whole.add(found)
        missing += left
    if names == typist.names():
        with tempfile.TemporaryDirectory() as folder:
            whole.add(sensing.judge_checks(Path(folder)))
    return whole, missing


def rates(found: Figures) -> dict[str, tuple[int, int]]:
    """Right and how many, by name."""
    counts = found.counts
    names = [key.removesuffix(":of") for key in counts if key.endswith(":of")]
    return {name: (counts[name], counts[f"{name}:of"]) for name in names}


def table(found: Figures, missing: list[str]) -> str:
    """The figures as lines: name, right / of, per cent, aim."""
    lines = []
    for name, (right, of) in rates(found).items():
        aim = f"≥ {AIMS[name]} %" if name in AIMS else "≤ 25 %" if name == "marked" else ""
        lines.append(f"{name:16} {right:5} / {of:5}  {100 * right / of:6.1f} %  {aim}")
    plans = found.counts["plans"]
    wrong = found.counts["sure:of"] - found.counts["sure"]
    lines.append(f"wrong and unmarked, sentences: {wrong} in {plans} derived plans (aim 0)")
    if plans:
        lines.append(
            f"distinct questions a plan: {found.counts['questions'] / plans:.1f} (aim ≤ 12)"
        )
    lines += [f"NOT EVALUATED {what}" for what in missing]
    return "\n".join(lines)


def main() -> None:
    """Ask and show."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*")
    asked.add_argument("--faults", action="store_true", help="list each fault")
    asked.add_argument("--json", action="store_true")
    asked.add_argument("--wording", choices=CHANGES, help="reword each text first")
    wish = asked.parse_args()
    found, missing = score_all(wish.names or typist.names(), CHANGES.get(wish.wording))
    if wish.json:
        whole = {"rates": rates(found), "faults": found.faults, "not_evaluated": missing}
        print(json.dumps(whole, ensure_ascii=False, indent=1))
        return
    print(table(found, missing))
    if wish.faults:
        print(*found.faults, sep="\n")


if __name__ == "__main__":
    main()
