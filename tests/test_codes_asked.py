"""Mistakes of calling that no other test makes: each is told by its code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.test_rules import PLANS, judged, rendered

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CITY = "plans/lang-son-2024/thanh-pho.toml"
BY_EYE = {
    "TT442", "VP207", "VP391", "VP392", "VP393", "VP394", "VP395", "VP396", "VP404",
}  # fmt: skip


def test_what_needs_an_eye_or_a_list_of_names_is_said_to_be_not_evaluated() -> None:
    found = judged(rendered(PLANS[0]))
    assert {one.code for one in found.unjudged} >= BY_EYE
    assert not BY_EYE & set(found.passed)


def test_an_id_that_stands_in_two_files_is_not_compared(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    (workspace / "plans/hai.toml").write_bytes((workspace / CITY).read_bytes())
    told = kehoach("diff", "kh-tp-lang-son-2024", CITY)
    assert told.code == 1
    assert "SS213" in told.err
    assert "hai.toml" in told.err


def test_an_office_profile_that_is_no_toml_is_refused(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    document = workspace / "a.docx"
    document.write_bytes(rendered(PLANS[0]))
    profile = workspace / "rieng.toml"
    profile.write_text("[khong dong", "utf-8")
    told = kehoach("check", document, "--profile", profile)
    assert "TT901" in told.err
    assert told.code != 0


def test_which_agencys_book_is_meant_is_asked_for(
    workspace: Path, kehoach: Callable[..., Any]
) -> None:
    told = kehoach("register", "close")
    assert told.code == 2
    assert "LN022" in told.err


def test_a_revision_without_git_says_so(
    workspace: Path, kehoach: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(workspace))
    told = kehoach("diff", f"{CITY}@HEAD", CITY)
    assert "HT908" in told.err
    assert told.code == 3
