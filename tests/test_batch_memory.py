"""A batch keeps no plan longer than its turn: memory does not wait for a late collection."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def test_a_rendered_plan_leaves_nothing_behind_that_holds_itself(
    workspace: Path, tmp_path: Path
) -> None:
    renderer = Renderer(Workspace(workspace), Manner(overwrite=True))
    plan = workspace / "plans/lang-son-2024/thanh-pho.toml"
    for number in range(2):  # the first opens templates and fills caches
        gc.collect()
        gc.disable()
        try:
            done = renderer(plan, tmp_path / f"{number}.docx")
            left = gc.collect()
        finally:
            gc.enable()
        assert done.status == "written", done
    assert left == 0
