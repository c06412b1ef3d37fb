"""Comments and tracked repairs written into a copy of any .docx."""

from __future__ import annotations

import copy
import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator.ooxml.annotate import Note, annotate
from generator.ooxml.content import WordText
from generator.ooxml.fix import Fix, ParaFix, RunFix, SectionFix, TextFix, apply_fixes, text_fixes
from generator.ooxml.opened import Word, open_word
from generator.ooxml.walk import read_word
from tests.docx_files import W as SPACE
from tests.docx_files import docx, members, pack, paragraph, table
from tests.word_files import word_file

W = f"{{{SPACE}}}"
DAY = datetime(2026, 3, 2, 8, 0)
PAGE = (
    '<w:sectPr><w:pgSz w:w="11907" w:h="16840"/><w:pgMar w:top="1134" w:right="850" '
    'w:bottom="567" w:left="1701" w:header="720" w:footer="720" w:gutter="0"/></w:sectPr>'
)
BODY = (
    '<w:p><w:pPr><w:ind w:firstLine="567"/><w:jc w:val="left"/></w:pPr>'
    '<w:r><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:b/><w:sz w:val="24"/></w:rPr>'
    "<w:t>CỘNG HOÀ</w:t><w:tab/><w:t>XÃ</w:t></w:r><w:r><w:t> HỘI</w:t></w:r></w:p>"
    + table(("ô một", "ô hai"))
    + paragraph("cuối")
    + PAGE
)


def opened(data: bytes) -> tuple[Word, WordText]:
    word, problems = open_word(Path("a.docx"), data)
    assert word is not None, problems
    return word, read_word(word)


def test_a_comment_may_quote_a_page_break() -> None:
    word, text = opened(docx(BODY))
    data = annotate(word, [Note(text.paragraphs[0], "có “một\fhai”")], DAY)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "một hai" in archive.read("word/comments.xml").decode()


