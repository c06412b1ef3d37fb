"""What leads somewhere in a .docx leads there on our pages, too: in the PDF and in the SVG."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

from generator.ooxml.opened import open_word
from generator.typeset.pdf.making import PdfFacts, make_pdf
from generator.typeset.setting import set_word
from generator.typeset.svg import svg_pages
from tests.test_footnotes import Noted
from tests.typeset import made

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from generator.typeset.pages import PrintedDocument
    from tests.conftest import Outcome

ADDRESS = "https://example.gov.vn/a?b=(1)&c=ấ"
OUT = f'<w:hyperlink r:id="l1">{made.run("trang này")}</w:hyperlink>'
PLACE = made.run("Mục lục")
MARKED = '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:bookmarkEnd w:id="1"/>'
BODY = (
    made.para(
        "", more=made.run("xem ") + f'<w:hyperlink r:id="l1">{made.run("trang này")}</w:hyperlink>'
    )
    + made.para("", more=f'<w:hyperlink w:anchor="_Toc1">{PLACE}</w:hyperlink>')
    + made.para("", more=f'<w:hyperlink w:anchor="khong_co">{made.run("hỏng")}</w:hyperlink>')
    + made.para("", more=f'<w:hyperlink r:id="l2">{made.run("mã lạ")}</w:hyperlink>')
    + made.para("Chương một", "<w:pageBreakBefore/>", more=MARKED)
)
LINKS = {"l1": ADDRESS, "l2": "javascript:alert(1)"}


def printed(data: bytes, folder: Path) -> PrintedDocument:
    path = folder / "a.docx"
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is not None, problems
    return set_word(word)


def annotations(pdf: pikepdf.Pdf) -> list[Any]:
    return [each for page in pdf.pages for each in page.get("/Annots", [])]


def parents(pdf: pikepdf.Pdf) -> dict[int, Any]:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    return {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}


@pytest.fixture
def linked(tmp_path: Path) -> PrintedDocument:
    return printed(made.document(BODY, made.section(), links=LINKS), tmp_path)


def written(document: PrintedDocument, folder: Path) -> pikepdf.Pdf:
    path = folder / "a.pdf"
    path.write_bytes(make_pdf(document, PdfFacts("Thử")))
    return pikepdf.open(path)


def test_links_of_a_pdf_lead_to_the_address_and_to_the_place(linked, tmp_path: Path) -> None:
    with written(linked, tmp_path) as pdf:
        found = {str(each.Contents): each for each in annotations(pdf)}
        assert set(found) == {"trang này", "Mục lục"}
        assert str(found["trang này"].A.URI) == "https://example.gov.vn/a?b=%281%29&c=%E1%BA%A5"
        names = pdf.Root.Names.Dests.Names
        places = {str(names[at]): names[at + 1] for at in range(0, len(names), 2)}
        assert places[str(found["Mục lục"].Dest)][0] == pdf.pages[1].obj


def test_each_link_is_told_to_who_hears_the_pdf(linked, tmp_path: Path) -> None:
    with written(linked, tmp_path) as pdf:
        tree = parents(pdf)
        for each in annotations(pdf):
            element = tree[int(each.StructParent)]
            assert str(element.S) == "/Link"
            held = [kid for kid in element.K if kid.get("/Type") == "/OBJR"]
            assert [kid.Obj.objgen for kid in held] == [each.objgen]
            assert int(each.F) == 4  # it is printed (ISO 19005-2, 6.3.2)


def test_a_link_stands_on_its_letters(linked, tmp_path: Path) -> None:
    run = next(r for _p, line in linked.pages[0].lines() for r in line.runs if r.link == ADDRESS)
    assert run.text == "trang này"
    with written(linked, tmp_path) as pdf:
        rect = [float(edge) for edge in annotations(pdf)[0].Rect]
    assert rect[0] == pytest.approx(run.x / 20, abs=0.02)
    assert rect[2] == pytest.approx((run.x + run.width) / 20, abs=0.02)


def test_links_of_a_page_lead_out_and_within(linked) -> None:
    first, second = svg_pages(linked)
    assert len(re.findall(r'href="https://example.gov.vn/a\?b=\(1\)&amp;c=ấ"', first)) == 1
    assert 'href="#b-_Toc1"' in first
    assert 'id="b-_Toc1"' in second
    assert "javascript" not in first


def test_letters_of_links_stand_where_they_stood_without(linked, tmp_path: Path) -> None:
    plain = re.sub(r"</?w:hyperlink[^>]*>", "", BODY)
    other = printed(made.document(plain, made.section()), tmp_path)
    assert [line.text for page in linked.pages for _p, line in page.lines()] == [
        line.text for page in other.pages for _p, line in page.lines()
    ]


def test_the_number_of_a_footnote_leads_to_it(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    noted = Noted(workspace, kehoach)
    assert kehoach("render", noted.plan, "-o", "ra", "--pdf", "--engine", "own").code == 0
    with pikepdf.open(noted.home / "ra" / "chu-thich.pdf") as pdf:
        led = [str(each.Dest) for each in annotations(pdf)]
        names = [
            str(each) for each in pdf.Root.Names.Dests.Names if isinstance(each, pikepdf.String)
        ]
    assert len(led) == 7
    assert set(led) <= set(names)
