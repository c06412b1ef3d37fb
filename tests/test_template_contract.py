"""What a template may be: every fault of the file and of its tags, before rendering."""

from __future__ import annotations

import os
import struct
import sys
import zipfile
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.diagnostics import Place
from generator.explain import codes
from generator.template.compiled import load, load_bytes
from tests.docx_files import docx, members, pack, paragraph, section, table
from tests.effort import calls

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.diagnostics import Diagnostic

OFFICIAL = Path(__file__).parent.parent / "templates" / "ke-hoach.docx"


def faults(data: bytes) -> list[Diagnostic]:
    template, problems = load_bytes(data, "mau.docx")
    assert (template is None) == bool(problems)
    for problem in problems:
        assert problem.code in codes(), problem.code
        assert isinstance(problem.span, Place)
        assert problem.span.where
    return problems


def faults_of(*texts: str, header: str = "") -> list[Diagnostic]:
    body = "".join(paragraph(text) for text in texts)
    return faults(docx(body + section(1), header=header))


def only(problems: list[Diagnostic]) -> Diagnostic:
    assert len(problems) == 1, problems
    return problems[0]


# -- tags


def test_the_official_template_is_sound() -> None:
    assert not faults(OFFICIAL.read_bytes())


TAGS = {
    "{{ so": "MB620",
    "{{ so }": "MB620",
    "so }}": "MB620",
    "{% if so }} x {% endif %}": "MB620",
    "{# quên đóng": "MB620",
    "{{ a {{ so }}": "MB620",
    "{% endfor %}": "MB621",
    "{% for k in noi_dung %}": "MB621",
    "{% if so %}{% for k in noi_dung %}{% endif %}": "MB621",
    "{% else %}": "MB621",
    "{% for k in noi_dung %}{% elif so %}{% endfor %}": "MB621",
    "{{ so + }}": "MB622",
    "{{ }}": "MB622",
    "{% for k noi_dung %}{% endfor %}": "MB622",
    "{% if %}{% endif %}": "MB622",
    "{% fro k in noi_dung %}": "MB622",
    "{% p for k in noi_dung %}{% p endfor %}": "MB622",
    '{{ "chưa đóng nháy }}': "MB622",
    "{{ sos }}": "MB623",
    "{{ noi_dung.nhan }}": "MB623",
    "{% for k in noi_dung %}{{ k.nahn }}{% endfor %}": "MB623",
    "{% for k in noi_dung %}{% for c in k.chu %}{{ c.nhan }}{% endfor %}{% endfor %}": "MB623",
    "{% for k in so %}{% endfor %}": "MB623",
    "{{ so.ten }}": "MB623",
    "{{ loop.index }}": "MB623",
    "{% for k in noi_dung %}{{ loop.indx }}{% endfor %}": "MB623",
    "{% for k in noi_dung %}{% endfor %}{{ k.nhan }}": "MB623",
    '{{ noi_dung[0]["nahn"] }}': "MB623",
    "{{ so|uper }}": "MB624",
    "{{ so|safe }}": "MB624",
    "{% if so is dfined %}{% endif %}": "MB624",
    "{% include 'x' %}": "MB625",
    "{% extends 'x' %}": "MB625",
    "{% import 'x' as y %}": "MB625",
    "{% autoescape false %}": "MB625",
    "{{ so.__class__ }}": "MB625",
    "{{ so.upper() }}": "MB625",
    "{{ ''.join(so) }}": "MB625",
    "{{ cycler(1) }}": "MB625",
    "{%tc for k in noi_dung %}": "MB625",
    "{%p if so %} chữ này sẽ mất": "MB626",
    "{%tr if so %}": "MB626",
    "{{ noi_dung }}": "MB628",
    "{{ noi_dung[0] }}": "MB628",
    '{% for k in noi_dung %}{% if k.kieu == "mục" %}{% endif %}{% endfor %}': "MB629",
}


