"""PDF without an office program: what other programs read in it, beside LibreOffice's."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import pikepdf
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.issuance.pdf.place import Pages
from generator.office.pdf import convert
from generator.ooxml.opened import open_word
from generator.review.against_pdf import lines_of_pdf, lines_set
from generator.typeset.pages import DASHES, PrintedRun, Typeface
from generator.typeset.pdf.embedded_fonts import Letters
from generator.typeset.pdf.making import PdfFacts, exported, make_pdf
from generator.typeset.pdf.objects import Objects
from generator.typeset.pdf.structure import Bookmarks
from generator.typeset.setting import set_word
from generator.verbs.printing import to_pdf
from tests.typeset import layouts, made
from tests.typeset.plans import members, rendered, setter

ROOT = Path(__file__).parent.parent.parent
PLAN = ROOT / "plans/lang-son-2024/thanh-pho.toml"
NEW_PAGE = "<w:pageBreakBefore/>"
ABOUT = PdfFacts("Kế hoạch thử", "Ủy ban nhân dân")
TIMES = Typeface("Times New Roman", bold=False, italic=False)


def printed_of(data: bytes, folder: Path, name: str = "a") -> bytes:
    """A .docx as our PDF."""
    path = folder / f"{name}.docx"
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is not None, problems
    return make_pdf(set_word(word), ABOUT)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The plan of the city as we print it and as LibreOffice does."""
    folder = tmp_path_factory.mktemp("in")
    own = folder / "own.pdf"
    own.write_bytes(printed_of(rendered(PLAN), folder, "office"))
    assert convert([folder / "office.docx"], jobs=1) == []
    return own, folder / "office.pdf"


def words_in(pdf: Path) -> Counter[str]:
    said = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True)
    return Counter(said.stdout.split())


def test_poppler_reads_the_words_it_reads_in_the_pdf_of_libreoffice(both) -> None:
    own, office = both
    assert words_in(own) == words_in(office)
    assert sum(words_in(own).values()) > 1000


def test_pdfium_sees_every_line_where_it_was_set(both) -> None:
    own, _office = both
    word, _problems = open_word(own.with_name("office.docx"))
    assert word is not None
    seen, pages = lines_of_pdf(own)
    wanted = lines_set(set_word(word))
    assert pages == 8
    assert [(line.page, line.text) for line in seen] == [(line.page, line.text) for line in wanted]
    assert max(abs(a.y - b.y) for a, b in zip(seen, wanted, strict=True)) < 0.05


def test_letters_stand_where_libreoffice_puts_them(both) -> None:
    mine, theirs_ = ({(s.page, s.text): s for s in lines_of_pdf(path)[0]} for path in both)
    assert mine.keys() == theirs_.keys()
    far = [k for k in mine if abs(mine[k].x - theirs_[k].x) + abs(mine[k].y - theirs_[k].y) > 0.5]
    assert far == []


def test_the_same_document_gives_the_same_bytes(tmp_path) -> None:
    data = rendered(PLAN)
    assert printed_of(data, tmp_path) == printed_of(data, tmp_path)


def test_it_is_smaller_than_the_pdf_of_libreoffice(both) -> None:
    own, office = both
    assert own.stat().st_size < office.stat().st_size


def test_poppler_and_qpdf_find_nothing_wrong(both) -> None:
    own, _office = both
    drawn = subprocess.run(
        ["pdftoppm", "-r", "20", "-png", own, own.with_suffix("")], capture_output=True, check=True
    )
    assert drawn.stderr == b""
    with pikepdf.open(own) as opened:
        assert opened.check_pdf_syntax() == []


def elements(node: Any) -> list[tuple[str, Any]]:
    """The structure, as pypdf reads it: kind and element, in reading order."""
    found = []
    children = node.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        thing = child.get_object()
        if isinstance(thing, dict) and "/S" in thing:
            found += [(thing["/S"], thing), *elements(thing)]
    return found


def test_headings_paragraphs_and_cells_are_told_to_who_hears_it(both) -> None:
    reader = pypdf.PdfReader(both[0])
    told = elements(reader.root_object["/StructTreeRoot"])
    kinds = Counter(kind for kind, _element in told)
    assert told[0][0] == "/Document"
    assert {"/H1", "/H2", "/P", "/Table", "/TR", "/TH", "/TD"} <= kinds.keys()
    heads = [element for kind, element in told if kind == "/TH"]
    assert {element["/A"]["/Scope"] for element in heads} == {"/Column"}
    # a head that repeats is told once
    assert kinds["/Table"] == 1
    assert kinds["/TH"] < 10


