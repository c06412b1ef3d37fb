"""Legal documents have a form of their own, and administrative ones are not written in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from docx import Document

from tests.papers.test_kinds import DECISION, HEAD, SIGNED

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Thể thức thực hiện theo Nghị định số 187/2025/NĐ-CP.", True),
        ("Trình bày đúng thể thức quy định tại Nghị định số 78/2025/NĐ-CP.", True),
        ("Thể thức thực hiện theo Nghị định số 30/2020/NĐ-CP.", False),
        ("Thể thức văn bản quy phạm pháp luật theo Nghị định số 187/2025/NĐ-CP.", False),
        ("Triển khai Nghị định số 187/2025/NĐ-CP.", False),
    ],
)
def test_the_decree_on_legal_documents_is_no_decree_on_the_form_of_a_plan(
    workspace: Path, kehoach, text: str, told: bool
) -> None:
    plan = HEAD.format(kind="KH", subject="Việc của năm", above="", more="")
    extra = f'\n[[mo_dau]]\nid = "the-thuc"\nnoi_dung = "{text}"\n'
    (workspace / "plans" / "thu.toml").write_text(plan + extra + SIGNED, encoding="utf-8")
    assert kehoach("render", "plans/thu.toml").code == 0
    judged = kehoach("check", "output/thu.docx")
    assert ("VP208" in judged.err) is told


def test_a_legal_document_in_word_is_not_put_into_the_form_of_decree_30(
    workspace: Path, kehoach
) -> None:
    text = HEAD.format(kind="QĐ", subject="Quy định việc của năm", above="", more="")
    (workspace / "plans" / "thu.toml").write_text(text + DECISION + SIGNED, encoding="utf-8")
    assert kehoach("render", "plans/thu.toml").code == 0
    word = workspace / "output" / "thu.docx"
    document = Document(str(word))
    number = next(
        p for row in document.tables[0].rows for p in row.cells[0].paragraphs if "Số:" in p.text
    )
    number.runs[-1].text = "12/2026/QĐ-UBND"
    number.runs[0].text = "Số: "
    document.save(str(workspace / "quy-pham.docx"))
    judged = kehoach("check", "quy-pham.docx", "--format", "json")
    (report,) = json.loads(judged.out)["documents"]
    assert report["coverage"]["dat"] == 0
    assert "TT900" in kehoach("check", "quy-pham.docx").err
    assert "78/2025/NĐ-CP" in kehoach("check", "quy-pham.docx").err
    refused = kehoach("format", "quy-pham.docx", "-o", "moi.docx")
    assert refused.code == 1
    assert "KH424" in refused.err
    assert not (workspace / "moi.docx").exists()
