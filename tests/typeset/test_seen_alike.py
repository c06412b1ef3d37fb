"""What is seen on a page beside the lines: blanks that are widened, borders, pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from generator.ooxml.opened import open_word
from generator.review.against_pdf import lines_of_pdf
from generator.typeset.pdf.making import PdfFacts, make_pdf
from generator.typeset.setting import set_word
from tests.typeset.judge import to_pdf
from tests.typeset.made import BOTH, cell, document, para, row, run, section, table, words
from tests.typeset.test_pictures_set import file, picture

if TYPE_CHECKING:
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument

TAB = '<w:tabs><w:tab w:val="left" w:pos="3000"/></w:tabs>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:suff w:val="space"/><w:lvlText w:val="%1."/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
WIDENED = {
    "behind a tab": para("hai ba\t" + words(40), BOTH + TAB),
    "behind a number": para(words(40), NUMBERED + BOTH),
    "slanted": para(words(9) + " a\u00a0b\u00a0c\u00a0d " + words(30), BOTH, "<w:i/>"),
    "around a picture": para(
        "", BOTH, more=run(words(5) + " ") + picture("p", 40, 30) + run(" " + words(30))
    ),
}


def printed(data: bytes, path: Path) -> PrintedDocument:
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is not None, problems
    return set_word(word)


def letters(path: Path) -> list[float]:
    """Where each letter begins, in the order of reading, and each picture; points."""
    with pypdfium2.PdfDocument(path) as pdf:
        text = pdf[0].get_textpage()
        found = [
            text.get_charbox(number, loose=True)[0]
            for number in range(text.count_chars())
            if text.get_text_range(number, 1).isalpha()
        ]
        drawn = pdf[0].get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        return [*found, *[each.get_bounds()[0] for each in drawn]]


def test_letters_stand_where_libreoffice_draws_them(tmp_path: Path) -> None:
    paths = {name: tmp_path / f"{name}.docx" for name in WIDENED}
    ours = {
        name: make_pdf(
            printed(
                document(WIDENED[name], section(), numbering=NUMBERING, pictures={"p": file()}),
                path,
            ),
            PdfFacts("Thử"),
        )
        for name, path in paths.items()
    }
    to_pdf(list(paths.values()), tmp_path)
    for name, path in paths.items():
        theirs = path.with_suffix(".pdf")
        own = tmp_path / f"{name}.own.pdf"
        own.write_bytes(ours[name])
        assert [one.text for one in lines_of_pdf(own)[0]] == [
            one.text for one in lines_of_pdf(theirs)[0]
        ]
        assert letters(own) == pytest.approx(letters(theirs), abs=2), name


def edged(**sides: int) -> str:
    said = [
        f'<w:{side} w:val="{"single" if size else "nil"}" w:sz="{size}"/>'
        for side, size in sides.items()
    ]
    return f"<w:tcBorders>{''.join(said)}</w:tcBorders>"


@pytest.mark.parametrize(
    ("upper", "lower", "thick"),
    [(4, 0, [10]), (0, 4, [10]), (18, 4, [10, 45]), (4, 18, [45]), (0, 0, [])],
)
def test_of_two_borders_between_cells_the_thicker_is_seen(
    upper: int, lower: int, thick: list[int], tmp_path: Path
) -> None:
    rows = row(cell(para("a"), 3000, edged(bottom=upper)))
    rows += row(cell(para("b"), 3000, edged(top=lower)))
    body = table(rows, (3000,), lines=0) + para()
    strokes = printed(document(body), tmp_path / "a.docx").pages[0].table_strokes()
    assert sorted(each.thickness for each in strokes) == thick


def test_a_soft_hyphen_is_told(tmp_path: Path) -> None:
    found = printed(document(para("kinh\u00adtế")), tmp_path / "a.docx").unknown
    assert [(each.kind, each.detail) for each in found] == [("break", "softHyphen")]
