"""Random documents and random edits of them, drawn by hypothesis."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.redline.cases import LAND, LIST, SEC
from tests.redline.docs import (
    bookmark,
    box,
    commented,
    control,
    customised,
    docx,
    field,
    fraction,
    image,
    link,
    note,
    numbering,
    p,
    png,
    r,
    tbl,
    tc,
    tr,
)

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

WORDS = ["thực", "hiện", "kế", "hoạch", "cải", "cách", "85%", "30/6/2024", "hòa", "và", ",", "của"]
PROPERTIES = ["", "<w:b/>", "<w:i/>", '<w:sz w:val="30"/>', '<w:b/><w:color w:val="FF0000"/>']
PARAGRAPH = ["", '<w:jc w:val="center"/>', '<w:ind w:left="720"/>', LIST.format(0, 1), SEC, LAND]
FOOTNOTES = {i: f"Chú thích số {i} về thực hiện." for i in range(1, 4)}
LINKS = {"rIdA": "https://a.vn/", "rIdB": "https://b.vn/"}
_ANY = 999
"""The number of a comment before its document numbers it."""
IMAGES = {"rIdP": png(1), "rIdQ": png(2)}

Block = tuple[str, object]
"""("p", (properties, pieces)), ("t", rows of cells of blocks), or ("sdt", blocks)."""


@st.composite
def sentences(draw: DrawFn, least: int = 0) -> str:
    chosen = draw(st.lists(st.sampled_from(WORDS), min_size=least, max_size=8))
    text = " ".join(chosen)
    return unicodedata.normalize("NFD", text) if draw(st.integers(0, 9)) == 0 else text


@st.composite
def pieces(draw: DrawFn, *, deep: bool = True) -> str:
    kind = draw(st.integers(-1, 15 if deep else 9))
    text = draw(sentences(1))
    if kind < 0:
        return commented(*draw(st.sampled_from([[text], [], [r("x"), r(text)]])), number=_ANY)
    if kind < 10:
        return r(text, draw(st.sampled_from(PROPERTIES)))
    if kind == 10:
        return field("REF m", text)
    if kind == 11:
        return link(draw(st.sampled_from(list(LINKS))), text)
    if kind == 12:
        return note(draw(st.sampled_from(list(FOOTNOTES))))
    if kind == 13:
        return image(draw(st.sampled_from(list(IMAGES))))
    if kind == 14:
        return draw(st.sampled_from([fraction("a", "b"), control(r(text), tag="x"), r(" ")]))
    return box(p(text))


@st.composite
def paragraphs(draw: DrawFn, *, deep: bool = True) -> Block:
    inner = draw(st.lists(pieces(deep=deep), max_size=4))
    properties = PARAGRAPH if deep else PARAGRAPH[:4]
    weights = draw(st.integers(0, 11))
    return "p", (properties[weights] if weights < len(properties) else "", inner)


@st.composite
def tables(draw: DrawFn, *, deep: bool = True) -> Block:
    columns = draw(st.integers(1, 3))
    rows = []
    for _ in range(draw(st.integers(1, 3))):
        row = []
        for _ in range(columns):
            cell = draw(st.lists(paragraphs(deep=False), min_size=1, max_size=2))
            if deep and draw(st.integers(0, 9)) == 0:
                cell.insert(0, draw(tables(deep=False)))
            row.append(cell)
        rows.append(row)
    return "t", rows


@st.composite
def blocks(draw: DrawFn) -> Block:
    kind = draw(st.integers(0, 9))
    if kind < 7:
        return draw(paragraphs())
    if kind < 9:
        return draw(tables())
    return "sdt", draw(st.lists(paragraphs(deep=False), min_size=1, max_size=2))


def written(block: Block) -> str:
    kind, inner = block
    if kind == "p":
        properties, content = inner  # type: ignore[misc]
        return p(*content, ppr=properties)
    if kind == "sdt":
        return control(*map(written, inner), tag="khối")  # type: ignore[call-overload]
    rows = [
        _wrapped(tr(*[tc(*map(written, cell), width=2000) for cell in row]), row)
        for row in inner  # type: ignore[attr-defined]
    ]
    return tbl(*rows, columns=len(inner[0]), width=2000)  # type: ignore[index]


def _wrapped(row: str, said: list[list[Block]]) -> str:
    """A row whose first cell begins with bold words stands in a control, with "85%" in XML."""
    first = said[0][0][1]
    inner = "".join(first[1]) if said[0][0][0] == "p" else ""  # type: ignore[index]
    if inner.startswith("<w:r><w:rPr><w:b/></w:rPr>"):
        return control(row, tag="hàng")
    return customised(row) if inner.startswith(r("85%").removesuffix("</w:t></w:r>")) else row


@st.composite
def edited(draw: DrawFn, before: list[Block]) -> list[Block]:
    """Some edits of a list of blocks: in, out, moved, split, joined, changed within."""
    out = list(before)
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, max(0, len(out) - 1)))
        action = draw(st.sampled_from(["in", "out", "move", "split", "join", "within", "format"]))
        if action == "in" or not out:
            out.insert(at, draw(blocks()))
        elif action == "out":
            del out[at]
        elif action == "move":
            out.insert(draw(st.integers(0, len(out) - 1)), out.pop(at))
        elif action == "join" and at + 1 < len(out) and out[at][0] == out[at + 1][0] == "p":
            second = out.pop(at + 1)
            out[at] = ("p", (out[at][1][0], [*out[at][1][1], *second[1][1]]))  # type: ignore[index]
        elif action == "split" and out[at][0] == "p":
            properties, content = out[at][1]  # type: ignore[misc]
            cut = draw(st.integers(0, len(content)))
            out[at : at + 1] = [("p", ("", content[:cut])), ("p", (properties, content[cut:]))]
        elif action == "format" and out[at][0] == "p":
            out[at] = ("p", (draw(st.sampled_from(PARAGRAPH)), out[at][1][1]))  # type: ignore[index]
        else:
            out[at] = draw(_within(out[at]))
    return out


@st.composite
def _within(draw: DrawFn, block: Block) -> Block:
    kind, inner = block
    if kind == "p":
        properties, content = inner  # type: ignore[misc]
        made = list(content)
        at = draw(st.integers(0, len(made)))
        if made and draw(st.booleans()):
            del made[min(at, len(made) - 1)]
        made.insert(at, draw(pieces()))
        return "p", (properties, made)
    if kind == "sdt":
        return "sdt", [*inner, draw(paragraphs(deep=False))]  # type: ignore[misc]
    rows = [list(row) for row in inner]  # type: ignore[attr-defined]
    at = draw(st.integers(0, len(rows) - 1))
    what = draw(st.integers(0, 4))
    if what == 0:
        rows.insert(at, [[draw(paragraphs(deep=False))] for _ in rows[0]])
    elif what == 1 and len(rows) > 1:
        del rows[at]
    elif what == 2:
        for row in rows:
            row.insert(0, [draw(paragraphs(deep=False))])
    else:
        column = draw(st.integers(0, len(rows[at]) - 1))
        cell = list(rows[at][column])
        cell[-1:] = [draw(paragraphs(deep=False)), *cell[-1:]][: draw(st.integers(1, 2))]
        rows[at][column] = cell if cell[-1][0] == "p" else [*cell, ("p", ("", []))]
    return "t", rows


@st.composite
def pairs(draw: DrawFn) -> tuple[bytes, bytes]:
    """A document and an edited version of it."""
    before = draw(st.lists(blocks(), min_size=1, max_size=6))
    after = draw(edited(before))
    return _document(before), _document(after)


def _document(made: list[Block]) -> bytes:
    body = [*map(written, made)]
    if not made or made[-1][0] != "p":
        body.append(p("Hết."))
    elif SEC in body[-1] or LAND in body[-1]:
        body.append(p("Cuối."))
    body = [_numbered("".join(body))]
    comments = {i: f"Ý kiến {i}" for i in range(1, body[0].count("<w:commentReference") + 1)}
    return docx(
        bookmark(1, "m", "").join(["<w:p>", "</w:p>"]),
        *body,
        comments=comments,
        lists=numbering(("decimal", "%1.")),
        footnotes=FOOTNOTES,
        links=LINKS,
        images=IMAGES,
    )


def _numbered(xml: str) -> str:
    """Comments with numbers of their own, in order."""
    seen: dict[str, int] = {}

    def number(match: re.Match[str]) -> str:
        seen[match[1]] = seen.get(match[1], 0) + 1
        return f'<w:{match[1]} w:id="{seen[match[1]]}"/>'

    return re.sub(rf'<w:(comment\w+) w:id="{_ANY}"/>', number, xml)
