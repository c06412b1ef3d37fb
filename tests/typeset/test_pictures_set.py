"""A seal, a logo, a scan in a line is set and drawn, and told to who cannot see it."""

from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from generator.ooxml.opened import open_word
from generator.typeset.pdf.making import PdfFacts, make_pdf
from generator.typeset.setting import set_word
from generator.typeset.svg import svg_pages
from generator.verbs.printing import to_pdf
from tests.typeset import made
from tests.typeset.judge import differences, judge

if TYPE_CHECKING:
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument

DRAWN = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
NEAR = 0.5
"""Points."""


def picture(
    key: str, width: float, height: float, told: str = 'descr="Con dấu"', more: str = ""
) -> str:
    """A run with a picture; sizes in points."""
    size = f'cx="{round(width * 12700)}" cy="{round(height * 12700)}"'
    return (
        f'<w:r><w:drawing {DRAWN}><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent {size}/><wp:docPr id="1" name="Hình 1" {told}/><a:graphic>'
        '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        '<pic:nvPicPr><pic:cNvPr id="1" name="a"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/>{more}<a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def file(kind: str = "PNG", mode: str = "RGBA") -> bytes:
    with io.BytesIO() as out:
        colour = {"RGBA": (200, 0, 0, 128), "RGB": (0, 90, 0), "CMYK": (9, 99, 0, 0), "L": 77}[mode]
        Image.new(mode, (40, 30), colour).save(out, kind)
        return out.getvalue()


def printed(body: str, folder: Path, **pictures: bytes) -> PrintedDocument:
    path = folder / "a.docx"
    path.write_bytes(made.document(body, made.section(), pictures=pictures))
    word, problems = open_word(path)
    assert word is not None, problems
    return set_word(word)


def written(document: PrintedDocument, folder: Path) -> pikepdf.Pdf:
    path = folder / "a.pdf"
    path.write_bytes(make_pdf(document, PdfFacts("Thử")))
    return pikepdf.open(path)


def test_text_around_pictures_stands_where_libreoffice_puts_it(tmp_path: Path) -> None:
    files = {}
    for seed in range(6):
        luck = random.Random(seed)
        body = ""
        for _ in range(14):
            body += made.para(made.words(luck.randint(3, 60), seed))
            align = luck.choice(["left", "center", "right"])
            more = luck.choice(["", '<w:spacing w:line="360" w:lineRule="auto"/>', "<w:keepNext/>"])
            drawn = picture("p", luck.randint(20, 300), luck.randint(20, 190))
            body += made.para("", f'{more}<w:jc w:val="{align}"/>', more=drawn)
        cells = made.cell(made.para("", more=picture("p", 60, 45)), 3000) + made.cell(
            made.para(made.words(40, seed)), 3000
        )
        body += made.table(made.row(cells, "<w:cantSplit/>") * 9, (3000, 3000)) + made.para("Hết")
        files[f"seed_{seed}"] = made.document(body, made.section(), pictures={"p": file()})
    verdicts = judge(files, tmp_path)
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert [name for name, verdict in verdicts.items() if verdict.moved > NEAR] == []


def test_pictures_stand_among_letters_where_libreoffice_puts_them(tmp_path: Path) -> None:
    files = {}
    for seed in range(6):
        luck = random.Random(seed)
        body = ""
        for _ in range(18):
            line = f'<w:spacing w:line="{luck.choice([216, 240, 324])}" w:lineRule="auto"/>'
            align = luck.choice(["left", "center", "right", "both"])
            drawn = picture("p", luck.randint(5, 200), luck.randint(5, 90))
            before, after = [
                made.run(made.words(luck.randint(0, 40), seed) + luck.choice(["", " "]))
                for _side in range(2)
            ]
            more = luck.choice([before + drawn + after, drawn + made.run(" ") + drawn])
            body += made.para("", f'{line}<w:jc w:val="{align}"/>', more=more)
        files[f"seed_{seed}"] = made.document(body, made.section(), pictures={"p": file()})
    verdicts = judge(files, tmp_path)
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []
    assert {name: differences(verdict) for name, verdict in verdicts.items()} == {
        name: [] for name in verdicts
    }
    assert [name for name, verdict in verdicts.items() if verdict.moved > NEAR] == []


def test_a_picture_is_drawn_once_and_told_to_who_hears_the_pdf(tmp_path: Path) -> None:
    body = made.para("", more=picture("p", 80, 60)) * 2
    with written(printed(body, tmp_path, p=file()), tmp_path) as pdf:
        figures = [
            o for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
        ]
        assert [str(figure.Alt) for figure in figures] == ["Con dấu", "Con dấu"]
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        assert (int(drawn.Width), int(drawn.Height)) == (40, 30)
        assert pikepdf.PdfImage(drawn).as_pil_image().convert("RGB").getpixel((3, 3)) == (200, 0, 0)
        assert drawn.SMask.read_bytes()[:1] == b"\x80"


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("JPEG", "CMYK"), ("PNG", "L")]
)
def test_pictures_of_all_colours_are_of_the_colours_the_pdf_allows(
    kind: str, mode: str, tmp_path: Path
) -> None:
    body = made.para("", more=picture("p", 80, 60))
    with written(printed(body, tmp_path, p=file(kind, mode)), tmp_path) as pdf:
        (drawn,) = pdf.pages[0].Resources.XObject.values()
        assert str(drawn.ColorSpace) in {"/DeviceRGB", "/DeviceGray"}
        pikepdf.PdfImage(drawn).as_pil_image()


def test_a_picture_stands_on_the_page_of_the_workplace_too(tmp_path: Path) -> None:
    (page,) = svg_pages(printed(made.para("", more=picture("p", 80, 60)), tmp_path, p=file()))
    assert 'width="80" height="60"' in page
    assert "data:image/png;base64," in page
    assert "<title>Con dấu</title>" in page


def test_a_broken_picture_is_told_and_no_pdf_is_written(tmp_path: Path) -> None:
    body = made.para("", more=picture("p", 80, 60))
    printed(body, tmp_path, p=file()[:60])
    result = to_pdf([tmp_path / "a.docx"], engine="own")
    assert [d.code for d in result.diagnostics] == ["HT936"]
    assert not (tmp_path / "a.pdf").exists()


STRANGE = {
    "cut": (picture("p", 80, 60, more='<a:srcRect l="1000"/>'), file()),
    "no such file": (picture("q", 80, 60), file()),
    "no picture": (picture("p", 80, 60), b"GIF89a"),
    "wider than the text": (picture("p", 600, 60), file()),
    "of no size": (picture("p", 0, 60), file()),
}


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_not_drawn_as_it_is_is_told(kind: str, tmp_path: Path) -> None:
    inner, data = STRANGE[kind]
    document = printed(made.para("", more=inner), tmp_path, p=data)
    assert {each.kind for each in document.unknown} == {"drawing"}
