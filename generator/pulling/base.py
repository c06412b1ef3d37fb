"""The text a document was printed from: the plan itself, what rendering kept, or git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.anchors import short
from generator.workspace import git
from generator.workspace.bases import Bases, fingerprint

if TYPE_CHECKING:
    from pathlib import Path

    from generator.workspace.workspace import Workspace

REVISIONS = 200
"""Revisions of the plan's file that are looked through in git."""


def plan_with(workspace: Workspace, mark: str) -> list[Path]:
    """The files of the plan whose id has this digest."""
    return [f for ma, files in workspace.plan_index.items() if short(ma) == mark for f in files]


def base_text(workspace: Workspace, plan: Path, text: str, digest: str) -> str | None:
    """The text of the plan whose fingerprint begins so; None when nobody has kept it."""
    if fingerprint(text).startswith(digest):
        return text
    return Bases(workspace.root).starting(digest) or _in_git(plan, digest)


def _in_git(plan: Path, digest: str) -> str | None:
    """The text among the committed versions of a file."""
    folder, name = plan.resolve().parent, plan.name
    log = _git(folder, "log", f"-n{REVISIONS}", "--format=%H", "--", name)
    for commit in log.decode().split() if log else ():
        data = _git(folder, "show", f"{commit}:./{name}")
        try:
            text = data.decode() if data else ""
        except UnicodeDecodeError:
            continue
        if text and fingerprint(text).startswith(digest):
            return text.removeprefix("\ufeff").replace("\r\n", "\n")
    return None


def _git(folder: Path, *arguments: str) -> bytes | None:
    """What git prints; None when there is no git or no repository."""
    try:
        done = git.asked(folder, *arguments)
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None
