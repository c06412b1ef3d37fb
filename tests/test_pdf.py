"""PDF through LibreOffice: many files at once, whole or not at all, plain words when it fails."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from generator.issuance import pdf

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
    outcome = kehoach("render", CITY, "--pdf")
    assert outcome.code == 3
    assert "HT906" in outcome.err
    assert "thanh-pho.docx" in outcome.err
    assert not list(workspace.rglob("*.pdf"))


def test_a_font_without_vietnamese_letters_is_said(workspace, kehoach, monkeypatch) -> None:
    # what fc-match prints for Debian's fonts-liberation 1.07: no Latin Extended Additional
    tools = workspace / "bin"
    tools.mkdir()
    program(tools / "fc-match", 'printf "Liberation Serif|20-7e a0-17f 1a0-1a1 1af-1b0"\n')
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    outcome = kehoach("render", CITY, "--pdf")
    assert outcome.code == 0
    assert "HT905" in outcome.err
    assert "fonts-liberation2" in outcome.err
    assert "Liberation Serif" in outcome.err


def test_the_font_of_this_machine_has_every_vietnamese_letter() -> None:
    assert pdf.check_font() == []


@pytest.mark.parametrize("name", ["Kế hoạch số 1", "a b & c"])
def test_names_with_spaces_and_vietnamese_letters_are_converted(workspace, kehoach, name) -> None:
    plan = workspace / "plans" / f"{name}.toml"
    plan.write_text((workspace / CITY).read_text().replace("kh-tp-lang-son-2024", "kh-khac", 1))
    assert kehoach("render", plan, "--pdf").code == 0
    assert (workspace / "output" / f"{name}.pdf").is_file()
