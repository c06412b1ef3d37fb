"""What a clerk or a leader does to a printed plan in Word, on any plan: done to the XML."""

from __future__ import annotations

import re
import unicodedata
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from lxml import etree

from tests.pages import NS, W
from tests.word_edits import Reviewed, text

if TYPE_CHECKING:
    pass

_XML = "{http://www.w3.org/XML/1998/namespace}space"
_LABEL = re.compile(r"^(?:[IVX]+\.|\d+\.|[a-zđ]\)|[-+•]|[A-ZĐ]\.)\s+")

Edit = "Callable[[Reviewed], object]"


def style(para: Any) -> str:
    found = para.find("w:pPr/w:pStyle", NS)
    return "" if found is None else found.get(f"{W}val")


def body(word: Reviewed) -> list[Any]:
    """Paragraphs of the body that say something, from the subject to the recipients."""
    inside = [p for p in word.body.findall("w:p", NS) if text(p).strip()]
    start = next(i for i, p in enumerate(inside) if style(p) == "KHTrichYeu")
    end = next((i for i, p in enumerate(inside) if style(p) == "KHPhuLuc"), len(inside))
    return inside[start + 1 : end]


def points(word: Reviewed) -> list[Any]:
    """Points and plain paragraphs under the first headings."""
    inside = body(word)
    start = next(i for i, p in enumerate(inside) if style(p) == "Heading1")
    return [p for p in inside[start:] if style(p) in {"KHDiem", "KHDoan"} and len(text(p)) > 30]


def headings(word: Reviewed, level: int) -> list[Any]:
    return [p for p in body(word) if style(p) == f"Heading{level}"]


def table_rows(word: Reviewed) -> list[Any]:
    """The rows of tasks of the last table of the file."""
    table = word.body.findall("w:tbl", NS)[-1]
    rows = table.findall("w:tr", NS)
    width = len(rows[0].findall("w:tc", NS))
    numbered = [r for r in rows[1:] if len(r.findall("w:tc", NS)) == width]
    return [r for r in numbered if re.fullmatch(r"\d+", cell_text(r, 0))]


def cell_text(row: Any, number: int) -> str:
    return text(row.findall("w:tc", NS)[number]).strip()


def column(word: Reviewed, head: str) -> int:
    table = word.body.findall("w:tbl", NS)[-1]
    cells = table.find("w:tr", NS).findall("w:tc", NS)
    return next(i for i, c in enumerate(cells) if head in text(c).casefold())


def recipients(word: Reviewed) -> list[Any]:
    return [p for p in word.root.iter(f"{W}p") if style(p) == "KHNoiNhan"]


def one(word: Reviewed, name: str) -> Any:
    return next(p for p in word.root.iter(f"{W}p") if style(p) == name)


def retype(para: Any, words: str) -> None:
    """All words of a paragraph typed anew: the bookmark goes with the old words."""
    for child in list(para):
        if child.tag != f"{W}pPr":
            para.remove(child)
    run = etree.SubElement(para, f"{W}r")
    node = etree.SubElement(run, f"{W}t")
    node.text = words
    node.set(_XML, "preserve")


def change(para: Any, old: str, new: str) -> None:
    """Some words of a paragraph, in whichever run."""
    for node in para.iter(f"{W}t"):
        said = (node.text or "").replace("\u00a0", " ")
        if old in said:
            node.text = said.replace(old, new, 1)
            node.set(_XML, "preserve")
            return
    raise AssertionError(old)


def append(para: Any, words: str) -> None:
    """Words typed at the end of a paragraph."""
    node = list(para.iter(f"{W}t"))[-1]
    node.text = f"{node.text}{words}"
    node.set(_XML, "preserve")


