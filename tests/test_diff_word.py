"""`kehoach diff --format docx`: which route is taken, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tests.test_diff import CITY, NEW, WARD, edited

DATES = ("thoi_han = { truoc = 2024-06-15 }", "thoi_han = { truoc = 2024-06-30 }")
FIXED = ("--author", "Nguyễn Văn A", "--date", "2024-06-07")


def parts(path: str) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        return {n: package.read(n).decode("utf-8", "replace") for n in package.namelist()}


def test_two_plans_give_tracked_changes_with_comments_in_words(workspace, kehoach) -> None:
    edited(DATES)

    outcome = kehoach("diff", CITY, NEW, "--format", "docx", "-o", "a.docx", *FIXED)
    found = parts("a.docx")

    assert outcome.code == 1, outcome.err
    assert 'w:author="Nguyễn Văn A" w:date="2024-06-07T00:00:00Z"' in found["word/document.xml"]
    assert "<w:ins " in found["word/document.xml"]
    assert "<w:del " in found["word/document.xml"]
    assert "thời hạn 15/6/2024 → 30/6/2024" in found["word/comments.xml"]


def test_two_word_files_and_a_plan_with_a_word_file(workspace, kehoach) -> None:
    edited(DATES)
    kehoach("render", CITY, "-o", "cu")
    kehoach("render", NEW, "-o", "moi")
    old, new = (next(Path(folder).glob("*.docx")) for folder in ("cu", "moi"))

    words = kehoach("diff", old, new, "--format", "docx", "-o", "a.docx", *FIXED)
    mixed = kehoach("diff", CITY, new, "--format", "docx", "-o", "b.docx", *FIXED)
    same = kehoach("diff", old, old, "--format", "docx", "-o", "c.docx", *FIXED)

    assert (words.code, mixed.code, same.code) == (1, 1, 0), words.err + mixed.err
    for path in ("a.docx", "b.docx"):
        assert "<w:ins " in parts(path)["word/document.xml"]
    assert "<w:ins " not in parts("c.docx")["word/document.xml"]


def test_two_word_files_need_no_workspace(tmp_path, monkeypatch, kehoach) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.docx").write_bytes(b"hong")

    outcome = kehoach("diff", "a.docx", "a.docx", "--format", "docx", "-o", "b.docx")

    assert outcome.code == 1
    assert "lỗi" in outcome.err
    assert not Path("b.docx").exists()


def test_the_result_never_replaces_a_side_and_must_be_named(workspace, kehoach) -> None:
    edited(DATES)
    before = NEW.read_bytes()

    assert kehoach("diff", CITY, NEW, "--format", "docx").code == 2
    assert kehoach("diff", CITY, NEW, "--format", "docx", "-o", NEW).code == 2
    assert kehoach("diff", CITY, NEW, "--format", "docx", "-o", "a.docx", "--date", "mai").code == 2
    assert kehoach("diff", CITY, NEW, "--format", "html", "-o", NEW).code == 2
    assert NEW.read_bytes() == before


def test_a_plan_and_its_own_print_do_not_differ(workspace, kehoach) -> None:
    for plan in (CITY, WARD):
        kehoach("render", plan, "-o", "in")
        outcome = kehoach("diff", plan, f"in/{plan.stem}.docx")

        assert (outcome.code, outcome.out) == (0, "Không có thay đổi.\n"), outcome.out


def test_a_word_file_is_compared_by_meaning_with_the_plan(workspace, kehoach) -> None:
    edited(DATES, ("Phát huy những kết quả", "Phát huy mọi kết quả"))
    kehoach("render", NEW, "-o", "in")

    outcome = kehoach("diff", CITY, "in/moi.docx")
    page = kehoach("diff", CITY, "in/moi.docx", "--format", "html", "-o", "a.html")
    broken = Path("hong.docx")
    broken.write_bytes(b"PK\x03\x04hong")
    refused = kehoach("diff", CITY, broken)

    assert outcome.code == page.code == 1
    assert "thời hạn 15/6/2024 → 30/6/2024" in outcome.out
    assert "“những” → “mọi”" in outcome.out
    assert outcome.out.endswith("\n1 sửa lời, 1 đổi thông tin\n")
    assert refused.code == 1
    assert "hong.docx" in refused.err
