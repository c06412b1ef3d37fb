"""Right tabs filled with dots: as many dots as LibreOffice draws, and said to be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.ooxml.opened import open_word
from generator.typeset.setting import set_word
from tests.typeset.judge import differences, judge
from tests.typeset.made import document, para, run, words

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 11906 - 1701 - 850
"""Twips between the margins."""
ENDS = {
    "nothing": "",
    "a_blank": " ",
    "two_blanks": "  ",
    "more_words": " " + words(25, 4),
    "a_break": "\nSau",
    "a_blank_and_a_break": " \nSau",
}
SLANTED = "<w:i/>"


def _filled(end: str, ppr: str, stop: int = ROOM, rpr: str = "") -> str:
    """Forty lines whose gap has forty widths, so that a twip is a dot in one of them."""
    found = []
    for n in range(40):
        tabs = (
            f'<w:tabs><w:tab w:val="left" w:pos="{2000 + 37 * n}"/>'
            f'<w:tab w:val="right" w:leader="dot" w:pos="{stop}"/></w:tabs>'
        )
        more = run(f"Nơi nhận\t{words(n % 4, n)}\t") + run(words(1 + n % 3, n) + end, rpr)
        found.append(para("", tabs + ppr, more=more))
    return document("".join(found))


def test_a_tab_to_the_right_has_the_dots_of_libreoffice_whatever_its_line_ends_with(
    tmp_path: Path,
) -> None:
    aligned = {name: f'<w:jc w:val="{name}"/>' for name in ("left", "both", "right", "center")}
    sides = ("left", "both")
    files = {
        f"{name}-{align}": _filled(end, ppr)
        for name, end in ENDS.items()
        for align, ppr in aligned.items()
        if align in sides or name != "a_blank_and_a_break"
    }
    files |= {
        f"slanted-{name}-{align}": _filled(end, aligned[align], rpr=SLANTED)
        for name, end in ENDS.items()
        for align in sides
    }
    verdicts = judge(files, tmp_path)
    assert {name: each for name in verdicts if (each := differences(verdicts[name]))} == {}
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []


def test_a_right_tab_a_little_behind_the_text_is_known_where_its_line_ends(tmp_path: Path) -> None:
    files = {
        f"{more}-{align}": _filled("", f'<w:jc w:val="{align}"/>', ROOM + more)
        for more in (1, 12, 100)
        for align in ("left", "both")
    }
    verdicts = judge(files, tmp_path)
    assert {name: each for name in verdicts if (each := differences(verdicts[name]))} == {}
    assert [name for name, verdict in verdicts.items() if not verdict.known] == []


def test_what_moves_tabs_of_paragraphs_to_the_right_is_told(tmp_path: Path) -> None:
    right = '<w:jc w:val="right"/>'
    for name, data in {
        "slanted": _filled("", right, rpr=SLANTED),
        "broken": _filled(ENDS["a_blank_and_a_break"], right),
    }.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        word, problems = open_word(path)
        assert word is not None, problems
        assert ("break", "tab of a paragraph to the right") in {
            (each.kind, each.detail) for each in set_word(word).unknown
        }
