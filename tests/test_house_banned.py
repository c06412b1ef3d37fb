"""What only its home may do: read clock and environment, print, ask, open packages, parse XML.

A home is listed with its reason. The lists are exact: a place that no longer needs its line
loses it, so that they only get shorter.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.sources import nodes_of

ROOT = Path(__file__).parent.parent / "generator"
DOORS = ("cli", "web")

CLOCK = {
    "datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time",
    "time.time_ns", "time.monotonic", "time.perf_counter", "time.localtime", "time.gmtime",
}  # fmt: skip
ENVIRONMENT = {"os.environ", "os.getenv", "os.putenv", "os.environb"}
TALK = {"print", "input", "sys.stdout", "sys.stderr", "sys.exit", "click"}
PROCESS = {"gc.disable", "gc.enable", "gc.set_threshold", "logging.getLogger"}
TYPES = {"msgspec.convert", "msgspec.json.decode"}
XML = {"etree.XMLParser"}
PACKAGES = {"zipfile.ZipFile"}

HOMES: dict[str, tuple[set[str], dict[str, str]]] = {
    "clock": (
        CLOCK,
        {
            "issuance/network.py": "how long an answer of the network may take",
            "issuance/verdict/tsa.py": "a time-stamp told against the machine's clock, and waiting",
            "workspace/memory.py": "whether a file is too young for its time to tell a change",
            "workspace/scheduler.py": "how long ago a machine said its last word, on the scheduler",
        },
    ),
    "environment": (ENVIRONMENT, {}),
    "talk": (TALK, {}),
    "process": (PROCESS, {}),
    "types": (TYPES, {"plan/typed.py": "the one place, under a lock"}),
    "xml": (
        XML,
        {
            "ooxml/parsing.py": "the one parser for what strangers sent",
        },
    ),
    "packages": (
        PACKAGES,
        {
            "ooxml/package.py": "packages of ours, copied as they are packed",
            "workspace/archive.py": "whatever else is a zip, with limits",
        },
    ),
}


def dotted(node: ast.expr) -> str:
    """`a.b.c` of an expression; "" for anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute) and (before := dotted(node.value)):
        return f"{before}.{node.attr}"
    return ""


@cache
def used() -> dict[str, set[str]]:
    """File below the doors → names it uses, and modules it imports."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name.split("/")[0] not in DOORS:
            found[name] = set(_names(path))
    return found


def _names(path: Path) -> Iterator[str]:
    for node in nodes_of(path):
        if isinstance(node, (ast.Attribute, ast.Name)) and (name := dotted(node)):
            yield name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("what", sorted(HOMES))
def test_below_the_doors_only_its_homes_use(what: str) -> None:
    banned, homes = HOMES[what]
    # "datetime.datetime.now" and "from os import environ" too
    ends = tuple(f".{name}" for name in banned if "." in name)
    users = {
        file
        for file, names in used().items()
        if any(name in banned or name.endswith(ends) for name in names)
    }
    assert users == set(homes)