def test_every_mark_on_a_page_is_told_or_an_artifact(both) -> None:
    with pikepdf.open(both[0]) as opened:
        tree = opened.Root.StructTreeRoot.ParentTree.Nums
        for number, page in enumerate(opened.pages):
            content = page.Contents.read_bytes()
            pieces = [int(n) for n in re.findall(rb"/MCID (\d+)", content)]
            assert pieces == list(range(len(tree[2 * number + 1])))
            depth = 0
            for operands, operator in pikepdf.parse_content_stream(page):
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(str(operator), 0)
                assert depth == 1 or str(operator) == "EMC", (operands, operator)


def test_it_says_what_it_is(both) -> None:
    with pikepdf.open(both[0]) as opened:
        root, said = opened.Root, opened.open_metadata()
        assert str(root.Lang) == "vi-VN"
        assert root.MarkInfo.Marked
        assert root.ViewerPreferences.DisplayDocTitle
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("2", "B")
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == str(opened.docinfo["/Title"]) == ABOUT.title
        assert root.OutputIntents[0].DestOutputProfile.read_bytes()[36:40] == b"acsp"
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and "/W" in o]
        assert all("/FontFile2" in font.FontDescriptor for font in fonts)
        assert len(fonts) == 4


def test_headings_are_bookmarks_one_within_the_other(both) -> None:
    reader = pypdf.PdfReader(both[0])
    first, below = reader.outline[:2]
    assert first.title == "I. MỤC ĐÍCH, YÊU CẦU"
    assert [each.title for each in below] == ["1. Mục đích", "2. Yêu cầu"]
    assert reader.get_destination_page_number(first) == 0


def test_marks_of_signing_are_where_libreoffice_names_them(both) -> None:
    names = ["kyten1a", "kyten1b", "sovanban", "ngayvanban", exported("_kh___luu")]
    with Pages(both[0].read_bytes()) as mine, Pages(both[1].read_bytes()) as judged:
        for name in names:
            a, b = mine.destination(name), judged.destination(name)
            assert a is not None
            assert b is not None
            assert a[0] == b[0]
            assert max(abs(a[1] - b[1]), abs(a[2] - b[2])) < 0.5


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Z", "M"])))
def test_any_text_is_written_as_balanced_strings_or_named_as_lacking(text) -> None:
    letters = Letters(TIMES)
    run = PrintedRun(text, 0, 0, TIMES, 14, space=1.5)
    assert re.fullmatch(r"\[(<([0-9A-F]{4})+>|-?\d+|)*\]", letters.said(run, text))
    shown = {c for c in text if c.isascii() and c.isprintable()}
    assert not shown & letters.lacking


@given(st.lists(st.integers(1, 6), min_size=1, max_size=30))
def test_bookmarks_are_read_in_their_order(levels) -> None:
    objects, outline = Objects(), Bookmarks()
    pages = objects.room()
    page = objects.add(f"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 9 9]>>")
    objects.put(pages, f"<</Type/Pages/Count 1/Kids[{page} 0 R]>>")
    for number, level in enumerate(levels):
        outline.add(level, f"mục {number}", f"[{page} 0 R/XYZ 0 0 0]")
    root = objects.add(f"<</Type/Catalog/Pages {pages} 0 R/Outlines {outline.write(objects)} 0 R>>")
    data = objects.file(root, objects.add("<<>>"))
    read = re.findall(r"mục \d+", str(list(_flat(pypdf.PdfReader(io.BytesIO(data)).outline))))
    assert read == [f"mục {number}" for number in range(len(levels))]


def _flat(items: list[Any]) -> Any:
    for item in items:
        if isinstance(item, list):
            yield from _flat(item)
        else:
            yield item.title


def test_underlined_struck_coloured_and_shaded_letters_are_drawn(tmp_path) -> None:
    looks = (
        '<w:u w:val="single"/><w:strike/><w:color w:val="C00000"/>'
        '<w:shd w:val="clear" w:fill="FFFF00"/>'
    )
    data = made.document(made.para("Chữ có đủ kiểu", rpr=looks) + made.section())
    with pikepdf.open(io_of(printed_of(data, tmp_path))) as opened:
        content = opened.pages[0].Contents.read_bytes()
    assert b"0.7529 0 0 rg" in content
    assert content.count(b" l S") == 2
    assert b"1 1 0 rg" in content


