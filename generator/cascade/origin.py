"""The digest of what a node says, by which a later change above is recognised."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec.structs import fields

from generator.plan.model import CHILDREN

if TYPE_CHECKING:
    from generator.plan.model import AnyNode, VanBan
    from generator.plan.ruled import Bang, Cells

_NOT_CONTENT = frozenset({"id", "nguon", "can_xem", "bao_ve", "xung_dot"})
_LENGTH = 16
"""Hex digits kept: 64 bits tell changed from unchanged, and the file stays readable."""

_encode = msgspec.json.Encoder(order="deterministic").encode


def node_digest(node: AnyNode) -> str:
    """Digest of what this node itself says.

    Leaves out its id, the nodes below it (they have digests of their own), and the notes
    kept about it: `nguon`, `can_xem`, `bao_ve`. Moving or renaming a node keeps its digest.
    """
    kind = type(node)
    said: dict[str, Any] = {}
    for name, default in _content(kind):
        value = getattr(node, name)
        if value != default:
            said[name] = [_cells(table) for table in value] if name == "bang" else value
    return _digest([kind.__name__, said])


def row_digest(cells: Cells) -> str:
    """Digest of what a row of a table says."""
    return _digest(["Hang", cells])


def _cells(table: Bang) -> dict[str, Any]:
    """A table without the ids of its rows: naming rows changes nothing that it says."""
    return {key: value for key, value in (("cot", table.cot), ("hang", list(table.rows))) if value}


def subject_digest(document: VanBan) -> str:
    """Digest of the subject of a plan, the origin of the subject below it."""
    return _digest(["trich_yeu", document.trich_yeu])


def _digest(value: object) -> str:
    return hashlib.sha256(_encode(value)).hexdigest()[:_LENGTH]


@cache
def _content(kind: type) -> tuple[tuple[str, Any], ...]:
    left_out = _NOT_CONTENT.union(CHILDREN.get(kind, ()))
    return tuple(
        (f.name, f.default_factory() if callable(f.default_factory) else f.default)
        for f in fields(kind)
        if f.name not in left_out
    )
