"""Letters that look the same are parted where LibreOffice parts them, each in whole twips.

Sixty letters, set to the right: were they one part, or sixty where LibreOffice has one, their line
would begin a point further to the left or right.
"""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from generator.ooxml.opened import open_word
from generator.typeset.setting import Setter, set_word
from tests.typeset.judge import differences, judge
from tests.typeset.made import document, para, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.typeset.judge import Verdict

NEAR = 0.3
"""Points; the PDF tells tenths, and sixty parts make one point."""
LETTERS = 60
BOLD = (
    '<w:style w:type="paragraph" w:styleId="S"><w:name w:val="S"/><w:rPr><w:b/></w:rPr></w:style>'
)
RIGHT = '<w:pStyle w:val="S"/><w:jc w:val="right"/>'
PARTED = {
    "said_again": "<w:b/>",
    "of_other_scripts": "<w:bCs/>",
    "size_said_again": '<w:sz w:val="28"/>',
    "font_said_again": '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>',
    "language": '<w:lang w:val="en-US"/>',
    "colour": '<w:color w:val="auto"/>',
    "no_underline": '<w:u w:val="none"/>',
}
JOINED = {"nothing": "", "unchecked": "<w:noProof/>", "grid": '<w:snapToGrid w:val="0"/>'}


def _letters(*pieces: str) -> str:
    """Letters by turns as the pieces say, which hold a letter each."""
    return "".join([pieces[n % len(pieces)] for n in range(LETTERS)])


def _line(more: str) -> bytes:
    return document(para("", RIGHT, more=more), styles=BOLD)


def _judged(files: dict[str, bytes], folder: Path) -> dict[str, Verdict]:
    """Those that differ from the judge, or are not known."""
    return {
        name: verdict
        for name, verdict in judge(files, folder).items()
        if differences(verdict) or verdict.moved > NEAR or not verdict.known
    }


def test_runs_are_parted_where_what_is_said_of_them_changes(tmp_path: Path) -> None:
    files = {
        name: _line(_letters(run("ì", properties), run("ì")))
        for name, properties in (PARTED | JOINED).items()
    }
    assert _judged(files, tmp_path) == {}
    apart = {name: _begins(files[name], tmp_path) for name in files}
    assert len({apart[name] for name in JOINED}) == 1
    assert min(abs(apart[name] - apart["nothing"]) for name in PARTED) > NEAR


def _begins(data: bytes, folder: Path) -> float:
    """Where our line begins, points."""
    path = folder / "line.docx"
    path.write_bytes(data)
    word, problems = open_word(path)
    assert word is not None, problems
    return next(line.runs[0].x for _placed, line in set_word(word).pages[0].lines()) / 20


def test_bookmarks_and_links_part_letters_and_the_place_word_was_at_does_not(
    tmp_path: Path,
) -> None:
    begun = [f'<w:bookmarkStart w:id="{n}" w:name="m{n}"/>' for n in range(LETTERS)]
    ended = [f'<w:bookmarkEnd w:id="{n}"/>' for n in range(LETTERS)]
    letter = run("ì")
    back = begun[0].replace("m0", "_GoBack")
    files = {
        "both": "".join([a + b + letter for a, b in zip(begun, ended, strict=True)]),
        "ends": "".join(begun) + "".join([letter + each for each in ended]),
        "around": _letters(begun[0] + letter, letter + ended[0]),
        "last_place": letter * 20 + back + ended[0] + letter * 40,
        "links": _letters(f'<w:hyperlink w:anchor="m">{letter}</w:hyperlink>', letter),
    }
    assert _judged({name: _line(more) for name, more in files.items()}, tmp_path) == {}


def test_a_mark_around_a_run_parts_it_however_the_paragraph_is_read(tmp_path: Path) -> None:
    around = "".join(
        [
            f'<w:bookmarkStart w:id="0" w:name="m{n}"/>{run("ì")}<w:bookmarkEnd w:id="0"/>'
            for n in range(LETTERS)
        ]
    )
    path = tmp_path / "around.docx"
    path.write_bytes(_line(around))
    word, problems = open_word(path)
    assert word is not None, problems
    with zipfile.ZipFile(path) as package:
        written = package.read(word.main)
    whole = set_word(word)
    assert Setter(word).pages({word.main: written}).pages == whole.pages


def test_letters_hidden_on_the_web_are_told(tmp_path: Path) -> None:
    path = tmp_path / "hidden.docx"
    path.write_bytes(_line(run("ì", "<w:webHidden/>")))
    word, problems = open_word(path)
    assert word is not None, problems
    assert ("text_effect", "webHidden") in {
        (each.kind, each.detail) for each in set_word(word).unknown
    }
