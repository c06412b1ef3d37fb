"""The house stays in order: imports point down, files are short, the map names every place."""

from __future__ import annotations

import ast
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tests.sources import nodes_of, tree_of

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "generator").rglob("*.py"))
LAYERS = (
    ("cli", "web"),
    ("verbs",),
    ("review",),
    ("pulling",),
    ("rules",),
    ("issuance",),
    ("redline",),
    ("read",),
    ("typeset",),
    ("template",),
    ("document",),
    ("progress",),
    ("cascade",),
    ("grammar",),
    ("ooxml",),
    ("office",),
    ("storage",),
    ("workspace",),
    ("plan",),
    ("places",),
    ("text",),
    ("diagnostics", "explain"),
    ("locale", "surroundings"),
)
"""From the top down; a module imports nothing of a layer above its own."""


def module_of(path: Path) -> str:
    """generator/plan/__init__.py → generator.plan"""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def trees() -> dict[Path, ast.Module]:
    """Each file and its tree."""
    return {path: tree_of(path) for path in FILES}


@cache
def imports() -> dict[str, set[str]]:
    """Each module and those it imports, at once, later, or for its types alone."""
    known = {module_of(path) for path in FILES}
    found: dict[str, set[str]] = {name: set() for name in known}
    for path in FILES:
        for node in nodes_of(path):
            if isinstance(node, ast.ImportFrom) and node.module in known:
                inner = {f"{node.module}.{alias.name}" for alias in node.names}
                found[module_of(path)] |= (inner & known) or {node.module}
    return {name: used - {name} for name, used in found.items()}


def test_no_modules_import_each_other_in_a_circle() -> None:
    TopologicalSorter(imports()).prepare()


def test_no_import_points_to_a_layer_above() -> None:
    height = {name: level for level, names in enumerate(LAYERS) for name in names}
    up = [
        (module, used)
        for module, all_used in imports().items()
        for used in all_used
        for here, there in [(module.split(".")[1:2], used.split(".")[1:2])]
        if here and there and here[0] in height and there[0] in height
        if height[there[0]] < height[here[0]]
    ]
    assert up == []


def test_no_range_of_letters_takes_small_ones_for_capitals() -> None:
    mixed = [path for path in FILES if "À-Ỹ" in path.read_text("utf-8")]
    assert [path.name for path in mixed] == ["capitals.py"]  # which says why


def test_every_file_has_fewer_than_500_lines() -> None:
    long = [path.name for path in FILES if path.read_text("utf-8").count("\n") >= 500]
    assert long == []


def test_no_function_has_more_than_50_lines() -> None:
    long = [
        f"{path.name}: {node.name}"
        for path, tree in trees().items()
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        if (node.end_lineno or 0) - node.lineno >= 50
    ]
    assert long == []


def test_the_map_names_every_module_and_folder_at_the_top_once() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    tree = page.split("```\ngenerator/")[1].split("```")[0]
    for path in (ROOT / "generator").iterdir():
        if path.name.startswith("_"):
            continue
        name = f"{path.name}/" if path.is_dir() else path.name
        assert tree.count(f"── {name} ") + tree.count(f"({name}") == 1, name


PATTERNS = {
    "Request": "each verb's own question (docs/architecture.md)",
    "Result": "each verb's own answer",
}
"""Names of classes that may stand in several modules, with the reason."""


def test_no_name_of_a_class_means_two_things() -> None:
    homes: dict[str, list[str]] = {}
    for path, tree in trees().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(path.name)
    twice = {name: found for name, found in homes.items() if len(found) > 1}
    assert twice.keys() - PATTERNS.keys() == set()


DOORS = {"cli", "web", "verbs"}


def test_no_name_of_a_file_means_two_things_but_a_verb_in_its_doors_and_in_its_work() -> None:
    """One room below may hold a verb's work under the verb's name: `cascade/changing/update.py`.

    A family of rules (`rules/families/`) has the name of what it judges.
    """
    homes: dict[str, list[str]] = {}
    for path in FILES:
        room = path.relative_to(ROOT / "generator").parts
        if (
            not path.name.startswith("__")
            and room[0] not in DOORS
            and room[:2] != ("rules", "families")
        ):
            homes.setdefault(path.name, []).append("/".join(room))
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
