"""Open questions of a plan (`can_xem`) as Word comments, and the answers people give there.

A question is a comment at the paragraph that prints its node, and a hidden bookmark beside it.
In a file that comes back the bookmark says that the question was asked: the comment gone or
resolved, a reply to it, or words typed behind it are its answer.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.cascade.changing.tree import DOCUMENT, Tree
from generator.document.anchors import name, stem, stems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from generator.ooxml.content import Comment, Para, WordText
    from generator.plan.model import KeHoach

AUTHOR = "kehoach"


class SettledQuestion(NamedTuple):
    """A question that was settled in Word."""

    node: str
    question: str
    author: str
    """Who answered; "" where the comment was only taken away."""
    words: str
    """"" where it was taken away, or resolved without a word."""
    comments: tuple[str, ...]
    """Ids of the comments that asked and answered."""


def open_questions(plan: KeHoach) -> dict[str, str]:
    """What is still to be looked at, by node; "van_ban" is the document as a whole."""
    found = {}
    for id_, item in Tree(plan).items.items():
        question = getattr(item.node, "can_xem", None)
        if question:
            found[id_] = question
    return found


def with_questions(data: bytes, plan: KeHoach) -> bytes:
    """A rendered file with the open questions of its plan as comments; as it is without any."""
    from generator.ooxml import package
    from generator.ooxml.annotate import Note, annotate
    from generator.ooxml.opened import open_word
    from generator.ooxml.walk import read_word

    questions = open_questions(plan)
    if not questions:
        return data
    word, problems = open_word(Path("in.docx"), data)
    assert word is not None, problems  # noqa: S101 - this program has just made it
    places = _places(read_word(word).paragraphs)
    notes = [
        Note(_place(node, places), question, author=AUTHOR, mark=_mark(node, question))
        for node, question in questions.items()
    ]
    noted = annotate(word, notes, None)
    # packed as every rendered file, so that it is known to be untouched
    static = package.copy_members(noted, lambda _name: True)
    out: list[bytes] = []
    package.write(static, (), out.append)
    return b"".join(out)


def _places(paragraphs: list[Para]) -> dict[str, Para]:
    """The first paragraph that prints each node, by the beginning of its bookmark."""
    found: dict[str, Para] = {}
    for para in paragraphs:
        for mark in para.bookmarks:
            found.setdefault(mark, para)
            found.setdefault(stem(mark), para)
    return found


def _place(node: str, places: Mapping[str, Para]) -> Para | None:
    """Where a node is printed first; the document as a whole at its title."""
    names = (name("", "ten_loai"),) if node == DOCUMENT else stems(node)
    return next((places[one] for one in names if one in places), None)


def _mark(node: str, question: str) -> str:
    """The bookmark of a question: of the node and its very words."""
    said = f"{node}\0{_folded(question)}".encode()
    return f"_khq_{blake2b(said, digest_size=8).hexdigest()}"


def _folded(text: str) -> str:
    return " ".join(text.split())


def answers(text: WordText, printed: KeHoach) -> list[SettledQuestion]:
    """The questions of the printed plan that the file asked and that are settled in it."""
    asked = {mark for para in text.paragraphs for mark in para.bookmarks}
    found = []
    for node, question in open_questions(printed).items():
        if _mark(node, question) in asked:
            answer = _answer(node, question, text.comments)
            if answer is not None:
                found.append(answer)
    return found


def own_comments(text: WordText, printed: KeHoach) -> set[str]:
    """Ids of the comments that only ask what the plan asks."""
    questions = {_folded(q) for q in open_questions(printed).values()}
    return {c.id for c in text.comments if c.author == AUTHOR and _folded(c.text) in questions}


def _answer(node: str, question: str, comments: list[Comment]) -> SettledQuestion | None:
    """The answer to one question; None while it stands as it was asked."""
    wanted = _folded(question)
    asking = next(
        (c for c in comments if c.author == AUTHOR and _folded(c.text).startswith(wanted)), None
    )
    if asking is None:
        return SettledQuestion(node, question, "", "", ())
    replies = list(_replies(asking, comments))
    typed = _folded(asking.text)[len(wanted) :].strip(" :;.-–→")
    words = "; ".join(filter(None, [typed, *(_folded(c.text) for c in replies)]))
    if not words and not asking.done:
        return None
    author = replies[-1].author if replies else ""
    return SettledQuestion(node, question, author, words, (asking.id, *(c.id for c in replies)))


def _replies(asking: Comment, comments: list[Comment]) -> Iterator[Comment]:
    """The replies to a comment, and those to them, in order."""
    thread = {asking.id}
    for comment in comments:
        if comment.parent in thread:
            thread.add(comment.id)
            yield comment