def io_of(data: bytes) -> Any:
    return io.BytesIO(data)


def test_every_page_of_a_table_is_closed_by_a_line() -> None:
    pages = setter().pages(members(PLAN)).pages
    ruled = [page for page in pages if any(s.height for s in page.table_strokes())]
    assert len(ruled) == 4
    for page in ruled:
        foot = max(s.y + s.height for s in page.table_strokes() if s.height)
        lines = [s for s in page.table_strokes() if not s.height and abs(s.y - foot) <= 5]
        assert sum(s.width for s in lines) > 10_000


def docx_with_drawing(folder: Path) -> Path:
    target = folder / "la.docx"
    inner = "<w:r><w:drawing/></w:r>"
    target.write_bytes(made.document(made.para("Có hình", more=inner) + made.section()))
    return target


def test_without_libreoffice_a_plan_becomes_a_pdf(workspace, kehoach, monkeypatch) -> None:
    monkeypatch.setenv("KEHOACH_SOFFICE", "/không/có")
    outcome = kehoach("render", "plans/lang-son-2024/thanh-pho.toml", "--pdf", "--json")
    assert outcome.code == 0
    (result,) = json.loads(outcome.out)["results"]
    assert result["pages"] == 8
    assert Path("output/lang-son-2024/thanh-pho.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_without_its_font_nothing_is_printed_and_libreoffice_is_asked(
    workspace, kehoach, monkeypatch
) -> None:
    from generator.typeset.pdf import embedded_fonts

    embedded_fonts.outline.cache_clear()
    monkeypatch.setattr(embedded_fonts, "same_width_file", lambda *_args, **_kinds: None)
    own = kehoach("render", "plans/lang-son-2024/thanh-pho.toml", "--pdf", "--engine", "own")
    assert own.code == 3
    assert "HT937" in own.err
    assert not Path("output/lang-son-2024/thanh-pho.pdf").exists()
    auto = kehoach("render", "plans/lang-son-2024/thanh-pho.toml", "--pdf")
    assert auto.code == 0
    assert "HT937" in auto.err
    assert Path("output/lang-son-2024/thanh-pho.pdf").read_bytes().startswith(b"%PDF-1.6")


def test_what_is_unknown_is_named_and_libreoffice_prints_it(tmp_path) -> None:
    from generator.verbs.printing import to_pdf as print_files

    strange = docx_with_drawing(tmp_path)
    own = print_files([strange], engine="own")
    assert [d.code for d in own.diagnostics] == ["HT936"]
    assert "hình vẽ" in own.diagnostics[0].message
    assert own.pages == {}
    assert not strange.with_suffix(".pdf").exists()
    auto = print_files([strange])
    assert auto.diagnostics == []
    assert auto.pages == {strange: 1}
    assert strange.with_suffix(".pdf").read_bytes().startswith(b"%PDF-")


def test_a_pdf_of_the_same_document_stays_and_one_of_another_is_written_anew(
    tmp_path: Path,
) -> None:
    docx, pdf = tmp_path / "a.docx", tmp_path / "a.pdf"
    docx.write_bytes(made.document(made.para("Một")))
    assert to_pdf([docx], engine="own").pages == {docx: 1}
    first = pdf.read_bytes()
    os.utime(pdf, ns=(1, 1))
    assert to_pdf([docx], engine="own").pages == {docx: 1}
    assert pdf.stat().st_mtime_ns == 1
    pdf.write_bytes(first[:-6])  # cut short
    assert to_pdf([docx], engine="own").pages == {docx: 1}
    assert pdf.read_bytes() == first
    docx.write_bytes(made.document(made.para("Hai", NEW_PAGE) + made.para("Ba", NEW_PAGE)))
    assert to_pdf([docx], engine="own").pages == {docx: 2}


def test_each_row_of_a_table_has_a_cell_for_each_column(tmp_path: Path) -> None:
    """Also where a cell is empty; a screen reader counts them (Matterhorn 15)."""
    with pikepdf.open(io.BytesIO(printed_of(rendered(PLAN), tmp_path))) as pdf:
        document = pdf.Root.StructTreeRoot.K
        found = [e for e in document.K if e.S == "/Table"]
        rows = [list(row.K) for table in found for row in table.K]
    spans = [
        sum(int(cell.A.ColSpan) if "/A" in cell and "/ColSpan" in cell.A else 1 for cell in row)
        for row in rows
    ]
    assert len(spans) > 20
    assert set(spans) == {6}