@pytest.mark.parametrize("text", TAGS)
def test_a_faulty_tag_is_reported_with_its_place_and_the_text_around(text: str) -> None:
    found = faults_of("Lời dẫn", f"Chữ trước {text}" if TAGS[text] != "MB626" else text)
    assert TAGS[text] in {problem.code for problem in found}
    problem = next(p for p in found if p.code == TAGS[text])
    assert problem.span is not None
    assert problem.span.where == "đoạn 2"  # type: ignore[union-attr]
    assert problem.span.text.strip("…")[:8] in f"Chữ trước {text}"


SOUND = (
    "{{ so|default('') }} {{ so|upper }} {{ nguoi_ky|length }}",
    "{% for k in noi_dung %}{{ loop.index }}{% if not loop.last %};{% endif %}{% endfor %}",
    "{% if k is defined %}{{ so }}{% endif %}",
    "{% set x = so %}{{ x }}{% if so %}{% set y = 1 %}{% endif %}{{ y }}",
    "{% macro m(a, b=1) %}{{ a.x }}{{ caller }}{% endmacro %}{{ m(so) }}",
    "{% for a, b in phu_luc|dictsort %}{{ a.x }}{% endfor %}",
    "{{ (phu_luc|first).tieu_de }}{% for d in phu_luc[0].dong %}{{ d.tt }}{% endfor %}",
    '{% for k in noi_dung if k.kieu in ("muc", "khoan") %}{{ k.nhan }}{% endfor %}',
    "Nội dung 100% { không phải thẻ } {_{ cũng không }_}",
)


@pytest.mark.parametrize("text", SOUND)
def test_a_sound_tag_is_not_reported(text: str) -> None:
    assert not faults_of(text)


def test_all_mistakes_are_reported_at_once_in_every_part() -> None:
    body = (
        paragraph("{{ so")
        + table(("a", "b"), ("{{ tieu_dee }}", "{% for k in noi_dung %}{{ k.x }}{% endfor %}"))
        + paragraph("{{ so|nope }} {% endif %}")
    )
    found = faults(docx(body + section(1), header=paragraph("{{ ky_hieuu }}")))
    places = {(p.code, p.span.where if p.span else "") for p in found}  # type: ignore[union-attr]
    assert places == {
        ("MB620", "đoạn 1"),
        ("MB623", "bảng 1, hàng 2, ô 1"),
        ("MB623", "bảng 1, hàng 2, ô 2"),
        ("MB624", "đoạn 2"),
        ("MB621", "đoạn 2"),
        ("MB623", "đầu trang (word/header1.xml), đoạn 1"),
    }


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("{{ trich_yu }}", "trich_yeu"),
        ("{% for k in noi_dung %}{{ k.nhann }}{% endfor %}", "nhan"),
        ("{{ so|uper }}", "upper"),
        ("{% iff so %}", "if"),
        ("{% p if so %}", "{%p if so %}"),
        ('{% for k in noi_dung %}{{ "x" if k.kieu == "m" }}{% endfor %}', "khoan"),
        ("{{ noi_dung }}", "{% for x in noi_dung %}"),
    ],
)
def test_the_way_out_is_named(text: str, hint: str) -> None:
    assert hint in " ".join(h for p in faults_of(text) for h in p.hints)


def test_a_block_must_close_where_it_opened() -> None:
    cell = paragraph("{%p for k in noi_nhan %}") + paragraph("{{ k.chu }}")
    crossing = (
        f"<w:tbl><w:tblGrid/><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>{paragraph('{%p endfor %}')}"
    )
    problem = only(faults(docx(crossing + section(1))))
    assert problem.code == "MB627"
    assert "bảng 1, hàng 1, ô 1, đoạn 1" in problem.hints[0]


@pytest.mark.parametrize(
    "texts",
    [
        ("{%p if so %}", "{% endif %}"),
        ("{% if so %}", "{%p else %}", "{% endif %}"),
    ],
)
def test_the_tags_of_a_block_must_be_of_one_kind(texts: tuple[str, ...]) -> None:
    assert {p.code for p in faults_of(*texts)} == {"MB627"}


