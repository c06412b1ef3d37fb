"""A PDF says what the .docx it was made of says: the same paragraphs, cells, header, recipients."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.document.compose import compose
from generator.office.pdf import convert
from generator.plan.toml import load_plan
from generator.read.lines import Line
from generator.read.pdf.text_layer import lines_of_pdf
from generator.verbs.render import Manner, Renderer
from generator.workspace.workspace import Workspace

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "plans/lang-son-2024").glob("*.toml"))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ten real plans as PDF, made in one call of LibreOffice."""
    home = tmp_path_factory.mktemp("pdf")
    for name in ("templates", "plans"):
        shutil.copytree(ROOT / name, home / name)
    shutil.copy(ROOT / "kehoach.toml", home)
    workspace = Workspace(home)
    render = Renderer(workspace, Manner(workspace.template))
    made = []
    for plan in PLANS:
        made.append(home / f"{plan.stem}.docx")
        done = render(home / "plans/lang-son-2024" / plan.name, made[-1])
        assert done.status == "written"
    assert convert(made) == []
    return home


def read(path: Path) -> list[Line]:
    text, problems = lines_of_pdf(path)
    assert problems == []
    assert text is not None
    return text.lines


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.stem)
def test_every_paragraph_of_a_printed_plan_comes_back_whole(plan: Path, printed: Path) -> None:
    workspace = Workspace(ROOT)
    loaded, _ = load_plan(plan)
    assert loaded is not None
    document, _ = compose(loaded.plan, workspace.registry, workspace.citations, workspace.plan_of)
    lines = [line.text for line in read(printed / f"{plan.stem}.pdf") if line.part == "than"]
    said = [" ".join(text.split()) for _node, text in document.texts()]
    body = [" ".join(block.text.split()) for block in document.noi_dung]
    assert [line for line in lines if line in body] == body
    everything = "".join("".join(lines).split())
    for text in said:
        assert "".join(text.split()) in everything, text
    rows = [" ".join(d.noi_dung.split()) for a in document.phu_luc for d in a.dong]
    cells = [line for line in lines if line in rows]
    assert [c for c in cells if c in rows] == [r for r in rows if r in cells]


def test_header_and_signature_stand_in_columns_of_their_own(printed: Path) -> None:
    lines = read(printed / "thanh-pho.pdf")
    header = [line.text for line in lines if line.cell and line.cell.table == 0]
    assert header == [
        "ỦY BAN NHÂN DÂN",
        "THÀNH PHỐ LẠNG SƠN",
        "Số: ……/KH-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TP. Lạng Sơn, ngày 07 tháng 6 năm 2024",
    ]
    foot = [line.text for line in lines if line.cell and line.cell.table == 1]
    assert foot[0] == "Nơi nhận:"
    assert foot[-3:] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn Hạnh"]


def test_page_numbers_and_repeated_table_heads_are_no_text_of_the_body(printed: Path) -> None:
    lines = read(printed / "thanh-pho.pdf")
    assert [line.text for line in lines if line.part == "dau" and line.text.isdigit()] == list(
        "234234"
    )
    assert sum(line.text == "Nội dung nhiệm vụ" for line in lines if line.part == "than") == 1
