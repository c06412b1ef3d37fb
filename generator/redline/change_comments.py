"""Word comments at changed nodes: what changed, in the plan's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from generator.document import anchors
from generator.ooxml.changed_package import to_bytes
from generator.ooxml.relations import WordRelation
from generator.redline.revision_names import (
    BOOKMARK_START,
    DEL,
    ID,
    INS,
    MARKS,
    NAME,
    PPR,
    REL,
    WML,
    XML_SPACE,
    P,
    R,
    T,
    w,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from generator.ooxml.changed_package import Opc
    from generator.ooxml.elements import Element
    from generator.redline.state import WriterState

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PART = "word/comments.xml"
_REL_ID = "khNhanXet"


class Remark(NamedTuple):
    """A comment and the paragraph it hangs on."""

    paragraph: Element
    text: str


def add_comments(
    package: Opc, body: Element, remarks: Mapping[str, Sequence[str]], state: WriterState
) -> None:
    """Hang the sentences about each node on the paragraph that prints it.

    A node that is gone has them on its deleted text; what is printed nowhere is said at the
    first paragraph. Within revisions comments go and come with them.
    """
    hung = list(_hung(body, remarks, state))
    if not hung:
        return
    part = package.of_type("comments")
    if part is None:
        part = _PART
        package.store(part, etree.Element(w("comments"), nsmap={"w": WML}))
        package.declare(part, _TYPE)
        package.add_rel(package.main, WordRelation(_REL_ID, f"{REL}/comments", part, False))
    root = package.fresh(part)
    taken = [int(i) for c in root if (i := c.get(ID) or "").isdigit()]
    for number, remark in enumerate(hung, max(taken, default=-1) + 1):
        root.append(_comment(str(number), remark.text, state))
        _hang(remark.paragraph, str(number))
    package.put(part, to_bytes(root))


def _hung(
    body: Element, remarks: Mapping[str, Sequence[str]], state: WriterState
) -> Iterator[Remark]:
    places = _places(body)
    first = next(body.iter(P), None)
    for node, sentences in remarks.items():
        wanted = anchors.name(node)
        names = [n for n in places if n == wanted or n.startswith(f"{wanted}__")]
        paragraph = places[names[0]] if names else None
        if paragraph is None:
            gone = [n for n in state.gone if n == wanted or n.startswith(f"{wanted}__")]
            paragraph = state.gone[gone[0]] if gone else first
        if paragraph is not None and sentences:
            yield Remark(paragraph, "\n".join(sentences))


def _places(body: Element) -> dict[str, Element]:
    """The paragraph of each named place; a changed one rather than its unchanged neighbours."""
    found: dict[str, Element] = {}
    for start in body.iter(BOOKMARK_START):
        name = start.get(NAME) or ""
        paragraph = next(start.iterancestors(P), None)
        if paragraph is None or not name.startswith("_kh"):
            continue
        row = next(paragraph.iterancestors(w("tr")), None)
        found[name] = paragraph if row is None else _changed_in(row, paragraph)
    return found


def _changed_in(row: Element, paragraph: Element) -> Element:
    """In a row of a table: the first paragraph with a revision in its text."""
    for candidate in row.iter(P):
        if any(c.tag in MARKS for c in candidate):
            return candidate
    return paragraph


def _comment(number: str, text: str, state: WriterState) -> Element:
    made = etree.Element(w("comment"), nsmap={"w": WML})
    made.set(ID, number)
    made.set(w("author"), state.author.name)
    made.set(w("date"), state.author.date)
    made.set(w("initials"), "".join(x[0] for x in state.author.name.split())[:4])
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(made, P), R)
        content = etree.SubElement(run, T)
        content.text = line
        content.set(XML_SPACE, "preserve")
    return made


def _hang(paragraph: Element, number: str) -> None:
    """Put the marks of a comment around a paragraph; inside its revision where all is one."""
    content = [c for c in paragraph if c.tag != PPR]
    solid = [c for c in content if c.tag in MARKS or c.tag == R or len(c)]
    kinds = {c.tag for c in solid}
    target = solid[0] if kinds in ({DEL}, {INS}) else paragraph
    at = 1 if len(target) and target[0].tag == PPR else 0
    start, end = etree.Element(w("commentRangeStart")), etree.Element(w("commentRangeEnd"))
    run = etree.Element(R)
    reference = etree.SubElement(run, w("commentReference"))
    for element in (start, end, reference):
        element.set(ID, number)
    target.insert(at, start)
    target.append(end)
    target.append(run)
