"""A plan of the workspace read, and all that is wrong with it found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.diagnostics import Diagnostic, has_errors

if TYPE_CHECKING:
    from pathlib import Path

    from generator.plan.toml import Loaded
    from generator.workspace.workspace import Workspace


def load(workspace: Workspace, path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read a plan and check its sense; None when something is wrong with it."""
    loaded, problems = examine(workspace, path)
    return (None if has_errors(problems) else loaded), problems


def examine(workspace: Workspace, path: Path) -> tuple[Loaded | None, list[Diagnostic]]:
    """Read a plan and find all that is wrong with it; None when it is no plan at all.

    Even then the agencies it names are looked up, so that the clerk need not run twice.
    """
    from generator.plan.check import check_agencies, check_plan
    from generator.plan.toml import read

    loaded, problems = workspace.read_plan(path)
    registry = workspace.registry
    if loaded is None:
        source, _known = read(path)
        return None, problems + (check_agencies(source, registry) if source else [])
    citations, plan_of = workspace.citations, workspace.plan_of
    return loaded, problems + check_plan(loaded, registry, citations, plan_of, workspace.plan_ids)
