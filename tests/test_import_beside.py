"""Words beside the body of a document — notes, margins, boxes — are taken or told by name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from generator.read.imported import import_file
from generator.workspace.workspace import Workspace
from tests.test_pull_elsewhere import PLACES
from tests.word_edits import Reviewed

if TYPE_CHECKING:
    from collections.abc import Callable

CITY = Path("plans/lang-son-2024/thanh-pho.toml")
SECRET = "MẬT – KHÔNG PHỔ BIẾN"


@pytest.mark.parametrize("place", ["endnote", "header", "vml", "wps"])
def test_words_beside_the_body_are_in_the_plan_or_told(
    workspace: Path, kehoach: Callable[..., Any], place: str
) -> None:
    kehoach("render", CITY, "-o", "in")
    word = Reviewed(Path("in/thanh-pho.docx").read_bytes())
    PLACES[place][0](word)
    word.save(Path("in/thanh-pho.docx"))
    made = import_file(Path("in/thanh-pho.docx"), Workspace(Path.cwd()))
    told = [d.message for d in made.diagnostics]
    assert SECRET in made.text or any(SECRET in message for message in told), told
