"""Words in places where a plan has none, and marks of a hand: told one by one, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from tests import clerk_edits as hand
from tests.pages import W
from tests.test_pull import Desk, desk  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.word_edits import Reviewed

WORDS = "Tổ chức triển khai"
_NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TEXT = "<w:p><w:r><w:t>MẬT – KHÔNG PHỔ BIẾN</w:t></w:r></w:p>"
_BOXES = {
    "vml": f"<w:r {_NS}><w:pict><v:shape><v:textbox><w:txbxContent>{_TEXT}"
    "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    "wps": f'<w:r {_NS}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline>'
    f"<a:graphic><a:graphicData><wps:wsp><wps:txbx><w:txbxContent>{_TEXT}</w:txbxContent>"
    "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r>",
    "picture": f"<w:r {_NS}><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic>"
    '<pic:blipFill><a:blip r:embed="rIdNew"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>'
    "</wp:inline></w:drawing></w:r>",
    "math": f"<m:oMath {_NS}><m:r><m:t>x=1</m:t></m:r></m:oMath>",
    "drawn": f'<w:r {_NS}><w:pict><v:shape><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>',
    "hidden": f"<w:r {_NS}><w:rPr><w:vanish/></w:rPr><w:t>chữ giấu đi</w:t></w:r>",
}


def put(word: Reviewed, xml: str, at: str = "") -> None:
    word.para(at or WORDS).append(etree.fromstring(xml))


def header(word: Reviewed) -> None:
    name = next(n for n in word.parts if n.startswith("word/header"))
    root = etree.fromstring(word.parts[name])
    root.append(etree.fromstring(_TEXT.replace("<w:p>", f"<w:p {_NS}>")))
    word.parts[name] = etree.tostring(root)


def relate(word: Reviewed, name: str) -> None:
    """Tell the package of a part that was put in."""
    kinds = word.parts["[Content_Types].xml"].decode()
    kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
    word.parts["[Content_Types].xml"] = kinds.replace(
        "</Types>", f'<Override PartName="/word/{name}.xml" ContentType="{kind}"/></Types>'
    ).encode()
    rels = word.parts["word/_rels/document.xml.rels"].decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    word.parts["word/_rels/document.xml.rels"] = rels.replace(
        "</Relationships>",
        f'<Relationship Id="rIdN" Type="{base}/{name}" Target="{name}.xml"/></Relationships>',
    ).encode()


def note(word: Reviewed, name: str, at: str = "") -> None:
    """A footnote or endnote typed in Word, at the end of a paragraph."""
    part = f'<w:{name} w:id="7">{_TEXT}</w:{name}>'
    word.parts[f"word/{name}s.xml"] = f"<w:{name}s {_NS}>{part}</w:{name}s>".encode()
    relate(word, f"{name}s")
    put(word, f'<w:r {_NS}><w:{name}Reference w:id="7"/></w:r>', at)


def watermark(word: Reviewed) -> None:
    """As Word makes it: letters along a line, in the header of the pages."""
    name = next(n for n in word.parts if n.startswith("word/header"))
    root = etree.fromstring(word.parts[name])
    next(root.iter(f"{W}p")).append(etree.fromstring(_BOXES["drawn"]))
    word.parts[name] = etree.tostring(root)


def endnote(word: Reviewed) -> None:
    note(word, "endnote")


PLACES: dict[str, tuple[Callable[[Any], None], str]] = {
    **{name: (lambda w, x=xml: put(w, x), name) for name, xml in _BOXES.items()},
    "header": (header, "đầu trang"),
    "watermark": (watermark, "chữ nghệ thuật"),
    "ruby": (
        lambda w: put(
            w,
            f"<w:r {_NS}><w:ruby><w:rubyPr/><w:rt><w:r><w:t>MẬT</w:t></w:r></w:rt>"
            "<w:rubyBase><w:r><w:t/></w:r></w:rubyBase></w:ruby></w:r>",
        ),
        "chú âm",
    ),
    "endnote": (endnote, "chú thích"),
}


@pytest.mark.parametrize("place", sorted(PLACES))
def test_words_where_a_plan_has_none_stop_the_pull_and_are_named(desk: Desk, place: str) -> None:  # noqa: F811
    before = desk.text
    edit, _name = PLACES[place]
    word = desk.word
    edit(word)
    done = desk.pull()
    assert done.code == 1
    assert "KE812" in done.err
    assert desk.text == before


def test_words_of_an_embedded_file_stop_the_pull(desk: Desk) -> None:  # noqa: F811
    before = desk.text
    desk.word.para(WORDS).addnext(etree.fromstring(f'<w:altChunk {_NS} r:id="rIdA"/>'))
    done = desk.pull()
    assert done.code == 1
    assert "TL013" in done.err
    assert desk.text == before


@pytest.mark.parametrize("tracked", [False, True], ids=["plain", "tracked"])
def test_a_point_whose_words_are_all_taken_out_is_gone(desk: Desk, tracked: bool) -> None:  # noqa: F811
    """Its paragraph stays, empty, with the bookmark: so a hand leaves it."""
    before = desk.text
    point = hand.points(desk.word)[2]
    said = hand.text(point)[-30:].replace("\u00a0", " ")
    runs = [run for run in point.iter(f"{W}r") if run.find(f"{W}t") is not None]
    for run in runs:
        if tracked:
            for words in run.iter(f"{W}t"):
                words.tag = f"{W}delText"
            gone = etree.fromstring(f'<w:del {_NS} w:id="970" w:author="x"/>')
            run.addprevious(gone)
            gone.append(run)
        else:
            run.getparent().remove(run)
    done = desk.pull()
    assert done.code == 0, done.err
    assert desk.text.count(said) == before.count(said) - 1


def test_an_endnote_is_told_with_the_way_to_make_it_a_footnote(desk: Desk) -> None:  # noqa: F811
    endnote(desk.word)
    assert "chú thích cuối trang" in desk.pull().err


def test_a_footnote_typed_in_word_becomes_one_of_the_plan(desk: Desk) -> None:  # noqa: F811
    note(desk.word, "footnote")
    done = desk.pull()
    assert done.code == 0, done.err
    assert 'id = "mat-khong-pho-bien"' in desk.changed()
    assert "{chu-thich:mat-khong-pho-bien}" in desk.text


@pytest.mark.parametrize("strike", ["strike", "dstrike"])
def test_words_struck_through_by_hand_are_a_question(desk: Desk, strike: str) -> None:  # noqa: F811
    before = desk.text
    word = desk.word
    mark_run(word, f"<w:{strike} {_NS}/>")
    done = desk.pull()
    assert done.code == 1
    assert "KE813" in done.err
    assert WORDS in done.err
    assert desk.text == before


@pytest.mark.parametrize(
    "mark",
    [
        '<w:highlight w:val="yellow" {}/>',
        '<w:u w:val="single" {}/>',
        '<w:color w:val="FF0000" {}/>',
        "<w:caps {}/>",
        "<w:smallCaps {}/>",
        '<w:vertAlign w:val="superscript" {}/>',
    ],
)
def test_marks_that_only_word_keeps_are_told(desk: Desk, mark: str) -> None:  # noqa: F811
    word = desk.word
    mark_run(word, mark.format(_NS))
    done = desk.pull()
    assert "KE814" in done.err
    assert WORDS in done.err


def test_some_words_in_another_size_are_told(desk: Desk) -> None:  # noqa: F811
    hand.look(desk.word.para(WORDS), 'sz w:val="44"', "triển khai")
    done = desk.pull()
    assert "KE814" in done.err
    assert "đổi cỡ" in done.err


@pytest.mark.parametrize(
    ("thing", "name"),
    [
        ('<w:fldSimple {} w:instr=" PAGE "/>', "PAGE"),
        ("<w:r {}><w:pict><v:rect/></w:pict></w:r>", "hình vẽ"),
        ('<w:hyperlink {} r:id="rIdNew"><w:r><w:t> (xem)</w:t></w:r></w:hyperlink>', "liên kết"),
    ],
)
def test_a_thing_among_the_words_that_only_word_keeps_is_told(
    desk: Desk,  # noqa: F811
    thing: str,
    name: str,
) -> None:
    put(desk.word, thing.format(_NS))
    done = desk.pull()
    assert "KE814" in done.err
    assert name in done.err


def _break(word: Reviewed) -> None:
    run = next(r for r in word.para(WORDS).iter(f"{W}r") if WORDS in "".join(r.itertext()))
    run.insert(1, etree.fromstring(f"<w:br {_NS}/>"))


def _bold(word: Reviewed) -> None:
    cell = hand.table_rows(word)[0].findall("w:tc", hand.NS)[hand.column(word, "nhiệm vụ")]
    for run in cell.iter(f"{W}r"):
        run.insert(0, etree.fromstring(f"<w:rPr {_NS}><w:b/></w:rPr>"))


def _other_number(word: Reviewed) -> None:
    heading = hand.headings(word, 2)[0]
    hand.change(heading, "1. ", "7. ")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (_break, "ngắt dòng hay dấu tab"),
        (_bold, "chữ đậm, nghiêng trong bảng nhiệm vụ"),
        (_other_number, "1 đầu mục gõ số khác"),
    ],
)
def test_layout_that_a_plan_cannot_say_is_told_by_its_kind(
    desk: Desk,  # noqa: F811
    edit: Callable[[Reviewed], None],
    said: str,
) -> None:
    edit(desk.word)
    done = desk.pull()
    assert done.code == 0
    assert "KE805" in done.err
    assert said in done.err


def test_words_in_the_cell_that_counts_the_rows_are_never_lost(desk: Desk) -> None:  # noqa: F811
    cell = hand.table_rows(desk.word)[1].find("w:tc", hand.NS)
    hand.retype(cell.find("w:p", hand.NS), "Việc gấp")
    done = desk.pull()
    assert "KE804" in done.err
    assert "Việc gấp" in done.err
    assert desk.plan.read_bytes() == desk.before


def test_a_line_that_word_numbers_once_more_keeps_the_number_it_has(desk: Desk) -> None:  # noqa: F811
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        '<w:lvlText w:val="%1."/></w:lvl>'
    )
    desk.word.parts["word/numbering.xml"] = (
        f'<w:numbering {_NS}><w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    ).encode()
    relate(desk.word, "numbering")
    para = desk.word.para(f"- {WORDS}")
    para.find("w:pPr", hand.NS).append(
        etree.fromstring(f'<w:numPr {_NS}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    )
    done = desk.pull()
    assert done.code == 0
    assert "số tự động của Word" in done.err
    assert desk.plan.read_bytes() == desk.before


def mark_run(word: Reviewed, mark: str) -> None:
    run = next(r for r in word.para(WORDS).iter(f"{W}r") if WORDS in "".join(r.itertext()))
    looks = run.find(f"{W}rPr")
    if looks is None:
        looks = etree.Element(f"{W}rPr")
        run.insert(0, looks)
    looks.append(etree.fromstring(mark))


def test_a_print_that_nobody_touched_says_nothing_elsewhere(desk: Desk) -> None:  # noqa: F811
    done = desk.pull()
    assert done.code == 0
    assert "KE81" not in done.err


@pytest.mark.parametrize("typed", ["\u00a0", "\u202f", "\u2009", " \u200b"])
def test_an_odd_blank_typed_in_word_is_a_blank_of_the_plan(desk: Desk, typed: str) -> None:  # noqa: F811
    desk.word.replace("Tổ chức triển khai thực hiện", f"Tiếp tục{typed}triển khai thực hiện")
    done = desk.pull()
    assert done.code == 0, done.err
    assert "Tiếp tục triển khai thực hiện" in desk.text


def test_a_table_in_columns_of_its_own_comes_back_unchanged_and_with_its_heads_retyped(
    desk: Desk,  # noqa: F811
) -> None:
    columns = [("TT", "tt"), ("Nhiệm vụ", "noi_dung"), ("Chủ trì", "chu_tri"), ("Ghi chú", "")]
    text = "".join(
        f'[[phu_luc.cot]]\ntieu_de = "{head}"\n' + (f'khoa = "{field}"\n' if field else "")
        for head, field in columns
    )
    before = desk.text
    at = before.index("[[phu_luc.nhom]]")
    desk.plan.write_text(f"{before[:at]}{text}\n{before[at:]}", "utf-8")
    again = Desk(desk.home, desk.kehoach)
    same = again.pull()
    assert same.code == 0, same.err
    assert again.plan.read_bytes() == again.before
    again.word.replace("Ghi chú", "Lưu ý")
    told = again.pull()
    assert told.code == 0, told.err
    assert 'tieu_de = "Lưu ý"' in again.text


def test_a_footnote_behind_the_mark_of_a_recipient_leaves_one_mark(desk: Desk) -> None:  # noqa: F811
    note(desk.word, "footnote", "- Sở Nội vụ")
    done = desk.pull()
    assert done.code == 0, done.err
    assert 'noi_dung = "Sở Nội vụ{chu-thich:mat-khong-pho-bien}"' in desk.changed()
