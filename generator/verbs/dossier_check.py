"""`check` of a dossier: where its papers disagree, and what keeps it from being whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from generator.plan.agreeing import disagreements
from generator.verbs.dossier_common import NAME, opened, undecided
from generator.verbs.process import FOLDER

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic
    from generator.verbs.dossier_common import OpenedDossier
    from generator.workspace.workspace import Workspace


def dossiers_among(workspace: Workspace, names: list[str]) -> tuple[list[Path], list[str]]:
    """Files of dossiers among what is named, and the other names; of no names all dossiers."""
    if not names:
        return sorted((workspace.root / FOLDER).glob(f"*/{NAME}")), []
    held = [Path(name) for name in names if Path(name).name == NAME]
    return held, [name for name in names if Path(name).name != NAME]


def check_dossier(workspace: Workspace, name: str) -> tuple[OpenedDossier | None, list[Diagnostic]]:
    """A dossier, what is wrong with its file, and where its members disagree.

    What is wrong with a member by itself is told where that paper is checked.
    """
    found, problems = opened(workspace, name)
    if found is None:
        return None, problems
    own = {member.loaded.source.file for member in found.members}
    problems = [d for d in problems if getattr(d.span, "file", "") not in own]
    papers = [member.loaded for member in found.members]
    plan = workspace.plan_of(found.dossier.ho_so.ke_hoach)
    if plan is not None:
        problems += disagreements(papers, plan, workspace.registry)
    return found, problems + undecided(workspace, found.members)
