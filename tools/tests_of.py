"""The tests of what changed, the nearest first, as many as end within a minute on two cores.

    python tools/tests_of.py generator/plan/numbering.py …      without names: what git says changed

Near is a test that bears the file's name, then one that imports it, then one that imports who
imports it. Among equals the one that knows least besides comes first: it is about this file.
`tests/seconds.toml` says which files of tests take long; one that is not listed takes no time.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
MINUTE = 2 * 45.0
"""Seconds of work that two cores do in a minute, gathering the tests included."""
FAR = 99
_IMPORT = re.compile(
    r"^\s*(?:from (generator|tests|benchmarks|tools)([\w.]*) import (\([^)]*\)|[^\n(]*)"
    r"|import ((?:generator|tests|benchmarks|tools)[\w.]*))",
    re.MULTILINE,
)


@cache
def files() -> dict[str, Path]:
    """Name of each module → its file, below the root."""
    found = (p for top in ("generator", "tests", "benchmarks", "tools") for p in _below(top))
    return {".".join(p.with_suffix("").parts).removesuffix(".__init__"): p for p in found}


def _below(top: str) -> list[Path]:
    return [path.relative_to(ROOT) for path in sorted((ROOT / top).rglob("*.py"))]


@cache
def imports() -> dict[str, set[str]]:
    """Each module and the ones it imports, anywhere in it."""
    return {name: _imported((ROOT / path).read_text("utf-8")) for name, path in files().items()}


def _imported(text: str) -> set[str]:
    found: set[str] = set()
    for top, rest, names, plain in _IMPORT.findall(text):
        home = plain or top + rest
        inner = {f"{home}.{name}" for name in re.findall(r"\w+", names)} & files().keys()
        found |= inner or {home} & files().keys()
    return found


@cache
def users() -> dict[str, set[str]]:
    """Each module and the ones that import it."""
    found: dict[str, set[str]] = {name: set() for name in files()}
    for name, used in imports().items():
        for one in used:
            found[one].add(name)
    return found


def distances(module: str) -> dict[str, int]:
    """How many imports lead from each module to this one; 0 for itself."""
    found, edge = {module: 0}, {module}
    while edge:
        edge = {user for one in edge for user in users()[one]} - found.keys()
        found |= dict.fromkeys(edge, max(found.values()) + 1)
    return found


def nearest(changed: list[str]) -> list[str]:
    """Files of tests for the changed files (paths below the root), the nearest first."""
    nearness: dict[Path, tuple[int, int]] = {}
    for path in map(Path, changed):
        far = _far(path)
        for name, file in files().items():
            if file.name.startswith("test_") and (near := far.get(name, FAR)) < FAR:
                rank = (near, len(imports()[name]))
                nearness[file] = min(rank, nearness.get(file, rank))
    taken, left = [], MINUTE
    seconds = tomllib.loads((ROOT / "tests/seconds.toml").read_text("utf-8"))["seconds"]
    for file in sorted(nearness, key=lambda file: (nearness[file], file)):
        name = file.as_posix()
        if (needed := seconds.get(name, 0.5)) <= left:
            taken.append(name)
            left -= needed
    return taken


def _far(path: Path) -> dict[str, int]:
    """Distance of each module from a changed file; 0 for tests that bear its name."""
    found: dict[str, int] = {}
    for start, already in _starts(path).items():
        for name, far in distances(start).items():
            found[name] = min(already + far, found.get(name, FAR))
    stem, home = _words(path.stem), _words(" ".join(path.parts[1:-1]))
    for name, file in files().items():
        if path == file or (stem and stem <= _words(file.stem)):
            found[name] = 0
        elif (stem | home) & _words(file.stem):
            found[name] = min(2, found.get(name, FAR))
    return found


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]{3,}", name.lower())) - {"test", "init", "main"}


def _starts(path: Path) -> dict[str, int]:
    """The module of a file, and of data the modules that name it; else who stands beside or above.

    Verbs of the command line and rules are loaded by their names: nobody imports them.
    """
    found = {name: 1 for name, file in files().items() if file == path}
    if path.suffix != ".py":
        texts = {name: (ROOT / file).read_text("utf-8") for name, file in files().items()}
        found = {name: 1 for name, text in texts.items() if path.name in text}
        found = dict.fromkeys(_beside(path), 1) | found
    for place in (path, *path.parents):
        if any(files()[name].name.startswith("test_") for one in found for name in distances(one)):
            break
        found = dict.fromkeys(_beside(place), 2) | found
    return found


def _beside(path: Path) -> list[str]:
    """The modules of the folder in which a path stands."""
    return [name for name, file in files().items() if file.parent == path.parent != Path()]


def _changed() -> list[str]:
    """What git says differs from the last commit, new files included."""
    told = subprocess.run(
        ["git", "status", "--porcelain", "-z", "--no-renames"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    return [line[3:] for line in told.split("\0") if line]


if __name__ == "__main__":
    near = nearest(sys.argv[1:] or _changed())
    if not near:
        raise SystemExit("no test is near what changed")
    print("\n".join(near))
