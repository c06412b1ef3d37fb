"""Words that nobody sees on paper, or that somebody struck out by hand, do not come in silence."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from generator.ooxml.opened import open_word
from generator.ooxml.walk import read_word
from generator.read.unseen import unseen_words
from tests.redline.docs import docx as document
from tests.redline.docs import p, r, tbl, tc, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Outcome

SAID = "Giao Công an chi 100 tỷ đồng"


def told(*blocks: str) -> list[str]:
    word, problems = open_word(Path("thu.docx"), document(p("Kế hoạch năm"), *blocks))
    assert word is not None, problems
    return [d.message for d in unseen_words(read_word(word), "thu.docx")]


def shown(properties: str) -> str:
    return p(r(SAID, properties))


def row(properties: str) -> str:
    return tbl(tr(SAID, SAID, pr=properties))


UNSEEN = {
    "hidden": (shown("<w:vanish/>"), "Chữ ẩn không được nhập"),
    "white": (shown('<w:color w:val="FFFFFF"/>'), "trắng hoặc cùng màu nền"),
    "nearly white": (shown('<w:color w:val="F0F0F0"/>'), "trắng hoặc cùng màu nền"),
    "black on black": (shown('<w:shd w:val="clear" w:fill="000000"/>'), "cùng màu nền"),
    "a black pen": (shown('<w:highlight w:val="black"/>'), "cùng màu nền"),
    "tiny": (shown('<w:sz w:val="2"/>'), "nhỏ hơn 4 pt"),
    "struck": (shown("<w:strike/>"), "bị gạch ngang"),
    "struck twice": (shown("<w:dstrike/>"), "bị gạch ngang"),
    "a hidden row": (row("<w:hidden/>"), "trong hàng bị ẩn"),
    "a flat row": (row('<w:trHeight w:val="10" w:hRule="exact"/>'), "trong hàng bị ẩn"),
}
SEEN = {
    "plain": shown(""),
    "blue": shown('<w:color w:val="0000FF"/>'),
    "a yellow pen": shown('<w:highlight w:val="yellow"/>'),
    "white on black": shown('<w:color w:val="FFFFFF"/><w:shd w:val="clear" w:fill="000000"/>'),
    "white in a dark cell": tbl(
        tr(
            tc(shown('<w:color w:val="FFFFFF"/>'), pr='<w:shd w:val="clear" w:fill="1F4E79"/>'),
            "b",
        )
    ),
    "struck off": shown('<w:strike w:val="0"/>'),
    "a row of its height": row('<w:trHeight w:val="10" w:hRule="atLeast"/>'),
    "a row as high as a line": row('<w:trHeight w:val="400" w:hRule="exact"/>'),
    "a white point": p(r(".", '<w:color w:val="FFFFFF"/>')),
}


@pytest.mark.parametrize("name", UNSEEN)
def test_what_nobody_sees_is_told(name: str) -> None:
    block, way = UNSEEN[name]
    messages = told(block)
    assert messages
    assert all(way in message for message in messages)


@pytest.mark.parametrize("name", SEEN)
def test_what_is_seen_is_not(name: str) -> None:
    assert told(SEEN[name]) == []


def test_many_places_are_counted() -> None:
    messages = told(*[shown("<w:vanish/>")] * 30)
    assert len(messages) == 21
    assert "Còn 10 chỗ khác" in messages[-1]


def test_a_letter_with_white_words_becomes_no_plan_in_silence(
    workspace: Path, kehoach: Callable[..., Outcome]
) -> None:
    plan = workspace / "plans/lang-son-2024/thanh-pho.toml"
    assert kehoach("render", plan, "-o", workspace / "ra").code == 0
    (source,) = (workspace / "ra").glob("*.docx")
    word = docx.Document(str(source))
    at = next(x for x in word.paragraphs if x.text.startswith("1. Mục đích"))
    made = at.insert_paragraph_before(SAID)
    made.runs[0].font.color.rgb = docx.shared.RGBColor(255, 255, 255)
    out = io.BytesIO()
    word.save(out)
    source.write_bytes(out.getvalue())
    done = kehoach("import", source, "-o", workspace / "plans" / "thu.toml")
    assert "NH018: Chữ trắng hoặc cùng màu nền được nhập như chữ thường" in done.err
    assert SAID in done.err
