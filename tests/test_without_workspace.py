"""Documents are read anywhere: without a workspace the shipped registries and template serve."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SEED = Path(__file__).parent / "seeds/thanh-pho.txt"


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(SEED, tmp_path / "ke-hoach.txt")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_plan_is_imported_and_printed_anew_in_any_folder(
    elsewhere: Path, kehoach: Callable[..., Any]
) -> None:
    assert kehoach("import", "ke-hoach.txt").code == 0
    assert 'co_quan = "ubnd-tp-lang-son"' in (elsewhere / "ke-hoach.toml").read_text("utf-8")
    assert kehoach("format", "ke-hoach.txt", "-o", "moi.docx").code == 0
    assert kehoach("check", "moi.docx").code == 0
    assert kehoach("diff", "moi.docx", "moi.docx").code == 0


def test_verbs_that_keep_plans_still_ask_for_a_workspace(
    elsewhere: Path, kehoach: Callable[..., Any]
) -> None:
    assert kehoach("render").code == 2
    assert kehoach("register", "list").code == 2
