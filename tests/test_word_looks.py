"""Word files that show a person other words than those that are read in them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.issuance.word.faces import two_faced
from generator.issuance.word.printed_in_word import printed_in_word
from generator.issuance.word.strict_package import read_package
from generator.issuance.word.unread_looks import shows_more
from generator.ooxml.opened import open_word
from tests.redline.docs import docx as document
from tests.redline.docs import p, r

LETTER = p("Đây là lá thư gửi người quen, kể chuyện mùa hè vừa qua.")
HEAD = ("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "Số: 12/KH-UBND", "KẾ HOẠCH")


def field(code: str, shown: str = "thư") -> str:
    """A field; `code` is what stands in its code, as runs."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{shown}</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def said(code: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>'


UNSTEADY = {
    "a condition": (p(field(said(' IF 1 = 1 "100 tỷ" "" '))), "IF"),
    "a quotation": (p(field(said('QUOTE "100 tỷ"'))), "QUOTE"),
    "a sum": (p(field(said('= 5 + 7 \\# "0 tỷ"'))), "="),
    "a name with a text": (p(field(said('SET so "100 tỷ"'))), "SET"),
    "a word cut by a field": (p(field(said("DA") + field(said("REF a"), "") + said("TE"))), "DATE"),
    "a word over two paragraphs": (
        p(f'<w:r><w:fldChar w:fldCharType="begin"/></w:r>{said("DA")}')
        + p(said("TE") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
        "DATE",
    ),
    "a code in plain letters": (p(field(r("DATE"))), "DATE"),
    "one that nobody knows": (p(field(said("CHUALA x"))), "CHUALA"),
}  # fmt: skip
STEADY = ("PAGE", "NUMPAGES", "PAGEREF a", "REF a", 'TOC \\o "1-3"', "SEQ Bang", 'HYPERLINK "#a"')


@pytest.mark.parametrize("name", UNSTEADY)
def test_what_a_machine_makes_anew_is_no_part_of_a_signed_text(name: str) -> None:
    block, what = UNSTEADY[name]
    (told,) = two_faced(read_package(document(LETTER, block)))
    assert told == f"trường {what} tự đổi giá trị"


@pytest.mark.parametrize("code", STEADY)
def test_fields_that_say_what_stands_in_the_document_are_fine(code: str) -> None:
    assert two_faced(read_package(document(LETTER, p(field(said(code)))))) == []


def place(words: str) -> str:
    return f'<w:bookmarkStart w:id="7" w:name="so"/>{r(words)}<w:bookmarkEnd w:id="7"/>'


@pytest.mark.parametrize(
    ("code", "shown_words", "told"),
    [
        ("REF so", "50 triệu", False),
        ("REF so \\* Upper", "50  TRIỆU", False),
        ("REF so \\r", "2.1", False),
        ("REF gone", "500 triệu", False),
        ("REF so", "500 triệu", True),
        ('ref "SO" \\h', "500 triệu", True),
    ],
)
def test_a_reference_shows_the_words_that_it_names(
    code: str,
    shown_words: str,
    told: bool,
) -> None:
    block = p(place("50 triệu") + field(said(code), shown_words))
    found = two_faced(read_package(document(LETTER, block)))
    assert any("REF" in one for one in found) is told


MORE = 'xmlns:v="urn:schemas-microsoft-com:vml"'
CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
SEEN = {
    "letters drawn": p(
        f'<w:r><w:pict {MORE}><v:shape><v:textpath string="x"/></v:shape></w:pict></w:r>'
    ),
    "a picture": p(f"<w:r><w:pict {MORE}><v:shape><v:imagedata/></v:shape></w:pict></w:r>"),
    "letters by their codes": p('<w:r><w:sym w:font="Arial" w:char="1EE6"/></w:r>'),
    "an order turned by a mark": p(f'<w:bdo w:val="rtl">{r("NÂD NÂHN NAB YỦ")}</w:bdo>'),
    "an order turned by signs": p(r("\u202eNÂD NÂHN NAB YỦ\u202c")),
    "an old encoding": p(r("UÛY BAN NHAÂN DAÂN", '<w:rFonts w:ascii="VNI-Times"/>')),
    "words for other programs": p(
        f"<w:r><mc:AlternateContent {CHOICE}><mc:Choice Requires=\"wps\"><w:t>thư</w:t></mc:Choice>"
        f"<mc:Fallback><w:pict><w:p>{r(HEAD[0])}</w:p></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    ),
}  # fmt: skip


def shown(data: bytes) -> bool:
    word, problems = open_word(Path("x.docx"), data)
    assert word is not None, problems
    return shows_more(read_package(data), word)


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_and_not_read_is_noticed(name: str) -> None:
    assert shown(document(LETTER, SEEN[name]))


def test_a_letter_of_words_shows_its_words() -> None:
    assert not shown(document(LETTER, p(r("Kính gửi: bà Trần Thị B"))))


def test_a_letterhead_in_the_header_of_the_pages_is_the_documents() -> None:
    made = docx.Document()
    made.add_paragraph("Nội dung như sau.")
    for line in HEAD:
        made.sections[0].header.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    word, problems = open_word(Path("x.docx"), out.getvalue())
    assert word is not None, problems
    assert "TỈNH LẠNG SƠN" in printed_in_word(word).agency
