"""Relationships of a package: which part points to which, and to what outside (ECMA-376-2, 8.5)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.ooxml.elements import Element

NAMESPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATION = f"{{{NAMESPACE}}}Relationship"


class WordRelation(NamedTuple):
    """One relationship of a part."""

    id: str
    type: str
    target: str
    """Name of a member, or the address when external."""
    external: bool

    @property
    def kind(self) -> str:
        """The last word of the type: "image", "header"."""
        return self.type.rpartition("/")[2]


def rels_name(part: str) -> str:
    """Name of the part that holds the relationships of `part`; "" is the package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations_in(root: Element, part: str) -> Iterator[WordRelation]:
    """The relationships of a part, in their order; `root` is its parsed list of them."""
    folder = posixpath.dirname(part)
    for node in root.iter(_RELATION):
        target, external = node.get("Target") or "", node.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, unquote(target)))[1:]
        yield WordRelation(node.get("Id") or "", node.get("Type") or "", target, external)
