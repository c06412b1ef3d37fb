"""Faults put into what decides, room by room (mutmut): which does no test notice?

`[tool.mutmut.rooms]` of pyproject.toml names the files of a room and the tests that hold it. A room
is tried in a copy of the tree of its own (output/mutants/ROOM), so that only its tests are run.

    tools/mutants.py [--every N] [ROOM …]

`--every 5` tries every fifth fault. What lives is listed in output/mutants/ROOM.txt. Ends with 1
where less than `LEAST` of the faults tried in a room are noticed, with 2 where a room does not run.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "output/mutants"
LEAST = 90
"""Percent of the faults of a room that tests notice."""
LIVES = (0, 5, 33)
"""What mutmut writes of a fault that all tests passed, or that no test came near."""
LEFT_OUT = (".git", ".venv", "output", "mutants", "__pycache__", ".*_cache", ".hypothesis")


class Tried(NamedTuple):
    """What came of a room."""

    room: str
    faults: int
    """How many there are, tried or not."""
    tried: int
    noticed: int

    @property
    def percent(self) -> float:
        """The share of the faults tried that a test noticed."""
        return 100 * self.noticed / self.tried if self.tried else 0.0


def main() -> int:
    """Try the rooms that were asked for, or all of them."""
    rooms = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["mutmut"]["rooms"]
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(rooms))
    asked.add_argument("--every", type=int, default=1, metavar="N")
    said = asked.parse_args()
    if unknown := set(said.rooms) - set(rooms):
        asked.error(f"no such room: {', '.join(sorted(unknown))}")
    results = []
    for room in said.rooms or rooms:
        print(f"{room} …", flush=True)
        found = try_room(room, rooms[room], said.every)
        if found is None:
            print((OUT / f"{room}.log").read_text("utf-8")[-3000:])
            return 2
        results.append(found)
        print(
            f"{room}: {found.noticed} of {found.tried} noticed ({found.percent:.0f} %; "
            f"{found.faults} faults in all)",
            flush=True,
        )
    return int(any(found.percent < LEAST for found in results))


def try_room(room: str, what: dict[str, Any], every: int) -> Tried | None:
    """Try every so-manieth fault of a room; None where its tests do not run without faults."""
    home = OUT / room
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(ROOT, home, ignore=shutil.ignore_patterns(*LEFT_OUT))
    files = [path for pattern in what["files"] for path in sorted(home.glob(pattern))]
    _configure(home, [path.relative_to(home).as_posix() for path in files], what["tests"])
    for path in files:
        path.write_text(undecorated(path.read_text("utf-8")), "utf-8")
    with contextlib.chdir(home):
        names = _names(home, files)
        tried = names[::every]
        with (OUT / f"{room}.log").open("w") as log:
            environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
            command = [Path(sys.executable).with_name("mutmut"), "run", *tried]
            done = subprocess.run(
                command, stdout=log, stderr=subprocess.STDOUT, env=environment, check=False
            )
        if done.returncode:
            return None
        codes = {name: code for path in files for name, code in _codes(home, path).items()}
        living = [name for name in tried if codes[name] in LIVES]
        _list_living(OUT / f"{room}.txt", living)
    return Tried(room, len(names), len(tried), len(tried) - len(living))


def _configure(home: Path, files: list[str], tests: list[str]) -> None:
    """The copy's own configuration: one room is all that mutmut knows there."""
    path = home / "pyproject.toml"
    text = path.read_text("utf-8")
    shared = text.partition("[tool.mutmut.rooms.")[0]
    own = f"only_mutate = {json.dumps(files)}\npytest_add_cli_args_test_selection = "
    path.write_text(f"{shared.rstrip()}\n{own}{json.dumps(tests)}\n", "utf-8")


def undecorated(text: str) -> str:
    """A module whose rules are entered behind them: mutmut leaves decorated functions alone."""
    lines = text.split("\n")
    entered = []
    for node in reversed(ast.parse(text).body):
        if not isinstance(node, ast.FunctionDef) or len(node.decorator_list) != 1:
            continue
        said = ast.get_source_segment(text, node.decorator_list[0]) or ""
        if said.startswith("rule("):
            del lines[node.decorator_list[0].lineno - 1 : node.lineno - 1]
            entered.append(f"{said}({node.name})")
    return "\n".join([*lines, *reversed(entered), ""])


def _names(home: Path, files: list[Path]) -> list[str]:
    """The faults of the files, by the names that mutmut gives them."""
    from mutmut.configuration import reset_config
    from mutmut.mutation.file_mutation import mutate_file_contents

    reset_config()
    found = []
    for path in files:
        file = path.relative_to(home).as_posix()
        made = mutate_file_contents(file, path.read_text("utf-8")).mutant_names
        found += [f"{file.removesuffix('.py').replace('/', '.')}.{name}" for name in made]
    return found


def _codes(home: Path, path: Path) -> dict[str, int | None]:
    """What came of each fault of a file: how the tests ended."""
    said = home / "mutants" / f"{path.relative_to(home).as_posix()}.meta"
    codes: dict[str, int | None] = json.loads(said.read_text("utf-8"))["exit_code_by_key"]
    return codes


def _list_living(listed: Path, living: list[str]) -> None:
    """Write down what no test noticed, each as the lines that it changes."""
    from mutmut.mutation.diff_apply import get_diff_for_mutant

    texts = []
    for name in living:
        path = Path(f"{name.rpartition('.')[0].replace('.', '/')}.py")
        shown = get_diff_for_mutant(name, path=path).split("\n")
        changed = [
            line for line in shown if line[:1] in ("+", "-") and line[:3] not in ("+++", "---")
        ]
        texts.append("\n".join([name, *changed]))
    listed.write_text("\n\n".join([*texts, ""]), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
