"""A copy of a .docx with comments at the places of findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from generator.ooxml.edited_copy import Edit, serialise, set_text
from generator.ooxml.elements import parent_of
from generator.ooxml.names import RELATIONS, W

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from generator.ooxml.content import Para
    from generator.ooxml.elements import Element
    from generator.ooxml.opened import Word

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_EMPTY = f'<w:comments xmlns:w="{W[1:-1]}"/>'.encode()
_P, _R = W + "p", W + "r"


class Note(NamedTuple):
    """A comment to write on text[start:end] of a paragraph, on all of it, or on the document."""

    para: Para | None
    """None: the document as a whole; it goes to the first paragraph."""
    text: str
    """Lines become paragraphs of the comment."""
    start: int | None = None
    end: int | None = None
    author: str = "kehoach"
    mark: str = ""
    """Name of a bookmark to put beside it."""
    date: datetime | None = None
    """When it was said; None: the date of all."""


def annotate(word: Word, notes: Sequence[Note], date: datetime | None) -> bytes:
    """The document with the notes as Word comments; comments it has stay.

    Word keeps comments in the body only: what is said of a header, footer, note or text box is
    hung on the paragraph that shows it (or the first one) and begins with the place.
    Every other member of the package keeps its bytes.
    """
    edit = Edit(word)
    name = word.related("comments")
    root = _comments_root(edit, name)
    for note in notes:
        paragraph, runs, place = _anchor(edit, note)
        if paragraph is None:
            continue
        number = edit.next_id()
        text = f"[{place}] {note.text}" if place else note.text
        root.append(_comment(root, number, note.author, note.date or date, text))
        _hang(paragraph, number, runs)
        if note.mark:
            _bookmark(paragraph, note.mark, edit.next_id())
    if name is None:
        edit.put_part(_new_name(word), serialise(root))
        _register(edit, word, _new_name(word))
    return edit.pack()


def _comments_root(edit: Edit, name: str | None) -> Element:
    from lxml import etree

    return etree.fromstring(_EMPTY) if name is None else edit.root(name)


def _new_name(word: Word) -> str:
    folder = word.main.rpartition("/")[0]
    names = (f"{folder}/comments{n or ''}.xml".lstrip("/") for n in range(1000))
    return next(n for n in names if word.member(n) is None)


def _anchor(edit: Edit, note: Note) -> tuple[Element | None, tuple[Element, Element] | None, str]:
    """The paragraph to hang a note on, its first and last run, and the place to name."""
    para = note.para
    body = edit.root(edit.word.main)
    if para is not None and para.part == "body" and not para.box:
        pieces = edit.between(para, note.start, note.end) if note.start is not None else []
        paragraph = edit.paragraph(para)
        runs = [p.element for p in pieces if next(p.element.iterancestors(_P)) is paragraph]
        if runs:
            return paragraph, (_under(paragraph, runs[0]), _under(paragraph, runs[-1])), ""
        return paragraph, None, ""
    where = "" if para is None else para.where
    if para is not None and para.part == "body":
        host = edit.paragraph(para)
        while (outer := next(host.iterancestors(_P), None)) is not None:
            host = outer
        return host, None, where
    first = next(body.iter(_P), None)
    quote = "" if para is None or not para.text.strip() else f": “{para.text.strip()[:60]}”"
    return first, None, where + quote


def _under(paragraph: Element, node: Element) -> Element:
    """The child of the paragraph that holds a run: itself, or the link around it."""
    while node.getparent() is not paragraph:
        node = parent_of(node)
    return node


def _hang(paragraph: Element, number: str, runs: tuple[Element, Element] | None) -> None:
    start, end = (paragraph.makeelement(W + n) for n in ("commentRangeStart", "commentRangeEnd"))
    run = paragraph.makeelement(_R)
    reference = run.makeelement(W + "commentReference")
    run.append(reference)
    for node in (start, end, reference):
        node.set(W + "id", number)
    if runs is None:
        properties = paragraph.find(W + "pPr")
        if properties is None:
            paragraph.insert(0, start)
        else:
            properties.addnext(start)
        paragraph.append(end)
    else:
        runs[0].addprevious(start)
        runs[1].addnext(end)
    end.addnext(run)


def _bookmark(paragraph: Element, name: str, number: str) -> None:
    """An empty bookmark at the start of a paragraph."""
    properties = paragraph.find(W + "pPr")
    at = 0 if properties is None else paragraph.index(properties) + 1
    start, end = (paragraph.makeelement(W + n) for n in ("bookmarkStart", "bookmarkEnd"))
    start.set(W + "id", number)
    start.set(W + "name", name)
    end.set(W + "id", number)
    paragraph[at:at] = [start, end]


def _comment(root: Element, number: str, author: str, date: datetime | None, text: str) -> Element:
    comment = root.makeelement(W + "comment")
    comment.set(W + "id", number)
    comment.set(W + "author", author)
    if date is not None:
        comment.set(W + "date", date.strftime("%Y-%m-%dT%H:%M:%SZ"))
    comment.set(W + "initials", "".join(word[0] for word in author.split())[:4].upper())
    for line in text.split("\n"):
        paragraph = comment.makeelement(_P)
        run = paragraph.makeelement(_R)
        words = run.makeelement(W + "t")
        set_text(words, line)
        run.append(words)
        paragraph.append(run)
        comment.append(paragraph)
    return comment


def _register(edit: Edit, word: Word, name: str) -> None:
    """Name the new part in the content types and in the main part's relationships."""
    types = edit.root("[Content_Types].xml")
    override = types.makeelement(f"{{{_PACKAGE}/content-types}}Override")
    override.set("PartName", "/" + name)
    override.set("ContentType", _TYPE)
    types.append(override)
    folder, _slash, base = word.main.rpartition("/")
    path = f"{folder}/_rels/{base}.rels".lstrip("/")
    member = word.member(path)
    tag = f"{{{_PACKAGE}/relationships}}"
    if member is None:
        from lxml import etree

        relations = etree.Element(tag + "Relationships", nsmap={None: tag[1:-1]})
    else:
        relations = edit.root(member)
    taken = {node.get("Id") for node in relations}
    relation = relations.makeelement(tag + "Relationship")
    relation.set("Id", next(i for n in range(1, 10**6) if (i := f"rId{n}") not in taken))
    relation.set("Type", f"{RELATIONS}/comments")
    relation.set("Target", name.rpartition("/")[2])
    relations.append(relation)
    if member is None:
        edit.put_part(path, serialise(relations))
