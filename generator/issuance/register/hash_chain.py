"""The hash chain of a book's log: canonical form, digest, and what a head is."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

GENESIS = "0" * 64
"""The hash before the first act of a book."""

FIELDS = ("so", "loai", "luc", "ai", "noi_dung")


def canonical(value: Any) -> str:
    """JSON that is the same wherever it is made: sorted keys, no blanks, NFC as given."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def link(before: str, book: tuple[str, str, int], order: int, act: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of one act: over the hash before it, its book, its order and its fields."""
    value = [before, list(book), order, [act[name] for name in FIELDS]]
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def heads_digest(heads: Mapping[str, tuple[int, str]]) -> str:
    """SHA-256 (hex) over the heads of all books: what a time-stamp anchors."""
    return hashlib.sha256(canonical({k: list(v) for k, v in heads.items()}).encode()).hexdigest()
