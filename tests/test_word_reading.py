"""Any .docx read as Word prints it: looks, numbers, sections, rules, tracked changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.ooxml.content import WordText
from generator.ooxml.opened import open_word
from generator.ooxml.walk import RevisionChoice, read_word
from tests.docx_files import docx, paragraph
from tests.word_files import NUMBERING, STYLES, word_file


def read(body: str, revisions: RevisionChoice = "show", **parts: str) -> WordText:
    word, problems = open_word(Path("thu.docx"), word_file(body, **parts))
    assert word is not None, problems
    return read_word(word, revisions)


def para(text: str, ppr: str = "", rpr: str = "") -> str:
    return f"<w:p><w:pPr>{ppr}</w:pPr><w:r><w:rPr>{rpr}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def test_without_a_styles_part_text_is_ten_points_of_times_new_roman() -> None:
    word, _problems = open_word(Path("a.docx"), docx(paragraph("chữ")))
    assert word is not None
    run = read_word(word).paragraphs[0].runs[0].fmt
    assert (run.font, run.size, run.bold) == ("Times New Roman", 10.0, False)


def test_a_style_inherits_from_its_base_and_theme_fonts_are_resolved() -> None:
    styles = STYLES(
        '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/>'
        '<w:rPr><w:sz w:val="26"/><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        '</w:rPr></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="body"/>'
        '<w:basedOn w:val="N"/><w:pPr><w:jc w:val="both"/><w:ind w:firstLine="720"/></w:pPr>'
        "<w:rPr><w:b/></w:rPr></w:style>"
    )
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        "<a:themeElements><a:fontScheme><a:minorFont><a:latin typeface='Cambria'/></a:minorFont>"
        "</a:fontScheme></a:themeElements></a:theme>"
    )
    text = read(para("chữ", '<w:pStyle w:val="B"/>'), styles=styles, theme=theme)
    one = text.paragraphs[0]
    assert (one.runs[0].fmt.font, one.size, one.runs[0].fmt.bold) == ("Cambria", 13.0, True)
    assert (one.fmt.align, one.fmt.first_line, one.fmt.style_name) == ("both", 12.7, "body")


def test_bold_in_paragraph_and_character_style_cancels_and_direct_decides() -> None:
    styles = STYLES(
        '<w:style w:type="paragraph" w:styleId="P"><w:rPr><w:b/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="C"><w:rPr><w:b/></w:rPr></w:style>'
    )
    style, char = '<w:pStyle w:val="P"/>', '<w:rStyle w:val="C"/>'
    body = para("a", style) + para("b", style, char) + para("c", style, char + "<w:b/>")
    bold = [p.runs[0].fmt.bold for p in read(body, styles=styles).paragraphs]
    assert bold == [True, False, True]


def test_the_first_row_of_a_styled_table_takes_its_condition() -> None:
    styles = STYLES(
        '<w:style w:type="table" w:styleId="T"><w:rPr><w:sz w:val="22"/></w:rPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>'
    )
    row = "<w:tr><w:tc><w:p><w:r><w:t>ô</w:t></w:r></w:p></w:tc></w:tr>"
    table = (
        '<w:tbl><w:tblPr><w:tblStyle w:val="T"/><w:tblLook w:val="0020"/></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="2000"/></w:tblGrid>{row * 2}</w:tbl>'
    )
    looks = [p.runs[0].fmt for p in read(table, styles=styles).paragraphs]
    assert [(f.bold, f.size) for f in looks] == [(True, 11.0), (False, 11.0)]


def test_spacing_rules_and_indents_in_characters() -> None:
    body = (
        para("a", '<w:spacing w:before="120" w:line="360" w:lineRule="exact"/>')
        + para("b", '<w:spacing w:line="276" w:beforeAutospacing="1"/>')
        + para("c", '<w:ind w:left="567" w:hanging="283"/>')
        + para("d", '<w:ind w:firstLineChars="200" w:firstLine="1"/>')
    )
    a, b, c, d = [p.fmt for p in read(body).paragraphs]
    assert (a.before, a.line, a.line_pt, a.rule) == (6.0, None, 18.0, "exact")
    assert (b.before, b.line, b.rule) == (14.0, 1.15, "auto")
    assert (c.left, c.first_line) == (10.0, -4.99)
    assert d.first_line == pytest.approx(7.06, abs=0.01)


def test_paragraphs_of_one_style_close_up_when_it_asks() -> None:
    body = para("a", '<w:spacing w:after="200"/><w:contextualSpacing/>') * 2
    first, second = read(body).paragraphs
    assert (first.fmt.after, second.fmt.after) == (0.0, 10.0)


def test_comments_and_instructions_of_xml_take_no_word_away() -> None:
    (found,) = read(para("Giao <!-- x -->phòng<?x y?> Tư pháp<!---->")).paragraphs
    assert found.text == "Giao phòng Tư pháp"


def numbered(level: int, text: str = "x", num: int = 1) -> str:
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>')


def test_automatic_numbers_are_those_word_prints() -> None:
    levels = [("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)")]
    restarted = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = NUMBERING([*levels, ("bullet", "\uf02d")], restarted)
    order = (0, 1, 1, 2, 2, 3, 1, 0, 1, 2)
    body = "".join(numbered(level) for level in order) + numbered(0, num=2) + numbered(0, num=2)
    labels = [p.label for p in read(body, numbering=numbering).paragraphs]
    assert labels == ["I.", "1.", "2.", "a)", "b)", "-", "3.", "II.", "1.", "a)", "V.", "VI."]


def test_a_legal_level_prints_roman_as_digits_and_indents_come_from_the_list() -> None:
    levels = [("upperRoman", "%1."), ("decimal", "%1.%2."), ("decimal", "%1.%2.%3")]
    numbering = NUMBERING(levels).replace('<w:lvlText w:val="%1.%2."/>',
                                          '<w:isLgl/><w:lvlText w:val="%1.%2."/>')  # fmt: skip
    text = read(numbered(0) + numbered(0) + numbered(1), numbering=numbering)
    assert [p.label for p in text.paragraphs] == ["I.", "II.", "2.1."]
    assert text.paragraphs[2].fmt.left == 25.4


def test_fields_give_their_result_and_say_their_instruction() -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    body = (
        "<w:p>" + char("begin") + "<w:r><w:instrText> PAGE \\* MERGEFORMAT </w:instrText></w:r>"
        + char("separate") + "<w:r><w:t>7</w:t></w:r>" + char("end") + "<w:r><w:t> sau</w:t></w:r>"
        '<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>9</w:t></w:r></w:fldSimple></w:p>'
    )  # fmt: skip
    one = read(body).paragraphs[0]
    assert one.text == "7 sau9"
    assert [run.kind for run in one.runs] == ["field", "text", "field"]
    assert [f.name for f in one.fields] == ["PAGE", "NUMPAGES"]


def test_breaks_signs_notes_and_hidden_text_are_kept_apart() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="3" w:name="kh_1"/><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/>'
        '<w:noBreakHyphen/><w:sym w:font="Wingdings" w:char="F0FC"/><w:br w:type="page"/>'
        '<w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>'
        "<w:hyperlink><w:r><w:t>lk</w:t></w:r></w:hyperlink></w:p>"
    )
    one = read(body).paragraphs[0]
    assert one.text == "a\tb\n\u2011✓\flk"
    assert (one.hidden, one.bookmarks, one.page_break) == ("ẩn", ("kh_1",), True)
    assert [(m.kind, m.id, m.offset) for m in one.marks] == [("footnote", "2", 7)]


CHANGED = (
    '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="x"/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r>'
    '<w:del w:id="2" w:author="x"><w:r><w:delText>cũ</w:delText></w:r></w:del>'
    '<w:ins w:id="3" w:author="x"><w:r><w:rPr><w:b/><w:rPrChange w:id="9" w:author="x"><w:rPr/>'
    "</w:rPrChange></w:rPr><w:t>mới</w:t></w:r></w:ins></w:p><w:p><w:r><w:t> hai</w:t></w:r></w:p>"
)


@pytest.mark.parametrize(
    ("side", "texts"), [("accept", ["một mới hai"]), ("reject", ["một cũ", " hai"])]
)
def test_tracked_changes_are_read_from_either_side(side: RevisionChoice, texts: list[str]) -> None:
    text = read(CHANGED, side)
    assert [p.text for p in text.paragraphs] == texts
    assert text.has_revisions


def test_sections_inherit_headers_and_say_their_pages() -> None:
    sections = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
        '<w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:bottom="1134" w:left="1701" '
        'w:right="850" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr></w:pPr></w:p>'
        + paragraph("phụ lục")
        + '<w:sectPr><w:pgSz w:w="16840" w:h="11907" w:orient="landscape"/><w:titlePg/>'
        '<w:pgNumType w:start="1"/></w:sectPr>'
    )
    word, _problems = open_word(Path("a.docx"), docx(sections, header=paragraph("2")))
    assert word is not None
    text = read_word(word)
    first, second = text.sections
    assert (first.top, first.left, first.text_width) == (20.0, 30.0, 165.04)
    assert (second.landscape, second.title_page, second.page_start) == (True, True, 1)
    assert second.headers == first.headers == {"default": "word/header1.xml"}
    assert [p.section for p in text.body] == [0, 1]
    assert [p.text for p in text.paragraphs if p.part_name == "word/header1.xml"] == ["2"]


SHAPE = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor>"
    "<wp:positionH relativeFrom='column'><wp:posOffset>360000</wp:posOffset></wp:positionH>"
    "<wp:positionV relativeFrom='paragraph'><wp:posOffset>72000</wp:posOffset></wp:positionV>"
    "<wp:extent cx='1800000' cy='0'/><a:graphic><a:graphicData><wps:wsp><wps:cNvCnPr/>"
    "<wps:spPr><a:prstGeom prst='line'/><a:ln w='9525'/></wps:spPr></wps:wsp></a:graphicData>"
    "</a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:line from='0,0' "
    "to='141pt,0'/></w:pict></mc:Fallback></mc:AlternateContent><w:t>chữ</w:t></w:r></w:p>"
)


def test_a_drawn_line_is_found_once_with_length_and_place() -> None:
    (rule,) = read(SHAPE).rules
    assert (rule.kind, rule.length, rule.offset, rule.drop) == ("shape", 50.0, 10.0, 2.0)
    assert (rule.width, rule.style, rule.para.text) == (0.75, "solid", "chữ")


@pytest.mark.parametrize(
    ("body", "kind", "length"),
    [
        ("<w:p><w:r><w:pict><v:line from='10pt,2pt' to='95.04pt,2pt'/></w:pict></w:r></w:p>",
         "vml", 30.0),
        ("<w:p><w:r><w:pict><v:shape type='#_x0000_t32' style='width:2in;height:0'/></w:pict>"
         "</w:r></w:p>", "vml", 50.8),
        (para("", '<w:pBdr><w:bottom w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="1440"/>'),
         "paragraph_border", 139.7),
        (para("__________"), "characters", 17.64),
        (para("Độc lập", "", '<w:u w:val="single"/><w:sz w:val="28"/>'), "underline", 16.2),
    ],
)  # fmt: skip
def test_rules_are_found_however_they_are_made(body: str, kind: str, length: float) -> None:
    (rule,) = read(body).rules
    assert rule.kind == kind
    assert rule.length == pytest.approx(length, abs=0.5)


def test_a_grid_of_a_table_is_no_rule_but_a_line_under_a_lone_cell_is() -> None:
    def table(borders: str) -> str:
        cell = f"<w:tcPr><w:tcW w:w='1701' w:type='dxa'/>{borders}</w:tcPr>{paragraph('ô')}"
        grid = "<w:tblGrid><w:gridCol w:w='1701'/></w:tblGrid>"
        return f"<w:tbl>{grid}<w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"

    line = "<w:bottom w:val='single'/>"
    assert not read(table(f"<w:tcBorders>{line}<w:left w:val='single'/></w:tcBorders>")).rules
    (rule,) = read(table(f"<w:tcBorders>{line}</w:tcBorders>")).rules
    assert (rule.kind, rule.length) == ("cell_border", 30.0)


def test_a_text_box_is_read_once_after_its_anchor() -> None:
    box = f"<w:txbxContent>{paragraph('DỰ THẢO')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline><wps:wsp>"
        f"<wps:txbx>{box}</wps:txbx></wps:wsp></wp:inline></w:drawing></mc:Choice><mc:Fallback>"
        f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback>"
        "</mc:AlternateContent><w:t>neo</w:t></w:r></w:p>"
    )
    assert [(p.text, p.box) for p in read(body).paragraphs] == [("neo", False), ("DỰ THẢO", True)]


def test_merged_cells_know_their_span_and_nested_tables_their_outer_cell() -> None:
    def tc(properties: str, content: str = paragraph("x")) -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"

    inner = f"<w:tbl><w:tr>{tc('')}</w:tr></w:tbl>" + paragraph("")
    body = (
        "<w:tbl><w:tblGrid><w:gridCol w:w='1000'/><w:gridCol w:w='1000'/></w:tblGrid><w:tr>"
        + tc("<w:vMerge w:val='restart'/>") + tc("", inner) + "</w:tr><w:tr>"
        + tc("<w:vMerge/>") + tc("") + "</w:tr><w:tr>" + tc("<w:gridSpan w:val='2'/>")
        + "</w:tr></w:tbl>"
    )  # fmt: skip
    cells = [p.cell for p in read(body).paragraphs if p.cell]
    first, nested = cells[0], cells[1]
    assert (first.row_span, first.row, first.col) == (2, 0, 0)
    assert nested.outer is cells[2]
    assert (cells[-1].col_span, cells[-1].row) == (2, 2)


def test_strict_files_are_read_like_others() -> None:
    data = word_file(para("chữ", '<w:jc w:val="end"/><w:ind w:start="1.27cm"/>'), strict=True)
    word, problems = open_word(Path("a.docx"), data)
    assert word is not None, problems
    one = read_word(word).paragraphs[0]
    assert (one.text, one.fmt.align, one.fmt.left) == ("chữ", "right", 12.7)