def test_a_cell_merged_over_two_pages_is_told_in_all_its_rows(tmp_path: Path) -> None:
    head, whole = "<w:tblHeader/><w:cantSplit/>", "<w:cantSplit/>"
    inner, start, goes_on = made.para("a"), '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = made.row(made.cell(inner, 900) * 2, head)
    for number in range(60):
        merged = goes_on if number % 4 else start
        content = made.para() if number % 4 else inner
        rows += made.row(made.cell(inner, 900) + made.cell(content, 900, merged), whole)
    with pikepdf.open(
        io.BytesIO(printed_of(made.document(made.table(rows, (900, 900))), tmp_path))
    ) as pdf:
        (table,) = [e for e in pdf.Root.StructTreeRoot.K.K if e.S == "/Table"]
        spans = [
            int(cell.A.get("/RowSpan", 1)) if "/A" in cell else 1
            for row in table.K
            for cell in row.K
        ]
        assert len(pdf.pages) > 1
    assert sum(spans) == 61 * 2


LIFTED = {
    "1.4": "XRef",  # cross-reference streams came with PDF 1.5
    "2.1.6": "ICCProfile",  # profiles of version 4
    "3.1.11": "CIDSet",  # no longer asked for
    "7.11.2": "part must be 1",
}
"""Rules of PDF/A-1 that PDF/A-2 lifts: code, and a word of what PDFBox says."""
JARS = (
    *("preflight", "xmpbox", "pdfbox2", "fontbox2", "commons-logging", "commons-io"),
    *("javax.activation", "jaxb-api"),
)


@pytest.fixture(scope="module")
def with_links(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Links to an address and within the document, as we print them."""
    folder = tmp_path_factory.mktemp("links")
    file = folder / "links.pdf"
    file.write_bytes(printed_of(layouts.made("links", "school", 3), folder))
    return file


@pytest.mark.parametrize("which", ["plan", "links"])
def test_pdfbox_finds_nothing_but_what_part_two_of_pdf_a_allows(
    which: str, both: tuple[Path, Path], with_links: Path
) -> None:
    file = {"plan": both[0], "links": with_links}[which]
    path = ":".join([f"/usr/share/java/{jar}.jar" for jar in JARS])
    asked = subprocess.run(
        ["java", "-cp", path, "org.apache.pdfbox.preflight.Validator_A1b", str(file)],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    said = asked.stdout + asked.stderr
    assert "is not a valid PDF/A-1b file" in said
    found = re.findall(r"^([\d.]+) : (.*)", said, re.MULTILINE)
    assert {code for code, _ in found} == set(LIFTED)
    assert [(code, words) for code, words in found if LIFTED[code] not in words] == []


def test_documents_of_several_templates_in_one_batch_are_as_they_are_alone(tmp_path: Path) -> None:
    files = []
    for number in range(12):
        file = tmp_path / f"{number}.docx"
        file.write_bytes(layouts.made("text", ("school", "house")[number % 2], number % 6))
        files.append(file)
    assert len(to_pdf(files, engine="own").pages) == 12
    batch = [file.with_suffix(".pdf").read_bytes() for file in files]
    for file in files:
        file.with_suffix(".pdf").unlink()
    for file, made_in_batch in zip(files, batch, strict=True):
        to_pdf([file], engine="own")
        assert file.with_suffix(".pdf").read_bytes() == made_in_batch


def _gaps(pdf: bytes) -> set[str]:
    """The patterns of gaps that lines are drawn with."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        drawn = document.pages[0].Contents.read_bytes().decode("latin-1")
    return {" ".join(found.split()) for found in re.findall(r"\[([ \d.]+)\] 0 d", drawn)} - {""}


def test_gaps_of_lines_are_those_libreoffice_draws(tmp_path: Path) -> None:
    sides = '<w:pBdr><w:top w:val="{}" w:sz="8" w:space="1"/></w:pBdr>'
    data = made.document("".join([made.para(kind, sides.format(kind)) for kind in DASHES]))
    ours = printed_of(data, tmp_path)
    assert convert([tmp_path / "a.docx"], jobs=1) == []
    assert len(_gaps(ours)) == len(DASHES)
    assert _gaps(ours) == _gaps((tmp_path / "a.pdf").read_bytes())
