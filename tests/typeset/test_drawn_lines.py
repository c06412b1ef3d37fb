"""The lines that people draw under names of offices and mottos, and the widths tables ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from generator.ooxml.opened import open_word
from generator.typeset.setting import set_word
from tests.typeset.judge import differences, judge
from tests.typeset.made import cell, document, para, row, run, spaced, words

if TYPE_CHECKING:
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument

SPACES = " ".join(
    [
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"',
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
    ]
)
BLACK = '<a:ln w="9525"><a:solidFill><a:srgbClr val="000000"/></a:solidFill></a:ln>'
DASHED = BLACK.replace("</a:ln>", '<a:prstDash val="dash"/></a:ln>')
NEAR = 10
"""Twips."""


def drawn(*, high: int = 0, wrap: str = "None", near: str = "column", look: str = BLACK) -> str:
    """A run with a line 3,000 twips long, 1,000 to the right, 200 down."""
    size = f'cx="{3000 * 635}" cy="{high * 635}"'
    return (
        f'<w:r><mc:AlternateContent {SPACES}><mc:Choice Requires="wps"><w:drawing><wp:anchor '
        f'simplePos="0" relativeHeight="2" behindDoc="0" layoutInCell="1" allowOverlap="1">'
        f'<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="{near}"><wp:posOffset>635000'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>127000'
        f"</wp:posOffset></wp:positionV><wp:extent {size}/><wp:wrap{wrap}/>"
        '<wp:docPr id="1" name="Line 1"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvCnPr/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        f'<a:prstGeom prst="line"><a:avLst/></a:prstGeom>{look}</wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent>"
        "</w:r>"
    )


def printed(data: bytes, folder: Path) -> PrintedDocument:
    path = folder / "a.docx"
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is not None, problems
    return set_word(word)


def middle(path: Path) -> tuple[float, float]:
    """Where the line of a PDF begins, and its height; twips."""
    with pypdfium2.PdfDocument(path) as pdf:
        (found,) = pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_PATH])
        left, bottom, _right, top = found.get_bounds()
        high = pdf[0].get_height()
        return (left + (top - bottom) / 2) * 20, (high - (top + bottom) / 2) * 20


HANGING = {
    "alone": para("", more=drawn()),
    "behind letters": para("", more=run("chữ") + drawn()),
    "under its own space": para("", spaced(200), more=drawn() + run("chữ")),
    "under the space of another": para("trên", spaced(0, 300)) + para("", spaced(80), more=drawn()),
    "indented": para("", '<w:ind w:left="700"/><w:jc w:val="center"/>', more=drawn() + run("chữ")),
    "in a cell": '<w:tbl><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="5000"/></w:tblGrid>'
    + row(cell(para("a"), 2000) + cell(para("b") + para("", spaced(90), more=drawn()), 5000))
    + "</w:tbl>",
}


def test_drawn_lines_stand_where_libreoffice_draws_them(tmp_path: Path) -> None:
    files = {name: document(para("trên") + body + para("dưới")) for name, body in HANGING.items()}
    verdicts = judge(files, tmp_path)
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []
    for name, data in files.items():
        (stroke,) = printed(data, tmp_path).pages[0].block_strokes()
        x, y = middle(tmp_path / f"{name}.pdf")
        assert abs(stroke.x - x) <= NEAR, name
        assert abs(stroke.y - y) <= NEAR, name


@pytest.mark.parametrize(
    "strange",
    [
        {"high": 40},
        {"wrap": "TopAndBottom"},
        {"near": "page"},
        {"look": DASHED},
        {"look": ""},
    ],
)
def test_other_drawings_are_told(strange: dict[str, str], tmp_path: Path) -> None:
    document_ = printed(document(para("", more=drawn(**strange))), tmp_path)  # type: ignore[arg-type]
    assert {each.kind for each in document_.unknown} == {"drawing"}


def grid(asked: str, cells: tuple[int, ...]) -> bytes:
    """Columns of 3000, 2000 and 4000 twips; what the table and its cells ask for."""
    columns = "".join([f'<w:gridCol w:w="{width}"/>' for width in (3000, 2000, 4000)])
    rows = row("".join([cell(para(words(9, n)), width) for n, width in enumerate(cells)]))
    return document(
        f"<w:tbl><w:tblPr>{asked}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>" + para()
    )


def test_tables_are_as_wide_as_they_ask_whatever_their_cells_ask(tmp_path: Path) -> None:
    asked = {"none": "", "auto": '<w:tblW w:w="0" w:type="auto"/>'}
    asked |= {f"dxa {w}": f'<w:tblW w:w="{w}" w:type="dxa"/>' for w in (8000, 9100)}
    asked |= {f"pct {w}": f'<w:tblW w:w="{w}" w:type="pct"/>' for w in ("5000", "3300", "70%")}
    files = {name: grid(said, (2000, 2500, 4400)) for name, said in asked.items()}
    verdicts = judge(files, tmp_path)
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert max(verdict.moved for verdict in verdicts.values()) <= NEAR / 20


def test_a_row_with_fewer_cells_than_columns_is_told(tmp_path: Path) -> None:
    found = printed(grid("", (4500, 4500)), tmp_path).unknown
    assert {(each.kind, each.detail) for each in found} == {("table", "tblGrid")}
