"""What an import says about a document that leaves something open: each note for its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_import_wild import FOOT, HEAD, imported

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WHOLE = HEAD + FOOT
DATE = "ngày 10 tháng 3 năm 2024"
NOTES = {
    "NH012": WHOLE.replace(DATE, "ngày 31 tháng 2 năm 2024"),
    "NH013": WHOLE.replace(DATE, "ngày    tháng 3 năm 2024"),
    "NH014": WHOLE.replace("Phòng, chống dịch bệnh năm 2024\n\n", "\n"),
    "NH016": WHOLE[WHOLE.index("CỘNG HÒA") :],
    "NH017": HEAD,
    "NH020": WHOLE.replace("Chủ động", "Chủ\u200b động"),
    "NH022": WHOLE.replace("Số: 12/KH-UBND", "Số: 12a-x"),
}
"""Code → a document that differs from a whole one in that one thing."""


@pytest.mark.parametrize("code", NOTES)
def test_a_note_comes_for_its_reason_and_not_without_it(workspace: Path, code: str) -> None:
    assert code in {d.code for d in imported(NOTES[code]).diagnostics}
    assert code not in {d.code for d in imported(WHOLE).diagnostics}


def test_an_agency_that_is_in_no_registry_is_proposed_and_told(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    made = imported(WHOLE)
    assert "NH030" in {d.code for d in made.diagnostics}
    (workspace / "plans/moi.toml").write_text(made.text, "utf-8")
    checked = kehoach("check", "plans/moi.toml")
    assert "KH421" in checked.out + checked.err  # type: ignore[attr-defined]


def test_two_sources_of_one_name_are_not_written_into_one_file(
    workspace: Path, kehoach: Callable[..., object]
) -> None:
    for folder in ("a", "b"):
        (workspace / folder).mkdir()
        (workspace / folder / "nguon.txt").write_text(WHOLE, "utf-8")
    told = kehoach("import", "a/nguon.txt", "b/nguon.txt", "-o", "ra")
    assert "NH005" in told.err  # type: ignore[attr-defined]
