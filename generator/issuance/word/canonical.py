"""What is digested: XML in its canonical form, relationships in the form of the package.

libxml2 prints a false xmlns="" when a subtree whose default namespace is declared above it
is canonicalised in place; so every subtree is first made a document of its own.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lxml import etree

from generator.issuance.word.standard_names import RELATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.issuance.word.strict_package import SignedRelation


def canonical(node: etree._Element) -> bytes:
    """A subtree by Canonical XML 1.0 without comments."""
    alone = etree.fromstring(etree.tostring(node, with_tail=False))
    made: bytes = etree.tostring(alone, method="c14n", with_comments=False)
    return made


def transformed(relations: Iterable[SignedRelation]) -> bytes:
    """Relationships as ECMA-376 Part 2, 13.2.4.24 digests them: sorted by id, mode explicit."""
    root = etree.Element(f"{{{RELATIONS}}}Relationships", nsmap={None: RELATIONS})
    for relation in sorted(relations, key=lambda r: r.id):
        values = {
            "Id": relation.id,
            "Target": relation.target,
            "TargetMode": "External" if relation.external else "Internal",
            "Type": relation.type,
        }
        etree.SubElement(root, f"{{{RELATIONS}}}Relationship", values)
    made: bytes = etree.tostring(root, method="c14n", with_comments=False)
    return made


def digest(data: bytes, name: str) -> bytes:
    """SHA-256, -384 or -512."""
    return hashlib.new(name, data).digest()