def audit(data: bytes, tmp_path: Path) -> set[str]:
    path = tmp_path / "xem.docx"
    path.write_bytes(data)
    return {str(e.description) for e in OpenXmlValidator().validate(path).errors}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def one_side(data: bytes, *, accept: bool) -> list[Any]:
    """The body after accepting or rejecting all, by the words of the standard alone."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    goes, stays = ("del", "ins") if accept else ("ins", "del")
    for node in list(root.iter(W + goes)):
        node.getparent().remove(node)
    for node in list(root.iter(W + stays)):
        for child in list(node):
            node.addprevious(child)
        node.getparent().remove(node)
    for kind in ("rPr", "pPr", "sectPr"):
        for change in list(root.iter(f"{W}{kind}Change")):
            now = change.getparent()
            now.remove(change)
            if not accept:
                apart = {W + "rPr", W + "sectPr"} if kind == "pPr" else set()
                kept = [c for c in now if c.tag in apart and len(c)]
                now[:] = [*copy.deepcopy(change[0]), *kept]
    for kind in ("rPr", "pPr"):  # properties that say nothing are none
        for node in list(root.iter(W + kind)):
            if not len(node):
                node.getparent().remove(node)
    return characters(root)


def characters(root: Any) -> list[Any]:
    """Each character with all its formatting: what a reader of the file can tell apart."""
    found: list[Any] = []

    def plain(node: Any) -> str:
        if node is None or not (len(node) or node.attrib):
            return ""
        text: str = etree.tostring(node, method="c14n", exclusive=True).decode()
        return text

    for p in root.iter(W + "p"):
        for run in p.iter(W + "r"):
            look = plain(run.find(W + "rPr"))
            for child in run:
                if child.tag in {W + "t", W + "delText"}:
                    found += [(char, look) for char in child.text or ""]
                elif child.tag != W + "rPr":
                    found.append((child.tag, look))
        found.append(("¶", plain(p.find(W + "pPr"))))
    return [*found, [plain(s) for s in root.iter(W + "sectPr")]]


def repairs(text: WordText) -> list[Fix]:
    first, cell = text.paragraphs[0], text.paragraphs[1]
    return [
        RunFix(first, (("font", "Times New Roman"), ("size", 13.0), ("bold", False))),
        RunFix(first, (("italic", True), ("colour", "FF0000"), ("underline", "single")), 2, 11),
        *text_fixes(first, "HOÀ", "HÒA"),
        ParaFix(first, (("align", "both"), ("first_line", 12.7), ("before", 6.0), ("line", 1.1))),
        RunFix(cell, (("size", 12.0),)),
        SectionFix(text.sections[0], (("bottom", 20.0), ("title_page", True))),
    ]


def test_rejecting_all_repairs_gives_the_old_document() -> None:
    data = docx(BODY)
    word, text = opened(data)
    fixed, problems = apply_fixes(word, repairs(text), "kehoach", DAY)
    assert fixed is not None, problems
    assert not fixed.skipped
    assert one_side(fixed.data, accept=False) == one_side(data, accept=True)


@st.composite
def any_repairs(draw: st.DrawFn) -> list[Fix]:
    _word, text = opened(docx(BODY))
    fixes: list[Fix] = []
    for para in draw(st.lists(st.sampled_from(text.paragraphs), max_size=6)):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(para.text))] * 2)))
        run = draw(st.sampled_from([("bold", True), ("size", 13.5), ("font", "X"), ("colour", "")]))
        look = draw(st.sampled_from([("align", "right"), ("first_line", -5.0), ("line", 2.0)]))
        fixes += draw(
            st.sampled_from(
                [
                    [RunFix(para, (run,), start, end)],
                    [RunFix(para, (run,))],
                    [TextFix(para, start, end, draw(st.sampled_from(["", "mới", " "])))],
                    [ParaFix(para, (look,))],
                ]
            )
        )
    return fixes


@settings(max_examples=60, deadline=None)
@given(any_repairs())
def test_any_repairs_rejected_give_the_old_document(fixes: list[Fix]) -> None:
    data = docx(BODY)
    word, text = opened(data)
    # the same places in this reading of the same document
    own = [f._replace(para=text.paragraphs[f.para.index]) for f in fixes if hasattr(f, "para")]
    fixed, _problems = apply_fixes(word, own, "kehoach", DAY)
    assert fixed is not None
    assert one_side(fixed.data, accept=False) == one_side(data, accept=True)
    after = opened(fixed.data)[0]
    assert [p.text for p in read_word(after, "reject").paragraphs] == [
        p.text for p in text.paragraphs
    ]


def test_accepting_all_gives_the_repaired_document(tmp_path: Path) -> None:
    word, text = opened(docx(BODY))
    fixed, _problems = apply_fixes(word, repairs(text), "kehoach", DAY)
    assert fixed is not None
    _word, after = opened(fixed.data)
    first = after.paragraphs[0]
    assert first.text == "CỘNG HÒA\tXÃ HỘI"
    assert {(r.fmt.font, r.fmt.size, r.fmt.bold) for r in first.runs} == {
        ("Times New Roman", 13.0, False)
    }
    assert [r.text for r in first.runs if r.fmt.italic] == ["NG ", "HÒA", "\tXÃ"]
    assert (first.fmt.align, first.fmt.first_line, first.fmt.line) == ("both", 12.7, 1.1)
    assert (after.sections[0].bottom, after.sections[0].title_page) == (20.0, True)
    assert after.has_revisions
    assert audit(fixed.data, tmp_path) <= audit(docx(BODY), tmp_path)


def test_the_opened_document_is_not_touched_and_other_parts_keep_their_bytes() -> None:
    data = docx(BODY)
    word, text = opened(data)
    before = etree.tostring(word.xml(word.main))
    fixed, _problems = apply_fixes(word, repairs(text), "kehoach", DAY)
    assert fixed is not None
    assert etree.tostring(word.xml(word.main)) == before
    old, new = parts(data), parts(fixed.data)
    assert {n for n in old if old[n] != new[n]} == {"word/document.xml"}


def test_text_in_a_field_is_left_alone_and_said_so() -> None:
    body = '<w:p><w:fldSimple w:instr="REF a"><w:r><w:t>HOÀ</w:t></w:r></w:fldSimple></w:p>'
    word, text = opened(docx(body))
    fixed, _problems = apply_fixes(word, [TextFix(text.paragraphs[0], 0, 3, "x")], "k", DAY)
    assert fixed is not None
    assert (fixed.applied, len(fixed.skipped)) == ((), 1)
    assert fixed.data == word.data


def test_overlapping_repairs_are_not_both_written_and_text_can_be_inserted() -> None:
    word, text = opened(docx(paragraph("abc")))
    one = text.paragraphs[0]
    fixes = [TextFix(one, 0, 2, "x"), TextFix(one, 1, 3, "y"), TextFix(one, 3, 3, "./.")]
    fixed, _problems = apply_fixes(word, fixes, "k", DAY)
    assert fixed is not None
    assert len(fixed.skipped) == 1
    assert opened(fixed.data)[1].paragraphs[0].text == "xc./."


def test_a_signed_or_issued_file_is_refused() -> None:
    signed = pack({**members(paragraph("a")), "_xmlsignatures/origin.sigs": b""})
    word, _text = opened(signed)
    assert apply_fixes(word, [], "k", DAY)[1][0].code == "TL020"
    word, _text = opened(docx(paragraph("a")))
    assert apply_fixes(word, [], "k", DAY, is_issued=lambda _w: True)[1][0].code == "TL021"


def test_comments_hang_on_their_words(tmp_path: Path) -> None:
    reference = '<w:sectPr><w:headerReference w:type="default" r:id="rId9"/>'
    data = docx(BODY.replace("<w:sectPr>", reference), header=paragraph("2"))
    word, text = opened(data)
    notes = [
        Note(text.paragraphs[0], "Viết HÒA\ntheo Phụ lục", 5, 8),
        Note(text.paragraphs[1], "ô này"),
        Note(text.paragraphs[-1], "số trang"),
        Note(None, "chung"),
    ]
    made = annotate(word, notes, DAY)
    _word, after = opened(made)
    assert [c.text for c in after.comments] == [
        "Viết HÒA\ntheo Phụ lục",
        "ô này",
        "[đầu trang, đoạn 1: “2”] số trang",
        "chung",
    ]
    assert [p.text for p in after.paragraphs] == [p.text for p in text.paragraphs]
    marked = etree.fromstring(parts(made)["word/document.xml"])
    start = marked.find(f".//{W}commentRangeStart[@{W}id='{after.comments[0].id}']")
    assert start.getnext().findtext(W + "t") == "HOÀ"
    old, new = parts(data), parts(made)
    changed = {n for n in old if old[n] != new[n]}
    assert changed <= {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
    assert audit(made, tmp_path) <= audit(data, tmp_path)


def test_new_comments_join_those_that_are_there() -> None:
    word, text = opened(docx(paragraph("abc")))
    once = annotate(word, [Note(text.paragraphs[0], "một", 0, 1)], DAY)
    word, text = opened(once)
    twice = annotate(word, [Note(text.paragraphs[0], "hai", 1, 3)], DAY)
    after = opened(twice)[1]
    assert [c.text for c in after.comments] == ["một", "hai"]
    assert len({c.id for c in after.comments}) == 2


@pytest.mark.parametrize("strict", [False, True])
def test_a_strict_file_stays_strict(strict: bool) -> None:
    word, text = opened(word_file(paragraph("abc"), strict=strict))
    fixed, _problems = apply_fixes(word, [ParaFix(text.paragraphs[0], (("left", 10.0),))], "k", DAY)
    assert fixed is not None
    assert (b"purl.oclc.org" in parts(fixed.data)["word/document.xml"]) is strict
    assert opened(fixed.data)[1].paragraphs[0].fmt.left == 10.0
