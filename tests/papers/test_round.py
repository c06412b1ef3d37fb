"""A letter and a decision go the whole way of a plan: issued, proved, edited in Word, pulled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.papers.test_kinds import DECISION, HEAD, SIGNED

if TYPE_CHECKING:
    from pathlib import Path

NAMED = SIGNED + 'ho_ten = "Nguyễn Văn Thử"\n'


def written(workspace: Path, kind: str, body: str, more: str = "") -> Path:
    path = workspace / "plans" / "thu.toml"
    addressee = 'kinh_gui = ["Sở Nội vụ"]'
    text = HEAD.format(kind=kind, subject="việc của năm", above=addressee, more=more)
    path.write_text(text + body, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "body", "more", "number"),
    [
        ("Công văn", NAMED, 'don_vi_soan = "NV"', "01/UBND-NV"),
        ("QĐ", DECISION + NAMED, "", "01/QĐ-UBND"),
    ],
)
def test_what_is_issued_can_be_made_again_from_its_folder(
    workspace: Path, kehoach, kind: str, body: str, more: str, number: str
) -> None:
    (workspace / "templates" / "cong-van.docx").unlink()  # the shipped one is kept with it
    written(workspace, kind, body, more)
    issued = kehoach("issue", "plans/thu.toml", "--date", "2024-06-21", "--reason", "thử")
    assert issued.code == 0, issued.err
    assert number in issued.out
    folder = next(workspace.glob("phat-hanh/**/ke-hoach.toml")).parent
    proved = kehoach("verify", str(folder))
    assert "HS" not in proved.err, proved.err


@pytest.mark.parametrize(
    ("kind", "body", "old"),
    [
        ("Công văn", SIGNED, "V/v việc của năm"),
        ("QĐ", DECISION + SIGNED, "việc của năm"),
    ],
)
def test_a_subject_edited_in_word_comes_back_and_nothing_else_changes(
    workspace: Path, kehoach, kind: str, body: str, old: str
) -> None:
    plan = written(workspace, kind, body)
    before = plan.read_text("utf-8")
    assert kehoach("render", "plans/thu.toml").code == 0
    untouched = kehoach("pull", "output/thu.docx")
    assert untouched.code == 0, untouched.err
    assert plan.read_text("utf-8") == before
    document = Document(str(workspace / "output" / "thu.docx"))
    cells = [c for t in document.tables for row in t.rows for c in row.cells]
    everywhere = [*document.paragraphs, *(p for c in cells for p in c.paragraphs)]
    run = next(
        r for p in everywhere if p.text.replace("\xa0", " ") == old for r in p.runs
        if "năm" in r.text
    )  # fmt: skip
    run.text = run.text.replace("năm", "quý")
    document.save(str(workspace / "sua.docx"))
    pulled = kehoach("pull", "sua.docx")
    assert pulled.code == 0, pulled.err
    assert plan.read_text("utf-8") == before.replace("việc của năm", "việc của quý", 1)
