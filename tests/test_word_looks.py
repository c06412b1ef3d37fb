"""Word files that show a person other words than those that are read in them."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from generator.issuance.word.faces import two_faced
from generator.issuance.word.printed_in_word import printed_in_word
from generator.issuance.word.strict_package import Package, read_package
from generator.issuance.word.unread_looks import shows_more
from generator.ooxml.names import STRICT
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
    shown = "thư" if code.startswith(("REF", "TOC", "HYPER")) else "- 3 -"
    assert two_faced(read_package(document(LETTER, p(field(said(code), shown))))) == []


def form(kind: str) -> str:
    box = f'<w:ffData><w:textInput><w:type w:val="{kind}"/></w:textInput></w:ffData>'
    whole = field(said("FORMTEXT"), "1/6/2024")
    return whole.replace('"begin"/>', f'"begin">{box}</w:fldChar>', 1)


def instead(choice: str, fallback: str | None) -> str:
    other = "" if fallback is None else f"<mc:Fallback>{fallback}</mc:Fallback>"
    choices = f'<mc:Choice Requires="wps">{choice}</mc:Choice>{other}'
    return p(f"<w:r><mc:AlternateContent {CHOICE}>{choices}</mc:AlternateContent></w:r>")


CHOICE = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
CELL = '<w:tbl><w:tr><w:tc><w:tcPr><w:{0} w:id="9" w:author="x"/></w:tcPr>{1}</w:tc></w:tr></w:tbl>'
NEW = '<w:ins w:id="9" w:author="x"><w:r><w:t>thêm</w:t></w:r></w:ins>'
FACES = {
    "a page number in words": (p(field(said("PAGE"), "100 triệu")), "trường PAGE in chữ khác"),
    "a count set anew": (p(field(said("SEQ so \\r 500"), "100")), "trường SEQ in chữ khác"),
    "a style's words that stand nowhere": (
        p(field(said('STYLEREF "Heading 1"'), "Điều khác")), "trường STYLEREF in chữ khác"),
    "words drawn by a formula": (p(field(said("EQ \\x(chi 5 tỷ)"), "")), "trường EQ"),
    "words moved over others": (p(r("9") + field(said("ADVANCE \\l 60"), "")), "trường ADVANCE"),
    "a form with the day of opening": (p(form("currentDate")), "ô biểu mẫu tự điền"),
    "a form that calculates": (p(form("calculated")), "ô biểu mẫu tự điền"),
    "a cell taken out": (CELL.format("cellDel", LETTER) + LETTER, "thay đổi theo dõi"),
    "a cell merged": (CELL.format("cellMerge", LETTER) + LETTER, "thay đổi theo dõi"),
    "a change in odd spelling": (p(NEW.replace("<w:ins ", "<w:ins\n ")), "thay đổi theo dõi"),
    "other words for old programs": (
        instead("<w:t>9 tỷ</w:t>", "<w:t>1 tỷ</w:t>"), "chữ khác nhau cho bản Word"),
    "words for new programs only": (instead("<w:t>9 tỷ</w:t>", None), "chữ khác nhau cho bản Word"),
    "hidden letters": (p(r("không", "<w:vanish/>") + r("đồng ý")), "chữ ẩn"),
    "a comment": (p('<w:r><w:commentReference w:id="0"/></w:r>'), "nhận xét"),
    "words in a strange element": (
        f'<x:x xmlns:x="urn:la">{LETTER}</x:x>', "chữ trong phần tử"),
    "a picture in two formats": (p('<w:r><q:svgBlip xmlns:q="urn:x"/></w:r>'), "hình có hai bản"),
}  # fmt: skip


@pytest.mark.parametrize("name", FACES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("strict", [False, True], ids=["transitional", "strict"])
def test_what_two_programs_show_in_two_ways_is_told(name: str, encoding: str, strict: bool) -> None:
    block, told = FACES[name]
    assert any(told in one for one in two_faced(written(block, encoding, strict=strict)))


def written(block: str, encoding: str = "utf-8", *, strict: bool = False) -> Package:
    parts = dict(read_package(document(LETTER, block)).parts)
    text = parts["word/document.xml"].decode().rpartition("?>")[2]
    if strict:
        for name, usual in STRICT:
            text = text.replace(usual.decode(), name.decode())
    text = f'<?xml version="1.0" encoding="{encoding}"?>{text}'
    return Package({**parts, "word/document.xml": text.encode(encoding)})


SAME = {
    "a text box for new and old": instead("<w:t>DỰ THẢO</w:t>", f"<w:pict>{r('Dự thảo')}</w:pict>"),
    "a style's words": p(field(said('STYLEREF "Heading 1"'), "kể chuyện mùa hè")),
    "a form that was filled": p(form("regular")),
    "letters that a style does not hide": p(r("đồng ý", '<w:vanish w:val="0"/>')),
}  # fmt: skip


@pytest.mark.parametrize("name", SAME)
def test_what_is_the_same_for_all_is_fine(name: str) -> None:
    assert two_faced(written(SAME[name])) == []


STORE = "{11111111-1111-1111-1111-111111111111}"
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/"


@pytest.mark.parametrize(
    ("path", "kept", "told"),
    [
        ("/a/b", "100 triệu", False),
        ("/n:a[1]/n:b[1]", "100 triệu", False),
        ("/a/b", "900 triệu", True),
        ("//b", "100 triệu", True),
        ("/q:a/b", "100 triệu", True),
        ("/a/b", "", True),
    ],
)
def test_a_control_shows_what_word_takes_into_it(path: str, kept: str, told: bool) -> None:
    prefixed = 'xmlns="urn:n"' if "n:" in path else ""
    block = p(
        f'<w:sdt><w:sdtPr><w:dataBinding w:prefixMappings="xmlns:n=\'urn:n\'" w:xpath="{path}" '
        f'w:storeItemID="{STORE}"/><w:text/></w:sdtPr><w:sdtContent>{r("100 triệu")}</w:sdtContent>'
        "</w:sdt>"
    )
    parts = dict(written(block).parts)
    types = parts["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    entry = f'<Override PartName="/customXml/itemProps1.xml" ContentType="{kind}"/></Types>'
    parts["[Content_Types].xml"] = types.replace("</Types>", entry).encode()
    parts["customXml/item1.xml"] = f"<a {prefixed}><b>{kept}</b></a>".encode()
    parts["customXml/itemProps1.xml"] = (
        f'<d xmlns:s="{CUSTOM}customXml" s:itemID="{STORE}"/>'.encode()
    )
    parts["customXml/_rels/item1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="a" Type="{CUSTOM}customXmlProps" Target="itemProps1.xml"/>'
        "</Relationships>"
    ).encode()
    found = two_faced(Package(parts))
    assert any("ô nội dung in chữ khác" in one for one in found) is told


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
