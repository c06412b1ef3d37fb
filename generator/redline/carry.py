"""Parts of one package taken over into another: images, charts, and what they point to."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from lxml import etree

from generator.ooxml.changed_package import to_bytes
from generator.ooxml.relations import NAMESPACE, rels_name

if TYPE_CHECKING:
    from generator.ooxml.changed_package import Opc


def carry_part(source: Opc, target: Opc, part: str) -> str:
    """Copy a part with all it points to; give its name in the target.

    A part of the target with the same name, bytes and relationships is used as it is.
    """
    return _carry(source, target, part, {})


def _carry(source: Opc, target: Opc, part: str, done: dict[str, str]) -> str:
    if part in done:
        return done[part]
    data = source.parts.get(part)
    if data is None:
        return part
    own_rels = source.parts.get(rels_name(part))
    if target.parts.get(part) == data and target.parts.get(rels_name(part)) == own_rels:
        done[part] = part
        return part
    name = done[part] = _free_name(target, part)
    target.put(name, data)
    target.declare(name, source.content_type(part))
    if own_rels is not None:
        root = etree.fromstring(own_rels)
        for entry in root.iter(f"{{{NAMESPACE}}}Relationship"):
            relation = source.rels(part)[entry.get("Id") or ""]
            if not relation.external:
                entry.set("Target", "/" + _carry(source, target, relation.target, done))
        target.put(rels_name(name), to_bytes(root))
    return name


def _free_name(target: Opc, part: str) -> str:
    folder, base = posixpath.split(part)
    name, number = part, 0
    while target.has(name):
        number += 1
        name = posixpath.join(folder, f"cu{number}-{base}")
    return name