def middle_word(para: Any) -> str:
    """A word in the middle of the longest run of a paragraph."""
    node = max(para.iter(f"{W}t"), key=lambda t: len(t.text or ""))
    words = [w for w in node.text.replace("\u00a0", " ").split(" ") if w.isalpha() and len(w) > 2]
    return words[len(words) // 2]


def in_two_runs(para: Any) -> None:
    """As Word saves a paragraph somebody clicked into: a run cut at every few words."""
    for node in list(para.iter(f"{W}t")):
        run = node.getparent()
        words = re.findall(r"\S+\s*|\s+", node.text or "")
        for start in range(0, len(words), 3):
            piece = deepcopy(run)
            inner = piece.find("w:t", NS)
            inner.text = "".join(words[start : start + 3])
            inner.set(_XML, "preserve")
            run.addprevious(piece)
        run.getparent().remove(run)


def look(para: Any, mark: str, words: str) -> None:
    """A run property on some words."""
    node = next(t for t in para.iter(f"{W}t") if words in (t.text or "").replace("\u00a0", " "))
    run = node.getparent()
    before, behind = node.text.replace("\u00a0", " ").split(words, 1)
    for piece, marked in ((before, False), (words, True), (behind, False)):
        made = deepcopy(run)
        inner = made.find("w:t", NS)
        inner.text = piece
        inner.set(_XML, "preserve")
        if marked:
            looks = made.find("w:rPr", NS)
            if looks is None:
                looks = etree.Element(f"{W}rPr")
                made.insert(0, looks)
            looks.append(etree.fromstring(f'<w:{mark} xmlns:w="{W[1:-1]}"/>'))
        run.addprevious(made)
    run.getparent().remove(run)


def tracked_paragraph(word: Reviewed, para: Any, words: str) -> None:
    """A whole paragraph typed with tracked changes behind another."""
    new = word.after(para, words)
    properties = new.find("w:pPr", NS)
    for owner in (new,):
        for run in owner.findall("w:r", NS):
            around = etree.Element(f"{W}ins")
            around.set(f"{W}id", "950")
            around.set(f"{W}author", "Người duyệt")
            run.addprevious(around)
            around.append(run)
    mark = etree.SubElement(etree.SubElement(properties, f"{W}rPr"), f"{W}ins")
    mark.set(f"{W}id", "951")
    mark.set(f"{W}author", "Người duyệt")


def tracked_removal(para: Any) -> None:
    """A whole paragraph struck out with tracked changes."""
    for run in para.findall("w:r", NS):
        around = etree.Element(f"{W}del")
        around.set(f"{W}id", str(960 + para.index(run)))
        around.set(f"{W}author", "Người duyệt")
        run.addprevious(around)
        around.append(run)
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"
    properties = para.find("w:pPr", NS)
    looks = properties.find("w:rPr", NS)
    if looks is None:
        looks = etree.SubElement(properties, f"{W}rPr")
    mark = etree.SubElement(looks, f"{W}del")
    mark.set(f"{W}id", "959")
    mark.set(f"{W}author", "Người duyệt")


def new_row(word: Reviewed, after: Any, said: dict[int, str]) -> Any:
    """A row below another, typed: Word copies the row's looks, never its bookmarks."""
    made = deepcopy(after)
    word.without_bookmarks(made)
    for number, cell in enumerate(made.findall("w:tc", NS)):
        for para in cell.findall("w:p", NS)[1:]:
            cell.remove(para)
        retype(cell.find("w:p", NS), said.get(number, ""))
    after.addnext(made)
    return made


def new_column(word: Reviewed, at: int, head: str, said: dict[int, str]) -> None:
    """A column in the last table: every row of as many cells as the head gets one."""
    table = word.body.findall("w:tbl", NS)[-1]
    rows = table.findall("w:tr", NS)
    width = len(rows[0].findall("w:tc", NS))
    count = 0
    for number, row in enumerate(rows):
        cells = row.findall("w:tc", NS)
        if len(cells) < width:
            span = cells[-1].find("w:tcPr/w:gridSpan", NS)
            span.set(f"{W}val", str(int(span.get(f"{W}val")) + 1))
            continue
        made = deepcopy(cells[min(at, width - 1)])
        word.without_bookmarks(made)
        for para in made.findall("w:p", NS)[1:]:
            made.remove(para)
        words = head if not number else said.get(count, "")
        count += bool(number)
        retype(made.find("w:p", NS), words)
        if at < width:
            cells[at].addprevious(made)
        else:
            cells[-1].addnext(made)
    grid = table.find("w:tblGrid", NS)
    grid.append(deepcopy(grid[-1]))


def without_column(word: Reviewed, at: int) -> None:
    table = word.body.findall("w:tbl", NS)[-1]
    rows = table.findall("w:tr", NS)
    width = len(rows[0].findall("w:tc", NS))
    for row in rows:
        cells = row.findall("w:tc", NS)
        if len(cells) == width:
            row.remove(cells[at])
        else:
            span = cells[-1].find("w:tcPr/w:gridSpan", NS)
            span.set(f"{W}val", str(int(span.get(f"{W}val")) - 1))
    grid = table.find("w:tblGrid", NS)
    grid.remove(grid[at])


def unlabelled(line: str) -> str:
    """A line as a reader knows it, without the number that the program gives it."""
    composed = unicodedata.normalize("NFC", line).replace("\u2011", "-")
    plain = " ".join(composed.replace("\u00a0", " ").split())
    return _LABEL.sub("", plain)


def said(word: Reviewed) -> list[str]:
    """What a reader sees, line by line: numbers of rows and of items left out."""
    found = [unlabelled(line) for line in word.texts()]
    return [x for x in found if x and not re.fullmatch(r"\d+", x) and not x.startswith("(Kèm theo")]
