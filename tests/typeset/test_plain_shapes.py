"""Plain paragraphs are read by their bytes: what comes of it is what the whole reader makes."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.ooxml.opened import open_word
from generator.typeset.breaking import break_lines
from generator.typeset.manuscript import LetterLook, Measure, Passage, SetPiece
from generator.typeset.metrics import scale
from generator.typeset.pages import Typeface
from generator.typeset.set_lines import SetLine
from generator.typeset.setting import Setter, set_word
from tests.typeset.made import cell, document, para, row, run, table, words

SLOW = settings(deadline=None, max_examples=80, suppress_health_check=list(HealthCheck))
MAIN = "word/document.xml"
MARK = '<w:bookmarkStart w:id="7" w:name="_kh_a"/><w:bookmarkEnd w:id="7"/>'
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
PARAGRAPHS = (
    para(words(40)),
    para(words(9), "<w:keepNext/>", "<w:b/>"),
    para("", more=MARK + run("Một & hai < ba > bốn")),
    para("", more=run("trước ") + MARK + run("sau", "<w:i/>")),
    para("", more=run("đầu") + MARK),
    para("", more=run("&#233; ").replace("&amp;", "&") + run("sau")),
    para("hiện", more=run("ẩn", "<w:vanish/>") + MARK + run("hiện")),
    para("HOA", rpr="<w:caps/>", more=run("thường")),
    para("chữ", "", '<w:rFonts w:ascii="Cambria" w:hAnsi="Cambria"/>'),
    para("mặt \U0001f600, שלום, a\u00adb, \uf0a7"),
    para("thêm", '<w:rPr><w:ins w:id="3" w:author="a"/></w:rPr>'),
    para("khung", '<w:framePr w:w="2000"/>'),
    para("ngược", "<w:bidi/>", "<w:rtl/>"),
    para("dài\tvà\nngắn"),
    para("", more=FIELD + run("của") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
    para("", more='<w:hyperlink w:anchor="_kh_a">' + run("tới") + "</w:hyperlink>"),
    para("", more=f'<w:ins w:id="1" w:author="a">{run("thêm")}</w:ins>'),
    para("một", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
    para(),
    "<w:p/>",
    "<w:p><w:r><w:t>trần</w:t></w:r></w:p>",
)
ROW = st.builds(
    lambda said, kinds, height: row(
        "".join([cell(p, 1500, kind) for p, kind in zip(said, kinds, strict=True)]), height
    ),
    st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=3),
    st.lists(
        st.sampled_from(
            [
                *(
                    "",
                    "",
                    '<w:vMerge w:val="restart"/>',
                    "<w:vMerge/>",
                    '<w:vAlign w:val="center"/>',
                ),
                '<w:tcBorders><w:top w:val="double" w:sz="9"/></w:tcBorders><w:shd w:fill="F00"/>',
            ]
        ),
        min_size=3,
        max_size=3,
    ),
    st.sampled_from(["", "<w:cantSplit/>", "<w:tblHeader/>", '<w:trHeight w:val="900"/>']),
)
TABLE = st.lists(ROW, min_size=1, max_size=5).map(
    lambda rows: table("".join(rows), (1500, 1500, 1500)) + para("sau")
)


def member(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(MAIN)


@SLOW
@given(st.lists(st.sampled_from(PARAGRAPHS) | TABLE, max_size=8))
def test_a_body_read_by_its_bytes_is_the_body_read_whole(blocks: list[str]) -> None:
    data = document("".join(blocks))
    word, problems = open_word(Path("made.docx"), data)
    again, _ = open_word(Path("made.docx"), data)
    assert word is not None, problems
    assert again is not None
    whole, setter = set_word(again), Setter(word)
    for _ in range(2):
        printed = setter.pages({MAIN: member(data)})
        assert printed.pages == whole.pages
        assert {each[:2] for each in printed.unknown} == {each[:2] for each in whole.unknown}


WORDS = st.text(st.sampled_from("aâđ Ưx  -/.,;(“”)–1…"), min_size=1, max_size=300)


@SLOW
@given(
    WORDS,
    st.integers(-200, 3000),
    st.sampled_from(
        [("auto", 240), ("auto", 200), ("auto", 300), ("exact", 300), ("atLeast", 400)]
    ),
    st.integers(-500, 500),
)
def test_lines_of_one_look_are_those_of_a_text_with_a_break(
    text: str, room: int, spacing: tuple[str, int], first: int
) -> None:
    measured = scale("serif", "regular", 14.0)
    look = LetterLook(Typeface("Times New Roman", bold=False, italic=False), 14.0, measured)
    rule, line = spacing
    measure = Measure(first=first, line=line, rule=rule)

    def lines(said: str) -> list[SetLine]:
        return break_lines(Passage(measure, (SetPiece(said, look),), look, look), room)

    plain, broken = lines(text), lines(text + "\n" + text)
    half = broken[: len(plain)]
    assert [each[:8] for each in half] == [each[:8] for each in plain]
    assert [each.extra for each in half[:-1]] == [each.extra for each in plain[:-1]]
    assert [each.last for each in plain] == [each.line_break for each in half]
