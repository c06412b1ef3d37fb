"""A file that cannot be read gets one sentence and exit code 1, in bounded time and memory."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import exit_code
from generator.ooxml import opened
from generator.ooxml.opened import open_word
from generator.ooxml.sniff import sniff
from generator.ooxml.walk import read_word
from generator.workspace.archive import Limits
from tests.docx_files import docx, members, pack, paragraph, table
from tests.word_files import NUMBERING, STYLES, word_file

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def with_part(name: str, data: bytes) -> bytes:
    return pack({**members(paragraph("a")), name: data})


def bomb() -> bytes:
    return with_part("word/media/x.bin", bytes(64 << 20))


def duplicate() -> bytes:
    out = BytesIO(docx(paragraph("a")))
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", b"<x/>")
    return out.getvalue()


def swap_type(new: str) -> bytes:
    parts = members(paragraph("a"))
    name = "[Content_Types].xml"
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return pack({**parts, name: parts[name].replace(old, new.encode())})


BAD = {
    "empty": (b"", "TL001"),
    "pdf": (b"%PDF-1.7\n...", "TL002"),
    "rtf": (b"{\\rtf1 x}", "TL002"),
    "html": (b"<!DOCTYPE html><html><body>x</body></html>", "TL002"),
    "text": ("kế hoạch".encode(), "TL002"),
    "old doc": (OLE + "WordDocument".encode("utf-16-le"), "TL002"),
    "other zip": (pack({"a.txt": b"x"}), "TL002"),
    "sheet": (pack({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "TL002"),
    "encrypted": (OLE + "EncryptedPackage".encode("utf-16-le"), "TL003"),
    "long": (b"PK" + bytes(opened.MAX_FILE), "TL004"),
    "bomb": (bomb(), "TL005"),
    "many": (pack({f"word/{i}": b"" for i in range(Limits().members + 1)}
                  | {"[Content_Types].xml": b"<x/>"}), "TL005"),
    "no main part": (pack({"[Content_Types].xml": b"<x/>", "word/a.xml": b"<x/>"}), "TL006"),
    "truncated": (docx(paragraph("a" * 999))[:-200], "TL007"),
    "broken xml": (docx("<w:p><w:r>"), "TL008"),
    "dtd": (with_part("customXml/item1.xml", b"<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"),
            "TL009"),
    "up": (with_part("../x.xml", b"<x/>"), "TL010"),
    "absolute": (with_part("/etc/x", b"x"), "TL010"),
    "twice": (duplicate(), "TL010"),
    "macro": (with_part("word/vbaProject.bin", b"x"), "TL011"),
    "docm": (swap_type("application/vnd.ms-word.document.macroEnabled.main+xml"), "TL011"),
    "nested": (docx("<w:tbl><w:tr><w:tc>" * 10_000 + "</w:tc></w:tr></w:tbl>" * 10_000), "TL012"),
}  # fmt: skip


def test_a_sheet_embedded_in_a_word_file_does_not_make_it_a_sheet(tmp_path: Path) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, data in members(paragraph("a")).items():
            archive.writestr(name, data)
        sheet = pack({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"})
        archive.writestr("word/embeddings/bang.xlsx", sheet)
    path = tmp_path / "co-bieu-do.docx"
    path.write_bytes(out.getvalue())
    assert sniff(path) == "docx"
    assert open_word(path)[0] is not None


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_gets_one_sentence(name: str, tmp_path: Path) -> None:
    data, code = BAD[name]
    path = tmp_path / "xau.docx"
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is None
    assert [d.code for d in problems] == [code]
    assert exit_code(problems) == 1


def test_billion_laughs_in_the_main_part_is_refused(tmp_path: Path) -> None:
    parts = members(paragraph("a"))
    laughs = b'<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + parts["word/document.xml"]
    _word, problems = open_word(tmp_path / "a.docx", pack({**parts, "word/document.xml": laughs}))
    assert [d.code for d in problems] == ["TL009"]


def test_a_folder_or_a_missing_file_is_a_fault_of_the_system(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "khong-co.docx"):
        word, problems = open_word(path)
        assert word is None
        assert problems[0].code.startswith("HT")


def test_fifty_nested_tables_are_reported_not_followed() -> None:
    body = "<w:tbl><w:tr><w:tc>" * 60 + paragraph("đáy") + "</w:tc></w:tr></w:tbl>" * 60
    word, problems = open_word(Path("a.docx"), docx(body))
    assert word is not None, problems
    assert [d.code for d in read_word(word).diagnostics] == ["TL012"]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "empty"), (b"%PDF-1.4", "pdf"), (b"{\\rtf1}", "rtf"), (b"<html>", "html"),
        ("Kế hoạch".encode(), "txt"), ("Kế hoạch".encode("utf-16"), "txt"), (docx(""), "docx"),
        (b"\x89PNG\r\n", "image"), (OLE, "ole"), (b"MIME-Version: 1.0\n", "mht"),
        (pack({"mimetype": b"x"}), "zip"), (b"\0\1\2", "binary"), (b"<?xml version='1.0'?>", "xml"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file_is_told_by_its_content(data: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / "tep.docx"
    path.write_bytes(data)
    assert sniff(path) == kind


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


SEED = word_file(
    paragraph("một", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + table(("a", "b"), ("c", "d"))
    + "<w:p><w:r><w:pict><v:line from='0,0' to='90pt,0'/></w:pict></w:r></w:p>",
    numbering=NUMBERING([("decimal", "%1.")]),
    styles=STYLES('<w:style w:type="paragraph" w:default="1" w:styleId="N"/>'),
)
PARTS = {
    i: zipfile.ZipFile(BytesIO(SEED)).read(i) for i in zipfile.ZipFile(BytesIO(SEED)).namelist()
}


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_whatever_happens_to_the_bytes_there_is_a_value_or_a_diagnostic(
    data: st.DataObject,
) -> None:
    name = data.draw(st.sampled_from(sorted(PARTS)))
    part = bytearray(PARTS[name])
    for _time in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(part) - 1))
        end = at + data.draw(st.integers(0, 12))
        part[at:end] = data.draw(
            st.sampled_from([b"", b"9", b"w:p", b"-1", b"<", b'"', b"\xff", b"%1"])
        )
        part = part or bytearray(b"x")
    content = pack({**PARTS, name: bytes(part)})
    if data.draw(st.booleans()):
        cut = data.draw(st.integers(0, len(content) - 1))
        content = content[:cut] + data.draw(st.binary(max_size=3)) + content[cut + 3 :]
    word, problems = open_word(Path("a.docx"), content)
    if word is None:
        assert len(problems) == 1
    else:
        read_word(word)
        read_word(word, "reject")
