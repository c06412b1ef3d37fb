"""What the pages say: nothing lost, nothing hidden, the same however they were come by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import uharfbuzz
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from generator.ooxml.opened import open_word
from generator.typeset.metrics import clusters, scale
from generator.typeset.pages import PrintedDocument
from generator.typeset.setting import set_word
from generator.typeset.svg import STYLE, svg_file, svg_pages
from tests.typeset import made
from tests.typeset.cases import cases
from tests.typeset.made import cell, document, para, row, run, table, words
from tests.typeset.plans import PLANS, composed, members, setter

MAIN = "word/document.xml"
FONTS = Path("/usr/share/fonts/truetype/liberation2")
SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
LETTERS = st.text(
    st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyẾựỷ ABC 123-/.,;:()“”…–—%\u0301\u200b\u00a0"),
    max_size=400,
)


def pages(data: bytes) -> PrintedDocument:
    word, problems = open_word(Path("made.docx"), data)
    assert word is not None, problems
    return set_word(word)


def said(printed: PrintedDocument) -> str:
    return "".join(
        line.text for page in printed.pages for placed, line in page.lines() if not placed.repeated
    )


@SLOW
@given(LETTERS, st.integers(200, 9000))
def test_no_letter_is_lost_and_no_line_is_wider_than_its_room(text: str, room: int) -> None:
    printed = pages(document(para(text, f'<w:ind w:right="{9355 - room}"/>')))
    assert re.sub(" +", "", said(printed)) == re.sub(" +", "", text)
    wide = [
        line.text
        for page in printed.pages
        for _, line in page.lines()
        if line.runs[-1:] and line.runs[-1].x + line.runs[-1].width > 1701 + room + 1
    ]
    assert [text for text in wide if len(clusters(text.strip("\u200b"))) > 1] == []


@SLOW
@given(st.lists(st.integers(0, 40), max_size=12), st.integers(0, 4))
def test_no_line_of_the_text_stands_below_the_margin(counts: list[int], bold: int) -> None:
    body = "".join(
        [
            para(words(count * 9, number), "<w:keepNext/>" if number % 5 == bold else "")
            for number, count in enumerate(counts)
        ]
    )
    for page in pages(document(body)).pages:
        bottom = page.height - page.margins[3]
        assert all(line.top + line.height <= bottom for _, line in page.lines())


def test_an_edited_plan_is_set_as_if_it_were_set_anew() -> None:
    parts = members(PLANS / "phuong-dong-kinh.toml")
    kept = setter()
    kept.pages(parts)
    for number in range(6):
        data = parts[MAIN].decode()
        places = [found.end() for found in re.finditer('<w:t xml:space="preserve">', data)]
        at = places[(number * 37) % len(places)]
        parts = {**parts, MAIN: f"{data[:at]}sửa lần {number} {data[at:]}".encode()}
        assert kept.pages(parts) == setter().pages(parts)


def test_plans_set_one_after_the_other_do_not_disturb_each_other() -> None:
    one = setter()
    names = ("tinh", "xa-mai-pha", "tinh", "thanh-pho")
    got = [one.pages(members(PLANS / f"{name}.toml")) for name in names]
    assert got == [setter().pages(members(PLANS / f"{name}.toml")) for name in names]


def test_every_line_of_a_plan_is_on_its_pages_once() -> None:
    path = PLANS / "thanh-pho.toml"
    printed = setter().pages(members(path))
    assert printed.unknown == ()
    on_paper = re.sub(r"\s+", "", said(printed))
    texts = [re.sub(r"\s+", "", text) for _, text in composed(path).texts()]
    assert [text for text in texts if text not in on_paper] == []


def test_the_template_names_the_places_of_number_date_and_signature() -> None:
    printed = setter().pages(members(PLANS / "thanh-pho.toml"))
    found = {m.name: number for number, page in enumerate(printed.pages) for m in page.marks()}
    assert {"sovanban", "ngayvanban", "kyten1a", "kyten1b"} <= set(found)
    assert found["sovanban"] == 0
    assert found["kyten1a"] == found["kyten1b"]


def test_pages_are_numbered_from_the_second_on_and_appendices_anew() -> None:
    printed = setter().pages(members(PLANS / "thanh-pho.toml"))
    headers = [
        [placed.block.text for placed in page.blocks if placed.block.role.kind == "header"]
        for page in printed.pages
    ]
    sections = [page.section for page in printed.pages]
    first = sections.index(1)
    assert headers[:3] == [[], ["2"], ["3"]]
    assert headers[first : first + 2] == [[], ["2"]]


def test_svg_has_no_style_or_script_and_links_each_paragraph_to_its_node() -> None:
    printed = setter().pages(members(PLANS / "xa-mai-pha.toml"))
    made_pages = svg_pages(printed)
    assert len(made_pages) == len(printed.pages)
    roots = [etree.fromstring(page) for page in made_pages]
    assert [e.tag for root in roots for e in root.iter() if "style" in e.attrib] == []
    tags = {str(e.tag).rpartition("}")[2] for root in roots for e in root.iter()}
    assert tags == {"svg", "a", "g", "text", "line", "rect"}
    for page, root in zip(printed.pages, roots, strict=True):
        shown = "".join(root.itertext())
        assert [line.text for _, line in page.lines() if line.text not in shown] == []
    links = {e.get("href") for root in roots for e in root.iter("{http://www.w3.org/2000/svg}a")}
    nodes = {p.block.node for page in printed.pages for p in page.blocks if p.block.text}
    assert {f"#n-{node}" for node in nodes if node} == links
    assert STYLE in svg_file(printed.pages[0])


STRANGE = {
    "drawing": para("", more="<w:r><w:drawing/></w:r>"),
    "note": para("", more='<w:r><w:endnoteReference w:id="2"/></w:r>'),
    "field": para("", more=made.PAGE_FIELD.replace("PAGE", "DATE")),
    "revision": para("", more=f'<w:ins w:id="1" w:author="a">{run("thêm")}</w:ins>'),
    "frame": para("khung", '<w:framePr w:w="2000"/>'),
    "direction": para("שלום"),
    "characters": para("mặt cười \U0001f600"),
    "font": para("chữ", "", '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/>'),
    "text_effect": para("chữ", "", "<w:smallCaps/>"),
    "borders": para("kẻ", '<w:pBdr><w:top w:val="wave" w:sz="6" w:space="1"/></w:pBdr>'),
    "columns": para("", made.section(margins=made.MARGINS + '<w:cols w:num="2"/>')),
    "section": para("", made.section(more='<w:type w:val="continuous"/>')),
    "table": table(row(cell(table(row(cell(para("a"), 900)), (900,)) + para("b"), 3000)), (3000,)),
}  # fmt: skip


@pytest.mark.parametrize("kind", STRANGE)
def test_what_is_not_known_is_named(kind: str) -> None:
    printed = pages(document(STRANGE[kind] + para("Sau")))
    assert kind in {each.kind for each in printed.unknown}
    assert not printed.known


_PLAIN = table(row(cell(para("a"), 900)), (900,))
_MERGED = "<w:vMerge{}/>"
_RESTART = _MERGED.format(' w:val="restart"')
_HEAD = "<w:tblHeader/><w:cantSplit/>"
NAMED = {
    "decimal or bar tab": para("1,5", '<w:tabs><w:tab w:val="decimal" w:pos="900"/></w:tabs>'),
    "tables one under the other": _PLAIN + _PLAIN,
    "text beyond its row": table(
        row(cell(para("a") * 3, 900), '<w:trHeight w:val="400" w:hRule="exact"/>'), (900,)
    ),
    "merged head on further pages": table(
        row(cell(para("a") * 4, 900, _RESTART) + cell(para("b"), 900), _HEAD)
        + row(cell(para(), 900, _MERGED.format("")) + cell(para("c"), 900), _HEAD)
        + row(cell(para("1"), 900) + cell(para("2"), 900), "<w:cantSplit/>") * 50,
        (900, 900),
    ),
    "joined borders": para("a", '<w:pBdr><w:top w:val="single" w:sz="8" w:space="1"/></w:pBdr>')
    * 2,
    "begins at a page end": para("", made.spaced(0, 0, 14570 - 400, "exact"))
    + table(
        row(cell(para("a"), 900), _HEAD + '<w:trHeight w:val="396"/>')
        + row(cell(para("1") * 2, 900), "<w:cantSplit/>"),
        (900,),
    ),
    "broken row": table(
        row(cell(para("đầu") * 2, 900), _HEAD) + row(cell(para("a") * 45, 900), "<w:cantSplit/>"),
        (900,),
    ),
}


@pytest.mark.parametrize("detail", NAMED)
def test_what_libreoffice_sets_by_no_rule_is_named(detail: str) -> None:
    printed = pages(document(NAMED[detail] + para("Sau")))
    assert [each.detail for each in printed.unknown] == [detail]


_CAMBRIA = '<w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/></w:rPr>'
_BEHIND = para("chữ\tsau", '<w:tabs><w:tab w:val="left" w:pos="9800"/></w:tabs>')


@pytest.mark.parametrize(
    ("body", "mode", "kinds"),
    [
        (para("chữ", _CAMBRIA), "15", []),
        (para("", _CAMBRIA), "15", ["font"]),
        (para("  ", _CAMBRIA), "15", ["font"]),
        (para("chữ\nsau", _CAMBRIA), "15", ["font"]),
        (para("chữ"), "14", []),
        (para("chữ"), "", []),
        (para("chữ"), "16", ["compatibility"]),
        (_BEHIND, "15", []),
        (_BEHIND, "14", ["break"]),
        (_BEHIND, "", ["break"]),
    ],
)
def test_told_is_what_matters_to_a_line_and_nothing_else(
    body: str, mode: str, kinds: list[str]
) -> None:
    printed = pages(document(body + para("Sau"), mode=mode))
    assert [each.kind for each in printed.unknown] == kinds


def test_what_is_known_is_not_called_unknown() -> None:
    doubtful = {"nested", "rows_that_stay_and_rows_that_break"}
    sure = {name: d for name, d in cases().items() if name not in doubtful and "tall" not in name}
    assert {name: pages(data).unknown for name, data in sure.items()} == dict.fromkeys(sure, ())


BAD = {
    "a word wider than the column": para("x" * 900),
    "100,000 letters without a blank": para("x" * 100_000),
    "a row taller than a page": table(
        row(cell(para(words(3000)), 3000), "<w:cantSplit/>") + row(cell(para("y"), 3000)), (3000,)
    ),
    "a head taller than a page": table(
        row(cell(para(words(3000)), 3000), "<w:tblHeader/>") + row(cell(para("y"), 3000)), (3000,)
    ),
    "space higher than a page around the paragraphs of a cell": table(
        row(cell(para(words(9), '<w:spacing w:before="15000" w:after="9000"/>') * 3, 3000)) * 2,
        (3000,),
    ),
    "decomposed letters": para("e\u0302\u0301" * 90),
    "zero-width letters": para("a\u200bb\u200c\u200d\ufeff" * 90),
    "letters of the size of a page": para(words(3), "", '<w:sz w:val="3276"/>'),
    "no room at all": para(words(30), '<w:ind w:left="9000" w:right="9000"/>'),
    "500 paragraphs that stay together": para(words(20), "<w:keepNext/><w:keepLines/>") * 500,
    "a cell narrower than a letter": table(row(cell(para(words(9)), 10)), (10,)),
    "nothing": "",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_set_whole(name: str) -> None:
    printed = pages(document(BAD[name]))
    assert len(printed.pages) < 300
    expected = "".join(etree.fromstring(f"<a {made.NS}>{BAD[name]}</a>").itertext())
    assert re.sub(r"\s+", "", said(printed)) == re.sub(r"\s+", "", expected)


def test_five_thousand_pages_are_set() -> None:
    printed = pages(document(para(words(9), "<w:pageBreakBefore/>") * 5000))
    assert len(printed.pages) == 5000


@pytest.mark.parametrize("face", ["regular", "bold", "italic", "bold_italic"])
def test_widths_are_those_of_the_font_by_harfbuzz(face: str) -> None:
    name = {"regular": "Regular", "bold": "Bold", "italic": "Italic", "bold_italic": "BoldItalic"}
    file = FONTS / f"LiberationSerif-{name[face]}.ttf"
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(file))))
    at_upem = scale("serif", face, 2048 / 120)  # a dot of the scale is a unit of the font
    for text, kerning in ((made.SENTENCE, False), ("AVATAR Tự Vụ WATER To Ý.", True)):
        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        uharfbuzz.shape(font, buffer, {"kern": kerning})
        by_font = [position.x_advance for position in buffer.glyph_positions]
        assert at_upem.widths(text, kerning=kerning) == by_font
