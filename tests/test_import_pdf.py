"""A .docx and the PDF printed from it import to the same plan; `format` rests on both."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.office.pdf import convert
from generator.read.imported import ImportedFile, import_file
from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace
from tests.office_files import office_plan

ROOT = Path(__file__).parent.parent
PLANS = sorted(p.stem for p in (ROOT / "plans/lang-son-2024").glob("*.toml"))
SEEDS = range(8)
OFFICE = [f"van-phong-{seed}" for seed in SEEDS]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A workspace with the ten real plans and eight of other offices, as .docx and as PDF."""
    home = tmp_path_factory.mktemp("nhap")
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    workspace = Workspace(home)
    render = Renderer(workspace, Manner(workspace.template))
    made = []
    for name in PLANS:
        made.append(home / f"{name}.docx")
        assert render(home / f"plans/lang-son-2024/{name}.toml", made[-1]).status == "written"
    made += [
        office_plan(home / f"{name}.docx", seed) for name, seed in zip(OFFICE, SEEDS, strict=True)
    ]
    assert convert(made) == []
    return workspace


def toml(imported: ImportedFile) -> list[str]:
    """What was read, without the name of the file it was read from."""
    assert imported.plan is not None, imported.diagnostics
    lines = imported.text.splitlines()
    return [line for line in lines if not line.startswith("#") and "Nhập từ" not in line]


@pytest.mark.parametrize("name", OFFICE)
def test_a_word_file_and_its_print_import_to_one_plan(name: str, printed: Workspace) -> None:
    word = import_file(printed.root / f"{name}.docx", printed)
    paper = import_file(printed.root / f"{name}.pdf", printed)
    assert toml(paper) == toml(word)


@pytest.mark.parametrize("name", PLANS)
def test_the_print_of_a_plan_gives_the_plan_but_for_the_ids(name: str, printed: Workspace) -> None:
    # hidden bookmarks of the .docx hold the ids; paper has none
    def said(imported: ImportedFile) -> list[str]:
        return [line for line in toml(imported) if not line.startswith(("id = ", "nhom = "))]

    word = import_file(printed.root / f"{name}.docx", printed)
    paper = import_file(printed.root / f"{name}.pdf", printed)
    assert said(paper) == said(word)


@pytest.mark.parametrize("name", OFFICE)
def test_nothing_of_a_print_is_lost(name: str, printed: Workspace) -> None:
    paper = import_file(printed.root / f"{name}.pdf", printed)
    assert [d for d in paper.diagnostics if d.code in ("NH040", "NH041")] == []
    reasons = {item.reason for item in paper.left}
    assert reasons <= {
        "số trang",
        "chương trình in sẵn quốc hiệu",
        "chương trình in sẵn tiêu ngữ",
        "chương trình in sẵn chữ Nơi nhận",
        "tiêu đề cột và số thứ tự của bảng nhiệm vụ do chương trình in",
        "ở lề trang",  # the header row of a table, printed again on each page
    }
