"""Old Word files are read through LibreOffice, in time or with a sentence."""

from __future__ import annotations

from pathlib import Path

from generator.ooxml.old import word_of_old
from generator.ooxml.walk import read_word
from generator.surroundings import Surroundings, be_in
from tests.docx_files import docx, paragraph

RTF = r"{\rtf1\ansi{\fonttbl{\f0 Times New Roman;}}\f0\fs28\b K\u7870? HO\u7840?CH\b0\par}"


def test_an_rtf_is_read_like_a_docx(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    path.write_text(RTF, "ascii")
    word, problems = word_of_old(path)
    assert word is not None, problems
    first = read_word(word).paragraphs[0]
    assert (first.text, first.size, first.runs[0].fmt.bold) == ("KẾ HOẠCH", 14.0, True)
    assert path.read_text("ascii") == RTF


def test_rubbish_that_calls_itself_an_old_word_file_is_not_read_as_text(tmp_path: Path) -> None:
    path = tmp_path / "cu.doc"
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    path.write_bytes(signature + bytes(504) + "WordDocument".encode("utf-16-le") + b"rac " * 900)
    word, problems = word_of_old(path)
    assert word is None
    assert [d.code for d in problems] == ["TL014"]
    assert "Lưu thành › Tài liệu Word (.docx)" in problems[0].hints[0]


def test_a_docx_needs_no_libreoffice(tmp_path: Path) -> None:
    be_in(Surroundings(office=str(tmp_path / "khong-co")))
    path = tmp_path / "a.doc"
    path.write_bytes(docx(paragraph("a")))
    word, problems = word_of_old(path)
    assert word is not None, problems


def test_without_libreoffice_the_way_out_is_said(tmp_path: Path) -> None:
    be_in(Surroundings(office=str(tmp_path / "khong-co")))
    path = tmp_path / "cu.doc"
    path.write_text(RTF, "ascii")
    word, problems = word_of_old(path)
    assert word is None
    assert [d.code for d in problems] == ["HT921"]
