"""The whole country: 3,321 plans derived and rendered, from files on disk to files on disk.

`kehoach derive … --all`, then `kehoach render`, as a user calls them, in a workspace of
its own. Memory is the sum over all processes at the worst moment (PSS, looked at every
100 ms). A tenth of the communes is run beside it: memory should not grow with their
number, time should grow with it. The split per plan is measured in one process.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from benchmarks.engines.process import RefusedError, Run, compile_sources, run
from benchmarks.harness import Figure, at_most, figure
from generator.verbs import bench_corpus as nation

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")
ROUNDS = 5
SAMPLE = 0.1
KEHOACH = str(Path(sys.executable).parent / "kehoach")
FOLDER = "plans/toan-quoc"
TENTH = nation.COMMUNES // 10
STEPS = ("derive", "write_toml", "read", "compose", "render", "write_docx")
SENTENCE = "Chủ động tổ chức"
SPLIT = 150
"""Plans whose steps are timed one by one."""


class Whole(NamedTuple):
    derive: Run
    render: Run
    again: tuple[Run, Run]
    """Both once more, with nothing changed."""
    update: Run
    """All plans brought up to date after one sentence above has changed."""

    @property
    def seconds(self) -> float:
        return self.derive.seconds + self.render.seconds

    @property
    def peak_mb(self) -> float:
        return max(self.derive.tree_mb, self.render.tree_mb)


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    seen: dict[int, list[Whole]] = {nation.COMMUNES: [], TENTH: []}
    roots = {count: scratch / str(count) for count in seen}
    parents = {count: nation.build(roots[count], count) for count in seen}
    for number in range(ROUNDS):
        for count in seen if number % 2 == 0 else reversed(list(seen)):
            seen[count].append(_whole(roots[count], parents[count], count))
    splits = [_split(roots[TENTH], parents[TENTH]) for _ in range(ROUNDS)]
    return _figures(seen, splits)


def _whole(root: Path, parent: Path, count: int) -> Whole:
    """Derive and render once, into empty folders."""
    for folder in (root / FOLDER, root / "output"):
        shutil.rmtree(folder, ignore_errors=True)
    os.sync()  # what earlier rounds wrote is not paid for by this one
    do = partial(run, env={"KEHOACH_CACHE": str(root / "cache")}, cwd=root, sample=SAMPLE)
    derive = (KEHOACH, "derive", str(parent), "--all", "-o", FOLDER)
    derived = do([*derive])
    rendered = do([KEHOACH, "render"])
    for pattern, wanted in ((f"{FOLDER}/*.toml", count), ("output/toan-quoc/*.docx", count)):
        found = sum(1 for _ in root.glob(pattern))
        if found != wanted:
            raise RefusedError(f"{found} files {pattern} instead of {wanted}")
    again = do([*derive]), do([KEHOACH, "render"])
    before = parent.read_text("utf-8")
    parent.write_text(_changed(before), "utf-8")
    updated = do([KEHOACH, "update", FOLDER])
    parent.write_text(before, "utf-8")
    return Whole(derived, rendered, again, updated)


def _changed(plan: str) -> str:
    """The plan above with one sentence changed that all plans below have taken over."""
    if SENTENCE not in plan:
        raise RefusedError("the sentence to change is not in the plan")
    return plan.replace(SENTENCE, f"{SENTENCE} kịp thời,", 1)


def _split(root: Path, parent: Path) -> dict[str, float]:
    """Seconds per plan of each step, one after the other in this process."""
    from generator.cascade.deriving.below import lower_units
    from generator.cascade.deriving.derive import Cascade
    from generator.cascade.deriving.rulebook.rules import load_rules
    from generator.document.compose import compose
    from generator.template.compiled import load as load_template
    from generator.workspace.files import write_atomic
    from generator.workspace.reading import load
    from generator.workspace.workspace import Workspace

    workspace = Workspace(root)
    registry, citations = workspace.registry, workspace.citations
    above = load(workspace, parent)[0]
    rules = load_rules(workspace.registry_dir / "quy-tac.toml")[0]
    template = load_template(workspace.template, root / "cache")[0]
    assert above is not None
    assert rules is not None
    assert template is not None
    units = lower_units(workspace, above.plan)[:SPLIT]
    day = above.plan.day()
    agencies = [found for unit in units if (found := registry.get(unit, day))]
    clock = _Clock()
    # a folder of its own, whose plans the workspace has not seen
    folder = root / "plans/tung-buoc"
    shutil.rmtree(folder, ignore_errors=True)
    cascade = Cascade(above, registry, citations, rules, str(folder))
    derived = [cascade.derive(agency)[0] for agency in clock.over("derive", agencies)]
    files = []
    for plan in clock.over("write_toml", derived):
        assert plan is not None
        files.append(folder / plan.name)
        write_atomic(files[-1], plan.text.encode(), durable=True)
    loaded = [load(workspace, file)[0] for file in clock.over("read", files)]
    documents = [
        compose(found.plan, registry, citations, workspace.plan_of)[0]
        for found in clock.over("compose", loaded)
        if found
    ]
    packages = [template.render(made.context()) for made in clock.over("render", documents)]
    for number, data in enumerate(clock.over("write_docx", packages)):
        write_atomic(folder / f"{number}.docx", data)
    shutil.rmtree(folder)
    assert len(packages) == SPLIT
    return clock.seconds


class _Clock:
    """Times a loop over items: seconds per item."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    def over(self, step: str, items: list[T]) -> Iterator[T]:
        start = time.perf_counter()
        yield from items
        self.seconds[step] = (time.perf_counter() - start) / len(items)


def _figures(seen: dict[int, list[Whole]], splits: list[dict[str, float]]) -> list[Figure]:
    whole, tenth = seen[nation.COMMUNES], seen[TENTH]
    size = f"{nation.COMMUNES:,} communes, {os.cpu_count()} cores"
    both = list(zip(whole, tenth, strict=True))
    times = [a.seconds / b.seconds * TENTH / nation.COMMUNES for a, b in both]
    of_tenth = f"time per plan of {TENTH} communes"
    return [
        figure("national.seconds", [w.seconds for w in whole], "s", size, at_most(15)),
        figure(
            "national.again.seconds",
            [sum(run.seconds for run in w.again) for w in whole],
            "s",
            "the same with nothing changed",
            at_most(5),
        ),
        figure(
            "update.national.seconds",
            [w.update.seconds for w in whole],
            "s",
            "after one change above",
            at_most(30),
        ),
        figure("national.derive.seconds", [w.derive.seconds for w in whole], "s", "TOML → TOML"),
        figure("national.render.seconds", [w.render.seconds for w in whole], "s", "TOML → .docx"),
        figure("national.derive.cpu_s", [w.derive.cpu for w in whole], "s", "processor time"),
        figure("national.render.cpu_s", [w.render.cpu for w in whole], "s", "processor time"),
        figure("national.peak_mb", [w.peak_mb for w in whole], "MB", "all processes, PSS"),
        figure("national.derive.peak_mb", [w.derive.tree_mb for w in whole], "MB", "all processes"),
        figure("national.render.peak_mb", [w.render.tree_mb for w in whole], "MB", "all processes"),
        figure(
            "national.memory_growth",
            [a.peak_mb / b.peak_mb for a, b in both],
            "×",
            f"memory of {TENTH} communes",
            at_most(1.2),
        ),
        figure("national.linearity", times, "×", of_tenth),
        *(
            figure(
                f"national.split.{s}.ms", [x[s] * 1000 for x in splits], "ms", "per plan, 1 core"
            )
            for s in STEPS
        ),
    ]
