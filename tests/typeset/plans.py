"""Plans of the workspace, composed and rendered with its template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.document.compose import compose
from generator.ooxml.opened import open_word
from generator.typeset.setting import Setter
from generator.workspace.reading import load
from generator.workspace.workspace import Workspace
from tests.pages import ROOT, TEMPLATE, engine

if TYPE_CHECKING:
    from pathlib import Path

    from generator.document.blocks import Document

PLANS = ROOT / "plans" / "lang-son-2024"


def composed(path: Path) -> Document:
    workspace = Workspace(ROOT)
    loaded, problems = load(workspace, path)
    assert loaded is not None, problems
    document, _ = compose(
        loaded.plan, workspace.registry, workspace.citations, workspace.plan_of, "0" * 16
    )
    return document


def rendered(path: Path) -> bytes:
    return engine().render(composed(path).context())


def members(path: Path) -> dict[str, bytes]:
    return engine().members(composed(path).context())


def setter() -> Setter:
    word, problems = open_word(TEMPLATE)
    assert word is not None, problems
    return Setter(word)
