"""PDF through LibreOffice: many files at once, whole or not at all, plain words when it fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.office import pdf
from tests.conftest import process

CITY = "plans/lang-son-2024/thanh-pho.toml"


def program(path: Path, script: str) -> Path:
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(path.stat().st_mode | stat.S_IEXEC)
    return path


def test_files_of_one_name_from_two_folders_keep_their_pdf(workspace, kehoach) -> None:
    for folder in ("a", "b"):
        assert kehoach("render", CITY, "-o", workspace / folder).code == 0
    files = [workspace / folder / "thanh-pho.docx" for folder in ("a", "b")]
    assert pdf.convert(files, jobs=2) == []
    for file in files:
        assert file.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_a_hanging_libreoffice_is_killed_and_the_file_named(
    workspace, kehoach, monkeypatch
) -> None:
    monkeypatch.setattr(pdf, "SECONDS_PER_CALL", 0)
    monkeypatch.setattr(pdf, "SECONDS_PER_FILE", 1)
    hanging = program(workspace / "soffice", '[ "$1" = --version ] && exit\nsleep 600\n')
    monkeypatch.setenv("KEHOACH_SOFFICE", str(hanging))
    outcome = kehoach("render", CITY, "--pdf", "--engine", "libreoffice")
    assert outcome.code == 3
    assert "HT906" in outcome.err
    assert "thanh-pho.docx" in outcome.err
    assert not list(workspace.rglob("*.pdf"))


def test_a_font_without_vietnamese_letters_is_said(workspace) -> None:
    # what fc-match prints for Debian's fonts-liberation 1.07: no Latin Extended Additional
    tools = workspace / "bin"
    tools.mkdir()
    program(tools / "fc-match", 'printf "Liberation Serif|20-7e a0-17f 1a0-1a1 1af-1b0"\n')
    # a process of its own: this one remembers what fc-match says
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    rendering = process("render", CITY, "--pdf", cwd=workspace, PATH=path)
    _out, err = rendering.communicate(timeout=600)
    assert rendering.returncode == 0
    assert "HT905" in err
    assert "fonts-liberation2" in err
    assert "Liberation Serif" in err


def test_the_font_of_this_machine_has_every_vietnamese_letter() -> None:
    assert pdf.check_font() == []


@pytest.mark.parametrize("name", ["Kế hoạch số 1", "a b & c"])
def test_names_with_spaces_and_vietnamese_letters_are_converted(workspace, kehoach, name) -> None:
    plan = workspace / "plans" / f"{name}.toml"
    plan.write_text((workspace / CITY).read_text().replace("kh-tp-lang-son-2024", "kh-khac", 1))
    assert kehoach("render", plan, "--pdf").code == 0
    assert (workspace / "output" / f"{name}.pdf").is_file()


@pytest.mark.parametrize("engine", ["own", "libreoffice"])
def test_an_archive_pdf_is_tagged_named_in_its_language_and_carries_its_fonts(
    workspace, kehoach, engine
) -> None:
    import pikepdf

    from generator.office.fonts import fonts_of

    assert kehoach("render", CITY, "--pdfa", "--engine", engine).code == 0
    data = (workspace / "output/lang-son-2024/thanh-pho.pdf").read_bytes()
    with pikepdf.open(workspace / "output/lang-son-2024/thanh-pho.pdf") as made:
        assert str(made.Root.Lang) == "vi-VN"
        assert made.Root.MarkInfo.Marked
        assert made.Root.OutputIntents
        assert made.Root.ViewerPreferences.DisplayDocTitle
        meta = made.open_metadata()
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("2", "B")
        assert meta["dc:title"].startswith("Kế hoạch")
    assert fonts_of(data)
    assert all(fonts_of(data).values())


def test_a_font_that_is_not_here_is_reported_with_what_was_used(
    workspace, kehoach, monkeypatch
) -> None:
    from generator.office import fonts

    assert kehoach("render", CITY, "--pdf", "--engine", "libreoffice").code == 0
    docx = workspace / "output/lang-son-2024/thanh-pho.docx"
    data = docx.with_suffix(".pdf").read_bytes()
    assert fonts.check_pdf_fonts(docx, data) == []
    # were the widths of the stand-in other ones, lines would break elsewhere
    monkeypatch.setattr(fonts, "SAME_WIDTHS", {})
    if fonts.stand_in_for("Times New Roman") == "Times New Roman":
        monkeypatch.setattr(fonts, "_asked", lambda _docx: {"Phông Không Có"})
        monkeypatch.setattr(fonts, "stand_in_for", lambda _name: "Times New Roman")
    (found,) = fonts.check_pdf_fonts(docx, data)
    assert found.code == "HT934"


def test_a_warm_libreoffice_converts_one_file_after_the_other(workspace, kehoach, tmp_path) -> None:
    from generator.office.libreoffice import find_office

    assert kehoach("render", CITY).code == 0
    docx = workspace / "output/lang-son-2024/thanh-pho.docx"
    with pdf.Warm(find_office() or "", tmp_path / "warm") as warm:
        for _again in range(2):
            docx.with_suffix(".pdf").unlink(missing_ok=True)
            assert warm.convert(docx) == []
            assert docx.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")
