"""The program serves many at once: every answer is the one it gives alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace
from tests.conftest import ROOT
from tests.pdf_files import PdfPage, paragraph, write_pdf
from tests.serving import BROKEN, CITY, EDITED, ORIGINAL, PRINTED, VERBS
from tests.test_bad_input import in_document, mangled

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Two workspaces with plans, documents and PDF files of their own."""
    return [_home(tmp_path_factory.mktemp("served"), name) for name in ("mot", "hai")]


def _home(folder: Path, name: str) -> Path:
    home = folder / name
    home.mkdir()
    for part in ("templates", "plans"):
        shutil.copytree(ROOT / part, home / part)
    shutil.copy(ROOT / "kehoach.toml", home)
    city = home / CITY
    city.write_text(city.read_text("utf-8").replace("Triển khai", f"Triển khai {name}"), "utf-8")
    (home / BROKEN).write_text(f"[van_ban]\nma = 'kh-{name}'\nngay = 2024-02-31\nso = x\n", "utf-8")
    space = Workspace(home)
    rendered = Renderer(space, Manner(space.template, overwrite=True))(city, home / ORIGINAL)
    assert rendered.status == "written", rendered
    change = in_document("cải cách".encode(), f"cải cách {name}".encode())
    mangled(home / ORIGINAL, home / EDITED, change)
    lines = ("ỦY BAN NHÂN DÂN", "KẾ HOẠCH", f"Việc số {name}", "Nội dung thứ nhất của kế hoạch.")
    texts = [text for row, line in enumerate(lines) for text in paragraph(line, y=700 - 30 * row)]
    write_pdf(home / PRINTED, [PdfPage(texts)])
    return home


def test_eight_verbs_are_served() -> None:
    assert len(VERBS) == 8


@pytest.mark.parametrize("kind", ["threads", "processes"])
def test_all_at_once_each_gets_the_answer_it_gets_alone(
    kind: str, roots: list[Path], rounds: int
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.serving", kind, str(rounds), *map(str, roots)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # 8 × 2 × 2, but of two verbs (update, redline) the answer has no words of a language
    assert "28 different answers" in done.stdout
