"""Comments of a plan as Word comments at the paragraphs of their nodes, and back again.

A node is found by the invisible bookmarks of the rendering, so that a comment keeps its node
when numbers, order or words change; a paragraph without one belongs to the node before it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from generator.cascade.changing.tree import DOCUMENT, Tree
from generator.document.anchors import name, stem, stems
from generator.ooxml.annotate import Note
from generator.review.comments import LONGEST, TraLoiYKien, YKien, fresh_id

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.ooxml.content import Comment, Para, WordText
    from generator.plan.model import KeHoach

PROGRAM = "kehoach"
"""The author of comments that the program itself writes: they are no remarks of people."""
_ANSWER = "↳ "


class TakenComments(NamedTuple):
    """The comments of a plan with those of a Word file."""

    comments: list[YKien]
    added: int
    answered: int
    settled: int


def notes(comments: Sequence[YKien], text: WordText, plan: KeHoach) -> list[Note]:
    """The open comments as notes for a rendering of the plan."""
    places = _places(text, plan)
    return [
        Note(places.get(one.nut), _said(one), author=one.nguoi or "?", date=_moment(one.luc))
        for one in comments
        if not one.xong_luc
    ]


def taken(
    known: Sequence[YKien],
    text: WordText,
    plan: KeHoach,
    who: str,
    moment: str,
    words: dict[str, str],
) -> TakenComments:
    """What people said in the comments of a Word file, put to what is known already.

    A comment that came from here and says what it said then is known; its replies become
    answers, and where it is resolved there it is settled here. `words`: what each node says.
    """
    comments = list(known)
    at = _nodes(text, plan)
    index: dict[str, int] = {}
    """Word's id of a comment → its place in the list."""
    added = answered = settled = 0
    questions = {one.id for one in text.comments if one.author == PROGRAM}
    for one in text.comments:
        said = one.text.replace("\r\n", "\n").strip()[:LONGEST]
        if not said or one.id in questions or one.parent in questions:
            continue  # what the program asked, and the answers, which are taken with the words
        parent = index.get(one.parent)
        if parent is not None:
            comments[parent], more = _answered(comments[parent], one, said, moment)
            answered += more
            index[one.id] = parent
            continue
        node = at.get(one.id, DOCUMENT)
        found = _same(comments, one, said, node)
        if found is None:
            new = YKien(
                fresh_id(comments), node, one.author, _when(one.date, moment), said,
                words.get(node, ""),
            )  # fmt: skip
            comments.append(new)
            found, added = len(comments) - 1, added + 1
        index[one.id] = found
        if one.done and not comments[found].xong_luc:
            comments[found] = msgspec.structs.replace(
                comments[found], xong_nguoi=who, xong_luc=moment
            )
            settled += 1
    return TakenComments(comments, added, answered, settled)


def _said(one: YKien) -> str:
    """A comment and its answers as the text of a Word comment."""
    return "\n".join([one.loi, *(f"{_ANSWER}{a.nguoi}: {a.loi}" for a in one.tra_loi)])


def _same(comments: Sequence[YKien], one: Comment, said: str, node: str) -> int | None:
    """The comment that this one is, of the same person with the same words at the same node."""
    for i, known in enumerate(comments):
        begins = said.split(f"\n{_ANSWER}")[0]
        mine = " ".join(known.loi.split()) in (" ".join(begins.split()), " ".join(said.split()))
        if mine and known.nguoi in (one.author, "") and known.nut == node:
            return i
    return None


def _answered(known: YKien, one: Comment, said: str, moment: str) -> tuple[YKien, int]:
    if any((answer.nguoi, answer.loi) == (one.author, said) for answer in known.tra_loi):
        return known, 0
    answer = TraLoiYKien(one.author, _when(one.date, moment), said)
    return msgspec.structs.replace(known, tra_loi=[*known.tra_loi, answer]), 1


def _when(date: str, moment: str) -> str:
    """The moment of a Word comment, as far as it says one."""
    found = _moment(date)
    return found.isoformat(timespec="seconds") if found is not None else moment


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


# ------------------------------------------------------------------ where


def _names(plan: KeHoach) -> dict[str, str]:
    """Bookmark of a node, without its field → the node."""
    found = {one: id_ for id_ in Tree(plan).items for one in stems(id_)}
    found[name("")] = DOCUMENT
    return found


def _node_of(para: Para, names: dict[str, str]) -> str | None:
    for bookmark in para.bookmarks:
        for known in (bookmark, stem(bookmark)):
            if known in names:
                return names[known]
    return None


def _nodes(text: WordText, plan: KeHoach) -> dict[str, str]:
    """Word's id of a comment → the node at whose paragraph it hangs."""
    names = _names(plan)
    found: dict[str, str] = {}
    rows = {
        (para.cell.table, para.cell.row): node
        for para in reversed(text.body)
        if para.cell is not None and (node := _node_of(para, names)) is not None
    }
    here = DOCUMENT
    for para in text.body:
        here = _node_of(para, names) or here
        row = rows.get((para.cell.table, para.cell.row)) if para.cell is not None else None
        for mark in para.marks:
            if mark.kind == "comment":
                found[mark.id] = row or here
    return found


def _places(text: WordText, plan: KeHoach) -> dict[str, Para]:
    """Each node → the first paragraph that prints it; the document → its subject."""
    names = _names(plan)
    found: dict[str, Para] = {}
    for para in text.body:
        if name("", "trich_yeu") in para.bookmarks:
            found[DOCUMENT] = para
        node = _node_of(para, names)
        if node is not None:
            found.setdefault(node, para)
    return found
