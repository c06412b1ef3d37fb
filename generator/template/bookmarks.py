"""Bookmarks in a template: the tags {{r k.neo }}, and where a template without them gets them.

A template need not know of them: where none of its tags prints a bookmark, each paragraph
that prints a field gets that of the field. One that says itself where they stand, as the
official one does, is left alone. In both cases the run of such a tag goes, whole; the `r`
is for docxtpl, which would put the XML into the text without it.
"""

from __future__ import annotations

import re
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from generator.document.anchors import Neo
from generator.ooxml.elements import parent_of
from generator.template.admission import W
from generator.template.shape import ValueShape, fields

if TYPE_CHECKING:
    from msgspec import Struct

    from generator.ooxml.elements import Element
    from generator.template.tags import Scan, Tag

_SPELLED = r"(?:\w+\.neo(?:_\w+)?|neo\.(?:so|ngay|ten_loai|trich_yeu))"
NAME = re.compile(_SPELLED)
"""How every expression that gives a bookmark is spelled."""
_TAG = re.compile(rf"(\{{\{{(?:r\s)?\s*{_SPELLED}\s*\}}\}})")
_RUN = re.compile(
    r"<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?<w:t(?: [^>]*)?>"
    rf"\{{\{{(?:r\s)?\s*({_SPELLED})\s*\}}\}}</w:t></w:r>",
    re.DOTALL,
)
_FOR = re.compile(r"for\s+(\w+)\s+in\s+([\w.]+)")
_FIELD = re.compile(r"(?:(\w+)\.)?(\w+)")
_ONCE = {"so": "so", "thoi_gian": "ngay", "ten_loai": "ten_loai", "trich_yeu": "trich_yeu"}
"""Fields of the document → of its bookmarks."""


def is_bookmark(tag: Tag) -> bool:
    """Whether a tag prints a bookmark."""
    return tag.opening == "{{" and NAME.fullmatch(tag.body) is not None


def unwrap(xml: str) -> str:
    """Take away the run around each tag that prints a bookmark."""
    return _RUN.sub(r"{{ \1 }}", xml)


def separate(tree: Element) -> None:
    """Give each tag that prints a bookmark a run of its own; the rest keeps its formatting."""
    for text in list(tree.iter(W + "t")):
        run = parent_of(text)
        pieces = [piece for piece in _TAG.split(text.text or "") if piece]
        if len(pieces) < 2 or run.tag != W + "r" or len(run.findall(W + "t")) > 1:
            continue
        for piece in pieces:
            copy = deepcopy(run)
            copy.tail = None
            for own in copy.iterchildren(W + "t"):
                own.text = piece
                own.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.addprevious(copy)
        parent_of(run).remove(run)


def add(found: Scan, root: type[Struct]) -> None:
    """Put the tags into a part that has none of them."""
    if any(is_bookmark(tag) for tag in found.tags) or "neo" not in fields(root):
        return
    scopes: list[tuple[str, ValueShape, int]] = []
    branches: list[tuple[int, int]] = []
    done: dict[tuple[Any, str], tuple[tuple[int, int], ...]] = {}
    for number, tag in enumerate(found.tags):
        if tag.opening == "{%":
            _follow(scopes, tag, root)
            _branch(branches, tag, number)
            continue
        if tag.opening != "{{" or not (name := _FIELD.match(tag.body)):
            continue
        wanted = _wanted(scopes, name[1] or "", name[2], tag.spot, root)
        node = found.spots[tag.spot - 1].node
        if not wanted or node.tag != W + "p":
            continue
        # a row gets one, in its first cell; so does all that is printed once
        row = next(node.iterancestors(W + "tr"), None) if wanted.endswith(".neo") else None
        key = (None if wanted.startswith("neo.") else node if row is None else row, wanted)
        if key not in done or _exclude(done[key], branches):
            done[key] = tuple(branches)
            _insert(node, wanted)
            if wanted.endswith(".neo_ho_ten"):
                _insert(_room(node), wanted.replace("neo_ho_ten", "neo_cho_ky"))


def _follow(scopes: list[tuple[str, ValueShape, int]], tag: Tag, root: type[Struct]) -> None:
    """Keep the loops that are open: variable, what it is, paragraph of the tag."""
    if tag.keyword == "for":
        loop = _FOR.match(tag.body)
        name, items = (loop[1], loop[2]) if loop else ("", "")
        scopes.append((name, _item(scopes, items, root), tag.spot))
    elif tag.keyword == "endfor" and scopes:
        scopes.pop()


def _branch(branches: list[tuple[int, int]], tag: Tag, number: int) -> None:
    """Keep the conditions that are open: the number of their tag and of the branch."""
    if tag.keyword == "if":
        branches.append((number, 0))
    elif tag.keyword in ("elif", "else") and branches:
        branches[-1] = (branches[-1][0], number)
    elif tag.keyword == "endif" and branches:
        branches.pop()


def _exclude(one: tuple[tuple[int, int], ...], other: list[tuple[int, int]]) -> bool:
    """Whether two places stand in different branches of one condition."""
    here = dict(other)
    return any(number in here and here[number] != branch for number, branch in one)


def _room(name: Any) -> Any:
    """The paragraph where the signature begins: the first empty one above the name, if any."""
    found = name
    for above in name.itersiblings(W + "p", preceding=True):
        if any(t.text for t in above.iter(W + "t")):
            break
        found = above
    return found


def _item(scopes: list[tuple[str, ValueShape, int]], items: str, root: type[Struct]) -> ValueShape:
    owner, _dot, name = items.rpartition(".")
    if not owner:
        return fields(root).get(name, ValueShape()).item or ValueShape()
    struct = next((s.struct for n, s, _spot in reversed(scopes) if n == owner), None)
    return (fields(struct).get(name, ValueShape()).item if struct else None) or ValueShape()


def _wanted(
    scopes: list[tuple[str, ValueShape, int]], owner: str, name: str, spot: int, root: type[Struct]
) -> str:
    """The expression of the bookmark for a value; "" where there is none."""
    if not owner:
        return f"neo.{_ONCE[name]}" if name in _ONCE and name in fields(root) else ""
    for variable, shape, opened in reversed(scopes):
        known = fields(shape.struct) if shape.struct else {}
        if variable == owner and "neo" not in known and f"neo_{name}" not in known:
            # a run of a paragraph: the paragraph is that of the loop around
            outer = [s for s in scopes if s[1].struct and "neo" in fields(s[1].struct)]
            owner = outer[-1][0] if outer and opened == spot else ""
            continue
        if variable == owner and opened != spot:
            own = "neo" if "neo" in known else f"neo_{name}"
            return f"{owner}.{own}" if known[own].scalar is Neo else ""
    return ""


def _insert(paragraph: Element, expression: str) -> None:
    """A run with the tag, before the first run of a paragraph."""
    run = paragraph.makeelement(W + "r", {})
    text = run.makeelement(W + "t", {})
    text.text = f"{{{{r {expression} }}}}"
    run.append(text)
    properties = paragraph.find(W + "pPr")
    if properties is None:
        paragraph.insert(0, run)
    else:
        properties.addnext(run)