def test_a_block_that_would_break_the_xml_is_reported() -> None:
    link = (
        '<w:p><w:r><w:t>{% if so %}</w:t></w:r><w:hyperlink r:id="x"><w:r><w:t>{% endif %}</w:t>'
        "</w:r></w:hyperlink></w:p>"
    )
    assert only(faults(docx(link + section(1)))).code == "MB627"


def test_a_block_over_whole_paragraphs_without_p_is_fine() -> None:
    assert not faults_of("{% if so %}", "{{ so }}", "{% else %}", "x", "{% endif %}")


def test_two_row_tags_in_one_row_are_reported() -> None:
    body = table(("a", "b"), ("{%tr for k in noi_nhan %}", "{%tr endfor %}"))
    assert {p.code for p in faults(docx(body + section(1)))} == {"MB626"}


def test_a_typing_error_in_a_property_is_reported_too() -> None:
    content = members(paragraph("{{ so }}") + section(1))
    core = content["docProps/core.xml"].replace(
        b"/>", b' xmlns:dc="d"><dc:title>{{ x }}</dc:title></cp:coreProperties>'
    )
    problem = only(faults(pack({**content, "docProps/core.xml": core})))
    assert problem.code == "MB623"
    assert problem.span is not None
    assert "thuộc tính tài liệu" in problem.span.where  # type: ignore[union-attr]


# -- the file

SIMPLE = docx(paragraph("{{ so }}") + section(1))


def rewritten(change: str, by: str, name: str = "word/document.xml") -> bytes:
    content = members(paragraph("{{ so }}") + section(1))
    assert change.encode() in content[name]
    content[name] = content[name].replace(change.encode(), by.encode())
    return pack(content)


@cache
def bomb() -> bytes:
    return pack({**members(section(1)), "word/media/a.bin": bytes(200 << 20)})


def many_members() -> bytes:
    return pack({**members(section(1)), **{f"m/{i}": b"" for i in range(3000)}})


def encrypted() -> bytes:
    data = bytearray(SIMPLE)
    at = data.rfind(b"PK\1\2")
    data[at + 8] |= 1
    return bytes(data)


def lying_about_its_size() -> bytes:
    """Declares 10 bytes, unpacks to 200 MB."""
    data = bytearray(bomb())
    local, central = data.find(b"PK\3\4", data.find(b"word/media") - 40), data.rfind(b"PK\1\2")
    assert data[central + 46 :].startswith(b"word/media")
    struct.pack_into("<L", data, central + 24, 10)
    struct.pack_into("<L", data, local + 22, 10)
    return bytes(data)


def named(name: str) -> bytes:
    return pack({**members(paragraph("{{ so }}") + section(1)), name: b"x"})


def duplicate() -> bytes:
    out = BytesIO(SIMPLE)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def damaged() -> bytes:
    data = bytearray(SIMPLE)
    at = data.find(b"word/document.xml") + 40
    data[at : at + 20] = bytes(20)
    return bytes(data)


def macro() -> bytes:
    return named("word/vbaProject.bin")


