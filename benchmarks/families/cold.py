"""Cold: whole processes, from the command to its end.

`kehoach render` of the city's plan with a compiled template in the cache, against a
bare script that renders the same document with docxtpl from JSON; `kehoach --help`
against importing click.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks import content
from benchmarks.engines.process import compile_sources, run
from benchmarks.engines.reading import same
from benchmarks.harness import Figure, alternate, at_most, figure, ratios
from generator.document.anchors import Neo
from generator.plan.toml import load_plan
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS, PASSES = 9, 3
SCRIPT = content.ROOT / "benchmarks/engines/bare_docxtpl.py"
KEHOACH = Path(sys.executable).parent / "kehoach"


def measure(scratch: Path) -> list[Figure]:
    compile_sources()
    env = {"KEHOACH_CACHE": str(scratch / "cache")}
    commands = _commands(scratch)
    first, second = commands["render"](), commands["docxtpl"]()
    run(first, env)  # fills the cache
    run(second)
    same(Path(first[-1]) / "thanh-pho.docx", Path(second[-1]), "kehoach render")
    cpu: dict[str, list[float]] = {name: [] for name in commands}

    def timed(name: str) -> Callable[[], float]:
        def once() -> float:
            done = run(commands[name](), env)
            cpu[name].append(done.cpu)
            return done.seconds

        return once

    rounds = alternate({name: timed(name) for name in commands}, ROUNDS, PASSES)
    return [
        figure(
            "cold.render.vs_docxtpl",
            ratios(rounds, "render", "docxtpl"),
            "× its time",
            "bare script with docxtpl, context from JSON",
            at_most(1),
        ),
        figure(
            "cold.help.vs_click",
            ratios(rounds, "help", "click"),
            "× its time",
            'python -c "import click"',
            at_most(2),
        ),
        *(
            figure(f"cold.{name}.ms", [r[name] * 1000 for r in rounds], "ms", _shown(command()))
            for name, command in commands.items()
        ),
        *(
            figure(f"cold.{name}.cpu_ms", [s * 1000 for s in seconds], "ms", "processor time")
            for name, seconds in cpu.items()
        ),
    ]


def _commands(scratch: Path) -> dict[str, Callable[[], list[str]]]:
    """What is run by each name; what writes writes a file of its own each time."""
    numbers = itertools.count()
    data = scratch / "context.json"
    data.write_bytes(_context())

    def ours() -> list[str]:
        folder = scratch / f"out-{next(numbers)}"
        return [str(KEHOACH), "render", str(content.CITY), "-o", str(folder)]

    def theirs() -> list[str]:
        out = scratch / f"docxtpl-{next(numbers)}.docx"
        return [sys.executable, str(SCRIPT), str(content.TEMPLATE), str(data), str(out)]

    return {
        "docxtpl": theirs,
        "render": ours,
        "click": lambda: [sys.executable, "-c", "import click"],
        "help": lambda: [str(KEHOACH), "--help"],
    }


def _shown(command: list[str]) -> str:
    return " ".join(Path(word).name if "/" in word else word for word in command[:3])


def _context() -> bytes:
    """The composed plan of the city as the JSON that the bare script reads."""
    workspace = Workspace(content.ROOT)
    loaded, problems = load_plan(content.CITY)
    assert loaded is not None, problems
    document = content.with_rows(content.composed(loaded.plan, workspace))
    plain = msgspec.to_builtins(document.context(), enc_hook=Neo.decode)
    return msgspec.json.encode(_unmarked(plain) | {"neo": {}})


def _unmarked(value: Any) -> Any:
    """The values without bookmarks: in JSON they are text, and text prints."""
    if isinstance(value, dict):
        return {k: _unmarked(v) for k, v in value.items() if not k.startswith("neo")}
    return [_unmarked(v) for v in value] if isinstance(value, (list, tuple)) else value
