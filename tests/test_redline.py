# ruff: noqa: E501
"""Two .docx become one with tracked changes: reject all = old, accept all = new."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from generator import redline as module
from generator.diagnostics import Severity, has_errors
from generator.ooxml.changed_package import Opc
from generator.redline import redline
from generator.redline.author import Author
from generator.redline.redline_law import Failure, verify
from generator.redline.state import LEVELS, WriterState
from generator.redline.writer import write
from generator.surroundings import be_in, told_by
from tests.redline import cases, oracle
from tests.redline.cases import SEC, A, B, C, E
from tests.redline.docs import (
    PAGE,
    REL,
    W,
    bookmark,
    box,
    commented,
    control,
    docx,
    field,
    image,
    note,
    p,
    pack,
    png,
    r,
    run,
    simple,
    tbl,
)

AUTHOR = "Người rà soát"


def _made(old: bytes, new: bytes) -> bytes:
    data, problems = redline(old, new, author=AUTHOR)
    assert data is not None, problems
    assert not has_errors(problems)
    assert "SS102" not in {d.code for d in problems}, "fell back to marks of whole blocks"
    return data


def _parts(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", cases.names())
def test_both_sides_come_back_and_the_markup_is_clean(name: str) -> None:
    old, new = cases.pair(name)
    verdict = oracle.check(old, new, _made(old, new))
    assert not verdict.wrong
    assert not verdict.markup


@pytest.mark.parametrize(
    "name",
    [
        *(
            "word",
            "words_many",
            "digits",
            "number",
            "cut_word",
            "nfc_nfd",
            "repeated_between",
        ),
        *("insert_middle", "insert_last", "split", "split_exact", "row_renumbered", "cell_append"),
        *("nested_row", "field_around", "link_text", "math_around", "box_around"),
    ],
)
def test_marks_are_near_minimal(name: str) -> None:
    old, new = cases.pair(name)
    verdict = oracle.check(old, new, _made(old, new))
    assert verdict.marked <= 1.4 * verdict.needed + 12


def test_documents_that_are_the_same_give_a_valid_file_without_revisions() -> None:
    old, new = cases.pair("same")
    data, problems = redline(old, new, author=AUTHOR)
    assert data is not None
    assert [d.code for d in problems] == ["SS112"]
    assert b"w:ins" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def test_the_same_input_gives_the_same_bytes_and_carries_author_and_date() -> None:
    old, new = cases.pair("mixed")
    day = datetime(2026, 1, 5, 8, tzinfo=UTC)
    first = redline(old, new, author=AUTHOR, date=day)[0]
    assert first == redline(old, new, author=AUTHOR, date=day)[0]
    assert first is not None
    xml = zipfile.ZipFile(io.BytesIO(first)).read("word/document.xml").decode()
    assert 'w:date="2026-01-05T08:00:00Z"' in xml
    assert f'w:author="{AUTHOR}"' in xml
    assert "rsid" not in xml


@pytest.mark.parametrize("said", ["9" * 30, "²", "-1", "hôm nay", "9" * 5000])
def test_an_odd_source_date_epoch_is_none(said: str) -> None:
    assert told_by({"SOURCE_DATE_EPOCH": said}).dated is None


def test_the_date_comes_from_source_date_epoch() -> None:
    be_in(told_by({"SOURCE_DATE_EPOCH": "1767600000"}))
    data = redline(*cases.pair("word"), author=AUTHOR)[0]
    assert data is not None
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")
    assert b'w:date="2026-01-05T08:00:00Z"' in xml


def test_what_did_not_change_keeps_its_bytes() -> None:
    old, new = cases.pair("mixed")
    archive = zipfile.ZipFile(io.BytesIO(_made(old, new)))
    source = zipfile.ZipFile(io.BytesIO(new))
    for name in source.namelist():
        if name != "word/document.xml":
            assert archive.read(name) == source.read(name)
    kept = p(cases.E).encode()
    document = docx(p(cases.A), p(cases.E), p(cases.B))
    changed = zipfile.ZipFile(io.BytesIO(_made(document, docx(p(cases.E), p(cases.C)))))
    assert kept in changed.read("word/document.xml")


def test_a_move_is_told_as_a_move() -> None:
    data = _made(*cases.pair("move"))
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert xml.count("<w:moveFrom ") == xml.count("<w:moveTo ") == 2  # content and mark
    assert "delText" not in xml


def test_of_two_paragraphs_that_changed_places_the_short_one_moved() -> None:
    short = "Văn phòng tổng hợp, báo cáo đúng hạn."
    for old, new in (([A, short, B, E], [A, B, short, E]), ([A, B, short, E], [A, short, B, E])):
        long = [x * 4 if x == B else x for x in old], [x * 4 if x == B else x for x in new]
        data = _made(*(docx(*map(p, side)) for side in long))
        moved = etree.fromstring(_parts(data)["word/document.xml"]).iter(f"{{{W}}}moveFrom")
        assert "".join(t for x in moved for t in x.itertext()) == short


def test_a_file_embedded_whole_that_differs_is_refused_for_that_reason() -> None:
    embedded = '<w:altChunk r:id="rIdA"/>'
    links = {"rIdA": "https://a.vn/chen.html"}
    data, problems = redline(
        docx(p(A), p(B), links=links), docx(p(A), embedded, p(B), links=links), author=AUTHOR
    )
    assert data is None
    assert [d.code for d in problems] == ["SS121"]
    _made(docx(p(A), embedded, p(B), links=links), docx(p(A), embedded, p(C), links=links))


def test_the_old_side_with_revisions_is_taken_as_accepted_and_said() -> None:
    _data, problems = redline(*cases.pair("has_revisions"), author=AUTHOR)
    assert ("SS103", Severity.INFO) in {(d.code, d.severity) for d in problems}


def test_styles_and_settings_that_differ_are_named() -> None:
    style = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>{}</w:style>'
    old = docx(p("a"), styles=style.format(""), settings="<w:autoHyphenation/>")
    new = docx(p("b"), styles=style.format("<w:rPr><w:b/></w:rPr>"), settings="<w:mirrorMargins/>")
    _data, problems = redline(old, new, author=AUTHOR)
    said = {d.code: d.message for d in problems}
    assert "Normal" in said["SS104"]
    assert "autoHyphenation, mirrorMargins" in said["SS105"]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("content", ["", tbl(("1", "x")), p("Một", ppr=SEC)])
def test_a_story_without_a_last_paragraph_gets_the_one_word_shows(
    content: str, *, back: bool
) -> None:
    sides = docx(content), docx(p("Hai"), p("Ba"))
    data, problems = redline(*(sides[::-1] if back else sides), author=AUTHOR)
    assert data is not None, problems
    said = [d.message for d in problems if d.code == "SS109"]
    assert ["bảng" in x for x in said] == [bool(content)]
    whole = docx(content, p()), sides[1]
    assert oracle.check(*(whole[::-1] if back else whole), data).right


def test_a_link_that_went_is_written_as_word_writes_it() -> None:
    old, new = cases.pair("link_gone")
    data, _problems = redline(old, new, author=AUTHOR)
    assert data is not None
    xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    assert "<w:hyperlink" not in xml, "neither inside w:del (no schema allows it) nor around it"
    assert 'HYPERLINK "https://a.vn/?a=1&amp;b=2"' in xml
    assert "<w:delInstrText" in xml


def test_boxes_written_by_word_2007_are_those_of_later_ones() -> None:
    content = [p("Xem ", run(box("Chữ trong khung")), " ve: nhé"), p("Hai")]
    parts = _parts(docx(*content))
    main = parts["word/document.xml"].replace(b"<mc:", b"<ve:").replace(b"</mc:", b"</ve:")
    parts["word/document.xml"] = main.replace(b"xmlns:mc=", b"xmlns:ve=")
    early, late = pack(dict(parts)), docx(p("Hai"), p("Ba"))
    for old, new in ((early, late), (late, early), (early, docx(*content))):
        data, problems = redline(old, new, author=AUTHOR)
        assert data is not None, problems
        xml = _parts(data)["word/document.xml"]
        assert b"<ve:" not in xml, "one prefix for one name"
        assert (b" ve: " in xml) == (b"khung" in xml), "text is left alone"


def test_styles_go_along_into_a_document_that_has_none() -> None:
    old = docx(p("Mục lục", ppr='<w:pStyle w:val="Heading1"/>'), p(A))
    parts = _parts(docx(p(A)))
    del parts["word/styles.xml"]
    relations = parts["word/_rels/document.xml.rels"]
    parts["word/_rels/document.xml.rels"] = re.sub(
        rb'<Relationship Id="rIdS"[^>]*>', b"", relations
    )
    kinds = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = re.sub(rb'<Override PartName="/word/styles[^>]*>', b"", kinds)
    data, problems = redline(old, pack(dict(parts)), author=AUTHOR)
    assert data is not None, problems
    assert b'w:styleId="Heading1"' in _parts(data)["word/styles.xml"]
    assert oracle.check(old, pack(dict(parts)), data).right


def test_changes_of_a_protected_document_can_be_resolved() -> None:
    lock = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:autoHyphenation/>'
    data, problems = redline(docx(p(A), settings=lock), docx(p(B), settings=lock), author=AUTHOR)
    assert data is not None
    settings = _parts(data)["word/settings.xml"]
    assert b"documentProtection" not in settings
    assert b"autoHyphenation" in settings
    assert ("SS113", Severity.INFO) in {(d.code, d.severity) for d in problems}


@pytest.mark.parametrize("hides", ['w:markup="0"', 'w:insDel="0"', 'w:formatting="false"'])
def test_nothing_that_hides_marks_survives_in_a_redline(hides) -> None:
    hidden = f"<w:revisionView {hides}/><w:autoHyphenation/>"
    for sides in (
        (docx(p(A)), docx(p(B), settings=hidden)),
        (docx(p(A), settings=hidden), docx(p(B), settings=hidden)),
    ):
        data, problems = redline(*sides, author=AUTHOR)
        assert data is not None, problems
        settings = _parts(data)["word/settings.xml"]
        assert b"revisionView" not in settings
        assert b"autoHyphenation" in settings


def test_a_document_without_a_section_gets_and_loses_one() -> None:
    for sides in ((docx(p(A), sect=""), docx(p(B))), (docx(p(B)), docx(p(A), sect=""))):
        data, problems = redline(*sides, author=AUTHOR)
        assert data is not None, problems


@pytest.mark.parametrize(
    "junk", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"0" * 600]
)
def test_what_is_no_docx_is_refused_with_its_name(junk: bytes) -> None:
    data, problems = redline(junk, docx(p("a")), author=AUTHOR, names=("cu.docx", "moi.docx"))
    assert data is None
    assert has_errors(problems)
    assert all(d.span is not None and d.span.file == "cu.docx" for d in problems)


def test_a_redline_that_fails_its_check_falls_back_and_is_refused_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old, new = cases.pair("words_many")
    levels = []

    def fail(attempt: Any, *_: object) -> Failure | None:
        levels.append(attempt.state.daring)
        return None if len(levels) > 3 else Failure("word/document.xml", "reject", "a", "b")

    monkeypatch.setattr(module, "verify", fail)
    data, problems = redline(old, new, author=AUTHOR)
    assert data is not None
    assert {d.code for d in problems} == {"SS102"}
    assert oracle.check(old, new, data).right, "whole-block marks obey the law too"
    monkeypatch.setattr(
        module, "verify", lambda *_: Failure("word/document.xml", "accept", "a", "b")
    )
    data, problems = redline(old, new, author=AUTHOR)
    assert data is None
    assert [d.code for d in problems] == ["SS120"]


@pytest.mark.parametrize("name", cases.names()[::3])
def test_marks_of_whole_blocks_obey_the_law_too(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "levels", lambda _reader: LEVELS[-1:])
    old, new = cases.pair(name)
    data, problems = redline(old, new, author=AUTHOR)
    assert data is not None, problems
    assert oracle.check(old, new, data, minimal=False).right


@pytest.mark.parametrize("name", cases.names()[::9])
def test_the_schema_finds_nothing_it_does_not_find_in_the_sources(
    name: str, tmp_path: Path
) -> None:
    old, new = cases.pair(name)
    found = []
    for number, data in enumerate((old, new, _made(old, new))):
        path = tmp_path / f"{number}.docx"
        path.write_bytes(data)
        found.append({e.description for e in OpenXmlValidator().validate(path).errors})
    # Word itself writes a trPr that holds nothing but ins or del
    assert found[2] - found[1] - found[0] <= {"Required sequence content is missing"}


def test_a_signed_source_is_compared_and_the_redline_is_not_signed() -> None:
    archive = zipfile.ZipFile(io.BytesIO(docx(p("a"))))
    parts: dict[str, bytes | str] = {n: archive.read(n) for n in archive.namelist()}
    parts["_xmlsignatures/origin.sigs"] = b""
    parts["_xmlsignatures/sig1.xml"] = "<x/>"
    data, problems = redline(docx(p("b")), pack(parts), author=AUTHOR)
    assert data is not None
    assert "SS111" in {d.code for d in problems}
    assert not [n for n in zipfile.ZipFile(io.BytesIO(data)).namelist() if "signatures" in n]


def test_the_oracle_sees_a_lost_blank_and_an_untracked_last_mark() -> None:
    old, new = docx(p("phạm vi cũ")), docx(p("phạm vi mới"))
    wrong = docx(
        "<w:p><w:r><w:t>phạm vi</w:t></w:r><w:ins w:id='1' w:author='a'><w:r><w:t>mới</w:t></w:r></w:ins></w:p>"
    )
    assert oracle.check(old, new, wrong).wrong
    mark = '<w:rPr><w:ins w:id="1" w:author="a"/></w:rPr>'
    tail = docx(p("a"), p(ppr=mark))
    assert oracle.check(docx(p("a")), docx(p("a"), p()), tail).markup
    assert W in oracle.W


_TB = tbl(("1", A))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([p(A), _TB], [p(A), _TB, p(B), p(commented("Ý")), _TB]),
        ([_TB], [p(commented("Ý")), _TB]),
        ([_TB], [p(commented()), _TB]),
        ([_TB, p(A)], [p(commented("Ý")), _TB, p(A)]),
        ([p(A)], [p(A), p(B, commented("Ý"))]),
        ([p(A)], [p(commented(A + " và thêm"))]),
        ([p(A), tbl(("1", A))], [p(A), tbl(("1", A), ("2", p(commented("Ý"))))]),
    ],
)
def test_a_comment_on_what_came_goes_with_it(old: list[str], new: list[str]) -> None:
    sides = docx(*old), docx(*new, comments={1: "Xem lại"})
    data, problems = redline(*sides, author=AUTHOR)
    assert data is not None, problems
    verdict = oracle.check(*sides, data)
    assert not verdict.wrong
    assert not verdict.markup


def test_the_run_of_a_comment_on_inserted_text_is_inserted_and_on_kept_text_is_not() -> None:
    for content, inside in ((p(A, commented(" thêm")), True), (p(commented(A)), False)):
        data = _made(docx(p(A)), docx(content, p(B), comments={1: "Xem"}))
        root = etree.fromstring(_parts(data)["word/document.xml"])
        reference = next(root.iter(f"{{{W}}}commentReference"))
        assert (next(reference.iterancestors(f"{{{W}}}ins"), None) is not None) == inside


def test_the_own_check_sees_an_empty_paragraph_and_a_comment_left_behind() -> None:
    first, second = (Opc(docx(p(A), _TB)), Opc(docx(p(A), _TB, p(B), _TB, comments={1: "Xem"})))
    attempt = write(
        first, second, WriterState(Author("Ai", datetime(2026, 1, 1, tzinfo=UTC), 50)), {}
    )
    assert verify(attempt, first, second) is None
    root = attempt.package.fresh(attempt.package.main)
    inserted = root[0][2]
    left = etree.fromstring(f'<w:r xmlns:w="{W}"><w:commentReference w:id="1"/></w:r>')
    inserted.append(left)
    attempt.package.store(attempt.package.main, root)
    failure = verify(attempt, first, second)
    assert failure is not None


_ACTING = (
    '<w:attachedTemplate r:id="rIdX"/><w:mailMerge><w:dataSource r:id="rIdM"/></w:mailMerge>'
    '<w:linkStyles/><w:removePersonalInformation/><w:saveThroughXslt r:id="rIdT"/>'
    "<w:autoHyphenation/>"
)


def _stranger() -> bytes:
    """A document that attaches a template, merges mail, and brings a pane and a toolbar."""
    parts = {n: x.decode() for n, x in _parts(docx(p(B), settings=_ACTING)).items()}
    away = 'Target="https://xau.vn/a" TargetMode="External"'
    kinds = (("rIdX", "attachedTemplate"), ("rIdM", "mailMergeSource"), ("rIdT", "transform"))
    acts = "".join(f'<Relationship Id="{i}" Type="{REL}/{k}" {away}/>' for i, k in kinds)
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    parts["word/_rels/settings.xml.rels"] = f"<Relationships {space}>{acts}</Relationships>"
    for part, kind, target in (
        ("_rels/.rels", "extensibility", "customUI/customUI.xml"),
        ("_rels/.rels", "webextensiontaskpanes", "word/webextensions/taskpanes.xml"),
        ("word/_rels/document.xml.rels", "keyMapCustomizations", "customizations.xml"),
    ):
        more = f'<Relationship Id="rId{kind}" Type="http://x/{kind}" Target="{target}"/>'
        parts[part] = parts[part].replace("</Rel", f"{more}</Rel")
    for name in ("customUI/customUI.xml", "word/customizations.xml",
                 "word/webextensions/taskpanes.xml"):  # fmt: skip
        parts[name] = "<x/>"
    return pack({**parts})


def test_nothing_a_stranger_lets_word_fetch_or_run_survives_and_that_is_said() -> None:
    data, problems = redline(docx(p(A)), _stranger(), author=AUTHOR)
    assert data is not None, problems
    parts = _parts(data)
    assert not [n for n, x in parts.items() if b"xau.vn" in x]
    assert not [n for n in parts if "custom" in n or "webextension" in n]
    settings = parts["word/settings.xml"]
    assert b"autoHyphenation" in settings
    assert [x for x in (b"attached", b"mailMerge", b"linkStyles", b"Xslt", b"remove") if x in settings] == []  # fmt: skip
    said = {d.code: d.message for d in problems}
    assert "attachedTemplate" in said["SS114"]
    assert "mailMerge" in said["SS114"]
    assert oracle.check(docx(p(A)), _stranger(), data).right


def test_what_the_text_itself_loads_from_elsewhere_is_named() -> None:
    linked = docx(p(B, field("INCLUDETEXT \\\\may\\a.docx", "x")), links={"rId9": "https://a.vn/"})
    parts = _parts(linked)
    relations = parts["word/_rels/document.xml.rels"].decode()
    more = f'<Relationship Id="rIdI" Type="{REL}/image" Target="https://xau.vn/i.png" TargetMode="External"/>'
    text = relations.replace("</Rel", f"{more}</Rel")
    whole = pack({**parts, "word/_rels/document.xml.rels": text})
    _data, problems = redline(docx(p(A)), whole, author=AUTHOR)
    said = {d.code: d.message for d in problems}["SS115"]
    assert "https://xau.vn/i.png" in said
    assert "INCLUDETEXT" in said
    assert "https://a.vn/" not in said


def _toc(*entries: str) -> list[str]:
    begin = run('<w:fldChar w:fldCharType="begin"/>') + run("<w:instrText> TOC \\o </w:instrText>")
    shown = begin + run('<w:fldChar w:fldCharType="separate"/>')
    first, *rest = entries
    return [p(shown, first), *map(p, rest), p(run('<w:fldChar w:fldCharType="end"/>'))]


_REFERENCE = '<w:footerReference w:type="default" r:id="rIdT"/>'
_RULE = (
    '<w:pict><v:line id="_x0000_s{n}" style="position:absolute;margin-left:{n}pt;z-index:{n}" '
    'from="{n},2" to="{n},9" o:spid="s{n}" strokeweight="1pt"/></w:pict>'
).replace("o:spid", 'xmlns:o="urn:schemas-microsoft-com:office:office" o:spid')


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ([p(A, field("PAGE", "1"))], [p(A, field("PAGE", "12"))], "PAGE"),
        ([p(field("NUMPAGES", "1"))], [p(field("NUMPAGES", "3"))], "NUMPAGES"),
        ([p(simple("PAGEREF m", "1"))], [p(simple("PAGEREF m", "9"))], "PAGEREF"),
        ([p("Mục ", field("REF m \\h", "II"))], [p("Mục ", field("REF m \\h", "IV"))], "REF"),
        ([p(field("DATE", "1/1/2026"))], [p(field("DATE", "2/1/2026"))], "DATE"),
        ([p(field("TIME", "8:00"))], [p(field("TIME", "9:15"))], "TIME"),
        ([p(simple("FILENAME", "a.docx"))], [p(simple("FILENAME", "b.docx"))], "FILENAME"),
        ([p(control(field("PAGE", "1")))], [p(control(field("PAGE", "2")))], "PAGE"),
        ([tbl((A, p(field("PAGE", "1")))), p(B)], [tbl((A, p(field("PAGE", "2")))), p(B)], "PAGE"),
        ([*_toc("I\t1", "II\t2"), p(A)], [*_toc("I\t1", "Mới\t2", "II\t3"), p(A)], "TOC"),
    ],
)
def test_a_cached_result_is_no_change_and_is_told(
    old: list[str], new: list[str], kind: str
) -> None:
    footer = {"headers": {"rIdT": "ftr:" + p("Trang ", field("PAGE", "1"))}}
    other = {"headers": {"rIdT": "ftr:" + p("Trang ", field("PAGE", "7"))}}
    sides = (
        docx(*old, p(C), sect=_REFERENCE + PAGE, **footer),
        docx(*new, p(C), sect=_REFERENCE + PAGE, **other),
    )
    data, problems = redline(*sides, author=AUTHOR)
    assert data is not None, problems
    said = {d.code: d.message for d in problems}
    assert "SS112" in said
    assert kind in said["SS116"]
    assert not [n for n, x in _parts(data).items() if re.search(rb"<w:(ins|del|rPrChange) ", x)]


def test_paragraphs_that_look_the_same_in_other_characters_are_told() -> None:
    letters = "Ủy ban nhân dân tỉnh tổ chức thực hiện"
    old = docx(p(letters), p("Số 105 và 106"), p("Một đoạn"))
    apart = unicodedata.normalize("NFD", letters)
    new = docx(p(apart), p("Số\u00a0105 và 106"), p("Một đoạn khác"))
    data, problems = redline(old, new, author="X")
    assert data is not None
    (told,) = [d.message for d in problems if d.code == "SS119"]
    assert told.startswith("2 đoạn")
    assert oracle.check(old, new, data).right
    assert not [d for d in redline(old, old, author="X")[1] if d.code == "SS119"]


def test_the_look_of_a_cached_result_is_a_change_and_its_words_are_not() -> None:
    sides = (
        docx(p("Trang ", field("PAGE", "1"))),
        docx(p("Trang ", field("PAGE", r("12", "<w:b/>")))),
    )
    xml = _parts(_made(*sides))["word/document.xml"]
    assert xml.count(b"<w:rPrChange ") == 1
    assert b"<w:ins " not in xml
    assert oracle.check(*sides, _made(*sides)).right


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_RULE.format(n=1), _RULE.format(n=27)),
        (
            box("Chữ").replace('relativeHeight="1"', 'relativeHeight="7"'),
            box("Chữ", number=4).replace("<wp:posOffset>0<", "<wp:posOffset>9144<"),
        ),
        (box("Chữ"), box("Chữ").replace('cx="2000000"', 'cx="2500000"').replace("40pt", "50pt")),
    ],
)
def test_a_shape_in_another_place_or_size_is_no_change_and_is_told(old: str, new: str) -> None:
    sides = [docx(p(A, x if "<w:r>" in x else run(x))) for x in (old, new)]
    data, problems = redline(*sides, author=AUTHOR)
    assert data is not None, problems
    assert {d.code for d in problems} == {"SS112", "SS117"}
    assert oracle.check(*sides, data).right


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (_RULE.format(n=1), _RULE.format(n=1).replace("1pt", "3pt")),
        (image("rId5"), image("rId5", size=200000)),
        (box("Chữ"), box("Lời")),
    ],
)
def test_another_line_another_size_of_a_picture_other_words_in_a_box_are_changes(
    old: str, new: str
) -> None:
    sides = [docx(p(A, x if "<w:r>" in x else run(x)), images={"rId5": png(1)}) for x in (old, new)]
    data, problems = redline(*sides, author=AUTHOR)
    assert data is not None, problems
    assert "SS112" not in {d.code for d in problems}
    assert oracle.check(*sides, data).right


def _unmarked(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" phạm vi cũ ", " phạm vi mới "),
        ("phạm vi ", "phạm vi áp dụng "),
        (" một hai", " một ba hai"),
    ],
)
def test_a_blank_that_the_source_does_not_show_is_not_shown(old: str, new: str) -> None:
    data = _made(docx(p(_unmarked(old))), docx(p(_unmarked(new))))
    root = etree.fromstring(_parts(data)["word/document.xml"])
    space = "{http://www.w3.org/XML/1998/namespace}space"
    for tags, wanted in ((("t", "delText"), old), (("t",), new)):
        kept = [
            (x.text or "") if x.get(space) else (x.text or "").strip()
            for x in root.iter(*[f"{{{W}}}{t}" for t in tags])
            if wanted is new or next(x.iterancestors(f"{{{W}}}ins"), None) is None
        ]
        assert "".join(kept) == wanted.strip()


def test_a_note_carried_over_brings_no_id_that_is_there_already() -> None:
    marked = p(bookmark(1, "m", "Chú thích cũ"))
    old = docx(p(A), p(B, note(1)), p(C), footnotes={1: marked})
    new = docx(p(A), p(C, note(1)), footnotes={1: p(bookmark(1, "m", "Chú thích khác hẳn"))})
    notes = etree.fromstring(_parts(_made(old, new))["word/footnotes.xml"])
    ids = [x.get(f"{{{W}}}id") for x in notes.iter(f"{{{W}}}bookmarkStart")]
    assert len(ids) == len(set(ids)) == 1
    assert oracle.check(old, new, _made(old, new)).right


NO_BREAK = run("<w:t>255/TTr</w:t><w:noBreakHyphen/><w:t>SNV</w:t>")
HYPHENED = {
    "of the keyboard": "Tờ trình số 255/TTr-SNV, Tư pháp - Hộ tịch.",
    "that does not break": "Tờ trình số 255/TTr\u2011SNV, Tư pháp \u2011 Hộ tịch.",
    "that breaks": "Tờ trình số 255/TTr\u2010SNV, Tư pháp \u2010 Hộ tịch.",
}


@pytest.mark.parametrize("old", HYPHENED)
@pytest.mark.parametrize("new", HYPHENED)
def test_another_hyphen_is_no_change(old: str, new: str) -> None:
    data = _made(docx(p(HYPHENED[old])), docx(p(HYPHENED[new])))
    assert b"<w:ins " not in _parts(data)["word/document.xml"]
    assert b"<w:del " not in _parts(data)["word/document.xml"]


@pytest.mark.parametrize("back", [False, True])
def test_words_own_hyphen_that_does_not_break_is_a_hyphen_and_is_kept(back: bool) -> None:
    sides = (
        docx(p(r("Theo Tờ trình số "), r("255/TTr-SNV"), r(" của Sở."))),
        docx(p(r("Theo Tờ trình số "), NO_BREAK, r(" của Sở Nội vụ."))),
    )
    old, new = sides[::-1] if back else sides
    body = _parts(_made(old, new))["word/document.xml"].decode()
    marked = re.findall(r"<w:(?:ins|del) .*?</w:(?:ins|del)>", body)
    told = " ".join(re.findall(r"<w:(?:t|delText)[^>]*>([^<]*)", " ".join(marked)))
    assert "Nội vụ" in told
    assert "255" not in told
    assert ("noBreakHyphen" in body) is (not back)


def test_a_note_that_two_places_mark_is_marked_up_once() -> None:
    def made(words: str) -> bytes:
        return docx(p("a", note(1)), p("b", note(1)), footnotes={1: words})

    data, problems = redline(made("Theo báo cáo."), made("Theo báo cáo năm 2025."), author=AUTHOR)
    assert data is not None, problems
    notes = etree.fromstring(_parts(data)["word/footnotes.xml"])
    assert ["".join(e.itertext()) for e in notes.iter(f"{{{W}}}ins")] == [" năm 2025"]