ENTITIES = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document'
TRACKED = '<w:ins w:id="1" w:author="a"><w:r><w:t>thêm</w:t></w:r></w:ins>'
FILES = {
    "empty": (b"", "MB603"),
    "text": (b"xin chao", "MB603"),
    "cut": (SIMPLE[: len(SIMPLE) // 2], "MB603"),
    "damaged": (damaged(), "MB603"),
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "MB604"),
    "encrypted": (encrypted(), "MB604"),
    "many members": (many_members(), "MB605"),
    "traversal": (named("../../etc/passwd"), "MB606"),
    "absolute": (named("/etc/passwd"), "MB606"),
    "drive": (named("C:/x"), "MB606"),
    "backslash": (named("word\\..\\..\\x"), "MB606"),
    "duplicate": (duplicate(), "MB606"),
    "same name in capitals": (named("WORD/DOCUMENT.XML"), "MB606"),
    "macro": (macro(), "MB607"),
    "macro type": (
        rewritten("document.main+xml", "x.macroEnabled.main+xml", "[Content_Types].xml"),
        "MB607",
    ),
    "tracked": (rewritten("</w:p>", TRACKED + "</w:p>"), "MB608"),
    "tracked format": (rewritten("<w:r>", "<w:r><w:rPr><w:rPrChange/></w:rPr>"), "MB608"),
    "no document": (pack({"[Content_Types].xml": b"<Types/>"}), "MB609"),
    "a zip": (pack({"a.txt": b"x"}), "MB609"),
    "dotx": (rewritten("document.main", "template.main", "[Content_Types].xml"), "MB609"),
    "no body": (rewritten("w:body", "w:other"), "MB609"),
    "broken xml": (rewritten("</w:p>", ""), "MB610"),
    "entities": (rewritten("<w:document", ENTITIES), "MB610"),
    "entities in rels": (
        rewritten("<Relationships", "<!DOCTYPE x><Relationships", "_rels/.rels"),
        "MB610",
    ),
    "utf-16 entities": (
        pack(
            {
                **members(section(1)),
                "word/document.xml": ('<?xml version="1.0" encoding="UTF-16"?>' + ENTITIES + "/>")
                .replace("w:document", "document")
                .encode("utf-16"),
            }
        ),
        "MB610",
    ),
    "deep": (rewritten("<w:p>", "<w:a>" * 5000 + "</w:a>" * 5000 + "<w:p>"), "MB610"),
}


BOMBS: dict[str, tuple[Callable[[], bytes], str]] = {
    "bomb": (bomb, "MB605"),
    "lying bomb": (lying_about_its_size, "MB603"),
}
"""Files that take long to make are made where they are asked for, not in every worker."""


@pytest.mark.parametrize("kind", FILES)
def test_a_bad_file_gets_one_clear_diagnostic(kind: str) -> None:
    is_refused(*FILES[kind])


@pytest.mark.parametrize("kind", BOMBS)
def test_a_bomb_gets_one_clear_diagnostic(kind: str) -> None:
    made, code = BOMBS[kind]
    is_refused(made(), code)


def is_refused(data: bytes, code: str) -> None:
    problem = only(faults(data))
    assert problem.code == code
    assert problem.hints


def test_a_missing_file_a_folder_and_a_pipe_are_told_apart(tmp_path: Path) -> None:
    assert only(load(tmp_path / "không có.docx")[1]).code == "MB601"
    assert only(load(tmp_path)[1]).code == "MB602"
    if sys.platform != "win32":
        pipe = tmp_path / "ống.docx"
        os.mkfifo(pipe)
        assert only(load(pipe)[1]).code == "MB602"  # and does not wait for a writer


def test_a_file_that_must_not_be_read_is_a_fault_of_the_environment(tmp_path: Path) -> None:
    if sys.platform == "win32" or os.geteuid() == 0:
        # root may read everything: a name that is too long is refused to everybody
        problem = only(load(tmp_path / ("a" * 5000))[1])
        assert problem.code == "HT904"
        return
    file = tmp_path / "a.docx"
    file.write_bytes(SIMPLE)
    file.chmod(0)
    assert only(load(file)[1]).code == "HT903"


def test_the_work_of_checking_tags_grows_with_their_number_not_with_its_square() -> None:
    def template(count: int) -> bytes:
        tags = paragraph("{{ so }} {{ sai }} {% if so %}x{% endif %}") * count
        return docx(tags + section(1))

    few, many = template(250), template(1000)
    assert len(faults(many)) == 1000
    assert calls(lambda: faults(many)) < 5 * calls(lambda: faults(few))


def test_tags_nested_beyond_reason_are_refused() -> None:
    deep = "{% if so %}" * 400 + "{% endif %}" * 400
    assert "MB622" in {p.code for p in faults_of(deep)}
    assert "MB622" in {p.code for p in faults_of("{{ " + "(" * 3000 + "so" + ")" * 3000 + " }}")}
